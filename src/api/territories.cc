#include "api/territories.h"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "api/json.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

bool IsPosition(const Json& position) {
  if (!position.is_array() || position.size() < 2 || !position[0].is_number() || !position[1].is_number()) {
    return false;
  }
  return std::abs(position[0].get<double>()) <= 180 && std::abs(position[1].get<double>()) <= 90;
}

// What is wrong with a ring; empty: nothing.
std::string FaultOfRing(const Json& ring) {
  if (!ring.is_array() || ring.size() < 4) return "a ring has fewer than four positions";
  for (const Json& position : ring) {
    if (!IsPosition(position)) return "a position is not [longitude, latitude]";
  }
  return ring.front() == ring.back() ? "" : "a ring is not closed: its last position is not its first";
}

std::string FaultOfPolygon(const Json& polygon) {
  if (!polygon.is_array() || polygon.empty()) return "a polygon has no ring";
  for (const Json& ring : polygon) {
    if (const std::string fault = FaultOfRing(ring); !fault.empty()) return fault;
  }
  return {};
}

std::string FaultOf(const Json& feature, const Workspace& workspace) {
  if (!feature.is_object() || !feature.contains("geometry") || !feature["geometry"].is_object() ||
      !feature.contains("properties") || !feature["properties"].is_object()) {
    return "it is no feature with geometry and properties";
  }
  for (const char* property : {"entity", "precision", "source"}) {
    const Json& properties = feature["properties"];
    if (!properties.contains(property) || !properties[property].is_string()) {
      return fmt::format("it has no property `{}`", property);
    }
  }
  if (!feature["properties"].value("frame", Json(true)).is_boolean()) {
    return "its property `frame` is neither true nor false";
  }
  const std::string entity = feature["properties"]["entity"];
  const std::optional<base::Symbol> name = workspace.symbols().Find(entity);
  if (!name || workspace.dossier().vocabulary.FindEntity(*name) == nullptr) {
    return fmt::format("no entity of the dossier is called `{}`", entity);
  }
  const Json& geometry = feature["geometry"];
  const Json type = geometry.value("type", Json());
  const Json coordinates = geometry.value("coordinates", Json());
  if (type == "Polygon") return FaultOfPolygon(coordinates);
  if (type != "MultiPolygon" || !coordinates.is_array() || coordinates.empty()) {
    return "it is neither a Polygon nor a MultiPolygon";
  }
  for (const Json& polygon : coordinates) {
    if (const std::string fault = FaultOfPolygon(polygon); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace

TerritoryMap MapOf(const Workspace& workspace, const std::vector<InputFile>& geojson) {
  TerritoryMap map;
  std::set<std::string> outlined;
  for (const InputFile& file : geojson) {
    const Json json = Json::parse(file.text, nullptr, /*allow_exceptions=*/false);
    if (!json.is_object() || json.value("type", Json()) != "FeatureCollection" ||
        !json.contains("features") || !json["features"].is_array()) {
      map.notes.push_back(fmt::format("{} is not a GeoJSON FeatureCollection; it is left out", file.path));
      continue;
    }
    size_t number = 0;
    for (const Json& feature : json["features"]) {
      ++number;
      if (const std::string fault = FaultOf(feature, workspace); !fault.empty()) {
        map.notes.push_back(fmt::format("{}, feature {}: {}; it is left out", file.path, number, fault));
        continue;
      }
      outlined.insert(feature["properties"]["entity"]);
      map.features.push_back(feature);
    }
  }
  const lang::Vocabulary& vocabulary = workspace.dossier().vocabulary;
  for (const lang::Entity& entity : vocabulary.entities()) {
    const std::string name(workspace.symbols().Name(entity.name));
    if (!entity.position && !outlined.contains(name) &&
        vocabulary.Is(entity, "Territory", workspace.symbols())) {
      map.without_geometry.push_back(name);
    }
  }
  return map;
}

Json ToJson(const TerritoryMap& map, const Workspace& workspace) {
  Json places = Json::array();
  for (const lang::Entity& entity : workspace.dossier().vocabulary.entities()) {
    if (!entity.position) continue;
    auto degrees = [](base::Decimal number) {
      return static_cast<double>(number.units()) / static_cast<double>(base::Decimal::kUnitsPerOne);
    };
    places.push_back({{"entity", workspace.symbols().Name(entity.name)},
                      {"lat", degrees(entity.position->latitude)},
                      {"lon", degrees(entity.position->longitude)}});
  }
  return {{"version", kJsonVersion},
          {"territories", {{"type", "FeatureCollection"}, {"features", map.features}}},
          {"places", std::move(places)},
          {"without_geometry", map.without_geometry},
          {"notes", map.notes}};
}

}  // namespace casus::api
