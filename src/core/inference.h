#pragma once

// One step of reasoning back: why a row holds at a moment, or why no row of a pattern does over some moments.
//
// Given the finished relations, each operator explains what it says by what its inputs say, its *premises*.
// The rules are local and find a smallest explanation, not all of them:
//
//                 holds                                       is absent
//   Input         a fact                                      no fact matches
//   Join          both sides                                  the side without a match; or for each match on
//   the left,
//                                                             the absence on the right
//   Union         the first input that has the row            all inputs
//   Except        the left, and no match on the right         no match on the left; or for each, one on the
//   right Once          the latest witness                          absence over all that is looked at Since
//   the latest start, and hold after it         no start; or for each, where hold broke Inertia       the
//   last beginning, and no end after it     never begun; or how it ended, and no beginning after that Clock
//   the start, and the pauses on the way        no start that is due Aggregate     the rows of the group no
//   row of the group; or the value that it has instead
//
// An absence over an interval that has different reasons at different moments is explained by parts, or shown
// for its last moment (Inference::others says how many are left out).

#include <functional>
#include <optional>
#include <vector>

#include "base/interval_set.h"
#include "core/evaluation.h"
#include "core/scalar_evaluator.h"

namespace casus::core {

// A value for some of the columns.
using Pattern = std::vector<std::optional<Value>>;

// What is to be explained: that a row holds at all moments of `span`, or that no row of the pattern holds at
// any.
struct Claim {
  bool holds;
  NodeId node;
  Pattern pattern;  // of a claim that holds: a row, every column bound
  base::Interval span;

  friend bool operator==(const Claim&, const Claim&) = default;
};

enum class Reason : uint8_t {
  kPremises,         // it follows from the premises by the operator
  kFact,             // Inference::fact says so
  kNoFact,           // no fact matches
  kConditionFails,   // the premises are what there is, and the node's scalars make something else of it
  kOtherValue,       // the premises are what the node says instead
  kOutsideTimeline,  // there is no moment at which it could have been true
  kNotDue,           // of a clock: the premises set it, but it rings at other moments
  kCutOff            // not explained further: the explanation is too large
};

struct Inference {
  Reason reason = Reason::kPremises;
  std::vector<Claim> premises;
  std::optional<size_t> fact;  // number among the facts of the input
  size_t others = 0;           // how many more premises, or moments, like the ones shown there are
};

class InferenceRules {
 public:
  // How many alike premises are shown.
  static constexpr size_t kMaxAlike = 8;
  // Up to how many candidates are answered one by one, even where one reason would do for all.
  static constexpr size_t kFew = 4;
  static constexpr size_t kMaxContributions = 1'000;  // rows of an aggregate

  // Requires that the evaluation has run and outlives the rules.
  explicit InferenceRules(const Evaluation& evaluation);

  // Whether a row of a node may serve as a premise at the moment that is explained; for recursion within it.
  using IsUsable = std::function<bool(NodeId node, std::span<const Value> row)>;

  // Why the row, which holds at the moment, does; nothing if that needs a row that is not usable.
  std::optional<Inference> WhyHolds(NodeId node, std::span<const Value> row, Moment t,
                                    const IsUsable& is_usable) const;
  // Why no row of the pattern holds at any moment of the span, which is true and not empty.
  Inference WhyAbsent(NodeId node, const Pattern& pattern, base::Interval span) const;

  bool Holds(NodeId node, std::span<const Value> row, Moment t) const;
  // The rows that agree with the pattern and hold at some moment of the span, as numbers in the node's
  // relation.
  std::vector<uint32_t> Candidates(NodeId node, const Pattern& pattern, base::Interval span) const;

 private:
  // why_holds.cc
  std::optional<Inference> WhyMapped(NodeId node, std::span<const Value> row, Moment t,
                                     const IsUsable& is_usable) const;
  Inference WhySince(NodeId node, std::span<const Value> row, Moment t) const;
  std::optional<Inference> WhyInertia(NodeId node, std::span<const Value> row, Moment t,
                                      const IsUsable& is_usable) const;
  Inference WhyClock(NodeId node, std::span<const Value> row, Moment t) const;
  Inference WhyAggregate(NodeId node, std::span<const Value> row, Moment t) const;

  // why_absent.cc
  Inference WhyNotPassed(NodeId node, const Pattern& pattern, base::Interval span) const;
  Inference WhyNotJoined(NodeId node, const Pattern& pattern, base::Interval span) const;
  Inference WhyExcepted(NodeId node, const Pattern& pattern, base::Interval span) const;
  Inference WhyNeverSeen(NodeId node, const Pattern& pattern, base::Interval span) const;
  Inference WhyNotThroughout(NodeId node, const Pattern& pattern, Moment t) const;
  Inference WhyNotSince(NodeId node, const Pattern& pattern, Moment t) const;
  Inference WhyNotInState(NodeId node, const Pattern& pattern, base::Interval span) const;
  Inference WhyNotAtThisMoment(NodeId node, const Pattern& pattern, Moment t) const;

  NodeId Input(NodeId node, size_t slot) const;
  const Plan::Parameters& Parameters(NodeId node) const { return evaluation_.plan().parameters(node); }
  base::Interval Seen(NodeId node, Moment t) const;  // by a metric operator
  // The rows of a Map's input that may become rows of the pattern; nothing if none can.
  std::optional<Pattern> BeforeMap(NodeId node, const Pattern& pattern) const;
  std::optional<std::vector<Value>> Image(NodeId node, std::span<const Value> row, Moment t) const;
  // What the right of the node's pairs must be to agree with the left; nothing if no row can.
  std::optional<Pattern> Partner(NodeId node, const Pattern& left) const;
  // Of a row of a Join or Assign: the row of the right input.
  std::vector<Value> RightOf(NodeId node, std::span<const Value> row) const;
  // The part of a pattern of a Join or Assign that concerns the right input.
  Pattern RightOf(NodeId node, const Pattern& pattern) const;
  // Adds the absence of the pattern over the span; if it is there at some moments, over those at which it is
  // not.
  void AddAbsence(Inference& inference, NodeId node, const Pattern& pattern, base::Interval span) const;
  // Adds that the rows hold, each at its first moment in the span.
  void AddFound(Inference& inference, NodeId node, std::span<const uint32_t> rows, base::Interval span) const;
  // The last and the first moment of the span at which a row of the pattern holds, and all of them.
  std::optional<Moment> LastMatch(NodeId node, const Pattern& pattern, base::Interval span) const;
  std::optional<Moment> FirstMatch(NodeId node, const Pattern& pattern, base::Interval span) const;
  base::IntervalSet Matches(NodeId node, const Pattern& pattern, base::Interval span) const;

  const Evaluation& evaluation_;
  mutable ScalarEvaluator scalars_;
};

Pattern PatternOf(std::span<const Value> row);
Claim HoldsClaim(NodeId node, std::span<const Value> row, base::Interval span);
Claim AbsentClaim(NodeId node, Pattern pattern, base::Interval span);

}  // namespace casus::core
