#include "text/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace casus::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Source Read(std::string bytes) { return *Source::FromBytes(std::move(bytes)); }

std::vector<std::string> Texts(const Source& source) {
  std::vector<std::string> texts;
  for (const Sentence& sentence : source.sentences()) texts.push_back(sentence.text);
  return texts;
}

TEST(Source, NumbersItsSentences) {
  const std::string bytes = "The pact\nwas signed.  It was\tsecret.\n\nNobody knew.";
  const Source source = Read(bytes);
  ASSERT_THAT(Texts(source), ElementsAre("The pact was signed.", "It was secret.", "Nobody knew."));
  EXPECT_EQ(source.sentence(2).id, 2);
  EXPECT_EQ(source.sentence(2).text, "It was secret.");
  EXPECT_EQ(bytes.substr(source.sentence(1).place.begin, source.sentence(1).place.size()),
            "The pact\nwas signed.");
  EXPECT_EQ(bytes.substr(source.sentence(3).place.begin), "Nobody knew.");
  EXPECT_EQ(source.original(), bytes);
}

TEST(Source, ToleratesAByteOrderMarkAndCarriageReturns) {
  const Source source = Read("\xEF\xBB\xBFOne.\r\nTwo.\r\n");
  ASSERT_THAT(Texts(source), ElementsAre("One.", "Two."));
  EXPECT_EQ(source.sentence(1).place.begin, 3u);
}

TEST(Source, RefusesWhatIsNoText) {
  const base::Result<Source> source = Source::FromBytes(std::string("a\0b", 3));
  ASSERT_FALSE(source.ok());
  EXPECT_EQ(source.error().message, "byte 1 is a zero: this is no text");
}

TEST(Source, MayBeEmpty) {
  EXPECT_THAT(Read("").sentences(), IsEmpty());
  EXPECT_THAT(Read("\xEF\xBB\xBF \n\n").sentences(), IsEmpty());
}

TEST(Source, KnowsTheSectionOfASentence) {
  const Source source = Read(
      "Treaty\n\nHOME\n\nThe lead.\n\nBackground\n\nEarlier treaties\n\nOne. Two.\n\nThe war\n\nThree.\n\n"
      "Aftermath\n\nReactions\n\nFour.");
  ASSERT_THAT(Texts(source), ElementsAre("The lead.", "One.", "Two.", "Three.", "Four."));
  EXPECT_THAT(source.reading().SectionOf(source.sentence(1)), ElementsAre("Treaty"));
  EXPECT_THAT(source.reading().SectionOf(source.sentence(2)), ElementsAre("Background", "Earlier treaties"));
  EXPECT_THAT(source.reading().SectionOf(source.sentence(3)), ElementsAre("Background", "Earlier treaties"));
  EXPECT_THAT(source.reading().SectionOf(source.sentence(4)), ElementsAre("Background", "The war"));
  EXPECT_THAT(source.reading().SectionOf(source.sentence(5)), ElementsAre("Aftermath", "Reactions"));
}

TEST(WordIndex, FindsSentencesByWord) {
  const Source source = Read("The pact was the end. The treaty was not.");
  const WordIndex& index = source.index();
  EXPECT_THAT(index.SentencesWith(*index.words().Find("The")), ElementsAre(1, 2));
  EXPECT_THAT(index.SentencesWith(*index.words().Find("treaty")), ElementsAre(2));
  EXPECT_EQ(index.words().Find("peace"), std::nullopt);
  EXPECT_EQ(index.WordsOf(2).size(), 4u);
}

TEST(SourceDeathTest, AForeignSentenceIsABug) {
  const Source source = Read("One.");
  EXPECT_DEATH((void)source.sentence(0), "sentence 0 of 1");
  EXPECT_DEATH((void)source.sentence(2), "sentence 2 of 1");
}

RC_GTEST_PROP(SourceProperty, SentencesFollowEachOther, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"\n", "\n\n", " ", "''", "[3]", "* ", ". ", "ė", "Baltic",
                                                  "J.", "The end", "Baltic The Baltic ...", "…", "?\""}));
  std::string bytes;
  for (const std::string& piece : pieces) bytes += piece;
  const Source source = Read(bytes);
  int id = 0;
  size_t end = 0;
  for (const Sentence& sentence : source.sentences()) {
    RC_ASSERT(sentence.id == ++id);
    RC_ASSERT(sentence.place.begin >= end);
    RC_ASSERT(sentence.place.begin < sentence.place.end);
    RC_ASSERT(!sentence.text.empty());
    RC_ASSERT(sentence.text.find('\n') == std::string::npos);
    end = sentence.place.end;
  }
  RC_ASSERT(end <= bytes.size());
}

}  // namespace
}  // namespace casus::text
