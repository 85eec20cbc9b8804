// Inertia, Clock and Assign: operators whose state outlives what made it.
//
// Inertia. A row is looked at again when it begins or ceases to begin, when its end comes, and when another
// row of its key begins; at other moments it stays as it is. It may stand in a recursion within a moment (by
// its begins), so that it keeps apart what held before the moment.
//
// Clock. All alarms of one pause key stand still together, so that one number per key tells how many units of
// time its pauses have taken so far, and an alarm is kept by the unpaused time at which it is due: stamp of
// the start + duration - pauses up to the start. It fires at the first later moment with stamp - pauses >=
// that. Of the alarms of a key only the first needs a timer, which is void while the key is paused. A pause
// is read as it was just before: it stops the step from its moment to the next, so that what is due at the
// moment it begins still fires. An alarm is set at the moment after its start: in a cycle, what holds at a
// moment may become known to the clock after it has said what rings at it.

#include <algorithm>
#include <deque>

#include "core/agenda.h"
#include "core/operators.h"
#include "core/row_keys.h"
#include "core/row_vector.h"

namespace casus::core {

namespace {

class Inertia final : public OperatorState {
 public:
  explicit Inertia(const OperatorContext& context)
      : ends_keys_(KeysOfPairs(context)),
        one_per_(context.plan.parameters(context.node).key.value_or(std::vector<int>{})),
        is_keyed_(context.plan.parameters(context.node).key.has_value()),
        begins_table_(*context.inputs[0]),
        ends_table_(*context.inputs[1]),
        output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    affected_.clear();
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        if (input.slot == kBegins) {
          TakeBegin(change);
        } else {
          TakeEnd(change);
        }
      }
    }
    for (const uint32_t row : affected_) Show(row, now);
  }

 private:
  static constexpr size_t kBegins = 0;

  struct State {
    Moment changed_at = -1;
    bool held_before = false;  // just before changed_at
    bool holds = false;
    bool begins = false;
  };

  void TakeBegin(Change change) {
    const uint32_t row = change.row();
    At(states_, row).begins = change.on();
    affected_.push_back(row);
    if (!is_keyed_) return;
    const uint32_t key = one_per_.Of(0, begins_table_, row);
    At(beginning_, key) += change.on() ? 1 : -1U;
    if (change.on()) AddList(rows_of_key_, key);
  }

  void TakeEnd(Change change) {
    const uint32_t key = ends_keys_.Of(1, ends_table_, change.row());
    At(ending_, key) = change.on();
    if (change.on()) AddList(rows_of_end_, key);
  }

  void AddList(const RowLists& lists, uint32_t key) {
    for (uint32_t row = lists.First(key); row != RowLists::kEnd; row = lists.After(row)) {
      affected_.push_back(row);
    }
  }

  void Show(uint32_t row, Moment now) {
    const uint32_t end = ends_keys_.Of(0, begins_table_, row);
    const uint32_t key = is_keyed_ ? one_per_.Of(0, begins_table_, row) : 0;
    State& state = states_[row];
    if (state.changed_at != now) {
      state.changed_at = now;
      state.held_before = state.holds;
    }
    const bool is_displaced = is_keyed_ && At(beginning_, key) > 0;
    const bool holds = state.begins || (state.held_before && At(ending_, end) == 0 && !is_displaced);
    if (holds == state.holds) return;
    state.holds = holds;
    output_.Set(row, holds);
    if (holds) {
      rows_of_end_.Insert(end, row);
      if (is_keyed_) rows_of_key_.Insert(key, row);
    } else {
      rows_of_end_.Erase(end, row);
      if (is_keyed_) rows_of_key_.Erase(key, row);
    }
  }

  RowKeys& ends_keys_;
  RowKeys one_per_;
  bool is_keyed_;
  const TupleTable& begins_table_;
  const TupleTable& ends_table_;
  Output& output_;
  std::vector<State> states_;        // by row
  std::vector<uint8_t> ending_;      // by ends key: a row of ends has it
  std::vector<uint32_t> beginning_;  // by key: how many rows of begins have it
  RowLists rows_of_end_;             // by ends key, the rows that hold
  RowLists rows_of_key_;             // by key, the rows that hold
  std::vector<uint32_t> affected_;
};

class Clock final : public OperatorState {
 public:
  explicit Clock(const OperatorContext& context)
      : timeline_(context.timeline),
        duration_(static_cast<size_t>(context.plan.parameters(context.node).column)),
        day_included_(context.plan.parameters(context.node).day_included),
        keys_(KeysOfPairs(context)),
        starts_table_(*context.inputs[0]),
        pauses_table_(*context.inputs[1]),
        output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    if (now != advanced_to_) {
      for (const uint32_t row : fired_) output_.Set(row, false);
      fired_.clear();
      // Only now is it known what held at the moment before: its changes may have come in any order.
      for (uint32_t row = starting_.First(0); row != RowLists::kEnd; row = starting_.After(row)) {
        Start(row, advanced_to_);
      }
      advanced_to_ = now;
    }
    while (agenda_.NextMoment() <= now) FireDue(agenda_.Take(), now);
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        if (input.slot == kStarts) {
          TakeStart(change);
        } else {
          TakePause(change, now);
        }
      }
    }
  }

  Moment NextTimer() const override {
    const bool is_soon = !fired_.empty() || starting_.First(0) != RowLists::kEnd;
    return is_soon ? std::min(advanced_to_ + 1, agenda_.NextMoment()) : agenda_.NextMoment();
  }

 private:
  static constexpr size_t kStarts = 0;

  struct Alarm {
    int64_t due;  // in unpaused time: a stamp less the pauses
    uint32_t row;
  };

  // What the alarms of one key share.
  struct Pauses {
    int64_t taken = 0;           // units, by pauses that are over
    std::optional<Stamp> since;  // of the pause that is on
    uint32_t epoch = 0;          // a timer of an earlier one is void
    std::vector<Alarm> alarms;   // a heap, the first due on top
  };

  static bool IsLater(const Alarm& a, const Alarm& b) { return a.due > b.due; }

  void Fire(uint32_t row) {
    fired_.push_back(row);
    output_.Set(row, true);
  }

  void FireDue(const Timer& timer, Moment now) {
    Pauses& pauses = pauses_[timer.row];
    if (timer.note != pauses.epoch) return;
    const int64_t unpaused = timeline_.StampOf(now) - pauses.taken;
    while (!pauses.alarms.empty() && pauses.alarms.front().due <= unpaused) {
      Fire(pauses.alarms.front().row);
      std::pop_heap(pauses.alarms.begin(), pauses.alarms.end(), IsLater);
      pauses.alarms.pop_back();
    }
    SetTimer(timer.row);
  }

  // For the first alarm of the key, unless it is paused.
  void SetTimer(uint32_t key) {
    Pauses& pauses = pauses_[key];
    ++pauses.epoch;
    if (pauses.since || pauses.alarms.empty()) return;
    const Moment moment = timeline_.FirstMoment(pauses.alarms.front().due + pauses.taken);
    if (moment < timeline_.size()) agenda_.Set({moment, key, pauses.epoch});
  }

  void TakePause(Change change, Moment now) {
    const uint32_t key = keys_.Of(1, pauses_table_, change.row());
    Pauses& pauses = At(pauses_, key);
    if (change.on()) {
      pauses.since = timeline_.StampOf(now);
    } else {
      pauses.taken += timeline_.StampOf(now) - *pauses.since;
      pauses.since.reset();
    }
    SetTimer(key);
  }

  void TakeStart(Change change) {
    if (change.on()) {
      starting_.Insert(0, change.row());
    } else {
      starting_.Erase(0, change.row());
    }
  }

  // Sets the alarm of a row that held at `start`, the moment before this one.
  void Start(uint32_t row, Moment start) {
    const Stamp stamp = timeline_.StampOf(start);
    const base::Duration duration = UnpackDuration(starts_table_.Row(row)[duration_]);
    const Stamp due = timeline_.Add(stamp, duration) + (day_included_ ? 1 : 0);
    if (due <= stamp) return Fire(row);
    const uint32_t key = keys_.Of(0, starts_table_, row);
    Pauses& pauses = At(pauses_, key);
    const int64_t taken = pauses.taken + (pauses.since ? stamp - *pauses.since : 0);
    pauses.alarms.push_back({due - taken, row});
    std::push_heap(pauses.alarms.begin(), pauses.alarms.end(), IsLater);
    SetTimer(key);
  }

  const Timeline& timeline_;
  size_t duration_;
  bool day_included_;
  RowKeys& keys_;
  const TupleTable& starts_table_;
  const TupleTable& pauses_table_;
  Output& output_;
  std::vector<Pauses> pauses_;   // by key
  Agenda agenda_;                // of keys
  RowLists starting_;            // under the key 0, the rows of starts that hold
  std::vector<uint32_t> fired_;  // rows that fired at advanced_to_
  Moment advanced_to_ = -1;
};

class Assign final : public OperatorState {
 public:
  explicit Assign(const OperatorContext& context)
      : keys_(KeysOfPairs(context)),
        supply_columns_(UnpairedColumns(context.plan.schema(context.plan.inputs(context.node)[1]),
                                        context.plan.parameters(context.node).pairs)),
        demands_table_(*context.inputs[0]),
        supplies_table_(*context.inputs[1]),
        output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    for (const uint32_t row : served_) output_.Set(row, false);
    served_.clear();
    advanced_to_ = now;
    appeared_.clear();
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        if (input.slot == 0) {
          TakeDemand(change);
        } else if (change.on()) {
          supplying_.Insert(0, change.row());
        } else {
          supplying_.Erase(0, change.row());
        }
      }
    }
    Queue();
    Serve();
  }

  Moment NextTimer() const override {
    return served_.empty() && supplying_.First(0) == RowLists::kEnd ? kNever : advanced_to_ + 1;
  }

 private:
  // A demand in a queue; void once the row has vanished, which counts up the row's appearance.
  struct Demand {
    uint32_t row;
    uint32_t appearance;
  };

  void TakeDemand(Change change) {
    uint32_t& appearance = At(appearances_, change.row());
    if (change.on()) {
      appeared_.push_back(change.row());
    } else {
      ++appearance;
    }
  }

  // Demands that appear at one moment queue in the order of their columns.
  void Queue() {
    SortByColumns(appeared_, demands_table_);
    for (const uint32_t row : appeared_) {
      At(queues_, keys_.Of(0, demands_table_, row)).push_back({row, appearances_[row]});
    }
  }

  void Serve() {
    std::vector<uint32_t> supplies;
    for (uint32_t row = supplying_.First(0); row != RowLists::kEnd; row = supplying_.After(row)) {
      supplies.push_back(row);
    }
    SortByColumns(supplies, supplies_table_);
    for (const uint32_t supply : supplies) {
      std::deque<Demand>& queue = At(queues_, keys_.Of(1, supplies_table_, supply));
      while (!queue.empty() && queue.front().appearance != appearances_[queue.front().row]) queue.pop_front();
      if (queue.empty()) continue;
      const std::span<const Value> demand = demands_table_.Row(queue.front().row);
      scratch_.assign(demand.begin(), demand.end());
      for (const int column : supply_columns_) {
        scratch_.push_back(supplies_table_.Row(supply)[static_cast<size_t>(column)]);
      }
      served_.push_back(output_.table().Intern(scratch_));
      output_.Set(served_.back(), true);
      queue.pop_front();
    }
  }

  static void SortByColumns(std::vector<uint32_t>& rows, const TupleTable& table) {
    std::sort(rows.begin(), rows.end(), [&table](uint32_t a, uint32_t b) {
      const std::span<const Value> left = table.Row(a);
      const std::span<const Value> right = table.Row(b);
      return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
    });
  }

  RowKeys& keys_;
  std::vector<int> supply_columns_;
  const TupleTable& demands_table_;
  const TupleTable& supplies_table_;
  Output& output_;
  std::vector<uint32_t> appearances_;       // by demand row
  std::vector<std::deque<Demand>> queues_;  // by key, the oldest first
  std::vector<uint32_t> appeared_;          // demand rows, at this moment
  RowLists supplying_;                      // under the key 0, the rows of supplies that hold
  std::vector<uint32_t> served_;            // rows of the output that hold, at advanced_to_
  Moment advanced_to_ = -1;
  std::vector<Value> scratch_;
};

}  // namespace

std::unique_ptr<OperatorState> MakeInertia(const OperatorContext& context) {
  return std::make_unique<Inertia>(context);
}
std::unique_ptr<OperatorState> MakeClock(const OperatorContext& context) {
  return std::make_unique<Clock>(context);
}
std::unique_ptr<OperatorState> MakeAssign(const OperatorContext& context) {
  return std::make_unique<Assign>(context);
}

}  // namespace casus::core
