#pragma once

// What is due when. Timers that are set in the order in which they fall due, as those of sliding windows are,
// cost O(1); others O(log n).

#include <algorithm>
#include <vector>

#include "core/change_log.h"

namespace casus::core {

struct Timer {
  Moment moment;
  uint32_t row;
  uint32_t note;  // the setter's own
};

class Agenda {
 public:
  void Set(Timer timer) {
    if (next_ == in_order_.size()) {
      in_order_.clear();
      next_ = 0;
    }
    if (in_order_.empty() || in_order_.back().moment <= timer.moment) {
      in_order_.push_back(timer);
    } else {
      heap_.push_back(timer);
      std::push_heap(heap_.begin(), heap_.end(), IsLater);
    }
  }

  Moment NextMoment() const {
    const Moment in_order = next_ < in_order_.size() ? in_order_[next_].moment : kNever;
    return heap_.empty() ? in_order : std::min(in_order, heap_.front().moment);
  }

  // Requires one: NextMoment() < kNever.
  Timer Take() {
    if (next_ < in_order_.size() && (heap_.empty() || in_order_[next_].moment <= heap_.front().moment)) {
      return in_order_[next_++];
    }
    std::pop_heap(heap_.begin(), heap_.end(), IsLater);
    const Timer timer = heap_.back();
    heap_.pop_back();
    return timer;
  }

 private:
  static bool IsLater(const Timer& a, const Timer& b) { return a.moment > b.moment; }

  std::vector<Timer> in_order_;  // taken before next_
  size_t next_ = 0;
  std::vector<Timer> heap_;
};

}  // namespace casus::core
