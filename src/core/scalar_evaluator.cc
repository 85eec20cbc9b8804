#include "core/scalar_evaluator.h"

#include <cmath>

#include "base/check.h"
#include "base/decimal.h"

namespace casus::core {

namespace {

using base::Decimal;
using Op = Scalar::Op;

constexpr int64_t kSecondsPerDay = 86'400;

std::optional<Value> Units(std::optional<Decimal> decimal) {
  return decimal ? std::optional(decimal->units()) : std::nullopt;
}

std::optional<Value> Finite(double number) {
  return std::isfinite(number) ? std::optional(PackFloat(number)) : std::nullopt;
}

// Of durations, by parts.
std::optional<Value> AddSteps(Value a, Value b, int64_t times) {
  const StepParts left = UnpackSteps(a);
  const StepParts right = UnpackSteps(b);
  StepParts sum{};
  if (__builtin_mul_overflow(right.months, times, &sum.months) ||
      __builtin_mul_overflow(right.seconds, times, &sum.seconds) ||
      __builtin_add_overflow(left.months, sum.months, &sum.months) ||
      __builtin_add_overflow(left.seconds, sum.seconds, &sum.seconds)) {
    return std::nullopt;
  }
  return PackSteps(sum);
}

base::Duration Negated(const base::Duration& duration) {
  return {.years = -duration.years,
          .months = -duration.months,
          .days = -duration.days,
          .seconds = -duration.seconds};
}

}  // namespace

std::optional<Value> AddNumeric(Value a, Value b, Kind kind) {
  if (kind == Kind::kFloat) return Finite(UnpackFloat(a) + UnpackFloat(b));
  Value sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? std::nullopt : std::optional(sum);
}

std::optional<Value> SubtractNumeric(Value a, Value b, Kind kind) {
  if (kind == Kind::kFloat) return Finite(UnpackFloat(a) - UnpackFloat(b));
  Value difference = 0;
  return __builtin_sub_overflow(a, b, &difference) ? std::nullopt : std::optional(difference);
}

std::optional<Value> MultiplyNumeric(Value a, Value b, Kind kind) {
  if (kind == Kind::kFloat) return Finite(UnpackFloat(a) * UnpackFloat(b));
  if (kind == Kind::kNumber) {
    return Units(base::Multiply(Decimal::FromUnits(a), Decimal::FromUnits(b)));
  }
  Value product = 0;
  return __builtin_mul_overflow(a, b, &product) ? std::nullopt : std::optional(product);
}

std::optional<Value> DivideNumeric(Value a, Value b, Kind kind) {
  if (kind == Kind::kFloat) return Finite(UnpackFloat(a) / UnpackFloat(b));
  if (kind == Kind::kNumber) return Units(base::Divide(Decimal::FromUnits(a), Decimal::FromUnits(b)));
  if (b == -1) return SubtractNumeric(0, a, kind);
  return a / b;
}

Value RemainderNumeric(Value a, Value b, Kind kind) {
  if (kind == Kind::kFloat) return PackFloat(std::fmod(UnpackFloat(a), UnpackFloat(b)));
  return b == -1 ? 0 : a % b;  // the least integer % -1 would trap
}

bool IsZero(Value value, Kind kind) { return kind == Kind::kFloat ? UnpackFloat(value) == 0 : value == 0; }

bool Compares(Comparison comparison, Value a, Value b, Kind kind) {
  if (comparison == Comparison::kEqual) return a == b;
  if (comparison == Comparison::kNotEqual) return a != b;
  const int64_t left = OrderKey(a, kind);
  const int64_t right = OrderKey(b, kind);
  switch (comparison) {
    case Comparison::kLess:
      return left < right;
    case Comparison::kLessEqual:
      return left <= right;
    case Comparison::kGreater:
      return left > right;
    default:
      return left >= right;
  }
}

std::optional<Value> ConvertNumeric(Value value, Kind from, Kind to) {
  constexpr double kBound = 9'223'372'036'854'775'808.0;  // 2^63
  const auto to_integer = [](double number) -> std::optional<Value> {
    if (!(number >= -kBound && number < kBound)) return std::nullopt;
    return static_cast<Value>(number);
  };
  if (from == to) return value;
  if (from == Kind::kFloat) {
    if (to == Kind::kInteger) return to_integer(UnpackFloat(value));
    return to_integer(std::nearbyint(UnpackFloat(value) * Decimal::kUnitsPerOne));
  }
  if (from == Kind::kNumber) {
    if (to == Kind::kInteger) return value / Decimal::kUnitsPerOne;
    return PackFloat(static_cast<double>(value) / Decimal::kUnitsPerOne);
  }
  if (to == Kind::kFloat) return PackFloat(static_cast<double>(value));
  return Units(Decimal::FromInteger(value));
}

std::nullopt_t ScalarEvaluator::Fail(ProblemKind problem) {
  problem_ = problem;
  return std::nullopt;
}

std::optional<ScalarEvaluator::Operand> ScalarEvaluator::Apply(const Scalar::Step& step, const Operand& a) {
  std::optional<Value> value;
  switch (step.op) {
    case Op::kStampOf:
      return Operand{timeline_->StampOf(a.value), Kind::kStamp};
    case Op::kNot:
      return Operand{a.value == 0 ? 1 : 0, Kind::kInteger};
    case Op::kHead:
      return Operand{compounds_->Head(a.value), step.kind};
    case Op::kPart: {
      const std::span<const Value> parts = compounds_->Parts(a.value);
      if (step.index < 0 || static_cast<size_t>(step.index) >= parts.size()) {
        return Fail(ProblemKind::kNoSuchPart);
      }
      return Operand{parts[static_cast<size_t>(step.index)], step.kind};
    }
    case Op::kNegate:
      value = a.kind == Kind::kDuration ? AddSteps(0, a.value, -1) : SubtractNumeric(0, a.value, a.kind);
      if (!value) return Fail(ProblemKind::kOverflow);
      return Operand{*value, a.kind};
    default:
      CHECK(step.op == Op::kConvert) << "step " << static_cast<int>(step.op) << " of one operand";
      value = ConvertNumeric(a.value, a.kind, step.kind);
      if (!value) return Fail(ProblemKind::kOverflow);
      return Operand{*value, step.kind};
  }
}

std::optional<ScalarEvaluator::Operand> ScalarEvaluator::Apply(const Scalar::Step& step, const Operand& a,
                                                               const Operand& b) {
  if (step.op == Op::kCompare) {
    return Operand{Compares(step.comparison, a.value, b.value, a.kind) ? 1 : 0, Kind::kInteger};
  }
  if ((step.op == Op::kDivide || step.op == Op::kRemainder) && IsZero(b.value, b.kind)) {
    return Fail(ProblemKind::kDivisionByZero);
  }
  std::optional<Value> value;
  Kind kind = a.kind;
  if (a.kind == Kind::kStamp && b.kind == Kind::kDuration) {
    const base::Duration duration = UnpackDuration(b.value);
    value = timeline_->Add(a.value, step.op == Op::kAdd ? duration : Negated(duration));
  } else if (a.kind == Kind::kStamp) {
    kind = Kind::kDuration;
    const int64_t seconds_per_unit = kSecondsPerDay / base::UnitsPerDay(timeline_->grain());
    value = PackSteps({.months = 0, .seconds = (a.value - b.value) * seconds_per_unit});
  } else if (a.kind == Kind::kDuration) {
    if (step.op == Op::kMultiply) {
      value = AddSteps(0, a.value, b.value);
    } else {
      value = AddSteps(a.value, b.value, step.op == Op::kAdd ? 1 : -1);
    }
  } else if (step.op == Op::kAdd) {
    value = AddNumeric(a.value, b.value, kind);
  } else if (step.op == Op::kSubtract) {
    value = SubtractNumeric(a.value, b.value, kind);
  } else if (step.op == Op::kMultiply) {
    value = MultiplyNumeric(a.value, b.value, kind);
  } else if (step.op == Op::kDivide) {
    value = DivideNumeric(a.value, b.value, kind);
  } else {
    CHECK(step.op == Op::kRemainder) << "step " << static_cast<int>(step.op) << " of two operands";
    value = RemainderNumeric(a.value, b.value, kind);
  }
  if (!value) return Fail(ProblemKind::kOverflow);
  return Operand{*value, kind};
}

std::optional<Value> ScalarEvaluator::Evaluate(const Scalar& scalar, const Schema& schema,
                                               std::span<const Value> row, Moment now) {
  const std::span<const Scalar::Step> steps = scalar.steps();
  // Most are a column, or compare two things at hand.
  const auto is_at_hand = [&](const Scalar::Step& step) {
    return step.op == Op::kColumn || step.op == Op::kConstant;
  };
  const auto value_of = [&](const Scalar::Step& step) {
    return step.op == Op::kColumn ? row[static_cast<size_t>(step.index)] : step.value;
  };
  if (steps.size() == 1 && is_at_hand(steps[0])) return value_of(steps[0]);
  if (steps.size() == 3 && steps[2].op == Op::kCompare && is_at_hand(steps[0]) && is_at_hand(steps[1])) {
    const Kind kind =
        steps[0].op == Op::kColumn ? schema[static_cast<size_t>(steps[0].index)] : steps[0].kind;
    return Compares(steps[2].comparison, value_of(steps[0]), value_of(steps[1]), kind) ? 1 : 0;
  }
  stack_.clear();
  for (size_t i = 0; i < steps.size(); ++i) {
    const Scalar::Step& step = steps[i];
    std::optional<Operand> result;
    switch (step.op) {
      case Op::kColumn: {
        const auto column = static_cast<size_t>(step.index);
        result = Operand{row[column], schema[column]};
        break;
      }
      case Op::kConstant:
      case Op::kTruth:
        result = Operand{step.value, step.kind};
        break;
      case Op::kNow:
        result = Operand{now, Kind::kMoment};
        break;
      case Op::kSkipIfFalse:
      case Op::kSkipIfTrue:
        if ((stack_.back().value != 0) == (step.op == Op::kSkipIfTrue)) {
          i += static_cast<size_t>(step.index);
        } else {
          stack_.pop_back();
        }
        continue;
      case Op::kTuple: {
        const size_t begin = stack_.size() - static_cast<size_t>(step.index);
        parts_.clear();
        for (size_t part = begin; part < stack_.size(); ++part) parts_.push_back(stack_[part].value);
        stack_.resize(begin, Operand{});
        result = Operand{compounds_->Intern(step.value, parts_), Kind::kCompound};
        break;
      }
      case Op::kAdd:
      case Op::kSubtract:
      case Op::kMultiply:
      case Op::kDivide:
      case Op::kRemainder:
      case Op::kCompare: {
        const Operand b = stack_.back();
        stack_.pop_back();
        const Operand a = stack_.back();
        stack_.pop_back();
        result = Apply(step, a, b);
        break;
      }
      default: {
        const Operand a = stack_.back();
        stack_.pop_back();
        result = Apply(step, a);
        break;
      }
    }
    if (!result) return std::nullopt;
    stack_.push_back(*result);
  }
  return stack_.back().value;
}

}  // namespace casus::core
