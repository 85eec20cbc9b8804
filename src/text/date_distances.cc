#include <fmt/format.h>

#include <string_view>

#include "text/date_grammar.h"

// What counts from another date: "two days later", "the day before", "three weeks after October 28".
//
// What follows "before" and "after" decides from where. At the end of a clause they count from the date told
// last; a date behind them is what they count from; anything else is an event, whose date is not told.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using Lead = DatePoints::Lead;

}  // namespace

// "two days later", "a day before", "the year after", "three weeks after October 28".
std::optional<DateGrammar::Found> DateGrammar::DistanceAt(size_t at) const {
  switch (WordBefore(at)) {
    case DateWord::kFor:
    case DateWord::kWithin:
    case DateWord::kEvery:
      return std::nullopt;
    case DateWord::kThan:
    case DateWord::kNumbered: {
      // "more than two days later", "at least 30 days before 1 June"
      const auto bound =
          at >= 2 ? BoundOf(WordBefore(at) == DateWord::kThan ? at - 2 : at - 1) : std::nullopt;
      if (bound) return TermAt(at - 2, at, *bound);
      if (WordBefore(at) == DateWord::kThan) return std::nullopt;
      break;
    }
    case DateWord::kNumber:
    case DateWord::kCardinal:
      if (WordAt(at) == DateWord::kUnit) return std::nullopt;  // a number that is told otherwise
      break;
    default:
      break;
  }
  return DistanceFrom(at);
}

// Whether a number of units begins there.
bool DateGrammar::IsDistance(size_t at) const {
  switch (WordAt(at)) {
    case DateWord::kNumber:
    case DateWord::kCardinal: {
      const auto number = points_.CardinalAt(at);
      return number && WordAt(number->end) == DateWord::kUnit;
    }
    case DateWord::kA:
      return WordAt(at + 1) == DateWord::kUnit;
    default:
      return false;
  }
}

// What "more", "less" before "than" and "at least", "at most" say of the distance behind them.
std::optional<DateGrammar::Bound> DateGrammar::BoundOf(size_t at) const {
  const std::string_view word = tokens_.TextOf(tokens_.At(at));
  if (word == "more" || word == "More") return Bound::kLeast;
  if (word == "less" || word == "fewer" || word == "Less" || word == "Fewer") return Bound::kMost;
  if (WordBefore(at) != DateWord::kAt) return std::nullopt;
  if (word == "least") return Bound::kLeast;
  if (word == "most") return Bound::kMost;
  return std::nullopt;
}

// Whether the date is told that the distance counts from.
bool DateGrammar::IsTold(const Found& distance) {
  const DateStep& step = *distance.phrase.point.step;
  return !step.vague && (step.from == DateStep::From::kOther || step.from == DateStep::From::kTold);
}

std::optional<DateGrammar::Found> DateGrammar::DistanceFrom(size_t at) const {
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
      if (!tokens_.At(at).plural || WordBefore(at) == DateWord::kUnit ||
          tokens_.TextOf(tokens_.At(at - 1)) == "hundred") {
        return std::nullopt;
      }
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
  if (!vague && step.unit == DateUnit::kWeek && tokens_.TextOf(unit).starts_with("fort")) step.amount *= 2;
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
    case DateWord::kOf:
    case DateWord::kFrom:  // "within 60 days of 1 June"
      if (WordBefore(at) != DateWord::kWithin) return std::nullopt;
      parsed.grounds.Add(Sureness::kLikely,
                         fmt::format("“{}” is read as after", direction == DateWord::kOf ? "of" : "from"));
      [[fallthrough]];
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
        parsed.grounds.Add(point->grounds.sureness, point->grounds.reason);
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
    found.phrase.grounds.Add(other->grounds.sureness, other->grounds.reason);
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

}  // namespace casus::text
