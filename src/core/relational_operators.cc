// The operators that look at one moment only.
//
// Each keeps what it needs to turn a change of an input into changes of the output: an image per row (computed
// once in a family of evaluations, see RowMemory), a count of derivations per output row where several inputs give one output, and for
// two inputs the rows that hold on each side, by key. A join takes the changes one batch after another: those
// of the left meet the rows that hold on the right, and the other way round, so that a pair that comes to
// hold by two changes of one moment is found exactly once, whichever is taken first.

#include <utility>

#include "core/operators.h"
#include "core/row_keys.h"
#include "core/row_vector.h"

namespace casus::core {

namespace {

constexpr uint32_t kNotComputed = 0xffffffff;
constexpr uint32_t kLeftOut = 0xfffffffe;

// A scalar that reads the moment is looked at anew at every moment at which its row holds.
class RowsThatHold {
 public:
  void Take(Change change) {
    if (change.on()) {
      rows_.Insert(0, change.row());
    } else {
      rows_.Erase(0, change.row());
    }
  }
  bool empty() const { return rows_.First(0) == RowLists::kEnd; }
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (uint32_t row = rows_.First(0); row != RowLists::kEnd; row = rows_.After(row)) visit(row);
  }

 private:
  RowLists rows_;
};

template <typename Visit>
void ForEachChange(std::span<const InputChanges> inputs, bool on, Visit visit) {
  for (const InputChanges& input : inputs) {
    for (const Change change : input.changes) {
      if (change.on() == on) visit(change);
    }
  }
}

// Maps rows of the input to rows of the output (kLeftOut: to none) and counts how many hold.
class Map final : public OperatorState {
 public:
  explicit Map(const OperatorContext& context)
      : node_(context.node),
        schema_(context.plan.schema(context.plan.inputs(context.node)[0])),
        columns_(context.plan.parameters(context.node).scalars),
        input_(*context.inputs[0]),
        output_(context.output),
        scalars_(context.scalars),
        problems_(context.problems) {
    for (const Scalar& column : columns_) reads_now_ = reads_now_ || column.ReadsNow();
    images_ = reads_now_ ? &images_now_ : &context.memory.images[0];
  }

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    if (reads_now_) return AdvanceWithNow(now, inputs);
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        uint32_t& image = At(*images_, change.row(), kNotComputed);
        if (image == kNotComputed) image = ImageOf(change.row(), now);
        if (image != kLeftOut) Count(image, change.on());
      }
    }
  }

  Moment NextTimer() const override { return reads_now_ && !holding_.empty() ? evaluated_at_ + 1 : kNever; }

 private:
  // Rows that cease to hold go first, so that they are not looked at any more.
  void AdvanceWithNow(Moment now, std::span<const InputChanges> inputs) {
    ForEachChange(inputs, false, [&](Change change) {
      holding_.Take(change);
      if (images_now_[change.row()] != kLeftOut) Count(images_now_[change.row()], false);
    });
    if (now != evaluated_at_) {
      evaluated_at_ = now;
      holding_.ForEach([&](uint32_t row) {
        const uint32_t image = ImageOf(row, now);
        const uint32_t old = std::exchange(images_now_[row], image);
        if (image != kLeftOut) Count(image, true);
        if (old != kLeftOut) Count(old, false);
      });
    }
    ForEachChange(inputs, true, [&](Change change) {
      holding_.Take(change);
      const uint32_t image = ImageOf(change.row(), now);
      At(images_now_, change.row(), kNotComputed) = image;
      if (image != kLeftOut) Count(image, true);
    });
  }

  void Count(uint32_t image, bool on) {
    uint32_t& count = At(counts_, image);
    count += on ? 1 : -1U;
    if (!on) output_.LoseSupport();
    output_.Set(image, count > 0);
  }

  uint32_t ImageOf(uint32_t row, Moment now) {
    scratch_.clear();
    for (const Scalar& column : columns_) {
      // A view is taken for each column, since computing a column may not, but interning may move the table.
      const std::span<const Value> values = input_.Row(row);
      if (const std::optional<int> source = column.AsColumn()) {
        scratch_.push_back(values[static_cast<size_t>(*source)]);
        continue;
      }
      const std::optional<Value> value = scalars_.Evaluate(column, schema_, values, now);
      if (!value) {
        problems_.Add(scalars_.problem(), node_, values);
        return kLeftOut;
      }
      scratch_.push_back(*value);
    }
    return output_.table().Intern(scratch_);
  }

  NodeId node_;
  const Schema& schema_;
  const std::vector<Scalar>& columns_;
  const TupleTable& input_;
  Output& output_;
  ScalarEvaluator& scalars_;
  ProblemList& problems_;
  bool reads_now_ = false;
  std::vector<uint32_t>* images_;     // by row of the input
  std::vector<uint32_t> images_now_;  // if reads_now_: at this moment
  std::vector<uint32_t> counts_;      // by row of the output: how many rows that hold have it as their image
  RowsThatHold holding_;              // kept only if reads_now_
  Moment evaluated_at_ = -1;
  std::vector<Value> scratch_;
};

class Select final : public OperatorState {
 public:
  explicit Select(const OperatorContext& context)
      : node_(context.node),
        schema_(context.plan.schema(context.plan.inputs(context.node)[0])),
        condition_(context.plan.parameters(context.node).scalars[0]),
        reads_now_(condition_.ReadsNow()),
        input_(*context.inputs[0]),
        output_(context.output),
        scalars_(context.scalars),
        problems_(context.problems),
        images_(context.memory.images[0]) {}

  void Advance(Moment now, std::span<const InputChanges> inputs) override {
    if (reads_now_) return AdvanceWithNow(now, inputs);
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        uint32_t& image = At(images_, change.row(), kNotComputed);
        if (image == kNotComputed) image = IsTrue(change.row(), now) ? change.row() : kLeftOut;
        if (image != kLeftOut) output_.Set(image, change.on());
      }
    }
  }

  Moment NextTimer() const override { return reads_now_ && !holding_.empty() ? evaluated_at_ + 1 : kNever; }

 private:
  // Rows that cease to hold go first, so that they are not looked at any more.
  void AdvanceWithNow(Moment now, std::span<const InputChanges> inputs) {
    ForEachChange(inputs, false, [&](Change change) {
      holding_.Take(change);
      output_.Set(change.row(), false);
    });
    if (now != evaluated_at_) {
      evaluated_at_ = now;
      holding_.ForEach([&](uint32_t row) { output_.Set(row, IsTrue(row, now)); });
    }
    ForEachChange(inputs, true, [&](Change change) {
      holding_.Take(change);
      output_.Set(change.row(), IsTrue(change.row(), now));
    });
  }

  bool IsTrue(uint32_t row, Moment now) {
    const std::optional<Value> value = scalars_.Evaluate(condition_, schema_, input_.Row(row), now);
    if (!value) problems_.Add(scalars_.problem(), node_, input_.Row(row));
    return value.value_or(0) != 0;
  }

  NodeId node_;
  const Schema& schema_;
  const Scalar& condition_;
  bool reads_now_;
  const TupleTable& input_;
  Output& output_;
  ScalarEvaluator& scalars_;
  ProblemList& problems_;
  std::vector<uint32_t>& images_;  // by row: itself, or left out; not if reads_now_
  RowsThatHold holding_;           // kept only if reads_now_
  Moment evaluated_at_ = -1;
};

class Join final : public OperatorState {
 public:
  explicit Join(const OperatorContext& context)
      : keys_(KeysOfPairs(context)),
        right_columns_(UnpairedColumns(context.plan.schema(context.plan.inputs(context.node)[1]),
                                       context.plan.parameters(context.node).pairs)),
        inputs_{context.inputs[0], context.inputs[1]},
        output_(context.output),
        pairs_(context.pairs) {}

  void Advance(Moment /*now*/, std::span<const InputChanges> inputs) override {
    for (const InputChanges& input : inputs) {
      const size_t side = input.slot;
      for (const Change change : input.changes) {
        const uint32_t key = keys_.Of(side, *inputs_[side], change.row());
        const RowLists& partners = holding_[1 - side];
        for (uint32_t other = partners.First(key); other != RowLists::kEnd; other = partners.After(other)) {
          if (!pairs_.Spend()) return;
          output_.Set(side == 0 ? Pair(change.row(), other) : Pair(other, change.row()), change.on());
        }
        if (change.on()) {
          holding_[side].Insert(key, change.row());
        } else {
          holding_[side].Erase(key, change.row());
        }
      }
    }
  }

 private:
  uint32_t Pair(uint32_t left, uint32_t right) {
    const std::span<const Value> left_values = inputs_[0]->Row(left);
    const std::span<const Value> right_values = inputs_[1]->Row(right);
    scratch_.assign(left_values.begin(), left_values.end());
    for (const int column : right_columns_) scratch_.push_back(right_values[static_cast<size_t>(column)]);
    return output_.table().Intern(scratch_);
  }

  RowKeys& keys_;
  std::vector<int> right_columns_;
  const TupleTable* inputs_[2];
  Output& output_;
  PairAllowance& pairs_;
  RowLists holding_[2];
  std::vector<Value> scratch_;
};

class Except final : public OperatorState {
 public:
  explicit Except(const OperatorContext& context)
      : keys_(KeysOfPairs(context)),
        left_(*context.inputs[0]),
        right_(*context.inputs[1]),
        output_(context.output) {}

  void Advance(Moment /*now*/, std::span<const InputChanges> inputs) override {
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        if (input.slot == 0) {
          TakeLeft(change);
        } else {
          TakeRight(change);
        }
      }
    }
  }

 private:
  void TakeLeft(Change change) {
    const uint32_t key = keys_.Of(0, left_, change.row());
    if (change.on()) {
      holding_.Insert(key, change.row());
    } else {
      holding_.Erase(key, change.row());
    }
    output_.Set(change.row(), change.on() && At(right_counts_, key) == 0);
  }

  void TakeRight(Change change) {
    const uint32_t key = keys_.Of(1, right_, change.row());
    uint32_t& count = At(right_counts_, key);
    count += change.on() ? 1 : -1U;
    if (count != (change.on() ? 1 : 0)) return;
    for (uint32_t row = holding_.First(key); row != RowLists::kEnd; row = holding_.After(row)) {
      output_.Set(row, count == 0);
    }
  }

  RowKeys& keys_;
  const TupleTable& left_;
  const TupleTable& right_;
  Output& output_;
  RowLists holding_;                    // of the left
  std::vector<uint32_t> right_counts_;  // by key: how many rows of the right hold
};

class Union final : public OperatorState {
 public:
  explicit Union(const OperatorContext& context)
      : inputs_(context.inputs.begin(), context.inputs.end()),
        output_(context.output),
        images_(context.memory.images) {}

  void Advance(Moment /*now*/, std::span<const InputChanges> inputs) override {
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        uint32_t& image = At(images_[input.slot], change.row(), kNotComputed);
        if (image == kNotComputed) image = output_.table().Intern(inputs_[input.slot]->Row(change.row()));
        uint32_t& count = At(counts_, image);
        count += change.on() ? 1 : -1U;
        if (!change.on()) output_.LoseSupport();
        output_.Set(image, count > 0);
      }
    }
  }

 private:
  std::vector<const TupleTable*> inputs_;
  Output& output_;
  boost::container::small_vector<std::vector<uint32_t>, 2>& images_;  // by input, by its row
  std::vector<uint32_t> counts_;  // by row of the output: how many inputs have it
};

}  // namespace

std::unique_ptr<OperatorState> MakeSelect(const OperatorContext& context) {
  return std::make_unique<Select>(context);
}
std::unique_ptr<OperatorState> MakeMap(const OperatorContext& context) {
  return std::make_unique<Map>(context);
}
std::unique_ptr<OperatorState> MakeJoin(const OperatorContext& context) {
  return std::make_unique<Join>(context);
}
std::unique_ptr<OperatorState> MakeExcept(const OperatorContext& context) {
  return std::make_unique<Except>(context);
}
std::unique_ptr<OperatorState> MakeUnion(const OperatorContext& context) {
  return std::make_unique<Union>(context);
}

}  // namespace casus::core
