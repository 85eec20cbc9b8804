#include "core/scalar.h"

#include "base/check.h"

namespace casus::core {

namespace {

using Op = Scalar::Op;
using Step = Scalar::Step;
using Type = Scalar::Type;

constexpr Type kTruth = {true, Kind::kInteger};

std::optional<Type> ColumnOf(Kind kind) { return Type{false, kind}; }

bool IsNumeric(Kind kind) { return kind == Kind::kNumber || kind == Kind::kInteger || kind == Kind::kFloat; }

// The type of an arithmetical step over two values, or nothing.
std::optional<Type> TypeOfArithmetic(Op op, Kind a, Kind b) {
  const bool same = a == b;
  switch (op) {
    case Op::kAdd:
      if (same && (IsNumeric(a) || a == Kind::kDuration)) return ColumnOf(a);
      if (a == Kind::kStamp && b == Kind::kDuration) return ColumnOf(a);
      return std::nullopt;
    case Op::kSubtract:
      if (same && (IsNumeric(a) || a == Kind::kDuration)) return ColumnOf(a);
      if (a == Kind::kStamp && b == Kind::kDuration) return ColumnOf(a);
      if (same && a == Kind::kStamp) return ColumnOf(Kind::kDuration);
      return std::nullopt;
    case Op::kMultiply:
      if (a == Kind::kDuration && b == Kind::kInteger) return ColumnOf(a);
      [[fallthrough]];
    case Op::kDivide:
      return same && IsNumeric(a) ? ColumnOf(a) : std::nullopt;
    case Op::kRemainder:
      return same && IsNumeric(a) && a != Kind::kNumber ? ColumnOf(a) : std::nullopt;
    default:
      CHECK(false) << "not an arithmetical step: " << static_cast<int>(op);
  }
}

}  // namespace

void Scalar::Append(const Scalar& other) {
  steps_.insert(steps_.end(), other.steps_.begin(), other.steps_.end());
}

Scalar Scalar::Of(Step step) {
  Scalar scalar;
  scalar.steps_.push_back(step);
  return scalar;
}

Scalar Scalar::Unary(Scalar a, Step step) {
  a.steps_.push_back(step);
  return a;
}

Scalar Scalar::Binary(Scalar a, const Scalar& b, Step step) {
  a.Append(b);
  a.steps_.push_back(step);
  return a;
}

Scalar Scalar::Lazy(Scalar a, const Scalar& b, Op skip) {
  a.steps_.push_back({.op = skip, .index = static_cast<int>(b.steps_.size())});
  a.Append(b);
  return a;
}

Scalar Scalar::Column(int index) { return Of({.op = Op::kColumn, .index = index}); }
Scalar Scalar::Constant(Value value, Kind kind) {
  return Of({.op = Op::kConstant, .kind = kind, .value = value});
}
Scalar Scalar::Truth(bool value) { return Of({.op = Op::kTruth, .value = value ? 1 : 0}); }
Scalar Scalar::Now() { return Of({.op = Op::kNow}); }
Scalar Scalar::StampOf(Scalar moment) { return Unary(std::move(moment), {.op = Op::kStampOf}); }
Scalar Scalar::Add(Scalar a, const Scalar& b) { return Binary(std::move(a), b, {.op = Op::kAdd}); }
Scalar Scalar::Subtract(Scalar a, const Scalar& b) { return Binary(std::move(a), b, {.op = Op::kSubtract}); }
Scalar Scalar::Multiply(Scalar a, const Scalar& b) { return Binary(std::move(a), b, {.op = Op::kMultiply}); }
Scalar Scalar::Divide(Scalar a, const Scalar& b) { return Binary(std::move(a), b, {.op = Op::kDivide}); }
Scalar Scalar::Remainder(Scalar a, const Scalar& b) {
  return Binary(std::move(a), b, {.op = Op::kRemainder});
}
Scalar Scalar::Negate(Scalar a) { return Unary(std::move(a), {.op = Op::kNegate}); }
Scalar Scalar::Convert(Scalar a, Kind kind) {
  return Unary(std::move(a), {.op = Op::kConvert, .kind = kind});
}
Scalar Scalar::Compare(Comparison comparison, Scalar a, const Scalar& b) {
  return Binary(std::move(a), b, {.op = Op::kCompare, .comparison = comparison});
}
Scalar Scalar::And(Scalar a, const Scalar& b) { return Lazy(std::move(a), b, Op::kSkipIfFalse); }
Scalar Scalar::Or(Scalar a, const Scalar& b) { return Lazy(std::move(a), b, Op::kSkipIfTrue); }
Scalar Scalar::Not(Scalar a) { return Unary(std::move(a), {.op = Op::kNot}); }

Scalar Scalar::Tuple(Value head, std::span<const Scalar> parts) {
  Scalar tuple;
  for (const Scalar& part : parts) tuple.Append(part);
  tuple.steps_.push_back({.op = Op::kTuple, .index = static_cast<int>(parts.size()), .value = head});
  return tuple;
}

Scalar Scalar::Head(Scalar compound, Kind kind) {
  return Unary(std::move(compound), {.op = Op::kHead, .kind = kind});
}

Scalar Scalar::Part(Scalar compound, int index, Kind kind) {
  return Unary(std::move(compound), {.op = Op::kPart, .kind = kind, .index = index});
}

std::optional<int> Scalar::AsColumn() const {
  if (steps_.size() == 1 && steps_[0].op == Op::kColumn) return steps_[0].index;
  return std::nullopt;
}

bool Scalar::ReadsNow() const {
  for (const Step& step : steps_) {
    if (step.op == Op::kNow) return true;
  }
  return false;
}

std::optional<Scalar::Type> Scalar::TypeOver(const Schema& schema) const {
  std::vector<Type> stack;
  std::vector<size_t> skip_targets;  // steps at which a skipped right side of And, Or has just ended
  for (size_t i = 0; i <= steps_.size(); ++i) {
    while (!skip_targets.empty() && skip_targets.back() == i) {
      if (stack.empty() || !stack.back().is_truth) return std::nullopt;
      skip_targets.pop_back();
    }
    if (i == steps_.size()) break;
    const Step& step = steps_[i];
    const auto pop = [&stack] {
      const Type top = stack.back();
      stack.pop_back();
      return top;
    };
    std::optional<Type> result;
    switch (step.op) {
      case Op::kColumn:
        if (step.index >= 0 && static_cast<size_t>(step.index) < schema.size()) {
          result = ColumnOf(schema[static_cast<size_t>(step.index)]);
        }
        break;
      case Op::kConstant:
        result = ColumnOf(step.kind);
        break;
      case Op::kTruth:
        result = kTruth;
        break;
      case Op::kNow:
        result = ColumnOf(Kind::kMoment);
        break;
      case Op::kStampOf:
        if (pop() == ColumnOf(Kind::kMoment)) result = ColumnOf(Kind::kStamp);
        break;
      case Op::kAdd:
      case Op::kSubtract:
      case Op::kMultiply:
      case Op::kDivide:
      case Op::kRemainder: {
        const Type b = pop();
        const Type a = pop();
        if (!a.is_truth && !b.is_truth) result = TypeOfArithmetic(step.op, a.kind, b.kind);
        break;
      }
      case Op::kNegate: {
        const Type a = pop();
        if (!a.is_truth && (IsNumeric(a.kind) || a.kind == Kind::kDuration)) result = a;
        break;
      }
      case Op::kConvert: {
        const Type a = pop();
        if (!a.is_truth && IsNumeric(a.kind) && IsNumeric(step.kind)) result = ColumnOf(step.kind);
        break;
      }
      case Op::kCompare: {
        const Type b = pop();
        const Type a = pop();
        const bool by_equality =
            step.comparison == Comparison::kEqual || step.comparison == Comparison::kNotEqual;
        if (a == b && !a.is_truth && (by_equality || IsOrdered(a.kind))) result = kTruth;
        break;
      }
      case Op::kSkipIfFalse:
      case Op::kSkipIfTrue:
        if (!pop().is_truth) return std::nullopt;
        skip_targets.push_back(i + 1 + static_cast<size_t>(step.index));
        continue;
      case Op::kNot: {
        const Type a = pop();
        if (a.is_truth) result = kTruth;
        break;
      }
      case Op::kTuple:
        for (int part = 0; part < step.index; ++part) {
          if (pop().is_truth) return std::nullopt;
        }
        result = ColumnOf(Kind::kCompound);
        break;
      case Op::kHead:
      case Op::kPart:
        if (pop() == ColumnOf(Kind::kCompound)) result = ColumnOf(step.kind);
        break;
    }
    if (!result) return std::nullopt;
    stack.push_back(*result);
  }
  if (stack.size() != 1) return std::nullopt;
  return stack.back();
}

}  // namespace casus::core
