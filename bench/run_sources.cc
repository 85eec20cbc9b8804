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
#include <string>
#include <string_view>
#include <vector>

#include "base/check.h"
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

// The sample in other shapes, of which each has the same sentences, and lines of one word.
void MeasureShapes() {
  constexpr size_t kBytes = size_t{1} << 22;
  const text::SampleText sample = text::MakeSampleText(kBytes);
  const size_t sentences = sample.dates.size() * text::SampleText::kSentences;
  struct Shape {
    std::string_view name;
    std::string before, behind;  // a paragraph
    text::Form form;
    std::string text = {};
  };
  Shape shapes[] = {{"one line", "", " ", text::Form::kPlain},
                    {"Markdown", "", "\n\n", text::Form::kMarkdown},
                    {"HTML", "<p>", "</p>\n", text::Form::kHtml}};
  fmt::print("shapes      MB  sentences   seconds     MB/s\n");
  const auto measure = [](const Shape& shape, size_t expected) {
    const text::ReadOptions options{.form = shape.form};
    const size_t found = text::Read(shape.text, options)->sentences.size();
    CHECK(found == expected) << shape.name << ": " << found << " sentences instead of " << expected;
    const double seconds = LeastSeconds([&] { text::Read(shape.text, options).ok(); });
    const double megabytes = static_cast<double>(shape.text.size()) / 1e6;
    fmt::print("        {:6.1f}  {:9}  {:8.3f}  {:7.1f}   {}\n", megabytes, expected, seconds,
               megabytes / seconds, shape.name);
    std::fflush(stdout);
  };
  for (Shape& shape : shapes) {
    // Behind the title, which stands by itself.
    for (size_t at = sample.text.find("\n\n") + 2; at < sample.text.size();) {
      const size_t end = sample.text.find("\n\n", at);
      shape.text += shape.before + sample.text.substr(at, end - at) + shape.behind;
      at = end + 2;
    }
    measure(shape, sentences);
  }
  Shape lines{"a word a line", "", "", text::Form::kPlain};
  constexpr size_t kLines = 1'000'000;
  for (size_t i = 0; i < kLines; ++i) lines.text += "Ay.\n";
  measure(lines, kLines);
}

void MeasureAligning() {
  fmt::print("aligning   sentences   seconds  µs a sentence\n");
  double last = 0;
  for (const size_t sentences : std::vector<size_t>{1'000, 3'000, 10'000}) {
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
  casus::bench::MeasureShapes();
  casus::bench::MeasureAligning();
  return 0;
}
