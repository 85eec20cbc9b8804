#include "mfotl/event_merge.h"

#include <algorithm>

namespace casus::mfotl {
namespace {

constexpr size_t kPoints = 4096;   // of a chunk,
constexpr size_t kEvents = 16384;  // or so many events

}  // namespace

EventMerge::EventMerge(const MonitorPlan& plan) : clock_(plan.clock), log_(plan.plan) {
  for (const std::optional<core::NodeId>& input : plan.inputs) {
    if (!input) continue;
    inputs_.push_back(*input);
    arities_.push_back(plan.plan.schema(*input).size());
  }
}

core::TraceChunk& EventMerge::TakeLog() {
  log_.Clear();
  log_point_ = 0;
  return log_;
}

void EventMerge::Begin(bool is_end) {
  if (!has_begun_) {
    for (CsvEvents& file : files_) file.Begin(last_stamp_);
  }
  has_begun_ = true;
  has_log_ended_ = is_end;
  runs_.assign(inputs_.size(), {0, 0});
}

bool EventMerge::Fill(core::TraceChunk& chunk) {
  const uint64_t events_before = events_;
  while (chunk.points() < kPoints && events_ - events_before < kEvents && !has_stopped()) {
    const bool has_log = log_point_ < log_.points();
    const core::Stamp of_log = has_log ? log_.StampOf(log_point_) : INT64_MAX;
    const core::Stamp of_files = NextOfFiles();
    if (!has_log && (!has_log_ended_ || of_files == INT64_MAX)) break;
    const core::Stamp stamp = std::min(of_log, of_files);
    BeginPoint(stamp, chunk);
    if (has_log && of_log == stamp) CopyLogPoint(chunk);
    if (of_files == stamp) CopyEvents(stamp, chunk);
  }
  return chunk.points() > 0;
}

core::Stamp EventMerge::NextOfFiles() const {
  core::Stamp next = INT64_MAX;
  for (const CsvEvents& file : files_) {
    if (file.has_event()) next = std::min(next, file.stamp());
  }
  return next;
}

void EventMerge::BeginPoint(core::Stamp stamp, core::TraceChunk& chunk) {
  chunk.BeginPoint(stamp);
  last_stamp_ = stamp;
  if (clock_) {
    core::Value* row = chunk.AddRow(*clock_);
    row[0] = static_cast<core::Value>(points_);
    row[1] = stamp;
  }
  ++points_;
}

void EventMerge::CopyLogPoint(core::TraceChunk& chunk) {
  for (size_t i = 0; i < inputs_.size(); ++i) {
    auto& [run, row] = runs_[i];
    const std::span<const core::TraceChunk::Run> runs = log_.Runs(inputs_[i]);
    if (run == runs.size() || runs[run].point != log_point_) continue;
    for (; row < runs[run].end; ++row) {
      std::copy_n(log_.Values(inputs_[i]) + row * arities_[i], arities_[i], chunk.AddRow(inputs_[i]));
    }
    ++run;
  }
  ++log_point_;
}

void EventMerge::CopyEvents(core::Stamp stamp, core::TraceChunk& chunk) {
  for (CsvEvents& file : files_) {
    for (; file.has_event() && file.stamp() == stamp; file.Next()) {
      if (file.input()) std::copy(file.row().begin(), file.row().end(), chunk.AddRow(*file.input()));
      ++events_;
    }
  }
}

bool EventMerge::has_stopped() const {
  return std::any_of(files_.begin(), files_.end(), [](const CsvEvents& file) { return file.has_stopped(); });
}

uint64_t EventMerge::errors() const {
  uint64_t errors = 0;
  for (const CsvEvents& file : files_) errors += file.errors();
  return errors;
}

std::vector<LogError> EventMerge::TakeErrors() {
  std::vector<LogError> errors;
  for (CsvEvents& file : files_) {
    for (LogError& error : file.TakeErrors()) errors.push_back(std::move(error));
  }
  return errors;
}

void EventMerge::set_position(uint64_t points, core::Stamp last_stamp) {
  points_ = points;
  last_stamp_ = last_stamp;
}

}  // namespace casus::mfotl
