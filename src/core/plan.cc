#include "core/plan.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "core/components.h"

namespace casus::core {

namespace {

bool IsZero(const base::Duration& duration) { return duration == base::Duration{}; }

bool LooksAhead(Operator op) {
  return op == Operator::kNext || op == Operator::kEventually || op == Operator::kUntil;
}

void CheckMetric(const Metric& metric) {
  const auto is_negative = [](const base::Duration& duration) {
    return duration.years < 0 || duration.months < 0 || duration.days < 0 || duration.seconds < 0;
  };
  CHECK(!is_negative(metric.lower)) << "lower bound " << base::ToString(metric.lower);
  CHECK(!metric.upper || !is_negative(*metric.upper)) << "upper bound " << base::ToString(*metric.upper);
}

void CheckColumns(const Schema& schema, const std::vector<int>& columns) {
  for (const int column : columns) {
    CHECK(column >= 0 && static_cast<size_t>(column) < schema.size())
        << "column " << column << " of " << schema.size();
  }
}

// The columns of the left, then those of the right that are not paired.
Schema JoinedSchema(const Schema& left, const Schema& right, const std::vector<ColumnPair>& on) {
  Schema schema = left;
  for (const int column : UnpairedColumns(right, on)) schema.push_back(right[static_cast<size_t>(column)]);
  return schema;
}

Schema WithMoment(Schema schema) {
  schema.push_back(Kind::kMoment);
  return schema;
}

bool IsNumeric(Kind kind) { return kind == Kind::kNumber || kind == Kind::kInteger || kind == Kind::kFloat; }

Kind KindOfAggregate(Aggregation function, Kind column) {
  switch (function) {
    case Aggregation::kCount:
      return Kind::kInteger;
    case Aggregation::kMin:
    case Aggregation::kMax:
      CHECK(IsOrdered(column)) << "the least or greatest of kind " << Name(column);
      return column;
    case Aggregation::kSum:
      CHECK(IsNumeric(column)) << "the sum of kind " << Name(column);
      return column;
    case Aggregation::kAverage:
    case Aggregation::kMedian:
      CHECK(IsNumeric(column)) << "the average or median of kind " << Name(column);
      return column == Kind::kInteger ? Kind::kFloat : column;
  }
  CHECK(false) << "aggregation " << static_cast<int>(function);
}

}  // namespace

std::vector<int> UnpairedColumns(const Schema& right, std::span<const ColumnPair> on) {
  std::vector<int> columns;
  for (int column = 0; static_cast<size_t>(column) < right.size(); ++column) {
    const auto is_this = [column](const ColumnPair& pair) { return pair.right == column; };
    if (std::none_of(on.begin(), on.end(), is_this)) columns.push_back(column);
  }
  return columns;
}

const Plan::Node& Plan::node(NodeId id) const {
  CHECK(static_cast<size_t>(id) < nodes_.size()) << "node " << static_cast<uint32_t>(id);
  return nodes_[static_cast<size_t>(id)];
}

NodeId Plan::Add(Operator op, Tag tag, Schema schema, std::vector<NodeId> inputs, Parameters parameters) {
  const auto id = static_cast<NodeId>(nodes_.size());
  nodes_.push_back({op, tag, std::move(schema), std::move(inputs), std::move(parameters)});
  return id;
}

void Plan::CheckPairs(NodeId left, NodeId right, std::span<const ColumnPair> on, bool all_of_right) const {
  const Schema& left_schema = schema(left);
  const Schema& right_schema = schema(right);
  for (const ColumnPair& pair : on) {
    CheckColumns(left_schema, {pair.left});
    CheckColumns(right_schema, {pair.right});
    const Kind left_kind = left_schema[static_cast<size_t>(pair.left)];
    const Kind right_kind = right_schema[static_cast<size_t>(pair.right)];
    CHECK(left_kind == right_kind) << "a " << Name(left_kind) << " paired with a " << Name(right_kind);
  }
  CHECK(!all_of_right || UnpairedColumns(right_schema, on).empty())
      << "every column of the right must be paired";
}

NodeId Plan::Input(Schema schema, Tag tag) { return Add(Operator::kInput, tag, std::move(schema), {}, {}); }

NodeId Plan::Select(NodeId in, Scalar condition, Tag tag) {
  const std::optional<Scalar::Type> type = condition.TypeOver(schema(in));
  CHECK(type && type->is_truth) << "the condition of Select must be a truth";
  Parameters parameters;
  parameters.scalars.push_back(std::move(condition));
  return Add(Operator::kSelect, tag, schema(in), {in}, std::move(parameters));
}

NodeId Plan::Map(NodeId in, std::vector<Scalar> columns, Tag tag) {
  Schema result;
  for (const Scalar& scalar : columns) {
    const std::optional<Scalar::Type> type = scalar.TypeOver(schema(in));
    CHECK(type && !type->is_truth) << "column " << result.size() << " of Map must be a value";
    result.push_back(type->kind);
  }
  Parameters parameters;
  parameters.scalars = std::move(columns);
  return Add(Operator::kMap, tag, std::move(result), {in}, std::move(parameters));
}

NodeId Plan::Project(NodeId in, const std::vector<int>& columns, Tag tag) {
  std::vector<Scalar> scalars;
  for (const int column : columns) scalars.push_back(Scalar::Column(column));
  return Map(in, std::move(scalars), tag);
}

NodeId Plan::Join(NodeId left, NodeId right, std::vector<ColumnPair> on, Tag tag) {
  CheckPairs(left, right, on, false);
  Schema result = JoinedSchema(schema(left), schema(right), on);
  Parameters parameters;
  parameters.pairs = std::move(on);
  return Add(Operator::kJoin, tag, std::move(result), {left, right}, std::move(parameters));
}

NodeId Plan::Except(NodeId left, NodeId right, std::vector<ColumnPair> on, Tag tag) {
  CheckPairs(left, right, on, false);
  Parameters parameters;
  parameters.pairs = std::move(on);
  return Add(Operator::kExcept, tag, schema(left), {left, right}, std::move(parameters));
}

NodeId Plan::Union(std::vector<NodeId> in, Tag tag) {
  CHECK(!in.empty()) << "a union of nothing";
  for (const NodeId id : in) CHECK(schema(id) == schema(in[0])) << "a union of different schemas";
  Schema result = schema(in[0]);
  return Add(Operator::kUnion, tag, std::move(result), std::move(in), {});
}

NodeId Plan::AddMetric(Operator op, NodeId in, const Metric& metric, Tag tag) {
  CheckMetric(metric);
  Parameters parameters;
  parameters.metric = metric;
  return Add(op, tag, schema(in), {in}, std::move(parameters));
}

NodeId Plan::Once(NodeId in, Metric metric, Tag tag) { return AddMetric(Operator::kOnce, in, metric, tag); }

NodeId Plan::Throughout(NodeId in, Metric metric, Tag tag) {
  return AddMetric(Operator::kThroughout, in, metric, tag);
}

NodeId Plan::Eventually(NodeId in, Metric metric, Tag tag) {
  return AddMetric(Operator::kEventually, in, metric, tag);
}

NodeId Plan::AddHold(Operator op, NodeId hold, bool hold_negated, NodeId start, std::vector<ColumnPair> on,
                     const Metric& metric, Tag tag) {
  CheckPairs(start, hold, on, true);
  CheckMetric(metric);
  Parameters parameters;
  parameters.pairs = std::move(on);
  parameters.metric = metric;
  parameters.hold_negated = hold_negated;
  return Add(op, tag, schema(start), {start, hold}, std::move(parameters));
}

NodeId Plan::Since(NodeId hold, bool hold_negated, NodeId start, std::vector<ColumnPair> on, Metric metric,
                   Tag tag) {
  return AddHold(Operator::kSince, hold, hold_negated, start, std::move(on), metric, tag);
}

NodeId Plan::Until(NodeId hold, bool hold_negated, NodeId goal, std::vector<ColumnPair> on, Metric metric,
                   Tag tag) {
  return AddHold(Operator::kUntil, hold, hold_negated, goal, std::move(on), metric, tag);
}

NodeId Plan::Previous(NodeId in, Tag tag) { return Add(Operator::kPrevious, tag, schema(in), {in}, {}); }
NodeId Plan::Next(NodeId in, Tag tag) { return Add(Operator::kNext, tag, schema(in), {in}, {}); }
NodeId Plan::Rise(NodeId in, Tag tag) { return Add(Operator::kRise, tag, schema(in), {in}, {}); }
NodeId Plan::Fall(NodeId in, Tag tag) { return Add(Operator::kFall, tag, schema(in), {in}, {}); }

NodeId Plan::HeldSince(NodeId in, Tag tag) {
  return Add(Operator::kHeldSince, tag, WithMoment(schema(in)), {in}, {});
}

NodeId Plan::LastTime(NodeId in, Tag tag) {
  return Add(Operator::kLastTime, tag, WithMoment(schema(in)), {in}, {});
}

NodeId Plan::Lasting(NodeId in, Period period, Tag tag) {
  Parameters parameters;
  parameters.period = period;
  return Add(Operator::kLasting, tag, schema(in), {in}, std::move(parameters));
}

NodeId Plan::Inertia(NodeId begins, NodeId ends, std::vector<ColumnPair> ends_on,
                     std::optional<std::vector<int>> key, Tag tag) {
  CheckPairs(begins, ends, ends_on, true);
  if (key) CheckColumns(schema(begins), *key);
  Parameters parameters;
  parameters.pairs = std::move(ends_on);
  parameters.key = std::move(key);
  return Add(Operator::kInertia, tag, schema(begins), {begins, ends}, std::move(parameters));
}

NodeId Plan::Clock(NodeId starts, int duration, bool day_included, NodeId pauses,
                   std::vector<ColumnPair> pauses_on, Tag tag) {
  CheckPairs(starts, pauses, pauses_on, true);
  CheckColumns(schema(starts), {duration});
  CHECK(schema(starts)[static_cast<size_t>(duration)] == Kind::kDuration)
      << "a clock set by a " << Name(schema(starts)[static_cast<size_t>(duration)]);
  Parameters parameters;
  parameters.pairs = std::move(pauses_on);
  parameters.column = duration;
  parameters.day_included = day_included;
  return Add(Operator::kClock, tag, schema(starts), {starts, pauses}, std::move(parameters));
}

NodeId Plan::Assign(NodeId demands, NodeId supplies, std::vector<ColumnPair> on, Tag tag) {
  CheckPairs(demands, supplies, on, false);
  Schema result = JoinedSchema(schema(demands), schema(supplies), on);
  Parameters parameters;
  parameters.pairs = std::move(on);
  return Add(Operator::kAssign, tag, std::move(result), {demands, supplies}, std::move(parameters));
}

NodeId Plan::Aggregate(NodeId in, std::vector<int> group, Aggregation function, int value, Tag tag) {
  CheckColumns(schema(in), group);
  Kind kind = Kind::kInteger;
  if (function != Aggregation::kCount) {
    CheckColumns(schema(in), {value});
    kind = KindOfAggregate(function, schema(in)[static_cast<size_t>(value)]);
  }
  Schema result;
  for (const int column : group) result.push_back(schema(in)[static_cast<size_t>(column)]);
  result.push_back(kind);
  Parameters parameters;
  parameters.group = std::move(group);
  parameters.function = function;
  parameters.column = value;
  return Add(Operator::kAggregate, tag, std::move(result), {in}, std::move(parameters));
}

NodeId Plan::Recursion(Schema schema, Tag tag) {
  return Add(Operator::kRecursion, tag, std::move(schema), {}, {});
}

void Plan::Define(NodeId recursion, NodeId definition) {
  CHECK(op(recursion) == Operator::kRecursion) << "only a recursion is defined later";
  CHECK(inputs(recursion).empty()) << "a recursion defined twice";
  CHECK(schema(recursion) == schema(definition)) << "a recursion defined by another schema";
  nodes_[static_cast<size_t>(recursion)].inputs.push_back(definition);
}

bool Plan::Delays(NodeId id, size_t slot) const {
  switch (op(id)) {
    case Operator::kPrevious:
    case Operator::kClock:
      return true;
    case Operator::kOnce:
    case Operator::kThroughout:
      return !IsZero(parameters(id).metric.lower);
    case Operator::kSince:
      return slot == 0 && !IsZero(parameters(id).metric.lower);
    default:
      return false;
  }
}

bool Plan::RecursWithinMoment(NodeId id, size_t slot) const {
  switch (op(id)) {
    case Operator::kSelect:
    case Operator::kMap:
    case Operator::kJoin:
    case Operator::kUnion:
    case Operator::kRise:
    case Operator::kRecursion:
      return true;
    case Operator::kExcept:
      return slot == 0;
    case Operator::kInertia:
      return slot == 0 && !parameters(id).key;
    default:
      return false;
  }
}

NodeId Plan::Resolve(NodeId id) const {
  NodeId resolved = id;
  size_t steps = 0;
  while (op(resolved) == Operator::kRecursion) {
    CHECK(!inputs(resolved).empty()) << "a recursion that is not defined";
    resolved = inputs(resolved)[0];
    if (++steps > nodes_.size()) return id;
  }
  return resolved;
}

std::optional<std::vector<NodeId>> Plan::FindUnstratifiedCycle() const {
  const auto size = static_cast<uint32_t>(nodes_.size());
  const auto in_order_of_flow = [](const std::vector<uint32_t>& path) {
    std::vector<NodeId> cycle;
    for (auto node = path.rbegin(); node != path.rend(); ++node) cycle.push_back(static_cast<NodeId>(*node));
    return cycle;
  };

  Graph all(size);
  Graph instant(size);
  for (uint32_t node = 0; node < size; ++node) {
    const auto id = static_cast<NodeId>(node);
    for (size_t slot = 0; slot < inputs(id).size(); ++slot) {
      const auto input = static_cast<uint32_t>(inputs(id)[slot]);
      all.Add(node, input);
      if (!Delays(id, slot)) instant.Add(node, input);
    }
  }

  all.Close();
  instant.Close();

  const Components of_all = FindComponents(all);
  for (uint32_t node = 0; node < size; ++node) {
    if (!LooksAhead(nodes_[node].op) || !IsCyclic(all, of_all, of_all.of[node])) continue;
    return in_order_of_flow(FindPath(all, of_all, node, node));
  }

  const Components of_instant = FindComponents(instant);
  for (uint32_t node = 0; node < size; ++node) {
    const auto id = static_cast<NodeId>(node);
    for (size_t slot = 0; slot < inputs(id).size(); ++slot) {
      const auto input = static_cast<uint32_t>(inputs(id)[slot]);
      if (Delays(id, slot) || RecursWithinMoment(id, slot)) continue;
      if (of_instant.of[node] != of_instant.of[input]) continue;
      return in_order_of_flow(input == node ? std::vector<uint32_t>{node}
                                            : FindPath(instant, of_instant, input, node));
    }
  }
  return std::nullopt;
}

}  // namespace casus::core
