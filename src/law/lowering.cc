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

// A formula that must bind its own variables.
Lowered Lowering::LowerStandalone(const Formula& formula, Mode mode) {
  return LowerWithin(formula, DomainsOf(Conjuncts(formula)), mode);
}

// The entities over which variables of a conjunction range that none of its parts binds.
Lowered Lowering::DomainsOf(const std::vector<const Formula*>& parts) {
  Lowered guard = Unit();
  std::vector<Variable> bindable;
  for (const Formula* part : parts) CollectBindable(*part, bindable);
  for (Variable variable : VisibleVariables(parts)) {
    if (Contains(bindable, variable)) continue;
    const VariableInfo& info = variables_[static_cast<size_t>(variable)];
    if (info.type.of == lang::Type::Of::kEntity && info.kind == core::Kind::kSymbol) {
      guard = Join(guard, {nodes_->Domain(info), {variable}});
    }
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
  const Lowered start = LowerStandalone(formula.children[1], mode);
  Lowered hold = LowerStandalone(hold_formula, negated ? mode.Crossed() : mode);
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

Lowered Lowering::LowerConjunction(const std::vector<const Formula*>& parts, const Lowered& guard,
                                   Mode mode) {
  Lowered current = guard;
  std::vector<const Formula*> pending = parts;
  std::vector<Variable> bindable = guard.columns;
  for (const Formula* part : parts) CollectBindable(*part, bindable);

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
      if (!IsGenerator(**part)) continue;
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

Lowered Lowering::LowerCompare(const Formula& compare, const Lowered& current, Mode mode) {
  Lowered over = current;
  Term left = compare.terms[0];
  Term right = compare.terms[1];
  std::vector<Variable> results;
  // The values of aggregates are no variables of the formula: where they change, it may go on holding.
  auto without_results = [&](const Lowered& in) {
    std::vector<Variable> visible = in.columns;
    std::erase_if(visible, [&](Variable variable) { return Contains(results, variable); });
    return Project(in, visible);
  };
  for (const Aggregate* aggregate : Aggregates(compare)) {
    // A bound is met for certain if the end of the range that is nearer to it meets it.
    Mode range = mode;
    const bool alone_left = left.aggregate.get() == aggregate;
    const bool alone_right = right.aggregate.get() == aggregate;
    if (alone_left != alone_right) {
      core::Comparison comparison = compare.comparison;
      const bool grows =
          comparison == core::Comparison::kGreater || comparison == core::Comparison::kGreaterEqual;
      const bool shrinks =
          comparison == core::Comparison::kLess || comparison == core::Comparison::kLessEqual;
      if ((alone_left && shrinks) || (alone_right && grows)) range = mode.Crossed();
    }
    const Variable result = NewVariable(" aggregate", core::Kind::kNumber);
    results.push_back(result);
    over = LowerAggregate(*aggregate, over, range, result);
    left = Replace(left, aggregate, result);
    right = Replace(right, aggregate, result);
  }
  for (int side = 0; side < 2; ++side) {
    const Term& variable = side == 0 ? left : right;
    const Term& value = side == 0 ? right : left;
    if (compare.comparison == core::Comparison::kEqual && variable.kind == Term::Kind::kVariable &&
        !over.ColumnOf(variable.variable)) {
      return without_results(Add(over, variable.variable, ToScalar(value, over)));
    }
  }
  return without_results(
      {plan_->Select(over.node,
                     Scalar::Compare(compare.comparison, ToScalar(left, over), ToScalar(right, over)),
                     compare.origin),
       over.columns});
}

Lowered Lowering::LowerAggregate(const Aggregate& aggregate, const Lowered& current, Mode mode,
                                 Variable result) {
  std::vector<Variable> correlated;
  for (Variable variable : FreeVariables(aggregate.where)) {
    if (current.ColumnOf(variable)) correlated.push_back(variable);
  }
  const Lowered guard = correlated.empty() ? Unit() : Project(current, correlated);
  return Join(current, LowerAggregateLayer(aggregate, guard, mode, result));
}

Lowered Lowering::LowerAggregateLayer(const Aggregate& aggregate, const Lowered& guard, Mode mode,
                                      Variable result) {
  Lowered rows = LowerWithin(aggregate.where, guard, mode);
  Variable value = 0;
  if (aggregate.of) {
    if (aggregate.of->kind == Term::Kind::kVariable) {
      value = aggregate.of->variable;
    } else {
      value = NewVariable(" value", KindOf(*aggregate.of));
      rows = Add(rows, value, ToScalar(*aggregate.of, rows));
    }
  }
  if (aggregate.period) rows.node = plan_->Lasting(rows.node, *aggregate.period);
  std::vector<Variable> group = guard.columns;
  for (Variable variable : aggregate.per) AddUnique(group, variable);
  std::vector<int> group_columns;
  for (Variable variable : group) group_columns.push_back(*rows.ColumnOf(variable));
  const int value_column = aggregate.of ? *rows.ColumnOf(value) : 0;
  Lowered totals{plan_->Aggregate(rows.node, group_columns, aggregate.function, value_column), group};
  const size_t last = group.size();
  totals.columns.push_back(result);
  if (plan_->schema(totals.node)[last] == core::Kind::kInteger) {
    std::vector<Scalar> columns;
    for (size_t i = 0; i < last; ++i) columns.push_back(Scalar::Column(static_cast<int>(i)));
    columns.push_back(Scalar::Convert(Scalar::Column(static_cast<int>(last)), core::Kind::kNumber));
    totals.node = plan_->Map(totals.node, std::move(columns));
  }
  const bool zero_when_empty =
      aggregate.function == core::Aggregation::kCount || aggregate.function == core::Aggregation::kSum;
  if (!zero_when_empty || !aggregate.per.empty()) return totals;
  const Lowered empty = Except(guard, Project(totals, guard.columns));
  const Lowered zero = Add(empty, result, Scalar::Constant(0, core::Kind::kNumber));
  return UnionOf({totals, zero});
}

}  // namespace casus::law
