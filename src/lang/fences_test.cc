#include "lang/fences.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace casus::lang {
namespace {

struct Scanned {
  std::vector<std::string> code;      // "HEADING: text"
  std::vector<std::string> headings;  // "1 Title"
  std::vector<diag::Kind> kinds;
};

Scanned Scan(const std::string& path, const std::string& text) {
  diag::Files files;
  diag::Sink sink;
  const diag::FileId file = files.Add(path, text);
  const FileLayout layout = ScanFile(file, files, sink);
  Scanned scanned;
  for (const CodeRange& range : layout.code) {
    scanned.code.push_back(layout.headings[range.heading].text + ": " +
                           text.substr(range.begin, range.end - range.begin));
  }
  for (size_t i = 1; i < layout.headings.size(); ++i) {
    scanned.headings.push_back(std::to_string(layout.headings[i].level) + " " + layout.headings[i].text);
  }
  for (const diag::Diagnostic& diagnostic : sink.Finish().diagnostics)
    scanned.kinds.push_back(diagnostic.kind);
  return scanned;
}

TEST(Fences, FindsCodeAndHeadings) {
  struct Case {
    std::string_view what;
    std::string text;
    std::vector<std::string> code;
    std::vector<std::string> headings;
    std::vector<diag::Kind> kinds;
  };
  const Case cases[] = {
      {.what = "one fence",
       .text = "# A\n```casus\nx\ny\n```\n",
       .code = {"A: x\ny\n"},
       .headings = {"1 A"},
       .kinds = {}},
      {.what = "tildes, and ticks within",
       .text = "~~~~ casus\n```\n~~~\n~~~~\n",
       .code = {": ```\n~~~\n"},
       .headings = {},
       .kinds = {}},
      {.what = "words behind",
       .text = "```casus {.wide}\nx\n```\n",
       .code = {": x\n"},
       .headings = {},
       .kinds = {}},
      {.what = "other languages",
       .text = "```c\n# no\n```\n```casus\nx\n```\n",
       .code = {": x\n"},
       .headings = {},
       .kinds = {}},
      {.what = "empty", .text = "```casus\n```\n", .code = {": "}, .headings = {}, .kinds = {}},
      {.what = "not closed",
       .text = "```casus\nx\n",
       .code = {": x\n"},
       .headings = {},
       .kinds = {diag::Kind::kUnclosedFence}},
      {.what = "no code", .text = "# A\n", .code = {}, .headings = {"1 A"}, .kinds = {diag::Kind::kNoCode}},
      {.what = "code in a sentence",
       .text = "```x``` is code\n```casus\nx\n```\n",
       .code = {": x\n"},
       .headings = {},
       .kinds = {}},
      {.what = "closing marks of headings",
       .text = "## A # b ##\n#hash\n####### seven\n```casus\n```\n",
       .code = {"A # b: "},
       .headings = {"2 A # b"},
       .kinds = {}},
      {.what = "underlined",
       .text = "Title\n=====\n\nPart\n---\n\n---\n```casus\n```\n",
       .code = {"Part: "},
       .headings = {"1 Title", "2 Part"},
       .kinds = {}},
      {.what = "front matter",
       .text = "---\ntitle: x\n---\n# A\n```casus\n```\n",
       .code = {"A: "},
       .headings = {"1 A"},
       .kinds = {}},
      {.what = "byte-order mark and CRLF",
       .text = "\xEF\xBB\xBF# A\r\n```casus\r\nx\r\n```\r\n",
       .code = {"A: x\r\n"},
       .headings = {"1 A"},
       .kinds = {}},
      {.what = "not UTF-8, and NUL",
       .text = std::string("```casus\n\xE9\0\n```\n", 15),
       .code = {": " + std::string("\xE9\0\n", 3)},
       .headings = {},
       .kinds = {diag::Kind::kInvalidUtf8, diag::Kind::kNulByte}},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const Scanned scanned = Scan("a.casus.md", c.text);
    EXPECT_EQ(scanned.code, c.code);
    EXPECT_EQ(scanned.headings, c.headings);
    EXPECT_EQ(scanned.kinds, c.kinds);
  }
}

// Sixteen bytes are looked at together.
TEST(Fences, AWrongByteIsFoundWhereverItStands) {
  for (size_t place = 0; place < 40; ++place) {
    for (const char byte : {'\0', '\xFF'}) {
      std::string text(40, 'x');
      text[place] = byte;
      diag::Files files;
      diag::Sink sink;
      ScanFile(files.Add("a.casus", text), files, sink);
      const std::vector<diag::Diagnostic> found = sink.Finish().diagnostics;
      ASSERT_EQ(found.size(), 1u) << place;
      EXPECT_EQ(found[0].kind, byte == '\0' ? diag::Kind::kNulByte : diag::Kind::kInvalidUtf8) << place;
      EXPECT_EQ(found[0].span.begin, place);
    }
  }
}

TEST(Fences, AFileOfCodeIsOneRange) {
  EXPECT_EQ(Scan("a.casus", "# comment\nx\n").code, (std::vector<std::string>{": # comment\nx\n"}));
  EXPECT_EQ(Scan("a.casus", "\xEF\xBB\xBFx").code, (std::vector<std::string>{": x"}));
  EXPECT_TRUE(Scan("a.casus", "# comment\n").headings.empty());
}

}  // namespace
}  // namespace casus::lang
