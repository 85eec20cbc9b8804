#include "tests/property/random_plan.h"

#include <optional>

#include "base/grain.h"

namespace casus::property {

namespace {

using core::ColumnPair;
using core::Kind;
using core::Metric;
using core::NodeId;
using core::Plan;
using core::Scalar;
using core::Schema;

constexpr size_t kRecursions = 2;

base::Duration SomeDuration(uint8_t number) {
  switch (number % 10) {
    case 0:
      return {};
    case 1:
      return {.months = 1};
    case 2:
      return {.months = 1, .days = 1};
    case 3:
      return {.days = 28};
    case 4:
      return {.days = 30};
    default:
      return {.days = number % 5};
  }
}

Metric SomeMetric(uint8_t lower, uint8_t upper, bool is_trace) {
  Metric metric;
  if (is_trace) {
    if (lower % 3 == 0) metric.lower = {.seconds = lower / 3 % 4};
    if (upper % 4 != 0) metric.upper = base::Duration{.seconds = upper / 4 % 7};
    return metric;
  }
  if (lower % 2 != 0) metric.lower = SomeDuration(lower / 2);
  if (upper % 3 != 0) metric.upper = SomeDuration(upper / 3);
  return metric;
}

class Builder {
 public:
  // How each recursion is closed: 0 as it is, 1 through Previous, 2 by an input instead.
  Builder(const Recipe& recipe, std::array<int, kRecursions> closings, bool is_trace) : is_trace_(is_trace) {
    inputs_ = {plan_.Input({Kind::kInteger}), plan_.Input({Kind::kInteger, Kind::kInteger}),
               plan_.Input({Kind::kInteger, Kind::kDuration}), plan_.Input({Kind::kNumber, Kind::kInteger})};
    nodes_ = inputs_;
    const std::array<NodeId, kRecursions> recursions = {plan_.Recursion({Kind::kInteger}),
                                                        plan_.Recursion({Kind::kInteger, Kind::kInteger})};
    for (const NodeId recursion : recursions) {
      nodes_.push_back(recursion);
      nodes_.push_back(plan_.Previous(recursion));
      const base::Duration one = is_trace_ ? base::Duration{.seconds = 1} : base::Duration{.days = 1};
      const base::Duration two = is_trace_ ? base::Duration{.seconds = 2} : base::Duration{.days = 2};
      nodes_.push_back(plan_.Once(recursion, {one, two}));
    }
    for (const Recipe::Step& step : recipe.steps) {
      if (const std::optional<NodeId> node = Make(step)) nodes_.push_back(*node);
    }
    for (size_t i = 0; i < kRecursions; ++i) {
      NodeId definition = inputs_[i];
      if (closings[i] < 2) {
        const std::vector<NodeId> candidates = WithSchema(plan_.schema(recursions[i]));
        // The later a node, the more of the plan is in the cycle.
        definition = candidates[candidates.size() - 1 - recipe.recursions[i] % ((candidates.size() + 1) / 2)];
        if (closings[i] == 1) definition = plan_.Previous(definition);
      }
      plan_.Define(recursions[i], definition);
    }
  }

  Plan Take() { return std::move(plan_); }
  const std::vector<NodeId>& inputs() const { return inputs_; }

 private:
  std::vector<NodeId> WithSchema(const Schema& schema) const {
    std::vector<NodeId> result;
    for (const NodeId node : nodes_) {
      if (plan_.schema(node) == schema) result.push_back(node);
    }
    return result;
  }

  // Later nodes are likelier, so that plans grow deep.
  NodeId Choose(uint8_t number) const {
    const size_t size = nodes_.size();
    return number % 3 == 0 ? nodes_[number % size] : nodes_[size - 1 - number % ((size + 1) / 2)];
  }

  // Up to `count` pairs of columns of one kind.
  std::vector<ColumnPair> SomePairs(NodeId left, NodeId right, uint8_t number, size_t count) const {
    std::vector<ColumnPair> pairs;
    const Schema& a = plan_.schema(left);
    const Schema& b = plan_.schema(right);
    for (size_t i = 0; i < count && !a.empty() && !b.empty(); ++i) {
      const ColumnPair pair = {static_cast<int>((number + i) % a.size()),
                               static_cast<int>((number / 2 + i) % b.size())};
      if (a[static_cast<size_t>(pair.left)] == b[static_cast<size_t>(pair.right)]) pairs.push_back(pair);
    }
    return pairs;
  }

  // A node whose columns all have partners in the left, and those pairs: a projection of `right` if need be.
  std::optional<std::pair<NodeId, std::vector<ColumnPair>>> AllPaired(NodeId left, NodeId right,
                                                                      uint8_t number) {
    std::vector<ColumnPair> pairs = SomePairs(left, right, number, 2);
    std::vector<int> columns;
    for (size_t i = 0; i < pairs.size(); ++i) {
      columns.push_back(pairs[i].right);
      pairs[i].right = static_cast<int>(i);
    }
    return std::pair(plan_.Project(right, columns), pairs);
  }

  // A column of an integer kind, or none.
  std::optional<int> IntegerColumn(NodeId node) const {
    const Schema& schema = plan_.schema(node);
    for (size_t column = 0; column < schema.size(); ++column) {
      if (schema[column] == Kind::kInteger) return static_cast<int>(column);
    }
    return std::nullopt;
  }

  std::optional<NodeId> Make(const Recipe::Step& step) {
    const NodeId a = Choose(step[1]);
    const NodeId b = Choose(step[2]);
    const Metric metric = SomeMetric(step[3], step[4], is_trace_);
    const size_t arity = plan_.schema(a).size();
    if (arity > 4) return plan_.Project(a, {0});
    constexpr int kOfCalendar = 18;  // the first of the operators that a stream does not have
    const int choice = step[0] % 26;
    if (is_trace_ && choice >= kOfCalendar && choice < 25) return plan_.Select(a, Scalar::Truth(true));
    switch (choice) {
      case 0:
      case 1:
        return MakeSelect(a, step);
      case 2:
        return MakeMap(a, step);
      case 3:
        return plan_.Project(
            a, arity == 0 ? std::vector<int>{} : std::vector<int>{step[3] % static_cast<int>(arity)});
      case 4:
      case 5:
        return plan_.Join(a, b, SomePairs(a, b, step[3], step[4] % 3));
      case 6:
      case 7:
        return plan_.Except(a, b, SomePairs(a, b, step[3], step[4] % 3));
      case 8:
      case 9: {
        const std::vector<NodeId> alike = WithSchema(plan_.schema(a));
        return plan_.Union({a, alike[step[2] % alike.size()], alike[step[3] % alike.size()]});
      }
      case 10:
        return plan_.Once(a, metric);
      case 11:
        return plan_.Throughout(a, metric);
      case 12:
      case 13: {
        const auto [hold, pairs] = *AllPaired(a, b, step[5]);
        return plan_.Since(hold, step[6] % 2 != 0, a, pairs, metric);
      }
      case 14:
        return plan_.Previous(a);
      case 15:
        return plan_.Next(a);
      case 16:
        return plan_.Eventually(a, metric);
      case 17: {
        const auto [hold, pairs] = *AllPaired(a, b, step[5]);
        return plan_.Until(hold, step[6] % 2 != 0, a, pairs, metric);
      }
      case 18:
        return plan_.Rise(a);
      case 19:
        return step[3] % 2 == 0 ? plan_.Fall(a) : plan_.HeldSince(a);
      case 20:
        return step[3] % 2 == 0 ? plan_.LastTime(a)
                                : plan_.Lasting(a, static_cast<core::Period>(step[4] % 4));
      case 21:
      case 22: {
        const auto [ends, pairs] = *AllPaired(a, b, step[5]);
        std::optional<std::vector<int>> key;
        if (step[6] % 2 == 0) key.emplace();
        if (key && arity > 0 && step[7] % 2 == 0) key->push_back(0);
        return plan_.Inertia(a, ends, pairs, key);
      }
      case 23: {
        const std::vector<NodeId> clocks = WithSchema(plan_.schema(inputs_[2]));
        const NodeId starts = clocks[step[1] % clocks.size()];
        const auto [pauses, pairs] = *AllPaired(starts, b, step[5]);
        return plan_.Clock(starts, 1, step[6] % 2 != 0, pauses, pairs);
      }
      case 24:
        return plan_.Assign(a, b, SomePairs(a, b, step[3], step[4] % 2));
      default:
        return MakeAggregate(a, step);
    }
  }

  std::optional<NodeId> MakeSelect(NodeId in, const Recipe::Step& step) {
    const Scalar is_early = Scalar::Compare(core::Comparison::kLess, Scalar::Now(),
                                            Scalar::Constant(step[3] % 16, Kind::kMoment));
    const std::optional<int> column = IntegerColumn(in);
    if (!column) return plan_.Select(in, is_early);
    const Scalar test = Scalar::Compare(static_cast<core::Comparison>(step[4] % 6), Scalar::Column(*column),
                                        Scalar::Constant(step[3] % 3, Kind::kInteger));
    switch (step[5] % 4) {
      case 0:
        return plan_.Select(in, Scalar::And(test, is_early));
      case 1:
        return plan_.Select(in, Scalar::Or(is_early, test));
      default:
        return plan_.Select(in, test);
    }
  }

  // All values stay within a small range, so that recursion ends.
  std::optional<NodeId> MakeMap(NodeId in, const Recipe::Step& step) {
    const Schema& schema = plan_.schema(in);
    std::vector<Scalar> columns;
    for (size_t column = 0; column < schema.size(); ++column) {
      const Scalar value = Scalar::Column(static_cast<int>(column));
      if (schema[column] != Kind::kInteger) {
        columns.push_back(value);
      } else if (step[4] % 4 == 0) {
        // 12 / (value - 1): no value for one.
        columns.push_back(
            Scalar::Remainder(Scalar::Divide(Scalar::Constant(12, Kind::kInteger),
                                             Scalar::Subtract(value, Scalar::Constant(1, Kind::kInteger))),
                              Scalar::Constant(3, Kind::kInteger)));
      } else {
        columns.push_back(Scalar::Remainder(Scalar::Add(value, Scalar::Constant(step[3] % 3, Kind::kInteger)),
                                            Scalar::Constant(3, Kind::kInteger)));
      }
    }
    if (step[5] % 4 == 0) columns.push_back(Scalar::Now());
    return plan_.Map(in, columns);
  }

  std::optional<NodeId> MakeAggregate(NodeId in, const Recipe::Step& step) {
    const Schema& schema = plan_.schema(in);
    std::vector<int> group;
    if (!schema.empty() && step[3] % 2 == 0) group.push_back(static_cast<int>(step[4] % schema.size()));
    for (size_t column = schema.size(); column-- > 0;) {
      if (schema[column] != Kind::kInteger && schema[column] != Kind::kNumber) continue;
      return plan_.Aggregate(in, group, static_cast<core::Aggregation>(step[5] % 6),
                             static_cast<int>(column));
    }
    return plan_.Aggregate(in, group, core::Aggregation::kCount, 0);
  }

  bool is_trace_;
  Plan plan_;
  std::vector<NodeId> inputs_;
  std::vector<NodeId> nodes_;
};

core::Timeline MakeTimeline(const Recipe::Step& step) {
  // At the end of January, where months are of different lengths.
  const base::Grain grain = step[0] % 4 == 0 ? base::Grain::kHour : base::Grain::kDay;
  const core::Stamp day = base::ToStamp(base::ToDay({1999 + step[1] % 2, 1, 20}), grain);
  const core::Stamp first = grain == base::Grain::kDay ? day + step[2] % 12 : day + 24 * 10 + step[2] % 48;
  const core::Stamp last = first + (grain == base::Grain::kDay ? step[3] % 64 : step[3] % 40);
  std::vector<core::BusyStamp> busy;
  for (size_t i = 4; i < step.size(); ++i) {
    const core::Stamp stamp = busy.empty() ? first + step[i] % 6 : busy.back().stamp + 1 + step[i] % 6;
    if (stamp <= last) busy.push_back({stamp, 1 + step[i] % 4});
  }
  return core::Timeline::Calendar(grain, first, last, busy);
}

core::Timeline MakeTrace(const Recipe::Step& step) {
  std::vector<core::Stamp> stamps = {step[0] % 3};
  std::minstd_rand random(step[1] + 1U);
  for (int i = step[2] % 24; i > 0; --i) {
    const auto gap = random() % 8;
    stamps.push_back(stamps.back() + static_cast<core::Stamp>(gap < 3    ? 0
                                                              : gap < 6  ? 1
                                                              : gap == 6 ? 2
                                                                         : step[3] % 9));
  }
  return core::Timeline::Trace(stamps);
}

Case MakeCaseOn(const Recipe& recipe, core::Timeline timeline, bool is_trace) {
  std::array<int, kRecursions> closings = {recipe.recursions[2] % 2, recipe.recursions[3] % 2};
  if (is_trace) closings = {1, 1};
  std::optional<Builder> builder(std::in_place, recipe, closings, is_trace);
  Plan plan = builder->Take();
  for (size_t i = 0; plan.FindUnstratifiedCycle(); i = 1 - i) {
    if (closings[i] < 2) ++closings[i];
    builder.emplace(recipe, closings, is_trace);
    plan = builder->Take();
  }
  Case result = {std::move(plan), std::move(timeline), {}};
  const core::Moment size = result.timeline.size();
  for (const Recipe::Step& fact : recipe.facts) {
    const size_t input = fact[0] % builder->inputs().size();
    const core::Moment begin = fact[1] % size;
    const core::Moment length = fact[2] % 3 == 0 ? 1 + fact[3] % 12 : 1;
    reference::Tuple row = {fact[4] % 3};
    if (input == 1) row.push_back(fact[5] % 3);
    if (input == 2) row.push_back(core::PackDuration(SomeDuration(fact[5])));
    if (input == 3) row = {fact[4] % 4 * 5'000, fact[5] % 3};
    result.facts.push_back({builder->inputs()[input], row, begin, begin + length});
  }
  return result;
}

}  // namespace

Recipe MakeRecipe(std::mt19937& random, size_t steps, size_t facts) {
  const auto fill = [&random](Recipe::Step& step) {
    for (uint8_t& number : step) number = static_cast<uint8_t>(random());
  };
  Recipe recipe;
  recipe.steps.resize(steps);
  recipe.facts.resize(facts);
  for (Recipe::Step& step : recipe.steps) fill(step);
  for (Recipe::Step& step : recipe.facts) fill(step);
  fill(recipe.timeline);
  fill(recipe.recursions);
  return recipe;
}

Case MakeCase(const Recipe& recipe) { return MakeCaseOn(recipe, MakeTimeline(recipe.timeline), false); }

Case MakeTraceCase(const Recipe& recipe) { return MakeCaseOn(recipe, MakeTrace(recipe.timeline), true); }

std::string Describe(const Case& random) {
  std::string text = reference::ToString(random.plan);
  for (const reference::Fact& fact : random.facts) {
    text += "fact of " + std::to_string(static_cast<size_t>(fact.input)) + " " +
            testing::PrintToString(fact.row) + " [" + std::to_string(fact.begin) + ", " +
            std::to_string(fact.end) + ")\n";
  }
  text += "stamps:";
  for (core::Moment t = 0; t < random.timeline.size(); ++t) {
    text += " " + std::to_string(random.timeline.StampOf(t));
  }
  return text;
}

}  // namespace casus::property
