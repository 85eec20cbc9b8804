#pragma once

// How much of a log is decided when it has ended.
//
//   NOT NEXT[0,5] ONCE P(x)      @0  @2  @MaxTS       the first two: what is next to the last nobody knows
//
// Behind the log stands one time-point in the far future, and what comes behind that is not known. A verdict is
// decided if it does not depend on it. This is a property of the formula, and not of its plan: guards that a plan
// moves to and fro in time, and the order of conjuncts, are none of its concern.

#include <cstdint>

#include "core/stream.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

// How many points of the stream, from the first, are decided by what has come. Requires that nothing follows, and that
// the stream has not been finished. O(size of the formula, and points that the stream has not decided itself).
int64_t DecidedAtEnd(const Policy& policy, const core::Stream& stream);

}  // namespace casus::mfotl
