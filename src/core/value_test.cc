#include "core/value.h"

#include <gtest/gtest.h>

#include <limits>

namespace casus::core {
namespace {

TEST(ValueTest, DurationsKeepMonthsAndSecondsApart) {
  EXPECT_EQ(UnpackDuration(PackDuration({.days = 30})), (base::Duration{.days = 30}));
  EXPECT_EQ(UnpackDuration(PackDuration({.years = 15, .seconds = 90})),
            (base::Duration{.years = 15, .seconds = 90}));
  EXPECT_NE(PackDuration({.months = 1}), PackDuration({.days = 30}));
}

TEST(ValueTest, DurationsAreNormalized) {
  EXPECT_EQ(UnpackDuration(PackDuration({.months = 14, .seconds = 90'000})),
            (base::Duration{.years = 1, .months = 2, .days = 1, .seconds = 3'600}));
  EXPECT_EQ(PackDuration({.years = 1}), PackDuration({.months = 12}));
}

TEST(ValueTest, DurationsMayBeNegativeInEachPart) {
  EXPECT_EQ(UnpackDuration(PackDuration({.months = -1, .days = 3})),
            (base::Duration{.months = -1, .days = 3}));
  EXPECT_EQ(UnpackDuration(PackDuration({.months = 1, .days = -3})),
            (base::Duration{.months = 1, .days = -3}));
}

TEST(ValueTest, StepsThatAreTooLongHaveNoValue) {
  EXPECT_TRUE(PackSteps({.months = 500'000, .seconds = 8'000'000'000'000}).has_value());
  EXPECT_FALSE(PackSteps({.months = 600'000, .seconds = 0}).has_value());
  EXPECT_FALSE(PackSteps({.months = 0, .seconds = -9'000'000'000'000}).has_value());
}

TEST(ValueTest, DurationsAreOrderedByLength) {
  const auto key = [](const base::Duration& d) { return OrderKey(PackDuration(d), Kind::kDuration); };
  EXPECT_LT(key({.days = 30}), key({.months = 1}));
  EXPECT_LT(key({.months = 1}), key({.days = 31}));
  EXPECT_LT(key({.days = -1}), key({}));
  EXPECT_EQ(key({.seconds = 86'400}), key({.days = 1}));
}

TEST(ValueTest, FloatsAreOrderedByTheirNumbers) {
  const double infinity = std::numeric_limits<double>::infinity();
  const double ascending[] = {-infinity, -2.5, -1e-300, 0.0, 1e-300, 2.5, infinity};
  for (size_t i = 0; i + 1 < std::size(ascending); ++i) {
    EXPECT_LT(OrderKey(PackFloat(ascending[i]), Kind::kFloat),
              OrderKey(PackFloat(ascending[i + 1]), Kind::kFloat))
        << ascending[i];
  }
}

TEST(ValueTest, FloatsHaveOneZeroAndOneNaN) {
  EXPECT_EQ(PackFloat(-0.0), PackFloat(0.0));
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(PackFloat(-nan), PackFloat(nan));
  EXPECT_EQ(UnpackFloat(PackFloat(-1.25)), -1.25);
}

TEST(ValueTest, OnlyNamesAreNotOrdered) {
  EXPECT_FALSE(IsOrdered(Kind::kSymbol));
  EXPECT_FALSE(IsOrdered(Kind::kCompound));
  EXPECT_TRUE(IsOrdered(Kind::kStamp));
}

}  // namespace
}  // namespace casus::core
