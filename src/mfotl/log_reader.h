#pragma once

// Reads a log and the files that are merged into it: from bytes to parts, each with whole time-points.
//
//   LogReader reader(policy, plan, symbols, {});
//   reader.Give(bytes);                                      // which must remain until Take gives false
//   do { more = reader.Take(part); Evaluate(part); } while (more);
//   reader.GiveEnd();                                        // of the log, and so on
//
// A part has all that who evaluates it needs to know, so that reading and evaluating may be done in two threads: then
// the reader has a table of symbols of its own, and parts have the texts that are new in it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "core/trace.h"
#include "mfotl/event_merge.h"
#include "mfotl/log.h"

namespace casus::mfotl {

struct LogPart {
  core::TraceChunk chunk;
  std::vector<std::string_view> texts;  // in the order of their symbols
  std::vector<LogError> errors;
  // Where reading has come to: counts, and what is no whole time-point yet.
  LogParser::Position position = {};
  std::string rest = {};     // if there is no more
  bool has_stopped = false;  // at a mistake, with this part
};

class LogReader {
 public:
  struct Options {
    bool stops_at_error = false;
    bool is_apart = false;  // read in a thread of its own
  };

  // All must outlive it.
  LogReader(const Policy& policy, const MonitorPlan& plan, base::SymbolTable& symbols, Options options);

  // The events of a file; before the first bytes of the log.
  void Merge(std::string file, std::string_view predicate, ByteSource source);

  void Give(std::string_view bytes) { given_ = bytes; }
  void GiveEnd() { has_ended_ = true; }
  // Fills a part whose chunk is empty; false if that was all in what was given.
  bool Take(LogPart& part);

  // Goes on behind what another has read; the table of symbols is that which it left.
  void Resume(const LogParser::Position& position, std::string rest);

 private:
  bool TakeLog(core::TraceChunk& chunk);
  bool TakeMerged(core::TraceChunk& chunk);
  LogParser::Position PositionNow() const;
  void LearnTexts();

  const Policy& policy_;
  const MonitorPlan& plan_;
  Options options_;
  base::SymbolTable& symbols_;
  base::SymbolTable own_symbols_;  // if it is apart
  size_t told_ = 0;                // how many of them are known to who evaluates
  LogParser parser_;
  std::unique_ptr<EventMerge> merge_;  // if there are files
  std::string_view given_;
  std::string rest_;   // of the log, no whole time-point yet
  std::string begun_;  // the bytes of the time-point that was begun, while they are parsed
  bool has_ended_ = false;
  bool is_at_end_ = false;
};

}  // namespace casus::mfotl
