// Steps about all values, and about definitions.

#include <algorithm>

#include "tests/reference/proof_checker.h"

namespace casus::reference {

using mfotl::Binding;
using mfotl::Formula;
using mfotl::Literal;
using mfotl::Term;
using mfotl::VariableId;
using Kind = Formula::Kind;
using Step = mfotl::ProofStep;
using R = mfotl::Rule;

bool ProofChecker::Cases(const Step& step, const Values& values, Literal body,
                         const std::vector<VariableId>& variables, std::set<std::vector<core::Value>>* rows,
                         const std::vector<VariableId>& all) {
  if (!Premises(step, 1)) return false;
  const std::span<const VariableId> named = proof_->Variables(step);
  if (!std::equal(named.begin(), named.end(), variables.begin(), variables.end()))
    return Fail(step, "other variables");
  Others others{variables, {}};
  for (const mfotl::ProofCase& one : proof_->Cases(step)) {
    Values inner = values;
    std::map<VariableId, core::Value> listed;
    for (const Binding& binding : proof_->Bindings(one)) {
      if (std::find(variables.begin(), variables.end(), binding.variable) == variables.end()) {
        return Fail(step, "another variable");
      }
      if (!listed.emplace(binding.variable, binding.value).second) return Fail(step, "a variable twice");
      inner[binding.variable] = {binding.value, nullptr, binding.variable};
    }
    if (listed.empty()) return Fail(step, "a case of nothing");
    if (IsListed(others, listed)) return Fail(step, "a case twice");
    others.listed.push_back(listed);
    std::vector<VariableId> rest;
    for (const VariableId variable : variables) {
      if (!listed.contains(variable)) rest.push_back(variable);
    }
    const Step& below = proof_->Step(one.proof);
    if (!rest.empty()) {
      if (below.rule != R::kCases || !(below.literal == step.literal) || below.from != step.from ||
          below.through != step.through) {
        return Fail(step, "a case leaves variables open");
      }
      if (!Cases(below, inner, body, rest, rows, all)) return false;
    } else if (rows != nullptr && below.literal == WithoutNot(body)) {
      if (!Proves(one.proof, body, inner, step.from, step.through)) return false;
      std::vector<core::Value> row;
      for (const VariableId variable : all) row.push_back(*inner.at(variable).value);
      rows->insert(row);
    } else if (!Proves(one.proof, body.Negated(), inner, step.from, step.through)) {
      return false;
    }
  }
  Values inner = values;
  for (const VariableId variable : variables) inner[variable] = {std::nullopt, &others, variable};
  return Premise(step, 0, body.Negated(), inner, step.from, step.through);
}

bool ProofChecker::Definition(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  const bool no = step.literal.is_negated;
  if (f.kind != Kind::kAtom || !policy_.predicates[static_cast<size_t>(f.predicate)].definition) {
    return Fail(step, "nothing is defined");
  }
  if (!Premises(step, 1)) return false;
  const mfotl::Definition& definition =
      policy_.definitions[*policy_.predicates[static_cast<size_t>(f.predicate)].definition];
  Values inner;
  std::vector<VariableId> open;
  for (size_t i = 0; i < f.terms.size(); ++i) {
    const Term& term = f.terms[i];
    if (term.kind == Term::Kind::kWildcard) {
      open.push_back(definition.parameters[i]);
    } else if (term.kind == Term::Kind::kVariable) {
      const auto known = values.find(term.variable);
      if (known == values.end()) return Fail(step, "unknown values");
      inner[definition.parameters[i]] = known->second;
    } else {
      const Number number = Evaluate(term, values);
      if (!number.is_known || !number.value) return Fail(step, "unknown values");
      inner[definition.parameters[i]] = {number.value, nullptr, definition.parameters[i]};
    }
  }
  const Literal body{&definition.body};
  if (open.empty()) return Premise(step, 0, no ? body.Negated() : body, inner, step.from, step.through);
  const Step& below = proof_->Step(proof_->Premises(step)[0]);
  if (!(below.literal == step.literal) || below.from != step.from || below.through != step.through) {
    return Fail(step, "the open columns are not bound");
  }
  if (no) return below.rule == R::kCases && Cases(below, inner, body, open, nullptr, open);
  if (below.rule != R::kWitness) return Fail(step, "the open columns are not bound");
  return Rule(below, below.literal, inner);
}

}  // namespace casus::reference
