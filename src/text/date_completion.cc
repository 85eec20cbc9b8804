#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/date.h"
#include "text/date_edtf.h"
#include "text/date_resolver.h"
#include "text/date_steps.h"

// How the points of phrases get what they lack.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using From = DateStep::From;

}  // namespace

// A date with a year of its own, a little further on in the sentence.
std::optional<ToldDate> DateResolver::NextWithYear() const {
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

// "He came back in 1679 after the peace of 26 September": a year alone, with no other date between.
std::optional<int> DateResolver::YearBefore() const {
  if (index_ == 0) return std::nullopt;
  const DatePhrase& before = phrases_[index_ - 1];
  const bool is_year = before.kind == Kind::kPoint && IsPlainYear(before.point) &&
                       before.weight != DatePhrase::Weight::kAside &&
                       before.grounds.sureness == Sureness::kSure;
  return is_year ? before.point.year : std::nullopt;
}

// "September 28, and October 5, 1939": the year stands at the end of the list.
bool DateResolver::TakeYearOfList(ResolvedDate& resolved) {
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
    grounds_.Add(Sureness::kLikely, fmt::format("the year is that of “{}”", resolved.year_words));
    return true;
  }
  return false;
}

void DateResolver::TakeYear(ResolvedDate& resolved) {
  if (resolved.point.year || !LiesInYear(resolved.point) || TakeYearOfList(resolved)) return;
  const std::optional<ToldDate> later = NextWithYear();
  const std::optional<YearChoice> choice =
      memory_.YearFor(resolved.point, {.before = YearBefore(), .later = later ? &*later : nullptr});
  if (!choice) {
    grounds_.Add(Sureness::kUnsure, memory_.last() == nullptr ? "no year is told before"
                                                              : "no year that is told has such a day");
    return;
  }
  resolved.point.year = choice->year;
  if (choice->other_year) {
    DatePoint other = resolved.point;
    other.year = choice->other_year;
    if (!WhyImpossible(other)) resolved.other = other;
  }
  resolved.year_words = choice->year_words;
  grounds_.Add(choice->sureness, choice->reason);
}

std::optional<ResolvedDate> DateResolver::Complete(const DatePoint& point) {
  if (point.step) return CompleteStep(point);
  if (point.unit == DateUnit::kDecade) return CompleteDecade(point);
  ResolvedDate resolved{.point = point};
  // Before a year is looked for, since no year has a 31 June.
  std::optional<std::string> why = WhyImpossible(point);
  if (!why) {
    TakeYear(resolved);
    why = WhyImpossible(resolved.point);
  }
  if (why) {
    grounds_.Add(Sureness::kUnsure, *why);
    return std::nullopt;
  }
  TakeNthWeekday(resolved);
  CheckWeekday(resolved);
  TakeNewStyle(resolved);
  if (const std::string reason = PartReason(resolved.point); !reason.empty())
    grounds_.Add(Sureness::kLikely, reason);
  return resolved;
}

std::optional<ResolvedDate> DateResolver::CompleteDecade(const DatePoint& point) {
  ResolvedDate resolved{.point = point};
  const ToldDate* last = memory_.last();
  if (point.vague_century) {
    resolved.point.unit = DateUnit::kCentury;
    resolved.point.year = *point.year / 100 + 1;
    grounds_.Add(Sureness::kUnsure,
                 fmt::format("it may mean the decade {} to {}", *point.year, *point.year + 9));
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
    grounds_.Add(Sureness::kUnsure, fmt::format("its century is that of “{}”", last->words));
  } else if (point.two_digits) {
    grounds_.Add(Sureness::kUnsure, "its century is not told");
  }
  if (const std::string reason = PartReason(resolved.point); !reason.empty())
    grounds_.Add(Sureness::kLikely, reason);
  return resolved;
}

// What a step counts from.
std::optional<ToldDate> DateResolver::BaseOf(DatePoint& point) {
  switch (point.step->from) {
    case From::kNow:
      grounds_.Add(Sureness::kUnsure, "it counts from the day of writing, which is not told");
      return std::nullopt;
    case From::kEvent:
      // "On September 29, the next day after the treaty, …": it is that day.
      if (phrase().link == DatePhrase::Link::kApposition && memory_.last_scene() != nullptr) {
        point.step->amount = 0;
        break;
      }
      grounds_.Add(Sureness::kUnsure, "it counts from something whose date is not told here");
      return std::nullopt;
    case From::kOther: {
      const DatePoint& other = phrase().other;
      const std::optional<ResolvedDate> base = other.step ? std::nullopt : Complete(other);
      if (!base || !HasKnownYear(base->point) || base->other ||
          (!LiesInYear(base->point) && base->point.unit != DateUnit::kYear)) {
        grounds_.Add(Sureness::kUnsure, "it counts from a date that is not known well enough");
        return std::nullopt;
      }
      ToldDate told{.point = base->point, .sureness = grounds_.sureness};
      told.words = sentence_.substr(phrase().other_at.begin, phrase().other_at.size());
      told.year_words = base->year_words.empty() ? mention_.text : base->year_words;
      return told;
    }
    case From::kTold:
    case From::kMonth:
      break;
  }
  const bool counts_years = point.step->unit == DateUnit::kYear || point.step->unit == DateUnit::kDecade ||
                            point.step->unit == DateUnit::kCentury;
  const ToldDate* base = counts_years ? memory_.last() : memory_.last_scene();
  if (base != nullptr) return *base;
  grounds_.Add(Sureness::kUnsure, "it counts from a date before it, and none is told");
  return std::nullopt;
}

std::optional<ResolvedDate> DateResolver::CompleteStep(const DatePoint& point) {
  DatePoint stepped = point;
  const std::optional<ToldDate> base = BaseOf(stepped);
  if (!base) {
    const bool names_month = point.month != 0 && point.unit != DateUnit::kYear;
    if (!names_month || (point.unit == DateUnit::kDay && point.day == 0)) return std::nullopt;
    stepped.step.reset();
    return ResolvedDate{.point = stepped};  // of an unknown year
  }
  const StepResult result = TakeStep(stepped, *base);
  const bool counts_from_words = point.step->from == From::kOther;
  grounds_.Add(std::max(base->sureness, counts_from_words ? Sureness::kSure : Sureness::kLikely),
               result.reason);
  if (base->is_earlier_section) grounds_.Add(Sureness::kUnsure, "which an earlier section tells");
  if (!result.point) {
    grounds_.Add(Sureness::kUnsure, "");
    return std::nullopt;
  }
  ResolvedDate resolved{.point = *result.point};
  if (const auto why = WhyImpossible(resolved.point)) {
    grounds_.Add(Sureness::kUnsure, *why);
    return std::nullopt;
  }
  if (const std::string reason = PartReason(resolved.point); !reason.empty())
    grounds_.Add(Sureness::kLikely, reason);
  if (point.step->amount == 0 && point.month == 0 && point.day == 0) resolved.words = base->words;
  if (resolved.point.year == base->point.year) {
    resolved.year_words = base->year_words.empty() ? base->words : base->year_words;
  }
  if (stepped.step->turn != 0) TakeTurnOfMonth(stepped, *base, resolved);
  if (stepped.step->from == From::kTold) TakeFlashback(stepped, resolved);
  return resolved;
}

// "On the 3rd", told behind the 28th: of the same month or of the next. A letter "of the 28th", told behind the 3rd,
// may be of the month before.
void DateResolver::TakeTurnOfMonth(const DatePoint& point, const ToldDate& base, ResolvedDate& resolved) {
  const int turn = point.step->turn;
  if (base.point.unit != DateUnit::kDay || turn * (base.point.day - resolved.point.day) <= 0) return;
  DatePoint next = point;
  next.step->amount = turn;
  const StepResult result = TakeStep(next, base);
  if (!result.point || WhyImpossible(*result.point)) return;
  resolved.other = result.point;
  if (turn < 0) std::swap(resolved.point, *resolved.other);
  grounds_.Add(Sureness::kUnsure, turn < 0 ? "or the month before" : "or the month after");
}

// What stands behind a date that was counted backward may count from there or from where the story was.
void DateResolver::TakeFlashback(const DatePoint& point, ResolvedDate& resolved) {
  const ToldDate* flashback = memory_.flashback();
  if (flashback == nullptr || resolved.other) return;
  DatePoint other = resolved.point;
  if (const StepResult result = TakeStep(point, *flashback); result.point) other = *result.point;
  if (WhyImpossible(other) || other.unit != resolved.point.unit) return;
  const base::DayRange days = DaysOf(resolved.point);
  const base::DayRange other_days = DaysOf(other);
  if (days == other_days) return;
  resolved.other = other;
  if (other_days.first < days.first) std::swap(resolved.point, *resolved.other);
  grounds_.Add(Sureness::kUnsure, fmt::format("it may count from “{}”, too", flashback->words));
}

// "The first Monday of October 1794", a month until its year is known.
void DateResolver::TakeNthWeekday(ResolvedDate& resolved) {
  const auto day_in = [](DatePoint& point) {
    constexpr int kWeek = 7;
    constexpr int kReform = 1582;
    const int nth = std::exchange(point.nth_weekday, 0);
    const base::Weekday weekday = *std::exchange(point.weekday, std::nullopt);
    if (!HasKnownYear(point) || *point.year < kReform) return false;
    const int length = base::DaysInMonth(*point.year, point.month);
    const base::Day first = base::ToDay({*point.year, point.month, nth > 0 ? 1 : length - kWeek + 1});
    const int wait = (static_cast<int>(weekday) - static_cast<int>(base::WeekdayOf(first)) + kWeek) % kWeek;
    const int day = base::ToCivil(first).day + wait + (nth > 0 ? (nth - 1) * kWeek : 0);
    if (day > length) return false;
    point.unit = DateUnit::kDay;
    point.day = day;
    return true;
  };
  if (resolved.point.nth_weekday == 0) return;
  bool is_known = day_in(resolved.point);
  if (resolved.other && !day_in(*resolved.other)) is_known = false;
  constexpr int kLastReform = 1752;  // in England
  if (!is_known) {
    grounds_.Add(Sureness::kUnsure, "which day that is cannot be counted");
  } else if (*resolved.point.year <= kLastReform) {
    grounds_.Add(Sureness::kLikely, "counted in the new style");
  }
}

// The weekday may tell of which year the day is, or that it is another day. Days before 1582 are Julian ones.
void DateResolver::CheckWeekday(ResolvedDate& resolved) {
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
    resolved.other.reset();
  } else if (resolved.other && matches(*resolved.other->year, false)) {
    point = *std::exchange(resolved.other, std::nullopt);
    grounds_.Add(Sureness::kUnsure, fmt::format("the weekday is that of {}", YearInWords(*point.year)));
  } else if (*point.year <= kLastReform && matches(*point.year, true)) {
    grounds_.Add(Sureness::kLikely, "the weekday is that of the old style");
  } else {
    grounds_.Add(Sureness::kUnsure, fmt::format("that day was no {}", base::Name(*point.weekday)));
  }
}

// A day of the Julian calendar stays as it is written, if the Gregorian has such a day.
void DateResolver::TakeNewStyle(ResolvedDate& resolved) {
  DatePoint& point = resolved.point;
  if (!point.old_style) return;
  point.old_style = false;
  const base::CivilDate written = {.year = point.year.value_or(0), .month = point.month, .day = point.day};
  if (!HasKnownYear(point) || !base::IsValidJulian(written)) {
    grounds_.Add(Sureness::kLikely, "it is of the old style");
    return;
  }
  const base::Day day = base::JulianToDay(written);
  grounds_.Add(Sureness::kLikely,
               fmt::format("it is of the old style; in the new style it is {}", base::ToProse(day)));
  if (base::IsValid(written)) return;
  const base::CivilDate civil = base::ToCivil(day);
  point.year = civil.year;
  point.month = civil.month;
  point.day = civil.day;
}

}  // namespace casus::text
