#include "diag/file.h"

#include <gtest/gtest.h>

namespace casus::diag {
namespace {

TEST(Files, LocateCountsLinesAndCharacters) {
  Files files;
  const FileId file = files.Add("a.casus", "one\nžemė x\r\n\nend");
  struct Case {
    uint32_t offset;
    Position expected;
  };
  const Case cases[] = {
      {.offset = 0, .expected = {1, 1}},  {.offset = 3, .expected = {1, 4}},
      {.offset = 4, .expected = {2, 1}},  {.offset = 6, .expected = {2, 2}},
      {.offset = 11, .expected = {2, 6}}, {.offset = 14, .expected = {3, 1}},
      {.offset = 18, .expected = {4, 4}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(files.Locate(file, c.offset).line, c.expected.line) << c.offset;
    EXPECT_EQ(files.Locate(file, c.offset).column, c.expected.column) << c.offset;
  }
}

TEST(Files, TextsAndPathsAreKept) {
  Files files;
  const FileId first = files.Add("a", "text of a");
  const std::string_view view = files.Text(first);
  for (int i = 0; i < 100; ++i) files.Add("b", "b");
  EXPECT_EQ(view, "text of a");
  EXPECT_EQ(view.data(), files.Text(first).data());
  EXPECT_EQ(files.Text(Span{first, 5, 7}), "of");
  EXPECT_EQ(files.Path(first), "a");
  EXPECT_EQ(files.size(), 101u);
}

TEST(FilesDeathTest, PlacesOutsideAreOurBug) {
  Files files;
  const FileId file = files.Add("a", "abc");
  EXPECT_DEATH(files.Locate(file, 4), "span");
  EXPECT_DEATH(files.Path(FileId{7}), "no file");
}

}  // namespace
}  // namespace casus::diag
