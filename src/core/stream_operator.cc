#include "core/stream_operator.h"

#include <algorithm>

namespace casus::core {

PairKeys::PairKeys(std::span<const ColumnPair> pairs, bool from_left) {
  std::vector<std::pair<size_t, size_t>> by_target;  // column that is asked, column that has its value
  for (const ColumnPair& pair : pairs) {
    const auto left = static_cast<size_t>(pair.left);
    const auto right = static_cast<size_t>(pair.right);
    by_target.emplace_back(from_left ? right : left, from_left ? left : right);
  }
  std::sort(by_target.begin(), by_target.end());
  for (const auto& [target, source] : by_target) {
    const ColumnMask bit = ColumnMask{1} << target;
    if ((mask_ & bit) != 0) {
      equal_.emplace_back(sources_.back(), source);
      continue;
    }
    mask_ |= bit;
    sources_.push_back(source);
  }
}

SetMatches::SetMatches(RowSet& set, ColumnMask mask) : set_(&set) {
  const ColumnMask all = (ColumnMask{1} << set.arity()) - 1;
  kind_ = mask == all ? Kind::kRow : mask == 0 ? Kind::kAll : Kind::kIndex;
  if (kind_ == Kind::kIndex) index_ = set.IndexOn(mask);
}

void IdOrder::Save(ByteWriter& writer) const {
  std::vector<uint32_t> ids;
  for (uint32_t id = first_; id != kNone; id = After(id)) ids.push_back(id);
  writer.Numbers(ids);
}

void IdOrder::Load(ByteReader& reader, size_t ids) {
  std::vector<uint32_t> list;
  reader.Numbers(list);
  *this = {};
  for (const uint32_t id : list) {
    if (id >= ids || (id < links_.size() && links_[id].is_in)) return reader.Fail();
    MoveToEnd(id);
  }
}

}  // namespace casus::core
