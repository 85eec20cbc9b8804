#pragma once

// What the steps of a proof say, in words: "no Q(3)", "5123 > 2000".
//
// Follows the values that variables have on the way from the root of a proof to its leaves. All is written by a pen, and
// nothing is made on the way.

#include <string>
#include <vector>

#include "base/symbol.h"
#include "mfotl/pen.h"
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
    size_t before_;  // how much was saved
  };

  // Whether there are words for the step.
  static bool HasWords(const ProofStep& step);
  // What a step without premises says; of others the claim, where that is short.
  void Say(const Proof& proof, const ProofStep& step, Pen& pen) const;
  // "@7200 (time point 2)", "@0 – @7200 (time points 0 – 2)"
  void Where(Point from, Point through, Pen& pen) const;
  void Value(core::Value value, Type type, Pen& pen) const;
  void JsonValue(core::Value value, Type type, Pen& pen) const;
  // "who = "Cid", n = 3"
  void Say(std::span<const Binding> bindings, Pen& pen) const;
  // "m", "m, n"
  void Names(std::span<const VariableId> variables, Pen& pen) const;
  // "T("ann", 4)"
  void Event(const Formula& atom, std::span<const core::Value> row, Pen& pen) const;

 private:
  // What a variable stands for: a value, or, of a definition's, what its atom says.
  struct Known {
    enum class State : uint8_t { kNothing, kValue, kWords };
    State state = State::kNothing;
    core::Value value = 0;
    std::string words;
  };

  void Know(VariableId variable, Known known);
  void Say(const Term& term, Pen& pen, bool is_part = false) const;
  void Atom(const Formula& atom, Pen& pen) const;
  void Comparison(const Formula& formula, bool is_negated, Pen& pen) const;
  void Distance(const ProofStep& step, Pen& pen) const;
  void Aggregate(const Proof& proof, const ProofStep& step, Pen& pen) const;
  void Stamp(Point point, Pen& pen) const;

  const Policy& policy_;
  const base::SymbolTable& symbols_;
  const TraceIndex& index_;
  std::vector<Known> known_;                          // by variable
  std::vector<std::pair<VariableId, Known>> before_;  // what open scopes hide
};

// How many rows an aggregation is over.
size_t CountRows(const Proof& proof, const ProofStep& aggregate);

// "[0,10]"
std::string Say(const Interval& interval);

}  // namespace casus::mfotl
