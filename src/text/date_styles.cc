#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/date_grammar.h"

// Two days for one, as the sources of a country that reckoned in the old style write them: "5/18 March 1917", "25
// October (7 November) 1917". The second is meant, in the new style, if the calendars lay so far apart then; and the
// first, if it is the later of the two.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using Lead = DatePoints::Lead;

// Whether one day may be written in both: the Julian calendar lags by 10 days from 1582 on, by 13 since 1900.
bool AreOfTwoStyles(const DatePoint& julian, const DatePoint& gregorian) {
  constexpr int kLeastLag = 10;
  constexpr int kMostLag = 13;
  const int lag = gregorian.day - julian.day;
  if (!HasKnownYear(gregorian)) return kLeastLag <= lag && lag <= kMostLag;
  const base::CivilDate written = {.year = *julian.year, .month = julian.month, .day = julian.day};
  const base::CivilDate other = {.year = *gregorian.year, .month = gregorian.month, .day = gregorian.day};
  return base::IsValidJulian(written) && base::IsValid(other) &&
         base::JulianToDay(written) == base::ToDay(other) && lag >= kLeastLag;
}

// The same for days of two months, whose year is known.
bool AreOfTwoStylesInYear(const DatePoint& julian, const DatePoint& gregorian) {
  const base::CivilDate written = {.year = *julian.year, .month = julian.month, .day = julian.day};
  const base::CivilDate other = {.year = *gregorian.year, .month = gregorian.month, .day = gregorian.day};
  return base::IsValidJulian(written) && base::IsValid(other) &&
         base::JulianToDay(written) == base::ToDay(other);
}

}  // namespace

// "the night of 14/15 December 1922", and "5/18 March 1917", a day in the old style and in the new.
std::optional<DateGrammar::Found> DateGrammar::DoubleDayAt(size_t at) const {
  const auto day = points_.DayNumberAt(at);
  if (day && WordAt(day->end) == DateWord::kOpen) return DayInBracketsAt(at);
  if (!day || WordAt(day->end) != DateWord::kSlash || tokens_.At(day->end).spaced ||
      tokens_.At(day->end + 1).spaced) {
    return std::nullopt;
  }
  auto last = points_.DayFirstAt(day->end + 1);
  if (!last || last->point.month == 0 || last->point.day <= day->value) return std::nullopt;
  DatePoint first = last->point;
  first.day = day->value;
  if (AreOfTwoStyles(first, last->point)) {
    last->point.old_style = false;
    last->grounds.Add(Sureness::kLikely, fmt::format("in the new style; in the old style it is {} {}",
                                                     day->value, base::MonthName(last->point.month)));
    return Make(at, *last);
  }
  Found found = Make(at, *last);
  found.phrase.kind = Kind::kSpan;
  found.phrase.point = first;
  found.phrase.point.time.reset();
  found.phrase.point.weekday.reset();
  found.phrase.other = last->point;
  found.phrase.grounds.Add(Sureness::kLikely, "read as a span");
  return found;
}

// "5 (18) March 1917"
std::optional<DateGrammar::Found> DateGrammar::DayInBracketsAt(size_t at) const {
  const auto second = points_.DayNumberAt(at + 2);
  if (!second || WordAt(second->end) != DateWord::kClose) return std::nullopt;
  const size_t month = second->end + 1;
  const auto year = points_.MonthOf(month) ? points_.YearAt(month + 1, Lead::kDate) : std::nullopt;
  if (!year) return std::nullopt;
  ParsedPoint parsed = *year;
  parsed.point.unit = DateUnit::kDay;
  parsed.point.month = tokens_.At(month).value;
  parsed.point.day = second->value;
  DatePoint first = parsed.point;
  first.day = tokens_.At(at).value;
  if (!AreOfTwoStyles(first, parsed.point)) return std::nullopt;
  parsed.grounds.Add(Sureness::kLikely, fmt::format("in the new style; in the old style it is {} {}",
                                                    first.day, base::MonthName(first.month)));
  return Make(at, parsed);
}

// "25 October/7 November 1917", "25 October (7 November) 1917", "October 25 (November 7), 1917"; the first is parsed.
std::optional<DateGrammar::Found> DateGrammar::TwoStylesAt(size_t at, const ParsedPoint& parsed) const {
  const bool is_slash = WordAt(parsed.end) == DateWord::kSlash;
  const auto second = points_.At(parsed.end + 1, Lead::kNone);
  if (!second || second->other || second->point.unit != DateUnit::kDay || second->point.month == 0 ||
      (!is_slash && WordAt(second->end) != DateWord::kClose)) {
    return std::nullopt;
  }
  DatePoint julian = parsed.point;
  DatePoint gregorian = second->point;
  size_t end = is_slash ? second->end : second->end + 1;
  if (!julian.year && !gregorian.year) {
    const size_t next = WordAt(end) == DateWord::kComma ? end + 1 : end;
    const auto year = points_.YearAt(next, Lead::kDate);
    if (!year) return std::nullopt;
    gregorian.year = year->point.year;
    end = year->end;
  }
  if (julian.two_digits || gregorian.two_digits) return std::nullopt;
  constexpr int kDecember = 12;
  const auto share = [](DatePoint& without, const DatePoint& with) {
    if (without.year) return;
    const int turn = without.month == kDecember && with.month == 1   ? -1
                     : without.month == 1 && with.month == kDecember ? 1
                                                                     : 0;
    without.year = *with.year + turn;
  };
  share(julian, gregorian.year ? gregorian : julian);
  share(gregorian, julian);
  if (AreOfTwoStylesInYear(gregorian, julian)) {
    std::swap(julian, gregorian);
  } else if (!AreOfTwoStylesInYear(julian, gregorian)) {
    return std::nullopt;
  }
  ParsedPoint day = parsed;
  day.point = gregorian;
  day.point.old_style = false;
  day.end = end;
  day.grounds.Add(Sureness::kLikely, fmt::format("in the new style; in the old style it is {} {}", julian.day,
                                                 base::MonthName(julian.month)));
  return Make(at, day);
}

}  // namespace casus::text
