// Plans the operators of time, alone and under a guard: see the head of planner.cc.

#include <fmt/format.h>

#include "mfotl/planning.h"

namespace casus::mfotl {

using core::ColumnPair;
using core::NodeId;
using core::Scalar;
using Kind = Formula::Kind;

MaybeTable Planner::Some(Literal literal, const std::optional<Table>& body) {
  if (!body) return std::nullopt;
  const Formula& formula = *literal.formula;
  if (!IsFuture(literal)) return Table{builder_.Once(body->node, MetricOf(formula.interval)), body->columns};
  if (!formula.interval.upper) return FailUnbounded(formula);
  return Table{builder_.Eventually(body->node, MetricOf(formula.interval)), body->columns};
}

std::nullopt_t Planner::FailUnbounded(const Formula& formula) {
  return Fail(formula.operator_span, "this looks ahead without end, so that nothing could ever be said",
              "give it an upper bound, for example [0,10]", diag::Kind::kUnboundedFuture);
}

std::nullopt_t Planner::FailRepeated(const Formula& formula) {
  return Fail(formula.operator_span,
              "inside of `*`, this would have to look at later time-points of what it is part of",
              "repeat what can be monitored by itself: add a predicate that has its variables, by AND");
}

NodeId Planner::StepWithin(const Interval& interval) {
  if (builder_.is_off() || (interval.lower == 0 && !interval.upper)) return always_;
  const NodeId stamp = builder_.Project(Clock(), {1});
  const NodeId both = builder_.Join(stamp, builder_.Previous(stamp), {});
  const Scalar distance = Scalar::Subtract(Scalar::Column(0), Scalar::Column(1));
  return builder_.Project(builder_.Select(both, Admits(interval, distance)), {});
}

MaybeTable Planner::Neighbour(const Formula& formula, const MaybeTable& guard) {
  const bool is_next = formula.kind == Kind::kNext;
  const Literal body{&formula.parts[0]};
  MaybeTable table;
  if (!guard) {
    table = Alone(body);
  } else {
    if (repeats_) return FailRepeated(formula);
    const Table seen = ProjectTo(*guard, Common(guard->columns, FreeVariables(body)));
    table = Conjoin(Table{is_next ? builder_.Previous(seen.node) : builder_.Next(seen.node), seen.columns},
                    {body});
  }
  if (!table) return std::nullopt;
  const Table step{StepWithin(formula.interval), {}};
  if (is_next) return Table{builder_.Next(Joined(*table, step).node), table->columns};
  return Joined({builder_.Previous(table->node), table->columns}, step);
}

MaybeTable Planner::Shifted(const Table& guard, const Columns& variables, const Formula& formula,
                            bool is_future) {
  const Table seen = ProjectTo(guard, Common(guard.columns, variables));
  if (!formula.interval.upper || seen.columns.empty()) return std::nullopt;
  if (repeats_) return FailRepeated(formula);
  return Table{is_future ? builder_.Once(seen.node, UpTo(formula.interval))
                         : builder_.Eventually(seen.node, UpTo(formula.interval)),
               seen.columns};
}

MaybeTable Planner::SinceUntil(const Formula& formula, const MaybeTable& guard) {
  const bool is_future = formula.kind == Kind::kUntil;
  if (is_future && !formula.interval.upper) return FailUnbounded(formula);
  const Literal goal_literal{&formula.parts[1]};
  const Literal hold_literal{&formula.parts[0]};
  std::optional<Table> goal;
  if (!guard) {
    if (formula.interval.lower > 0 && !Covers(FreeVariables(goal_literal), FreeVariables(hold_literal)) &&
        IsSafe(goal_literal) && IsSafe(hold_literal)) {
      return Apart(formula, {goal_literal});
    }
    goal = Alone(goal_literal);
  } else if (const std::optional<Table> seen = Shifted(*guard, FreeVariables(formula), formula, is_future)) {
    goal = Conjoin(seen, {goal_literal});
  }
  if (!goal) return std::nullopt;
  for (const VariableId variable : FreeVariables(hold_literal)) {
    if (Has(goal->columns, variable)) continue;
    return Fail(formula.operator_span,
                fmt::format("`{}` is on the left of {} only, so that it may be anything when the right "
                            "side holds at once",
                            NameOf(variable), is_future ? "UNTIL" : "SINCE"),
                fmt::format("put a predicate that has `{}` on the right, by AND", NameOf(variable)));
  }
  return Holding(*goal, hold_literal, is_future, formula.interval);
}

MaybeTable Planner::Holding(const Table& goal, Literal hold_literal, bool is_future,
                            const Interval& interval) {
  const core::Metric metric = MetricOf(interval);
  hold_literal = Peeled(hold_literal);
  if (hold_literal.formula->kind == Kind::kTruth && hold_literal.formula->truth != hold_literal.is_negated) {
    return Table{is_future ? builder_.Eventually(goal.node, metric) : builder_.Once(goal.node, metric),
                 goal.columns};
  }
  bool is_negated = false;
  std::optional<Table> hold;
  if (ShapeOf(hold_literal) == Shape::kCondition) {
    is_negated = false;
  } else if (hold_literal.is_negated && IsSafe(hold_literal.Negated())) {
    is_negated = true;
    hold = Alone(hold_literal.Negated());
  } else if (IsSafe(hold_literal)) {
    hold = Alone(hold_literal);
  } else if (IsSafe(hold_literal.Negated())) {
    is_negated = true;
    hold = Alone(hold_literal.Negated());
  }
  if (!hold) {
    const Table seen = ProjectTo(goal, FreeVariables(hold_literal));
    hold = Conjoin(Table{is_future ? builder_.Eventually(seen.node, UpTo(interval))
                                   : builder_.Once(seen.node, UpTo(interval)),
                         seen.columns},
                   {hold_literal});
  }
  if (!hold) return std::nullopt;
  const std::vector<ColumnPair> on = Pairs(goal.columns, hold->columns);
  return Table{is_future ? builder_.Until(hold->node, is_negated, goal.node, on, metric)
                         : builder_.Since(hold->node, is_negated, goal.node, on, metric),
               goal.columns};
}

MaybeTable Planner::AddAlways(const Table& table, Literal literal) {
  const Literal denied = literal.Negated();  // kSome
  const Interval& interval = literal.formula->interval;
  if (IsFuture(literal) && !interval.upper) return FailUnbounded(*literal.formula);
  if (IsSafe(denied)) return Without(table, *Alone(denied));
  const Obstacle reason = obstacle_;
  const Literal body = BodyOf(literal).Negated();
  if (!IsFuture(literal) && IsSafe(body)) {
    const Table held = *Alone(body);
    const Table throughout{builder_.Throughout(held.node, MetricOf(interval)), held.columns};
    if (interval.lower == 0) return Joined(table, throughout);
    const Table some_point{builder_.Once(always_, MetricOf(interval)), {}};
    return United({Joined(table, throughout), Without(table, some_point)});
  }
  obstacle_ = reason;
  const MaybeTable some = UnderGuard(table, denied);
  return some ? MaybeTable(Without(table, ProjectTo(*some, table.columns))) : std::nullopt;
}

}  // namespace casus::mfotl
