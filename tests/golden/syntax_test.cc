// Each file in tests/golden/syntax is parsed, and what is reported must be what stands in the file of the
// same name with .txt behind it. With CASUS_UPDATE_GOLDEN=1 in the environment the .txt files are written
// instead (never in CI).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "diag/render.h"
#include "lang/parser.h"

namespace casus::lang {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(CASUS_REPO_DIR) / "tests" / "golden" / "syntax";

std::string Read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> Inputs() {
  std::vector<fs::path> inputs;
  for (const fs::directory_entry& entry : fs::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".txt") inputs.push_back(entry.path());
  }
  std::sort(inputs.begin(), inputs.end());
  return inputs;
}

struct Outcome {
  diag::Report report;
  std::string text;  // as in the terminal
};

// Files named question… are questions.
Outcome ParseGolden(const fs::path& path) {
  diag::Files files;
  base::SymbolTable symbols;
  diag::Sink sink;
  const std::string name = path.filename().string();
  const diag::FileId file = files.Add(name, Read(path));
  const Document document = name.starts_with("question") ? ParseQuestion(file, files, symbols, sink).document
                                                         : Parse(file, files, symbols, sink);
  Outcome outcome;
  outcome.report = sink.Finish([&](diag::FileId, uint32_t offset) { return HeadingPath(document, offset); });
  outcome.text = diag::RenderTerminal(outcome.report, files);
  return outcome;
}

TEST(SyntaxGolden, ReportsWhatTheFilesSay) {
  const bool update = std::getenv("CASUS_UPDATE_GOLDEN") != nullptr;
  ASSERT_FALSE(update && std::getenv("CI") != nullptr) << "golden files are not updated in CI";
  const std::vector<fs::path> inputs = Inputs();
  ASSERT_FALSE(inputs.empty());
  for (const fs::path& input : inputs) {
    const fs::path expected = input.string() + ".txt";
    const std::string actual = ParseGolden(input).text;
    if (update) {
      std::ofstream(expected, std::ios::binary) << actual;
    } else {
      EXPECT_TRUE(fs::exists(expected)) << expected << " is missing; CASUS_UPDATE_GOLDEN=1 writes it";
      EXPECT_EQ(actual, Read(expected)) << input << ": if this is better, CASUS_UPDATE_GOLDEN=1 accepts it";
    }
  }
}

TEST(SyntaxGolden, EveryKindOfSyntaxErrorIsShown) {
  std::set<diag::Kind> shown;
  for (const fs::path& input : Inputs()) {
    for (const diag::Diagnostic& diagnostic : ParseGolden(input).report.diagnostics)
      shown.insert(diagnostic.kind);
  }
  for (const diag::KindInfo& info : diag::AllKinds()) {
    if (info.code >= 400) continue;
    EXPECT_TRUE(shown.contains(info.kind)) << diag::Code(info.kind) << " " << info.name;
  }
}

// What a fix-it says is done, and mends what was wrong there.
TEST(SyntaxGolden, FixItsMend) {
  int fixes = 0;
  for (const fs::path& input : Inputs()) {
    const std::string text = Read(input);
    for (const diag::Diagnostic& diagnostic : ParseGolden(input).report.diagnostics) {
      if (!diagnostic.fix || input.filename().string().starts_with("question")) continue;
      ++fixes;
      std::string mended = text;
      mended.replace(diagnostic.fix->span.begin, diagnostic.fix->span.end - diagnostic.fix->span.begin,
                     diagnostic.fix->replacement);
      diag::Files files;
      base::SymbolTable symbols;
      diag::Sink sink;
      Parse(files.Add(input.filename().string(), mended), files, symbols, sink);
      for (const diag::Diagnostic& left : sink.Finish().diagnostics) {
        EXPECT_FALSE(left.kind == diagnostic.kind && left.span.begin == diagnostic.span.begin)
            << input << ": the fix of `" << diagnostic.message << "` does not mend it";
      }
    }
  }
  EXPECT_GE(fixes, 5);
}

}  // namespace
}  // namespace casus::lang
