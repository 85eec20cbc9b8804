#include "api/territories.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "api/drawing.h"
#include "api/export_json.h"

namespace casus::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace fs = std::filesystem;

Workspace Open() {
  return Workspace(
      {{"a.casus",
        "use \"std/territory\"\nhorizon 1939-01-01 through 1940-12-31\nState Alba\nTerritory Meadow, "
        "Hill\nPlace Well at 54.5 N 25.0 E\n1939-02-01  Alba takes Meadow\n"}},
      [](std::string_view) { return std::nullopt; });
}

std::string Feature(const std::string& entity, const std::string& ring, const std::string& frame = "true") {
  return R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"entity":")" + entity +
         R"(","precision":"approximate","source":"by hand","frame":)" + frame +
         R"(},"geometry":{"type":"Polygon","coordinates":[)" + ring + "]}}]}";
}

TEST(Territories, TakesOutlinesAndSaysWhatIsWrong) {
  const Workspace workspace = Open();
  const std::string square = "[[24,54],[25,54],[25,55],[24,54]]";
  EXPECT_THAT(MapOf(workspace, {{"m.geojson", Feature("Meadow", square)}}).features, SizeIs(1));
  EXPECT_THAT(MapOf(workspace, {{"m.geojson", Feature("Meadow", square)}}).without_geometry,
              ElementsAre("Alba", "Hill"));
  for (const auto& [text, fault] : std::vector<std::pair<std::string, std::string>>{
           {Feature("Medow", square), "no entity of the dossier is called `Medow`"},
           {Feature("Meadow", "[[24,54],[25,54],[25,55],[24,55]]"), "is not closed"},
           {Feature("Meadow", "[[24,54],[24,54]]"), "fewer than four"},
           {Feature("Meadow", "[[24,154],[25,54],[25,55],[24,154]]"), "not [longitude, latitude]"},
           {Feature("Meadow", square, R"("maybe")"), "neither true nor false"},
           {"[1, 2", "is not a GeoJSON FeatureCollection"},
           {R"({"type":"FeatureCollection","features":[{}, 7]})", "no feature"}}) {
    const TerritoryMap map = MapOf(workspace, {{"m.geojson", text}});
    EXPECT_THAT(map.features, IsEmpty()) << text;
    ASSERT_FALSE(map.notes.empty()) << text;
    EXPECT_THAT(map.notes.front(), HasSubstr(fault));
  }
}

TEST(Territories, AreExportedAndDrawn) {
  Workspace workspace = Open();
  const TerritoryMap map =
      MapOf(workspace, {{"m.geojson", Feature("Meadow", "[[24,54],[26,54],[26,55],[24,54]]")}});
  const TimelineReport report = Timeline(workspace, "");
  const nlohmann::ordered_json features = TerritoryFeatures(workspace, report, map)["features"];
  ASSERT_THAT(features, SizeIs(1));
  EXPECT_EQ(features[0]["properties"]["party"], "Alba");
  EXPECT_EQ(features[0]["properties"]["from"], "1939-02-01");
  EXPECT_EQ(features[0]["geometry"]["type"], "Polygon");
  EXPECT_THAT(MapSvg(workspace, report, map, "1939-03-01"), HasSubstr("Meadow: Alba"));
  EXPECT_THAT(MapSvg(workspace, report, map, "1939-01-01"), testing::Not(HasSubstr("Meadow: Alba")));
}

// What does not frame a map is drawn where the map is; alone, it is the map.
TEST(Territories, MayLeaveTheMapNarrow) {
  Workspace workspace = Open();
  const TimelineReport report = Timeline(workspace, "");
  const InputFile meadow{"m.geojson", Feature("Meadow", "[[24,54],[26,54],[26,55],[24,54]]")};
  const std::string wide = "[[4,54],[46,54],[46,55],[4,54]]";
  const auto drawn = [&](std::vector<InputFile> files) {
    return MapSvg(workspace, report, MapOf(workspace, files), "1939-03-01");
  };
  const auto head = [](const std::string& svg) { return svg.substr(0, svg.find('>')); };
  const std::string alone = head(drawn({meadow}));
  EXPECT_EQ(head(drawn({meadow, {"h.geojson", Feature("Hill", wide, "false")}})), alone);
  EXPECT_NE(head(drawn({meadow, {"h.geojson", Feature("Hill", wide)}})), alone);
  EXPECT_EQ(head(drawn({{"h.geojson", Feature("Hill", wide, "false")}})),
            head(drawn({{"h.geojson", Feature("Hill", wide)}})));
}

// The outlines of the flagship name its entities, and are closed.
TEST(Territories, OfTheDossiersAreInOrder) {
  size_t outlines = 0;
  for (const fs::directory_entry& folder : fs::directory_iterator(fs::path(CASUS_REPO_DIR) / "dossiers")) {
    std::vector<InputFile> files, geojson;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      const std::string name = entry.path().filename().string();
      std::ifstream stream(entry.path(), std::ios::binary);
      std::string text(std::istreambuf_iterator<char>(stream), {});
      if (name.ends_with(".casus.md")) files.push_back({name, std::move(text)});
      if (name.ends_with(".geojson")) geojson.push_back({name, std::move(text)});
    }
    const Workspace workspace(files, [](std::string_view) { return std::nullopt; });
    const TerritoryMap map = MapOf(workspace, geojson);
    EXPECT_THAT(map.notes, IsEmpty()) << folder.path();
    outlines += map.features.size();
  }
  EXPECT_EQ(outlines, 7u);
}

}  // namespace
}  // namespace casus::api
