#include "text/citation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace casus::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Source Read(std::string_view bytes) { return *Source::FromBytes(std::string(bytes)); }

std::vector<int> Nearest(const CitationMatch& match) {
  std::vector<int> sentences;
  for (const NearestSentence& nearest : match.nearest) sentences.push_back(nearest.sentence);
  return sentences;
}

constexpr std::string_view kText =
    "He demanded that Lithuania signed three separate treaties, according to which bases would be built. "
    "The Soviet–Lithuanian treaty was signed on October 10. "
    "Lithuania’s army had 22,265 soldiers. "
    "The Soviet–Estonian treaty was signed on September 28.";

TEST(FindCitation, FindsTheSentenceWithTheWords) {
  const Source source = Read(kText);
  struct Case {
    std::string_view quote;
    int sentence;
  };
  const Case cases[] = {
      {.quote = "signed three separate treaties", .sentence = 1},
      {.quote = "  three   separate\ntreaties according", .sentence = 1},
      {.quote = "three … bases", .sentence = 1},
      {.quote = "Lithuania...three…treaties ... built", .sentence = 1},
      {.quote = "three … separate", .sentence = 1},
      {.quote = "… separate …", .sentence = 1},
      {.quote = "Soviet-Lithuanian", .sentence = 2},
      {.quote = "signed on October 10.", .sentence = 2},
      {.quote = "Lithuania's army", .sentence = 3},
      {.quote = "22,265", .sentence = 3},
  };
  for (const Case& c : cases) {
    const CitationMatch match = FindCitation(source, c.quote);
    EXPECT_EQ(match.kind, CitationMatch::kFound) << c.quote;
    EXPECT_THAT(match.sentences, ElementsAre(c.sentence)) << c.quote;
    EXPECT_THAT(match.nearest, IsEmpty());
  }
}

TEST(FindCitation, TellsWhenWordsAreNotEnough) {
  const CitationMatch match = FindCitation(Read(kText), "treaty was signed on");
  EXPECT_EQ(match.kind, CitationMatch::kAmbiguous);
  EXPECT_THAT(match.sentences, ElementsAre(2, 4));
  EXPECT_THAT(match.nearest, IsEmpty());
}

TEST(FindCitation, ShowsTheNearestWhenNothingMatches) {
  const Source source = Read(kText);
  struct Case {
    std::string_view what;
    std::string_view quote;
    std::vector<int> nearest;
  };
  const Case cases[] = {
      {.what = "a word is left out", .quote = "signed three treaties", .nearest = {1, 2, 4}},
      {.what = "an unknown word", .quote = "on the tenth of October", .nearest = {2, 4}},
      {.what = "another order", .quote = "separate three", .nearest = {1}},
      {.what = "fragments in another order", .quote = "treaties … demanded", .nearest = {1}},
      {.what = "fragments that overlap", .quote = "three separate … separate treaties", .nearest = {1}},
      {.what = "over the end of a sentence", .quote = "built The", .nearest = {1, 2, 4}},
      {.what = "case counts, but comes near", .quote = "lithuania's Army", .nearest = {3, 1}},
      {.what = "part of a word", .quote = "treat", .nearest = {1, 2, 4}},
      {.what = "spelled differently", .quote = "seperate treatis", .nearest = {1, 2, 4}},
      {.what = "nothing alike", .quote = "xylophone", .nearest = {}},
      {.what = "no words", .quote = " … ", .nearest = {}},
      {.what = "nothing", .quote = "", .nearest = {}},
  };
  for (const Case& c : cases) {
    const CitationMatch match = FindCitation(source, c.quote);
    EXPECT_EQ(match.kind, CitationMatch::kNotFound) << c.what;
    EXPECT_THAT(match.sentences, IsEmpty()) << c.what;
    EXPECT_EQ(Nearest(match), c.nearest) << c.what;
  }
}

RC_GTEST_PROP(FindCitationProperty, AnyRunOfWordsIsInItsSentence, ()) {
  const Source source = Read(kText);
  const int id = *rc::gen::inRange(1, 5);
  const auto words = source.index().WordsOf(id);
  const size_t begin = *rc::gen::inRange<size_t>(0, words.size());
  const size_t end = *rc::gen::inRange<size_t>(begin + 1, words.size() + 1);
  std::string quote;
  for (size_t i = begin; i < end; ++i) {
    const bool is_gap = i > begin && *rc::gen::inRange(0, 4) == 0;
    quote += is_gap ? "… " : std::string(source.index().words().Name(words[i])) + " ";
  }
  RC_ASSERT(testing::Value(FindCitation(source, quote).sentences, testing::Contains(id)));
}

}  // namespace
}  // namespace casus::text
