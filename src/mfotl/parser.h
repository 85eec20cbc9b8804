#pragma once

// Reads a formula: from text to a Policy, with every name resolved and every type known.
//
// What binds how strongly, from tight to loose: NOT; AND; OR; IMPLIES (to the right); EQUIV; SINCE and UNTIL
// (to the right). What stands behind EXISTS, FORALL, ONCE, NEXT and the like reaches as far as it can without
// passing a SINCE or UNTIL; behind LET … IN and behind an aggregation, as far as it can:
//
//   ONCE P(x) AND Q(x)           is  ONCE (P(x) AND Q(x))
//   NOT P(x) AND Q(x)            is  (NOT P(x)) AND Q(x)
//   P(x) SINCE Q(x) AND R(x)     is  P(x) SINCE (Q(x) AND R(x))
//   NEXT P(x) UNTIL Q(x)         is  (NEXT P(x)) UNTIL Q(x)

#include <optional>

#include "diag/sink.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

// Nothing if there were errors, all reported. `signature` is what the log may mention.
std::optional<Policy> ParsePolicy(diag::FileId file, const diag::Files& files,
                                  std::vector<Predicate> signature, diag::Sink& sink);

}  // namespace casus::mfotl
