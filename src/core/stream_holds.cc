// Since and Until over a trace: a row holds as long as nothing breaks it.
//
//   not logout(u) since login(u)      @1 login(7)   @2 access(7, …)   @9 logout(7)
//   remembered                        7             7                 –
//
// Since keeps the rows that hold. A point touches those that start at it and those that are broken at it, found by
// the columns that hold and start share; the thousands that go on cost nothing. What breaks a row is
//
//   a negated hold that happens     its rows at this point
//   a negated hold that is a state  what of it begins; and of what has started while it was on, at the next point
//   a hold that happens             all rows that it does not say again: so that all that is left is what it says
//   a hold that is a state          what of it ends; and of what has started while it was off, at the next point
//
// With an upper bound, a row is as good as its last start, and forgotten when that is too old, as in Once. With a
// lower bound, starts wait until they are old enough, and are void if the row was broken since.
//
// Until runs backwards from its goal. When the goal comes at point j, the hold has told where it was last broken: the
// row holds from there, or from as far back as the bound reaches, through j. So a row needs at most one number from
// the past, and the points between are never looked at.

#include <algorithm>
#include <deque>
#include <queue>

#include "core/stream_operators.h"

namespace casus::core {

namespace {

constexpr size_t kMaxColumns = 64;

// Which of the rows that have started are broken at a point.
class Breaker {
 public:
  Breaker(const HoldParts& parts, RowSet& started)
      : hold_(parts.hold),
        is_negated_(parts.is_negated),
        to_started_(parts.on, false),
        to_hold_(parts.on, true),
        started_(&started),
        matches_(started, to_started_.mask()) {
    if (hold_.set == nullptr) return;
    hold_.set->FollowChanges();
    hold_matches_.emplace(*hold_.set, to_hold_.mask());
  }

  // Calls broken(id) for each row that is; it may erase the row.
  template <typename Broken>
  void Break(const Now& now, Broken broken) {
    Value key[kMaxColumns];
    if (hold_.set != nullptr) {
      const RowChanges& changes = hold_.set->changes();
      for (size_t i = 0; i < changes.CountAt(now.point); ++i) {
        const Value* row = changes.Row(i);
        if ((hold_.set->Find(row) != RowSet::kNone) != is_negated_) continue;
        if (to_started_.KeyOf(row, key)) matches_.ForEach(key, broken);
      }
      for (const uint32_t id : fragile_) {
        if (started_->IsThere(id) && IsOff(started_->Row(id))) broken(id);
      }
      fragile_.clear();
      return;
    }
    const size_t count = hold_.batch->CountAt(now.point);
    for (size_t i = 0; i < count; ++i) {
      if (!to_started_.KeyOf(hold_.batch->Row(i), key)) continue;
      if (is_negated_) {
        matches_.ForEach(key, broken);
      } else {
        matches_.ForEach(key, [&](uint32_t id) { said_again_[id] = now.point + 1; });
      }
    }
    if (is_negated_) return;
    const std::vector<uint32_t>& ids = started_->Ids();
    for (size_t place = ids.size(); place-- > 0;) {
      if (said_again_[ids[place]] != now.point + 1) broken(ids[place]);
    }
  }
  // The row starts at this point.
  void Start(uint32_t id) {
    if (hold_.set != nullptr && IsOff(started_->Row(id))) fragile_.push_back(id);
  }
  bool MayRest() const { return hold_.batch != nullptr && is_negated_; }
  void Save(ByteWriter& writer) const { writer.Numbers(fragile_); }
  void Load(ByteReader& reader) {
    reader.Numbers(fragile_);
    for (const uint32_t id : fragile_) {
      if (id >= started_->id_end()) reader.Fail();
    }
    if (!reader.ok()) fragile_.clear();
  }

 private:
  bool IsOff(const Value* started) const {
    Value key[kMaxColumns];
    const bool holds = to_hold_.KeyOf(started, key) && hold_matches_->Any(key);
    return holds == is_negated_;
  }

  StreamSource hold_;
  bool is_negated_;
  PairKeys to_started_;
  PairKeys to_hold_;
  RowSet* started_;
  SetMatches matches_;
  std::optional<SetMatches> hold_matches_;
  std::vector<uint32_t> fragile_;  // started at the last point while the hold was off
  ById<int64_t> said_again_;       // the last point at which the hold said the row, plus 1
};

class Since final : public MarkedState<Stamp> {
 public:
  explicit Since(const HoldParts& parts)
      : MarkedState(parts.node, parts.arity),
        bounds_(parts.bounds),
        start_(parts.start),
        breaker_(parts, out_) {}

  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    breaker_.Break(now, [this](uint32_t id) { Erase(id); });
    if (bounds_.upper) {
      while (order_.first() != IdOrder::kNone && Later(last_[order_.first()], *bounds_.upper) < now.stamp) {
        Erase(order_.first());
      }
    }
    const size_t count = start_->CountAt(now.point);
    for (size_t row = 0; row < count; ++row) {
      const uint32_t id = out_.Insert(start_->Row(row)).first;
      breaker_.Start(id);
      if (!bounds_.upper) continue;
      last_[id] = now.stamp;
      order_.MoveToEnd(id);
    }
  }
  bool MayRest() const override { return breaker_.MayRest() && !out_.is_followed(); }
  std::string_view name() const override { return "since"; }
  void Save(ByteWriter& writer) const override {
    MarkedState::Save(writer);
    breaker_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    MarkedState::Load(reader);
    breaker_.Load(reader);
  }

 private:
  void Erase(uint32_t id) {
    if (bounds_.upper) order_.Remove(id);
    out_.Erase(id);
  }

  StampBounds bounds_;  // without an upper one, rows carry no marks
  RowBatch* start_;
  Breaker breaker_;
};

class DelayedSince final : public StateNode {
 public:
  explicit DelayedSince(const HoldParts& parts)
      : StateNode(parts.node, parts.arity),
        bounds_(parts.bounds),
        started_(parts.arity),
        breaker_(parts, started_) {}

  void SetDelayed(StreamSource input) override { start_ = input.batch; }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    breaker_.Break(now, [&](uint32_t id) {
      lives_[id].unbroken_from = now.point;
      Withdraw(id);
    });
    while (!waiting_.empty() && Later(waiting_.front().start.stamp, bounds_.lower) <= now.stamp) {
      const Waiting waiting = waiting_.front();
      waiting_.pop_front();
      Life& life = lives_[waiting.id];
      --life.waiting;
      if (waiting.start.point < life.unbroken_from) {
        if (!life.is_admitted && life.waiting == 0) started_.Erase(waiting.id);
        continue;
      }
      life.last = waiting.start.stamp;
      order_.MoveToEnd(waiting.id);
      if (!life.is_admitted) out_.Insert(started_.Row(waiting.id));
      life.is_admitted = true;
    }
    while (bounds_.upper && order_.first() != IdOrder::kNone &&
           Later(lives_[order_.first()].last, *bounds_.upper) < now.stamp) {
      Withdraw(order_.first());
    }
  }
  void Absorb(const Now& now) override {
    for (size_t row = 0; row < start_->CountAt(now.point); ++row) {
      const auto [id, is_new] = started_.Insert(start_->Row(row));
      if (is_new) lives_[id] = {};
      ++lives_[id].waiting;
      waiting_.push_back({now, id});
      breaker_.Start(id);
    }
  }
  bool MayRest() const override { return breaker_.MayRest() && !out_.is_followed(); }
  std::string_view name() const override { return "since"; }
  size_t rows() const override { return started_.size(); }
  size_t peak() const override { return started_.peak(); }
  size_t bytes() const override {
    return out_.bytes() + started_.bytes() + order_.bytes() + lives_.bytes() +
           waiting_.size() * sizeof(Waiting);
  }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    started_.Save(writer);
    order_.Save(writer);
    lives_.Save(writer);
    writer.Numbers(std::vector<Waiting>(waiting_.begin(), waiting_.end()));
    breaker_.Save(writer);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    started_.Load(reader);
    order_.Load(reader, started_.id_end());
    lives_.Load(reader);
    std::vector<Waiting> waiting;
    reader.Numbers(waiting);
    for (const Waiting& one : waiting) {
      if (one.id >= started_.id_end()) reader.Fail();
    }
    waiting_.assign(waiting.begin(), waiting.end());
    breaker_.Load(reader);
  }

 private:
  struct Life {
    Stamp last = 0;             // start that is old enough
    int64_t unbroken_from = 0;  // starts at earlier points are void
    int32_t waiting = 0;        // how many starts are too young
    bool is_admitted = false;   // it holds
  };
  struct Waiting {
    Now start;
    uint32_t id;
  };

  void Withdraw(uint32_t id) {
    Life& life = lives_[id];
    if (life.is_admitted) {
      order_.Remove(id);
      out_.Erase(out_.Find(started_.Row(id)));
      life.is_admitted = false;
    }
    if (life.waiting == 0) started_.Erase(id);
  }

  StampBounds bounds_;
  RowBatch* start_ = nullptr;
  RowSet started_;  // the rows with a start that may come to count
  Breaker breaker_;
  IdOrder order_;  // those that hold, by last start
  ById<Life> lives_;
  std::deque<Waiting> waiting_;
};

class Until final : public StateNode {
 public:
  explicit Until(const HoldParts& parts)
      : StateNode(parts.node, parts.arity),
        lower_(parts.bounds.lower),
        is_negated_(parts.is_negated),
        goal_(parts.start),
        hold_(parts.hold.batch),
        to_hold_(parts.on, true),
        held_(hold_->arity()) {}

  void Receive(const Now& ahead, const Now& speaking) override {
    if (is_negated_ && ahead.point < speaking.point) return;  // such goals and breaks are past
    out_.BeginPoint(speaking.point);
    const size_t goals = goal_->CountAt(ahead.point);
    for (size_t i = 0; i < goals; ++i) {
      const Value* row = goal_->Row(i);
      const int64_t from = HoldsFrom(row, ahead.point, speaking.point);
      if (from <= speaking.point) {
        Hold(row, ahead);
      } else {
        Wait(row, from, ahead);
      }
    }
    const size_t holds = hold_->CountAt(ahead.point);
    for (size_t i = 0; i < holds; ++i) {
      const auto [id, is_new] = held_.Insert(hold_->Row(i));
      if (is_new || runs_[id].last + 1 < ahead.point) runs_[id].first = ahead.point;
      runs_[id].last = ahead.point;
      held_order_.MoveToEnd(id);
    }
    // A break before the point of speaking, and a run that has ended, say nothing any more.
    const int64_t needed = is_negated_ ? speaking.point : ahead.point;
    while (held_order_.first() != IdOrder::kNone && runs_[held_order_.first()].last < needed) {
      const uint32_t id = held_order_.first();
      held_order_.Remove(id);
      held_.Erase(id);
    }
  }
  void Advance(const Now& now) override {
    out_.BeginPoint(now.point);
    while (!waiting_.empty() && waiting_.front().from <= now.point) {
      std::pop_heap(waiting_.begin(), waiting_.end(), std::greater<>());
      const Waiting waiting = waiting_.back();
      waiting_.pop_back();
      if (waiting.goal.point >= now.point) Hold(waiting_rows_.Row(waiting.row), waiting.goal);
      if (--waiting_count_[waiting.row] == 0) waiting_rows_.Erase(waiting.row);
    }
    while (!ends_.empty() &&
           (ends_.front().goal.point < now.point || Later(now.stamp, lower_) > ends_.front().goal.stamp)) {
      std::pop_heap(ends_.begin(), ends_.end(), std::greater<>());
      const End end = ends_.back();
      ends_.pop_back();
      if (last_[end.id] == end.goal.point && out_.IsThere(end.id)) out_.Erase(end.id);
    }
  }
  bool MayRest() const override { return is_negated_ && !out_.is_followed(); }
  std::string_view name() const override { return "until"; }
  size_t rows() const override { return out_.size() + held_.size() + waiting_.size(); }
  size_t peak() const override { return out_.peak() + held_.peak() + waiting_rows_.peak(); }
  size_t bytes() const override {
    return out_.bytes() + held_.bytes() + waiting_rows_.bytes() + runs_.bytes() + last_.bytes() +
           waiting_.capacity() * sizeof(Waiting) + ends_.capacity() * sizeof(End);
  }
  void Save(ByteWriter& writer) const override {
    out_.Save(writer);
    held_.Save(writer);
    held_order_.Save(writer);
    runs_.Save(writer);
    last_.Save(writer);
    writer.Numbers(ends_);
    waiting_rows_.Save(writer);
    waiting_count_.Save(writer);
    writer.Numbers(waiting_);
  }
  void Load(ByteReader& reader) override {
    out_.Load(reader);
    held_.Load(reader);
    held_order_.Load(reader, held_.id_end());
    runs_.Load(reader);
    last_.Load(reader);
    reader.Numbers(ends_);
    waiting_rows_.Load(reader);
    waiting_count_.Load(reader);
    reader.Numbers(waiting_);
    for (const End& end : ends_) {
      if (end.id >= out_.id_end()) reader.Fail();
    }
    for (const Waiting& waiting : waiting_) {
      if (waiting.row >= waiting_rows_.id_end()) reader.Fail();
    }
  }

 private:
  struct Run {
    int64_t first;  // point of an unbroken run of the hold
    int64_t last;
  };
  struct End {
    Now goal;
    uint32_t id;
    friend bool operator>(const End& a, const End& b) { return a.goal.point > b.goal.point; }
  };
  struct Waiting {
    int64_t from;
    Now goal;
    uint32_t row;
    friend bool operator>(const Waiting& a, const Waiting& b) { return a.from > b.from; }
  };

  // The first point from which the hold leads unbroken to the goal; not before the point of speaking.
  int64_t HoldsFrom(const Value* goal, int64_t goal_point, int64_t speaking) {
    Value key[kMaxColumns];
    const uint32_t id = to_hold_.KeyOf(goal, key) ? held_.Find(key) : RowSet::kNone;
    if (is_negated_) return id == RowSet::kNone ? speaking : std::max(speaking, runs_.at(id).last + 1);
    const bool holds_before = id != RowSet::kNone && runs_.at(id).last == goal_point - 1;
    return holds_before ? std::max(speaking, runs_.at(id).first) : goal_point;
  }
  void Hold(const Value* row, const Now& goal) {
    const auto [id, is_new] = out_.Insert(row);
    if (!is_new && last_[id] >= goal.point) return;
    last_[id] = goal.point;
    ends_.push_back({goal, id});
    std::push_heap(ends_.begin(), ends_.end(), std::greater<>());
  }
  void Wait(const Value* row, int64_t from, const Now& goal) {
    const auto [id, is_new] = waiting_rows_.Insert(row);
    waiting_count_[id] = is_new ? 1 : waiting_count_[id] + 1;
    waiting_.push_back({from, goal, id});
    std::push_heap(waiting_.begin(), waiting_.end(), std::greater<>());
  }

  int64_t lower_;
  bool is_negated_;
  RowBatch* goal_;
  RowBatch* hold_;
  PairKeys to_hold_;
  RowSet held_;  // of a negated hold, what broke at a point that still matters; else what runs
  IdOrder held_order_;
  ById<Run> runs_;
  ById<int64_t> last_;     // of a row that holds: the last of its goals
  std::vector<End> ends_;  // a heap, the earliest goal first
  RowSet waiting_rows_{out_.arity()};
  ById<uint32_t> waiting_count_;
  std::vector<Waiting> waiting_;  // a heap: what holds only from a later point on
};

}  // namespace

MadeNode MakeSince(const HoldParts& parts) {
  if (parts.bounds.lower > 0) return std::make_unique<DelayedSince>(parts);
  return std::make_unique<Since>(parts);
}

MadeNode MakeUntil(const HoldParts& parts) { return std::make_unique<Until>(parts); }

}  // namespace casus::core
