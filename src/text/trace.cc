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
  if (runs_.back().at <= at) return runs_.size() - 1;
  const auto after = std::upper_bound(runs_.begin(), runs_.end(), at,
                                      [](size_t place, const Run& run) { return place < run.at; });
  return static_cast<size_t>(std::max<ptrdiff_t>(after - runs_.begin() - 1, 0));
}

Range Trace::Origin(Range part) const {
  const Run& first = runs_[RunAt(part.begin)];
  const size_t begin = BeginOf(first, part.begin);
  if (part.empty()) return {begin, begin};
  return {begin, EndOf(runs_[RunAt(part.end - 1)], part.end)};
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
