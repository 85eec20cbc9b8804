#pragma once

#include <string>

#include "api/diff.h"
#include "cli/terminal.h"

namespace casus::cli {

// The differences for people, group by group: what holds only in the first below `-`, only in the second below `+`.
std::string DiffText(const api::DiffReport& report, const Style& style);

}  // namespace casus::cli
