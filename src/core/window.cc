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
    if (is_empty_ || !timeline_->is_trace()) return;
    // The stamps of a trace may lie any distance apart.
    for (Moment cut = 1; cut < timeline_->size(); ++cut) {
      if (First(cut) > Last(cut - 1) + 1) cuts_.push_back(cut);
    }
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
      return PeriodAround(*timeline_, period_, run_end - 1).end;
    case Shape::kShift:
      return run_end + 1;
  }
  CHECK(false) << "a window without a shape";
}

Moment Window::NextCut(Moment moment) const {
  const auto cut = std::upper_bound(cuts_.begin(), cuts_.end(), moment);
  return cut == cuts_.end() ? kNever : *cut;
}

base::Interval SeenFrom(const Timeline& timeline, const Metric& metric, bool is_ahead, Moment t) {
  const Stamp stamp = timeline.StampOf(t);
  const bool at_once = metric.lower == base::Duration{};
  if (is_ahead) {
    const Moment begin = at_once ? t : timeline.FirstMoment(timeline.Add(stamp, metric.lower));
    const Moment end =
        metric.upper ? timeline.LastMoment(timeline.Add(stamp, *metric.upper)) + 1 : timeline.size();
    return {begin, end};
  }
  const Moment end = at_once ? t + 1 : timeline.LastMoment(timeline.LastReaching(stamp, metric.lower)) + 1;
  const Moment begin =
      metric.upper ? timeline.FirstMoment(timeline.LastReaching(stamp - 1, *metric.upper) + 1) : 0;
  return {begin, end};
}

base::Interval PeriodAround(const Timeline& timeline, Period period, Moment t) {
  const base::Grain grain = timeline.grain();
  const Stamp stamp = timeline.StampOf(t);
  if (period == Period::kUnit) return {timeline.FirstMoment(stamp), timeline.FirstMoment(stamp + 1)};
  base::Day first = base::DayOf(stamp, grain);
  base::Day last = first;
  if (period != Period::kDay) {
    const base::CivilDate date = base::ToCivil(first);
    const int first_month = period == Period::kYear ? 1 : date.month;
    const int last_month = period == Period::kYear ? 12 : date.month;
    first = base::ToDay({date.year, first_month, 1});
    last = base::ToDay({date.year, last_month, base::DaysInMonth(date.year, last_month)});
  }
  return {timeline.FirstMoment(base::ToStamp(first, grain)),
          timeline.FirstMoment(base::ToStamp(last, grain) + base::UnitsPerDay(grain))};
}

}  // namespace casus::core
