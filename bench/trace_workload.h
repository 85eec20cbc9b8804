#pragma once

// Logs to monitor, policies to monitor them by, and the verdicts that must come out.
//
//   const TraceLog log = MakeEvents({.name = "L10", .per_point = 10, …}, 1'000'000);
//   log.WriteTo(file);                              in MonPoly's format
//   PlainAnswer(policy, log) == {164'348, hash}     by other means than the engine's: see trace_workload.cc
//
// Logs are of two kinds. *Events*: six predicates with values of a small domain, at random. *Sessions*: users log in and
// out, files open and close, thousands at a time, and one event comes at each time-point. Everything follows from the
// sizes alone.

#include <array>
#include <cstdint>
#include <cstdio>
#include <span>
#include <string_view>
#include <vector>

namespace casus::bench {

enum class Event : uint8_t { kA, kB, kC, kP, kQ, kT, kLogin, kLogout, kOpen, kClose, kAccess };

struct TraceEvent {
  Event event;
  std::array<int32_t, 3> values;  // as many as the event has; the first of T is the number of a user
};

struct LogShape {
  std::string_view name;
  int per_point;  // events at a time-point; 0: sessions
  int points_per_stamp;
  int domain;  // values of events; of sessions, how many users and files are there at a time
};

struct TraceLog {
  std::vector<int64_t> stamps;         // by point
  std::vector<uint32_t> begins = {0};  // by point: its first event; then the end of all
  std::vector<TraceEvent> events;

  size_t points() const { return stamps.size(); }
  std::span<const TraceEvent> At(size_t point) const {
    return {events.data() + begins[point], events.data() + begins[point + 1]};
  }
  void WriteTo(std::FILE* file) const;
};

TraceLog MakeLog(const LogShape& shape, size_t events);

inline constexpr std::string_view kTraceSignature =
    "A(x:int,y:int)\nB(x:int,y:int)\nC(x:int,y:int)\nP(x:int)\nQ(x:int)\nT(u:string,i:int,a:int)\n"
    "login(u:int)\nlogout(u:int)\nopen(f:int)\nclose(f:int)\naccess(u:int,f:int)\n";

// The rows at all points, and a hash that does not depend on their order within a point.
struct Answer {
  uint64_t rows = 0;
  uint64_t hash = 0;

  void Add(size_t point, std::span<const int32_t> row);
  friend bool operator==(const Answer&, const Answer&) = default;
};

struct TracePolicy {
  std::string_view name;
  std::string_view formula;
  void (*answer)(const TraceLog& log, Answer& answer);
};

std::span<const TracePolicy> TracePolicies();

}  // namespace casus::bench
