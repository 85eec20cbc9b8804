#pragma once

// Random plans over random facts, from recipes that can be cut smaller.
//
// A recipe is a list of steps, each a few small numbers; every list makes a valid plan, whatever is taken out
// of it: numbers are read modulo what there is to choose from. So a failing case shrinks by leaving out steps
// and facts.

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "core/plan.h"
#include "core/timeline.h"
#include "tests/reference/reference.h"

namespace casus::property {

struct Recipe {
  using Step = std::array<uint8_t, 8>;

  std::vector<Step> steps;  // one operator each
  std::vector<Step> facts;
  Step timeline;
  Step recursions;  // which node defines which recursion, and how
};

Recipe MakeRecipe(std::mt19937& random, size_t steps, size_t facts);

struct Case {
  core::Plan plan;
  core::Timeline timeline;
  std::vector<reference::Fact> facts;
};

Case MakeCase(const Recipe& recipe);
// Of operators, distances and stamps as a stream takes them; the timeline is a trace.
Case MakeTraceCase(const Recipe& recipe);

// The plan, the facts and the stamps.
std::string Describe(const Case& random);

// The smallest recipe on the way down from `recipe` for which `fails` still says true.
template <typename Fails>
Recipe Shrink(Recipe recipe, Fails fails) {
  const auto shrink_list = [&](std::vector<Recipe::Step> Recipe::* list) {
    bool is_smaller = false;
    for (size_t i = (recipe.*list).size(); i-- > 0;) {
      Recipe smaller = recipe;
      (smaller.*list).erase((smaller.*list).begin() + static_cast<std::ptrdiff_t>(i));
      if (!fails(smaller)) continue;
      recipe = smaller;
      is_smaller = true;
    }
    return is_smaller;
  };
  while (shrink_list(&Recipe::steps) || shrink_list(&Recipe::facts)) {
  }
  return recipe;
}

// Fails with the smallest of the random cases for which `difference` says something.
template <typename Make, typename Difference>
void ExpectNoDifference(uint32_t seed, int cases, size_t max_steps, size_t max_facts, Make make,
                        Difference difference) {
  std::mt19937 random(seed);
  for (int i = 0; i < cases; ++i) {
    const Recipe recipe = MakeRecipe(random, 1 + random() % max_steps, random() % max_facts);
    if (difference(recipe).empty()) continue;
    const Recipe smaller = Shrink(recipe, [&](const Recipe& r) { return !difference(r).empty(); });
    FAIL() << "case " << i << " of seed " << seed << ", made smaller:\n"
           << difference(smaller) << "\n"
           << Describe(make(smaller));
  }
}

}  // namespace casus::property
