#include "core/group_value.h"

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "core/scalar_evaluator.h"

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

}  // namespace

bool GroupValue::KeepsSorted(Aggregation function, Kind kind) {
  return function == Aggregation::kMedian ||
         (kind == Kind::kFloat && (function == Aggregation::kSum || function == Aggregation::kAverage));
}

void GroupValue::Take(Aggregation function, Kind kind, Value value, bool on) {
  count_ += on ? 1 : -1;
  if (function == Aggregation::kCount) return;
  const bool is_extreme = function == Aggregation::kMin || function == Aggregation::kMax;
  if (!is_extreme && !KeepsSorted(function, kind)) {
    sum_ += on ? value : -Wide{value};
    return;
  }
  if (!ordered_) ordered_ = std::make_unique<Ordered>();
  const int64_t order = OrderKey(value, kind);
  if (is_extreme) {
    const auto place = ordered_->counts.try_emplace({order, value}, 0).first;
    place->second += on ? 1 : -1;
    if (place->second == 0) ordered_->counts.erase(place);
    return;
  }
  std::vector<Value>& sorted = ordered_->sorted;
  const auto place = std::lower_bound(sorted.begin(), sorted.end(), order, [kind](Value other, int64_t key) {
    return OrderKey(other, kind) < key;
  });
  if (on) {
    sorted.insert(place, value);
  } else {
    sorted.erase(place);
  }
}

std::optional<Value> GroupValue::Of(Aggregation function, Kind kind) const {
  switch (function) {
    case Aggregation::kCount:
      return count_;
    case Aggregation::kMin:
      return ordered_->counts.begin()->first.second;
    case Aggregation::kMax:
      return ordered_->counts.rbegin()->first.second;
    case Aggregation::kSum:
      return kind == Kind::kFloat ? SumOfFloats() : Narrowed(sum_);
    case Aggregation::kAverage:
      return Average(kind);
    case Aggregation::kMedian:
      return Median(kind);
  }
  CHECK(false) << "aggregation " << static_cast<int>(function);
}

std::optional<Value> GroupValue::SumOfFloats() const {
  Value sum = PackFloat(0);
  for (const Value value : ordered_->sorted) {
    const std::optional<Value> next = AddNumeric(sum, value, Kind::kFloat);
    if (!next) return std::nullopt;
    sum = *next;
  }
  return sum;
}

std::optional<Value> GroupValue::Average(Kind kind) const {
  if (kind == Kind::kNumber) return Narrowed(DivideRounded(sum_, count_));
  if (kind == Kind::kInteger) {
    return PackFloat(static_cast<double>(sum_) / static_cast<double>(count_));
  }
  const std::optional<Value> sum = SumOfFloats();
  if (!sum) return std::nullopt;
  return PackFloat(UnpackFloat(*sum) / static_cast<double>(count_));
}

std::optional<Value> GroupValue::Median(Kind kind) const {
  const std::vector<Value>& sorted = ordered_->sorted;
  const size_t middle = sorted.size() / 2;
  const Value high = sorted[middle];
  const Value low = sorted.size() % 2 == 0 ? sorted[middle - 1] : high;
  if (kind == Kind::kNumber) return Narrowed(DivideRounded(Wide{low} + high, 2));
  if (kind == Kind::kInteger) return PackFloat(static_cast<double>(Wide{low} + high) / 2);
  return PackFloat(UnpackFloat(low) / 2 + UnpackFloat(high) / 2);
}

void GroupValue::Save(ByteWriter& writer) const {
  writer.Number(count_);
  writer.Number(static_cast<int64_t>(sum_ >> 64));
  writer.Number(static_cast<int64_t>(sum_));
  std::vector<Value> counts;
  if (ordered_) {
    for (const auto& [key, rows] : ordered_->counts)
      counts.insert(counts.end(), {key.first, key.second, rows});
  }
  writer.Numbers(counts);
  writer.Numbers(ordered_ ? ordered_->sorted : std::vector<Value>());
}

void GroupValue::Load(ByteReader& reader) {
  count_ = reader.Number();
  const Wide high = reader.Number();
  sum_ = (high << 64) | static_cast<uint64_t>(reader.Number());
  std::vector<Value> counts;
  ordered_ = std::make_unique<Ordered>();
  reader.Numbers(counts);
  for (size_t i = 0; i + 3 <= counts.size(); i += 3) {
    ordered_->counts.emplace_hint(ordered_->counts.end(), std::pair(counts[i], counts[i + 1]), counts[i + 2]);
  }
  reader.Numbers(ordered_->sorted);
}

}  // namespace casus::core
