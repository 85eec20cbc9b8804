#pragma once

// Where the lands of a dossier lie: outlines from its GeoJSON files, and places with coordinates.
//
//   TerritoryMap map = MapOf(workspace, geojson);        // geojson: the *.geojson files of the dossier
//   map.notes                                            // "territories.geojson: no entity is called `Vilnus`"
//
// A file is a FeatureCollection (RFC 7946) of polygons, each with the properties `entity` (a name of the dossier), `precision` and
// `source`. With `"frame": false` it is drawn as far as it is seen, but the map is not made wide enough to show it whole. Outlines are
// drawn, not recorded: nothing follows from them.

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "api/workspace.h"

namespace casus::api {

struct TerritoryMap {
  nlohmann::ordered_json features = nlohmann::ordered_json::array();  // as they stand in the files
  std::vector<std::string> notes;             // what is wrong with files or features, which are left out
  std::vector<std::string> without_geometry;  // territories that are neither outlined nor placed
};

TerritoryMap MapOf(const Workspace& workspace, const std::vector<InputFile>& geojson);

nlohmann::ordered_json ToJson(const TerritoryMap& map, const Workspace& workspace);

}  // namespace casus::api
