#include "text/trace.h"

#include <algorithm>

#include "base/check.h"

namespace casus::text {

void Trace::Add(size_t at, size_t origin, uint32_t text_step, uint32_t origin_step) {
  if (!runs_.empty()) {
    const Run& last = runs_.back();
    const size_t steps = (at - last.at) / last.text_step;
    const bool continues = last.text_step == text_step && last.origin_step == origin_step &&
                           steps * last.text_step == at - last.at &&
                           last.origin + steps * last.origin_step == origin;
    if (continues) return;
    CHECK(at >= last.at) << "a trace is told in order";
    if (last.at == at) runs_.pop_back();
  }
  runs_.push_back({at, origin, text_step, origin_step});
}

size_t Trace::RunAt(size_t at) const {
  CHECK(!runs_.empty());
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), at,
                                      [](size_t place, const Run& run) { return place < run.at; });
  return static_cast<size_t>(std::max<ptrdiff_t>(after - runs_.begin() - 1, 0));
}

size_t Trace::BeginOf(size_t at) const {
  const Run& run = runs_[RunAt(at)];
  return run.origin + (at - run.at) / run.text_step * run.origin_step;
}

size_t Trace::EndOf(size_t at) const {
  const Run& run = runs_[RunAt(at - 1)];
  return run.origin + ((at - 1 - run.at) / run.text_step + 1) * run.origin_step;
}

Range Trace::Origin(Range part) const {
  const size_t begin = BeginOf(part.begin);
  return {begin, part.empty() ? begin : EndOf(part.end)};
}

std::vector<Range> Trace::OriginPieces(Range part) const {
  std::vector<Range> pieces;
  if (part.empty()) return pieces;
  for (size_t i = RunAt(part.begin); i < runs_.size() && runs_[i].at < part.end; ++i) {
    const size_t from = std::max(part.begin, runs_[i].at);
    const size_t to = i + 1 < runs_.size() ? std::min(part.end, runs_[i + 1].at) : part.end;
    const Range piece{BeginOf(from), EndOf(to)};
    if (!pieces.empty() && pieces.back().end == piece.begin) {
      pieces.back().end = piece.end;
    } else {
      pieces.push_back(piece);
    }
  }
  return pieces;
}

void TracedText::Append(std::string_view copied, size_t origin) {
  if (copied.empty()) return;
  trace.Add(text.size(), origin);
  text += copied;
}

void TracedText::Append(std::string_view replacement, Range origin) {
  if (replacement.empty()) return;
  trace.Add(text.size(), origin.begin, static_cast<uint32_t>(replacement.size()),
            static_cast<uint32_t>(origin.size()));
  text += replacement;
}

}  // namespace casus::text
