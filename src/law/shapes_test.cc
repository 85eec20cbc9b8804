#include "law/shapes.h"

#include <gtest/gtest.h>

#include <string>

#include "law/record_testing.h"

namespace casus::law {
namespace {

std::string Treaties(int number) {
  std::string text =
      "State A, B\n"
      "event {who: Party} pays/pay {whom: Party}\n"
      "event {who: Party} fires/fire at {whom: Party}\n";
  for (int i = 1; i <= number; ++i) {
    const std::string name = "Pact_" + std::to_string(i);
    text += "treaty " + name + " \"" + name +
            "\"\n  between A and B\n  in force from 2001-01-03\narticle I\n" +
            "  duty ?party pays ?other\n    when ?other fires at ?party\n    within " + std::to_string(i) +
            " days\n";
  }
  return text + "2001-01-05 A fires at B\n  given\n";
}

size_t RulesOf(int number, Shapes shapes) {
  TestRecord record(Treaties(number));
  return BuildLaw(
             record.dossier, record.symbols, [](base::Symbol) { return true; }, shapes)
      .rules.rules.size();
}

TEST(ShapesTest, RulesGrowWithKindsOfNormsAndNotWithNorms) {
  EXPECT_EQ(RulesOf(12, Shapes::kMerged), RulesOf(4, Shapes::kMerged));
  EXPECT_GT(RulesOf(12, Shapes::kApart), RulesOf(4, Shapes::kApart));
}

TEST(ShapesTest, EachNormKeepsItsOwnNumbers) {
  TestRecord record(Treaties(4));
  EXPECT_EQ(record.Ask("B is in breach of Pact_1.I"), "7-31");
  EXPECT_EQ(record.Ask("B is in breach of Pact_2.I"), "8-31");
  EXPECT_EQ(record.Ask("B is in breach of Pact_4.I"), "10-31");
  EXPECT_EQ(record.Ask("A is in breach of Pact_4.I"), "no");
}

TEST(ShapesTest, AnOriginIsThatOfItsOwnNorm) {
  TestRecord record(Treaties(3));
  const Law law = BuildLaw(record.dossier, record.symbols, [](base::Symbol) { return true; });
  ASSERT_FALSE(law.merged.empty());
  for (const MergedRule& merged : law.merged) {
    const uint32_t own = merged.origins.front();
    EXPECT_EQ(law.MergedOf(own), &merged);
    EXPECT_EQ(merged.OriginIn(0, own), own);
    const size_t rows = merged.origins.size() / merged.places;
    ASSERT_GT(rows, 1u);
    for (size_t row = 1; row < rows; ++row)
      EXPECT_EQ(merged.OriginIn(row, own), merged.origins[row * merged.places]);
  }
}

}  // namespace
}  // namespace casus::law
