#pragma once

// Monitors a log: bytes in, lines of verdicts out, as soon as they are decided.
//
//   Monitor monitor(policy, plan, symbols, {});
//   while (read bytes) monitor.Feed(bytes, output);
//   monitor.Finish(output);
//
// Files of events are merged into the log (event_merge.h): then, behind the log, ReadFiles is called until it gives false.
//
// Save gives all that a monitor knows, as bytes; a new monitor of the same policy takes them with Load and
// goes on as if it had been there from the start. The bytes are a header (kMagic, a version, the fingerprint
// of the policy, a checksum), the position in the log, the texts, the state of the engine, and, if the monitor
// explains, the events that proofs of later verdicts may need; a monitor that explains goes on only from such bytes.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/compound.h"
#include "core/stream.h"
#include "mfotl/event_merge.h"
#include "mfotl/explainer.h"
#include "mfotl/log.h"
#include "mfotl/verdicts.h"

namespace casus::mfotl {

struct MonitorOptions {
  VerdictForm form = VerdictForm::kMonPoly;
  bool stops_at_error = false;    // a mistake in the log ends it
  bool stops_at_verdict = false;  // the first time-point with a verdict ends it
  bool explains = false;          // each verdict is followed by its proof
  uint64_t fingerprint = 0;       // of signature and formula, for Save and Load
};

// Of any texts, for MonitorOptions::fingerprint.
uint64_t Fingerprint(std::string_view text, uint64_t seed = 0xcbf29ce484222325);

class Monitor {
 public:
  // All must outlive the monitor; the table of symbols has those of the plan and nothing else.
  Monitor(const Policy& policy, const MonitorPlan& plan, base::SymbolTable& symbols, MonitorOptions options);

  // The events of a file, which are merged into the log; before the first bytes of it.
  void Merge(std::string file, std::string_view predicate, ByteSource source);
  // More of the log. What is no whole time-point yet waits for the rest.
  void Feed(std::string_view bytes, std::string& output);
  // The log has ended: more of the files that are merged into it; false if there is no more.
  bool ReadFiles(std::string& output);
  // The log has ended. If it counts as complete, verdicts that wait for later time-points are decided.
  void Finish(bool is_complete, std::string& output);

  bool is_done() const { return is_done_; }  // by stops_at_…
  std::vector<LogError> TakeErrors();
  bool has_stopped() const;  // at a mistake
  uint64_t points() const { return merge_ ? merge_->points() : parser_.points(); }
  uint64_t events() const { return parser_.events() + (merge_ ? merge_->events() : 0); }
  uint64_t errors() const { return parser_.errors() + (merge_ ? merge_->errors() : 0); }
  const core::Stream& stream() const { return stream_; }
  const TraceIndex* index() const {
    return explainer_ == nullptr ? nullptr : &explainer_->index();
  }  // for proofs
  uint64_t verdicts() const { return verdict_count_; }
  int64_t decided() const { return decided_; }  // how many time-points, from the first; after Finish

  // Requires that the log has not been finished. What has been fed and is no whole time-point yet is part of
  // it.
  std::string Save() const;
  std::optional<base::Error> Load(std::string_view bytes);

 private:
  void Run(std::string_view bytes, bool is_end, std::string& output);
  void Parse(std::string_view bytes, bool is_end);  // into what is to be merged
  bool RunMerged(std::string& output);              // a chunk of it; false if there is none
  void Advance(core::TraceChunk chunk);
  void WriteVerdicts(std::string& output);

  const Policy& policy_;
  const MonitorPlan& plan_;
  base::SymbolTable& symbols_;
  MonitorOptions options_;
  std::optional<core::NodeId> clock_;
  bool looks_ahead_;
  int open_at_end_;  // points that even the end of all logs does not decide
  core::CompoundTable compounds_;
  core::Stream stream_;
  LogParser parser_;
  std::unique_ptr<EventMerge> merge_;  // if there are files to merge
  VerdictWriter writer_;
  std::unique_ptr<Explainer> explainer_;  // if it explains
  core::Verdicts verdicts_;
  std::string rest_;  // of the log, no whole time-point yet
  uint64_t verdict_count_ = 0;
  int64_t decided_ = 0;
  bool is_done_ = false;
};

}  // namespace casus::mfotl
