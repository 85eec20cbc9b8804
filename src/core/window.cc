#include "core/window.h"

#include <algorithm>

#include "base/check.h"
#include "core/change_log.h"

namespace casus::core {

namespace {

int64_t Months(const base::Duration& d) { return int64_t{d.years} * 12 + d.months; }
int64_t Seconds(const base::Duration& d) { return d.days * 86'400 + d.seconds; }

// Bounds of the length in seconds: months are, from wherever, within four days of their average.
constexpr int64_t kSecondsPerMonth = int64_t{146'097} * 86'400 / 4'800;
constexpr int64_t kSlack = int64_t{4} * 86'400;
int64_t LeastSeconds(const base::Duration& d) {
  return Months(d) * kSecondsPerMonth + Seconds(d) - (Months(d) == 0 ? 0 : kSlack);
}
int64_t MostSeconds(const base::Duration& d) {
  return Months(d) * kSecondsPerMonth + Seconds(d) + (Months(d) == 0 ? 0 : kSlack);
}

bool IsNeverLonger(const base::Duration& a, const base::Duration& b) {
  return (Months(a) <= Months(b) && Seconds(a) <= Seconds(b)) || MostSeconds(a) <= LeastSeconds(b);
}

// The first stamp of the next period.
Stamp EndOfPeriod(Stamp stamp, Period period, base::Grain grain) {
  if (period == Period::kUnit) return stamp + 1;
  const base::Day day = base::DayOf(stamp, grain);
  base::CivilDate date = base::ToCivil(day);
  base::Day next = day + 1;
  if (period != Period::kDay) {
    if (period == Period::kYear) date.month = 12;
    next = base::ToDay({date.year, date.month, base::DaysInMonth(date.year, date.month)}) + 1;
  }
  return base::ToStamp(next, grain);
}

}  // namespace

Window::Window(const Timeline& timeline, Operator op, const Plan::Parameters& parameters)
    : timeline_(&timeline), metric_(parameters.metric), period_(parameters.period) {
  mirrored_ = op == Operator::kEventually || op == Operator::kUntil || op == Operator::kNext;
  switch (op) {
    case Operator::kOnce:
    case Operator::kSince:
    case Operator::kEventually:
    case Operator::kUntil:
      shape_ = Shape::kSeen;
      break;
    case Operator::kThroughout:
      shape_ = Shape::kSeesOnly;
      break;
    case Operator::kLasting:
      shape_ = Shape::kPeriod;
      break;
    default:
      CHECK(op == Operator::kPrevious || op == Operator::kNext) << "an operator without a window";
      shape_ = Shape::kShift;
      break;
  }
  if (shape_ == Shape::kSeen || shape_ == Shape::kSeesOnly) FindCuts();
}

// Where no month is involved, or the bounds are far enough apart, neighbours touch: nothing is searched.
void Window::FindCuts() {
  if (metric_.lower == base::Duration{} || !metric_.upper) return;
  const base::Duration& lower = metric_.lower;
  const base::Duration& upper = *metric_.upper;
  const bool never_empty = IsNeverLonger(lower, upper);
  const bool rigid = Months(lower) == 0;
  if (rigid && Months(upper) == 0) {
    is_empty_ = !never_empty;
    return;
  }
  if (never_empty && (rigid || mirrored_ || MostSeconds(lower) + kSlack <= LeastSeconds(upper))) return;

  // Cuts lie where a step of the calendar changes: before the first and the last unit of a day. Where windows
  // may be empty, anywhere.
  const base::Grain grain = timeline_->grain();
  const int64_t units_per_day = base::UnitsPerDay(grain);
  const Moment size = timeline_->size();
  for (Stamp stamp = timeline_->first_stamp() + 1; stamp <= timeline_->last_stamp(); ++stamp) {
    if (never_empty && units_per_day > 1) {
      const Stamp day_begin = base::ToStamp(base::DayOf(stamp, grain), grain);
      if (stamp > day_begin) stamp = day_begin + units_per_day - 1;
      if (stamp > timeline_->last_stamp()) break;
    }
    const Moment boundary = timeline_->FirstMoment(stamp);
    const Moment cut = mirrored_ ? size - boundary : boundary;
    if (First(cut) > Last(cut - 1) + 1) cuts_.push_back(cut);
  }
  if (mirrored_) std::reverse(cuts_.begin(), cuts_.end());
}

Moment Window::First(Moment s) const {
  if (metric_.lower == base::Duration{}) return s;
  if (!mirrored_) {
    return std::max(s, timeline_->FirstMoment(timeline_->Add(timeline_->StampOf(s), metric_.lower)));
  }
  const Moment real = timeline_->size() - 1 - s;
  const Stamp stamp = timeline_->LastReaching(timeline_->StampOf(real), metric_.lower);
  return timeline_->size() - 1 - std::min(real, timeline_->LastMoment(stamp));
}

Moment Window::Last(Moment s) const {
  const Moment last = timeline_->size() - 1;
  if (!metric_.upper) return last;
  if (!mirrored_) {
    return timeline_->LastMoment(timeline_->Add(timeline_->StampOf(s), *metric_.upper));
  }
  const Stamp before = timeline_->LastReaching(timeline_->StampOf(last - s) - 1, *metric_.upper);
  return last - timeline_->FirstMoment(before + 1);
}

Moment Window::Begin(Moment run_begin) const {
  if (is_empty_) return timeline_->size();
  switch (shape_) {
    case Shape::kSeen:
      return First(run_begin);
    case Shape::kSeesOnly:
      return run_begin == 0 ? First(0) : std::max(First(run_begin), Last(run_begin - 1) + 1);
    case Shape::kPeriod:
      return run_begin;
    case Shape::kShift:
      return run_begin + 1;
  }
  CHECK(false) << "a window without a shape";
}

Moment Window::End(Moment run_end) const {
  switch (shape_) {
    case Shape::kSeen:
      return Last(run_end - 1) + 1;
    case Shape::kSeesOnly:
      return std::min(First(run_end), Last(run_end - 1) + 1);
    case Shape::kPeriod:
      return timeline_->FirstMoment(
          EndOfPeriod(timeline_->StampOf(run_end - 1), period_, timeline_->grain()));
    case Shape::kShift:
      return run_end + 1;
  }
  CHECK(false) << "a window without a shape";
}

Moment Window::NextCut(Moment moment) const {
  const auto cut = std::upper_bound(cuts_.begin(), cuts_.end(), moment);
  return cut == cuts_.end() ? kNever : *cut;
}

base::Interval Window::SeenFrom(Moment t) const {
  const Stamp stamp = timeline_->StampOf(t);
  const bool at_once = metric_.lower == base::Duration{};
  if (mirrored_) {
    const Moment begin = at_once ? t : timeline_->FirstMoment(timeline_->Add(stamp, metric_.lower));
    const Moment end =
        metric_.upper ? timeline_->LastMoment(timeline_->Add(stamp, *metric_.upper)) + 1 : timeline_->size();
    return {begin, end};
  }
  const Moment end =
      at_once ? t + 1 : timeline_->LastMoment(timeline_->LastReaching(stamp, metric_.lower)) + 1;
  const Moment begin =
      metric_.upper ? timeline_->FirstMoment(timeline_->LastReaching(stamp - 1, *metric_.upper) + 1) : 0;
  return {begin, end};
}

}  // namespace casus::core
