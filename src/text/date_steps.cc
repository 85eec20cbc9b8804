#include "text/date_steps.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

#include "base/date.h"
#include "text/date_edtf.h"

namespace casus::text {

namespace {

constexpr std::array<std::string_view, 7> kUnits = {"day",  "week",   "month",  "season",
                                                    "year", "decade", "century"};

bool IsInCalendar(int64_t year) { return year >= base::kFirstYear && year <= base::kLastYear; }

bool IsOfMonth(const DatePoint& point) {
  return point.unit == DateUnit::kDay || point.unit == DateUnit::kMonth;
}

std::string Words(const ToldDate& base) { return "“" + base.words + "”"; }

std::string Reason(const DatePoint& point, const DateStep& step, const ToldDate& base) {
  const std::string_view unit = kUnits[static_cast<size_t>(step.unit)];
  const std::string_view side = step.amount < 0 ? "before" : "after";
  if (step.vague && step.unit == DateUnit::kCentury)
    return fmt::format("some centuries {} {}", side, Words(base));
  if (step.vague) return fmt::format("some {}s {} {}", unit, side, Words(base));
  if (step.from == DateStep::From::kMonth) {
    return fmt::format("the month is {} {}",
                       step.amount == 0  ? "that of"
                       : step.amount < 0 ? "the one before"
                                         : "the one after",
                       Words(base));
  }
  if (step.amount == 0) return fmt::format("the {} is that of {}", unit, Words(base));
  if (point.month != 0 && step.unit != DateUnit::kYear)
    return fmt::format("the first such {} {} {}", unit, side, Words(base));
  const int count = std::abs(step.amount);
  if (count == 1) {
    std::string reason = "a ";
    return reason.append(unit).append(" ").append(side).append(" ").append(Words(base));
  }
  return fmt::format("{} {}s {} {}", count, unit, side, Words(base));
}

// The first or last such month or season that lies wholly after or before the base.
std::optional<DatePoint> NextOfName(DatePoint point, int direction, const DatePoint& base) {
  const base::DayRange told = DaysOf(base);
  for (int i = 0; i < 3; ++i) {
    const int year = *base.year + (direction < 0 ? 1 - i : i - 1);
    if (!IsInCalendar(year)) continue;
    point.year = year;
    const base::DayRange days = DaysOf(point);
    if (direction == 0 ? year == *base.year : direction > 0 ? days.first > told.last : days.last < told.first)
      return point;
  }
  return std::nullopt;
}

std::optional<DatePoint> StepMonths(int months, const DatePoint& base) {
  if (!IsOfMonth(base)) return std::nullopt;
  const int64_t month = int64_t{*base.year} * 12 + base.month - 1 + months;
  const int64_t year = month >= 0 ? month / 12 : (month - 11) / 12;
  if (!IsInCalendar(year)) return std::nullopt;
  return DatePoint{.unit = DateUnit::kMonth,
                   .year = static_cast<int>(year),
                   .month = static_cast<int>(month - year * 12) + 1};
}

std::optional<DatePoint> StepDays(int64_t days, const DatePoint& base) {
  if (base.unit != DateUnit::kDay) return std::nullopt;
  const int64_t day = base::ToDay({*base.year, base.month, base.day}) + days;
  if (day < base::kFirstDay || day > base::kLastDay) return std::nullopt;
  const base::CivilDate civil = base::ToCivil(static_cast<base::Day>(day));
  return DatePoint{.year = civil.year, .month = civil.month, .day = civil.day};
}

std::optional<DatePoint> Step(const DatePoint& point, const DateStep& step, const DatePoint& base) {
  constexpr int kDaysOfWeek = 7;
  const bool names_month = point.month != 0;
  if (names_month && step.unit != DateUnit::kYear) return NextOfName(point, step.amount, base);
  switch (step.unit) {
    case DateUnit::kDay:
      return StepDays(step.amount, base);
    case DateUnit::kWeek: {
      auto stepped = StepDays(int64_t{step.amount} * kDaysOfWeek, base);
      if (stepped) stepped->approximate = true;
      return stepped;
    }
    case DateUnit::kMonth: {
      auto stepped = StepMonths(step.amount, base);
      if (stepped && (point.day != 0 || (step.keeps_day && base.unit == DateUnit::kDay))) {
        stepped->unit = DateUnit::kDay;
        stepped->day = point.day != 0 ? point.day
                                      : std::min(base.day, base::DaysInMonth(*stepped->year, stepped->month));
      }
      return stepped;
    }
    case DateUnit::kYear: {
      DatePoint stepped = point;
      const int64_t year = int64_t{*base.year} + step.amount;
      if (!IsInCalendar(year)) return std::nullopt;
      stepped.year = static_cast<int>(year);
      if (step.keeps_day && base.unit == DateUnit::kDay) {
        stepped.unit = DateUnit::kDay;
        stepped.month = base.month;
        stepped.day = std::min(base.day, base::DaysInMonth(stepped.year.value(), base.month));
      }
      return stepped;
    }
    case DateUnit::kDecade:
    case DateUnit::kCentury: {
      const int length = step.unit == DateUnit::kDecade ? 10 : 100;
      const int64_t year = int64_t{*base.year} + int64_t{step.amount} * length;
      if (*base.year <= 0 || year <= 0 || !IsInCalendar(year)) return std::nullopt;
      DatePoint stepped = point;
      stepped.year = static_cast<int>(step.unit == DateUnit::kDecade ? year / 10 * 10 : year / 100 + 1);
      return stepped;
    }
    case DateUnit::kSeason:
      break;
  }
  return std::nullopt;
}

}  // namespace

StepResult TakeStep(const DatePoint& point, const ToldDate& base) {
  const DateStep& step = *point.step;
  StepResult result{.point = step.vague ? base.point : Step(point, step, base.point)};
  if (result.point) {
    result.point->step.reset();
    result.point->time.reset();
    result.point->weekday.reset();
    if (!step.vague) {
      result.point->part = point.part;
      result.point->part_index = point.part_index;
      result.point->approximate |= point.approximate;
    }
    result.reason = Reason(point, step, base);
  } else {
    result.reason =
        fmt::format("the {} cannot be counted from {}", kUnits[static_cast<size_t>(step.unit)], Words(base));
  }
  return result;
}

}  // namespace casus::text
