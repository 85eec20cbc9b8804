#pragma once

// Rows by key: how an operator with two inputs finds the partners of a row.

#include <span>
#include <vector>

#include "core/plan.h"
#include "core/tuple_table.h"

namespace casus::core {

// Numbers the distinct values of some columns of the rows of one or more inputs ("sides"), alike on all
// sides.
class RowKeys {
 public:
  explicit RowKeys(std::vector<int> columns);
  explicit RowKeys(std::span<const ColumnPair> pairs);  // side 0 is the left

  // O(1) when the row has been asked for before.
  uint32_t Of(size_t side, const TupleTable& table, uint32_t row) {
    std::vector<uint32_t>& known = sides_[side].key_of_row;
    if (row < known.size() && known[row] != HashIndex::kNone) return known[row];
    return Compute(side, table, row);
  }
  std::span<const Value> Key(uint32_t key) const { return keys_.Row(key); }

 private:
  struct Side {
    std::vector<int> columns;
    std::vector<uint32_t> key_of_row;
  };

  uint32_t Compute(size_t side, const TupleTable& table, uint32_t row);

  TupleTable keys_;
  std::vector<Side> sides_;
  std::vector<Value> scratch_;
};

// A list of rows for each key, in which a row stands at most once; a row has one key. All operations take
// constant time. The lists are linked through the rows, so that a key with one row costs no more than the
// row.
class RowLists {
 public:
  static constexpr uint32_t kEnd = 0xffffffff;

  void Insert(uint32_t key, uint32_t row);
  void Erase(uint32_t key, uint32_t row);  // requires that it is there

  uint32_t First(uint32_t key) const { return key < heads_.size() ? heads_[key] : kEnd; }
  uint32_t After(uint32_t row) const { return links_[row].next; }

 private:
  struct Link {
    uint32_t next;
    uint32_t previous;
  };

  std::vector<uint32_t> heads_;  // by key
  std::vector<Link> links_;      // by row
};

}  // namespace casus::core
