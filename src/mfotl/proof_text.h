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
  void Write(const Proof* proof, std::span<const core::Value> row, std::string& output);
  void WriteJson(const Proof* proof, std::span<const core::Value> row, std::string& output);

 private:
  static constexpr size_t kFew = 6;  // rows and cases that are shown

  std::vector<Binding> Bindings(std::span<const core::Value> row) const;
  void Step(const Proof& proof, ProofId id, size_t depth, const std::string& prefix, std::string& output);
  void Cases(const Proof& proof, const ProofStep& step, size_t depth, const std::string& prefix,
             std::string& output);
  void Rows(const Proof& proof, const ProofStep& aggregate, const ProofStep& cases, size_t depth,
            size_t& shown, std::string& output);
  void Json(const Proof& proof, ProofId id, std::string& output);

  const Policy& policy_;
  const std::vector<VariableId>& answer_;
  ProofLines lines_;
  const TraceIndex& index_;
};

}  // namespace casus::mfotl
