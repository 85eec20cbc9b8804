#pragma once

// A plan made ready to run over a trace: operators in order, in stages.
//
// How a plan becomes a program is told in stream_program.cc.

#include <memory>
#include <optional>
#include <vector>

#include "core/compound.h"
#include "core/plan.h"
#include "core/problem.h"
#include "core/scalar_evaluator.h"
#include "core/stream_operators.h"
#include "core/timeline.h"

namespace casus::core {

// Operators that run at the same points, in the order in which they run; and the cursor over the log at which they are.
struct StreamStage {
  enum class Reach : uint8_t { kStamps, kPoints };

  // How far it runs ahead of the stage that reads it: through all points whose stamps are at most so much later, or
  // so many points.
  Reach reach = Reach::kPoints;
  int64_t distance = 0;

  std::vector<InputRows*> inputs;
  std::vector<StreamNode*> nodes;
  std::vector<StreamNode*> delayed;    // of the nodes: they absorb
  std::vector<StreamNode*> receivers;  // nodes of the stage that reads this one
  std::vector<std::unique_ptr<StreamStage>> ahead;
  bool may_rest = false;  // whether points without rows of the inputs may be left out

  int64_t next = 0;    // the point that comes next
  int64_t chunk = -1;  // the number of the chunk that the inputs are open on, from 0 through the whole trace
  // That chunk, the number of its first point and of that behind its last; it may be gone once `next` has passed it.
  const TraceChunk* open = nullptr;
  int64_t begin = 0, end = 0;
};

struct StreamProgram {
  StreamProgram(const Plan& plan, NodeId root, CompoundTable& compounds, std::optional<NodeId> always);
  StreamProgram(const StreamProgram&) = delete;
  StreamProgram& operator=(const StreamProgram&) = delete;

  // The line of moments for scalars: it agrees with the trace at the present point, and need not elsewhere.
  Timeline here;
  bool reads_stamps = false;
  ScalarEvaluator evaluator;
  ProblemList problems;

  std::vector<MadeNode> nodes;               // all of all stages
  std::vector<std::unique_ptr<View>> views;  // of rules
  StreamStage stage;                         // in which the root speaks
  StreamSource root;                         // rows are distinct
  size_t arity;
  uint64_t fingerprint;  // of what the plan says
};

}  // namespace casus::core
