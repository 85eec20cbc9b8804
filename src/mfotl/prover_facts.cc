// What is known of each part of a formula before anything is proven: its free variables, how small a proof of it or of
// its negation can be, whether it looks elsewhere in time.

#include <algorithm>

#include "mfotl/prover.h"

namespace casus::mfotl {

using Kind = Formula::Kind;

namespace {

bool IsTemporal(Kind kind) {
  switch (kind) {
    case Kind::kPrevious:
    case Kind::kNext:
    case Kind::kOnce:
    case Kind::kHistorically:
    case Kind::kEventually:
    case Kind::kAlways:
    case Kind::kSince:
    case Kind::kUntil:
    case Kind::kMatchPast:
    case Kind::kMatchFuture:
    case Kind::kAggregate:
      return true;
    default:
      return false;
  }
}

void AddVariables(const Term& term, std::vector<VariableId>& variables) {
  if (term.kind == Term::Kind::kVariable) variables.push_back(term.variable);
  for (const Term& part : term.parts) AddVariables(part, variables);
}

void AddAll(const Formula& formula, std::vector<VariableId>& variables) {
  for (const Term& term : formula.terms) AddVariables(term, variables);
  variables.insert(variables.end(), formula.variables.begin(), formula.variables.end());
  for (const Formula& part : formula.parts) AddAll(part, variables);
}

void SortUnique(std::vector<VariableId>& variables) {
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
}

}  // namespace

Prover::Prover(const Policy& policy, const std::vector<VariableId>& answer, base::SymbolTable& symbols,
               TraceIndex& index)
    : policy_(policy), answer_(answer), index_(index), assignment_(policy, symbols) {
  for (const Definition& definition : policy.definitions) {
    Study(definition.body);
    inner_.emplace_back(definition.parameters);
    AddAll(definition.body, inner_.back());
    SortUnique(inner_.back());
  }
  Study(policy.formula);
}

// The aggregation is of an atom, or ONCE or EVENTUALLY of one, of variables and constants.
const Formula* Prover::RowsOf(const Formula& aggregate) const {
  Literal body = Peeled({&aggregate.parts[0]});
  if (body.formula->kind == Kind::kOnce || body.formula->kind == Kind::kEventually) {
    if (body.is_negated) return nullptr;
    body = Peeled({&body.formula->parts[0]});
  }
  const Formula& atom = *body.formula;
  if (body.is_negated || atom.kind != Kind::kAtom ||
      policy_.predicates[static_cast<size_t>(atom.predicate)].definition) {
    return nullptr;
  }
  const bool is_plain = std::all_of(atom.terms.begin(), atom.terms.end(), [](const Term& term) {
    return term.kind == Term::Kind::kWildcard || term.parts.empty();
  });
  return is_plain ? &atom : nullptr;
}

void Prover::Study(const Formula& formula) {
  Facts facts;
  for (const Term& term : formula.terms) AddVariables(term, facts.free);
  bool has_parts_in_time = false;
  uint32_t least[2][2] = {{1, 1}, {1, 1}};
  for (size_t i = 0; i < formula.parts.size(); ++i) {
    Study(formula.parts[i]);
    const Facts& part = facts_.at(&formula.parts[i]);
    if (formula.kind != Kind::kAggregate)
      facts.free.insert(facts.free.end(), part.free.begin(), part.free.end());
    has_parts_in_time = has_parts_in_time || part.has_time;
    std::copy_n(part.least, 2, least[std::min<size_t>(i, 1)]);
  }
  if (formula.kind == Kind::kAggregate) {
    facts.free = formula.group;
    facts.free.push_back(formula.result);
    facts.rows_of = RowsOf(formula);
  }
  SortUnique(facts.free);
  std::erase_if(facts.free, [&](VariableId variable) {
    return formula.kind != Kind::kAggregate &&
           std::find(formula.variables.begin(), formula.variables.end(), variable) != formula.variables.end();
  });
  const bool is_defined =
      formula.kind == Kind::kAtom && policy_.predicates[static_cast<size_t>(formula.predicate)].definition;
  const bool is_temporal = IsTemporal(formula.kind) || is_defined;
  facts.has_time = has_parts_in_time || is_temporal;
  facts.is_heavy = is_defined || (has_parts_in_time && is_temporal);
  const auto both = [&](int a, int b) { return 1 + least[0][a] + least[1][b]; };
  const auto one = [&](int a, int b) { return 1 + std::min(least[0][a], least[1][b]); };
  switch (formula.kind) {
    case Kind::kNot:
      facts.least[0] = least[0][1];
      facts.least[1] = least[0][0];
      break;
    case Kind::kAnd:
      facts.least[0] = both(0, 0);
      facts.least[1] = one(1, 1);
      break;
    case Kind::kOr:
      facts.least[0] = one(0, 0);
      facts.least[1] = both(1, 1);
      break;
    case Kind::kImplies:
      facts.least[0] = one(1, 0);
      facts.least[1] = both(0, 1);
      break;
    case Kind::kEquivalent:
      facts.least[0] = std::min(both(0, 0), both(1, 1));
      facts.least[1] = std::min(both(0, 1), both(1, 0));
      break;
    case Kind::kExists:
    case Kind::kForAll:
    case Kind::kOnce:
    case Kind::kEventually:
      facts.least[0] = 1 + least[0][0];
      facts.least[1] = formula.kind == Kind::kExists || formula.kind == Kind::kForAll ? 1 + least[0][1] : 1;
      break;
    case Kind::kPrevious:
    case Kind::kNext:
      facts.least[0] = 1 + least[0][0];
      break;
    case Kind::kSince:
    case Kind::kUntil:
      facts.least[0] = 1 + least[1][0];
      break;
    case Kind::kHistorically:
    case Kind::kAlways:
      facts.least[1] = 1 + least[0][1];
      break;
    default:
      break;
  }
  facts_[&formula] = std::move(facts);
}

}  // namespace casus::mfotl
