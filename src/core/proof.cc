#include "core/proof.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "core/hash_index.h"

namespace casus::core {

size_t Prover::ClaimHash::operator()(const Claim& claim) const {
  uint64_t hash = Mix(static_cast<uint64_t>(claim.node), claim.holds ? 1 : 0);
  hash = Mix(Mix(hash, static_cast<uint64_t>(claim.span.begin)), static_cast<uint64_t>(claim.span.end));
  for (const std::optional<Value>& value : claim.pattern) {
    hash = Mix(hash, value ? static_cast<uint64_t>(*value) : 0x5bd1e9955bd1e995);
  }
  return hash;
}

Prover::Prover(const Evaluation& evaluation)
    : evaluation_(evaluation), rules_(evaluation), dependencies_(evaluation.dependencies()) {}

ProofId Prover::Prove(NodeId node, std::span<const Value> row, Moment moment) {
  const NodeId resolved = evaluation_.plan().Resolve(node);
  CHECK(rules_.Holds(resolved, row, moment)) << "a proof of what is not so";
  return Intern(HoldsClaim(resolved, row, {moment, moment + 1}));
}

ProofId Prover::ProveAbsent(NodeId node, Pattern pattern, Moment moment) {
  const NodeId resolved = evaluation_.plan().Resolve(node);
  CHECK(pattern.size() == evaluation_.plan().schema(resolved).size()) << "a pattern of another schema";
  CHECK(rules_.Candidates(resolved, pattern, {moment, moment + 1}).empty()) << "a proof of what is not so";
  return Intern(AbsentClaim(resolved, std::move(pattern), {moment, moment + 1}));
}

const ProofStep& Prover::Step(ProofId id) {
  const auto index = static_cast<size_t>(id);
  CHECK(index < steps_.size()) << "proof " << index << " of " << steps_.size();
  if (!is_explained_[index]) Explain(id);
  return steps_[index];
}

ProofId Prover::Intern(Claim claim) {
  const auto [entry, is_new] = ids_.try_emplace(claim, static_cast<ProofId>(steps_.size()));
  if (is_new) {
    steps_.push_back({.claim = std::move(claim), .premises = {}, .fact = {}});
    is_explained_.push_back(false);
  }
  return entry->second;
}

void Prover::Explain(ProofId id) {
  const Claim claim = steps_[static_cast<size_t>(id)].claim;
  if (claim.holds) {
    Fill(id, ExplainHolds(claim));
  } else if (IsRecursiveAbsence(claim)) {
    ExplainAbsences(id);
  } else {
    Fill(id, rules_.WhyAbsent(claim.node, claim.pattern, claim.span));
  }
}

void Prover::Fill(ProofId id, Inference inference) {
  std::vector<ProofId> premises;
  for (Claim& premise : inference.premises) premises.push_back(Intern(std::move(premise)));
  ProofStep& step = steps_[static_cast<size_t>(id)];
  step.reason = inference.reason;
  step.premises = std::move(premises);
  step.fact = inference.fact;
  step.others = inference.others;
  is_explained_[static_cast<size_t>(id)] = true;
}

// A claim about a span is shown for its last moment, unless one fact says all of it.
Inference Prover::ExplainHolds(const Claim& claim) {
  std::vector<Value> row;
  for (const std::optional<Value>& value : claim.pattern) row.push_back(*value);
  const Moment t = claim.span.end - 1;
  const uint32_t unit = dependencies_.units.of[static_cast<size_t>(claim.node)];
  Inference inference;
  if (dependencies_.is_group[unit]) {
    const Derivations& derivations = DerivationsOf(unit, t);
    const auto found = derivations.find({claim.node, row});
    if (found == derivations.end()) {
      inference.reason = Reason::kCutOff;
    } else {
      inference = found->second;
    }
  } else {
    inference = *rules_.WhyHolds(claim.node, row, t, [](NodeId, std::span<const Value>) { return true; });
  }
  const bool is_one_fact =
      inference.fact && evaluation_.FactInterval(claim.node, *inference.fact).begin <= claim.span.begin;
  if (!is_one_fact) inference.others += static_cast<size_t>(t - claim.span.begin);
  return inference;
}

// Rows are explained as soon as what they need is; a row that is never reached was left out of an endless
// recursion.
const Prover::Derivations& Prover::DerivationsOf(uint32_t unit, Moment t) {
  const auto [entry, is_new] = derivations_.try_emplace({unit, t});
  Derivations& derivations = entry->second;
  if (!is_new) return derivations;
  const auto is_usable = [&](NodeId node, std::span<const Value> row) {
    if (dependencies_.units.of[static_cast<size_t>(node)] != unit) return true;
    return derivations.contains({node, {row.begin(), row.end()}});
  };
  bool has_grown = true;
  while (has_grown) {
    has_grown = false;
    for (const uint32_t member : dependencies_.units.members[unit]) {
      const auto node = static_cast<NodeId>(member);
      const Relation& relation = evaluation_.Of(node);
      for (size_t i = 0; i < relation.size(); ++i) {
        if (!relation.HoldsAt(i, t)) continue;
        const std::span<const Value> row = relation.Row(i);
        if (derivations.contains({node, {row.begin(), row.end()}})) continue;
        std::optional<Inference> inference = rules_.WhyHolds(node, row, t, is_usable);
        if (!inference) continue;
        derivations.emplace(std::pair(node, std::vector<Value>(row.begin(), row.end())),
                            std::move(*inference));
        has_grown = true;
      }
    }
  }
  return derivations;
}

bool Prover::IsRecursiveAbsence(const Claim& claim) const {
  const uint32_t component = dependencies_.components.of[static_cast<size_t>(claim.node)];
  return !claim.holds && IsCyclic(dependencies_.graph, dependencies_.components, component);
}

void Prover::ExplainAbsences(ProofId root) {
  struct Visit {
    ProofId id;
    Inference inference;
    size_t next;  // premise
    bool by_induction;
  };
  std::vector<Visit> path;
  // Of the claims on the path, the spans for each node and pattern.
  boost::unordered_flat_map<Claim, std::vector<base::Interval>, ClaimHash> open;
  const auto without_span = [](Claim claim) {
    claim.span = {0, 0};
    return claim;
  };
  size_t searched = 0;
  const auto enter = [&](ProofId id) {
    const Claim& claim = steps_[static_cast<size_t>(id)].claim;
    open[without_span(claim)].push_back(claim.span);
    Visit visit = {id, rules_.WhyAbsent(claim.node, claim.pattern, claim.span), 0, false};
    if (++searched > kMaxSearch) {
      visit.inference = {};
      visit.inference.reason = Reason::kCutOff;
    }
    path.push_back(std::move(visit));
  };
  const auto is_open = [&](const Claim& claim) {
    const auto found = open.find(without_span(claim));
    if (found == open.end()) return false;
    return std::any_of(found->second.begin(), found->second.end(), [&](const base::Interval& span) {
      return span.begin <= claim.span.begin && claim.span.end <= span.end;
    });
  };
  enter(root);
  while (!path.empty()) {
    Visit& visit = path.back();
    if (visit.next < visit.inference.premises.size()) {
      const Claim& premise = visit.inference.premises[visit.next];
      if (!IsRecursiveAbsence(premise)) {
        ++visit.next;
      } else if (is_open(premise)) {
        visit.by_induction = true;
        visit.inference.premises.erase(visit.inference.premises.begin() +
                                       static_cast<std::ptrdiff_t>(visit.next));
      } else {
        ++visit.next;
        const ProofId id = Intern(premise);
        if (!is_explained_[static_cast<size_t>(id)]) enter(id);
      }
      continue;
    }
    const ProofId id = visit.id;
    steps_[static_cast<size_t>(id)].by_induction = visit.by_induction;
    Inference inference = std::move(visit.inference);
    path.pop_back();
    open[without_span(steps_[static_cast<size_t>(id)].claim)].pop_back();
    Fill(id, std::move(inference));
  }
}

}  // namespace casus::core
