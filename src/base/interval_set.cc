#include "base/interval_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace casus::base {

IntervalSet::IntervalSet(std::initializer_list<Interval> intervals)
    : IntervalSet(std::span<const Interval>(intervals.begin(), intervals.size())) {}

IntervalSet::IntervalSet(std::span<const Interval> intervals) {
  const auto by_begin = [](const Interval& a, const Interval& b) { return a.begin < b.begin; };
  if (std::is_sorted(intervals.begin(), intervals.end(), by_begin)) {
    for (const Interval& interval : intervals) Add(interval);
    return;
  }
  std::vector<Interval> sorted(intervals.begin(), intervals.end());
  std::sort(sorted.begin(), sorted.end(), by_begin);
  for (const Interval& interval : sorted) Add(interval);
}

void IntervalSet::Add(Interval interval) {
  if (interval.IsEmpty()) return;
  if (intervals_.empty() || intervals_.back().end < interval.begin) {
    intervals_.push_back(interval);
    return;
  }
  // Those from `first` up to `last` overlap or touch the interval; it replaces them.
  auto first = intervals_.end();
  while (first != intervals_.begin() && std::prev(first)->end >= interval.begin) --first;
  auto last = first;
  while (last != intervals_.end() && last->begin <= interval.end) ++last;
  if (first == last) {
    intervals_.insert(first, interval);
    return;
  }
  first->begin = std::min(first->begin, interval.begin);
  first->end = std::max(std::prev(last)->end, interval.end);
  intervals_.erase(std::next(first), last);
}

IntervalSet::const_iterator IntervalSet::FirstEndingAfter(int64_t moment) const {
  return std::partition_point(intervals_.begin(), intervals_.end(),
                              [&](const Interval& interval) { return interval.end <= moment; });
}

bool IntervalSet::Contains(int64_t moment) const {
  const auto found = FirstEndingAfter(moment);
  return found != intervals_.end() && found->begin <= moment;
}

bool IntervalSet::Covers(Interval interval) const {
  if (interval.IsEmpty()) return true;
  const auto found = FirstEndingAfter(interval.begin);
  return found != intervals_.end() && found->begin <= interval.begin && interval.end <= found->end;
}

bool IntervalSet::Meets(Interval interval) const {
  if (interval.IsEmpty()) return false;
  const auto found = FirstEndingAfter(interval.begin);
  return found != intervals_.end() && found->begin < interval.end;
}

std::string IntervalSet::ToString() const {
  if (IsEmpty()) return "{}";
  std::string text;
  for (const auto& [begin, end] : intervals_) {
    text += fmt::format("{}[{}, {})", text.empty() ? "" : " ",
                        begin == kMinusInfinity ? "-inf" : std::to_string(begin),
                        end == kPlusInfinity ? "+inf" : std::to_string(end));
  }
  return text;
}

IntervalSet Union(const IntervalSet& a, const IntervalSet& b) {
  IntervalSet result;
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() || j != b.end()) {
    const bool take_a = j == b.end() || (i != a.end() && i->begin <= j->begin);
    result.Add(take_a ? *i++ : *j++);
  }
  return result;
}

IntervalSet Intersect(const IntervalSet& a, const IntervalSet& b) {
  IntervalSet result;
  auto i = a.begin();
  auto j = b.begin();
  while (i != a.end() && j != b.end()) {
    result.Add({.begin = std::max(i->begin, j->begin), .end = std::min(i->end, j->end)});
    if (i->end < j->end) {
      ++i;
    } else {
      ++j;
    }
  }
  return result;
}

IntervalSet Subtract(const IntervalSet& a, const IntervalSet& b) {
  IntervalSet result;
  auto hole = b.begin();
  for (const auto& [begin, end] : a) {
    int64_t from = begin;
    while (hole != b.end() && hole->end <= from) ++hole;
    // A hole may reach into the next interval of a, so that `hole` stays where it is.
    for (auto next = hole; next != b.end() && next->begin < end; ++next) {
      result.Add({.begin = from, .end = next->begin});
      from = next->end;
    }
    result.Add({.begin = from, .end = end});
  }
  return result;
}

IntervalSet Complement(const IntervalSet& set, Interval within) { return Subtract({within}, set); }

}  // namespace casus::base
