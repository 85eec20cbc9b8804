#pragma once

// The events of one predicate, from a CSV file.
//
//   ts,who,amount                        CsvEvents events("paid.csv", "paid", predicates, plan, symbols, source);
//   2024-03-01T09:30:00,"Doe, J",12.5    for (; events.has_event(); events.Next()) Use(events.stamp(), events.row());
//
// The first line names the columns: the first is the time-stamp (ts, time-stamp, timestamp or time), the others are
// those of the signature, in any order; columns of other names are passed over. If the signature names no columns,
// they are taken as they come. A time-stamp is a whole number, or a date of the Gregorian calendar with or without a
// time of day (UTC), which counts as seconds since 1970-01-01. Records are in the order of time.
//
// A record in which something is wrong is left out and told. Of what is wrong with the first line, nothing can be
// read.

#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "core/trace.h"
#include "mfotl/csv.h"
#include "mfotl/formula.h"
#include "mfotl/log.h"
#include "mfotl/planner.h"

namespace casus::mfotl {

class CsvEvents {
 public:
  // `name` is that of a predicate of the signature; all must outlive it.
  CsvEvents(std::string file, std::string_view name, std::span<const Predicate> predicates,
            const MonitorPlan& plan, base::SymbolTable& symbols, ByteSource source);

  void StopAtError() { stops_ = true; }
  // Reads the first line, and the first record; `after` is the stamp before which nothing may happen any more.
  void Begin(core::Stamp after);
  bool has_event() const { return has_event_; }
  void Next();
  core::Stamp stamp() const { return stamp_; }
  // The input of the plan and its row; no input if the plan has no use for the events.
  std::optional<core::NodeId> input() const { return input_; }
  std::span<const core::Value> row() const { return row_; }

  bool has_stopped() const { return has_stopped_; }
  uint64_t errors() const { return error_count_; }
  std::vector<LogError> TakeErrors() { return std::exchange(errors_, {}); }

 private:
  static constexpr size_t kNone = SIZE_MAX;

  bool ReadHeader();
  bool ReadRecord();
  std::string ReadStamp(std::string_view text, core::Stamp& stamp) const;
  std::string ReadValue(std::string_view text, Type type, core::Value& value);
  void Report(uint64_t line, uint64_t column, std::string message);

  std::string file_;
  std::string name_;
  std::span<const Predicate> predicates_;
  const MonitorPlan& plan_;
  base::SymbolTable& symbols_;
  CsvReader csv_;
  const Predicate* predicate_ = nullptr;
  std::optional<core::NodeId> input_;
  std::vector<size_t> fields_;  // by column of the predicate
  size_t width_ = 0;            // of a record
  core::Stamp stamp_ = INT64_MIN;
  std::vector<core::Value> row_;
  bool has_event_ = false;
  std::vector<LogError> errors_;
  uint64_t error_count_ = 0;
  bool stops_ = false;
  bool has_stopped_ = false;
};

}  // namespace casus::mfotl
