// How fast the chronicle is parsed. The aim is two million plain statements a second on one core.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>

#include "base/check.h"
#include "lang/parser.h"

namespace casus::lang {
namespace {

// A chronicle of `count` plain statements about a hundred years and a hundred names.
std::string PlainChronicle(size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    const size_t day = i * 36'500 / count;
    text += fmt::format("{:04}-{:02}-{:02}  State_{} invades State_{}\n", 1900 + day / 365,
                        1 + day % 365 / 31, 1 + day % 365 % 31 % 28, i % 97, i % 89);
  }
  return text;
}

std::string CitedChronicle(size_t count) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    text += fmt::format(
        "1939-10-{:02}  State_{} and State_{} sign Treaty_{}  as Signing_{}\n"
        "  cite A \"the delegation signed treaty number {}\"\n",
        1 + i % 28, i % 97, i % 89, i, i, i);
  }
  return text;
}

void ParseAndCheck(benchmark::State& state, std::string text, size_t statements) {
  const auto bytes = static_cast<int64_t>(text.size());
  diag::Files files;
  const diag::FileId file = files.Add("chronicle.casus", std::move(text));
  for ([[maybe_unused]] auto iteration : state) {
    base::SymbolTable symbols;
    diag::Sink sink;
    const Document document = Parse(file, files, symbols, sink);
    CHECK(!sink.HasErrors() && document.statements.size() == statements) << document.statements.size();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(statements));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations()) * bytes);
}

void BM_ParsePlainStatements(benchmark::State& state) {
  const auto count = static_cast<size_t>(state.range(0));
  ParseAndCheck(state, PlainChronicle(count), count);
}
BENCHMARK(BM_ParsePlainStatements)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

void BM_ParseCitedStatements(benchmark::State& state) {
  const auto count = static_cast<size_t>(state.range(0));
  ParseAndCheck(state, CitedChronicle(count), count);
}
BENCHMARK(BM_ParseCitedStatements)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::lang
