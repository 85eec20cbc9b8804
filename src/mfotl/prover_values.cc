// Proofs over values: witnesses, and refutations by cases. The idea is told in prover.cc.
//
// A row that a refutation notes may leave variables of the scope open: A(1, _) is noted for the scope x, y where only
// P(x) is denied. Its case then refutes the rest of the scope, with x = 1.

#include <algorithm>

#include "mfotl/prover.h"

namespace casus::mfotl {
namespace {

constexpr size_t kFewCandidates = 8;
constexpr int kMaxWitnesses = 16;  // that are compared

}  // namespace

uint32_t Prover::OpenScope(const std::vector<VariableId>& variables) {
  const uint32_t scope = scopes_++;
  ++open_scopes_;
  for (size_t i = 0; i < variables.size(); ++i) {
    assignment_[variables[i]] = {Assigned::State::kOther, scope, static_cast<uint32_t>(i), 0};
  }
  return scope;
}

void Prover::Collect(ProofId id, uint32_t scope, std::vector<Exclusion>& found) const {
  const auto [begin, end] = exclusions_of_[static_cast<size_t>(id)];
  for (uint32_t i = begin; i < end; ++i) {
    if (exclusions_[i].scope == scope) found.push_back(exclusions_[i]);
  }
  const ProofStep& step = proof_.Step(id);
  for (const ProofId premise : proof_.Premises(step)) Collect(premise, scope, found);
  for (const ProofCase& one : proof_.Cases(step)) Collect(one.proof, scope, found);
}

namespace {

// Whether everything that has the values of `special` has those of `general`.
template <typename Values>
bool IsCovered(const Values& special, const Values& general) {
  return std::includes(special.begin(), special.end(), general.begin(), general.end());
}

// Each once, and none that another one covers.
template <typename Exclusion>
void Reduce(std::vector<Exclusion>& exclusions) {
  std::sort(exclusions.begin(), exclusions.end());
  exclusions.erase(std::unique(exclusions.begin(), exclusions.end()), exclusions.end());
  const bool are_alike = std::all_of(exclusions.begin(), exclusions.end(), [&](const Exclusion& exclusion) {
    return exclusion.values.size() == exclusions[0].values.size();
  });
  if (are_alike) return;  // of one length, they may overlap, but none covers another
  std::vector<Exclusion> kept;
  for (const Exclusion& exclusion : exclusions) {
    const bool is_covered = std::any_of(exclusions.begin(), exclusions.end(), [&](const Exclusion& other) {
      return !(other == exclusion) && IsCovered(exclusion.values, other.values);
    });
    if (!is_covered) kept.push_back(exclusion);
  }
  exclusions = std::move(kept);
}

}  // namespace

bool Prover::ForEachCandidate(Literal body, const std::vector<VariableId>& variables, Point point,
                              size_t limit, const std::function<bool()>& use) {
  const uint32_t scope = OpenScope(variables);
  const size_t limit_before = std::exchange(candidate_limit_, limit);
  const Maybe refuted = From(body.Negated(), point, point, kAnyWeight);
  candidate_limit_ = limit_before;
  --open_scopes_;
  for (const VariableId variable : variables) assignment_.Open(variable);
  if (!refuted) return false;
  std::vector<Exclusion> candidates;
  Collect(refuted->id, scope, candidates);
  Reduce(candidates);
  for (const Exclusion& candidate : candidates) {
    std::vector<VariableId> rest;
    size_t next = 0;
    for (size_t i = 0; i < variables.size(); ++i) {
      if (next < candidate.values.size() && candidate.values[next].first == i) {
        assignment_.Bind(variables[i], candidate.values[next++].second);
      } else {
        rest.push_back(variables[i]);
      }
    }
    const bool stops = rest.empty() ? use() : ForEachCandidate(body, rest, point, limit, use);
    for (const VariableId variable : variables) assignment_.Open(variable);
    if (stops || effort_ > kMaxEffort) return true;
  }
  return false;
}

Prover::Maybe Prover::Witness(Literal owner, Literal body, const std::vector<VariableId>& variables,
                              Point from, Point through, uint32_t budget) {
  Maybe best;
  std::vector<Binding> bindings;
  int tried = 0;
  const uint32_t least = LeastOf(Peeled(body));
  const auto use = [&] {
    const uint32_t rest = best && best->through == through ? best->weight - 1 : budget - 1;
    const Maybe found = Far(body, from, through, rest);
    if (IsBetter(found, best, from)) {
      best = found;
      bindings.clear();
      for (const VariableId variable : variables) bindings.push_back({variable, assignment_[variable].value});
    }
    return found && ++tried >= kMaxWitnesses ? true
                                             : best && best->through == through && best->weight <= least;
  };
  for (const size_t limit : {kFewCandidates, size_t{0}}) {
    ForEachCandidate(body, variables, from, limit, use);
    if (best || effort_ > kMaxEffort) break;
  }
  if (!best) return std::nullopt;
  const Found found = Add(Rule::kWitness, owner, from, best->through);
  ProofStep& step = proof_.steps.back();
  step.weight += best->weight;
  step.cases_begin = static_cast<uint32_t>(proof_.case_pool.size());
  step.cases = 1;
  proof_.case_pool.push_back(
      {static_cast<uint32_t>(proof_.binding_pool.size()), static_cast<uint32_t>(bindings.size()), best->id});
  proof_.binding_pool.insert(proof_.binding_pool.end(), bindings.begin(), bindings.end());
  return Found{found.id, best->through, step.weight};
}

Prover::Maybe Prover::Cases(Literal owner, Literal body, const std::vector<VariableId>& variables, Point from,
                            Point through, uint32_t budget, bool wants_rows) {
  if (budget < 2) return std::nullopt;
  while (true) {
    const uint32_t scope = OpenScope(variables);
    const Maybe others = From(body.Negated(), from, through, budget - 1);
    --open_scopes_;
    for (const VariableId variable : variables) assignment_.Open(variable);
    if (!others) return std::nullopt;
    through = others->through;
    std::vector<Exclusion> exclusions;
    Collect(others->id, scope, exclusions);
    Reduce(exclusions);
    std::vector<ProofCase> cases;
    std::vector<Binding> bindings;
    uint32_t weight = 1 + proof_.Step(others->id).weight;
    bool is_shorter = false;
    for (const Exclusion& exclusion : exclusions) {
      ProofCase one{
          static_cast<uint32_t>(bindings.size()), static_cast<uint32_t>(exclusion.values.size()), {}};
      std::vector<VariableId> rest;
      size_t next = 0;
      for (size_t i = 0; i < variables.size(); ++i) {
        if (next < exclusion.values.size() && exclusion.values[next].first == i) {
          bindings.push_back({variables[i], exclusion.values[next].second});
          assignment_.Bind(variables[i], exclusion.values[next++].second);
        } else {
          rest.push_back(variables[i]);
        }
      }
      Maybe found;
      if (!rest.empty()) {
        found = Cases(owner, body, rest, from, through, kAnyWeight, wants_rows);
      } else {
        if (wants_rows) found = Whole(body, from, through, kAnyWeight);
        if (!found) found = Far(body.Negated(), from, through, kAnyWeight);
      }
      for (const VariableId variable : variables) assignment_.Open(variable);
      if (!found) return std::nullopt;
      if (found->through < through) {
        through = found->through;
        is_shorter = true;
        break;
      }
      one.proof = found->id;
      weight += found->weight;
      if (weight > budget) return std::nullopt;
      cases.push_back(one);
    }
    if (is_shorter) continue;
    Add(Rule::kCases, owner, from, through, {&*others, 1});
    ProofStep& step = proof_.steps.back();
    step.weight = weight;
    step.cases_begin = static_cast<uint32_t>(proof_.case_pool.size());
    step.cases = static_cast<uint32_t>(cases.size());
    for (ProofCase& one : cases) {
      one.bindings_begin += static_cast<uint32_t>(proof_.binding_pool.size());
      proof_.case_pool.push_back(one);
    }
    proof_.binding_pool.insert(proof_.binding_pool.end(), bindings.begin(), bindings.end());
    step.variables_begin = static_cast<uint32_t>(proof_.variable_pool.size());
    step.variables = static_cast<uint32_t>(variables.size());
    proof_.variable_pool.insert(proof_.variable_pool.end(), variables.begin(), variables.end());
    return Found{static_cast<ProofId>(proof_.steps.size() - 1), through, weight};
  }
}

}  // namespace casus::mfotl
