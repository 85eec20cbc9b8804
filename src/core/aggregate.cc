// Aggregate: groups of rows, each with a value.
//
// A group keeps what its function needs to follow a change: the number of rows and, exactly, the sum in 128
// bits; for the least and greatest the values in order, with the number of rows of each; for the median, and
// for sums of floats, all values in order, so that the result depends on the set of rows alone and not on how
// it came about.
//
// Count, sum and average of numbers and integers take O(1) per change, min and max O(log group), the others
// O(group).

#include <algorithm>
#include <limits>
#include <map>

#include "base/check.h"
#include "base/decimal.h"
#include "core/operators.h"
#include "core/row_keys.h"

namespace casus::core {

namespace {

__extension__ using Wide = __int128;

// The nearest quotient, a tie going to the even one, as base::Divide has it.
Wide DivideRounded(Wide dividend, Wide divisor) {
  Wide quotient = dividend / divisor;
  Wide remainder = dividend % divisor;
  if (remainder < 0) {
    remainder += divisor;
    --quotient;
  }
  if (remainder * 2 > divisor || (remainder * 2 == divisor && quotient % 2 != 0)) ++quotient;
  return quotient;
}

std::optional<Value> Narrowed(Wide value) {
  if (value < std::numeric_limits<Value>::min() || value > std::numeric_limits<Value>::max()) {
    return std::nullopt;
  }
  return static_cast<Value>(value);
}

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
        Group& group = At(groups_, key);
        if (!group.is_changed) changed_.push_back(key);
        group.is_changed = true;
        Take(group, change);
      }
    }
    for (const uint32_t key : changed_) Show(key);
    changed_.clear();
  }

 private:
  static constexpr uint32_t kNoRow = 0xffffffff;

  struct Group {
    int64_t count = 0;
    Wide sum = 0;
    std::map<std::pair<int64_t, Value>, int64_t> in_order;  // (order key, value) -> how many rows
    std::vector<Value> sorted;                              // by order key
    uint32_t row = kNoRow;                                  // of the output
    bool is_changed = false;
  };

  bool KeepsSorted() const {
    return function_ == Aggregation::kMedian ||
           (kind_ == Kind::kFloat && (function_ == Aggregation::kSum || function_ == Aggregation::kAverage));
  }

  void Take(Group& group, Change change) {
    group.count += change.on() ? 1 : -1;
    if (function_ == Aggregation::kCount) return;
    const Value value = input_.Row(change.row())[column_];
    const int64_t order = OrderKey(value, kind_);
    if (KeepsSorted()) {
      const auto place =
          std::lower_bound(group.sorted.begin(), group.sorted.end(), order,
                           [this](Value other, int64_t key) { return OrderKey(other, kind_) < key; });
      if (change.on()) {
        group.sorted.insert(place, value);
      } else {
        group.sorted.erase(place);
      }
    } else if (function_ == Aggregation::kMin || function_ == Aggregation::kMax) {
      const auto place = group.in_order.try_emplace({order, value}, 0).first;
      place->second += change.on() ? 1 : -1;
      if (place->second == 0) group.in_order.erase(place);
    } else {
      group.sum += change.on() ? value : -Wide{value};
    }
  }

  void Show(uint32_t key) {
    Group& group = groups_[key];
    group.is_changed = false;
    const uint32_t old = group.row;
    group.row = kNoRow;
    if (group.count > 0) {
      const std::span<const Value> group_values = keys_.Key(key);
      if (const std::optional<Value> value = ValueOf(group)) {
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

  // Requires a row in the group.
  std::optional<Value> ValueOf(const Group& group) const {
    switch (function_) {
      case Aggregation::kCount:
        return group.count;
      case Aggregation::kMin:
        return group.in_order.begin()->first.second;
      case Aggregation::kMax:
        return group.in_order.rbegin()->first.second;
      case Aggregation::kSum:
        return kind_ == Kind::kFloat ? SumOfFloats(group) : Narrowed(group.sum);
      case Aggregation::kAverage:
        return Average(group);
      case Aggregation::kMedian:
        return Median(group);
    }
    CHECK(false) << "aggregation " << static_cast<int>(function_);
  }

  static std::optional<Value> SumOfFloats(const Group& group) {
    Value sum = PackFloat(0);
    for (const Value value : group.sorted) {
      const std::optional<Value> next = AddNumeric(sum, value, Kind::kFloat);
      if (!next) return std::nullopt;
      sum = *next;
    }
    return sum;
  }

  std::optional<Value> Average(const Group& group) const {
    if (kind_ == Kind::kNumber) return Narrowed(DivideRounded(group.sum, group.count));
    if (kind_ == Kind::kInteger) {
      return PackFloat(static_cast<double>(group.sum) / static_cast<double>(group.count));
    }
    const std::optional<Value> sum = SumOfFloats(group);
    if (!sum) return std::nullopt;
    return PackFloat(UnpackFloat(*sum) / static_cast<double>(group.count));
  }

  std::optional<Value> Median(const Group& group) const {
    const size_t middle = group.sorted.size() / 2;
    const Value high = group.sorted[middle];
    const Value low = group.sorted.size() % 2 == 0 ? group.sorted[middle - 1] : high;
    if (kind_ == Kind::kNumber) return Narrowed(DivideRounded(Wide{low} + high, 2));
    if (kind_ == Kind::kInteger) return PackFloat(static_cast<double>(Wide{low} + high) / 2);
    return PackFloat(UnpackFloat(low) / 2 + UnpackFloat(high) / 2);
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
