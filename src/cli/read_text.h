#pragma once

// A reading for people: its sections and sentences, and what else the document holds.

#include <string>
#include <string_view>

#include "cli/terminal.h"
#include "text/reading.h"

namespace casus::cli {

std::string ReadText(const text::Reading& reading, std::string_view file, const Style& style);

}  // namespace casus::cli
