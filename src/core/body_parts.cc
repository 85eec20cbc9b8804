#include "core/body_parts.h"

#include <utility>

namespace casus::core {

RuleBody BodyParts::Finish(std::vector<int> head) {
  std::vector<int> uses(parent.size());
  const auto use = [&](std::vector<int>& variables) {
    for (int& variable : variables) {
      if (variable < 0) continue;
      variable = Find(variable);
      ++uses[static_cast<size_t>(variable)];
    }
  };
  for (BodyLeaf& leaf : leaves) use(leaf.variables);
  for (BodyScalar& scalar : scalars) {
    use(scalar.variables);
    if (scalar.target < 0) continue;
    scalar.target = Find(scalar.target);
    uses[static_cast<size_t>(scalar.target)] += 2;  // it is computed here
  }
  use(head);
  for (const int variable : head) ++uses[static_cast<size_t>(variable)];
  std::vector<int> number(parent.size(), BodyLeaf::kAnything);
  int count = 0;
  for (size_t variable = 0; variable < uses.size(); ++variable) {
    if (uses[variable] > 1) number[variable] = count++;
  }
  const auto renumber = [&](std::vector<int>& variables) {
    for (int& variable : variables) {
      if (variable >= 0) variable = number[static_cast<size_t>(variable)];
    }
  };
  for (BodyLeaf& leaf : leaves) renumber(leaf.variables);
  for (BodyScalar& scalar : scalars) {
    renumber(scalar.variables);
    if (scalar.target >= 0) scalar.target = number[static_cast<size_t>(scalar.target)];
  }
  renumber(head);
  return RuleBody(std::move(leaves), std::move(scalars), static_cast<size_t>(count), std::move(head));
}

}  // namespace casus::core
