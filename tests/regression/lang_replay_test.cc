// Gives each file in tests/regression/lang, which a fuzzer found or a person thought of, to the checks of the
// fuzzers.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "lang/lexer_fuzz.h"
#include "lang/parser_fuzz.h"

namespace casus::lang {
namespace {

namespace fs = std::filesystem;

TEST(LangReplay, NothingFoundBeforeFailsAgain) {
  int files = 0;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CASUS_REPO_DIR) / "tests" / "regression" / "lang")) {
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    // These abort, and say why, if something does not hold.
    CheckLexer(bytes);
    CheckParser("replay.casus", bytes);
    CheckParser("replay.casus.md", bytes);
    CheckQuestion(bytes);
    ++files;
  }
  EXPECT_GT(files, 5);
}

// Formatting real records loses nothing either.
TEST(LangReplay, TheDossiersHoldTheInvariants) {
  int files = 0;
  for (const char* folder : {"std", "dossiers"}) {
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(fs::path(CASUS_REPO_DIR) / folder)) {
      if (!entry.path().string().ends_with(".casus.md")) continue;
      SCOPED_TRACE(entry.path().string());
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      CheckParser(entry.path().filename().string(), bytes);
      ++files;
    }
  }
  EXPECT_GT(files, 5);
}

}  // namespace
}  // namespace casus::lang
