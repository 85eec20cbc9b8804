// How long it takes to align two accounts, and how that grows with them.

#include <benchmark/benchmark.h>

#include "text/align.h"
#include "text/align_sample.h"

namespace casus::text {
namespace {

void AlignAccounts(benchmark::State& state) {
  const bool is_shuffled = state.range(1) != 0;
  const SampleAccounts sample =
      MakeSampleAccounts({.sentences = static_cast<size_t>(state.range(0)), .is_shuffled = is_shuffled});
  CheckFound(sample, Align(sample.a, sample.b));
  for (auto _ : state) benchmark::DoNotOptimize(Align(sample.a, sample.b));
  state.SetItemsProcessed(state.iterations() * state.range(0));  // sentences of one account
}
BENCHMARK(AlignAccounts)
    ->ArgNames({"sentences", "shuffled"})
    ->ArgsProduct({{1'000, 3'000, 10'000}, {0, 1}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::text
