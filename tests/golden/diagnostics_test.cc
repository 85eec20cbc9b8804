// Every kind of diagnostic has a page in docs/diagnostics, and the pages are true: their bad example has the
// code, their mended one has it no longer and no error either; and what a user sees of the bad one is what
// tests/golden/diagnostics/ has on file.
//
//   CASUS_UPDATE_GOLDEN=1 build/release/golden_tests        writes these files anew
//
// A page has the title `# C0401 UnknownName`, and an example below each of the headings `## Bad` and `##
// Mended`: a fence ```casus with a file of code, or ```markdown with one of Markdown. A fence ```text behind
// it is the text of the source that the example cites; below `## Mended` it may be left out if it is the
// same. An example of a formula to monitor is a fence ```signature and a fence ```mfotl, of which the former may be
// left out in the same way. What cannot be shown on a page, or not well, has a stand-in there (StandIns).

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/std_files.h"
#include "api/workspace.h"
#include "diag/render.h"
#include "lang/dossier.h"
#include "lang/parser.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"

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

struct Example {
  std::string path;
  std::string text;
  std::optional<std::string> source;     // the text of the source that it cites
  std::optional<std::string> signature;  // of a formula to monitor
};

// The first example below the heading.
Example ReadExample(const std::string& page, std::string_view heading) {
  Example example;
  const size_t section = page.find("\n## " + std::string(heading) + "\n");
  if (section == std::string::npos) return example;
  std::istringstream lines(page.substr(section + 1, page.find("\n## ", section + 1) - section));
  std::string line, mark;
  std::string* fence = nullptr;  // into which the lines go
  while (std::getline(lines, line)) {
    if (fence != nullptr) {
      if (line == mark) {
        fence = nullptr;
      } else {
        *fence += line + "\n";
      }
    } else if (line.starts_with("```")) {
      mark = line.substr(0, line.find_first_not_of('`'));
      if (line == mark + "text") {
        fence = &example.source.emplace();
      } else if (line == mark + "signature") {
        fence = &example.signature.emplace();
      } else {
        example.path = line == mark + "markdown" ? "example.casus.md"
                       : line == mark + "mfotl"  ? "example.mfotl"
                                                 : "example.casus";
        fence = &example.text;
      }
    }
  }
  return example;
}

// What the bad example of a page shows in place of what is meant.
struct StandIn {
  diag::Kind kind;
  std::string_view shown;
  std::string meant;
};

std::vector<StandIn> StandIns() {
  std::string nots = "not";
  for (int i = 0; i < lang::kMaxDepth; ++i) nots += " not";
  return {
      {diag::Kind::kInvalidUtf8, "é", "\xE9"},
      {diag::Kind::kNulByte, "␀", std::string(1, '\0')},
      {diag::Kind::kTabIndentation, "⇥", "\t"},
      {diag::Kind::kNestedTooDeeply, "not …", nots},
      {diag::Kind::kSourceUnreadable, "␀", std::string(1, '\0')},
  };
}

void Replace(std::string& text, std::string_view shown, std::string_view meant) {
  for (size_t at = text.find(shown); at != std::string::npos; at = text.find(shown, at + meant.size())) {
    text.replace(at, shown.size(), meant);
  }
}

Example BadExample(const std::string& page, diag::Kind kind) {
  Example example = ReadExample(page, "Bad");
  for (const StandIn& stand_in : StandIns()) {
    if (stand_in.kind != kind) continue;
    Replace(example.text, stand_in.shown, stand_in.meant);
    if (example.source) Replace(*example.source, stand_in.shown, stand_in.meant);
  }
  return example;
}

Example MendedExample(const std::string& page) {
  Example example = ReadExample(page, "Mended");
  const Example bad = ReadExample(page, "Bad");
  if (!example.source) example.source = bad.source;
  if (!example.signature) example.signature = bad.signature;
  return example;
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

// What parsing, resolving and checking report of a dossier of one file, with what it uses of the standard
// vocabulary.
Outcome Examine(std::string path, std::string text) {
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
  const diag::FileId id = outcome.files.Add(std::move(path), std::move(text));
  lang::Document own = lang::Parse(id, outcome.files, symbols, sink);
  use(own, use);
  const size_t first_own = documents.size();
  documents.push_back(std::move(own));
  const lang::Dossier dossier = lang::Resolve(std::move(documents), first_own, symbols, sink);
  lang::Check(dossier, symbols, sink);
  outcome.report = sink.Finish([&](diag::FileId file, uint32_t offset) -> std::string {
    for (const lang::Document& document : dossier.documents) {
      if (document.file == file) return lang::HeadingPath(document, offset);
    }
    return {};
  });
  return outcome;
}

// What a workspace reports of it, loaded and evaluated.
Outcome Run(const Example& example) {
  api::Workspace workspace({{example.path, example.text}}, [&](std::string_view) { return example.source; });
  workspace.RecordUnder("");
  return {workspace.files(), workspace.report()};
}

// What reading and planning report of a formula to monitor.
Outcome Plan(const Example& example) {
  Outcome outcome;
  diag::Sink sink;
  base::SymbolTable symbols;
  const diag::FileId signature = outcome.files.Add("example.sig", example.signature.value_or(""));
  const diag::FileId formula = outcome.files.Add(example.path, example.text);
  const std::optional<mfotl::Policy> policy =
      mfotl::ParsePolicy(formula, outcome.files, mfotl::ParseSignature(signature, outcome.files, sink), sink);
  if (policy) mfotl::MakePlan(*policy, symbols, sink);
  outcome.report = sink.Finish();
  return outcome;
}

// The kinds that only a workspace reports: on what is used, on sources, and on the law as a whole.
bool IsOfWorkspace(diag::Kind kind) {
  const int code = diag::Info(kind).code;
  return code == 414 || (code >= 703 && code <= 710) || code == 901;
}

Outcome Provoke(diag::Kind kind, const Example& example) {
  if (example.path == "example.mfotl") return Plan(example);
  return IsOfWorkspace(kind) ? Run(example) : Examine(example.path, example.text);
}

class PageTest : public testing::TestWithParam<diag::KindInfo> {};

TEST_P(PageTest, IsTrue) {
  const diag::Kind kind = GetParam().kind;
  const std::string code = diag::Code(kind);
  const std::string page = Read(kPages / (code + ".md"));
  ASSERT_FALSE(page.empty()) << "there is no docs/diagnostics/" << code << ".md";
  EXPECT_EQ(page.substr(0, page.find('\n')), "# " + code + " " + std::string(GetParam().name));

  const Example bad_example = BadExample(page, kind);
  ASSERT_FALSE(bad_example.text.empty()) << "the page has no example of what is bad";
  const Outcome bad = Provoke(kind, bad_example);
  const std::string rendered = diag::RenderTerminal(bad.report, bad.files);
  EXPECT_TRUE(bad.Has(code)) << rendered;

  const Example mended_example = MendedExample(page);
  ASSERT_FALSE(mended_example.text.empty()) << "the page has no mended example";
  const Outcome mended = Provoke(kind, mended_example);
  EXPECT_FALSE(mended.Has(code)) << diag::RenderTerminal(mended.report, mended.files);
  EXPECT_EQ(mended.report.errors, 0u) << diag::RenderTerminal(mended.report, mended.files);

  // What a message proposes to write in place of the text mends it.
  for (const diag::Diagnostic& diagnostic : bad.report.diagnostics) {
    if (diagnostic.kind != kind || !diagnostic.fix) continue;
    Example fixed_example = bad_example;
    const diag::Span span = diagnostic.fix->span;
    fixed_example.text.replace(span.begin, span.end - span.begin, diagnostic.fix->replacement);
    const Outcome fixed = Provoke(kind, fixed_example);
    EXPECT_FALSE(fixed.Has(code)) << diag::RenderTerminal(fixed.report, fixed.files);
  }

  const std::filesystem::path golden = kGolden / (code + ".txt");
  if (std::getenv("CASUS_UPDATE_GOLDEN") != nullptr) {
    ASSERT_EQ(std::getenv("CI"), nullptr) << "golden files are not updated in CI";
    std::ofstream(golden, std::ios::binary) << rendered;
  }
  ASSERT_TRUE(std::filesystem::exists(golden)) << golden << " is missing; CASUS_UPDATE_GOLDEN=1 writes it";
  EXPECT_EQ(rendered, Read(golden)) << "run with CASUS_UPDATE_GOLDEN=1 if this is better";
}

INSTANTIATE_TEST_SUITE_P(Diagnostics, PageTest, testing::ValuesIn(diag::AllKinds()),
                         [](const auto& test) { return std::string(test.param.name); });

// The names of the files in the folder, without their ends, except for an index.
std::vector<std::string> Stems(const std::filesystem::path& folder) {
  std::vector<std::string> stems;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() != "README.md") stems.push_back(entry.path().stem().string());
  }
  std::sort(stems.begin(), stems.end());
  return stems;
}

TEST(Diagnostics, PagesAndGoldenFilesAreOfKinds) {
  std::vector<std::string> codes;
  for (const diag::KindInfo& info : diag::AllKinds()) codes.push_back(diag::Code(info.kind));
  EXPECT_THAT(Stems(kPages), testing::ElementsAreArray(codes));
  EXPECT_THAT(Stems(kGolden), testing::IsSubsetOf(codes));  // that each has one, its own test sees
}

// The index has a row `| [C0401](C0401.md) | UnknownName | … |` for each kind, in the order of the codes.
TEST(Diagnostics, TheIndexIsComplete) {
  std::vector<std::string> expected;
  for (const diag::KindInfo& info : diag::AllKinds()) {
    const std::string code = diag::Code(info.kind);
    expected.push_back("| [" + code + "](" + code + ".md) | " + std::string(info.name) + " |");
  }
  const std::regex row(R"((\| \[C.*?\) \| \w+ \|) \S.* \|)");
  std::vector<std::string> rows;
  std::istringstream lines(Read(kPages / "README.md"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("| [")) continue;
    std::smatch match;
    ASSERT_TRUE(std::regex_match(line, match, row)) << line;
    rows.push_back(match[1]);
  }
  EXPECT_THAT(rows, testing::ElementsAreArray(expected));
}

TEST(StandardVocabulary, IsWithoutFault) {
  std::string text = "horizon 1939-01-01 through 1940-12-31\n";
  for (const api::EmbeddedFile& file : api::StandardFiles()) {
    text += "use \"" + std::string(file.path.substr(0, file.path.find('.'))) + "\"\n";
  }
  const Outcome outcome = Examine("example.casus", std::move(text));
  EXPECT_TRUE(outcome.report.diagnostics.empty()) << diag::RenderTerminal(outcome.report, outcome.files);
}

}  // namespace
}  // namespace casus
