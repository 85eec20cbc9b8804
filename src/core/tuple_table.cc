#include "core/tuple_table.h"

#include "base/check.h"

namespace casus::core {

uint32_t TupleTable::Find(std::span<const Value> row, uint64_t hash) const {
  return index_.Find(hash, [&](uint32_t candidate) {
    // Rows are short: no call for a few values.
    const Value* other = values_.data() + candidate * arity_;
    for (size_t column = 0; column < arity_; ++column) {
      if (row[column] != other[column]) return false;
    }
    return true;
  });
}

uint32_t TupleTable::Intern(std::span<const Value> row) {
  CHECK(row.size() == arity_) << row.size() << " values for a table of " << arity_;
  const uint64_t hash = Hash(row);
  const uint32_t found = Find(row, hash);
  if (found != HashIndex::kNone) return found;
  CHECK(size_ < kMaxRows) << "too many rows in one table";
  for (const Value value : row) values_.push_back(value);
  index_.Insert(hash, size_);
  return size_++;
}

std::optional<uint32_t> TupleTable::Find(std::span<const Value> row) const {
  CHECK(row.size() == arity_) << row.size() << " values for a table of " << arity_;
  const uint32_t found = Find(row, Hash(row));
  return found == HashIndex::kNone ? std::nullopt : std::optional(found);
}

}  // namespace casus::core
