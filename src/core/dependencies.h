#pragma once

// Which node of a plan depends on which.

#include <vector>

#include "core/components.h"
#include "core/plan.h"

namespace casus::core {

struct Dependencies {
  explicit Dependencies(const Plan& plan);

  std::vector<std::vector<uint32_t>> inputs;  // by node, resolved; none of a recursion
  Graph graph;                                // node -> inputs
  Graph instant_graph;                        // the same without the edges that delay
  Components components;                      // of graph
  Components units;                           // of instant_graph; their numbers are the order within a moment
  std::vector<bool> is_group;                 // by unit: its nodes recur within a moment
};

}  // namespace casus::core
