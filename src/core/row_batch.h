#pragma once

// The rows that hold at one point, for those who read them at that point.
//
//   RowBatch batch(2);
//   batch.Begin(point);  batch.Append(row);       or   batch.Borrow(point, rows_in_a_chunk, 5);
//   batch.CountAt(point)                          0 at every other point: nobody has to clear it
//
// A batch may hold a row twice, unless it is filled by AppendDistinct. Few rows are searched one by one; of
// many, an index on the columns asked for is made at the first search at a point.

#include <deque>
#include <span>
#include <vector>

#include "core/byte_stream.h"
#include "core/hash_index.h"
#include "core/row_set.h"
#include "core/value.h"

namespace casus::core {

class RowBatch {
 public:
  explicit RowBatch(size_t arity) : arity_(arity) {}

  void Begin(int64_t point) {
    point_ = point;
    count_ = 0;
  }
  void Append(const Value* row) {
    const size_t used = count_ * arity_;
    if (used + arity_ > own_.size()) own_.resize(2 * used + arity_);
    for (size_t column = 0; column < arity_; ++column) own_[used + column] = row[column];
    rows_ = own_.data();
    ++count_;
  }
  bool AppendDistinct(const Value* row);  // whether it is new
  void Borrow(int64_t point, const Value* rows, size_t count) {
    point_ = point;
    count_ = count;
    rows_ = rows;
  }

  size_t arity() const { return arity_; }
  size_t CountAt(int64_t point) const { return point_ == point ? count_ : 0; }
  const Value* Row(size_t row) const { return rows_ + row * arity_; }

  // Calls visit(row) for the rows whose columns of the mask, ascending, have these values, until it gives true;
  // whether it did. Requires a mask that is not empty, and the present point.
  template <typename Visit>
  bool VisitMatches(ColumnMask mask, const Value* key, Visit visit);

  void Save(ByteWriter& writer) const;  // the rows, with their point
  void Load(ByteReader& reader);

 private:
  static constexpr size_t kFew = 12;

  struct Index {
    ColumnMask mask;
    std::vector<uint32_t> columns;
    int64_t point = -1;
    HashIndex keys;              // the last row of each key
    std::vector<uint32_t> next;  // by row
  };

  Index& IndexOn(ColumnMask mask);

  size_t arity_;
  int64_t point_ = -1;
  size_t count_ = 0;
  const Value* rows_ = nullptr;
  std::vector<Value> own_;  // what has been appended, and room for more
  HashIndex distinct_;
  std::deque<Index> indexes_;  // a new one leaves the others where they are
};

template <typename Visit>
bool RowBatch::VisitMatches(ColumnMask mask, const Value* key, Visit visit) {
  if (count_ <= kFew) {
    for (size_t row = 0; row < count_; ++row) {
      const Value* values = Row(row);
      const Value* expected = key;
      bool agrees = true;
      for (ColumnMask rest = mask; rest != 0 && agrees; rest &= rest - 1) {
        agrees = values[__builtin_ctzll(rest)] == *expected++;
      }
      if (agrees && visit(values)) return true;
    }
    return false;
  }
  const Index& index = IndexOn(mask);
  uint32_t row = index.keys.Find(Hash({key, index.columns.size()}), [&](uint32_t candidate) {
    const Value* values = Row(candidate);
    for (size_t i = 0; i < index.columns.size(); ++i) {
      if (values[index.columns[i]] != key[i]) return false;
    }
    return true;
  });
  while (row != HashIndex::kNone) {
    const uint32_t next = index.next[row];
    if (visit(Row(row))) return true;
    row = next;
  }
  return false;
}

}  // namespace casus::core
