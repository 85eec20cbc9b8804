#include "mfotl/plan_builder.h"

#include <numeric>

namespace casus::mfotl {

using core::NodeId;
using core::Operator;

PlanBuilder::Key& PlanBuilder::Key::Add(const core::Scalar& scalar) {
  Add(static_cast<int64_t>(scalar.steps().size()));
  for (const core::Scalar::Step& step : scalar.steps()) {
    Add(static_cast<int64_t>(step.op)).Add(static_cast<int64_t>(step.kind));
    Add(static_cast<int64_t>(step.comparison)).Add(int64_t{step.index}).Add(int64_t{step.value});
  }
  return *this;
}

PlanBuilder::Key& PlanBuilder::Key::Add(const std::vector<core::ColumnPair>& pairs) {
  Add(static_cast<int64_t>(pairs.size()));
  for (const core::ColumnPair& pair : pairs) Add(int64_t{pair.left}).Add(int64_t{pair.right});
  return *this;
}

PlanBuilder::Key& PlanBuilder::Key::Add(const core::Metric& metric) {
  return Add(metric.lower.seconds).Add(metric.upper ? metric.upper->seconds : -1);
}

NodeId PlanBuilder::Input(core::Schema schema) { return is_off_ ? NodeId{} : plan_.Input(std::move(schema)); }

NodeId PlanBuilder::Recursion(core::Schema schema) {
  return is_off_ ? NodeId{} : plan_.Recursion(std::move(schema));
}

NodeId PlanBuilder::Select(NodeId in, const core::Scalar& condition) {
  return Find(Key(Operator::kSelect).Add(in).Add(condition), [&] { return plan_.Select(in, condition); });
}

NodeId PlanBuilder::Map(NodeId in, const std::vector<core::Scalar>& columns) {
  Key key = Key(Operator::kMap).Add(in);
  for (const core::Scalar& column : columns) key.Add(column);
  return Find(key, [&] { return plan_.Map(in, columns); });
}

NodeId PlanBuilder::Project(NodeId in, const std::vector<int>& columns) {
  if (is_off_) return {};
  std::vector<int> all(plan_.schema(in).size());
  std::iota(all.begin(), all.end(), 0);
  if (columns == all) return in;
  std::vector<core::Scalar> scalars;
  for (const int column : columns) scalars.push_back(core::Scalar::Column(column));
  return Map(in, scalars);
}

NodeId PlanBuilder::Join(NodeId left, NodeId right, const std::vector<core::ColumnPair>& on) {
  return Find(Key(Operator::kJoin).Add(left).Add(right).Add(on), [&] { return plan_.Join(left, right, on); });
}

NodeId PlanBuilder::Except(NodeId left, NodeId right, const std::vector<core::ColumnPair>& on) {
  return Find(Key(Operator::kExcept).Add(left).Add(right).Add(on),
              [&] { return plan_.Except(left, right, on); });
}

NodeId PlanBuilder::Union(const std::vector<NodeId>& in) {
  if (in.size() == 1) return in[0];
  Key key(Operator::kUnion);
  for (const NodeId node : in) key.Add(node);
  return Find(key, [&] { return plan_.Union(in); });
}

NodeId PlanBuilder::Once(NodeId in, const core::Metric& metric) {
  return Find(Key(Operator::kOnce).Add(in).Add(metric), [&] { return plan_.Once(in, metric); });
}

NodeId PlanBuilder::Throughout(NodeId in, const core::Metric& metric) {
  return Find(Key(Operator::kThroughout).Add(in).Add(metric), [&] { return plan_.Throughout(in, metric); });
}

NodeId PlanBuilder::Eventually(NodeId in, const core::Metric& metric) {
  return Find(Key(Operator::kEventually).Add(in).Add(metric), [&] { return plan_.Eventually(in, metric); });
}

NodeId PlanBuilder::Since(NodeId hold, bool is_negated, NodeId start, const std::vector<core::ColumnPair>& on,
                          const core::Metric& metric) {
  return Find(Key(Operator::kSince).Add(hold).Add(int64_t{is_negated}).Add(start).Add(on).Add(metric),
              [&] { return plan_.Since(hold, is_negated, start, on, metric); });
}

NodeId PlanBuilder::Until(NodeId hold, bool is_negated, NodeId goal, const std::vector<core::ColumnPair>& on,
                          const core::Metric& metric) {
  return Find(Key(Operator::kUntil).Add(hold).Add(int64_t{is_negated}).Add(goal).Add(on).Add(metric),
              [&] { return plan_.Until(hold, is_negated, goal, on, metric); });
}

NodeId PlanBuilder::Previous(NodeId in) {
  return Find(Key(Operator::kPrevious).Add(in), [&] { return plan_.Previous(in); });
}

NodeId PlanBuilder::Next(NodeId in) {
  return Find(Key(Operator::kNext).Add(in), [&] { return plan_.Next(in); });
}

NodeId PlanBuilder::Aggregate(NodeId in, const std::vector<int>& group, core::Aggregation function,
                              int value) {
  Key key = Key(Operator::kAggregate).Add(in).Add(static_cast<int64_t>(function)).Add(int64_t{value});
  for (const int column : group) key.Add(int64_t{column});
  return Find(key, [&] { return plan_.Aggregate(in, group, function, value); });
}

}  // namespace casus::mfotl
