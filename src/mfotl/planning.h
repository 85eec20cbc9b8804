#pragma once

// The planner, from within: what the files planner*.cc have in common.
//
// Everything that plans gives the table of its rows, or nothing; then the obstacle says what stood in the way. A
// *guard* is a table beside which something is planned: its rows say which values matter, and the result need
// have no others.
//
//   planner.cc                a policy: definitions, answer, joins of tables
//   planner_conjunctions.cc   literals, alone and beside a table
//   planner_atoms.cc          predicates, time-points, aggregations
//   planner_time.cc           ONCE, SINCE, NEXT and the like
//   planner_past.cc           what looks back, beside a table
//   planner_matches.cc        regular expressions
//   planner_terms.cc          comparisons, arithmetic

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/symbol.h"
#include "diag/sink.h"
#include "mfotl/literal.h"
#include "mfotl/plan_builder.h"
#include "mfotl/planner.h"
#include "mfotl/table.h"
#include "mfotl/types.h"

namespace casus::mfotl {

// Gives a flag another value for a while.
class FlagScope {
 public:
  FlagScope(bool& flag, bool value) : flag_(flag), before_(std::exchange(flag, value)) {}
  ~FlagScope() { flag_ = before_; }
  FlagScope(const FlagScope&) = delete;
  FlagScope& operator=(const FlagScope&) = delete;

 private:
  bool& flag_;
  bool before_;
};

class Planner {
 public:
  Planner(const Policy& policy, base::SymbolTable& symbols) : policy_(policy), symbols_(symbols) {
    inputs_.resize(policy.logged);
    always_ = builder_.Input({});
  }

  std::optional<MonitorPlan> Run(diag::Sink& sink);

 private:
  using NodeId = core::NodeId;

  // Why something cannot be planned.
  struct Obstacle {
    diag::Kind kind = diag::Kind::kNotMonitorable;
    diag::Span span;
    std::string message, help;
  };

  // --- planner.cc ---

  std::nullopt_t Refuse(diag::Sink& sink);
  std::nullopt_t Fail(diag::Span span, std::string message, std::string help,
                      diag::Kind kind = diag::Kind::kNotMonitorable);
  const std::string& NameOf(VariableId variable) const {
    return policy_.variables[static_cast<size_t>(variable)].name;
  }
  std::string NamesOf(const Columns& columns) const;
  bool Define(const Definition& definition);
  // In the order in which the formula first names them.
  const Columns& FreeVariables(const Formula& formula);
  const Columns& FreeVariables(Literal literal) { return FreeVariables(*literal.formula); }

  Table Everything() const { return {always_, {}}; }
  core::Schema SchemaOf(const Table& table) {
    return builder_.is_off() ? core::Schema() : builder_.plan().schema(table.node);
  }
  Table ProjectTo(const Table& table, const Columns& columns);
  Table Joined(const Table& left, const Table& right);
  Table Without(const Table& left, const Table& right);
  // Of tables that have the same variables, in any order.
  Table United(const std::vector<Table>& tables);

  // --- planner_conjunctions.cc ---

  // The rows of the table (of nothing in particular, if there is none) for which all literals hold, extended
  // by the free variables of these.
  MaybeTable Conjoin(MaybeTable table, const std::vector<Literal>& literals);
  void Flatten(Literal literal, std::vector<Literal>& flat, Columns& reserved);
  // Adds the first of the literals that can be added, conditions before all.
  bool AddOne(MaybeTable& table, std::vector<Literal>& pending);
  bool CanAdd(const Table& table, Literal literal);
  // Whether the literal, or all of them together, can be planned by itself.
  bool IsSafe(Literal literal);
  bool AreSafe(const std::vector<Literal>& literals);
  MaybeTable Alone(Literal literal);
  // A literal beside a table.
  MaybeTable Add(const Table& table, Literal literal);
  // A positive literal that is not safe by itself.
  MaybeTable UnderGuard(const Table& table, Literal literal);
  MaybeTable AddBranches(const MaybeTable& table, Literal literal);
  // All rows of the branches, which must have the same variables.
  MaybeTable UnitedBranches(const std::vector<Table>& branches, const Formula& formula);
  // The table without the rows for which what the literal denies holds.
  MaybeTable Absent(const Table& table, Literal literal);
  // An atom, aggregation, PREVIOUS, NEXT, SINCE or UNTIL; beside a guard, if there is one.
  MaybeTable Positive(const Formula& formula, const MaybeTable& guard);

  // --- planner_atoms.cc ---

  NodeId Clock();
  MaybeTable Atom(const Formula& formula, const MaybeTable& guard);
  // A relation whose columns are named by terms: constants and repeated variables select, variables become
  // columns; what is computed is compared, once its variables are there.
  MaybeTable FromColumns(const Formula& formula, NodeId node, const MaybeTable& guard);
  // The table has, behind its columns, those that must equal terms of the formula.
  MaybeTable Compute(const Formula& formula, const std::vector<size_t>& computed, Table table,
                     const MaybeTable& guard);
  // Rows whose columns from `first` on equal the terms; without these columns.
  Table WhereComputed(const Formula& formula, const std::vector<size_t>& computed, NodeId node,
                      const Columns& columns, size_t first);
  MaybeTable Aggregate(const Formula& formula);

  // --- planner_time.cc ---

  // ONCE or EVENTUALLY a body that has been planned.
  MaybeTable Some(Literal literal, const MaybeTable& body);
  std::nullopt_t FailUnbounded(const Formula& formula);
  std::nullopt_t FailRepeated(const Formula& formula);
  // Time-points whose distance to the one before them lies in the interval.
  NodeId StepWithin(const Interval& interval);
  MaybeTable Neighbour(const Formula& formula, const MaybeTable& guard);
  // The guard, moved to where the operator looks from there: its columns that are among the variables.
  MaybeTable Shifted(const Table& guard, const Columns& variables, const Formula& formula, bool is_future);
  MaybeTable SinceUntil(const Formula& formula, const MaybeTable& guard);
  // Rows of the goal, from there (or back to where) the literal holds, as SINCE and UNTIL have them.
  MaybeTable Holding(const Table& goal, Literal hold, bool is_future, const Interval& interval);
  // HISTORICALLY or ALWAYS, beside a table that has all its variables.
  MaybeTable AddAlways(const Table& table, Literal literal);

  // --- planner_past.cc ---

  // The rows of the table for which PREVIOUS, ONCE or SINCE finds what it looks for, extended by its variables.
  MaybeTable LookBack(const Table& table, const Formula& formula, Literal sought);
  MaybeTable LookBackFor(const Table& table, const Formula& formula, const std::vector<Literal>& sought);
  // What is looked for holds of everything, of the rows of a conjunction, of all but the rows of a table.
  MaybeTable BackToAnything(const Table& table, const Formula& formula);
  MaybeTable BackToRows(const Table& table, const Formula& formula, const std::vector<Literal>& goal);
  MaybeTable BackToOthers(const Table& table, const Formula& formula, const Table& rows);
  // SINCE whose left side has variables that the right one has not.
  MaybeTable SinceBeside(const Table& table, const Formula& formula, const std::vector<Literal>& goal,
                         const Table& rows);
  // SINCE or UNTIL, where left and right hold at points that differ: as a match.
  const Formula& AsMatch(const Formula& formula, const std::vector<Literal>& goal);
  MaybeTable Apart(const Formula& formula, const std::vector<Literal>& goal);
  // Whether what is looked for, without a bound, could be planned if there were one.
  bool WouldABoundDo(const Table& table, const Formula& formula, Literal sought);
  // All rows for which one of the literals does not hold, if that can be planned by itself.
  MaybeTable Denied(const std::vector<Literal>& literals);

  // --- planner_matches.cc ---

  // Rows whose match has come to the present point: without a step on the way, and with some. Nothing: there are none.
  struct Reach {
    MaybeTable here, later;
  };

  MaybeTable Match(const Formula& formula, const MaybeTable& guard);
  // By SINCE or UNTIL, if that is all that the expression says.
  MaybeTable MatchAsHold(const Formula& formula);
  MaybeTable MatchFrom(const Formula& formula, const Table& start);
  // Where matches get to by the expression. If they need not be told apart, all are `here`.
  std::optional<Reach> Walk(const Formula& match, const Regex& regex, const Reach& from, bool is_apart);
  std::optional<Reach> WalkEither(const Formula& match, const Regex& regex, const Reach& from, bool is_apart);
  std::optional<Reach> WalkRepeat(const Formula& match, const Regex& regex, const Reach& from, bool is_apart);
  MaybeTable Repeated(const Formula& match, const Regex& repeat, const Table& from);
  MaybeTable RepeatedAsHold(const Formula& match, const Regex& body, const Table& from);
  // ONCE or SINCE of the rows, as long as they may still end in time.
  MaybeTable HeldFrom(const Formula& match, const Table& from, std::optional<Literal> hold);
  // All rows, if they have the same variables.
  MaybeTable Both(const MaybeTable& a, const MaybeTable& b, const Regex& regex);
  // Partial matches that may still end in time; of those that differ in their start only, the best.
  Table Promising(const Formula& match, const Table& table);
  // Rows that began within the interval.
  Table BegunWithin(const Table& table, const Interval& interval);
  // Values without which nothing matches from here.
  MaybeTable Necessary(const Formula& match, const Regex& regex);

  // --- planner_terms.cc ---

  MaybeTable AddCondition(const Table& table, Literal literal);
  core::Scalar ToCondition(const Formula& formula, const Columns& columns);
  core::Scalar ToScalar(const Term& term, const Columns& columns);

  // Whether it can be planned, without making it; if not, there is an obstacle.
  template <typename Plan>
  bool Could(Plan plan) {
    const bool was_off = builder_.is_off();
    builder_.set_off(true);
    const bool could = plan().has_value();
    builder_.set_off(was_off);
    return could;
  }

  // Plans it if it can be planned, and leaves nothing behind if not.
  template <typename Plan>
  auto Tried(Plan plan) -> decltype(plan()) {
    if (!builder_.is_off() && !Could(plan)) return std::nullopt;
    return plan();
  }

  const Policy& policy_;
  base::SymbolTable& symbols_;
  PlanBuilder builder_;
  NodeId always_;
  std::optional<NodeId> clock_;
  std::vector<std::optional<NodeId>> inputs_;
  std::map<PredicateId, NodeId> definitions_;
  std::map<const Formula*, Columns> free_variables_;
  std::map<std::vector<Literal>, std::pair<bool, Obstacle>> safe_;
  std::map<std::vector<Literal>, Formula>
      made_;  // what stands for SINCE or UNTIL, the first, that looks for the rest
  Obstacle obstacle_;
  bool repeats_ =
      false;  // the table at hand comes of itself: no operator that looks ahead may be put between
};

}  // namespace casus::mfotl
