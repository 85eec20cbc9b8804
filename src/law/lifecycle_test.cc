#include <gtest/gtest.h>

#include <string>

#include "law/record_testing.h"

namespace casus::law {
namespace {

// A treaty of A and B with these lines of life and two articles, and what happens.
std::string Treaty(std::string_view lines, std::string_view chronicle) {
  return "State A, B, C\n"
         "event {who: Party} invades/invade {whom: Party}\n"
         "treaty Pact \"Pact\"\n"
         "  between A and B\n" +
         std::string(lines) +
         "article I\n"
         "  ban ?party invades ?other\n"
         "article II\n"
         "  survives\n"
         "  ban ?party invades ?other\n" +
         std::string(chronicle);
}

TEST(LifecycleTest, OnSignatureOfAll) {
  TestRecord record(Treaty("  in force on signature\n",
                           "2001-01-05 A signs Pact\n  given\n2001-01-08 B signs Pact\n  given"));
  EXPECT_EQ(record.Ask("Pact is in force"), "8-31");
  EXPECT_EQ(record.Ask("?who is a party to Pact"), "A 8-31; B 8-31");
}

TEST(LifecycleTest, OnRatificationButNotBefore) {
  TestRecord record(Treaty("  in force on ratification\n    not before 2001-01-10\n",
                           "2001-01-02 A and B sign Pact\n  given\n2001-01-05 A and B ratify Pact\n  given"));
  EXPECT_EQ(record.Ask("Pact is in force"), "10-31");
}

TEST(LifecycleTest, NotBeforeHoldsBackWhateverBringsItIntoForce) {
  const auto in_force = [](const std::string& line, std::string_view chronicle) {
    return TestRecord(Treaty("  in force " + line + "\n    not before 2001-01-10\n", chronicle))
        .Ask("Pact is in force");
  };
  EXPECT_EQ(in_force("when C invades A", "2001-01-05 C invades A\n  given"), "10-31");
  EXPECT_EQ(in_force("when C invades A", "2001-01-12 C invades A\n  given"), "12-31");
  EXPECT_EQ(in_force("when C invades A", ""), "no");
  EXPECT_EQ(in_force("from 2001-01-03", ""), "10-31");
  EXPECT_EQ(in_force("from 2001-01-10", ""), "10-31");
  EXPECT_EQ(in_force("from 2001-01-12", ""), "12-31");
}

TEST(LifecycleTest, WhenAConditionComesTrueAndUntilOneDoes) {
  TestRecord record(Treaty("  in force when C invades A\n  ends 3 days after C invades B\n",
                           "2001-01-05 C invades A\n  given\n2001-01-10 C invades B\n  given"));
  EXPECT_EQ(record.Ask("Pact is in force"), "5-12");
  EXPECT_EQ(record.Ask("Pact.I is in force"), "5-12");
  EXPECT_EQ(record.Ask("Pact.II is in force"), "5-31");  // survives
}

TEST(LifecycleTest, BeforeItIsInForceItsTextMeansThoseWhomItNames) {
  TestRecord one(
      Treaty("  in force when ?party ratifies this treaty\n", "2001-01-05 B ratifies Pact\n  given"));
  EXPECT_EQ(one.Ask("Pact is in force"), "5-31");
  TestRecord named(Treaty("  in force when A ratifies this treaty\n",
                          "2001-01-05 B ratifies Pact\n  given\n2001-01-07 A ratifies Pact\n  given"));
  EXPECT_EQ(named.Ask("Pact is in force"), "7-31");
  TestRecord stranger(
      Treaty("  in force when ?party ratifies this treaty\n", "2001-01-05 C ratifies Pact\n  given"));
  EXPECT_EQ(stranger.Ask("Pact is in force"), "no");
}

TEST(LifecycleTest, ATermRunsOutAndIsRenewedOnce) {
  const std::string lines =
      "  in force from 2001-01-03\n  term 5 days\n    renews 4 days once\n"
      "    unless ?party denounces this treaty at least 2 days before its end\n";
  TestRecord renewed(Treaty(lines, ""));
  EXPECT_EQ(renewed.Ask("Pact.I is in force"), "3-11");
  TestRecord denounced(Treaty(lines, "2001-01-05 A denounces Pact\n  given"));
  EXPECT_EQ(denounced.Ask("Pact.I is in force"), "3-7");
  TestRecord too_late(Treaty(lines, "2001-01-07 A denounces Pact\n  given"));
  EXPECT_EQ(too_late.Ask("Pact.I is in force"), "3-11");
}

TEST(LifecycleTest, AccessionWithdrawalSuccession) {
  TestRecord record(
      Treaty("  in force from 2001-01-03\n",
             "2001-01-05 C accedes to Pact\n  given\n2001-01-09 A withdraws from Pact\n  given"));
  EXPECT_EQ(record.Ask("?who is a party to Pact"), "A 3-8; B 3-31; C 5-31");
  TestRecord succeeded(Treaty("  in force from 2001-01-03\n", "2001-01-06 C succeeds A\n  given"));
  EXPECT_EQ(succeeded.Ask("?who holds the seat of A in Pact"), "A 3-5; C 6-31");
}

TEST(LifecycleTest, OneOfTwoThatCeasesToExistEndsTheTreaty) {
  TestRecord record(Treaty("  in force from 2001-01-03\n", "2001-01-06 A ceases to exist\n  given"));
  EXPECT_EQ(record.Ask("Pact is in force"), "3-5");
}

TEST(LifecycleTest, SuspensionStopsWhatIsOwedAndLetsTheTreatyStand) {
  TestRecord record(Treaty("  in force from 2001-01-03\n",
                           "2001-01-06 A suspends Pact\n  given\n2001-01-09 A resumes Pact\n  given\n"
                           "2001-01-07 B invades A\n  given"));
  EXPECT_EQ(record.Ask("Pact is in force"), "3-31");
  EXPECT_EQ(record.Ask("A is bound by Pact"), "3-5, 9-31");
  EXPECT_EQ(record.Ask("Pact.I is broken by B"), "no");
}

TEST(LifecycleTest, AnUncertainSignatureIsAnUncertainEntryIntoForce) {
  TestRecord record(
      Treaty("  in force on signature\n", "[2001-01-05..2001-01-07] A and B sign Pact\n  given"));
  EXPECT_EQ(record.Ask("Pact is in force"), "5-6?, 7-31");
}

TEST(LifecycleTest, ATermThroughADayIsRenewed) {
  const auto in_force = [](std::string_view nested, std::string_view chronicle) {
    return TestRecord(Treaty("  in force from 2001-01-03\n  term through 2001-01-10\n" + std::string(nested),
                             chronicle))
        .Ask("Pact is in force");
  };
  EXPECT_EQ(in_force("", ""), "3-10");
  EXPECT_EQ(in_force("    renews 5 days once\n", ""), "3-15");
  EXPECT_EQ(in_force("    renews 5 days without end\n", ""), "3-31");
  const std::string_view unless =
      "    renews 5 days without end\n    unless ?party denounces this treaty at least 2 days before its "
      "end\n";
  EXPECT_EQ(in_force(unless, "2001-01-12 A denounces Pact\n  given"), "3-15");
  EXPECT_EQ(in_force(unless, "2001-01-15 A denounces Pact\n  given"), "3-20");
}

}  // namespace
}  // namespace casus::law
