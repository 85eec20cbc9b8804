// The events of a formula: phrases, runs that begin, clocks that run out; and the windows of those whose day is uncertain.

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "law/lowering.h"

namespace casus::law {

using core::Scalar;

bool Lowering::IsTrigger(const Formula& formula) const {
  switch (formula.kind) {
    case Formula::Kind::kAtom:
      return nodes_->IsEvent(formula.predicate);
    case Formula::Kind::kElapsed:
    case Formula::Kind::kBegun:
      return true;
    default:
      return false;
  }
}

const Formula* Lowering::FindTrigger(const Formula& formula) const {
  const Formula* found = nullptr;
  for (const Formula* part : Conjuncts(formula)) {
    if (!IsTrigger(*part)) continue;
    // An event of which the day is uncertain decides the window.
    if (found == nullptr || (IsUncertain(*part) && !IsUncertain(*found))) found = part;
  }
  return found;
}

bool Lowering::IsUncertain(const Formula& formula) const {
  if (formula.kind == Formula::Kind::kAtom && nodes_->IsUncertain(formula.predicate)) return true;
  if (formula.kind == Formula::Kind::kEventually || formula.kind == Formula::Kind::kUntil) return true;
  auto term_is_uncertain = [&](auto&& self, const Term& term) -> bool {
    if (term.aggregate && IsUncertain(term.aggregate->where)) return true;
    return std::any_of(term.operands.begin(), term.operands.end(),
                       [&](const Term& operand) { return self(self, operand); });
  };
  return std::any_of(formula.terms.begin(), formula.terms.end(),
                     [&](const Term& term) { return term_is_uncertain(term_is_uncertain, term); }) ||
         std::any_of(formula.children.begin(), formula.children.end(),
                     [&](const Formula& child) { return IsUncertain(child); });
}

Lowered Lowering::LowerAtom(const Formula& atom, Layer layer, std::optional<Variable> window) {
  core::NodeId node = nodes_->Node(atom.predicate, layer, atom.terms);
  const core::Schema schema = plan_->schema(node);
  Lowered result;
  std::vector<int> kept;
  std::optional<Scalar> condition;
  auto require = [&](Scalar equal) {
    condition = condition ? Scalar::And(std::move(*condition), std::move(equal)) : std::move(equal);
  };
  auto take = [&](const Term& term, int column) {
    if (term.kind == Term::Kind::kAny) return;
    if (term.kind == Term::Kind::kConstant) {
      require(Scalar::Compare(core::Comparison::kEqual, Scalar::Column(column),
                              Scalar::Constant(term.value, schema[static_cast<size_t>(column)])));
      return;
    }
    CHECK(term.kind == Term::Kind::kVariable) << "an atom takes variables, constants and _ only";
    if (std::optional<int> earlier = result.ColumnOf(term.variable)) {
      require(Scalar::Compare(core::Comparison::kEqual, Scalar::Column(kept[static_cast<size_t>(*earlier)]),
                              Scalar::Column(column)));
      return;
    }
    result.columns.push_back(term.variable);
    kept.push_back(column);
  };
  for (size_t i = 0; i < atom.terms.size(); ++i) take(atom.terms[i], static_cast<int>(i));
  if (nodes_->IsEvent(atom.predicate)) {
    take(atom.occurrence, static_cast<int>(atom.terms.size()));
    if (window) take(Term::Var(*window), static_cast<int>(atom.terms.size()) + 1);
  }
  if (condition) node = plan_->Select(node, std::move(*condition), atom.origin);
  bool identity = kept.size() == schema.size();
  for (size_t i = 0; identity && i < kept.size(); ++i) identity = kept[i] == static_cast<int>(i);
  if (!identity) node = plan_->Project(node, kept, atom.origin);
  if (atom.just_before && !nodes_->IsEvent(atom.predicate)) node = plan_->Previous(node, atom.origin);
  result.node = node;
  return result;
}

// An event of this formula, in a layer; `window` is the variable of the settled layer's last column.
Lowered Lowering::LowerLeaf(const Formula& leaf, Layer layer, std::optional<Variable> window) {
  switch (leaf.kind) {
    case Formula::Kind::kAtom:
      return LowerAtom(leaf, layer, window);
    case Formula::Kind::kBegun:
      return LowerBegun(leaf, layer, window);
    case Formula::Kind::kElapsed:
      return LowerElapsed(leaf, layer, window);
    default:
      CHECK(false) << "not an event";
      return Unit();
  }
}

// The first moment of each run of a condition; terms[0] is the variable that holds the moment at which the run began, by
// which runs are told apart. If the condition is uncertain, the run begins at some moment from the begin of the possible run
// through that of the certain one.
Lowered Lowering::LowerBegun(const Formula& begun, Layer layer, std::optional<Variable> window) {
  const Variable since = begun.terms[0].variable;
  const Lowered certain = LowerStandalone(begun.children[0], {Layer::kCertain, nullptr});
  auto with_now = [&](const Lowered& run) {
    return Add({plan_->Rise(run.node, begun.origin), run.columns}, since, Scalar::Now());
  };
  if (!IsUncertain(begun.children[0])) return with_now(certain);
  const Lowered possible =
      Project(LowerStandalone(begun.children[0], {Layer::kPossible, nullptr}), certain.columns);
  Lowered runs{plan_->HeldSince(possible.node, begun.origin), possible.columns};
  runs.columns.push_back(since);
  if (layer == Layer::kPossible) {
    std::vector<core::ColumnPair> on;
    for (size_t i = 0; i < certain.columns.size(); ++i)
      on.push_back({static_cast<int>(i), static_cast<int>(i)});
    return {plan_->Except(runs.node, plan_->Previous(certain.node), std::move(on), kBookkeeping),
            runs.columns};
  }
  const Variable now = NewVariable(" now", core::Kind::kMoment);
  Lowered risen = Add({plan_->Rise(certain.node), certain.columns}, now, Scalar::Now());
  Lowered both = Join(risen, runs);
  auto compare = [&](core::Comparison comparison) {
    return Scalar::Compare(comparison, Scalar::Column(*both.ColumnOf(since)),
                           Scalar::Column(*both.ColumnOf(now)));
  };
  if (layer == Layer::kCertain) {
    Lowered exact = Select(both, compare(core::Comparison::kEqual));
    std::vector<Variable> columns = certain.columns;
    columns.push_back(since);
    return Project(exact, columns);
  }
  Lowered late = Select(both, compare(core::Comparison::kLess));
  std::vector<Variable> columns = certain.columns;
  columns.push_back(since);
  late = Project(late, columns);
  return Add(late, *window, Scalar::Column(*late.ColumnOf(since)));
}

// A clock set by an event: terms[0] is the duration. A settled start keeps the begin of its own window, which is a
// wider window than need be, hence sound.
Lowered Lowering::LowerElapsed(const Formula& elapsed, Layer layer, std::optional<Variable> window) {
  Lowered starts;
  if (layer == Layer::kSettled) {
    Variable start_window{};
    if (std::optional<Lowered> settled = LowerSettled(elapsed.children[0], &start_window)) {
      starts = *settled;
      std::replace(starts.columns.begin(), starts.columns.end(), start_window, *window);
    } else {
      // The day of the start is certain, and what is not is whether it counts: that settles nothing.
      starts = LowerStandalone(elapsed.children[0], {Layer::kCertain, nullptr});
      core::Schema schema = plan_->schema(starts.node);
      schema.push_back(core::Kind::kMoment);
      starts.node = plan_->Input(std::move(schema));
      starts.columns.push_back(*window);
    }
  } else {
    starts = LowerStandalone(elapsed.children[0], {layer, nullptr});
  }
  const Variable duration = NewVariable(" duration", core::Kind::kDuration);
  starts = Add(starts, duration, ToScalar(elapsed.terms[0], starts));
  Lowered pauses{plan_->Input({}), {}};
  if (elapsed.children.size() > 1) {
    const Layer pause_layer = layer == Layer::kPossible ? Layer::kCertain : Layer::kPossible;
    pauses = LowerStandalone(elapsed.children[1], {pause_layer, nullptr});
  }
  std::vector<core::ColumnPair> on;
  for (size_t i = 0; i < pauses.columns.size(); ++i) {
    on.push_back({*starts.ColumnOf(pauses.columns[i]), static_cast<int>(i)});
  }
  Lowered result{plan_->Clock(starts.node, *starts.ColumnOf(duration), elapsed.day_included, pauses.node,
                              std::move(on), elapsed.origin),
                 starts.columns};
  std::vector<Variable> columns = starts.columns;
  std::erase(columns, duration);
  return Project(result, columns);
}

// --- Windows -------------------------------------------------------------------------------------------------

std::optional<Lowered> Lowering::LowerSettled(const Formula& formula, Variable* window) {
  const Formula* trigger = FindTrigger(formula);
  if (trigger == nullptr || !IsUncertain(*trigger)) return std::nullopt;
  *window = NewVariable(" window", core::Kind::kMoment);
  return SettledOf(*trigger, Conjuncts(formula), *window);
}

// The conjunction holds at the trigger's moment, wherever in its window that lies, if everything else certainly holds at each
// moment of the window: if it has held, with the trigger taken as possible, since the window began.
Lowered Lowering::SettledOf(const Formula& trigger, const std::vector<const Formula*>& parts,
                            Variable window) {
  Formula named = trigger;  // with its occurrence, so that windows of two occurrences are not taken for one
  if (named.kind == Formula::Kind::kAtom && named.occurrence.kind == Term::Kind::kAny) {
    named.occurrence = Term::Var(NewVariable(" occurrence", core::Kind::kCompound));
  }
  const Lowered settled = LowerLeaf(named, Layer::kSettled, window);
  if (parts.size() == 1) return settled;
  std::vector<const Formula*> with_named = parts;
  std::replace(with_named.begin(), with_named.end(), &trigger, static_cast<const Formula*>(&named));
  const Lowered all = LowerConjunction(with_named, DomainsOf(with_named), {Layer::kCertain, &named});
  const Variable since = NewVariable(" since", core::Kind::kMoment);
  Lowered held{plan_->HeldSince(all.node), all.columns};
  held.columns.push_back(since);
  const Lowered both = Join(settled, held);
  const Lowered whole =
      Select(both, Scalar::Compare(core::Comparison::kLessEqual, Scalar::Column(*both.ColumnOf(since)),
                                   Scalar::Column(*both.ColumnOf(window))));
  std::vector<Variable> columns = all.columns;
  columns.push_back(window);
  return Project(whole, columns);
}

}  // namespace casus::law
