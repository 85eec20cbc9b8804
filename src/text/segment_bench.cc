// How long it takes to find the sentences of ordinary prose, of prose full of what looks like their ends, and
// of text in another script.

#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/check.h"
#include "text/segment.h"

namespace casus::text {
namespace {

constexpr size_t kRounds = 2000;

// Each text is a round of as many sentences; the number makes each of them another.
struct Prose {
  size_t sentences;
  std::array<std::string_view, 2> halves;
};

constexpr Prose kPlain = {
    .sentences = 5,
    .halves = {
        "The delegation of the northern towns came back to the capital after a week of talks, and told the "
        "council what it had been offered. Nobody was pleased with the terms, since the harbour, which "
        "had been promised twice, was to stay closed for another year. In letter ",
        " the minister, Mr. Ozols, asked for patience; the merchants, he wrote, would be paid by the autumn. "
        "Did "
        "anyone believe him? The record of the meeting – it fills four pages – leaves that open, although "
        "the "
        "vote, with 35 in favour and 12 against, came on Oct. 3, 1921, earlier than planned.\n"}};

constexpr Prose kDense = {
    .sentences = 7,
    .halves = {
        "Gen. J. Marsh (b. 1880) met Dr. Vey et al. at 5 p.m. Monday. “Stop!” he said. \"Why?\" asked Vol. ",
        " of the U.S. Report, pp. 4–5, cf. Art. 7(1)(a).[2][3] He paid $7.5 mln. Was it so... or not? Nobody "
        "in the "
        "U.N. Council knew. See St. Olaf v. Acme Inc. for more.\n"}};

constexpr Prose kHindi = {
    .sentences = 2,
    .halves = {"दोनों देशों के बीच बातचीत कई दिनों तक चलती रही और अंत में संधि पर हस्ताक्षर हुए। पत्र ",
               " में मंत्री ने लिखा कि व्यापारियों को शरद ऋतु तक पैसा मिल जाएगा।\n"}};

void FindSentences(benchmark::State& state, const Prose& prose) {
  std::string text;
  for (size_t i = 1; i <= kRounds; ++i) {
    text.append(prose.halves[0]).append(std::to_string(i)).append(prose.halves[1]);
  }
  for (auto _ : state) {
    const size_t found = SplitSentences(text).size();
    CHECK(found == prose.sentences * kRounds) << found << " sentences";
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(text.size()));
}
BENCHMARK_CAPTURE(FindSentences, plain, kPlain)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(FindSentences, dense, kDense)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(FindSentences, hindi, kHindi)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::text
