#include "api/page_record.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "api/json.h"
#include "api/lens_lines.h"
#include "api/norms.h"
#include "api/page_documents.h"
#include "api/summary.h"
#include "api/titles.h"
#include "law/values.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kMostSuggestions = 8;

std::string KindName(const Workspace& workspace, const lang::Type& type) {
  switch (type.of) {
    case lang::Type::Of::kEntity:
      return std::string(workspace.symbols().Name(workspace.dossier().vocabulary.kind(type.kind).name));
    case lang::Type::Of::kOccurrence:
      return "Event";
    case lang::Type::Of::kNumber:
      return "number";
    case lang::Type::Of::kDate:
      return "date";
    case lang::Type::Of::kDuration:
      return "duration";
    case lang::Type::Of::kText:
      return "text";
    case lang::Type::Of::kUnknown:
      break;
  }
  return "anything";
}

Json Lenses(const Workspace& workspace) {
  Json lenses = Json::array();
  const lang::Dossier& dossier = workspace.dossier();
  for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
    const lang::Document& document = dossier.documents[i];
    for (const lang::LensDeclaration& lens : document.lenses) {
      const std::string name(workspace.symbols().Name(lens.name.symbol));
      Json lines = Json::array();
      const std::string text = LensLines(workspace, name);
      for (size_t at = 0; at < text.size();) {
        const size_t end = text.find('\n', at);
        const std::string_view line = std::string_view(text).substr(at, end - at);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos) lines.push_back(line);
        at = end + 1;
      }
      lenses.push_back({{"name", name},
                        {"title", lens.title.empty() ? WithSpaces(name) : lens.title},
                        {"lines", std::move(lines)}});
    }
  }
  return lenses;
}

double Degrees(base::Decimal degrees) {
  return static_cast<double>(degrees.units()) / static_cast<double>(base::Decimal::kUnitsPerOne);
}

Json Entities(const Workspace& workspace) {
  Json entities = Json::array();
  const Titles titles(workspace);
  const lang::Vocabulary& vocabulary = workspace.dossier().vocabulary;
  for (const lang::Entity& entity : vocabulary.entities()) {
    if (entity.kind == lang::kNone<lang::KindId>) continue;
    Json one = {{"name", workspace.symbols().Name(entity.name)},
                {"title", titles.Of(entity.name)},
                {"kind", workspace.symbols().Name(vocabulary.kind(entity.kind).name)},
                {"also", entity.also}};
    if (entity.position) {
      one["at"] = {{"lat", Degrees(entity.position->latitude)}, {"lon", Degrees(entity.position->longitude)}};
    }
    entities.push_back(std::move(one));
  }
  return entities;
}

// What can be asked, with the dossier's own phrases first.
Json Phrases(const Workspace& workspace) {
  Json own = Json::array(), standard = Json::array();
  const lang::Dossier& dossier = workspace.dossier();
  for (const lang::Predicate& phrase : dossier.vocabulary.predicates()) {
    const bool is_for_people =
        std::none_of(phrase.slots.begin(), phrase.slots.end(),
                     [&](const lang::Slot& slot) { return KindName(workspace, slot.type) == "Obligation"; });
    if (!is_for_people) continue;
    std::vector<std::string> arguments;
    Json slots = Json::array();
    for (const lang::Slot& slot : phrase.slots) {
      arguments.push_back(fmt::format("?{}", workspace.symbols().Name(slot.variable)));
      slots.push_back(
          {{"name", workspace.symbols().Name(slot.variable)}, {"kind", KindName(workspace, slot.type)}});
    }
    const auto id = static_cast<lang::PredicateId>(&phrase - dossier.vocabulary.predicates().data());
    const lang::Document& document = dossier.documents[phrase.origin.document];
    const std::string_view path = workspace.files().Path(document.file);
    const bool is_standard = phrase.origin.document < dossier.first_own;
    Json one = {{"form", dossier.vocabulary.Say(id, arguments, workspace.symbols())},
                {"slots", std::move(slots)},
                {"what", phrase.is_event ? "event" : "state"},
                {"from", is_standard ? std::string(path.substr(0, path.find('.'))) : std::string(path)}};
    (is_standard ? standard : own).push_back(std::move(one));
  }
  own.insert(own.end(), standard.begin(), standard.end());
  return own;
}

Json Sources(const Workspace& workspace) {
  Json sources = Json::array();
  for (const LoadedSource& source : workspace.sources()) {
    sources.push_back({{"id", workspace.symbols().Name(source.name)},
                       {"title", source.title},
                       {"file", source.file},
                       {"at_hand", source.at_hand},
                       {"sentences", source.text ? source.text->sentences().size() : 0}});
  }
  return sources;
}

// --- Where to look first ---

// The days of the statements, sorted.
std::vector<base::Stamp> StatedDays(const law::Record& record) {
  std::vector<base::Stamp> days;
  const core::Timeline& line = record.timeline();
  for (const law::Fact& fact : record.chronicle().facts.facts) {
    const law::Entry& entry = record.chronicle().entries[fact.statement];
    if (entry.statement == law::Entry::kNoRow || !fact.has_begin) continue;
    if (fact.begin.first >= 1 && fact.begin.first < line.size())
      days.push_back(line.StampOf(fact.begin.first));
  }
  std::sort(days.begin(), days.end());
  return days;
}

// The day on which the treaty with the most norms was first in force.
std::optional<base::Stamp> BusiestTreatyBegins(const Workspace& workspace, law::Record& record) {
  const lang::Treaty* busiest = nullptr;
  for (const lang::Treaty& treaty : workspace.dossier().treaties) {
    if (busiest == nullptr || treaty.norms.size() > busiest->norms.size()) busiest = &treaty;
  }
  const std::optional<law::PredicateId> in_force = record.Find("is_in_force");
  if (busiest == nullptr || !in_force) return std::nullopt;
  for (const law::Answer& row : record.All(*in_force).rows) {
    if (row.values[0] != law::ToValue(busiest->name)) continue;
    const base::IntervalSet& when = row.certain.IsEmpty() ? row.possible : row.certain;
    return record.timeline().StampOf(std::max<core::Moment>(when.front().begin, 1));
  }
  return std::nullopt;
}

// The shortest stretch that holds two thirds of the statements, with a margin, and the day to stand on.
Json Focus(const Workspace& workspace, law::Record& record) {
  const lang::StampRange range = record.range();
  const base::Grain grain = record.timeline().grain();
  const std::vector<base::Stamp> days = StatedDays(record);
  base::Stamp from = range.first, through = range.last;
  if (days.size() > 2) {
    const size_t count = days.size() * 2 / 3;
    for (size_t i = 0; i + count < days.size(); ++i) {
      if (days[i + count] - days[i] < through - from) {
        from = days[i];
        through = days[i + count];
      }
    }
  }
  base::Stamp on =
      BusiestTreatyBegins(workspace, record).value_or(days.empty() ? from : days[days.size() / 2]);
  from = std::min(from, on);
  through = std::max(through, on);
  const base::Stamp margin = std::max<base::Stamp>((through - from) / 12, 2);
  return {{"from", base::ToString(std::max(range.first, from - margin), grain)},
          {"through", base::ToString(std::min(range.last, through + margin), grain)},
          {"on", base::ToString(on, grain)}};
}

Json Suggest(std::string question, Json on) {
  return {{"question", std::move(question)}, {"on", std::move(on)}, {"lens", nullptr}};
}

// Questions with an answer: on lands that changed hands, on breaches, on what was in force.
Json Suggestions(const Workspace& workspace, law::Record& record) {
  const std::vector<NormLife> norms = NormLives(workspace, record);
  const Summary summary = Summarize(workspace, record, norms);
  Json suggestions = Json::array();
  std::vector<const LandHistory*> lands;
  for (const LandHistory& land : summary.lands) {
    if (land.holdings.size() > 1) lands.push_back(&land);
  }
  std::stable_sort(lands.begin(), lands.end(), [](const LandHistory* a, const LandHistory* b) {
    return a->holdings.size() > b->holdings.size();
  });
  for (size_t i = 0; i < lands.size() && i < 3; ++i) {
    suggestions.push_back(Suggest(fmt::format("?who controls {}", lands[i]->land), nullptr));
  }
  std::set<std::string> norms_in_breach;
  for (const NormLife& norm : norms) {
    for (const NormPhase& phase : norm.life) {
      if (phase.state != NormState::kInBreach || norms_in_breach.size() > 1) continue;
      if (!norms_in_breach.insert(norm.norm).second) continue;
      suggestions.push_back(Suggest(fmt::format("?who is in breach of {}", norm.norm), phase.span.from));
    }
  }
  if (!summary.instruments.empty() && !summary.instruments.back().in_force.empty()) {
    suggestions.push_back(Suggest("?pact is in force", summary.instruments.back().in_force.front().from));
  }
  if (const std::optional<law::PredicateId> demands = record.Find("demands_troops_in")) {
    if (!record.AllBounds(*demands).rows.empty()) {
      suggestions.push_back(Suggest("?who demands ?n troops in ?host", nullptr));
    }
  }
  while (suggestions.size() > kMostSuggestions) suggestions.erase(suggestions.size() - 1);
  return suggestions;
}

std::string TitleOf(const Workspace& workspace, const std::string& name) {
  const lang::Dossier& dossier = workspace.dossier();
  for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
    const std::vector<lang::Heading>& headings = dossier.documents[i].headings;
    if (headings.size() > 1) return headings[1].text;
  }
  return WithSpaces(name);
}

}  // namespace

std::string RevisionOf(const std::vector<InputFile>& files, const std::vector<InputFile>& more) {
  // FNV-1a, 64 bits: it tells changes apart, and guards nothing.
  uint64_t hash = 0xcbf29ce484222325u;
  auto add = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    hash = (hash ^ 0x100u) * 0x100000001b3u;
  };
  for (const std::vector<InputFile>* some : {&files, &more}) {
    for (const InputFile& file : *some) {
      add(file.path);
      add(file.text);
    }
  }
  return fmt::format("{:016x}", hash);
}

Json PageRecord(Workspace& workspace, const PageOptions& options) {
  const lang::Dossier& dossier = workspace.dossier();
  law::Record* record = workspace.RecordUnder("");
  Json json = {{"version", kJsonVersion},
               {"title", TitleOf(workspace, options.name)},
               {"name", options.name},
               {"revision", options.revision},
               {"grain", base::Name(dossier.grain)}};
  json["horizon"] = {{"from", base::ToString(dossier.first, dossier.grain)},
                     {"through", base::ToString(dossier.last, dossier.grain)}};
  json["focus"] = record == nullptr ? Json(nullptr) : Focus(workspace, *record);
  json["lenses"] = Lenses(workspace);
  json["entities"] = Entities(workspace);
  json["phrases"] = Phrases(workspace);
  json["sources"] = Sources(workspace);
  json["documents"] = PageDocuments(workspace, record);
  json["suggestions"] = record == nullptr ? Json::array() : Suggestions(workspace, *record);
  json["diagnostics"] = ToJson(workspace.report(), workspace.files());
  json["broken"] = record == nullptr;
  return json;
}

}  // namespace casus::api
