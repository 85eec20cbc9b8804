#include "text/date_grammar.h"

#include "text/date_periods.h"

// Phrases are looked for from left to right, and the first rule that fits decides, the longer forms first.
// What a rule may read is bounded, so that the whole is linear. Where English is not clear, the rule says so in
// the reason of the phrase, or leaves the words alone: a date that is missed can be added by a reader, but one
// that is none has to be noticed first.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using Lead = DatePoints::Lead;

}  // namespace

// The words that a rule of Parse begins with.
constexpr std::array<bool, static_cast<size_t>(DateWord::kPeriod) + 1> DateGrammar::kBegins = [] {
  using enum DateWord;
  std::array<bool, static_cast<size_t>(kPeriod) + 1> begins{};
  for (const DateWord word :
       {kNumber, kMonth,  kMonthShort, kWeekday, kSeason,   kDecadeName,  kOrdinal, kCardinal,  kFew,
        kUnit,   kBefore, kAfter,      kNext,    kPrevious, kLast,        kThat,    kThis,      kToday,
        kEve,    kTurn,   kThe,        kA,       kBy,       kSince,       kUntil,   kFrom,      kBetween,
        kPrior,  kUp,     kNo,         kNot,     kEarly,    kLate,        kMid,     kBeginning, kEnd,
        kLatter, kAbout,  kCirca,      kAd,      kNoon,     kQuarterYear, kWithin}) {
    begins[static_cast<size_t>(word)] = true;
  }
  return begins;
}();

DateGrammar::Found DateGrammar::Make(size_t at, const ParsedPoint& parsed) const {
  Found found;
  found.phrase.kind = parsed.other ? Kind::kEither : Kind::kPoint;
  found.phrase.point = parsed.point;
  if (parsed.other) found.phrase.other = *parsed.other;
  found.phrase.grounds = parsed.grounds;
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

// A month alone within a list: "April" of "in March, April and May 1792".
bool DateGrammar::IsListed(size_t at, size_t end, const Found* previous) const {
  if (WordAt(at) != DateWord::kMonth && WordAt(at) != DateWord::kMonthShort) return false;
  if (ListsMonths(end, true)) return true;
  if (previous == nullptr || previous->phrase.kind != Kind::kPoint ||
      previous->phrase.point.unit != DateUnit::kMonth || at > previous->end + 2) {
    return false;
  }
  switch (WordBefore(at)) {
    case DateWord::kAnd:
    case DateWord::kOr:
      return true;
    case DateWord::kComma:
      return ListsMonths(end, false);
    default:
      return false;
  }
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
  // What lasted until a time leads the story there; what went on since then does not.
  if (phrase.kind == Kind::kUpTo && WordAt(at) != DateWord::kBefore && WordAt(at) != DateWord::kPrior)
    return Weight::kMention;
  if (phrase.kind != Kind::kPoint && phrase.kind != Kind::kSpan) return Weight::kAside;
  // "in the second half of 1911" is no attribute, as "the 1911 coup".
  if (phrase.point.part != DatePart::kWhole && WordBefore(at) == DateWord::kThe) --at;
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
    case DateWord::kWithin:
      return WithinAt(at);
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
      if (const auto nth = points_.NthWeekdayAt(at)) return Make(at, *nth);
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
      if (auto span = EraSpanAt(at, false)) return span;
      if (auto list = DayOfListAt(at)) return list;
      if (auto point = PointAt(at, previous)) return point;
      if (previous != nullptr) {
        if (auto day = DayBehindAt(at, *previous)) return day;
      }
      if (auto day = DayOfLetterAt(at)) return day;
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
      if (auto span = EraSpanAt(at + (WordAt(at + 1) == DateWord::kStop ? 2 : 1), false)) {
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

std::optional<DateGrammar::Found> DateGrammar::PointAt(size_t at, const Found* previous) const {
  if (auto days = DoubleDayAt(at)) return days;
  // "10–12 October 1939", "Monday 10 to Friday 14 October 1939"
  if (const auto begin = DayOfMonthBehind(at)) {
    if (auto span = SpanFrom(at, *begin, false)) return span;
  }
  // A year behind a year, as in "1920 and 1926", is expected.
  Lead lead = Lead::kNone;
  if (previous != nullptr && at <= previous->end + 2 && at > previous->end &&
      previous->phrase.point.unit == DateUnit::kYear && !previous->phrase.point.step &&
      previous->phrase.grounds.sureness == Sureness::kSure) {
    const DateWord word = WordBefore(at);
    if (word == DateWord::kAnd || word == DateWord::kOr || word == DateWord::kComma) lead = Lead::kTime;
  }
  auto parsed = points_.At(at, lead);
  if (!parsed) return std::nullopt;
  if (!parsed->other) {
    if (auto span = SpanFrom(at, *parsed, false)) return span;
  }
  if (parsed->point.unit == DateUnit::kDay && parsed->point.month != 0 &&
      (WordAt(parsed->end) == DateWord::kSlash || WordAt(parsed->end) == DateWord::kOpen)) {
    if (auto days = TwoStylesAt(at, *parsed)) return days;
  }
  if (parsed->bare && !AnnouncesBare(at) && !IsListed(at, parsed->end, previous)) return std::nullopt;
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
