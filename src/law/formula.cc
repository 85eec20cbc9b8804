#include "law/formula.h"

#include <algorithm>
#include <utility>

namespace casus::law {
namespace {

Formula Connect(Formula::Kind kind, std::vector<Formula> children) {
  Formula result;
  result.kind = kind;
  for (Formula& child : children) {
    if (child.kind == kind) {
      for (Formula& grandchild : child.children) result.children.push_back(std::move(grandchild));
    } else if (child.kind != Formula::Kind::kTrue || kind == Formula::Kind::kOr) {
      result.children.push_back(std::move(child));
    }
  }
  if (result.children.size() == 1) {
    Formula only = std::move(result.children.front());
    return only;
  }
  if (result.children.empty()) return Formula::True();
  return result;
}

void Collect(const Formula& formula, std::vector<Variable>& to);

void Collect(const Term& term, std::vector<Variable>& to) {
  if (term.kind == Term::Kind::kVariable) AddUnique(to, term.variable);
  for (const Term& operand : term.operands) Collect(operand, to);
  if (term.aggregate) {
    if (term.aggregate->of) Collect(*term.aggregate->of, to);
    Collect(term.aggregate->where, to);
  }
}

void Collect(const Formula& formula, std::vector<Variable>& to) {
  for (const Term& term : formula.terms) Collect(term, to);
  Collect(formula.occurrence, to);
  for (const Formula& child : formula.children) Collect(child, to);
}

}  // namespace

void AddUnique(std::vector<Variable>& to, Variable variable) {
  if (std::find(to.begin(), to.end(), variable) == to.end()) to.push_back(variable);
}

bool Contains(const std::vector<Variable>& variables, Variable variable) {
  return std::find(variables.begin(), variables.end(), variable) != variables.end();
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

Formula Formula::And(std::vector<Formula> children) { return Connect(Kind::kAnd, std::move(children)); }

Formula Formula::Or(std::vector<Formula> children) { return Connect(Kind::kOr, std::move(children)); }

Formula Formula::Not(Formula child) {
  Formula result;
  result.kind = Kind::kNot;
  result.children.push_back(std::move(child));
  return result;
}

Formula Formula::Compare(core::Comparison comparison, Term left, Term right) {
  Formula result;
  result.kind = Kind::kCompare;
  result.comparison = comparison;
  result.terms.push_back(std::move(left));
  result.terms.push_back(std::move(right));
  return result;
}

Formula Formula::Once(Formula child, core::Metric metric) {
  Formula result;
  result.kind = Kind::kOnce;
  result.metric = metric;
  result.children.push_back(std::move(child));
  return result;
}

Formula Formula::Previous(Formula child) {
  Formula result;
  result.kind = Kind::kPrevious;
  result.children.push_back(std::move(child));
  return result;
}

Formula Formula::Begun(Formula child, Variable since) {
  Formula result;
  result.kind = Kind::kBegun;
  result.terms.push_back(Term::Var(since));
  result.children.push_back(std::move(child));
  return result;
}

std::vector<Variable> FreeVariables(const Formula& formula) {
  std::vector<Variable> variables;
  Collect(formula, variables);
  return variables;
}

std::vector<Variable> FreeVariables(const Term& term) {
  std::vector<Variable> variables;
  Collect(term, variables);
  return variables;
}

std::vector<const Formula*> Conjuncts(const Formula& formula) {
  std::vector<const Formula*> parts;
  if (formula.kind == Formula::Kind::kAnd) {
    for (const Formula& child : formula.children) parts.push_back(&child);
  } else if (formula.kind != Formula::Kind::kTrue) {
    parts.push_back(&formula);
  }
  return parts;
}

bool IsGenerator(const Formula& formula) {
  switch (formula.kind) {
    case Formula::Kind::kNot:
    case Formula::Kind::kCompare:
      return false;
    default:
      return true;
  }
}

void CollectBindable(const Formula& formula, std::vector<Variable>& to) {
  switch (formula.kind) {
    case Formula::Kind::kNot:
      return;
    case Formula::Kind::kCompare:
      if (formula.comparison == core::Comparison::kEqual) {
        for (const Term& term : formula.terms) {
          if (term.kind == Term::Kind::kVariable) AddUnique(to, term.variable);
        }
      }
      for (const Term& term : formula.terms) {
        if (term.aggregate) {
          for (Variable variable : term.aggregate->per) AddUnique(to, variable);
        }
      }
      return;
    case Formula::Kind::kOr: {
      std::vector<Variable> common;
      bool first = true;
      for (const Formula& child : formula.children) {
        std::vector<Variable> bound;
        CollectBindable(child, bound);
        if (first) {
          common = bound;
        } else {
          std::erase_if(common, [&](Variable variable) { return !Contains(bound, variable); });
        }
        first = false;
      }
      for (Variable variable : common) AddUnique(to, variable);
      return;
    }
    case Formula::Kind::kSince:
    case Formula::Kind::kUntil:
      CollectBindable(formula.children[1], to);
      return;
    case Formula::Kind::kElapsed:
    case Formula::Kind::kBegun:
      CollectBindable(formula.children[0], to);
      if (formula.kind == Formula::Kind::kBegun) AddUnique(to, formula.terms[0].variable);
      return;
    case Formula::Kind::kAtom:
      for (const Term& term : formula.terms) {
        if (term.kind == Term::Kind::kVariable) AddUnique(to, term.variable);
      }
      if (formula.occurrence.kind == Term::Kind::kVariable) AddUnique(to, formula.occurrence.variable);
      return;
    default:
      for (const Formula& child : formula.children) CollectBindable(child, to);
  }
}

std::vector<Variable> VisibleVariables(const std::vector<const Formula*>& parts) {
  std::vector<Variable> visible;
  for (const Formula* part : parts) CollectBindable(*part, visible);
  for (const Formula* part : parts) {
    if (IsGenerator(*part)) continue;
    for (Variable variable : FreeVariables(*part)) {
      const bool is_compared = part->kind == Formula::Kind::kCompare &&
                               std::any_of(part->terms.begin(), part->terms.end(), [&](const Term& term) {
                                 return term.kind == Term::Kind::kVariable && term.variable == variable;
                               });
      if (is_compared) AddUnique(visible, variable);
    }
  }
  return visible;
}

void CollectPredicates(const Formula& formula, std::vector<PredicateId>& to) {
  if (formula.kind == Formula::Kind::kAtom) to.push_back(formula.predicate);
  auto visit = [&](auto&& self, const Term& term) -> void {
    if (term.aggregate) CollectPredicates(term.aggregate->where, to);
    for (const Term& operand : term.operands) self(self, operand);
  };
  for (const Term& term : formula.terms) visit(visit, term);
  for (const Formula& child : formula.children) CollectPredicates(child, to);
}

bool LooksAhead(const Formula& formula) {
  if (formula.kind == Formula::Kind::kEventually || formula.kind == Formula::Kind::kUntil) return true;
  const std::vector<const Aggregate*> aggregates = Aggregates(formula);
  return std::any_of(aggregates.begin(), aggregates.end(),
                     [](const Aggregate* aggregate) { return LooksAhead(aggregate->where); }) ||
         std::any_of(formula.children.begin(), formula.children.end(), LooksAhead);
}

}  // namespace casus::law
