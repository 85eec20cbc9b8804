// How fast a sentence's quantities, names and oddities are found.

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "base/check.h"
#include "text/names.h"
#include "text/oddities.h"
#include "text/quantities.h"

namespace casus::text {
namespace {

// Sentences as a history has them: some with figures and names, most with few.
const std::vector<std::string> kSentences = {
    "The envoys travelled back in silence, for nobody on the train believed that the second draft was any "
    "better.",
    "In the spring the Council of Harbours sent 1,200 men and about 40 wagons to the northern depots.",
    "Foreign Minister Marta Oldfield replied that her government had never agreed to such a clause.",
    "Prices rose, shops closed early, and those who could leave had left before the winter came.",
    "Under the Treaty of Lowmarsh the river towns were to receive 7.5 million crowns over ten years.",
    "What the delegation wanted most was time, and time was what the other side would not give.",
};

size_t Bytes() {
  size_t bytes = 0;
  for (const std::string& sentence : kSentences) bytes += sentence.size();
  return bytes;
}

template <typename Find>
void Run(benchmark::State& state, size_t expected, const Find& find) {
  for (auto _ : state) {
    size_t found = 0;
    for (const std::string& sentence : kSentences) found += find(sentence);
    CHECK(found == expected) << found << " were found";
  }
  state.SetBytesProcessed(state.iterations() * static_cast<int64_t>(Bytes()));
}

void Quantities(benchmark::State& state) {
  Run(state, 4, [](const std::string& sentence) { return FindQuantities(ProseTokens(sentence)).size(); });
}
BENCHMARK(Quantities);

void Names(benchmark::State& state) {
  std::vector<KnownName> known;
  constexpr int kKnown = 100'000;
  for (int i = 0; i < kKnown; ++i) {
    const std::string number = std::to_string(i);
    known.push_back({.name = "Treaty of Place" + number, .entity = "treaty-" + number});
  }
  known.push_back({.name = "Marta Oldfield", .entity = "oldfield"});
  const NameFinder finder(known);
  Run(state, 4, [&](const std::string& sentence) { return finder.Find(ProseTokens(sentence)).size(); });
}
BENCHMARK(Names);

void Oddities(benchmark::State& state) {
  OddityFinder finder;
  Run(state, 0, [&](const std::string& sentence) { return finder.Read(ProseTokens(sentence), 1).size(); });
}
BENCHMARK(Oddities);

}  // namespace
}  // namespace casus::text
