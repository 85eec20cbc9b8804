#include "base/date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string_view>

namespace casus::base {
namespace {

Day Greg(int year, int month, int day) { return ToDay({.year = year, .month = month, .day = day}); }

rc::Gen<Day> AnyDay() { return rc::gen::inRange<Day>(kFirstDay, kLastDay + 1); }

// Durations that keep a day of the first or last thousand years, and of course the middle, inside the
// calendar.
rc::Gen<Duration> AnyDuration() {
  return rc::gen::build<Duration>(rc::gen::set(&Duration::years, rc::gen::inRange(-50, 50)),
                                  rc::gen::set(&Duration::months, rc::gen::inRange(-100, 100)),
                                  rc::gen::set(&Duration::days, rc::gen::inRange<int64_t>(-1000, 1000)));
}

TEST(Date, CountsDaysFrom1970) {
  struct Case {
    CivilDate date;
    Day day;
    std::string_view iso;
    std::string_view prose;
    Weekday weekday;
  };
  const Case cases[] = {
      {.date = {1970, 1, 1},
       .day = 0,
       .iso = "1970-01-01",
       .prose = "1 January 1970",
       .weekday = Weekday::kThursday},
      {.date = {1939, 10, 10},
       .day = -11'041,
       .iso = "1939-10-10",
       .prose = "10 October 1939",
       .weekday = Weekday::kTuesday},
      {.date = {1969, 12, 31},
       .day = -1,
       .iso = "1969-12-31",
       .prose = "31 December 1969",
       .weekday = Weekday::kWednesday},
      {.date = {2000, 2, 29},
       .day = 11'016,
       .iso = "2000-02-29",
       .prose = "29 February 2000",
       .weekday = Weekday::kTuesday},
      {.date = {0, 3, 1},
       .day = -719'468,
       .iso = "0000-03-01",
       .prose = "1 March 1 BC",
       .weekday = Weekday::kWednesday},
      {.date = {-43, 3, 15},
       .day = -735'160,
       .iso = "-0043-03-15",
       .prose = "15 March 44 BC",
       .weekday = Weekday::kFriday},
      {.date = {9999, 12, 31},
       .day = kLastDay,
       .iso = "9999-12-31",
       .prose = "31 December 9999",
       .weekday = Weekday::kFriday},
      {.date = {-9999, 1, 1},
       .day = kFirstDay,
       .iso = "-9999-01-01",
       .prose = "1 January 10000 BC",
       .weekday = Weekday::kMonday},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ToDay(c.date), c.day) << c.iso;
    EXPECT_EQ(ToCivil(c.day), c.date) << c.iso;
    EXPECT_EQ(ToString(c.day), c.iso);
    EXPECT_EQ(ToProse(c.day), c.prose);
    EXPECT_EQ(WeekdayOf(c.day), c.weekday) << c.iso << " is a " << Name(WeekdayOf(c.day));
  }
}

TEST(Date, KnowsWhichDatesExist) {
  EXPECT_TRUE(IsLeapYear(2000));
  EXPECT_FALSE(IsLeapYear(1900));
  EXPECT_TRUE(IsLeapYear(1940));
  EXPECT_TRUE(IsLeapYear(0));
  EXPECT_TRUE(IsLeapYear(-4));
  EXPECT_EQ(DaysInMonth(1939, 2), 28);
  EXPECT_EQ(DaysInMonth(1940, 2), 29);
  EXPECT_TRUE(IsValid({1940, 2, 29}));
  EXPECT_FALSE(IsValid({1939, 2, 29}));
  EXPECT_FALSE(IsValid({1939, 13, 1}));
  EXPECT_FALSE(IsValid({1939, 0, 1}));
  EXPECT_FALSE(IsValid({1939, 4, 31}));
  EXPECT_FALSE(IsValid({1939, 4, 0}));
  EXPECT_FALSE(IsValid({10'000, 1, 1}));
}

TEST(Date, KnowsTheJulianCalendar) {
  struct Case {
    CivilDate julian;
    CivilDate gregorian;
  };
  const Case cases[] = {
      {.julian = {1917, 10, 25}, .gregorian = {1917, 11, 7}},  // the October Revolution
      {.julian = {1900, 2, 29}, .gregorian = {1900, 3, 13}},   // a leap day that only the Julian calendar has
      {.julian = {1582, 10, 5}, .gregorian = {1582, 10, 15}},  // the reform
      {.julian = {200, 3, 1}, .gregorian = {200, 3, 1}},       // where the calendars agree
      {.julian = {1, 1, 1}, .gregorian = {0, 12, 30}},
      {.julian = {-4712, 1, 1}, .gregorian = {-4713, 11, 24}},  // day 0 of the Julian day numbers
  };
  for (const Case& c : cases) {
    EXPECT_EQ(JulianToDay(c.julian), ToDay(c.gregorian)) << c.julian.year;
    EXPECT_EQ(ToJulian(ToDay(c.gregorian)), c.julian) << c.julian.year;
  }
  EXPECT_FALSE(IsValidJulian({1901, 2, 29}));
  EXPECT_FALSE(IsValidJulian({9999, 12, 31})) << "lies in the Gregorian year 10000";
}

TEST(Duration, StepsToTheEndOfAShortMonth) {
  EXPECT_EQ(AddDuration(Greg(1939, 1, 31), {.months = 1}), Greg(1939, 2, 28));
  EXPECT_EQ(AddDuration(Greg(1940, 1, 31), {.months = 1}), Greg(1940, 2, 29));
  EXPECT_EQ(AddDuration(Greg(1940, 2, 29), {.years = 15}), Greg(1955, 2, 28));
  EXPECT_EQ(AddDuration(Greg(1939, 10, 10), {.years = 15}), Greg(1954, 10, 10));
  EXPECT_EQ(AddDuration(Greg(1939, 12, 31), {.months = 2, .days = 1}), Greg(1940, 3, 1));
  EXPECT_EQ(SubtractDuration(Greg(1940, 3, 31), {.months = 1}), Greg(1940, 2, 29));
  EXPECT_EQ(SubtractDuration(Greg(1939, 10, 10), {.days = 30}), Greg(1939, 9, 10));
  EXPECT_EQ(AddDuration(Greg(1939, 1, 15), {.months = -13}), Greg(1937, 12, 15));
}

TEST(Duration, TakesOneStepForYearsAndMonths) {
  // By way of 29 February 1941, which does not exist, it would be 28 March.
  EXPECT_EQ(AddDuration(Greg(1940, 2, 29), {.years = 1, .months = 1}), Greg(1941, 3, 29));
}

TEST(Duration, EndsWhereTheCalendarEnds) {
  EXPECT_EQ(AddDuration(Greg(1939, 10, 10), {.years = 2'000'000'000}), kLastDay);
  EXPECT_EQ(SubtractDuration(Greg(1939, 10, 10), {.years = 2'000'000'000}), kFirstDay);
  EXPECT_EQ(AddDuration(0, {.days = INT64_MAX}), kLastDay);
  EXPECT_EQ(AddDuration(0, {.days = INT64_MIN}), kFirstDay);
  EXPECT_EQ(SubtractDuration(0, {.days = INT64_MIN}), kLastDay);
}

TEST(Duration, Prints) {
  EXPECT_EQ(ToString(Duration{}), "0 days");
  EXPECT_EQ(ToString(Duration{.years = 1, .months = 3}), "1 year 3 months");
  EXPECT_EQ(ToString(Duration{.days = 30}), "30 days");
  EXPECT_EQ(ToString(Duration{.days = -1}), "-1 day");
  EXPECT_EQ(ToString(Duration{.days = 1, .seconds = 5'401}), "1 day 1 hour 30 minutes 1 second");
}

TEST(DateDeathTest, AnInvalidDateIsABug) {
  EXPECT_DEATH((void)ToDay({1939, 2, 29}), "1939-2-29");
  EXPECT_DEATH((void)AddDuration(0, {.seconds = 1}), "a duration with seconds");
}

RC_GTEST_PROP(DateProperty, EachDayHasOneDateInEachCalendar, ()) {
  const Day day = *AnyDay();
  RC_ASSERT(IsValid(ToCivil(day)));
  RC_ASSERT(ToDay(ToCivil(day)) == day);
  RC_ASSERT(IsValidJulian(ToJulian(day)));
  RC_ASSERT(JulianToDay(ToJulian(day)) == day);
}

RC_GTEST_PROP(DateProperty, TheNextDayIsTheNextDate, ()) {
  const Day day = *rc::gen::inRange<Day>(kFirstDay, kLastDay);
  RC_ASSERT(ToCivil(day) < ToCivil(day + 1));
  RC_ASSERT(ToJulian(day) < ToJulian(day + 1));
}

RC_GTEST_PROP(DurationProperty, StepsAreMonotone, ()) {
  const Day day = *AnyDay();
  const Day later = *rc::gen::inRange<Day>(day, std::min(kLastDay, day + 70) + 1);
  const Duration duration = *AnyDuration();
  RC_ASSERT(AddDuration(day, duration) <= AddDuration(later, duration));
  RC_ASSERT(SubtractDuration(day, duration) <= SubtractDuration(later, duration));
}

RC_GTEST_PROP(DurationProperty, AStepKeepsTheDayOfTheMonthOrEndsTheMonth, ()) {
  const CivilDate from = ToCivil(*rc::gen::inRange<Day>(-1'000'000, 1'000'000));
  const int months = *rc::gen::inRange(-2'000, 2'000);
  const CivilDate to = ToCivil(AddDuration(ToDay(from), {.months = months}));
  RC_ASSERT((to.year - from.year) * 12 + to.month - from.month == months);
  RC_ASSERT(to.day == std::min(from.day, DaysInMonth(to.year, to.month)));
}

}  // namespace
}  // namespace casus::base
