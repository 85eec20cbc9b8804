#pragma once

// Text that knows where each of its bytes comes from.
//
//   TracedText text;
//   text.Append("Lithuania", 120);            // stands at bytes 120 to 128 of the original
//   text.Append("&", {.begin = 129, .end = 134});   // was written "&amp;"
//   text.trace.Origin({.begin = 0, .end = 10}) == Range{.begin = 120, .end = 134}
//
// A trace is a list of runs. Within a run, text and original advance in equal steps: byte by byte where the
// text was copied, two bytes to one where UTF-16 became ASCII. So a trace costs memory by the places where
// something was changed, not by the length of the text. Places in the original ascend.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casus::text {

// Bytes from `begin` up to, not including, `end`.
struct Range {
  size_t begin = 0;
  size_t end = 0;

  size_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  friend bool operator==(const Range&, const Range&) = default;
};

class Trace {
 public:
  // Says that the text from `at` on, up to the place of the next call, came from the original from `origin`
  // on: each `text_step` bytes of it from `origin_step` bytes. Requires places that ascend.
  void Add(size_t at, size_t origin, uint32_t text_step = 1, uint32_t origin_step = 1);

  // The original bytes of a part of the text, from its first to its last; what lies between and was left
  // out is within. An empty part has the place of what follows it. Requires that the trace is not empty.
  // Logarithmic.
  Range Origin(Range part) const;

  // Calls `take` with the original ranges that the part is made of, without what was left out: ascending ranges that do
  // not touch.
  template <typename Take>
  void ForEachOrigin(Range part, Take take) const {
    if (part.empty()) return;
    size_t i = RunAt(part.begin);
    Range range{BeginOf(runs_[i], part.begin), 0};
    for (; i + 1 < runs_.size() && runs_[i + 1].at < part.end; ++i) {
      range.end = EndOf(runs_[i], runs_[i + 1].at);
      const size_t next = BeginOf(runs_[i + 1], runs_[i + 1].at);
      if (next == range.end) continue;
      take(range);
      range.begin = next;
    }
    range.end = EndOf(runs_[i], part.end);
    take(range);
  }

  bool empty() const { return runs_.empty(); }

 private:
  struct Run {
    size_t at;
    size_t origin;
    uint32_t text_step;
    uint32_t origin_step;
  };

  size_t RunAt(size_t at) const;
  // The original place of the byte at `at`, and the place behind the original of the byte before it; of one in the run.
  static size_t BeginOf(const Run& run, size_t at) {
    return run.origin + (at - run.at) / run.text_step * run.origin_step;
  }
  static size_t EndOf(const Run& run, size_t at) {
    return run.origin + ((at - 1 - run.at) / run.text_step + 1) * run.origin_step;
  }

  std::vector<Run> runs_;
};

struct TracedText {
  std::string text;
  Trace trace;

  // Copies bytes that stand in the original at `origin`.
  void Append(std::string_view copied, size_t origin);
  // Writes `replacement` for the bytes `origin` of the original.
  void Append(std::string_view replacement, Range origin);
};

}  // namespace casus::text
