// The engine against the reference, over random plans with cycles, recursion, and all operators.

#include <gtest/gtest.h>

#include <map>
#include <set>

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

void CompareOn(uint32_t seed, int cases, size_t max_steps, size_t max_facts) {
  ExpectNoDifference(seed, cases, max_steps, max_facts, MakeCase, Difference);
}

TEST(CorePlansTest, SmallPlansAreAsTheReferenceSays) { CompareOn(1, 1500, 5, 12); }
// Row by row, when it holds: the same for two evaluations, whatever numbers the rows have.
std::map<std::vector<core::Value>, std::vector<std::pair<core::Moment, core::Moment>>> Contents(
    const core::Relation& relation) {
  std::map<std::vector<core::Value>, std::vector<std::pair<core::Moment, core::Moment>>> contents;
  for (size_t row = 0; row < relation.size(); ++row) {
    auto& times = contents[{relation.Row(row).begin(), relation.Row(row).end()}];
    for (const base::Interval& interval : relation.Intervals(row))
      times.emplace_back(interval.begin, interval.end);
  }
  return contents;
}

// What an evaluation over a base says otherwise than one by itself, or nothing. The base has some of the facts; what is run
// of either is chosen by the recipe.
std::string DifferenceOverABase(const Recipe& recipe) {
  const Case random = MakeCase(recipe);
  const auto size = static_cast<uint32_t>(random.plan.size());
  core::CompoundTable compounds;
  core::Evaluation base(random.plan, random.timeline, compounds);
  std::set<NodeId> changed;
  for (size_t i = 0; i < random.facts.size(); ++i) {
    const reference::Fact& fact = random.facts[i];
    if (recipe.facts[i][7] % 4 == 0) {
      changed.insert(fact.input);
    } else {
      base.AddFact(fact.input, fact.row, fact.begin, fact.end);
    }
  }
  std::vector<NodeId> wanted;
  for (uint32_t node = recipe.timeline[7] % 3; node < size; node += 3)
    wanted.push_back(static_cast<NodeId>(node));
  if (recipe.timeline[6] % 2 == 0) {
    base.Run();
  } else {
    base.Run(wanted);
  }
  core::Evaluation over(base, random.timeline);
  core::Evaluation apart(random.plan, random.timeline, compounds);
  for (const NodeId input : changed) over.Replace(input);
  for (const reference::Fact& fact : random.facts) {
    if (changed.contains(fact.input)) over.AddFact(fact.input, fact.row, fact.begin, fact.end);
    apart.AddFact(fact.input, fact.row, fact.begin, fact.end);
  }
  if (recipe.timeline[5] % 2 == 0) {
    over.Run();
  } else {
    over.Run(wanted);
    if (recipe.timeline[4] % 2 == 0) over.Run();  // what is left
  }
  apart.Run();
  for (uint32_t node = 0; node < size; ++node) {
    const auto id = static_cast<NodeId>(node);
    if (!over.HasRun(id) || Contents(over.Of(id)) == Contents(apart.Of(id))) continue;
    return "node " + std::to_string(node) + ": over a base " + testing::PrintToString(Contents(over.Of(id))) +
           ", apart " + testing::PrintToString(Contents(apart.Of(id)));
  }
  return "";
}

TEST(CorePlansTest, OverABaseTheyAreAsTheyAreApart) {
  ExpectNoDifference(3, 1000, 16, 24, MakeCase, DifferenceOverABase);
}

TEST(CorePlansTest, LargePlansAreAsTheReferenceSays) { CompareOn(2, 250, 24, 30); }

}  // namespace
}  // namespace casus::property
