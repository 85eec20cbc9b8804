#include "text/reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/characters.h"

namespace casus::text {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Reading Of(std::string text, const ReadOptions& options = {}) { return *Read(std::move(text), options); }

std::vector<std::string> Texts(const Reading& reading) {
  std::vector<std::string> texts;
  for (const Sentence& sentence : reading.sentences) texts.push_back(sentence.text);
  return texts;
}

TEST(Reading, ReadsAGlossedPage) {
  const Reading reading =
      Of("The Bridge Treaty\nMENU\n\nA treaty was signed in\nRiga Riga is the capital of Latvia, founded in "
         "1201 ...\n"
         "on May 3, 1921.[4] It gave\nMitau Mitau, on the river Aa, has 40,000 people ...\nto nobody.\n\nSee "
         "also\n\n* Other treaties\n");
  EXPECT_THAT(Texts(reading),
              ElementsAre("A treaty was signed in Riga on May 3, 1921.", "It gave Mitau to nobody."));
  EXPECT_THAT(reading.SectionOf(reading.sentences[0]), ElementsAre("The Bridge Treaty"));
  EXPECT_THAT(reading.sentences[0].notes, ElementsAre("4"));
  EXPECT_EQ(std::count_if(
                reading.pieces.begin(), reading.pieces.end(),
                [](const Piece& piece) { return piece.kind == Piece::Kind::kSentence && piece.index == 0; }),
            2);
  ASSERT_EQ(reading.glosses.size(), 2u);
  EXPECT_EQ(reading.glosses[0].term, "Riga");
  EXPECT_EQ(reading.glosses[0].sentence, 1);
  EXPECT_EQ(reading.glosses[1].sentence, 2);
  EXPECT_TRUE(reading.glosses[1].truncated);
  ASSERT_EQ(reading.debris.size(), 3u);
  EXPECT_EQ(reading.debris[0].text, "MENU");
  EXPECT_EQ(reading.debris[1].kind, Debris::Kind::kSeeAlso);
  // What a gloss says is not what the page says.
  for (const Mention& mention : reading.sentences[0].mentions) EXPECT_NE(mention.edtf, "1201");
  const auto date = std::find_if(reading.sentences[0].mentions.begin(), reading.sentences[0].mentions.end(),
                                 [](const Mention& mention) { return mention.kind == Mention::Kind::kDate; });
  ASSERT_NE(date, reading.sentences[0].mentions.end());
  EXPECT_EQ(date->edtf, "1921-05-03");
  const Range place = reading.PlaceOf(reading.sentences[0], date->at);
  EXPECT_EQ(reading.original.substr(place.begin, place.size()), "May 3, 1921");
}

TEST(Reading, AttachesNotesToWhatTheyStandBehind) {
  const Reading reading = Of("One is so.[1][2] Two[3] is not. [4] Three.\n\n[5] Four.");
  EXPECT_THAT(Texts(reading), ElementsAre("One is so.", "Two is not.", "Three.", "Four."));
  EXPECT_THAT(reading.sentences[0].notes, ElementsAre("1", "2"));
  EXPECT_THAT(reading.sentences[1].notes, ElementsAre("3", "4"));
  EXPECT_THAT(reading.sentences[2].notes, ElementsAre("5"));
}

TEST(Reading, SaysThatTheSentenceOfANoteIsAbsent) {
  const Reading reading = Of("[2] One was told.\n[4][5] Two was told[6] as well.\nThree.\n");
  ASSERT_EQ(reading.notes.size(), 4u);
  EXPECT_EQ(reading.notes[0].supports, std::nullopt);
  EXPECT_EQ(reading.notes[0].before, 1);
  EXPECT_EQ(reading.notes[1].before, 2);
  EXPECT_EQ(reading.notes[2].before, 2);
  EXPECT_EQ(reading.notes[3].supports, 2);
  EXPECT_THAT(reading.sentences[0].notes, IsEmpty());
}

TEST(Reading, NestsSectionsByTheirLevels) {
  const Reading reading =
      Of("# A\n\nOne.\n\n## B\n\nTwo.\n\n### C\n\nThree.\n\n## D\n\nFour.\n\n# E\n\nFive.\n",
         {.file_name = "x.md"});
  EXPECT_THAT(reading.SectionOf(reading.sentences[2]), ElementsAre("A", "B", "C"));
  EXPECT_THAT(reading.SectionOf(reading.sentences[3]), ElementsAre("A", "D"));
  EXPECT_THAT(reading.SectionOf(reading.sentences[4]), ElementsAre("E"));
}

TEST(Reading, KnowsFormsByNameOrBeginning) {
  EXPECT_EQ(Of("<p>One.", {.file_name = "a.html"}).form, Form::kHtml);
  EXPECT_EQ(Of(" <!DOCTYPE html><p>One.").form, Form::kHtml);
  EXPECT_EQ(Of("# One").form, Form::kPlain);
  EXPECT_EQ(Of("# One", {.file_name = "a.md"}).form, Form::kMarkdown);
  EXPECT_EQ(Of("<html>", {.file_name = "a.txt"}).form, Form::kPlain);
}

TEST(Reading, LinksNamesToCardsAndEntities) {
  const Reading reading = Of("They met in\nRiga Riga is the capital ...\non a Monday with the Soviets.",
                             {.names = {{"Riga", "City_of_Riga"}, {"Soviets", "Soviet_Union"}}});
  std::vector<std::string> entities;
  for (const Mention& mention : reading.sentences[0].mentions) {
    if (mention.kind == Mention::Kind::kName) entities.push_back(mention.refers_to);
  }
  EXPECT_THAT(entities, ElementsAre("City_of_Riga", "Soviet_Union")) << "the dossier's entity, not the card";
}

std::vector<std::string> Dates(const Reading& reading) {
  std::vector<std::string> dates;
  for (const Sentence& sentence : reading.sentences) {
    for (const Mention& mention : sentence.mentions) {
      if (mention.kind == Mention::Kind::kDate) dates.push_back(mention.edtf);
    }
  }
  return dates;
}

TEST(Reading, TakesYearsFromTheTitle) {
  const Reading reading = Of("Sitting of 3 March 1913\n\nOn 1 February the men left.\n");
  EXPECT_THAT(Dates(reading), ElementsAre("1913-02-01"));
  EXPECT_EQ(reading.sentences[0].mentions[0].reason, "the year is that of “3 March 1913”");
}

TEST(Reading, PutsThePagesOfABookTogether) {
  const Reading reading = Of(
      "On the evening of the 14th of November the regi-\nment, which had numbered 1,240 men, was choked with "
      "wag-\n\n                 212\n\ngons and a self-\nevident lack of three hun-\ndred horses. Field-\n"
      "Marshal Toll left.\n");
  EXPECT_THAT(
      Texts(reading),
      ElementsAre("On the evening of the 14th of November the regiment, which had numbered 1,240 men, was "
                  "choked with waggons and a self-evident lack of three hundred horses.",
                  "Field-Marshal Toll left."));
  ASSERT_EQ(reading.debris.size(), 1u);
  EXPECT_EQ(reading.debris[0].text, "212");
  const auto horses = std::find_if(reading.sentences[0].mentions.begin(), reading.sentences[0].mentions.end(),
                                   [](const Mention& mention) { return mention.unit == "horse"; });
  ASSERT_NE(horses, reading.sentences[0].mentions.end());
  EXPECT_EQ(horses->least, base::Decimal::FromInteger(300));
  const Range place = reading.PlaceOf(reading.sentences[0], horses->at);
  EXPECT_EQ(reading.original.substr(place.begin, place.size()), "three hun-\ndred horses");
}

TEST(Reading, KeepsTheChecksumOfTheOriginal) {
  const Reading reading = Of("abc");
  EXPECT_EQ(reading.sha256[0], 0xba);
  EXPECT_EQ(reading.sha256[31], 0xad);
}

TEST(Reading, MayBeEmpty) {
  for (const char* text : {"", " \n\n", "\xEF\xBB\xBF", "[3]", "{{x}}", "***"}) {
    EXPECT_THAT(Texts(Of(text)), IsEmpty()) << text;
  }
}

TEST(Reading, TakesManyTinyLinesAndOneLongOne) {
  std::string lines;
  for (int i = 0; i < 200'000; ++i) lines += "a\n";
  EXPECT_FALSE(Of(lines).sentences.empty());
  EXPECT_EQ(Of(std::string(2'000'000, 'x')).sentences.size(), 31u) << "parted, as no sentence is so long";
}

// The pieces are the original, and a sentence is its pieces, but for whitespace and what is written otherwise.
RC_GTEST_PROP(ReadingProperty, PiecesMakeUpTheOriginal, ()) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"\n",
                                                  "\n\n",
                                                  " ",
                                                  "''",
                                                  "[3]",
                                                  "* ",
                                                  ". ",
                                                  "ė",
                                                  "On May 3, 1921 ",
                                                  "Oder",
                                                  "\nOder The Oder ...\n",
                                                  "\u00A0",
                                                  " ...",
                                                  ",",
                                                  "{{a}}",
                                                  "# ",
                                                  "See also",
                                                  "References",
                                                  "&amp;",
                                                  "<p>",
                                                  "</p>",
                                                  "<sup class=reference>[1]</sup>",
                                                  "“",
                                                  "20,000 men",
                                                  "!"}));
  std::string text;
  for (const std::string& part : parts) text += part;
  for (const Form form : {Form::kPlain, Form::kMarkdown, Form::kHtml}) {
    const Reading reading = Of(text, {.form = form});
    std::string together;
    for (const Piece& piece : reading.pieces) {
      RC_ASSERT(piece.place.begin == together.size());
      RC_ASSERT(piece.place.begin < piece.place.end);
      together += reading.original.substr(piece.place.begin, piece.place.size());
    }
    RC_ASSERT(together == text);
    size_t end = 0;
    for (const Sentence& sentence : reading.sentences) {
      RC_ASSERT(sentence.place.begin >= end);
      end = sentence.place.end;
      RC_ASSERT(!sentence.text.empty());
      RC_ASSERT(sentence.text.find('\n') == std::string::npos);
      size_t last = 0;
      for (const Mention& mention : sentence.mentions) {
        RC_ASSERT(mention.at.begin >= last);
        RC_ASSERT(sentence.text.substr(mention.at.begin, mention.at.size()) == mention.text);
        last = mention.at.end;
      }
    }
  }
}

TEST(Characters, CountInEachEncoding) {
  const std::string utf8 = "aė€\U0001F54Az";
  const Characters characters(utf8, Encoding::kUtf8);
  EXPECT_EQ(characters.CountBefore(utf8.size()), 5u);
  EXPECT_EQ(characters.CountBefore(3), 2u);
  EXPECT_EQ(characters.TextBefore(utf8.size(), 2), "\U0001F54Az");
  EXPECT_EQ(characters.TextAfter(1, 2), "ė€");
  const std::string utf16("a\0\x17\x01\x3D\xD8\x4A\xDD", 8);
  const Characters wide(utf16, Encoding::kUtf16LittleEndian);
  EXPECT_EQ(wide.CountBefore(8), 3u);
  EXPECT_EQ(wide.Text({2, 4}), "ė");
  const std::string latin("K\xF6ln");
  EXPECT_EQ(Characters(latin, Encoding::kLatin1).TextAfter(0, 2), "Kö");
}

}  // namespace
}  // namespace casus::text
