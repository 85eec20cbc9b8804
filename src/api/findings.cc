#include "api/findings.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <optional>
#include <tuple>
#include <utility>

#include "api/question.h"
#include "api/wording.h"
#include "law/explain.h"
#include "law/values.h"

namespace casus::api {
namespace {

class Finder {
 public:
  Finder(Workspace& workspace, law::Record& record)
      : workspace_(workspace), record_(record), wording_(workspace, record) {}

  std::vector<Finding> Find(const std::vector<ExpectationResult>& expectations) {
    FindConflicts();
    FindRivals();
    for (const ExpectationResult& expectation : expectations) AddSource(expectation);
    FindActsWithoutEffect();
    FindAllegations();
    FindDenials();
    FindDoubleDating();
    return std::move(findings_);
  }

 private:
  const law::Fact& FactAt(uint32_t index) const { return record_.chronicle().facts.facts[index]; }
  const law::Entry& EntryOf(const law::Fact& fact) const {
    return record_.chronicle().entries[fact.statement];
  }

  void AddStatement(Finding& finding, const law::Fact& fact) const {
    finding.statements.push_back(wording_.Say(fact));
    Append(finding.evidence, EvidenceOf(workspace_, record_, EntryOf(fact)));
  }

  // "A", "A and B"; "no source" if it cites none.
  std::string SourcesOf(const law::Fact& fact) const {
    std::vector<std::string> names;
    for (const Evidence& evidence : EvidenceOf(workspace_, record_, EntryOf(fact))) {
      if (std::find(names.begin(), names.end(), evidence.source) == names.end())
        names.push_back(evidence.source);
    }
    return names.empty() ? "no source" : fmt::format("{}", fmt::join(names, " and "));
  }

  void FindConflicts() {
    for (const law::Chronicle::Conflict& conflict : record_.chronicle().conflicts) {
      const law::Fact& one = FactAt(conflict.fact);
      const law::Fact& other = FactAt(conflict.other);
      Finding finding;
      finding.kind = Finding::Kind::kConflict;
      finding.message =
          fmt::format("{} ({}), yet {} ({})", Plain(one), SourcesOf(one), Plain(other), SourcesOf(other));
      AddStatement(finding, one);
      AddStatement(finding, other);
      findings_.push_back(std::move(finding));
    }
  }

  std::string Plain(const law::Fact& fact) const {
    const law::Predicate& predicate = record_.law().rules.predicate(fact.predicate);
    return wording_.Phrase(fact.predicate, record_.chronicle().facts.Row(fact, predicate.schema.size()));
  }

  void AddSource(const ExpectationResult& expectation) {
    if (expectation.source.empty() || expectation.holds) return;
    Finding finding;
    finding.kind = Finding::Kind::kSource;
    finding.message =
        fmt::format("source {} does not agree with itself: {}", expectation.source, expectation.why);
    finding.statements.push_back(expectation.text);
    finding.evidence = expectation.evidence;
    findings_.push_back(std::move(finding));
  }

  void FindActsWithoutEffect() {
    if (!record_.law().without_effect) return;
    struct Act {
      const law::Fact* fact;
      bool is_certain;
    };
    std::vector<Act> acts;
    for (const law::Answer& row : record_.All(*record_.law().without_effect).rows) {
      const law::Fact* fact = wording_.FactOf(row.values.front());
      if (fact != nullptr) acts.push_back({fact, !row.certain.IsEmpty()});
    }
    std::sort(acts.begin(), acts.end(), [](const Act& a, const Act& b) { return a.fact < b.fact; });
    for (const auto& [act, is_certain] : acts) {
      Finding finding;
      finding.kind = Finding::Kind::kNoEffect;
      finding.message =
          fmt::format("{} on {}: {}", Plain(*act), wording_.When(*act),
                      is_certain ? "without effect, since no power allowed it then"
                                 : "possibly without effect, since it may be that no power allowed it then");
      AddStatement(finding, *act);
      findings_.push_back(std::move(finding));
    }
  }

  // Values of one key of a state with `one … per …` that begin at the same moment: none displaces the other.
  void FindRivals() {
    const law::RuleBase& rules = record_.law().rules;
    for (size_t i = 0; i < rules.predicates.size(); ++i) {
      const law::Predicate& predicate = rules.predicates[i];
      const auto id = static_cast<law::PredicateId>(i);
      if (!predicate.key || !predicate.phrase || predicate.tacit || !record_.definitions().IsDefined(id))
        continue;
      FindRivals(id, record_.evaluation().Of(record_.definitions().Of(id, law::Layer::kCertain)));
    }
  }

  void FindRivals(law::PredicateId predicate, const core::Relation& relation) {
    struct Beginning {
      core::Value key;
      core::Moment moment;
      size_t row;
    };
    std::vector<Beginning> beginnings;
    core::CompoundTable keys;
    std::vector<core::Value> key;
    for (size_t row = 0; row < relation.size(); ++row) {
      key.clear();
      for (const int column : *record_.law().rules.predicate(predicate).key) {
        key.push_back(relation.Row(row)[static_cast<size_t>(column)]);
      }
      for (const base::Interval& interval : relation.Intervals(row)) {
        beginnings.push_back({keys.Intern(0, key), interval.begin, row});
      }
    }
    std::sort(beginnings.begin(), beginnings.end(), [](const Beginning& a, const Beginning& b) {
      return std::tie(a.key, a.moment, a.row) < std::tie(b.key, b.moment, b.row);
    });
    std::vector<std::pair<Beginning, Beginning>> rivals;
    for (size_t i = 1; i < beginnings.size(); ++i) {
      const Beginning& one = beginnings[i - 1];
      const Beginning& other = beginnings[i];
      if (one.key == other.key && one.moment == other.moment) rivals.emplace_back(one, other);
    }
    std::sort(rivals.begin(), rivals.end(), [](const auto& a, const auto& b) {
      return std::tie(a.first.moment, a.first.row) < std::tie(b.first.moment, b.first.row);
    });
    for (const auto& [one, other] : rivals) {
      Finding finding;
      finding.kind = Finding::Kind::kConflict;
      finding.message = fmt::format(
          "{}, and {}: both begin at once, on {}, though only one can; the record keeps both",
          wording_.Phrase(predicate, relation.Row(one.row)),
          wording_.Phrase(predicate, relation.Row(other.row)), record_.Say(one.moment, core::Kind::kMoment));
      for (const Beginning* beginning : {&one, &other}) {
        AddGrounds(finding, wording_.Phrase(predicate, relation.Row(beginning->row)), beginning->moment);
      }
      findings_.push_back(std::move(finding));
    }
  }

  // What a phrase that certainly holds from the moment on rests on.
  void AddGrounds(Finding& finding, const std::string& phrase, core::Moment moment) {
    finding.statements.push_back(fmt::format("from {} {}", record_.Say(moment, core::Kind::kMoment), phrase));
    diag::Sink sink;
    std::optional<PreparedQuestion> question = Prepare(workspace_, phrase, sink);
    if (!question) return;
    questions_.push_back(*std::move(question));
    if (!explainer_) explainer_.emplace(record_);
    const PreparedQuestion& asked = questions_.back();
    const std::vector<core::Value> no_values;
    const std::vector<law::ArgumentId> why =
        explainer_->Why(asked.text, asked.condition, asked.columns, &no_values, moment, law::Layer::kCertain);
    for (const uint32_t entry : explainer_->EntriesOf(why)) {
      Append(finding.evidence, EvidenceOf(workspace_, record_, record_.chronicle().entries[entry]));
    }
  }

  static constexpr std::string_view kAlleged =
      " alleged ";  // what it is called of which someone alleges something

  void FindAllegations() {
    for (const law::Fact& fact : record_.chronicle().facts.facts) {
      const std::string& name = record_.law().rules.predicate(fact.predicate).name;
      if (!name.starts_with(kAlleged)) continue;
      const std::optional<law::PredicateId> alleged = record_.Find(name.substr(kAlleged.size()));
      if (!alleged) continue;
      const size_t arity = record_.law().rules.predicate(*alleged).schema.size();
      const std::span<const core::Value> row = record_.chronicle().facts.Row(fact, arity + 1);
      const auto who = law::ToSymbol(row.front());
      const std::vector<base::Symbol>& believed = record_.lens().believed;
      if (std::find(believed.begin(), believed.end(), who) != believed.end()) continue;
      Finding finding;
      finding.kind = Finding::Kind::kAlleged;
      const std::string what = wording_.Phrase(*alleged, row.subspan(1));
      finding.message = fmt::format("{} alleges that {}{}; it is not taken for a fact",
                                    workspace_.symbols().Name(who), what, DenialsOf(EntryOf(fact)));
      finding.statements.push_back(OneLine(fmt::format("{} {}", wording_.When(fact), what)));
      finding.evidence = EvidenceOf(workspace_, record_, EntryOf(fact));
      findings_.push_back(std::move(finding));
    }
  }

  // ", which Lithuania denies on 1940-06-15"
  std::string DenialsOf(const law::Entry& entry) const {
    if (entry.statement == law::Entry::kNoRow) return {};
    const lang::Document& document = workspace_.dossier().documents[entry.document];
    const lang::Statement& statement = document.statements[entry.statement];
    std::vector<std::string> denials;
    const auto add = [&](lang::Run<lang::Qualifier> qualifiers) {
      for (const lang::Qualifier& qualifier : document[qualifiers]) {
        if (qualifier.kind != lang::Qualifier::Kind::kDenied) continue;
        const auto names = document[qualifier.names];
        std::vector<std::string_view> who;
        for (const lang::Name& name : names) who.push_back(workspace_.symbols().Name(name.symbol));
        std::string denial =
            fmt::format("{} {}", fmt::join(who, " and "), who.size() == 1 ? "denies" : "deny");
        if (qualifier.day != lang::kNone<lang::DayId>) {
          denial += " on " + OneLine(workspace_.files().Text(document.Place(document[qualifier.day].extent)));
        }
        denials.push_back(std::move(denial));
      }
    };
    add(statement.qualifiers);
    if (entry.row != law::Entry::kNoRow) add(document[statement.rows][entry.row].qualifiers);
    return denials.empty() ? std::string() : fmt::format(", which {}", fmt::join(denials, ", and "));
  }

  // What somebody denies is a fact of the record, and contested.
  void FindDenials() {
    for (const law::Fact& fact : record_.chronicle().facts.facts) {
      const law::Predicate& predicate = record_.law().rules.predicate(fact.predicate);
      const bool is_alleged = predicate.name.starts_with(kAlleged);
      if (!predicate.phrase || is_alleged || EntryOf(fact).statement == law::Entry::kNoRow) continue;
      const std::string denials = DenialsOf(EntryOf(fact));
      if (denials.empty()) continue;
      Finding finding;
      finding.kind = Finding::Kind::kDenied;
      finding.message = fmt::format("{}{}; the record keeps it", wording_.Say(fact), denials);
      AddStatement(finding, fact);
      findings_.push_back(std::move(finding));
    }
  }

  // Alike events of which no source tells two, told of different days: the same event, dated twice.
  void FindDoubleDating() {
    boost::unordered_flat_map<core::Value, std::vector<const law::Fact*>> alike;
    core::CompoundTable keys;
    std::vector<core::Value> order;
    for (const law::Fact& fact : record_.chronicle().facts.facts) {
      const law::Predicate& predicate = record_.law().rules.predicate(fact.predicate);
      if (!predicate.is_event || !predicate.phrase || EntryOf(fact).statement == law::Entry::kNoRow) continue;
      const std::span<const core::Value> row = record_.chronicle().facts.Row(fact, predicate.schema.size());
      const core::Value key = keys.Intern(static_cast<core::Value>(fact.predicate), row);
      auto [known, is_new] = alike.try_emplace(key);
      if (is_new) order.push_back(key);
      known->second.push_back(&fact);
    }
    for (const core::Value key : order) {
      const std::vector<const law::Fact*>& facts = alike.at(key);
      if (facts.size() == 1) continue;
      std::vector<std::vector<base::Symbol>> sources;
      for (const law::Fact* fact : facts) sources.push_back(SourcesIn(EntryOf(*fact)));
      if (AllShareOne(sources)) continue;
      for (size_t i = 0; i < facts.size(); ++i) {
        for (size_t j = i + 1; j < facts.size(); ++j) {
          if (ShareOne(sources[i], sources[j])) continue;
          Finding finding;
          finding.kind = Finding::Kind::kDoubleDating;
          finding.message = fmt::format(
              "{}: {} dates it {}, {} dates it {}; if they mean the same, say `same as`", Plain(*facts[i]),
              SourcesOf(*facts[i]), wording_.When(*facts[i]), SourcesOf(*facts[j]), wording_.When(*facts[j]));
          AddStatement(finding, *facts[i]);
          AddStatement(finding, *facts[j]);
          findings_.push_back(std::move(finding));
        }
      }
    }
  }

  // The sources that an account cites, sorted.
  std::vector<base::Symbol> SourcesIn(const law::Entry& entry) const {
    std::vector<base::Symbol> sources;
    AddSources(entry, sources);
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    return sources;
  }

  void AddSources(const law::Entry& entry, std::vector<base::Symbol>& sources) const {
    if (entry.statement == law::Entry::kNoRow) return;
    const lang::Document& document = workspace_.dossier().documents[entry.document];
    const lang::Statement& statement = document.statements[entry.statement];
    auto add = [&](lang::Run<lang::Qualifier> qualifiers) {
      for (const lang::Qualifier& qualifier : document[qualifiers]) {
        if (qualifier.kind == lang::Qualifier::Kind::kCite) sources.push_back(qualifier.source.symbol);
      }
    };
    add(statement.qualifiers);
    if (entry.row != law::Entry::kNoRow) add(document[statement.rows][entry.row].qualifiers);
    for (const uint32_t support : entry.supports) AddSources(record_.chronicle().entries[support], sources);
  }

  // Also if one of them has none: then nothing says that it is another account.
  static bool ShareOne(const std::vector<base::Symbol>& a, const std::vector<base::Symbol>& b) {
    if (a.empty() || b.empty()) return true;
    return std::find_first_of(a.begin(), a.end(), b.begin(), b.end()) != a.end();
  }

  // Each two of them. Accounts are many where the sources are few.
  static bool AllShareOne(std::vector<std::vector<base::Symbol>> sources) {
    std::sort(sources.begin(), sources.end());
    sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    for (size_t i = 0; i < sources.size(); ++i) {
      for (size_t j = i + 1; j < sources.size(); ++j) {
        if (!ShareOne(sources[i], sources[j])) return false;
      }
    }
    return true;
  }

  Workspace& workspace_;
  law::Record& record_;
  Wording wording_;
  std::deque<PreparedQuestion> questions_;  // of the explainer, which they outlive
  std::optional<law::Explainer> explainer_;
  std::vector<Finding> findings_;
};

}  // namespace

std::string_view Name(Finding::Kind kind) {
  switch (kind) {
    case Finding::Kind::kConflict:
      return "conflict";
    case Finding::Kind::kSource:
      return "source";
    case Finding::Kind::kNoEffect:
      return "no-effect";
    case Finding::Kind::kAlleged:
      return "alleged";
    case Finding::Kind::kDenied:
      return "denied";
    case Finding::Kind::kDoubleDating:
      return "double-dating";
  }
  return {};
}

std::vector<Finding> FindingsOf(Workspace& workspace, law::Record& record,
                                const std::vector<ExpectationResult>& expectations) {
  return Finder(workspace, record).Find(expectations);
}

}  // namespace casus::api
