#pragma once

// Makes the nodes of a plan, each once: asked for the same node again, it gives the one that is there. While
// it is off, it makes nothing, so that one can try out what could be planned.

#include <map>
#include <string>
#include <vector>

#include "core/plan.h"

namespace casus::mfotl {

class PlanBuilder {
 public:
  using NodeId = core::NodeId;

  bool is_off() const { return is_off_; }
  void set_off(bool is_off) { is_off_ = is_off; }
  core::Plan& plan() { return plan_; }

  NodeId Input(core::Schema schema);      // a new one each time
  NodeId Recursion(core::Schema schema);  // likewise
  NodeId Select(NodeId in, const core::Scalar& condition);
  NodeId Map(NodeId in, const std::vector<core::Scalar>& columns);
  NodeId Project(NodeId in, const std::vector<int>& columns);  // the input itself, if that changes nothing
  NodeId Join(NodeId left, NodeId right, const std::vector<core::ColumnPair>& on);
  NodeId Except(NodeId left, NodeId right, const std::vector<core::ColumnPair>& on);
  NodeId Union(const std::vector<NodeId>& in);
  NodeId Once(NodeId in, const core::Metric& metric);
  NodeId Throughout(NodeId in, const core::Metric& metric);
  NodeId Eventually(NodeId in, const core::Metric& metric);
  NodeId Since(NodeId hold, bool is_negated, NodeId start, const std::vector<core::ColumnPair>& on,
               const core::Metric& metric);
  NodeId Until(NodeId hold, bool is_negated, NodeId goal, const std::vector<core::ColumnPair>& on,
               const core::Metric& metric);
  NodeId Previous(NodeId in);
  NodeId Next(NodeId in);
  NodeId Aggregate(NodeId in, const std::vector<int>& group, core::Aggregation function, int value);

 private:
  // What distinguishes a node from others, as bytes.
  class Key {
   public:
    explicit Key(core::Operator op) { Add(static_cast<int64_t>(op)); }
    Key& Add(int64_t value) {
      bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
      return *this;
    }
    Key& Add(NodeId node) { return Add(static_cast<int64_t>(node)); }
    Key& Add(const core::Scalar& scalar);
    Key& Add(const std::vector<core::ColumnPair>& pairs);
    Key& Add(const core::Metric& metric);
    const std::string& bytes() const { return bytes_; }

   private:
    std::string bytes_;
  };

  template <typename Make>
  NodeId Find(const Key& key, Make make) {
    if (is_off_) return {};
    const auto [place, is_new] = nodes_.try_emplace(key.bytes());
    if (is_new) place->second = make();
    return place->second;
  }

  core::Plan plan_;
  std::map<std::string, NodeId> nodes_;
  bool is_off_ = false;
};

}  // namespace casus::mfotl
