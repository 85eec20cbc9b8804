#include "law/worlds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "law/record_testing.h"

namespace casus::law {
namespace {

std::string Dossier(std::string_view chronicle) {
  return "State A, B\n"
         "Place Bridge\n"
         "event {who: State} sails/sail\n"
         "state {who: State} has {n: number} boats\n"
         "state {who: State} holds/hold {site: Place}\n"
         "  one who per site\n" +
         std::string(chronicle);
}

std::vector<uint64_t> Values(const std::vector<Uncertainty>& uncertainties) {
  std::vector<uint64_t> values;
  for (const Uncertainty& uncertainty : uncertainties) values.push_back(uncertainty.values);
  std::sort(values.begin(), values.end());
  return values;
}

TEST(WorldsTest, WhatIsKnownHasOneWorld) {
  TestRecord record(Dossier("2001-01-05 A sails\n  given"));
  const Worlds worlds(record.dossier, record.record->chronicle());
  EXPECT_TRUE(worlds.uncertainties().empty());
  EXPECT_EQ(worlds.Count({}), 1u);
}

TEST(WorldsTest, AWindowHasAWorldForEachDay) {
  TestRecord record(Dossier("[2001-01-05..2001-01-07] A sails\n  given"));
  const Worlds worlds(record.dossier, record.record->chronicle());
  EXPECT_EQ(Values(worlds.uncertainties()), (std::vector<uint64_t>{3}));
  EXPECT_EQ(worlds.Count(worlds.All()), 3u);
  for (uint64_t value = 0; value < 3; ++value) {
    Chronicle chronicle = record.record->chronicle();
    ASSERT_TRUE(worlds.Decide(chronicle, {value}, worlds.All()));
    EXPECT_EQ(std::count_if(chronicle.facts.facts.begin(), chronicle.facts.facts.end(),
                            [&](const Fact& fact) {
                              return fact.has_begin && fact.begin.exact() &&
                                     fact.begin.first == 5 + static_cast<core::Moment>(value);
                            }),
              1);
  }
}

TEST(WorldsTest, RivalsOfOneStateAreAChoice) {
  TestRecord record(
      Dossier("2001-01-05 through 2001-01-09 A holds Bridge\n  given\n2001-01-07 through 2001-01-12 B holds "
              "Bridge\n  given"));
  EXPECT_FALSE(record.record->chronicle().conflicts.empty());
  EXPECT_EQ(record.Ask("?who holds Bridge"), "A 5-9?; B 7-12?");
}

// How many of all combinations of values are worlds.
size_t CountWorlds(std::string_view chronicle_text) {
  TestRecord record(Dossier(chronicle_text));
  const Worlds worlds(record.dossier, record.record->chronicle());
  const std::vector<Uncertainty>& uncertainties = worlds.uncertainties();
  std::vector<uint64_t> values(uncertainties.size(), 0);
  size_t count = 0;
  for (bool are_more = true; are_more;) {
    Chronicle chronicle = record.record->chronicle();
    count += worlds.Decide(chronicle, values, worlds.All()) ? 1 : 0;
    size_t digit = 0;
    while (digit < values.size() && ++values[digit] == uncertainties[digit].values) values[digit++] = 0;
    are_more = digit < values.size();
  }
  return count;
}

TEST(WorldsTest, ASpanThatEndsBeforeItBeginsIsNoWorld) {
  EXPECT_EQ(CountWorlds("[2001-01-05..2001-01-07] through [2001-01-05..2001-01-06] A has 3 boats\n  given"),
            3u);  // 5-5, 5-6, 6-6
}

TEST(WorldsTest, ADateIsOnlyTheDaysThatItNames) {
  EXPECT_EQ(CountWorlds("[2001-01-05, 2001-01-09] A sails\n  given"), 2u);
  TestRecord record(Dossier("[2001-01-05, 2001-01-09] A sails\n  given"));
  EXPECT_EQ(record.Ask("A sails"), "5?, 9?");
}

TEST(WorldsTest, RowsAndWhatFollowsShareTheirDay) {
  EXPECT_EQ(CountWorlds("[2001-01-05..2001-01-07] A and B sail\n  given\nthen A sails\n  given"), 3u);
}

TEST(WorldsTest, ADistanceIsKept) {
  const std::string text =
      "[2001-01-05..2001-01-07] A sails  as First\n  given\n3 days after First B sails\n  given\n";
  EXPECT_EQ(CountWorlds(text), 3u);
  TestRecord record(Dossier(text));
  EXPECT_EQ(record.Ask("B sails"), "8-10?");
  EXPECT_EQ(record.Ask("B sails and not once at least 3 days ago A sails"), "no");
  EXPECT_EQ(record.Ask("B sails and once exactly 3 days ago A sails"), "8-10?");
}

TEST(WorldsTest, AfterAndBeforeAreAnOrder) {
  const std::string text =
      "[2001-01-05..2001-01-07] A sails  as First\n  given\n[2001-01-05..2001-01-07] after First B sails\n  "
      "given\n";
  EXPECT_EQ(CountWorlds(text), 3u);  // 5-6, 5-7, 6-7
  TestRecord record(Dossier(text));
  EXPECT_EQ(record.Ask("B sails and not once at least 1 days ago A sails"), "no");
}

TEST(WorldsTest, ADayThatIsKnownBoundsWhatItComesAfter) {
  TestRecord record(Dossier(
      "[2001-01-05..2001-01-09] A sails  as First\n  given\n2001-01-07 after First B sails\n  given\n"));
  EXPECT_EQ(record.Ask("A sails"), "5-6?");
  EXPECT_EQ(record.Ask("once A sails"), "5?, 6-31");
}

TEST(WorldsTest, ADoubtIsAboutAllThatItsStatementSays) {
  const std::string text = "2001-01-05 A and B sail\n  doubtful\n  given";
  EXPECT_EQ(CountWorlds(text), 2u);
  TestRecord record(Dossier(text));
  EXPECT_EQ(record.Ask("A sails and not B sails"), "no");
}

TEST(WorldsTest, ADoubtOfARowIsItsOwn) {
  EXPECT_EQ(CountWorlds("2001-01-05 ?who sails\n  given\n  A\n    doubtful\n  B\n    doubtful"), 4u);
}

TEST(WorldsTest, ADoubtfulRangeMayBeNeitherOfItsEnds) {
  const std::string text = "2001-01-05 A has [3..4] boats\n  doubtful\n  given";
  EXPECT_EQ(CountWorlds(text), 4u);
  TestRecord record(Dossier(text));
  EXPECT_EQ(record.Ask("A has _ boats"), "5-31?");
}

TEST(WorldsTest, TooManyAreNotCountedOut) {
  TestRecord record(
      Dossier("[2001-01-01..2001-01-31] A sails\n  given\n[2001-01-01..2001-01-31] A sails\n  given\n"
              "[2001-01-01..2001-01-31] B sails\n  given"));
  const Worlds worlds(record.dossier, record.record->chronicle());
  EXPECT_EQ(worlds.Count(worlds.All()), kMaxWorlds + 1);
}

}  // namespace
}  // namespace casus::law
