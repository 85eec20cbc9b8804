#include <fmt/format.h>

#include "text/date_grammar.h"

// Days that lack their month, because another of the same list has it: "10, 11 and 12 October", "September 28 and
// 30"; or because it was told before: "on the 28th". And times that stand before their day.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using Lead = DatePoints::Lead;

}  // namespace

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
      found.phrase.grounds.Add(
          Sureness::kLikely,
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
  found.phrase.grounds.Add(
      Sureness::kLikely,
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

}  // namespace casus::text
