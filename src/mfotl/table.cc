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

}  // namespace casus::mfotl
