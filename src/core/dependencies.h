#pragma once

// Which node of a plan depends on which.

#include <span>
#include <vector>

#include "core/components.h"
#include "core/plan.h"

namespace casus::core {

struct Dependencies {
  explicit Dependencies(const Plan& plan);

  // By node, in the order of slots, resolved; none of a recursion.
  std::span<const uint32_t> Inputs(uint32_t node) const { return graph.Targets(node); }

  Graph graph;                 // node -> inputs
  Graph instant_graph;         // the same without the edges that delay
  Components components;       // of graph
  Components units;            // of instant_graph; their numbers are the order within a moment
  std::vector<bool> is_group;  // by unit: its nodes recur within a moment
};

}  // namespace casus::core
