#include "mfotl/table.h"

#include <algorithm>

namespace casus::mfotl {

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

Columns Common(const Columns& of, const Columns& columns) {
  Columns common;
  for (const VariableId variable : of) {
    if (Has(columns, variable)) common.push_back(variable);
  }
  return common;
}

std::vector<core::ColumnPair> Pairs(const Columns& left, const Columns& right) {
  std::vector<core::ColumnPair> pairs;
  for (size_t i = 0; i < right.size(); ++i) {
    const int column = ColumnOf(left, right[i]);
    if (column >= 0) pairs.push_back({column, static_cast<int>(i)});
  }
  return pairs;
}

void AddVariables(const Term& term, Columns& columns) {
  if (term.kind == Term::Kind::kVariable) AddTo(columns, term.variable);
  for (const Term& part : term.parts) AddVariables(part, columns);
}

core::Metric MetricOf(const Interval& interval) {
  core::Metric metric;
  metric.lower.seconds = interval.lower;
  if (interval.upper) metric.upper = base::Duration{.seconds = *interval.upper};
  return metric;
}

core::Metric UpTo(const Interval& interval) { return MetricOf({0, interval.upper}); }

core::Scalar Admits(const Interval& interval, const core::Scalar& distance) {
  const auto compare = [&](core::Comparison comparison, int64_t bound) {
    return core::Scalar::Compare(comparison, distance, core::Scalar::Constant(bound, core::Kind::kInteger));
  };
  if (!interval.upper) return compare(core::Comparison::kGreaterEqual, interval.lower);
  const core::Scalar soon = compare(core::Comparison::kLessEqual, *interval.upper);
  if (interval.lower == 0) return soon;
  return core::Scalar::And(compare(core::Comparison::kGreaterEqual, interval.lower), soon);
}

}  // namespace casus::mfotl
