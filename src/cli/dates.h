#pragma once

// The dates of --on, --from and --through.

#include <optional>
#include <string>
#include <string_view>

#include "api/workspace.h"
#include "lang/days.h"

namespace casus::cli {

// The stamps of an option's date; nothing, after having said why, if it is no date within the horizon.
std::optional<lang::StampRange> ReadDate(const api::Workspace& workspace, std::string_view option,
                                         const std::string& date);

// The last stamp of one day: what "on" reads.
std::optional<base::Stamp> ReadDay(const api::Workspace& workspace, std::string_view option,
                                   const std::string& date);

}  // namespace casus::cli
