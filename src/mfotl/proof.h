#pragma once

// Proofs of verdicts: why a formula holds at a time-point of a log, step by step, down to events and to events
// that are not there.
//
//   P(x) AND NOT ONCE[0,10] Q(x)     at 7, x = 3
//
//   kBoth      the formula                               at 7
//     kEvents    P(x)             P(3)                   at 7
//     kAlways    NOT ONCE[0,10]…                         at 7
//       kNoEvent   NOT Q(x)       no Q(3)                at 2 … 7
//
// A step claims that a literal, a formula or its negation, holds at all time-points of a span, for the values that its
// variables have there. NOT is never a step: it changes the sign of the literal. What a step is made of follows from
// its rule; a proof is right if each step is, which can be seen from the log and the formula alone.
//
// Variables. The values of a verdict are those of the free variables. Cases bind further ones: a witness of EXISTS
// is one case. A refutation (kCases) has a case for each of some values, and its premise is about all *other*
// values of its variables together: there an event counts as absent if one of the cases has its values.
//
// A proof is a value: pools of steps, premises, cases, bindings; steps are named by their place. What a step is made of
// stands in one row behind its `…_begin`.

#include <cstdint>
#include <span>
#include <vector>

#include "core/value.h"
#include "mfotl/formula.h"
#include "mfotl/literal.h"
#include "mfotl/trace_index.h"

namespace casus::mfotl {

enum class Rule : uint8_t {
  kEvents,    // an atom of the log: at each point there is such an event; `values` has it, if it is one point
  kNoEvent,   // at no point is there such an event
  kNoValue,   // NOT of an atom or of a comparison: a term of it has no value
  kPointIs,   // tp, ts, tpts: number and stamp are as said, or are not
  kCompares,  // the terms compare so, or do not
  kTruth,     // TRUE, or NOT FALSE
  kBoth,      // two premises: AND, both sides of EQUIV, NOT of OR and of IMPLIES
  kOne,       // one premise: of OR, IMPLIES, NOT of AND
  kWitness,   // EXISTS: one case, that binds all variables
  kCases,     // NOT EXISTS: a case for some values of `variables`, the premise for all others
  kNeighbour,    // PREVIOUS, NEXT and their negations: the premise at the point before, or behind
  kNoNeighbour,  // there is none
  kDistance,     // it is too near, or too far
  kSome,         // ONCE, EVENTUALLY: the premise at `at`
  kAlways,       // NOT ONCE, NOT EVENTUALLY, HISTORICALLY, ALWAYS: the premise at all points looked at
  kNoPoint,      // likewise, or the negation of SINCE, UNTIL: there is no point to look at
  kReached,      // SINCE, UNTIL: the right side at `at`, then, unless that is now, the left side from there
  kNeverRight,   // their negation: the right side at none of the points looked at
  kBroken,  // likewise: the left side does not hold at `at`, then, if there are such, the right side at none of
            // the points looked at from there
  kMatched,    // a regular expression: the premises are about tests; if these hold, and no others, it matches
  kUnmatched,  // its negation: the premises refute tests; if all others hold, it does not match
  kAggregate,  // the premise (kCases, or kRows) lists the rows; they give the result, or do not; `values` has what they
               // give, if they give anything
  kRows,  // below kAggregate, of an atom or ONCE or EVENTUALLY an atom: all such events of the span; `values` has them:
  // of each distinct row one event, first its point, then its columns (EventList)
  kDefinition,  // an atom of a LET: its body; the columns that are left open are bound by a kWitness or kCases
  kSpans,       // the premises claim the same, for spans one behind another
};

std::string_view Name(Rule rule);  // "no_event"

enum class ProofId : uint32_t {};

struct ProofStep {
  Rule rule{};
  Literal literal{};
  Point from = 0, through = 0;  // both included
  Point at = 0;
  uint32_t weight = 1;  // of it and what is below it
  uint32_t premises_begin = 0, premises = 0;
  uint32_t cases_begin = 0, cases = 0;
  uint32_t values_begin = 0, values = 0;  // kEvents, kRows: columns of events; kAggregate: what comes out
  uint32_t variables_begin = 0, variables = 0;  // of kCases
};

// What follows if variables have these values.
struct ProofCase {
  uint32_t bindings_begin = 0, bindings = 0;
  ProofId proof{};
};

struct Binding {
  VariableId variable;
  core::Value value;
  friend bool operator==(const Binding&, const Binding&) = default;
};

struct Proof {
  ProofId root{};
  std::vector<ProofStep> steps;
  std::vector<ProofId> premise_pool;
  std::vector<ProofCase> case_pool;
  std::vector<Binding> binding_pool;
  std::vector<core::Value> value_pool;
  std::vector<VariableId> variable_pool;

  const ProofStep& Step(ProofId id) const { return steps[static_cast<size_t>(id)]; }
  std::span<const ProofId> Premises(const ProofStep& step) const {
    return std::span(premise_pool).subspan(step.premises_begin, step.premises);
  }
  std::span<const ProofCase> Cases(const ProofStep& step) const {
    return std::span(case_pool).subspan(step.cases_begin, step.cases);
  }
  std::span<const Binding> Bindings(const ProofCase& one) const {
    return std::span(binding_pool).subspan(one.bindings_begin, one.bindings);
  }
  std::span<const core::Value> Values(const ProofStep& step) const {
    return std::span(value_pool).subspan(step.values_begin, step.values);
  }
  std::span<const VariableId> Variables(const ProofStep& step) const {
    return std::span(variable_pool).subspan(step.variables_begin, step.variables);
  }
  void Clear();
};

// The events of kRows.
class EventList {
 public:
  EventList(const Proof& proof, const ProofStep& step)
      : values_(proof.Values(step)), width_(step.literal.formula->terms.size() + 1) {}
  size_t size() const { return values_.size() / width_; }
  Point PointOf(size_t i) const { return values_[i * width_]; }
  std::span<const core::Value> Row(size_t i) const { return values_.subspan(i * width_ + 1, width_ - 1); }

 private:
  std::span<const core::Value> values_;
  size_t width_;
};

}  // namespace casus::mfotl
