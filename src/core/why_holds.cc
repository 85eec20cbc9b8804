// Why a row holds: the rules of inference.h for each operator.

#include <algorithm>

#include "base/check.h"
#include "core/inference.h"
#include "core/window.h"

namespace casus::core {

std::optional<Inference> InferenceRules::WhyHolds(NodeId node, std::span<const Value> row, Moment t,
                                                  const IsUsable& is_usable) const {
  const Plan& plan = evaluation_.plan();
  const base::Interval now = {t, t + 1};
  const size_t left_arity = plan.inputs(node).empty() ? 0 : plan.schema(plan.inputs(node)[0]).size();
  Inference inference;
  const auto claim = [&](size_t slot, std::span<const Value> values, base::Interval span) {
    inference.premises.push_back(HoldsClaim(Input(node, slot), values, span));
  };
  const auto claim_at = [&](Moment moment) { claim(0, row, {moment, moment + 1}); };
  switch (plan.op(node)) {
    case Operator::kInput:
      inference.reason = Reason::kFact;
      inference.fact = evaluation_.FindFact(node, row, t);
      break;
    case Operator::kMap:
      return WhyMapped(node, row, t, is_usable);
    case Operator::kSelect:
      if (!is_usable(Input(node, 0), row)) return std::nullopt;
      claim(0, row, now);
      break;
    case Operator::kJoin:
    case Operator::kAssign: {
      const std::span<const Value> left = row.first(left_arity);
      const std::vector<Value> right = RightOf(node, row);
      if (!is_usable(Input(node, 0), left) || !is_usable(Input(node, 1), right)) return std::nullopt;
      claim(0, left, now);
      claim(1, right, now);
      break;
    }
    case Operator::kExcept:
      if (!is_usable(Input(node, 0), row)) return std::nullopt;
      claim(0, row, now);
      if (const std::optional<Pattern> right = Partner(node, PatternOf(row))) {
        inference.premises.push_back(AbsentClaim(Input(node, 1), *right, now));
      }
      break;
    case Operator::kUnion:
      for (size_t slot = 0; slot < plan.inputs(node).size() && inference.premises.empty(); ++slot) {
        if (Holds(Input(node, slot), row, t) && is_usable(Input(node, slot), row)) claim(slot, row, now);
      }
      if (inference.premises.empty()) return std::nullopt;
      break;
    case Operator::kOnce:
      claim_at(*LastMatch(Input(node, 0), PatternOf(row), Seen(node, t)));
      break;
    case Operator::kEventually:
      claim_at(*FirstMatch(Input(node, 0), PatternOf(row), Seen(node, t)));
      break;
    case Operator::kThroughout:
      claim(0, row, Seen(node, t));
      break;
    case Operator::kSince:
    case Operator::kUntil:
      return WhySince(node, row, t);
    case Operator::kPrevious:
      claim_at(t - 1);
      break;
    case Operator::kNext:
      claim_at(t + 1);
      break;
    case Operator::kRise:
      if (!is_usable(Input(node, 0), row)) return std::nullopt;
      claim(0, row, now);
      AddAbsence(inference, Input(node, 0), PatternOf(row), {std::max<Moment>(0, t - 1), t});
      break;
    case Operator::kFall:
      claim_at(t - 1);
      AddAbsence(inference, Input(node, 0), PatternOf(row), now);
      break;
    case Operator::kHeldSince: {
      const Moment begin = row.back();
      claim(0, row.first(left_arity), {begin, t + 1});
      AddAbsence(inference, Input(node, 0), PatternOf(row.first(left_arity)),
                 {std::max<Moment>(0, begin - 1), begin});
      break;
    }
    case Operator::kLastTime: {
      const Moment last = row.back();
      claim(0, row.first(left_arity), {last, last + 1});
      AddAbsence(inference, Input(node, 0), PatternOf(row.first(left_arity)), {last + 1, t + 1});
      break;
    }
    case Operator::kLasting: {
      const Moment begin = PeriodAround(evaluation_.timeline(), Parameters(node).period, t).begin;
      claim_at(*LastMatch(Input(node, 0), PatternOf(row), {begin, t + 1}));
      break;
    }
    case Operator::kInertia:
      return WhyInertia(node, row, t, is_usable);
    case Operator::kClock:
      return WhyClock(node, row, t);
    case Operator::kAggregate:
      return WhyAggregate(node, row, t);
    case Operator::kRecursion:
      CHECK(false) << "a recursion that is not resolved holds";
  }
  return inference;
}

std::optional<Inference> InferenceRules::WhyMapped(NodeId node, std::span<const Value> row, Moment t,
                                                   const IsUsable& is_usable) const {
  const NodeId in = Input(node, 0);
  const std::optional<Pattern> before = BeforeMap(node, PatternOf(row));
  CHECK(before.has_value()) << "a row that the node cannot make";
  for (const uint32_t candidate : Candidates(in, *before, {t, t + 1})) {
    const std::span<const Value> values = evaluation_.Of(in).Row(candidate);
    if (!is_usable(in, values)) continue;
    const std::optional<std::vector<Value>> image = Image(node, values, t);
    if (!image || !std::equal(row.begin(), row.end(), image->begin(), image->end())) continue;
    Inference inference;
    inference.premises.push_back(HoldsClaim(in, values, {t, t + 1}));
    return inference;
  }
  return std::nullopt;
}

Inference InferenceRules::WhySince(NodeId node, std::span<const Value> row, Moment t) const {
  const bool is_since = evaluation_.plan().op(node) == Operator::kSince;
  const bool negated = Parameters(node).hold_negated;
  const NodeId start = Input(node, 0);
  const NodeId hold = Input(node, 1);
  const std::optional<Pattern> partner = Partner(node, PatternOf(row));
  const base::Interval all = {0, evaluation_.timeline().size()};

  // The moments at which hold is as it must be; the run of them that reaches t is what counts.
  base::IntervalSet held = partner ? Matches(hold, *partner, all) : base::IntervalSet();
  if (negated) held = base::Complement(held, all);
  const base::Interval seen = Seen(node, t);
  Moment first = t;
  Moment last = t;
  for (const base::Interval& run : held) {
    if (is_since && run.Contains(t)) first = run.begin - 1;
    if (!is_since && run.Contains(t)) last = run.end;
  }
  Inference inference;
  base::Interval between{};
  if (is_since) {
    const base::Interval starts = {std::max({first, seen.begin, Moment{0}}), seen.end};
    const Moment s = *LastMatch(start, PatternOf(row), starts);
    inference.premises.push_back(HoldsClaim(start, row, {s, s + 1}));
    between = {s + 1, t + 1};
  } else {
    const Moment s = *FirstMatch(start, PatternOf(row), {seen.begin, std::min(seen.end, last + 1)});
    inference.premises.push_back(HoldsClaim(start, row, {s, s + 1}));
    between = {t, s};
  }
  if (between.IsEmpty() || !partner) return inference;
  inference.premises.push_back({.holds = !negated, .node = hold, .pattern = *partner, .span = between});
  return inference;
}

std::optional<Inference> InferenceRules::WhyInertia(NodeId node, std::span<const Value> row, Moment t,
                                                    const IsUsable& is_usable) const {
  const NodeId begins = Input(node, 0);
  const NodeId ends = Input(node, 1);
  const Relation& relation = evaluation_.Of(node);
  const base::Interval run = *relation.LastIntervalFrom(*relation.Find(row), t);
  const base::Interval so_far = {run.begin, t + 1};

  // The row had to begin when the run began, and again whenever an end or another row of its key came with
  // it.
  Moment begun = run.begin;
  const std::optional<Pattern> end = Partner(node, PatternOf(row));
  if (end) begun = std::max(begun, LastMatch(ends, *end, so_far).value_or(begun));
  std::optional<Pattern> same_key;
  if (Parameters(node).key) {
    same_key.emplace(row.size());
    for (const int column : *Parameters(node).key) {
      (*same_key)[static_cast<size_t>(column)] = row[static_cast<size_t>(column)];
    }
    begun = std::max(begun, LastMatch(begins, *same_key, so_far).value_or(begun));
  }
  if (begun == t && !is_usable(begins, row)) return std::nullopt;
  Inference inference;
  inference.premises.push_back(HoldsClaim(begins, row, {begun, begun + 1}));
  const base::Interval since = {begun + 1, t + 1};
  if (end) AddAbsence(inference, ends, *end, since);
  if (same_key) AddAbsence(inference, begins, *same_key, since);
  return inference;
}

Inference InferenceRules::WhyClock(NodeId node, std::span<const Value> row, Moment t) const {
  const Timeline& timeline = evaluation_.timeline();
  const NodeId starts = Input(node, 0);
  const NodeId pauses = Input(node, 1);
  const std::optional<Pattern> pause = Partner(node, PatternOf(row));
  const base::IntervalSet paused = pause ? Matches(pauses, *pause, {0, t}) : base::IntervalSet();
  const base::Duration duration = UnpackDuration(row[static_cast<size_t>(Parameters(node).column)]);
  const auto units_paused = [&](Moment from, Moment to) {
    int64_t units = 0;
    for (const base::Interval& interval : paused) {
      const Moment begin = std::max(interval.begin, from);
      const Moment end = std::min(interval.end, to);
      if (begin < end) units += timeline.StampOf(end) - timeline.StampOf(begin);
    }
    return units;
  };
  for (Moment s = t - 1; s >= 0; --s) {
    if (!Holds(starts, row, s)) continue;
    const Stamp due = timeline.Add(timeline.StampOf(s), duration) + (Parameters(node).day_included ? 1 : 0);
    const bool is_due = timeline.StampOf(t) >= due + units_paused(s, t);
    const bool was_due = s < t - 1 && timeline.StampOf(t - 1) >= due + units_paused(s, t - 1);
    if (!is_due || was_due) continue;
    Inference inference;
    inference.premises.push_back(HoldsClaim(starts, row, {s, s + 1}));
    for (const base::Interval& interval : paused) {
      const base::Interval part = {std::max(interval.begin, s), interval.end};
      if (part.IsEmpty()) continue;
      if (inference.premises.size() <= kMaxAlike) {
        inference.premises.push_back({.holds = true, .node = pauses, .pattern = *pause, .span = part});
      } else {
        ++inference.others;
      }
    }
    return inference;
  }
  CHECK(false) << "a clock that nothing set rings";
}

Inference InferenceRules::WhyAggregate(NodeId node, std::span<const Value> row, Moment t) const {
  const Plan::Parameters& parameters = Parameters(node);
  const NodeId in = Input(node, 0);
  Pattern group(evaluation_.plan().schema(in).size());
  for (size_t i = 0; i < parameters.group.size(); ++i) {
    group[static_cast<size_t>(parameters.group[i])] = row[i];
  }
  const bool is_extreme =
      parameters.function == Aggregation::kMin || parameters.function == Aggregation::kMax;
  const size_t limit = is_extreme ? 1 : kMaxContributions;
  Inference inference;
  for (const uint32_t candidate : Candidates(in, group, {t, t + 1})) {
    const std::span<const Value> values = evaluation_.Of(in).Row(candidate);
    const bool is_shown = !is_extreme || values[static_cast<size_t>(parameters.column)] == row.back();
    if (is_shown && inference.premises.size() < limit) {
      inference.premises.push_back(HoldsClaim(in, values, {t, t + 1}));
    } else {
      ++inference.others;
    }
  }
  return inference;
}

}  // namespace casus::core
