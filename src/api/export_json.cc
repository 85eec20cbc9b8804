#include "api/export_json.h"

#include <fmt/format.h>

#include <map>

#include "api/evidence.h"
#include "api/wording.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

Json PointOf(const Workspace& workspace, const std::string& entity) {
  const std::optional<base::Symbol> name = workspace.symbols().Find(entity);
  const lang::Entity* found = name ? workspace.dossier().vocabulary.FindEntity(*name) : nullptr;
  if (found == nullptr || !found->position) return nullptr;
  auto degrees = [](base::Decimal number) {
    return static_cast<double>(number.units()) / static_cast<double>(base::Decimal::kUnitsPerOne);
  };
  return {{"type", "Point"},
          {"coordinates", {degrees(found->position->longitude), degrees(found->position->latitude)}}};
}

Json TargetOf(const Workspace& workspace, std::string_view dossier, const Evidence& evidence) {
  const std::optional<base::Symbol> name = workspace.symbols().Find(evidence.source);
  const LoadedSource* source = name ? workspace.FindSource(*name) : nullptr;
  Json target = {
      {"source",
       {{"id", fmt::format("urn:casus:{}:source:{}", dossier, evidence.source)}, {"type", "Text"}}}};
  if (source != nullptr && !source->title.empty()) {
    target["source"]["label"] = source->title;
  } else if (source != nullptr && !source->file.empty()) {
    target["source"]["label"] = source->file;
  }
  if (evidence.is_locator) {
    // "page 12" is no fragment of any syntax: it says to a reader where to look.
    target["label"] = evidence.quote;
  } else {
    target["selector"] = {{"type", "TextQuoteSelector"}, {"exact", evidence.quote}};
  }
  return target;
}

}  // namespace

Json TerritoryFeatures(const Workspace& workspace, const TimelineReport& report, const TerritoryMap& map) {
  std::map<std::string, const Json*> outlines;
  for (const Json& feature : map.features) outlines[feature["properties"]["entity"]] = &feature;
  Json features = Json::array();
  for (const Lane& lane : report.lanes) {
    if (lane.group != Lane::Group::kTerritory) continue;
    const auto outline = outlines.find(lane.entity);
    const Json geometry =
        outline == outlines.end() ? PointOf(workspace, lane.entity) : (*outline->second)["geometry"];
    for (const Bar& bar : lane.bars) {
      for (const Span& span : bar.spans) {
        Json properties = {{"entity", lane.entity},    {"title", lane.title},
                           {"state", bar.kind},        {"party", bar.party},
                           {"label", bar.label},       {"from", span.from},
                           {"through", span.through},  {"certainty", Name(span.certainty)},
                           {"statement", bar.question}};
        if (outline != outlines.end()) {
          properties["precision"] = (*outline->second)["properties"]["precision"];
          properties["source"] = (*outline->second)["properties"]["source"];
        }
        features.push_back(
            {{"type", "Feature"}, {"geometry", geometry}, {"properties", std::move(properties)}});
      }
    }
  }
  return {{"type", "FeatureCollection"}, {"features", std::move(features)}};
}

Json EvidenceAnnotations(const Workspace& workspace, std::string_view name) {
  Json items = Json::array();
  const lang::Dossier& dossier = workspace.dossier();
  for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
    const lang::Document& document = dossier.documents[i];
    auto add = [&](lang::Extent extent, const std::string& statement, lang::Run<lang::Qualifier> qualifiers) {
      const std::string place = Place(workspace, static_cast<uint32_t>(i), extent);
      size_t number = 0;
      for (const Evidence& evidence : EvidenceOf(workspace, document, qualifiers)) {
        items.push_back({{"id", fmt::format("urn:casus:{}:{}:{}", name, place, ++number)},
                         {"type", "Annotation"},
                         {"motivation", "describing"},
                         {"body", {{"type", "TextualBody"}, {"value", statement}, {"format", "text/plain"}}},
                         {"target", TargetOf(workspace, name, evidence)}});
      }
    };
    for (const lang::Statement& statement : document.statements) {
      const std::string text = OneLine(workspace.files().Text(document.Place(statement.extent)));
      add(statement.extent, text, statement.qualifiers);
      for (const lang::Row& row : document[statement.rows]) {
        add(row.extent,
            fmt::format("{}: {}", text, OneLine(workspace.files().Text(document.Place(row.extent)))),
            row.qualifiers);
      }
    }
  }
  return {{"@context", "http://www.w3.org/ns/anno.jsonld"},
          {"id", fmt::format("urn:casus:{}:evidence", name)},
          {"type", "AnnotationPage"},
          {"items", std::move(items)}};
}

}  // namespace casus::api
