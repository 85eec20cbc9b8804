#include <fmt/format.h>

#include "text/date_grammar.h"
#include "text/function_words.h"
#include "text/word_list.h"

// Days that lack their month, because another of the same list has it: "10, 11 and 12 October", "September 28 and
// 30"; or because it was told before: "on the 28th", "the 5th ult.". Months whose year the last one has. And times that stand before their day.

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

// What may stand behind a day without its month: not a noun, which it would number ("the 29th floor").
bool DateGrammar::EndsDayAlone(size_t at) const {
  if (WordAt(at) == DateWord::kOpen || WordAt(at) == DateWord::kOf) return false;
  return EndsClause(at) || IsFunctionWord(tokens_.TextOf(tokens_.At(at)));
}

// "the 28th", of a month told before, where something announces a day.
std::optional<ParsedPoint> DateGrammar::DayToldAt(size_t at) const {
  if (WordAt(at) != DateWord::kThe) return std::nullopt;
  const auto day = points_.DayNumberAt(at + 1);
  if (!day || tokens_.At(at + 1).suffix != DateToken::Suffix::kOrdinal || !EndsDayAlone(day->end) ||
      IsOfLetter(day->end)) {
    return std::nullopt;
  }
  ParsedPoint parsed;
  parsed.point.day = day->value;
  parsed.point.step = DateStep{.unit = DateUnit::kMonth, .turn = 1};
  parsed.end = day->end;
  return parsed;
}

// "on the 28th", "the letter of the 29th"
std::optional<DateGrammar::Found> DateGrammar::DayAloneAt(size_t at) const {
  static constexpr WordList kDated({"letter",  "letters", "note",      "notes",   "dispatch", "despatch",
                                    "cable",   "wire",    "telegram",  "message", "meeting",  "session",
                                    "sitting", "minutes", "order",     "orders",  "decree",   "report",
                                    "battle",  "attack",  "memorandum"});
  if (WordBefore(at) != DateWord::kThe) return std::nullopt;
  const std::string_view before = at >= 3 ? tokens_.TextOf(tokens_.At(at - 3)) : "";
  const bool has_of = WordBefore(at, 2) == DateWord::kOf;
  const bool is_of_document =
      (has_of && kDated.Contains(before)) || (at >= 2 && tokens_.TextOf(tokens_.At(at - 2)) == "dated");
  const bool is_announced =
      WordBefore(at, 2) == DateWord::kOn || is_of_document ||
      (has_of &&  // "the night of the 28th"
       (WordBefore(at, 3) == DateWord::kUnit || WordBefore(at, 3) == DateWord::kPartOfDay));
  auto parsed = is_announced ? DayToldAt(at - 1) : std::nullopt;
  if (!parsed) return std::nullopt;
  if (is_of_document) parsed->point.step->turn = -1;  // it was written before it is told of
  return Make(at, *parsed);
}

// "ult.", "inst.", "prox." behind a day: of the month before, of the same, and of the one after.
bool DateGrammar::IsOfLetter(size_t at) const {
  static constexpr WordList kWords({"ult", "ulto", "ultimo", "inst", "instant", "prox", "proximo"});
  const std::string_view word = tokens_.TextOf(tokens_.At(at));
  return kWords.Contains(word) && (word.size() != 7 || EndsDayAlone(at + 1));
}

// "the 5th ult.", of the month before that of the letter
std::optional<DateGrammar::Found> DateGrammar::DayOfLetterAt(size_t at) const {
  const auto day = points_.DayNumberAt(at);
  if (!day || !IsOfLetter(day->end)) return std::nullopt;
  const char first = static_cast<char>(tokens_.TextOf(tokens_.At(day->end)).front() | 0x20);
  ParsedPoint parsed;
  parsed.point.day = day->value;
  parsed.point.step = DateStep{.from = DateStep::From::kMonth,
                               .unit = DateUnit::kMonth,
                               .amount = first == 'u'   ? -1
                                         : first == 'p' ? 1
                                                        : 0};
  parsed.end = day->end + 1;
  const bool is_short = tokens_.TextOf(tokens_.At(day->end)).size() <= 4;
  if (is_short && WordAt(parsed.end) == DateWord::kStop && !tokens_.At(parsed.end).spaced) ++parsed.end;
  return Make(at, parsed);
}

// Whether months follow, up to an "and" or to one with a year: the ", April and May 1792" behind "March".
bool DateGrammar::ListsMonths(size_t at, bool with_year) const {
  constexpr int kMostMonths = 11;
  bool has_and = false;
  for (int i = 0; i < kMostMonths; ++i) {
    size_t next = at;
    if (WordAt(next) == DateWord::kComma) ++next;
    if (WordAt(next) == DateWord::kAnd || WordAt(next) == DateWord::kOr) {
      has_and = true;
      ++next;
    }
    if (next == at || !points_.MonthOf(next) || !tokens_.At(next).capital) return false;
    at = next + 1;
    if (WordAt(next) == DateWord::kMonthShort && WordAt(at) == DateWord::kStop) ++at;
    if (WordAt(at) == DateWord::kNumber) return points_.YearAt(at, Lead::kDate).has_value();
    if (has_and && !with_year) return true;
  }
  return false;
}

}  // namespace casus::text
