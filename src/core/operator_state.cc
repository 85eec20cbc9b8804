#include "core/operator_state.h"

#include "base/check.h"
#include "core/operators.h"

namespace casus::core {

bool Output::Commit(Moment moment) {
  bool any = false;
  for (const uint32_t row : touched_) {
    uint8_t& flags = flags_[row];
    const bool on = (flags & kOn) != 0;
    if (on != ((flags & kBefore) != 0)) {
      if (!any) log_.Begin(moment);
      any = true;
      log_.Append({row, on});
    }
    flags &= kOn;
  }
  touched_.clear();
  fresh_.clear();
  lost_support_ = false;
  return any;
}

std::vector<Change> Output::RowsNow() const {
  std::vector<Change> rows;
  for (uint32_t row = 0; row < flags_.size(); ++row) {
    if ((flags_[row] & kOn) != 0) rows.push_back({row, true});
  }
  return rows;
}

std::vector<Change> Output::RowsBefore() const {
  std::vector<Change> rows;
  for (uint32_t row = 0; row < flags_.size(); ++row) {
    const bool touched = (flags_[row] & kTouched) != 0;
    if ((flags_[row] & (touched ? kBefore : kOn)) != 0) rows.push_back({row, true});
  }
  return rows;
}

bool SharesTable(Operator op) {
  switch (op) {
    case Operator::kSelect:
    case Operator::kExcept:
    case Operator::kOnce:
    case Operator::kThroughout:
    case Operator::kSince:
    case Operator::kPrevious:
    case Operator::kNext:
    case Operator::kEventually:
    case Operator::kUntil:
    case Operator::kRise:
    case Operator::kFall:
    case Operator::kLasting:
    case Operator::kInertia:
    case Operator::kClock:
      return true;
    default:
      return false;
  }
}

RowKeys& KeysOfPairs(const OperatorContext& context) {
  std::optional<RowKeys>& keys = context.memory.keys;
  if (!keys) keys.emplace(context.plan.parameters(context.node).pairs);
  return *keys;
}

std::unique_ptr<OperatorState> MakeOperatorState(const OperatorContext& context) {
  switch (context.plan.op(context.node)) {
    case Operator::kSelect:
      return MakeSelect(context);
    case Operator::kMap:
      return MakeMap(context);
    case Operator::kJoin:
      return MakeJoin(context);
    case Operator::kExcept:
      return MakeExcept(context);
    case Operator::kUnion:
      return MakeUnion(context);
    case Operator::kOnce:
    case Operator::kThroughout:
    case Operator::kPrevious:
    case Operator::kNext:
    case Operator::kEventually:
    case Operator::kLasting:
      return MakeWindowed(context);
    case Operator::kSince:
    case Operator::kUntil:
      return MakeSince(context);
    case Operator::kRise:
      return MakeRise(context);
    case Operator::kFall:
      return MakeFall(context);
    case Operator::kHeldSince:
      return MakeHeldSince(context);
    case Operator::kLastTime:
      return MakeLastTime(context);
    case Operator::kInertia:
      return MakeInertia(context);
    case Operator::kClock:
      return MakeClock(context);
    case Operator::kAssign:
      return MakeAssign(context);
    case Operator::kAggregate:
      return MakeAggregate(context);
    case Operator::kInput:
    case Operator::kRecursion:
      break;
  }
  CHECK(false) << "an operator without a state";
}

}  // namespace casus::core
