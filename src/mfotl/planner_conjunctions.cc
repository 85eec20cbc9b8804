// Plans conjunctions, literal by literal, and literals alone and beside a table: see the head of planner.cc.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "mfotl/planning.h"

namespace casus::mfotl {

using Kind = Formula::Kind;

namespace {

constexpr std::string_view kOrABound = "; or say how far back it looks, as in: ONCE[0,7d]";

}  // namespace

MaybeTable Planner::Conjoin(MaybeTable table, const std::vector<Literal>& literals) {
  const FlagScope repeats(repeats_, repeats_ && table.has_value());
  Columns kept = table ? table->columns : Columns();
  Columns reserved = kept;  // no bound variable may get in its own way
  for (const Literal literal : literals) {
    for (const VariableId variable : FreeVariables(literal)) AddTo(kept, variable);
  }
  std::vector<Literal> pending;
  for (const Literal literal : literals) Flatten(literal, pending, reserved);
  while (!pending.empty()) {
    if (!AddOne(table, pending)) return std::nullopt;
  }
  if (!table) table = Everything();
  Columns order;
  for (const VariableId variable : table->columns) {
    if (Has(kept, variable)) order.push_back(variable);
  }
  return ProjectTo(*table, order);
}

void Planner::Flatten(Literal literal, std::vector<Literal>& flat, Columns& reserved) {
  literal = Peeled(literal);
  const Shape shape = ShapeOf(literal);
  if (shape == Shape::kAll) {
    for (const Literal part : PartsOf(literal)) Flatten(part, flat, reserved);
    return;
  }
  const Columns& bound = literal.formula->variables;
  const bool is_free =
      std::none_of(bound.begin(), bound.end(), [&](VariableId v) { return Has(reserved, v); });
  if (shape == Shape::kExists && is_free) {
    reserved.insert(reserved.end(), bound.begin(), bound.end());
    Flatten(BodyOf(literal), flat, reserved);
    return;
  }
  flat.push_back(literal);
}

bool Planner::AddOne(MaybeTable& table, std::vector<Literal>& pending) {
  const auto take = [&](size_t i, std::optional<Table> extended) {
    table = std::move(extended);
    pending.erase(pending.begin() + static_cast<std::ptrdiff_t>(i));
    return true;
  };
  if (!table) {
    for (size_t i = 0; i < pending.size(); ++i) {
      if (ShapeOf(pending[i]) != Shape::kCondition && !FreeVariables(pending[i]).empty() &&
          IsSafe(pending[i])) {
        return take(i, Alone(pending[i]));
      }
    }
    table = Everything();
  }
  for (size_t i = 0; i < pending.size(); ++i) {
    if (ShapeOf(pending[i]) != Shape::kCondition) continue;
    MaybeTable extended = Tried([&] { return AddCondition(*table, pending[i]); });
    if (extended) return take(i, std::move(extended));
  }
  for (size_t i = 0; i < pending.size(); ++i) {
    if (ShapeOf(pending[i]) == Shape::kCondition) continue;
    if (!builder_.is_off() && !CanAdd(*table, pending[i])) continue;
    if (std::optional<Table> extended = Add(*table, pending[i])) return take(i, std::move(extended));
  }
  // None can: the obstacle of the first one counts, and of a condition only if there is nothing else.
  size_t worst = 0;
  while (worst + 1 < pending.size() && ShapeOf(pending[worst]) == Shape::kCondition) ++worst;
  Could([&] {
    return ShapeOf(pending[worst]) == Shape::kCondition ? AddCondition(*table, pending[worst])
                                                        : Add(*table, pending[worst]);
  });
  return false;
}

bool Planner::CanAdd(const Table& table, Literal literal) {
  return Could([&] { return Add({{}, table.columns}, literal); });
}

bool Planner::IsSafe(Literal literal) { return AreSafe({literal}); }

bool Planner::AreSafe(const std::vector<Literal>& literals) {
  const auto found = safe_.find(literals);
  if (found != safe_.end()) {
    if (!found->second.first) obstacle_ = found->second.second;
    return found->second.first;
  }
  const bool are_safe =
      Could([&] { return literals.size() == 1 ? Alone(literals[0]) : Conjoin(std::nullopt, literals); });
  safe_[literals] = {are_safe, obstacle_};
  return are_safe;
}

MaybeTable Planner::Alone(Literal literal) {
  const FlagScope repeats(repeats_, false);
  literal = Peeled(literal);
  switch (ShapeOf(literal)) {
    case Shape::kAll:
    case Shape::kExists:
      return Conjoin(std::nullopt, {literal});
    case Shape::kCondition:
      return AddCondition(Everything(), literal);
    case Shape::kAny:
      return AddBranches(std::nullopt, literal);
    case Shape::kSome:
      return Some(literal, Alone(BodyOf(literal)));
    case Shape::kAlways: {
      const Literal body = BodyOf(literal).Negated();
      if (literal.formula->interval.lower == 0 && IsSafe(body)) {
        const std::optional<Table> held = Alone(body);
        if (!IsFuture(literal)) {
          return Table{builder_.Throughout(held->node, MetricOf(literal.formula->interval)), held->columns};
        }
        return Add(*held, literal);
      }
      return Absent(Everything(), literal);
    }
    case Shape::kNone:
    case Shape::kAbsent:
      return Absent(Everything(), literal);
    case Shape::kOther:
      return Positive(*literal.formula, std::nullopt);
  }
  CHECK(false) << "shape of a literal";
}

MaybeTable Planner::Add(const Table& table, Literal literal) {
  literal = Peeled(literal);
  switch (ShapeOf(literal)) {
    case Shape::kCondition:
      return AddCondition(table, literal);
    case Shape::kAll:
      return Conjoin(table, {literal});
    case Shape::kAny:
      if (IsSafe(literal)) return Joined(table, *Alone(literal));
      return AddBranches(table, literal);
    case Shape::kNone:
    case Shape::kAbsent:
    case Shape::kAlways:
      return Absent(table, literal);
    case Shape::kExists:
    case Shape::kSome:
    case Shape::kOther:
      if (IsSafe(literal)) return Joined(table, *Alone(literal));
      return UnderGuard(table, literal);
  }
  CHECK(false) << "shape of a literal";
}

MaybeTable Planner::UnderGuard(const Table& table, Literal literal) {
  switch (ShapeOf(literal)) {
    case Shape::kExists:
      return Conjoin(table, {literal});
    case Shape::kSome: {
      Obstacle reason = obstacle_;
      const Literal sought = BodyOf(literal);
      if (!IsFuture(literal)) {
        const MaybeTable found = Tried([&] { return LookBack(table, *literal.formula, sought); });
        if (found) return found;
        if (WouldABoundDo(table, *literal.formula, sought)) reason.help += kOrABound;
      }
      const std::optional<Table> seen =
          Shifted(table, FreeVariables(literal), *literal.formula, IsFuture(literal));
      if (!seen) {
        if (!repeats_) obstacle_ = reason;
        return std::nullopt;
      }
      const std::optional<Table> some = Some(literal, Conjoin(seen, {sought}));
      if (!some) return std::nullopt;
      return Joined(table, *some);
    }
    case Shape::kOther: {
      const Kind kind = literal.formula->kind;
      const bool takes_guard = kind != Kind::kAggregate;
      if (!takes_guard) {
        Alone(literal);  // says why not
        return std::nullopt;
      }
      Obstacle reason = obstacle_;
      if (kind == Kind::kPrevious || kind == Kind::kSince) {
        const Literal sought{&literal.formula->parts[kind == Kind::kSince ? 1 : 0]};
        const MaybeTable found = Tried([&] { return LookBack(table, *literal.formula, sought); });
        if (found) return found;
        if (kind == Kind::kSince && !literal.formula->interval.upper) {
          if (WouldABoundDo(table, *literal.formula, sought)) reason.help += kOrABound;
          obstacle_ = reason;
          return std::nullopt;
        }
      }
      const std::optional<Table> extended = Positive(*literal.formula, table);
      if (!extended) {
        if (obstacle_.message.empty()) obstacle_ = reason;
        return std::nullopt;
      }
      return Joined(table, *extended);
    }
    default:
      CHECK(false) << "a literal that does not extend a table";
  }
}

MaybeTable Planner::AddBranches(const MaybeTable& table, Literal literal) {
  std::vector<Table> tables;
  for (const std::vector<Literal>& branch : BranchesOf(literal)) {
    const Literal first = Peeled(branch[0]);
    const bool is_never =
        branch.size() == 1 && first.formula->kind == Kind::kTruth && first.formula->truth == first.is_negated;
    if (is_never) continue;
    std::optional<Table> extended = Conjoin(table, branch);
    if (!extended) return std::nullopt;
    tables.push_back(std::move(*extended));
  }
  return UnitedBranches(tables, *literal.formula);
}

MaybeTable Planner::UnitedBranches(const std::vector<Table>& branches, const Formula& formula) {
  const Columns& columns = branches[0].columns;
  for (const Table& branch : branches) {
    Columns odd;
    for (const VariableId variable : branch.columns) {
      if (!Has(columns, variable)) odd.push_back(variable);
    }
    for (const VariableId variable : columns) {
      if (!Has(branch.columns, variable)) odd.push_back(variable);
    }
    if (odd.empty()) continue;
    return Fail(formula.operator_span,
                fmt::format("{} {} on one side only, so that the other side leaves {} open", NamesOf(odd),
                            odd.size() == 1 ? "stands" : "stand", odd.size() == 1 ? "it" : "them"),
                fmt::format("put a predicate that has {} before it, by AND", NamesOf(odd)));
  }
  return United(branches);
}

MaybeTable Planner::Absent(const Table& table, Literal literal) {
  const Columns& variables = FreeVariables(literal);
  for (const VariableId variable : variables) {
    if (Has(table.columns, variable)) continue;
    const diag::Span span = literal.formula->span;
    return Fail(span,
                fmt::format("this only takes away: nothing says which values `{}` has", NameOf(variable)),
                fmt::format("put a predicate that has `{}` before it, as in: P({}) AND NOT …",
                            NameOf(variable), NameOf(variable)));
  }
  if (ShapeOf(literal) == Shape::kAlways) return AddAlways(table, literal);
  const Literal denied = literal.Negated();  // kExists or kOther
  if (IsSafe(denied)) return Without(table, *Alone(denied));
  const Table seen = ProjectTo(table, variables);
  const std::optional<Table> held = UnderGuard(seen, denied);
  if (!held) return std::nullopt;
  return Without(table, ProjectTo(*held, variables));
}

MaybeTable Planner::Positive(const Formula& formula, const MaybeTable& guard) {
  switch (formula.kind) {
    case Kind::kAtom:
      return Atom(formula, guard);
    case Kind::kTimePoint:
      return FromColumns(formula, Clock(), guard);
    case Kind::kAggregate:
      return Aggregate(formula);
    case Kind::kPrevious:
    case Kind::kNext:
      return Neighbour(formula, guard);
    case Kind::kSince:
    case Kind::kUntil:
      return SinceUntil(formula, guard);
    case Kind::kMatchPast:
    case Kind::kMatchFuture:
      return Match(formula, guard);
    default:
      CHECK(false) << "a literal of this kind has another shape";
  }
}

}  // namespace casus::mfotl
