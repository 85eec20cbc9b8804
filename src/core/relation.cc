#include "core/relation.h"

#include <algorithm>

#include "base/check.h"

namespace casus::core {

Relation::Relation(const TupleTable& table, const ChangeLog& log, Moment size)
    : table_(&table), indexes_(static_cast<size_t>(table.arity())) {
  // Rows in the order in which they first hold, and how many runs each has.
  rows_of_table_.assign(table.size(), HashIndex::kNone);
  std::vector<uint32_t> runs;
  for (size_t batch = 0; batch < log.size(); ++batch) {
    for (const Change change : log.ChangesOf(batch)) {
      if (!change.on()) continue;
      uint32_t& row = rows_of_table_[change.row()];
      if (row == HashIndex::kNone) {
        row = static_cast<uint32_t>(table_rows_.size());
        table_rows_.push_back(change.row());
        runs.push_back(0);
      }
      ++runs[row];
    }
  }
  begins_.assign(runs.size() + 1, 0);
  for (size_t row = 0; row < runs.size(); ++row) begins_[row + 1] = begins_[row] + runs[row];
  intervals_.resize(begins_.back());
  std::vector<uint32_t> next(begins_.begin(), begins_.end() - 1);
  for (size_t batch = 0; batch < log.size(); ++batch) {
    const Moment moment = log.MomentOf(batch);
    for (const Change change : log.ChangesOf(batch)) {
      const uint32_t row = rows_of_table_[change.row()];
      if (change.on()) {
        intervals_[next[row]++] = {moment, size};
      } else {
        intervals_[next[row] - 1].end = moment;
      }
    }
  }
}

std::optional<base::Interval> Relation::LastIntervalFrom(size_t row, Moment moment) const {
  const std::span<const base::Interval> intervals = Intervals(row);
  const auto after =
      std::upper_bound(intervals.begin(), intervals.end(), moment,
                       [](Moment m, const base::Interval& interval) { return m < interval.begin; });
  if (after == intervals.begin()) return std::nullopt;
  return *(after - 1);
}

bool Relation::HoldsAt(size_t row, Moment moment) const {
  const std::optional<base::Interval> interval = LastIntervalFrom(row, moment);
  return interval && moment < interval->end;
}

std::optional<uint32_t> Relation::Find(std::span<const Value> tuple) const {
  const std::optional<uint32_t> table_row = table_->Find(tuple);
  // The table may be shared, and have grown since.
  if (!table_row || *table_row >= rows_of_table_.size()) return std::nullopt;
  const uint32_t row = rows_of_table_[*table_row];
  return row == HashIndex::kNone ? std::nullopt : std::optional(row);
}

std::span<const uint32_t> Relation::Match(int column, Value value) const {
  CHECK(column >= 0 && column < arity()) << "column " << column << " of " << arity();
  const auto place = static_cast<size_t>(column);
  std::optional<ColumnIndex>& index = indexes_[place];
  if (!index) {
    index.emplace();
    std::vector<uint32_t> value_of_row;
    std::vector<uint32_t> counts;
    for (uint32_t row = 0; row < size(); ++row) {
      const uint32_t id = index->values.Intern(Row(row).subspan(place, 1));
      if (id == counts.size()) counts.push_back(0);
      ++counts[id];
      value_of_row.push_back(id);
    }
    index->begins.assign(counts.size() + 1, 0);
    for (size_t id = 0; id < counts.size(); ++id) index->begins[id + 1] = index->begins[id] + counts[id];
    std::vector<uint32_t> next(index->begins.begin(), index->begins.end() - 1);
    index->rows.resize(size());
    for (uint32_t row = 0; row < size(); ++row) index->rows[next[value_of_row[row]]++] = row;
  }
  const std::optional<uint32_t> id = index->values.Find({&value, 1});
  if (!id) return {};
  return {index->rows.data() + index->begins[*id], index->rows.data() + index->begins[*id + 1]};
}

}  // namespace casus::core
