// Windows over a trace: Once, Eventually, Throughout.
//
//   once within 10 Q          stamps    3: Q(1)   5: Q(2)   9: Q(1)  …  16
//   remembered                          1→3       2→5       1→9         1→9    (2→5 was forgotten at 16)
//
// Of a row, the last stamp at which it came is all that matters: it covers every earlier one. So a window keeps each
// row once, however often it comes, in the order of these stamps, a list in which the row is moved to the end; what
// is too old stands at its beginning. Each coming and each forgetting takes O(1); who asks whether a row holds takes
// one look-up, and nothing is done for the rows that nobody asks for. With a lower bound, rows first wait until they
// are old enough.
//
// Eventually is the same in a mirror. When it speaks at a point, its input has run ahead through all that is within
// reach, so that what is remembered is what is still to come: of a row its last point, and what has gone by stands
// at the beginning of the list.
//
// Of a state, neither is told its rows at each point. A row that is on stays in the window by itself; when it goes off, the
// point before is the last at which it was there.
//
// Throughout counts, over the points of its window, how often each row came: it holds if it came at all of them.

#include <algorithm>
#include <deque>

#include "base/check.h"
#include "core/stream_operators.h"

namespace casus::core {

namespace {

class Window : public MarkedState<Stamp> {
 public:
  Window(NodeId node, size_t arity, StampBounds bounds) : MarkedState(node, arity), bounds_(bounds) {}

 protected:
  void Remember(const Value* row, Stamp stamp) {
    const auto [id, is_new] = out_.Insert(row);
    if (!bounds_.upper) return;
    if (!is_new && last_[id] == stamp) return;
    last_[id] = stamp;
    order_.MoveToEnd(id);
  }
  void Forget(Stamp now) {
    if (!bounds_.upper) return;
    while (order_.first() != IdOrder::kNone) {
      const uint32_t id = order_.first();
      if (Later(last_[id], *bounds_.upper) >= now) break;
      order_.Remove(id);
      out_.Erase(id);
    }
  }

  StampBounds bounds_;
};

class Once final : public Window {
 public:
  Once(NodeId node, RowBatch* in, size_t arity, StampBounds bounds) : Window(node, arity, bounds), in_(in) {}

  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    Forget(now.stamp);
    const size_t count = in_->CountAt(now.point);
    for (size_t row = 0; row < count; ++row) Remember(in_->Row(row), now.stamp);
  }
  std::string_view name() const override { return "once"; }

 private:
  RowBatch* in_;
};

// Over a state: a row that is on needs no attention until it goes off.
class OnceOfState final : public Window {
 public:
  OnceOfState(NodeId node, RowSet* in, StampBounds bounds) : Window(node, in->arity(), bounds), in_(in) {
    in_->FollowChanges();
  }

  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    const RowChanges& changes = in_->changes();
    for (size_t i = 0; i < changes.CountAt(now.point); ++i) {
      const Value* row = changes.Row(i);
      const bool is_on = in_->Find(row) != RowSet::kNone;
      const uint32_t id = out_.Find(row);
      const bool was_on = id != RowSet::kNone && is_on_[id] != 0;
      if (is_on && !was_on) {
        const uint32_t begun = id == RowSet::kNone ? out_.Insert(row).first : id;
        if (id != RowSet::kNone && bounds_.upper) order_.Remove(id);
        is_on_[begun] = 1;
      } else if (!is_on && was_on) {
        is_on_[id] = 0;
        last_[id] = previous_stamp_;
        if (bounds_.upper) order_.MoveToEnd(id);
      }
    }
    Forget(now.stamp);
    previous_stamp_ = now.stamp;
  }
  bool MayRest() const override { return false; }
  std::string_view name() const override { return "once"; }
  void Save(ByteWriter& writer) const override {
    Window::Save(writer);
    is_on_.Save(writer);
    writer.Number(previous_stamp_);
  }
  void Load(ByteReader& reader) override {
    Window::Load(reader);
    is_on_.Load(reader);
    previous_stamp_ = reader.Number();
  }

 private:
  RowSet* in_;
  ById<uint8_t> is_on_;
  Stamp previous_stamp_ = 0;
};

// Rows with a stamp each, in order.
class WaitingRows {
 public:
  explicit WaitingRows(size_t arity) : arity_(arity) {}
  bool empty() const { return stamps_.empty(); }
  size_t size() const { return stamps_.size(); }
  Stamp first_stamp() const { return stamps_.front(); }
  const Value* First(std::vector<Value>& scratch) const {
    scratch.assign(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(arity_));
    return scratch.data();
  }
  void Push(Stamp stamp, const Value* row) {
    stamps_.push_back(stamp);
    values_.insert(values_.end(), row, row + arity_);
  }
  void Pop() {
    stamps_.pop_front();
    values_.erase(values_.begin(), values_.begin() + static_cast<std::ptrdiff_t>(arity_));
  }
  size_t bytes() const { return (stamps_.size() + values_.size()) * sizeof(Value); }
  void Save(ByteWriter& writer) const {
    writer.Numbers(std::vector<Stamp>(stamps_.begin(), stamps_.end()));
    writer.Numbers(std::vector<Value>(values_.begin(), values_.end()));
  }
  void Load(ByteReader& reader) {
    std::vector<Value> list;
    reader.Numbers(list);
    stamps_.assign(list.begin(), list.end());
    reader.Numbers(list);
    values_.assign(list.begin(), list.end());
    if (values_.size() == stamps_.size() * arity_) return;
    reader.Fail();
    stamps_.clear();
    values_.clear();
  }

 private:
  size_t arity_;
  std::deque<Stamp> stamps_;
  std::deque<Value> values_;
};

class DelayedOnce final : public Window {
 public:
  DelayedOnce(NodeId node, size_t arity, StampBounds bounds) : Window(node, arity, bounds), waiting_(arity) {}

  void SetDelayed(StreamSource input) override { in_ = input.batch; }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    while (!waiting_.empty() && Later(waiting_.first_stamp(), bounds_.lower) <= now.stamp) {
      Remember(waiting_.First(scratch_), waiting_.first_stamp());
      waiting_.Pop();
    }
    Forget(now.stamp);
  }
  void Absorb(const Now& now) override {
    for (size_t row = 0; row < in_->CountAt(now.point); ++row) waiting_.Push(now.stamp, in_->Row(row));
  }
  std::string_view name() const override { return "once"; }
  size_t rows() const override { return out_.size() + waiting_.size(); }
  size_t bytes() const override { return Window::bytes() + waiting_.bytes(); }
  void Save(ByteWriter& writer) const override {
    Window::Save(writer);
    waiting_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    Window::Load(reader);
    waiting_.Load(reader);
  }

 private:
  RowBatch* in_ = nullptr;
  WaitingRows waiting_;
  std::vector<Value> scratch_;
};

class Eventually final : public MarkedState<Now> {
 public:
  Eventually(NodeId node, RowBatch* in, size_t arity, StampBounds bounds)
      : MarkedState(node, arity), in_(in), lower_(bounds.lower) {}

  void Receive(const Now& ahead, const Now& speaking) override {
    const size_t count = in_->CountAt(ahead.point);
    if (count == 0 || ahead.point < speaking.point) return;
    out_.BeginPoint(speaking.point);
    for (size_t row = 0; row < count; ++row) {
      const uint32_t id = out_.Insert(in_->Row(row)).first;
      last_[id] = ahead;
      order_.MoveToEnd(id);
    }
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    while (order_.first() != IdOrder::kNone) {
      const uint32_t id = order_.first();
      if (last_[id].point >= now.point && Later(now.stamp, lower_) <= last_[id].stamp) break;
      order_.Remove(id);
      out_.Erase(id);
    }
  }
  std::string_view name() const override { return "eventually"; }

 private:
  RowBatch* in_;
  int64_t lower_;
};

// Over a state: a row that is on where the input has come to is in the window, if that has a point; what went off was last
// there at the point before. While the window has no point, nothing is shown, and the changes of the state are passed over: what
// goes off then was not on at any point to come.
class EventuallyOfState final : public MarkedState<Now> {
 public:
  EventuallyOfState(NodeId node, RowSet* in, StampBounds bounds)
      : MarkedState(node, in->arity()), in_(in), lower_(bounds.lower) {
    in_->FollowChanges();
  }

  void Receive(const Now& ahead, const Now& speaking) override {
    out_.BeginPoint(speaking.point);
    if (is_shown_) {
      Follow(ahead);
    } else if (IsReached(ahead, speaking)) {
      is_shown_ = true;
      for (const uint32_t id : in_->Ids()) TurnOn(in_->Row(id));
    }
    latest_ = ahead;
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    while (order_.first() != IdOrder::kNone && !IsReached(last_[order_.first()], now)) {
      const uint32_t id = order_.first();
      order_.Remove(id);
      out_.Erase(id);
    }
    if (!is_shown_ || IsReached(latest_, now)) return;
    is_shown_ = false;
    const std::vector<uint32_t>& ids = out_.Ids();
    while (!ids.empty()) {
      is_on_[ids.back()] = 0;
      out_.Erase(ids.back());
    }
  }
  std::string_view name() const override { return "eventually"; }
  void Save(ByteWriter& writer) const override {
    MarkedState::Save(writer);
    is_on_.Save(writer);
    writer.Number(is_shown_ ? 1 : 0);
    writer.Number(latest_.point);
    writer.Number(latest_.stamp);
  }
  void Load(ByteReader& reader) override {
    MarkedState::Load(reader);
    is_on_.Load(reader);
    is_shown_ = reader.Number() != 0;
    latest_.point = reader.Number();
    latest_.stamp = reader.Number();
  }

 private:
  bool IsReached(const Now& point, const Now& from) const {
    return point.point >= from.point && Later(from.stamp, lower_) <= point.stamp;
  }
  void TurnOn(const Value* row) {
    const auto [id, is_new] = out_.Insert(row);
    if (!is_new) order_.Remove(id);
    is_on_[id] = 1;
  }
  void Follow(const Now& ahead) {
    const RowChanges& changes = in_->changes();
    for (size_t i = 0; i < changes.CountAt(ahead.point); ++i) {
      const Value* row = changes.Row(i);
      const bool is_on = in_->Find(row) != RowSet::kNone;
      const uint32_t id = out_.Find(row);
      const bool was_on = id != RowSet::kNone && is_on_[id] != 0;
      if (is_on && !was_on) {
        TurnOn(row);
      } else if (!is_on && was_on) {
        is_on_[id] = 0;
        last_[id] = latest_;
        order_.MoveToEnd(id);
      }
    }
  }

  RowSet* in_;
  int64_t lower_;
  ById<uint8_t> is_on_;
  bool is_shown_ = false;
  Now latest_ = {-1, 0};  // to which the input has come
};

class Throughout final : public RowsNode {
 public:
  Throughout(NodeId node, size_t arity, StampBounds bounds, RowBatch* in)
      : RowsNode(node, arity), bounds_(bounds), in_(in), is_delayed_(in == nullptr), counts_(arity) {}

  void SetDelayed(StreamSource input) override { in_ = input.batch; }
  void Advance(const Now& now) override {
    if (!is_delayed_) Take(now);
    while (entered_ < points_.size() && Later(points_[entered_].stamp, bounds_.lower) <= now.stamp) {
      Enter(points_[entered_++]);
    }
    while (entered_ > 0 && bounds_.upper && Later(points_.front().stamp, *bounds_.upper) < now.stamp) Leave();
    if (entered_ == 0) return;
    out_.Begin(now.point);
    const Point& last = points_[entered_ - 1];
    for (size_t row = 0; row < last.count; ++row) {
      const Value* values = last.rows.data() + row * out_.arity();
      const uint32_t id = counts_.Find(values);
      if (id != RowSet::kNone && count_[id] == size_) out_.Append(values);
    }
  }
  void Absorb(const Now& now) override {
    if (is_delayed_) Take(now);
  }
  bool MayRest() const override { return false; }
  std::string_view name() const override { return "throughout"; }
  size_t rows() const override { return counts_.size(); }
  size_t peak() const override { return counts_.peak(); }
  size_t bytes() const override {
    size_t bytes = counts_.bytes() + count_.bytes();
    for (const Point& point : points_) bytes += sizeof(Point) + point.rows.capacity() * sizeof(Value);
    return bytes;
  }
  void Save(ByteWriter& writer) const override {
    writer.Number(static_cast<int64_t>(points_.size()));
    for (const Point& point : points_) {
      writer.Number(point.stamp);
      writer.Number(static_cast<int64_t>(point.count));
      writer.Numbers(point.rows);
    }
    writer.Number(static_cast<int64_t>(entered_));
    writer.Number(size_);
    counts_.Save(writer);
    count_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    points_.clear();
    for (int64_t i = reader.Number(); i > 0 && reader.ok(); --i) {
      Point& point = points_.emplace_back();
      point.stamp = reader.Number();
      point.count = static_cast<size_t>(reader.Number());
      reader.Numbers(point.rows);
      if (point.rows.size() != point.count * out_.arity()) reader.Fail();
    }
    entered_ = static_cast<size_t>(reader.Number());
    size_ = reader.Number();
    counts_.Load(reader);
    count_.Load(reader);
    if (entered_ > points_.size()) reader.Fail();
  }

 private:
  struct Point {
    Stamp stamp = 0;
    size_t count = 0;
    std::vector<Value> rows;  // distinct
  };

  void Take(const Now& now) {
    distinct_.Begin(now.point);
    for (size_t row = 0; row < in_->CountAt(now.point); ++row) distinct_.AppendDistinct(in_->Row(row));
    Point& point = points_.emplace_back();
    point.stamp = now.stamp;
    point.count = distinct_.CountAt(now.point);
    if (point.count > 0) point.rows.assign(distinct_.Row(0), distinct_.Row(point.count));
  }
  void Enter(const Point& point) {
    ++size_;
    for (size_t row = 0; row < point.count; ++row) {
      const auto [id, is_new] = counts_.Insert(point.rows.data() + row * out_.arity());
      count_[id] = is_new ? 1 : count_[id] + 1;
    }
    if (bounds_.upper) return;
    // Of a window that nothing leaves, what has missed once is out for good.
    const std::vector<uint32_t>& ids = counts_.Ids();
    for (size_t place = ids.size(); place-- > 0;) {
      if (count_[ids[place]] != size_) counts_.Erase(ids[place]);
    }
    if (entered_ > 1) {
      points_.pop_front();
      --entered_;
    }
  }
  void Leave() {
    const Point& point = points_.front();
    for (size_t row = 0; row < point.count; ++row) {
      const uint32_t id = counts_.Find(point.rows.data() + row * out_.arity());
      if (--count_[id] == 0) counts_.Erase(id);
    }
    points_.pop_front();
    --entered_;
    --size_;
  }

  StampBounds bounds_;
  RowBatch* in_;
  bool is_delayed_;
  RowBatch distinct_{out_.arity()};
  std::deque<Point> points_;  // those in the window, then those that wait
  size_t entered_ = 0;        // how many of the points are in the window
  int64_t size_ = 0;          // how many points have entered and not left
  RowSet counts_;
  ById<int64_t> count_;  // at how many points of the window a row came
};

}  // namespace

StampBounds BoundsOf(const Metric& metric) {
  const auto seconds = [](const base::Duration& duration) {
    CHECK(duration == base::Duration{.seconds = duration.seconds}) << "a distance between stamps in days";
    return duration.seconds;
  };
  StampBounds bounds;
  bounds.lower = seconds(metric.lower);
  if (metric.upper) bounds.upper = seconds(*metric.upper);
  return bounds;
}

MadeNode MakeOnce(NodeId node, StreamSource in, size_t arity, StampBounds bounds) {
  CHECK(bounds.lower == 0) << "a Once that delays";
  if (in.set != nullptr) return std::make_unique<OnceOfState>(node, in.set, bounds);
  return std::make_unique<Once>(node, in.batch, arity, bounds);
}

MadeNode MakeDelayedOnce(NodeId node, size_t arity, StampBounds bounds) {
  return std::make_unique<DelayedOnce>(node, arity, bounds);
}

MadeNode MakeEventually(NodeId node, StreamSource in, size_t arity, StampBounds bounds) {
  if (in.set == nullptr) return std::make_unique<Eventually>(node, in.batch, arity, bounds);
  return std::make_unique<EventuallyOfState>(node, in.set, bounds);
}

MadeNode MakeThroughout(NodeId node, size_t arity, StampBounds bounds, RowBatch* in) {
  return std::make_unique<Throughout>(node, arity, bounds, in);
}

}  // namespace casus::core
