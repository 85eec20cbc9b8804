// Aggregates over a trace: of what happens at a point, and of a state.
//
// Of rows, the groups are made anew at each point. Of a state, each group follows its rows as they come and go (see
// group_value.h), so that a point costs what changes at it: a group whose value changed withdraws its row and says
// another.

#include "core/group_value.h"
#include "core/stream_operators.h"

namespace casus::core {

namespace {

// The columns of a group, its value, and what says them.
class Groups {
 public:
  explicit Groups(const AggregateParts& parts)
      : node_(parts.node),
        group_(parts.group.begin(), parts.group.end()),
        function_(parts.function),
        column_(static_cast<size_t>(parts.column)),
        kind_(parts.function == Aggregation::kCount ? Kind::kInteger : parts.schema[column_]),
        problems_(&parts.problems),
        keys_(group_.size()),
        key_(group_.size()),
        row_(group_.size() + 1) {}

  // The group of the row, which may be new and without rows.
  uint32_t Of(const Value* row) {
    for (size_t i = 0; i < group_.size(); ++i) key_[i] = row[group_[i]];
    const uint32_t id = keys_.Insert(key_.data()).first;
    if (id == values_.size()) values_.emplace_back();
    return id;
  }
  void Take(uint32_t id, const Value* row, bool on) {
    values_[id].Take(function_, kind_, function_ == Aggregation::kCount ? 0 : row[column_], on);
  }
  // The row of the group, or null if there is none; a group without rows is forgotten.
  const Value* RowOf(uint32_t id) {
    if (values_[id].count() == 0) {
      keys_.Erase(id);
      values_[id] = {};
      return nullptr;
    }
    const Value* key = keys_.Row(id);
    const std::optional<Value> value = values_[id].Of(function_, kind_);
    if (!value) {
      problems_->Add(ProblemKind::kOverflow, node_, {key, group_.size()});
      return nullptr;
    }
    std::copy(key, key + group_.size(), row_.begin());
    row_.back() = *value;
    return row_.data();
  }
  void Forget(uint32_t id) {
    keys_.Erase(id);
    values_[id] = {};
  }
  size_t size() const { return keys_.size(); }
  size_t peak() const { return keys_.peak(); }
  size_t bytes() const { return keys_.bytes() + values_.capacity() * sizeof(GroupValue); }
  void Save(ByteWriter& writer) const {
    keys_.Save(writer);
    for (const GroupValue& value : values_) value.Save(writer);
  }
  void Load(ByteReader& reader) {
    keys_.Load(reader);
    values_.resize(keys_.id_end());
    for (GroupValue& value : values_) value.Load(reader);
  }

 private:
  NodeId node_;
  std::vector<int> group_;
  Aggregation function_;
  size_t column_;
  Kind kind_;
  ProblemList* problems_;
  RowSet keys_;
  std::vector<GroupValue> values_;  // by id of the key
  std::vector<Value> key_;
  std::vector<Value> row_;
};

class AggregateRows final : public RowsNode {
 public:
  explicit AggregateRows(const AggregateParts& parts)
      : RowsNode(parts.node, parts.group.size() + 1),
        in_(parts.in.batch),
        distinct_(in_->arity()),
        groups_(parts) {}

  void Advance(const Now& now) override {
    const size_t count = in_->CountAt(now.point);
    if (count == 0) return;
    out_.Begin(now.point);
    distinct_.Begin(now.point);
    ids_.clear();
    for (size_t row = 0; row < count; ++row) {
      if (!distinct_.AppendDistinct(in_->Row(row))) continue;
      const size_t before = groups_.size();
      const uint32_t id = groups_.Of(in_->Row(row));
      groups_.Take(id, in_->Row(row), true);
      if (groups_.size() > before) ids_.push_back(id);
    }
    for (const uint32_t id : ids_) {
      if (const Value* row = groups_.RowOf(id)) out_.Append(row);
      groups_.Forget(id);
    }
  }
  std::string_view name() const override { return "aggregate"; }

 private:
  RowBatch* in_;
  RowBatch distinct_;
  Groups groups_;
  std::vector<uint32_t> ids_;
};

class AggregateState final : public StateNode {
 public:
  explicit AggregateState(const AggregateParts& parts)
      : StateNode(parts.node, parts.group.size() + 1), in_(parts.in.set), groups_(parts) {
    in_->FollowChanges();
  }

  void Advance(const Now& now) override {
    const RowChanges& changes = in_->changes();
    const size_t count = changes.CountAt(now.point);
    if (count == 0) return;
    out_.BeginPoint(now.point);
    changed_.clear();
    for (size_t i = 0; i < count; ++i) {
      uint32_t& group = group_of_[changes.Id(i)];
      if (changes.IsOn(i)) group = groups_.Of(changes.Row(i));
      const uint32_t id = group;
      groups_.Take(id, changes.Row(i), changes.IsOn(i));
      if (shown_[id].changed_at == now.point + 1) continue;
      shown_[id].changed_at = now.point + 1;
      changed_.push_back(id);
    }
    for (const uint32_t id : changed_) {
      Shown& shown = shown_[id];
      const Value* row = groups_.RowOf(id);
      const bool is_same = row != nullptr && shown.is_shown && IsRow(shown.row, row);
      if (is_same) continue;
      if (shown.is_shown && row != nullptr) {
        out_.Replace(shown.row, row);
        continue;
      }
      if (shown.is_shown) out_.Erase(shown.row);
      shown.is_shown = row != nullptr;
      if (row != nullptr) shown.row = out_.Add(row);
    }
  }
  std::string_view name() const override { return "aggregate"; }
  size_t rows() const override { return groups_.size(); }
  size_t peak() const override { return groups_.peak(); }
  size_t bytes() const override {
    return out_.bytes() + groups_.bytes() + shown_.bytes() + group_of_.bytes();
  }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    groups_.Save(writer);
    shown_.Save(writer);
    group_of_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    groups_.Load(reader);
    shown_.Load(reader);
    group_of_.Load(reader);
  }

 private:
  struct Shown {
    int64_t changed_at = 0;  // point + 1
    uint32_t row = 0;        // of the output
    bool is_shown = false;
  };

  bool IsRow(uint32_t id, const Value* row) const {
    return std::equal(row, row + out_.arity(), out_.Row(id));
  }

  RowSet* in_;
  Groups groups_;
  ById<Shown> shown_;        // by group
  ById<uint32_t> group_of_;  // by row of the input
  std::vector<uint32_t> changed_;
};

}  // namespace

MadeNode MakeAggregateRows(const AggregateParts& parts) { return std::make_unique<AggregateRows>(parts); }
MadeNode MakeAggregateState(const AggregateParts& parts) { return std::make_unique<AggregateState>(parts); }

}  // namespace casus::core
