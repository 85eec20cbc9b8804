#pragma once

// What changes in a relation, and when: the form in which relations flow between operators.
//
//   rows       germany-poland   [3, 7)          log   3: +0    5: +1    7: -0
//              britain-germany  [5, end)
//
// A log is a sequence of batches of ascending moments; a batch has at least one change and at most one for
// each row of the relation's table. A row begins to hold at its + and ceases to hold at its -, so that the
// state at a moment is the sum of the batches up to it. A row that holds at the last moment has no last -.

#include <span>
#include <utility>
#include <vector>

#include "base/check.h"
#include "base/interval_set.h"
#include "core/timeline.h"

namespace casus::core {

inline constexpr Moment kNever = base::kPlusInfinity;

class Change {
 public:
  Change(uint32_t row, bool on) : bits_(row << 1 | (on ? 1 : 0)) {}
  uint32_t row() const { return bits_ >> 1; }
  bool on() const { return (bits_ & 1) != 0; }
  friend bool operator==(Change, Change) = default;

 private:
  uint32_t bits_;
};

class ChangeLog {
 public:
  // Opens a new batch for the changes that follow. Moments must ascend.
  void Begin(Moment moment) {
    CHECK(moments_.empty() || moments_.back() < moment)
        << "batch at " << moment << " after " << moments_.back();
    moments_.push_back(moment);
    begins_.push_back(static_cast<uint32_t>(changes_.size()));
  }
  void Append(Change change) { changes_.push_back(change); }

  size_t size() const { return moments_.size(); }  // batches
  Moment MomentOf(size_t batch) const { return moments_[batch]; }
  std::span<const Change> ChangesOf(size_t batch) const {
    const size_t end = batch + 1 < begins_.size() ? begins_[batch + 1] : changes_.size();
    return {changes_.data() + begins_[batch], changes_.data() + end};
  }
  size_t change_count() const { return changes_.size(); }

  friend bool operator==(const ChangeLog&, const ChangeLog&) = default;

  // The same relation on the line of moments read from its end: moment t becomes size - 1 - t.
  ChangeLog Mirrored(Moment size) const;

 private:
  std::vector<Moment> moments_;   // by batch
  std::vector<uint32_t> begins_;  // by batch: its first change
  std::vector<Change> changes_;
};

}  // namespace casus::core
