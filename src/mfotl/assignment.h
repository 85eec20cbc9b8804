#pragma once

// What the variables of a policy stand for while something is proven.
//
//   assignment.Bind(x, 3);
//   assignment.Evaluate(term)                 x + 1: {kValue, 4}
//
// A variable is open, or has a value, or is *other*: it stands for all values together that a refutation does not treat
// one by one. The variables of one refutation are a scope; each is told by its place in it.

#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <vector>

#include "base/symbol.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

struct Assigned {
  enum class State : uint8_t { kOpen, kValue, kOther };
  State state = State::kOpen;
  uint32_t scope = 0, place = 0;  // of kOther
  core::Value value = 0;
};

struct Evaluated {
  enum class State : uint8_t { kValue, kNone, kUnknown };  // kNone: a division by zero, or too large
  State state = State::kUnknown;
  core::Value value = 0;
};

class Assignment {
 public:
  Assignment(const Policy& policy, base::SymbolTable& symbols);

  const Assigned& operator[](VariableId variable) const { return assigned_[static_cast<size_t>(variable)]; }
  Assigned& operator[](VariableId variable) { return assigned_[static_cast<size_t>(variable)]; }
  void Bind(VariableId variable, core::Value value) {
    assigned_[static_cast<size_t>(variable)] = {Assigned::State::kValue, 0, 0, value};
  }
  void Open(VariableId variable) { assigned_[static_cast<size_t>(variable)] = {}; }

  // Unknown, if a variable has no value.
  Evaluated Evaluate(const Term& term) const;
  // Of a comparison; unknown if a side is, and false if one has no value.
  std::optional<bool> Compare(const Formula& comparison) const;

 private:
  void AddTexts(const Term& term, base::SymbolTable& symbols);
  void AddTexts(const Formula& formula, base::SymbolTable& symbols);

  const Policy& policy_;
  std::vector<Assigned> assigned_;
  boost::unordered_flat_map<const Term*, core::Value> texts_;  // constants
};

}  // namespace casus::mfotl
