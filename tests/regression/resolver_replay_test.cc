// Gives what the fuzzers of the language once found, and every example of the diagnostics' pages, to the
// checks of the resolver's fuzzer.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "lang/resolver_fuzz.h"

namespace casus::lang {
namespace {

namespace fs = std::filesystem;

TEST(ResolverReplay, HoldsTheInvariants) {
  int files = 0;
  for (const fs::path folder : {"tests/regression/lang", "docs/diagnostics"}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(fs::path(CASUS_REPO_DIR) / folder)) {
      SCOPED_TRACE(entry.path().filename().string());
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(file), {}};
      // This aborts, and says why, if something does not hold.
      CheckResolver(bytes);
      constexpr std::string_view kFence = "```casus\n";
      for (size_t open = bytes.find(kFence); open != std::string::npos; open = bytes.find(kFence, open + 1)) {
        const size_t begin = open + kFence.size();
        CheckResolver(std::string_view(bytes).substr(begin, bytes.find("```", begin) - begin));
      }
      ++files;
    }
  }
  EXPECT_GT(files, 40);
}

}  // namespace
}  // namespace casus::lang
