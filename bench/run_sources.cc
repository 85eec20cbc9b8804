// Reads and aligns made-up texts of three sizes and prints the times, after what was found has been checked
// (text/reading_sample.h, text/align_sample.h say what it has to be; otherwise this aborts and says why).
//
//   run_sources
//
// Times are of the processor, on one core: the least of some runs, as what disturbs a run only adds to it.

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "text/align.h"
#include "text/align_sample.h"
#include "text/reading.h"
#include "text/reading_sample.h"

namespace casus::bench {
namespace {

constexpr int kRuns = 3;

double Seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

template <typename Body>
double LeastSeconds(Body body) {
  double least = 1e9;
  for (int run = 0; run < kRuns; ++run) {
    const double start = Seconds();
    body();
    least = std::min(least, Seconds() - start);
  }
  return least;
}

void MeasureReading() {
  fmt::print("reading     MB  sentences   seconds     MB/s\n");
  double last = 0;
  for (const size_t bytes : {size_t{1} << 20, size_t{1} << 22, size_t{1} << 24}) {
    const text::SampleText sample = text::MakeSampleText(bytes);
    text::CheckRead(sample, *text::Read(sample.text));
    const double seconds = LeastSeconds([&] { text::Read(sample.text).ok(); });
    const double megabytes = static_cast<double>(sample.text.size()) / 1e6;
    fmt::print("        {:6.1f}  {:9}  {:8.3f}  {:7.1f}", megabytes,
               sample.dates.size() * text::SampleText::kSentences, seconds, megabytes / seconds);
    if (last > 0) fmt::print("   × {:.2f} a byte", seconds / megabytes / last);
    fmt::print("\n");
    std::fflush(stdout);
    last = seconds / megabytes;
  }
}

void MeasureAligning() {
  fmt::print("aligning   sentences   seconds  µs a sentence\n");
  double last = 0;
  for (const size_t sentences : {1'000, 3'000, 10'000}) {
    const text::SampleAccounts sample = text::MakeSampleAccounts({.sentences = sentences});
    text::CheckFound(sample, text::Align(sample.a, sample.b));
    const double seconds = LeastSeconds([&] { text::Align(sample.a, sample.b); });
    const double each = seconds / static_cast<double>(sentences);
    fmt::print("           {:9}  {:8.3f}  {:13.1f}", sentences, seconds, each * 1e6);
    if (last > 0) fmt::print("   × {:.2f} a sentence", each / last);
    fmt::print("\n");
    std::fflush(stdout);
    last = each;
  }
}

}  // namespace
}  // namespace casus::bench

int main() {
  casus::bench::MeasureReading();
  casus::bench::MeasureAligning();
  return 0;
}
