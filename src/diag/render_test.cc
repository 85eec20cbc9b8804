#include "diag/render.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace casus::diag {
namespace {

struct Fixture {
  Files files;
  FileId file = files.Add("dossier/main.casus.md", "# Stance\n\n  cite A \"three treaties\"\nŠ日本\tx\nlast");
  Sink sink;

  void ReportAll() {
    sink.Report(Diagnostic(Kind::kBadDate, {file, 19, 35}, "this is not in source A")
                    .Here("no sentence has these words")
                    .Mark({file, 45, 46}, "see here")
                    .Note("nearest: sentence 57")
                    .Help("write something else")
                    .Fix({file, 19, 35}, "\"other\""));
  }
};

HeadingPath Stance() {
  return [](FileId, uint32_t) { return std::string("Talks › Stance"); };
}

TEST(RenderTerminal, ShowsPlaceLabelsNotesAndHelp) {
  Fixture f;
  f.ReportAll();
  EXPECT_EQ(RenderTerminal(f.sink.Finish(Stance()), f.files),
            "error[C0206]: this is not in source A\n"
            "  ┌─ dossier/main.casus.md:3:10   Talks › Stance\n"
            "  │\n"
            "3 │   cite A \"three treaties\"\n"
            "  │          ^^^^^^^^^^^^^^^^ no sentence has these words\n"
            "4 │ Š日本   x\n"
            "  │         - see here\n"
            "  = nearest: sentence 57\n"
            "  = help: write something else\n");
}

TEST(RenderTerminal, MarksOtherLinesAndFiles) {
  Fixture f;
  const FileId other = f.files.Add("other.casus", "State Alba");
  f.sink.Report(Diagnostic(Kind::kBadDate, {f.file, 47, 51}, "m")
                    .Mark({f.file, 2, 8}, "above")
                    .Mark({other, 6, 10}, "there"));
  EXPECT_EQ(RenderTerminal(f.sink.Finish(), f.files),
            "error[C0206]: m\n"
            "  ┌─ dossier/main.casus.md:5:1\n"
            "  │\n"
            "1 │ # Stance\n"
            "  │   ------ above\n"
            "  ·\n"
            "5 │ last\n"
            "  │ ^^^^\n"
            "  ┌─ other.casus:1:7\n"
            "  │\n"
            "1 │ State Alba\n"
            "  │       ---- there\n");
}

TEST(RenderTerminal, CutsLongLinesAroundThePlace) {
  Files files;
  const FileId file = files.Add("long.casus", std::string(500, 'a') + "X" + std::string(500, 'b'));
  Sink sink;
  sink.Report(Diagnostic(Kind::kBadDate, {file, 500, 501}, "m"));
  const std::string text = RenderTerminal(sink.Finish(), files);
  EXPECT_NE(text.find("…aaa"), std::string::npos);
  EXPECT_NE(text.find("bbb…"), std::string::npos);
  const size_t line = text.find("1 │ ") + std::string("1 │ ").size();
  const size_t below = text.find("  │ ", text.find("\n", line)) + std::string("  │ ").size();
  // "…" has three bytes and one column.
  EXPECT_EQ(text.find('X', line) - line - 2, text.find('^', below) - below);
}

TEST(RenderTerminal, ColoursOnlyIfAsked) {
  Fixture f;
  f.ReportAll();
  EXPECT_EQ(RenderTerminal(f.sink.Finish(), f.files).find('\x1b'), std::string::npos);
  EXPECT_NE(RenderTerminal(f.sink.Finish(), f.files, {.colour = true}).find("\x1b[1;31merror[C0206]"),
            std::string::npos);
}

TEST(RenderTerminal, SaysHowManyAreNotListed) {
  Fixture f;
  f.sink = Sink(1);
  for (uint32_t i = 0; i < 4; ++i) f.sink.Report(Diagnostic(Kind::kBadDate, {f.file, i, i}, "m"));
  EXPECT_TRUE(RenderTerminal(f.sink.Finish(), f.files).ends_with("\nand 3 more\n"));
  EXPECT_TRUE(RenderLines(f.sink.Finish(), f.files).ends_with("\nand 3 more\n"));
}

TEST(RenderLines, OneLineEach) {
  Fixture f;
  f.ReportAll();
  f.sink.Report(Diagnostic(Kind::kNoCode, {f.file, 0, 0}, "nothing"));
  EXPECT_EQ(RenderLines(f.sink.Finish(), f.files),
            "dossier/main.casus.md:1:1: warning[C0104]: nothing\n"
            "dossier/main.casus.md:3:10: error[C0206]: this is not in source A\n");
}

TEST(RenderJson, HasEverything) {
  Fixture f;
  f.ReportAll();
  const auto json = nlohmann::json::parse(RenderJson(f.sink.Finish(Stance()), f.files));
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["errors"], 1);
  EXPECT_EQ(json["more"], 0);
  const auto& diagnostic = json["diagnostics"].at(0);
  EXPECT_EQ(diagnostic["code"], "C0206");
  EXPECT_EQ(diagnostic["name"], "BadDate");
  EXPECT_EQ(diagnostic["severity"], "error");
  EXPECT_EQ(diagnostic["heading"], "Talks › Stance");
  EXPECT_EQ(diagnostic["span"]["begin"], (nlohmann::json{{"byte", 19}, {"line", 3}, {"column", 10}}));
  EXPECT_EQ(diagnostic["span"]["end"]["byte"], 35);
  EXPECT_EQ(diagnostic["labels"].at(0)["text"], "see here");
  EXPECT_EQ(diagnostic["fix"]["replacement"], "\"other\"");
  EXPECT_EQ(diagnostic["helps"].at(0), "write something else");
}

TEST(RenderJson, IsUtf8EvenIfTheFileIsNot) {
  Files files;
  const FileId file = files.Add("bad\xff.casus", "x");
  Sink sink;
  sink.Report(Diagnostic(Kind::kBadDate, {file, 0, 1}, "\xfe"));
  EXPECT_TRUE(nlohmann::json::accept(RenderJson(sink.Finish(), files)));
}

TEST(Render, NothingIsNothing) {
  EXPECT_EQ(RenderTerminal({}, Files()), "");
  EXPECT_EQ(RenderLines({}, Files()), "");
}

}  // namespace
}  // namespace casus::diag
