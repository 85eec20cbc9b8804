#include "text/date_edtf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace casus::text {

namespace {

constexpr int kSpring = 21;
constexpr int kWinter = 24;
constexpr int kLeapYear = 2000;

// Appends the number in at least so many digits.
void AppendDigits(std::string& text, int number, size_t least) {
  constexpr size_t kMost = 10;
  std::array<char, kMost> digits{};
  size_t begin = kMost;
  for (; number > 0 || kMost - begin < least; number /= 10)
    digits[--begin] = static_cast<char>('0' + number % 10);
  text.append(digits.data() + begin, kMost - begin);
}

std::string WriteYear(int year) {
  std::string text = year < 0 ? "-" : "";
  AppendDigits(text, std::abs(year), 4);
  return text;
}

std::string YearOf(const DatePoint& point) {
  if (!point.year) return "XXXX";
  if (point.two_digits) return fmt::format("XX{:02}", *point.year);
  return WriteYear(*point.year);
}

// First and last day of the part of a month, counted from 1.
struct DaysOfMonth {
  int first;
  int last;
  bool first_is_vague;
  bool last_is_vague;
};

DaysOfMonth PartOfMonth(DatePart part, int index, int length) {
  switch (part) {
    case DatePart::kEarly:
    case DatePart::kBegin:
      return {1, 10, false, true};
    case DatePart::kMiddle:
      return {11, 20, true, true};
    case DatePart::kLate:
    case DatePart::kEnd:
      return {21, length, true, false};
    case DatePart::kHalf:
      return index == 1 ? DaysOfMonth{1, 15, false, false} : DaysOfMonth{16, length, false, false};
    default:
      return {1, length, false, false};
  }
}

std::string WriteMonth(const DatePoint& point, bool is_end_of_span) {
  const std::string month = fmt::format("{}-{:02}", YearOf(point), point.month);
  const bool is_whole = point.part == DatePart::kWhole || point.part == DatePart::kQuarter;
  if (is_whole) return month + (point.approximate ? "~" : "");
  if (is_end_of_span || !point.year || point.two_digits || point.approximate) return month + "~";
  const auto [first, last, first_is_vague, last_is_vague] =
      PartOfMonth(point.part, point.part_index, base::DaysInMonth(*point.year, point.month));
  return fmt::format("[{0}-{1:02}{2}..{0}-{3:02}{4}]", month, first, first_is_vague ? "~" : "", last,
                     last_is_vague ? "~" : "");
}

std::string WriteYearOrPart(const DatePoint& point) {
  const std::string year = YearOf(point);
  const char* mark = point.approximate ? "~" : "";
  switch (point.part) {
    case DatePart::kWhole:
      return year + mark;
    // Thirds of the year are 37 to 39, halves 40 and 41, quarters 33 to 36.
    case DatePart::kEarly:
      return year + "-37~";
    case DatePart::kMiddle:
      return year + "-38~";
    case DatePart::kLate:
      return year + "-39~";
    case DatePart::kBegin:
      return year + "-01~";
    case DatePart::kEnd:
      return year + "-12~";
    case DatePart::kHalf:
      return fmt::format("{}-{}{}", year, 39 + point.part_index, mark);
    case DatePart::kQuarter:
      return fmt::format("{}-{}{}", year, 32 + point.part_index, mark);
  }
  return year;
}

// The first and last month of the part of a year.
std::pair<int, int> MonthsOfYear(const DatePoint& point) {
  switch (point.part) {
    case DatePart::kWhole:
      break;
    case DatePart::kEarly:
      return {1, 4};
    case DatePart::kMiddle:
      return {5, 8};
    case DatePart::kLate:
      return {9, 12};
    case DatePart::kBegin:
      return {1, 1};
    case DatePart::kEnd:
      return {12, 12};
    case DatePart::kHalf:
      return {6 * point.part_index - 5, 6 * point.part_index};
    case DatePart::kQuarter:
      return {3 * point.part_index - 2, 3 * point.part_index};
  }
  return {1, 12};
}

std::string WriteCentury(const DatePoint& point, bool is_end_of_span) {
  if (!point.year) return "XXXX";
  const bool is_fraction = point.part == DatePart::kHalf || point.part == DatePart::kQuarter;
  if (is_fraction && !is_end_of_span && *point.year > 0) {
    const int length = point.part == DatePart::kHalf ? 50 : 25;
    const int first = (*point.year - 1) * 100 + (point.part_index - 1) * length + 1;
    return fmt::format("[{}..{}]", WriteYear(first), WriteYear(first + length - 1));
  }
  const bool is_vague = point.approximate || point.part != DatePart::kWhole;
  return fmt::format("{}{:02}XX{}", *point.year < 0 ? "-" : "", std::abs(*point.year) - 1,
                     is_vague ? "~" : "");
}

}  // namespace

std::string YearInWords(int year) {
  return year > 0 ? fmt::format("{}", year) : fmt::format("{} BC", 1 - year);
}

std::optional<std::string> WhyImpossible(const DatePoint& point) {
  if (point.unit != DateUnit::kDay || point.day == 0) return std::nullopt;
  const bool year_is_known = point.year && !point.two_digits;
  const int year = year_is_known ? *point.year : kLeapYear;
  if (point.old_style && base::IsValidJulian({year, point.month, point.day})) return std::nullopt;
  const int length = base::DaysInMonth(year, point.month);
  if (point.day <= length) return std::nullopt;
  if (year_is_known && point.month == 2) {
    return fmt::format("there is no such day: February {} has {} days", YearInWords(year), length);
  }
  return fmt::format("there is no such day: {} has {} days", base::MonthName(point.month), length);
}

std::string WriteEdtf(const DatePoint& point, bool is_end_of_span) {
  switch (point.unit) {
    case DateUnit::kDay:
    case DateUnit::kWeek: {
      std::string text = YearOf(point);
      text += '-';
      AppendDigits(text, point.month, 2);
      text += '-';
      AppendDigits(text, point.day, 2);
      if (point.approximate) text += "~";
      if (point.time && point.year && !point.two_digits && !point.approximate) {
        text += "T" + base::ToString(*point.time, base::Grain::kMinute);
      }
      return text;
    }
    case DateUnit::kMonth:
      return WriteMonth(point, is_end_of_span);
    case DateUnit::kSeason:
      return fmt::format("{}-{:02}{}", YearOf(point), point.month,
                         point.approximate || point.part != DatePart::kWhole ? "~" : "");
    case DateUnit::kYear:
      return WriteYearOrPart(point);
    case DateUnit::kDecade: {
      if (!point.year) return "XXXX";
      const int decade = *point.year / 10;
      const bool is_vague = point.approximate || point.part != DatePart::kWhole;
      return (point.two_digits ? fmt::format("XX{}X", decade % 10) : fmt::format("{:03}X", decade)) +
             (is_vague ? "~" : "");
    }
    case DateUnit::kCentury:
      return WriteCentury(point, is_end_of_span);
  }
  return "";
}

std::string PartReason(const DatePoint& point) {
  const bool is_long = point.unit == DateUnit::kDecade || point.unit == DateUnit::kCentury;
  const std::string_view unit = point.unit == DateUnit::kMonth    ? "month"
                                : point.unit == DateUnit::kYear   ? "year"
                                : point.unit == DateUnit::kSeason ? "season"
                                : point.unit == DateUnit::kDecade ? "decade"
                                                                  : "century";
  constexpr std::array<std::string_view, 6> kWords = {"",          "early part", "middle",
                                                      "late part", "beginning",  "end"};
  if (point.part == DatePart::kWhole || point.part == DatePart::kHalf || point.part == DatePart::kQuarter) {
    return "";
  }
  const std::string_view word = kWords[static_cast<size_t>(point.part)];
  if (is_long || point.unit == DateUnit::kSeason)
    return fmt::format("only the {} of the {} is meant", word, unit);
  const bool is_edge = point.part == DatePart::kBegin || point.part == DatePart::kEnd;
  const std::string_view length = is_edge && point.unit == DateUnit::kYear ? "month" : "third";
  const bool is_first = point.part == DatePart::kEarly || point.part == DatePart::kBegin;
  const std::string_view which = is_first ? "first" : point.part == DatePart::kMiddle ? "second" : "last";
  return fmt::format("the {} of the {} is read as its {} {}", word, unit, which, length);
}

base::DayRange DaysOf(const DatePoint& point) {
  const int year = *point.year;
  switch (point.unit) {
    case DateUnit::kDay: {
      const base::Day day = base::ToDay({year, point.month, point.day});
      return {.first = day, .last = day};
    }
    case DateUnit::kMonth:
      return {.first = base::ToDay({year, point.month, 1}),
              .last = base::ToDay({year, point.month, base::DaysInMonth(year, point.month)})};
    case DateUnit::kSeason: {
      const int month = point.month == kWinter ? 12 : 3 + 3 * (point.month - kSpring);
      const base::Day first = base::ToDay({year, month, 1});
      return {.first = first, .last = std::min(first + 90, base::kLastDay)};
    }
    default: {
      const auto [first, last] = MonthsOfYear(point);
      return {.first = base::ToDay({year, first, 1}),
              .last = base::ToDay({year, last, base::DaysInMonth(year, last)})};
    }
  }
}

}  // namespace casus::text
