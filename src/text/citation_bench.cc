// How long it takes to read a source of a hundred thousand words, and to find a citation in it.

#include <benchmark/benchmark.h>

#include <string>

#include "base/check.h"
#include "text/citation.h"
#include "text/source.h"

namespace casus::text {
namespace {

constexpr int kSentences = 10'000;

std::string Document() {
  std::string document;
  for (int i = 1; i <= kSentences; ++i) {
    const std::string n = std::to_string(i);
    document += "On day " + n + " the delegation of place" + std::to_string(i % 100) +
                " signed the agreement of article" + n + ".\n";
  }
  return document;
}

void ReadSource(benchmark::State& state) {
  const std::string document = Document();
  for (auto _ : state) {
    const base::Result<Source> source = Source::FromBytes(document);
    CHECK(source.ok() && source->sentences().size() == kSentences) << "the sentences of the document";
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(document.size()));
}
BENCHMARK(ReadSource)->Unit(benchmark::kMillisecond);

void FindRareWords(benchmark::State& state) {
  const Source source = *Source::FromBytes(Document());
  for (auto _ : state) {
    const CitationMatch match = FindCitation(source, "delegation … signed the agreement of article4711");
    CHECK(match.sentences == std::vector<int>{4711}) << "the citation";
  }
}
BENCHMARK(FindRareWords)->Unit(benchmark::kMicrosecond);

void FindNearest(benchmark::State& state) {
  const Source source = *Source::FromBytes(Document());
  for (auto _ : state) {
    const CitationMatch match = FindCitation(source, "refused the agreement of article4711");
    CHECK(match.nearest.size() == 3 && match.nearest.front().sentence == 4711) << "the nearest sentence";
  }
}
BENCHMARK(FindNearest)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace casus::text
