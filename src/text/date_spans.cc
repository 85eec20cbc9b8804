#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "text/date_grammar.h"

// Spans with two ends.
//
// The ends of a span share what only one of them says: "between March and June 1940", "October 30–31, 1939",
// "264–241 BC". A year that is shared may turn between them: "December 30 – January 2, 1940" begins in 1939.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using Lead = DatePoints::Lead;

// Whether the second stands earlier in the year than the first.
bool IsEarlierInYear(const DatePoint& second, const DatePoint& first) {
  if (first.unit == DateUnit::kSeason || second.unit == DateUnit::kSeason) return second.month < first.month;
  return std::pair(second.month, second.day) <
         std::pair(first.month, first.month == second.month ? first.day : 0);
}

// One end of a span may give the other its year.
void ShareYear(DatePoint& begin, DatePoint& end) {
  if (!LiesInYear(begin) || !LiesInYear(end) || begin.step || end.step) return;
  if (!begin.year && end.year && !end.two_digits) {
    begin.year = *end.year - (IsEarlierInYear(end, begin) ? 1 : 0);
  } else if (begin.year && !end.year && !begin.two_digits) {
    end.year = *begin.year + (IsEarlierInYear(end, begin) ? 1 : 0);
  }
}

bool IsRising(const DatePoint& begin, const DatePoint& end) {
  const bool same_kind =
      (begin.unit == end.unit) || (begin.unit != DateUnit::kCentury && begin.unit != DateUnit::kDecade &&
                                   end.unit != DateUnit::kCentury && end.unit != DateUnit::kDecade);
  if (!same_kind) return begin.unit != DateUnit::kCentury && end.unit != DateUnit::kCentury;
  return !begin.year || !end.year || begin.two_digits || end.two_digits || *begin.year <= *end.year;
}

}  // namespace

// The day whose month stands behind another day: the "10" of "10 and 12 October", the "Monday 10" of "Monday 10 to
// Friday 14 October 1939".
std::optional<ParsedPoint> DateGrammar::DayOfMonthBehind(size_t at) const {
  const bool has_weekday = WordAt(at) == DateWord::kWeekday && tokens_.At(at).capital;
  size_t first = at;
  if (has_weekday) first = WordAt(at + 1) == DateWord::kThe ? at + 2 : at + 1;
  const auto day = points_.DayNumberAt(first);
  if (!day || points_.IsGlued(first)) return std::nullopt;
  const DateWord link = WordAt(day->end);
  if (link != DateWord::kAnd && link != DateWord::kTo && link != DateWord::kUntil &&
      link != DateWord::kThrough && link != DateWord::kDash) {
    return std::nullopt;
  }
  const size_t next = day->end + (WordAt(day->end + 1) == DateWord::kThe ? 2 : 1);
  const auto end =
      WordAt(next) == DateWord::kWeekday ? points_.At(next, Lead::kNone) : points_.DayFirstAt(next);
  if (!end || end->other || end->point.month == 0 || end->point.day <= day->value) return std::nullopt;
  ParsedPoint begin;
  begin.point = end->point;
  begin.point.day = day->value;
  begin.point.time.reset();
  begin.point.weekday.reset();
  if (has_weekday) begin.point.weekday = static_cast<base::Weekday>(tokens_.At(at).value);
  begin.end = day->end;
  return begin;
}

// "from … to …", "between … and …", with `first` the token behind the first word.
std::optional<DateGrammar::Found> DateGrammar::SpanAt(size_t at, size_t first) const {
  const bool is_between = WordAt(at) == DateWord::kBetween;
  const std::string_view at_least = AtLeast(first);
  const size_t article = first;
  const bool has_article = WordAt(first) == DateWord::kThe;
  if (has_article) ++first;
  std::optional<ParsedPoint> begin = DayOfMonthBehind(first);
  if (auto span = EraSpanAt(first, is_between)) {
    span->phrase.at.begin = tokens_.At(at).begin;
    return span;
  }
  if (!begin) begin = points_.At(first, Lead::kTime);
  if (!begin) begin = points_.StepAt(first);
  if (!begin) begin = DayToldAt(article);
  if (!begin) begin = PartOfDayAt(article);
  if (!begin || begin->other) return std::nullopt;
  if (has_article && IsPlainYear(begin->point)) return std::nullopt;  // "from the 1920 treaty"
  if (auto span = SpanFrom(at, *begin, is_between)) {
    if (!at_least.empty()) span->phrase.at_least = at_least;
    return span;
  }
  if (!is_between && !begin->bare && !at_least.empty() && EndsClause(begin->end)) {
    Found found = Make(at, *begin);
    found.phrase.kind = Kind::kFrom;
    found.phrase.at_least = at_least;
    return found;
  }
  if (!is_between && !begin->bare &&
      (WordAt(begin->end) == DateWord::kOnwards ||
       (WordAt(begin->end) == DateWord::kOn && EndsClause(begin->end + 1)))) {
    Found found = Make(at, *begin);
    found.phrase.kind = Kind::kFrom;
    ++found.end;
    return found;
  }
  return std::nullopt;
}

// The end of a span that begins with the point.
std::optional<DateGrammar::Found> DateGrammar::SpanFrom(size_t at, const ParsedPoint& begin,
                                                        bool with_and) const {
  const DateWord sign = WordAt(begin.end);
  const bool is_slash = sign == DateWord::kSlash;
  const bool is_hyphen = sign == DateWord::kDash && tokens_.At(begin.end).value == 0;
  if (with_and ? sign != DateWord::kAnd
               : sign != DateWord::kDash && sign != DateWord::kTo && sign != DateWord::kUntil &&
                     sign != DateWord::kThrough && !is_slash) {
    return std::nullopt;
  }
  size_t next = begin.end + 1;
  const std::string_view at_least = AtLeast(next);
  const size_t article = next;
  if (WordAt(next) == DateWord::kThe) ++next;
  Found found = Make(at, begin);
  DatePhrase& phrase = found.phrase;
  phrase.kind = Kind::kSpan;
  phrase.at_least = at_least;
  const DateToken& token = tokens_.At(next);

  // "1939–45", "1939/40"
  const bool is_plain_year = begin.point.unit == DateUnit::kYear && begin.point.part == DatePart::kWhole &&
                             begin.point.year && *begin.point.year > 0;
  if (is_plain_year && token.word == DateWord::kNumber && token.digits == 2 && !with_and && !token.spaced &&
      token.suffix == DateToken::Suffix::kNone) {
    const DateToken& behind = tokens_.At(next + 1);
    const bool goes_on =
        behind.word == DateWord::kDash && !behind.spaced && WordAt(next + 2) == DateWord::kNumber;
    const bool is_pure = !points_.MonthOf(next + 1) && !points_.IsGlued(next, true) && !goes_on;
    if (token.value <= *begin.point.year % 100 || !is_pure) return std::nullopt;
    phrase.grounds = {};  // two years are no mere numbers
    phrase.other.unit = DateUnit::kYear;
    phrase.other.year = *begin.point.year / 100 * 100 + token.value;
    found.end = next + 1;
    if (is_slash) phrase.grounds.Add(Sureness::kLikely, "read as a span of years");
    if (is_hyphen && token.value <= 12) {
      phrase.grounds.Add(Sureness::kUnsure,
                         fmt::format("it may be {} {}", base::MonthName(token.value), *begin.point.year));
    }
    return found;
  }
  // "October 30–31, 1939"
  if (begin.point.unit == DateUnit::kDay && begin.point.month != 0 && !is_slash) {
    if (points_.TimeAt(next) && sign == DateWord::kDash) return std::nullopt;  // "May 3, 1939 – 7 p.m."
    const auto day = points_.DayNumberAt(next);
    if (day && !points_.DayFirstAt(next) && !points_.IsGlued(next, true)) {
      if (day->value <= begin.point.day) return std::nullopt;
      ParsedPoint end;
      end.point = begin.point;
      end.point.weekday.reset();
      end.point.time.reset();
      end.point.day = day->value;
      end.end = day->end;
      if (!end.point.year && WordAt(day->end) == DateWord::kComma) {
        if (const auto year = points_.YearAt(day->end + 1, Lead::kDate)) {
          end.point.year = year->point.year;
          end.end = year->end;
        }
      }
      phrase.point.year = end.point.year;
      phrase.other = end.point;
      found.end = end.end;
      return found;
    }
  }
  auto end = points_.At(next, Lead::kDate);
  if (!end && (with_and || !is_slash)) end = points_.StepAt(next);
  const bool is_announced = with_and || WordAt(at) == DateWord::kFrom;
  if (!end && is_announced) end = DayToldAt(article);
  if (!end && (is_announced || begin.point.month != 0) && !is_slash) end = PartOfDayAt(article);
  if (!end || end->other) return std::nullopt;
  if (is_slash && !(is_plain_year && end->point.unit == DateUnit::kYear) && !(begin.bare && !end->bare)) {
    return std::nullopt;
  }
  // Two months alone are a span only if something announces it: "between March and June".
  if (begin.bare && end->bare && !with_and && WordAt(at) != DateWord::kFrom && !AnnouncesBare(at))
    return std::nullopt;
  // "each May until 1914"
  if (begin.bare && !LiesInYear(end->point)) return std::nullopt;
  // "in 1939 to June"
  if (LiesInYear(end->point) && end->bare && !LiesInYear(begin.point)) return std::nullopt;
  phrase.other = end->point;
  found.end = end->end;
  if (is_plain_year && IsPlainYear(end->point)) {
    phrase.grounds = {};
  }
  phrase.grounds.Add(end->grounds.sureness, end->grounds.reason);
  if (is_slash) phrase.grounds.Add(Sureness::kLikely, "read as a span");
  ShareYear(phrase.point, phrase.other);
  if (!IsRising(phrase.point, phrase.other)) return std::nullopt;
  return found;
}

// "264–241 BC", "between 264 and 241 BC": the era stands behind the second number.
std::optional<DateGrammar::Found> DateGrammar::EraSpanAt(size_t at, bool with_and) const {
  const DateToken& first = tokens_.At(at);
  const DateToken& second = tokens_.At(at + 2);
  if (first.word != DateWord::kNumber) return std::nullopt;
  const DateWord sign = WordAt(at + 1);
  const bool has_sign = with_and ? sign == DateWord::kAnd : sign == DateWord::kDash || sign == DateWord::kTo;
  if (!has_sign || first.digits > 4 || first.value == 0 || first.suffix != DateToken::Suffix::kNone ||
      second.word != DateWord::kNumber || second.digits > 4) {
    return std::nullopt;
  }
  const auto era = points_.EraAt(at + 3);
  const auto end = era ? points_.YearAt(at + 2, Lead::kDate) : std::nullopt;
  if (!end) return std::nullopt;
  Found found = Make(at, *end);
  found.phrase.kind = Kind::kSpan;
  found.phrase.other = end->point;
  found.phrase.point.year = era->value > 0 ? first.value : 1 - first.value;
  if (*found.phrase.point.year > *found.phrase.other.year) return std::nullopt;
  return found;
}

}  // namespace casus::text
