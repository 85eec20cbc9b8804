#pragma once

// Days and calendars.
//
//   Day signing = ToDay({1939, 10, 10});
//   AddDuration(signing, {.years = 15}) == ToDay({1954, 10, 10});
//   ToProse(signing) == "10 October 1939";
//
// A Day counts days since 1970-01-01 in the proleptic Gregorian calendar, with astronomical years: the year 0
// is 1 BC. Years run from -9999 to 9999, days from kFirstDay to kLastDay. Month and day are counted from 1.
// Functions require valid dates, and a day within these bounds; input is validated before, by IsValid. All
// take constant time.
//
// Method: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (years that begin in March).

#include <cstdint>
#include <string>
#include <string_view>

namespace casus::base {

using Day = int32_t;

struct CivilDate {
  int year;
  int month;
  int day;

  friend bool operator==(const CivilDate&, const CivilDate&) = default;
  friend auto operator<=>(const CivilDate&, const CivilDate&) = default;
};

inline constexpr int kFirstYear = -9999;
inline constexpr int kLastYear = 9999;
inline constexpr Day kFirstDay = -4'371'587;  // -9999-01-01
inline constexpr Day kLastDay = 2'932'896;    // 9999-12-31

bool IsLeapYear(int year);
int DaysInMonth(int year, int month);
bool IsValid(const CivilDate& date);
Day ToDay(const CivilDate& date);
CivilDate ToCivil(Day day);

// The Julian calendar ("old style"). Valid if the date exists there and lies between kFirstDay and kLastDay.
bool IsValidJulian(const CivilDate& date);
Day JulianToDay(const CivilDate& date);
CivilDate ToJulian(Day day);

enum class Weekday : uint8_t { kMonday, kTuesday, kWednesday, kThursday, kFriday, kSaturday, kSunday };
Weekday WeekdayOf(Day day);
std::string_view Name(Weekday weekday);  // "Monday"
std::string_view MonthName(int month);   // "January"

// A length of time in steps of the calendar. Years and months have no fixed length, so that they are kept
// apart from days, and days from seconds. The parts may have any sign.
struct Duration {
  int years = 0;
  int months = 0;
  int64_t days = 0;
  int64_t seconds = 0;

  friend bool operator==(const Duration&, const Duration&) = default;
};

// First the years and months, in one step that ends at the end of the month if that month is too short; then
// the days: 31 January + 1 month is 28 or 29 February. Monotone: a later day never gives an earlier one.
// Subtraction steps backwards in the same way, so that it does not always undo an addition. What would lie
// outside the calendar becomes its first or last day. Seconds must be 0 (see base/grain.h).
Day AddDuration(Day day, const Duration& duration);
Day SubtractDuration(Day day, const Duration& duration);

std::string ToString(Day day);  // "1939-10-10", "-0043-03-15"
std::string ToProse(Day day);   // "10 October 1939", "15 March 44 BC"
std::string ToString(
    const Duration& duration);  // "1 year 3 months", "30 days", "-2 days", "1 hour 30 minutes"

}  // namespace casus::base
