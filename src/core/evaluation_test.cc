#include "core/evaluation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace casus::core {
namespace {

using base::Grain;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

const Schema kOne = {Kind::kSymbol};
const Schema kTwo = {Kind::kSymbol, Kind::kSymbol};

// Runs a plan over a line of days 0 to 19 (unless told), and tells relations as "1 2: [3, 5) [7, 20)".
class EvaluationTest : public testing::Test {
 protected:
  void Fact(NodeId input, std::vector<Value> row, Moment begin, Moment end) {
    facts_.push_back({input, std::move(row), begin, end});
  }

  std::vector<std::string> Run(NodeId node) {
    evaluation_ = std::make_unique<Evaluation>(plan_, timeline_, compounds_);
    evaluation_->LimitRecursion(10'000);
    for (const auto& [input, row, begin, end] : facts_) evaluation_->AddFact(input, row, begin, end);
    evaluation_->Run();
    const Relation& relation = evaluation_->Of(node);
    std::vector<std::string> rows;
    for (size_t i = 0; i < relation.size(); ++i) {
      std::string text;
      for (const Value value : relation.Row(i)) text += (text.empty() ? "" : " ") + std::to_string(value);
      text += ":";
      for (const base::Interval& interval : relation.Intervals(i)) {
        text += " [" + std::to_string(interval.begin) + ", " + std::to_string(interval.end) + ")";
      }
      rows.push_back(text);
    }
    return rows;
  }

  Plan plan_;
  Timeline timeline_ = Timeline::Calendar(Grain::kDay, 0, 19);
  CompoundTable compounds_;
  std::unique_ptr<Evaluation> evaluation_;

 private:
  struct GivenFact {
    NodeId input;
    std::vector<Value> row;
    Moment begin;
    Moment end;
  };
  std::vector<GivenFact> facts_;
};

TEST_F(EvaluationTest, FactsAreMergedAndCutToTheLine) {
  const NodeId in = plan_.Input(kOne);
  Fact(in, {1}, 3, 6);
  Fact(in, {1}, 5, 8);
  Fact(in, {1}, 8, 9);
  Fact(in, {1}, 15, 99);
  Fact(in, {2}, -5, 2);
  Fact(in, {3}, 7, 7);
  EXPECT_THAT(Run(in), ElementsAre("2: [0, 2)", "1: [3, 9) [15, 20)"));
}

TEST_F(EvaluationTest, ManyFactsComeByColumn) {
  const NodeId in = plan_.Input(kTwo);
  Evaluation evaluation(plan_, timeline_, compounds_);
  const std::vector<Value> who = {1, 2};
  const std::vector<Value> whom = {3, 4};
  const std::vector<std::span<const Value>> columns = {who, whom};
  evaluation.AddFacts(in, columns, std::vector<Moment>{0, 5}, std::vector<Moment>{1, 6});
  evaluation.Run();
  EXPECT_THAT(evaluation.Of(in).Row(1), ElementsAre(2, 4));
  EXPECT_EQ(evaluation.FindFact(in, std::vector<Value>{2, 4}, 5), 1);
  EXPECT_EQ(evaluation.FindFact(in, std::vector<Value>{2, 4}, 6), std::nullopt);
  EXPECT_EQ(evaluation.FactInterval(in, 1), (base::Interval{5, 6}));
}

TEST_F(EvaluationTest, AnAllyIsAttackedWithinThirtyDays) {
  timeline_ = Timeline::Calendar(Grain::kDay, 0, 99);
  const NodeId attacks = plan_.Input(kTwo);
  const NodeId allied = plan_.Input(kTwo);
  const NodeId recent = plan_.Once(attacks, Metric::Within({.days = 30}));
  const NodeId casus = plan_.Join(recent, allied, {{1, 0}});
  Fact(attacks, {1, 2}, 10, 11);
  Fact(allied, {2, 3}, 0, 20);
  Fact(allied, {2, 4}, 35, 100);
  EXPECT_THAT(Run(casus), ElementsAre("1 2 3: [10, 20)", "1 2 4: [35, 41)"));
}

TEST_F(EvaluationTest, ProjectionsHoldWhileAnyOfTheirRowsDoes) {
  const NodeId in = plan_.Input(kTwo);
  const NodeId out = plan_.Project(in, {0});
  Fact(in, {1, 2}, 3, 6);
  Fact(in, {1, 3}, 5, 8);
  EXPECT_THAT(Run(out), ElementsAre("1: [3, 8)"));
}

TEST_F(EvaluationTest, MapsMayReadTheMoment) {
  const NodeId in = plan_.Input(kOne);
  const NodeId out = plan_.Map(in, {Scalar::Column(0), Scalar::Now()});
  Fact(in, {1}, 3, 5);
  EXPECT_THAT(Run(out), ElementsAre("1 3: [3, 4)", "1 4: [4, 5)"));
}

TEST_F(EvaluationTest, RowsWithoutAValueAreLeftOutAndReported) {
  const NodeId in = plan_.Input({Kind::kInteger});
  const NodeId out = plan_.Map(in, {Scalar::Divide(Scalar::Constant(6, Kind::kInteger), Scalar::Column(0))});
  Fact(in, {0}, 3, 5);
  Fact(in, {2}, 3, 5);
  EXPECT_THAT(Run(out), ElementsAre("3: [3, 5)"));
  EXPECT_THAT(evaluation_->problems(),
              ElementsAre(Problem{ProblemKind::kDivisionByZero, out, std::vector<Value>{0}}));
}

TEST_F(EvaluationTest, ProblemsAreCountedBeyondThoseKept) {
  const NodeId in = plan_.Input({Kind::kInteger});
  const NodeId out = plan_.Map(in, {Scalar::Divide(Scalar::Column(0), Scalar::Constant(0, Kind::kInteger))});
  for (Value value = 0; value < 150; ++value) Fact(in, {value}, 0, 1);
  EXPECT_THAT(Run(out), IsEmpty());
  EXPECT_EQ(evaluation_->problems().size(), Evaluation::kMaxProblems);
  EXPECT_EQ(evaluation_->problem_count(), 150);
}

TEST_F(EvaluationTest, ExceptLooksAtThePairedColumns) {
  const NodeId left = plan_.Input(kTwo);
  const NodeId right = plan_.Input(kOne);
  const NodeId out = plan_.Except(left, right, {{0, 0}});
  Fact(left, {1, 2}, 0, 10);
  Fact(left, {2, 2}, 0, 10);
  Fact(right, {1}, 4, 6);
  EXPECT_THAT(Run(out), UnorderedElementsAre("1 2: [0, 4) [6, 10)", "2 2: [0, 10)"));
}

TEST_F(EvaluationTest, ThroughoutNeedsAllThatItLooksAt) {
  const NodeId in = plan_.Input(kOne);
  Fact(in, {1}, 3, 10);
  Fact(in, {2}, 0, 4);
  const NodeId lately = plan_.Throughout(in, Metric::Within({.days = 2}));
  // On day 0 there is no earlier day to look at.
  EXPECT_THAT(Run(lately), ElementsAre("2: [0, 4)", "1: [5, 10)"));
  const NodeId before = plan_.Throughout(in, {{.days = 1}, base::Duration{.days = 2}});
  EXPECT_THAT(Run(before), ElementsAre("2: [1, 5)", "1: [5, 11)"));
}

TEST_F(EvaluationTest, OnceAMonthAgoIsNoDayAtTheEndOfMarch) {
  timeline_ = Timeline::Calendar(Grain::kDay, base::ToDay({1939, 2, 1}), base::ToDay({1939, 4, 5}));
  const NodeId in = plan_.Input(kOne);
  const NodeId out = plan_.Once(in, {{.months = 1}, base::Duration{.months = 1}});
  Fact(in, {1}, 0, 60);
  EXPECT_THAT(Run(out), ElementsAre("1: [28, 56) [59, 64)"));  // from 1 March; not on 29 to 31 March
}

TEST_F(EvaluationTest, SinceNeedsTheHoldAfterTheStart) {
  const NodeId start = plan_.Input(kTwo);
  const NodeId hold = plan_.Input(kOne);
  Fact(start, {1, 2}, 3, 4);
  Fact(start, {1, 2}, 9, 10);
  Fact(hold, {2}, 4, 7);
  const NodeId since = plan_.Since(hold, false, start, {{1, 0}}, Metric::Any());
  EXPECT_THAT(Run(since), ElementsAre("1 2: [3, 7) [9, 10)"));
  const NodeId since_not = plan_.Since(hold, true, start, {{1, 0}}, Metric::AtLeast({.days = 2}));
  EXPECT_THAT(Run(since_not), ElementsAre("1 2: [11, 20)"));
}

TEST_F(EvaluationTest, OperatorsThatLookAhead) {
  const NodeId in = plan_.Input(kOne);
  const NodeId hold = plan_.Input(kOne);
  Fact(in, {1}, 10, 12);
  Fact(hold, {1}, 8, 10);
  EXPECT_THAT(Run(plan_.Next(in)), ElementsAre("1: [9, 11)"));
  EXPECT_THAT(Run(plan_.Eventually(in, {{.days = 2}, base::Duration{.days = 3}})), ElementsAre("1: [7, 10)"));
  EXPECT_THAT(Run(plan_.Until(hold, false, in, {{0, 0}}, Metric::Any())), ElementsAre("1: [8, 12)"));
}

TEST_F(EvaluationTest, RunsOfARow) {
  const NodeId in = plan_.Input(kOne);
  Fact(in, {1}, 3, 5);
  Fact(in, {1}, 8, 20);
  EXPECT_THAT(Run(plan_.Previous(in)), ElementsAre("1: [4, 6) [9, 20)"));
  EXPECT_THAT(Run(plan_.Rise(in)), ElementsAre("1: [3, 4) [8, 9)"));
  EXPECT_THAT(Run(plan_.Fall(in)), ElementsAre("1: [5, 6)"));
  EXPECT_THAT(Run(plan_.HeldSince(in)), ElementsAre("1 3: [3, 5)", "1 8: [8, 20)"));
}

TEST_F(EvaluationTest, LastTimeIsAlwaysTheLatestMoment) {
  const NodeId in = plan_.Input(kOne);
  Fact(in, {1}, 3, 5);
  Fact(in, {1}, 18, 19);
  EXPECT_THAT(Run(plan_.LastTime(in)), ElementsAre("1 3: [3, 4)", "1 4: [4, 18)", "1 18: [18, 20)"));
}

TEST_F(EvaluationTest, LastingGoesOnThroughThePeriod) {
  timeline_ = Timeline::Calendar(Grain::kHour, base::ToStamp(base::ToDay({1939, 1, 30}), Grain::kHour),
                                 base::ToStamp(base::ToDay({1939, 2, 3}), Grain::kHour));
  const NodeId in = plan_.Input(kOne);
  Fact(in, {1}, 5, 6);
  EXPECT_THAT(Run(plan_.Lasting(in, Period::kUnit)), ElementsAre("1: [5, 6)"));
  EXPECT_THAT(Run(plan_.Lasting(in, Period::kDay)), ElementsAre("1: [5, 24)"));
  EXPECT_THAT(Run(plan_.Lasting(in, Period::kMonth)), ElementsAre("1: [5, 48)"));
  EXPECT_THAT(Run(plan_.Lasting(in, Period::kYear)), ElementsAre("1: [5, 97)"));
}

TEST_F(EvaluationTest, AStateHoldsUntilItsEndAndBeginningWins) {
  const NodeId begins = plan_.Input(kTwo);
  const NodeId ends = plan_.Input(kOne);
  Fact(begins, {1, 2}, 3, 4);
  Fact(ends, {2}, 3, 4);
  Fact(ends, {2}, 6, 7);
  Fact(begins, {1, 2}, 8, 9);
  EXPECT_THAT(Run(plan_.Inertia(begins, ends, {{1, 0}})), ElementsAre("1 2: [3, 6) [8, 20)"));
}

TEST_F(EvaluationTest, OnePerKeyDisplacesTheOthers) {
  const NodeId begins = plan_.Input(kTwo);  // land, holder
  const NodeId ends = plan_.Input(kTwo);
  const NodeId holds = plan_.Inertia(begins, ends, {{0, 0}, {1, 1}}, std::vector<int>{0});
  Fact(begins, {1, 5}, 2, 3);
  Fact(begins, {1, 6}, 7, 8);
  Fact(begins, {2, 5}, 4, 5);
  Fact(begins, {1, 7}, 9, 10);
  Fact(begins, {1, 8}, 9, 10);
  EXPECT_THAT(Run(holds), UnorderedElementsAre("1 5: [2, 7)", "2 5: [4, 20)", "1 6: [7, 9)", "1 7: [9, 20)",
                                               "1 8: [9, 20)"));
}

TEST_F(EvaluationTest, AClockRingsOnceAndStandsStillInPauses) {
  const NodeId starts = plan_.Input({Kind::kSymbol, Kind::kDuration});
  const NodeId pauses = plan_.Input(kOne);
  const Value five = PackDuration({.days = 5});
  const Value none = PackDuration({});
  Fact(starts, {1, five}, 2, 3);
  Fact(starts, {2, five}, 2, 3);
  Fact(starts, {2, five}, 4, 5);  // a second alarm
  Fact(starts, {3, none}, 2, 3);
  Fact(pauses, {1}, 4, 7);
  const std::string with_five = " " + std::to_string(five);
  EXPECT_THAT(Run(plan_.Clock(starts, 1, false, pauses, {{0, 0}})),
              UnorderedElementsAre("1" + with_five + ": [10, 11)", "2" + with_five + ": [7, 8) [9, 10)",
                                   "3 0: [3, 4)"));
  EXPECT_THAT(Run(plan_.Clock(starts, 1, true, pauses, {{0, 0}})),
              UnorderedElementsAre("1" + with_five + ": [11, 12)", "2" + with_five + ": [8, 9) [10, 11)",
                                   "3 0: [3, 4)"));
}

TEST_F(EvaluationTest, AClockThatIsDueAsThePauseBeginsStillRings) {
  const NodeId starts = plan_.Input({Kind::kSymbol, Kind::kDuration});
  const NodeId pauses = plan_.Input(kOne);
  const Value five = PackDuration({.days = 5});
  Fact(starts, {1, five}, 2, 3);
  Fact(pauses, {1}, 7, 20);
  EXPECT_THAT(Run(plan_.Clock(starts, 1, false, pauses, {{0, 0}})),
              ElementsAre("1 " + std::to_string(five) + ": [7, 8)"));
}

TEST_F(EvaluationTest, AClockMaySetItself) {
  const NodeId first = plan_.Input({Kind::kDuration});
  const NodeId never = plan_.Input({Kind::kDuration});
  const NodeId rings = plan_.Recursion({Kind::kDuration});
  plan_.Define(rings, plan_.Clock(plan_.Union({first, rings}), 0, false, never, {{0, 0}}));
  const Value four = PackDuration({.days = 4});
  Fact(first, {four}, 2, 3);
  EXPECT_THAT(Run(rings), ElementsAre(std::to_string(four) + ": [6, 7) [10, 11) [14, 15) [18, 19)"));
}

TEST_F(EvaluationTest, OneSupplyServesTheOldestDemand) {
  const NodeId demands = plan_.Input(kTwo);  // number, kind
  const NodeId supplies = plan_.Input(kTwo);
  Fact(demands, {1, 7}, 2, 20);
  Fact(demands, {2, 7}, 1, 20);
  Fact(demands, {3, 8}, 1, 4);
  Fact(supplies, {50, 7}, 3, 4);
  Fact(supplies, {51, 7}, 5, 6);
  Fact(supplies, {52, 7}, 6, 7);
  Fact(supplies, {53, 8}, 6, 7);
  EXPECT_THAT(Run(plan_.Assign(demands, supplies, {{1, 1}})),
              ElementsAre("2 7 50: [3, 4)", "1 7 51: [5, 6)"));
}

TEST_F(EvaluationTest, AggregatesFollowTheirGroups) {
  const NodeId in = plan_.Input({Kind::kSymbol, Kind::kInteger, Kind::kNumber});
  Fact(in, {1, 4, 10'000}, 0, 10);
  Fact(in, {1, 9, 20'001}, 5, 15);
  Fact(in, {2, 9, 10'000}, 3, 4);
  const auto run = [&](Aggregation function, int column) {
    return Run(plan_.Aggregate(in, {0}, function, column));
  };
  EXPECT_THAT(run(Aggregation::kCount, 0),
              UnorderedElementsAre("1 1: [0, 5) [10, 15)", "1 2: [5, 10)", "2 1: [3, 4)"));
  EXPECT_THAT(run(Aggregation::kSum, 1),
              UnorderedElementsAre("1 4: [0, 5)", "1 13: [5, 10)", "1 9: [10, 15)", "2 9: [3, 4)"));
  EXPECT_THAT(run(Aggregation::kMin, 1),
              UnorderedElementsAre("1 4: [0, 10)", "1 9: [10, 15)", "2 9: [3, 4)"));
  EXPECT_THAT(run(Aggregation::kMax, 1), UnorderedElementsAre("1 4: [0, 5)", "1 9: [5, 15)", "2 9: [3, 4)"));
  EXPECT_THAT(run(Aggregation::kAverage, 2), UnorderedElementsAre("1 10000: [0, 5)", "1 15000: [5, 10)",
                                                                  "1 20001: [10, 15)", "2 10000: [3, 4)"));
  const std::string median = std::to_string(PackFloat(6.5));
  EXPECT_THAT(run(Aggregation::kMedian, 1), testing::Contains("1 " + median + ": [5, 10)"));
}

TEST_F(EvaluationTest, ASumThatIsTooLargeIsReported) {
  const NodeId in = plan_.Input({Kind::kInteger});
  const NodeId out = plan_.Aggregate(in, {}, Aggregation::kSum, 0);
  Fact(in, {INT64_MAX}, 0, 10);
  Fact(in, {5}, 4, 6);
  EXPECT_THAT(Run(out), ElementsAre(std::to_string(INT64_MAX) + ": [0, 4) [6, 10)"));
  EXPECT_THAT(evaluation_->problems(), ElementsAre(Problem{ProblemKind::kOverflow, out, {}}));
}

// Reachability, which loses an edge and with it a cycle of rows that support each other.
TEST_F(EvaluationTest, RecursionWithinAMomentFollowsInsertionsAndDeletions) {
  const NodeId edge = plan_.Input(kTwo);
  const NodeId reach = plan_.Recursion(kTwo);
  const NodeId step = plan_.Project(plan_.Join(edge, reach, {{1, 0}}), {0, 2});
  plan_.Define(reach, plan_.Union({edge, step}));
  Fact(edge, {1, 2}, 0, 10);
  Fact(edge, {2, 3}, 0, 20);
  Fact(edge, {3, 2}, 0, 15);
  Fact(edge, {3, 4}, 5, 20);
  EXPECT_THAT(Run(reach), UnorderedElementsAre("1 2: [0, 10)", "1 3: [0, 10)", "1 4: [5, 10)", "2 2: [0, 15)",
                                               "2 3: [0, 20)", "2 4: [5, 20)", "3 2: [0, 15)", "3 3: [0, 15)",
                                               "3 4: [5, 20)"));
}

// A state that spreads: who holds a place holds what lies in it, from the moment that it comes to hold it.
TEST_F(EvaluationTest, AStateMayBeginByItself) {
  const NodeId takes = plan_.Input(kTwo);
  const NodeId leaves = plan_.Input(kTwo);
  const NodeId lies_in = plan_.Input(kTwo);
  const NodeId holds = plan_.Recursion(kTwo);
  const NodeId of_parts = plan_.Project(plan_.Join(plan_.Rise(holds), lies_in, {{1, 1}}), {0, 2});
  plan_.Define(holds, plan_.Inertia(plan_.Union({takes, of_parts}), leaves, {{0, 0}, {1, 1}}));
  Fact(lies_in, {11, 10}, 0, 20);
  Fact(lies_in, {12, 11}, 0, 20);
  Fact(takes, {1, 10}, 3, 4);
  Fact(leaves, {1, 11}, 7, 8);
  EXPECT_THAT(Run(holds), ElementsAre("1 10: [3, 20)", "1 11: [3, 7)", "1 12: [3, 20)"));
}

// Breach -> suspension from the next moment -> no duty -> no breach: it comes back every other moment.
TEST_F(EvaluationTest, LawFeedsBackThroughTime) {
  const NodeId duty = plan_.Input(kOne);
  const NodeId breach = plan_.Recursion(kOne);
  plan_.Define(breach, plan_.Except(duty, plan_.Previous(breach), {{0, 0}}));
  Fact(duty, {1}, 2, 7);
  EXPECT_THAT(Run(breach), ElementsAre("1: [2, 3) [4, 5) [6, 7)"));
}

TEST_F(EvaluationTest, ARecursionOfItselfIsEmpty) {
  const NodeId nothing = plan_.Recursion(kOne);
  plan_.Define(nothing, nothing);
  const NodeId later = plan_.Recursion(kOne);
  plan_.Define(later, plan_.Previous(later));
  EXPECT_THAT(Run(plan_.Union({nothing, later})), IsEmpty());
}

TEST_F(EvaluationTest, AnEndlessRecursionIsCutShort) {
  const NodeId in = plan_.Input({Kind::kInteger});
  const NodeId numbers = plan_.Recursion({Kind::kInteger});
  const Scalar next = Scalar::Add(Scalar::Column(0), Scalar::Constant(1, Kind::kInteger));
  plan_.Define(numbers, plan_.Union({in, plan_.Map(numbers, {next})}));
  Fact(in, {0}, 3, 5);
  Run(in);
  ASSERT_EQ(evaluation_->problem_count(), 1);
  EXPECT_EQ(evaluation_->problems()[0].kind, ProblemKind::kEndlessRecursion);
}

TEST_F(EvaluationTest, OnlyWhatIsWantedRuns) {
  const NodeId in = plan_.Input(kOne);
  const NodeId rise = plan_.Rise(in);
  const NodeId fall = plan_.Fall(in);
  Evaluation base(plan_, timeline_, compounds_);
  base.AddFact(in, std::vector<Value>{1}, 3, 6);
  base.Run(std::vector{rise});
  EXPECT_TRUE(base.HasRun(rise) && base.HasRun(in) && !base.HasRun(fall));
  base.Run(std::vector{rise, fall});
  EXPECT_TRUE(base.Of(fall).HoldsAt(0, 6));

  Evaluation over(base, timeline_);
  over.Replace(in);
  over.AddFact(in, std::vector<Value>{1}, 3, 9);
  over.Run(std::vector{rise});
  EXPECT_FALSE(over.HasRun(fall));
  over.Run();
  EXPECT_TRUE(over.Of(fall).HoldsAt(0, 9));
  EXPECT_FALSE(over.Of(fall).HoldsAt(0, 6));
}

// What is wanted over a base is run there first, so that it can be borrowed.
TEST_F(EvaluationTest, ABaseRunsWhatIsWantedOverIt) {
  const NodeId in = plan_.Input(kOne);
  const NodeId rise = plan_.Rise(in);
  Evaluation base(plan_, timeline_, compounds_);
  base.AddFact(in, std::vector<Value>{1}, 3, 6);
  Evaluation over(base, timeline_);
  over.Run(std::vector{rise});
  EXPECT_TRUE(base.HasRun(rise));
  EXPECT_EQ(&over.Of(rise), &base.Of(rise));
}

TEST_F(EvaluationTest, RelationsAreLookedUp) {
  const NodeId in = plan_.Input(kTwo);
  for (Value i = 0; i < 100; ++i) Fact(in, {i % 10, i}, i % 20, i % 20 + 1);
  Fact(in, {3, 3}, 8, 10);
  Run(in);
  const Relation& relation = evaluation_->Of(in);
  EXPECT_EQ(relation.size(), 100);
  EXPECT_EQ(relation.Match(0, 3).size(), 10);
  for (const uint32_t row : relation.Match(0, 3)) EXPECT_EQ(relation.Row(row)[0], 3);
  EXPECT_THAT(relation.Match(1, 1'000), IsEmpty());
  const std::optional<uint32_t> row = relation.Find(std::vector<Value>{3, 3});
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(relation.Find(std::vector<Value>{3, 4}), std::nullopt);
  EXPECT_TRUE(relation.HoldsAt(*row, 3));
  EXPECT_FALSE(relation.HoldsAt(*row, 4));
  EXPECT_TRUE(relation.HoldsAt(*row, 9));
  EXPECT_EQ(relation.LastIntervalFrom(*row, 7), (base::Interval{3, 4}));
  EXPECT_EQ(relation.LastIntervalFrom(*row, 2), std::nullopt);
}

using EvaluationDeathTest = EvaluationTest;

TEST_F(EvaluationDeathTest, WhatItRequires) {
  const NodeId in = plan_.Input(kOne);
  const NodeId rise = plan_.Rise(in);
  Evaluation evaluation(plan_, timeline_, compounds_);
  EXPECT_DEATH(evaluation.AddFact(rise, std::vector<Value>{1}, 0, 1), "facts are for inputs");
  EXPECT_DEATH(evaluation.Of(in), "results come after Run");
  const NodeId undefined = plan_.Recursion(kOne);
  plan_.Rise(undefined);
  EXPECT_DEATH(Evaluation(plan_, timeline_, compounds_), "not defined");
}

}  // namespace
}  // namespace casus::core
