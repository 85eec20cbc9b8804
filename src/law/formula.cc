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

void AddUnique(std::vector<Variable>& to, Variable variable) {
  if (std::find(to.begin(), to.end(), variable) == to.end()) to.push_back(variable);
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

void CollectPredicates(const Formula& formula, std::vector<PredicateId>& to) {
  if (formula.kind == Formula::Kind::kAtom) to.push_back(formula.predicate);
  auto visit = [&](auto&& self, const Term& term) -> void {
    if (term.aggregate) CollectPredicates(term.aggregate->where, to);
    for (const Term& operand : term.operands) self(self, operand);
  };
  for (const Term& term : formula.terms) visit(visit, term);
  for (const Formula& child : formula.children) CollectPredicates(child, to);
}

}  // namespace casus::law
