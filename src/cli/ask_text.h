#pragma once

#include <string>

#include "api/ask.h"
#include "cli/terminal.h"

namespace casus::cli {

// The answers for people: a table, and below each answer what it rests on.
std::string AskText(const api::AskReport& report, const Style& style);

}  // namespace casus::cli
