#include "mfotl/planner.h"

// How formulas become plans.
//
// A relation of the engine is finite, and "not P(x)" is not: so a formula is planned as a conjunction of
// literals (see literal.h) that are added one after another to a table whose columns are variables. A literal
// that says which values there are (a predicate) is joined; one that only takes away (a negation, a
// comparison) waits until all its variables are columns. A literal is added in the first way that works:
//
//   condition          selects rows; x = term gives a column
//   disjunction        planned by itself, if all branches have the same variables; else each branch goes on
//                      from the table, and the results are united: P(x) AND (x < 5 OR Q(x))
//   no / always        what must not be is planned and taken away
//   any other          planned by itself and joined, or taken away
//   temporal           if its body cannot be planned by itself: under a guard
//
// The guard of a temporal operator. Let G be the table, and ONCE[a,b] F unsafe, but safe beside a table that
// has the variables of G. Whatever row of G at t makes use of F at s, t - s <= b: the row is in
// EVENTUALLY[0,b] G at s. So F is planned beside that table, and the result of ONCE joined to G loses
// nothing. Likewise in the other direction, and for PREVIOUS and NEXT; it takes a bound. HISTORICALLY F of a
// safe F needs none: the engine's Throughout has the rows that held at all admitted points, and if no point
// is admitted every row of G passes. Nor does much else that looks back: that comes first (planner_past.cc).
//
// The left side of SINCE is looked at only after its right side held, so that Once of the right is a guard
// for the left.
//
// Planning tries before it makes: with the builder off, the same functions find out whether a literal can be
// planned by itself, and the answers are kept.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "mfotl/planning.h"

namespace casus::mfotl {

using core::NodeId;
using Kind = Formula::Kind;

namespace {

// Whether a recursion leads back to itself with no step in time on the way.
bool RecursAtOnce(const core::Plan& plan, NodeId recursion) {
  std::vector<bool> seen(plan.size());
  std::vector<NodeId> open = {recursion};
  while (!open.empty()) {
    const NodeId node = open.back();
    open.pop_back();
    for (size_t slot = 0; slot < plan.inputs(node).size(); ++slot) {
      const NodeId input = plan.inputs(node)[slot];
      if (plan.Delays(node, slot)) continue;
      if (input == recursion) return true;
      if (seen[static_cast<size_t>(input)]) continue;
      seen[static_cast<size_t>(input)] = true;
      open.push_back(input);
    }
  }
  return false;
}

}  // namespace

std::optional<MonitorPlan> Planner::Run(diag::Sink& sink) {
  for (const Definition& definition : policy_.definitions) {
    const Predicate& predicate = policy_.predicates[static_cast<size_t>(definition.predicate)];
    if (definition.is_recursive) {
      definitions_[definition.predicate] = builder_.Recursion(mfotl::SchemaOf(predicate));
    }
  }
  for (const Definition& definition : policy_.definitions) {
    if (!Define(definition)) return Refuse(sink);
  }
  const MaybeTable table = Conjoin(std::nullopt, {{&policy_.formula}});
  if (!table) return Refuse(sink);
  MonitorPlan result{.answer = FreeVariables(policy_.formula), .always = always_};
  result.root = ProjectTo(*table, result.answer).node;
  result.inputs = inputs_;
  result.clock = clock_;
  for (size_t i = 0; i < builder_.plan().size(); ++i) {
    const core::Operator op = builder_.plan().op(static_cast<NodeId>(i));
    result.looks_ahead = result.looks_ahead || op == core::Operator::kNext ||
                         op == core::Operator::kEventually || op == core::Operator::kUntil;
  }
  result.plan = std::move(builder_.plan());
  return result;
}

std::nullopt_t Planner::Refuse(diag::Sink& sink) {
  diag::Diagnostic diagnostic(obstacle_.kind, obstacle_.span, obstacle_.message);
  if (!obstacle_.help.empty()) diagnostic.helps.push_back(obstacle_.help);
  sink.Report(std::move(diagnostic));
  return std::nullopt;
}

std::nullopt_t Planner::Fail(diag::Span span, std::string message, std::string help, diag::Kind kind) {
  obstacle_ = {kind, span, std::move(message), std::move(help)};
  return std::nullopt;
}

std::string Planner::NamesOf(const Columns& columns) const {
  std::string names;
  for (const VariableId variable : columns)
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", NameOf(variable));
  return names;
}

bool Planner::Define(const Definition& definition) {
  const std::optional<Table> body = Conjoin(std::nullopt, {{&definition.body}});
  if (!body) return false;
  if (!Covers(body->columns, definition.parameters)) {
    Fail(definition.span,
         fmt::format("`{}` has a column that its definition does not mention",
                     policy_.predicates[static_cast<size_t>(definition.predicate)].name),
         "take the column away", diag::Kind::kDefinitionMisfit);
    return false;
  }
  const NodeId node = ProjectTo(*body, definition.parameters).node;
  if (!definition.is_recursive) {
    definitions_[definition.predicate] = node;
    return true;
  }
  const NodeId recursion = definitions_.at(definition.predicate);
  builder_.plan().Define(recursion, node);
  if (builder_.plan().FindUnstratifiedCycle() || RecursAtOnce(builder_.plan(), recursion)) {
    Fail(definition.span,
         fmt::format("`{}` depends on itself at the same time-point, or later",
                     policy_.predicates[static_cast<size_t>(definition.predicate)].name),
         "put PREVIOUS, or ONCE with a lower bound, before its use in its own definition",
         diag::Kind::kRecursionWithoutDelay);
    return false;
  }
  return true;
}

const Columns& Planner::FreeVariables(const Formula& formula) {
  const auto found = free_variables_.find(&formula);
  if (found != free_variables_.end()) return found->second;
  Columns columns;
  for (const Term& term : formula.terms) AddVariables(term, columns);
  if (formula.kind == Kind::kAggregate) {
    AddTo(columns, formula.result);
    for (const VariableId variable : formula.group) AddTo(columns, variable);
  } else {
    std::vector<const Formula*> parts;
    for (const Formula& part : formula.parts) parts.push_back(&part);
    if (formula.kind == Kind::kSince || formula.kind == Kind::kUntil) std::swap(parts[0], parts[1]);
    for (const Formula* part : parts) {
      for (const VariableId variable : FreeVariables(*part)) {
        if (std::find(formula.variables.begin(), formula.variables.end(), variable) ==
            formula.variables.end()) {
          AddTo(columns, variable);
        }
      }
    }
  }
  return free_variables_[&formula] = std::move(columns);
}

Table Planner::ProjectTo(const Table& table, const Columns& columns) {
  if (table.columns == columns) return table;
  std::vector<int> indices;
  for (const VariableId variable : columns) indices.push_back(ColumnOf(table.columns, variable));
  return {builder_.Project(table.node, indices), columns};
}

Table Planner::Joined(const Table& left, const Table& right) {
  Table result{{}, left.columns};
  for (const VariableId variable : right.columns) AddTo(result.columns, variable);
  if (left.columns.empty() && left.node == always_) return ProjectTo(right, result.columns);
  if (right.columns.empty() && right.node == always_) return left;
  result.node = builder_.Join(left.node, right.node, Pairs(left.columns, right.columns));
  return result;
}

Table Planner::Without(const Table& left, const Table& right) {
  return {builder_.Except(left.node, right.node, Pairs(left.columns, right.columns)), left.columns};
}

Table Planner::United(const std::vector<Table>& tables) {
  std::vector<NodeId> nodes;
  for (const Table& table : tables) nodes.push_back(ProjectTo(table, tables[0].columns).node);
  return {builder_.Union(nodes), tables[0].columns};
}

std::optional<MonitorPlan> MakePlan(const Policy& policy, base::SymbolTable& symbols, diag::Sink& sink) {
  return Planner(policy, symbols).Run(sink);
}

}  // namespace casus::mfotl
