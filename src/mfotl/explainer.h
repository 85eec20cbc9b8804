#pragma once

// Keeps what proofs of verdicts need of a log, and writes them behind the verdicts.
//
//   Explainer explainer(policy, plan, symbols, form);
//   explainer.Append(chunk);               // before the engine takes it
//   explainer.Explain(row, point, pen);
//   explainer.Forget(decided);             // no verdict before that point is to come
//
// Proofs are made on demand, from the formula and the log; the engine knows nothing of them. What is kept are the events of
// the predicates that the formula has, each as far back as the formula looks for it from the verdicts that are still to
// come: all of them, if it looks back without end.

#include "mfotl/proof_text.h"
#include "mfotl/prover.h"
#include "mfotl/verdicts.h"

namespace casus::mfotl {

class Explainer {
 public:
  // All must outlive it.
  Explainer(const Policy& policy, const MonitorPlan& plan, base::SymbolTable& symbols, VerdictForm form);

  void Append(const core::TraceChunk& chunk) { index_.Append(chunk); }
  void Explain(std::span<const core::Value> row, Point point, Pen& pen);
  void Forget(Point decided);

  const TraceIndex& index() const { return index_; }
  void Save(core::ByteWriter& writer) const { index_.Save(writer); }
  void Load(core::ByteReader& reader) { index_.Load(reader); }

 private:
  void Need(const Formula& formula, Point point);

  const Policy& policy_;
  VerdictForm form_;
  TraceIndex index_;
  Prover prover_;
  ProofText text_;
  Point first_ = 0;                  // needed: the first stamp,
  std::vector<Point> first_needed_;  // and by predicate the first events
  std::vector<bool> is_followed_;    // by definition, of those that are recursive
};

}  // namespace casus::mfotl
