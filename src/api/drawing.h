#pragma once

// The timeline and the map as drawings: SVG, to put into a text or to print.
//
//   TimelineSvg(workspace, report, {.from = "1939-09-01", .through = "1940-12-31"})
//   MapSvg(workspace, report, map, "1939-10-28")
//
// The signs and colours are those of the page: what is certain is drawn full, what is only possible pale and dashed, what is claimed
// hatched. Whose a bar is, is written on it, too, where there is room. Everything that comes from the dossier is escaped.

#include <string>

#include "api/territories.h"
#include "api/timeline.h"

namespace casus::api {

struct DrawingSpan {
  std::string from, through;  // days as in the report; empty: of the report
};

std::string TimelineSvg(const Workspace& workspace, const TimelineReport& report, const DrawingSpan& span);

// Outlines coloured by who controls them at the end of the day, places as points. Without a map of the world below.
std::string MapSvg(const Workspace& workspace, const TimelineReport& report, const TerritoryMap& map,
                   const std::string& on);

}  // namespace casus::api
