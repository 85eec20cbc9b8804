#include "core/inference.h"

#include <algorithm>

#include "core/window.h"

namespace casus::core {

Pattern PatternOf(std::span<const Value> row) { return {row.begin(), row.end()}; }

Claim HoldsClaim(NodeId node, std::span<const Value> row, base::Interval span) {
  return {.holds = true, .node = node, .pattern = PatternOf(row), .span = span};
}

Claim AbsentClaim(NodeId node, Pattern pattern, base::Interval span) {
  return {.holds = false, .node = node, .pattern = std::move(pattern), .span = span};
}

InferenceRules::InferenceRules(const Evaluation& evaluation)
    : evaluation_(evaluation), scalars_(evaluation.timeline(), evaluation.compounds()) {}

NodeId InferenceRules::Input(NodeId node, size_t slot) const {
  return evaluation_.plan().Resolve(evaluation_.plan().inputs(node)[slot]);
}

base::Interval InferenceRules::Seen(NodeId node, Moment t) const {
  const Operator op = evaluation_.plan().op(node);
  const bool is_ahead = op == Operator::kEventually || op == Operator::kUntil;
  return SeenFrom(evaluation_.timeline(), Parameters(node).metric, is_ahead, t);
}

bool InferenceRules::Holds(NodeId node, std::span<const Value> row, Moment t) const {
  const Relation& relation = evaluation_.Of(node);
  const std::optional<uint32_t> found = relation.Find(row);
  return found && relation.HoldsAt(*found, t);
}

std::vector<uint32_t> InferenceRules::Candidates(NodeId node, const Pattern& pattern,
                                                 base::Interval span) const {
  const Relation& relation = evaluation_.Of(node);
  std::vector<uint32_t> rows;
  const auto consider = [&](uint32_t row) {
    const std::span<const Value> values = relation.Row(row);
    for (size_t column = 0; column < pattern.size(); ++column) {
      if (pattern[column] && *pattern[column] != values[column]) return;
    }
    const std::optional<base::Interval> last = relation.LastIntervalFrom(row, span.end - 1);
    if (last && last->end > span.begin) rows.push_back(row);
  };
  std::optional<std::span<const uint32_t>> fewest;
  for (size_t column = 0; column < pattern.size(); ++column) {
    if (!pattern[column]) continue;
    const std::span<const uint32_t> matches = relation.Match(static_cast<int>(column), *pattern[column]);
    if (!fewest || matches.size() < fewest->size()) fewest = matches;
  }
  if (fewest) {
    for (const uint32_t row : *fewest) consider(row);
  } else {
    for (uint32_t row = 0; row < relation.size(); ++row) consider(row);
  }
  return rows;
}

std::optional<Moment> InferenceRules::LastMatch(NodeId node, const Pattern& pattern,
                                                base::Interval span) const {
  std::optional<Moment> last;
  for (const uint32_t row : Candidates(node, pattern, span)) {
    const Moment end = evaluation_.Of(node).LastIntervalFrom(row, span.end - 1)->end;
    last = std::max(last.value_or(span.begin), std::min(end, span.end) - 1);
  }
  return last;
}

std::optional<Moment> InferenceRules::FirstMatch(NodeId node, const Pattern& pattern,
                                                 base::Interval span) const {
  std::optional<Moment> first;
  for (const uint32_t row : Candidates(node, pattern, span)) {
    const std::span<const base::Interval> intervals = evaluation_.Of(node).Intervals(row);
    const auto interval =
        std::partition_point(intervals.begin(), intervals.end(),
                             [&](const base::Interval& earlier) { return earlier.end <= span.begin; });
    first = std::min(first.value_or(span.end), std::max(interval->begin, span.begin));
  }
  return first;
}

base::IntervalSet InferenceRules::Matches(NodeId node, const Pattern& pattern, base::Interval span) const {
  std::vector<base::Interval> found;
  for (const uint32_t row : Candidates(node, pattern, span)) {
    for (const base::Interval& interval : evaluation_.Of(node).Intervals(row)) {
      found.push_back({std::max(interval.begin, span.begin), std::min(interval.end, span.end)});
    }
  }
  return base::IntervalSet(std::span<const base::Interval>(found));
}

void InferenceRules::AddAbsence(Inference& inference, NodeId node, const Pattern& pattern,
                                base::Interval span) const {
  if (span.IsEmpty()) return;
  size_t added = 0;
  for (const base::Interval& gap : base::Complement(Matches(node, pattern, span), span)) {
    if (++added <= kMaxAlike) {
      inference.premises.push_back(AbsentClaim(node, pattern, gap));
    } else {
      ++inference.others;
    }
  }
}

void InferenceRules::AddFound(Inference& inference, NodeId node, std::span<const uint32_t> rows,
                              base::Interval span) const {
  const size_t shown = std::min(rows.size(), kMaxAlike);
  for (const uint32_t row : rows.first(shown)) {
    const std::span<const Value> values = evaluation_.Of(node).Row(row);
    const Moment t = *FirstMatch(node, PatternOf(values), span);
    inference.premises.push_back(HoldsClaim(node, values, {t, t + 1}));
  }
  inference.others += rows.size() - shown;
}

std::optional<Pattern> InferenceRules::BeforeMap(NodeId node, const Pattern& pattern) const {
  const std::vector<Scalar>& scalars = Parameters(node).scalars;
  Pattern before(evaluation_.plan().schema(Input(node, 0)).size());
  for (size_t column = 0; column < pattern.size(); ++column) {
    if (!pattern[column]) continue;
    const std::optional<int> source = scalars[column].AsColumn();
    if (source) {
      std::optional<Value>& value = before[static_cast<size_t>(*source)];
      if (value && *value != *pattern[column]) return std::nullopt;
      value = pattern[column];
    } else if (scalars[column].steps()[0].op == Scalar::Op::kConstant &&
               scalars[column].steps().size() == 1) {
      if (scalars[column].steps()[0].value != *pattern[column]) return std::nullopt;
    }
  }
  return before;
}

std::optional<std::vector<Value>> InferenceRules::Image(NodeId node, std::span<const Value> row,
                                                        Moment t) const {
  const Schema& schema = evaluation_.plan().schema(Input(node, 0));
  std::vector<Value> image;
  for (const Scalar& scalar : Parameters(node).scalars) {
    const std::optional<Value> value = scalars_.Evaluate(scalar, schema, row, t);
    if (!value) return std::nullopt;
    image.push_back(*value);
  }
  return image;
}

std::optional<Pattern> InferenceRules::Partner(NodeId node, const Pattern& left) const {
  Pattern right(evaluation_.plan().schema(Input(node, 1)).size());
  for (const ColumnPair& pair : Parameters(node).pairs) {
    const std::optional<Value>& value = left[static_cast<size_t>(pair.left)];
    if (!value) continue;
    std::optional<Value>& partner = right[static_cast<size_t>(pair.right)];
    if (partner && *partner != *value) return std::nullopt;
    partner = value;
  }
  return right;
}

Pattern InferenceRules::RightOf(NodeId node, const Pattern& pattern) const {
  const Schema& schema = evaluation_.plan().schema(Input(node, 1));
  Pattern right(schema.size());
  for (const ColumnPair& pair : Parameters(node).pairs) {
    if (pattern[static_cast<size_t>(pair.left)]) {
      right[static_cast<size_t>(pair.right)] = pattern[static_cast<size_t>(pair.left)];
    }
  }
  size_t column = evaluation_.plan().schema(Input(node, 0)).size();
  for (const int unpaired : UnpairedColumns(schema, Parameters(node).pairs)) {
    right[static_cast<size_t>(unpaired)] = pattern[column++];
  }
  return right;
}

std::vector<Value> InferenceRules::RightOf(NodeId node, std::span<const Value> row) const {
  std::vector<Value> right;
  for (const std::optional<Value>& value : RightOf(node, PatternOf(row))) right.push_back(*value);
  return right;
}

}  // namespace casus::core
