#pragma once

// Answers as a table, for spreadsheets: RFC 4180, one record for each answer and span.
//
//   who,from,through,certainty
//   Lithuania,1939-10-28,1940-08-02,certain
//
// Numbers stand without the _ of the language. Lines end in CR LF.

#include <string>
#include <vector>

#include "api/ask.h"

namespace casus::api {

std::string ToCsv(const AskReport& report);

// One record with its end of line.
std::string CsvRecord(const std::vector<std::string>& fields);

}  // namespace casus::api
