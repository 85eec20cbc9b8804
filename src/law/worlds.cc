#include "law/worlds.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/check.h"

namespace casus::law {
namespace {

uint64_t Size(const Window& window) { return static_cast<uint64_t>(window.last - window.first) + 1; }

}  // namespace

std::vector<Uncertainty> UncertaintiesOf(const Chronicle& chronicle) {
  std::vector<Uncertainty> uncertainties;
  // The facts of one statement share its day: `A and B sign` on some day is one day.
  std::map<std::pair<uint32_t, Uncertainty::Kind>, size_t> of_statement;
  std::map<uint32_t, size_t> of_choice;
  auto share = [&](uint32_t statement, Uncertainty::Kind kind, uint32_t fact, uint64_t values) {
    const auto [known, is_new] = of_statement.try_emplace({statement, kind}, uncertainties.size());
    if (is_new) uncertainties.push_back({kind, {}, values});
    uncertainties[known->second].facts.push_back(fact);
  };
  for (uint32_t i = 0; i < chronicle.facts.facts.size(); ++i) {
    const Fact& fact = chronicle.facts.facts[i];
    if (fact.has_begin && !fact.begin.exact()) {
      share(fact.statement, Uncertainty::Kind::kBegin, i, Size(fact.begin));
    }
    if (fact.has_end && !fact.end.exact()) share(fact.statement, Uncertainty::Kind::kEnd, i, Size(fact.end));
    if (!fact.doubtful) continue;
    if (fact.choice == Fact::kNoChoice) {
      uncertainties.push_back({Uncertainty::Kind::kPresence, {i}, 2});
      continue;
    }
    const auto [known, is_new] = of_choice.try_emplace(fact.choice, uncertainties.size());
    if (is_new) uncertainties.push_back({Uncertainty::Kind::kChoice, {}, 0});
    uncertainties[known->second].facts.push_back(i);
    ++uncertainties[known->second].values;
  }
  return uncertainties;
}

uint64_t CountWorlds(const std::vector<Uncertainty>& uncertainties) {
  uint64_t worlds = 1;
  for (const Uncertainty& uncertainty : uncertainties) {
    if (uncertainty.values > kMaxWorlds) return kMaxWorlds + 1;
    worlds *= uncertainty.values;
    if (worlds > kMaxWorlds) return kMaxWorlds + 1;
  }
  return worlds;
}

bool Decide(Chronicle& chronicle, const std::vector<Uncertainty>& uncertainties,
            const std::vector<uint64_t>& values) {
  CHECK(values.size() == uncertainties.size());
  std::vector<bool> absent(chronicle.facts.facts.size(), false);
  for (size_t i = 0; i < uncertainties.size(); ++i) {
    const Uncertainty& uncertainty = uncertainties[i];
    const auto value = static_cast<core::Moment>(values[i]);
    CHECK(values[i] < uncertainty.values);
    for (size_t k = 0; k < uncertainty.facts.size(); ++k) {
      Fact& fact = chronicle.facts.facts[uncertainty.facts[k]];
      switch (uncertainty.kind) {
        case Uncertainty::Kind::kBegin:
          fact.begin = {fact.begin.first + value, fact.begin.first + value};
          break;
        case Uncertainty::Kind::kEnd:
          fact.end = {fact.end.first + value, fact.end.first + value};
          break;
        case Uncertainty::Kind::kPresence:
          if (value == 1) absent[uncertainty.facts[k]] = true;
          fact.doubtful = false;
          break;
        case Uncertainty::Kind::kChoice:
          if (static_cast<size_t>(value) != k) absent[uncertainty.facts[k]] = true;
          fact.doubtful = false;
          break;
      }
    }
  }
  const core::Moment beyond = chronicle.timeline.size();
  size_t kept = 0;
  for (size_t i = 0; i < chronicle.facts.facts.size(); ++i) {
    Fact& fact = chronicle.facts.facts[i];
    if (absent[i] || (fact.has_begin && fact.begin.first >= beyond)) continue;
    if (fact.has_begin && fact.has_end && fact.end.first <= fact.begin.first) return false;
    chronicle.facts.facts[kept++] = fact;
  }
  chronicle.facts.facts.resize(kept);
  return true;
}

}  // namespace casus::law
