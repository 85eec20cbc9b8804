// The pages of docs/diagnostics are true: their bad example has the code, their mended one has it no longer
// and no error either; and what a user sees of the bad one is what tests/golden/diagnostics/ has on file.
//
//   CASUS_UPDATE_GOLDEN=1 build/release/golden_tests        writes these files anew
//
// A page has the title `# C0401 UnknownName`, and fences ```casus below the headings `## Bad` and `##
// Mended`.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "api/std_files.h"
#include "diag/render.h"
#include "lang/dossier.h"
#include "lang/parser.h"

namespace casus {
namespace {

const std::filesystem::path kPages = std::filesystem::path(CASUS_REPO_DIR) / "docs" / "diagnostics";
const std::filesystem::path kGolden =
    std::filesystem::path(CASUS_REPO_DIR) / "tests" / "golden" / "diagnostics";

std::string Read(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

// The code of the first fence below the heading.
std::string Example(const std::string& page, std::string_view heading) {
  constexpr std::string_view kOpen = "```casus\n";
  const size_t section = page.find(std::string("\n## ") + std::string(heading) + "\n");
  if (section == std::string::npos) return "";
  const size_t begin = page.find(kOpen, section) + kOpen.size();
  return page.substr(begin, page.find("```", begin) - begin);
}

struct Outcome {
  diag::Files files;
  diag::Report report;

  bool Has(std::string_view code) const {
    for (const diag::Diagnostic& diagnostic : report.diagnostics) {
      if (diag::Code(diagnostic.kind) == code) return true;
    }
    return false;
  }
};

// A dossier of one file, with what it uses of the standard vocabulary.
Outcome Examine(std::string text) {
  Outcome outcome;
  diag::Sink sink;
  base::SymbolTable symbols;
  std::vector<lang::Document> documents;
  std::set<std::string> used;
  const auto use = [&](const lang::Document& document, auto&& self) -> void {
    for (const lang::UseDeclaration& declaration : document.uses) {
      if (!used.insert(declaration.path).second) continue;
      for (const api::EmbeddedFile& file : api::StandardFiles()) {
        if (file.path != declaration.path + ".casus.md") continue;
        const diag::FileId id = outcome.files.Add(std::string(file.path), std::string(file.text));
        lang::Document standard = lang::Parse(id, outcome.files, symbols, sink);
        self(standard, self);
        documents.push_back(std::move(standard));
      }
    }
  };
  const diag::FileId id = outcome.files.Add("example.casus", std::move(text));
  lang::Document own = lang::Parse(id, outcome.files, symbols, sink);
  use(own, use);
  const size_t first_own = documents.size();
  documents.push_back(std::move(own));
  const lang::Dossier dossier = lang::Resolve(std::move(documents), first_own, symbols, sink);
  lang::Check(dossier, symbols, sink);
  outcome.report = sink.Finish();
  return outcome;
}

// The kinds that resolving and checking report.
bool IsOfResolverOrChecker(const diag::KindInfo& info) {
  const int group = info.code / 100;
  return (group >= 4 && group <= 6 && info.code != 414) || info.code == 701 || info.code == 702 ||
         group == 8 || info.code == 1001;
}

std::vector<diag::KindInfo> Kinds() {
  std::vector<diag::KindInfo> kinds;
  for (const diag::KindInfo& info : diag::AllKinds()) {
    if (IsOfResolverOrChecker(info)) kinds.push_back(info);
  }
  return kinds;
}

class PageTest : public testing::TestWithParam<diag::KindInfo> {};

TEST_P(PageTest, IsTrue) {
  const std::string code = diag::Code(GetParam().kind);
  const std::string page = Read(kPages / (code + ".md"));
  ASSERT_FALSE(page.empty()) << "there is no docs/diagnostics/" << code << ".md";
  EXPECT_EQ(page.substr(0, page.find('\n')), "# " + code + " " + std::string(GetParam().name));

  const Outcome bad = Examine(Example(page, "Bad"));
  const std::string rendered = diag::RenderTerminal(bad.report, bad.files);
  EXPECT_TRUE(bad.Has(code)) << rendered;

  const Outcome mended = Examine(Example(page, "Mended"));
  EXPECT_FALSE(mended.Has(code)) << diag::RenderTerminal(mended.report, mended.files);
  EXPECT_EQ(mended.report.errors, 0u) << diag::RenderTerminal(mended.report, mended.files);

  // What a message proposes to write in place of the text mends it.
  for (const diag::Diagnostic& diagnostic : bad.report.diagnostics) {
    if (diag::Code(diagnostic.kind) != code || !diagnostic.fix) continue;
    std::string text = Example(page, "Bad");
    const diag::Span span = diagnostic.fix->span;
    text.replace(span.begin, span.end - span.begin, diagnostic.fix->replacement);
    const Outcome fixed = Examine(text);
    EXPECT_FALSE(fixed.Has(code)) << diag::RenderTerminal(fixed.report, fixed.files);
  }

  const std::filesystem::path golden = kGolden / (code + ".txt");
  if (std::getenv("CASUS_UPDATE_GOLDEN") != nullptr) std::ofstream(golden, std::ios::binary) << rendered;
  EXPECT_EQ(rendered, Read(golden)) << "run with CASUS_UPDATE_GOLDEN=1 if this is better";
}

INSTANTIATE_TEST_SUITE_P(Diagnostics, PageTest, testing::ValuesIn(Kinds()),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(StandardVocabulary, IsWithoutFault) {
  std::string text = "horizon 1939-01-01 through 1940-12-31\n";
  for (const api::EmbeddedFile& file : api::StandardFiles()) {
    text += "use \"" + std::string(file.path.substr(0, file.path.find('.'))) + "\"\n";
  }
  const Outcome outcome = Examine(std::move(text));
  EXPECT_TRUE(outcome.report.diagnostics.empty()) << diag::RenderTerminal(outcome.report, outcome.files);
}

}  // namespace
}  // namespace casus
