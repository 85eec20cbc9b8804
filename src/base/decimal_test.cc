#include "base/decimal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace casus::base {
namespace {

constexpr int64_t kMost = std::numeric_limits<int64_t>::max();
constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();

Decimal D(std::string_view text) { return *ParseDecimal(text); }

TEST(Decimal, ReadsAndPrints) {
  struct Case {
    std::string_view number;
    std::string_view multiplier;
    int64_t units;
    std::string_view printed;
  };
  const Case cases[] = {
      {.number = "0", .multiplier = "", .units = 0, .printed = "0"},
      {.number = "20_000", .multiplier = "", .units = 200'000'000, .printed = "20_000"},
      {.number = "18500", .multiplier = "", .units = 185'000'000, .printed = "18_500"},
      {.number = "7.5", .multiplier = "", .units = 75'000, .printed = "7.5"},
      {.number = "7.50", .multiplier = "", .units = 75'000, .printed = "7.5"},
      {.number = "-3.25", .multiplier = "", .units = -32'500, .printed = "-3.25"},
      {.number = "-0.0001", .multiplier = "", .units = -1, .printed = "-0.0001"},
      {.number = "0.00010", .multiplier = "", .units = 1, .printed = "0.0001"},
      {.number = "7.5", .multiplier = "million", .units = 75'000'000'000, .printed = "7_500_000"},
      {.number = "35", .multiplier = "thousand", .units = 350'000'000, .printed = "35_000"},
      {.number = "1.2", .multiplier = "billion", .units = 12'000'000'000'000, .printed = "1_200_000_000"},
      {.number = "0.0000001", .multiplier = "million", .units = 1'000, .printed = "0.1"},
      {.number = "922_337_203_685_477.5807",
       .multiplier = "",
       .units = kMost,
       .printed = "922_337_203_685_477.5807"},
      {.number = "-922337203685477.5808",
       .multiplier = "",
       .units = kLeast,
       .printed = "-922_337_203_685_477.5808"},
  };
  for (const Case& c : cases) {
    const Result<Decimal> value = ParseDecimal(c.number, c.multiplier);
    ASSERT_TRUE(value.ok()) << value.error().message;
    EXPECT_EQ(value->units(), c.units) << c.number;
    EXPECT_EQ(value->ToString(), c.printed);
  }
}

TEST(Decimal, SaysWhatIsWrongWithANumber) {
  struct Case {
    std::string_view number;
    std::string_view multiplier;
    std::string_view message;
  };
  const Case cases[] = {
      {.number = "", .multiplier = "", .message = "'' needs digits before and after the point, as in 0.5"},
      {.number = ".5",
       .multiplier = "",
       .message = "'.5' needs digits before and after the point, as in 0.5"},
      {.number = "5.",
       .multiplier = "",
       .message = "'5.' needs digits before and after the point, as in 0.5"},
      {.number = "1.2.3", .multiplier = "", .message = "'1.2.3' is not a number such as 20_000 or 7.5"},
      {.number = "20,000", .multiplier = "", .message = "'20,000' is not a number such as 20_000 or 7.5"},
      {.number = "20_00",
       .multiplier = "",
       .message = "'20_00' has its digits not in groups of three, as in 20_000"},
      {.number = "2000_000",
       .multiplier = "",
       .message = "'2000_000' has its digits not in groups of three, as in 20_000"},
      {.number = "1_000000",
       .multiplier = "",
       .message = "'1_000000' has its digits not in groups of three, as in 20_000"},
      {.number = "1_000_",
       .multiplier = "",
       .message = "'1_000_' has its digits not in groups of three, as in 20_000"},
      {.number = "0.00001",
       .multiplier = "",
       .message = "'0.00001' has more than four digits after the point"},
      {.number = "0.000000000001",
       .multiplier = "million",
       .message = "'0.000000000001' has more than four digits after the point"},
      {.number = "922_337_203_685_477.5808",
       .multiplier = "",
       .message = "'922_337_203_685_477.5808' is out of range; numbers reach to 922_337_203_685_477.5807"},
      {.number = "99999999999999999999999999999999999999999999",
       .multiplier = "billion",
       .message = "'99999999999999999999999999999999999999999999' is out of range; numbers reach to "
                  "922_337_203_685_477.5807"},
      {.number = "3", .multiplier = "dozen", .message = "'dozen' is not thousand, million or billion"},
  };
  for (const Case& c : cases) {
    const Result<Decimal> value = ParseDecimal(c.number, c.multiplier);
    ASSERT_FALSE(value.ok()) << c.number;
    EXPECT_EQ(value.error().message, c.message);
  }
}

TEST(Decimal, KnowsItsMultipliers) {
  EXPECT_TRUE(IsMultiplier("million"));
  EXPECT_FALSE(IsMultiplier("millions"));
}

TEST(Decimal, AddsUpTheFourSites) {
  std::optional<Decimal> sum = Decimal();
  for (const std::string_view troops : {"8_000", "2_500", "3_500", "4_500"}) sum = Add(*sum, D(troops));
  EXPECT_EQ(sum, D("18_500"));
  EXPECT_LT(sum, D("18_786"));
}

TEST(Decimal, RoundsHalvesToTheEvenUnit) {
  EXPECT_EQ(Multiply(D("0.0001"), D("0.5")), D("0"));
  EXPECT_EQ(Multiply(D("0.0003"), D("0.5")), D("0.0002"));
  EXPECT_EQ(Multiply(D("-0.0003"), D("0.5")), D("-0.0002"));
  EXPECT_EQ(Multiply(D("-0.0001"), D("0.5")), D("0"));
  EXPECT_EQ(Divide(D("0.0001"), D("2")), D("0"));
  EXPECT_EQ(Divide(D("0.0003"), D("-2")), D("-0.0002"));
  EXPECT_EQ(Divide(D("1"), D("3")), D("0.3333"));
  EXPECT_EQ(Divide(D("2"), D("3")), D("0.6667"));
  EXPECT_EQ(Divide(D("-2"), D("3")), D("-0.6667"));
}

TEST(Decimal, HasNoValueOutOfRange) {
  const Decimal most = Decimal::FromUnits(kMost);
  const Decimal least = Decimal::FromUnits(kLeast);
  const Decimal unit = Decimal::FromUnits(1);
  EXPECT_EQ(Add(most, unit), std::nullopt);
  EXPECT_EQ(Subtract(least, unit), std::nullopt);
  EXPECT_EQ(Negate(least), std::nullopt);
  EXPECT_EQ(Multiply(most, D("1.0001")), std::nullopt);
  EXPECT_EQ(Divide(least, D("-1")), std::nullopt);
  EXPECT_EQ(Divide(most, unit), std::nullopt);
  EXPECT_EQ(Divide(unit, Decimal()), std::nullopt);
  EXPECT_EQ(Decimal::FromInteger(922'337'203'685'478), std::nullopt);
  EXPECT_EQ(Decimal::FromInteger(-922'337'203'685'477)->ToString(), "-922_337_203_685_477");
}

TEST(Decimal, KnowsWhetherItIsAnInteger) {
  EXPECT_TRUE(D("-20_000").IsInteger());
  EXPECT_FALSE(D("0.0001").IsInteger());
}

RC_GTEST_PROP(DecimalProperty, IsReadBackAsPrinted, (int64_t units)) {
  const Decimal value = Decimal::FromUnits(units);
  const Result<Decimal> read = ParseDecimal(value.ToString());
  RC_ASSERT(read.ok());
  RC_ASSERT(*read == value);
}

RC_GTEST_PROP(DecimalProperty, SubtractionUndoesAddition, (int64_t a, int64_t b)) {
  const std::optional<Decimal> sum = Add(Decimal::FromUnits(a), Decimal::FromUnits(b));
  RC_PRE(sum.has_value());
  RC_ASSERT(Subtract(*sum, Decimal::FromUnits(b)) == Decimal::FromUnits(a));
}

RC_GTEST_PROP(DecimalProperty, AQuotientIsTheNearestDecimal, (int32_t a, int32_t b)) {
  RC_PRE(b != 0);
  const std::optional<Decimal> quotient = Divide(Decimal::FromUnits(a), Decimal::FromUnits(b));
  RC_ASSERT(quotient.has_value());
  // |quotient - a/b| ≤ half a unit, multiplied by b, in units of 1/10_000 of a unit.
  const int64_t error = quotient->units() * b - int64_t{a} * Decimal::kUnitsPerOne;
  RC_ASSERT(2 * std::abs(error) <= std::abs(int64_t{b}));
}

RC_GTEST_PROP(DecimalProperty, DivisionUndoesMultiplicationByAnInteger, (int32_t a, int16_t n)) {
  RC_PRE(n != 0);
  const Decimal integer = *Decimal::FromInteger(n);
  const std::optional<Decimal> product = Multiply(Decimal::FromUnits(a), integer);
  RC_ASSERT(product == Decimal::FromUnits(int64_t{a} * n));
  RC_ASSERT(Divide(*product, integer) == Decimal::FromUnits(a));
}

}  // namespace
}  // namespace casus::base
