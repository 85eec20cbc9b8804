// Each file of tests/golden/cli is a command, what it prints, and its exit code:
//
//   $ casus ask well "?who controls Meadow"
//   …
//   [exit 0]
//
// Commands run in tests/golden/cli/dossiers. With CASUS_UPDATE_GOLDEN=1 in the environment the files are
// written anew from their first lines (never in CI).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/e2e/program.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(CASUS_REPO_DIR) / "tests" / "golden" / "cli";

std::string Read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(CliGolden, PrintsWhatTheFilesSay) {
  const bool update = std::getenv("CASUS_UPDATE_GOLDEN") != nullptr;
  ASSERT_FALSE(update && std::getenv("CI") != nullptr) << "golden files are not updated in CI";
  const std::string prompt = "$ casus";
  std::vector<fs::path> cases;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() == ".txt") cases.push_back(entry.path());
  }
  std::sort(cases.begin(), cases.end());
  ASSERT_FALSE(cases.empty());
  for (const fs::path& path : cases) {
    const std::string expected = Read(path);
    const std::string command = expected.substr(0, expected.find('\n'));
    ASSERT_TRUE(command.starts_with(prompt)) << path << " does not begin with " << prompt;
    const Outcome outcome = RunCasus(command.substr(prompt.size()), kFolder / "dossiers");
    const std::string actual =
        command + '\n' + outcome.output + "[exit " + std::to_string(outcome.exit_code) + "]\n";
    if (update) {
      std::ofstream(path, std::ios::binary) << actual;
    } else {
      EXPECT_EQ(actual, expected) << path << ": if this is better, CASUS_UPDATE_GOLDEN=1 accepts it";
    }
  }
}

}  // namespace
}  // namespace casus
