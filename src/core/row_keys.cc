#include "core/row_keys.h"

#include <utility>

#include "core/row_vector.h"

namespace casus::core {

RowKeys::RowKeys(std::vector<int> columns) : keys_(static_cast<int>(columns.size())), sides_(1) {
  sides_[0].columns = std::move(columns);
}

RowKeys::RowKeys(std::span<const ColumnPair> pairs) : keys_(static_cast<int>(pairs.size())), sides_(2) {
  for (const ColumnPair& pair : pairs) {
    sides_[0].columns.push_back(pair.left);
    sides_[1].columns.push_back(pair.right);
  }
}

uint32_t RowKeys::Compute(size_t side, const TupleTable& table, uint32_t row) {
  const std::span<const Value> values = table.Row(row);
  scratch_.clear();
  for (const int column : sides_[side].columns) scratch_.push_back(values[static_cast<size_t>(column)]);
  const uint32_t key = keys_.Intern(scratch_);
  At(sides_[side].key_of_row, row, HashIndex::kNone) = key;
  return key;
}

void RowLists::Insert(uint32_t key, uint32_t row) {
  uint32_t& head = At(heads_, key, kEnd);
  At(links_, row, {kEnd, kEnd}) = {head, kEnd};
  if (head != kEnd) links_[head].previous = row;
  head = row;
}

void RowLists::Erase(uint32_t key, uint32_t row) {
  const Link link = links_[row];
  if (link.previous == kEnd) {
    heads_[key] = link.next;
  } else {
    links_[link.previous].next = link.next;
  }
  if (link.next != kEnd) links_[link.next].previous = link.previous;
}

}  // namespace casus::core
