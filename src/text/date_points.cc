#include "text/date_points.h"

// Dates in numbers alone, and what is made of one time: a part of it, about it, with its weekday; and steps from
// another that take no number of units.

namespace casus::text {

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
        parsed.grounds.Add(Sureness::kSure, "its time is of another zone and left out");
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
    parsed.grounds.Add(Sureness::kLikely, "read as year and month");
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
  if (is_short) parsed.grounds.Add(Sureness::kUnsure, "its century is not told");
  parsed.point = day_may_be_first ? read(second.value, first.value) : read(first.value, second.value);
  if (day_may_be_first && month_may_be_first && first.value != second.value) {
    parsed.other = read(first.value, second.value);
    parsed.grounds.Add(Sureness::kUnsure, "day and month may stand in either order");
  } else if (sign.word == DateWord::kStop && first.value <= 12 && first.value != second.value) {
    parsed.grounds.Add(Sureness::kLikely, "between full stops the day stands first");
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
      if (token.plural || TextAt(next) == "fortnight") return std::nullopt;
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

std::optional<ParsedPoint> DatePoints::NthWeekdayAt(size_t at) const {
  constexpr int kMostWeeks = 5;
  const bool is_last = WordAt(at) == DateWord::kLast;
  const auto ordinal = is_last ? Number{.value = -1, .end = at + 1} : OrdinalAt(at);
  if (!ordinal || ordinal->value > kMostWeeks || WordAt(ordinal->end) != DateWord::kWeekday)
    return std::nullopt;
  const size_t link = ordinal->end + 1;
  if (WordAt(link) != DateWord::kOf && WordAt(link) != DateWord::kIn) return std::nullopt;
  auto parsed = MonthFirstAt(link + 1);
  if (!parsed || parsed->point.unit != DateUnit::kMonth || parsed->point.step) return std::nullopt;
  parsed->point.weekday = static_cast<base::Weekday>(tokens_.At(ordinal->end).value);
  parsed->point.nth_weekday = ordinal->value;
  parsed->bare = false;
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
    case DateWord::kLatter:
      return PartAt(at, depth);
    case DateWord::kLast:
      if (auto nth = NthWeekdayAt(at)) return nth;
      return PartAt(at, depth);
    case DateWord::kOrdinal:
    case DateWord::kCardinal:
      if (auto nth = NthWeekdayAt(at)) return nth;
      if (auto part = PartAt(at, depth)) return part;
      if (auto day = DayFirstAt(at)) return day;
      return CenturyAt(at);
    case DateWord::kNumber:
      if (auto numeric = NumericAt(at)) return numeric;
      if (tokens_.At(at).suffix == DateToken::Suffix::kOrdinal) {
        if (auto nth = NthWeekdayAt(at)) return nth;
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
