// The flagship dossier makes use of all of its sources: each sentence is cited, or set aside with a reason.
//
// Its sources A and B are not part of the repository; without them the test of them is skipped.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "tests/e2e/program.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

TEST(Flagship, EachSentenceOfItsOwnSourceIsCitedOrSetAside) {
  const Outcome outcome = RunCasus("cover dossiers/vilnius-1939 --source C --fail-under 100", CASUS_REPO_DIR);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
}

TEST(Flagship, EachSentenceOfTheOtherSourcesIsCitedOrSetAside) {
  const char* folder = std::getenv("CASUS_SOURCES");
  const fs::path sources =
      folder != nullptr ? fs::path(folder) : fs::path(CASUS_REPO_DIR) / "../shared/sources";
  for (const std::string name : {"001_b3ec96abc5bf8e19.txt", "000_9fc48a13116cada8.txt"}) {
    if (!fs::exists(sources / name)) GTEST_SKIP() << name << " is not at hand";
  }
  for (const std::string source : {"A", "B"}) {
    const Outcome outcome = RunCasus("cover dossiers/vilnius-1939 --source " + source +
                                         " --fail-under 100 --sources '" + sources.string() + "'",
                                     CASUS_REPO_DIR);
    EXPECT_EQ(outcome.exit_code, 0) << outcome.output;
  }
}

}  // namespace
}  // namespace casus
