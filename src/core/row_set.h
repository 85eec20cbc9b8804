#pragma once

// Rows that come and go: the state of an operator on a trace, and what others read of it.
//
//   RowSet set(2);
//   const auto [id, is_new] = set.Insert(row);      // ids are small, and used again after Erase
//   set.Matches(set.IndexOn(0b01), key).count       // how many rows have this value in column 0
//
// Inserting, finding and erasing take O(arity + indexes) on average. An index on some columns is made when
// first asked for and follows every change from then on: it chains the rows of one key, and knows how many
// they are, which is what a join orders itself by. So is that on whole rows: a set of which nobody asks whether a row is
// there has none.
//
// If somebody follows the changes (FollowChanges), the rows that came and went are kept in order until the
// next point.

#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "core/byte_stream.h"
#include "core/hash_index.h"
#include "core/value.h"

namespace casus::core {

// A set of columns; column 0 is the lowest bit.
using ColumnMask = uint64_t;

// The changes of a set at one point, in the order in which they were made: the row, its id, and whether it came.
class RowChanges {
 public:
  explicit RowChanges(size_t arity) : arity_(arity) {}

  void Add(int64_t point, uint32_t id, const Value* row, bool on) {
    if (point_ != point) {
      point_ = point;
      count_ = 0;
    }
    const size_t begin = count_ * (arity_ + 1);
    if (begin + arity_ >= values_.size()) [[unlikely]] {
      values_.resize(2 * (begin + arity_ + 1));
    }
    Value* const place = values_.data() + begin;
    for (size_t column = 0; column < arity_; ++column) place[column] = row[column];
    place[arity_] = Value{id} << 1 | (on ? 1 : 0);
    ++count_;
  }
  size_t CountAt(int64_t point) const { return point == point_ ? count_ : 0; }
  const Value* Row(size_t change) const { return values_.data() + change * (arity_ + 1); }
  uint32_t Id(size_t change) const { return static_cast<uint32_t>(Row(change)[arity_] >> 1); }
  bool IsOn(size_t change) const { return (Row(change)[arity_] & 1) != 0; }

  void Save(ByteWriter& writer) const {
    writer.Number(point_);
    writer.Numbers(std::vector<Value>(values_.begin(),
                                      values_.begin() + static_cast<std::ptrdiff_t>(count_ * (arity_ + 1))));
  }
  void Load(ByteReader& reader) {
    point_ = reader.Number();
    reader.Numbers(values_);
    count_ = values_.size() / (arity_ + 1);
    if (values_.size() != count_ * (arity_ + 1)) reader.Fail();
    if (!reader.ok()) point_ = -1;
  }

 private:
  size_t arity_;
  int64_t point_ = -1;
  size_t count_ = 0;
  std::vector<Value> values_;  // of each change the row and its mark, and room for more
};

class RowSet {
 public:
  static constexpr uint32_t kNone = HashIndex::kNone;

  struct MatchedRows {
    uint32_t first = kNone;
    uint32_t count = 0;
  };

  explicit RowSet(size_t arity) : arity_(arity), changes_(arity) {}

  std::pair<uint32_t, bool> Insert(const Value* row);  // the id, and whether it is new
  uint32_t Add(const Value* row);                      // requires a row that is not there
  void Erase(uint32_t id);                             // requires a row that is there
  // The row goes, and one that is not there comes under its id.
  void Replace(uint32_t id, const Value* row);
  uint32_t Find(const Value* row) {
    if (!is_hashed_) HashRows();
    return rows_.Find(HashOf(row), [&](uint32_t id) { return IsEqual(id, row); });
  }

  const Value* Row(uint32_t id) const { return values_.data() + id * arity_; }
  size_t size() const { return size_; }
  size_t peak() const { return is_there_.size(); }
  size_t arity() const { return arity_; }
  uint32_t id_end() const { return static_cast<uint32_t>(is_there_.size()); }
  bool IsThere(uint32_t id) const { return is_there_[id] != 0; }
  // The ids of all rows, however many there once were; in the order of coming, but that the last takes the place of
  // one that goes. The list is made when first asked for.
  const std::vector<uint32_t>& Ids();
  size_t bytes() const;

  // The number of the index on these columns, which must be some and not all.
  size_t IndexOn(ColumnMask mask);
  // The rows whose columns, in ascending order, have these values; the next one of a row that was given.
  MatchedRows Matches(size_t index, const Value* key) const;
  uint32_t NextMatch(size_t index, uint32_t id) const { return indexes_[index]->links[id].next; }

  void FollowChanges() { is_followed_ = true; }
  bool is_followed() const { return is_followed_; }
  const RowChanges& changes() const { return changes_; }
  // The point to which the changes to come belong.
  void BeginPoint(int64_t point) { point_ = point; }

  void Save(ByteWriter& writer) const;
  void Load(ByteReader& reader);  // of the same arity; ids are as they were

 private:
  struct Link {
    uint32_t next;
    uint32_t previous;
    uint32_t key;
  };
  struct Chain {
    uint32_t first;
    uint32_t count;  // 0: not in use
  };
  struct Index {
    std::vector<uint32_t> columns;
    ColumnMask mask;
    HashIndex keys;
    std::vector<Chain> chains;  // by key
    std::vector<uint32_t> free_keys;
    std::vector<Link> links;  // by id
  };

  uint64_t HashOf(const Value* row) const { return Hash({row, arity_}); }
  bool IsEqual(uint32_t id, const Value* row) const {
    const Value* other = Row(id);
    for (size_t column = 0; column < arity_; ++column) {
      if (other[column] != row[column]) return false;
    }
    return true;
  }
  void List(uint32_t id) {
    if (id >= places_.size()) places_.resize(id + 1);
    places_[id] = static_cast<uint32_t>(ids_.size());
    ids_.push_back(id);
  }
  uint32_t Store(const Value* row);  // and gives its id
  void HashRows();
  void AddTo(Index& index, uint32_t id);
  void RemoveFrom(Index& index, uint32_t id);
  uint64_t HashOfKey(const Index& index, const Value* row) const;

  size_t arity_;
  size_t size_ = 0;
  bool is_hashed_ = false;
  HashIndex rows_;  // if it is
  std::vector<Value> values_;
  std::vector<uint8_t> is_there_;  // by id
  std::vector<uint32_t> free_ids_;
  std::vector<std::unique_ptr<Index>> indexes_;
  bool is_listed_ = false;
  std::vector<uint32_t> ids_;     // if it is
  std::vector<uint32_t> places_;  // by id: where it is among them
  bool is_followed_ = false;
  int64_t point_ = -1;
  RowChanges changes_;
};

}  // namespace casus::core
