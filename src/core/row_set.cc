#include "core/row_set.h"

#include "base/check.h"

namespace casus::core {

std::pair<uint32_t, bool> RowSet::Insert(const Value* row) {
  if (!is_hashed_) HashRows();
  const uint64_t hash = HashOf(row);
  const uint32_t found = rows_.Find(hash, [&](uint32_t id) { return IsEqual(id, row); });
  if (found != kNone) return {found, false};
  const uint32_t id = Store(row);
  rows_.Insert(hash, id);
  return {id, true};
}

uint32_t RowSet::Add(const Value* row) {
  const uint32_t id = Store(row);
  if (is_hashed_) rows_.Insert(HashOf(row), id);
  return id;
}

uint32_t RowSet::Store(const Value* row) {
  uint32_t id = id_end();
  if (free_ids_.empty()) {
    CHECK(id < kNone) << "too many rows in one state";
    values_.insert(values_.end(), row, row + arity_);
    is_there_.push_back(1);
  } else {
    id = free_ids_.back();
    free_ids_.pop_back();
    std::copy(row, row + arity_, values_.begin() + static_cast<std::ptrdiff_t>(id * arity_));
    is_there_[id] = 1;
  }
  for (const auto& index : indexes_) AddTo(*index, id);
  if (is_listed_) List(id);
  ++size_;
  if (is_followed_) changes_.Add(point_, id, row, true);
  return id;
}

void RowSet::HashRows() {
  is_hashed_ = true;
  rows_.Reset(size_);
  for (uint32_t id = 0; id < id_end(); ++id) {
    if (IsThere(id)) rows_.Insert(HashOf(Row(id)), id);
  }
}

void RowSet::Erase(uint32_t id) {
  if (is_followed_) changes_.Add(point_, id, Row(id), false);
  for (const auto& index : indexes_) RemoveFrom(*index, id);
  if (is_hashed_) rows_.Erase(HashOf(Row(id)), id);
  if (is_listed_) {
    ids_[places_[id]] = ids_.back();
    places_[ids_.back()] = places_[id];
    ids_.pop_back();
  }
  is_there_[id] = 0;
  free_ids_.push_back(id);
  --size_;
}

void RowSet::Replace(uint32_t id, const Value* row) {
  if (is_followed_) changes_.Add(point_, id, Row(id), false);
  for (const auto& index : indexes_) RemoveFrom(*index, id);
  if (is_hashed_) rows_.Erase(HashOf(Row(id)), id);
  std::copy(row, row + arity_, values_.begin() + static_cast<std::ptrdiff_t>(id * arity_));
  for (const auto& index : indexes_) AddTo(*index, id);
  if (is_hashed_) rows_.Insert(HashOf(row), id);
  if (is_followed_) changes_.Add(point_, id, row, true);
}

const std::vector<uint32_t>& RowSet::Ids() {
  if (!is_listed_) {
    is_listed_ = true;
    for (uint32_t id = 0; id < id_end(); ++id) {
      if (IsThere(id)) List(id);
    }
  }
  return ids_;
}

size_t RowSet::IndexOn(ColumnMask mask) {
  for (size_t i = 0; i < indexes_.size(); ++i) {
    if (indexes_[i]->mask == mask) return i;
  }
  auto index = std::make_unique<Index>();
  index->mask = mask;
  for (uint32_t column = 0; column < arity_; ++column) {
    if ((mask >> column & 1) != 0) index->columns.push_back(column);
  }
  for (uint32_t id = 0; id < id_end(); ++id) {
    if (IsThere(id)) AddTo(*index, id);
  }
  indexes_.push_back(std::move(index));
  return indexes_.size() - 1;
}

uint64_t RowSet::HashOfKey(const Index& index, const Value* row) const {
  uint64_t hash = index.columns.size();
  for (const uint32_t column : index.columns) hash = Mix(hash, static_cast<uint64_t>(row[column]));
  return hash;
}

RowSet::MatchedRows RowSet::Matches(size_t number, const Value* key) const {
  const Index& index = *indexes_[number];
  const uint64_t hash = Hash({key, index.columns.size()});
  const uint32_t found = index.keys.Find(hash, [&](uint32_t candidate) {
    const Value* row = Row(index.chains[candidate].first);
    for (size_t i = 0; i < index.columns.size(); ++i) {
      if (row[index.columns[i]] != key[i]) return false;
    }
    return true;
  });
  if (found == kNone) return {};
  return {index.chains[found].first, index.chains[found].count};
}

void RowSet::AddTo(Index& index, uint32_t id) {
  const Value* row = Row(id);
  const uint64_t hash = HashOfKey(index, row);
  uint32_t key = index.keys.Find(hash, [&](uint32_t candidate) {
    const Value* other = Row(index.chains[candidate].first);
    for (const uint32_t column : index.columns) {
      if (row[column] != other[column]) return false;
    }
    return true;
  });
  if (key == kNone) {
    key = static_cast<uint32_t>(index.chains.size());
    if (index.free_keys.empty()) {
      index.chains.push_back({kNone, 0});
    } else {
      key = index.free_keys.back();
      index.free_keys.pop_back();
      index.chains[key] = {kNone, 0};
    }
    index.keys.Insert(hash, key);
  }
  Chain& chain = index.chains[key];
  if (id >= index.links.size()) index.links.resize(id + 1);
  index.links[id] = {chain.first, kNone, key};
  if (chain.first != kNone) index.links[chain.first].previous = id;
  chain.first = id;
  ++chain.count;
}

void RowSet::RemoveFrom(Index& index, uint32_t id) {
  const Link link = index.links[id];
  Chain& chain = index.chains[link.key];
  if (--chain.count == 0) {
    index.keys.Erase(HashOfKey(index, Row(id)), link.key);
    index.free_keys.push_back(link.key);
    return;
  }
  if (link.previous == kNone) {
    chain.first = link.next;
  } else {
    index.links[link.previous].next = link.next;
  }
  if (link.next != kNone) index.links[link.next].previous = link.previous;
}

size_t RowSet::bytes() const {
  size_t bytes = rows_.bytes() + values_.capacity() * sizeof(Value) + is_there_.capacity() +
                 (free_ids_.capacity() + ids_.capacity() + places_.capacity()) * sizeof(uint32_t);
  for (const auto& index : indexes_) {
    bytes += index->keys.bytes() + index->chains.capacity() * sizeof(Chain) +
             index->free_keys.capacity() * sizeof(uint32_t) + index->links.capacity() * sizeof(Link);
  }
  return bytes;
}

void RowSet::Save(ByteWriter& writer) const {
  writer.Numbers(values_);
  writer.Numbers(is_there_);
  writer.Numbers(free_ids_);
  changes_.Save(writer);
}

void RowSet::Load(ByteReader& reader) {
  reader.Numbers(values_);
  reader.Numbers(is_there_);
  reader.Numbers(free_ids_);
  changes_.Load(reader);
  size_ = 0;
  for (const uint8_t is_there : is_there_) size_ += is_there;
  if (values_.size() != is_there_.size() * arity_ || size_ + free_ids_.size() != is_there_.size()) {
    reader.Fail();
    values_.clear();
    is_there_.clear();
    free_ids_.clear();
    size_ = 0;
  }
  is_listed_ = false;
  ids_.clear();
  is_hashed_ = false;
  rows_.Reset(0);
  std::vector<ColumnMask> masks;
  for (const auto& index : indexes_) masks.push_back(index->mask);
  indexes_.clear();
  for (const ColumnMask mask : masks) IndexOn(mask);
}

}  // namespace casus::core
