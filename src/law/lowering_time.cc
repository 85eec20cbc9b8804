// Formulas over other moments than the one at hand: once, since, eventually, until.
//
// The record ends somewhere, at its horizon or at the *now* of a lens, and beyond that nothing is known. So what is said of the
// future is certain if the record has a witness, and possible if it has one or if the time in which one may come goes on beyond
// the last moment. The certain layer is therefore the operator itself, and the possible layer has besides it every row of the
// guard from which on that is so. Where the guard does not bind what the formula does, nobody could say of whom it might be so, and
// the possible layer keeps to what the record has.

#include <algorithm>
#include <utility>

#include "law/lowering.h"

namespace casus::law {

Lowered Lowering::LowerOnce(const Formula& formula, Mode mode) {
  const Formula& child = formula.children[0];
  Lowered inner = LowerStandalone(child, mode);
  Lowered result{plan_->Once(inner.node, formula.metric, formula.origin), inner.columns};
  // What settled by the end of its window has happened once, though no one knows when; unless it must be recent.
  if (mode.layer == Layer::kCertain && !formula.metric.upper) {
    Variable window{};
    if (std::optional<Lowered> settled = LowerSettled(child, &window)) {
      Lowered past = Project(*settled, inner.columns);
      result.node = plan_->Union({result.node, plan_->Once(past.node, formula.metric, formula.origin)});
    }
  }
  return result;
}

Lowered Lowering::LowerSinceOrUntil(const Formula& formula, const Lowered& guard, Mode mode) {
  const bool negated = formula.children[0].kind == Formula::Kind::kNot;
  const Formula& hold_formula = negated ? formula.children[0].children[0] : formula.children[0];
  Lowered start = LowerStandalone(formula.children[1], mode);
  Lowered hold = LowerStandalone(hold_formula, negated ? mode.Crossed() : mode);
  // Of what is bound elsewhere, it holds or does not for each entity by itself.
  for (Variable variable : hold.columns) {
    const VariableInfo& info = variables_[static_cast<size_t>(variable)];
    if (start.ColumnOf(variable) || !Contains(scope_, variable) || info.type.of != lang::Type::Of::kEntity)
      continue;
    start = Join(start, {nodes_->Domain(info), {variable}});
  }
  std::vector<Variable> shared;
  for (Variable variable : hold.columns) {
    if (start.ColumnOf(variable)) shared.push_back(variable);
  }
  hold = Project(hold, shared);
  std::vector<core::ColumnPair> on;
  for (size_t i = 0; i < shared.size(); ++i) on.push_back({*start.ColumnOf(shared[i]), static_cast<int>(i)});
  if (formula.kind == Formula::Kind::kSince) {
    return {plan_->Since(hold.node, negated, start.node, std::move(on), formula.metric, formula.origin),
            start.columns};
  }
  Lowered until{plan_->Until(hold.node, negated, start.node, std::move(on), formula.metric, formula.origin),
                start.columns};
  if (mode.layer == Layer::kPossible && Binds(guard, until.columns)) {
    // What is waited for may come beyond the record, if the rest holds up to its end.
    Lowered there = Join(guard, BeyondTheRecord(formula.metric));
    if (negated) {
      there = Except(there, {plan_->Eventually(hold.node, core::Metric::Any()), hold.columns});
    } else {
      const Lowered at_last = Join(hold, AtLastMoment());
      std::vector<core::ColumnPair> same;
      for (int i = 0; i < static_cast<int>(hold.columns.size()); ++i) same.push_back({i, i});
      const core::NodeId lasting =
          plan_->Until(hold.node, false, at_last.node, std::move(same), core::Metric::Any());
      there = Join(there, {lasting, hold.columns});
    }
    until.node = plan_->Union({until.node, Project(there, until.columns).node}, formula.origin);
  }
  return until;
}

Lowered Lowering::LowerEventually(const Formula& formula, const Lowered& guard, Mode mode) {
  const Lowered inner = LowerStandalone(formula.children[0], mode);
  Lowered result{plan_->Eventually(inner.node, formula.metric, formula.origin), inner.columns};
  if (mode.layer == Layer::kPossible && Binds(guard, inner.columns)) {
    const Lowered there = Join(guard, BeyondTheRecord(formula.metric));
    result.node = plan_->Union({result.node, Project(there, inner.columns).node}, formula.origin);
  }
  return result;
}

// --- Beyond the record ---------------------------------------------------------------------------------------

Lowered Lowering::AtLastMoment() { return {plan_->Except(Unit().node, plan_->Next(Unit().node), {}), {}}; }

// The moments from which on the time that the metric allows does not end within the record.
Lowered Lowering::BeyondTheRecord(const core::Metric& metric) {
  if (!metric.upper) return Unit();
  const core::NodeId last = AtLastMoment().node;
  const core::NodeId within_reach = plan_->Eventually(last, core::Metric::Within(*metric.upper));
  const core::NodeId just_reached = plan_->Eventually(last, {*metric.upper, *metric.upper});
  return {plan_->Except(within_reach, just_reached, {}), {}};
}

bool Lowering::Binds(const Lowered& guard, const std::vector<Variable>& variables) {
  return std::all_of(variables.begin(), variables.end(),
                     [&](Variable variable) { return guard.ColumnOf(variable).has_value(); });
}

}  // namespace casus::law
