#pragma once

// The facts of one input, as they were handed in.

#include <span>
#include <vector>

#include "core/operator_state.h"
#include "core/timeline.h"

namespace casus::core {

struct Facts {
  std::vector<uint32_t> rows;  // by fact: its row in the input's table
  std::vector<Moment> begins;
  std::vector<Moment> ends;

  // Writes the changes of the rows that at least one fact says hold, on a line of `size` moments. O(facts) if
  // the facts are in order of their begins and ends, else O(facts log facts).
  void WriteLog(Output& output, Moment size) const;

  // The facts about a row, in order. The first call takes O(facts).
  std::span<const uint32_t> OfRow(uint32_t row) const;

 private:
  mutable std::vector<uint32_t> by_row_;  // facts
  mutable std::vector<uint32_t> begins_of_rows_;
};

}  // namespace casus::core
