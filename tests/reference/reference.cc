#include "tests/reference/reference.h"

#include <algorithm>
#include <map>
#include <optional>

#include "base/check.h"
#include "base/decimal.h"
#include "core/scalar_evaluator.h"

namespace casus::reference {

namespace {

using core::Aggregation;
using core::ColumnPair;
using core::Kind;
using core::Metric;
using core::Moment;
using core::NodeId;
using core::Operator;
using core::Period;
using core::Stamp;
using core::Value;

Tuple Columns(const Tuple& row, const std::vector<int>& columns) {
  Tuple result;
  for (const int column : columns) result.push_back(row[static_cast<size_t>(column)]);
  return result;
}

Tuple With(Tuple row, Value value) {
  row.push_back(value);
  return row;
}

class Evaluator {
 public:
  Evaluator(const core::Plan& plan, const core::Timeline& timeline, core::CompoundTable& compounds,
            const std::vector<Fact>& facts)
      : plan_(plan),
        timeline_(timeline),
        scalars_(timeline, compounds),
        facts_(facts),
        model_(plan.size(), std::vector<Rows>(static_cast<size_t>(timeline.size()))) {}

  Model Run() {
    const Reach all = Reachable(false);
    const Reach instant = Reachable(true);
    for (const std::vector<size_t>& component : InOrder(all)) {
      for (Moment t = 0; t < timeline_.size(); ++t) {
        for (const std::vector<size_t>& recursion : InOrder(instant)) {
          std::vector<size_t> nodes;
          for (const size_t node : recursion) {
            if (std::find(component.begin(), component.end(), node) != component.end()) nodes.push_back(node);
          }
          ToFixpoint(nodes, t);
        }
      }
    }
    return std::move(model_);
  }

 private:
  using Reach = std::vector<std::vector<bool>>;  // [a][b]: a depends on b, or is b

  Reach Reachable(bool instant_only) const {
    const size_t size = plan_.size();
    Reach reach(size, std::vector<bool>(size));
    for (size_t a = 0; a < size; ++a) {
      const auto id = static_cast<NodeId>(a);
      reach[a][a] = true;
      for (size_t slot = 0; slot < plan_.inputs(id).size(); ++slot) {
        if (instant_only && plan_.Delays(id, slot)) continue;
        reach[a][static_cast<size_t>(plan_.inputs(id)[slot])] = true;
      }
    }
    for (size_t via = 0; via < size; ++via) {
      for (size_t a = 0; a < size; ++a) {
        for (size_t b = 0; reach[a][via] && b < size; ++b) {
          if (reach[via][b]) reach[a][b] = true;
        }
      }
    }
    return reach;
  }

  // The classes of nodes that depend on each other, those that depend on fewer nodes first.
  static std::vector<std::vector<size_t>> InOrder(const Reach& reach) {
    std::map<std::pair<std::ptrdiff_t, size_t>, std::vector<size_t>> classes;
    for (size_t node = 0; node < reach.size(); ++node) {
      size_t first = node;
      for (size_t other = 0; other < node; ++other) {
        if (reach[node][other] && reach[other][node]) {
          first = other;
          break;
        }
      }
      classes[{std::count(reach[node].begin(), reach[node].end(), true), first}].push_back(node);
    }
    std::vector<std::vector<size_t>> order;
    for (auto& [key, nodes] : classes) order.push_back(std::move(nodes));
    return order;
  }

  void ToFixpoint(const std::vector<size_t>& nodes, Moment t) {
    bool is_new = !nodes.empty();
    while (is_new) {
      is_new = false;
      for (const size_t node : nodes) {
        Rows rows = RowsAt(static_cast<NodeId>(node), t);
        Rows& known = model_[node][static_cast<size_t>(t)];
        if (rows == known) continue;
        known = std::move(rows);
        is_new = true;
      }
    }
  }

  const Rows& At(NodeId node, Moment t) const {
    return model_[static_cast<size_t>(node)][static_cast<size_t>(t)];
  }
  bool Holds(NodeId node, const Tuple& row, Moment t) const { return At(node, t).contains(row); }

  bool Admits(const Metric& metric, Moment from, Moment to) const {
    const Stamp begin = timeline_.StampOf(from);
    const Stamp end = timeline_.StampOf(to);
    return from <= to && timeline_.Add(begin, metric.lower) <= end &&
           (!metric.upper || end <= timeline_.Add(begin, *metric.upper));
  }

  // Whether any row of the right at t agrees with the left one on the pairs.
  bool Matches(const Tuple& left, NodeId right, const std::vector<ColumnPair>& on, Moment t) const {
    return std::any_of(At(right, t).begin(), At(right, t).end(),
                       [&](const Tuple& row) { return Agree(left, row, on); });
  }

  static bool Agree(const Tuple& left, const Tuple& right, const std::vector<ColumnPair>& on) {
    return std::all_of(on.begin(), on.end(), [&](const ColumnPair& pair) {
      return left[static_cast<size_t>(pair.left)] == right[static_cast<size_t>(pair.right)];
    });
  }

  Tuple Joined(const Tuple& left, const Tuple& right, NodeId right_node,
               const std::vector<ColumnPair>& on) const {
    Tuple row = left;
    for (const Value value : Columns(right, core::UnpairedColumns(plan_.schema(right_node), on))) {
      row.push_back(value);
    }
    return row;
  }

  Rows RowsAt(NodeId node, Moment t) {
    const core::Plan::Parameters& parameters = plan_.parameters(node);
    const std::span<const NodeId> in = plan_.inputs(node);
    Rows rows;
    switch (plan_.op(node)) {
      case Operator::kInput:
        for (const Fact& fact : facts_) {
          if (fact.input == node && fact.begin <= t && t < fact.end) rows.insert(fact.row);
        }
        break;
      case Operator::kSelect:
        for (const Tuple& row : At(in[0], t)) {
          if (scalars_.Evaluate(parameters.scalars[0], plan_.schema(in[0]), row, t).value_or(0) != 0) {
            rows.insert(row);
          }
        }
        break;
      case Operator::kMap:
        for (const Tuple& row : At(in[0], t)) {
          Tuple image;
          for (const core::Scalar& scalar : parameters.scalars) {
            const std::optional<Value> value = scalars_.Evaluate(scalar, plan_.schema(in[0]), row, t);
            if (value) image.push_back(*value);
          }
          if (image.size() == parameters.scalars.size()) rows.insert(image);
        }
        break;
      case Operator::kJoin:
        for (const Tuple& left : At(in[0], t)) {
          for (const Tuple& right : At(in[1], t)) {
            if (Agree(left, right, parameters.pairs))
              rows.insert(Joined(left, right, in[1], parameters.pairs));
          }
        }
        break;
      case Operator::kExcept:
        for (const Tuple& left : At(in[0], t)) {
          if (!Matches(left, in[1], parameters.pairs, t)) rows.insert(left);
        }
        break;
      case Operator::kUnion:
        for (const NodeId input : in) rows.insert(At(input, t).begin(), At(input, t).end());
        break;
      case Operator::kOnce:
        for (Moment s = 0; s <= t; ++s) {
          if (Admits(parameters.metric, s, t)) rows.insert(At(in[0], s).begin(), At(in[0], s).end());
        }
        break;
      case Operator::kEventually:
        for (Moment s = t; s < timeline_.size(); ++s) {
          if (Admits(parameters.metric, t, s)) rows.insert(At(in[0], s).begin(), At(in[0], s).end());
        }
        break;
      case Operator::kThroughout:
        return Throughout(node, t);
      case Operator::kSince:
      case Operator::kUntil:
        return SinceOrUntil(node, t);
      case Operator::kPrevious:
        if (t > 0) rows = At(in[0], t - 1);
        break;
      case Operator::kNext:
        if (t + 1 < timeline_.size()) rows = At(in[0], t + 1);
        break;
      case Operator::kRise:
        for (const Tuple& row : At(in[0], t)) {
          if (t == 0 || !Holds(in[0], row, t - 1)) rows.insert(row);
        }
        break;
      case Operator::kFall:
        if (t == 0) break;
        for (const Tuple& row : At(in[0], t - 1)) {
          if (!Holds(in[0], row, t)) rows.insert(row);
        }
        break;
      case Operator::kHeldSince:
        for (const Tuple& row : At(in[0], t)) {
          Moment begin = t;
          while (begin > 0 && Holds(in[0], row, begin - 1)) --begin;
          rows.insert(With(row, begin));
        }
        break;
      case Operator::kLastTime: {
        std::map<Tuple, Moment> last;
        for (Moment s = 0; s <= t; ++s) {
          for (const Tuple& row : At(in[0], s)) last[row] = s;
        }
        for (const auto& [row, s] : last) rows.insert(With(row, s));
        break;
      }
      case Operator::kLasting:
        for (Moment s = 0; s <= t; ++s) {
          if (PeriodOf(s, parameters.period) != PeriodOf(t, parameters.period)) continue;
          rows.insert(At(in[0], s).begin(), At(in[0], s).end());
        }
        break;
      case Operator::kInertia:
        return Inertia(node, t);
      case Operator::kClock:
        return Clock(node, t);
      case Operator::kAssign:
        return Assign(node, t);
      case Operator::kAggregate:
        return Aggregate(node, t);
      case Operator::kRecursion:
        return At(in[0], t);
    }
    return rows;
  }

  Rows Throughout(NodeId node, Moment t) const {
    const NodeId in = plan_.inputs(node)[0];
    std::optional<Rows> rows;
    for (Moment s = 0; s <= t; ++s) {
      if (!Admits(plan_.parameters(node).metric, s, t)) continue;
      if (!rows) rows = At(in, s);
      std::erase_if(*rows, [&](const Tuple& row) { return !Holds(in, row, s); });
    }
    return rows.value_or(Rows{});
  }

  Rows SinceOrUntil(NodeId node, Moment t) const {
    const core::Plan::Parameters& parameters = plan_.parameters(node);
    const NodeId start = plan_.inputs(node)[0];
    const NodeId hold = plan_.inputs(node)[1];
    const bool is_since = plan_.op(node) == Operator::kSince;
    Rows rows;
    for (Moment s = 0; s < timeline_.size(); ++s) {
      if (is_since ? !Admits(parameters.metric, s, t) : !Admits(parameters.metric, t, s)) continue;
      for (const Tuple& row : At(start, s)) {
        bool is_held = true;
        for (Moment m = std::min(s, t); m <= std::max(s, t); ++m) {
          if (m == s) continue;
          is_held = is_held && Matches(row, hold, parameters.pairs, m) != parameters.hold_negated;
        }
        if (is_held) rows.insert(row);
      }
    }
    return rows;
  }

  // A number that the moments of one period share.
  Stamp PeriodOf(Moment t, Period period) const {
    const Stamp stamp = timeline_.StampOf(t);
    if (period == Period::kUnit) return stamp;
    const base::Day day = base::DayOf(stamp, timeline_.grain());
    const base::CivilDate date = base::ToCivil(day);
    if (period == Period::kDay) return day;
    return period == Period::kYear ? date.year : date.year * 12 + date.month;
  }

  Rows Inertia(NodeId node, Moment t) const {
    const core::Plan::Parameters& parameters = plan_.parameters(node);
    const NodeId begins = plan_.inputs(node)[0];
    const NodeId ends = plan_.inputs(node)[1];
    Rows rows = At(begins, t);
    if (t == 0) return rows;
    for (const Tuple& row : At(node, t - 1)) {
      if (Matches(row, ends, parameters.pairs, t)) continue;
      const bool is_displaced =
          parameters.key && std::any_of(At(begins, t).begin(), At(begins, t).end(), [&](const Tuple& other) {
            return Columns(other, *parameters.key) == Columns(row, *parameters.key);
          });
      if (!is_displaced) rows.insert(row);
    }
    return rows;
  }

  Rows Clock(NodeId node, Moment t) const {
    const core::Plan::Parameters& parameters = plan_.parameters(node);
    const NodeId starts = plan_.inputs(node)[0];
    const NodeId pauses = plan_.inputs(node)[1];
    Rows rows;
    for (Moment s = 0; s < t; ++s) {
      for (const Tuple& row : At(starts, s)) {
        const Value duration = row[static_cast<size_t>(parameters.column)];
        Stamp due = timeline_.Add(timeline_.StampOf(s), core::UnpackDuration(duration));
        if (parameters.day_included) ++due;
        Moment fires = s + 1;
        for (; fires <= t; ++fires) {
          const Moment before = fires - 1;
          if (Matches(row, pauses, parameters.pairs, before)) {
            due += timeline_.StampOf(fires) - timeline_.StampOf(before);
          }
          if (timeline_.StampOf(fires) >= due) break;
        }
        if (fires == t) rows.insert(row);
      }
    }
    return rows;
  }

  Rows Assign(NodeId node, Moment t) const {
    const core::Plan::Parameters& parameters = plan_.parameters(node);
    const NodeId demands = plan_.inputs(node)[0];
    const NodeId supplies = plan_.inputs(node)[1];
    std::vector<Tuple> open;
    Rows rows;
    for (Moment s = 0; s <= t; ++s) {
      std::erase_if(open, [&](const Tuple& row) { return !Holds(demands, row, s); });
      for (const Tuple& row : At(demands, s)) {
        if (s == 0 || !Holds(demands, row, s - 1)) open.push_back(row);
      }
      rows.clear();
      for (const Tuple& supply : At(supplies, s)) {
        const auto served = std::find_if(open.begin(), open.end(), [&](const Tuple& demand) {
          return Agree(demand, supply, parameters.pairs);
        });
        if (served == open.end()) continue;
        rows.insert(Joined(*served, supply, supplies, parameters.pairs));
        open.erase(served);
      }
    }
    return rows;
  }

  Rows Aggregate(NodeId node, Moment t) const {
    const core::Plan::Parameters& parameters = plan_.parameters(node);
    const NodeId in = plan_.inputs(node)[0];
    std::map<Tuple, std::vector<Value>> groups;
    for (const Tuple& row : At(in, t)) {
      const bool has_value = parameters.function != Aggregation::kCount;
      groups[Columns(row, parameters.group)].push_back(has_value ? row[static_cast<size_t>(parameters.column)]
                                                                 : 0);
    }
    Rows rows;
    for (auto& [group, values] : groups) {
      const Kind kind = parameters.function == Aggregation::kCount
                            ? Kind::kInteger
                            : plan_.schema(in)[static_cast<size_t>(parameters.column)];
      std::sort(values.begin(), values.end(),
                [kind](Value a, Value b) { return core::OrderKey(a, kind) < core::OrderKey(b, kind); });
      if (const std::optional<Value> value = ValueOf(parameters.function, values, kind)) {
        rows.insert(With(group, *value));
      }
    }
    return rows;
  }

  // Of sorted values, at least one.
  static std::optional<Value> ValueOf(Aggregation function, const std::vector<Value>& values, Kind kind) {
    const auto size = static_cast<Value>(values.size());
    const auto fraction = [kind](std::optional<Value> dividend, Value divisor) -> std::optional<Value> {
      if (!dividend) return std::nullopt;
      if (kind == Kind::kInteger) {
        return core::PackFloat(static_cast<double>(*dividend) / static_cast<double>(divisor));
      }
      const Value same_kind = kind == Kind::kFloat ? core::PackFloat(static_cast<double>(divisor))
                                                   : divisor * base::Decimal::kUnitsPerOne;
      return core::DivideNumeric(*dividend, same_kind, kind);
    };
    std::optional<Value> sum = 0;
    for (const Value value : values) sum = sum ? core::AddNumeric(*sum, value, kind) : std::nullopt;
    switch (function) {
      case Aggregation::kCount:
        return size;
      case Aggregation::kSum:
        return sum;
      case Aggregation::kMin:
        return values.front();
      case Aggregation::kMax:
        return values.back();
      case Aggregation::kAverage:
        return fraction(sum, size);
      case Aggregation::kMedian:
        return fraction(core::AddNumeric(values[(values.size() - 1) / 2], values[values.size() / 2], kind),
                        2);
    }
    return std::nullopt;
  }

  const core::Plan& plan_;
  const core::Timeline& timeline_;
  core::ScalarEvaluator scalars_;
  const std::vector<Fact>& facts_;
  Model model_;
};

}  // namespace

Model Evaluate(const core::Plan& plan, const core::Timeline& timeline, core::CompoundTable& compounds,
               const std::vector<Fact>& facts) {
  return Evaluator(plan, timeline, compounds, facts).Run();
}

std::string ToString(const core::Plan& plan) {
  static constexpr std::string_view kNames[] = {
      "Input",    "Select",   "Map",     "Join",       "Except", "Union",     "Once",     "Throughout",
      "Since",    "Previous", "Next",    "Eventually", "Until",  "Rise",      "Fall",     "HeldSince",
      "LastTime", "Lasting",  "Inertia", "Clock",      "Assign", "Aggregate", "Recursion"};
  std::string text;
  for (size_t node = 0; node < plan.size(); ++node) {
    const auto id = static_cast<NodeId>(node);
    const core::Plan::Parameters& parameters = plan.parameters(id);
    text += std::to_string(node) + ": ";
    text += kNames[static_cast<size_t>(plan.op(id))];
    for (const NodeId input : plan.inputs(id)) text += " " + std::to_string(static_cast<size_t>(input));
    text += " /" + std::to_string(plan.schema(id).size());
    for (const ColumnPair& pair : parameters.pairs) {
      text += " " + std::to_string(pair.left) + "=" + std::to_string(pair.right);
    }
    if (parameters.hold_negated) text += " negated";
    if (parameters.metric.lower != base::Duration{})
      text += " from " + base::ToString(parameters.metric.lower);
    if (parameters.metric.upper) text += " to " + base::ToString(*parameters.metric.upper);
    if (parameters.key) text += " keyed";
    text += "\n";
  }
  return text;
}

}  // namespace casus::reference
