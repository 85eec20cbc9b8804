#include "text/date_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace casus::text {

namespace {

constexpr int kLastDayNumber = 31;
constexpr int kFirstPlainYear = 1000;
constexpr int kLastPlainYear = 2100;
constexpr int kLastYearInWords = 2999;  // of a year where nothing else is expected
constexpr int kMay = 5;
constexpr int kMarch = 3;

bool IsSmall(const DateToken& token, std::string_view text) {
  return !token.capital && !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

void Weaken(ParsedPoint& parsed, Sureness sureness, std::string_view reason) {
  parsed.sureness = std::max(parsed.sureness, sureness);
  if (!parsed.reason.empty()) parsed.reason += "; ";
  parsed.reason += reason;
}

}  // namespace

bool DatePoints::IsGlued(size_t at, bool may_end_span) const {
  const DateToken& token = tokens_.At(at);
  if (!token.spaced && at > 0) {
    const DateToken& before = tokens_.At(at - 1);
    const bool after_number = at > 1 && WordAt(at - 2) == DateWord::kNumber && !before.spaced;
    switch (before.word) {
      case DateWord::kComma:
      case DateWord::kStop:
      case DateWord::kColon:
        if (after_number) return true;
        break;
      case DateWord::kDash:
        if (after_number && !may_end_span) return true;
        break;
      case DateWord::kSlash:
        if (after_number && may_end_span) break;
        return true;
      case DateWord::kNumberSign:
      case DateWord::kSign:
      case DateWord::kPercent:
        return TextAt(at - 1) != "*";
      default:
        break;
    }
  }
  const DateToken& next = tokens_.At(at + 1);
  const DateToken& behind = tokens_.At(at + 2);
  if (next.word == DateWord::kPercent) return true;
  if (next.spaced || behind.spaced) return false;
  switch (next.word) {
    case DateWord::kComma:
    case DateWord::kStop:
    case DateWord::kColon:
      return behind.word == DateWord::kNumber;
    case DateWord::kSlash:  // but for "1939/40"
      return behind.word == DateWord::kNumber &&
             (token.digits != 4 || (behind.digits != 2 && behind.digits != 4));
    case DateWord::kDash:
      return next.value == 0 && behind.word == DateWord::kOther;
    default:
      return false;
  }
}

std::optional<DatePoints::Number> DatePoints::OrdinalAt(size_t at) const {
  const DateToken& token = tokens_.At(at);
  if (token.word == DateWord::kNumber && token.suffix == DateToken::Suffix::kOrdinal && token.digits <= 2) {
    return Number{.value = token.value, .end = at + 1};
  }
  if (token.word == DateWord::kOrdinal) return Number{.value = token.value, .end = at + 1};
  const DateToken& unit = tokens_.At(at + 2);
  if (token.word == DateWord::kCardinal && token.value >= 20 && WordAt(at + 1) == DateWord::kDash &&
      unit.word == DateWord::kOrdinal && unit.value < 10) {
    return Number{.value = token.value + unit.value, .end = at + 3};
  }
  return std::nullopt;
}

std::optional<DatePoints::Number> DatePoints::CardinalAt(size_t at) const {
  const DateToken& token = tokens_.At(at);
  if (token.word == DateWord::kNumber && token.suffix == DateToken::Suffix::kNone && token.digits <= 4 &&
      !IsGlued(at)) {
    return Number{.value = token.value, .end = at + 1};
  }
  if (token.word != DateWord::kCardinal) return std::nullopt;
  const DateToken& unit = tokens_.At(at + 2);
  if (token.value >= 20 && WordAt(at + 1) == DateWord::kDash && unit.word == DateWord::kCardinal &&
      unit.value < 10) {
    return Number{.value = token.value + unit.value, .end = at + 3};
  }
  return Number{.value = token.value, .end = at + 1};
}

std::optional<DatePoints::Number> DatePoints::DayNumberAt(size_t at) const {
  const DateToken& token = tokens_.At(at);
  const bool fits = token.word == DateWord::kNumber && token.digits <= 2 && token.value >= 1 &&
                    (token.suffix == DateToken::Suffix::kNone || token.suffix == DateToken::Suffix::kOrdinal);
  if (!fits || token.value > kLastDayNumber) return std::nullopt;
  return Number{.value = token.value, .end = at + 1};
}

// "BC" in capitals, or its letters with full stops.
std::optional<DatePoints::Number> DatePoints::EraAt(size_t at) const {
  const DateToken& token = tokens_.At(at);
  if (token.word == DateWord::kBc && token.capital) return Number{.value = -1, .end = at + 1};
  if (token.word == DateWord::kAd && token.capital) return Number{.value = 1, .end = at + 1};
  const std::string_view first = TextAt(at);
  const std::string_view second = TextAt(at + 2);
  const bool is_bc = first == "B" && second == "C";
  const bool is_ad = (first == "A" && second == "D") || (first == "C" && second == "E");
  if ((!is_bc && !is_ad) || WordAt(at + 1) != DateWord::kStop) return std::nullopt;
  size_t end = at + 3;
  if (WordAt(end) == DateWord::kStop && !tokens_.At(end).spaced) ++end;
  if (is_bc && TextAt(end) == "E" && WordAt(end - 1) == DateWord::kStop) {
    ++end;
    if (WordAt(end) == DateWord::kStop && !tokens_.At(end).spaced) ++end;
  }
  return Number{.value = is_bc ? -1 : 1, .end = end};
}

std::optional<DatePoints::Time> DatePoints::TimeAt(size_t at) const {
  if (WordAt(at) == DateWord::kNoon) return Time{.time = {.hour = 12}, .end = at + 1};
  const DateToken& token = tokens_.At(at);
  if (token.word != DateWord::kNumber || token.digits > 2 || token.suffix != DateToken::Suffix::kNone) {
    return std::nullopt;
  }
  Time parsed{.time = {.hour = token.value}, .end = at + 1};
  const DateToken& minutes = tokens_.At(at + 2);
  const bool has_minutes = WordAt(at + 1) == DateWord::kColon && minutes.word == DateWord::kNumber &&
                           minutes.digits == 2 && minutes.suffix == DateToken::Suffix::kNone &&
                           !minutes.spaced;
  if (has_minutes) {
    parsed.time.minute = minutes.value;
    parsed.end = at + 3;
  }
  const std::string_view letter = TextAt(parsed.end);
  const bool is_dotted = (letter == "a" || letter == "p") && WordAt(parsed.end + 1) == DateWord::kStop &&
                         WordAt(parsed.end + 2) == DateWord::kCounted && TextAt(parsed.end + 2) == "m";
  const bool is_morning = WordAt(parsed.end) == DateWord::kMorningHours || (is_dotted && letter == "a");
  const bool is_evening = WordAt(parsed.end) == DateWord::kEveningHours || (is_dotted && letter == "p");
  if (is_morning || is_evening) {
    if (token.value < 1 || token.value > 12) return std::nullopt;
    parsed.time.hour = token.value % 12 + (is_evening ? 12 : 0);
    parsed.end += is_dotted ? 3 : 1;
    if (is_dotted && WordAt(parsed.end) == DateWord::kStop && !tokens_.At(parsed.end).spaced) ++parsed.end;
  } else if (!has_minutes) {
    return std::nullopt;
  }
  if (!base::IsValid(parsed.time)) return std::nullopt;
  return parsed;
}

DatePoints::Noun DatePoints::NounAt(size_t at) const {
  const DateToken& token = tokens_.At(at);
  if (token.word == DateWord::kCounted) return Noun::kCounted;
  if (token.word != DateWord::kOther) return Noun::kNone;
  const std::string_view text = TextAt(at);
  if (!IsSmall(token, text) || text.size() < 4 || text.back() != 's') return Noun::kNone;
  // "crisis", "congress", "census" are one thing.
  const char before = text[text.size() - 2];
  return before == 's' || before == 'u' || before == 'i' ? Noun::kNone : Noun::kPlural;
}

// What the token before a number makes of it.
DatePoints::Lead DatePoints::LeadBefore(size_t at, bool& reject) const {
  reject = false;
  if (at == 0) return Lead::kNone;
  const DateToken& before = tokens_.At(at - 1);
  switch (before.word) {
    case DateWord::kIn:
    case DateWord::kSince:
    case DateWord::kUntil:
    case DateWord::kBy:
    case DateWord::kBefore:
    case DateWord::kAfter:
    case DateWord::kFrom:
    case DateWord::kDuring:
    case DateWord::kBetween:
    case DateWord::kSeason:
    case DateWord::kCirca:
      return Lead::kTime;
    case DateWord::kUnit:
      if (static_cast<DateUnit>(before.value) == DateUnit::kYear) return Lead::kTime;
      return Lead::kNone;
    case DateWord::kFunction: {
      // "as early as 1939"
      const DateWord second = at > 1 ? WordAt(at - 2) : DateWord::kNone;
      return second == DateWord::kEarly || second == DateWord::kLate ? Lead::kTime : Lead::kNone;
    }
    case DateWord::kOf:
      reject = at > 1 && WordAt(at - 2) == DateWord::kAmount;
      return Lead::kTime;
    case DateWord::kStop:
      reject = at > 1 && (WordAt(at - 2) == DateWord::kNumbered || WordAt(at - 2) == DateWord::kNo);
      return Lead::kNone;
    case DateWord::kNumbered:
    case DateWord::kAmount:
    case DateWord::kNumberSign:
    case DateWord::kAt:
    case DateWord::kFew:
    case DateWord::kThan:
    case DateWord::kAbout:
    case DateWord::kNo:
      reject = true;
      return Lead::kNone;
    default:
      return Lead::kNone;
  }
}

std::optional<ParsedPoint> DatePoints::YearAt(size_t at, Lead lead) const {
  ParsedPoint parsed;
  parsed.point.unit = DateUnit::kYear;
  if (const auto era = EraAt(at); era && era->value == 1) {
    const DateToken& number = tokens_.At(era->end);
    if (number.word != DateWord::kNumber || number.digits > 4 || number.value == 0 ||
        number.suffix != DateToken::Suffix::kNone) {
      return std::nullopt;
    }
    parsed.point.year = number.value;
    parsed.end = era->end + 1;
    return parsed;
  }
  const DateToken& token = tokens_.At(at);
  if (token.word == DateWord::kCardinal && lead == Lead::kDate) {
    const auto words = YearInWordsAt(at);
    if (!words) return std::nullopt;
    parsed.point.year = words->value;
    parsed.end = words->end;
    return parsed;
  }
  if (token.word != DateWord::kNumber || token.digits > 4 || token.value == 0 ||
      token.suffix != DateToken::Suffix::kNone) {
    return std::nullopt;
  }
  if (const auto era = EraAt(at + 1)) {
    parsed.point.year = era->value > 0 ? token.value : 1 - token.value;
    parsed.end = era->end;
    return parsed;
  }
  if (token.digits < 3 || token.value < 100 || token.value > kLastYearInWords ||
      IsGlued(at, lead == Lead::kDate))
    return std::nullopt;
  bool reject = false;
  const Lead found = LeadBefore(at, reject);
  if (lead == Lead::kNone) {
    if (reject) return std::nullopt;
    lead = found;
  }
  parsed.point.year = token.value;
  parsed.end = at + 1;

  const Noun noun = NounAt(at + 1);
  const bool is_round = token.value % 100 == 0;
  const auto counts = [&](Sureness sureness) {
    Weaken(parsed, sureness, fmt::format("it may count the “{}”", TextAt(at + 1)));
  };
  const auto is_a_number = [&](Sureness sureness) {
    Weaken(parsed, sureness, "only a number, which stands like a year");
  };
  if (lead != Lead::kDate && (token.digits < 4 || token.value > kLastPlainYear)) {
    if (lead != Lead::kTime || noun != Noun::kNone || token.digits > 3) return std::nullopt;
    is_a_number(Sureness::kUnsure);
    return parsed;
  }
  switch (lead) {
    case Lead::kDate:
      if (noun == Noun::kCounted && is_round) return std::nullopt;
      if (noun == Noun::kCounted) counts(Sureness::kLikely);
      if (noun == Noun::kPlural && is_round) counts(Sureness::kUnsure);
      return parsed;
    case Lead::kTime:
      if (noun == Noun::kCounted && (is_round || WordAt(at - 1) == DateWord::kOf)) return std::nullopt;
      if (noun == Noun::kCounted || (noun == Noun::kPlural && is_round)) counts(Sureness::kUnsure);
      return parsed;
    case Lead::kAbout:
      if (noun != Noun::kNone) return std::nullopt;
      is_a_number(Sureness::kLikely);
      return parsed;
    case Lead::kNone:
      break;
  }
  const DateWord before = at > 0 ? WordAt(at - 1) : DateWord::kNone;
  const bool is_attribute = before == DateWord::kThe || before == DateWord::kA || before == DateWord::kThis ||
                            before == DateWord::kThat || before == DateWord::kEarly ||
                            before == DateWord::kLate;
  const bool is_bracketed =
      before == DateWord::kOpen && (WordAt(at + 1) == DateWord::kClose || WordAt(at + 1) == DateWord::kComma);
  if (is_attribute) {
    if (noun == Noun::kCounted) return std::nullopt;
    if (noun == Noun::kPlural && is_round) counts(Sureness::kUnsure);
    return parsed;
  }
  if (is_bracketed) return parsed;
  if (noun != Noun::kNone) return std::nullopt;
  is_a_number(is_round ? Sureness::kUnsure : Sureness::kLikely);
  return parsed;
}

// As treaties are dated: "one thousand nine hundred and twenty", "nineteen hundred and twenty", "two thousand
// and seven".
std::optional<DatePoints::Number> DatePoints::YearInWordsAt(size_t at) const {
  Number year{.end = at};
  const auto take = [&](std::string_view unit, int factor) {
    const auto count = CardinalAt(year.end);
    if (!count || TextAt(count->end) != unit) return;
    year.value += count->value * factor;
    year.end = count->end + 1;
  };
  take("thousand", 1000);
  take("hundred", 100);
  if (year.end == at) return std::nullopt;
  const size_t next = year.end + (WordAt(year.end) == DateWord::kAnd ? 1 : 0);
  if (WordAt(next) == DateWord::kCardinal) {
    const auto rest = CardinalAt(next);
    // "nineteen hundred twenty one" without its hyphen
    const DateToken& ones = tokens_.At(rest->end);
    const bool has_ones =
        rest->value >= 20 && rest->end == next + 1 && ones.word == DateWord::kCardinal && ones.value < 10;
    year.value += rest->value + (has_ones ? ones.value : 0);
    year.end = rest->end + (has_ones ? 1 : 0);
  }
  if (year.value < kFirstPlainYear || year.value > kLastYearInWords) return std::nullopt;
  return year;
}

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
    if (!year->reason.empty()) Weaken(parsed, year->sureness, year->reason);
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
  if (end == 0) return;
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
    Weaken(parsed, Sureness::kSure,
           fmt::format("in the new style; in the old style it is {}",
                       tokens_.sentence().substr(first, tokens_.At(close - 1).end - first)));
    parsed.end = close + 1;
  }
}

void DatePoints::TakeTime(ParsedPoint& parsed) const {
  if (parsed.point.unit != DateUnit::kDay) return;
  size_t next = parsed.end;
  if (WordAt(next) == DateWord::kComma) ++next;
  if (WordAt(next) != DateWord::kAt) return;
  if (const auto time = TimeAt(next + 1)) {
    parsed.point.time = time->time;
    parsed.end = time->end;
  }
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
      Weaken(parsed, Sureness::kUnsure, fmt::format("“{}” is written small", TextAt(at)));
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
    if (!year->reason.empty()) Weaken(parsed, year->sureness, year->reason);
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
        Weaken(parsed, Sureness::kLikely, "read as the winter that begins in that year");
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

std::optional<ParsedPoint> DatePoints::CenturyAt(size_t at) const {
  const auto ordinal = OrdinalAt(at);
  constexpr int kLastCentury = 30;
  if (!ordinal || ordinal->value < 1 || ordinal->value > kLastCentury) return std::nullopt;
  const auto is_century = [&](size_t i) {
    return WordAt(i) == DateWord::kUnit && static_cast<DateUnit>(tokens_.At(i).value) == DateUnit::kCentury;
  };
  const auto skip_hyphen = [&](size_t i) { return WordAt(i) == DateWord::kDash ? i + 1 : i; };
  ParsedPoint parsed;
  parsed.point.unit = DateUnit::kCentury;
  parsed.end = ordinal->end;
  int era = 1;
  if (const size_t word = skip_hyphen(ordinal->end); is_century(word)) {
    parsed.end = word + 1;
    if (const auto found = EraAt(parsed.end)) {
      era = found->value;
      parsed.end = found->end;
    }
  } else {
    // "the late 16th and early 17th centuries": the word stands behind the last of them.
    size_t next = ordinal->end;
    bool found = false;
    for (int i = 0; i < 3 && !found; ++i) {
      const DateWord sign = WordAt(next);
      if (sign != DateWord::kAnd && sign != DateWord::kOr && sign != DateWord::kTo &&
          sign != DateWord::kDash && sign != DateWord::kComma) {
        return std::nullopt;
      }
      ++next;
      for (int j = 0; j < 4; ++j) {
        const DateWord between = WordAt(next);
        if (between != DateWord::kThe && between != DateWord::kEarly && between != DateWord::kLate &&
            between != DateWord::kMid && between != DateWord::kDash && between != DateWord::kAnd) {
          break;
        }
        ++next;
      }
      const auto other = OrdinalAt(next);
      if (!other) return std::nullopt;
      next = other->end;
      const size_t behind = skip_hyphen(next);
      if (!is_century(behind)) continue;
      found = true;
      if (const auto found_era = EraAt(behind + 1)) era = found_era->value;
    }
    if (!found) return std::nullopt;
  }
  parsed.point.year = era * ordinal->value;
  return parsed;
}

std::optional<ParsedPoint> DatePoints::DecadeAt(size_t at) const {
  ParsedPoint parsed;
  parsed.point.unit = DateUnit::kDecade;
  parsed.end = at + 1;
  const DateToken& token = tokens_.At(at);
  const DateWord before = at > 0 ? WordAt(at - 1) : DateWord::kNone;
  const bool is_named = before == DateWord::kThe || before == DateWord::kEarly || before == DateWord::kLate ||
                        before == DateWord::kMid ||
                        (before == DateWord::kDash && at > 1 && WordAt(at - 2) == DateWord::kMid);
  if (token.word == DateWord::kDecadeName) {
    if (!is_named) return std::nullopt;
    parsed.point.year = token.value;
    parsed.point.two_digits = true;
    return parsed;
  }
  if (token.suffix == DateToken::Suffix::kNone) {
    // "1920's"
    const bool has_s = WordAt(at + 1) == DateWord::kApostrophe && TextAt(at + 2) == "s" &&
                       !tokens_.At(at + 1).spaced && !tokens_.At(at + 2).spaced && token.digits == 4;
    if (!has_s) return std::nullopt;
    parsed.end = at + 3;
  } else if (token.suffix != DateToken::Suffix::kS) {
    return std::nullopt;
  }
  if (token.value % 10 != 0) return std::nullopt;
  if (token.digits == 2 && (is_named || before == DateWord::kApostrophe)) {
    parsed.point.year = token.value;
    parsed.point.two_digits = true;
    return parsed;
  }
  if (token.digits < 3 || token.digits > 4 || token.value < 100 || token.value > kLastPlainYear)
    return std::nullopt;
  if (IsGlued(at) && parsed.end == at + 1) return std::nullopt;
  parsed.point.year = token.value;
  parsed.point.vague_century = token.value % 100 == 0;
  return parsed;
}

// Three numbers between hyphens, slashes or full stops; two of ISO 8601.
std::optional<ParsedPoint> DatePoints::NumericAt(size_t at) const {
  const DateToken& first = tokens_.At(at);
  const DateToken& sign = tokens_.At(at + 1);
  const DateToken& second = tokens_.At(at + 2);
  const bool has_sign = sign.word == DateWord::kSlash || sign.word == DateWord::kStop ||
                        (sign.word == DateWord::kDash && sign.value == 0);
  const auto is_number = [](const DateToken& token) {
    return token.word == DateWord::kNumber && token.suffix == DateToken::Suffix::kNone && !token.spaced;
  };
  if (!has_sign || sign.spaced || !is_number(second) || second.digits > 2 ||
      first.suffix != DateToken::Suffix::kNone) {
    return std::nullopt;
  }
  if (at > 0 && !first.spaced) {
    const DateWord before = WordAt(at - 1);
    const bool is_clean = before == DateWord::kOpen || before == DateWord::kQuote ||
                          before == DateWord::kApostrophe ||
                          (before == DateWord::kDash && tokens_.At(at - 1).value == 1);
    if (!is_clean) return std::nullopt;
  }
  ParsedPoint parsed;
  const DateToken& third = tokens_.At(at + 4);
  const bool has_third = WordAt(at + 3) == sign.word && tokens_.At(at + 3).value == sign.value &&
                         !tokens_.At(at + 3).spaced && is_number(third);
  const DateToken& behind = tokens_.At(at + 5);
  const bool goes_on = has_third && !behind.spaced && tokens_.At(at + 6).word == DateWord::kNumber &&
                       !tokens_.At(at + 6).spaced && (behind.word == sign.word);
  if (goes_on) return std::nullopt;

  if (first.digits == 4 && has_third && third.digits <= 2) {
    if (second.value < 1 || second.value > 12 || third.value < 1 || third.value > kLastDayNumber)
      return std::nullopt;
    parsed.point.year = first.value;
    parsed.point.month = second.value;
    parsed.point.day = third.value;
    parsed.end = at + 5;
    // "T18:00", and perhaps a zone
    const std::string_view hour = TextAt(at + 5);
    const DateToken& minute = tokens_.At(at + 7);
    if (!behind.spaced && hour.size() == 3 && hour.front() == 'T' && WordAt(at + 6) == DateWord::kColon &&
        minute.word == DateWord::kNumber && minute.digits == 2 && hour[2] >= '0' && hour[2] <= '9') {
      const base::TimeOfDay time{.hour = (hour[1] - '0') * 10 + (hour[2] - '0'), .minute = minute.value};
      parsed.end = at + 8;
      if (WordAt(parsed.end) == DateWord::kColon && WordAt(parsed.end + 1) == DateWord::kNumber)
        parsed.end += 2;
      const bool has_zone =
          tokens_.At(parsed.end - 1).suffix != DateToken::Suffix::kNone ||
          (!tokens_.At(parsed.end).spaced && (TextAt(parsed.end) == "+" || TextAt(parsed.end) == "-"));
      if (has_zone) {
        Weaken(parsed, Sureness::kSure, "its time is of another zone and left out");
      } else if (base::IsValid(time)) {
        parsed.point.time = time;
      }
    }
    return parsed;
  }
  if (first.digits == 4 && !has_third && sign.word == DateWord::kDash && second.digits == 2) {
    bool reject = false;
    LeadBefore(at, reject);
    const bool is_span = second.value > first.value % 100;  // "1910-12"
    if (reject || is_span || second.value < 1 || second.value > 12 || first.value < kFirstPlainYear ||
        first.value > kLastPlainYear) {
      return std::nullopt;
    }
    parsed.point.unit = DateUnit::kMonth;
    parsed.point.year = first.value;
    parsed.point.month = second.value;
    parsed.end = at + 3;
    Weaken(parsed, Sureness::kLikely, "read as year and month");
    return parsed;
  }
  const bool is_short = third.digits == 2 && sign.word == DateWord::kSlash;
  if (!has_third || first.digits > 2 || first.value < 1 || second.value < 1 ||
      (third.digits != 4 && !is_short) || third.value == 0) {
    return std::nullopt;
  }
  const auto read = [&](int month, int day) {
    DatePoint point = parsed.point;
    point.year = third.value;
    point.two_digits = is_short;
    point.month = month;
    point.day = day;
    return point;
  };
  const bool day_may_be_first = first.value <= kLastDayNumber && second.value <= 12;
  const bool month_may_be_first =
      first.value <= 12 && second.value <= kLastDayNumber && sign.word != DateWord::kStop;
  if (!day_may_be_first && !month_may_be_first) return std::nullopt;
  parsed.end = at + 5;
  if (is_short) Weaken(parsed, Sureness::kUnsure, "its century is not told");
  parsed.point = day_may_be_first ? read(second.value, first.value) : read(first.value, second.value);
  if (day_may_be_first && month_may_be_first && first.value != second.value) {
    parsed.other = read(first.value, second.value);
    Weaken(parsed, Sureness::kUnsure, "day and month may stand in either order");
  } else if (sign.word == DateWord::kStop && first.value <= 12 && first.value != second.value) {
    Weaken(parsed, Sureness::kLikely, "between full stops the day stands first");
  }
  return parsed;
}

std::optional<ParsedPoint> DatePoints::AboutAt(size_t at, int depth) const {
  const bool is_circa = WordAt(at) == DateWord::kCirca;
  size_t next = at + 1;
  if (is_circa && WordAt(next) == DateWord::kStop) ++next;
  // "c" alone is a letter.
  if (is_circa && TextAt(at).size() < 3 && next == at + 1 && WordAt(next) != DateWord::kNumber)
    return std::nullopt;
  if (is_circa && tokens_.At(at).capital && at > 0) return std::nullopt;  // an initial
  if (WordAt(next) == DateWord::kThe) ++next;
  if (WordAt(next) == DateWord::kUnit && static_cast<DateUnit>(tokens_.At(next).value) == DateUnit::kYear)
    ++next;
  auto parsed = At(next, is_circa ? Lead::kTime : Lead::kAbout, depth - 1);
  if (!parsed || parsed->point.part != DatePart::kWhole || parsed->other) return std::nullopt;
  parsed->point.approximate = true;
  return parsed;
}

std::optional<ParsedPoint> DatePoints::WeekdayAt(size_t at, int depth) const {
  if (!tokens_.At(at).capital) return std::nullopt;
  size_t next = at + 1;
  if (WordAt(next) == DateWord::kComma) ++next;
  if (WordAt(next) == DateWord::kThe) ++next;
  auto parsed = At(next, Lead::kNone, depth - 1);
  if (!parsed || parsed->point.unit != DateUnit::kDay || parsed->point.day == 0 || parsed->point.weekday) {
    return std::nullopt;
  }
  parsed->point.weekday = static_cast<base::Weekday>(tokens_.At(at).value);
  return parsed;
}

std::optional<ParsedPoint> DatePoints::PartAt(size_t at, int depth) const {
  size_t next = at + 1;
  DatePart part = DatePart::kWhole;
  int index = 0;
  bool needs_of = false;
  switch (WordAt(at)) {
    case DateWord::kEarly:
      part = DatePart::kEarly;
      break;
    case DateWord::kLate:
      part = DatePart::kLate;
      break;
    case DateWord::kMid:
      part = DatePart::kMiddle;
      needs_of = TextAt(at).size() > 3;  // "the middle of"
      break;
    case DateWord::kBeginning:
      part = DatePart::kBegin;
      needs_of = true;
      break;
    case DateWord::kEnd:
      part = DatePart::kEnd;
      needs_of = true;
      break;
    default: {
      const auto ordinal = OrdinalAt(at);
      const bool is_last = WordAt(at) == DateWord::kLast || WordAt(at) == DateWord::kLatter;
      if (!ordinal && !is_last) return std::nullopt;
      next = ordinal ? ordinal->end : at + 1;
      const bool is_half = WordAt(next) == DateWord::kHalf;
      if (!is_half && WordAt(next) != DateWord::kQuarter) return std::nullopt;
      part = is_half ? DatePart::kHalf : DatePart::kQuarter;
      const int count = is_half ? 2 : 4;
      index = ordinal ? ordinal->value : count;
      if (index > count) return std::nullopt;
      ++next;
      needs_of = true;
    }
  }
  if (needs_of) {
    if (WordAt(next) != DateWord::kOf) return std::nullopt;
    ++next;
  } else if (WordAt(next) == DateWord::kDash || WordAt(next) == DateWord::kIn) {
    ++next;
  }
  std::optional<ParsedPoint> parsed;
  if (WordAt(next) == DateWord::kThat || WordAt(next) == DateWord::kThis || WordAt(next) == DateWord::kThe) {
    parsed = StepAt(next);
    if (!parsed && WordAt(next) == DateWord::kThe && needs_of && WordAt(next + 1) == DateWord::kUnit &&
        !tokens_.At(next + 1).plural) {
      // "the end of the year"
      const auto unit = static_cast<DateUnit>(tokens_.At(next + 1).value);
      if (unit == DateUnit::kYear || unit == DateUnit::kMonth) {
        parsed.emplace();
        parsed->point.unit = unit;
        parsed->point.step = DateStep{.unit = unit};
        parsed->end = next + 2;
      }
    }
    if (!parsed && WordAt(next) == DateWord::kThe) ++next;
  }
  if (!parsed) parsed = At(next, Lead::kTime, depth - 1);
  if (!parsed || parsed->other || parsed->point.part != DatePart::kWhole) return std::nullopt;
  const DateUnit unit = parsed->point.unit;
  if (unit == DateUnit::kDay || unit == DateUnit::kWeek) return std::nullopt;
  if (part == DatePart::kQuarter && unit != DateUnit::kYear && unit != DateUnit::kCentury)
    return std::nullopt;
  if (part == DatePart::kHalf && unit == DateUnit::kSeason) return std::nullopt;
  parsed->point.part = part;
  parsed->point.part_index = index;
  if (part == DatePart::kHalf && unit == DateUnit::kDecade)
    parsed->point.part = index == 1 ? DatePart::kEarly : DatePart::kLate;
  if (unit == DateUnit::kMonth) parsed->bare = false;
  return parsed;
}

std::optional<ParsedPoint> DatePoints::StepAt(size_t at) const {
  const bool has_the = WordAt(at) == DateWord::kThe;
  size_t next = has_the ? at + 1 : at;
  bool has_that = false;
  if (WordAt(next) == DateWord::kThat && !has_the) {
    has_that = true;
    ++next;
  }
  if (WordAt(next) == DateWord::kVery) ++next;
  ParsedPoint parsed;
  DateStep step;
  const DateWord word = WordAt(next);
  const bool is_same = word == DateWord::kSame;
  if (is_same || word == DateWord::kNext || word == DateWord::kPrevious || word == DateWord::kLast ||
      (word == DateWord::kThis && !has_the)) {
    ++next;
    step.amount = word == DateWord::kNext                                  ? 1
                  : word == DateWord::kPrevious || word == DateWord::kLast ? -1
                                                                           : 0;
    if (is_same && !has_the && !has_that) return std::nullopt;
    if (has_that && !is_same) return std::nullopt;
    if (word == DateWord::kLast && has_the) return std::nullopt;  // "the last year of the war"
    if (word == DateWord::kLast || word == DateWord::kThis) step.from = DateStep::From::kNow;
  } else if (!has_that && next == at + (has_the ? 1u : 0u)) {
    return std::nullopt;
  }
  const DateToken& token = tokens_.At(next);
  parsed.end = next + 1;
  const bool is_spoken = step.amount > 0 && !has_the && TextAt(next - 1).size() == 4;  // "next", as of now
  switch (token.word) {
    case DateWord::kUnit: {
      if (token.plural) return std::nullopt;
      parsed.point.unit = static_cast<DateUnit>(token.value);
      step.unit = parsed.point.unit;
      if (step.from == DateStep::From::kNow && word == DateWord::kThis && step.unit == DateUnit::kDay)
        return std::nullopt;
      if (word == DateWord::kLast && WordAt(next + 1) == DateWord::kOf) return std::nullopt;
      if (is_spoken && step.unit != DateUnit::kDay) step.from = DateStep::From::kNow;
      break;
    }
    case DateWord::kMonth:
    case DateWord::kSeason:
      if (token.word == DateWord::kMonth && !token.capital) return std::nullopt;
      if (has_that && token.word == DateWord::kMonth) return std::nullopt;         // "that October was cold"
      if (!has_the && word == DateWord::kNext && !is_spoken) return std::nullopt;  // "following October 10"
      // A month with a day or year of its own is not the next one.
      if (WordAt(next + 1) == DateWord::kNumber || WordAt(next + 1) == DateWord::kOf) return std::nullopt;
      parsed.point.unit = token.word == DateWord::kMonth ? DateUnit::kMonth : DateUnit::kSeason;
      parsed.point.month = token.value;
      step.unit = parsed.point.unit;
      if (is_spoken) step.from = DateStep::From::kNow;
      break;
    case DateWord::kWeekday:
      if (!token.capital || WordAt(next + 1) == DateWord::kMonth || WordAt(next + 2) == DateWord::kMonth) {
        return std::nullopt;  // of a date of its own
      }
      parsed.point.unit = DateUnit::kDay;
      parsed.point.weekday = static_cast<base::Weekday>(token.value);
      step.unit = DateUnit::kDay;
      if (is_spoken) step.from = DateStep::From::kNow;
      break;
    default:
      return std::nullopt;
  }
  parsed.point.step = step;
  return parsed;
}

std::optional<ParsedPoint> DatePoints::At(size_t at, Lead lead, int depth) const {
  if (depth < 0) return std::nullopt;
  switch (WordAt(at)) {
    case DateWord::kAbout:
    case DateWord::kCirca:
      return AboutAt(at, depth);
    case DateWord::kWeekday:
      return WeekdayAt(at, depth);
    case DateWord::kMonth:
    case DateWord::kMonthShort:
      return MonthFirstAt(at);
    case DateWord::kSeason:
      return SeasonAt(at);
    case DateWord::kDecadeName:
      return DecadeAt(at);
    case DateWord::kQuarterYear: {
      const size_t next = WordAt(at + 1) == DateWord::kOf ? at + 2 : at + 1;
      auto parsed = YearAt(next, Lead::kDate);
      if (!parsed) return std::nullopt;
      const int value = tokens_.At(at).value;
      constexpr int kFirstQuarter = 33;
      constexpr int kFirstHalf = 40;
      parsed->point.part = value < kFirstHalf ? DatePart::kQuarter : DatePart::kHalf;
      parsed->point.part_index = value - (value < kFirstHalf ? kFirstQuarter : kFirstHalf) + 1;
      return parsed;
    }
    case DateWord::kEarly:
    case DateWord::kLate:
    case DateWord::kMid:
    case DateWord::kBeginning:
    case DateWord::kEnd:
    case DateWord::kLast:
    case DateWord::kLatter:
      return PartAt(at, depth);
    case DateWord::kOrdinal:
    case DateWord::kCardinal:
      if (auto part = PartAt(at, depth)) return part;
      if (auto day = DayFirstAt(at)) return day;
      return CenturyAt(at);
    case DateWord::kNumber:
      if (auto numeric = NumericAt(at)) return numeric;
      if (tokens_.At(at).suffix == DateToken::Suffix::kOrdinal) {
        if (auto part = PartAt(at, depth)) return part;
        if (auto century = CenturyAt(at)) return century;
        return DayFirstAt(at);
      }
      if (tokens_.At(at).digits <= 2) {
        if (auto day = DayFirstAt(at)) return day;
      }
      if (auto decade = DecadeAt(at)) return decade;
      return YearAt(at, lead);
    default:
      return EraAt(at) ? YearAt(at, lead) : std::nullopt;
  }
}

}  // namespace casus::text
