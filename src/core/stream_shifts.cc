// Previous and Next over a trace: what the neighbouring point says.
//
// Previous keeps what its input said until the next point: of rows all of them, of a state its changes only, which
// it makes one point later. Next has its input run one point ahead.

#include "core/stream_operators.h"

namespace casus::core {

namespace {

void Copy(const RowBatch& from, int64_t point, RowBatch& to) {
  for (size_t row = 0; row < from.CountAt(point); ++row) to.Append(from.Row(row));
}

class PreviousRows final : public RowsNode {
 public:
  PreviousRows(NodeId node, size_t arity) : RowsNode(node, arity), kept_(arity) {}

  void SetDelayed(StreamSource input) override { in_ = input.batch; }
  void Advance(const Now& now) override {
    out_.Begin(now.point);
    Copy(kept_, now.point - 1, out_);
  }
  void Absorb(const Now& now) override {
    kept_.Begin(now.point);
    Copy(*in_, now.point, kept_);
  }
  bool MayRest() const override { return false; }
  std::string_view name() const override { return "previous"; }
  void Save(ByteWriter& writer) const override { kept_.Save(writer); }
  void Load(ByteReader& reader) override { kept_.Load(reader); }

 private:
  RowBatch* in_ = nullptr;
  RowBatch kept_;
};

class PreviousState final : public StateNode {
 public:
  using StateNode::StateNode;

  void SetDelayed(StreamSource input) override {
    in_ = input.set;
    in_->FollowChanges();
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    for (size_t i = 0; i < is_on_.size(); ++i) {
      const Value* row = values_.data() + i * out_.arity();
      const uint32_t id = out_.Find(row);
      if (is_on_[i] != 0 && id == RowSet::kNone) out_.Insert(row);
      if (is_on_[i] == 0 && id != RowSet::kNone) out_.Erase(id);
    }
  }
  void Absorb(const Now& now) override {
    values_.clear();
    is_on_.clear();
    for (size_t i = 0; i < in_->changes().CountAt(now.point); ++i) {
      const Value* row = in_->changes().Row(i);
      values_.insert(values_.end(), row, row + out_.arity());
      is_on_.push_back(in_->changes().IsOn(i) ? 1 : 0);
    }
  }
  std::string_view name() const override { return "previous"; }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    writer.Numbers(values_);
    writer.Numbers(is_on_);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    reader.Numbers(values_);
    reader.Numbers(is_on_);
    if (values_.size() != is_on_.size() * out_.arity()) reader.Fail();
    if (!reader.ok()) is_on_.clear();
  }

 private:
  RowSet* in_ = nullptr;
  std::vector<Value> values_;  // the changes of the last point
  std::vector<uint8_t> is_on_;
};

class NextRows final : public RowsNode {
 public:
  NextRows(NodeId node, RowBatch* in, size_t arity) : RowsNode(node, arity), in_(in), kept_(arity) {}

  void Receive(const Now& ahead, const Now& /*speaking*/) override {
    kept_.Begin(ahead.point);
    Copy(*in_, ahead.point, kept_);
  }
  void Advance(const Now& now) override {
    out_.Begin(now.point);
    Copy(kept_, now.point + 1, out_);
  }
  bool MayRest() const override { return false; }
  std::string_view name() const override { return "next"; }
  void Save(ByteWriter& writer) const override { kept_.Save(writer); }
  void Load(ByteReader& reader) override { kept_.Load(reader); }

 private:
  RowBatch* in_;
  RowBatch kept_;
};

// The changes of the point that comes next. Behind the last there is none, and nothing holds there.
class NextState final : public StateNode {
 public:
  NextState(NodeId node, RowSet* in) : StateNode(node, in->arity()), in_(in) { in_->FollowChanges(); }

  void Receive(const Now& ahead, const Now& speaking) override {
    out_.BeginPoint(speaking.point);
    const RowChanges& changes = in_->changes();
    for (size_t i = 0; i < changes.CountAt(ahead.point); ++i) {
      if (changes.IsOn(i)) {
        out_.Insert(changes.Row(i));
      } else {
        out_.Erase(out_.Find(changes.Row(i)));
      }
    }
    latest_ = ahead.point;
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    if (latest_ > now.point) return;
    const std::vector<uint32_t>& ids = out_.Ids();
    while (!ids.empty()) out_.Erase(ids.back());
  }
  std::string_view name() const override { return "next"; }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    writer.Number(latest_);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    latest_ = reader.Number();
  }

 private:
  RowSet* in_;
  int64_t latest_ = -1;  // the point to which the input has come
};

}  // namespace

MadeNode MakePreviousRows(NodeId node, size_t arity) { return std::make_unique<PreviousRows>(node, arity); }
MadeNode MakePreviousState(NodeId node, size_t arity) { return std::make_unique<PreviousState>(node, arity); }
MadeNode MakeNextRows(NodeId node, RowBatch* in, size_t arity) {
  return std::make_unique<NextRows>(node, in, arity);
}
MadeNode MakeNextState(NodeId node, RowSet* in) { return std::make_unique<NextState>(node, in); }

}  // namespace casus::core
