// How fast documents are read, sentences and mentions included: bytes per second of processor time, at three sizes. What is found is
// checked before anything is timed.

#include <benchmark/benchmark.h>

#include "text/reading.h"
#include "text/reading_sample.h"

namespace casus::text {
namespace {

void BM_Read(benchmark::State& state) {
  const SampleText sample = MakeSampleText(static_cast<size_t>(state.range(0)));
  CheckRead(sample, *Read(sample.text));
  for (auto _ : state) {
    Reading reading = *Read(sample.text);
    benchmark::DoNotOptimize(reading);
  }
  state.SetBytesProcessed(static_cast<int64_t>(sample.text.size()) * state.iterations());
}
BENCHMARK(BM_Read)->Arg(1 << 20)->Arg(1 << 22)->Arg(1 << 24)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::text
