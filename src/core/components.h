#pragma once

// Strongly connected components of a directed graph.
//
//   Graph graph(3);
//   graph.Add(0, 1); graph.Add(1, 0); graph.Add(2, 0);
//   Components components = FindComponents(graph);
//   components.of == {0, 0, 1}
//
// Components are numbered so that an edge never leads to a higher number: what a node depends on comes first.
//
// Method: R. Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of our own, so
// that a chain of any length fits. O(nodes + edges).

#include <cstddef>
#include <cstdint>
#include <vector>

namespace casus::core {

struct Graph {
  explicit Graph(size_t size) : targets(size) {}
  void Add(uint32_t from, uint32_t to) { targets[from].push_back(to); }
  size_t size() const { return targets.size(); }

  std::vector<std::vector<uint32_t>> targets;  // by node
};

struct Components {
  std::vector<uint32_t> of;                    // by node: its component
  std::vector<std::vector<uint32_t>> members;  // by component: its nodes, ascending
};

Components FindComponents(const Graph& graph);

// Whether a node of the component leads back to itself.
bool IsCyclic(const Graph& graph, const Components& components, uint32_t component);

// The nodes of a shortest path from one node to another through nodes of their component, both included; of a
// cycle, if they are the same (the last step, back to the start, is left out). Requires that there is one.
std::vector<uint32_t> FindPath(const Graph& graph, const Components& components, uint32_t from, uint32_t to);

}  // namespace casus::core
