#include "core/tuple_table.h"

#include "base/check.h"

namespace casus::core {

uint32_t TupleTable::Find(std::span<const Value> row, uint64_t hash) const {
  return index_.Find(hash, [&](uint32_t candidate) {
    // Rows are short: a loop ends before a call of memcmp would have begun.
    const Value* const values = values_.data() + candidate * arity_;
    for (size_t column = 0; column < row.size(); ++column) {
      if (row[column] != values[column]) return false;
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
  values_.insert(values_.end(), row.begin(), row.end());
  index_.Insert(hash, size_);
  return size_++;
}

std::optional<uint32_t> TupleTable::Find(std::span<const Value> row) const {
  CHECK(row.size() == arity_) << row.size() << " values for a table of " << arity_;
  const uint32_t found = Find(row, Hash(row));
  return found == HashIndex::kNone ? std::nullopt : std::optional(found);
}

}  // namespace casus::core
