#pragma once

// What the steps of a proof say, in words: "no Q(3)", "5123 > 2000".
//
// Follows the values that variables have on the way from the root of a proof to its leaves.

#include <string>
#include <vector>

#include "base/symbol.h"
#include "mfotl/proof.h"

namespace casus::mfotl {

class ProofLines {
 public:
  // All must outlive it.
  ProofLines(const Policy& policy, const base::SymbolTable& symbols, const TraceIndex& index);

  // Where values are known while a part of a proof is written.
  class Scope {
   public:
    Scope(ProofLines& lines, std::span<const Binding> bindings);
    // Of the body of a definition, for the atom of the step.
    Scope(ProofLines& lines, const ProofStep& definition);
    ~Scope();
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    ProofLines& lines_;
    std::vector<std::pair<VariableId, std::optional<std::string>>> before_;
  };

  // What a step without premises says; of others the claim, where that is short.
  std::string Say(const Proof& proof, const ProofStep& step) const;
  // "@7200 (time point 2)", "@0 – @7200 (time points 0 – 2)"
  std::string Where(Point from, Point through) const;
  std::string Value(core::Value value, Type type) const;
  // "who = "Cid", n = 3"
  std::string Say(std::span<const Binding> bindings) const;
  // "m", "m, n"
  std::string Names(std::span<const VariableId> variables) const;

 private:
  std::string Say(const Term& term, bool is_part = false) const;
  std::string Atom(const Formula& atom) const;
  std::string Event(const Formula& atom, std::span<const core::Value> row) const;
  std::string Comparison(const Formula& formula, bool is_negated) const;
  std::string Aggregate(const Proof& proof, const ProofStep& step) const;
  std::string Stamp(Point point) const;

  const Policy& policy_;
  const base::SymbolTable& symbols_;
  const TraceIndex& index_;
  std::vector<std::optional<std::string>> known_;  // by variable, in words
};

// How many rows an aggregation is over.
size_t CountRows(const Proof& proof, const ProofStep& aggregate);

// "[0,10]"
std::string Say(const Interval& interval);

}  // namespace casus::mfotl
