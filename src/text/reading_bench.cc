// How fast documents are read, sentences and mentions included: bytes per second of processor time, at three sizes. The number of
// sentences and of dates is checked before anything is timed.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/check.h"
#include "text/reading.h"

namespace casus::text {
namespace {

constexpr size_t kSentences = 6;  // of a paragraph
constexpr size_t kDates = 2;

// A paragraph of a history that never was: a date, a figure and some names every few hundred bytes.
std::string Paragraph(size_t number) {
  return fmt::format(
      "The council of the river towns met again on March {}, {}, and heard the reports of its envoys. Nobody "
      "was surprised that "
      "the ferry dues had been raised, since the bridge at Fernmouth was still closed to carts. According to "
      "the letter of "
      "Captain Aldous Wren, some {} soldiers were waiting on the far bank, although the agreement allowed "
      "far fewer of them. The "
      "towns protested at once, and their envoy left for the coast the next day. He carried a draft in which "
      "the old promises "
      "were repeated word for word (the clause on timber was left out). It was neither signed nor refused, "
      "and so the matter "
      "rested until the harvest was brought in.\n\n",
      number % 28 + 1, 1800 + number % 90, 100 + number % 900);
}

std::string Prose(size_t bytes) {
  std::string text = "The River Towns\n\n";
  for (size_t i = 0; text.size() < bytes; ++i) text += Paragraph(i);
  return text;
}

void BM_Read(benchmark::State& state) {
  const std::string text = Prose(static_cast<size_t>(state.range(0)));
  const auto paragraphs = static_cast<size_t>(std::count(text.begin(), text.end(), '\n') / 2 - 1);
  const Reading once = *Read(text);
  size_t dates = 0;
  for (const Sentence& sentence : once.sentences) {
    for (const Mention& mention : sentence.mentions) dates += mention.kind == Mention::Kind::kDate ? 1 : 0;
  }
  CHECK(once.sentences.size() == paragraphs * kSentences)
      << once.sentences.size() << " sentences of " << paragraphs << " paragraphs";
  CHECK(dates >= paragraphs * kDates) << dates << " dates in " << paragraphs << " paragraphs";
  for (auto _ : state) {
    Reading reading = *Read(text);
    benchmark::DoNotOptimize(reading);
  }
  state.SetBytesProcessed(static_cast<int64_t>(text.size()) * state.iterations());
}
BENCHMARK(BM_Read)->Arg(1 << 20)->Arg(1 << 22)->Arg(1 << 24)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::text
