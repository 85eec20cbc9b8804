#pragma once

// An alignment of two accounts, for people: what contradicts first.

#include <string>

#include "api/align.h"
#include "cli/terminal.h"

namespace casus::cli {

// With `all`, also pairs that differ in next to nothing, identical ones, and what a alone tells.
std::string AlignText(const api::AlignReport& report, bool all, const Style& style);

}  // namespace casus::cli
