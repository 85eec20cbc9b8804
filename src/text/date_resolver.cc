#include "text/date_resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "base/edtf.h"
#include "text/date_edtf.h"
#include "text/date_periods.h"
#include "text/date_steps.h"

// A phrase says as much as its words do. What it lacks comes from three places, in this order: from the list or
// the sentence it stands in ("September 28, and October 5, 1939"), from the memory of what was told before
// (date_memory.cc), and from the date that it counts from (date_steps.cc). Each of them makes the mention less
// sure and is named in its reason. What is still lacking then is written as unknown digits; and if not even
// that says anything, there is no EDTF, only the reason why.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using From = DateStep::From;

bool HasKnownYear(const DatePoint& point) { return point.year && !point.two_digits; }

// A point with everything that was told of it.
struct Resolved {
  DatePoint point;
  std::optional<int> other_year;  // it is of this year or of the point's, which is the one before
  std::string words;              // by which it is called later; if empty, those of the mention
  std::string year_words;         // where its year was told; if empty, in its words
};

class Resolver {
 public:
  Resolver(std::string_view sentence, std::span<const DatePhrase> phrases, DateMemory& memory)
      : sentence_(sentence), phrases_(phrases), memory_(memory) {}

  Mention Resolve(size_t index);

 private:
  const DatePhrase& phrase() const { return phrases_[index_]; }
  std::string WordsOf(const DatePhrase& phrase) const {
    return std::string(sentence_.substr(phrase.at.begin, phrase.at.size()));
  }
  void Because(Sureness sureness, std::string_view reason);

  // Each of these returns nothing if it cannot be said, and has told the reason then.
  std::optional<Resolved> Complete(const DatePoint& point);
  std::optional<Resolved> CompleteStep(const DatePoint& point);
  std::optional<Resolved> CompleteDecade(const DatePoint& point);
  std::optional<ToldDate> BaseOf(DatePoint& point);

  void TakeYear(Resolved& resolved);
  bool TakeYearOfList(Resolved& resolved);
  std::optional<ToldDate> NextWithYear() const;

  void ResolvePoint();
  void ResolveSpan();
  void ResolveSide();
  void ResolveEither();
  void ResolveWeekday();
  void ResolvePeriod();
  void ResolveTurn();

  void CheckWeekday(Resolved& resolved);
  void TakeNewStyle(Resolved& resolved);
  void TakeTime(DatePoint& point);
  void Tell(const Resolved& resolved);

  std::string_view sentence_;
  std::span<const DatePhrase> phrases_;
  DateMemory& memory_;
  size_t index_ = 0;
  Mention mention_;
};

void Resolver::Because(Sureness sureness, std::string_view reason) {
  mention_.sureness = std::max(mention_.sureness, sureness);
  if (reason.empty() || mention_.reason.find(reason) != std::string::npos) return;
  if (!mention_.reason.empty()) mention_.reason += "; ";
  mention_.reason += reason;
}

Mention Resolver::Resolve(size_t index) {
  index_ = index;
  mention_ = {};
  mention_.kind = Mention::Kind::kDate;
  mention_.at = phrase().at;
  mention_.text = WordsOf(phrase());
  mention_.sureness = phrase().sureness;
  mention_.reason = phrase().reason;
  switch (phrase().kind) {
    case Kind::kPoint:
      ResolvePoint();
      break;
    case Kind::kSpan:
      ResolveSpan();
      break;
    case Kind::kUpTo:
    case Kind::kFrom:
      ResolveSide();
      break;
    case Kind::kEither:
      ResolveEither();
      break;
    case Kind::kWeekday:
      ResolveWeekday();
      break;
    case Kind::kTurn:
      ResolveTurn();
      break;
    case Kind::kPeriod:
    case Kind::kPeriodUpTo:
    case Kind::kPeriodFrom:
      ResolvePeriod();
      break;
  }
  return std::move(mention_);
}

// A date with a year of its own, a little further on in the sentence.
std::optional<ToldDate> Resolver::NextWithYear() const {
  constexpr size_t kMostAhead = 3;
  for (size_t i = index_ + 1; i < phrases_.size() && i <= index_ + kMostAhead; ++i) {
    const DatePhrase& phrase = phrases_[i];
    ToldDate later{.point = phrase.point};
    later.point.old_style = false;
    if (phrase.kind != Kind::kPoint || !LiesInYear(later.point) || !HasKnownYear(later.point) ||
        later.point.step || !phrase.year_at.empty() || phrase.weight == DatePhrase::Weight::kAside ||
        WhyImpossible(later.point)) {
      continue;
    }
    later.words = WordsOf(phrase);
    return later;
  }
  return std::nullopt;
}

// "September 28, and October 5, 1939": the year stands at the end of the list.
bool Resolver::TakeYearOfList(Resolved& resolved) {
  constexpr size_t kMostInList = 8;
  for (size_t i = index_ + 1; i < phrases_.size() && i < index_ + kMostInList; ++i) {
    const DatePhrase& next = phrases_[i];
    if (next.link == DatePhrase::Link::kNone || next.kind != Kind::kPoint || !LiesInYear(next.point) ||
        next.point.step || next.point.two_digits) {
      return false;
    }
    if (!next.point.year) continue;
    const DatePoint& point = resolved.point;
    if (std::pair(point.month, point.day) >
        std::pair(next.point.month, std::max(next.point.day, point.day))) {
      return false;
    }
    resolved.point.year = next.point.year;
    resolved.year_words = WordsOf(next);
    Because(Sureness::kLikely, fmt::format("the year is that of “{}”", resolved.year_words));
    return true;
  }
  return false;
}

void Resolver::TakeYear(Resolved& resolved) {
  if (resolved.point.year || !LiesInYear(resolved.point) || TakeYearOfList(resolved)) return;
  const std::optional<ToldDate> later = NextWithYear();
  const std::optional<YearChoice> choice = memory_.YearFor(resolved.point, later ? &*later : nullptr);
  if (!choice) {
    Because(Sureness::kUnsure,
            memory_.last() == nullptr ? "no year is told before" : "no year that is told has such a day");
    return;
  }
  resolved.point.year = choice->year;
  resolved.other_year = choice->other_year;
  resolved.year_words = choice->year_words;
  Because(choice->sureness, choice->reason);
}

std::optional<Resolved> Resolver::Complete(const DatePoint& point) {
  if (point.step) return CompleteStep(point);
  if (point.unit == DateUnit::kDecade) return CompleteDecade(point);
  Resolved resolved{.point = point};
  // Before a year is looked for, since no year has a 31 June.
  std::optional<std::string> why = WhyImpossible(point);
  if (!why) {
    TakeYear(resolved);
    why = WhyImpossible(resolved.point);
  }
  if (why) {
    Because(Sureness::kUnsure, *why);
    return std::nullopt;
  }
  CheckWeekday(resolved);
  TakeNewStyle(resolved);
  if (const std::string reason = PartReason(resolved.point); !reason.empty())
    Because(Sureness::kLikely, reason);
  return resolved;
}

std::optional<Resolved> Resolver::CompleteDecade(const DatePoint& point) {
  Resolved resolved{.point = point};
  const ToldDate* last = memory_.last();
  if (point.vague_century) {
    resolved.point.unit = DateUnit::kCentury;
    resolved.point.year = *point.year / 100 + 1;
    Because(Sureness::kUnsure, fmt::format("it may mean the decade {} to {}", *point.year, *point.year + 9));
  } else if (point.two_digits && last != nullptr && *last->point.year > 0) {
    // The decade of this name that is nearest to the date told last.
    const int year = *last->point.year;
    int decade = year / 100 * 100 + *point.year;
    if (decade > year + 50) decade -= 100;
    if (decade + 59 < year) decade += 100;
    if (decade >= 0 && decade <= base::kLastYear) {
      resolved.point.year = decade;
      resolved.point.two_digits = false;
    }
    Because(Sureness::kUnsure, fmt::format("its century is that of “{}”", last->words));
  } else if (point.two_digits) {
    Because(Sureness::kUnsure, "its century is not told");
  }
  if (const std::string reason = PartReason(resolved.point); !reason.empty())
    Because(Sureness::kLikely, reason);
  return resolved;
}

// What a step counts from.
std::optional<ToldDate> Resolver::BaseOf(DatePoint& point) {
  switch (point.step->from) {
    case From::kNow:
      Because(Sureness::kUnsure, "it counts from the day of writing, which is not told");
      return std::nullopt;
    case From::kEvent:
      // "On September 29, the next day after the treaty, …": it is that day.
      if (phrase().link == DatePhrase::Link::kApposition && memory_.last_scene() != nullptr) {
        point.step->amount = 0;
        break;
      }
      Because(Sureness::kUnsure, "it counts from something whose date is not told here");
      return std::nullopt;
    case From::kOther: {
      const DatePoint& other = phrase().other;
      const std::optional<Resolved> base = other.step ? std::nullopt : Complete(other);
      if (!base || !HasKnownYear(base->point) || base->other_year ||
          (!LiesInYear(base->point) && base->point.unit != DateUnit::kYear)) {
        Because(Sureness::kUnsure, "it counts from a date that is not known well enough");
        return std::nullopt;
      }
      ToldDate told{.point = base->point, .sureness = mention_.sureness};
      told.words = sentence_.substr(phrase().other_at.begin, phrase().other_at.size());
      told.year_words = base->year_words.empty() ? mention_.text : base->year_words;
      return told;
    }
    case From::kTold:
      break;
  }
  const bool counts_years = point.step->unit == DateUnit::kYear || point.step->unit == DateUnit::kDecade ||
                            point.step->unit == DateUnit::kCentury;
  const ToldDate* base = counts_years ? memory_.last() : memory_.last_scene();
  if (base != nullptr) return *base;
  Because(Sureness::kUnsure, "it counts from a date before it, and none is told");
  return std::nullopt;
}

std::optional<Resolved> Resolver::CompleteStep(const DatePoint& point) {
  DatePoint stepped = point;
  const std::optional<ToldDate> base = BaseOf(stepped);
  if (!base) {
    const bool names_month = point.month != 0 && point.unit != DateUnit::kYear;
    if (!names_month || (point.unit == DateUnit::kDay && point.day == 0)) return std::nullopt;
    stepped.step.reset();
    return Resolved{.point = stepped};  // of an unknown year
  }
  const StepResult result = TakeStep(stepped, *base);
  const bool counts_from_words = point.step->from == From::kOther;
  Because(std::max(base->sureness, counts_from_words ? Sureness::kSure : Sureness::kLikely), result.reason);
  if (base->is_earlier_section) Because(Sureness::kUnsure, "which an earlier section tells");
  if (!result.point) {
    Because(Sureness::kUnsure, "");
    return std::nullopt;
  }
  Resolved resolved{.point = *result.point};
  if (const auto why = WhyImpossible(resolved.point)) {
    Because(Sureness::kUnsure, *why);
    return std::nullopt;
  }
  if (const std::string reason = PartReason(resolved.point); !reason.empty())
    Because(Sureness::kLikely, reason);
  if (point.step->amount == 0 && point.month == 0 && point.day == 0) resolved.words = base->words;
  resolved.year_words = base->year_words.empty() ? base->words : base->year_words;
  return resolved;
}

// The weekday may tell of which year the day is, or that it is another day. Days before 1582 are Julian ones.
void Resolver::CheckWeekday(Resolved& resolved) {
  DatePoint& point = resolved.point;
  if (!point.weekday || !HasKnownYear(point)) return;
  const auto matches = [&](int year, bool julian) {
    const base::CivilDate date = {.year = year, .month = point.month, .day = point.day};
    if (!(julian ? base::IsValidJulian(date) : base::IsValid(date))) return false;
    return base::WeekdayOf(julian ? base::JulianToDay(date) : base::ToDay(date)) == *point.weekday;
  };
  constexpr int kReform = 1582;
  constexpr int kLastReform = 1923;  // in Greece
  if (matches(*point.year, *point.year < kReform)) {
    resolved.other_year.reset();
  } else if (resolved.other_year && matches(*resolved.other_year, false)) {
    point.year = resolved.other_year;
    resolved.other_year.reset();
    Because(Sureness::kUnsure, "the weekday is that of the following one");
  } else if (*point.year <= kLastReform && matches(*point.year, true)) {
    Because(Sureness::kLikely, "the weekday is that of the old style");
  } else {
    Because(Sureness::kUnsure, fmt::format("that day was no {}", base::Name(*point.weekday)));
  }
}

// A day of the Julian calendar stays as it is written, if the Gregorian has such a day.
void Resolver::TakeNewStyle(Resolved& resolved) {
  DatePoint& point = resolved.point;
  if (!point.old_style) return;
  point.old_style = false;
  const base::CivilDate written = {.year = point.year.value_or(0), .month = point.month, .day = point.day};
  if (!HasKnownYear(point) || !base::IsValidJulian(written)) {
    Because(Sureness::kLikely, "it is of the old style");
    return;
  }
  const base::Day day = base::JulianToDay(written);
  Because(Sureness::kLikely,
          fmt::format("it is of the old style; in the new style it is {}", base::ToProse(day)));
  if (base::IsValid(written)) return;
  const base::CivilDate civil = base::ToCivil(day);
  point.year = civil.year;
  point.month = civil.month;
  point.day = civil.day;
}

// A time says more than is known, if the day is not sure.
void Resolver::TakeTime(DatePoint& point) {
  if (!point.time || mention_.sureness == Sureness::kSure) return;
  point.time.reset();
  Because(Sureness::kSure, "the time is left out, since the day is not sure");
}

void Resolver::Tell(const Resolved& resolved) {
  const DatePoint& point = resolved.point;
  if (!HasKnownYear(point) || (!LiesInYear(point) && point.unit != DateUnit::kYear)) return;
  ToldDate told{.point = point, .sureness = mention_.sureness, .weight = phrase().weight};
  told.point.step.reset();
  told.words = resolved.words.empty() ? mention_.text : resolved.words;
  told.year_words = resolved.year_words;
  if (const Range at = phrase().year_at; !at.empty()) told.year_words = sentence_.substr(at.begin, at.size());
  if (resolved.other_year) told.point.year = resolved.other_year;
  const bool is_doubtful = point.approximate || phrase().sureness == Sureness::kUnsure;
  if (is_doubtful && point.unit == DateUnit::kYear) told.weight = DatePhrase::Weight::kAside;
  memory_.Tell(std::move(told));
}

void Resolver::ResolvePoint() {
  const DatePoint& point = phrase().point;
  std::optional<Resolved> resolved = Complete(point);
  if (!resolved) return;
  if (point.step && point.step->vague) {
    const std::string base = WriteEdtf(resolved->point, true);
    mention_.edtf = point.step->amount > 0 ? base + "/.." : "../" + base;
    Because(Sureness::kUnsure, "how many is not said");
    return;
  }
  TakeTime(resolved->point);
  if (resolved->other_year) {
    DatePoint next = resolved->point;
    next.year = resolved->other_year;
    mention_.edtf = WhyImpossible(next)
                        ? WriteEdtf(resolved->point, true)
                        : fmt::format("[{},{}]", WriteEdtf(resolved->point, true), WriteEdtf(next, true));
  } else {
    mention_.edtf = WriteEdtf(resolved->point, false);
  }
  Tell(*resolved);
}

void Resolver::ResolveSpan() {
  std::optional<Resolved> begin = Complete(phrase().point);
  if (!begin) return;
  DatePoint other = phrase().other;
  std::optional<Resolved> end;
  if (!other.year && !other.step && LiesInYear(other) && LiesInYear(begin->point) &&
      !begin->point.two_digits) {
    // Both have the year that was found for the first, or the second the one after it.
    if (begin->other_year) begin->point.year = begin->other_year;
    begin->other_year.reset();
    const bool is_earlier =
        std::pair(other.month, other.day) < std::pair(begin->point.month, begin->point.day) &&
        (other.month < begin->point.month || other.day != 0);
    if (begin->point.year) other.year = *begin->point.year + (is_earlier ? 1 : 0);
    end = Resolved{.point = other, .year_words = begin->year_words};
    if (const auto why = WhyImpossible(other)) {
      Because(Sureness::kUnsure, *why);
      return;
    }
    if (const std::string reason = PartReason(other); !reason.empty()) Because(Sureness::kLikely, reason);
  } else {
    end = Complete(other);
    if (!end) return;
  }
  TakeTime(begin->point);
  TakeTime(end->point);
  std::string edtf = WriteEdtf(begin->point, true) + "/" + WriteEdtf(end->point, true);
  if (!base::ParseEdtf(edtf).ok()) {
    Because(Sureness::kUnsure, "its end lies before its begin");
    return;
  }
  mention_.edtf = std::move(edtf);
  Tell(*end);
}

void Resolver::ResolveSide() {
  std::optional<Resolved> resolved = Complete(phrase().point);
  if (!resolved) return;
  if (resolved->other_year) resolved->point.year = resolved->other_year;
  TakeTime(resolved->point);
  const std::string edtf = WriteEdtf(resolved->point, true);
  mention_.edtf = phrase().kind == Kind::kUpTo ? "../" + edtf : edtf + "/..";
  Tell(*resolved);
}

void Resolver::ResolveEither() {
  const DatePoint& first = phrase().point;
  const DatePoint& second = phrase().other;
  const bool first_is_possible = !WhyImpossible(first);
  const bool second_is_possible = !WhyImpossible(second);
  if (!first_is_possible && !second_is_possible) {
    Because(Sureness::kUnsure, "there is no such day in either order");
    return;
  }
  if (first_is_possible && second_is_possible) {
    std::string least = WriteEdtf(first, true);
    std::string most = WriteEdtf(second, true);
    if (most < least) std::swap(least, most);
    mention_.edtf = fmt::format("[{},{}]", least, most);
  } else {
    mention_.edtf = WriteEdtf(first_is_possible ? first : second, true);
  }
  if (HasKnownYear(first)) Tell({.point = {.unit = DateUnit::kYear, .year = first.year}});
}

void Resolver::ResolveWeekday() {
  const DatePoint& point = phrase().point;
  const base::Weekday weekday = *point.weekday;
  const ToldDate* base = memory_.last_scene();
  if (point.step && point.step->from == From::kNow) {
    Because(Sureness::kUnsure, "it counts from the day of writing, which is not told");
    return;
  }
  if (base == nullptr || base->point.unit != DateUnit::kDay) {
    Because(Sureness::kUnsure, "it counts from a day before it, and none is told");
    return;
  }
  constexpr int kWeek = 7;
  const base::Day told = DaysOf(base->point).first;
  if (told < base::kFirstDay + kWeek || told > base::kLastDay - kWeek) {
    Because(Sureness::kUnsure, "it lies at the end of the calendar");
    return;
  }
  const int since = (static_cast<int>(base::WeekdayOf(told)) - static_cast<int>(weekday) + kWeek) % kWeek;
  const base::Day before = told - since;  // or the day itself
  const base::Day after = before + kWeek;
  const int direction = point.step ? point.step->amount : 0;
  std::optional<base::Day> day;
  if (direction > 0) day = after;
  if (direction < 0) day = since == 0 ? told - kWeek : before;
  if (direction == 0 && point.step && since == 0) day = told;
  if (!day) {
    mention_.edtf = fmt::format("[{},{}]", base::ToString(before), base::ToString(after));
    Because(Sureness::kUnsure, fmt::format("the {} before or after “{}”", base::Name(weekday), base->words));
    return;
  }
  mention_.edtf = base::ToString(*day);
  Because(std::max(base->sureness, Sureness::kLikely), fmt::format("the {} {} “{}”", base::Name(weekday),
                                                                   *day > told   ? "after"
                                                                   : *day < told ? "before"
                                                                                 : "that is",
                                                                   base->words));
  if (base->is_earlier_section) Because(Sureness::kUnsure, "which an earlier section tells");
  const base::CivilDate civil = base::ToCivil(*day);
  Tell({.point = {.year = civil.year, .month = civil.month, .day = civil.day},
        .year_words = base->year_words.empty() ? base->words : base->year_words});
}

void Resolver::ResolvePeriod() {
  const NamedPeriod& period = *phrase().period;
  Because(Sureness::kLikely, period.reason);
  if (phrase().kind == Kind::kPeriod) {
    mention_.edtf = period.edtf;
  } else if (phrase().kind == Kind::kPeriodUpTo) {
    mention_.edtf = fmt::format("../{}", period.first);
  } else {
    mention_.edtf = fmt::format("{}/..", period.last.empty() ? period.first : period.last);
  }
}

void Resolver::ResolveTurn() {
  DatePoint point = phrase().point;
  if (point.year) {
    Because(Sureness::kLikely, "read as the begin of that century, not as its end");
  } else {
    const ToldDate* last = memory_.last();
    if (last == nullptr || *last->point.year <= 0) {
      Because(Sureness::kUnsure, "it is not told which century");
      return;
    }
    constexpr int kCentury = 100;
    point.unit = DateUnit::kYear;
    point.year = std::min((*last->point.year + kCentury / 2) / kCentury * kCentury, 9900);
    point.approximate = true;
    Because(Sureness::kUnsure, fmt::format("the one nearest to “{}”", last->words));
  }
  mention_.edtf = WriteEdtf(point, false);
}

}  // namespace

std::vector<Mention> ResolveDates(std::string_view sentence, std::span<const DatePhrase> phrases,
                                  DateMemory& memory) {
  std::vector<Mention> mentions;
  mentions.reserve(phrases.size());
  Resolver resolver(sentence, phrases, memory);
  for (size_t i = 0; i < phrases.size(); ++i) mentions.push_back(resolver.Resolve(i));
  return mentions;
}

}  // namespace casus::text
