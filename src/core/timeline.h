#pragma once

// The line of moments on which everything holds or does not.
//
//   // Every day of 1939; on 10 October, three moments in order.
//   Timeline year = Timeline::Calendar(Grain::kDay, ToDay({1939, 1, 1}), ToDay({1939, 12, 31}),
//                                      {{ToDay({1939, 10, 10}), 3}});
//   year.size() == 367
//   year.LastMoment(signing) - year.FirstMoment(signing) == 2
//
// Moments are 0 ... size() - 1, each with a stamp, which never decreases. Intervals of moments are half-open,
// and size() as an end means that the line ends first. On a calendar every stamp between the first and the
// last has at least one moment. Distances are measured between stamps, with calendar steps.
//
// Only the stamps with several moments are stored: a century of seconds costs nothing. Look-ups take
// O(log(stored)), and O(1) where nothing is stored. A trace, whose moments carry any stamps that do not decrease,
// answers the same questions in O(log(moments)): not every stamp has a moment there, and its distances are
// plain numbers of units.

#include <span>
#include <vector>

#include "base/date.h"
#include "base/grain.h"

namespace casus::core {

using Moment = int64_t;
using base::Stamp;

// A stamp that has several moments.
struct BusyStamp {
  Stamp stamp;
  int64_t moments;  // at least 1
};

class Timeline {
 public:
  // From the stamp `first` through `last`. `busy` may come in any order; each stamp at most once, within the
  // line.
  static Timeline Calendar(base::Grain grain, Stamp first, Stamp last, std::vector<BusyStamp> busy = {});

  // The moments have these stamps, which must not decrease. Durations count units in their seconds and may
  // have no other parts.
  static Timeline Trace(std::span<const Stamp> stamps);

  Moment size() const { return size_; }
  base::Grain grain() const { return grain_; }
  bool is_trace() const { return !trace_.empty(); }
  Stamp first_stamp() const { return first_; }
  Stamp last_stamp() const { return last_; }

  Stamp StampOf(Moment moment) const;     // requires 0 <= moment < size()
  Moment FirstMoment(Stamp stamp) const;  // the first moment at or after the stamp, or size()
  Moment LastMoment(Stamp stamp) const;   // the last moment at or before the stamp, or -1

  // The stamp that is a duration after (or before, if negative) another: first the years and months, clamped
  // to the end of the month, then the days, then the seconds, a part of a unit counting as a whole one.
  // Monotone: where the day is clamped, the result is the last unit of that day, so that 31 January 09:00 + 1
  // month is not before 30 January 18:00 + 1 month. What would lie outside the calendar becomes its first or
  // last unit.
  Stamp Add(Stamp stamp, const base::Duration& duration) const;
  // The last stamp from which the duration, not negative in any part, leads no further than `stamp`.
  Stamp LastReaching(Stamp stamp, const base::Duration& duration) const;

  friend bool operator==(const Timeline&, const Timeline&) = default;

 private:
  struct Exception {
    Stamp stamp;
    Moment first;  // of its moments
    int64_t moments;
    friend bool operator==(const Exception&, const Exception&) = default;
  };

  Timeline(base::Grain grain, Stamp first, Stamp last) : grain_(grain), first_(first), last_(last) {}

  base::Grain grain_;
  Stamp first_;
  Stamp last_;
  Moment size_ = 0;
  std::vector<Exception> exceptions_;  // by stamp
  std::vector<Stamp> trace_;           // by moment; of a trace
};

}  // namespace casus::core
