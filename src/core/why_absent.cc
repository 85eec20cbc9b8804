// Why no row of a pattern holds: the rules of inference.h for each operator.
//
// The claims are about a span of moments. Where one reason serves them all (no fact, no match on one side)
// the premise speaks of the whole span; otherwise the candidates, rows that would be there but for something,
// are each answered by what stands in their way.

#include <algorithm>

#include "core/inference.h"
#include "core/window.h"

namespace casus::core {

namespace {

Inference With(Reason reason) {
  Inference inference;
  inference.reason = reason;
  return inference;
}

Pattern FirstColumns(const Pattern& pattern, size_t count) {
  return {pattern.begin(), pattern.begin() + static_cast<std::ptrdiff_t>(count)};
}

}  // namespace

Inference InferenceRules::WhyAbsent(NodeId node, const Pattern& pattern, base::Interval span) const {
  const Plan& plan = evaluation_.plan();
  const Moment size = evaluation_.timeline().size();
  Inference inference;
  switch (plan.op(node)) {
    case Operator::kInput:
    case Operator::kRecursion:
      return With(Reason::kNoFact);
    case Operator::kSelect:
    case Operator::kMap:
      return WhyNotPassed(node, pattern, span);
    case Operator::kJoin:
      return WhyNotJoined(node, pattern, span);
    case Operator::kExcept:
      return WhyExcepted(node, pattern, span);
    case Operator::kUnion:
      for (size_t slot = 0; slot < plan.inputs(node).size(); ++slot) {
        Claim claim = AbsentClaim(Input(node, slot), pattern, span);
        const bool is_said = std::find(inference.premises.begin(), inference.premises.end(), claim) !=
                             inference.premises.end();
        if (!is_said) inference.premises.push_back(std::move(claim));
      }
      return inference;
    case Operator::kOnce:
    case Operator::kEventually:
    case Operator::kLasting:
      return WhyNeverSeen(node, pattern, span);
    case Operator::kPrevious:
      AddAbsence(inference, Input(node, 0), pattern, {std::max<Moment>(0, span.begin - 1), span.end - 1});
      return inference.premises.empty() ? With(Reason::kOutsideTimeline) : inference;
    case Operator::kNext:
      AddAbsence(inference, Input(node, 0), pattern, {span.begin + 1, std::min(size, span.end + 1)});
      return inference.premises.empty() ? With(Reason::kOutsideTimeline) : inference;
    case Operator::kInertia:
      return WhyNotInState(node, pattern, span);
    default:
      inference = WhyNotAtThisMoment(node, pattern, span.end - 1);
      inference.others += static_cast<size_t>(span.end - span.begin - 1);
      return inference;
  }
}

// The operators whose absence is shown for one moment.
Inference InferenceRules::WhyNotAtThisMoment(NodeId node, const Pattern& pattern, Moment t) const {
  const Plan& plan = evaluation_.plan();
  const NodeId in = Input(node, 0);
  const base::Interval now = {t, t + 1};
  const auto other_rows = [&](const Pattern& alike) {
    Inference inference = With(Reason::kOtherValue);
    AddFound(inference, node, Candidates(node, alike, now), now);
    return inference;
  };
  Inference inference;
  switch (plan.op(node)) {
    case Operator::kThroughout:
      return WhyNotThroughout(node, pattern, t);
    case Operator::kSince:
    case Operator::kUntil:
      return WhyNotSince(node, pattern, t);
    case Operator::kRise: {
      const std::vector<uint32_t> candidates = Candidates(in, pattern, now);
      AddFound(inference, in, candidates, {t - 1, t});
      if (candidates.empty()) AddAbsence(inference, in, pattern, now);
      return inference;
    }
    case Operator::kFall: {
      if (t == 0) return With(Reason::kOutsideTimeline);
      const std::vector<uint32_t> candidates = Candidates(in, pattern, {t - 1, t});
      AddFound(inference, in, candidates, now);
      if (candidates.empty()) AddAbsence(inference, in, pattern, {t - 1, t});
      return inference;
    }
    case Operator::kHeldSince:
    case Operator::kLastTime: {
      const bool is_held = plan.op(node) == Operator::kHeldSince;
      Pattern row = FirstColumns(pattern, pattern.size() - 1);
      const base::Interval seen = is_held ? now : base::Interval{0, t + 1};
      if (Candidates(in, row, seen).empty()) {
        AddAbsence(inference, in, row, seen);
        return inference;
      }
      row.emplace_back();
      return other_rows(row);
    }
    case Operator::kClock: {
      const base::Interval earlier = {0, t};
      if (t == 0) return With(Reason::kOutsideTimeline);
      const std::vector<uint32_t> starts = Candidates(in, pattern, earlier);
      if (starts.empty()) {
        AddAbsence(inference, in, pattern, earlier);
        return inference;
      }
      inference.reason = Reason::kNotDue;
      AddFound(inference, in, starts, earlier);
      return inference;
    }
    case Operator::kAssign: {
      const Pattern supply = RightOf(node, pattern);
      const Pattern demand = FirstColumns(pattern, plan.schema(in).size());
      if (Candidates(Input(node, 1), supply, now).empty()) {
        AddAbsence(inference, Input(node, 1), supply, now);
      } else if (Candidates(in, demand, now).empty()) {
        AddAbsence(inference, in, demand, now);
      } else {
        // What was served instead, or (if there is nothing) each demand was served before.
        return other_rows(Pattern(pattern.size()));
      }
      return inference;
    }
    default: {  // kAggregate
      const std::vector<int>& columns = Parameters(node).group;
      Pattern group(plan.schema(in).size());
      Pattern same_group = pattern;
      same_group.back().reset();
      for (size_t i = 0; i < columns.size(); ++i) {
        std::optional<Value>& value = group[static_cast<size_t>(columns[i])];
        if (pattern[i]) value = pattern[i];
      }
      if (Candidates(in, group, now).empty()) {
        AddAbsence(inference, in, group, now);
        return inference;
      }
      return other_rows(same_group);
    }
  }
}

namespace {

// The pattern with what a conjunction of comparisons demands: column = constant. Nothing if it demands something else.
std::optional<Pattern> WithEqualities(const Scalar& condition, Pattern pattern) {
  const std::span<const Scalar::Step> steps = condition.steps();
  const bool is_conjunction = std::all_of(steps.begin(), steps.end(), [](const Scalar::Step& step) {
    return step.op == Scalar::Op::kColumn || step.op == Scalar::Op::kConstant ||
           step.op == Scalar::Op::kCompare || step.op == Scalar::Op::kSkipIfFalse;
  });
  if (!is_conjunction) return pattern;
  for (size_t i = 2; i < steps.size(); ++i) {
    if (steps[i].op != Scalar::Op::kCompare || steps[i].comparison != Comparison::kEqual) continue;
    if (steps[i - 2].op != Scalar::Op::kColumn || steps[i - 1].op != Scalar::Op::kConstant) continue;
    std::optional<Value>& column = pattern[static_cast<size_t>(steps[i - 2].index)];
    if (column && *column != steps[i - 1].value) return std::nullopt;
    column = steps[i - 1].value;
  }
  return pattern;
}

}  // namespace

// Select and Map: nothing comes in, or what comes in becomes something else.
Inference InferenceRules::WhyNotPassed(NodeId node, const Pattern& pattern, base::Interval span) const {
  const NodeId in = Input(node, 0);
  const bool is_map = evaluation_.plan().op(node) == Operator::kMap;
  const std::optional<Pattern> before =
      is_map ? BeforeMap(node, pattern) : WithEqualities(Parameters(node).scalars.front(), pattern);
  if (!before) return With(Reason::kConditionFails);
  const std::vector<uint32_t> candidates = Candidates(in, *before, span);
  Inference inference;
  if (candidates.empty()) {
    AddAbsence(inference, in, *before, span);
    return inference;
  }
  inference.reason = Reason::kConditionFails;
  AddFound(inference, in, candidates, span);
  return inference;
}

Inference InferenceRules::WhyNotJoined(NodeId node, const Pattern& pattern, base::Interval span) const {
  const NodeId left = Input(node, 0);
  const NodeId right = Input(node, 1);
  const Pattern left_pattern = FirstColumns(pattern, evaluation_.plan().schema(left).size());
  const Pattern right_pattern = RightOf(node, pattern);
  const std::vector<uint32_t> candidates = Candidates(left, left_pattern, span);
  Inference inference;
  if (candidates.empty()) {
    AddAbsence(inference, left, left_pattern, span);
    return inference;
  }
  // One reason for all, unless there are few: then each is answered by what is about it.
  if (candidates.size() > kFew && Candidates(right, right_pattern, span).empty()) {
    AddAbsence(inference, right, right_pattern, span);
    return inference;
  }
  for (const uint32_t candidate : candidates) {
    const std::span<const Value> row = evaluation_.Of(left).Row(candidate);
    std::optional<Pattern> partner = Partner(node, PatternOf(row));
    if (!partner) continue;
    for (size_t column = 0; column < partner->size(); ++column) {
      if (right_pattern[column]) (*partner)[column] = right_pattern[column];
    }
    for (const base::Interval& run : Matches(left, PatternOf(row), span)) {
      if (inference.premises.size() < kMaxAlike) {
        inference.premises.push_back(AbsentClaim(right, *partner, run));
      } else {
        ++inference.others;
      }
    }
  }
  if (inference.premises.empty()) {  // one column of the right is paired with two that differ
    inference.reason = Reason::kConditionFails;
    AddFound(inference, left, candidates, span);
  }
  return inference;
}

Inference InferenceRules::WhyExcepted(NodeId node, const Pattern& pattern, base::Interval span) const {
  const NodeId left = Input(node, 0);
  const NodeId right = Input(node, 1);
  const std::vector<uint32_t> candidates = Candidates(left, pattern, span);
  Inference inference;
  if (candidates.empty()) {
    AddAbsence(inference, left, pattern, span);
    return inference;
  }
  for (const uint32_t candidate : candidates) {
    if (inference.premises.size() >= kMaxAlike) {
      ++inference.others;
      continue;
    }
    const Pattern row = PatternOf(evaluation_.Of(left).Row(candidate));
    const Moment t = *FirstMatch(left, row, span);
    const std::vector<uint32_t> matches = Candidates(right, *Partner(node, row), {t, t + 1});
    AddFound(inference, right, std::span(matches).first(1), {t, t + 1});
  }
  return inference;
}

// Once, Eventually and Lasting: the whole of what is looked at from the moments of the span.
Inference InferenceRules::WhyNeverSeen(NodeId node, const Pattern& pattern, base::Interval span) const {
  base::Interval seen{};
  if (evaluation_.plan().op(node) == Operator::kLasting) {
    const Moment begin = PeriodAround(evaluation_.timeline(), Parameters(node).period, span.begin).begin;
    seen = {begin, span.end};
  } else {
    seen = {Seen(node, span.begin).begin, Seen(node, span.end - 1).end};
  }
  Inference inference;
  AddAbsence(inference, Input(node, 0), pattern, seen);
  return inference.premises.empty() ? With(Reason::kOutsideTimeline) : inference;
}

Inference InferenceRules::WhyNotThroughout(NodeId node, const Pattern& pattern, Moment t) const {
  const NodeId in = Input(node, 0);
  const base::Interval seen = Seen(node, t);
  if (seen.IsEmpty()) return With(Reason::kOutsideTimeline);
  const std::vector<uint32_t> candidates = Candidates(in, pattern, seen);
  Inference inference;
  if (candidates.empty()) {
    AddAbsence(inference, in, pattern, seen);
    return inference;
  }
  for (const uint32_t candidate : candidates) {
    const Pattern row = PatternOf(evaluation_.Of(in).Row(candidate));
    if (inference.premises.size() < kMaxAlike) {
      inference.premises.push_back(
          AbsentClaim(in, row, base::Complement(Matches(in, row, seen), seen).back()));
    } else {
      ++inference.others;
    }
  }
  return inference;
}

// Since and Until: no start that counts, or between each and now hold broke.
Inference InferenceRules::WhyNotSince(NodeId node, const Pattern& pattern, Moment t) const {
  const bool is_since = evaluation_.plan().op(node) == Operator::kSince;
  const NodeId start = Input(node, 0);
  const NodeId hold = Input(node, 1);
  const base::Interval seen = Seen(node, t);
  if (seen.IsEmpty()) return With(Reason::kOutsideTimeline);
  const std::vector<uint32_t> candidates = Candidates(start, pattern, seen);
  Inference inference;
  if (candidates.empty()) {
    AddAbsence(inference, start, pattern, seen);
    return inference;
  }
  for (const uint32_t candidate : candidates) {
    const Pattern row = PatternOf(evaluation_.Of(start).Row(candidate));
    const std::optional<Pattern> partner = Partner(node, row);
    if (inference.premises.size() >= kMaxAlike) {
      ++inference.others;
      continue;
    }
    // If it breaks for the start that is nearest, it breaks for all.
    const Moment s = is_since ? *LastMatch(start, row, seen) : *FirstMatch(start, row, seen);
    const base::Interval between = is_since ? base::Interval{s + 1, t + 1} : base::Interval{t, s};
    if (!partner) continue;
    if (Parameters(node).hold_negated) {
      const std::vector<uint32_t> matches = Candidates(hold, *partner, between);
      AddFound(inference, hold, matches, between);
    } else {
      inference.premises.push_back(
          AbsentClaim(hold, *partner, base::Complement(Matches(hold, *partner, between), between).back()));
    }
  }
  if (inference.premises.empty()) {  // one column of hold is paired with two that differ
    inference.reason = Reason::kConditionFails;
    AddFound(inference, start, candidates, seen);
  }
  return inference;
}

// A state that never began, or that ended, or was displaced, and did not begin again.
Inference InferenceRules::WhyNotInState(NodeId node, const Pattern& pattern, base::Interval span) const {
  const NodeId begins = Input(node, 0);
  const NodeId ends = Input(node, 1);
  const std::vector<uint32_t> candidates = Candidates(begins, pattern, {0, span.end});
  Inference inference;
  if (candidates.empty()) {
    AddAbsence(inference, begins, pattern, {0, span.end});
    return inference;
  }
  const Relation& relation = evaluation_.Of(node);
  size_t shown = 0;
  for (const uint32_t candidate : candidates) {
    if (++shown > kMaxAlike) {
      ++inference.others;
      continue;
    }
    const std::span<const Value> row = evaluation_.Of(begins).Row(candidate);
    const Moment ended = relation.LastIntervalFrom(*relation.Find(row), span.begin)->end;
    const base::Interval then = {ended, ended + 1};
    const std::optional<Pattern> end = Partner(node, PatternOf(row));
    std::vector<uint32_t> causes;
    if (end) causes = Candidates(ends, *end, then);
    if (!causes.empty()) {
      AddFound(inference, ends, std::span(causes).first(1), then);
    } else {
      Pattern same_key(row.size());
      for (const int column : *Parameters(node).key) {
        same_key[static_cast<size_t>(column)] = row[static_cast<size_t>(column)];
      }
      causes = Candidates(begins, same_key, then);
      AddFound(inference, begins, std::span(causes).first(1), then);
    }
    AddAbsence(inference, begins, PatternOf(row), {ended, span.end});
  }
  return inference;
}

}  // namespace casus::core
