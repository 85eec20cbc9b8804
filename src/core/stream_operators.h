#pragma once

// The makers of the operators of a stream.
//
// An operator says rows (batch) or a state (set); its inputs are those of others, which outlive it.

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/plan.h"
#include "core/stream_operator.h"
#include "core/trace.h"

namespace casus::core {

// What an operator reads: rows or a state; the other is null.
struct StreamSource {
  RowBatch* batch = nullptr;
  RowSet* set = nullptr;
};

// Distances between stamps, both bounds included.
struct StampBounds {
  int64_t lower = 0;
  std::optional<int64_t> upper;
};
// Requires a metric in seconds alone.
StampBounds BoundsOf(const Metric& metric);

// Sums of stamps and distances stop at the ends of the range.
inline Stamp Later(Stamp stamp, int64_t distance) {
  Stamp sum = 0;
  return __builtin_add_overflow(stamp, distance, &sum) ? INT64_MAX : sum;
}

// An operator together with what others read of it.
class StreamNode : public StreamOperator {
 public:
  using StreamOperator::StreamOperator;
  virtual StreamSource source() = 0;
  // Of an operator that delays, made before its input: what Absorb reads.
  virtual void SetDelayed(StreamSource /*input*/) {}
};

class RowsNode : public StreamNode {
 public:
  RowsNode(NodeId node, size_t arity) : StreamNode(node), out_(arity) {}
  StreamSource source() override { return {.batch = &out_}; }
  bool MayRest() const override { return true; }
  size_t rows() const override { return 0; }
  size_t peak() const override { return 0; }
  size_t bytes() const override { return 0; }
  void Save(ByteWriter& /*writer*/) const override {}
  void Load(ByteReader& /*reader*/) override {}

 protected:
  RowBatch out_;
};

class StateNode : public StreamNode {
 public:
  StateNode(NodeId node, size_t arity) : StreamNode(node), out_(arity) {}
  StreamSource source() override { return {.set = &out_}; }
  bool MayRest() const override { return false; }
  size_t rows() const override { return out_.size(); }
  size_t peak() const override { return out_.peak(); }
  size_t bytes() const override { return out_.bytes(); }
  void Save(ByteWriter& writer) const override { out_.Save(writer); }
  void Load(ByteReader& reader) override { out_.Load(reader); }

 protected:
  RowSet out_;
};

// Numbers by id of a set, which grow with it.
template <typename T>
class ById {
 public:
  T& operator[](uint32_t id) {
    if (id >= list_.size()) list_.resize(id + 1);
    return list_[id];
  }
  const T& at(uint32_t id) const { return list_[id]; }
  size_t bytes() const { return list_.capacity() * sizeof(T); }
  void Save(ByteWriter& writer) const { writer.Numbers(list_); }
  void Load(ByteReader& reader) { reader.Numbers(list_); }

 private:
  std::vector<T> list_;
};

// A state of which each row carries the last mark at which it came (a stamp, a point), in the order of these marks, so that
// what is out of reach stands at the beginning.
template <typename Mark>
class MarkedState : public StateNode {
 public:
  using StateNode::StateNode;
  bool MayRest() const override { return !out_.is_followed(); }
  size_t bytes() const override { return out_.bytes() + order_.bytes() + last_.bytes(); }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    order_.Save(writer);
    last_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    order_.Load(reader, out_.id_end());
    last_.Load(reader);
  }

 protected:
  IdOrder order_;
  ById<Mark> last_;
};

using MadeNode = std::unique_ptr<StreamNode>;

// stream_rows.cc
class InputRows final : public RowsNode {
 public:
  using RowsNode::RowsNode;
  // The chunk that the next points come from, and the number of its first point.
  void Open(const TraceChunk& chunk, int64_t first_point);
  int64_t NextPoint() const {  // the next one with rows in this chunk, or INT64_MAX
    return next_ < runs_.size() ? first_point_ + runs_[next_].point : INT64_MAX;
  }
  void SkipBefore(int64_t point) {
    while (NextPoint() < point) ++next_;
  }
  void Advance(const Now& now) override;
  std::string_view name() const override { return "input"; }

 private:
  std::span<const TraceChunk::Run> runs_;
  const Value* values_ = nullptr;
  size_t next_ = 0;
  int64_t first_point_ = 0;
};
MadeNode MakeAlways(NodeId node);
MadeNode MakeRule(NodeId node, RuleBody body, bool is_distinct, ScalarContext scalars);
MadeNode MakeUnionRows(NodeId node, size_t arity, std::vector<RowBatch*> in);

// stream_windows.cc
MadeNode MakeOnce(NodeId node, StreamSource in, size_t arity, StampBounds bounds);  // lower bound: 0
MadeNode MakeDelayedOnce(NodeId node, size_t arity, StampBounds bounds);
MadeNode MakeEventually(NodeId node, StreamSource in, size_t arity, StampBounds bounds);
MadeNode MakeThroughout(NodeId node, size_t arity, StampBounds bounds, RowBatch* in);  // null: delayed

// stream_holds.cc
struct HoldParts {
  NodeId node;
  size_t arity;
  std::span<const ColumnPair> on;
  bool is_negated;
  StampBounds bounds;
  StreamSource hold;
  RowBatch* start;  // of Since with a lower bound: none, it is delayed; of Until the goal
};
MadeNode MakeSince(const HoldParts& parts);
MadeNode MakeUntil(const HoldParts& parts);

// stream_shifts.cc
MadeNode MakePreviousRows(NodeId node, size_t arity);
MadeNode MakePreviousState(NodeId node, size_t arity);
MadeNode MakeNextRows(NodeId node, RowBatch* in, size_t arity);
MadeNode MakeNextState(NodeId node, RowSet* in);

// stream_states.cc
MadeNode MakeStateOfRows(NodeId node, size_t arity, RowBatch* in);
MadeNode MakeSelectState(NodeId node, RowSet* in, const Scalar& condition, const Schema& schema,
                         ScalarContext scalars);
MadeNode MakeMapState(NodeId node, RowSet* in, const std::vector<Scalar>& columns, const Schema& schema,
                      ScalarContext scalars);
MadeNode MakeUnionState(NodeId node, size_t arity, std::vector<RowSet*> in);
MadeNode MakeJoinState(NodeId node, RowSet* left, RowSet* right, std::span<const ColumnPair> on);
MadeNode MakeExceptState(NodeId node, RowSet* left, RowSet* right, std::span<const ColumnPair> on);

// stream_aggregate.cc
struct AggregateParts {
  NodeId node;
  StreamSource in;
  const Schema& schema;  // of the input
  std::span<const int> group;
  Aggregation function;
  int column;
  ProblemList& problems;
};
MadeNode MakeAggregateRows(const AggregateParts& parts);
MadeNode MakeAggregateState(const AggregateParts& parts);

}  // namespace casus::core
