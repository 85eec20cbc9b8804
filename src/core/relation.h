#pragma once

// A temporal relation, computed: rows, each with the moments at which it holds.
//
//   const Relation& control = evaluation.Of(controls);
//   for (uint32_t row : control.Match(1, vilnius)) Print(control.Row(row), control.Intervals(row));
//
// Rows are those that hold at some moment, in the order in which they first came to hold; intervals are
// half-open, not empty, sorted, neither overlapping nor adjacent. Indexes are built when first asked for, so
// that a relation must not be read from several threads at once.

#include <optional>
#include <span>
#include <vector>

#include "base/interval_set.h"
#include "core/change_log.h"
#include "core/timeline.h"
#include "core/tuple_table.h"

namespace casus::core {

class Relation {
 public:
  // Of what the log says about rows of the table, which must outlive the relation, on a line of `size`
  // moments.
  Relation(const TupleTable& table, const ChangeLog& log, Moment size);

  size_t size() const { return table_rows_.size(); }
  int arity() const { return table_->arity(); }

  std::span<const Value> Row(size_t row) const { return table_->Row(table_rows_[row]); }
  std::span<const base::Interval> Intervals(size_t row) const {
    return {intervals_.data() + begins_[row], intervals_.data() + begins_[row + 1]};
  }
  bool HoldsAt(size_t row, Moment moment) const;  // O(log(intervals of the row))
  // The last interval that begins at or before the moment, or nothing.
  std::optional<base::Interval> LastIntervalFrom(size_t row, Moment moment) const;

  std::optional<uint32_t> Find(std::span<const Value> tuple) const;  // O(arity) on average
  std::span<const uint32_t> Match(int column, Value value) const;    // O(1) on average; in the order of rows

 private:
  // The rows of one column by value, as runs of `rows`.
  struct ColumnIndex {
    TupleTable values{1};
    std::vector<uint32_t> begins;
    std::vector<uint32_t> rows;
  };

  const TupleTable* table_;
  std::vector<uint32_t> table_rows_;     // by row: its row in the table
  std::vector<uint32_t> rows_of_table_;  // the reverse, or kNone
  std::vector<uint32_t> begins_;         // by row: its first interval; then the end of all
  std::vector<base::Interval> intervals_;
  mutable std::vector<std::optional<ColumnIndex>> indexes_;  // by column
};

}  // namespace casus::core
