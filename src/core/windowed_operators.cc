// Once, Throughout, Lasting, Previous, Since; on the mirrored line, Eventually, Next and Until.
//
// The runs of a row give windows (see window.h), and the row of the output holds while at least one is open:
// a count goes up at the begin of a window and down at its end, by timers that are set when the run begins
// and ends. Windows of earlier runs never begin or end after those of later ones, so that timers are set in
// order.
//
// Since is Once with a memory that `hold` can wipe. At t the row needs a start at an admitted s such that
// hold was true over (s, t]; so when hold becomes false at f, all starts before f are forgotten; and if the
// row still starts when hold becomes true again at g, the moment g - 1 is the first start that counts. While
// hold is false only a start at t itself helps, if the metric admits the distance zero.

#include <optional>

#include "core/agenda.h"
#include "core/operators.h"
#include "core/row_keys.h"
#include "core/row_vector.h"
#include "core/window.h"

namespace casus::core {

namespace {

// The windows of the runs of each row, while time passes.
class OpenWindows {
 public:
  OpenWindows(const Timeline& timeline, Operator op, const Plan::Parameters& parameters)
      : window_(timeline, op, parameters), size_(timeline.size()) {}

  // A run of the row begins at `begin`, which is the present moment or, after Forget, the one before it.
  void OpenRun(uint32_t row, Moment begin, Moment now) {
    State& state = At(states_, row);
    state.running = true;
    state.window_begin = window_.Begin(begin);
    if (state.window_begin <= now) {
      ++state.windows;
    } else {
      Set(begins_, {state.window_begin, row, state.epoch});
    }
    const Moment cut = window_.NextCut(begin);
    if (cut > now) {
      Set(cuts_, {cut, row, state.epoch});
    } else {
      CloseRun(row, cut);
      OpenRun(row, cut, now);
    }
  }

  // The run that is open ends before `end`, the present moment.
  void CloseRun(uint32_t row, Moment end) {
    State& state = states_[row];
    state.running = false;
    const Moment window_end = std::max(state.window_begin, window_.End(end));
    if (window_end <= end) {
      --state.windows;
    } else {
      Set(ends_, {window_end, row, state.epoch});
    }
  }

  // No run up to now counts any more.
  void Forget(uint32_t row) {
    State& state = At(states_, row);
    ++state.epoch;
    state.windows = 0;
    state.running = false;
  }

  // Takes what is due and visits the rows that it concerns.
  template <typename Visit>
  void Advance(Moment now, Visit visit) {
    while (cuts_.NextMoment() <= now) {
      const Timer timer = cuts_.Take();
      const State& state = states_[timer.row];
      if (state.epoch != timer.note || !state.running) continue;
      CloseRun(timer.row, timer.moment);
      OpenRun(timer.row, timer.moment, now);
      visit(timer.row);
    }
    TakeDue(begins_, now, 1, visit);
    TakeDue(ends_, now, -1U, visit);
  }

  Moment NextTimer() const {
    return std::min({begins_.NextMoment(), ends_.NextMoment(), cuts_.NextMoment()});
  }

  bool IsIn(uint32_t row) const { return row < states_.size() && states_[row].windows > 0; }
  bool IsRunning(uint32_t row) const { return row < states_.size() && states_[row].running; }

 private:
  struct State {
    Moment window_begin = 0;  // of the open run, or of the last
    uint32_t windows = 0;     // how many are open now
    uint32_t epoch = 0;       // timers of earlier epochs are void
    bool running = false;
  };

  void Set(Agenda& agenda, Timer timer) const {
    if (timer.moment < size_) agenda.Set(timer);
  }

  template <typename Visit>
  void TakeDue(Agenda& agenda, Moment now, uint32_t difference, Visit visit) {
    while (agenda.NextMoment() <= now) {
      const Timer timer = agenda.Take();
      State& state = states_[timer.row];
      if (state.epoch != timer.note) continue;
      state.windows += difference;
      visit(timer.row);
    }
  }

  Window window_;
  Moment size_;
  std::vector<State> states_;  // by row
  Agenda begins_;
  Agenda ends_;
  Agenda cuts_;
};

class Windowed final : public OperatorState {
 public:
  explicit Windowed(const OperatorContext& context)
      : windows_(context.timeline, context.plan.op(context.node), context.plan.parameters(context.node)),
        output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    windows_.Advance(now, [&](uint32_t row) { output_.Set(row, windows_.IsIn(row)); });
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        if (change.on()) {
          windows_.OpenRun(change.row(), now, now);
        } else {
          windows_.CloseRun(change.row(), now);
        }
        output_.Set(change.row(), windows_.IsIn(change.row()));
      }
    }
  }

  Moment NextTimer() const override { return windows_.NextTimer(); }

 private:
  OpenWindows windows_;
  Output& output_;
};

class Since final : public OperatorState {
 public:
  explicit Since(const OperatorContext& context)
      : parameters_(context.plan.parameters(context.node)),
        windows_(context.timeline, context.plan.op(context.node), parameters_),
        keys_(KeysOfPairs(context)),
        start_table_(*context.inputs[0]),
        hold_table_(*context.inputs[1]),
        output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    windows_.Advance(now, [&](uint32_t row) { Show(row); });
    for (const InputChanges& input : inputs) {
      if (input.slot == kHold) TakeHold(now, input.changes);
    }
    for (const InputChanges& input : inputs) {
      if (input.slot == kStart) TakeStart(now, input.changes);
    }
  }

  Moment NextTimer() const override { return windows_.NextTimer(); }

 private:
  static constexpr size_t kStart = 0;
  static constexpr size_t kHold = 1;

  struct Start {
    bool on = false;      // the row of start holds
    bool listed = false;  // among live_
  };

  // A row of hold comes or goes: every column of it is paired, so that its key is its own.
  void TakeHold(Moment now, std::span<const Change> changes) {
    for (const Change change : changes) {
      const uint32_t key = keys_.Of(kHold, hold_table_, change.row());
      At(matched_, key) = change.on();
      const bool holds = IsHeld(key);
      for (uint32_t row = live_.First(key); row != RowLists::kEnd;) {
        const uint32_t next = live_.After(row);
        Start& start = starts_[row];
        if (!holds) {
          windows_.Forget(row);
        } else if (start.on) {
          windows_.OpenRun(row, now - 1, now);
        }
        if (!start.on) {
          live_.Erase(key, row);
          start.listed = false;
        }
        Show(row);
        row = next;
      }
    }
  }

  void TakeStart(Moment now, std::span<const Change> changes) {
    for (const Change change : changes) {
      const uint32_t row = change.row();
      const uint32_t key = keys_.Of(kStart, start_table_, row);
      Start& start = At(starts_, row);
      start.on = change.on();
      if (change.on()) {
        if (!start.listed) live_.Insert(key, row);
        start.listed = true;
        if (IsHeld(key)) windows_.OpenRun(row, now, now);
      } else if (IsHeld(key)) {
        windows_.CloseRun(row, now);
      }
      Show(row);
    }
  }

  bool IsHeld(uint32_t key) { return At(matched_, key) != parameters_.hold_negated; }

  void Show(uint32_t row) {
    const bool at_once = parameters_.metric.lower == base::Duration{};
    const bool held = IsHeld(keys_.Of(kStart, start_table_, row));
    output_.Set(row, held ? windows_.IsIn(row) : at_once && starts_[row].on);
  }

  const Plan::Parameters& parameters_;
  OpenWindows windows_;
  RowKeys& keys_;
  const TupleTable& start_table_;
  const TupleTable& hold_table_;
  Output& output_;
  std::vector<uint8_t> matched_;  // by key: a row of hold has it
  std::vector<Start> starts_;     // by row of start
  RowLists live_;                 // by key, the rows that start, or may have windows
};

}  // namespace

std::unique_ptr<OperatorState> MakeWindowed(const OperatorContext& context) {
  return std::make_unique<Windowed>(context);
}

std::unique_ptr<OperatorState> MakeSince(const OperatorContext& context) {
  return std::make_unique<Since>(context);
}

}  // namespace casus::core
