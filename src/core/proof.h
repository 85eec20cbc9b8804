#pragma once

// Proofs: why a row holds, and why it does not.
//
//   Prover prover(evaluation);
//   ProofId proof = prover.Prove(in_force, treaty, day);           // or ProveAbsent(in_force, {treaty}, day)
//   const ProofStep& step = prover.Step(proof);
//   step.claim                                                     // in_force(treaty) holds at [day, day +
//   1) for (ProofId premise : step.premises) ... prover.Step(premise) ...
//
// A proof is a node of a graph that all proofs of a prover share: one claim, one step. It is re-derived from
// the finished relations, and a step only when it is read, so that asking costs as much as is looked at. The
// graph has no cycles:
//
//  - A row that holds rests on earlier moments, or on earlier strata, or, in a recursion within the moment,
//  on rows that
//    are derived in fewer rounds. These rounds are found again for the moment in question (Zhao, Subotić,
//    Scholz 2020 record such ranks while evaluating, which would cost every run what only a proof needs).
//  - An absence may rest on itself: neither of two bodies is in force if each needs the other. Such absences
//    are true since nothing from outside supports any of them. They are found by a search from the absence
//    that is read; where the search comes back to a claim that it is about to explain, or to one that this
//    covers, the premise is left out and the step says so (by_induction).
//
// Not safe for use from several threads.

#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <map>
#include <vector>

#include "core/dependencies.h"
#include "core/inference.h"

namespace casus::core {

enum class ProofId : uint32_t {};

struct ProofStep {
  Claim claim;
  Reason reason = Reason::kPremises;
  std::vector<ProofId> premises;
  std::optional<size_t> fact;  // for kFact: its number among the facts of the input
  size_t others = 0;           // how many more premises, or moments, like the ones shown there are
  bool by_induction = false;   // a premise is left out that claims what is being explained, or a part of it
};

class Prover {
 public:
  // How many absences one search explains before it cuts the rest off.
  static constexpr size_t kMaxSearch = 20'000;

  // Requires that the evaluation has run and outlives the prover.
  explicit Prover(const Evaluation& evaluation);

  // Requires that the row holds at the moment.
  ProofId Prove(NodeId node, std::span<const Value> row, Moment moment);
  // Requires that no row of the pattern holds at the moment.
  ProofId ProveAbsent(NodeId node, Pattern pattern, Moment moment);

  // Valid as long as the prover.
  const ProofStep& Step(ProofId id);

  size_t size() const { return steps_.size(); }  // claims, read or not

 private:
  struct ClaimHash {
    size_t operator()(const Claim& claim) const;
  };

  // How the rows of a group follow from each other at a moment.
  using Derivations = std::map<std::pair<NodeId, std::vector<Value>>, Inference>;

  ProofId Intern(Claim claim);
  bool IsRecursiveAbsence(const Claim& claim) const;
  void Explain(ProofId id);
  Inference ExplainHolds(const Claim& claim);
  void ExplainAbsences(ProofId root);
  void Fill(ProofId id, Inference inference);
  const Derivations& DerivationsOf(uint32_t unit, Moment t);

  const Evaluation& evaluation_;
  InferenceRules rules_;
  const Dependencies& dependencies_;
  std::deque<ProofStep> steps_;
  std::vector<bool> is_explained_;
  boost::unordered_flat_map<Claim, ProofId, ClaimHash> ids_;
  std::map<std::pair<uint32_t, Moment>, Derivations> derivations_;  // by unit and moment
};

}  // namespace casus::core
