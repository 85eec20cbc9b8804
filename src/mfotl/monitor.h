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
#include "mfotl/explainer.h"
#include "mfotl/log_reader.h"
#include "mfotl/verdicts.h"

namespace casus::mfotl {

struct MonitorOptions {
  VerdictForm form = VerdictForm::kMonPoly;
  bool stops_at_error = false;    // a mistake in the log ends it
  bool stops_at_verdict = false;  // the first time-point with a verdict ends it
  bool reads_apart = false;       // reader() and Evaluate are used in two threads
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
  void Merge(std::string file, std::string_view predicate, ByteSource source) {
    reader_.Merge(std::move(file), predicate, std::move(source));
  }
  // More of the log. What is no whole time-point yet waits for the rest.
  void Feed(std::string_view bytes, std::string& output);
  // The log has ended: more of the files that are merged into it; false if there is no more.
  bool ReadFiles(std::string& output);
  // The log has ended. If it counts as complete, verdicts that wait for later time-points are decided.
  void Finish(bool is_complete, std::string& output);

  bool is_done() const { return is_done_; }          // by stops_at_…
  bool has_stopped() const { return has_stopped_; }  // at a mistake
  std::vector<LogError> TakeErrors() { return std::exchange(errors_, {}); }
  uint64_t points() const { return position_.points; }
  uint64_t events() const { return position_.events; }
  uint64_t errors() const { return position_.errors; }
  const core::Stream& stream() const { return stream_; }
  const TraceIndex* index() const {
    return explainer_ == nullptr ? nullptr : &explainer_->index();
  }  // for proofs
  uint64_t verdicts() const { return verdict_count_; }
  int64_t decided() const { return decided_; }  // how many time-points, from the first; after Finish

  // What Feed and Finish are made of, for those who read and evaluate in two threads (see log_reader.h).
  LogReader& reader() { return reader_; }
  LogPart TakePart() { return {.chunk = stream_.TakeChunk()}; }
  // Gives the part back empty.
  void Evaluate(LogPart& part, std::string& output);

  // Requires that the log has not been finished. What has been fed and is no whole time-point yet is part of
  // it.
  std::string Save() const;
  std::optional<base::Error> Load(std::string_view bytes);

 private:
  bool Step(std::string& output);  // reads and evaluates a part; whether there are more
  void Advance(core::TraceChunk chunk);
  void WriteVerdicts(std::string& output);

  const Policy& policy_;
  base::SymbolTable& symbols_;
  MonitorOptions options_;
  std::optional<core::NodeId> clock_;
  bool looks_ahead_;
  core::CompoundTable compounds_;
  core::Stream stream_;
  VerdictWriter writer_;
  std::unique_ptr<Explainer> explainer_;  // if it explains
  LogReader reader_;
  LogPart part_;  // that is read and evaluated, with its memory
  core::Verdicts verdicts_;
  // Of the log as far as it has been evaluated.
  LogParser::Position position_;
  std::string rest_;
  std::vector<LogError> errors_;
  uint64_t verdict_count_ = 0;
  int64_t decided_ = 0;
  bool is_done_ = false;
  bool has_stopped_ = false;
};

}  // namespace casus::mfotl
