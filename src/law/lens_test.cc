#include "law/lens.h"

#include <gtest/gtest.h>

#include <string>

#include "law/record_testing.h"

namespace casus::law {
namespace {

constexpr std::string_view kText =
    "State A, B, C\n"
    "Place Bridge\n"
    "event {who: State} mans/man {site: Place}\n"
    "event {who: State} fires/fire at {whom: State}\n"
    "state {who: State} guards/guard {site: Place}\n"
    "  begins when ?who mans ?site\n"
    "treaty Pact \"Pact\"\n"
    "  between A and B\n"
    "  in force from 2001-01-03\n"
    "  secret\n"
    "article I\n"
    "  ban ?party fires at ?other\n"
    "2001-01-05 A mans Bridge  as Manning\n  given\n  secret\n  known to B from 2001-01-10\n"
    "2001-01-07 A fires at B  as Shot\n  given\n  because of Manning\n"
    "lens B_on_the_8th\n  known to B on 2001-01-08\n"
    "lens B_on_the_12th\n  known to B on 2001-01-12\n"
    "lens C_on_the_12th\n  known to C on 2001-01-12\n"
    "lens No_manning\n  without Manning\n"
    "lens Nothing_of_it\n  without Manning and what follows\n"
    "lens No_treaty\n  without Pact\n"
    "lens No_article\n  without Pact.I\n"
    "lens More\n  suppose\n    2001-01-06 C mans Bridge\n";

TEST(LensTest, WhatWasNotKnownIsNotThereAndBeyondTheDayAllIsUnknown) {
  TestRecord early(kText, "B_on_the_8th");
  EXPECT_EQ(early.Ask("A guards Bridge"), "no");
  EXPECT_EQ(early.Ask("once A fires at B"), "7-8");
  TestRecord late(kText, "B_on_the_12th");
  EXPECT_EQ(late.Ask("A guards Bridge"), "5-12");
}

TEST(LensTest, WhatIsAllegedLaterIsNotYetAlleged) {
  const std::string text =
      "State A, B\nevent {who: State} shells/shell {whom: State}\n"
      "2001-01-05 B shells A\n  given\n  alleged by A on 2001-01-15\n"
      "lens Early\n  known to A on 2001-01-10\n  believing A\n"
      "lens Late\n  known to A on 2001-01-20\n  believing A\n";
  TestRecord plain(text);
  EXPECT_EQ(plain.Ask("B shells A"), "no");
  EXPECT_EQ(plain.Ask("alleged by A: B shells A"), "5");
  TestRecord early(text, "Early");
  EXPECT_EQ(early.Ask("B shells A"), "no");
  EXPECT_EQ(early.Ask("alleged by A: B shells A"), "no");
  TestRecord late(text, "Late");
  EXPECT_EQ(late.Ask("B shells A"), "5");
}

TEST(LensTest, ASecretTreatyIsKnownToItsParties) {
  TestRecord party(kText, "B_on_the_12th");
  EXPECT_EQ(party.Ask("Pact is in force"), "3-12");
  TestRecord stranger(kText, "C_on_the_12th");
  EXPECT_EQ(stranger.Ask("Pact is in force"), "no");
}

TEST(LensTest, WhatIsStruckIsGoneAndWhatFollowedGoesIfAsked) {
  TestRecord struck(kText, "No_manning");
  EXPECT_EQ(struck.Ask("A guards Bridge"), "no");
  EXPECT_EQ(struck.Ask("A fires at B"), "7");
  TestRecord all(kText, "Nothing_of_it");
  EXPECT_EQ(all.Ask("A fires at B"), "no");
}

TEST(LensTest, AStruckTreatyTakesItsNormsAlong) {
  TestRecord plain(kText);
  EXPECT_EQ(plain.Ask("Pact.I is broken by A"), "7-31");
  TestRecord no_treaty(kText, "No_treaty");
  EXPECT_EQ(no_treaty.Ask("Pact.I is broken by A"), "no");
  EXPECT_EQ(no_treaty.Ask("Pact is in force"), "no");
  TestRecord no_article(kText, "No_article");
  EXPECT_EQ(no_article.Ask("Pact.I is broken by A"), "no");
  EXPECT_EQ(no_article.Ask("Pact is in force"), "3-31");
}

TEST(LensTest, WhatIsSupposedIsThere) {
  TestRecord record(kText, "More");
  EXPECT_EQ(record.Ask("?who guards Bridge"), "A 5-31; C 6-31");
}

TEST(LensTest, ALensOnTopOfTheRecordAnswersAsOneByItself) {
  TestRecord plain(kText);
  for (const char* name : {"B_on_the_8th", "No_manning", "No_article", "More"}) {
    TestRecord by_itself(kText, name);
    std::vector<Record::LensAsked> asked(1);
    asked.front().lens = LensOf(plain.dossier, plain.symbols.Intern(name));
    std::unique_ptr<Record> base = std::move(plain.record);
    plain.record = std::move(base->EvaluateUnder(std::move(asked)).front());
    for (const char* question : {"?who guards Bridge", "Pact.I is broken by ?who", "Pact is in force"}) {
      EXPECT_EQ(plain.Ask(question), by_itself.Ask(question)) << name << ": " << question;
    }
    plain.record = std::move(base);
  }
}

TEST(LensTest, APartOfWhatIsStruckDoesNotStand) {
  TestRecord record(kText);
  const Lens lens = LensOf(record.dossier, record.symbols.Intern("No_treaty"));
  EXPECT_FALSE(Stands(record.dossier, lens, record.symbols.Intern("Pact"), record.symbols));
  EXPECT_FALSE(Stands(record.dossier, lens, record.symbols.Intern("Pact.I"), record.symbols));
  EXPECT_TRUE(Stands(record.dossier, lens, record.symbols.Intern("Pacts"), record.symbols));
  EXPECT_TRUE(LensOf(record.dossier, record.symbols.Intern("nobody")).empty());
}

}  // namespace
}  // namespace casus::law
