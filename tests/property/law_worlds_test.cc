// Random dossiers, from their text to what the engine says of them, against the reference in all their worlds.
//
//   CASUS_LAW_CASES=5000 build/release/property_tests --gtest_filter='LawWorlds*'         more of them
//   CASUS_LAW_SEED=17                                                                     others

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>

#include "tests/property/random_record.h"
#include "tests/reference/law_comparison.h"

namespace casus::property {
namespace {

uint32_t FromEnvironment(const char* name, uint32_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : static_cast<uint32_t>(std::strtoul(value, nullptr, 10));
}

// The first line, without the day, of a difference: smaller dossiers should differ in the same way.
std::string KindOf(const std::string& difference) {
  if (difference.starts_with("it")) return difference.substr(0, difference.find('\n'));
  const size_t colon = difference.find("): ");
  return colon == std::string::npos ? difference
                                    : difference.substr(colon, difference.find('(', colon + 3) - colon);
}

void CompareMany(uint32_t seed, uint32_t cases, const RecordShape& shape) {
  cases = FromEnvironment("CASUS_LAW_CASES", cases);
  seed = FromEnvironment("CASUS_LAW_SEED", seed);
  size_t evaluated = 0, worlds = 0, rows = 0, exact_rows = 0;
  std::map<std::string, int> refused;
  std::map<std::string, int> seen;
  for (uint32_t i = 0; i < cases; ++i) {
    const RandomRecord random = MakeRandomRecord(seed * 1'000'000 + i, shape);
    std::vector<std::string> lenses = random.lenses;
    lenses.emplace_back();
    for (const std::string& lens : lenses) {
      const reference::Comparison result = reference::Compare(random.text, lens);
      if (!result.is_evaluated) {
        ++refused[result.errors.substr(0, 90)];
        break;
      }
      ++evaluated;
      worlds += result.worlds;
      rows += result.rows;
      exact_rows += result.exact_rows;
      if (result.difference.empty()) continue;
      if (seen[KindOf(result.difference)]++ > 0) continue;
      const std::string smaller = reference::Shrink(random.text, [&](const std::string& text) {
        return KindOf(reference::Compare(text, lens).difference) == KindOf(result.difference);
      });
      ADD_FAILURE() << "case " << i << " of seed " << seed << (lens.empty() ? "" : " under " + lens)
                    << ", made smaller:\n"
                    << smaller << "\n"
                    << reference::Compare(smaller, lens).difference;
      if (seen.size() >= 8) return;
    }
  }
  fmt::print("{} dossiers compared in {} worlds; {} of {} uncertain rows exact\n", evaluated, worlds,
             exact_rows, rows);
  if (std::getenv("CASUS_LAW_REFUSED") != nullptr) {
    for (const auto& [error, number] : refused) fmt::print("{:5} {}\n", number, error);
  }
  EXPECT_GT(evaluated, cases / 4) << "most random dossiers have errors";
}

TEST(LawWorldsTest, Rules) { CompareMany(1, 150, {.uncertain = 0, .treaties = false}); }
TEST(LawWorldsTest, Treaties) { CompareMany(2, 150, {.uncertain = 0}); }
TEST(LawWorldsTest, UncertainRules) { CompareMany(3, 60, {.uncertain = 2, .treaties = false}); }
TEST(LawWorldsTest, UncertainTreaties) { CompareMany(4, 60, {.uncertain = 2}); }
TEST(LawWorldsTest, Lenses) { CompareMany(5, 30, {.uncertain = 1, .lenses = true}); }

}  // namespace
}  // namespace casus::property
