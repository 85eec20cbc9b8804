#include "text/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace casus::text {
namespace {

using ::testing::ElementsAreArray;

TEST(SentenceSplitter, FindsTheEndsOfSentences) {
  struct Case {
    std::string_view text;
    std::vector<std::string_view> sentences;
  };
  const Case cases[] = {
      {.text = "", .sentences = {}},
      {.text = " \n ", .sentences = {}},
      {.text = "One.  Two? Three! Four", .sentences = {"One.", "Two?", "Three!", "Four"}},
      {.text = "First line\nSecond line", .sentences = {"First line", "Second line"}},
      {.text = "He met J. Urbšys. V. M. Molotov spoke.",
       .sentences = {"He met J. Urbšys.", "V. M. Molotov spoke."}},
      {.text = "See Article V. The parties agree.", .sentences = {"See Article V.", "The parties agree."}},
      {.text = "Gen. Raštikis and Dr. Bizauskas went.",
       .sentences = {"Gen. Raštikis and Dr. Bizauskas went."}},
      {.text = "States (e.g. Latvia) agreed. So did he.",
       .sentences = {"States (e.g. Latvia) agreed.", "So did he."}},
      {.text = "The U.S. Congress objected.", .sentences = {"The U.S. Congress objected."}},
      {.text = "Sold for 7.5 million on Jan. 10.", .sentences = {"Sold for 7.5 million on Jan. 10."}},
      {.text = "It waited... then left. It… Waited.",
       .sentences = {"It waited... then left.", "It… Waited."}},
      {.text = "\"You will sign.\" He left.", .sentences = {"\"You will sign.\"", "He left."}},
      {.text = "He said so. \")", .sentences = {"He said so. \")"}},
  };
  auto splitter = SentenceSplitter::Create();
  ASSERT_TRUE(splitter.ok());
  for (const Case& c : cases) EXPECT_THAT(splitter->Split(c.text), ElementsAreArray(c.sentences)) << c.text;
}

}  // namespace
}  // namespace casus::text
