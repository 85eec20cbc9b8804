#pragma once

// Tables under construction: nodes of a plan whose columns are variables of the formula.

#include <optional>
#include <vector>

#include "core/plan.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

using Columns = std::vector<VariableId>;  // each once

struct Table {
  core::NodeId node{};
  Columns columns;
};
using MaybeTable = std::optional<Table>;  // nothing: it cannot be planned

int ColumnOf(const Columns& columns, VariableId variable);  // -1: not there
bool Has(const Columns& columns, VariableId variable);
void AddTo(Columns& columns, VariableId variable);
bool Covers(const Columns& columns, const Columns& wanted);
// Those of `of` that `columns` has.
Columns Common(const Columns& of, const Columns& columns);
// Equal columns of two tables.
std::vector<core::ColumnPair> Pairs(const Columns& left, const Columns& right);
// Those of the term.
void AddVariables(const Term& term, Columns& columns);

core::Metric MetricOf(const Interval& interval);
core::Metric UpTo(const Interval& interval);  // from 0
// Whether the distance, which is not negative, is within the interval.
core::Scalar Admits(const Interval& interval, const core::Scalar& distance);

}  // namespace casus::mfotl
