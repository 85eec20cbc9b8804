#pragma once

// Reports as JSON, for programs and the page. The form is docs/json.md; "version" changes with it.
//
//   std::cout << ToJson(Check(workspace), workspace.files()).dump(2) << '\n';
//
// Keys come in a fixed order, so that the same report gives the same bytes.

#include <nlohmann/json.hpp>

#include "api/ask.h"
#include "api/check.h"
#include "api/cover.h"
#include "api/diff.h"
#include "api/why.h"
#include "diag/file.h"

namespace casus::api {

inline constexpr int kJsonVersion = 1;

nlohmann::ordered_json ToJson(const AskReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const CheckReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const WhyReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const DiffReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const CoverReport& report, const diag::Files& files);

}  // namespace casus::api
