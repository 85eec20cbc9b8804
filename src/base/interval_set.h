#pragma once

// Sets of moments, as sorted half-open intervals.
//
//   IntervalSet held = {{10, 20}, {30, kPlusInfinity}};
//   held.Contains(20) == false;
//   Subtract(held, {{12, 14}}).ToString() == "[10, 12) [14, 20) [30, +inf)"
//
// A moment is an int64; what it counts (days, seconds, time-points) is the affair of the user. An interval
// [begin, end) has its begin and not its end. kMinusInfinity as a begin, kPlusInfinity as an end mean that
// there is no bound; neither is a moment itself.
//
// Invariant: the intervals of a set are not empty, sorted, disjoint and not adjacent, so that equal sets are
// equal intervals. The first two are stored in place. Union, intersection and difference take O(n + m), a
// look-up O(log n).

#include <boost/container/small_vector.hpp>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <span>
#include <string>

namespace casus::base {

inline constexpr int64_t kMinusInfinity = std::numeric_limits<int64_t>::min();
inline constexpr int64_t kPlusInfinity = std::numeric_limits<int64_t>::max();

struct Interval {
  int64_t begin;
  int64_t end;

  constexpr bool IsEmpty() const { return begin >= end; }
  constexpr bool Contains(int64_t moment) const { return begin <= moment && moment < end; }

  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

class IntervalSet {
 public:
  using Intervals = boost::container::small_vector<Interval, 2>;
  using const_iterator = Intervals::const_iterator;

  IntervalSet() = default;
  // Of intervals in any order, which may be empty, overlap or touch: O(n log n).
  IntervalSet(std::initializer_list<Interval> intervals);
  explicit IntervalSet(std::span<const Interval> intervals);

  static IntervalSet All() { return {{kMinusInfinity, kPlusInfinity}}; }

  // Adds an interval. O(1) amortized if it begins at or after the begin of the last one, else O(n).
  void Add(Interval interval);

  bool IsEmpty() const { return intervals_.empty(); }
  bool Contains(int64_t moment) const;
  // Whether all moments of the interval, or any, are in the set. An empty interval is covered, and meets
  // nothing.
  bool Covers(Interval interval) const;
  bool Meets(Interval interval) const;

  size_t size() const { return intervals_.size(); }
  const_iterator begin() const { return intervals_.begin(); }
  const_iterator end() const { return intervals_.end(); }
  const Interval& front() const { return intervals_.front(); }
  const Interval& back() const { return intervals_.back(); }
  const Interval& operator[](size_t index) const { return intervals_[index]; }

  // "[3, 5) [7, +inf)", and "{}" of the empty set.
  std::string ToString() const;

  friend bool operator==(const IntervalSet&, const IntervalSet&) = default;

 private:
  // The first interval that ends after the moment.
  const_iterator FirstEndingAfter(int64_t moment) const;

  Intervals intervals_;
};

IntervalSet Union(const IntervalSet& a, const IntervalSet& b);
IntervalSet Intersect(const IntervalSet& a, const IntervalSet& b);
IntervalSet Subtract(const IntervalSet& a, const IntervalSet& b);
// What of `within` is not in the set.
IntervalSet Complement(const IntervalSet& set, Interval within);

}  // namespace casus::base
