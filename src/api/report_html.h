#pragma once

// The whole record as one HTML file, to read and to print: what came out, the timeline, the map, and the text with its code.
//
//   ReportHtml(workspace, map, {.lens = "Refusal", .on = "1939-10-28"})
//
// It has no scripts and fetches nothing. A4 when printed.

#include <string>

#include "api/territories.h"

namespace casus::api {

struct ReportOptions {
  std::string name;           // of the dossier
  std::string lens;           // of the dossier; empty: none
  std::string on;             // the day of the map; empty: the first on which the busiest treaty is in force
  std::string from, through;  // of the timeline; empty: where the record is dense
};

// Requires a dossier without errors.
std::string ReportHtml(Workspace& workspace, const TerritoryMap& map, const ReportOptions& options);

}  // namespace casus::api
