#pragma once

// The record for other programs: lands as GeoJSON, evidence as W3C Web Annotations.

#include <nlohmann/json.hpp>

#include "api/territories.h"
#include "api/timeline.h"

namespace casus::api {

// RFC 7946: a feature for each span of each state of a land (controls, claims, recognizes, sphere), with the land's outline, or
// the point of a place; without geometry if neither is known.
nlohmann::ordered_json TerritoryFeatures(const Workspace& workspace, const TimelineReport& report,
                                         const TerritoryMap& map);

// JSON-LD: an annotation for each citation of each statement: the statement is the body, the cited words of the source are the target.
// `name` is that of the dossier.
nlohmann::ordered_json EvidenceAnnotations(const Workspace& workspace, std::string_view name);

}  // namespace casus::api
