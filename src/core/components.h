#pragma once

// Strongly connected components of a directed graph.
//
//   Graph graph(3);
//   graph.Add(0, 1); graph.Add(1, 0); graph.Add(2, 0); graph.Close();
//   Components components = FindComponents(graph);
//   components.of == {0, 0, 1}
//
// Components are numbered so that an edge never leads to a higher number: what a node depends on comes first.
//
// Method: R. Tarjan, "Depth-first search and linear graph algorithms" (1972), with a stack of our own, so
// that a chain of any length fits. O(nodes + edges).

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/check.h"

namespace casus::core {

// Lists of numbers, one after another in one place.
class Runs {
 public:
  size_t size() const { return begins_.size() - 1; }
  std::span<const uint32_t> operator[](size_t run) const {
    return {values_.data() + begins_[run], values_.data() + begins_[run + 1]};
  }
  void Append(uint32_t value) { values_.push_back(value); }  // to the run that is being written
  std::span<uint32_t> Finish() {                             // it; the next one begins
    const uint32_t begin = begins_.back();
    begins_.push_back(static_cast<uint32_t>(values_.size()));
    return {values_.data() + begin, values_.data() + values_.size()};
  }

 private:
  std::vector<uint32_t> begins_ = {0};
  std::vector<uint32_t> values_;
};

// Nodes 0 … size - 1, each with its targets. Edges are added node by node, in ascending order, and then it is closed.
class Graph {
 public:
  explicit Graph(size_t size) : size_(size) {}
  void Add(uint32_t from, uint32_t to) {
    CHECK(from >= targets_.size()) << "an edge of node " << from << " comes too late";
    FinishBefore(from);
    targets_.Append(to);
  }
  size_t size() const { return size_; }
  void Close() { FinishBefore(static_cast<uint32_t>(size_)); }
  std::span<const uint32_t> Targets(uint32_t node) const { return targets_[node]; }  // in the order of Add

 private:
  void FinishBefore(uint32_t node) {
    while (targets_.size() < node) targets_.Finish();
  }

  size_t size_;
  Runs targets_;
};

struct Components {
  std::vector<uint32_t> of;  // by node: its component
  Runs members;              // by component: its nodes, ascending
};

Components FindComponents(const Graph& graph);

// Whether a node of the component leads back to itself.
bool IsCyclic(const Graph& graph, const Components& components, uint32_t component);

// The nodes of a shortest path from one node to another through nodes of their component, both included; of a
// cycle, if they are the same (the last step, back to the start, is left out). Requires that there is one.
std::vector<uint32_t> FindPath(const Graph& graph, const Components& components, uint32_t from, uint32_t to);

}  // namespace casus::core
