#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "law/record_testing.h"

namespace casus::law {
namespace {

// A treaty of two parties in force from the 3rd, with one article, and what happens.
std::string Treaty(std::string_view norm, std::string_view chronicle, std::string_view more = {}) {
  return "State A, B\n"
         "Place Bridge, Ford\n"
         "event {who: Party} pays/pay {whom: Party}\n"
         "event {who: Party} orders/order {whom: Party} out of {site: Place}\n"
         "event {who: Party} leaves/leave {site: Place}\n"
         "event {who: Party} enters/enter {site: Place}\n"
         "event {who: Party} fires/fire at {whom: Party}\n"
         "state {who: Party} guards/guard {site: Place}\n"
         "state {who: Party} is at war\n"
         "state {who: Party} has {n: number} boats\n"
         "treaty Pact \"Pact\"\n"
         "  between A and B\n"
         "  in force from 2001-01-03\n" +
         std::string(more) + "article I\n" + std::string(norm) + "\n" + std::string(chronicle);
}

struct Case {
  std::string name;
  std::string norm, chronicle;
  std::string owed, breach, broken, kept;  // by A
};

class NormsTest : public testing::TestWithParam<Case> {};

TEST_P(NormsTest, Lives) {
  const Case& of = GetParam();
  TestRecord record(Treaty(of.norm, of.chronicle));
  EXPECT_EQ(record.Ask("Pact.I is owed by A"), of.owed);
  EXPECT_EQ(record.Ask("A is in breach of Pact.I"), of.breach);
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), of.broken);
  EXPECT_EQ(record.Ask("Pact.I is kept by A"), of.kept);
}

const std::vector<Case> kCases = {
    // --- Duties with a deadline
    {"DutyServedInTime", "  duty A pays B\n    within 5 days", "2001-01-08 A pays B\n  given", "3-7", "no",
     "no", "8-31"},
    {"DutyServedOnTheLastDay", "  duty A pays B\n    within 5 days", "2001-01-08 A pays B\n  given", "3-7",
     "no", "no", "8-31"},
    {"DutyServedLate", "  duty A pays B\n    within 5 days", "2001-01-12 A pays B\n  given", "3-11", "9-11",
     "9-31", "no"},
    {"DutyNeverServed", "  duty A pays B\n    within 5 days", "", "3-31", "9-31", "9-31", "no"},
    {"ServedBeforeItWasOwed", "  duty A pays B\n    within 5 days", "2001-01-02 A pays B\n  given", "3-31",
     "9-31", "9-31", "no"},
    {"ByADay", "  duty A pays B\n    by 2001-01-10", "2001-01-11 A pays B\n  given", "3-10", "no", "11-31",
     "no"},
    {"Open", "  duty A pays B\n    open \"without a day\"", "2001-01-20 A pays B\n  given", "3-19", "no",
     "no", "20-31"},
    {"AndThereafter", "  duty A guards Bridge\n    within 5 days\n    and thereafter",
     "2001-01-06 through 2001-01-14 A guards Bridge\n  given", "3-31", "15-31", "15-31", "6-14"},
    // --- Duties on an occasion
    {"OnEachOccasion",
     "  duty ?party leaves ?site\n    when ?other orders ?party out of ?site\n    within 3 days",
     "2001-01-05 B orders A out of Bridge\n  given\n2001-01-10 B orders A out of Ford\n  given\n"
     "2001-01-07 A leaves Bridge\n  given\n2001-01-20 A leaves Ford\n  given",
     "5-6, 10-19", "14-19", "14-31", "7-13"},
    {"OneActServesAllThatFit",
     "  duty ?party pays ?other\n    when ?other fires at ?party\n    within 5 days",
     "2001-01-05 B fires at A\n  given\n2001-01-06 B fires at A\n  given\n2001-01-08 A pays B\n  given",
     "5-7", "no", "no", "8-31"},
    {"EachNeedsItsOwn",
     "  duty ?party pays ?other\n    each\n    when ?other fires at ?party\n    within 5 days",
     "2001-01-05 B fires at A\n  given\n2001-01-06 B fires at A\n  given\n2001-01-08 A pays B\n  given",
     "5-31", "12-31", "12-31", "8-11"},
    // --- Upkeep
    {"WhileKeptUp", "  duty ?party guards Bridge\n    while ?other is at war",
     "2001-01-05 through 2001-01-10 B is at war\n  given\n2001-01-01 through 2001-01-08 A guards Bridge\n  "
     "given",
     "5-10", "9-10", "9-31", "no"},
    {"WhileKeptUpToTheEnd", "  duty ?party guards Bridge\n    while ?other is at war",
     "2001-01-05 through 2001-01-10 B is at war\n  given\n2001-01-01 through 2001-01-20 A guards Bridge\n  "
     "given",
     "5-10", "no", "no", "11-31"},
    // --- Bans
    {"BanOfAnAct", "  ban ?party fires at ?other",
     "2001-01-02 A fires at B\n  given\n2001-01-09 A fires at B\n  given", "3-31", "9-31", "9-31", "no"},
    {"BanOfAState", "  ban ?party guards Bridge", "2001-01-09 through 2001-01-11 A guards Bridge\n  given",
     "3-31", "9-11", "9-31", "no"},
    {"DutyNotTo", "  duty not ?party enters Bridge\n    within 10 days",
     "2001-01-20 A enters Bridge\n  given", "3-13", "no", "no", "14-31"},
    {"BanUnless", "  ban ?party fires at ?other\n    unless ?other is at war",
     "2001-01-05 through 2001-01-10 B is at war\n  given\n2001-01-07 A fires at B\n  given", "3-31", "no",
     "no", "no"},
    // --- Rights, limits
    {"RightOnlyWhile", "  right ?party enters Bridge\n    only while ?other guards Bridge",
     "2001-01-05 through 2001-01-06 B guards Bridge\n  given\n2001-01-05 A enters Bridge\n  given\n"
     "2001-01-09 A enters Bridge\n  given",
     "3-31", "9-31", "9-31", "no"},
    {"LimitOnASum", "  limit on ?party: sum of ?n where ?party has ?n boats\n    at most 10",
     "2001-01-05 through 2001-01-08 A has 7 boats\n  given\n2001-01-07 through 2001-01-10 A has 4 boats\n  "
     "given",
     "3-31", "7-8", "7-31", "no"},
    {"LimitPerPeriod",
     "  limit on ?party: count of ?shot per day where ?party fires at ?other as ?shot\n    at most 1",
     "2001-01-05 A fires at B\n  given\nthen A fires at B\n  given", "3-31", "5", "5-31", "no"},
    {"AbstainingEndsWithItsLastDay", "  duty not A enters Bridge\n    when B fires at A\n    within 4 days",
     "2001-01-05 B fires at A\n  given\n2001-01-10 A enters Bridge\n  given", "5-9", "no", "no", "10-31"},
    {"DutyWhileItsConditionLasts", "  duty A pays B\n    within 5 days\n    while A is at war",
     "2001-01-10 through 2001-01-12 A is at war\n  given", "10-12", "no", "no", "13-31"},
    {"DutyThatFallsDueMeanwhile", "  duty A pays B\n    within 5 days\n    while A is at war",
     "2001-01-10 through 2001-01-20 A is at war\n  given", "10-20", "16-31", "16-31", "no"},
    // --- Excuse, discharge, what breaks it
    {"ExcusedWhenItFallsDue", "  duty A pays B\n    within 5 days\n    excused while A is at war",
     "2001-01-08 through 2001-01-10 A is at war\n  given", "3-8", "no", "no", "no"},
    {"Discharged", "  duty A pays B\n    within 5 days\n    discharged when B fires at A",
     "2001-01-06 B fires at A\n  given", "3-5", "no", "no", "no"},
    {"BrokenWhen", "  ban A enters Bridge\n    broken when B fires at A",
     "2001-01-05 A enters Bridge\n  given\n2001-01-08 B fires at A\n  given", "3-31", "8-31", "8-31", "no"},
};

INSTANTIATE_TEST_SUITE_P(Kinds, NormsTest, testing::ValuesIn(kCases),
                         [](const auto& of) { return of.param.name; });

TEST(NormsOnBreachTest, WhatABreachGivesComesAMomentLater) {
  TestRecord record(Treaty(
      "  duty A pays B\n    within 5 days\n    on breach\n      duty A leaves Bridge\n        within 2 days",
      ""));
  EXPECT_EQ(record.Ask("A is in breach of Pact.I"), "9-31");
  EXPECT_EQ(record.Ask("Pact.I.1.1 is owed by A"), "10-31");
  EXPECT_EQ(record.Ask("A is in breach of Pact.I.1.1"), "13-31");
}

TEST(NormsOnBreachTest, APowerIsGivenByABreachOnly) {
  const std::string norm =
      "  duty A pays B\n    within 5 days\n    on breach\n      power B fires at A\n        effect B guards "
      "Bridge";
  const std::string acts = "2001-01-06 B fires at A\n  given\n2001-01-12 B fires at A\n  given";
  EXPECT_EQ(TestRecord(Treaty(norm, acts)).Ask("B guards Bridge"), "13-31");
  EXPECT_EQ(TestRecord(Treaty(norm, "2001-01-05 A pays B\n  given\n" + acts)).Ask("B guards Bridge"), "no");
}

TEST(NormsOnBreachTest, ARightIsGivenByABreachOnly) {
  const std::string norm =
      "  duty A pays B\n    within 5 days\n    on breach\n      right B enters Bridge\n        exception to "
      "II\n"
      "article II\n  ban ?party enters Bridge";
  EXPECT_EQ(TestRecord(Treaty(norm, "2001-01-06 B enters Bridge\n  given")).Ask("Pact.II is broken by B"),
            "6-31");
  EXPECT_EQ(TestRecord(Treaty(norm, "2001-01-12 B enters Bridge\n  given")).Ask("Pact.II is broken by B"),
            "no");
}

// The same with a third party.
std::string TreatyOfThree(std::string_view norm, std::string_view chronicle) {
  std::string text = "State C\n" + Treaty(norm, chronicle);
  const std::string_view two = "between A and B";
  return text.replace(text.find(two), two.size(), "between A, B and C");
}

TEST(NormsPartiesTest, NothingIsOwedToWhoHasLeft) {
  const std::string norm = "  ban ?party fires at ?other";
  const std::string leaves = "2001-01-10 C withdraws from Pact\n  given\n";
  EXPECT_EQ(TestRecord(TreatyOfThree(norm, leaves + "2001-01-12 A fires at C\n  given"))
                .Ask("Pact.I is broken by A"),
            "no");
  EXPECT_EQ(TestRecord(TreatyOfThree(norm, leaves + "2001-01-12 A fires at B\n  given"))
                .Ask("Pact.I is broken by A"),
            "12-31");
}

TEST(NormsPrecedenceTest, WhatIsOwedToAllIsNotAmendedBetweenTwo) {
  const std::string norm =
      "  limit on ?party: count of ?shot per day where ?party fires at _ as ?shot\n    at most 1";
  const std::string amended =
      "treaty New \"New\"\n  between A and B\n  in force from 2001-01-10\narticle I\n"
      "  limit on ?party: count of ?shot per day where ?party fires at _ as ?shot\n    at most 5\n"
      "    instead of Pact.I\n"
      "2001-01-12 A fires at B\n  given\nthen A fires at B\n  given";
  EXPECT_EQ(TestRecord(TreatyOfThree(norm, amended)).Ask("Pact.I is broken by A"), "12-31");
  EXPECT_EQ(TestRecord(Treaty(norm, amended)).Ask("Pact.I is broken by A"), "no");
}

TEST(NormsPrecedenceTest, AnAmendmentTakesOverADutyThatHasArisen) {
  TestRecord record(Treaty("  duty A pays B\n    by 2001-01-10",
                           "treaty New \"New\"\n  between A and B\n  in force from 2001-01-05\narticle I\n"
                           "  duty A pays B\n    by 2001-01-20\n    instead of Pact.I\n"));
  EXPECT_EQ(record.Ask("A is in breach of Pact.I"), "no");
  EXPECT_EQ(record.Ask("A is in breach of New.I"), "21-31");
}

// A ban on entering the bridge, a right to do so while the other is at war, and what says which of them prevails.
std::string BanAndRight(std::string_view of_ban, std::string_view of_right) {
  return Treaty("  ban ?party enters Bridge\n" + std::string(of_ban),
                "article II\n"
                "  right ?party enters Bridge\n" +
                    std::string(of_right) +
                    "    only while ?other is at war\n"
                    "2001-01-05 through 2001-01-06 B is at war\n  given\n"
                    "2001-01-06 A enters Bridge\n  given\n"
                    "2001-01-20 A enters Bridge\n  given");
}

TEST(NormsPrecedenceTest, AnExceptionPermits) {
  TestRecord record(BanAndRight("", "    exception to Pact.I\n"));
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), "20-31");
}

TEST(NormsPrecedenceTest, SubjectToIsAnExceptionSeenFromBelow) {
  TestRecord record(BanAndRight("    subject to Pact.II\n", ""));
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), "20-31");
}

TEST(NormsPrecedenceTest, WithoutAWordBothStand) {
  TestRecord record(BanAndRight("", ""));
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), "6-31");
}

// A ban on firing between A and B, and a later treaty of A and another with a norm instead of it.
std::string BanAndAmendment(std::string_view other) {
  return Treaty("  ban ?party fires at ?other\n",
                "State C\n"
                "treaty New \"New\"\n"
                "  between A and " +
                    std::string(other) +
                    "\n"
                    "  in force from 2001-01-10\n"
                    "article I\n"
                    "  duty ?party pays ?other\n"
                    "    instead of Pact.I\n"
                    "    within 2 days\n"
                    "2001-01-12 A fires at B\n  given");
}

TEST(NormsPrecedenceTest, AnAmendmentStandsInsteadBetweenItsParties) {
  TestRecord record(BanAndAmendment("B"));
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), "no");
  EXPECT_EQ(record.Ask("A is in breach of New.I"), "13-31");
}

TEST(NormsPrecedenceTest, AnAmendmentLeavesOthersAsTheyWere) {
  TestRecord record(BanAndAmendment("C"));
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), "12-31");
}

TEST(NormsPowerTest, AnActWithoutPowerHasNoEffect) {
  const std::string text = Treaty("  ban ?party fires at ?other\n",
                                  "article II\n"
                                  "  power ?party suspends Pact.I\n"
                                  "    while ?other is at war\n"
                                  "2001-01-05 A suspends Pact.I\n  given\n"
                                  "2001-01-06 through 2001-01-09 B is at war\n  given\n"
                                  "2001-01-07 A suspends Pact.I\n  given");
  TestRecord record(text);
  EXPECT_EQ(record.Ask("Pact.I is suspended"), "7-31");
}

TEST(NormsEffectTest, AnEffectFollowsTheEntryIntoForceAndALaterEventEndsIt) {
  TestRecord record(Treaty("  effect A guards Bridge\n", "ceases from 2001-01-20 A guards Bridge\n  given"));
  EXPECT_EQ(record.Ask("A guards Bridge"), "3-19");
}

TEST(NormsUncertainTest, ADeadlineThatMayHavePassedIsAPossibleBreach) {
  TestRecord record(
      Treaty("  duty A pays B\n    within 5 days", "[2001-01-07..2001-01-11] A pays B\n  given"));
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), "9-31?");
  EXPECT_EQ(record.Ask("Pact.I is kept by A"), "7-31?");
}

TEST(NormsPowerTest, AWithdrawalIsJudgedByWhatHeldJustBefore) {
  TestRecord record(Treaty("  ban ?party fires at ?other\n",
                           "article II\n"
                           "  power ?party withdraws from this treaty\n"
                           "    while ?other is at war\n"
                           "2001-01-05 A withdraws from Pact\n  given\n"
                           "2001-01-06 through 2001-01-09 B is at war\n  given\n"
                           "2001-01-08 A withdraws from Pact\n  given"));
  EXPECT_EQ(record.Ask("A is a party to Pact"), "3-7");
}

TEST(NormsPowerTest, AnActWithoutPowerStartsNoClockAndStopsNoRenewal) {
  const auto in_force = [](std::string_view power) {
    return TestRecord(
               "State A, B\n"
               "treaty Pact\n"
               "  between A and B\n"
               "  in force from 2001-01-03\n"
               "  ends 3 days after ?party suspends this treaty\n"
               "  term 5 days\n"
               "    renews 5 days without end\n"
               "    unless ?party denounces this treaty\n"
               "article I\n" +
               std::string(power) +
               "2001-01-05 A denounces Pact\n  given\n"
               "2001-01-10 A suspends Pact\n  given")
        .Ask("Pact is in force");
  };
  EXPECT_EQ(in_force(""), "3-7");
  EXPECT_EQ(in_force("  power B denounces this treaty\n"), "3-12");
  EXPECT_EQ(in_force("  power B denounces this treaty\n  power B suspends this treaty\n"), "3-31");
}

TEST(NormsBreachTest, WhatABreachGaveStaysOwedToAndByWhoLeaves) {
  const auto owed = [](std::string_view who) {
    return TestRecord(Treaty("  duty A pays B\n    within 2 days\n    on breach\n"
                             "      duty A fires at B\n        within 20 days\n",
                             "2001-01-12 " + std::string(who) + " withdraws from Pact\n  given"))
        .Ask("Pact.I.1.1 is owed by A");
  };
  EXPECT_EQ(owed("A"), "7-31");
  EXPECT_EQ(owed("B"), "7-31");
}

TEST(NormsPrecedenceTest, ProhibitionsDoNotLiftEachOther) {
  TestRecord record(Treaty("  ban ?party fires at ?other\n",
                           "article II\n"
                           "  ban ?party enters Bridge\n"
                           "    notwithstanding Pact.I\n"
                           "2001-01-05 A fires at B\n  given"));
  EXPECT_EQ(record.Ask("Pact.I is broken by A"), "5-31");
}

}  // namespace
}  // namespace casus::law
