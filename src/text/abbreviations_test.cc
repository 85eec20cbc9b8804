#include "text/abbreviations.h"

#include <gtest/gtest.h>

#include <string_view>

namespace casus::text {
namespace {

TEST(HoldOf, DependsOnTheWordAndItsLetters) {
  struct Case {
    std::string_view word;
    Hold hold;
  };
  const Case cases[] = {
      {.word = "Gen", .hold = Hold::kAlways},
      {.word = "GEN", .hold = Hold::kAlways},
      {.word = "gen", .hold = Hold::kNone},
      {.word = "Sqn", .hold = Hold::kAlways},
      {.word = "MM", .hold = Hold::kAlways},
      {.word = "mm", .hold = Hold::kNone},
      {.word = "Stat", .hold = Hold::kBeforeNumber},
      {.word = "e.g", .hold = Hold::kAlways},
      {.word = "v", .hold = Hold::kAlways},
      {.word = "V", .hold = Hold::kNone},
      {.word = "no", .hold = Hold::kBeforeNumber},
      {.word = "NO", .hold = Hold::kBeforeNumber},
      {.word = "N°", .hold = Hold::kBeforeNumber},
      {.word = "Inc", .hold = Hold::kUnlessStarter},
      {.word = "al", .hold = Hold::kUnlessStarter},
      {.word = "Al", .hold = Hold::kNone},
      {.word = "P.M", .hold = Hold::kTime},
      {.word = "treaty", .hold = Hold::kNone},
      {.word = "", .hold = Hold::kNone},
      {.word = "incomprehensibilities", .hold = Hold::kNone},
      {.word = "Gen.", .hold = Hold::kNone},
      {.word = "\u017Ducm", .hold = Hold::kNone},
  };
  for (const Case& c : cases) EXPECT_EQ(c.hold, HoldOf(c.word)) << c.word;
}

TEST(Words, AreLookedUpInTheirCase) {
  EXPECT_TRUE(IsStarter("The"));
  EXPECT_FALSE(IsStarter("the"));
  EXPECT_TRUE(IsNumbered("Article"));
  EXPECT_TRUE(IsNumbered("articles"));
  EXPECT_FALSE(IsNumbered("treaty"));
  EXPECT_TRUE(IsConnective("of"));
  EXPECT_FALSE(IsConnective("Of"));
  EXPECT_TRUE(IsDayOrZone("Monday"));
  EXPECT_FALSE(IsDayOrZone("gmt"));
  EXPECT_TRUE(IsVerbOfSpeech("asked"));
  EXPECT_FALSE(IsVerbOfSpeech("walked"));
}

TEST(IsNumeral, ReadsDigitsLettersAndEras) {
  for (const std::string_view word : {"7", "12th", "IX", "B", "Š", "AD"})
    EXPECT_TRUE(IsNumeral(word)) << word;
  for (const std::string_view word : {"", "b", "The", "IXth", "Ad", "ŠŽ"})
    EXPECT_FALSE(IsNumeral(word)) << word;
}

}  // namespace
}  // namespace casus::text
