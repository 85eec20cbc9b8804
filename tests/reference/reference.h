#pragma once

// The reference: what a plan means, computed in the slowest and most obvious way.
//
// For each moment, from the first to the last, for each node, the set of rows that hold, straight from the
// words of core/plan.h: no change streams, no timers, no state but the sets of all moments. Nodes that depend
// on each other are computed moment by moment; those that do so within a moment, again and again from nothing
// until nothing is new. It decides whether the engine is right, and is never shipped.

#include <set>
#include <string>
#include <vector>

#include "core/compound.h"
#include "core/plan.h"
#include "core/timeline.h"

namespace casus::reference {

using Tuple = std::vector<core::Value>;
using Rows = std::set<Tuple>;

struct Fact {
  core::NodeId input;
  Tuple row;
  core::Moment begin;
  core::Moment end;
};

// By node, by moment: the rows that hold.
using Model = std::vector<std::vector<Rows>>;

// Requires a plan without unstratified cycle. Rows whose scalars have no value are left out.
Model Evaluate(const core::Plan& plan, const core::Timeline& timeline, core::CompoundTable& compounds,
               const std::vector<Fact>& facts);

// One line a node, for a failing test to print: "7: Since(3, not 5) on 0=0 within 2 days".
std::string ToString(const core::Plan& plan);

}  // namespace casus::reference
