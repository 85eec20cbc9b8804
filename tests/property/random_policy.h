#pragma once

// Random formulas and logs for the monitor.
//
//   std::mt19937_64 random(seed);
//   PolicyCase found = RandomCase(random);                 // Text(found.formula), LogText(found.log, seed)
//
// Formulas are over kPolicySignature. Nearly each is beside a guard that says which values its variables have, so that most
// can be monitored; all operators occur, nested in each other, with variables that hide others, and predicates that do. A
// part of them look in time for what can be planned only beside the guard.

#include <random>
#include <string_view>

#include "tests/property/policy_case.h"

namespace casus {

inline constexpr std::string_view kPolicySignature =
    "E() P(int) Q(int) A(int,int) F(int,float) N(string) T(string,int)";

PolicyCase RandomCase(std::mt19937_64& random);

}  // namespace casus
