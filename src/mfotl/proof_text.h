#pragma once

// Writes proofs, for people as a short argument, for programs as JSON (docs/monitoring.md has the form).
//
//   who = "Cid", because
//     enter("Cid")  @7200 (time point 2)
//     no pass("Cid", h)  @0 – @7200 (time points 0 – 2)
//
// The argument leaves out what goes without saying: a conjunction is its parts, a disjunction the one that holds, a
// witness is seen from its event. Of many rows or cases the first few are shown. The JSON has every step.

#include <string>

#include "mfotl/proof_lines.h"

namespace casus::mfotl {

class ProofText {
 public:
  ProofText(const Policy& policy, const std::vector<VariableId>& answer, const base::SymbolTable& symbols,
            const TraceIndex& index)
      : policy_(policy), answer_(answer), lines_(policy, symbols, index), index_(index) {}

  // No proof (null): says so.
  void Write(const Proof* proof, std::span<const core::Value> row, Pen& pen);
  void WriteJson(const Proof* proof, std::span<const core::Value> row, Pen& pen);

 private:
  static constexpr size_t kFew = 6;  // rows and cases that are shown

  // What stands before an argument: "y = 3: ", "any other y: ", "at @7 (time point 2): ", one after another.
  struct Prefix {
    const Prefix* before = nullptr;
    std::span<const Binding> bindings;
    std::span<const VariableId> others;
    const ProofStep* place = nullptr;
  };

  void Bind(std::span<const core::Value> row);
  void Put(const Prefix* prefix, Pen& pen) const;
  void HeadLine(size_t depth, const Prefix* prefix, Pen& pen) const;
  void More(size_t depth, size_t count, Pen& pen) const;
  void Leaf(const Proof& proof, const ProofStep& step, size_t depth, const Prefix* prefix, Pen& pen) const;
  void Step(const Proof& proof, ProofId id, size_t depth, const Prefix* prefix, Pen& pen);
  // The premises one under another, each with its place if that is not seen from it.
  void Parts(const Proof& proof, const ProofStep& step, size_t depth, Pen& pen);
  void Cases(const Proof& proof, const ProofStep& step, size_t depth, const Prefix* prefix, Pen& pen);
  void Aggregate(const Proof& proof, const ProofStep& step, size_t depth, const Prefix* prefix, Pen& pen);
  void Rows(const Proof& proof, const ProofStep& aggregate, const ProofStep& cases, size_t depth,
            size_t& shown, Pen& pen);
  void Json(const Proof& proof, ProofId id, Pen& pen);
  void JsonCase(const Proof& proof, const ProofCase& one, Pen& pen);
  // In quotes, what `say` writes.
  template <typename Say>
  void JsonWords(Say say, Pen& pen);

  const Policy& policy_;
  const std::vector<VariableId>& answer_;
  ProofLines lines_;
  const TraceIndex& index_;
  std::vector<Binding> bindings_;  // of the verdict
  std::string words_;
};

}  // namespace casus::mfotl
