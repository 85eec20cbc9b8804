#pragma once

#include <string>

#include "api/diff.h"
#include "cli/terminal.h"

namespace casus::cli {

// The differences for people, group by group: what holds only in the first behind `-`, only in the second
// behind `+`. Unless `full`, long groups are cut, and parts of which the whole says the same are only
// counted.
std::string DiffText(const api::DiffReport& report, bool full, const Style& style);

}  // namespace casus::cli
