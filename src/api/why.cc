#include "api/why.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "api/question.h"
#include "api/whys.h"
#include "lang/parser.h"
#include "law/explain.h"

namespace casus::api {
namespace {

Reason::Kind KindOf(law::Argument::Kind kind) {
  switch (kind) {
    case law::Argument::Kind::kHolds:
      return Reason::Kind::kHolds;
    case law::Argument::Kind::kAbsent:
      return Reason::Kind::kAbsent;
    case law::Argument::Kind::kStatement:
      return Reason::Kind::kStatement;
    case law::Argument::Kind::kText:
      return Reason::Kind::kText;
    case law::Argument::Kind::kNoStatement:
      return Reason::Kind::kNoStatement;
    case law::Argument::Kind::kCut:
      return Reason::Kind::kCut;
  }
  return Reason::Kind::kCut;
}

constexpr size_t kShownFacts = 3;  // of a statement that is supposed

class Teller {
 public:
  Teller(const Workspace& workspace, law::Record& record, const PreparedQuestion& question)
      : workspace_(workspace), record_(record), question_(question), explainer_(record) {}

  bool Holds(const std::vector<core::Value>* values, core::Moment moment, law::Layer layer) {
    return explainer_.Holds(question_.text, question_.condition, question_.columns, values, moment, layer);
  }

  std::vector<Supposition> TellWorld(const std::vector<law::Decision>& decisions) const {
    std::vector<Supposition> world;
    for (const law::Decision& decision : decisions) {
      const law::FactTable& facts = record_.chronicle().facts;
      Supposition one;
      for (size_t i = 0; i < decision.facts.size() && i < kShownFacts; ++i) {
        const law::Fact& fact = facts.facts[decision.facts[i]];
        const size_t arity = record_.law().rules.predicate(fact.predicate).schema.size();
        if (i > 0) one.text += ", ";
        one.text += record_.Say(fact.predicate, core::PatternOf(facts.Row(fact, arity)));
      }
      if (decision.facts.size() > kShownFacts) one.text += ", …";
      one.place = PlaceOf(record_.chronicle().entries[facts.facts[decision.facts.front()].statement]);
      if (decision.kind == law::Uncertainty::Kind::kTime) {
        one.kind = decision.is_end ? Supposition::Kind::kThrough : Supposition::Kind::kOn;
        if (decision.stamp) one.day = record_.Say(*decision.stamp, core::Kind::kStamp);
      } else if (!decision.is_there) {
        one.kind = Supposition::Kind::kUntrue;
      }
      world.push_back(std::move(one));
    }
    return world;
  }

  std::vector<Reason> Tell(const std::vector<core::Value>* values, core::Moment moment, law::Layer layer) {
    argued_.clear();
    deferred_.clear();
    const std::vector<law::ArgumentId> roots =
        explainer_.Why(question_.text, question_.condition, question_.columns, values, moment, layer);
    std::vector<Reason> reasons;
    for (const law::ArgumentId root : roots) reasons.push_back(Claim(root));
    for (size_t i = 0; i < roots.size(); ++i) Argue(reasons[i], roots[i]);
    for (size_t i = 0; i < deferred_.size(); ++i) Argue(*deferred_[i].reason, deferred_[i].argument);
    return reasons;
  }

 private:
  // A reason that stays where it is, whose own reasons come later.
  struct Deferred {
    Reason* reason;
    law::ArgumentId argument;
  };

  static bool IsAbsence(const Reason& reason) {
    return reason.kind == Reason::Kind::kAbsent || reason.kind == Reason::Kind::kNoStatement;
  }

  static bool IsSameClaim(const Reason& a, const Reason& b) {
    return std::tie(a.kind, a.text, a.from, a.through) == std::tie(b.kind, b.text, b.from, b.through);
  }

  Reason Claim(law::ArgumentId id) const {
    const law::Argument& argument = explainer_.Get(id);
    Reason reason;
    reason.kind = KindOf(argument.kind);
    reason.text = argument.text;
    reason.from = Day(argument.from);
    reason.through = Day(argument.through);
    reason.place = PlaceOf(argument);
    reason.others = argument.others;
    for (const uint32_t entry : argument.entries) {
      Append(reason.evidence, EvidenceOf(workspace_, record_, record_.chronicle().entries[entry]));
    }
    return reason;
  }

  // Adds what the claim rests on: first what holds, then what does not. What speaks against a claim that holds, and is
  // not so, is argued last of all, so that no step of the main argument is left to a side of it.
  void Argue(Reason& reason, law::ArgumentId id) {
    const law::Argument& argument = explainer_.Get(id);
    // Two arguments may be of the same claim, found on different ways.
    if (!argued_.emplace(reason.kind, reason.text, argument.from, argument.through).second) {
      reason.argued_before = !argument.premises.empty();
      return;
    }
    std::vector<law::ArgumentId> premises;
    for (const bool absent : {false, true}) {
      for (const law::ArgumentId premise : argument.premises) {
        Reason one = Claim(premise);
        if (IsAbsence(one) != absent) continue;
        const bool is_repeated = std::any_of(reason.because.begin(), reason.because.end(),
                                             [&](const Reason& other) { return IsSameClaim(one, other); });
        if (is_repeated) continue;
        reason.because.push_back(std::move(one));
        premises.push_back(premise);
      }
    }
    for (size_t i = 0; i < premises.size(); ++i) {
      if (!IsAbsence(reason) && IsAbsence(reason.because[i])) {
        deferred_.push_back({&reason.because[i], premises[i]});
      } else {
        Argue(reason.because[i], premises[i]);
      }
    }
  }

  // Moment 0 lies before the record, a day earlier than its first.
  std::string Day(core::Moment moment) const {
    return record_.Say(std::clamp<core::Moment>(moment, 1, record_.timeline().size() - 1),
                       core::Kind::kMoment);
  }

  std::string PlaceOf(const law::Argument& argument) const {
    if (!argument.entries.empty()) {
      const std::string place = PlaceOf(record_.chronicle().entries[argument.entries.front()]);
      if (!place.empty()) return place;
    }
    const law::Origin& origin = record_.law().rules.origins[argument.origin];
    return origin.kind == law::Origin::Kind::kNone ? std::string() : PlaceIn(origin.document, origin.extent);
  }

  std::string PlaceOf(const law::Entry& entry) const {
    if (entry.statement == law::Entry::kNoRow) return {};
    return PlaceIn(entry.document,
                   workspace_.dossier().documents[entry.document].statements[entry.statement].extent);
  }

  std::string PlaceIn(uint32_t document, lang::Extent extent) const {
    const std::string heading = lang::HeadingPath(workspace_.dossier().documents[document], extent.begin);
    const std::string place = Place(workspace_, document, extent);
    return heading.empty() ? place : fmt::format("{}   {}", place, heading);
  }

  const Workspace& workspace_;
  law::Record& record_;
  const PreparedQuestion& question_;
  law::Explainer explainer_;
  std::set<std::tuple<Reason::Kind, std::string, core::Moment, core::Moment>> argued_;
  std::vector<Deferred> deferred_;
};

core::Moment MomentOn(const law::Record& record, base::Stamp day) {
  return std::max<core::Moment>(record.timeline().LastMoment(day), 1);
}

// The first at which the question holds.
core::Moment FirstMoment(const law::Record& record, const law::Answers& answers) {
  const core::Timeline& line = record.timeline();
  std::optional<core::Moment> certain, possible;
  for (const law::Answer& row : answers.rows) {
    if (!row.certain.IsEmpty()) certain = std::min(certain.value_or(line.size()), row.certain.front().begin);
    if (!row.possible.IsEmpty())
      possible = std::min(possible.value_or(line.size()), row.possible.front().begin);
  }
  return certain ? *certain : possible ? *possible : line.size() - 1;
}

// A report for each of the days; a day that is none is chosen.
std::vector<WhyReport> Argue(Workspace& workspace, std::string_view question, std::string_view lens,
                             std::span<const std::optional<base::Stamp>> days) {
  WhyReport common;
  common.question = question;
  common.lens = lens;
  law::Record* record = workspace.RecordUnder(lens);
  if (record == nullptr) {
    common.diagnostics = workspace.report();
    return {std::move(common)};
  }
  diag::Sink sink;
  const std::optional<PreparedQuestion> prepared = Prepare(workspace, question, sink);
  common.diagnostics = prepared ? workspace.report() : sink.Finish();
  if (!prepared) {
    common.question_at_fault = true;
    return {std::move(common)};
  }
  common.answered = true;
  for (const base::Symbol column : prepared->columns)
    common.columns.emplace_back(workspace.symbols().Name(column));

  law::Answers answers =
      record->AskBounds(prepared->text, prepared->condition, prepared->columns, kMostPairs);
  if (answers.is_cut_short) {
    common.answered = false;
    common.question_at_fault = common.is_too_large = true;
    return {std::move(common)};
  }
  base::IntervalSet asked;
  for (const std::optional<base::Stamp>& day : days) {
    const core::Moment begin = day ? MomentOn(*record, *day) : 0;
    asked = base::Union(asked, {{begin, day ? begin + 1 : record->timeline().size()}});
  }
  record->Narrow(prepared->text, prepared->condition, prepared->columns, asked, answers);
  const Wording wording(workspace, *record);
  Teller teller(workspace, *record, *prepared);
  std::map<std::shared_ptr<law::Record>, std::unique_ptr<Teller>> tellers;  // by world
  // In a world that bears out what the answer says, if there are few enough to look for one.
  const auto argue_in_world = [&](const std::vector<core::Value>* values, core::Moment moment, WhyCase& one) {
    const std::optional<law::Record::Witness> witness =
        record->FindWitness(prepared->text, prepared->condition, prepared->columns, values, moment);
    if (!witness) return false;
    one.world = teller.TellWorld(witness->decisions);
    auto [told, is_new] = tellers.try_emplace(witness->record);
    if (is_new) told->second = std::make_unique<Teller>(workspace, *witness->record, *prepared);
    one.reasons =
        told->second->Tell(values, moment, values != nullptr ? law::Layer::kCertain : law::Layer::kPossible);
    return true;
  };
  std::vector<WhyReport> reports;
  for (const std::optional<base::Stamp>& day : days) {
    WhyReport& report = reports.emplace_back(common);
    if (day && *day > record->range().last) {
      report.on = base::ToString(*day, workspace.dossier().grain);
      report.beyond_knowledge = true;
      continue;
    }
    const core::Moment moment = day ? MomentOn(*record, *day) : FirstMoment(*record, answers);
    report.on = record->Say(moment, core::Kind::kMoment);
    for (const law::Answer& row : answers.rows) {
      if (!row.possible.Contains(moment)) continue;
      WhyCase one;
      for (size_t i = 0; i < row.values.size(); ++i)
        one.values.push_back(wording.ValueOf(row.values[i], answers.kinds[i]));
      const bool is_certain = row.certain.Contains(moment);
      one.holds = is_certain ? Holds::kCertain : Holds::kPossible;
      const bool is_one_argument = is_certain && teller.Holds(&row.values, moment, law::Layer::kCertain);
      if (is_one_argument || !argue_in_world(&row.values, moment, one)) {
        const law::Layer layer = is_one_argument ? law::Layer::kCertain : law::Layer::kPossible;
        one.reasons = teller.Tell(&row.values, moment, layer);
      }
      report.cases.push_back(std::move(one));
    }
    if (report.cases.empty()) {
      WhyCase none;
      const bool is_one_argument = !teller.Holds(nullptr, moment, law::Layer::kPossible);
      if (is_one_argument || !argue_in_world(nullptr, moment, none))
        none.reasons = teller.Tell(nullptr, moment, law::Layer::kPossible);
      report.cases.push_back(std::move(none));
    }
  }
  return reports;
}

}  // namespace

std::string_view Name(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::kHolds:
      return "holds";
    case Reason::Kind::kAbsent:
      return "absent";
    case Reason::Kind::kStatement:
      return "statement";
    case Reason::Kind::kText:
      return "text";
    case Reason::Kind::kNoStatement:
      return "no statement";
    case Reason::Kind::kCut:
      return "cut";
  }
  return {};
}

std::string_view Name(Supposition::Kind kind) {
  switch (kind) {
    case Supposition::Kind::kOn:
      return "on";
    case Supposition::Kind::kThrough:
      return "through";
    case Supposition::Kind::kTrue:
      return "true";
    case Supposition::Kind::kUntrue:
      return "untrue";
  }
  return {};
}

WhyReport Why(Workspace& workspace, std::string_view question, const WhyOptions& options) {
  return std::move(Argue(workspace, question, options.lens, {&options.on, 1}).front());
}

std::vector<WhyReport> WhyOnDays(Workspace& workspace, std::string_view question, std::string_view lens,
                                 std::span<const base::Stamp> days) {
  const std::vector<std::optional<base::Stamp>> asked(days.begin(), days.end());
  return Argue(workspace, question, lens, asked);
}

}  // namespace casus::api
