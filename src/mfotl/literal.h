#pragma once

// A formula or its negation, seen as what it is made of: NOT is taken inwards as far as it goes, and every
// literal is then of one shape.
//
//   NOT (P(x) AND NOT Q(x))          kAny of {NOT P(x)} and {Q(x)}
//   FORALL x. P(x) IMPLIES Q(x)      kNone, over x, of P(x) AND NOT Q(x)
//   NOT HISTORICALLY P(x)            kSome, in the past, of NOT P(x)

#include <vector>

#include "mfotl/formula.h"

namespace casus::mfotl {

struct Literal {
  const Formula* formula;
  bool is_negated = false;

  Literal Negated() const { return {formula, !is_negated}; }
  friend bool operator==(const Literal&, const Literal&) = default;
  friend bool operator<(const Literal& a, const Literal& b) {
    return a.formula != b.formula ? a.formula < b.formula : a.is_negated < b.is_negated;
  }
};

enum class Shape : uint8_t {
  kCondition,  // compares terms; or made of such by NOT, AND, OR, IMPLIES, EQUIV
  kAll,        // a conjunction of parts
  kAny,        // a disjunction of branches, each a conjunction
  kExists,     // of the body
  kNone,       // no values such that the body
  kSome,       // ONCE or EVENTUALLY the body
  kAlways,     // HISTORICALLY or ALWAYS: never the body
  kOther,      // anything else, as it is
  kAbsent,     // anything else, negated
};

// The literal without NOT in front.
Literal Peeled(Literal literal);
// These require a peeled literal.
Shape ShapeOf(Literal literal);
std::vector<Literal> PartsOf(Literal literal);                  // kAll
std::vector<std::vector<Literal>> BranchesOf(Literal literal);  // kAny
// Of kExists, kNone, kSome; of kAlways what must not be: its negation.
Literal BodyOf(Literal literal);
// kSome, kAlways: whether it looks ahead.
bool IsFuture(Literal literal);
// Whether it says the same at every time-point: it compares values, and asks for no event and no time.
bool IsLasting(const Formula& formula);
// Whether the operator, if it is one of time, looks ahead.
bool LooksAhead(const Formula& formula);

}  // namespace casus::mfotl
