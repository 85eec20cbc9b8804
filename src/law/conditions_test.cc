// Conditions of rules and questions, from their text to relations: translator.h, lowering.h, question.h.

#include <gtest/gtest.h>

#include <string>

#include "law/record_testing.h"

namespace casus::law {
namespace {

constexpr std::string_view kWords =
    "State A, B, C\n"
    "Place Bridge, Ford\n"
    "event {who: State} mans/man {site: Place}\n"
    "event {who: State} quits/quit {site: Place}\n"
    "event {who: State} pays/pay {n: number} to {whom: State}\n"
    "state {who: State} guards/guard {site: Place}\n"
    "  begins when ?who mans ?site\n"
    "  ends when ?who quits ?site\n"
    "state {who: State} claims/claim {site: Place}\n";

std::string Dossier(std::string_view chronicle) { return std::string(kWords) + std::string(chronicle); }

TEST(ConditionsTest, AStateHoldsFromItsBeginningAndNoLongerAtItsEnd) {
  TestRecord record(Dossier("2001-01-05 A mans Bridge\n  given\n2001-01-09 A quits Bridge\n  given"));
  EXPECT_EQ(record.Ask("A guards Bridge"), "5-8");
  EXPECT_EQ(record.Ask("not A guards Bridge"), "1-4, 9-31");
  EXPECT_EQ(record.Ask("A mans Bridge"), "5");
}

TEST(ConditionsTest, Time) {
  TestRecord record(Dossier("2001-01-05 A mans Bridge\n  given\n2001-01-09 A quits Bridge\n  given"));
  EXPECT_EQ(record.Ask("once A mans Bridge"), "5-31");
  EXPECT_EQ(record.Ask("once within 3 days A mans Bridge"), "5-8");
  EXPECT_EQ(record.Ask("once at least 3 days ago A mans Bridge"), "8-31");
  EXPECT_EQ(record.Ask("once exactly 3 days ago A mans Bridge"), "8");
  EXPECT_EQ(record.Ask("throughout the last 2 days A guards Bridge"), "7-8");
  EXPECT_EQ(record.Ask("previous A guards Bridge"), "6-9");
  EXPECT_EQ(record.Ask("eventually within 2 days A mans Bridge"), "3-5, 30-31?");
  EXPECT_EQ(record.Ask("A guards Bridge since A mans Bridge"), "5-8");
  EXPECT_EQ(record.Ask("A guards Bridge until A quits Bridge"), "5-9");
}

TEST(ConditionsTest, EachVariableHasItsRows) {
  TestRecord record(
      Dossier("2001-01-02 through 2001-01-06 A claims Bridge\n  given\n"
              "2001-01-04 through 2001-01-09 B claims Bridge\n  given\n"
              "2001-01-04 through 2001-01-05 B claims Ford\n  given"));
  EXPECT_EQ(record.Ask("?who claims Bridge"), "A 2-6; B 4-9");
  EXPECT_EQ(record.Ask("?who claims ?site and not A claims ?site"), "B Bridge 7-9; B Ford 4-5");
  EXPECT_EQ(record.Ask("?one claims ?site and ?two claims ?site and ?one != ?two"),
            "A Bridge B 4-6; B Bridge A 4-6");
  EXPECT_EQ(record.Ask("every ?who where ?who claims Bridge: ?who claims Ford"), "1, 10-31");
  EXPECT_EQ(record.Ask("?who claims Ford or (?who claims Bridge and not B claims Bridge)"), "A 2-3; B 4-5");
}

TEST(ConditionsTest, AggregatesCountDistinctBindings) {
  TestRecord record(Dossier(
      "2001-01-05 A pays 5 to B\n  given\nthen A pays 5 to B\n  given\n2001-01-08 C pays 7 to B\n  given"));
  EXPECT_EQ(record.Ask("(sum of ?n where once ?who pays ?n to B) = 17"), "8-31");
  EXPECT_EQ(record.Ask("(sum of ?n per day where A pays ?n to B) = 10"), "5");
  EXPECT_EQ(record.Ask("(count of ?n where once _ pays ?n to B) = 0"), "1-4");
  EXPECT_EQ(record.Ask("?m = (max of ?n where once ?who pays ?n to B)"), "5 5-7; 7 8-31");
  EXPECT_EQ(record.Ask("(max of ?n where _ pays ?n to C) = 0"), "no");
}

TEST(ConditionsTest, ANameOfItsOwnMeansNothingAround) {
  TestRecord record(
      Dossier("2001-01-02 through 2001-01-06 A claims Bridge\n  given\n"
              "2001-01-04 through 2001-01-09 B claims Bridge\n  given\n"
              "2001-01-04 through 2001-01-05 B claims Ford\n  given"));
  // Each of two ranges by itself; neither over what the other, or a phrase beside it, means by the name.
  EXPECT_EQ(record.Ask("(every ?who where ?who claims Bridge: ?who claims Ford) and "
                       "(every ?who where ?who claims Ford: ?who claims Bridge)"),
            "1, 10-31");
  EXPECT_EQ(record.Ask("?who claims Ford and (every ?who where ?who claims Bridge: ?who claims Ford)"), "no");
  EXPECT_EQ(record.Ask("(count of ?who where ?who claims Bridge) = 2 and "
                       "(count of ?who where ?who claims Ford) = 1"),
            "4-5");
  EXPECT_EQ(record.Ask("?who claims Ford and (count of ?who where ?who claims Bridge) = 2"), "B 4-5");
  EXPECT_EQ(record.Ask("previous (count of ?who where ?who claims Bridge) = 2 and "
                       "(count of ?who where ?who claims Bridge) = 1"),
            "7");
}

TEST(ConditionsTest, AWindowMakesAPossibility) {
  TestRecord record(
      Dossier("[2001-01-05..2001-01-07] A mans Bridge\n  given\n"
              "[2001-01-12..2001-01-13] A quits Bridge\n  given"));
  EXPECT_EQ(record.Ask("A guards Bridge"), "5-6?, 7-11, 12?");
  EXPECT_EQ(record.Ask("not A guards Bridge"), "1-4, 5-6?, 12?, 13-31");
  EXPECT_EQ(record.Ask("once A mans Bridge"), "5-6?, 7-31");
}

TEST(ConditionsTest, WorldsDecideWhatBoundsLeaveOpen) {
  // On the 6th A or B, in each world exactly one, holds the bridge: that one of them does, is certain.
  TestRecord record(
      Dossier("state {who: State} holds/hold {site: Place}\n  one who per site\n"
              "from 2001-01-01 B holds Bridge\n  given\n"
              "from [2001-01-05..2001-01-07] A holds Bridge\n  given"));
  EXPECT_EQ(record.Ask("?who holds Bridge"), "A 5-6?, 7-31; B 1-4, 5-6?");
  EXPECT_EQ(record.Ask("A holds Bridge or B holds Bridge"), "1-31");
  EXPECT_EQ(record.Ask("A holds Bridge and B holds Bridge"), "no");
}

TEST(ConditionsTest, SumsOverUncertainRowsHaveARange) {
  TestRecord record(
      Dossier("2001-01-02 A pays 5 to B\n  given\n[2001-01-04..2001-01-06] A pays 7 to B\n  given"));
  EXPECT_EQ(record.Ask("(sum of ?n where once A pays ?n to B) > 10"), "4-5?, 6-31");
  EXPECT_EQ(record.Ask("(sum of ?n where once A pays ?n to B) < 10"), "1-3, 4-5?");
}

TEST(ConditionsTest, WhatLiesBeyondTheRecordIsPossible) {
  TestRecord record(
      Dossier("2001-01-20 A mans Bridge\n  given\n2001-01-22 through 2001-01-24 B guards Ford\n  given"));
  // A witness is certain; once there is none left, nobody knows.
  EXPECT_EQ(record.Ask("eventually A mans Bridge"), "1-20, 21-31?");
  EXPECT_EQ(record.Ask("not eventually A mans Bridge"), "21-31?");
  EXPECT_EQ(record.Ask("eventually within 10 days A mans Bridge"), "10-20, 22-31?");
  EXPECT_EQ(record.Ask("not eventually within 10 days A mans Bridge"), "1-9, 21, 22-31?");
  EXPECT_EQ(record.Ask("eventually within 0 days A mans Bridge"), "20");
  // Of those who are bound elsewhere; who else might come, nobody can say.
  EXPECT_EQ(record.Ask("?who guards Ford and eventually ?who mans Ford"), "B 22-24?");
  EXPECT_EQ(record.Ask("?who guards Ford and not eventually within 2 days ?who mans Ford"), "B 22-24");
}

TEST(ConditionsTest, WhatIsWaitedForMayComeBeyondTheRecord) {
  TestRecord record(Dossier("2001-01-20 A mans Bridge\n  given\nfrom 2001-01-25 B guards Ford\n  given"));
  EXPECT_EQ(record.Ask("B guards Ford until A quits Ford"), "25-31?");
  EXPECT_EQ(record.Ask("not B guards Ford until A mans Bridge"), "1-20");
  EXPECT_EQ(record.Ask("not A guards Ford until A quits Ford"), "1-31?");
  EXPECT_EQ(record.Ask("not (not A guards Ford until A quits Ford)"), "1-31?");
}

TEST(ConditionsTest, BeyondTheRecordLiesWhatALensDoesNotKnow) {
  TestRecord record(Dossier("2001-01-20 A mans Bridge\n  given\n"
                            "lens Then\n  known to B on 2001-01-10\n"),
                    "Then");
  EXPECT_EQ(record.Ask("eventually A mans Bridge"), "1-10?");
  EXPECT_EQ(record.Ask("not eventually within 3 days A mans Bridge"), "1-7, 8-10?");
}

}  // namespace
}  // namespace casus::law
