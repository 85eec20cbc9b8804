// How fast statements are resolved and checked. The aim is two million plain statements a second on one core.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "lang/dossier.h"
#include "lang/parser.h"

namespace casus::lang {
namespace {

// `count` plain statements of three phrases, two of which share their words, about a hundred states and
// lands.
std::string Chronicle(size_t count) {
  std::string text = R"(horizon 1900-01-01 through 2000-12-31
kind Party
kind Territory
kind State is Party, Territory
kind Pact
event {a: State} invades/invade {b: State}
event {who: Party} demands/demand {land: Territory} from {whom: Party}
event {who: Party} demands/demand {pact: Pact} from {whom: Party}
)";
  for (int i = 0; i < 100; ++i) text += fmt::format("State State_{0}\nPact Pact_{0}\n", i);
  for (size_t i = 0; i < count; ++i) {
    const size_t day = i * 36'500 / count;
    const std::string date =
        fmt::format("{:04}-{:02}-{:02}", 1900 + day / 365, 1 + day % 365 / 31, 1 + day % 28);
    const size_t a = i % 97;
    const size_t b = i % 89;
    switch (i % 3) {
      case 0:
        text += fmt::format("{}  State_{} invades State_{}\n  given\n", date, a, b);
        break;
      case 1:
        text += fmt::format("{}  State_{} demands State_{} from State_{}\n  given\n", date, a, b, i % 83);
        break;
      default:
        text += fmt::format("{}  State_{} demands Pact_{} from State_{}\n  given\n", date, a, b, i % 83);
        break;
    }
  }
  return text;
}

void BM_ResolveAndCheckPlainStatements(benchmark::State& state) {
  const auto count = static_cast<size_t>(state.range(0));
  diag::Files files;
  const diag::FileId file = files.Add("chronicle.casus", Chronicle(count));
  for ([[maybe_unused]] auto iteration : state) {
    state.PauseTiming();
    base::SymbolTable symbols;
    diag::Sink sink;
    std::vector<Document> documents;
    documents.push_back(Parse(file, files, symbols, sink));
    state.ResumeTiming();
    const Dossier dossier = Resolve(std::move(documents), 0, symbols, sink);
    Check(dossier, symbols, sink);
    state.PauseTiming();
    CHECK(sink.Finish().diagnostics.empty()) << sink.Finish().diagnostics.front().message;
    const Document& document = dossier.documents.front();
    for (size_t i = 0; i < document.statements.size(); ++i) {
      CHECK(document[document.statements[i].phrase].predicate == PredicateId(i % 3)) << "statement " << i;
    }
    state.ResumeTiming();
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations() * count));
}
BENCHMARK(BM_ResolveAndCheckPlainStatements)->Arg(10'000)->Arg(300'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::lang
