#pragma once

// Questions without variables, read off the finished relations.
//
//   Lithuania controls Vilnius and not (Soviet_Union controls Vilnius)
//
// is true or false at a moment, and has no rows: what a phrase says is a set of moments, and `and`, `or` and `not` are intersection,
// union and complement. So no plan is made and run for it. Most expectations are such questions.
//
// Bounds are kept as in lowering.h: what is denied changes sides, so that what certainly does not hold is what not even possibly does.

#include "base/interval_set.h"
#include "core/evaluation.h"
#include "law/definitions.h"
#include "law/formula.h"

namespace casus::law {

struct Truth {
  base::IntervalSet certain, possible;  // moments from 0 through the end of the line
};

// Whether the formula is such a question: no variables, nothing compared or counted, no other moments.
bool IsClosed(const Formula& formula);

// Of a closed formula, of which the predicates are evaluated. The cost follows the rows that agree with the phrases' constants.
Truth TruthOf(const Formula& closed, const RuleBase& rules, const Definitions& definitions,
              const core::Evaluation& record);

}  // namespace casus::law
