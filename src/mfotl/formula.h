#pragma once

// Formulas of metric first-order temporal logic (MFOTL), as trees, with their names resolved.
//
//   publish(r) AND NOT ONCE[0,7d] (EXISTS m. approve(m, r))
//
// A Policy is what is monitored: the predicates that a log may mention and those that the formula defines
// itself (LET), all variables, and the formula. Every binding of a variable has a number of its own, so that
// no two mean different things by one number. The definitions stand in the order in which they can be made:
// what a definition uses comes before it, except itself in LETPAST.
//
// Intervals are closed: [lower, upper], in units of the stamps; none as the upper bound is `*`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/plan.h"
#include "core/scalar.h"
#include "diag/file.h"

namespace casus::mfotl {

enum class Type : uint8_t { kUnknown, kInteger, kFloat, kString };

std::string_view Name(Type type);  // "int"
core::Kind KindOf(Type type);      // requires a known type

using VariableId = int;
using PredicateId = int;

struct Interval {
  int64_t lower = 0;
  std::optional<int64_t> upper;

  friend bool operator==(const Interval&, const Interval&) = default;
};

struct Term {
  enum class Kind : uint8_t {
    kVariable,
    kWildcard,  // _, only as an argument of a predicate
    kInteger,
    kFloat,
    kString,
    kAdd,
    kSubtract,
    kMultiply,
    kDivide,
    kRemainder,
    kNegate,
    kToInteger,  // f2i
    kToFloat,    // i2f
  };

  Kind kind{};
  diag::Span span;
  VariableId variable = 0;
  int64_t integer = 0;
  double number = 0;
  std::string text;
  std::vector<Term> parts;
};

// A regular expression over time-points. It matches from one point to another, or back to the same.
struct Regex {
  enum class Kind : uint8_t {
    kStep,    // `.`: from a point to the next
    kTest,    // `F?`: from a point to itself, where F holds
    kThen,    // one after the other
    kEither,  // `+`
    kRepeat,  // `*`: any number of times, also none
  };

  Kind kind{};
  diag::Span span;
  size_t test = 0;  // F is parts[test] of the formula
  std::vector<Regex> parts;
};

struct Formula {
  enum class Kind : uint8_t {
    kAtom,       // predicate(terms)
    kTimePoint,  // tp(i), ts(t), tpts(i, t): terms are i and t, kWildcard where not asked for
    kCompare,    // terms[0] comparison terms[1]
    kTruth,      // TRUE, FALSE
    kNot,        // of parts[0], like all that follow
    kAnd,
    kOr,
    kImplies,
    kEquivalent,
    kExists,  // variables
    kForAll,
    kPrevious,
    kNext,
    kOnce,
    kHistorically,
    kEventually,
    kAlways,
    kSince,  // parts[0] SINCE parts[1]
    kUntil,
    kMatchPast,    // the regular expression matches from an earlier point, or this one, to this
    kMatchFuture,  // from this to a later one; parts are its tests
    kAggregate,    // result <- function value; group parts[0]
  };

  Kind kind{};
  diag::Span span;           // of the whole
  diag::Span operator_span;  // of the word that makes it what it is
  PredicateId predicate = 0;
  std::vector<Term> terms;
  core::Comparison comparison{};
  bool truth = false;
  Interval interval;
  std::vector<VariableId> variables;  // bound by EXISTS, FORALL; all that an aggregation binds
  core::Aggregation function{};
  VariableId result = 0, value = 0;
  std::vector<VariableId> group;
  std::vector<Formula> parts;
  std::vector<Regex> regex;  // one, of kMatchPast and kMatchFuture
};

struct Variable {
  std::string name;
  diag::Span span;  // where it is first named
  Type type = Type::kUnknown;
};

struct Predicate {
  std::string name;
  std::vector<Type> columns;
  std::vector<std::string> column_names;  // empty where the signature gives none
  std::optional<size_t> definition;       // its number, if the formula defines it
};

core::Schema SchemaOf(const Predicate& predicate);  // requires known types

// LET predicate(parameters) = body; LETPAST if it is recursive.
struct Definition {
  PredicateId predicate = 0;
  diag::Span span;  // of the name
  std::vector<VariableId> parameters;
  Formula body;
  bool is_recursive = false;
};

struct Policy {
  std::vector<Predicate> predicates;  // first those of the signature
  size_t logged = 0;                  // how many these are
  std::vector<Variable> variables;
  std::vector<Definition> definitions;
  Formula formula;
};

}  // namespace casus::mfotl
