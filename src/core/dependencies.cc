#include "core/dependencies.h"

namespace casus::core {

Dependencies::Dependencies(const Plan& plan) : graph(plan.size()), instant_graph(plan.size()) {
  for (uint32_t node = 0; node < plan.size(); ++node) {
    const auto id = static_cast<NodeId>(node);
    if (plan.op(id) == Operator::kRecursion) continue;
    for (size_t slot = 0; slot < plan.inputs(id).size(); ++slot) {
      const auto input = static_cast<uint32_t>(plan.Resolve(plan.inputs(id)[slot]));
      graph.Add(node, input);
      if (!plan.Delays(id, slot)) instant_graph.Add(node, input);
    }
  }
  graph.Close();
  instant_graph.Close();
  components = FindComponents(graph);
  units = FindComponents(instant_graph);
  for (uint32_t unit = 0; unit < units.members.size(); ++unit) {
    is_group.push_back(IsCyclic(instant_graph, units, unit));
  }
}

}  // namespace casus::core
