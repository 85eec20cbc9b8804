#include "text/date_resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/date.h"
#include "base/edtf.h"
#include "text/date_edtf.h"
#include "text/date_periods.h"

// How completed points become EDTF, by the kind of their phrase.

namespace casus::text {

namespace {

using Kind = DatePhrase::Kind;
using From = DateStep::From;

}  // namespace

Mention DateResolver::Resolve(size_t index) {
  index_ = index;
  mention_ = {};
  mention_.kind = Mention::Kind::kDate;
  mention_.at = phrase().at;
  mention_.text = WordsOf(phrase());
  grounds_ = phrase().grounds;
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
    case Kind::kWithin:
      ResolveWithin();
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
  mention_.sureness = grounds_.sureness;
  mention_.reason = std::move(grounds_.reason);
  return std::move(mention_);
}

// A time says more than is known, if the day is not sure.
void DateResolver::TakeTime(DatePoint& point) {
  if (!point.time || grounds_.sureness == Sureness::kSure) return;
  point.time.reset();
  grounds_.Add(Sureness::kSure, "the time is left out, since the day is not sure");
}

void DateResolver::Tell(const ResolvedDate& resolved) {
  const DatePoint& point = resolved.point;
  if (!HasKnownYear(point) || (!LiesInYear(point) && point.unit != DateUnit::kYear)) return;
  ToldDate told{.point = point, .sureness = grounds_.sureness, .weight = phrase().weight};
  told.point.step.reset();
  told.words = resolved.words.empty() ? mention_.text : resolved.words;
  told.year_words = resolved.year_words;
  if (const Range at = phrase().year_at; !at.empty()) told.year_words = sentence_.substr(at.begin, at.size());
  // What is counted backward, or from a letter, is told by the way: the story goes on from where it was.
  const std::optional<DateStep>& step = phrase().point.step;
  const bool is_alone = phrase().kind == Kind::kPoint || phrase().kind == Kind::kWeekday;
  const bool is_back = step && step->from == From::kTold && (step->amount < 0 || step->turn < 0);
  if (is_alone && (is_back || (step && step->from == From::kMonth))) {
    told.weight = DatePhrase::Weight::kAside;
    told.is_flashback = true;
  }
  if (resolved.other && !told.is_flashback) told.point = *resolved.other;
  told.ends_span = phrase().kind == Kind::kSpan;
  const bool is_doubtful = point.approximate || phrase().grounds.sureness == Sureness::kUnsure;
  if (is_doubtful && point.unit == DateUnit::kYear) told.weight = DatePhrase::Weight::kAside;
  memory_.Tell(std::move(told));
}

void DateResolver::ResolvePoint() {
  const DatePoint& point = phrase().point;
  std::optional<ResolvedDate> resolved = Complete(point);
  if (!resolved) return;
  if (point.step && point.step->vague) {
    const std::string base = WriteEdtf(resolved->point, true);
    mention_.edtf = point.step->amount > 0 ? base + "/.." : "../" + base;
    grounds_.Add(Sureness::kUnsure, "how many is not said");
    return;
  }
  TakeTime(resolved->point);
  if (resolved->other) {
    resolved->other->time.reset();  // it is not sure
    mention_.edtf =
        fmt::format("[{},{}]", WriteEdtf(resolved->point, true), WriteEdtf(*resolved->other, true));
  } else {
    mention_.edtf = WriteEdtf(resolved->point, false);
  }
  Tell(*resolved);
}

void DateResolver::ResolveSpan() {
  std::optional<ResolvedDate> begin = Complete(phrase().point);
  if (!begin) return;
  DatePoint other = phrase().other;
  std::optional<ResolvedDate> end;
  if (!other.year && !other.step && LiesInYear(other) && LiesInYear(begin->point) &&
      !begin->point.two_digits) {
    // Both have the year that was found for the first, or the second the one after it.
    if (begin->other) begin->point = *begin->other;
    begin->other.reset();
    const bool is_earlier =
        std::pair(other.month, other.day) < std::pair(begin->point.month, begin->point.day) &&
        (other.month < begin->point.month || other.day != 0);
    if (begin->point.year) other.year = *begin->point.year + (is_earlier ? 1 : 0);
    end = ResolvedDate{.point = other, .year_words = begin->year_words};
    if (const auto why = WhyImpossible(other)) {
      grounds_.Add(Sureness::kUnsure, *why);
      return;
    }
    if (const std::string reason = PartReason(other); !reason.empty())
      grounds_.Add(Sureness::kLikely, reason);
  } else {
    end = Complete(other);
    if (!end) return;
  }
  TakeAtLeast();
  TakeTime(begin->point);
  TakeTime(end->point);
  std::string edtf = WriteEdtf(begin->point, true) + "/" + WriteEdtf(end->point, true);
  if (!base::ParseEdtf(edtf).ok()) {
    grounds_.Add(Sureness::kUnsure, "its end lies before its begin");
    return;
  }
  mention_.edtf = std::move(edtf);
  Tell(*end);
}

// "Before 1 May" ends the day before. "After 1918" may begin within 1918, and "before" a time or what is known roughly
// ends nowhere else than that.
DatePoint DateResolver::LeaveOut(const DatePoint& point) {
  const bool is_before = phrase().kind == Kind::kUpTo;
  const bool is_exact =
      HasKnownYear(point) && point.part == DatePart::kWhole && !point.approximate && !point.time;
  if (phrase().leaves_out.empty() || !is_exact) return point;
  DatePoint next = point;
  if (point.unit == DateUnit::kDay) {
    const base::Day day = DaysOf(point).first + (is_before ? -1 : 1);
    if (day < base::kFirstDay || day > base::kLastDay) return point;
    const base::CivilDate civil = base::ToCivil(day);
    next = {.year = civil.year, .month = civil.month, .day = civil.day};
  } else if (!is_before || *point.year <= base::kFirstYear ||
             (point.unit != DateUnit::kMonth && point.unit != DateUnit::kYear)) {
    grounds_.Add(Sureness::kSure, fmt::format("“{}” may leave the date itself out", phrase().leaves_out));
    return point;
  } else if (point.unit == DateUnit::kMonth && point.month > 1) {
    --next.month;
  } else {
    next.year = *point.year - 1;
    if (point.unit == DateUnit::kMonth) next.month = 12;
  }
  grounds_.Add(Sureness::kSure, fmt::format("“{}” leaves the date itself out", phrase().leaves_out));
  return next;
}

void DateResolver::ResolveSide() {
  std::optional<ResolvedDate> resolved = Complete(phrase().point);
  if (!resolved) return;
  if (resolved->other) resolved->point = *std::exchange(resolved->other, std::nullopt);
  TakeAtLeast();
  TakeTime(resolved->point);
  const std::string edtf = WriteEdtf(LeaveOut(resolved->point), true);
  mention_.edtf = phrase().kind == Kind::kUpTo ? "../" + edtf : edtf + "/..";
  Tell(*resolved);
}

// "Within 60 days after 1 June": from that day to the last of the term, or from its first day to that day.
void DateResolver::ResolveWithin() {
  const std::optional<ResolvedDate> base = Complete(phrase().other);
  const std::optional<ResolvedDate> limit = base ? Complete(phrase().point) : std::nullopt;
  if (!limit) return;
  std::string first = WriteEdtf(base->point, true);
  std::string last = WriteEdtf(limit->point, true);
  if (phrase().point.step->amount < 0) std::swap(first, last);
  std::string edtf = first + "/" + last;
  if (!base::ParseEdtf(edtf).ok()) {
    grounds_.Add(Sureness::kUnsure, "its end lies before its begin");
    return;
  }
  mention_.edtf = std::move(edtf);
  Tell(*limit);
}

// "Since at least 1938": perhaps for longer.
void DateResolver::TakeAtLeast() {
  if (phrase().at_least.empty()) return;
  grounds_.Add(Sureness::kLikely, fmt::format("“{}”: perhaps longer", phrase().at_least));
}

void DateResolver::ResolveEither() {
  const DatePoint& first = phrase().point;
  const DatePoint& second = phrase().other;
  const bool first_is_possible = !WhyImpossible(first);
  const bool second_is_possible = !WhyImpossible(second);
  if (!first_is_possible && !second_is_possible) {
    grounds_.Add(Sureness::kUnsure, "there is no such day in either order");
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

void DateResolver::ResolveWeekday() {
  const DatePoint& point = phrase().point;
  const base::Weekday weekday = *point.weekday;
  const ToldDate* base = memory_.last_scene();
  if (point.step && point.step->from == From::kNow) {
    grounds_.Add(Sureness::kUnsure, "it counts from the day of writing, which is not told");
    return;
  }
  if (base == nullptr || base->point.unit != DateUnit::kDay) {
    grounds_.Add(Sureness::kUnsure, "it counts from a day before it, and none is told");
    return;
  }
  constexpr int kWeek = 7;
  const base::Day told = DaysOf(base->point).first;
  if (told < base::kFirstDay + kWeek || told > base::kLastDay - kWeek) {
    grounds_.Add(Sureness::kUnsure, "it lies at the end of the calendar");
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
    const std::string_view form =
        since == 0 ? "the {} that is “{}” or the one after" : "the {} before or after “{}”";
    grounds_.Add(Sureness::kUnsure, fmt::format(fmt::runtime(form), base::Name(weekday), base->words));
    return;
  }
  mention_.edtf = base::ToString(*day);
  grounds_.Add(std::max(base->sureness, Sureness::kLikely), fmt::format("the {} {} “{}”", base::Name(weekday),
                                                                        *day > told   ? "after"
                                                                        : *day < told ? "before"
                                                                                      : "that is",
                                                                        base->words));
  if (base->is_earlier_section) grounds_.Add(Sureness::kUnsure, "which an earlier section tells");
  if (const ToldDate* flashback = memory_.flashback()) {
    grounds_.Add(Sureness::kUnsure, fmt::format("it may count from “{}”, too", flashback->words));
  }
  const base::CivilDate civil = base::ToCivil(*day);
  Tell({.point = {.year = civil.year, .month = civil.month, .day = civil.day},
        .year_words = base->year_words.empty() ? base->words : base->year_words});
}

void DateResolver::ResolvePeriod() {
  const NamedPeriod& period = *phrase().period;
  grounds_.Add(Sureness::kLikely, period.reason);
  if (phrase().kind == Kind::kPeriod) {
    mention_.edtf = period.edtf;
  } else if (phrase().kind == Kind::kPeriodUpTo) {
    mention_.edtf = fmt::format("../{}", period.first);
  } else {
    mention_.edtf = fmt::format("{}/..", period.last.empty() ? period.first : period.last);
  }
}

void DateResolver::ResolveTurn() {
  DatePoint point = phrase().point;
  if (point.year) {
    grounds_.Add(Sureness::kLikely, "read as the begin of that century, not as its end");
  } else {
    const ToldDate* last = memory_.last();
    if (last == nullptr || *last->point.year <= 0) {
      grounds_.Add(Sureness::kUnsure, "it is not told which century");
      return;
    }
    constexpr int kCentury = 100;
    point.unit = DateUnit::kYear;
    point.year = std::min((*last->point.year + kCentury / 2) / kCentury * kCentury, 9900);
    point.approximate = true;
    grounds_.Add(Sureness::kUnsure, fmt::format("the one nearest to “{}”", last->words));
  }
  mention_.edtf = WriteEdtf(point, false);
}

}  // namespace casus::text
