// Gives cases for the fuzzers of texts, what they start from and mutations of it, to their checks.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "base/edtf_fuzz.h"
#include "text/align_fuzz.h"
#include "text/dates_fuzz.h"
#include "text/reading_fuzz.h"
#include "text/segment_fuzz.h"

namespace casus {
namespace {

namespace fs = std::filesystem;

// A check aborts, and says why, if something does not hold.
int Replay(const std::string& folder, void (*check)(std::string_view)) {
  int files = 0;
  for (const fs::directory_entry& entry :
       fs::directory_iterator(fs::path(CASUS_REPO_DIR) / "tests" / "regression" / folder)) {
    SCOPED_TRACE(entry.path().filename().string());
    std::ifstream file(entry.path(), std::ios::binary);
    check(std::string{std::istreambuf_iterator<char>(file), {}});
    ++files;
  }
  return files;
}

TEST(TextReplay, Edtf) { EXPECT_GT(Replay("edtf", base::CheckEdtf), 5); }
TEST(TextReplay, Dates) { EXPECT_GT(Replay("dates", text::CheckDates), 5); }
TEST(TextReplay, Segment) { EXPECT_GT(Replay("segment", text::CheckSegments), 5); }
TEST(TextReplay, Reading) { EXPECT_GT(Replay("reading", text::CheckReading), 5); }
TEST(TextReplay, Align) { EXPECT_GT(Replay("align", text::CheckAlign), 5); }

}  // namespace
}  // namespace casus
