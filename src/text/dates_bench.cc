// How fast dates are read: of prose that has hardly any, and of a chronicle with one in every sentence.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/check.h"
#include "text/dates.h"

namespace casus::text {
namespace {

constexpr size_t kSentences = 10'000;

std::vector<std::string> Prose() {
  std::vector<std::string> sentences;
  for (size_t i = 0; i < kSentences; ++i) {
    sentences.push_back(
        i % 20 == 0 ? "In the spring of 1911 the old ferry was replaced by a bridge of iron and larch."
                    : "The miller and his brothers carried sacks across the ford, while the ferryman slept "
                      "under the willows and dreamt of a bridge.");
  }
  return sentences;
}

std::vector<std::string> Chronicle() {
  std::vector<std::string> sentences;
  for (size_t i = 0; i < kSentences; ++i) {
    sentences.push_back(
        i % 4 == 0   ? "On October 10, 1939, the envoys signed the agreement in the great hall."
        : i % 4 == 1 ? "The next day they took the night train home, and nobody met them there."
        : i % 4 == 2 ? "On October 28 the first battalions crossed the bridge, singing and tired."
                     : "By March 1940, most of the estates along the river had new owners.");
  }
  return sentences;
}

void Read(benchmark::State& state, const std::vector<std::string>& sentences, size_t expected) {
  size_t bytes = 0;
  for (const std::string& sentence : sentences) bytes += sentence.size();
  for (auto _ : state) {
    DateReader reader;
    size_t dates = 0;
    for (const std::string& sentence : sentences) dates += reader.Read(ProseTokens(sentence)).size();
    CHECK(dates == expected) << "the dates of the text, not " << dates;
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(bytes));
}

void ReadDatesOfProse(benchmark::State& state) { Read(state, Prose(), kSentences / 20); }
BENCHMARK(ReadDatesOfProse)->Unit(benchmark::kMillisecond);

void ReadDatesOfChronicle(benchmark::State& state) { Read(state, Chronicle(), kSentences); }
BENCHMARK(ReadDatesOfChronicle)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::text
