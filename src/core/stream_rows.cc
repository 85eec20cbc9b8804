// What happens at a point: inputs, rules over them, unions.
//
// Nothing is remembered here. An input hands on the rows where they lie in the chunk. A rule is solved once at each
// point at which all its batches have rows (see rule_body.cc); what it finds is made distinct where it may come twice.

#include <algorithm>

#include "core/stream_operators.h"

namespace casus::core {

namespace {

class Always final : public RowsNode {
 public:
  explicit Always(NodeId node) : RowsNode(node, 0) {}
  void Advance(const Now& now) override { out_.Borrow(now.point, nullptr, 1); }
  bool MayRest() const override { return false; }
  std::string_view name() const override { return "always"; }
};

class Rule final : public RowsNode, private BodyVisitor {
 public:
  Rule(NodeId node, RuleBody body, bool is_distinct, ScalarContext scalars)
      : RowsNode(node, body.head().size()),
        body_(std::move(body)),
        is_distinct_(is_distinct),
        scalars_(scalars),
        values_(std::max<size_t>(1, body_.variables())),
        row_(body_.head().size()) {}

  void Advance(const Now& now) override {
    if (body_.IsSurelyEmpty(now)) return;
    out_.Begin(now.point);
    body_.Solve(now, 0, values_.data(), scalars_, *this);
  }
  // A rule over states alone says them at each point.
  bool MayRest() const override { return body_.HasBatch(); }
  std::string_view name() const override { return "rule"; }

 private:
  bool Visit(const Value* variables) override {
    for (size_t column = 0; column < row_.size(); ++column) row_[column] = variables[body_.head()[column]];
    if (is_distinct_) {
      out_.AppendDistinct(row_.data());
    } else {
      out_.Append(row_.data());
    }
    return false;
  }

  RuleBody body_;
  bool is_distinct_;
  ScalarContext scalars_;
  std::vector<Value> values_;  // by variable
  std::vector<Value> row_;
};

class UnionRows final : public RowsNode {
 public:
  UnionRows(NodeId node, size_t arity, std::vector<RowBatch*> in)
      : RowsNode(node, arity), in_(std::move(in)) {}
  void Advance(const Now& now) override {
    out_.Begin(now.point);
    for (const RowBatch* batch : in_) {
      for (size_t row = 0; row < batch->CountAt(now.point); ++row) out_.Append(batch->Row(row));
    }
  }
  std::string_view name() const override { return "union"; }

 private:
  std::vector<RowBatch*> in_;
};

}  // namespace

void InputRows::Open(const TraceChunk& chunk, int64_t first_point) {
  runs_ = chunk.Runs(node());
  values_ = chunk.Values(node());
  next_ = 0;
  first_point_ = first_point;
}

void InputRows::Advance(const Now& now) {
  if (NextPoint() != now.point) return;
  const size_t begin = next_ == 0 ? 0 : runs_[next_ - 1].end;
  out_.Borrow(now.point, values_ + begin * out_.arity(), runs_[next_].end - begin);
  ++next_;
}

MadeNode MakeAlways(NodeId node) { return std::make_unique<Always>(node); }

MadeNode MakeRule(NodeId node, RuleBody body, bool is_distinct, ScalarContext scalars) {
  return std::make_unique<Rule>(node, std::move(body), is_distinct, scalars);
}

MadeNode MakeUnionRows(NodeId node, size_t arity, std::vector<RowBatch*> in) {
  return std::make_unique<UnionRows>(node, arity, std::move(in));
}

}  // namespace casus::core
