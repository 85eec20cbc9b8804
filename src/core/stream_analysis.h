#pragma once

// The plan as a program of a stream sees it.
//
//   const StreamAnalysis analysis(plan, root);
//   analysis.Resolve(node)        // equal nodes are one: what two parts of a plan have in common is computed once
//   analysis.IsState(node)        // whether it is a state, or rows: of what stays, or of what happens
//
// What rows and states are is told in stream_operator.h. Windows and holds are states; a join in which one side happens,
// happens.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/plan.h"

namespace casus::core {

class StreamAnalysis {
 public:
  StreamAnalysis(const Plan& plan, NodeId root);

  NodeId Resolve(NodeId node) const {
    return static_cast<NodeId>(same_[static_cast<size_t>(plan_.Resolve(node))]);
  }
  NodeId Input(NodeId node, size_t slot) const { return Resolve(plan_.inputs(node)[slot]); }
  bool IsState(NodeId node) const { return is_state_[static_cast<size_t>(node)]; }
  size_t Readers(NodeId node) const { return readers_[static_cast<size_t>(node)]; }
  std::span<const NodeId> needed() const { return needed_; }  // by the root, itself included

  uint64_t Fingerprint() const;  // of what the plan says

 private:
  bool MustBeState(NodeId node) const;

  const Plan& plan_;
  std::vector<uint32_t> same_;  // by node
  std::vector<NodeId> needed_;
  std::vector<bool> is_state_;
  std::vector<size_t> readers_;
};

// Whether rules take the operator in, so that nobody keeps what it says: see stream_program.cc.
bool DissolvesIntoRules(Operator op);

// Whether a scalar of the node reads the present moment.
bool ReadsNow(const Plan& plan, NodeId node);

// A node that the root needs and that no program can run.
std::optional<NodeId> FindUnsupportedInStream(const Plan& plan, NodeId root);

}  // namespace casus::core
