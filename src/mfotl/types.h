#pragma once

// Finds the types of all variables of a policy from the signature and the constants, and reports what does
// not fit.

#include "diag/sink.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

// Fills in the types of variables and of defined predicates. Whether there was no error.
bool InferTypes(Policy& policy, diag::Sink& sink);

Type TypeOf(const Term& term, const Policy& policy);

}  // namespace casus::mfotl
