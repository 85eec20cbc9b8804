#pragma once

// Distinct rows under dense numbers, in the order of first appearance.
//
//   TupleTable table(2);
//   uint32_t row = table.Intern({{germany, poland}});
//   table.Row(row)[1] == poland;
//
// Rows are stored one after another, so that a look-up that follows the index touches one place in memory.
// Interning and finding take O(arity) on average. A view of a row is valid until the next Intern, which must
// not be given a view into the table itself.

#include <optional>
#include <span>
#include <vector>

#include "core/hash_index.h"
#include "core/value.h"

namespace casus::core {

class TupleTable {
 public:
  static constexpr uint32_t kMaxRows = 0x7fffffff;

  explicit TupleTable(int arity) : arity_(static_cast<size_t>(arity)) {}

  uint32_t Intern(std::span<const Value> row);
  std::optional<uint32_t> Find(std::span<const Value> row) const;

  std::span<const Value> Row(uint32_t row) const { return {values_.data() + row * arity_, arity_}; }
  uint32_t size() const { return size_; }
  int arity() const { return static_cast<int>(arity_); }

 private:
  uint32_t Find(std::span<const Value> row, uint64_t hash) const;

  size_t arity_;
  uint32_t size_ = 0;
  std::vector<Value> values_;
  HashIndex index_;
};

}  // namespace casus::core
