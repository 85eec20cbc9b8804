// What the API answers to, of the small dossier of tests/golden/cli, is what stands in tests/golden/api. With CASUS_UPDATE_GOLDEN=1 in
// the environment the files are written instead (never in CI).

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "serve/page.h"

namespace casus::serve {
namespace {

namespace fs = std::filesystem;

const fs::path kGolden = fs::path(CASUS_REPO_DIR) / "tests" / "golden";

std::string Read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Asked {
  const char* file;
  const char* path;
  Parameters parameters;
};

TEST(PageGolden, AnswersAreWhatTheFilesSay) {
  const bool update = std::getenv("CASUS_UPDATE_GOLDEN") != nullptr;
  ASSERT_FALSE(update && std::getenv("CI") != nullptr) << "golden files are not updated in CI";
  const fs::path well = kGolden / "cli" / "dossiers" / "well";
  PageInput input{.name = "well", .files = {{"well.casus.md", Read(well / "well.casus.md")}}};
  input.load_source = [&](std::string_view name) -> std::optional<std::string> {
    if (!fs::exists(well / "sources" / name)) return std::nullopt;
    return Read(well / "sources" / name);
  };
  Page page(std::move(input));
  const Asked asked[] = {
      {"timeline", "timeline", {}},
      {"timeline_lens", "timeline", {{"lens", "No_signing"}}},
      {"map", "map", {}},
      {"ask", "ask", {{"question", "?who controls Well"}, {"from", "1900"}, {"through", "1901"}}},
      {"diff", "diff", {{"a", ""}, {"b", "No_signing"}}},
      {"source", "source", {{"id", "A"}}},
      {"source_missing", "source", {{"id", "B"}}},
  };
  for (const auto& [file, path, parameters] : asked) {
    const Answer answer = page.Get(path, parameters);
    const std::string actual = nlohmann::ordered_json::parse(answer.body).dump(1) + "\n";
    const fs::path golden = kGolden / "api" / (std::string(file) + ".json");
    if (update) {
      fs::create_directories(golden.parent_path());
      std::ofstream(golden, std::ios::binary) << actual;
    } else {
      EXPECT_EQ(actual, Read(golden)) << golden << ": if this is better, CASUS_UPDATE_GOLDEN=1 accepts it";
    }
  }
}

}  // namespace
}  // namespace casus::serve
