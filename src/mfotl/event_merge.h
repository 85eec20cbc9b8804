#pragma once

// Merges the events of files into a log, by time-stamps.
//
//   log @5 P(1); @9 P(2);     Q.csv  5,7   6,8     merged  @5 P(1) Q(7); @6 Q(8); @9 P(2);
//
//   merge.Begin(log_chunk, is_end);                 // what has come of the log, and whether it has ended
//   while (merge.Fill(chunk)) Run(chunk);           // so many points at a time
//
// The events of all files that have one time-stamp happen at one time-point: at the first one of the log with that stamp,
// or at one of their own. Files are read as far as the log has come, and to their end when it ends.

#include <vector>

#include "core/trace.h"
#include "mfotl/csv_events.h"
#include "mfotl/planner.h"

namespace casus::mfotl {

class EventMerge {
 public:
  explicit EventMerge(const MonitorPlan& plan);

  void Add(CsvEvents events) { files_.push_back(std::move(events)); }
  // Requires what has come before to be used up.
  core::TraceChunk& TakeLog();
  void Begin(bool is_end);
  // Appends points; false if there is none until more of the log comes.
  bool Fill(core::TraceChunk& chunk);

  bool has_stopped() const;
  uint64_t points() const { return points_; }
  uint64_t events() const { return events_; }  // of the files
  uint64_t errors() const;
  std::vector<LogError> TakeErrors();
  core::Stamp last_stamp() const { return last_stamp_; }
  // For going on behind what another has read; before the first point.
  void set_position(uint64_t points, core::Stamp last_stamp);

 private:
  core::Stamp NextOfFiles() const;
  void BeginPoint(core::Stamp stamp, core::TraceChunk& chunk);
  void CopyLogPoint(core::TraceChunk& chunk);
  void CopyEvents(core::Stamp stamp, core::TraceChunk& chunk);

  std::vector<core::NodeId> inputs_;
  std::optional<core::NodeId> clock_;
  std::vector<size_t> arities_;  // by input
  core::TraceChunk log_;
  size_t log_point_ = 0;                         // that comes next
  std::vector<std::pair<size_t, size_t>> runs_;  // by input: the run that comes next, and its first row
  bool has_log_ended_ = false;
  bool has_begun_ = false;
  std::vector<CsvEvents> files_;
  uint64_t points_ = 0, events_ = 0;
  core::Stamp last_stamp_ = INT64_MIN;
};

}  // namespace casus::mfotl
