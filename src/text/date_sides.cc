#include <string_view>

#include "text/date_grammar.h"
#include "text/date_periods.h"
#include "text/word_list.h"

// Spans with one end: "by March 1940", "since at least 1926", "until the morning of 8 May", "not later than 180 days
// after 3 May 1994"; and terms, which have two: "within 60 days after 1 June".
//
// What stands between the preposition and its date may be a part of the day, a limit ("at least") or a distance, and
// is taken along, since without it the date would say something else. "Not … until 1925" is no span: it tells when
// something came about.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using Lead = DatePoints::Lead;

constexpr WordList kLasting({"last", "lasted", "live", "survive", "endure", "stay", "remain", "continue",
                             "wait", "hold", "stand", "serve", "rule", "reign", "run"});
constexpr WordList kDenials({"never", "nothing", "nobody", "none", "nor", "neither", "t"});
constexpr WordList kLimits({"least", "most", "latest", "earliest"});

}  // namespace

// Takes "at least", "at the latest", "as late as" from `at` on, and tells the limit that leaves the end open.
std::string_view DateGrammar::AtLeast(size_t& at) const {
  if (WordAt(at) == DateWord::kAt) {
    const size_t word = WordAt(at + 1) == DateWord::kThe ? at + 2 : at + 1;
    if (!kLimits.Contains(tokens_.TextOf(tokens_.At(word)))) return {};
    const size_t begin = tokens_.At(at).begin;
    at = word + 1;
    return tokens_.sentence().substr(begin, tokens_.At(word).end - begin);
  }
  const bool is_far = WordAt(at) == DateWord::kFunction && WordAt(at + 2) == DateWord::kFunction &&
                      (WordAt(at + 1) == DateWord::kEarly || WordAt(at + 1) == DateWord::kLate);
  if (is_far) at += 3;
  return {};
}

// A day behind a part of it: "the morning of 8 May", "late in the evening of the 9th", "dawn on 6 May", "noon on 9 April".
std::optional<ParsedPoint> DateGrammar::PartOfDayAt(size_t at) const {
  constexpr size_t kMostWords = 5;
  if (WordAt(at) == DateWord::kNumber || WordAt(at) == DateWord::kNoon) {
    const auto found = TimeFirstAt(at);
    if (!found) return std::nullopt;
    return ParsedPoint{.point = found->phrase.point, .end = found->end, .grounds = found->phrase.grounds};
  }
  size_t next = at;
  bool has_part = false;
  for (; next < at + kMostWords && !has_part; ++next) {
    switch (WordAt(next)) {
      case DateWord::kThe:
      case DateWord::kEarly:
      case DateWord::kLate:
      case DateWord::kIn:
      case DateWord::kMid:
      case DateWord::kDash:
        break;
      case DateWord::kPartOfDay:
        has_part = true;
        break;
      case DateWord::kUnit:
        if (UnitAt(next) != DateUnit::kDay || tokens_.TextOf(tokens_.At(next)).starts_with("day"))
          return std::nullopt;
        has_part = true;
        break;
      default:
        if (WordBefore(next) != DateWord::kEarly || tokens_.TextOf(tokens_.At(next)) != "hours")
          return std::nullopt;
        has_part = true;
    }
  }
  if (!has_part || (WordAt(next) != DateWord::kOf && WordAt(next) != DateWord::kOn)) return std::nullopt;
  ++next;
  auto day = DayToldAt(next);
  if (!day) day = points_.StepAt(next);
  if (!day) day = points_.At(WordAt(next) == DateWord::kThe ? next + 1 : next, Lead::kNone);
  if (!day || day->other || day->point.unit != DateUnit::kDay) return std::nullopt;
  if (day->point.weekday && day->point.step) return std::nullopt;
  return day;
}

// Whether a "not" before it makes "until 1925" the time from which on something was so.
bool DateGrammar::IsDenied(size_t at) const {
  for (size_t i = at; i > 0 && at - i < kMostBehind - 1;) {
    --i;
    const DateWord word = WordAt(i);
    if (word == DateWord::kNot || word == DateWord::kNo) return true;
    const std::string_view text = tokens_.TextOf(tokens_.At(i));
    if (kDenials.Contains(text)) return text.size() > 1 || WordBefore(i) == DateWord::kApostrophe;
    if (kLasting.Contains(text) || (EndsClause(i) && word != DateWord::kAnd)) return false;
  }
  return false;
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
    default: {  // "no later than", "not before"
      if (WordAt(next) == DateWord::kBefore && WordAt(at) == DateWord::kNot) {
        kind = Kind::kFrom;
        ++next;
        break;
      }
      if (WordAt(next) == DateWord::kAfter && WordAt(at) == DateWord::kNot) {
        ++next;
        break;
      }
      if (WordAt(next + 1) != DateWord::kThan) return std::nullopt;
      if (const auto bound = BoundOf(next)) {
        // "not more than 60 days after": at most
        return TermAt(at, next + 2, *bound == Bound::kLeast ? Bound::kMost : Bound::kLeast);
      }
      if (WordAt(next) != DateWord::kLater && WordAt(next) != DateWord::kEarlier) return std::nullopt;
      kind = WordAt(next) == DateWord::kLater ? Kind::kUpTo : Kind::kFrom;
      next += 2;
    }
  }
  if (IsDistance(next)) {
    auto term = DistanceFrom(next);
    if (!term || !IsTold(*term)) return std::nullopt;
    term->phrase.at.begin = tokens_.At(at).begin;
    term->phrase.kind = kind;
    term->phrase.point.step->keeps_day = true;
    return term;
  }
  const std::string_view at_least = AtLeast(next);
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
  if (!point) point = DayToldAt(article);
  if (!point) {
    point = PartOfDayAt(article);
    if (point && !point->point.time) leaves_out = {};  // "before dawn on 6 May" is on that day
  }
  if (!point || point->other) return std::nullopt;
  if (SpanFrom(at, *point, false)) return std::nullopt;  // "by 1939–40": the span is read by itself
  if (WordAt(at) == DateWord::kUntil && IsDenied(at)) {
    Found found = Make(next, *point);
    const bool is_direct = WordBefore(at) == DateWord::kNot;
    if (!is_direct) found.phrase.grounds.Add(Sureness::kLikely, "“not … until” is read as then");
    return found;
  }
  Found found = Make(at, *point);
  found.phrase.kind = kind;
  found.phrase.leaves_out = leaves_out;
  found.phrase.at_least = at_least;
  return found;
}

// "not more than 60 days after 1 June", with the distance at `first`.
std::optional<DateGrammar::Found> DateGrammar::TermAt(size_t at, size_t first, Bound bound) const {
  auto term = IsDistance(first) ? DistanceFrom(first) : std::nullopt;
  if (!term || !IsTold(*term)) return std::nullopt;
  DateStep& step = *term->phrase.point.step;
  step.keeps_day = true;
  term->phrase.kind = (bound == Bound::kMost) == (step.amount > 0) ? Kind::kUpTo : Kind::kFrom;
  term->phrase.at.begin = tokens_.At(at).begin;
  return term;
}

// "within 60 days after 1 June 1995", "within six months of that day"
std::optional<DateGrammar::Found> DateGrammar::WithinAt(size_t at) const {
  if (!IsDistance(at + 1)) return std::nullopt;
  auto term = DistanceFrom(at + 1);
  if (!term || term->phrase.point.step->from != DateStep::From::kOther) return std::nullopt;
  term->phrase.at.begin = tokens_.At(at).begin;
  term->phrase.kind = Kind::kWithin;
  term->phrase.point.step->keeps_day = true;
  return term;
}

}  // namespace casus::text
