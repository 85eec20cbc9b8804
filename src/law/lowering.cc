#include "law/lowering.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace casus::law {
namespace {

using core::Scalar;

bool HasAggregate(const Term& term) {
  if (term.kind == Term::Kind::kAggregate) return true;
  return std::any_of(term.operands.begin(), term.operands.end(), HasAggregate);
}

// The variables of a comparison but for those that its aggregates bind themselves (`per`).
std::vector<Variable> Needed(const Formula& formula) {
  std::vector<Variable> needed = FreeVariables(formula);
  if (formula.kind != Formula::Kind::kCompare) return needed;
  for (const Aggregate* aggregate : Aggregates(formula)) {
    for (Variable variable : aggregate->per) std::erase(needed, variable);
  }
  return needed;
}

}  // namespace

std::optional<int> Lowered::ColumnOf(Variable variable) const {
  auto found = std::find(columns.begin(), columns.end(), variable);
  if (found == columns.end()) return std::nullopt;
  return static_cast<int>(found - columns.begin());
}

Variable Lowering::NewVariable(std::string name, core::Kind kind) {
  variables_.push_back({std::move(name), kind, {}});
  return static_cast<Variable>(variables_.size()) - 1;
}

// --- Relations over variables ----------------------------------------------------------------------------

Lowered Lowering::Unit() { return {nodes_->Unit(), {}}; }

Lowered Lowering::Join(const Lowered& left, const Lowered& right) {
  if (left.columns.empty() && left.node == nodes_->Unit()) return right;
  if (right.columns.empty() && right.node == nodes_->Unit()) return left;
  std::vector<core::ColumnPair> on;
  Lowered result{{}, left.columns};
  for (size_t i = 0; i < right.columns.size(); ++i) {
    if (std::optional<int> column = left.ColumnOf(right.columns[i])) {
      on.push_back({*column, static_cast<int>(i)});
    } else {
      result.columns.push_back(right.columns[i]);
    }
  }
  result.node = plan_->Join(left.node, right.node, std::move(on));
  return result;
}

// Rows of the left without a partner on the right, whose columns are all columns of the left.
Lowered Lowering::Except(const Lowered& left, const Lowered& right) {
  std::vector<core::ColumnPair> on;
  for (size_t i = 0; i < right.columns.size(); ++i) {
    std::optional<int> column = left.ColumnOf(right.columns[i]);
    CHECK(column) << "a column of what is excepted is not bound";
    on.push_back({*column, static_cast<int>(i)});
  }
  return {plan_->Except(left.node, right.node, std::move(on)), left.columns};
}

Lowered Lowering::Project(const Lowered& in, const std::vector<Variable>& columns) {
  if (in.columns == columns) return in;
  std::vector<int> indices;
  for (Variable variable : columns) {
    std::optional<int> column = in.ColumnOf(variable);
    CHECK(column) << "a column to keep is not there";
    indices.push_back(*column);
  }
  return {plan_->Project(in.node, std::move(indices)), columns};
}

Lowered Lowering::Add(const Lowered& in, Variable variable, Scalar value) {
  std::vector<Scalar> columns;
  for (size_t i = 0; i < in.columns.size(); ++i) columns.push_back(Scalar::Column(static_cast<int>(i)));
  columns.push_back(std::move(value));
  Lowered result{plan_->Map(in.node, std::move(columns)), in.columns};
  result.columns.push_back(variable);
  return result;
}

Lowered Lowering::Select(const Lowered& in, Scalar condition) {
  return {plan_->Select(in.node, std::move(condition)), in.columns};
}

Lowered Lowering::UnionOf(std::vector<Lowered> parts) {
  CHECK(!parts.empty());
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<core::NodeId> nodes;
  for (const Lowered& part : parts) nodes.push_back(Project(part, parts.front().columns).node);
  return {plan_->Union(std::move(nodes)), parts.front().columns};
}

core::Kind Lowering::KindOf(const Term& term) const {
  switch (term.kind) {
    case Term::Kind::kVariable:
      return variables_[static_cast<size_t>(term.variable)].kind;
    case Term::Kind::kTuple:
      return core::Kind::kCompound;
    case Term::Kind::kAdd:
    case Term::Kind::kMultiply:
    case Term::Kind::kDivide:
    case Term::Kind::kNegate:
      return KindOf(term.operands[0]);
    case Term::Kind::kSubtract: {
      const core::Kind left = KindOf(term.operands[0]);
      return left == core::Kind::kStamp && KindOf(term.operands[1]) == core::Kind::kStamp
                 ? core::Kind::kDuration
                 : left;
    }
    case Term::Kind::kAggregate:
      return core::Kind::kNumber;
    default:
      return term.type;
  }
}

Scalar Lowering::ToScalar(const Term& term, const Lowered& over) const {
  auto operand = [&](size_t i) { return ToScalar(term.operands[i], over); };
  switch (term.kind) {
    case Term::Kind::kVariable: {
      std::optional<int> column = over.ColumnOf(term.variable);
      CHECK(column) << "variable " << variables_[static_cast<size_t>(term.variable)].name << " is not bound";
      return Scalar::Column(*column);
    }
    case Term::Kind::kConstant:
      return Scalar::Constant(term.value, term.type);
    case Term::Kind::kAdd:
      return Scalar::Add(operand(0), operand(1));
    case Term::Kind::kSubtract:
      return Scalar::Subtract(operand(0), operand(1));
    case Term::Kind::kMultiply:
      return Scalar::Multiply(operand(0), operand(1));
    case Term::Kind::kDivide:
      return Scalar::Divide(operand(0), operand(1));
    case Term::Kind::kNegate:
      return Scalar::Negate(operand(0));
    case Term::Kind::kPart:
      return Scalar::Part(operand(0), term.index, term.type);
    case Term::Kind::kTuple: {
      std::vector<Scalar> parts;
      for (size_t i = 0; i < term.operands.size(); ++i) parts.push_back(operand(i));
      return Scalar::Tuple(term.value, std::move(parts));
    }
    case Term::Kind::kAny:
    case Term::Kind::kAggregate:
      break;
  }
  CHECK(false) << "this term has no value of its own";
  return Scalar::Truth(false);
}

// --- Domains -------------------------------------------------------------------------------------------------

// A party of which nothing but its name is asked may be any entity.
bool Lowering::RangesOverEntities(const VariableInfo& variable) {
  return variable.kind == core::Kind::kSymbol &&
         (variable.type.of == lang::Type::Of::kEntity || variable.type.of == lang::Type::Of::kUnknown);
}

// A formula that must bind its own variables.
Lowered Lowering::LowerStandalone(const Formula& formula, Mode mode) {
  return LowerWithin(formula, DomainsOf(Conjuncts(formula)), mode);
}

// The entities over which variables of a conjunction range that none of its parts binds: those that its parts share, or that
// its surroundings know.
Lowered Lowering::DomainsOf(const std::vector<const Formula*>& parts) {
  Lowered guard = Unit();
  std::vector<Variable> bindable;
  for (const Formula* part : parts) CollectBindable(*part, bindable);
  std::vector<Variable> visible = VisibleVariables(parts);
  for (const Formula* part : parts) {
    if (IsGenerator(*part)) continue;
    for (Variable variable : FreeVariables(*part)) {
      if (Contains(scope_, variable)) AddUnique(visible, variable);
    }
  }
  for (Variable variable : visible) {
    if (Contains(bindable, variable) || guard.ColumnOf(variable)) continue;
    const VariableInfo& info = variables_[static_cast<size_t>(variable)];
    if (RangesOverEntities(info)) guard = Join(guard, {nodes_->Domain(info), {variable}});
  }
  return guard;
}

// --- Connectives ---------------------------------------------------------------------------------------------

Lowered Lowering::Lower(const Formula& formula, Layer layer) {
  return LowerStandalone(formula, {layer, nullptr});
}

// Rows of the guard that agree with the formula; columns: those of the guard, then what the formula binds.
Lowered Lowering::LowerWithin(const Formula& formula, const Lowered& guard, Mode mode) {
  return LowerConjunction(Conjuncts(formula), guard, mode);
}

Lowered Lowering::LowerOr(const Formula& formula, const Lowered& guard, Mode mode) {
  std::vector<Lowered> branches;
  std::vector<Variable> common;
  for (const Formula& child : formula.children) {
    branches.push_back(LowerWithin(child, guard, mode));
    if (branches.size() == 1) {
      common = branches.back().columns;
    } else {
      std::erase_if(common, [&](Variable variable) { return !branches.back().ColumnOf(variable); });
    }
  }
  for (Lowered& branch : branches) branch = Project(branch, common);
  return UnionOf(std::move(branches));
}

// The relation of a formula that binds variables by itself. Null if it has to be evaluated within a guard.
std::optional<Lowered> Lowering::LowerGenerator(const Formula& formula, const Lowered& guard, Mode mode) {
  const bool from_possible = mode.from_possible == &formula || formula.binds_only;
  const Layer layer = from_possible ? Layer::kPossible : mode.layer;
  switch (formula.kind) {
    case Formula::Kind::kAtom:
    case Formula::Kind::kElapsed:
    case Formula::Kind::kBegun:
      return LowerLeaf(formula, layer, std::nullopt);
    case Formula::Kind::kOnce:
      return LowerOnce(formula, mode);
    case Formula::Kind::kThroughout: {
      Lowered inner = LowerStandalone(formula.children[0], mode);
      return Lowered{plan_->Throughout(inner.node, formula.metric, formula.origin), inner.columns};
    }
    case Formula::Kind::kEventually:
      return LowerEventually(formula, guard, mode);
    case Formula::Kind::kPrevious: {
      Lowered inner = LowerStandalone(formula.children[0], mode);
      return Lowered{plan_->Previous(inner.node, formula.origin), inner.columns};
    }
    case Formula::Kind::kSince:
    case Formula::Kind::kUntil:
      return LowerSinceOrUntil(formula, guard, mode);
    case Formula::Kind::kAssigned: {
      const Lowered demands = LowerStandalone(formula.children[0], mode);
      const Lowered supplies = LowerStandalone(formula.children[1], mode);
      Lowered matched{{}, demands.columns};
      std::vector<core::ColumnPair> on;
      for (size_t i = 0; i < supplies.columns.size(); ++i) {
        if (std::optional<int> column = demands.ColumnOf(supplies.columns[i])) {
          on.push_back({*column, static_cast<int>(i)});
        } else {
          matched.columns.push_back(supplies.columns[i]);
        }
      }
      matched.node = plan_->Assign(demands.node, supplies.node, std::move(on), formula.origin);
      return matched;
    }
    case Formula::Kind::kOr:
      return LowerOr(formula, guard, mode);
    default:
      return std::nullopt;
  }
}

bool Lowering::IsReady(const Formula& formula, const Lowered& current,
                       const std::vector<Variable>& bindable) const {
  for (Variable variable : Needed(formula)) {
    if (Contains(bindable, variable) && !current.ColumnOf(variable)) return false;
  }
  return true;
}

// Whether a part may be evaluated before others. A disjunction may not if a variable that only some of its branches bind is
// bound by another part: what the branches say of it would be lost.
bool Lowering::IsOpenTo(const Formula& formula, const Lowered& current,
                        const std::vector<Variable>& bindable) const {
  if (formula.kind != Formula::Kind::kOr) return true;
  std::vector<Variable> bound;
  CollectBindable(formula, bound);
  for (Variable variable : FreeVariables(formula)) {
    if (Contains(bindable, variable) && !Contains(bound, variable) && !current.ColumnOf(variable))
      return false;
  }
  return true;
}

// (A or B) and C is (A and C) or (B and C): for disjunctions that wait for each other's variables.
Lowered Lowering::Distribute(const Formula& disjunction, const std::vector<const Formula*>& others,
                             const Lowered& guard, Mode mode) {
  std::vector<Lowered> branches;
  std::vector<Variable> common;
  for (const Formula& child : disjunction.children) {
    std::vector<const Formula*> parts = Conjuncts(child);
    parts.insert(parts.end(), others.begin(), others.end());
    branches.push_back(LowerConjunction(parts, guard, mode));
    if (branches.size() == 1) common = branches.back().columns;
    std::erase_if(common, [&](Variable variable) { return !branches.back().ColumnOf(variable); });
  }
  for (Lowered& branch : branches) branch = Project(branch, common);
  return UnionOf(std::move(branches));
}

Lowered Lowering::LowerConjunction(const std::vector<const Formula*>& parts, const Lowered& guard,
                                   Mode mode) {
  Lowered current = guard;
  std::vector<const Formula*> pending = parts;
  std::vector<Variable> bindable = guard.columns;
  for (const Formula* part : parts) CollectBindable(*part, bindable);
  const ScopeGuard scope(*this, bindable);

  auto take = [&](auto position) {
    const Formula* part = *position;
    pending.erase(position);
    return part;
  };
  while (!pending.empty()) {
    // A condition on what is bound.
    auto ready = std::find_if(pending.begin(), pending.end(), [&](const Formula* part) {
      return !IsGenerator(*part) && IsReady(*part, current, bindable);
    });
    if (ready != pending.end()) {
      const Formula* part = take(ready);
      if (part->kind == Formula::Kind::kCompare) {
        current = LowerCompare(*part, current, mode);
        continue;
      }
      std::vector<Variable> shared;
      for (Variable variable : FreeVariables(part->children[0])) {
        if (current.ColumnOf(variable)) shared.push_back(variable);
      }
      const Lowered inner_guard = shared.empty() ? Unit() : Project(current, shared);
      Lowered inner = LowerWithin(part->children[0], inner_guard, mode.Crossed());
      current = Except(current, Project(inner, shared));
      continue;
    }
    // An equality of which one side is bound.
    auto equality = std::find_if(pending.begin(), pending.end(), [&](const Formula* part) {
      if (part->kind != Formula::Kind::kCompare || part->comparison != core::Comparison::kEqual) return false;
      for (int side = 0; side < 2; ++side) {
        const Term& variable = part->terms[static_cast<size_t>(side)];
        const Term& value = part->terms[static_cast<size_t>(1 - side)];
        if (variable.kind != Term::Kind::kVariable || current.ColumnOf(variable.variable)) continue;
        std::vector<Variable> needs = FreeVariables(value);
        for (const Aggregate* aggregate : Aggregates(*part)) {
          for (Variable bound : aggregate->per) std::erase(needs, bound);
        }
        if (std::all_of(needs.begin(), needs.end(), [&](Variable needed) {
              return needed != variable.variable &&
                     (current.ColumnOf(needed) || (HasAggregate(value) && !Contains(bindable, needed)));
            })) {
          return true;
        }
      }
      return false;
    });
    if (equality != pending.end()) {
      current = LowerCompare(*take(equality), current, mode);
      continue;
    }
    // The phrase that shares most with what is bound; events before states.
    auto best = pending.end();
    int best_score = -1;
    for (auto part = pending.begin(); part != pending.end(); ++part) {
      if (!IsGenerator(**part) || !IsOpenTo(**part, current, bindable)) continue;
      int score = IsTrigger(**part) ? 2 : 1;
      if ((*part)->kind == Formula::Kind::kOr) score = 0;
      for (Variable variable : FreeVariables(**part)) {
        if (current.ColumnOf(variable)) score += 4;
      }
      for (const Term& term : (*part)->terms) {
        if (term.kind == Term::Kind::kConstant) score += 3;
      }
      if (score > best_score) {
        best = part;
        best_score = score;
      }
    }
    if (best == pending.end()) {
      const auto choice = std::find_if(pending.begin(), pending.end(),
                                       [](const Formula* part) { return part->kind == Formula::Kind::kOr; });
      if (choice != pending.end()) return Distribute(*take(choice), pending, current, mode);
      for (const Formula* part : pending) {
        for (Variable variable : FreeVariables(*part)) {
          if (!current.ColumnOf(variable)) AddUnique(unbound_, variable);
        }
      }
      return current;
    }
    const Formula* part = take(best);
    std::optional<Lowered> relation = LowerGenerator(*part, current, mode);
    CHECK(relation);
    current = part->kind == Formula::Kind::kOr ? *relation : Join(current, *relation);
  }
  return current;
}

}  // namespace casus::law
