#include "core/proof.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

namespace casus::core {
namespace {

const Schema kOne = {Kind::kSymbol};
const Schema kTwo = {Kind::kSymbol, Kind::kSymbol};

// Prints proofs as indented lines, "name(1 _) [3, 4)" or "not name(1 _) ...", with what a step says of
// itself.
class ProofTest : public testing::Test {
 protected:
  NodeId Named(std::string name, NodeId node) {
    names_[node] = std::move(name);
    return node;
  }

  void Fact(NodeId input, const std::vector<Value>& row, Moment begin, Moment end) {
    facts_.push_back({input, row, begin, end});
  }

  void Run() {
    evaluation_ = std::make_unique<Evaluation>(plan_, timeline_, compounds_);
    for (const auto& [input, row, begin, end] : facts_) evaluation_->AddFact(input, row, begin, end);
    evaluation_->Run();
    prover_ = std::make_unique<Prover>(*evaluation_);
  }

  std::string Why(NodeId node, const std::vector<Value>& row, Moment t) {
    return Print(prover_->Prove(node, row, t), 0);
  }
  std::string WhyNot(NodeId node, const Pattern& pattern, Moment t) {
    return Print(prover_->ProveAbsent(node, pattern, t), 0);
  }

  std::string Print(ProofId id, size_t depth) {
    const ProofStep& step = prover_->Step(id);
    std::string text = "\n" + std::string(depth * 2, ' ') + (step.claim.holds ? "" : "not ");
    text += names_[step.claim.node] + "(";
    for (const std::optional<Value>& value : step.claim.pattern) {
      text += (text.back() == '(' ? "" : " ") + (value ? std::to_string(*value) : "_");
    }
    const base::Interval span = step.claim.span;
    text += ") [" + std::to_string(span.begin) + ", " + std::to_string(span.end) + ")";
    if (step.fact) text += " fact " + std::to_string(*step.fact);
    if (step.reason == Reason::kNoFact) text += " no fact";
    if (step.reason == Reason::kConditionFails) text += " condition fails";
    if (step.reason == Reason::kOtherValue) text += " other value";
    if (step.reason == Reason::kNotDue) text += " not due";
    if (step.reason == Reason::kOutsideTimeline) text += " outside the timeline";
    if (step.reason == Reason::kCutOff) text += " cut off";
    if (step.others > 0) text += " and " + std::to_string(step.others) + " others";
    if (step.by_induction) text += " by induction";
    for (const ProofId premise : step.premises) text += Print(premise, depth + 1);
    return text;
  }

  Plan plan_;
  Timeline timeline_ = Timeline::Calendar(base::Grain::kDay, 0, 99);
  CompoundTable compounds_;
  std::unique_ptr<Evaluation> evaluation_;
  std::unique_ptr<Prover> prover_;

 private:
  struct GivenFact {
    NodeId input;
    std::vector<Value> row;
    Moment begin;
    Moment end;
  };
  std::map<NodeId, std::string> names_;
  std::vector<GivenFact> facts_;
};

TEST_F(ProofTest, AStateIsExplainedByItsBeginningAndTheAbsenceOfAnEnd) {
  const NodeId signs = Named("signs", plan_.Input(kTwo));
  const NodeId denounces = Named("denounces", plan_.Input(kTwo));
  const NodeId party = Named("party", plan_.Inertia(signs, denounces, {{0, 0}, {1, 1}}));
  const NodeId exile = Named("exile", plan_.Input(kOne));
  const NodeId bound = Named("bound", plan_.Except(party, exile, {{0, 0}}));
  Fact(signs, {1, 7}, 10, 11);
  Fact(signs, {2, 7}, 10, 11);
  Fact(signs, {3, 7}, 10, 11);
  Fact(denounces, {2, 7}, 40, 41);
  Fact(exile, {3}, 0, 100);
  Run();
  EXPECT_EQ(Why(bound, {1, 7}, 50), R"(
bound(1 7) [50, 51)
  party(1 7) [50, 51)
    signs(1 7) [10, 11) fact 0
    not denounces(1 7) [11, 51) no fact
  not exile(1) [50, 51) no fact)");
  EXPECT_EQ(WhyNot(bound, {2, 7}, 50), R"(
not bound(2 7) [50, 51)
  not party(2 7) [50, 51)
    denounces(2 7) [40, 41) fact 0
    not signs(2 7) [40, 51) no fact)");
  EXPECT_EQ(WhyNot(bound, {3, std::nullopt}, 50), R"(
not bound(3 _) [50, 51)
  exile(3) [50, 51) fact 0)");
  EXPECT_EQ(WhyNot(bound, {9, std::nullopt}, 50), R"(
not bound(9 _) [50, 51)
  not party(9 _) [50, 51)
    not signs(9 _) [0, 51) no fact)");
}

TEST_F(ProofTest, AStateThatBeganAgainAsItEndedIsExplainedByThat) {
  const NodeId signs = Named("signs", plan_.Input(kOne));
  const NodeId denounces = Named("denounces", plan_.Input(kOne));
  const NodeId party = Named("party", plan_.Inertia(signs, denounces, {{0, 0}}));
  Fact(signs, {1}, 10, 11);
  Fact(signs, {1}, 30, 31);
  Fact(signs, {1}, 40, 41);
  Fact(denounces, {1}, 30, 31);
  Run();
  EXPECT_EQ(Why(party, {1}, 50), R"(
party(1) [50, 51)
  signs(1) [30, 31) fact 1
  not denounces(1) [31, 51) no fact)");
}

TEST_F(ProofTest, TheLatestWitnessIsShown) {
  const NodeId attacks = Named("attacks", plan_.Input(kOne));
  const NodeId recent = Named("recent", plan_.Once(attacks, Metric::Within({.days = 30})));
  Fact(attacks, {1}, 10, 11);
  Fact(attacks, {1}, 20, 22);
  Run();
  EXPECT_EQ(Why(recent, {1}, 30), "\nrecent(1) [30, 31)\n  attacks(1) [21, 22) fact 1");
  EXPECT_EQ(WhyNot(recent, {1}, 60), "\nnot recent(1) [60, 61)\n  not attacks(1) [30, 61) no fact");
}

TEST_F(ProofTest, AJoinLacksASideOrAPartnerForEach) {
  const NodeId left = Named("left", plan_.Input(kTwo));
  const NodeId right = Named("right", plan_.Input(kOne));
  const NodeId join = Named("join", plan_.Join(left, right, {{1, 0}}));
  for (Value i = 0; i < 12; ++i) Fact(left, {1, i}, 5, 10);
  Fact(right, {99}, 0, 100);
  Run();
  EXPECT_EQ(WhyNot(join, {2, std::nullopt}, 7), "\nnot join(2 _) [7, 8)\n  not left(2 _) [7, 8) no fact");
  EXPECT_EQ(WhyNot(join, {1, 3}, 7), "\nnot join(1 3) [7, 8)\n  not right(3) [7, 8) no fact");
  const ProofStep& all = prover_->Step(prover_->ProveAbsent(join, {std::nullopt, std::nullopt}, 7));
  EXPECT_EQ(all.premises.size(), InferenceRules::kMaxAlike);
  EXPECT_EQ(all.others, 12 - InferenceRules::kMaxAlike);
}

TEST_F(ProofTest, AnAlarmIsExplainedByItsStartAndThePauses) {
  const NodeId starts = Named("owed", plan_.Input({Kind::kSymbol, Kind::kDuration}));
  const NodeId pauses = Named("suspended", plan_.Input(kOne));
  const NodeId due = Named("due", plan_.Clock(starts, 1, true, pauses, {{0, 0}}));
  const Value ten = PackDuration({.days = 10});
  Fact(starts, {1, ten}, 5, 6);
  Fact(pauses, {1}, 8, 10);
  Run();
  const std::string row = "(1 " + std::to_string(ten) + ")";
  EXPECT_EQ(Why(due, {1, ten}, 18),
            "\ndue" + row + " [18, 19)\n  owed" + row + " [5, 6) fact 0\n  suspended(1) [8, 10) fact 0");
  EXPECT_EQ(WhyNot(due, {1, ten}, 17),
            "\nnot due" + row + " [17, 18) not due\n  owed" + row + " [5, 6) fact 0");
}

TEST_F(ProofTest, AnAggregateIsExplainedByItsRows) {
  const NodeId troops = Named("troops", plan_.Input({Kind::kSymbol, Kind::kInteger}));
  const NodeId total = Named("total", plan_.Aggregate(troops, {}, Aggregation::kSum, 1));
  const NodeId most = Named("most", plan_.Aggregate(troops, {}, Aggregation::kMax, 1));
  Fact(troops, {1, 8'000}, 5, 20);
  Fact(troops, {2, 2'500}, 5, 20);
  Run();
  EXPECT_EQ(Why(total, {10'500}, 7), R"(
total(10500) [7, 8)
  troops(1 8000) [7, 8) fact 0
  troops(2 2500) [7, 8) fact 1)");
  EXPECT_EQ(Why(most, {8'000}, 7), "\nmost(8000) [7, 8) and 1 others\n  troops(1 8000) [7, 8) fact 0");
  EXPECT_EQ(WhyNot(total, {1}, 7), R"(
not total(1) [7, 8) other value
  total(10500) [7, 8)
    troops(1 8000) [7, 8) fact 0
    troops(2 2500) [7, 8) fact 1)");
}

// Rows that support each other are explained by what supports them from outside, and their absence by its
// lack.
TEST_F(ProofTest, RecursionWithinAMomentDoesNotExplainItself) {
  const NodeId needs = Named("needs", plan_.Input(kTwo));
  const NodeId given = Named("given", plan_.Input(kOne));
  const NodeId in_force = plan_.Recursion(kOne);
  const NodeId pairs = Named("pair", plan_.Join(needs, in_force, {{1, 0}}));
  const NodeId by_other = Named("by_other", plan_.Project(pairs, {0}));
  plan_.Define(in_force, Named("in_force", plan_.Union({by_other, given})));
  Fact(needs, {1, 2}, 0, 100);
  Fact(needs, {2, 1}, 0, 100);
  Fact(given, {1}, 0, 50);
  Run();
  EXPECT_EQ(Why(in_force, {2}, 10), R"(
in_force(2) [10, 11)
  by_other(2) [10, 11)
    pair(2 1) [10, 11)
      needs(2 1) [10, 11) fact 1
      in_force(1) [10, 11)
        given(1) [10, 11) fact 0)");
  EXPECT_EQ(WhyNot(in_force, {2}, 60), R"(
not in_force(2) [60, 61)
  not by_other(2) [60, 61)
    not pair(2 _) [60, 61)
      not in_force(1) [60, 61)
        not by_other(1) [60, 61)
          not pair(1 _) [60, 61) by induction
        not given(1) [60, 61) no fact
  not given(2) [60, 61) no fact)");
}

// A state that keeps itself up must not be explained by itself at the same moment.
TEST_F(ProofTest, AStateThatBeginsByItselfIsExplainedByItsFirstBeginning) {
  const NodeId takes = Named("takes", plan_.Input(kOne));
  const NodeId leaves = Named("leaves", plan_.Input(kOne));
  const NodeId holds = plan_.Recursion(kOne);
  const NodeId begins = Named("begins", plan_.Union({holds, takes}));
  plan_.Define(holds, Named("holds", plan_.Inertia(begins, leaves, {{0, 0}})));
  Fact(takes, {1}, 3, 4);
  Run();
  EXPECT_EQ(Why(holds, {1}, 9), R"(
holds(1) [9, 10)
  begins(1) [3, 4)
    takes(1) [3, 4) fact 0
  not leaves(1) [4, 10) no fact)");
}

// A thousand moments that each rest on the one before: steps are explained one by one, absences by one
// search.
TEST_F(ProofTest, LongChainsAreExplained) {
  timeline_ = Timeline::Calendar(base::Grain::kDay, 0, 9'999);
  const NodeId spark = Named("spark", plan_.Input(kOne));
  const NodeId burns = plan_.Recursion(kOne);
  const NodeId burnt = Named("burnt", plan_.Previous(burns));
  plan_.Define(burns, Named("burns", plan_.Union({spark, burnt})));
  Fact(spark, {1}, 0, 1);
  Run();
  ProofId proof = prover_->Prove(burns, std::vector<Value>{1}, 9'999);
  size_t depth = 0;
  for (; !prover_->Step(proof).premises.empty(); ++depth) proof = prover_->Step(proof).premises[0];
  EXPECT_EQ(depth, 2 * 9'999 + 1);  // and the spark
  EXPECT_EQ(prover_->Step(proof).reason, Reason::kFact);
  const ProofStep& absent = prover_->Step(prover_->ProveAbsent(burns, {2}, 9'999));
  EXPECT_EQ(absent.premises.size(), 2);
}

TEST_F(ProofTest, WhatRepeatsIsShared) {
  const NodeId in = Named("in", plan_.Input(kOne));
  const NodeId both = Named("both", plan_.Join(in, in, {{0, 0}}));
  Fact(in, {1}, 3, 4);
  Run();
  const ProofId proof = prover_->Prove(both, std::vector<Value>{1}, 3);
  EXPECT_EQ(prover_->Step(proof).premises[0], prover_->Step(proof).premises[1]);
  EXPECT_EQ(prover_->Prove(both, std::vector<Value>{1}, 3), proof);
  EXPECT_EQ(prover_->size(), 2);
}

}  // namespace
}  // namespace casus::core
