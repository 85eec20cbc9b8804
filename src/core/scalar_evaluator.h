#pragma once

// Computes scalars over rows.

#include <optional>
#include <span>

#include "core/compound.h"
#include "core/problem.h"
#include "core/scalar.h"
#include "core/timeline.h"

namespace casus::core {

class ScalarEvaluator {
 public:
  ScalarEvaluator(const Timeline& timeline, CompoundTable& compounds)
      : timeline_(&timeline), compounds_(&compounds) {}

  // The value over a row of the schema at a moment (a truth as 0 or 1), or nothing; then problem() says why.
  // Requires a scalar that has a type over the schema.
  std::optional<Value> Evaluate(const Scalar& scalar, const Schema& schema, std::span<const Value> row,
                                Moment now);
  ProblemKind problem() const { return problem_; }

 private:
  struct Operand {
    Value value;
    Kind kind;
  };

  std::optional<Operand> Apply(const Scalar::Step& step, const Operand& a);
  std::optional<Operand> Apply(const Scalar::Step& step, const Operand& a, const Operand& b);
  // Notes the problem; for `return Fail(...)`.
  std::nullopt_t Fail(ProblemKind problem);

  const Timeline* timeline_;
  CompoundTable* compounds_;
  std::vector<Operand> stack_;
  std::vector<Value> parts_;
  ProblemKind problem_ = {};
};

// Arithmetic on two values of one numeric kind; nothing if the result lies outside its range.
std::optional<Value> AddNumeric(Value a, Value b, Kind kind);
std::optional<Value> SubtractNumeric(Value a, Value b, Kind kind);
std::optional<Value> MultiplyNumeric(Value a, Value b, Kind kind);
std::optional<Value> DivideNumeric(Value a, Value b, Kind kind);  // requires b != 0
Value RemainderNumeric(Value a, Value b, Kind kind);              // likewise
bool IsZero(Value value, Kind kind);
// Of two values of one kind; < <= > >= only of ordered kinds.
bool Compares(Comparison comparison, Value a, Value b, Kind kind);
// Between number, integer and float; nothing if the result lies outside the range.
std::optional<Value> ConvertNumeric(Value value, Kind from, Kind to);

}  // namespace casus::core
