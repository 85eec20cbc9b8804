// Plans predicates, time-points and aggregations.

#include <fmt/format.h>

#include <utility>

#include "mfotl/planning.h"

namespace casus::mfotl {

using core::NodeId;
using core::Scalar;

NodeId Planner::Clock() {
  if (builder_.is_off()) return {};
  if (!clock_) clock_ = builder_.Input({core::Kind::kInteger, core::Kind::kInteger});
  return *clock_;
}

MaybeTable Planner::Atom(const Formula& formula, const MaybeTable& guard) {
  const Predicate& predicate = policy_.predicates[static_cast<size_t>(formula.predicate)];
  NodeId node{};
  if (const auto found = definitions_.find(formula.predicate); found != definitions_.end()) {
    node = found->second;
  } else if (!builder_.is_off()) {
    std::optional<NodeId>& input = inputs_[static_cast<size_t>(formula.predicate)];
    if (!input) input = builder_.Input(mfotl::SchemaOf(predicate));
    node = *input;
  }
  return FromColumns(formula, node, guard);
}

MaybeTable Planner::FromColumns(const Formula& formula, NodeId node, const MaybeTable& guard) {
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
  return Compute(formula, computed, std::move(table), guard);
}

MaybeTable Planner::Compute(const Formula& formula, const std::vector<size_t>& computed, Table table,
                            const MaybeTable& guard) {
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

Table Planner::WhereComputed(const Formula& formula, const std::vector<size_t>& computed, NodeId node,
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

MaybeTable Planner::Aggregate(const Formula& formula) {
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
  Table table{builder_.Aggregate(body->node, group, formula.function, ColumnOf(body->columns, formula.value)),
              columns};
  if (group.empty()) {
    // Of nothing at all, too, there is a number.
    const Table none = Without(Everything(), {ProjectTo(*body, {}).node, {}});
    const Type type = policy_.variables[static_cast<size_t>(formula.result)].type;
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

}  // namespace casus::mfotl
