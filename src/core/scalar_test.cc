#include "core/scalar.h"

#include <gtest/gtest.h>

#include <limits>

#include "core/scalar_evaluator.h"

namespace casus::core {
namespace {

constexpr Value kMax = std::numeric_limits<Value>::max();
constexpr Value kMin = std::numeric_limits<Value>::min();

Scalar Integer(Value value) { return Scalar::Constant(value, Kind::kInteger); }
Scalar Number(double value) { return Scalar::Constant(static_cast<Value>(value * 10'000), Kind::kNumber); }
Scalar Float(double value) { return Scalar::Constant(PackFloat(value), Kind::kFloat); }
Scalar Stamped(Stamp value) { return Scalar::Constant(value, Kind::kStamp); }
Scalar Lasting(const base::Duration& value) { return Scalar::Constant(PackDuration(value), Kind::kDuration); }

class ScalarTest : public testing::Test {
 protected:
  // Over the row (7, "symbol 3", moment 2), at moment 5.
  std::optional<Value> Evaluate(const Scalar& scalar) {
    EXPECT_TRUE(scalar.TypeOver(schema_).has_value());
    const Value row[] = {7, 3, 2};
    return evaluator_.Evaluate(scalar, schema_, row, 5);
  }

  Schema schema_ = {Kind::kInteger, Kind::kSymbol, Kind::kMoment};
  Timeline timeline_ = Timeline::Calendar(base::Grain::kDay, 100, 120, {{101, 3}});
  CompoundTable compounds_;
  ScalarEvaluator evaluator_{timeline_, compounds_};
};

TEST_F(ScalarTest, Values) {
  const struct {
    const char* name;
    Scalar scalar;
    Value value;
  } cases[] = {
      {"column", Scalar::Column(1), 3},
      {"now", Scalar::Now(), 5},
      {"stamp of a moment", Scalar::StampOf(Scalar::Column(2)), 101},
      {"sum", Scalar::Add(Scalar::Column(0), Integer(5)), 12},
      {"difference", Scalar::Subtract(Integer(5), Scalar::Column(0)), -2},
      {"integer quotient is cut off", Scalar::Divide(Integer(-7), Integer(2)), -3},
      {"remainder has the sign of the dividend", Scalar::Remainder(Integer(-7), Integer(2)), -1},
      {"remainder of the least integer", Scalar::Remainder(Integer(kMin), Integer(-1)), 0},
      {"number quotient", Scalar::Divide(Number(1), Number(3)), 3'333},
      {"number product", Scalar::Multiply(Number(1.5), Number(0.5)), 7'500},
      {"negation", Scalar::Negate(Number(2)), -20'000},
      {"float sum", Scalar::Add(Float(0.5), Float(0.25)), PackFloat(0.75)},
      {"negated zero", Scalar::Negate(Float(0)), PackFloat(0)},
      {"integer as number", Scalar::Convert(Integer(3), Kind::kNumber), 30'000},
      {"number as integer", Scalar::Convert(Number(-2.75), Kind::kInteger), -2},
      {"number as float", Scalar::Convert(Number(2.5), Kind::kFloat), PackFloat(2.5)},
      {"float as number", Scalar::Convert(Float(1.00006), Kind::kNumber), 10'001},
      {"stamp + duration", Scalar::Add(Stamped(100), Lasting({.days = 30})), 130},
      {"stamp - duration", Scalar::Subtract(Stamped(base::ToDay({1939, 3, 31})), Lasting({.months = 1})),
       base::ToDay({1939, 2, 28})},
      {"stamp - stamp", Scalar::Subtract(Stamped(130), Stamped(100)), PackDuration({.days = 30})},
      {"duration - duration", Scalar::Subtract(Lasting({.months = 2}), Lasting({.days = 1})),
       PackDuration({.months = 2, .days = -1})},
      {"duration times", Scalar::Multiply(Lasting({.months = 2, .days = 1}), Integer(3)),
       PackDuration({.months = 6, .days = 3})},
      {"equal", Scalar::Compare(Comparison::kEqual, Scalar::Column(0), Integer(7)), 1},
      {"not equal", Scalar::Compare(Comparison::kNotEqual, Scalar::Column(0), Integer(7)), 0},
      {"less", Scalar::Compare(Comparison::kLess, Float(-2), Float(-1)), 1},
      {"less or equal", Scalar::Compare(Comparison::kLessEqual, Integer(8), Integer(7)), 0},
      {"greater", Scalar::Compare(Comparison::kGreater, Lasting({.days = 31}), Lasting({.months = 1})), 1},
      {"greater or equal", Scalar::Compare(Comparison::kGreaterEqual, Integer(7), Integer(7)), 1},
      {"and", Scalar::And(Scalar::Truth(true), Scalar::Truth(false)), 0},
      {"and of both", Scalar::And(Scalar::Truth(true), Scalar::Truth(true)), 1},
      {"or", Scalar::Or(Scalar::Truth(false), Scalar::Truth(true)), 1},
      {"or of none", Scalar::Or(Scalar::Truth(false), Scalar::Truth(false)), 0},
      {"not", Scalar::Not(Scalar::Truth(false)), 1},
      {"nested",
       Scalar::Or(Scalar::And(Scalar::Truth(true), Scalar::Truth(false)),
                  Scalar::Not(Scalar::And(Scalar::Truth(false), Scalar::Truth(true)))),
       1},
  };
  for (const auto& c : cases) EXPECT_EQ(Evaluate(c.scalar), c.value) << c.name;
}

TEST_F(ScalarTest, Problems) {
  const Scalar half_of_max = Number(500'000'000'000);
  const struct {
    const char* name;
    Scalar scalar;
    ProblemKind problem;
  } cases[] = {
      {"quotient by zero", Scalar::Divide(Integer(1), Integer(0)), ProblemKind::kDivisionByZero},
      {"remainder by zero", Scalar::Remainder(Integer(1), Integer(0)), ProblemKind::kDivisionByZero},
      {"number by zero", Scalar::Divide(Number(1), Number(0)), ProblemKind::kDivisionByZero},
      {"float by zero", Scalar::Divide(Float(1), Float(0)), ProblemKind::kDivisionByZero},
      {"sum", Scalar::Add(Integer(kMax), Integer(1)), ProblemKind::kOverflow},
      {"quotient", Scalar::Divide(Integer(kMin), Integer(-1)), ProblemKind::kOverflow},
      {"negation", Scalar::Negate(Integer(kMin)), ProblemKind::kOverflow},
      {"number product", Scalar::Multiply(half_of_max, half_of_max), ProblemKind::kOverflow},
      {"float product", Scalar::Multiply(Float(1e300), Float(1e300)), ProblemKind::kOverflow},
      {"conversion", Scalar::Convert(Float(1e19), Kind::kInteger), ProblemKind::kOverflow},
      {"conversion to number", Scalar::Convert(Integer(kMax), Kind::kNumber), ProblemKind::kOverflow},
      {"duration", Scalar::Multiply(Lasting({.years = 40'000}), Integer(2)), ProblemKind::kOverflow},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Evaluate(c.scalar), std::nullopt) << c.name;
    EXPECT_EQ(evaluator_.problem(), c.problem) << c.name;
  }
}

TEST_F(ScalarTest, TheRightSideIsEvaluatedOnlyWhenItMatters) {
  const Scalar broken =
      Scalar::Compare(Comparison::kEqual, Scalar::Divide(Integer(1), Integer(0)), Integer(1));
  EXPECT_EQ(Evaluate(Scalar::And(Scalar::Truth(false), broken)), 0);
  EXPECT_EQ(Evaluate(Scalar::Or(Scalar::Truth(true), broken)), 1);
  EXPECT_EQ(Evaluate(Scalar::And(Scalar::Truth(true), broken)), std::nullopt);
  EXPECT_EQ(Evaluate(Scalar::Or(Scalar::Truth(false), broken)), std::nullopt);
}

TEST_F(ScalarTest, CompoundsAreMadeAndTakenApart) {
  const Scalar parts[] = {Scalar::Column(0), Scalar::Now()};
  const Scalar tuple = Scalar::Tuple(42, parts);
  const std::optional<Value> compound = Evaluate(tuple);
  EXPECT_EQ(compound, compounds_.Find(42, std::vector<Value>{7, 5}));
  EXPECT_EQ(Evaluate(Scalar::Head(tuple, Kind::kSymbol)), 42);
  EXPECT_EQ(Evaluate(Scalar::Part(tuple, 1, Kind::kMoment)), 5);
  EXPECT_EQ(Evaluate(Scalar::Part(tuple, 2, Kind::kMoment)), std::nullopt);
  EXPECT_EQ(evaluator_.problem(), ProblemKind::kNoSuchPart);
}

TEST_F(ScalarTest, WhatMakesNoSenseHasNoType) {
  const struct {
    const char* name;
    Scalar scalar;
  } cases[] = {
      {"no such column", Scalar::Column(3)},
      {"integer + number", Scalar::Add(Integer(1), Number(1))},
      {"stamp + stamp", Scalar::Add(Stamped(1), Stamped(2))},
      {"duration + stamp", Scalar::Add(Lasting({.days = 1}), Stamped(2))},
      {"remainder of numbers", Scalar::Remainder(Number(1), Number(1))},
      {"symbols have no order", Scalar::Compare(Comparison::kLess, Scalar::Column(1), Scalar::Column(1))},
      {"comparing kinds", Scalar::Compare(Comparison::kEqual, Scalar::Column(0), Scalar::Column(1))},
      {"not of a value", Scalar::Not(Integer(1))},
      {"and of a value on the right", Scalar::And(Scalar::Truth(true), Integer(1))},
      {"or of a value on the left", Scalar::Or(Integer(1), Scalar::Truth(true))},
      {"a truth in a sum", Scalar::Add(Scalar::Truth(true), Integer(1))},
      {"stamp of a stamp", Scalar::StampOf(Stamped(1))},
      {"part of an integer", Scalar::Part(Integer(1), 0, Kind::kSymbol)},
      {"symbol as a number", Scalar::Convert(Scalar::Column(1), Kind::kNumber)},
  };
  for (const auto& c : cases) EXPECT_FALSE(c.scalar.TypeOver(schema_).has_value()) << c.name;
}

TEST_F(ScalarTest, AScalarSaysWhatItReads) {
  EXPECT_EQ(Scalar::Column(2).AsColumn(), 2);
  EXPECT_EQ(Integer(2).AsColumn(), std::nullopt);
  EXPECT_EQ(Scalar::Negate(Scalar::Column(2)).AsColumn(), std::nullopt);
  EXPECT_TRUE(Scalar::StampOf(Scalar::Now()).ReadsNow());
  EXPECT_FALSE(Scalar::StampOf(Scalar::Column(2)).ReadsNow());
}

}  // namespace
}  // namespace casus::core
