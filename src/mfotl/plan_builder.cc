#include "mfotl/plan_builder.h"

#include <numeric>

namespace casus::mfotl {

using core::NodeId;

NodeId PlanBuilder::Project(NodeId in, const std::vector<int>& columns) {
  if (is_off_) return {};
  std::vector<int> all(plan_.schema(in).size());
  std::iota(all.begin(), all.end(), 0);
  if (columns == all) return in;
  std::vector<core::Scalar> scalars;
  for (const int column : columns) scalars.push_back(core::Scalar::Column(column));
  return Map(in, scalars);
}

NodeId PlanBuilder::Union(const std::vector<NodeId>& in) {
  return in.size() == 1 ? in[0] : Make([&] { return plan_.Union(in); });
}

}  // namespace casus::mfotl
