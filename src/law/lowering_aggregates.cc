// Comparisons, and the aggregates within them: of rows that are certain, a value; of rows that are not, a range.

#include <algorithm>
#include <utility>

#include "law/lowering.h"

namespace casus::law {
namespace {

using core::Scalar;

Term Replace(const Term& term, const Aggregate* aggregate, Variable variable) {
  if (term.aggregate.get() == aggregate) return Term::Var(variable);
  Term result = term;
  for (Term& operand : result.operands) operand = Replace(operand, aggregate, variable);
  return result;
}

}  // namespace

// An aggregate over what is uncertain has a range: in every world its value lies from the least to the most. A term over
// ranges is taken at their ends. A comparison certainly holds if it does at all ends, and possibly if it does at some; what
// lies between the ends counts, too, so that equality is two comparisons.
Lowered Lowering::LowerCompare(const Formula& compare, const Lowered& current, Mode mode) {
  Lowered over = current;
  std::vector<std::pair<Term, Term>> ends{{compare.terms[0], compare.terms[1]}};
  std::vector<Variable> results;
  // The values of aggregates are no variables of the formula: where they change, it may go on holding.
  const auto without_results = [&](const Lowered& in) {
    std::vector<Variable> visible = in.columns;
    std::erase_if(visible, [&](Variable variable) { return Contains(results, variable); });
    return Project(in, visible);
  };
  for (const Aggregate* aggregate : Aggregates(compare)) {
    std::vector<Variable> range{NewVariable(" aggregate", core::Kind::kNumber)};
    if (IsUncertain(aggregate->where)) {
      range.push_back(NewVariable(" aggregate", core::Kind::kNumber));
      over = LowerRange(*aggregate, over, mode, range[0], range[1]);
    } else {
      over = LowerAggregate(*aggregate, over, mode, range[0]);
    }
    results.insert(results.end(), range.begin(), range.end());
    std::vector<std::pair<Term, Term>> more;
    for (const auto& [left, right] : ends) {
      for (const Variable end : range) {
        more.emplace_back(Replace(left, aggregate, end), Replace(right, aggregate, end));
      }
    }
    ends = std::move(more);
  }
  const auto for_all_ends = [&](core::Comparison comparison, bool all) {
    std::optional<Scalar> condition;
    for (const auto& [left, right] : ends) {
      Scalar one = Scalar::Compare(comparison, ToScalar(left, over), ToScalar(right, over));
      if (!condition) {
        condition = std::move(one);
      } else {
        condition = all ? Scalar::And(std::move(*condition), one) : Scalar::Or(std::move(*condition), one);
      }
    }
    return std::move(*condition);
  };
  const bool is_certain = mode.layer != Layer::kPossible;
  using core::Comparison;
  for (const bool variable_is_left : {true, false}) {
    const auto variable_of = [&](const auto& sides) { return variable_is_left ? sides.first : sides.second; };
    const auto value_of = [&](const auto& sides) { return variable_is_left ? sides.second : sides.first; };
    const Term variable = variable_of(ends.front());
    if (compare.comparison != Comparison::kEqual || variable.kind != Term::Kind::kVariable ||
        over.ColumnOf(variable.variable)) {
      continue;
    }
    std::vector<Lowered> values;
    for (const auto& sides : ends) {
      values.push_back(without_results(Add(over, variable.variable, ToScalar(value_of(sides), over))));
      if (!is_certain || ends.size() == 1) continue;
      // Certain is only what is the same at all ends.
      std::optional<Scalar> same;
      for (const auto& others : ends) {
        Scalar one = Scalar::Compare(Comparison::kEqual, ToScalar(value_of(sides), over),
                                     ToScalar(value_of(others), over));
        same = same ? Scalar::And(std::move(*same), one) : std::move(one);
      }
      return without_results(
          Add(Select(over, std::move(*same)), variable.variable, ToScalar(value_of(sides), over)));
    }
    return UnionOf(std::move(values));
  }
  std::optional<Scalar> condition;
  if (ends.size() == 1) {
    condition = for_all_ends(compare.comparison, true);
  } else if (is_certain && compare.comparison == Comparison::kNotEqual) {
    condition = Scalar::Or(for_all_ends(Comparison::kLess, true), for_all_ends(Comparison::kGreater, true));
  } else if (!is_certain && compare.comparison == Comparison::kEqual) {
    condition = Scalar::And(for_all_ends(Comparison::kLessEqual, false),
                            for_all_ends(Comparison::kGreaterEqual, false));
  } else {
    condition = for_all_ends(compare.comparison, is_certain);
  }
  return without_results({plan_->Select(over.node, std::move(*condition), compare.origin), over.columns});
}

Lowered Lowering::GuardOf(const Aggregate& aggregate, const Lowered& current) {
  std::vector<Variable> correlated;
  for (Variable variable : FreeVariables(aggregate.where)) {
    if (current.ColumnOf(variable)) correlated.push_back(variable);
  }
  return correlated.empty() ? Unit() : Project(current, correlated);
}

Lowered Lowering::LowerAggregate(const Aggregate& aggregate, const Lowered& current, Mode mode,
                                 Variable result) {
  const Lowered guard = GuardOf(aggregate, current);
  const Counted rows = RowsOf(aggregate, guard, mode);
  const Lowered totals = TotalsOf(rows, aggregate.function, result);
  if (!IsZeroWhenEmpty(aggregate) || !aggregate.per.empty()) return Join(current, totals);
  return Join(current, OrZero(totals, guard, result));
}

bool Lowering::IsZeroWhenEmpty(const Aggregate& aggregate) {
  return aggregate.function == core::Aggregation::kCount || aggregate.function == core::Aggregation::kSum;
}

// The rows that an aggregate is over, and apart for what.
Lowering::Counted Lowering::RowsOf(const Aggregate& aggregate, const Lowered& guard, Mode mode) {
  Counted counted{LowerWithin(aggregate.where, guard, mode), guard.columns, std::nullopt};
  Lowered& rows = counted.rows;
  if (aggregate.of && aggregate.of->kind == Term::Kind::kVariable) {
    counted.value = aggregate.of->variable;
  } else if (aggregate.of) {
    counted.value = NewVariable(" value", KindOf(*aggregate.of));
    rows = Add(rows, *counted.value, ToScalar(*aggregate.of, rows));
  }
  if (aggregate.period) rows.node = plan_->Lasting(rows.node, *aggregate.period);
  for (Variable variable : aggregate.per) AddUnique(counted.group, variable);
  return counted;
}

// For each group with rows, the number that the function makes of them.
Lowered Lowering::TotalsOf(const Counted& counted, core::Aggregation function, Variable result) {
  std::vector<int> group_columns;
  for (Variable variable : counted.group) group_columns.push_back(*counted.rows.ColumnOf(variable));
  const int value_column = counted.value ? *counted.rows.ColumnOf(*counted.value) : 0;
  Lowered totals{plan_->Aggregate(counted.rows.node, group_columns, function, value_column), counted.group};
  const size_t last = counted.group.size();
  totals.columns.push_back(result);
  if (plan_->schema(totals.node)[last] == core::Kind::kInteger) {
    std::vector<Scalar> columns;
    for (size_t i = 0; i < last; ++i) columns.push_back(Scalar::Column(static_cast<int>(i)));
    columns.push_back(Scalar::Convert(Scalar::Column(static_cast<int>(last)), core::Kind::kNumber));
    totals.node = plan_->Map(totals.node, std::move(columns));
  }
  return totals;
}

// The totals, and zero for the groups that have none.
Lowered Lowering::OrZero(const Lowered& totals, const Lowered& groups, Variable result) {
  const Lowered empty = Except(groups, Project(totals, groups.columns));
  return UnionOf({totals, Add(empty, result, Scalar::Constant(0, core::Kind::kNumber))});
}

// The least and the most that an aggregate over uncertain rows may be, where it is defined: of the certain layer, in every
// world; of the possible one, in some. Rows that are possible and not certain may be counted or not.
Lowered Lowering::LowerRange(const Aggregate& aggregate, const Lowered& current, Mode mode, Variable least,
                             Variable most) {
  using core::Aggregation;
  const Lowered guard = GuardOf(aggregate, current);
  const Counted certain = RowsOf(aggregate, guard, {Layer::kCertain, nullptr});
  const Counted possible = RowsOf(aggregate, guard, {Layer::kPossible, nullptr});
  const std::vector<Variable>& group = certain.group;
  const bool is_always_defined = IsZeroWhenEmpty(aggregate) && aggregate.per.empty();
  const Counted& defined = mode.layer == Layer::kPossible ? possible : certain;
  const Lowered groups = is_always_defined ? guard : Project(defined.rows, group);
  // What one of the ends is, where it can be said, and what it is otherwise.
  const auto or_else = [&](const Lowered& first, const Lowered& second, Variable result) {
    const Lowered missing = Except(groups, Project(first, group));
    std::vector<Variable> columns = group;
    columns.push_back(result);
    return UnionOf({Project(first, columns), Project(Join(missing, second), columns)});
  };
  const auto total = [&](const Counted& rows, Aggregation function, Variable result) {
    return TotalsOf(rows, function, result);
  };
  Lowered low, high;
  switch (aggregate.function) {
    case Aggregation::kCount:
      low = OrZero(Join(groups, total(certain, Aggregation::kCount, least)), groups, least);
      high = OrZero(Join(groups, total(possible, Aggregation::kCount, most)), groups, most);
      break;
    case Aggregation::kSum: {
      // What adds to the sum counts toward the most if it is possible, what takes from it toward the least.
      const auto part = [&](const Counted& rows, core::Comparison sign, Variable result) {
        Counted of_sign = rows;
        const Scalar zero = Scalar::Constant(0, KindOf(Term::Var(*rows.value)));
        of_sign.rows =
            Select(rows.rows, Scalar::Compare(sign, Scalar::Column(*rows.rows.ColumnOf(*rows.value)), zero));
        return OrZero(Join(groups, total(of_sign, Aggregation::kSum, result)), groups, result);
      };
      const auto sum = [&](const Counted& gains, const Counted& losses, Variable result) {
        const Variable gain = NewVariable(" gain", core::Kind::kNumber);
        const Variable loss = NewVariable(" loss", core::Kind::kNumber);
        const Lowered both = Join(part(gains, core::Comparison::kGreaterEqual, gain),
                                  part(losses, core::Comparison::kLess, loss));
        std::vector<Variable> columns = group;
        columns.push_back(result);
        return Project(
            Add(both, result,
                Scalar::Add(Scalar::Column(*both.ColumnOf(gain)), Scalar::Column(*both.ColumnOf(loss)))),
            columns);
      };
      low = sum(certain, possible, least);
      high = sum(possible, certain, most);
      break;
    }
    case Aggregation::kMax:
      low =
          or_else(total(certain, Aggregation::kMax, least), total(possible, Aggregation::kMin, least), least);
      high = total(possible, Aggregation::kMax, most);
      break;
    case Aggregation::kMin:
      low = total(possible, Aggregation::kMin, least);
      high = or_else(total(certain, Aggregation::kMin, most), total(possible, Aggregation::kMax, most), most);
      break;
    case Aggregation::kAverage:
    case Aggregation::kMedian: {
      // Where all rows are certain, it is what it is.
      const Variable in_all = NewVariable(" count", core::Kind::kNumber);
      const Variable in_some = NewVariable(" count", core::Kind::kNumber);
      const Lowered counts =
          Join(total(certain, Aggregation::kCount, in_all), total(possible, Aggregation::kCount, in_some));
      const Lowered settled = Project(
          Select(counts, Scalar::Compare(core::Comparison::kEqual, Scalar::Column(*counts.ColumnOf(in_all)),
                                         Scalar::Column(*counts.ColumnOf(in_some)))),
          group);
      const auto end = [&](Aggregation otherwise, Variable result) {
        return or_else(Join(settled, total(possible, aggregate.function, result)),
                       total(possible, otherwise, result), result);
      };
      low = end(Aggregation::kMin, least);
      high = end(Aggregation::kMax, most);
      break;
    }
  }
  return Join(Join(Join(current, groups), low), high);
}

}  // namespace casus::law
