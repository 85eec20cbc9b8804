#pragma once

// Which variable a name means, while a formula is read.
//
// A scope is open or closed: what an open one (EXISTS) does not bind is looked for outside. A closed one (an
// aggregation, a definition, the whole) is as far as one looks: a name that is not found there is a new
// variable of it.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "mfotl/formula.h"

namespace casus::mfotl {

class Scopes {
 public:
  explicit Scopes(std::vector<Variable>& variables) : variables_(variables) {}

  void Enter(bool is_closed) { scopes_.push_back({{}, {}, is_closed}); }
  // Leaves the innermost scope; gives what it bound by itself, in the order of first use.
  std::vector<VariableId> Leave() {
    std::vector<VariableId> made = std::move(scopes_.back().made);
    scopes_.pop_back();
    return made;
  }

  // A new variable of the innermost scope.
  VariableId Bind(std::string_view name, diag::Span span) { return Make(scopes_.back(), name, span); }
  // A name of the innermost scope for a variable from outside.
  void Import(std::string_view name, VariableId variable) {
    scopes_.back().names.insert_or_assign(std::string(name), variable);
  }
  VariableId Find(std::string_view name, diag::Span span) {
    for (auto scope = scopes_.rbegin();; ++scope) {
      const auto found = scope->names.find(std::string(name));
      if (found != scope->names.end()) {
        used_.insert(found->second);
        return found->second;
      }
      if (scope->is_closed) return Make(*scope, name, span);
    }
  }
  // Whether it was found after it was bound.
  bool IsUsed(VariableId variable) const { return used_.contains(variable); }

 private:
  struct Scope {
    std::map<std::string, VariableId> names;
    std::vector<VariableId> made;
    bool is_closed;
  };

  VariableId Make(Scope& scope, std::string_view name, diag::Span span) {
    const auto variable = static_cast<VariableId>(variables_.size());
    variables_.push_back({.name = std::string(name), .span = span});
    scope.names.insert_or_assign(std::string(name), variable);
    scope.made.push_back(variable);
    return variable;
  }

  std::vector<Variable>& variables_;
  std::vector<Scope> scopes_;
  std::set<VariableId> used_;
};

}  // namespace casus::mfotl
