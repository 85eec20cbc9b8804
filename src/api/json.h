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

// The parts that several reports share. A whole number is an integer, another one the nearest double; of a report of
// diagnostics it is the array.
nlohmann::ordered_json ToJson(base::Decimal number);
nlohmann::ordered_json ToJson(const Span& span);
nlohmann::ordered_json ToJson(const Evidence& evidence);
nlohmann::ordered_json ToJson(const diag::Report& report, const diag::Files& files);

nlohmann::ordered_json ToJson(const AskReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const CheckReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const WhyReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const DiffReport& report, const diag::Files& files);
nlohmann::ordered_json ToJson(const CoverReport& report, const diag::Files& files);

}  // namespace casus::api
