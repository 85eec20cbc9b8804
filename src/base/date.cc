#include "base/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/check.h"

namespace casus::base {

namespace {

// Calendars are computed in years that begin on 1 March, so that a leap day is the last day of its year.
constexpr int64_t kDaysFromMarchOfYear0 = 719'468;  // from 0000-03-01 to 1970-01-01, Gregorian
constexpr int64_t kDaysFromJulianMarchOfYear0 =
    719'470;                                   // the same day of the Julian calendar is two days earlier
constexpr int64_t kDaysPer4Years = 1'461;      // Julian
constexpr int64_t kDaysPer400Years = 146'097;  // Gregorian

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                       "Friday", "Saturday", "Sunday"};

constexpr int64_t FloorDivide(int64_t dividend, int64_t divisor) {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

// Of a year that begins in March, the days before a month, and back.
int64_t DayOfMarchYear(int month, int day) {
  const int months_since_march = (month + 9) % 12;
  return (153 * months_since_march + 2) / 5 + day - 1;
}

CivilDate FromMarchYear(int64_t march_year, int64_t day_of_year) {
  const int64_t months_since_march = (5 * day_of_year + 2) / 153;
  const int64_t day = day_of_year - (153 * months_since_march + 2) / 5 + 1;
  const int64_t month = months_since_march < 10 ? months_since_march + 3 : months_since_march - 9;
  return {.year = static_cast<int>(march_year + (month <= 2 ? 1 : 0)),
          .month = static_cast<int>(month),
          .day = static_cast<int>(day)};
}

int64_t CivilToDays(const CivilDate& date) {
  const int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const int64_t era = FloorDivide(year, 400);
  const int64_t year_of_era = year - era * 400;
  const int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + DayOfMarchYear(date.month, date.day);
  return era * kDaysPer400Years + day_of_era - kDaysFromMarchOfYear0;
}

int64_t JulianToDays(const CivilDate& date) {
  const int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const int64_t leap_days = FloorDivide(year, 4);
  return year * 365 + leap_days + DayOfMarchYear(date.month, date.day) - kDaysFromJulianMarchOfYear0;
}

bool IsJulianLeapYear(int year) { return year % 4 == 0; }

int MonthLength(int month, bool leap) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return kDays[static_cast<size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

void CheckDay(Day day) {
  CHECK(day >= kFirstDay && day <= kLastDay) << "day " << day << " is outside the calendar";
}

// Takes parts of any size, as they may come from the text; `sign` is 1 or -1.
Day Step(Day day, const Duration& duration, int sign) {
  CheckDay(day);
  CHECK(duration.seconds == 0) << "a duration with seconds added to a day";
  const CivilDate from = ToCivil(day);
  const int64_t months = int64_t{from.year} * 12 + (from.month - 1) +
                         sign * (int64_t{duration.years} * 12 + int64_t{duration.months});
  const int64_t year = FloorDivide(months, 12);
  int64_t stepped = year < kFirstYear ? int64_t{kFirstDay} : int64_t{kLastDay};
  if (year >= kFirstYear && year <= kLastYear) {
    const int month = static_cast<int>(months - year * 12) + 1;
    const int to_year = static_cast<int>(year);
    stepped =
        ToDay({.year = to_year, .month = month, .day = std::min(from.day, DaysInMonth(to_year, month))});
  }
  // More days than the calendar has are as good as all of them.
  constexpr int64_t kAllDays = int64_t{kLastDay} - kFirstDay;
  const int64_t days = std::clamp(duration.days, -kAllDays, kAllDays);
  return static_cast<Day>(std::clamp(stepped + sign * days, int64_t{kFirstDay}, int64_t{kLastDay}));
}

}  // namespace

bool IsLeapYear(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int DaysInMonth(int year, int month) {
  CHECK(month >= 1 && month <= 12) << "month " << month;
  return MonthLength(month, IsLeapYear(year));
}

bool IsValid(const CivilDate& date) {
  return date.year >= kFirstYear && date.year <= kLastYear && date.month >= 1 && date.month <= 12 &&
         date.day >= 1 && date.day <= DaysInMonth(date.year, date.month);
}

Day ToDay(const CivilDate& date) {
  CHECK(IsValid(date)) << date.year << "-" << date.month << "-" << date.day;
  return static_cast<Day>(CivilToDays(date));
}

CivilDate ToCivil(Day day) {
  CheckDay(day);
  const int64_t days = day + kDaysFromMarchOfYear0;
  const int64_t era = FloorDivide(days, kDaysPer400Years);
  const int64_t day_of_era = days - era * kDaysPer400Years;
  const int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  return FromMarchYear(era * 400 + year_of_era, day_of_year);
}

bool IsValidJulian(const CivilDate& date) {
  if (date.year < kFirstYear - 1 || date.year > kLastYear || date.month < 1 || date.month > 12 ||
      date.day < 1 || date.day > MonthLength(date.month, IsJulianLeapYear(date.year))) {
    return false;
  }
  const int64_t days = JulianToDays(date);
  return days >= kFirstDay && days <= kLastDay;
}

Day JulianToDay(const CivilDate& date) {
  CHECK(IsValidJulian(date)) << date.year << "-" << date.month << "-" << date.day << " old style";
  return static_cast<Day>(JulianToDays(date));
}

CivilDate ToJulian(Day day) {
  CheckDay(day);
  const int64_t days = day + kDaysFromJulianMarchOfYear0;
  const int64_t era = FloorDivide(days, kDaysPer4Years);
  const int64_t day_of_era = days - era * kDaysPer4Years;
  const int64_t year_of_era = (day_of_era - day_of_era / 1'460) / 365;
  return FromMarchYear(era * 4 + year_of_era, day_of_era - 365 * year_of_era);
}

Weekday WeekdayOf(Day day) {
  CheckDay(day);
  constexpr int64_t kThursday = 3;  // 1970-01-01
  const int64_t days = day + kThursday;
  return static_cast<Weekday>(days - FloorDivide(days, 7) * 7);
}

std::string_view Name(Weekday weekday) { return kWeekdays[static_cast<size_t>(weekday)]; }

std::string_view MonthName(int month) {
  CHECK(month >= 1 && month <= 12) << "month " << month;
  return kMonths[static_cast<size_t>(month - 1)];
}

Day AddDuration(Day day, const Duration& duration) { return Step(day, duration, 1); }

Day SubtractDuration(Day day, const Duration& duration) { return Step(day, duration, -1); }

std::string ToString(Day day) {
  const CivilDate date = ToCivil(day);
  return fmt::format("{}{:04}-{:02}-{:02}", date.year < 0 ? "-" : "", std::abs(date.year), date.month,
                     date.day);
}

std::string ToProse(Day day) {
  const CivilDate date = ToCivil(day);
  if (date.year <= 0) return fmt::format("{} {} {} BC", date.day, MonthName(date.month), 1 - date.year);
  return fmt::format("{} {} {}", date.day, MonthName(date.month), date.year);
}

std::string ToString(const Duration& duration) {
  std::string text;
  const auto append = [&text](int64_t count, std::string_view unit) {
    if (count == 0) return;
    text +=
        fmt::format("{}{} {}{}", text.empty() ? "" : " ", count, unit, count == 1 || count == -1 ? "" : "s");
  };
  append(duration.years, "year");
  append(duration.months, "month");
  append(duration.days, "day");
  append(duration.seconds / 3'600, "hour");
  append(duration.seconds / 60 % 60, "minute");
  append(duration.seconds % 60, "second");
  return text.empty() ? "0 days" : text;
}

}  // namespace casus::base
