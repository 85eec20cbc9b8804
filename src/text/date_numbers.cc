#include "text/date_points.h"

// Numbers, as dates use them: in digits or in words, of order or of count, and the times of a day.

namespace casus::text {

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
        if (may_end_span && (after_number || (at > 1 && WordAt(at - 2) == DateWord::kMonth))) break;
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
      return behind.word == DateWord::kNumber && WordAt(at + 3) != DateWord::kMonth &&
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
  if (token.word != DateWord::kNumber || token.suffix != DateToken::Suffix::kNone) return std::nullopt;
  if (token.digits == 4) {  // "0530 hours"
    const std::string_view unit = TextAt(at + 1);
    const base::TimeOfDay time = {.hour = token.value / 100, .minute = token.value % 100};
    if ((unit != "hours" && unit != "hrs") || !base::IsValid(time)) return std::nullopt;
    return Time{.time = time, .end = at + 2};
  }
  if (token.digits > 2) return std::nullopt;
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

}  // namespace casus::text
