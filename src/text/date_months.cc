#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "text/date_points.h"

// Days, months and seasons, with what may stand behind them: the year, the style of the calendar, the time.
//
// "May" and "March" are words of other kinds as well. In capitals they are months; in small letters only with a
// year, or with a day that "on" announces, and then that is said. A month without day and year is bare: who
// called decides by what stands before it.

namespace casus::text {

namespace {

constexpr int kMay = 5;
constexpr int kMarch = 3;
constexpr int kFirstDayOfOldYear = 25;  // of March, in England until 1751

}  // namespace

std::optional<DatePoints::Month> DatePoints::MonthAt(size_t at) const {
  const DateToken& token = tokens_.At(at);
  if (token.word == DateWord::kMonth) {
    const bool may_be_a_word = !token.capital && (token.value == kMay || token.value == kMarch);
    return Month{.month = token.value, .end = at + 1, .may_be_a_word = may_be_a_word};
  }
  if (token.word != DateWord::kMonthShort || !token.capital) return std::nullopt;
  const bool has_stop = WordAt(at + 1) == DateWord::kStop && !tokens_.At(at + 1).spaced;
  return Month{.month = token.value, .end = at + (has_stop ? 2 : 1)};
}

// "that year", "of the following month": only such words, and then the unit.
bool DatePoints::IsStepOf(DateUnit unit, size_t at) const {
  for (size_t i = at; i < at + 4; ++i) {
    switch (WordAt(i)) {
      case DateWord::kThe:
      case DateWord::kThat:
      case DateWord::kThis:
      case DateWord::kVery:
      case DateWord::kSame:
      case DateWord::kNext:
      case DateWord::kPrevious:
      case DateWord::kLast:
        break;
      case DateWord::kUnit:
        return i > at && static_cast<DateUnit>(tokens_.At(i).value) == unit;
      default:
        return false;
    }
  }
  return false;
}

// The "40" of "5 May '40".
bool DatePoints::IsShortYear(size_t at) const {
  const DateToken& token = tokens_.At(at);
  return token.word == DateWord::kNumber && token.digits == 2 && !token.spaced &&
         token.suffix == DateToken::Suffix::kNone && NounAt(at + 1) == Noun::kNone;
}

// "7 February 1709/10": of a year that began on 25 March, which the new reckoning counts as the next.
void DatePoints::TakeSecondYear(ParsedPoint& parsed) const {
  const DateToken& second = tokens_.At(parsed.end + 1);
  const bool has_second = WordAt(parsed.end) == DateWord::kSlash && !tokens_.At(parsed.end).spaced &&
                          second.word == DateWord::kNumber && !second.spaced &&
                          second.suffix == DateToken::Suffix::kNone;
  if (!has_second || parsed.point.unit != DateUnit::kDay || *parsed.point.year <= 0) return;
  constexpr int kTail[] = {1, 10, 100, 1000, 10'000};
  const int next = *parsed.point.year + 1;
  if (second.digits > 4 || second.value != next % kTail[second.digits]) return;
  const bool ends_year =
      std::pair(parsed.point.month, parsed.point.day) < std::pair(kMarch, kFirstDayOfOldYear);
  if (ends_year) {
    parsed.point.year = next;
    parsed.grounds.Add(Sureness::kLikely, "the years are those of two reckonings; read as the later");
  } else {
    parsed.grounds.Add(Sureness::kUnsure, fmt::format("it may be of the year {}", next));
  }
  parsed.end += 2;
}

void DatePoints::TakeYear(ParsedPoint& parsed) const {
  size_t next = parsed.end;
  TakeOldStyle(parsed);
  if (parsed.end != next && WordAt(parsed.end) != DateWord::kNumber && WordAt(parsed.end) != DateWord::kComma)
    return;
  next = parsed.end;
  if (WordAt(next) == DateWord::kComma) ++next;
  if (WordAt(next) == DateWord::kOf ||
      (WordAt(next) == DateWord::kIn && WordAt(next + 1) == DateWord::kThe && TextAt(next + 2) == "year")) {
    ++next;
  }
  if (WordAt(next) == DateWord::kThe &&
      static_cast<DateUnit>(tokens_.At(next + 1).value) == DateUnit::kYear &&
      WordAt(next + 1) == DateWord::kUnit) {
    next += 2;  // "of the year 1939"
  }
  if (auto year = YearAt(next, Lead::kDate)) {
    parsed.point.year = year->point.year;
    parsed.end = year->end;
    parsed.grounds.Add(year->grounds.sureness, year->grounds.reason);
    TakeSecondYear(parsed);
  } else if (WordAt(next) == DateWord::kApostrophe && IsShortYear(next + 1)) {
    parsed.point.year = tokens_.At(next + 1).value;
    parsed.point.two_digits = true;
    parsed.end = next + 2;
    parsed.grounds.Add(Sureness::kUnsure, "its century is not told");
  } else if (IsStepOf(DateUnit::kYear, next)) {
    if (const auto step = StepAt(next)) {
      parsed.point.step = step->point.step;
      parsed.end = step->end;
    }
  }
  TakeOldStyle(parsed);
}

// Behind "(O.S.)", "[Old Style]", "(N.S.)" or the like; 0 if there is none. An opening bracket stands before.
size_t DatePoints::EndOfStyle(size_t at, bool& is_old) const {
  const auto skip_stop = [&](size_t i) { return WordAt(i) == DateWord::kStop ? i + 1 : i; };
  const std::string_view word = TextAt(at);
  is_old = word == "O" || word == "OS" || word == "Old" || word == "old" || word == "Julian";
  if (word == "OS" || word == "NS") return skip_stop(at + 1);
  if (word == "O" || word == "N") {
    const size_t second = skip_stop(at + 1);
    return second == at + 1 || TextAt(second) != "S" ? 0 : skip_stop(second + 1);
  }
  const std::string_view next = TextAt(at + 1);
  if (word == "Old" || word == "old" || word == "New" || word == "new") {
    return next == "Style" || next == "style" ? at + 2 : 0;
  }
  if (word == "Julian" || word == "Gregorian") return next == "calendar" ? at + 2 : at + 1;
  return 0;
}

void DatePoints::TakeOldStyle(ParsedPoint& parsed) const {
  const size_t at = parsed.end;
  if (parsed.point.unit != DateUnit::kDay) return;
  const bool has_bracket = WordAt(at) == DateWord::kOpen;
  bool is_old = false;
  const size_t end = EndOfStyle(has_bracket ? at + 1 : at, is_old);
  if (end == 0) {
    if (has_bracket) TakeOtherStyle(parsed);
    return;
  }
  if (!has_bracket) {
    if (TextAt(at).front() != 'O' && TextAt(at).front() != 'N') return;
    parsed.point.old_style |= is_old;
    parsed.end = end;
  } else if (WordAt(end) == DateWord::kClose) {
    parsed.point.old_style |= is_old;
    parsed.end = end + 1;
  } else if (is_old) {
    // "7 November [O.S. 25 October] 1917": the day before the bracket is in the new style.
    size_t close = end;
    while (close < end + 6 && WordAt(close) != DateWord::kClose && WordAt(close) != DateWord::kNone) ++close;
    if (WordAt(close) != DateWord::kClose || close == end) return;
    const size_t first = tokens_.At(end).begin;
    parsed.grounds.Add(Sureness::kSure,
                       fmt::format("in the new style; in the old style it is {}",
                                   tokens_.sentence().substr(first, tokens_.At(close - 1).end - first)));
    parsed.end = close + 1;
  }
}

// "5 March (18 March N.S.) 1917": what the bracket says of itself at its end, the day before it is not.
void DatePoints::TakeOtherStyle(ParsedPoint& parsed) const {
  constexpr size_t kMostWords = 8;
  const size_t first = parsed.end + 1;
  if (!DayNumberAt(first) && !MonthAt(first)) return;
  for (size_t at = first + 1; at < first + kMostWords && WordAt(at) != DateWord::kClose; ++at) {
    bool is_old = false;
    const size_t end = EndOfStyle(at, is_old);
    if (end == 0 || WordAt(end) != DateWord::kClose) continue;
    if (is_old) {
      const size_t begin = tokens_.At(first).begin;
      parsed.grounds.Add(Sureness::kSure,
                         fmt::format("in the new style; in the old style it is {}",
                                     tokens_.sentence().substr(begin, tokens_.At(at - 1).end - begin)));
    } else {
      parsed.point.old_style = true;
    }
    parsed.end = end + 1;
    return;
  }
}

void DatePoints::TakeTime(ParsedPoint& parsed) const {
  if (parsed.point.unit != DateUnit::kDay) return;
  size_t next = parsed.end;
  const bool has_mark = WordAt(next) == DateWord::kComma || WordAt(next) == DateWord::kDash;
  if (has_mark) ++next;
  const bool has_at = WordAt(next) == DateWord::kAt;
  if (has_at) ++next;
  if (WordAt(next) == DateWord::kNoon && !has_at && (!has_mark || WordAt(next - 1) != DateWord::kDash))
    return;
  const auto time = TimeAt(next);
  if (!time) return;
  // "4 May 2019 10:31:05 +0100" is of some zone.
  const bool is_digital = WordAt(time->end - 1) == DateWord::kNumber;
  if (is_digital && !has_at && (!has_mark || WordAt(time->end) == DateWord::kColon)) return;
  parsed.point.time = time->time;
  parsed.end = time->end;
}

std::optional<ParsedPoint> DatePoints::MonthFirstAt(size_t at) const {
  const auto month = MonthAt(at);
  if (!month) return std::nullopt;
  ParsedPoint parsed;
  parsed.point.unit = DateUnit::kMonth;
  parsed.point.month = month->month;
  parsed.end = month->end;

  size_t day_at = month->end;
  if (WordAt(day_at) == DateWord::kThe) ++day_at;
  std::optional<Number> day = DayNumberAt(day_at);
  if (!day || day_at != month->end) {
    const auto ordinal = OrdinalAt(day_at);
    day = ordinal && ordinal->value <= kLastDayNumber && (ordinal->end > day_at) ? ordinal : std::nullopt;
    if (day && WordAt(day_at) == DateWord::kOrdinal && day_at == month->end) day.reset();  // "October First"
  }
  const bool before_number = day && WordAt(day_at) == DateWord::kNumber;
  if (before_number) {
    const DateToken& next = tokens_.At(day->end);
    const DateToken& behind = tokens_.At(day->end + 1);
    const bool continues = !next.spaced && !behind.spaced && behind.word != DateWord::kNone;
    const bool is_fraction =
        continues && behind.word == DateWord::kNumber &&
        (next.word == DateWord::kStop || next.word == DateWord::kColon || next.word == DateWord::kSlash ||
         (next.word == DateWord::kComma && behind.digits == 3));
    const bool is_compound =
        continues && next.word == DateWord::kDash && next.value == 0 && behind.word == DateWord::kOther;
    if (is_fraction || is_compound || next.word == DateWord::kPercent) day.reset();
  }
  if (day) {
    parsed.point.unit = DateUnit::kDay;
    parsed.point.day = day->value;
    parsed.end = day->end;
  }
  TakeYear(parsed);
  const bool has_year = parsed.point.year || parsed.point.step;
  if (!day && !has_year) {
    // "October 45, 1939" is an error of the text, but no other date.
    const DateToken& number = tokens_.At(month->end);
    if (number.word == DateWord::kNumber && number.digits == 2 && number.suffix == DateToken::Suffix::kNone) {
      ParsedPoint impossible = parsed;
      impossible.point.unit = DateUnit::kDay;
      impossible.point.day = number.value;
      impossible.end = month->end + 1;
      TakeYear(impossible);
      if (impossible.point.year && number.value > kLastDayNumber) return impossible;
    }
    parsed.bare = true;
  }
  const bool is_word = month->may_be_a_word || (!tokens_.At(at).capital && !day && !has_year);
  if (is_word && !has_year) {
    const bool is_announced = day && at > 0 && WordAt(at - 1) == DateWord::kOn;
    if (!is_announced) return std::nullopt;
    if (month->may_be_a_word) {
      parsed.grounds.Add(Sureness::kUnsure, fmt::format("“{}” is written small", TextAt(at)));
    }
  }
  // "May 5 people enter?"
  const bool is_verb = (month->month == kMay || month->month == kMarch) && day && !has_year && at == 0 &&
                       NounAt(parsed.end) != Noun::kNone;
  if (is_verb) return std::nullopt;
  TakeTime(parsed);
  return parsed;
}

std::optional<ParsedPoint> DatePoints::DayFirstAt(size_t at) const {
  std::optional<Number> day = DayNumberAt(at);
  if (!day) {
    // A number that is too large is an error of the text if the rest is a date: "32 October 1939".
    const DateToken& token = tokens_.At(at);
    if (token.word == DateWord::kNumber && token.digits == 2 && token.suffix == DateToken::Suffix::kNone &&
        token.value > kLastDayNumber) {
      day = Number{.value = token.value, .end = at + 1};
    } else {
      day = OrdinalAt(at);
    }
  }
  if (!day || day->value == 0) return std::nullopt;
  const bool is_number = WordAt(at) == DateWord::kNumber;
  if (is_number && IsGlued(at, true)) return std::nullopt;
  const bool is_ordinal = !is_number || tokens_.At(at).suffix == DateToken::Suffix::kOrdinal;
  const bool has_day = is_ordinal && WordAt(day->end) == DateWord::kUnit && TextAt(day->end) == "day" &&
                       WordAt(day->end + 1) == DateWord::kOf;
  if (has_day) ++day->end;  // "the first day of May"
  const bool has_of = WordAt(day->end) == DateWord::kOf;
  if (!is_number && !has_of) return std::nullopt;  // "the second May crisis"
  if (has_of && !is_ordinal) return std::nullopt;
  size_t next = day->end + (has_of ? 1 : 0);
  ParsedPoint parsed;
  parsed.point.unit = DateUnit::kDay;
  parsed.point.day = day->value;

  if (has_of && IsStepOf(DateUnit::kMonth, next)) {
    const auto step = StepAt(next);
    if (!step) return std::nullopt;
    parsed.point.step = step->point.step;
    parsed.end = step->end;
    return parsed;
  }
  const auto month = MonthAt(next);
  if (!month) return std::nullopt;
  parsed.point.month = month->month;
  parsed.end = month->end;
  TakeYear(parsed);
  const bool has_year = parsed.point.year || parsed.point.step;
  if (month->may_be_a_word && !has_year) return std::nullopt;
  if (day->value > kLastDayNumber && !has_year) return std::nullopt;
  TakeTime(parsed);
  return parsed;
}

std::optional<ParsedPoint> DatePoints::SeasonAt(size_t at) const {
  const DateToken& season = tokens_.At(at);
  ParsedPoint parsed;
  parsed.point.unit = DateUnit::kSeason;
  parsed.point.month = season.value;
  parsed.end = at + 1;
  size_t next = at + 1;
  if (WordAt(next) == DateWord::kComma || WordAt(next) == DateWord::kOf) ++next;
  if (auto year = YearAt(next, Lead::kTime)) {
    parsed.point.year = year->point.year;
    parsed.end = year->end;
    parsed.grounds.Add(year->grounds.sureness, year->grounds.reason);
    constexpr int kWinter = 24;
    if (season.value == kWinter) {
      const DateToken& second = tokens_.At(year->end + 1);
      const bool is_pair = (WordAt(year->end) == DateWord::kDash || WordAt(year->end) == DateWord::kSlash) &&
                           second.word == DateWord::kNumber && second.suffix == DateToken::Suffix::kNone;
      const int after = *year->point.year + 1;
      if (is_pair && ((second.digits == 2 && second.value == after % 100) || second.value == after)) {
        parsed.point.next_year = true;
        parsed.end = year->end + 2;
      } else {
        parsed.grounds.Add(Sureness::kLikely, "read as the winter that begins in that year");
      }
    }
    return parsed;
  }
  if (IsStepOf(DateUnit::kYear, next)) {
    if (const auto step = StepAt(next)) {
      parsed.point.step = step->point.step;
      parsed.end = step->end;
      return parsed;
    }
  }
  // "the fall of Paris", "Winter Palace", "spring water"
  if (season.capital || WordAt(at + 1) == DateWord::kOf) return std::nullopt;
  parsed.bare = true;
  return parsed;
}

}  // namespace casus::text
