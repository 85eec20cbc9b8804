#pragma once

// Reads logs in MonPoly's format into chunks for the engine.
//
//   @1307532861 approve (52, "mallory")(53, "bob") publish (52);
//
//   LogParser parser(policy.predicates, policy.logged, plan, symbols);
//   while (read more bytes) {
//     size_t used = parser.Parse(bytes, is_end, chunk);         // whole time-points alone; keep the rest
//     for (const LogError& error : parser.TakeErrors()) ...
//
// A time-point is a stamp and the events at it; it ends with `;`, or with the next `@`, or with the log. Texts
// stand in double quotes, or without them if they have no comma, parenthesis or space. What stands behind a #
// at the beginning of a line is a comment. A text may not go over the end of a line, and an @ at the beginning of
// one begins a time-point wherever it stands, so that a mistake spoils no more than its time-point.
//
// What is wrong is left out and told: an event of the wrong shape, the rest of a time-point that makes no
// sense, a time-point whose stamp is less than the one before. Nothing else is affected by it. Events that the
// plan has no use for are checked like all others, and their texts forgotten.
//
// One pass, without copying but of new texts; lines are counted only to name them. Tuples in their usual form are read by
// PlainTuples, without a look at each byte.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "core/trace.h"
#include "mfotl/formula.h"
#include "mfotl/plain_tuples.h"
#include "mfotl/planner.h"

namespace casus::mfotl {

// How far a time-stamp may be from 0: that of nanoseconds is reached in 2033.
inline constexpr core::Stamp kMostStamp = 2'000'000'000'000'000'000;
inline constexpr std::string_view kStampIsFar =
    "time-stamps lie between -2000000000000000000 and 2000000000000000000";

struct LogError {
  uint64_t line, column;  // from 1; columns in bytes
  std::string message;
  std::string file = {};  // that was merged into the log; empty: the log itself
};

class LogParser {
 public:
  // `predicates` are those that a log may mention; all must outlive the parser.
  LogParser(std::span<const Predicate> predicates, const MonitorPlan& plan, base::SymbolTable& symbols);

  // Stop at the first mistake: what comes behind it is not read.
  void StopAtError() { stops_ = true; }

  // Appends the whole time-points at the beginning of the bytes; gives how many bytes these took. If nothing
  // follows (is_end), all are taken.
  size_t Parse(std::string_view bytes, bool is_end, core::TraceChunk& chunk);

  std::vector<LogError> TakeErrors() { return std::exchange(errors_, {}); }
  bool has_stopped() const { return has_stopped_; }

  uint64_t points() const { return points_; }
  uint64_t events() const { return events_; }
  uint64_t errors() const { return error_count_; }

  // For going on behind what another parser has read.
  struct Position {
    uint64_t points = 0, events = 0, errors = 0, lines = 0, bytes = 0;
    core::Stamp last_stamp = INT64_MIN;
  };
  Position position() const;
  void set_position(const Position& position);

 private:
  struct Target {
    std::string_view name;
    uint64_t head;  // a word of the name's first 8 bytes
    size_t predicate;
    bool is_overloaded;  // other predicates have the same name, and other numbers of columns
  };

  // All return whether to go on with the time-point.
  void ReadPoint(core::TraceChunk& chunk);
  bool ReadStamp(core::Stamp& stamp);
  bool ReadEvents(core::TraceChunk& chunk);
  bool ReadTuples(const Target& target, core::TraceChunk& chunk);
  bool ReadTuple(size_t predicate, core::TraceChunk& chunk);
  // A text that is not kept gets no symbol.
  bool ReadValue(Type type, bool is_kept, core::Value& value, std::string& problem);
  std::string_view ReadName();
  const Target* FindTarget(std::string_view name) const;
  size_t Overload(size_t predicate) const;

  // Blanks and comments.
  void SkipBlank() {
    while (at_ < end_ && *at_ == ' ') ++at_;
    if (at_ < end_ && static_cast<unsigned char>(*at_) > ' ' && *at_ != '#') return;
    SkipBlanks();
  }
  void SkipBlanks();
  bool SeesPoint() const { return *at_ == '@' && (at_ == begin_ || at_[-1] == '\n'); }
  void SkipTuple();
  void SkipPoint();
  void Report(const char* at, std::string message);

  std::span<const Predicate> predicates_;
  base::SymbolTable& symbols_;
  std::vector<std::optional<core::NodeId>> inputs_;
  std::optional<core::NodeId> clock_;
  std::array<std::vector<Target>, 256> targets_;  // by the first byte of the name
  std::vector<core::Value> row_;
  PlainTuples plain_;

  const char* begin_ = nullptr;  // of the bytes at hand
  const char* at_ = nullptr;
  const char* end_ = nullptr;
  const char* counted_ = nullptr;  // lines before it have been counted
  uint64_t lines_ = 0;

  core::Stamp last_stamp_ = INT64_MIN;
  uint64_t points_ = 0, events_ = 0, error_count_ = 0, bytes_ = 0;
  std::vector<LogError> errors_;
  bool stops_ = false;
  bool has_stopped_ = false;
};

}  // namespace casus::mfotl
