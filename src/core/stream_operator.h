#pragma once

// The operators of a stream: what they have in common.
//
// Time is the outermost loop: at each point, the operators of a stage run once, inputs before readers. What
// an operator says at a point is of one of two forms:
//
//   rows     the rows that hold at this point, and are told anew at each: what happens (RowBatch)
//   a state  rows that stay until something ends them, with the changes of this point (RowSet)
//
// so that the cost of a point is what happens at it, and what changes. A *stage* is a cursor over the log.
// What looks ahead reads a stage of its own that runs ahead of the one it speaks in: Eventually within 10 has
// its input run through all points whose stamps are at most 10 later, and then speaks. `Receive` is called
// at each point of the stage ahead.

#include <cstdint>
#include <string_view>

#include "core/row_batch.h"
#include "core/row_set.h"
#include "core/rule_body.h"

namespace casus::core {

class StreamOperator {
 public:
  explicit StreamOperator(NodeId node) : node_(node) {}
  virtual ~StreamOperator() = default;

  // Says what holds at the point. Points come in order, each once.
  virtual void Advance(const Now& now) = 0;
  // Takes what its inputs say at the point, if that concerns later points only (Plan::Delays).
  virtual void Absorb(const Now& /*now*/) {}
  // Takes what its input says at a point of the stage ahead, before it speaks at `speaking`.
  virtual void Receive(const Now& /*ahead*/, const Now& /*speaking*/) {}

  // Nothing but the rows of inputs makes it do or say anything, so that points without any may be left out.
  virtual bool MayRest() const = 0;

  NodeId node() const { return node_; }
  virtual std::string_view name() const = 0;
  virtual size_t rows() const = 0;  // that it remembers
  virtual size_t peak() const = 0;
  virtual size_t bytes() const = 0;
  virtual void Save(ByteWriter& writer) const = 0;
  virtual void Load(ByteReader& reader) = 0;

 private:
  NodeId node_;
};

// What is in a column of one side of pairs, as a key for the other: see PairKeys.
class PairKeys {
 public:
  // Keys for the right, from rows of the left; or the other way round.
  PairKeys(std::span<const ColumnPair> pairs, bool from_left);

  ColumnMask mask() const { return mask_; }  // the columns that are bound on the side that is asked
  size_t size() const { return sources_.size(); }
  // The values of those columns, ascending; false if no row can agree, as one column would need two values.
  bool KeyOf(const Value* row, Value* key) const {
    for (size_t i = 0; i < sources_.size(); ++i) key[i] = row[sources_[i]];
    for (const auto& [a, b] : equal_) {
      if (row[a] != row[b]) return false;
    }
    return true;
  }

 private:
  ColumnMask mask_ = 0;
  std::vector<size_t> sources_;
  std::vector<std::pair<size_t, size_t>> equal_;
};

// The rows of a set that agree with a key: all, one, or a chain of an index.
class SetMatches {
 public:
  SetMatches(RowSet& set, ColumnMask mask);

  bool Any(const Value* key) const {
    if (kind_ == Kind::kAll) return set_->size() > 0;
    if (kind_ == Kind::kRow) return set_->Find(key) != RowSet::kNone;
    return set_->Matches(index_, key).count > 0;
  }
  // The row that was visited may be erased by the visitor.
  template <typename Visit>
  void ForEach(const Value* key, Visit visit) const {
    if (kind_ == Kind::kRow) {
      const uint32_t id = set_->Find(key);
      if (id != RowSet::kNone) visit(id);
      return;
    }
    if (kind_ == Kind::kAll) {
      // From the end, so that what takes the place of an erased row has been visited.
      const std::vector<uint32_t>& ids = set_->Ids();
      for (size_t i = ids.size(); i-- > 0;) visit(ids[i]);
      return;
    }
    for (uint32_t id = set_->Matches(index_, key).first; id != RowSet::kNone;) {
      const uint32_t next = set_->NextMatch(index_, id);
      visit(id);
      id = next;
    }
  }

 private:
  enum class Kind : uint8_t { kAll, kRow, kIndex };

  RowSet* set_;
  Kind kind_;
  size_t index_ = 0;
};

// Ids of a set in the order in which they were last put at the end.
class IdOrder {
 public:
  static constexpr uint32_t kNone = RowSet::kNone;

  uint32_t first() const { return first_; }
  uint32_t After(uint32_t id) const { return links_[id].next; }
  void MoveToEnd(uint32_t id) {
    if (id == last_) return;
    if (id >= links_.size()) links_.resize(id + 1, {kNone, kNone, false});
    if (links_[id].is_in) Remove(id);
    links_[id] = {kNone, last_, true};
    if (last_ == kNone) {
      first_ = id;
    } else {
      links_[last_].next = id;
    }
    last_ = id;
  }
  void Remove(uint32_t id) {  // requires that it is in
    Link& link = links_[id];
    (link.previous == kNone ? first_ : links_[link.previous].next) = link.next;
    (link.next == kNone ? last_ : links_[link.next].previous) = link.previous;
    link.is_in = false;
  }
  size_t bytes() const { return links_.capacity() * sizeof(Link); }
  void Save(ByteWriter& writer) const;
  void Load(ByteReader& reader, size_t ids);

 private:
  struct Link {
    uint32_t next;
    uint32_t previous;
    bool is_in;
  };

  std::vector<Link> links_;  // by id
  uint32_t first_ = kNone;
  uint32_t last_ = kNone;
};

}  // namespace casus::core
