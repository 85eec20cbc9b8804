#include <fmt/format.h>

#include "api/json.h"
#include "api/timeline.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
Json OrNull(const std::optional<base::Decimal>& number) { return number ? ToJson(*number) : Json(nullptr); }

Json ToJson(const Bar& bar, const std::string& id) {
  Json json = {{"id", id},
               {"kind", bar.kind},
               {"label", bar.label},
               {"value", OrNull(bar.value)},
               {"limit", OrNull(bar.limit)},
               {"party", OrNull(bar.party)},
               {"spans", Json::array()},
               {"question", bar.question}};
  if (bar.bounded) json["bounded"] = true;
  if (bar.limit) json["beyond_limit"] = bar.beyond_limit;
  for (const Span& span : bar.spans) json["spans"].push_back(api::ToJson(span));
  return json;
}

Json ToJson(const Mark& mark, const std::string& id) {
  Json json = {{"id", id}, {"kind", mark.kind}, {"label", mark.label}, {"value", OrNull(mark.value)}};
  json.update(api::ToJson(mark.span));
  json["party"] = OrNull(mark.party);
  json["question"] = mark.question;
  json["place"] = OrNull(mark.place);
  return json;
}

Json ToJson(const Lane& lane) {
  Json json = {{"id", lane.id},
               {"group", Name(lane.group)},
               {"title", lane.title},
               {"subtitle", lane.subtitle},
               {"parties", lane.parties},
               {"instrument", OrNull(lane.instrument)},
               {"entity", OrNull(lane.entity)},
               {"within", OrNull(lane.within)},
               {"bars", Json::array()},
               {"marks", Json::array()}};
  for (size_t i = 0; i < lane.bars.size(); ++i) {
    json["bars"].push_back(ToJson(lane.bars[i], fmt::format("{}#bar{}", lane.id, i + 1)));
  }
  for (size_t i = 0; i < lane.marks.size(); ++i) {
    json["marks"].push_back(ToJson(lane.marks[i], fmt::format("{}#mark{}", lane.id, i + 1)));
  }
  return json;
}

}  // namespace

Json ToJson(const TimelineReport& report, const diag::Files& files) {
  Json json = {{"version", kJsonVersion}, {"lens", OrNull(report.lens)}};
  if (!report.evaluated) {
    json["diagnostics"] = ToJson(report.diagnostics, files);
    return json;
  }
  json["from"] = report.first;
  json["through"] = report.last;
  json["changes"] = report.changes;
  json["lanes"] = Json::array();
  for (const Lane& lane : report.lanes) json["lanes"].push_back(ToJson(lane));
  return json;
}

}  // namespace casus::api
