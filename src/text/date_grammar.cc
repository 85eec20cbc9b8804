#include "text/date_grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/date_periods.h"

// Phrases are looked for from left to right, and the first rule that fits decides, the longer forms first.
// What a rule may read is bounded, so that the whole is linear. Where English is not clear, the rule says so in
// the reason of the phrase, or leaves the words alone: a date that is missed can be added by a reader, but one
// that is none has to be noticed first.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using Lead = DatePoints::Lead;

void Weaken(DatePhrase& phrase, Sureness sureness, std::string_view reason) {
  phrase.sureness = std::max(phrase.sureness, sureness);
  if (!phrase.reason.empty()) phrase.reason += "; ";
  phrase.reason += reason;
}

// Whether the second stands earlier in the year than the first.
bool IsEarlierInYear(const DatePoint& second, const DatePoint& first) {
  if (first.unit == DateUnit::kSeason || second.unit == DateUnit::kSeason) return second.month < first.month;
  return std::pair(second.month, second.day) <
         std::pair(first.month, first.month == second.month ? first.day : 0);
}

bool IsPlainYear(const DatePoint& point) {
  return point.unit == DateUnit::kYear && point.part == DatePart::kWhole && !point.step && !point.approximate;
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

DateGrammar::Found DateGrammar::Make(size_t at, const ParsedPoint& parsed) const {
  Found found;
  found.phrase.kind = parsed.other ? Kind::kEither : Kind::kPoint;
  found.phrase.point = parsed.point;
  if (parsed.other) found.phrase.other = *parsed.other;
  found.phrase.sureness = parsed.sureness;
  found.phrase.reason = parsed.reason;
  found.phrase.at.begin = tokens_.At(at).begin;
  found.end = parsed.end;
  return found;
}

bool DateGrammar::EndsClause(size_t at) const {
  switch (WordAt(at)) {
    case DateWord::kNone:
    case DateWord::kComma:
    case DateWord::kStop:
    case DateWord::kColon:
    case DateWord::kSemicolon:
    case DateWord::kDash:
    case DateWord::kClose:
    case DateWord::kOpen:
    case DateWord::kQuote:
    case DateWord::kAnd:
      return true;
    default:
      return false;
  }
}

// A month or season alone is one where a preposition lets it be: "in October", "by the summer".
bool DateGrammar::AnnouncesBare(size_t at) const {
  size_t i = at;
  const bool has_article = i > 0 && WordAt(i - 1) == DateWord::kThe;
  if (has_article) --i;
  switch (WordBefore(i)) {
    case DateWord::kIn:
    case DateWord::kBy:
    case DateWord::kSince:
    case DateWord::kUntil:
    case DateWord::kDuring:
      break;
    case DateWord::kOf:
      if (has_article) return false;
      break;
    default:
      return false;
  }
  return !has_article || tokens_.At(at).word == DateWord::kSeason;
}

bool DateGrammar::IsLinkedBy(size_t from, size_t to, DatePhrase::Link& link) const {
  constexpr size_t kMostBetween = 4;
  link = DatePhrase::Link::kNone;
  if (to < from || to - from > kMostBetween) return false;
  bool is_list = true;
  size_t signs = 0;
  for (size_t i = from; i < to; ++i) {
    switch (WordAt(i)) {
      case DateWord::kComma:
      case DateWord::kDash:
      case DateWord::kOpen:
        ++signs;
        if (WordAt(i) != DateWord::kComma) is_list = false;
        break;
      case DateWord::kAnd:
      case DateWord::kOr:
      case DateWord::kOn:
      case DateWord::kIn:
      case DateWord::kThe:
        break;
      default:
        return false;
    }
  }
  if (signs == 1 && to == from + 1) {
    link = DatePhrase::Link::kApposition;
  } else if (is_list && to > from) {
    link = DatePhrase::Link::kList;
  }
  return link != DatePhrase::Link::kNone;
}

DatePhrase::Weight DateGrammar::WeightOf(size_t at, const Found& found) const {
  using Weight = DatePhrase::Weight;
  const DatePhrase& phrase = found.phrase;
  if (tokens_.At(at).in_brackets) return Weight::kAside;
  if (phrase.point.unit == DateUnit::kDay || phrase.point.unit == DateUnit::kMonth ||
      phrase.point.unit == DateUnit::kSeason) {
    return Weight::kMention;
  }
  if (phrase.kind != Kind::kPoint) return Weight::kAside;
  switch (WordBefore(at)) {
    case DateWord::kNone:
      return Weight::kScene;
    case DateWord::kIn:
    case DateWord::kDuring:
      return WordBefore(at, 2) == DateWord::kNone ? Weight::kScene : Weight::kMention;
    case DateWord::kThe:
    case DateWord::kA:
    case DateWord::kOf:
    case DateWord::kAnd:
    case DateWord::kOr:
    case DateWord::kTo:
      return Weight::kAside;
    default:
      return Weight::kMention;
  }
}

std::optional<DateGrammar::Found> DateGrammar::Find(size_t at, const Found* previous) const {
  auto found = Parse(at, previous);
  if (!found) return std::nullopt;
  found->phrase.at.end = tokens_.At(found->end - 1).end;
  if (previous != nullptr) IsLinkedBy(previous->end, at, found->phrase.link);
  found->phrase.weight = WeightOf(at, *found);
  return found;
}

std::optional<DateGrammar::Found> DateGrammar::Parse(size_t at, const Found* previous) const {
  const DateToken& token = tokens_.At(at);
  if (token.may_be_period) {
    if (const auto match = MatchPeriod(tokens_, at)) {
      Found found;
      found.phrase.kind = Kind::kPeriod;
      found.phrase.period = match->period;
      found.phrase.at.begin = token.begin;
      found.end = match->end;
      return found;
    }
  }
  switch (token.word) {
    case DateWord::kFrom:
    case DateWord::kBetween:
      return SpanAt(at, at + 1);
    case DateWord::kBy:
    case DateWord::kSince:
    case DateWord::kUntil:
    case DateWord::kBefore:
    case DateWord::kAfter:
    case DateWord::kPrior:
    case DateWord::kUp:
    case DateWord::kNo:
    case DateWord::kNot:
      return SideAt(at);
    case DateWord::kToday:
      return NowAt(at);
    case DateWord::kThe:
      if (auto eve = EveAt(at + 1)) {
        eve->phrase.at.begin = token.begin;
        return eve;
      }
      if (auto distance = DistanceAt(at)) return distance;
      return StepAt(at);
    case DateWord::kNext:
    case DateWord::kPrevious:
    case DateWord::kThat:
    case DateWord::kThis:
      return StepAt(at);
    case DateWord::kLast:
      if (auto step = StepAt(at)) return step;
      return PointAt(at, previous);
    case DateWord::kEve:
      return EveAt(at);
    case DateWord::kTurn:
      return TurnAt(at);
    case DateWord::kA:
    case DateWord::kFew:
    case DateWord::kUnit:
      if (auto distance = DistanceAt(at)) return distance;
      return PointAt(at, previous);
    case DateWord::kCardinal:
      if (auto distance = DistanceAt(at)) return distance;
      return PointAt(at, previous);
    case DateWord::kNoon:
      return TimeFirstAt(at);
    case DateWord::kNumber:
      if (auto distance = DistanceAt(at)) return distance;
      if (auto time = TimeFirstAt(at)) return time;
      if (auto span = EraSpanAt(at)) return span;
      if (auto list = DayOfListAt(at)) return list;
      if (auto point = PointAt(at, previous)) return point;
      if (previous != nullptr) {
        if (auto day = DayBehindAt(at, *previous)) return day;
      }
      return DayAloneAt(at);
    case DateWord::kWeekday:
      if (auto point = PointAt(at, previous)) return point;
      if (token.capital && !tokens_.At(at + 1).capital && WordBefore(at) != DateWord::kEvery &&
          !(at > 0 && tokens_.At(at - 1).capital &&
            (WordBefore(at) == DateWord::kOther || WordBefore(at) == DateWord::kPeriod)) &&
          WordBefore(at) != DateWord::kA && WordBefore(at) != DateWord::kThe) {
        Found found;
        found.phrase.kind = Kind::kWeekday;
        found.phrase.point.weekday = static_cast<base::Weekday>(token.value);
        found.phrase.at.begin = token.begin;
        found.end = at + 1;
        return found;
      }
      return std::nullopt;
    case DateWord::kAd:
    case DateWord::kMonth:
    case DateWord::kMonthShort:
    case DateWord::kSeason:
    case DateWord::kDecadeName:
    case DateWord::kOrdinal:
    case DateWord::kQuarterYear:
    case DateWord::kEarly:
    case DateWord::kLate:
    case DateWord::kMid:
    case DateWord::kBeginning:
    case DateWord::kEnd:
    case DateWord::kLatter:
      return PointAt(at, previous);
    case DateWord::kAbout:
    case DateWord::kCirca:
      if (auto span = EraSpanAt(at + (WordAt(at + 1) == DateWord::kStop ? 2 : 1))) {
        span->phrase.at.begin = token.begin;
        span->phrase.point.approximate = true;
        span->phrase.other.approximate = true;
        return span;
      }
      return PointAt(at, previous);
    default:
      return std::nullopt;
  }
}

// "from … to …", "between … and …", with `first` the token behind the first word.
std::optional<DateGrammar::Found> DateGrammar::SpanAt(size_t at, size_t first) const {
  const bool is_between = WordAt(at) == DateWord::kBetween;
  const bool has_article = WordAt(first) == DateWord::kThe;
  if (has_article) ++first;
  std::optional<ParsedPoint> begin;
  // "between 10 and 12 October": the number is a day of the month that follows.
  if (const auto day = points_.DayNumberAt(first)) {
    const size_t next = day->end + (WordAt(day->end + 1) == DateWord::kThe ? 2 : 1);
    if (WordAt(day->end) == DateWord::kAnd || WordAt(day->end) == DateWord::kTo ||
        WordAt(day->end) == DateWord::kUntil || WordAt(day->end) == DateWord::kDash) {
      if (const auto end = points_.DayFirstAt(next)) {
        begin.emplace();
        begin->point = end->point;
        begin->point.day = day->value;
        begin->point.time.reset();
        begin->end = day->end;
      }
    }
  }
  if (auto span = EraSpanAt(first); span && !is_between) {
    span->phrase.at.begin = tokens_.At(at).begin;
    return span;
  }
  if (!begin) begin = points_.At(first, Lead::kTime);
  if (!begin) begin = points_.StepAt(first);
  if (!begin || begin->other) return std::nullopt;
  if (has_article && IsPlainYear(begin->point)) return std::nullopt;  // "from the 1920 treaty"
  if (auto span = SpanFrom(at, *begin, is_between)) {
    return span;
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
  if (WordAt(next) == DateWord::kThe) ++next;
  Found found = Make(at, begin);
  DatePhrase& phrase = found.phrase;
  phrase.kind = Kind::kSpan;
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
    phrase.sureness = Sureness::kSure;  // two years are no mere numbers
    phrase.reason.clear();
    phrase.other.unit = DateUnit::kYear;
    phrase.other.year = *begin.point.year / 100 * 100 + token.value;
    found.end = next + 1;
    if (is_slash) Weaken(phrase, Sureness::kLikely, "read as a span of years");
    if (is_hyphen && token.value <= 12) {
      Weaken(phrase, Sureness::kUnsure,
             fmt::format("it may be {} {}", base::MonthName(token.value), *begin.point.year));
    }
    return found;
  }
  // "October 30–31, 1939"
  if (begin.point.unit == DateUnit::kDay && begin.point.month != 0 && !is_slash) {
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
    phrase.sureness = Sureness::kSure;
    phrase.reason.clear();
  }
  if (!end->reason.empty()) Weaken(phrase, end->sureness, end->reason);
  if (is_slash) Weaken(phrase, Sureness::kLikely, "read as a span");
  ShareYear(phrase.point, phrase.other);
  if (!IsRising(phrase.point, phrase.other)) return std::nullopt;
  return found;
}

// "264–241 BC": the era stands behind the second number.
std::optional<DateGrammar::Found> DateGrammar::EraSpanAt(size_t at) const {
  const DateToken& first = tokens_.At(at);
  const DateToken& second = tokens_.At(at + 2);
  const bool has_sign = WordAt(at + 1) == DateWord::kDash || WordAt(at + 1) == DateWord::kTo;
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

// "by", "since", "before" and what is like them, with a point, a step or a period.
std::optional<DateGrammar::Found> DateGrammar::SideAt(size_t at) const {
  size_t next = at + 1;
  Kind kind = Kind::kUpTo;
  std::string_view leaves_out;
  switch (WordAt(at)) {
    case DateWord::kBy:
    case DateWord::kUntil:
      break;
    case DateWord::kSince:
      kind = Kind::kFrom;
      break;
    case DateWord::kBefore:
      leaves_out = "before";
      break;
    case DateWord::kAfter:
      kind = Kind::kFrom;
      leaves_out = "after";
      break;
    case DateWord::kPrior:
    case DateWord::kUp:
      if (WordAt(next) != DateWord::kTo && WordAt(next) != DateWord::kUntil) return std::nullopt;
      if (WordAt(at) == DateWord::kPrior) leaves_out = "prior to";
      ++next;
      break;
    default:  // "no later than", "not before"
      if (WordAt(next) == DateWord::kBefore && WordAt(at) == DateWord::kNot) {
        kind = Kind::kFrom;
        ++next;
      } else if (WordAt(next) == DateWord::kAfter && WordAt(at) == DateWord::kNot) {
        ++next;
      } else if ((WordAt(next) == DateWord::kLater || WordAt(next) == DateWord::kEarlier) &&
                 WordAt(next + 1) == DateWord::kThan) {
        kind = WordAt(next) == DateWord::kLater ? Kind::kUpTo : Kind::kFrom;
        next += 2;
      } else {
        return std::nullopt;
      }
  }
  const size_t article = next;
  if (WordAt(next) == DateWord::kThe) ++next;
  const auto match = MatchPeriod(tokens_, next);
  if (match && WordAt(at) == DateWord::kBy && article != next)
    return std::nullopt;  // "delayed by the Cold War"
  if (match) {
    Found found;
    found.phrase.kind = kind == Kind::kUpTo ? Kind::kPeriodUpTo : Kind::kPeriodFrom;
    found.phrase.period = match->period;
    found.phrase.at.begin = tokens_.At(at).begin;
    found.end = match->end;
    return found;
  }
  auto point = points_.At(next, WordAt(at) == DateWord::kUp ? Lead::kAbout : Lead::kTime);
  if (point && point->bare && article != next && point->point.unit == DateUnit::kMonth) point.reset();
  if (point && point->bare && WordAt(next) == DateWord::kMonthShort && point->end == next + 1) point.reset();
  if (point && article != next && IsPlainYear(point->point)) return std::nullopt;  // "since the 1926 coup"
  if (!point) point = points_.StepAt(article);
  if (!point || point->other) return std::nullopt;
  if (SpanFrom(at, *point, false)) return std::nullopt;  // "by 1939–40": the span is read by itself
  Found found = Make(at, *point);
  found.phrase.kind = kind;
  if (!leaves_out.empty()) {
    found.phrase.reason += found.phrase.reason.empty() ? "" : "; ";
    found.phrase.reason += fmt::format("“{}” leaves the date itself out", leaves_out);
  }
  return found;
}

// "two days later", "a day before", "the year after", "three weeks after October 28".
std::optional<DateGrammar::Found> DateGrammar::DistanceAt(size_t at) const {
  switch (WordBefore(at)) {
    case DateWord::kFor:
    case DateWord::kWithin:
    case DateWord::kEvery:
    case DateWord::kThan:
      return std::nullopt;
    default:
      break;
  }
  int amount = 1;
  bool vague = false;
  size_t next = at;
  switch (WordAt(at)) {
    case DateWord::kThe:
      ++next;
      break;
    case DateWord::kA:
      if (WordBefore(at) == DateWord::kHalf) return std::nullopt;
      ++next;
      if (tokens_.TextOf(tokens_.At(next)) == "hundred") {
        amount = 100;
        ++next;
      } else if (WordAt(next) == DateWord::kFew) {
        vague = true;
        ++next;
        if (WordAt(next) == DateWord::kOf) ++next;
      }
      break;
    case DateWord::kFew:
      vague = true;
      ++next;
      break;
    case DateWord::kUnit:
      if (!tokens_.At(at).plural || WordBefore(at) == DateWord::kUnit) return std::nullopt;
      vague = true;
      break;
    default: {
      const auto number = points_.CardinalAt(at);
      if (!number) return std::nullopt;
      amount = number->value;
      next = number->end;
    }
  }
  const DateToken& unit = tokens_.At(next);
  if (unit.word != DateWord::kUnit || (WordAt(at) == DateWord::kThe && unit.plural)) return std::nullopt;
  const bool is_plural_unit = WordAt(at) == DateWord::kUnit;
  ++next;
  ParsedPoint parsed;
  DateStep step{.unit = static_cast<DateUnit>(unit.value), .amount = amount, .vague = vague};
  if (!vague && (step.unit == DateUnit::kDecade || step.unit == DateUnit::kCentury)) {
    step.amount *= step.unit == DateUnit::kDecade ? 10 : 100;
    step.unit = DateUnit::kYear;
    parsed.point.approximate = true;
  }
  parsed.point.unit = step.unit == DateUnit::kWeek ? DateUnit::kDay : step.unit;
  DatePoint other;
  Range other_at;
  const DateWord direction = WordAt(next);
  const bool needs_number = WordAt(at) == DateWord::kThe;
  switch (direction) {
    case DateWord::kLater:
    case DateWord::kEarlier:
      if (needs_number || WordAt(next + 1) == DateWord::kThan) return std::nullopt;
      if (direction == DateWord::kEarlier) step.amount = -step.amount;
      parsed.end = next + 1;
      break;
    case DateWord::kAgo:
      if (needs_number) return std::nullopt;
      step.amount = -step.amount;
      step.from = DateStep::From::kNow;
      parsed.end = next + 1;
      break;
    case DateWord::kBefore:
    case DateWord::kAfter:
    case DateWord::kNext:
    case DateWord::kPrior: {
      if (direction == DateWord::kNext && tokens_.TextOf(tokens_.At(next)) != "following")
        return std::nullopt;
      if (direction == DateWord::kBefore || direction == DateWord::kPrior) step.amount = -step.amount;
      parsed.end = next + 1;
      if (direction == DateWord::kPrior && WordAt(next + 1) == DateWord::kTo) ++parsed.end;
      if (EndsClause(parsed.end)) break;
      size_t from = parsed.end;
      if (WordAt(from) == DateWord::kToday) {
        step.from = DateStep::From::kNow;
        parsed.end = from + 1;
        break;
      }
      if (WordAt(from) == DateWord::kThe) ++from;
      const auto point = points_.At(from, Lead::kTime);
      if (point && !point->other && !point->bare) {
        step.from = DateStep::From::kOther;
        other = point->point;
        other_at = {.begin = tokens_.At(from).begin, .end = tokens_.At(point->end - 1).end};
        parsed.end = point->end;
        parsed.sureness = point->sureness;
        parsed.reason = point->reason;
      } else if (WordAt(parsed.end) == DateWord::kThat && EndsClause(parsed.end + 1)) {
        ++parsed.end;
      } else {
        // "days after the battle": of a number of days that is not told, from a day that is not told
        if (is_plural_unit || vague) return std::nullopt;
        step.from = DateStep::From::kEvent;
      }
      break;
    }
    default:
      return std::nullopt;
  }
  parsed.point.step = step;
  Found found = Make(at, parsed);
  found.phrase.other = other;
  found.phrase.other_at = other_at;
  return found;
}

std::optional<DateGrammar::Found> DateGrammar::StepAt(size_t at) const {
  const auto step = points_.StepAt(at);
  if (!step) return std::nullopt;
  Found found = Make(at, *step);
  if (step->point.weekday) {
    found.phrase.kind = Kind::kWeekday;
    return found;
  }
  // "the next day after the treaty"
  const DateWord behind = WordAt(found.end);
  const bool is_after = behind == DateWord::kAfter || behind == DateWord::kBefore;
  if (!is_after || EndsClause(found.end + 1) || step->point.month != 0) return found;
  size_t next = found.end + 1;
  if (WordAt(next) == DateWord::kThe) ++next;
  const auto other = points_.At(next, Lead::kTime);
  if (other && !other->other && !other->bare) {
    found.phrase.point.step->from = DateStep::From::kOther;
    found.phrase.other = other->point;
    found.phrase.other_at = {.begin = tokens_.At(next).begin, .end = tokens_.At(other->end - 1).end};
    found.end = other->end;
    if (!other->reason.empty()) Weaken(found.phrase, other->sureness, other->reason);
  } else if (found.phrase.point.step->amount != 0) {
    found.phrase.point.step->from = DateStep::From::kEvent;
  }
  return found;
}

std::optional<DateGrammar::Found> DateGrammar::NowAt(size_t at) const {
  ParsedPoint parsed;
  parsed.point.step = DateStep{.from = DateStep::From::kNow};
  parsed.end = at + 1;
  return Make(at, parsed);
}

// "the eve of October 10"
std::optional<DateGrammar::Found> DateGrammar::EveAt(size_t at) const {
  if (WordAt(at) != DateWord::kEve || WordAt(at + 1) != DateWord::kOf) return std::nullopt;
  const size_t next = at + (WordAt(at + 2) == DateWord::kThe ? 3 : 2);
  const auto other = points_.At(next, Lead::kNone);
  if (!other || other->point.unit != DateUnit::kDay || other->other) return std::nullopt;
  ParsedPoint parsed = *other;
  parsed.point = DatePoint{.step = DateStep{.from = DateStep::From::kOther, .amount = -1}};
  Found found = Make(at, parsed);
  found.phrase.other = other->point;
  found.phrase.other_at = {.begin = tokens_.At(next).begin, .end = tokens_.At(other->end - 1).end};
  return found;
}

// "the turn of the century", "the turn of the 20th century", "the turn of the year"
std::optional<DateGrammar::Found> DateGrammar::TurnAt(size_t at) const {
  if (WordAt(at + 1) != DateWord::kOf) return std::nullopt;
  size_t next = at + 2;
  if (WordAt(next) == DateWord::kThe) ++next;
  Found found;
  found.phrase.at.begin = tokens_.At(at).begin;
  found.phrase.kind = Kind::kTurn;
  if (WordAt(next) == DateWord::kUnit && UnitAt(next) == DateUnit::kCentury) {
    found.end = next + 1;
    return found;
  }
  const auto century = points_.At(next, Lead::kTime);
  if (!century || century->point.unit != DateUnit::kCentury || century->point.part != DatePart::kWhole ||
      !century->point.year || *century->point.year < 2) {
    return std::nullopt;
  }
  found.phrase.point.unit = DateUnit::kYear;
  found.phrase.point.year = (*century->point.year - 1) * 100;
  found.phrase.point.approximate = true;
  found.end = century->end;
  return found;
}

// "5 p.m. on October 3"
std::optional<DateGrammar::Found> DateGrammar::TimeFirstAt(size_t at) const {
  const auto time = points_.TimeAt(at);
  if (!time) return std::nullopt;
  size_t next = time->end;
  if (WordAt(next) == DateWord::kComma) ++next;
  if (WordAt(next) == DateWord::kOn) ++next;
  if (next == time->end) return std::nullopt;
  if (WordAt(next) == DateWord::kThe) ++next;
  auto parsed = points_.At(next, Lead::kNone);
  if (!parsed || parsed->point.unit != DateUnit::kDay || parsed->other) return std::nullopt;
  parsed->point.time = time->time;
  return Make(at, *parsed);
}

// The "10" of "10, 11 and 12 October 1939"
std::optional<DateGrammar::Found> DateGrammar::DayOfListAt(size_t at) const {
  const auto day = points_.DayNumberAt(at);
  if (!day || points_.IsGlued(at)) return std::nullopt;
  size_t next = day->end;
  constexpr int kMostDays = 6;
  for (int i = 0; i < kMostDays; ++i) {
    bool has_sign = false;
    while (WordAt(next) == DateWord::kComma || WordAt(next) == DateWord::kAnd ||
           WordAt(next) == DateWord::kOr || (has_sign && WordAt(next) == DateWord::kThe)) {
      has_sign = true;
      ++next;
    }
    if (!has_sign || next > day->end + kMostAhead / 2) return std::nullopt;
    if (const auto last = points_.DayFirstAt(next)) {
      if (last->point.month == 0) return std::nullopt;
      ParsedPoint parsed = *last;
      parsed.point.day = day->value;
      parsed.point.time.reset();
      parsed.point.weekday.reset();
      parsed.end = day->end;
      const size_t begin = tokens_.At(next).begin;
      Found found = Make(at, parsed);
      Weaken(found.phrase, Sureness::kLikely,
             fmt::format("its month is told by “{}”",
                         tokens_.sentence().substr(begin, tokens_.At(last->end - 1).end - begin)));
      found.phrase.year_at = {.begin = begin, .end = tokens_.At(last->end - 1).end};
      return found;
    }
    const auto other = points_.DayNumberAt(next);
    if (!other || points_.IsGlued(next)) return std::nullopt;
    next = other->end;
  }
  return std::nullopt;
}

// The "30" of "September 28 and 30, 1939"
std::optional<DateGrammar::Found> DateGrammar::DayBehindAt(size_t at, const Found& previous) const {
  const DatePoint& before =
      previous.phrase.kind == Kind::kSpan ? previous.phrase.other : previous.phrase.point;
  const auto day = points_.DayNumberAt(at);
  if (!day || points_.IsGlued(at) || before.unit != DateUnit::kDay || before.month == 0 ||
      day->value <= before.day || at > previous.end + 2) {
    return std::nullopt;
  }
  for (size_t i = previous.end; i < at; ++i) {
    const DateWord word = WordAt(i);
    if (word != DateWord::kComma && word != DateWord::kAnd && word != DateWord::kOr) return std::nullopt;
  }
  ParsedPoint parsed;
  parsed.point = before;
  parsed.point.day = day->value;
  parsed.point.time.reset();
  parsed.point.weekday.reset();
  parsed.end = day->end;
  if (!before.year && WordAt(day->end) == DateWord::kComma) {
    if (const auto year = points_.YearAt(day->end + 1, Lead::kDate)) {
      parsed.point.year = year->point.year;
      parsed.end = year->end;
    }
  }
  if (parsed.end == day->end && !EndsClause(day->end)) return std::nullopt;
  Found found = Make(at, parsed);
  Weaken(found.phrase, Sureness::kLikely,
         fmt::format("its month is told by “{}”",
                     tokens_.sentence().substr(previous.phrase.at.begin,
                                               previous.phrase.at.end - previous.phrase.at.begin)));
  if (before.year) found.phrase.year_at = previous.phrase.at;
  return found;
}

// "on the 28th", of a month told before
std::optional<DateGrammar::Found> DateGrammar::DayAloneAt(size_t at) const {
  const auto day = points_.DayNumberAt(at);
  const DateWord announcement = WordBefore(at, 2);
  const bool is_announced = announcement == DateWord::kOn ||  // "the night of the 28th"
                            (announcement == DateWord::kOf && WordBefore(at, 3) == DateWord::kUnit);
  if (!day || tokens_.At(at).suffix != DateToken::Suffix::kOrdinal || WordBefore(at) != DateWord::kThe ||
      !is_announced || !EndsClause(day->end) || WordAt(day->end) == DateWord::kOpen) {
    return std::nullopt;
  }
  ParsedPoint parsed;
  parsed.point.day = day->value;
  parsed.point.step = DateStep{.unit = DateUnit::kMonth};
  parsed.end = day->end;
  return Make(at, parsed);
}

std::optional<DateGrammar::Found> DateGrammar::PointAt(size_t at, const Found* previous) const {
  // "10–12 October 1939"
  if (const auto day = points_.DayNumberAt(at); day && !points_.IsGlued(at)) {
    if (WordAt(day->end) == DateWord::kDash || WordAt(day->end) == DateWord::kTo) {
      const auto end = points_.DayFirstAt(day->end + 1);
      if (end && end->point.month != 0 && day->value < end->point.day) {
        ParsedPoint begin = *end;
        begin.point.day = day->value;
        begin.point.time.reset();
        Found found = Make(at, begin);
        found.phrase.kind = Kind::kSpan;
        found.phrase.other = end->point;
        return found;
      }
    }
  }
  // A year behind a year, as in "1920 and 1926", is expected.
  Lead lead = Lead::kNone;
  if (previous != nullptr && at <= previous->end + 2 && at > previous->end &&
      previous->phrase.point.unit == DateUnit::kYear && !previous->phrase.point.step &&
      previous->phrase.sureness == Sureness::kSure) {
    const DateWord word = WordBefore(at);
    if (word == DateWord::kAnd || word == DateWord::kOr || word == DateWord::kComma) lead = Lead::kTime;
  }
  auto parsed = points_.At(at, lead);
  if (!parsed) return std::nullopt;
  if (!parsed->other) {
    if (auto span = SpanFrom(at, *parsed, false)) return span;
  }
  if (parsed->bare && !AnnouncesBare(at)) return std::nullopt;
  // "by Jan" is said of people.
  const bool is_short = WordAt(at) == DateWord::kMonthShort;
  if (parsed->bare && is_short && (WordBefore(at) != DateWord::kIn || parsed->end == at + 1))
    return std::nullopt;
  // "1939-555" is a number of some other kind.
  const DateToken& next = tokens_.At(parsed->end);
  const DateToken& behind = tokens_.At(parsed->end + 1);
  const bool is_joint = (next.word == DateWord::kDash && next.value == 0) || next.word == DateWord::kSlash;
  if (parsed->point.unit == DateUnit::kYear && is_joint && !next.spaced && behind.word == DateWord::kNumber &&
      !behind.spaced) {
    return std::nullopt;
  }
  return Make(at, *parsed);
}

}  // namespace casus::text
