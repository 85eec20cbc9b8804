#include "core/row_batch.h"

#include <algorithm>

namespace casus::core {

bool RowBatch::AppendDistinct(const Value* row) {
  const auto is_equal = [&](size_t other) {
    const Value* values = Row(other);
    for (size_t column = 0; column < arity_; ++column) {
      if (values[column] != row[column]) return false;
    }
    return true;
  };
  if (count_ < kFew) {
    for (size_t other = 0; other < count_; ++other) {
      if (is_equal(other)) return false;
    }
    Append(row);
    return true;
  }
  if (count_ == kFew) {
    distinct_.Reset(4 * kFew);
    for (uint32_t other = 0; other < kFew; ++other) distinct_.Insert(Hash({Row(other), arity_}), other);
  }
  const uint64_t hash = Hash({row, arity_});
  if (distinct_.Find(hash, is_equal) != HashIndex::kNone) return false;
  distinct_.Insert(hash, static_cast<uint32_t>(count_));
  Append(row);
  return true;
}

RowBatch::Index& RowBatch::IndexOn(ColumnMask mask) {
  auto index = std::find_if(indexes_.begin(), indexes_.end(), [&](const Index& i) { return i.mask == mask; });
  if (index == indexes_.end()) {
    indexes_.push_back({.mask = mask, .columns = {}, .keys = {}, .next = {}});
    index = indexes_.end() - 1;
    for (ColumnMask rest = mask; rest != 0; rest &= rest - 1) {
      index->columns.push_back(static_cast<uint32_t>(__builtin_ctzll(rest)));
    }
  }
  if (index->point == point_) return *index;
  index->point = point_;
  index->keys.Reset(count_);
  index->next.resize(count_);
  for (uint32_t row = 0; row < count_; ++row) {
    const Value* values = Row(row);
    uint64_t hash = index->columns.size();
    for (const uint32_t column : index->columns) hash = Mix(hash, static_cast<uint64_t>(values[column]));
    const uint32_t last = index->keys.Find(hash, [&](uint32_t candidate) {
      const Value* other = Row(candidate);
      return std::all_of(index->columns.begin(), index->columns.end(),
                         [&](uint32_t column) { return other[column] == values[column]; });
    });
    index->next[row] = last;
    if (last == HashIndex::kNone) {
      index->keys.Insert(hash, row);
    } else {
      index->keys.Replace(hash, last, row);
    }
  }
  return *index;
}

void RowBatch::Save(ByteWriter& writer) const {
  writer.Number(point_);
  writer.Number(static_cast<int64_t>(count_));
  writer.Numbers(std::vector<Value>(rows_, rows_ + count_ * arity_));
}

void RowBatch::Load(ByteReader& reader) {
  point_ = reader.Number();
  count_ = static_cast<size_t>(reader.Number());
  reader.Numbers(own_);
  rows_ = own_.data();
  if (own_.size() != count_ * arity_) {
    reader.Fail();
    count_ = 0;
  }
}

}  // namespace casus::core
