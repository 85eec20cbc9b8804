#pragma once

// Plans a policy: from a formula to operators of the engine.
//
//   base::SymbolTable symbols;
//   std::optional<MonitorPlan> plan = MakePlan(policy, symbols, sink);
//
// Which formulas can be planned, and how, is told at the head of planner.cc. A formula that cannot be is
// reported with the part that stands in the way, and how to write it.

#include <optional>
#include <vector>

#include "base/symbol.h"
#include "core/plan.h"
#include "diag/sink.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

struct MonitorPlan {
  core::Plan plan;
  core::NodeId root{};
  // The columns of the root: the free variables in the order in which the formula first names them, where
  // SINCE and UNTIL name those of their right side first.
  std::vector<VariableId> answer;
  // By predicate of the signature; nothing if the formula does not need it.
  std::vector<std::optional<core::NodeId>> inputs;
  core::NodeId always{};              // no columns; holds at every time-point
  std::optional<core::NodeId> clock;  // if needed: number and stamp of every time-point, as integers
  bool looks_ahead = false;           // whether verdicts may depend on later time-points
};

// The policy must come from ParsePolicy. Texts in it become symbols of the table.
std::optional<MonitorPlan> MakePlan(const Policy& policy, base::SymbolTable& symbols, diag::Sink& sink);

}  // namespace casus::mfotl
