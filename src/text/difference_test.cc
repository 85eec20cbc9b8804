#include "text/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "text/align_sample.h"

namespace casus::text {
namespace {

using Kind = Difference::Kind;

struct Expected {
  Kind kind;
  std::string a, b;
};

// The first place of `text` in the sentence.
Mention At(const std::string& sentence, std::string_view text, Mention mention) {
  const size_t begin = sentence.find(text);
  mention.at = {.begin = begin, .end = begin + text.size()};
  mention.text = text;
  return mention;
}

struct Telling {
  std::string text;
  std::vector<std::pair<std::string_view, Mention>> mentions = {};
};

Reading Tell(const std::vector<Telling>& sentences) {
  Reading reading;
  for (const Telling& telling : sentences) {
    Sentence& sentence = reading.sentences.emplace_back();
    sentence.id = static_cast<int>(reading.sentences.size());
    sentence.text = telling.text;
    for (const auto& [text, mention] : telling.mentions)
      sentence.mentions.push_back(At(telling.text, text, mention));
  }
  return reading;
}

Mention Date(std::string edtf) { return {.kind = Mention::Kind::kDate, .edtf = std::move(edtf)}; }
Mention InferredDate(std::string edtf) {
  return {.kind = Mention::Kind::kDate, .sureness = Sureness::kLikely, .edtf = std::move(edtf)};
}
Mention Amount(int64_t value, std::string unit = "") {
  const auto amount = base::Decimal::FromInteger(value);
  return {.kind = Mention::Kind::kQuantity, .least = amount, .most = amount, .unit = std::move(unit)};
}

Mention AtMost(int64_t value) {
  return {.kind = Mention::Kind::kQuantity, .most = base::Decimal::FromInteger(value), .unit = "man"};
}
Mention AtLeast(int64_t value) {
  return {.kind = Mention::Kind::kQuantity, .least = base::Decimal::FromInteger(value), .unit = "man"};
}

void ExpectDifferences(std::string_view name, const std::vector<Telling>& a, const std::vector<Telling>& b,
                       const std::vector<Expected>& expected) {
  const Reading reading_a = Tell(a);
  const Reading reading_b = Tell(b);
  WordTable table;
  const AccountWords words_a(reading_a, table);
  const AccountWords words_b(reading_b, table);
  const std::vector<Difference> differences =
      FindDifferences({.reading = &reading_a, .words = words_a.Words(0, words_a.size())},
                      {.reading = &reading_b, .words = words_b.Words(0, words_b.size())}, table);
  std::vector<std::string> shown;
  std::vector<std::string> wanted;
  const auto show = [](Kind kind, const std::string& x, const std::string& y) {
    constexpr const char* kNames[] = {"number", "date", "name", "wording", "addition", "omission"};
    return std::string(kNames[static_cast<size_t>(kind)]) + ": " + x + " | " + y;
  };
  for (const Difference& d : differences) shown.push_back(show(d.kind, d.a, d.b));
  for (const Expected& e : expected) wanted.push_back(show(e.kind, e.a, e.b));
  EXPECT_EQ(shown, wanted) << name;
}

TEST(FindDifferences, OfWords) {
  struct Case {
    std::string_view name;
    std::string a, b;
    std::vector<Expected> differences;
  };
  const Case cases[] = {
      {.name = "none", .a = "The fleet sailed.", .b = "The fleet sailed.", .differences = {}},
      {.name = "a preposition",
       .a = "They marched to Oln.",
       .b = "They marched on Oln.",
       .differences = {{Kind::kWording, "to", "on"}}},
      {.name = "an article",
       .a = "They feared winter storms.",
       .b = "They feared the winter storms.",
       .differences = {{Kind::kAddition, "", "the"}}},
      {.name = "punctuation",
       .a = "At noon, they rested.",
       .b = "At noon they rested.",
       .differences = {{Kind::kOmission, ",", ""}}},
      {.name = "case",
       .a = "He closed the Gate of Oln.",
       .b = "He closed the gate of Oln.",
       .differences = {{Kind::kWording, "Gate", "gate"}}},
      {.name = "the first word may be capitalised",
       .a = "Soon, Soldiers came.",
       .b = "Soon, Soldiers came.",
       .differences = {}},
      {.name = "an article at the begin",
       .a = "Soldiers came at dawn.",
       .b = "The soldiers came at dawn.",
       .differences = {{Kind::kAddition, "", "The"}}},
      {.name = "a number",
       .a = "He led 400 men over the pass.",
       .b = "He led 900 men over the pass.",
       .differences = {{Kind::kNumber, "400", "900"}}},
      {.name = "a number written otherwise",
       .a = "He led 40,000 men over the pass.",
       .b = "He led 40\u00A0000 men over the pass.",
       .differences = {{Kind::kWording, "40,000", "40\u00A0000"}}},
      {.name = "a number that the other does not tell",
       .a = "He led soldiers over the pass.",
       .b = "He led 400 men over the pass.",
       .differences = {{Kind::kAddition, "", "400"}, {Kind::kWording, "soldiers", "men"}}},
      {.name = "a number for a vague word",
       .a = "He led several men over the pass.",
       .b = "He led 400 men over the pass.",
       .differences = {{Kind::kWording, "several", "400"}}},
      {.name = "a number that only moved",
       .a = "With 400 men he crossed the pass.",
       .b = "He crossed the pass with 400 men.",
       .differences = {{Kind::kOmission, "With 400 men", ""}, {Kind::kAddition, "", "with 400 men"}}},
      {.name = "a percent sign",
       .a = "Tolls rose by 5 on salt.",
       .b = "Tolls rose by 5% on salt.",
       .differences = {{Kind::kAddition, "", "%"}}},
      {.name = "a name",
       .a = "The pact was signed by Ferrant alone.",
       .b = "The pact was signed by Dobrik alone.",
       .differences = {{Kind::kName, "Ferrant", "Dobrik"}}},
      {.name = "a name and its adjective",
       .a = "They called for Corvia to yield.",
       .b = "They called for Corvians to yield.",
       .differences = {{Kind::kWording, "Corvia", "Corvians"}}},
      {.name = "a negation",
       .a = "The duke did sign the long treaty.",
       .b = "The duke did not sign the long treaty.",
       .differences = {{Kind::kAddition, "", "not"}}},
      {.name = "names that changed places",
       .a = "Then Orlov surrendered the town to Hane.",
       .b = "Then Hane surrendered the town to Orlov.",
       .differences = {{Kind::kName, "Orlov", "Hane"}, {Kind::kName, "Hane", "Orlov"}}},
      {.name = "names around a short verb",
       .a = "Again Corvia attacked Dobria in 1920.",
       .b = "Again Dobria attacked Corvia in 1920.",
       .differences = {{Kind::kName, "Corvia", "Dobria"}, {Kind::kName, "Dobria", "Corvia"}}},
      {.name = "names that change places around a verb",
       .a = "Then General Hale defeated Marshal Orr near the mill.",
       .b = "Then Marshal Orr defeated General Hale near the mill.",
       .differences = {{Kind::kName, "General Hale defeated", "defeated General Hale"},
                       {Kind::kOmission, "General Hale defeated", ""},
                       {Kind::kAddition, "", "defeated General Hale"}}},
      {.name = "the passive",
       .a = "Then Orlov beat Hane.",
       .b = "Then Hane was beat by Orlov.",
       .differences = {{Kind::kWording, "Orlov", "Hane was"}, {Kind::kWording, "Hane", "by Orlov"}}},
      {.name = "numbers that changed places",
       .a = "The guards lost 300 and the riders 500.",
       .b = "The guards lost 500 and the riders 300.",
       .differences = {{Kind::kNumber, "300", "500"}, {Kind::kNumber, "500", "300"}}},
      {.name = "an addition of several words",
       .a = "The duke, aged and ill, abdicated.",
       .b = "The duke abdicated.",
       .differences = {{Kind::kOmission, "aged and ill", ""}}},
      {.name = "what is replaced stays together",
       .a = "Then the court fled in haste to Pell.",
       .b = "Then the army marched in silence to Pell.",
       .differences = {{Kind::kWording, "court fled in haste", "army marched in silence"}}},
      {.name = "the gravest first",
       .a = "At Oln, Marshal Ferrant gladly accepted 40 old cannon from the town.",
       .b = "Near Oln, Marshal Dobrik refused 60 old cannon from a town.",
       .differences = {{Kind::kNumber, "40", "60"},
                       {Kind::kName, "Ferrant gladly accepted", "Dobrik refused"},
                       {Kind::kWording, "At", "Near"},
                       {Kind::kWording, "the", "a"}}},
  };
  for (const Case& c : cases) ExpectDifferences(c.name, {{.text = c.a}}, {{.text = c.b}}, c.differences);
}

TEST(FindDifferences, OfMentions) {
  struct Case {
    std::string_view name;
    Telling a, b;
    std::vector<Expected> differences;
  };
  const Case cases[] = {
      {.name = "another day, shown whole",
       .a = {.text = "They met on May 3, 1851, in Oln.", .mentions = {{"May 3, 1851", Date("1851-05-03")}}},
       .b = {.text = "They met on May 5, 1851, in Oln.", .mentions = {{"May 5, 1851", Date("1851-05-05")}}},
       .differences = {{Kind::kDate, "May 3, 1851", "May 5, 1851"}}},
      {.name = "the same day written otherwise",
       .a = {.text = "They met on May 3, 1851.", .mentions = {{"May 3, 1851", Date("1851-05-03")}}},
       .b = {.text = "They met on 3 May 1851.", .mentions = {{"3 May 1851", Date("1851-05-03")}}},
       .differences = {{Kind::kWording, "May 3, 1851", "3 May 1851"}}},
      {.name = "a day within the month",
       .a = {.text = "They met in May 1851.", .mentions = {{"May 1851", Date("1851-05")}}},
       .b = {.text = "They met in mid 3 May 1851.", .mentions = {{"3 May 1851", Date("1851-05-03")}}},
       .differences = {{Kind::kWording, "May 1851", "mid 3 May 1851"}}},
      {.name = "a year that only the context gave does not contradict",
       .a = {.text = "They met on 3 May.", .mentions = {{"3 May", InferredDate("1851-05-03")}}},
       .b = {.text = "They met on May 3.", .mentions = {{"May 3", InferredDate("1860-05-03")}}},
       .differences = {{Kind::kWording, "3 May", "May 3"}}},
      {.name = "days that changed places",
       .a = {.text = "He came on 3 May 1851 and left it on 9 May 1851.",
             .mentions = {{"3 May 1851", Date("1851-05-03")}, {"9 May 1851", Date("1851-05-09")}}},
       .b = {.text = "He came on 9 May 1851 and left it on 3 May 1851.",
             .mentions = {{"9 May 1851", Date("1851-05-09")}, {"3 May 1851", Date("1851-05-03")}}},
       .differences = {{Kind::kDate, "3 May 1851", "9 May 1851"}, {Kind::kDate, "9 May 1851", "3 May 1851"}}},
      {.name = "days of a list",
       .a = {.text = "He came on 3 May and 9 June.",
             .mentions = {{"3 May", Date("1851-05-03")}, {"9 June", Date("1851-06-09")}}},
       .b = {.text = "He came on 9 June and 3 May.",
             .mentions = {{"9 June", Date("1851-06-09")}, {"3 May", Date("1851-05-03")}}},
       .differences = {{Kind::kOmission, "3 May and", ""}, {Kind::kAddition, "", "and 3 May"}}},
      {.name = "other ends of like spans",
       .a = {.text = "It lasted until May 1851.", .mentions = {{"until May 1851", Date("../1851-05")}}},
       .b = {.text = "It lasted until June 1851.", .mentions = {{"until June 1851", Date("../1851-06")}}},
       .differences = {{Kind::kDate, "until May 1851", "until June 1851"}}},
      {.name = "days before and after",
       .a = {.text = "They left before 4 May 1851.",
             .mentions = {{"before 4 May 1851", Date("../1851-05-03")}}},
       .b = {.text = "They left after 5 May 1851.",
             .mentions = {{"after 5 May 1851", Date("1851-05-06/..")}}},
       .differences = {{Kind::kDate, "before 4 May 1851", "after 5 May 1851"}}},
      {.name = "days before and after, of years that only the context gave",
       .a = {.text = "They left before 4 May.",
             .mentions = {{"before 4 May", InferredDate("../1851-05-03")}}},
       .b = {.text = "They left after 5 May.", .mentions = {{"after 5 May", InferredDate("1849-05-06/..")}}},
       .differences = {{Kind::kWording, "before 4 May", "after 5 May"}}},
      {.name = "amounts without one end",
       .a = {.text = "Fewer than 400 men came.", .mentions = {{"Fewer than 400 men", AtMost(400)}}},
       .b = {.text = "More than 500 men came.", .mentions = {{"More than 500 men", AtLeast(500)}}},
       .differences = {{Kind::kNumber, "Fewer than 400 men", "More than 500 men"}}},
      {.name = "an amount within another",
       .a = {.text = "Fewer than 400 men came.", .mentions = {{"Fewer than 400 men", AtMost(400)}}},
       .b = {.text = "Just 300 men came.", .mentions = {{"300 men", Amount(300, "man")}}},
       .differences = {{Kind::kWording, "Fewer than 400 men", "Just 300 men"}}},
      {.name = "a date that the other does not tell",
       .a = {.text = "They met in Oln."},
       .b = {.text = "They met in Oln on May 5, 1851.", .mentions = {{"May 5, 1851", Date("1851-05-05")}}},
       .differences = {{Kind::kAddition, "", "on May 5, 1851"}}},
      {.name = "an amount in words",
       .a = {.text = "It had twenty thousand troops in winter.",
             .mentions = {{"twenty thousand troops", Amount(20'000, "troop")}}},
       .b = {.text = "It had 20,000 troops in winter.",
             .mentions = {{"20,000 troops", Amount(20'000, "troop")}}},
       .differences = {{Kind::kWording, "twenty thousand troops", "20,000 troops"}}},
      {.name = "another amount in words",
       .a = {.text = "It had twenty thousand troops in winter.",
             .mentions = {{"twenty thousand troops", Amount(20'000, "troop")}}},
       .b = {.text = "It had 30,000 troops in winter.",
             .mentions = {{"30,000 troops", Amount(30'000, "troop")}}},
       .differences = {{Kind::kNumber, "twenty thousand troops", "30,000 troops"}}},
      {.name = "a name at the begin, known by its mention",
       .a = {.text = "Ferrant sold the mill.", .mentions = {{"Ferrant", {.kind = Mention::Kind::kName}}}},
       .b = {.text = "Dobrik sold the mill.", .mentions = {{"Dobrik", {.kind = Mention::Kind::kName}}}},
       .differences = {{Kind::kName, "Ferrant", "Dobrik"}}},
  };
  for (const Case& c : cases) ExpectDifferences(c.name, {c.a}, {c.b}, c.differences);
}

TEST(FindDifferences, ByTheSenseOfNegations) {
  struct Case {
    std::string a, b;
    bool turns_round;
  };
  const Case cases[] = {
      {"The king refused the offer.", "The king did not refuse the offer.", true},
      {"He did not deny it at Oln.", "He denied it at Oln.", true},
      {"The town lost all of its guns.", "The town lost none of its guns.", true},
      {"The king refused the offer.", "The king did not accept the offer.", false},
      {"No soldier was ever to cross the river.", "Soldiers were never to cross the river.", false},
      {"He did not come and she went.", "He came and she never went.", true},
      // Small words that turn the sense.
      {"The ship sailed before the storm.", "The ship sailed after the storm.", true},
      {"Lund voted for the treaty.", "Lund voted against the treaty.", true},
      {"It was done with their consent.", "It was done without their consent.", true},
      {"They went from Oln to Pell.", "They went to Oln from Pell.", true},
      {"Hale may have ordered it.", "Hale ordered it.", true},
      {"It was probably signed at Oln.", "It was signed at Oln.", true},
      {"Lund alone signed it.", "Lund signed it.", true},
      {"Perhaps Hale ordered it.", "Hale perhaps ordered it.", false},
      {"Only Lund signed it.", "Lund only signed it.", false},
      {"They marched to Oln.", "They marched on Oln.", false},
      {"It was in May that they came.", "It was in June that they came.", false},
  };
  for (const Case& c : cases) {
    const Reading reading_a = Tell({{.text = c.a}});
    const Reading reading_b = Tell({{.text = c.b}});
    WordTable table;
    const AccountWords words_a(reading_a, table);
    const AccountWords words_b(reading_b, table);
    const std::vector<Difference> differences =
        FindDifferences({.reading = &reading_a, .words = words_a.Words(0)},
                        {.reading = &reading_b, .words = words_b.Words(0)}, table);
    const bool turns_round = std::any_of(differences.begin(), differences.end(), [](const Difference& d) {
      return d.gravity == Difference::Gravity::kNegation;
    });
    EXPECT_EQ(turns_round, c.turns_round) << c.a << " | " << c.b;
  }
}

TEST(FindDifferences, AcrossSentences) {
  ExpectDifferences(
      "the end of a sentence", {{.text = "The bridge fell."}, {.text = "Eleven gunners drowned."}},
      {{.text = "The bridge fell and eleven gunners drowned."}}, {{Kind::kWording, ".", "and"}});
  ExpectDifferences("a part that goes on in the next",
                    {{.text = "The bridge fell at noon."}, {.text = "Then gunners drowned."}},
                    {{.text = "The bridge fell while gunners drowned."}},
                    {{Kind::kWording, "at noon. Then", "while"}});
}

// Longer than what is compared word by word: one word is inserted in the middle.
TEST(FindDifferences, OfVeryLongSentences) {
  std::string begin;
  std::string end;
  for (int i = 0; i < 3'000; ++i) {
    begin += "b" + std::to_string(i) + "x ";
    end += " e" + std::to_string(i) + "x";
  }
  ExpectDifferences(
      "long", {{.text = "Now " + begin + "so" + end + " again."}},
      {{.text = "Soon " + begin + "so indeed" + end + " anew."}},
      {{Kind::kAddition, "", "indeed"}, {Kind::kWording, "Now", "Soon"}, {Kind::kWording, "again", "anew"}});
}

TEST(FindDifferences, OfWhatStandsElsewhere) {
  ExpectDifferences(
      "moved and changed",
      {{"Two bridges fell and the church was burnt.", {{"Two bridges", Amount(2, "bridge")}}}},
      {{"The church was burnt and three bridges fell.", {{"three bridges", Amount(3, "bridge")}}}},
      {{Kind::kNumber, "Two bridges", "three bridges"},
       {Kind::kOmission, "Two bridges fell and", ""},
       {Kind::kAddition, "", "and three bridges fell"}});
  ExpectDifferences("moved and changed, with other words around it",
                    {{"The men left Holm on 3 May 1851 with 40 carts.",
                      {{"3 May 1851", Date("1851-05-03")}, {"40 carts", Amount(40, "cart")}}}},
                    {{"On 4 May 1851 the men went from Holm; they had forty carts.",
                      {{"4 May 1851", Date("1851-05-04")}, {"forty carts", Amount(40, "cart")}}}},
                    {{Kind::kDate, "3 May 1851", "4 May 1851"},
                     {Kind::kAddition, "", "On 4 May 1851"},
                     {Kind::kWording, "on 3 May 1851 with 40 carts", "they had forty carts"},
                     {Kind::kWording, "left", "went from"}});
  ExpectDifferences("only moved", {{"At noon Heim asked for terms."}}, {{"Heim asked for terms at noon."}},
                    {{Kind::kOmission, "At noon", ""}, {Kind::kAddition, "", "at noon"}});
  ExpectDifferences(
      "other things are counted",
      {{"Two ships sank and the church was burnt.", {{"Two ships", Amount(2, "ship")}}}},
      {{"The church was burnt and three bridges fell.", {{"three bridges", Amount(3, "bridge")}}}},
      {{Kind::kOmission, "Two ships sank and", ""}, {Kind::kAddition, "", "and three bridges fell"}});
}

}  // namespace
}  // namespace casus::text
