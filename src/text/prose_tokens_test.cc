#include "text/prose_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace casus::text {
namespace {

using testing::ElementsAre;

std::vector<std::string_view> TextsOf(const ProseTokens& tokens) {
  std::vector<std::string_view> texts;
  for (size_t i = 0; i < tokens.size(); ++i) texts.push_back(tokens.TextOf(tokens[i]));
  return texts;
}

Vocabulary::Id Only(const ProseTokens& tokens) {
  EXPECT_EQ(tokens.size(), 1u) << tokens.text();
  return tokens[0].word;
}

TEST(ProseTokens, AreWordsDigitsAndMarks) {
  EXPECT_THAT(TextsOf(ProseTokens("Riga’s 12,000–odd")), ElementsAre("Riga’s", "12", ",", "000", "–", "odd"));
  EXPECT_THAT(TextsOf(ProseTokens("3m of B52, T-34")),
              ElementsAre("3", "m", "of", "B52", ",", "T", "-", "34"));
  EXPECT_THAT(TextsOf(ProseTokens("don't 'tis the workers'")),
              ElementsAre("don't", "'", "tis", "the", "workers", "'"));
  EXPECT_THAT(TextsOf(ProseTokens("Żeligowski\u00A0met  Urbšys×2½")),
              ElementsAre("Żeligowski", "met", "Urbšys", "×", "2", "½"));
  EXPECT_EQ(ProseTokens(" \t\n").size(), 0u);
}

// Words are read eight bytes at a time: no length is special, nor what follows, nor the end of the text.
TEST(ProseTokens, AreWordsOfAnyLength) {
  for (size_t size = 1; size < 40; ++size) {
    for (const std::string_view behind : {"", " ", ".", "é", "1", "'s", "-x"}) {
      std::string word(size, 'q');
      word.front() = 'Q';
      const std::string text = word + std::string(behind);
      const ProseTokens tokens(text);
      const bool goes_on = behind == "é" || behind == "1" || behind == "'s";
      ASSERT_EQ(tokens.TextOf(tokens[0]), goes_on ? text : word) << text;
      EXPECT_TRUE(tokens[0].has(Token::kCapital)) << text;
      EXPECT_EQ(tokens[0].has(Token::kUneven), behind == "é") << text;
      EXPECT_EQ(tokens[0].has(Token::kApostrophe), behind == "'s") << text;
      if (size < 2) continue;
      word[size - 1] = 'Q';
      EXPECT_TRUE(ProseTokens(word)[0].has(Token::kUneven)) << word;
    }
  }
}

TEST(ProseTokens, SayWhatIsAskedOfAWord) {
  const ProseTokens tokens("In OCTOBER some thousand men (12 of them) left kilometres behind: “5%”");
  const auto flags = [&](std::string_view text) {
    for (size_t i = 0; i < tokens.size(); ++i) {
      if (tokens.TextOf(tokens[i]) == text) return unsigned{tokens[i].flags};
    }
    ADD_FAILURE() << text;
    return 0u;
  };
  EXPECT_EQ(flags("In"), unsigned{Token::kCapital | Token::kBesideFigure});
  EXPECT_EQ(flags("OCTOBER"), unsigned{Token::kCapital | Token::kUneven | Token::kDateCore});
  EXPECT_EQ(flags("men"), 0u);
  EXPECT_TRUE(flags("thousand") & Token::kNumber);
  EXPECT_TRUE(flags("12") & Token::kNumber);
  EXPECT_TRUE(flags("12") & Token::kDateCore);
  EXPECT_TRUE(flags("kilometres") & Token::kBesideFigure);
  EXPECT_EQ(flags("("), unsigned{Token::kPairs});
  EXPECT_TRUE(flags("“") & Token::kPairs);
  EXPECT_EQ(flags("%"), unsigned{Token::kBesideFigure});
  const ProseTokens twice("In the the town They they’re they’re, the, the town the");
  std::vector<std::string_view> repeated;
  for (size_t i = 0; i < twice.size(); ++i) {
    if (twice[i].has(Token::kRepeated)) repeated.push_back(twice.TextOf(twice[i]));
  }
  EXPECT_EQ(repeated, (std::vector<std::string_view>{"the", "they’re"}));
  EXPECT_TRUE(tokens.has(Token::kDateCore));
  EXPECT_FALSE(ProseTokens("They left the town.").has(Token::kDateCore));
  EXPECT_FALSE(ProseTokens("They left the town.").has(Token::kNumber));
}

TEST(ProseTokens, KnowTheWordsOfTheVocabulary) {
  const Vocabulary& vocabulary = Vocabulary::Get();
  for (const DateEntry& entry : DateEntries()) {
    std::string loud(entry.text);
    loud.front() = static_cast<char>(loud.front() - 'a' + 'A');
    EXPECT_EQ(vocabulary.DateOf(Only(ProseTokens(loud))).word, entry.meaning.word) << entry.text;
    EXPECT_EQ(vocabulary.Find(entry.text), Only(ProseTokens(entry.text))) << entry.text;
  }
  EXPECT_EQ(Only(ProseTokens("fortnightly")), Vocabulary::kUnknown);
  EXPECT_EQ(Only(ProseTokens("octobers")), Vocabulary::kUnknown);
  EXPECT_EQ(Only(ProseTokens("october’s")), Vocabulary::kUnknown);
}

TEST(ProseTokens, EndBeyondBothEnds) {
  const ProseTokens tokens("to Riga");
  EXPECT_TRUE(tokens.Before(tokens.At(0)).is_end());
  EXPECT_EQ(tokens.Before(tokens.At(0)).end, 0u);
  EXPECT_EQ(tokens.After(tokens.Before(tokens.At(0))).text, "to");
  EXPECT_TRUE(tokens.Before(tokens.Before(tokens.At(0))).is_end());
  EXPECT_TRUE(tokens.After(tokens.At(1)).is_end());
  EXPECT_EQ(tokens.After(tokens.After(tokens.At(1))).begin, tokens.text().size());
  EXPECT_EQ(tokens.Until(3).text, "to");
  EXPECT_EQ(tokens.Until(5).text, "to");  // within "Riga"
  EXPECT_EQ(tokens.From(1).text, "Riga");
  EXPECT_TRUE(ProseTokens("").From(0).is_end());
  EXPECT_TRUE(ProseTokens("").Until(0).is_end());
}

// Wherever the look-up before ended, a place has one token before it and one behind.
RC_GTEST_PROP(ProseTokens, AreFoundByTheirPlaces, ()) {
  const auto words = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"a", "Riga", "12", ",", "–", "it's", "½", " ", "  "}));
  std::string text;
  for (const std::string& word : words) text += word;
  const ProseTokens tokens(text);
  const auto places = *rc::gen::container<std::vector<size_t>>(rc::gen::inRange<size_t>(0, text.size() + 1));
  for (const size_t place : places) {
    size_t from = 0;
    while (from < tokens.size() && tokens[from].begin < place) ++from;
    size_t until = tokens.size();
    while (until > 0 && tokens[until - 1].end > place) --until;
    RC_ASSERT(tokens.From(place).index == from);
    RC_ASSERT(tokens.Until(place).index == until - 1);
  }
}

}  // namespace
}  // namespace casus::text
