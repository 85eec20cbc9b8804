#include "api/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "api/question.h"
#include "api/span.h"
#include "api/wording.h"
#include "lang/days.h"
#include "lang/parser.h"
#include "lang/printer.h"

namespace casus::api {
namespace {

// The moments at which a condition holds for some values of its variables.
struct Truth {
  base::IntervalSet certain, possible;
};

Truth Unite(const law::Answers& answers) {
  Truth truth;
  for (const law::Answer& row : answers.rows) {
    truth.certain = base::Union(truth.certain, row.certain);
    truth.possible = base::Union(truth.possible, row.possible);
  }
  return truth;
}

class Examiner {
 public:
  explicit Examiner(Workspace& workspace) : workspace_(workspace) {}

  std::optional<ExpectationResult> Try(const lang::Document& document, const lang::Expectation& expectation) {
    law::Record* record = RecordFor(expectation);
    if (record == nullptr) return std::nullopt;
    ExpectationResult result;
    result.text = OneLine(workspace_.files().Text(document.Place(expectation.extent)));
    const auto index = static_cast<uint32_t>(&document - workspace_.dossier().documents.data());
    result.where = Place(workspace_, index, expectation.extent);
    result.heading = lang::HeadingPath(document, expectation.extent.begin);
    result.source = Text(expectation.source.symbol);
    result.evidence = EvidenceOf(workspace_, document, expectation.qualifiers);

    const std::optional<base::Interval> asked = MomentsOf(*record, document, expectation);
    if (!asked) {
      result.why = "the record ends before that, so that nothing is known of it";
      return result;
    }
    result.holds = Holds(*record, document, expectation, *asked);
    if (!result.holds) {
      const Truth truth = Unite(record->Ask(document, expectation.condition, {}));
      result.why = Why(*record, document, expectation, truth, *asked);
    }
    return result;
  }

 private:
  std::string Text(base::Symbol symbol) const { return std::string(workspace_.symbols().Name(symbol)); }

  law::Record* RecordFor(const lang::Expectation& expectation) {
    if (expectation.source.empty() && expectation.lens.empty()) return workspace_.RecordUnder("");
    const std::pair key(expectation.lens.symbol, expectation.source.symbol);
    if (records_.empty()) EvaluateAll();
    std::unique_ptr<law::Record>& record = records_.at(key);
    if (record != nullptr && !record->cycle().empty()) {
      record = nullptr;
      (void)workspace_.RecordUnder(Text(expectation.lens.symbol));  // which reports it
    }
    return record.get();
  }

  // All that is expected under lenses and according to sources.
  void EvaluateAll() {
    std::vector<std::pair<base::Symbol, base::Symbol>> keys;
    std::vector<law::Record::LensAsked> lenses;
    const lang::Dossier& dossier = workspace_.dossier();
    for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
      for (const lang::Expectation& expectation : dossier.documents[i].expectations) {
        if (expectation.source.empty() && expectation.lens.empty()) continue;
        const std::pair key(expectation.lens.symbol, expectation.source.symbol);
        const auto known = std::find(keys.begin(), keys.end(), key);
        const auto place = static_cast<size_t>(known - keys.begin());
        if (known == keys.end()) {
          law::Lens lens = law::LensOf(dossier, expectation.lens.symbol);
          if (!expectation.source.empty()) lens.only_sources = {expectation.source.symbol};
          keys.push_back(key);
          lenses.push_back({std::move(lens), {}});
        }
        lenses[place].asked.push_back({&dossier.documents[i], expectation.condition});
      }
    }
    const law::Record* base = workspace_.RecordUnder("");
    std::vector<std::unique_ptr<law::Record>> records(keys.size());
    if (base != nullptr) records = base->EvaluateUnder(std::move(lenses));
    for (size_t i = 0; i < keys.size(); ++i) records_.emplace(keys[i], std::move(records[i]));
  }

  // From the first moment that is asked for through the last; nothing if the record ends before.
  std::optional<base::Interval> MomentsOf(const law::Record& record, const lang::Document& document,
                                          const lang::Expectation& expectation) const {
    using Time = lang::Expectation::Time;
    const core::Timeline& line = record.timeline();
    const lang::Days days(workspace_.dossier());
    switch (expectation.time) {
      case Time::kEnd:
        return base::Interval{line.size() - 1, line.size()};
      case Time::kNever:
      case Time::kAlways:
        return base::Interval{1, line.size()};
      case Time::kOn:
      case Time::kSpan:
        break;
    }
    const lang::StampRange first = days.Of(document, expectation.first);
    const lang::StampRange last =
        expectation.time == Time::kSpan ? days.Of(document, expectation.last) : first;
    if (last.last > line.last_stamp()) return std::nullopt;
    const core::Moment end = line.LastMoment(last.last) + 1;
    const bool is_one_day = base::DayOf(first.first, line.grain()) == base::DayOf(last.last, line.grain());
    if (expectation.time == Time::kOn && is_one_day) return base::Interval{end - 1, end};
    return base::Interval{line.LastMoment(first.first), end};
  }

  // Most are decided by the bounds: whether the truth lies at the lower or at the upper one, they hold, or they fail. Only of the others
  // worlds are asked.
  static bool Holds(law::Record& record, const lang::Document& document, const lang::Expectation& expectation,
                    base::Interval asked) {
    law::Answers answers = record.AskBounds(document, expectation.condition, {});
    const auto [certain, possible] = Unite(answers);
    const bool holds = HoldsIn(record, expectation, {certain, certain}, asked);
    if (holds == HoldsIn(record, expectation, {possible, possible}, asked)) return holds;
    record.Narrow(document, expectation.condition, {}, {asked}, answers);
    return HoldsIn(record, expectation, Unite(answers), asked);
  }

  static bool HoldsIn(const law::Record& record, const lang::Expectation& expectation, const Truth& truth,
                      base::Interval asked) {
    if (expectation.time == lang::Expectation::Time::kNever) {
      return (expectation.possibly ? truth.certain : truth.possible).IsEmpty();
    }
    const base::IntervalSet missing =
        base::Complement(expectation.possibly ? truth.possible : truth.certain, asked);
    return std::none_of(missing.begin(), missing.end(),
                        [&](const base::Interval& gap) { return EndsADay(record.timeline(), gap); });
  }

  // --- What was found instead
  // ------------------------------------------------------------------------------------

  std::string Why(law::Record& record, const lang::Document& document, const lang::Expectation& expectation,
                  const Truth& truth, base::Interval asked) {
    if (expectation.time == lang::Expectation::Time::kNever) {
      return "it holds " + Times(record, truth.certain, truth.possible);
    }
    const core::Moment moment = asked.end - 1;
    if (asked.end - asked.begin == 1) {
      std::string instead = Instead(record, document, expectation.condition, moment);
      if (!instead.empty()) return instead;
    }
    const bool is_possible = truth.possible.Contains(moment);
    if (is_possible && asked.end - asked.begin == 1) return "it is possible then, but not certain";
    if (truth.possible.IsEmpty()) return "it holds on no day of the record";
    return "it holds only " + Times(record, truth.certain, truth.possible);
  }

  static std::string Times(const law::Record& record, const base::IntervalSet& certain,
                           const base::IntervalSet& possible) {
    constexpr size_t kShown = 4;
    const std::vector<Span> spans = SpansOf(record, certain, possible);
    std::string times;
    for (size_t i = 0; i < spans.size() && i < kShown; ++i) {
      const Span& span = spans[i];
      times +=
          fmt::format("{}{}{}", i > 0 ? ", " : "", span.certainty == Certainty::kPossible ? "possibly " : "",
                      span.from == span.through ? "on " + span.from
                                                : fmt::format("from {} through {}", span.from, span.through));
    }
    if (spans.size() > kShown) times += fmt::format(", and {} times more", spans.size() - kShown);
    return times;
  }

  // What holds at a moment in place of a condition that does not: the part of a conjunction that fails, the
  // other side of a comparison, who or what stands in the state instead. Empty if there is nothing to say.
  std::string Instead(law::Record& record, const lang::Document& document, lang::ConditionId id,
                      core::Moment moment) {
    const lang::Condition& condition = document[id];
    switch (condition.kind) {
      case lang::Condition::Kind::kAnd:
        for (const lang::ConditionId child : document[condition.children]) {
          if (Unite(record.Ask(document, child, {})).certain.Contains(moment)) continue;
          const std::string part = lang::Print(document, child, workspace_.symbols());
          const std::string instead = Instead(record, document, child, moment);
          return fmt::format("`{}` does not hold{}{}", part, instead.empty() ? "" : ": ", instead);
        }
        return {};
      case lang::Condition::Kind::kNot:
        return DeniedInstead(record, document, document[condition.children].front(), moment);
      case lang::Condition::Kind::kCompare:
        return ValueInstead(record, document, condition, moment);
      case lang::Condition::Kind::kPhrase:
        return StateInstead(record, document, document[condition.phrase], moment);
      default:
        return {};
    }
  }

  // What is denied holds: since when and until when.
  std::string DeniedInstead(law::Record& record, const lang::Document& document, lang::ConditionId denied,
                            core::Moment moment) {
    const Truth truth = Unite(record.Ask(document, denied, {}));
    Truth around;
    for (const base::Interval& interval : truth.certain) {
      if (interval.Contains(moment)) around.certain = around.possible = {interval};
    }
    if (around.certain.IsEmpty()) return {};
    return fmt::format("`{}` holds {}", lang::Print(document, denied, workspace_.symbols()),
                       Times(record, around.certain, around.possible));
  }

  std::string ValueInstead(law::Record& record, const lang::Document& document,
                           const lang::Condition& comparison, core::Moment moment) {
    for (const lang::TermId side : {comparison.left, comparison.right}) {
      if (document[side].kind != lang::Term::Kind::kAggregate) continue;
      const std::string aggregate = lang::Print(document, side, workspace_.symbols());
      diag::Sink sink;
      const std::optional<PreparedQuestion> question = Prepare(workspace_, aggregate, sink);
      if (!question) continue;
      const law::Answers answers = record.Ask(question->text, question->condition, question->columns);
      std::string values;
      for (const law::Answer& row : answers.rows) {
        if (!row.possible.Contains(moment)) continue;
        values += fmt::format("{}{}", values.empty() ? "" : " or ",
                              record.Say(row.values.back(), answers.kinds.back()));
      }
      const lang::TermId other = side == comparison.left ? comparison.right : comparison.left;
      return fmt::format("the {} is {}, not {}", Text(question->columns.back()),
                         values.empty() ? "undefined" : values,
                         lang::Print(document, other, workspace_.symbols()));
    }
    return {};
  }

  // Of a state with `one … per …`: what stands for the same key.
  std::string StateInstead(law::Record& record, const lang::Document& document, const lang::Phrase& phrase,
                           core::Moment moment) {
    const auto predicate = static_cast<law::PredicateId>(phrase.predicate);
    const law::Predicate& info = record.law().rules.predicate(predicate);
    if (!info.key) return {};
    const Wording wording(workspace_, record);
    const std::span<const lang::TermId> terms = document[phrase.arguments];
    std::string found;
    for (const law::Answer& row : record.AllBounds(predicate).rows) {
      if (!row.possible.Contains(moment)) continue;
      const bool agrees = std::all_of(info.key->begin(), info.key->end(), [&](int slot) {
        const lang::Term& term = document[terms[static_cast<size_t>(slot)]];
        return term.kind != lang::Term::Kind::kName ||
               static_cast<core::Value>(term.symbol) == row.values[static_cast<size_t>(slot)];
      });
      if (!agrees) continue;
      found +=
          fmt::format("{}{}{}", found.empty() ? "" : ", ", row.certain.Contains(moment) ? "" : "possibly ",
                      wording.Phrase(predicate, row.values));
    }
    return found;
  }

  Workspace& workspace_;
  // A record according to a source is under a lens that nobody declared.
  std::map<std::pair<base::Symbol, base::Symbol>, std::unique_ptr<law::Record>> records_;
};

}  // namespace

std::vector<ExpectationResult> TryExpectations(Workspace& workspace) {
  std::vector<ExpectationResult> results;
  Examiner examiner(workspace);
  const lang::Dossier& dossier = workspace.dossier();
  for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
    const lang::Document& document = dossier.documents[i];
    for (const lang::Expectation& expectation : document.expectations) {
      if (std::optional<ExpectationResult> result = examiner.Try(document, expectation)) {
        results.push_back(std::move(*result));
      }
    }
  }
  return results;
}

}  // namespace casus::api
