#pragma once

// The arguments for one question on several days: what Why (why.h) would say of each, for the price of asking once.
//
//   for (const WhyReport& report : WhyOnDays(workspace, "Lithuania controls Vilnius_Strip", "", days)) …

#include <span>
#include <string_view>
#include <vector>

#include "api/why.h"

namespace casus::api {

// In the order of the days; one report without an answer if the question, or the dossier, is at fault.
std::vector<WhyReport> WhyOnDays(Workspace& workspace, std::string_view question, std::string_view lens,
                                 std::span<const base::Stamp> days);

}  // namespace casus::api
