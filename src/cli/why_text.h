#pragma once

#include <string>

#include "api/why.h"
#include "cli/terminal.h"

namespace casus::cli {

// The argument for people: each claim, and indented below it what it follows from. Unless `full`, it stops at
// a depth where most arguments have ended, and what merely did not stand in the way is not argued for.
std::string WhyText(const api::WhyReport& report, bool full, const Style& style);

}  // namespace casus::cli
