#include "base/grain.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <limits>
#include <string_view>

namespace casus::base {
namespace {

constexpr std::array kGrains = {Grain::kDay, Grain::kHour, Grain::kMinute, Grain::kSecond};

Stamp S(std::string_view text, Grain grain) { return *ParseStamp(text, grain); }

rc::Gen<Stamp> AnyStamp(Grain grain) {
  return rc::gen::inRange<Stamp>(ToStamp(kFirstDay, grain), ToStamp(kLastDay, grain) + UnitsPerDay(grain));
}

TEST(Grain, ReadsAndPrintsMoments) {
  struct Case {
    std::string_view text;
    Grain grain;
    Stamp stamp;
    std::string_view printed;
  };
  const Case cases[] = {
      {.text = "1970-01-01", .grain = Grain::kSecond, .stamp = 0, .printed = "1970-01-01T00:00:00"},
      {.text = "1969-12-31T23:59:59", .grain = Grain::kSecond, .stamp = -1, .printed = "1969-12-31T23:59:59"},
      {.text = "1970-01-02T18:30", .grain = Grain::kMinute, .stamp = 2'550, .printed = "1970-01-02T18:30"},
      {.text = "1969-12-31T18", .grain = Grain::kHour, .stamp = -6, .printed = "1969-12-31T18:00"},
      {.text = "1939-10-10", .grain = Grain::kDay, .stamp = -11'041, .printed = "1939-10-10"},
      {.text = "1939-10-10T00:00", .grain = Grain::kDay, .stamp = -11'041, .printed = "1939-10-10"},
      {.text = "-0043-03-15T12",
       .grain = Grain::kHour,
       .stamp = -735'160 * 24 + 12,
       .printed = "-0043-03-15T12:00"},
  };
  for (const Case& c : cases) {
    const Result<Stamp> stamp = ParseStamp(c.text, c.grain);
    ASSERT_TRUE(stamp.ok()) << stamp.error().message;
    EXPECT_EQ(*stamp, c.stamp) << c.text;
    EXPECT_EQ(ToString(*stamp, c.grain), c.printed);
  }
}

TEST(Grain, SaysWhatIsWrongWithAMoment) {
  struct Case {
    std::string_view text;
    Grain grain;
    std::string_view message;
  };
  const Case cases[] = {
      {.text = "2024-3-01",
       .grain = Grain::kDay,
       .message = "'2024-3-01' is not a moment such as 2024-03-01 or 2024-03-01T18:30"},
      {.text = "2024-03-01x",
       .grain = Grain::kDay,
       .message = "'2024-03-01x' is not a moment such as 2024-03-01 or 2024-03-01T18:30"},
      {.text = "2023-02-29", .grain = Grain::kDay, .message = "'2023-02-29' is not a date of the calendar"},
      {.text = "2024-03-01T", .grain = Grain::kHour, .message = "'' is not a time such as 18:30 or 18:30:05"},
      {.text = "2024-03-01T18:3",
       .grain = Grain::kMinute,
       .message = "'18:3' is not a time such as 18:30 or 18:30:05"},
      {.text = "2024-03-01T18:30:05:1",
       .grain = Grain::kSecond,
       .message = "'18:30:05:1' is not a time such as 18:30 or 18:30:05"},
      {.text = "2024-03-01T24:00",
       .grain = Grain::kMinute,
       .message = "'24:00' is written 00:00 on the next day"},
      {.text = "2024-03-01T18:60",
       .grain = Grain::kMinute,
       .message = "'18:60' is not a time: hours run to 23, minutes and seconds to 59"},
      {.text = "2024-03-01T18:30",
       .grain = Grain::kHour,
       .message = "'2024-03-01T18:30' is finer than the grain, the hour"},
  };
  for (const Case& c : cases) {
    const Result<Stamp> stamp = ParseStamp(c.text, c.grain);
    ASSERT_FALSE(stamp.ok()) << c.text;
    EXPECT_EQ(stamp.error().message, c.message);
  }
}

TEST(Grain, StepsTheDateAndKeepsTheTime) {
  const Grain grain = Grain::kMinute;
  EXPECT_EQ(AddDuration(S("2024-01-31T18:30", grain), {.months = 1}, grain), S("2024-02-29T18:30", grain));
  EXPECT_EQ(AddDuration(S("2024-02-28T23:30", grain), {.seconds = 3'600}, grain),
            S("2024-02-29T00:30", grain));
  EXPECT_EQ(AddDuration(S("2023-02-28T23:30", grain), {.years = 1, .days = 1, .seconds = 1'800}, grain),
            S("2024-03-01T00:00", grain));
  EXPECT_EQ(SubtractDuration(S("2024-03-31T00:10", grain), {.months = 1, .seconds = 1'200}, grain),
            S("2024-02-28T23:50", grain));
}

TEST(Grain, EndsWhereTheCalendarEnds) {
  for (const Grain grain : kGrains) {
    const Stamp last =
        AddDuration(Stamp{0}, {.seconds = std::numeric_limits<int64_t>::max() / 86'400 * 86'400}, grain);
    EXPECT_EQ(last, ToStamp(kLastDay, grain) + UnitsPerDay(grain) - 1) << Name(grain);
    EXPECT_EQ(SubtractDuration(last, {.years = 100'000}, grain),
              ToStamp(kFirstDay, grain) + UnitsPerDay(grain) - 1);
  }
}

TEST(Grain, KnowsWhatFits) {
  EXPECT_TRUE(Fits(TimeOfDay{.hour = 18}, Grain::kHour));
  EXPECT_FALSE(Fits(TimeOfDay{.hour = 18, .minute = 30}, Grain::kHour));
  EXPECT_FALSE(Fits(TimeOfDay{.hour = 18}, Grain::kDay));
  EXPECT_TRUE(Fits(Duration{.days = 1, .seconds = -7'200}, Grain::kHour));
  EXPECT_FALSE(Fits(Duration{.seconds = 90}, Grain::kMinute));
}

TEST(GrainDeathTest, AddingLessThanAUnitIsABug) {
  EXPECT_DEATH((void)AddDuration(Stamp{0}, {.seconds = 90}, Grain::kMinute),
               "1 minute 30 seconds at the grain of a minute");
}

RC_GTEST_PROP(GrainProperty, AStampIsADayAndATime, ()) {
  const Grain grain = *rc::gen::elementOf(kGrains);
  const Stamp stamp = *AnyStamp(grain);
  RC_ASSERT(IsValid(TimeOf(stamp, grain)));
  RC_ASSERT(ToStamp(DayOf(stamp, grain), TimeOf(stamp, grain), grain) == stamp);
  RC_ASSERT(*ParseStamp(ToString(stamp, grain), grain) == stamp);
}

RC_GTEST_PROP(GrainProperty, StepsAreMonotone, ()) {
  const Grain grain = *rc::gen::elementOf(kGrains);
  const Stamp stamp = *AnyStamp(grain);
  const Stamp later = stamp + *rc::gen::inRange<Stamp>(0, 40 * UnitsPerDay(grain));
  RC_PRE(later < ToStamp(kLastDay, grain));
  const Duration duration = {.years = *rc::gen::inRange(-5, 5),
                             .months = *rc::gen::inRange(-50, 50),
                             .days = *rc::gen::inRange<int64_t>(-50, 50),
                             .seconds = *rc::gen::inRange<int64_t>(-5, 5) * 86'400 / UnitsPerDay(grain)};
  const Duration months = {.years = duration.years, .months = duration.months, .days = duration.days};
  RC_ASSERT(DayOf(AddDuration(stamp, months, grain), grain) <=
            DayOf(AddDuration(later, months, grain), grain));
  const Duration exact = {.days = duration.days, .seconds = duration.seconds};
  RC_ASSERT(AddDuration(stamp, exact, grain) <= AddDuration(later, exact, grain));
}

}  // namespace
}  // namespace casus::base
