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
// is admitted every row of G passes.
//
// The left side of SINCE is looked at only after its right side held, so that Once of the right is a guard
// for the left.
//
// Planning tries before it makes: with the builder off, the same functions find out whether a literal can be
// planned by itself, and the answers are kept.

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/check.h"
#include "mfotl/literal.h"
#include "mfotl/plan_builder.h"
#include "mfotl/types.h"

namespace casus::mfotl {
namespace {

using core::ColumnPair;
using core::NodeId;
using core::Scalar;
using Kind = Formula::Kind;
using Columns = std::vector<VariableId>;

struct Table {
  NodeId node{};
  Columns columns;
};

// Why something cannot be planned.
struct Obstacle {
  diag::Kind kind = diag::Kind::kNotMonitorable;
  diag::Span span;
  std::string message, help;
};

core::Metric MetricOf(const Interval& interval) {
  core::Metric metric;
  metric.lower.seconds = interval.lower;
  if (interval.upper) metric.upper = base::Duration{.seconds = *interval.upper};
  return metric;
}

core::Metric UpTo(const Interval& interval) { return MetricOf({0, interval.upper}); }

int ColumnOf(const Columns& columns, VariableId variable) {
  const auto found = std::find(columns.begin(), columns.end(), variable);
  return found == columns.end() ? -1 : static_cast<int>(found - columns.begin());
}

bool Has(const Columns& columns, VariableId variable) { return ColumnOf(columns, variable) >= 0; }

void AddTo(Columns& columns, VariableId variable) {
  if (!Has(columns, variable)) columns.push_back(variable);
}

bool Covers(const Columns& columns, const Columns& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](VariableId v) { return Has(columns, v); });
}

// Those of `of` that `columns` has.
Columns Common(const Columns& of, const Columns& columns) {
  Columns common;
  for (const VariableId variable : of) {
    if (Has(columns, variable)) common.push_back(variable);
  }
  return common;
}

void AddVariables(const Term& term, Columns& columns) {
  if (term.kind == Term::Kind::kVariable) AddTo(columns, term.variable);
  for (const Term& part : term.parts) AddVariables(part, columns);
}

// Equal columns of two tables.
std::vector<ColumnPair> Pairs(const Columns& left, const Columns& right) {
  std::vector<ColumnPair> pairs;
  for (size_t i = 0; i < right.size(); ++i) {
    const int column = ColumnOf(left, right[i]);
    if (column >= 0) pairs.push_back({column, static_cast<int>(i)});
  }
  return pairs;
}

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

class Planner {
 public:
  Planner(const Policy& policy, base::SymbolTable& symbols) : policy_(policy), symbols_(symbols) {
    inputs_.resize(policy.logged);
    always_ = builder_.Input({});
  }

  std::optional<MonitorPlan> Run(diag::Sink& sink) {
    for (const Definition& definition : policy_.definitions) {
      const Predicate& predicate = policy_.predicates[static_cast<size_t>(definition.predicate)];
      if (definition.is_recursive) {
        definitions_[definition.predicate] = builder_.Recursion(SchemaOf(predicate));
      }
    }
    for (const Definition& definition : policy_.definitions) {
      if (!Define(definition)) return Refuse(sink);
    }
    const std::optional<Table> table = Conjoin(std::nullopt, {{&policy_.formula}});
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

 private:
  std::nullopt_t Refuse(diag::Sink& sink) {
    diag::Diagnostic diagnostic(obstacle_.kind, obstacle_.span, obstacle_.message);
    if (!obstacle_.help.empty()) diagnostic.helps.push_back(obstacle_.help);
    sink.Report(std::move(diagnostic));
    return std::nullopt;
  }

  std::nullopt_t Fail(diag::Span span, std::string message, std::string help,
                      diag::Kind kind = diag::Kind::kNotMonitorable) {
    obstacle_ = {kind, span, std::move(message), std::move(help)};
    return std::nullopt;
  }

  const std::string& NameOf(VariableId variable) const {
    return policy_.variables[static_cast<size_t>(variable)].name;
  }
  std::string NamesOf(const Columns& columns) const {
    std::string names;
    for (const VariableId variable : columns)
      names += fmt::format("{}`{}`", names.empty() ? "" : ", ", NameOf(variable));
    return names;
  }
  Type TypeOfVariable(VariableId variable) const {
    return policy_.variables[static_cast<size_t>(variable)].type;
  }

  static core::Schema SchemaOf(const Predicate& predicate) {
    core::Schema schema;
    for (const Type type : predicate.columns) schema.push_back(KindOf(type));
    return schema;
  }

  bool Define(const Definition& definition) {
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

  // --- Free variables ---

  const Columns& FreeVariables(const Formula& formula) {
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
  const Columns& FreeVariables(Literal literal) { return FreeVariables(*literal.formula); }

  // --- Tables ---

  Table Everything() const { return {always_, {}}; }

  Table ProjectTo(const Table& table, const Columns& columns) {
    if (table.columns == columns) return table;
    std::vector<int> indices;
    for (const VariableId variable : columns) indices.push_back(ColumnOf(table.columns, variable));
    return {builder_.Project(table.node, indices), columns};
  }

  Table Joined(const Table& left, const Table& right) {
    Table result{{}, left.columns};
    for (const VariableId variable : right.columns) AddTo(result.columns, variable);
    if (left.columns.empty() && left.node == always_) return ProjectTo(right, result.columns);
    if (right.columns.empty() && right.node == always_) return left;
    result.node = builder_.Join(left.node, right.node, Pairs(left.columns, right.columns));
    return result;
  }

  Table Without(const Table& left, const Table& right) {
    return {builder_.Except(left.node, right.node, Pairs(left.columns, right.columns)), left.columns};
  }

  // Of tables that have the same variables, in any order.
  Table United(const std::vector<Table>& tables) {
    std::vector<NodeId> nodes;
    for (const Table& table : tables) nodes.push_back(ProjectTo(table, tables[0].columns).node);
    return {builder_.Union(nodes), tables[0].columns};
  }

  // --- Conjunctions ---

  // The rows of the table (of nothing in particular, if there is none) for which all literals hold, extended
  // by the free variables of these.
  std::optional<Table> Conjoin(std::optional<Table> table, const std::vector<Literal>& literals) {
    Columns kept = table ? table->columns : Columns();
    Columns reserved = kept;  // no bound variable may get in its own way
    for (const Literal literal : literals) {
      for (const VariableId variable : FreeVariables(literal)) AddTo(kept, variable);
    }
    std::vector<Literal> pending;
    for (const Literal literal : literals) Flatten(literal, pending, reserved);
    while (!pending.empty()) {
      if (!AddOne(table, pending)) return std::nullopt;
    }
    if (!table) table = Everything();
    Columns order;
    for (const VariableId variable : table->columns) {
      if (Has(kept, variable)) order.push_back(variable);
    }
    return ProjectTo(*table, order);
  }

  void Flatten(Literal literal, std::vector<Literal>& flat, Columns& reserved) {
    literal = Peeled(literal);
    const Shape shape = ShapeOf(literal);
    if (shape == Shape::kAll) {
      for (const Literal part : PartsOf(literal)) Flatten(part, flat, reserved);
      return;
    }
    const Columns& bound = literal.formula->variables;
    const bool is_free =
        std::none_of(bound.begin(), bound.end(), [&](VariableId v) { return Has(reserved, v); });
    if (shape == Shape::kExists && is_free) {
      reserved.insert(reserved.end(), bound.begin(), bound.end());
      Flatten(BodyOf(literal), flat, reserved);
      return;
    }
    flat.push_back(literal);
  }

  // Adds the first of the literals that can be added, conditions before all.
  bool AddOne(std::optional<Table>& table, std::vector<Literal>& pending) {
    const auto take = [&](size_t i, std::optional<Table> extended) {
      table = std::move(extended);
      pending.erase(pending.begin() + static_cast<std::ptrdiff_t>(i));
      return true;
    };
    if (!table) {
      for (size_t i = 0; i < pending.size(); ++i) {
        if (ShapeOf(pending[i]) != Shape::kCondition && !FreeVariables(pending[i]).empty() &&
            IsSafe(pending[i])) {
          return take(i, Alone(pending[i]));
        }
      }
      table = Everything();
    }
    for (size_t i = 0; i < pending.size(); ++i) {
      if (ShapeOf(pending[i]) != Shape::kCondition) continue;
      if (std::optional<Table> extended = AddCondition(*table, pending[i]))
        return take(i, std::move(extended));
    }
    for (size_t i = 0; i < pending.size(); ++i) {
      if (ShapeOf(pending[i]) == Shape::kCondition) continue;
      if (!builder_.is_off() && !CanAdd(*table, pending[i])) continue;
      if (std::optional<Table> extended = Add(*table, pending[i])) return take(i, std::move(extended));
    }
    // None can: the obstacle of the first one counts, and of a condition only if there is nothing else.
    size_t worst = 0;
    while (worst + 1 < pending.size() && ShapeOf(pending[worst]) == Shape::kCondition) ++worst;
    const bool was_off = builder_.is_off();
    builder_.set_off(true);
    if (ShapeOf(pending[worst]) == Shape::kCondition) {
      AddCondition(*table, pending[worst]);
    } else {
      Add(*table, pending[worst]);
    }
    builder_.set_off(was_off);
    return false;
  }

  bool CanAdd(const Table& table, Literal literal) {
    const bool was_off = builder_.is_off();
    builder_.set_off(true);
    const bool can = Add({{}, table.columns}, literal).has_value();
    builder_.set_off(was_off);
    return can;
  }

  // Whether the literal can be planned by itself.
  bool IsSafe(Literal literal) {
    const auto found = safe_.find(literal);
    if (found != safe_.end()) {
      if (!found->second.first) obstacle_ = found->second.second;
      return found->second.first;
    }
    const bool was_off = builder_.is_off();
    builder_.set_off(true);
    const bool is_safe = Alone(literal).has_value();
    builder_.set_off(was_off);
    safe_[literal] = {is_safe, obstacle_};
    return is_safe;
  }

  // --- A literal by itself ---

  std::optional<Table> Alone(Literal literal) {
    literal = Peeled(literal);
    switch (ShapeOf(literal)) {
      case Shape::kAll:
      case Shape::kExists:
        return Conjoin(std::nullopt, {literal});
      case Shape::kCondition:
        return AddCondition(Everything(), literal);
      case Shape::kAny:
        return AddBranches(std::nullopt, literal);
      case Shape::kSome:
        return Some(literal, Alone(BodyOf(literal)));
      case Shape::kAlways: {
        const Literal body = BodyOf(literal).Negated();
        if (literal.formula->interval.lower == 0 && IsSafe(body)) {
          const std::optional<Table> held = Alone(body);
          if (!IsFuture(literal)) {
            return Table{builder_.Throughout(held->node, MetricOf(literal.formula->interval)), held->columns};
          }
          return Add(*held, literal);
        }
        return Absent(Everything(), literal);
      }
      case Shape::kNone:
      case Shape::kAbsent:
        return Absent(Everything(), literal);
      case Shape::kOther:
        return Positive(*literal.formula, std::nullopt);
    }
    CHECK(false) << "shape of a literal";
  }

  // ONCE or EVENTUALLY a body that has been planned.
  std::optional<Table> Some(Literal literal, const std::optional<Table>& body) {
    if (!body) return std::nullopt;
    const Formula& formula = *literal.formula;
    if (!IsFuture(literal))
      return Table{builder_.Once(body->node, MetricOf(formula.interval)), body->columns};
    if (!formula.interval.upper) return FailUnbounded(formula);
    return Table{builder_.Eventually(body->node, MetricOf(formula.interval)), body->columns};
  }

  std::nullopt_t FailUnbounded(const Formula& formula) {
    return Fail(formula.operator_span, "this looks ahead without end, so that nothing could ever be said",
                "give it an upper bound, for example [0,10]", diag::Kind::kUnboundedFuture);
  }

  // An atom, aggregation, PREVIOUS, NEXT, SINCE or UNTIL; beside a guard, if there is one.
  std::optional<Table> Positive(const Formula& formula, const std::optional<Table>& guard) {
    switch (formula.kind) {
      case Kind::kAtom:
        return Atom(formula, guard);
      case Kind::kTimePoint:
        return FromColumns(formula, Clock(), {core::Kind::kInteger, core::Kind::kInteger}, guard);
      case Kind::kAggregate:
        return Aggregate(formula);
      case Kind::kPrevious:
      case Kind::kNext:
        return Neighbour(formula, guard);
      case Kind::kSince:
      case Kind::kUntil:
        return SinceUntil(formula, guard);
      default:
        CHECK(false) << "a literal of this kind has another shape";
    }
  }

  NodeId Clock() {
    if (builder_.is_off()) return {};
    if (!clock_) clock_ = builder_.Input({core::Kind::kInteger, core::Kind::kInteger});
    return *clock_;
  }

  std::optional<Table> Atom(const Formula& formula, const std::optional<Table>& guard) {
    const Predicate& predicate = policy_.predicates[static_cast<size_t>(formula.predicate)];
    NodeId node{};
    if (const auto found = definitions_.find(formula.predicate); found != definitions_.end()) {
      node = found->second;
    } else if (!builder_.is_off()) {
      std::optional<NodeId>& input = inputs_[static_cast<size_t>(formula.predicate)];
      if (!input) input = builder_.Input(SchemaOf(predicate));
      node = *input;
    }
    return FromColumns(formula, node, SchemaOf(predicate), guard);
  }

  // A relation whose columns are named by terms: constants and repeated variables select, variables become
  // columns; what is computed is compared, once its variables are there.
  std::optional<Table> FromColumns(const Formula& formula, NodeId node, const core::Schema& schema,
                                   const std::optional<Table>& guard) {
    Columns columns;
    std::vector<int> indices;
    std::optional<Scalar> condition;
    const auto require = [&](int column, const Scalar& value) {
      const Scalar equal = Scalar::Compare(core::Comparison::kEqual, Scalar::Column(column), value);
      condition = condition ? Scalar::And(*condition, equal) : equal;
    };
    std::vector<size_t> computed;
    for (size_t i = 0; i < formula.terms.size(); ++i) {
      const Term& term = formula.terms[i];
      const int column = static_cast<int>(i);
      Columns variables;
      AddVariables(term, variables);
      if (term.kind == Term::Kind::kWildcard) continue;
      if (term.kind == Term::Kind::kVariable) {
        const int first = ColumnOf(columns, term.variable);
        if (first >= 0) {
          require(column, Scalar::Column(indices[static_cast<size_t>(first)]));
        } else {
          columns.push_back(term.variable);
          indices.push_back(column);
        }
      } else if (variables.empty()) {
        require(column, ToScalar(term, {}));
      } else {
        computed.push_back(i);
      }
    }
    if (condition) node = builder_.Select(node, *condition);
    for (const size_t i : computed) indices.push_back(static_cast<int>(i));
    Table table{builder_.Project(node, indices), columns};
    if (computed.empty()) return table;
    return Compute(formula, schema, computed, std::move(table), guard);
  }

  // The table has, behind its columns, those that must equal terms of the formula.
  std::optional<Table> Compute(const Formula& formula, const core::Schema& /*schema*/,
                               const std::vector<size_t>& computed, Table table,
                               const std::optional<Table>& guard) {
    Columns all = table.columns;
    if (guard) {
      for (const VariableId variable : guard->columns) AddTo(all, variable);
    }
    Columns needed;
    for (const size_t i : computed) AddVariables(formula.terms[i], needed);
    for (const VariableId variable : needed) {
      if (Has(all, variable)) continue;
      return Fail(formula.terms[computed[0]].span,
                  fmt::format("`{}` is only computed with here, so that nothing says which values it has",
                              NameOf(variable)),
                  fmt::format("put a predicate that has `{}` beside it, by AND", NameOf(variable)));
    }
    if (!guard) return WhereComputed(formula, computed, table.node, table.columns, table.columns.size());
    // Join the guard with the plain columns; the computed ones come last, behind the guard's.
    const size_t plain = table.columns.size();
    Columns right = table.columns;
    for (size_t i = 0; i < computed.size(); ++i) right.push_back(-1 - static_cast<int>(i));  // no variable
    const NodeId joined = builder_.Join(guard->node, table.node, Pairs(guard->columns, right));
    Columns columns = guard->columns;
    for (size_t i = 0; i < plain; ++i) AddTo(columns, right[i]);
    return WhereComputed(formula, computed, joined, columns, columns.size());
  }

  // Rows whose columns from `first` on equal the terms; without these columns.
  Table WhereComputed(const Formula& formula, const std::vector<size_t>& computed, NodeId node,
                      const Columns& columns, size_t first) {
    std::optional<Scalar> condition;
    for (size_t i = 0; i < computed.size(); ++i) {
      const Scalar equal =
          Scalar::Compare(core::Comparison::kEqual, Scalar::Column(static_cast<int>(first + i)),
                          ToScalar(formula.terms[computed[i]], columns));
      condition = condition ? Scalar::And(*condition, equal) : equal;
    }
    std::vector<int> indices(columns.size());
    for (size_t i = 0; i < indices.size(); ++i) indices[i] = static_cast<int>(i);
    return {builder_.Project(builder_.Select(node, *condition), indices), columns};
  }

  std::optional<Table> Aggregate(const Formula& formula) {
    const std::optional<Table> body = Conjoin(std::nullopt, {{&formula.parts[0]}});
    if (!body) return std::nullopt;
    std::vector<int> group;
    Columns columns;
    for (const VariableId variable : formula.group) {
      if (Has(columns, variable)) continue;
      group.push_back(ColumnOf(body->columns, variable));
      columns.push_back(variable);
    }
    for (const VariableId variable : formula.group) {
      if (Has(body->columns, variable)) continue;
      return Fail(formula.operator_span,
                  fmt::format("`{}` does not occur in what is aggregated", NameOf(variable)),
                  "group by variables of the formula behind it", diag::Kind::kBadAggregation);
    }
    Table table{
        builder_.Aggregate(body->node, group, formula.function, ColumnOf(body->columns, formula.value)),
        columns};
    if (group.empty()) {
      // Of nothing at all, too, there is a number.
      const Table none = Without(Everything(), {ProjectTo(*body, {}).node, {}});
      const Type type = TypeOfVariable(formula.result);
      const Scalar zero = Scalar::Constant(type == Type::kFloat ? core::PackFloat(0) : 0, KindOf(type));
      table.node = builder_.Union({table.node, builder_.Map(none.node, {zero})});
    }
    if (!Has(columns, formula.result)) {
      table.columns.push_back(formula.result);
      return table;
    }
    const Scalar equal =
        Scalar::Compare(core::Comparison::kEqual, Scalar::Column(ColumnOf(columns, formula.result)),
                        Scalar::Column(static_cast<int>(columns.size())));
    std::vector<int> indices(columns.size());
    for (size_t i = 0; i < indices.size(); ++i) indices[i] = static_cast<int>(i);
    table.node = builder_.Project(builder_.Select(table.node, equal), indices);
    return table;
  }

  // Time-points whose distance to the one before them lies in the interval.
  NodeId StepWithin(const Interval& interval) {
    if (builder_.is_off() || (interval.lower == 0 && !interval.upper)) return always_;
    const NodeId stamp = builder_.Project(Clock(), {1});
    const NodeId both = builder_.Join(stamp, builder_.Previous(stamp), {});
    const Scalar distance = Scalar::Subtract(Scalar::Column(0), Scalar::Column(1));
    const auto bound = [](int64_t seconds) { return Scalar::Constant(seconds, core::Kind::kInteger); };
    Scalar within = Scalar::Compare(core::Comparison::kGreaterEqual, distance, bound(interval.lower));
    if (interval.upper) {
      within = Scalar::And(within,
                           Scalar::Compare(core::Comparison::kLessEqual, distance, bound(*interval.upper)));
    }
    return builder_.Project(builder_.Select(both, within), {});
  }

  std::optional<Table> Neighbour(const Formula& formula, const std::optional<Table>& guard) {
    const bool is_next = formula.kind == Kind::kNext;
    const Literal body{&formula.parts[0]};
    std::optional<Table> table;
    if (!guard) {
      table = Alone(body);
    } else {
      const Table seen = ProjectTo(*guard, Common(guard->columns, FreeVariables(body)));
      table = Conjoin(Table{is_next ? builder_.Previous(seen.node) : builder_.Next(seen.node), seen.columns},
                      {body});
    }
    if (!table) return std::nullopt;
    const Table step{StepWithin(formula.interval), {}};
    if (is_next) return Table{builder_.Next(Joined(*table, step).node), table->columns};
    return Joined({builder_.Previous(table->node), table->columns}, step);
  }

  // The guard, moved to where an operator of the interval looks from there: its columns that the literal has.
  std::optional<Table> Shifted(const Table& guard, Literal body, bool is_future, const Formula& formula) {
    const Table seen = ProjectTo(guard, Common(guard.columns, FreeVariables(body)));
    if (!formula.interval.upper || seen.columns.empty()) return std::nullopt;
    return Table{is_future ? builder_.Once(seen.node, UpTo(formula.interval))
                           : builder_.Eventually(seen.node, UpTo(formula.interval)),
                 seen.columns};
  }

  std::optional<Table> SinceUntil(const Formula& formula, const std::optional<Table>& guard) {
    const bool is_future = formula.kind == Kind::kUntil;
    if (is_future && !formula.interval.upper) return FailUnbounded(formula);
    const Literal goal_literal{&formula.parts[1]};
    std::optional<Table> goal;
    if (!guard) {
      goal = Alone(goal_literal);
    } else if (const std::optional<Table> seen = Shifted(*guard, goal_literal, is_future, formula)) {
      goal = Conjoin(seen, {goal_literal});
    }
    if (!goal) return std::nullopt;
    const core::Metric metric = MetricOf(formula.interval);
    Literal hold_literal = Peeled({&formula.parts[0]});
    const Columns& variables = FreeVariables(hold_literal);
    for (const VariableId variable : variables) {
      if (Has(goal->columns, variable)) continue;
      return Fail(formula.operator_span,
                  fmt::format("`{}` is on the left of {} only, so that it may be anything when the right "
                              "side holds at once",
                              NameOf(variable), is_future ? "UNTIL" : "SINCE"),
                  fmt::format("put a predicate that has `{}` on the right, by AND", NameOf(variable)));
    }
    if (hold_literal.formula->kind == Kind::kTruth &&
        hold_literal.formula->truth != hold_literal.is_negated) {
      return Table{is_future ? builder_.Eventually(goal->node, metric) : builder_.Once(goal->node, metric),
                   goal->columns};
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
      const Table seen = ProjectTo(*goal, variables);
      hold = Conjoin(Table{is_future ? builder_.Eventually(seen.node, UpTo(formula.interval))
                                     : builder_.Once(seen.node, UpTo(formula.interval)),
                           seen.columns},
                     {hold_literal});
    }
    if (!hold) return std::nullopt;
    const std::vector<ColumnPair> on = Pairs(goal->columns, hold->columns);
    return Table{is_future ? builder_.Until(hold->node, is_negated, goal->node, on, metric)
                           : builder_.Since(hold->node, is_negated, goal->node, on, metric),
                 goal->columns};
  }

  // --- A literal beside a table ---

  std::optional<Table> Add(const Table& table, Literal literal) {
    literal = Peeled(literal);
    switch (ShapeOf(literal)) {
      case Shape::kCondition:
        return AddCondition(table, literal);
      case Shape::kAll:
        return Conjoin(table, {literal});
      case Shape::kAny:
        if (IsSafe(literal)) return Joined(table, *Alone(literal));
        return AddBranches(table, literal);
      case Shape::kNone:
      case Shape::kAbsent:
      case Shape::kAlways:
        return Absent(table, literal);
      case Shape::kExists:
      case Shape::kSome:
      case Shape::kOther:
        if (IsSafe(literal)) return Joined(table, *Alone(literal));
        return UnderGuard(table, literal);
    }
    CHECK(false) << "shape of a literal";
  }

  // A positive literal that is not safe by itself.
  std::optional<Table> UnderGuard(const Table& table, Literal literal) {
    switch (ShapeOf(literal)) {
      case Shape::kExists:
        return Conjoin(table, {literal});
      case Shape::kSome: {
        const Obstacle reason = obstacle_;
        const std::optional<Table> seen =
            Shifted(table, BodyOf(literal), IsFuture(literal), *literal.formula);
        if (!seen) {
          obstacle_ = reason;
          return std::nullopt;
        }
        const std::optional<Table> some = Some(literal, Conjoin(seen, {BodyOf(literal)}));
        if (!some) return std::nullopt;
        return Joined(table, *some);
      }
      case Shape::kOther: {
        const Kind kind = literal.formula->kind;
        const bool takes_guard = kind != Kind::kAggregate;
        if (!takes_guard) {
          Alone(literal);  // says why not
          return std::nullopt;
        }
        const Obstacle reason = obstacle_;
        const std::optional<Table> extended = Positive(*literal.formula, table);
        if (!extended) {
          if (obstacle_.message.empty()) obstacle_ = reason;
          return std::nullopt;
        }
        return Joined(table, *extended);
      }
      default:
        CHECK(false) << "a literal that does not extend a table";
    }
  }

  std::optional<Table> AddBranches(const std::optional<Table>& table, Literal literal) {
    std::vector<Table> tables;
    for (const std::vector<Literal>& branch : BranchesOf(literal)) {
      std::optional<Table> extended = Conjoin(table, branch);
      if (!extended) return std::nullopt;
      if (!tables.empty() &&
          !(Covers(tables[0].columns, extended->columns) && Covers(extended->columns, tables[0].columns))) {
        Columns odd;
        for (const VariableId variable : extended->columns) {
          if (!Has(tables[0].columns, variable)) odd.push_back(variable);
        }
        for (const VariableId variable : tables[0].columns) {
          if (!Has(extended->columns, variable)) odd.push_back(variable);
        }
        return Fail(literal.formula->operator_span,
                    fmt::format("{} {} on one side only, so that the other side leaves {} open", NamesOf(odd),
                                odd.size() == 1 ? "stands" : "stand", odd.size() == 1 ? "it" : "them"),
                    fmt::format("put a predicate that has {} before it, by AND", NamesOf(odd)));
      }
      tables.push_back(std::move(*extended));
    }
    return United(tables);
  }

  // The table without the rows for which what the literal denies holds.
  std::optional<Table> Absent(const Table& table, Literal literal) {
    const Columns& variables = FreeVariables(literal);
    for (const VariableId variable : variables) {
      if (Has(table.columns, variable)) continue;
      const diag::Span span = literal.formula->span;
      return Fail(span,
                  fmt::format("this only takes away: nothing says which values `{}` has", NameOf(variable)),
                  fmt::format("put a predicate that has `{}` before it, as in: P({}) AND NOT …",
                              NameOf(variable), NameOf(variable)));
    }
    if (ShapeOf(literal) == Shape::kAlways) return AddAlways(table, literal);
    const Literal denied = literal.Negated();  // kExists or kOther
    if (IsSafe(denied)) return Without(table, *Alone(denied));
    const Table seen = ProjectTo(table, variables);
    const std::optional<Table> held = UnderGuard(seen, denied);
    if (!held) return std::nullopt;
    return Without(table, ProjectTo(*held, variables));
  }

  // HISTORICALLY or ALWAYS, beside a table that has all its variables.
  std::optional<Table> AddAlways(const Table& table, Literal literal) {
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
    const std::optional<Table> seen = Shifted(table, BodyOf(literal), IsFuture(literal), *literal.formula);
    if (!seen) {
      obstacle_ = reason;
      return std::nullopt;
    }
    const std::optional<Table> some = Some(denied, Conjoin(seen, {BodyOf(literal)}));
    if (!some) return std::nullopt;
    return Without(table, *some);
  }

  // --- Conditions and terms ---

  std::optional<Table> AddCondition(const Table& table, Literal literal) {
    const Formula& formula = *literal.formula;
    const Columns& variables = FreeVariables(literal);
    if (Covers(table.columns, variables)) {
      if (formula.kind == Kind::kTruth && formula.truth != literal.is_negated) return table;
      const Scalar condition = ToCondition(formula, table.columns);
      return Table{builder_.Select(table.node, literal.is_negated ? Scalar::Not(condition) : condition),
                   table.columns};
    }
    const bool is_equality =
        formula.kind == Kind::kCompare &&
        formula.comparison == (literal.is_negated ? core::Comparison::kNotEqual : core::Comparison::kEqual);
    for (size_t side = 0; is_equality && side < 2; ++side) {
      const Term& variable = formula.terms[side];
      const Term& term = formula.terms[1 - side];
      Columns needed;
      AddVariables(term, needed);
      if (variable.kind != Term::Kind::kVariable || Has(table.columns, variable.variable) ||
          !Covers(table.columns, needed)) {
        continue;
      }
      std::vector<Scalar> columns;
      for (size_t i = 0; i < table.columns.size(); ++i)
        columns.push_back(Scalar::Column(static_cast<int>(i)));
      columns.push_back(ToScalar(term, table.columns));
      Table extended{builder_.Map(table.node, columns), table.columns};
      extended.columns.push_back(variable.variable);
      return extended;
    }
    for (const VariableId variable : variables) {
      if (Has(table.columns, variable)) continue;
      return Fail(formula.span,
                  fmt::format("nothing says which values `{}` has: this only compares", NameOf(variable)),
                  fmt::format("put a predicate that has `{}` beside it, by AND", NameOf(variable)));
    }
    CHECK(false) << "a condition with no variable missing";
  }

  Scalar ToCondition(const Formula& formula, const Columns& columns) {
    const auto part = [&](size_t i) { return ToCondition(formula.parts[i], columns); };
    switch (formula.kind) {
      case Kind::kTruth:
        return Scalar::Truth(formula.truth);
      case Kind::kNot:
        return Scalar::Not(part(0));
      case Kind::kAnd:
        return Scalar::And(part(0), part(1));
      case Kind::kOr:
        return Scalar::Or(part(0), part(1));
      case Kind::kImplies:
        return Scalar::Or(Scalar::Not(part(0)), part(1));
      case Kind::kEquivalent:
        return Scalar::Or(Scalar::And(part(0), part(1)),
                          Scalar::And(Scalar::Not(part(0)), Scalar::Not(part(1))));
      case Kind::kCompare:
        return Scalar::Compare(formula.comparison, ToScalar(formula.terms[0], columns),
                               ToScalar(formula.terms[1], columns));
      default:
        CHECK(false) << "not a condition";
    }
  }

  Scalar ToScalar(const Term& term, const Columns& columns) {
    const auto part = [&](size_t i) { return ToScalar(term.parts[i], columns); };
    switch (term.kind) {
      case Term::Kind::kVariable:
        return Scalar::Column(ColumnOf(columns, term.variable));
      case Term::Kind::kWildcard:
        break;
      case Term::Kind::kInteger:
        return Scalar::Constant(term.integer, core::Kind::kInteger);
      case Term::Kind::kFloat:
        return Scalar::Constant(core::PackFloat(term.number), core::Kind::kFloat);
      case Term::Kind::kString:
        return Scalar::Constant(static_cast<core::Value>(symbols_.Intern(term.text)), core::Kind::kSymbol);
      case Term::Kind::kAdd:
        return Scalar::Add(part(0), part(1));
      case Term::Kind::kSubtract:
        return Scalar::Subtract(part(0), part(1));
      case Term::Kind::kMultiply:
        return Scalar::Multiply(part(0), part(1));
      case Term::Kind::kDivide:
        return Scalar::Divide(part(0), part(1));
      case Term::Kind::kRemainder:
        return Scalar::Remainder(part(0), part(1));
      case Term::Kind::kNegate:
        return Scalar::Negate(part(0));
      case Term::Kind::kToInteger:
        return Scalar::Convert(part(0), core::Kind::kInteger);
      case Term::Kind::kToFloat:
        return Scalar::Convert(part(0), core::Kind::kFloat);
    }
    CHECK(false) << "a term that has no value";
  }

  const Policy& policy_;
  base::SymbolTable& symbols_;
  PlanBuilder builder_;
  NodeId always_;
  std::optional<NodeId> clock_;
  std::vector<std::optional<NodeId>> inputs_;
  std::map<PredicateId, NodeId> definitions_;
  std::map<const Formula*, Columns> free_variables_;
  std::map<Literal, std::pair<bool, Obstacle>> safe_;
  Obstacle obstacle_;
};

}  // namespace

std::optional<MonitorPlan> MakePlan(const Policy& policy, base::SymbolTable& symbols, diag::Sink& sink) {
  return Planner(policy, symbols).Run(sink);
}

}  // namespace casus::mfotl
