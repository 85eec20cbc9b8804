#include "base/edtf.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/check.h"
#include "base/edtf_parts.h"

namespace casus::base {

namespace {

using internal::Mark;
using internal::MonthRange;
using internal::Part;
using internal::SortAndJoin;
using internal::YearRange;

constexpr size_t kMostRanges = 10'000;

// One date, without the signs of a set or a span.
struct Element {
  size_t offset = 0;
  std::vector<DayRange> ranges;  // sorted, disjoint, not adjacent
  Mark mark;                     // of all parts together
  Precision precision = Precision::kDay;
  std::optional<TimeOfDay> time;
  std::string canonical;

  Day first() const { return ranges.front().first; }
  Day last() const { return ranges.back().last; }
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsDigitOrX(char c) { return IsDigit(c) || c == 'X'; }

// Recursive descent. Each Parse… returns false once error_ is set, and the callers return at once.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<EdtfDate, EdtfError> Parse() {
    EdtfDate date;
    const bool parsed = Peek() == '[' || Peek() == '{' ? ParseSet(date) : ParseDateOrSpan(date);
    if (!parsed) return *error_;
    if (at_ < text_.size()) {
      Fail(at_, text_.size() - at_,
           fmt::format("'{}' does not belong to the date before it", text_.substr(at_)));
      return *error_;
    }
    return date;
  }

 private:
  char Peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool Take(std::string_view expected) {
    if (!text_.substr(at_).starts_with(expected)) return false;
    at_ += expected.size();
    return true;
  }
  void SkipSpaces() {
    while (Peek() == ' ') ++at_;
  }
  bool Fail(size_t offset, size_t length, std::string message) {
    error_ = EdtfError{.offset = offset, .length = length, .message = std::move(message)};
    return false;
  }
  bool Fail(const Part& part, std::string message) {
    return Fail(part.offset, part.text.size(), std::move(message));
  }

  Mark TakeMarks() {
    Mark mark;
    for (;; ++at_) {
      if (Peek() == '?') {
        mark.uncertain = true;
      } else if (Peek() == '~') {
        mark.approximate = true;
      } else if (Peek() == '%') {
        mark = {.uncertain = true, .approximate = true};
      } else {
        return mark;
      }
    }
  }

  static void Include(EdtfDate& date, const Element& element) {
    date.uncertain |= element.mark.uncertain;
    date.approximate |= element.mark.approximate;
    date.precision = std::min(date.precision, element.precision);
  }

  bool ParseDateOrSpan(EdtfDate& date) {
    date.precision = Precision::kTime;
    bool is_open = false;
    bool is_unknown = false;
    if (Peek() == '/') {
      is_unknown = true;
    } else if (Take("..")) {
      is_open = true;
      if (Peek() != '/')
        return Fail(0, 2, "an open begin is written ../1939 in a span, and [..1939] for one of the days");
    }
    Element element;
    if (!is_open && !is_unknown) {
      if (!ParseElement(element)) return false;
      Include(date, element);
      date.candidates = element.ranges;
      date.time = element.time;
      date.canonical = element.canonical;
    }
    const size_t slash = at_;
    if (!Take("/")) return true;

    date.is_span = true;
    date.begin = is_open ? SpanEnd::kOpen : is_unknown ? SpanEnd::kUnknown : SpanEnd::kDate;
    date.canonical += is_open ? "../" : "/";
    if (at_ == text_.size()) {
      date.end = SpanEnd::kUnknown;
    } else if (Take("..")) {
      date.end = SpanEnd::kOpen;
      date.canonical += "..";
    } else {
      Element end;
      if (!ParseElement(end)) return false;
      Include(date, end);
      if (!date.candidates.empty() && std::tuple(element.first(), element.time.value_or(TimeOfDay{})) >
                                          std::tuple(end.last(), end.time.value_or(TimeOfDay{23, 59, 59}))) {
        return Fail(end.offset, at_ - end.offset, "the span ends before it begins; its begin stands first");
      }
      date.end_candidates = end.ranges;
      date.end_time = end.time;
      date.canonical += end.canonical;
    }
    if (date.begin != SpanEnd::kDate && date.end != SpanEnd::kDate) {
      return Fail(slash, 1, "a span needs a date at one end at least, as in 1939/..");
    }
    return true;
  }

  bool ParseSet(EdtfDate& date) {
    const size_t open = at_;
    date.precision = Precision::kTime;
    date.all_of = Peek() == '{';
    const std::string_view close = date.all_of ? "}" : "]";
    date.canonical = text_.substr(at_++, 1);
    do {
      SkipSpaces();
      if (date.canonical.size() > 1) date.canonical += ",";
      if (!ParseMember(date, close)) return false;
      SkipSpaces();
    } while (Take(","));
    if (!Take(close)) {
      if (at_ < text_.size())
        return Fail(at_, 1, fmt::format("the dates of a set stand between commas, before its '{}'", close));
      return Fail(open, 1, fmt::format("the set that begins here is not closed by '{}'", close));
    }
    date.canonical += close;
    if (!date.all_of) {
      SortAndJoin(date.candidates);
      return true;
    }
    std::sort(date.candidates.begin(), date.candidates.end(),
              [](const DayRange& a, const DayRange& b) { return a.first < b.first; });
    for (size_t i = 1; i < date.candidates.size(); ++i) {
      if (date.candidates[i].first <= date.candidates[i - 1].last) {
        return Fail(open, at_ - open,
                    fmt::format("two dates of the set have {} in common; all of a set are different times",
                                ToString(date.candidates[i].first)));
      }
    }
    return true;
  }

  // A date, or a range a..b, ..b, a.. of a set.
  bool ParseMember(EdtfDate& date, std::string_view close) {
    const size_t offset = at_;
    const bool open_begin = Take("..");
    Element first;
    if (!ParseSetElement(date, first)) return false;
    if (!open_begin && !Take("..")) {
      date.canonical += first.canonical;
      date.candidates.insert(date.candidates.end(), first.ranges.begin(), first.ranges.end());
      return CheckCount(date, offset);
    }
    date.canonical += open_begin ? ".." + first.canonical : first.canonical + "..";
    SkipSpaces();
    const bool open_end = !open_begin && (Peek() == ',' || text_.substr(at_).starts_with(close));
    if ((open_begin || open_end) && date.all_of) {
      return Fail(offset, at_ - offset,
                  "all of the days without an end cannot be meant; write [ ] for one of them");
    }
    if (open_begin || open_end) {
      date.candidates.push_back(
          {.first = open_begin ? kFirstDay : first.first(), .last = open_end ? kLastDay : first.last()});
      return true;
    }
    Element last;
    if (!ParseSetElement(date, last)) return false;
    date.canonical += last.canonical;
    if (first.first() > last.last())
      return Fail(offset, at_ - offset, "the range ends before it begins; the earlier date stands first");
    if (!date.all_of) {
      date.candidates.push_back({.first = first.first(), .last = last.last()});
      return true;
    }
    return ExpandAllOf(date, first, last, offset);
  }

  bool ParseSetElement(EdtfDate& date, Element& element) {
    if (!ParseElement(element)) return false;
    Include(date, element);
    if (element.time)
      return Fail(element.offset, at_ - element.offset, "a set is of days; leave out the time");
    return true;
  }

  // Each day, month or year from `first` to `last` is a member of {first..last}.
  bool ExpandAllOf(EdtfDate& date, const Element& first, const Element& last, size_t offset) {
    const Precision precision = first.precision;
    const bool has_units =
        precision == Precision::kDay || precision == Precision::kMonth || precision == Precision::kYear;
    if (!has_units || precision != last.precision || first.ranges.size() != 1 || last.ranges.size() != 1) {
      return Fail(offset, at_ - offset,
                  "all of a range are its days, months or years; write both its ends as one of these");
    }
    for (Day day = first.first(); day <= last.last();) {
      const CivilDate civil = ToCivil(day);
      const DayRange unit = precision == Precision::kDay     ? DayRange{.first = day, .last = day}
                            : precision == Precision::kMonth ? MonthRange(civil.year, civil.month)
                                                             : YearRange(civil.year);
      date.candidates.push_back(unit);
      day = unit.last + 1;
      if (!CheckCount(date, offset)) return false;
    }
    return true;
  }

  bool CheckCount(const EdtfDate& date, size_t offset) {
    if (date.candidates.size() <= kMostRanges) return true;
    return Fail(offset, at_ - offset, "this stands for more than 10,000 separate times; be more precise");
  }

  bool ParsePart(Part& part, size_t digits, std::string_view name) {
    part.mark |= TakeMarks();
    part.offset = at_;
    while (IsDigitOrX(Peek())) ++at_;
    part.text = text_.substr(part.offset, at_ - part.offset);
    if (part.text.size() == digits) return true;
    if (part.text.empty())
      return Fail(at_, 0, fmt::format("the {} is missing; a date is written as in 1939-10-10", name));
    if (digits == 4 && part.text.size() > digits) return Fail(part, "years run from -9999 to 9999");
    if (part.text.size() > digits)
      return Fail(part, fmt::format("a {} has {} digits, as in 1939-10-10", name, digits));
    return Fail(part, fmt::format("a {0} has {1} digits: write {2:0>{1}}", name, digits, part.text));
  }

  bool ParseElement(Element& element) {
    element.offset = at_;
    if (Peek() == 'Y') return FailLongYear();
    std::array<Part, 3> parts;  // year, month, day
    auto& [year, month, day] = parts;
    year.mark = TakeMarks();
    const bool negative = Take("-");
    if (!ParsePart(year, 4, "year")) return false;
    if (negative && year.text == "0000") {
      return Fail(year, "there is no year -0000: the year before 0001 is 0000, which is 1 BC");
    }
    int significant = 4;
    if (Peek() == 'S' && !ParseSignificantDigits(year, significant)) return false;

    size_t count = 1;
    const auto take_group_mark = [&] {
      const Mark mark = TakeMarks();
      for (size_t i = 0; i < count; ++i) parts[i].mark |= mark;
    };
    take_group_mark();
    constexpr std::array<std::string_view, 3> kNames = {"year", "month", "day"};
    while (count < 3 && Take("-")) {
      if (significant < 4) return Fail(at_ - 1, 1, "after significant digits there is no month");
      if (!ParsePart(parts[count], 2, kNames[count])) return false;
      ++count;
      take_group_mark();
    }
    if (!FindRanges(element, negative, significant, parts, count)) return false;
    if (Peek() == 'T' && !ParseTime(element, parts, count)) return false;

    for (size_t i = 0; i < count; ++i) element.mark |= parts[i].mark;
    const bool marked_as_a_whole = std::all_of(parts.begin(), parts.begin() + static_cast<ptrdiff_t>(count),
                                               [&](const Part& p) { return p.mark == year.mark; });
    for (size_t i = 0; i < count; ++i) {
      if (i > 0) element.canonical += "-";
      if (!marked_as_a_whole) element.canonical += parts[i].mark.ToString();
      if (i == 0 && negative) element.canonical += "-";
      element.canonical += parts[i].text;
    }
    if (significant < 4) element.canonical += fmt::format("S{}", significant);
    if (marked_as_a_whole) element.canonical += year.mark.ToString();
    if (element.time) {
      element.canonical +=
          "T" + base::ToString(*element.time, element.time->second == 0 ? Grain::kMinute : Grain::kSecond);
    }
    return true;
  }

  bool FailLongYear() {
    const size_t offset = at_++;
    if (Peek() == '-') ++at_;
    while (IsDigit(Peek()) || Peek() == 'E' || Peek() == 'S') ++at_;
    return Fail(offset, at_ - offset, "years run from -9999 to 9999 and have four digits, without Y");
  }

  bool ParseSignificantDigits(const Part& year, int& significant) {
    const size_t offset = at_++;
    if (Peek() < '1' || Peek() > '4' || !year.IsKnown()) {
      return Fail(offset, 1, "S says how many digits of the year count, 1 to 4, as in 1950S2");
    }
    significant = text_[at_++] - '0';
    return true;
  }

  bool ParseTime(Element& element, const std::array<Part, 3>& parts, size_t count) {
    const size_t offset = ++at_;
    while (IsDigit(Peek()) || Peek() == ':') ++at_;
    const std::string_view written = text_.substr(offset, at_ - offset);
    if (count < 3 ||
        !std::all_of(parts.begin(), parts.end(), [](const Part& part) { return part.IsKnown(); })) {
      return Fail(offset, written.size(), "a time needs a date with a known day before it");
    }
    if (Peek() == 'Z' || Peek() == '+' || Peek() == '-') {
      return Fail(at_, 1, "a time is in the zone of the dossier; leave out the zone");
    }
    const Result<TimeOfDay> time = ParseTimeOfDay(written);
    if (!time.ok()) return Fail(offset, written.size(), time.error().message);
    element.time = *time;
    element.precision = Precision::kTime;
    return true;
  }

  // Sets element.ranges and element.precision.
  bool FindRanges(Element& element, bool negative, int significant, const std::array<Part, 3>& parts,
                  size_t count) {
    const auto& [year, month, day] = parts;
    const std::string digits = std::string(year.text).replace(
        static_cast<size_t>(significant), std::string::npos, static_cast<size_t>(4 - significant), 'X');
    const size_t unknown_digits =
        digits.size() - 1 - std::min(digits.find_last_not_of('X'), digits.size() - 1);
    constexpr std::array<Precision, 5> kByUnknownDigits = {Precision::kYear, Precision::kDecade,
                                                           Precision::kCentury, Precision::kMillennium,
                                                           Precision::kMillennium};
    element.precision = kByUnknownDigits[digits == "XXXX" ? 4 : unknown_digits];

    std::vector<int> years = Part{.text = digits}.Values(negative ? 1 : 0, kLastYear);
    if (negative) std::transform(years.begin(), years.end(), years.begin(), [](int value) { return -value; });

    const bool month_is_given = count >= 2;
    const bool day_is_given = count == 3;
    if (month_is_given && month.IsKnown() && internal::IsSeason(month.Value())) {
      if (day_is_given)
        return Fail(day, fmt::format("a season such as {} has no days of its own", month.text));
      return FindSeasons(element, years, month);
    }
    std::vector<int> months = {0};  // of no month in particular
    const bool day_can_tell = day_is_given && !day.IsUnknown();
    if (month_is_given && (day_can_tell || !month.IsUnknown())) {
      months = month.Values(1, 12);
      if (months.empty()) {
        return Fail(month,
                    fmt::format("there is no month {}; months run from 01 to 12, and seasons from 21 to 41",
                                month.text));
      }
      if (month.IsKnown()) element.precision = Precision::kMonth;
    }
    std::vector<int> days = {0};  // of no day in particular
    if (day_can_tell) {
      days = day.Values(1, 31);
      if (days.empty()) return Fail(day, fmt::format("there is no day {}; days run from 01 to 31", day.text));
      if (day.IsKnown()) element.precision = Precision::kDay;
    }

    if (years.size() * months.size() * days.size() > kMostRanges) {
      return Fail(element.offset, at_ - element.offset,
                  "this stands for more than 10,000 separate times; be more precise");
    }
    for (const int y : years) {
      for (const int m : months) {
        for (const int d : days) {
          if (m == 0) {
            element.ranges.push_back(YearRange(y));
          } else if (d == 0) {
            element.ranges.push_back(MonthRange(y, m));
          } else if (const CivilDate date = {y, m, d}; IsValid(date)) {
            element.ranges.push_back({.first = ToDay(date), .last = ToDay(date)});
          }
        }
      }
    }
    if (element.ranges.empty()) return FailDay(day, years, months);
    SortAndJoin(element.ranges);
    return true;
  }

  bool FailDay(const Part& day, const std::vector<int>& years, const std::vector<int>& months) {
    if (years.size() == 1 && months.size() == 1) {
      return Fail(day, fmt::format("{} {} has {} days", MonthName(months[0]), years[0],
                                   DaysInMonth(years[0], months[0])));
    }
    return Fail(day, fmt::format("no month that this can be has a day {}", day.text));
  }

  static bool FindSeasons(Element& element, const std::vector<int>& years, const Part& season) {
    element.precision = Precision::kSeason;
    for (const int year : years) element.ranges.push_back(internal::SeasonRange(year, season.Value()));
    SortAndJoin(element.ranges);
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::optional<EdtfError> error_;
};

}  // namespace

Result<EdtfDate, EdtfError> ParseEdtf(std::string_view text) { return Parser(text).Parse(); }

std::string ToEdtf(std::span<const DayRange> ranges) {
  CHECK(!ranges.empty()) << "no day to write";
  // A range that is a year, a month or a day is written as that, and as part of a set if it is not alone.
  const auto write = [](const DayRange& range) {
    const CivilDate first = ToCivil(range.first);
    const std::string day = ToString(range.first);
    if (range == YearRange(first.year)) return day.substr(0, day.size() - 6);
    if (range == MonthRange(first.year, first.month)) return day.substr(0, day.size() - 3);
    if (range.first == range.last) return std::string(day);
    const bool has_no_begin = range.first == kFirstDay && range.last != kLastDay;
    return fmt::format("{}..{}", has_no_begin ? "" : day, range.last == kLastDay ? "" : ToString(range.last));
  };
  std::string text;
  for (const DayRange& range : ranges) text += (text.empty() ? "" : ",") + write(range);
  const bool is_one_date = text.find_first_of(".,") == std::string::npos;
  return is_one_date ? text : "[" + text + "]";
}

}  // namespace casus::base
