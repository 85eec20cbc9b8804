#pragma once

// Rules of one shape are rows of one rule.
//
//   MergeShapes(law);      // after BuildLaw, before Definitions; changes no relation of law.rules' own predicates
//
// A thousand treaties say `duty ?other assists ?party within 30 days`: their rules differ in names, numbers and durations only.
// One rule each would be a part of the plan each, and every attack would be handed to a thousand of them. So rules that are
// alike but for their constants become one rule, in which each constant that differs is a variable, and a table of
// *parameters* that holds always, with a row for each rule:
//
//   is_infringed(?o) when stands_under_for(?o, Pact_1.IV, ?p) and …     parameters(row, norm)
//   is_infringed(?o) when stands_under_for(?o, Pact_2.IV, ?p) and …      0  Pact_1.IV
//                                                                        1  Pact_2.IV
//   is_infringed(?o) when parameters(?row, ?norm) and stands_under_for(?o, ?norm, ?p) and …
//
// So a plan grows with the kinds of norms, not with their number, and an event finds the norms that it concerns by one look
// into an index. This is the constant-folding of specialized rules read backwards (Sellis's multiple-query
// optimization, ACM TODS 1988; "predicate indexing" of trigger systems: Hanson et al., ICDE 1999).

#include "law/rule_builder.h"

namespace casus::law {

void MergeShapes(Law& law);

}  // namespace casus::law
