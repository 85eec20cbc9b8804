// Aggregate: groups of rows, each with a value.
//
// A change of a row changes what its group keeps (see group_value.h), and at most one row of the output.

#include "core/group_value.h"
#include "core/operators.h"
#include "core/row_keys.h"

namespace casus::core {

namespace {

class Aggregate final : public OperatorState {
 public:
  explicit Aggregate(const OperatorContext& context)
      : node_(context.node),
        function_(context.plan.parameters(context.node).function),
        keys_(context.plan.parameters(context.node).group),
        input_(*context.inputs[0]),
        output_(context.output),
        problems_(context.problems) {
    if (function_ == Aggregation::kCount) return;
    column_ = static_cast<size_t>(context.plan.parameters(context.node).column);
    kind_ = context.plan.schema(context.plan.inputs(context.node)[0])[column_];
  }

  void Advance(Moment /*now*/, std::span<const InputChanges> inputs) override {
    for (const InputChanges& input : inputs) {
      for (const Change change : input.changes) {
        const uint32_t key = keys_.Of(0, input_, change.row());
        if (key == groups_.size()) groups_.emplace_back();
        Group& group = groups_[key];
        if (!group.is_changed) changed_.push_back(key);
        group.is_changed = true;
        const Value value = function_ == Aggregation::kCount ? 0 : input_.Row(change.row())[column_];
        group.value.Take(function_, kind_, value, change.on());
      }
    }
    for (const uint32_t key : changed_) Show(key);
    changed_.clear();
  }

 private:
  static constexpr uint32_t kNoRow = 0xffffffff;

  struct Group {
    GroupValue value;
    uint32_t row = kNoRow;  // of the output
    bool is_changed = false;
  };

  void Show(uint32_t key) {
    Group& group = groups_[key];
    group.is_changed = false;
    const uint32_t old = group.row;
    group.row = kNoRow;
    if (group.value.count() > 0) {
      const std::span<const Value> group_values = keys_.Key(key);
      if (const std::optional<Value> value = group.value.Of(function_, kind_)) {
        scratch_.assign(group_values.begin(), group_values.end());
        scratch_.push_back(*value);
        group.row = output_.table().Intern(scratch_);
      } else {
        problems_.Add(ProblemKind::kOverflow, node_, group_values);
      }
    }
    if (old == group.row) return;
    if (old != kNoRow) output_.Set(old, false);
    if (group.row != kNoRow) output_.Set(group.row, true);
  }

  NodeId node_;
  Aggregation function_;
  RowKeys keys_;
  const TupleTable& input_;
  Output& output_;
  ProblemList& problems_;
  size_t column_ = 0;
  Kind kind_ = Kind::kInteger;
  std::vector<Group> groups_;  // by key
  std::vector<uint32_t> changed_;
  std::vector<Value> scratch_;
};

}  // namespace

std::unique_ptr<OperatorState> MakeAggregate(const OperatorContext& context) {
  return std::make_unique<Aggregate>(context);
}

}  // namespace casus::core
