// The engine against the reference, over random plans with cycles, recursion, and all operators.

#include <gtest/gtest.h>

#include "core/evaluation.h"
#include "tests/property/random_plan.h"
#include "tests/reference/reference.h"

namespace casus::property {
namespace {

using core::NodeId;
using reference::Rows;

// What the engine says otherwise than the reference, or nothing.
std::string Difference(const Recipe& recipe) {
  const Case random = MakeCase(recipe);
  core::CompoundTable compounds;
  const reference::Model expected =
      reference::Evaluate(random.plan, random.timeline, compounds, random.facts);
  core::Evaluation evaluation(random.plan, random.timeline, compounds);
  for (const reference::Fact& fact : random.facts) {
    evaluation.AddFact(fact.input, fact.row, fact.begin, fact.end);
  }
  evaluation.Run();

  for (size_t node = 0; node < random.plan.size(); ++node) {
    const core::Relation& relation = evaluation.Of(static_cast<NodeId>(node));
    std::vector<Rows> found(static_cast<size_t>(random.timeline.size()));
    for (size_t row = 0; row < relation.size(); ++row) {
      const std::span<const core::Value> values = relation.Row(row);
      for (const base::Interval& interval : relation.Intervals(row)) {
        for (core::Moment t = interval.begin; t < interval.end; ++t) {
          found[static_cast<size_t>(t)].emplace(values.begin(), values.end());
        }
      }
    }
    for (size_t t = 0; t < found.size(); ++t) {
      if (found[t] == expected[node][t]) continue;
      return "node " + std::to_string(node) + " at moment " + std::to_string(t) + ": engine " +
             testing::PrintToString(found[t]) + ", reference " + testing::PrintToString(expected[node][t]);
    }
  }
  return "";
}

std::string Describe(const Recipe& recipe) {
  const Case random = MakeCase(recipe);
  std::string text = Difference(recipe) + "\n" + reference::ToString(random.plan);
  for (const reference::Fact& fact : random.facts) {
    text += "fact of " + std::to_string(static_cast<size_t>(fact.input)) + " " +
            testing::PrintToString(fact.row) + " [" + std::to_string(fact.begin) + ", " +
            std::to_string(fact.end) + ")\n";
  }
  text += "stamps from " + std::to_string(random.timeline.first_stamp()) + ":";
  for (core::Moment t = 0; t < random.timeline.size(); ++t) {
    text += " " + std::to_string(random.timeline.StampOf(t) - random.timeline.first_stamp());
  }
  return text;
}

void CompareOn(uint32_t seed, int cases, size_t max_steps, size_t max_facts) {
  std::mt19937 random(seed);
  for (int i = 0; i < cases; ++i) {
    const Recipe recipe = MakeRecipe(random, 1 + random() % max_steps, random() % max_facts);
    if (Difference(recipe).empty()) continue;
    FAIL() << "case " << i << " of seed " << seed << ", made smaller:\n"
           << Describe(Shrink(recipe, [](const Recipe& r) { return !Difference(r).empty(); }));
  }
}

TEST(CorePlansTest, SmallPlansAreAsTheReferenceSays) { CompareOn(1, 1500, 5, 12); }
TEST(CorePlansTest, LargePlansAreAsTheReferenceSays) { CompareOn(2, 250, 24, 30); }

}  // namespace
}  // namespace casus::property
