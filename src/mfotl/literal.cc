#include "mfotl/literal.h"

#include <algorithm>

#include "base/check.h"

namespace casus::mfotl {
namespace {

using Kind = Formula::Kind;

bool IsCondition(const Formula& formula) {
  switch (formula.kind) {
    case Kind::kCompare:
    case Kind::kTruth:
      return true;
    case Kind::kNot:
    case Kind::kAnd:
    case Kind::kOr:
    case Kind::kImplies:
    case Kind::kEquivalent:
      return std::all_of(formula.parts.begin(), formula.parts.end(), IsCondition);
    default:
      return false;
  }
}

}  // namespace

Literal Peeled(Literal literal) {
  while (literal.formula->kind == Kind::kNot) literal = {&literal.formula->parts[0], !literal.is_negated};
  return literal;
}

Shape ShapeOf(Literal literal) {
  const bool negated = literal.is_negated;
  switch (literal.formula->kind) {
    case Kind::kCompare:
    case Kind::kTruth:
      return Shape::kCondition;
    case Kind::kNot:
      CHECK(false) << "a literal that is not peeled";
    case Kind::kAnd:
      return !negated ? Shape::kAll : IsCondition(*literal.formula) ? Shape::kCondition : Shape::kAny;
    case Kind::kOr:
    case Kind::kImplies:
      return negated ? Shape::kAll : IsCondition(*literal.formula) ? Shape::kCondition : Shape::kAny;
    case Kind::kEquivalent:
      return IsCondition(*literal.formula) ? Shape::kCondition : Shape::kAny;
    case Kind::kExists:
      return negated ? Shape::kNone : Shape::kExists;
    case Kind::kForAll:
      return negated ? Shape::kExists : Shape::kNone;
    case Kind::kOnce:
    case Kind::kEventually:
      return negated ? Shape::kAlways : Shape::kSome;
    case Kind::kHistorically:
    case Kind::kAlways:
      return negated ? Shape::kSome : Shape::kAlways;
    default:
      return negated ? Shape::kAbsent : Shape::kOther;
  }
}

std::vector<Literal> PartsOf(Literal literal) {
  const Formula& formula = *literal.formula;
  const bool first_negated = formula.kind == Kind::kAnd ? false : formula.kind == Kind::kOr;
  const bool second_negated = formula.kind != Kind::kAnd;
  return {{&formula.parts[0], first_negated}, {&formula.parts[1], second_negated}};
}

std::vector<std::vector<Literal>> BranchesOf(Literal literal) {
  const Literal a = {&literal.formula->parts[0]};
  const Literal b = {&literal.formula->parts[1]};
  switch (literal.formula->kind) {
    case Kind::kOr:
      return {{a}, {b}};
    case Kind::kAnd:
      return {{a.Negated()}, {b.Negated()}};
    case Kind::kImplies:
      return {{a.Negated()}, {b}};
    default:
      if (literal.is_negated) return {{a, b.Negated()}, {a.Negated(), b}};
      return {{a, b}, {a.Negated(), b.Negated()}};
  }
}

Literal BodyOf(Literal literal) {
  const Kind kind = literal.formula->kind;
  return {&literal.formula->parts[0],
          kind == Kind::kForAll || kind == Kind::kHistorically || kind == Kind::kAlways};
}

bool IsFuture(Literal literal) {
  return literal.formula->kind == Kind::kEventually || literal.formula->kind == Kind::kAlways;
}

bool IsLasting(const Formula& formula) {
  switch (formula.kind) {
    case Kind::kCompare:
    case Kind::kTruth:
      return true;
    case Kind::kNot:
    case Kind::kAnd:
    case Kind::kOr:
    case Kind::kImplies:
    case Kind::kEquivalent:
    case Kind::kExists:
    case Kind::kForAll:
      return std::all_of(formula.parts.begin(), formula.parts.end(), IsLasting);
    default:
      return false;
  }
}

bool LooksAhead(const Formula& formula) {
  switch (formula.kind) {
    case Kind::kNext:
    case Kind::kEventually:
    case Kind::kAlways:
    case Kind::kUntil:
    case Kind::kMatchFuture:
      return true;
    default:
      return false;
  }
}

}  // namespace casus::mfotl
