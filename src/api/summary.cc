#include "api/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "api/wording.h"
#include "law/values.h"

namespace casus::api {
namespace {

std::vector<InstrumentLife> Instruments(const Workspace& workspace, law::Record& record) {
  std::vector<InstrumentLife> instruments;
  std::map<base::Symbol, std::vector<Span>> in_force;
  if (const std::optional<law::PredicateId> predicate = record.Find("is_in_force")) {
    for (const law::Answer& row : record.All(*predicate).rows) {
      in_force[law::ToSymbol(row.values.front())] = SpansOf(record, row.certain, row.possible);
    }
  }
  for (const lang::Treaty& treaty : workspace.dossier().treaties) {
    instruments.push_back({.name = std::string(workspace.symbols().Name(treaty.name)),
                           .title = treaty.declaration->title,
                           .in_force = in_force[treaty.name]});
  }
  std::stable_sort(instruments.begin(), instruments.end(),
                   [](const InstrumentLife& a, const InstrumentLife& b) {
                     if (a.in_force.empty() || b.in_force.empty())
                       return !a.in_force.empty() && b.in_force.empty();
                     return a.in_force.front().from < b.in_force.front().from;
                   });
  return instruments;
}

// --- Lands
// -----------------------------------------------------------------------------------------------------

struct Held {
  base::Symbol who;
  base::IntervalSet certain, possible;
  friend bool operator==(const Held&, const Held&) = default;
};

// The nearest of the lands that a land lies in which has the same history: it speaks for the land, too.
std::vector<LandHistory> Lands(const Workspace& workspace, law::Record& record) {
  const std::optional<law::PredicateId> controls = record.Find("controls");
  if (!controls) return {};
  std::map<base::Symbol, std::vector<Held>> held;
  std::vector<base::Symbol> order;
  for (const law::Answer& row : record.All(*controls).rows) {
    const base::Symbol land = law::ToSymbol(row.values[1]);
    if (!held.contains(land)) order.push_back(land);
    held[land].push_back({law::ToSymbol(row.values[0]), row.certain, row.possible});
  }
  std::map<base::Symbol, base::Symbol> spoken_for;  // by land, the whole
  if (const std::optional<law::PredicateId> lies_in = record.Find("lies_in")) {
    for (const law::Answer& row : record.All(*lies_in).rows) {
      const base::Symbol part = law::ToSymbol(row.values[0]);
      const base::Symbol whole = law::ToSymbol(row.values[1]);
      if (part == whole || !held.contains(part) || !held.contains(whole) || held[part] != held[whole])
        continue;
      spoken_for.emplace(part, whole);
    }
  }
  std::vector<LandHistory> lands;
  for (const base::Symbol land : order) {
    if (spoken_for.contains(land)) continue;
    LandHistory history;
    history.land = workspace.symbols().Name(land);
    for (const auto& [part, whole] : spoken_for) {
      if (held[part] != held[land]) continue;
      base::Symbol top = whole;
      std::set<base::Symbol> passed{part};
      while (passed.insert(top).second && spoken_for.contains(top)) top = spoken_for.at(top);
      if (top == land) history.parts.emplace_back(workspace.symbols().Name(part));
    }
    std::sort(history.parts.begin(), history.parts.end());
    for (const Held& one : held[land]) {
      for (Span& span : SpansOf(record, one.certain, one.possible)) {
        history.holdings.push_back({std::string(workspace.symbols().Name(one.who)), std::move(span)});
      }
    }
    std::stable_sort(history.holdings.begin(), history.holdings.end(),
                     [](const auto& a, const auto& b) { return a.span.from < b.span.from; });
    lands.push_back(std::move(history));
  }
  std::stable_sort(lands.begin(), lands.end(),
                   [](const LandHistory& a, const LandHistory& b) { return a.land < b.land; });
  return lands;
}

// --- What to try next
// ------------------------------------------------------------------------------------------

std::optional<Suggestion> SomethingToAsk(const Summary& summary) {
  const LandHistory* busiest = nullptr;
  for (const LandHistory& land : summary.lands) {
    if (busiest == nullptr || land.holdings.size() > busiest->holdings.size()) busiest = &land;
  }
  if (busiest != nullptr && !busiest->holdings.empty()) {
    return Suggestion{"ask", fmt::format("\"?who controls {}\"", busiest->land)};
  }
  for (const InstrumentLife& instrument : summary.instruments) {
    if (instrument.in_force.empty()) continue;
    return Suggestion{"ask", fmt::format("\"?pact is in force\" --on {}", instrument.in_force.front().from)};
  }
  return std::nullopt;
}

std::optional<Suggestion> SomethingToExplain(const Summary& summary, const std::vector<NormLife>& norms) {
  for (const NormLife& norm : norms) {
    for (const NormPhase& phase : norm.life) {
      if (phase.state != NormState::kInBreach || phase.span.certainty != Certainty::kCertain) continue;
      return Suggestion{
          "why", fmt::format("\"{} is in breach of {}\" --on {}", norm.bearer, norm.norm, phase.span.from)};
    }
  }
  for (const InstrumentLife& instrument : summary.instruments) {
    if (instrument.in_force.empty()) continue;
    return Suggestion{
        "why", fmt::format("\"{} is in force\" --on {}", instrument.name, instrument.in_force.front().from)};
  }
  return std::nullopt;
}

// A lens that takes something away or adds something, if there is one.
std::optional<Suggestion> SomethingToCompare(const Workspace& workspace) {
  const lang::Dossier& dossier = workspace.dossier();
  std::string_view chosen;
  for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
    for (const lang::LensDeclaration& lens : dossier.documents[i].lenses) {
      const bool is_what_if =
          std::any_of(lens.lines.begin(), lens.lines.end(), [](const lang::LensLine& line) {
            return line.kind == lang::LensLine::Kind::kWithout || line.kind == lang::LensLine::Kind::kSuppose;
          });
      if (chosen.empty() || is_what_if) chosen = workspace.symbols().Name(lens.name.symbol);
      if (is_what_if) return Suggestion{"diff", std::string(chosen)};
    }
  }
  if (chosen.empty()) return std::nullopt;
  return Suggestion{"diff", std::string(chosen)};
}

}  // namespace

Summary Summarize(const Workspace& workspace, law::Record& record, const std::vector<NormLife>& norms) {
  Summary summary;
  const lang::StampRange range = record.range();
  const lang::Dossier& dossier = workspace.dossier();
  summary.first = base::ToString(range.first, dossier.grain);
  summary.last = base::ToString(range.last, dossier.grain);
  summary.documents = dossier.documents.size() - dossier.first_own;
  summary.statements = static_cast<size_t>(std::count_if(
      record.chronicle().entries.begin(), record.chronicle().entries.end(),
      [](const law::Entry& entry) { return entry.kept && entry.statement != law::Entry::kNoRow; }));
  for (const LoadedSource& source : workspace.sources()) {
    summary.sources.push_back({.name = std::string(workspace.symbols().Name(source.name)),
                               .title = source.title,
                               .has_file = !source.file.empty(),
                               .at_hand = source.at_hand});
  }
  summary.instruments = Instruments(workspace, record);
  summary.lands = Lands(workspace, record);
  for (const base::Symbol label : record.chronicle().left_standing) {
    summary.left_standing.emplace_back(workspace.symbols().Name(label));
  }
  for (std::optional<Suggestion> suggestion :
       {SomethingToAsk(summary), SomethingToExplain(summary, norms), SomethingToCompare(workspace)}) {
    if (suggestion) summary.suggestions.push_back(std::move(*suggestion));
  }
  return summary;
}

}  // namespace casus::api
