#include "core/timeline.h"

#include <algorithm>
#include <limits>

#include "base/check.h"

namespace casus::core {

Timeline Timeline::Calendar(base::Grain grain, Stamp first, Stamp last, std::vector<BusyStamp> busy) {
  CHECK(first <= last) << "a timeline from stamp " << first << " through " << last;
  Timeline timeline(grain, first, last);
  std::sort(busy.begin(), busy.end(),
            [](const BusyStamp& a, const BusyStamp& b) { return a.stamp < b.stamp; });
  Moment extra = 0;  // moments of earlier stamps, beyond the first of each
  Stamp previous = first - 1;
  for (const BusyStamp& entry : busy) {
    CHECK(entry.stamp > previous && entry.stamp <= last && entry.moments >= 1)
        << entry.moments << " moments at stamp " << entry.stamp;
    timeline.exceptions_.push_back({entry.stamp, entry.stamp - first + extra, entry.moments});
    extra += entry.moments - 1;
    previous = entry.stamp;
  }
  timeline.size_ = last - first + 1 + extra;
  return timeline;
}

Timeline Timeline::Trace(std::span<const Stamp> stamps) {
  CHECK(!stamps.empty()) << "a trace of no moments";
  CHECK(std::is_sorted(stamps.begin(), stamps.end())) << "the stamps of a trace decrease";
  Timeline timeline(base::Grain::kSecond, stamps.front(), stamps.back());
  timeline.size_ = static_cast<Moment>(stamps.size());
  timeline.trace_.assign(stamps.begin(), stamps.end());
  return timeline;
}

Stamp Timeline::StampOf(Moment moment) const {
  CHECK(moment >= 0 && moment < size_) << "moment " << moment << " of " << size_;
  if (!trace_.empty()) return trace_[static_cast<size_t>(moment)];
  const auto after = std::upper_bound(exceptions_.begin(), exceptions_.end(), moment,
                                      [](Moment m, const Exception& e) { return m < e.first; });
  if (after == exceptions_.begin()) return first_ + moment;
  const Exception& last = *(after - 1);
  return last.stamp + std::max<Moment>(0, moment - last.first - last.moments + 1);
}

Moment Timeline::FirstMoment(Stamp stamp) const {
  if (stamp <= first_) return 0;
  if (stamp > last_) return size_;
  if (!trace_.empty()) return std::lower_bound(trace_.begin(), trace_.end(), stamp) - trace_.begin();
  const auto at_or_after = std::lower_bound(exceptions_.begin(), exceptions_.end(), stamp,
                                            [](const Exception& e, Stamp s) { return e.stamp < s; });
  if (at_or_after == exceptions_.begin()) return stamp - first_;
  const Exception& last = *(at_or_after - 1);
  return last.first + last.moments + (stamp - last.stamp - 1);
}

Moment Timeline::LastMoment(Stamp stamp) const {
  if (stamp < first_) return -1;
  if (stamp >= last_) return size_ - 1;
  return FirstMoment(stamp + 1) - 1;
}

Stamp Timeline::Add(Stamp stamp, const base::Duration& duration) const {
  if (!trace_.empty()) {
    Stamp sum = 0;
    if (!__builtin_add_overflow(stamp, duration.seconds, &sum)) return sum;
    return duration.seconds < 0 ? std::numeric_limits<Stamp>::min() : std::numeric_limits<Stamp>::max();
  }
  const int64_t units_per_day = base::UnitsPerDay(grain_);
  const int64_t seconds_per_unit = 86'400 / units_per_day;
  base::Day day = base::DayOf(stamp, grain_);
  int64_t unit_of_day = stamp - base::ToStamp(day, grain_);
  if (duration.years != 0 || duration.months != 0) {
    const int day_of_month = base::ToCivil(day).day;
    day = base::AddDuration(day, {.years = duration.years, .months = duration.months});
    if (base::ToCivil(day).day != day_of_month) unit_of_day = units_per_day - 1;
  }
  day = base::AddDuration(day, {.days = duration.days});
  const int64_t part = duration.seconds % seconds_per_unit;
  const int64_t units = duration.seconds / seconds_per_unit + (part > 0 ? 1 : part < 0 ? -1 : 0);
  const Stamp calendar_begin = base::ToStamp(base::kFirstDay, grain_);
  const Stamp calendar_end = base::ToStamp(base::kLastDay, grain_) + units_per_day;
  const int64_t length = calendar_end - calendar_begin;
  return std::clamp(base::ToStamp(day, grain_) + unit_of_day + std::clamp(units, -length, length),
                    calendar_begin, calendar_end - 1);
}

Stamp Timeline::LastReaching(Stamp stamp, const base::Duration& duration) const {
  if (!trace_.empty()) return Add(stamp, {.seconds = -duration.seconds});
  // Add is monotone, and leads a step back not much further than it leads forwards: by days, where months
  // differ.
  const int64_t units_per_day = base::UnitsPerDay(grain_);
  Stamp low = stamp - (Add(stamp, duration) - stamp) - 8 * units_per_day;  // reaches no further
  Stamp beyond = stamp + 1;
  while (beyond - low > 1) {
    const Stamp middle = low + (beyond - low) / 2;
    if (Add(middle, duration) <= stamp) {
      low = middle;
    } else {
      beyond = middle;
    }
  }
  return low;
}

}  // namespace casus::core
