#include "core/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace casus::core {
namespace {

using testing::ElementsAre;
using testing::Optional;

const Schema kPair = {Kind::kSymbol, Kind::kSymbol};

TEST(PlanTest, SchemasFollowFromTheInputs) {
  Plan plan;
  const NodeId pair = plan.Input(kPair);
  const NodeId amount = plan.Input({Kind::kSymbol, Kind::kNumber, Kind::kDuration});
  EXPECT_THAT(plan.schema(plan.Join(pair, amount, {{1, 0}})),
              ElementsAre(Kind::kSymbol, Kind::kSymbol, Kind::kNumber, Kind::kDuration));
  EXPECT_THAT(plan.schema(plan.Project(amount, {1, 1})), ElementsAre(Kind::kNumber, Kind::kNumber));
  EXPECT_THAT(plan.schema(plan.HeldSince(pair)), ElementsAre(Kind::kSymbol, Kind::kSymbol, Kind::kMoment));
  EXPECT_THAT(plan.schema(plan.Aggregate(amount, {0}, Aggregation::kCount, 0)),
              ElementsAre(Kind::kSymbol, Kind::kInteger));
  EXPECT_THAT(plan.schema(plan.Aggregate(amount, {}, Aggregation::kAverage, 1)), ElementsAre(Kind::kNumber));
  EXPECT_THAT(plan.schema(plan.Aggregate(amount, {}, Aggregation::kMax, 2)), ElementsAre(Kind::kDuration));
}

TEST(PlanTest, RecursionsResolveToTheirDefinitions) {
  Plan plan;
  const NodeId first = plan.Recursion(kPair);
  const NodeId second = plan.Recursion(kPair);
  const NodeId input = plan.Input(kPair);
  plan.Define(first, second);
  plan.Define(second, input);
  EXPECT_EQ(plan.Resolve(first), input);
  const NodeId empty = plan.Recursion(kPair);
  plan.Define(empty, empty);
  EXPECT_EQ(plan.Resolve(empty), empty);
}

// A cycle through one operator: `close` makes it from the recursion and an input.
struct CycleCase {
  const char* name;
  std::function<NodeId(Plan&, NodeId recursion, NodeId input)> close;
  bool is_stratified;
};

TEST(PlanTest, CyclesMustTakeTimeOrBeMonotone) {
  const std::vector<ColumnPair> all = {{0, 0}, {1, 1}};
  const Metric later = Metric::AtLeast({.days = 1});
  const CycleCase cases[] = {
      {"union", [](Plan& p, NodeId r, NodeId in) { return p.Union({r, in}); }, true},
      {"join", [&](Plan& p, NodeId r, NodeId in) { return p.Join(in, r, all); }, true},
      {"except, left", [&](Plan& p, NodeId r, NodeId in) { return p.Except(r, in, all); }, true},
      {"except, right", [&](Plan& p, NodeId r, NodeId in) { return p.Except(in, r, all); }, false},
      {"except, right, earlier",
       [&](Plan& p, NodeId r, NodeId in) { return p.Except(in, p.Previous(r), all); }, true},
      {"aggregate",
       [](Plan& p, NodeId r, NodeId) {
         return p.Project(p.Join(p.Aggregate(r, {0}, Aggregation::kCount, 0), r, {{0, 0}}), {0, 2});
       },
       false},
      {"once", [](Plan& p, NodeId r, NodeId) { return p.Once(r, Metric::Any()); }, false},
      {"once, earlier", [&](Plan& p, NodeId r, NodeId) { return p.Once(r, later); }, true},
      {"throughout, earlier", [&](Plan& p, NodeId r, NodeId) { return p.Throughout(r, later); }, true},
      {"since, start", [&](Plan& p, NodeId r, NodeId in) { return p.Since(in, true, r, all, later); }, true},
      {"since, hold", [&](Plan& p, NodeId r, NodeId in) { return p.Since(r, false, in, all, later); }, false},
      {"rise", [](Plan& p, NodeId r, NodeId in) { return p.Rise(p.Union({r, in})); }, true},
      {"fall", [](Plan& p, NodeId r, NodeId) { return p.Fall(r); }, false},
      {"inertia, begins", [&](Plan& p, NodeId r, NodeId in) { return p.Inertia(r, in, all); }, true},
      {"inertia, begins, keyed",
       [&](Plan& p, NodeId r, NodeId in) { return p.Inertia(r, in, all, std::vector<int>{0}); }, false},
      {"inertia, ends", [&](Plan& p, NodeId r, NodeId in) { return p.Inertia(in, r, all); }, false},
      {"next", [](Plan& p, NodeId r, NodeId) { return p.Next(r); }, false},
      {"next, of the previous", [](Plan& p, NodeId r, NodeId) { return p.Next(p.Previous(r)); }, false},
      {"eventually", [&](Plan& p, NodeId r, NodeId) { return p.Eventually(p.Previous(r), later); }, false},
      {"lasting", [](Plan& p, NodeId r, NodeId) { return p.Lasting(r, Period::kDay); }, false},
  };
  for (const CycleCase& c : cases) {
    Plan plan;
    const NodeId recursion = plan.Recursion(kPair);
    const NodeId input = plan.Input(kPair);
    plan.Define(recursion, c.close(plan, recursion, input));
    EXPECT_EQ(!plan.FindUnstratifiedCycle().has_value(), c.is_stratified) << c.name;
  }
}

TEST(PlanTest, TheCycleIsReportedInTheOrderOfItsFlow) {
  Plan plan;
  const NodeId in_force = plan.Recursion(kPair);
  const NodeId breach = plan.Select(in_force, Scalar::Truth(true));
  const NodeId signing = plan.Input(kPair);
  plan.Define(in_force, plan.Except(signing, breach, {{0, 0}, {1, 1}}));
  const NodeId definition = plan.inputs(in_force)[0];
  EXPECT_THAT(plan.FindUnstratifiedCycle(), Optional(ElementsAre(definition, in_force, breach)));
}

TEST(PlanDeathTest, WhatMakesNoSenseFailsLoudly) {
  Plan plan;
  const NodeId pair = plan.Input(kPair);
  const NodeId number = plan.Input({Kind::kNumber});
  EXPECT_DEATH(plan.Join(pair, number, {{0, 0}}), "a symbol paired with a number");
  EXPECT_DEATH(plan.Join(pair, number, {{2, 0}}), "column 2 of 2");
  EXPECT_DEATH(plan.Union({pair, number}), "different schemas");
  EXPECT_DEATH(plan.Select(pair, Scalar::Column(0)), "must be a truth");
  EXPECT_DEATH(plan.Map(pair, {Scalar::Truth(true)}), "must be a value");
  EXPECT_DEATH(plan.Aggregate(pair, {}, Aggregation::kSum, 0), "the sum of kind symbol");
  EXPECT_DEATH(plan.Inertia(pair, pair, {{0, 0}}), "every column of the right must be paired");
  EXPECT_DEATH(plan.Clock(pair, 0, true, pair, {{0, 0}, {1, 1}}), "a clock set by a symbol");
  EXPECT_DEATH(plan.Define(pair, pair), "only a recursion is defined later");
}

}  // namespace
}  // namespace casus::core
