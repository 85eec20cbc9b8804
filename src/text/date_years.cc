#include <fmt/format.h>

#include <string_view>

#include "text/date_points.h"
#include "text/function_words.h"

// Years, decades and centuries.
//
// A number of four digits may be a year or count something. What decides stands next to it: before it "in",
// "since" or an article, "page" or "some"; behind it the noun that it would count. "In 1939" is a year, "2000
// troops" and "No. 1940" are none, "in 1500 villages" may be either and is said to be unsure. A number of
// hundreds is more likely a count than any other. Without any word for or against it, a number from 1000 to 2100
// is likely a year, since prose writes larger counts with commas.

namespace casus::text {

namespace {

bool IsSmall(const DateToken& token, std::string_view text) {
  return !token.capital && !text.empty() && text.front() >= 'a' && text.front() <= 'z';
}

}  // namespace

DatePoints::Noun DatePoints::NounAt(size_t at) const {
  const DateToken& token = tokens_.At(at);
  if (token.word == DateWord::kCounted) return Noun::kCounted;
  if (token.word == DateWord::kUnit && token.plural) return Noun::kCounted;
  if (token.word != DateWord::kOther) return Noun::kNone;
  const std::string_view text = TextAt(at);
  if (!IsSmall(token, text) || text.size() < 4 || text.back() != 's') return Noun::kNone;
  // "crisis", "congress", "census" are one thing.
  const char before = text[text.size() - 2];
  return before == 's' || before == 'u' || before == 'i' ? Noun::kNone : Noun::kPlural;
}

// "1160 (1998)", as resolutions are numbered
bool DatePoints::IsNumberOfYear(size_t at) const {
  const DateToken& year = tokens_.At(at + 2);
  return WordAt(at + 1) == DateWord::kOpen && year.word == DateWord::kNumber && year.digits == 4 &&
         WordAt(at + 3) == DateWord::kClose;
}

// Where the noun would stand that a number counts: behind the second of two, "between 300 and 500 men".
size_t DatePoints::NounOf(size_t number) const {
  const DateWord link = WordAt(number + 1);
  const DateToken& second = tokens_.At(number + 2);
  const bool is_range = (link == DateWord::kAnd || link == DateWord::kTo || link == DateWord::kOr) &&
                        second.word == DateWord::kNumber && second.suffix == DateToken::Suffix::kNone &&
                        second.value > tokens_.At(number).value;
  return is_range ? number + 3 : number + 1;
}

// The "1199" of "resolutions 1160 and 1199": a plural numbers all of them.
bool DatePoints::IsNumberedBehind(size_t at) const {
  constexpr int kMostNumbers = 3;
  size_t i = at;
  for (int count = 0; count < kMostNumbers && i > 2 && WordAt(i - 2) == DateWord::kNumber; ++count) {
    if (WordAt(i - 1) != DateWord::kAnd && WordAt(i - 1) != DateWord::kOr &&
        WordAt(i - 1) != DateWord::kComma)
      return false;
    i -= 2;
    if (WordAt(i - 1) == DateWord::kNumbered) return TextAt(i - 1).ends_with('s') || TextAt(i - 1) == "pp";
  }
  return false;
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
      if (at > 2 && WordAt(at - 2) == DateWord::kForce) {  // "a small force of 1500", but "the army of 1812"
        reject = WordAt(at - 3) == DateWord::kA || (at > 3 && WordAt(at - 4) == DateWord::kA);
      }
      return Lead::kTime;
    case DateWord::kAnd:
    case DateWord::kOr:
    case DateWord::kComma:
      reject = IsNumberedBehind(at);
      return Lead::kNone;
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
  const bool has_year_behind = WordAt(at + 1) == DateWord::kAnd || WordAt(at + 1) == DateWord::kOr;
  if (has_year_behind && lead != Lead::kDate) {
    // "in 264 and 241 BC"
    const DateToken& second = tokens_.At(at + 2);
    const auto era =
        second.word == DateWord::kNumber && second.value < token.value ? EraAt(at + 3) : std::nullopt;
    if (era && era->value < 0) {
      parsed.point.year = 1 - token.value;
      parsed.end = at + 1;
      parsed.grounds.Add(Sureness::kLikely, "its era is that of the next");
      return parsed;
    }
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

  const size_t noun_at = NounOf(at);
  const Noun noun = NounAt(noun_at);
  if (lead != Lead::kDate && WordAt(at + 1) == DateWord::kUnit) return std::nullopt;  // "in 200 days"
  const bool is_numbered = IsNumberOfYear(at);
  if (is_numbered && lead != Lead::kDate && found != Lead::kTime) return std::nullopt;
  const bool is_round = token.value % 100 == 0;
  const auto counts = [&](Sureness sureness) {
    parsed.grounds.Add(sureness, fmt::format("it may count the “{}”", TextAt(noun_at)));
  };
  const auto is_a_number = [&](Sureness sureness) {
    parsed.grounds.Add(sureness, "only a number, which stands like a year");
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
      if (is_round && at > 1 && WordAt(at - 1) == DateWord::kOf && WordAt(at - 2) == DateWord::kForce)
        is_a_number(Sureness::kUnsure);
      if (is_numbered) is_a_number(Sureness::kUnsure);
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
    // "The 1200 came home."
    const DateWord behind = WordAt(at + 1);
    const bool has_verb =
        (behind == DateWord::kOther || behind == DateWord::kFunction) && IsFunctionWord(TextAt(at + 1));
    if (before == DateWord::kThe && has_verb) is_a_number(Sureness::kUnsure);
    return parsed;
  }
  if (is_bracketed) return parsed;
  if (noun != Noun::kNone) return std::nullopt;
  is_a_number(is_round ? Sureness::kUnsure : Sureness::kLikely);
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

}  // namespace casus::text
