#pragma once

// Runs a plan over a trace, live: chunks of a log in, verdicts out as soon as they are decided.
//
//   Plan plan;
//   NodeId publish = plan.Input({Kind::kInteger});
//   NodeId approve = plan.Input({Kind::kInteger});
//   NodeId root = plan.Except(publish, plan.Once(approve, Metric::Within({.seconds = 10})), {{0, 0}});
//
//   Stream stream(plan, root, compounds);
//   Verdicts verdicts;
//   while (log.Read(chunk = stream.TakeChunk())) {  // an empty chunk, with memory that was used before
//     stream.Advance(std::move(chunk), verdicts);   // appends to the verdicts
//     Print(verdicts); verdicts.Clear();
//   }
//   stream.Finish(verdicts);                        // the log has ended: decides what was still open
//
// The plan means what plan.h says, with the points of the trace as its moments. Distances are measured in
// stamps: the seconds of a metric count units of the stamp, and its other parts must be zero. A verdict at a
// point is given when the log says so much that nothing later can change it: at once, if the plan does not
// look ahead; if it looks at most 10 ahead, when a stamp more than 10 later has come. Verdicts come in the
// order of points. What no verdict to come can need is forgotten.
//
// Which chunks the log is cut into changes nothing. Operators of the trace domain: Input, Select, Map, Join,
// Except, Union, Once, Throughout, Since, Previous, Next, Eventually, Until, Aggregate, and Recursion whose
// every cycle passes through a delaying edge (see plan.h). Eventually and Until must have an upper bound.
// A scalar may read the moment: it is the number of the point, and StampOf gives the stamp.
//
// `always` is an input without columns which is not fed: it holds at every point. Constants are Maps of it.
//
// The memory of chunks given to Advance is the stream's until it is taken again by TakeChunk. Plan and table
// of compounds must outlive the stream. Not safe for use from several threads; streams share nothing.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/compound.h"
#include "core/plan.h"
#include "core/trace.h"

namespace casus::core {

// What one operator keeps.
struct OperatorStatistics {
  NodeId node;           // of the plan; several operators may stand for one
  std::string name;      // "once", "since", "rule", …
  size_t rows = 0;       // that it remembers now
  size_t peak_rows = 0;  // the most that it did
  size_t bytes = 0;
};

class Stream {
 public:
  // Requires what is said above of the plan; see FindUnsupported.
  Stream(const Plan& plan, NodeId root, CompoundTable& compounds,
         std::optional<NodeId> always = std::nullopt);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  // The first node that the root needs and no stream can run, or nothing.
  static std::optional<NodeId> FindUnsupported(const Plan& plan, NodeId root);

  // An empty chunk for Advance.
  TraceChunk TakeChunk();
  // Appends what is decided. Requires that the chunk's stamps do not go back behind those of the last.
  void Advance(TraceChunk chunk, Verdicts& verdicts);
  // The log ends here. Nothing may follow but questions.
  void Finish(Verdicts& verdicts);

  int64_t points() const;              // that have come
  int64_t decided() const;             // of them, from the first
  Stamp StampOf(int64_t point) const;  // of one that has come and is not decided
  size_t problem_count() const;        // rows left out: an overflow, a division by zero

  std::vector<OperatorStatistics> Statistics() const;

  // All that the stream knows, as bytes; another stream of the same plan, before its first chunk, takes them and goes
  // on as if it had been there from the start. Bytes that are damaged, or of another plan, are refused: then the stream
  // must not be used any more. Compounds and the meaning of symbols are not part of it.
  std::string Save() const;
  std::optional<base::Error> Load(std::string_view bytes);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace casus::core
