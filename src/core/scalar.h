#pragma once

// Expressions over the columns of a row: what Select tests and Map computes.
//
//   // The deadline of a duty, and whether a payment is late.
//   Scalar deadline = Scalar::Add(Scalar::Column(2), Scalar::Constant(PackDuration({.days = 30}),
//   Kind::kDuration)); Scalar late = Scalar::Compare(Comparison::kGreater, Scalar::Column(4), deadline);
//
// A scalar is a value (copying is cheap; parts are shared by nobody). Its kind follows from the kinds of the
// columns it reads: Plan checks it when the scalar is used and fails loudly if it makes no sense, since the
// layer above has checked the user's text before. Some scalars are truths, which no column can hold: Compare,
// And, Or, Not.
//
//   Add, Subtract    number, integer, float (both sides alike); stamp ± duration = stamp; duration ±
//   duration;
//                    stamp - stamp = duration in days and seconds
//   Multiply, Divide number, integer, float (both sides alike); duration × integer. The quotient of integers
//   is cut off
//                    towards zero, that of numbers is rounded (base::Divide)
//   Remainder        integer, float; has the sign of the dividend
//   Compare          both sides of one kind; < <= > >= only of ordered kinds
//
// A scalar has no value when a division by zero, an overflow, or a missing part of a compound occurs in it.
// The row is then left out and a Problem is recorded. And, Or evaluate their right side only when it matters.

#include <optional>
#include <span>
#include <vector>

#include "core/value.h"

namespace casus::core {

enum class Comparison : uint8_t { kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual };

class Scalar {
 public:
  // What a scalar is: a value of a kind, or a truth.
  struct Type {
    bool is_truth;
    Kind kind;  // kInteger (0 or 1) of a truth
    friend bool operator==(const Type&, const Type&) = default;
  };

  enum class Op : uint8_t {
    kColumn,
    kConstant,
    kTruth,
    kNow,
    kStampOf,
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,
    kRemainder,
    kNegate,
    kConvert,
    kCompare,
    kSkipIfFalse,
    kSkipIfTrue,
    kNot,
    kTuple,
    kHead,
    kPart,
  };

  // One step of the expression in postfix order, over a stack. The steps of And are those of the left,
  // kSkipIfFalse over the right, those of the right: a skip leaves the left's truth as the result, otherwise
  // drops it.
  struct Step {
    Op op;
    Kind kind = Kind::kInteger;                  // kConstant, kConvert, kPart: of the result
    Comparison comparison = Comparison::kEqual;  // kCompare
    int index = 0;    // kColumn, kPart; kTuple: how many parts; skips: how many steps
    Value value = 0;  // kConstant, kTruth; kTuple: the head
  };

  static Scalar Column(int index);
  static Scalar Constant(Value value, Kind kind);
  static Scalar Truth(bool value);

  static Scalar Now();                   // kMoment: the moment for which the row is looked at
  static Scalar StampOf(Scalar moment);  // kMoment -> kStamp

  static Scalar Add(Scalar a, const Scalar& b);
  static Scalar Subtract(Scalar a, const Scalar& b);
  static Scalar Multiply(Scalar a, const Scalar& b);
  static Scalar Divide(Scalar a, const Scalar& b);
  static Scalar Remainder(Scalar a, const Scalar& b);
  static Scalar Negate(Scalar a);
  // Between number, integer and float: the nearest value, but towards zero for integers.
  static Scalar Convert(Scalar a, Kind kind);

  static Scalar Compare(Comparison comparison, Scalar a, const Scalar& b);
  static Scalar And(Scalar a, const Scalar& b);
  static Scalar Or(Scalar a, const Scalar& b);
  static Scalar Not(Scalar a);

  // The interned compound of a head and parts (see compound.h), and back: its head, and a part, counted from
  // 0, which the layer above knows to be of the kind.
  static Scalar Tuple(Value head, std::span<const Scalar> parts);
  static Scalar Head(Scalar compound, Kind kind);
  static Scalar Part(Scalar compound, int index, Kind kind);

  // The column, if the scalar is nothing else.
  std::optional<int> AsColumn() const;
  bool ReadsNow() const;
  // Of the scalar over rows of the schema; nothing if it makes no sense there.
  std::optional<Type> TypeOver(const Schema& schema) const;

  std::span<const Step> steps() const { return steps_; }

 private:
  static Scalar Of(Step step);
  static Scalar Unary(Scalar a, Step step);
  static Scalar Binary(Scalar a, const Scalar& b, Step step);
  static Scalar Lazy(Scalar a, const Scalar& b, Op skip);
  void Append(const Scalar& other);

  std::vector<Step> steps_;
};

}  // namespace casus::core
