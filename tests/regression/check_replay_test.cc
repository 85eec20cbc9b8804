// Gives cases for the fuzzer of `check`, what it starts from and mutations of it, to its check.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "api/check_fuzz.h"

namespace casus::api {
namespace {

namespace fs = std::filesystem;

TEST(CheckReplay, NothingFoundBeforeFailsAgain) {
  int files = 0;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CASUS_REPO_DIR) / "tests" / "regression" / "check")) {
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream file(entry.path(), std::ios::binary);
    // This aborts, and says why, if something does not hold.
    CheckDossier(std::string{std::istreambuf_iterator<char>(file), {}});
    ++files;
  }
  EXPECT_GT(files, 5);
}

}  // namespace
}  // namespace casus::api
