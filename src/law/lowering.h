#pragma once

// From a formula to a node of the plan: a relation over the formula's variables.
//
//   Lowering lowering(plan, nodes, variables);
//   Lowered answer = lowering.Lower(formula, Layer::kCertain);
//   answer.columns[i] is the variable that column i of answer.node holds
//
// Three layers. What a dossier says may be uncertain: a day known to a month, a doubtful statement. Instead of one relation,
// such a predicate has a certain layer (what holds in every world) and a possible layer (what holds in some); negation
// crosses from one to the other. That alone would forget that something certainly happened by the end of its window, so
// events have a third layer, settled: at the last moment of the window, with the window's first moment as one
// more column. `once`, beginnings and endings read it. All layers are bounds: certain is never too large, possible never too
// small. Where nothing uncertain can reach, the layers are one and the same node and cost nothing.
//
// lowering.cc: relations and connectives. lowering_time.cc: other moments, and those beyond the record. lowering_events.cc: events
// and their windows. lowering_aggregates.cc: comparisons and aggregates.
//
// Order of a conjunction (the same rules by which lang/binding.h accepts it): conditions whose variables are bound are applied
// at once, then equalities bind, then the phrase that shares most variables with what is bound is joined, events before
// states. Within `not`, `every` and aggregates, variables that occur nowhere else are local.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/plan.h"
#include "law/formula.h"

namespace casus::law {

enum class Layer : uint8_t { kCertain, kPossible, kSettled };

// A relation over variables: column i of the node holds columns[i]; each variable once.
struct Lowered {
  core::NodeId node{};
  std::vector<Variable> columns;

  std::optional<int> ColumnOf(Variable variable) const;
};

// Where the nodes of predicates come from: the definitions while a dossier is compiled, the finished relations while a
// question is.
class PredicateNodes {
 public:
  virtual ~PredicateNodes() = default;
  // Columns: the slots, of events the occurrence, of the settled layer the first moment of the window. `terms` are those of
  // the atom that asks: a node may leave out rows that differ from its constants.
  virtual core::NodeId Node(PredicateId predicate, Layer layer, std::span<const Term> terms) = 0;
  virtual bool IsUncertain(PredicateId predicate) const = 0;
  virtual bool IsEvent(PredicateId predicate) const = 0;
  // The one empty row, always; every entity of a variable's type, always.
  virtual core::NodeId Unit() = 0;
  virtual core::NodeId Domain(const VariableInfo& variable) = 0;
};

class Lowering {
 public:
  Lowering(core::Plan& plan, PredicateNodes& nodes, std::vector<VariableInfo> variables)
      : plan_(&plan), nodes_(&nodes), variables_(std::move(variables)) {}

  // Columns: the variables of the formula that its surroundings can see. `layer` is certain or possible.
  Lowered Lower(const Formula& formula, Layer layer);

  // For a conjunction with a trigger (see FindTrigger): rows at the end of the trigger's window, the first moment of the window
  // as the last column (`window` is its variable), provided the rest certainly holds all through it. Nothing if no
  // uncertain event can trigger it.
  std::optional<Lowered> LowerSettled(const Formula& formula, Variable* window);

  // The event at whose moments the conjunction is considered, or null if it has none.
  const Formula* FindTrigger(const Formula& formula) const;

  bool IsUncertain(const Formula& formula) const;

  // Of the terms of a rule's head over the columns, which hold every variable of the term.
  core::Scalar ToScalar(const Term& term, const Lowered& over) const;
  core::Kind KindOf(const Term& term) const;

  // The variables that no part of the formula binds: empty if it was checked before it came here.
  const std::vector<Variable>& unbound() const { return unbound_; }
  const std::vector<VariableInfo>& variables() const { return variables_; }
  Variable NewVariable(std::string name, core::Kind kind);

 private:
  struct Mode {
    Layer layer = Layer::kCertain;
    const Formula* from_possible = nullptr;  // this one leaf is read from the possible layer
    Mode Crossed() const { return {layer == Layer::kCertain ? Layer::kPossible : Layer::kCertain, nullptr}; }
  };

  Lowered Unit();
  Lowered LowerWithin(const Formula& formula, const Lowered& guard, Mode mode);
  Lowered LowerConjunction(const std::vector<const Formula*>& parts, const Lowered& guard, Mode mode);
  Lowered LowerStandalone(const Formula& formula, Mode mode);
  static bool RangesOverEntities(const VariableInfo& variable);
  Lowered DomainsOf(const std::vector<const Formula*>& parts);
  std::optional<Lowered> LowerGenerator(const Formula& formula, const Lowered& guard, Mode mode);
  Lowered LowerAtom(const Formula& atom, Layer layer, std::optional<Variable> window);
  Lowered LowerLeaf(const Formula& leaf, Layer layer, std::optional<Variable> window);
  Lowered LowerBegun(const Formula& begun, Layer layer, std::optional<Variable> window);
  Lowered LowerElapsed(const Formula& elapsed, Layer layer, std::optional<Variable> window);
  Lowered LowerOr(const Formula& formula, const Lowered& guard, Mode mode);
  Lowered LowerOnce(const Formula& formula, Mode mode);
  Lowered LowerSinceOrUntil(const Formula& formula, const Lowered& guard, Mode mode);
  Lowered LowerEventually(const Formula& formula, const Lowered& guard, Mode mode);
  Lowered AtLastMoment();
  Lowered BeyondTheRecord(const core::Metric& metric);
  static bool Binds(const Lowered& guard, const std::vector<Variable>& variables);
  bool IsOpenTo(const Formula& formula, const Lowered& current, const std::vector<Variable>& bindable) const;
  Lowered Distribute(const Formula& disjunction, const std::vector<const Formula*>& others,
                     const Lowered& guard, Mode mode);
  Lowered LowerCompare(const Formula& compare, const Lowered& current, Mode mode);
  Lowered LowerAggregate(const Aggregate& aggregate, const Lowered& current, Mode mode, Variable result);
  Lowered LowerRange(const Aggregate& aggregate, const Lowered& current, Mode mode, Variable least,
                     Variable most);
  Lowered GuardOf(const Aggregate& aggregate, const Lowered& current);
  struct Counted {
    Lowered rows;
    std::vector<Variable> group;
    std::optional<Variable> value;
  };
  Counted RowsOf(const Aggregate& aggregate, const Lowered& guard, Mode mode);
  Lowered TotalsOf(const Counted& counted, core::Aggregation function, Variable result);
  Lowered OrZero(const Lowered& totals, const Lowered& groups, Variable result);
  static bool IsZeroWhenEmpty(const Aggregate& aggregate);
  Lowered SettledOf(const Formula& trigger, const std::vector<const Formula*>& parts, Variable window);

  Lowered Join(const Lowered& left, const Lowered& right);
  Lowered Except(const Lowered& left, const Lowered& right);
  Lowered Project(const Lowered& in, const std::vector<Variable>& columns);
  Lowered Add(const Lowered& in, Variable variable, core::Scalar value);
  Lowered Select(const Lowered& in, core::Scalar condition);
  Lowered UnionOf(std::vector<Lowered> parts);

  bool IsTrigger(const Formula& formula) const;
  bool IsReady(const Formula& formula, const Lowered& current, const std::vector<Variable>& bindable) const;

  // While a conjunction is lowered, what it binds is known to what lies within.
  class ScopeGuard {
   public:
    ScopeGuard(Lowering& lowering, const std::vector<Variable>& bound)
        : lowering_(lowering), size_(lowering.scope_.size()) {
      lowering.scope_.insert(lowering.scope_.end(), bound.begin(), bound.end());
    }
    ~ScopeGuard() { lowering_.scope_.resize(size_); }
    ScopeGuard(const ScopeGuard&) = delete;
    ScopeGuard& operator=(const ScopeGuard&) = delete;

   private:
    Lowering& lowering_;
    size_t size_;
  };

  core::Plan* plan_;
  PredicateNodes* nodes_;
  std::vector<VariableInfo> variables_;
  std::vector<Variable> scope_;  // bound around the formula at hand
  std::vector<Variable> unbound_;
};

}  // namespace casus::law
