// Proofs over random plans: each claim in them is true, none runs in a circle, and each step has its grounds.

#include <gtest/gtest.h>

#include <algorithm>

#include "core/evaluation.h"
#include "core/proof.h"
#include "tests/property/random_plan.h"

namespace casus::property {
namespace {

using core::Claim;
using core::Moment;
using core::NodeId;
using core::ProofId;
using core::ProofStep;
using core::Reason;
using reference::Rows;
using reference::Tuple;

bool Agrees(const Tuple& row, const core::Pattern& pattern) {
  for (size_t column = 0; column < row.size(); ++column) {
    if (pattern[column] && *pattern[column] != row[column]) return false;
  }
  return true;
}

// By the reference, at all moments of the claim.
bool IsTrue(const Claim& claim, const reference::Model& model) {
  for (Moment t = claim.span.begin; t < claim.span.end; ++t) {
    const Rows& rows = model[static_cast<size_t>(claim.node)][static_cast<size_t>(t)];
    const bool is_there =
        std::any_of(rows.begin(), rows.end(), [&](const Tuple& row) { return Agrees(row, claim.pattern); });
    if (is_there != claim.holds) return false;
  }
  return !claim.span.IsEmpty();
}

// What is wrong with a step by itself, or nothing.
std::string Fault(const ProofStep& step, const Case& random, const reference::Model& model) {
  if (!IsTrue(step.claim, model)) return "claims what is not so";
  const core::Operator op = random.plan.op(step.claim.node);
  switch (step.reason) {
    case Reason::kFact: {
      size_t number = 0;
      for (const reference::Fact& fact : random.facts) {
        if (fact.input != step.claim.node || number++ != *step.fact) continue;
        const bool says_so = Agrees(fact.row, step.claim.pattern) && fact.begin < step.claim.span.end &&
                             step.claim.span.end <= fact.end;
        return says_so ? "" : "names a fact that does not say so";
      }
      return "names no fact";
    }
    case Reason::kNoFact:
      return op == core::Operator::kInput || op == core::Operator::kRecursion ? "" : "blames facts";
    case Reason::kPremises:
      return step.premises.empty() && !step.by_induction ? "has no premises" : "";
    case Reason::kOtherValue:
    case Reason::kConditionFails:
    case Reason::kNotDue:
    case Reason::kOutsideTimeline:
      return step.claim.holds ? "gives a reason for an absence" : "";
    case Reason::kCutOff:
      return "is cut off";
  }
  return "has no reason";
}

// Walks all that a proof rests on; what is wrong with it, or nothing.
class Walk {
 public:
  Walk(core::Prover& prover, const Case& random, const reference::Model& model)
      : prover_(prover), random_(random), model_(model) {}

  std::string Visit(ProofId id) {
    const auto index = static_cast<size_t>(id);
    if (index >= colours_.size()) colours_.resize(index + 1, Colour::kNew);
    if (colours_[index] == Colour::kDone) return "";
    if (colours_[index] == Colour::kOpen) return "runs in a circle";
    colours_[index] = Colour::kOpen;
    const ProofStep& step = prover_.Step(id);
    std::string fault = Fault(step, random_, model_);
    for (size_t i = 0; i < step.premises.size() && fault.empty(); ++i) fault = Visit(step.premises[i]);
    colours_[index] = Colour::kDone;
    if (fault.empty() || fault.ends_with('\n')) return fault;
    return "node " + std::to_string(static_cast<size_t>(step.claim.node)) +
           (step.claim.holds ? " " : " not ") + testing::PrintToString(step.claim.pattern) + " [" +
           std::to_string(step.claim.span.begin) + ", " + std::to_string(step.claim.span.end) + ") " + fault +
           "\n";
  }

 private:
  enum class Colour : uint8_t { kNew, kOpen, kDone };

  core::Prover& prover_;
  const Case& random_;
  const reference::Model& model_;
  std::vector<Colour> colours_;
};

// Proves, at some moments of every node, each row that holds, and the absence of some patterns.
std::string Fault(const Recipe& recipe) {
  const Case random = MakeCase(recipe);
  core::CompoundTable compounds;
  const reference::Model model = reference::Evaluate(random.plan, random.timeline, compounds, random.facts);
  core::Evaluation evaluation(random.plan, random.timeline, compounds);
  for (const reference::Fact& fact : random.facts) {
    evaluation.AddFact(fact.input, fact.row, fact.begin, fact.end);
  }
  evaluation.Run();
  core::Prover prover(evaluation);
  Walk walk(prover, random, model);
  for (size_t node = 0; node < random.plan.size(); ++node) {
    const auto id = static_cast<NodeId>(node);
    for (Moment t = 0; t < random.timeline.size(); t += 3) {
      const Rows& rows = model[node][static_cast<size_t>(t)];
      for (const Tuple& row : rows) {
        if (const std::string fault = walk.Visit(prover.Prove(id, row, t)); !fault.empty()) return fault;
      }
      core::Pattern pattern(random.plan.schema(id).size());
      for (core::Value value = 0; value < 4; ++value) {
        // First whatever there may be, then by the first column.
        if (value > 0 && !pattern.empty()) pattern[0] = value - 1;
        const auto agrees = [&](const Tuple& row) { return Agrees(row, pattern); };
        if (std::any_of(rows.begin(), rows.end(), agrees)) continue;
        const ProofId proof = prover.ProveAbsent(id, pattern, t);
        if (const std::string fault = walk.Visit(proof); !fault.empty()) return fault;
      }
    }
  }
  return "";
}

void ProveOn(uint32_t seed, int cases, size_t max_steps, size_t max_facts) {
  std::mt19937 random(seed);
  for (int i = 0; i < cases; ++i) {
    const Recipe recipe = MakeRecipe(random, 1 + random() % max_steps, random() % max_facts);
    if (Fault(recipe).empty()) continue;
    const Recipe small = Shrink(recipe, [](const Recipe& r) { return !Fault(r).empty(); });
    FAIL() << "case " << i << " of seed " << seed << ", made smaller:\n"
           << Fault(small) << reference::ToString(MakeCase(small).plan);
  }
}

TEST(CoreProofsTest, ProofsOfSmallPlansAreSound) { ProveOn(3, 250, 5, 12); }
TEST(CoreProofsTest, ProofsOfLargePlansAreSound) { ProveOn(4, 80, 20, 30); }

}  // namespace
}  // namespace casus::property
