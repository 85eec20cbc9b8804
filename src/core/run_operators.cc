// Rise, Fall, HeldSince, LastTime: what the runs of a row say about themselves.
//
// Rise may stand in a recursion within a moment, so that a row may come, go, and come again at one moment. It
// rises if it holds now and did not hold before the moment, which two moments per row tell: when the present
// run began, and when the last one ended.

#include "core/operators.h"
#include "core/row_keys.h"
#include "core/row_vector.h"

namespace casus::core {

namespace {

class Rise final : public OperatorState {
 public:
  explicit Rise(const OperatorContext& context) : output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    if (now != risen_at_) {
      for (const uint32_t row : risen_) output_.Set(row, false);
      risen_.clear();
      risen_at_ = now;
    }
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        Run& run = At(runs_, change.row());
        if (!change.on()) {
          if (run.begin != now) run.end = now;
          output_.Set(change.row(), false);
        } else if (run.end != now) {
          run.begin = now;
          risen_.push_back(change.row());
          output_.Set(change.row(), true);
        }
      }
    }
  }

  Moment NextTimer() const override { return risen_.empty() ? kNever : risen_at_ + 1; }

 private:
  // A run that is interrupted within a moment keeps its begin.
  struct Run {
    Moment begin = -1;
    Moment end = -1;
  };

  Output& output_;
  std::vector<Run> runs_;        // by row
  std::vector<uint32_t> risen_;  // rows that rose at risen_at_
  Moment risen_at_ = -1;
};

class Fall final : public OperatorState {
 public:
  explicit Fall(const OperatorContext& context) : output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    for (const uint32_t row : fallen_) output_.Set(row, false);
    fallen_.clear();
    fallen_at_ = now;
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        if (change.on()) continue;
        fallen_.push_back(change.row());
        output_.Set(change.row(), true);
      }
    }
  }

  Moment NextTimer() const override { return fallen_.empty() ? kNever : fallen_at_ + 1; }

 private:
  Output& output_;
  std::vector<uint32_t> fallen_;  // rows that fell at fallen_at_
  Moment fallen_at_ = -1;
};

// The row of the output that is a row of the input with a moment at its end.
uint32_t InternWithMoment(std::span<const Value> row, Moment moment, Output& output,
                          std::vector<Value>& scratch) {
  scratch.assign(row.begin(), row.end());
  scratch.push_back(moment);
  return output.table().Intern(scratch);
}

class HeldSince final : public OperatorState {
 public:
  explicit HeldSince(const OperatorContext& context) : input_(*context.inputs[0]), output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        uint32_t& image = At(images_, change.row());
        if (change.on()) image = InternWithMoment(input_.Row(change.row()), now, output_, scratch_);
        output_.Set(image, change.on());
      }
    }
  }

 private:
  const TupleTable& input_;
  Output& output_;
  std::vector<uint32_t> images_;  // by row of the input: the row of its present run
  std::vector<Value> scratch_;
};

class LastTime final : public OperatorState {
 public:
  explicit LastTime(const OperatorContext& context) : input_(*context.inputs[0]), output_(context.output) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        if (change.on()) {
          holding_.Insert(0, change.row());
        } else {
          holding_.Erase(0, change.row());
        }
      }
    }
    advanced_to_ = now;
    for (uint32_t row = holding_.First(0); row != RowLists::kEnd; row = holding_.After(row)) {
      uint32_t& image = At(images_, row, RowLists::kEnd);
      if (image != RowLists::kEnd) output_.Set(image, false);
      image = InternWithMoment(input_.Row(row), now, output_, scratch_);
      output_.Set(image, true);
    }
  }

  Moment NextTimer() const override {
    return holding_.First(0) == RowLists::kEnd ? kNever : advanced_to_ + 1;
  }

 private:
  const TupleTable& input_;
  Output& output_;
  RowLists holding_;  // under the key 0, the rows that hold
  Moment advanced_to_ = -1;
  std::vector<uint32_t> images_;  // by row of the input: the row with its latest moment
  std::vector<Value> scratch_;
};

}  // namespace

std::unique_ptr<OperatorState> MakeRise(const OperatorContext& context) {
  return std::make_unique<Rise>(context);
}
std::unique_ptr<OperatorState> MakeFall(const OperatorContext& context) {
  return std::make_unique<Fall>(context);
}
std::unique_ptr<OperatorState> MakeHeldSince(const OperatorContext& context) {
  return std::make_unique<HeldSince>(context);
}
std::unique_ptr<OperatorState> MakeLastTime(const OperatorContext& context) {
  return std::make_unique<LastTime>(context);
}

}  // namespace casus::core
