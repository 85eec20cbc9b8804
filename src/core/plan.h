#pragma once

// A plan: the directed graph of operators that turns facts into answers.
//
// Every node stands for a temporal relation: a set of tuples, each with the set of moments at which it holds.
// Nodes are made bottom up; a node names its inputs, so the graph is acyclic but for `Recursion` nodes, which
// are made first and defined later (law feeds back: breach -> suspension -> not in force -> no breach).
//
//   Plan plan;
//   NodeId attacks = plan.Input({Kind::kSymbol, Kind::kSymbol});            // ?who attacks ?whom
//   NodeId allied  = plan.Input({Kind::kSymbol, Kind::kSymbol});            // ?who is allied with ?whom
//   NodeId recent  = plan.Once(attacks, Metric::Within(Days(30)));
//   NodeId casus   = plan.Join(recent, allied, {{1, 0}});                   // attacked an ally of ?x
//
// Moments are 0, 1, 2, ... of a Timeline; intervals are half-open [begin, end). Set semantics throughout: at
// one moment a tuple is there or it is not. Nodes may be tagged by the layer above; the engine only hands
// tags back, in proofs and in Cycle reports.
//
// Stratification in time. An edge delays when what the node says at a moment depends on its input at earlier
// moments only: the inputs of Previous and Clock; of Once and Throughout with a lower bound; the start of a
// Since with a lower bound. With the delaying edges deleted, the cycles that are left recur within a moment.
// They may pass through Select, Map, Join, Except (left), Union, Rise and Inertia (begins, without a key), in
// which more input never means less output, and through nothing else. No cycle at all may pass through Next,
// Eventually, or Until. FindUnstratifiedCycle finds one that does; otherwise the model is unique.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/date.h"
#include "core/scalar.h"
#include "core/value.h"

namespace casus::core {

enum class NodeId : uint32_t {};

// The layer above's name for why a node exists (a clause of a rule, a line of a treaty); 0 is none.
using Tag = uint32_t;

// Which distances, measured between stamps, a metric operator admits: from `lower` to `upper`, both included.
struct Metric {
  base::Duration lower;                 // zero: from the same stamp on
  std::optional<base::Duration> upper;  // none: without bound
  static Metric Any() { return {}; }
  static Metric Within(base::Duration upper) { return {{}, upper}; }
  static Metric AtLeast(base::Duration lower) { return {lower, std::nullopt}; }
};

// Periods of the calendar; kUnit is the grain's own unit.
enum class Period : uint8_t { kUnit, kDay, kMonth, kYear };

enum class Aggregation : uint8_t { kCount, kSum, kMin, kMax, kAverage, kMedian };

struct ColumnPair {
  int left, right;
};

// The columns of the right that no pair names, in order.
std::vector<int> UnpairedColumns(const Schema& right, std::span<const ColumnPair> on);

enum class Operator : uint8_t {
  kInput,
  kSelect,
  kMap,
  kJoin,
  kExcept,
  kUnion,
  kOnce,
  kThroughout,
  kSince,
  kPrevious,
  kNext,
  kEventually,
  kUntil,
  kRise,
  kFall,
  kHeldSince,
  kLastTime,
  kLasting,
  kInertia,
  kClock,
  kAssign,
  kAggregate,
  kRecursion,
};

class Plan {
 public:
  // --- Relations without time of their own ---

  // Facts handed in when the plan runs.
  NodeId Input(Schema schema, Tag tag = 0);
  // Rows for which `condition` (of truth value) is true.
  NodeId Select(NodeId in, Scalar condition, Tag tag = 0);
  // One output column per scalar; equal results merge. A scalar that reads the moment (Scalar::Now) requires
  // that rows of `in` hold at single moments.
  NodeId Map(NodeId in, std::vector<Scalar> columns, Tag tag = 0);
  // Projection onto columns, in that order: Map with nothing but column references.
  NodeId Project(NodeId in, const std::vector<int>& columns, Tag tag = 0);
  // Natural join on the pairs; columns: all of the left, then those of the right that are not joined, in
  // order.
  NodeId Join(NodeId left, NodeId right, std::vector<ColumnPair> on, Tag tag = 0);
  // Rows of the left without a partner on the right: "and not".
  NodeId Except(NodeId left, NodeId right, std::vector<ColumnPair> on, Tag tag = 0);
  // All of one schema.
  NodeId Union(std::vector<NodeId> in, Tag tag = 0);

  // --- Time: row by row, schema as that of the (left) input ---

  // At t if the row held at some s <= t whose distance to t the metric admits.
  NodeId Once(NodeId in, Metric metric, Tag tag = 0);
  // At t if the row held at every moment s <= t of the timeline whose distance the metric admits, and held at
  // t or (with a lower bound) at some admitted moment.
  NodeId Throughout(NodeId in, Metric metric, Tag tag = 0);
  // At t if `start` held at an admitted s <= t and `hold` (or its absence, if negated) at each moment in (s,
  // t]. `on` pairs columns of start (left) with columns of hold (right): every column of hold is paired.
  NodeId Since(NodeId hold, bool hold_negated, NodeId start, std::vector<ColumnPair> on, Metric metric,
               Tag tag = 0);
  NodeId Previous(NodeId in, Tag tag = 0);  // at t if the row held at t - 1; never at moment 0
  NodeId Next(NodeId in, Tag tag = 0);      // at t if the row holds at t + 1; never at the last moment
  NodeId Eventually(NodeId in, Metric metric, Tag tag = 0);
  NodeId Until(NodeId hold, bool hold_negated, NodeId goal, std::vector<ColumnPair> on, Metric metric,
               Tag tag = 0);

  // The first moment of each unbroken run; the first moment after each run (not one that reaches the end).
  NodeId Rise(NodeId in, Tag tag = 0);
  NodeId Fall(NodeId in, Tag tag = 0);
  // While the row holds: the row with one more column (kMoment), the moment at which the present run began.
  NodeId HeldSince(NodeId in, Tag tag = 0);
  // From the row's first moment on, always: the row with one more column (kMoment), its latest moment up to
  // now. Changes at every moment at which the row holds.
  NodeId LastTime(NodeId in, Tag tag = 0);
  // From each moment at which the row holds through the end of the calendar period that contains it.
  NodeId Lasting(NodeId in, Period period, Tag tag = 0);

  // --- States, clocks, matching, numbers ---

  // A state with inertia. A row holds at t if it is in `begins` at t, or held at t - 1 and neither is matched
  // by `ends` at t nor displaced. Begin wins over end. `ends_on` pairs columns of the state (left) with all
  // columns of ends (right). If `key` is given (one ... per key), a beginning displaces every other row with
  // the same key columns; several rows that begin at one moment with one key all hold (the layer above
  // reports the conflict).
  NodeId Inertia(NodeId begins, NodeId ends, std::vector<ColumnPair> ends_on,
                 std::optional<std::vector<int>> key = std::nullopt, Tag tag = 0);
  // Alarms. A row of `starts` (single moments) sets a clock by the duration in column `duration`; the row is
  // emitted once, at the first moment whose stamp is at least stamp(start) + duration (+ one unit, if
  // `day_included`), later by the units of time during which a row of `pauses` held (column pairs: starts
  // left, all of pauses right). A pause is read as it was just before. Durations must not be negative; zero
  // without day_included fires at the next moment. Starting again while running sets a second alarm.
  NodeId Clock(NodeId starts, int duration, bool day_included, NodeId pauses,
               std::vector<ColumnPair> pauses_on, Tag tag = 0);
  // One supply serves one demand. Demands are open from the moment they appear until served or until they
  // vanish; at a moment, each row of `supplies` (single moments), in the order of its columns, serves the
  // oldest open demand that agrees with it on the paired columns. Emits demand columns, then the remaining
  // supply columns, at that moment.
  NodeId Assign(NodeId demands, NodeId supplies, std::vector<ColumnPair> on, Tag tag = 0);
  // Per distinct combination of `group` columns: those columns, then the value over column `value` of all
  // rows of the group (kCount ignores `value`). A group without rows has no row. Sum and count are exact
  // decimals/integers; overflow is reported in Evaluation::problems and leaves the row out.
  NodeId Aggregate(NodeId in, std::vector<int> group, Aggregation function, int value, Tag tag = 0);

  // --- Recursion ---

  NodeId Recursion(Schema schema, Tag tag = 0);
  void Define(NodeId recursion, NodeId definition);  // once, same schema

  // A cycle that breaks stratification, as the nodes on it in order, or nothing. O(nodes + edges).
  std::optional<std::vector<NodeId>> FindUnstratifiedCycle() const;

  // --- Reading a plan ---

  // What an operator needs besides its inputs; each uses the members that its comment names.
  struct Parameters {
    std::vector<Scalar> scalars;          // Select: the condition; Map: the columns
    std::vector<ColumnPair> pairs;        // Join, Except, Since, Until, Inertia, Clock, Assign
    Metric metric;                        // Once, Throughout, Since, Eventually, Until
    bool hold_negated = false;            // Since, Until
    Period period = Period::kUnit;        // Lasting
    std::optional<std::vector<int>> key;  // Inertia
    std::vector<int> group;               // Aggregate
    Aggregation function = {};            // Aggregate
    int column = 0;                       // Clock: the duration; Aggregate: the value
    bool day_included = false;            // Clock
  };

  const Schema& schema(NodeId id) const { return node(id).schema; }
  Operator op(NodeId id) const { return node(id).op; }
  Tag tag(NodeId id) const { return node(id).tag; }
  // Left before right: of Since {start, hold}, of Until {goal, hold}, of Inertia {begins, ends}, of Clock
  // {starts, pauses}, of Assign {demands, supplies}, of a Recursion its definition once it is defined.
  std::span<const NodeId> inputs(NodeId id) const { return node(id).inputs; }
  const Parameters& parameters(NodeId id) const { return node(id).parameters; }
  size_t size() const { return nodes_.size(); }

  // Whether what the node says at a moment depends on its input number `slot` at earlier moments only.
  bool Delays(NodeId id, size_t slot) const;
  // Whether a cycle within a moment may pass through the edge from the input: more of it never means less.
  bool RecursWithinMoment(NodeId id, size_t slot) const;
  // The node that defines a recursion, through recursions defined by recursions; any other node is itself. A
  // recursion that leads back to itself in this way says nothing and is itself, too.
  NodeId Resolve(NodeId id) const;

 private:
  struct Node {
    Operator op;
    Tag tag;
    Schema schema;
    std::vector<NodeId> inputs;
    Parameters parameters;
  };

  const Node& node(NodeId id) const;
  NodeId Add(Operator op, Tag tag, Schema schema, std::vector<NodeId> inputs, Parameters parameters);
  NodeId AddMetric(Operator op, NodeId in, const Metric& metric, Tag tag);
  NodeId AddHold(Operator op, NodeId hold, bool hold_negated, NodeId start, std::vector<ColumnPair> on,
                 const Metric& metric, Tag tag);
  void CheckPairs(NodeId left, NodeId right, std::span<const ColumnPair> on, bool all_of_right) const;

  std::vector<Node> nodes_;
};

}  // namespace casus::core
