// States made of states: what changes in them, from what changes in their inputs.
//
//   logged_in(u) and opened(f), asked for as a whole      + u: u with each f that is open    - f: each u with f
//
// For those parts of a plan in which nothing happens, where rows only come and go; and only if somebody needs them as a
// whole (who merely asks whether a row holds is served by a view, see rule_body.h). Each operator takes the changes
// of its inputs and makes those of its own: what costs is what changes. A join keeps both sides, so that the changes of the
// left meet the right as it was and those of the right meet the left as it is: each pair is found once. Where several
// rows give one, they are counted.
//
// Changes are net of nothing: a row may go and come at one point. Taken in order, that does no harm.

#include <algorithm>
#include <array>

#include "core/stream_operators.h"

namespace casus::core {

namespace {

constexpr size_t kMaxColumns = 64;

template <typename Take>
void ForEachChange(const RowSet& in, int64_t point, Take take) {
  const RowChanges& changes = in.changes();
  for (size_t i = 0; i < changes.CountAt(point); ++i) take(changes.Row(i), changes.IsOn(i), changes.Id(i));
}

class StateOfRows final : public StateNode {
 public:
  StateOfRows(NodeId node, size_t arity, RowBatch* in) : StateNode(node, arity), in_(in) {}

  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    for (size_t row = 0; row < in_->CountAt(now.point); ++row) {
      const auto [id, is_new] = out_.Insert(in_->Row(row));
      if (is_new) present_.push_back(id);
      seen_[id] = now.point;
    }
    std::erase_if(present_, [&](uint32_t id) {
      if (seen_[id] == now.point) return false;
      out_.Erase(id);
      return true;
    });
  }
  std::string_view name() const override { return "rows"; }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    seen_.Save(writer);
    writer.Numbers(present_);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    seen_.Load(reader);
    reader.Numbers(present_);
    for (const uint32_t id : present_) {
      if (id >= out_.id_end() || !out_.IsThere(id)) reader.Fail();
    }
    if (!reader.ok()) present_.clear();
  }

 private:
  RowBatch* in_;
  ById<int64_t> seen_;  // the last point
  std::vector<uint32_t> present_;
};

// A state whose rows may have several reasons.
class CountedState : public StateNode {
 public:
  using StateNode::StateNode;
  size_t bytes() const override { return out_.bytes() + count_.bytes(); }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    count_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    count_.Load(reader);
  }

 protected:
  void Count(const Value* row, bool on) {
    if (on) {
      const auto [id, is_new] = out_.Insert(row);
      count_[id] = is_new ? 1 : count_[id] + 1;
      return;
    }
    const uint32_t id = out_.Find(row);
    if (--count_[id] == 0) out_.Erase(id);
  }

 private:
  ById<int64_t> count_;
};

// A state each of whose rows comes of one row of the input, and is known by the id of that.
class DerivedState : public StateNode {
 public:
  using StateNode::StateNode;
  size_t bytes() const override { return out_.bytes() + derived_.bytes(); }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    derived_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    derived_.Load(reader);
  }

 protected:
  void Derive(uint32_t id, const Value* row) { derived_[id] = out_.Add(row) + 1; }
  void Withdraw(uint32_t id) {
    uint32_t& derived = derived_[id];
    if (derived != 0) out_.Erase(derived - 1);
    derived = 0;
  }

 private:
  ById<uint32_t> derived_;  // one more than the id of the row; 0: none
};

class SelectState final : public DerivedState {
 public:
  SelectState(NodeId node, RowSet* in, const Scalar& condition, const Schema& schema, ScalarContext scalars)
      : DerivedState(node, in->arity()), in_(in), condition_(condition), schema_(schema), scalars_(scalars) {
    in->FollowChanges();
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    ForEachChange(*in_, now.point, [&](const Value* row, bool on, uint32_t id) {
      if (!on) return Withdraw(id);
      const std::span<const Value> values = {row, out_.arity()};
      const std::optional<Value> truth = scalars_.evaluator.Evaluate(condition_, schema_, values, now.point);
      if (!truth) {
        scalars_.problems.Add(scalars_.evaluator.problem(), node(), values);
      } else if (*truth != 0) {
        Derive(id, row);
      }
    });
  }
  std::string_view name() const override { return "select"; }

 private:
  RowSet* in_;
  const Scalar& condition_;
  const Schema& schema_;
  ScalarContext scalars_;
};

// A map that only puts columns in another order, or repeats some: no two rows become one.
class ReorderedState final : public DerivedState {
 public:
  ReorderedState(NodeId node, RowSet* in, std::vector<size_t> columns)
      : DerivedState(node, columns.size()), in_(in), columns_(std::move(columns)), row_(columns_.size()) {
    in->FollowChanges();
  }
  // The columns that each column is, if the map is such.
  static std::optional<std::vector<size_t>> ColumnsOf(const std::vector<Scalar>& map, size_t arity) {
    std::vector<size_t> columns;
    std::vector<bool> is_kept(arity);
    for (const Scalar& scalar : map) {
      const std::span<const Scalar::Step> steps = scalar.steps();
      if (steps.size() != 1 || steps[0].op != Scalar::Op::kColumn) return std::nullopt;
      columns.push_back(static_cast<size_t>(steps[0].index));
      is_kept[columns.back()] = true;
    }
    if (std::find(is_kept.begin(), is_kept.end(), false) != is_kept.end()) return std::nullopt;
    return columns;
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    ForEachChange(*in_, now.point, [&](const Value* row, bool on, uint32_t id) {
      if (!on) return Withdraw(id);
      for (size_t i = 0; i < columns_.size(); ++i) row_[i] = row[columns_[i]];
      Derive(id, row_.data());
    });
  }
  std::string_view name() const override { return "map"; }

 private:
  RowSet* in_;
  std::vector<size_t> columns_;
  std::vector<Value> row_;
};

class MapState final : public CountedState {
 public:
  MapState(NodeId node, RowSet* in, const std::vector<Scalar>& columns, const Schema& schema,
           ScalarContext scalars)
      : CountedState(node, columns.size()),
        in_(in),
        columns_(columns),
        schema_(schema),
        scalars_(scalars),
        row_(columns.size()) {
    in->FollowChanges();
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    ForEachChange(*in_, now.point, [&](const Value* row, bool on, uint32_t /*id*/) {
      const std::span<const Value> values = {row, in_->arity()};
      for (size_t column = 0; column < columns_.size(); ++column) {
        const std::optional<Value> value =
            scalars_.evaluator.Evaluate(columns_[column], schema_, values, now.point);
        if (!value) {
          if (on) scalars_.problems.Add(scalars_.evaluator.problem(), node(), values);
          return;
        }
        row_[column] = *value;
      }
      Count(row_.data(), on);
    });
  }
  std::string_view name() const override { return "map"; }

 private:
  RowSet* in_;
  const std::vector<Scalar>& columns_;
  const Schema& schema_;
  ScalarContext scalars_;
  std::vector<Value> row_;
};

class UnionState final : public CountedState {
 public:
  UnionState(NodeId node, size_t arity, std::vector<RowSet*> in)
      : CountedState(node, arity), in_(std::move(in)) {
    for (RowSet* set : in_) set->FollowChanges();
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    for (const RowSet* set : in_) {
      ForEachChange(*set, now.point, [&](const Value* row, bool on, uint32_t /*id*/) { Count(row, on); });
    }
  }
  std::string_view name() const override { return "union"; }

 private:
  std::vector<RowSet*> in_;
};

// Both sides of a pair, as far as the changes have been taken.
class PairedState : public StateNode {
 public:
  PairedState(NodeId node, size_t arity, RowSet* left, RowSet* right, std::span<const ColumnPair> on)
      : StateNode(node, arity),
        left_in_(left),
        right_in_(right),
        left_(left->arity()),
        right_(right->arity()),
        to_right_(on, true),
        to_left_(on, false),
        right_matches_(right_, to_right_.mask()),
        left_matches_(left_, to_left_.mask()) {
    left->FollowChanges();
    right->FollowChanges();
  }
  size_t rows() const override { return out_.size() + left_.size() + right_.size(); }
  size_t peak() const override { return out_.peak() + left_.peak() + right_.peak(); }
  size_t bytes() const override { return out_.bytes() + left_.bytes() + right_.bytes(); }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    left_.Save(writer);
    right_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    left_.Load(reader);
    right_.Load(reader);
  }

 protected:
  static void Put(RowSet& set, const Value* row, bool on) {
    if (on) {
      set.Insert(row);
    } else {
      set.Erase(set.Find(row));
    }
  }

  RowSet* left_in_;
  RowSet* right_in_;
  RowSet left_;
  RowSet right_;
  PairKeys to_right_;
  PairKeys to_left_;
  SetMatches right_matches_;
  SetMatches left_matches_;
};

class JoinState final : public PairedState {
 public:
  JoinState(NodeId node, RowSet* left, RowSet* right, std::span<const ColumnPair> on,
            const std::vector<int>& unpaired)
      : PairedState(node, left->arity() + unpaired.size(), left, right, on), unpaired_(unpaired) {}

  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    std::array<Value, kMaxColumns> key;
    ForEachChange(*left_in_, now.point, [&](const Value* row, bool on, uint32_t /*id*/) {
      Put(left_, row, on);
      if (!to_right_.KeyOf(row, key.data())) return;
      right_matches_.ForEach(key.data(), [&](uint32_t id) { Say(row, right_.Row(id), on); });
    });
    ForEachChange(*right_in_, now.point, [&](const Value* row, bool on, uint32_t /*id*/) {
      Put(right_, row, on);
      if (!to_left_.KeyOf(row, key.data())) return;
      left_matches_.ForEach(key.data(), [&](uint32_t id) { Say(left_.Row(id), row, on); });
    });
  }
  std::string_view name() const override { return "join"; }

 private:
  void Say(const Value* left, const Value* right, bool on) {
    std::array<Value, kMaxColumns> row;
    Value* end = std::copy(left, left + left_.arity(), row.data());
    for (const int column : unpaired_) *end++ = right[column];
    Put(out_, row.data(), on);
  }

  std::vector<int> unpaired_;
};

class ExceptState final : public PairedState {
 public:
  ExceptState(NodeId node, RowSet* left, RowSet* right, std::span<const ColumnPair> on)
      : PairedState(node, left->arity(), left, right, on) {}

  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    std::array<Value, kMaxColumns> key;
    ForEachChange(*left_in_, now.point, [&](const Value* row, bool on, uint32_t /*id*/) {
      Put(left_, row, on);
      if (!to_right_.KeyOf(row, key.data()) || !right_matches_.Any(key.data())) Put(out_, row, on);
    });
    ForEachChange(*right_in_, now.point, [&](const Value* row, bool on, uint32_t /*id*/) {
      Put(right_, row, on);
      if (!to_left_.KeyOf(row, key.data())) return;
      left_matches_.ForEach(key.data(), [&](uint32_t id) {
        std::array<Value, kMaxColumns> other;
        const Value* left = left_.Row(id);
        const bool is_left = !to_right_.KeyOf(left, other.data()) || !right_matches_.Any(other.data());
        const uint32_t shown = out_.Find(left);
        if (is_left && shown == RowSet::kNone) out_.Insert(left);
        if (!is_left && shown != RowSet::kNone) out_.Erase(shown);
      });
    });
  }
  std::string_view name() const override { return "except"; }
};

}  // namespace

MadeNode MakeStateOfRows(NodeId node, size_t arity, RowBatch* in) {
  return std::make_unique<StateOfRows>(node, arity, in);
}

MadeNode MakeSelectState(NodeId node, RowSet* in, const Scalar& condition, const Schema& schema,
                         ScalarContext scalars) {
  return std::make_unique<SelectState>(node, in, condition, schema, scalars);
}

MadeNode MakeMapState(NodeId node, RowSet* in, const std::vector<Scalar>& columns, const Schema& schema,
                      ScalarContext scalars) {
  if (std::optional<std::vector<size_t>> reordered = ReorderedState::ColumnsOf(columns, in->arity())) {
    return std::make_unique<ReorderedState>(node, in, *std::move(reordered));
  }
  return std::make_unique<MapState>(node, in, columns, schema, scalars);
}

MadeNode MakeUnionState(NodeId node, size_t arity, std::vector<RowSet*> in) {
  return std::make_unique<UnionState>(node, arity, std::move(in));
}

MadeNode MakeJoinState(NodeId node, RowSet* left, RowSet* right, std::span<const ColumnPair> on) {
  return std::make_unique<JoinState>(node, left, right, on, UnpairedColumns(Schema(right->arity()), on));
}

MadeNode MakeExceptState(NodeId node, RowSet* left, RowSet* right, std::span<const ColumnPair> on) {
  return std::make_unique<ExceptState>(node, left, right, on);
}

}  // namespace casus::core
