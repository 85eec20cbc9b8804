#include "law/lowering.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace casus::law {
namespace {

using core::Scalar;

void AddUnique(std::vector<Variable>& to, Variable variable) {
  if (std::find(to.begin(), to.end(), variable) == to.end()) to.push_back(variable);
}

bool Contains(const std::vector<Variable>& variables, Variable variable) {
  return std::find(variables.begin(), variables.end(), variable) != variables.end();
}

bool HasAggregate(const Term& term) {
  if (term.kind == Term::Kind::kAggregate) return true;
  return std::any_of(term.operands.begin(), term.operands.end(), HasAggregate);
}

std::vector<const Aggregate*> Aggregates(const Formula& compare) {
  std::vector<const Aggregate*> found;
  auto visit = [&](auto&& self, const Term& term) -> void {
    if (term.aggregate) found.push_back(term.aggregate.get());
    for (const Term& operand : term.operands) self(self, operand);
  };
  for (const Term& term : compare.terms) visit(visit, term);
  return found;
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

Term Replace(const Term& term, const Aggregate* aggregate, Variable variable) {
  if (term.aggregate.get() == aggregate) return Term::Var(variable);
  Term result = term;
  for (Term& operand : result.operands) operand = Replace(operand, aggregate, variable);
  return result;
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

// --- Leaves ------------------------------------------------------------------------------------------------

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

// --- Time ----------------------------------------------------------------------------------------------------

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

Lowered Lowering::LowerSince(const Formula& formula, Mode mode) {
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
  const core::NodeId node =
      formula.kind == Formula::Kind::kSince
          ? plan_->Since(hold.node, negated, start.node, std::move(on), formula.metric, formula.origin)
          : plan_->Until(hold.node, negated, start.node, std::move(on), formula.metric, formula.origin);
  return {node, start.columns};
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
    case Formula::Kind::kEventually: {
      Lowered inner = LowerStandalone(formula.children[0], mode);
      return Lowered{plan_->Eventually(inner.node, formula.metric, formula.origin), inner.columns};
    }
    case Formula::Kind::kPrevious: {
      Lowered inner = LowerStandalone(formula.children[0], mode);
      return Lowered{plan_->Previous(inner.node, formula.origin), inner.columns};
    }
    case Formula::Kind::kSince:
    case Formula::Kind::kUntil:
      return LowerSince(formula, mode);
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

// --- Comparison and aggregates -------------------------------------------------------------------------------

// An aggregate over what is uncertain has a range: in every world its value lies from the least to the most. A term over
// ranges is taken at their ends. A comparison certainly holds if it does at all ends, and possibly if it does at some; what
// lies between the ends counts, too, so that equality is two comparisons.
Lowered Lowering::LowerCompare(const Formula& compare, const Lowered& current, Mode mode) {
  Lowered over = current;
  std::vector<std::pair<Term, Term>> ends{{compare.terms[0], compare.terms[1]}};
  std::vector<Variable> results;
  // The values of aggregates are no variables of the formula: where they change, it may go on holding.
  const auto without_results = [&](const Lowered& in) {
    std::vector<Variable> visible = in.columns;
    std::erase_if(visible, [&](Variable variable) { return Contains(results, variable); });
    return Project(in, visible);
  };
  for (const Aggregate* aggregate : Aggregates(compare)) {
    std::vector<Variable> range{NewVariable(" aggregate", core::Kind::kNumber)};
    if (IsUncertain(aggregate->where)) {
      range.push_back(NewVariable(" aggregate", core::Kind::kNumber));
      over = LowerRange(*aggregate, over, mode, range[0], range[1]);
    } else {
      over = LowerAggregate(*aggregate, over, mode, range[0]);
    }
    results.insert(results.end(), range.begin(), range.end());
    std::vector<std::pair<Term, Term>> more;
    for (const auto& [left, right] : ends) {
      for (const Variable end : range) {
        more.emplace_back(Replace(left, aggregate, end), Replace(right, aggregate, end));
      }
    }
    ends = std::move(more);
  }
  const auto for_all_ends = [&](core::Comparison comparison, bool all) {
    std::optional<Scalar> condition;
    for (const auto& [left, right] : ends) {
      Scalar one = Scalar::Compare(comparison, ToScalar(left, over), ToScalar(right, over));
      if (!condition) {
        condition = std::move(one);
      } else {
        condition = all ? Scalar::And(std::move(*condition), one) : Scalar::Or(std::move(*condition), one);
      }
    }
    return std::move(*condition);
  };
  const bool is_certain = mode.layer != Layer::kPossible;
  using core::Comparison;
  for (const bool variable_is_left : {true, false}) {
    const auto variable_of = [&](const auto& sides) { return variable_is_left ? sides.first : sides.second; };
    const auto value_of = [&](const auto& sides) { return variable_is_left ? sides.second : sides.first; };
    const Term variable = variable_of(ends.front());
    if (compare.comparison != Comparison::kEqual || variable.kind != Term::Kind::kVariable ||
        over.ColumnOf(variable.variable)) {
      continue;
    }
    std::vector<Lowered> values;
    for (const auto& sides : ends) {
      values.push_back(without_results(Add(over, variable.variable, ToScalar(value_of(sides), over))));
      if (!is_certain || ends.size() == 1) continue;
      // Certain is only what is the same at all ends.
      std::optional<Scalar> same;
      for (const auto& others : ends) {
        Scalar one = Scalar::Compare(Comparison::kEqual, ToScalar(value_of(sides), over),
                                     ToScalar(value_of(others), over));
        same = same ? Scalar::And(std::move(*same), one) : std::move(one);
      }
      return without_results(
          Add(Select(over, std::move(*same)), variable.variable, ToScalar(value_of(sides), over)));
    }
    return UnionOf(std::move(values));
  }
  std::optional<Scalar> condition;
  if (ends.size() == 1) {
    condition = for_all_ends(compare.comparison, true);
  } else if (is_certain && compare.comparison == Comparison::kNotEqual) {
    condition = Scalar::Or(for_all_ends(Comparison::kLess, true), for_all_ends(Comparison::kGreater, true));
  } else if (!is_certain && compare.comparison == Comparison::kEqual) {
    condition = Scalar::And(for_all_ends(Comparison::kLessEqual, false),
                            for_all_ends(Comparison::kGreaterEqual, false));
  } else {
    condition = for_all_ends(compare.comparison, is_certain);
  }
  return without_results({plan_->Select(over.node, std::move(*condition), compare.origin), over.columns});
}

Lowered Lowering::GuardOf(const Aggregate& aggregate, const Lowered& current) {
  std::vector<Variable> correlated;
  for (Variable variable : FreeVariables(aggregate.where)) {
    if (current.ColumnOf(variable)) correlated.push_back(variable);
  }
  return correlated.empty() ? Unit() : Project(current, correlated);
}

Lowered Lowering::LowerAggregate(const Aggregate& aggregate, const Lowered& current, Mode mode,
                                 Variable result) {
  const Lowered guard = GuardOf(aggregate, current);
  const Counted rows = RowsOf(aggregate, guard, mode);
  const Lowered totals = TotalsOf(rows, aggregate.function, result);
  if (!IsZeroWhenEmpty(aggregate) || !aggregate.per.empty()) return Join(current, totals);
  return Join(current, OrZero(totals, guard, result));
}

bool Lowering::IsZeroWhenEmpty(const Aggregate& aggregate) {
  return aggregate.function == core::Aggregation::kCount || aggregate.function == core::Aggregation::kSum;
}

// The rows that an aggregate is over, and apart for what.
Lowering::Counted Lowering::RowsOf(const Aggregate& aggregate, const Lowered& guard, Mode mode) {
  Counted counted{LowerWithin(aggregate.where, guard, mode), guard.columns, std::nullopt};
  Lowered& rows = counted.rows;
  if (aggregate.of && aggregate.of->kind == Term::Kind::kVariable) {
    counted.value = aggregate.of->variable;
  } else if (aggregate.of) {
    counted.value = NewVariable(" value", KindOf(*aggregate.of));
    rows = Add(rows, *counted.value, ToScalar(*aggregate.of, rows));
  }
  if (aggregate.period) rows.node = plan_->Lasting(rows.node, *aggregate.period);
  for (Variable variable : aggregate.per) AddUnique(counted.group, variable);
  return counted;
}

// For each group with rows, the number that the function makes of them.
Lowered Lowering::TotalsOf(const Counted& counted, core::Aggregation function, Variable result) {
  std::vector<int> group_columns;
  for (Variable variable : counted.group) group_columns.push_back(*counted.rows.ColumnOf(variable));
  const int value_column = counted.value ? *counted.rows.ColumnOf(*counted.value) : 0;
  Lowered totals{plan_->Aggregate(counted.rows.node, group_columns, function, value_column), counted.group};
  const size_t last = counted.group.size();
  totals.columns.push_back(result);
  if (plan_->schema(totals.node)[last] == core::Kind::kInteger) {
    std::vector<Scalar> columns;
    for (size_t i = 0; i < last; ++i) columns.push_back(Scalar::Column(static_cast<int>(i)));
    columns.push_back(Scalar::Convert(Scalar::Column(static_cast<int>(last)), core::Kind::kNumber));
    totals.node = plan_->Map(totals.node, std::move(columns));
  }
  return totals;
}

// The totals, and zero for the groups that have none.
Lowered Lowering::OrZero(const Lowered& totals, const Lowered& groups, Variable result) {
  const Lowered empty = Except(groups, Project(totals, groups.columns));
  return UnionOf({totals, Add(empty, result, Scalar::Constant(0, core::Kind::kNumber))});
}

// The least and the most that an aggregate over uncertain rows may be, where it is defined: of the certain layer, in every
// world; of the possible one, in some. Rows that are possible and not certain may be counted or not.
Lowered Lowering::LowerRange(const Aggregate& aggregate, const Lowered& current, Mode mode, Variable least,
                             Variable most) {
  using core::Aggregation;
  const Lowered guard = GuardOf(aggregate, current);
  const Counted certain = RowsOf(aggregate, guard, {Layer::kCertain, nullptr});
  const Counted possible = RowsOf(aggregate, guard, {Layer::kPossible, nullptr});
  const std::vector<Variable>& group = certain.group;
  const bool is_always_defined = IsZeroWhenEmpty(aggregate) && aggregate.per.empty();
  const Counted& defined = mode.layer == Layer::kPossible ? possible : certain;
  const Lowered groups = is_always_defined ? guard : Project(defined.rows, group);
  // What one of the ends is, where it can be said, and what it is otherwise.
  const auto or_else = [&](const Lowered& first, const Lowered& second, Variable result) {
    const Lowered missing = Except(groups, Project(first, group));
    std::vector<Variable> columns = group;
    columns.push_back(result);
    return UnionOf({Project(first, columns), Project(Join(missing, second), columns)});
  };
  const auto total = [&](const Counted& rows, Aggregation function, Variable result) {
    return TotalsOf(rows, function, result);
  };
  Lowered low, high;
  switch (aggregate.function) {
    case Aggregation::kCount:
      low = OrZero(Join(groups, total(certain, Aggregation::kCount, least)), groups, least);
      high = OrZero(Join(groups, total(possible, Aggregation::kCount, most)), groups, most);
      break;
    case Aggregation::kSum: {
      // What adds to the sum counts toward the most if it is possible, what takes from it toward the least.
      const auto part = [&](const Counted& rows, core::Comparison sign, Variable result) {
        Counted of_sign = rows;
        const Scalar zero = Scalar::Constant(0, KindOf(Term::Var(*rows.value)));
        of_sign.rows =
            Select(rows.rows, Scalar::Compare(sign, Scalar::Column(*rows.rows.ColumnOf(*rows.value)), zero));
        return OrZero(Join(groups, total(of_sign, Aggregation::kSum, result)), groups, result);
      };
      const auto sum = [&](const Counted& gains, const Counted& losses, Variable result) {
        const Variable gain = NewVariable(" gain", core::Kind::kNumber);
        const Variable loss = NewVariable(" loss", core::Kind::kNumber);
        const Lowered both = Join(part(gains, core::Comparison::kGreaterEqual, gain),
                                  part(losses, core::Comparison::kLess, loss));
        std::vector<Variable> columns = group;
        columns.push_back(result);
        return Project(
            Add(both, result,
                Scalar::Add(Scalar::Column(*both.ColumnOf(gain)), Scalar::Column(*both.ColumnOf(loss)))),
            columns);
      };
      low = sum(certain, possible, least);
      high = sum(possible, certain, most);
      break;
    }
    case Aggregation::kMax:
      low =
          or_else(total(certain, Aggregation::kMax, least), total(possible, Aggregation::kMin, least), least);
      high = total(possible, Aggregation::kMax, most);
      break;
    case Aggregation::kMin:
      low = total(possible, Aggregation::kMin, least);
      high = or_else(total(certain, Aggregation::kMin, most), total(possible, Aggregation::kMax, most), most);
      break;
    case Aggregation::kAverage:
    case Aggregation::kMedian: {
      // Where all rows are certain, it is what it is.
      const Variable in_all = NewVariable(" count", core::Kind::kNumber);
      const Variable in_some = NewVariable(" count", core::Kind::kNumber);
      const Lowered counts =
          Join(total(certain, Aggregation::kCount, in_all), total(possible, Aggregation::kCount, in_some));
      const Lowered settled = Project(
          Select(counts, Scalar::Compare(core::Comparison::kEqual, Scalar::Column(*counts.ColumnOf(in_all)),
                                         Scalar::Column(*counts.ColumnOf(in_some)))),
          group);
      const auto end = [&](Aggregation otherwise, Variable result) {
        return or_else(Join(settled, total(possible, aggregate.function, result)),
                       total(possible, otherwise, result), result);
      };
      low = end(Aggregation::kMin, least);
      high = end(Aggregation::kMax, most);
      break;
    }
  }
  return Join(Join(Join(current, groups), low), high);
}

}  // namespace casus::law
