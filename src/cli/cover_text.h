#pragma once

#include <string>

#include "api/cover.h"
#include "cli/arguments.h"
#include "cli/terminal.h"

namespace casus::cli {

// How much of each source is dealt with, by section, and what is open; with --full every sentence.
std::string CoverText(const api::CoverReport& report, const CoverArguments& arguments, const Style& style);

}  // namespace casus::cli
