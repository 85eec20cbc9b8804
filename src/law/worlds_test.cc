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
  EXPECT_TRUE(UncertaintiesOf(record.record->chronicle()).empty());
  EXPECT_EQ(CountWorlds({}), 1u);
}

TEST(WorldsTest, AWindowHasAWorldForEachDay) {
  TestRecord record(Dossier("[2001-01-05..2001-01-07] A sails\n  given"));
  const auto uncertainties = UncertaintiesOf(record.record->chronicle());
  EXPECT_EQ(Values(uncertainties), (std::vector<uint64_t>{3}));
  EXPECT_EQ(CountWorlds(uncertainties), 3u);
  for (uint64_t value = 0; value < 3; ++value) {
    Chronicle chronicle = record.record->chronicle();
    ASSERT_TRUE(Decide(chronicle, uncertainties, {value}));
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

TEST(WorldsTest, ASpanThatEndsBeforeItBeginsIsNoWorld) {
  TestRecord record(
      Dossier("[2001-01-05..2001-01-07] through [2001-01-05..2001-01-06] A has 3 boats\n  given"));
  const auto uncertainties = UncertaintiesOf(record.record->chronicle());
  ASSERT_EQ(uncertainties.size(), 2u);
  size_t worlds = 0;
  for (uint64_t one = 0; one < uncertainties[0].values; ++one) {
    for (uint64_t two = 0; two < uncertainties[1].values; ++two) {
      Chronicle chronicle = record.record->chronicle();
      worlds += Decide(chronicle, uncertainties, {one, two}) ? 1 : 0;
    }
  }
  EXPECT_EQ(worlds, 3u);  // 5-5, 5-6, 6-6
}

TEST(WorldsTest, TooManyAreNotCountedOut) {
  const std::vector<Uncertainty> many(40, Uncertainty{Uncertainty::Kind::kPresence, {0}, 2});
  EXPECT_EQ(CountWorlds(many), kMaxWorlds + 1);
}

}  // namespace
}  // namespace casus::law
