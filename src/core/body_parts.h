#pragma once

// A rule while it is put together.
//
//   BodyParts parts;
//   const int u = parts.NewVariable(), v = parts.NewVariable();
//   parts.leaves.push_back(…);                     with columns u and v
//   parts.Unite(u, v);                             they turn out to be one
//   RuleBody body = parts.Finish({u});             its head

#include <vector>

#include "core/rule_body.h"

namespace casus::core {

struct BodyParts {
  std::vector<int> parent;  // by variable
  std::vector<BodyLeaf> leaves;
  std::vector<BodyScalar> scalars;

  int NewVariable() {
    parent.push_back(static_cast<int>(parent.size()));
    return parent.back();
  }
  int Find(int variable) const {
    while (parent[static_cast<size_t>(variable)] != variable)
      variable = parent[static_cast<size_t>(variable)];
    return variable;
  }
  void Unite(int a, int b) { parent[static_cast<size_t>(Find(b))] = Find(a); }

  // Numbers the variables that matter; a column whose variable stands nowhere else matters to nobody. The parts are used up.
  RuleBody Finish(std::vector<int> head);
};

}  // namespace casus::core
