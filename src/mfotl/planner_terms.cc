// Plans comparisons and arithmetic.

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "mfotl/planning.h"

namespace casus::mfotl {

using core::Scalar;
using Kind = Formula::Kind;

namespace {

// Whether it says that a variable differs from itself.
bool IsNever(Literal literal) {
  const Formula& formula = *literal.formula;
  if (formula.kind != Kind::kCompare) return false;
  const auto is_variable = [](const Term& term) { return term.kind == Term::Kind::kVariable; };
  return std::all_of(formula.terms.begin(), formula.terms.end(), is_variable) &&
         formula.terms[0].variable == formula.terms[1].variable &&
         formula.comparison == (literal.is_negated ? core::Comparison::kEqual : core::Comparison::kNotEqual);
}

}  // namespace

MaybeTable Planner::AddCondition(const Table& table, Literal literal) {
  const Formula& formula = *literal.formula;
  const Columns& variables = FreeVariables(literal);
  if (Covers(table.columns, variables)) {
    if (formula.kind == Kind::kTruth && formula.truth != literal.is_negated) return table;
    const Scalar condition = ToCondition(formula, table.columns);
    return Table{builder_.Select(table.node, literal.is_negated ? Scalar::Not(condition) : condition),
                 table.columns};
  }
  if (IsNever(literal)) {
    // No value is another than itself.
    const VariableId variable = variables[0];
    const core::Kind kind = KindOf(policy_.variables[static_cast<size_t>(variable)].type);
    return Joined(table,
                  {builder_.Map(builder_.Select(always_, Scalar::Truth(false)), {Scalar::Constant(0, kind)}),
                   {variable}});
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
    for (size_t i = 0; i < table.columns.size(); ++i) columns.push_back(Scalar::Column(static_cast<int>(i)));
    columns.push_back(ToScalar(term, table.columns));
    Table extended{builder_.Map(table.node, columns), table.columns};
    extended.columns.push_back(variable.variable);
    return extended;
  }
  if (formula.kind != Kind::kCompare) return AddBranches(table, literal);
  for (const VariableId variable : variables) {
    if (Has(table.columns, variable)) continue;
    return Fail(formula.span,
                fmt::format("nothing says which values `{}` has: this only compares", NameOf(variable)),
                fmt::format("put a predicate that has `{}` beside it, by AND", NameOf(variable)));
  }
  CHECK(false) << "a condition with no variable missing";
}

Scalar Planner::ToCondition(const Formula& formula, const Columns& columns) {
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

Scalar Planner::ToScalar(const Term& term, const Columns& columns) {
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

}  // namespace casus::mfotl
