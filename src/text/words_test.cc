#include "text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace casus::text {
namespace {

using ::testing::ElementsAreArray;

TEST(SplitWords, NormalizesWhatDoesNotCount) {
  struct Case {
    std::string_view text;
    std::vector<std::string> words;
  };
  const Case cases[] = {
      {.text = "", .words = {}},
      {.text = " — “…” ", .words = {}},
      {.text = "“Soviet–Lithuanian” treaty,\n of 20,000",
       .words = {"Soviet-Lithuanian", "treaty", "of", "20,000"}},
      {.text = "Soviet-Lithuanian Soviet\u2011Lithuanian",
       .words = {"Soviet-Lithuanian", "Soviet-Lithuanian"}},
      {.text = "Lithuania’s Lithuania's Urbšys'", .words = {"Lithuania's", "Lithuania's", "Urbšys"}},
      {.text = "7.5 million. 3.8,x", .words = {"7.5", "million", "3.8", "x"}},
      {.text = "October 30 – November 1", .words = {"October", "30", "November", "1"}},
      {.text = "word—word", .words = {"word", "word"}},
      {.text = "Urbs\u030Cys e\u0307", .words = {"Urbšys", "ė"}},
      {.text = "USSR ussr", .words = {"USSR", "ussr"}},
      {.text = "Рабо\u0301че-крестья\u0301нская", .words = {"Рабо\u0301че-крестья\u0301нская"}},
  };
  for (const Case& c : cases) EXPECT_THAT(SplitWords(c.text), ElementsAreArray(c.words)) << c.text;
}

}  // namespace
}  // namespace casus::text
