#include "text/vicinity.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace casus::text {
namespace {

TEST(WordBefore, TakesWhatMayBeWithinAWord) {
  struct Case {
    std::string_view text;
    std::string_view word;
  };
  const Case cases[] = {
      {.text = "in Oct", .word = "Oct"},
      {.text = "the e.g", .word = "e.g"},
      {.text = "(J.-P", .word = "J.-P"},
      {.text = "the 'Gen", .word = "Gen"},
      {.text = "the ’Gen", .word = "Gen"},
      {.text = "at N°", .word = "N°"},
      {.text = "a gov't", .word = "gov't"},
      {.text = "ąžuolas", .word = "ąžuolas"},
      {.text = "left. ", .word = ""},
      {.text = "(left)", .word = ""},
      {.text = "", .word = ""},
      {.text = "and/or", .word = "or"},
      {.text = "line\nnext", .word = "next"},
      {.text = "a...", .word = "a..."},
      {.text = " ...", .word = ""},
  };
  for (const Case& c : cases) EXPECT_EQ(WordBefore(c.text, c.text.size()), c.word) << c.text;
  EXPECT_EQ(WordBefore("Monday.Mr", 9, 7), "Mr");
}

TEST(WordAfter, TakesLettersDigitsAndMarks) {
  struct Case {
    std::string_view text;
    std::string_view word;
  };
  const Case cases[] = {{.text = "Jr.'s", .word = "Jr"},
                        {.text = "7th of", .word = "7th"},
                        {.text = "e\u0301t\u0301.", .word = "e\u0301t\u0301"},
                        {.text = " a", .word = ""},
                        {.text = "", .word = ""}};
  for (const Case& c : cases) EXPECT_EQ(WordAfter(c.text, 0), c.word) << c.text;
}

TEST(Words, AreBounded) {
  const std::string endless(1000, 'a');
  EXPECT_LT(WordBefore(endless, endless.size()).size(), 100u);
  EXPECT_LT(WordAfter(endless, 0).size(), 100u);
}

TEST(Spaces, AreSkippedWithinALine) {
  constexpr std::string_view kText = "a \u00A0\u200B\t\nb";
  EXPECT_EQ(SkipSpaces(kText, 1), kText.find('\n'));
  EXPECT_EQ(SkipSpacesBack(kText, kText.find('\n')), 1u);
  EXPECT_EQ(SkipSpaces(kText, 0), 0u);
  EXPECT_EQ(SkipSpacesBack(kText, kText.size()), kText.size());
  EXPECT_EQ(SkipSpaces("  ", 0), 2u);
  EXPECT_EQ(SkipSpacesBack("  ", 2), 0u);
  EXPECT_TRUE(IsAtLineEnd(kText, kText.find('\n')));
  EXPECT_TRUE(IsAtLineEnd(kText, kText.size()));
  EXPECT_FALSE(IsAtLineEnd(kText, 0));
}

TEST(Characters, AreNulBeyondTheText) {
  EXPECT_EQ(CharacterAt("č", 0), U'č');
  EXPECT_EQ(CharacterAt("č", 2), U'\0');
  EXPECT_EQ(CharacterBefore("ač", 3), U'č');
  EXPECT_EQ(CharacterBefore("č", 0), U'\0');
  EXPECT_EQ(PlaceBefore("ač", 3), 1u);
}

}  // namespace
}  // namespace casus::text
