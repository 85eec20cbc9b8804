// Plans what looks back, beside a table that says which values matter now.
//
//   P(x) AND ONCE NOT Q(x)           P(x) AND (NOT Q(x) SINCE R())           P(x) AND ONCE (Q(y) AND x < y)
//
// The table binds x at the present, and says nothing about which x will be asked about later: if the operator has no
// bound, no finite table of the past can have all that matter. But what is not remembered need not be, if all that is not
// remembered fares alike. So what is looked for is sorted, and each kind has a way of its own, in which nothing looks
// ahead. Let S be the operator, with the interval [a,b].
//
//   takes its variables along   S of F or G is S of F, or S of G. What compares values says the same at every point, so
//                               that it is looked at now: ONCE (Q(y) AND x < y) is (ONCE Q(y)) AND x < y.
//   of anything                 ONCE asks whether there is a point; F SINCE does, if a = 0, nothing else. If a > 0, the
//                               latest point that is admitted is the best: F must have held at all that are nearer.
//   of rows                     that can be planned by themselves: S of these, joined.
//   of all but some rows N      what ONCE finds not is what was in N throughout. F SINCE[0,b] fails for what was in N
//                               throughout, or since it was in N while F did not hold: NOT (F SINCE[0,b] NOT N) is
//                               (HISTORICALLY[0,b] N) OR (N SINCE[0,b] (N AND NOT F)).
//
// If SINCE looks for rows G, and F on its left has more variables than these, these come from the table, too:
//
//   F compares values           F SINCE[a,b] G is (F AND ONCE[a,b] G), or, if a = 0, G
//   F fails for some rows only  a = 0: ONCE[0,b] G, unless F failed since G held last: (NOT G) SINCE (NOT F AND ONCE G)
//   F holds for some rows only  G now, if a = 0; or a match of G and then F at each point (planner_matches.cc), which has
//                               all variables from rows, and so needs no table at all if a > 0
//
// What is left needs the table in the past, which takes a bound: see the head of planner.cc. It is a conjunction of
// rows and of the lack of others, ONCE (Q(y) AND NOT A(x,y)); and what is not remembered, where a > 0.

#include <fmt/format.h>

#include <algorithm>

#include "mfotl/planning.h"

namespace casus::mfotl {

using Kind = Formula::Kind;

MaybeTable Planner::LookBack(const Table& table, const Formula& formula, Literal sought) {
  Columns wanted = table.columns;
  for (const VariableId variable : FreeVariables(formula)) AddTo(wanted, variable);
  Columns reserved = wanted;
  std::vector<Literal> literals;
  Flatten(sought, literals, reserved);
  const MaybeTable found = LookBackFor(table, formula, literals);
  if (!found || !Covers(found->columns, wanted)) return std::nullopt;
  return ProjectTo(*found, wanted);
}

MaybeTable Planner::LookBackFor(const Table& table, const Formula& formula,
                                const std::vector<Literal>& sought) {
  std::vector<Literal> passing, lasting;
  Columns variables;
  for (const Literal literal : sought) {
    if (IsLasting(*literal.formula)) continue;
    passing.push_back(literal);
    for (const VariableId variable : FreeVariables(literal)) AddTo(variables, variable);
  }
  std::vector<Literal> goal = passing;
  for (const Literal literal : sought) {
    if (!IsLasting(*literal.formula)) continue;
    lasting.push_back(literal);
    if (Covers(variables, FreeVariables(literal))) goal.push_back(literal);  // the fewer rows are remembered
  }
  MaybeTable found;
  if (passing.empty()) {
    found = BackToAnything(table, formula);
  } else if (AreSafe(goal)) {
    found = BackToRows(table, formula, goal);
  } else if (Could([&] { return Denied(passing); }) && Covers(table.columns, variables)) {
    found = BackToOthers(table, formula, *Denied(passing));
  } else if (passing.size() == 1 && ShapeOf(passing[0]) == Shape::kAny) {
    std::vector<Table> branches;
    for (const std::vector<Literal>& branch : BranchesOf(passing[0])) {
      std::vector<Literal> literals;
      Columns reserved = table.columns;
      for (const Literal literal : branch) Flatten(literal, literals, reserved);
      const MaybeTable one = LookBackFor(table, formula, literals);
      if (!one) return std::nullopt;
      branches.push_back(*one);
    }
    found = UnitedBranches(branches, *passing[0].formula);
  }
  return found ? Conjoin(found, lasting) : std::nullopt;
}

MaybeTable Planner::BackToAnything(const Table& table, const Formula& formula) {
  const Interval& interval = formula.interval;
  if (formula.kind == Kind::kPrevious) {
    return Joined(table, Joined({builder_.Previous(always_), {}}, {StepWithin(interval), {}}));
  }
  if (formula.kind == Kind::kSince && interval.lower == 0) return table;
  const Table some{builder_.Once(always_, MetricOf(interval)), {}};
  if (formula.kind != Kind::kSince) return Joined(table, some);
  const auto [nearer, is_new] = made_.try_emplace({{&formula}});
  if (is_new) {
    nearer->second = {.kind = Kind::kHistorically,
                      .span = formula.span,
                      .operator_span = formula.operator_span,
                      .interval = {0, interval.lower - 1},
                      .parts = {formula.parts[0]}};
  }
  return Conjoin(Joined(table, some), {{&nearer->second}});
}

MaybeTable Planner::BackToRows(const Table& table, const Formula& formula, const std::vector<Literal>& goal) {
  const MaybeTable rows = Conjoin(std::nullopt, goal);
  if (!rows) return std::nullopt;
  if (formula.kind == Kind::kSince) return SinceBeside(table, formula, goal, *rows);
  if (formula.kind == Kind::kPrevious) {
    const Table before{builder_.Previous(rows->node), rows->columns};
    return Joined(table, Joined(before, {StepWithin(formula.interval), {}}));
  }
  return Joined(table, {builder_.Once(rows->node, MetricOf(formula.interval)), rows->columns});
}

MaybeTable Planner::BackToOthers(const Table& table, const Formula& formula, const Table& rows) {
  const Interval& interval = formula.interval;
  if (formula.kind == Kind::kPrevious) {
    return Without(*BackToAnything(table, formula), {builder_.Previous(rows.node), rows.columns});
  }
  const Table throughout{builder_.Throughout(rows.node, MetricOf(interval)), rows.columns};
  if (formula.kind != Kind::kSince) return Without(*BackToAnything(table, formula), throughout);
  if (interval.lower > 0) return std::nullopt;
  const MaybeTable broken = Conjoin(rows, {{&formula.parts[0], true}});
  if (!broken || !Covers(table.columns, broken->columns)) return std::nullopt;
  const Table since{builder_.Since(rows.node, false, broken->node, Pairs(broken->columns, rows.columns),
                                   MetricOf(interval)),
                    broken->columns};
  return Without(Without(table, throughout), since);
}

MaybeTable Planner::SinceBeside(const Table& table, const Formula& formula, const std::vector<Literal>& goal,
                                const Table& rows) {
  const Literal hold{&formula.parts[0]};
  const Interval& interval = formula.interval;
  if (Covers(rows.columns, FreeVariables(hold))) {
    const MaybeTable held = Holding(rows, hold, false, interval);
    return held ? MaybeTable(Joined(table, *held)) : std::nullopt;
  }
  const Table now = Joined(table, rows);
  if (!Covers(now.columns, FreeVariables(hold))) return std::nullopt;
  const Table once{builder_.Once(rows.node, MetricOf(interval)), rows.columns};
  if (IsLasting(*hold.formula)) {
    const MaybeTable lasting = Conjoin(Joined(table, once), {hold});
    if (!lasting || interval.lower > 0) return lasting;
    return United({now, *lasting});
  }
  if (interval.lower == 0 && IsSafe(hold.Negated())) {
    const Table failed = Without(Joined(once, *Alone(hold.Negated())), rows);
    const Table since{
        builder_.Since(rows.node, true, failed.node, Pairs(failed.columns, rows.columns), MetricOf(interval)),
        failed.columns};
    return Without(Joined(table, once), since);
  }
  if (!IsSafe(hold)) return std::nullopt;
  const MaybeTable apart = Apart(formula, goal);
  if (!apart) return std::nullopt;
  const Table later = Joined(table, *apart);
  return interval.lower > 0 ? later : United({now, later});
}

MaybeTable Planner::Apart(const Formula& formula, const std::vector<Literal>& goal) {
  return Match(AsMatch(formula, goal), std::nullopt);
}

const Formula& Planner::AsMatch(const Formula& formula, const std::vector<Literal>& goal) {
  std::vector<Literal> key = goal;
  key.insert(key.begin(), {&formula});
  const auto [made, is_new] = made_.try_emplace(std::move(key));
  Formula& match = made->second;
  if (!is_new) return match;
  const bool is_future = formula.kind == Kind::kUntil;
  match.kind = is_future ? Kind::kMatchFuture : Kind::kMatchPast;
  match.span = formula.span;
  match.operator_span = formula.operator_span;
  match.interval = formula.interval;
  match.parts.push_back(formula.parts[0]);
  const auto test = [&](size_t part) {
    return Regex{.kind = Regex::Kind::kTest, .span = formula.span, .test = part};
  };
  const auto then = [&](Regex first, Regex second) {
    return Regex{
        .kind = Regex::Kind::kThen, .span = formula.span, .parts = {std::move(first), std::move(second)}};
  };
  Regex found{.kind = Regex::Kind::kTest, .span = formula.span};
  for (size_t i = 0; i < goal.size(); ++i) {
    Formula part = *goal[i].formula;
    if (goal[i].is_negated) {
      part = {.kind = Kind::kNot, .span = part.span, .operator_span = part.span, .parts = {std::move(part)}};
    }
    match.parts.push_back(std::move(part));
    found = i == 0 ? test(1) : then(std::move(found), test(i + 1));
  }
  const Regex step{.kind = Regex::Kind::kStep, .span = formula.span};
  const Regex hold = is_future ? then(test(0), step) : then(step, test(0));
  const Regex more{.kind = Regex::Kind::kRepeat, .span = formula.span, .parts = {hold}};
  match.regex.push_back(is_future ? then(hold, then(more, found)) : then(found, then(hold, more)));
  return match;
}

bool Planner::WouldABoundDo(const Table& table, const Formula& formula, Literal sought) {
  if (formula.interval.upper) return false;
  const Columns seen = Common(table.columns, FreeVariables(formula));
  MaybeTable found;
  Could([&] { return found = Conjoin(Table{{}, seen}, {sought}); });
  return found && Covers(found->columns, FreeVariables(formula));
}

MaybeTable Planner::Denied(const std::vector<Literal>& literals) {
  std::vector<Table> tables;
  for (const Literal literal : literals) {
    if (!IsSafe(literal.Negated())) return std::nullopt;
    tables.push_back(*Alone(literal.Negated()));
  }
  return UnitedBranches(tables, *literals[0].formula);
}

}  // namespace casus::mfotl
