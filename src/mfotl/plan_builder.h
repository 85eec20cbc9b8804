#pragma once

// Makes the nodes of a plan. While it is off, it makes nothing, so that one can try out what could be planned. Nodes that say
// the same are one later, in the program of a stream (core/stream_analysis.h).

#include <utility>
#include <vector>

#include "core/plan.h"

namespace casus::mfotl {

class PlanBuilder {
 public:
  using NodeId = core::NodeId;

  bool is_off() const { return is_off_; }
  void set_off(bool is_off) { is_off_ = is_off; }
  core::Plan& plan() { return plan_; }

  NodeId Input(core::Schema schema) {
    return Make([&] { return plan_.Input(std::move(schema)); });
  }
  NodeId Recursion(core::Schema schema) {
    return Make([&] { return plan_.Recursion(std::move(schema)); });
  }
  NodeId Select(NodeId in, const core::Scalar& condition) {
    return Make([&] { return plan_.Select(in, condition); });
  }
  NodeId Map(NodeId in, const std::vector<core::Scalar>& columns) {
    return Make([&] { return plan_.Map(in, columns); });
  }
  NodeId Project(NodeId in, const std::vector<int>& columns);  // the input itself, if that changes nothing
  NodeId Join(NodeId left, NodeId right, const std::vector<core::ColumnPair>& on) {
    return Make([&] { return plan_.Join(left, right, on); });
  }
  NodeId Except(NodeId left, NodeId right, const std::vector<core::ColumnPair>& on) {
    return Make([&] { return plan_.Except(left, right, on); });
  }
  NodeId Union(const std::vector<NodeId>& in);  // the input itself, if there is one
  NodeId Once(NodeId in, const core::Metric& metric) {
    return Make([&] { return plan_.Once(in, metric); });
  }
  NodeId Throughout(NodeId in, const core::Metric& metric) {
    return Make([&] { return plan_.Throughout(in, metric); });
  }
  NodeId Eventually(NodeId in, const core::Metric& metric) {
    return Make([&] { return plan_.Eventually(in, metric); });
  }
  NodeId Since(NodeId hold, bool is_negated, NodeId start, const std::vector<core::ColumnPair>& on,
               const core::Metric& metric) {
    return Make([&] { return plan_.Since(hold, is_negated, start, on, metric); });
  }
  NodeId Until(NodeId hold, bool is_negated, NodeId goal, const std::vector<core::ColumnPair>& on,
               const core::Metric& metric) {
    return Make([&] { return plan_.Until(hold, is_negated, goal, on, metric); });
  }
  NodeId Previous(NodeId in) {
    return Make([&] { return plan_.Previous(in); });
  }
  NodeId Next(NodeId in) {
    return Make([&] { return plan_.Next(in); });
  }
  NodeId Aggregate(NodeId in, const std::vector<int>& group, core::Aggregation function, int value) {
    return Make([&] { return plan_.Aggregate(in, group, function, value); });
  }

 private:
  template <typename MakeNode>
  NodeId Make(MakeNode make) {
    return is_off_ ? NodeId{} : make();
  }

  core::Plan plan_;
  bool is_off_ = false;
};

}  // namespace casus::mfotl
