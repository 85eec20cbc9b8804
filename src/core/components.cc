#include "core/components.h"

#include <algorithm>

#include "base/check.h"

namespace casus::core {

namespace {

constexpr uint32_t kUnknown = 0xffffffff;

// Whether every edge leads to a lower number: then there is no cycle, and each node is a component by itself, of its own number.
bool IsInOrder(const Graph& graph) {
  for (uint32_t node = 0; node < graph.size(); ++node) {
    for (const uint32_t target : graph.Targets(node)) {
      if (target >= node) return false;
    }
  }
  return true;
}

}  // namespace

Components FindComponents(const Graph& graph) {
  struct Visit {
    uint32_t node;
    size_t next_target;
  };
  Components components;
  if (IsInOrder(graph)) {
    components.of.resize(graph.size());
    for (uint32_t node = 0; node < graph.size(); ++node) {
      components.of[node] = node;
      components.members.Append(node);
      components.members.Finish();
    }
    return components;
  }
  components.of.assign(graph.size(), kUnknown);
  std::vector<uint32_t> index(graph.size(), kUnknown);
  std::vector<uint32_t> low(graph.size());
  std::vector<uint32_t> open;  // visited, not in a component yet
  std::vector<Visit> path;
  uint32_t visited = 0;
  open.reserve(graph.size());
  const auto enter = [&](uint32_t node) {
    index[node] = low[node] = visited++;
    open.push_back(node);
    path.push_back({node, 0});
  };
  for (uint32_t root = 0; root < graph.size(); ++root) {
    if (index[root] != kUnknown) continue;
    enter(root);
    while (!path.empty()) {
      const uint32_t node = path.back().node;
      const std::span<const uint32_t> targets = graph.Targets(node);
      if (path.back().next_target < targets.size()) {
        const uint32_t target = targets[path.back().next_target++];
        if (index[target] == kUnknown) {
          enter(target);
        } else if (components.of[target] == kUnknown) {
          low[node] = std::min(low[node], index[target]);
        }
        continue;
      }
      path.pop_back();
      if (!path.empty()) low[path.back().node] = std::min(low[path.back().node], low[node]);
      if (low[node] != index[node]) continue;
      const auto component = static_cast<uint32_t>(components.members.size());
      uint32_t member = kUnknown;
      do {
        member = open.back();
        open.pop_back();
        components.of[member] = component;
        components.members.Append(member);
      } while (member != node);
      const std::span<uint32_t> members = components.members.Finish();
      if (members.size() > 1) std::sort(members.begin(), members.end());
    }
  }
  return components;
}

bool IsCyclic(const Graph& graph, const Components& components, uint32_t component) {
  const std::span<const uint32_t> members = components.members[component];
  if (members.size() > 1) return true;
  const std::span<const uint32_t> targets = graph.Targets(members[0]);
  return std::find(targets.begin(), targets.end(), members[0]) != targets.end();
}

std::vector<uint32_t> FindPath(const Graph& graph, const Components& components, uint32_t from, uint32_t to) {
  std::vector<uint32_t> reached_from(graph.size(), kUnknown);
  std::vector<uint32_t> queue = {from};
  for (size_t head = 0; head < queue.size() && reached_from[to] == kUnknown; ++head) {
    for (const uint32_t target : graph.Targets(queue[head])) {
      if (components.of[target] != components.of[from] || reached_from[target] != kUnknown) continue;
      reached_from[target] = queue[head];
      queue.push_back(target);
    }
  }
  CHECK(reached_from[to] != kUnknown) << "no path from node " << from << " to " << to;
  std::vector<uint32_t> path;
  if (from != to) path.push_back(to);
  for (uint32_t node = reached_from[to]; node != from; node = reached_from[node]) path.push_back(node);
  path.push_back(from);
  std::reverse(path.begin(), path.end());
  return path;
}

}  // namespace casus::core
