#include "api/json.h"

#include <string>
#include <utility>

#include "diag/render.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

Json NameOrNull(const std::string& name) { return name.empty() ? Json(nullptr) : Json(name); }

Json ToJson(const Value& value) { return value.number ? api::ToJson(*value.number) : Json(value.text); }

Json ToJson(const ExpectationResult& expectation);
Json ToJson(const Finding& finding);
Json ToJson(const NormPhase& phase);
Json ToJson(const NormLife& norm);
Json ToJson(const DiffRow& row);
Json ToJson(const Reason& reason);
Json ToJson(const Supposition& supposed);
Json ToJson(const CoverSection& section);
Json ToJson(const CoverItem& item);
Json ToJson(const Citer& citer);
Json ToJson(const SourceCover& source);

template <typename T>
Json ToJsonArray(const std::vector<T>& items) {
  Json array = Json::array();
  for (const T& item : items) array.push_back(ToJson(item));
  return array;
}

Json ToJson(const ExpectationResult& expectation) {
  return {{"text", expectation.text}, {"where", expectation.where}, {"why", expectation.why}};
}

Json ToJson(const Finding& finding) {
  return {{"kind", Name(finding.kind)},
          {"message", finding.message},
          {"statements", finding.statements},
          {"evidence", ToJsonArray(finding.evidence)}};
}

Json ToJson(const NormPhase& phase) {
  Json json = {{"state", Name(phase.state)}};
  json.update(ToJson(phase.span));
  if (phase.bounded) json["bounded"] = true;
  return json;
}

Json ToJson(const NormLife& norm) {
  return {{"norm", norm.norm},
          {"title", norm.title},
          {"kind", norm.kind},
          {"bearer", NameOrNull(norm.bearer)},
          {"life", ToJsonArray(norm.life)}};
}

Json ToJson(const DiffRow& row) {
  return {{"group", Name(row.group)},
          {"statement", row.statement},
          {"implied", row.implied},
          {"only_in_a", ToJsonArray(row.only_in_a)},
          {"only_in_b", ToJsonArray(row.only_in_b)}};
}

Json ToJson(const Reason& reason) {
  Json json = {{"kind", Name(reason.kind)}, {"text", reason.text},
               {"from", reason.from},       {"through", reason.through},
               {"place", reason.place},     {"evidence", ToJsonArray(reason.evidence)}};
  if (reason.argued_before) json["argued_before"] = true;
  if (reason.others > 0) json["others"] = reason.others;
  json["because"] = ToJsonArray(reason.because);
  return json;
}

Json ToJson(const Supposition& supposed) {
  Json json = {{"text", supposed.text}, {"place", supposed.place}, {"kind", Name(supposed.kind)}};
  const bool has_day =
      supposed.kind == Supposition::Kind::kOn || supposed.kind == Supposition::Kind::kThrough;
  if (has_day) json["day"] = supposed.day.empty() ? Json() : Json(supposed.day);
  return json;
}

Json ToJson(const CoverCounts& counts) {
  return {{"sentences", counts.sentences()},
          {"cited", counts.cited},
          {"aside", counts.aside},
          {"open", counts.open},
          {"share", counts.share()}};
}

Json ToJson(const CoverSection& section) {
  Json json = {{"section", section.section}};
  json.update(ToJson(section.counts));
  return json;
}

Json ToJson(const Citer& citer) {
  return {{"file", citer.file}, {"line", citer.line}, {"statement", citer.statement}};
}

Json ToJson(const CoverItem& item) {
  Json json = {{"sentence", item.sentence},
               {"section", item.section},
               {"text", item.text},
               {"state", Name(item.state)},
               {"by", ToJsonArray(item.by)}};
  if (item.state == CoverItem::State::kAside) json["because"] = item.because;
  return json;
}

Json ToJson(const SourceCover& source) {
  Json json = {{"source", source.source}, {"at_hand", source.at_hand}};
  if (!source.at_hand) return json;
  json.update(ToJson(source.counts));
  json["sections"] = ToJsonArray(source.sections);
  json["items"] = ToJsonArray(source.items);
  return json;
}

Json ValuesToJson(const std::vector<std::string>& columns, const std::vector<Value>& values) {
  Json json = Json::object();
  for (size_t i = 0; i < values.size(); ++i) json[columns[i]] = ToJson(values[i]);
  return json;
}

Json ToJson(const AskReport& report, const AskAnswer& answer) {
  Json json = {{"values", ValuesToJson(report.columns, answer.values)}, {"spans", ToJsonArray(answer.spans)}};
  json["question"] = answer.question;
  if (answer.bounded) json["bounded"] = true;
  json["open"] = answer.open;
  json["evidence"] = ToJsonArray(answer.evidence);
  return json;
}

}  // namespace

Json ToJson(base::Decimal number) {
  if (number.IsInteger()) return number.units() / base::Decimal::kUnitsPerOne;
  return static_cast<double>(number.units()) / static_cast<double>(base::Decimal::kUnitsPerOne);
}

Json ToJson(const Span& span) {
  return {{"from", span.from}, {"through", span.through}, {"certainty", Name(span.certainty)}};
}

Json ToJson(const Evidence& evidence) {
  Json json = {{"source", evidence.source}};
  if (evidence.is_locator) {
    json["locator"] = evidence.quote;
    return json;
  }
  json["sentence"] = evidence.sentence ? Json(*evidence.sentence) : Json(nullptr);
  json["quote"] = evidence.quote;
  return json;
}

Json ToJson(const diag::Report& report, const diag::Files& files) {
  return Json::parse(diag::RenderJson(report, files))["diagnostics"];
}

Json ToJson(const AskReport& report, const diag::Files& files) {
  Json json = {{"version", kJsonVersion}, {"question", report.question}, {"lens", NameOrNull(report.lens)}};
  if (!report.answered) {
    json["diagnostics"] = ToJson(report.diagnostics, files);
    if (report.is_too_large) json["too_large"] = true;
    return json;
  }
  json["columns"] = report.columns;
  if (report.holds) json["holds"] = Name(*report.holds);
  if (report.beyond_knowledge) json["beyond_knowledge"] = true;
  json["answers"] = Json::array();
  for (const AskAnswer& answer : report.answers) json["answers"].push_back(ToJson(report, answer));
  return json;
}

Json ToJson(const CheckReport& report, const diag::Files& files) {
  return {{"version", kJsonVersion},
          {"lens", NameOrNull(report.lens)},
          {"diagnostics", ToJson(report.diagnostics, files)},
          {"expectations", {{"passed", report.passed}, {"failed", ToJsonArray(report.failed)}}},
          {"findings", ToJsonArray(report.findings)},
          {"norms", ToJsonArray(report.norms)},
          {"left_standing", report.summary.left_standing}};
}

Json ToJson(const WhyReport& report, const diag::Files& files) {
  Json json = {{"version", kJsonVersion}, {"question", report.question}, {"lens", NameOrNull(report.lens)}};
  if (!report.answered) {
    json["diagnostics"] = ToJson(report.diagnostics, files);
    if (report.is_too_large) json["too_large"] = true;
    return json;
  }
  json["on"] = report.on;
  json["columns"] = report.columns;
  if (report.beyond_knowledge) json["beyond_knowledge"] = true;
  json["cases"] = Json::array();
  for (const WhyCase& one : report.cases) {
    Json& shown = json["cases"].emplace_back(
        Json{{"values", ValuesToJson(report.columns, one.values)}, {"holds", Name(one.holds)}});
    if (!one.world.empty()) shown["world"] = ToJsonArray(one.world);
    shown["reasons"] = ToJsonArray(one.reasons);
  }
  return json;
}

Json ToJson(const DiffReport& report, const diag::Files& files) {
  Json json = {{"version", kJsonVersion}, {"a", NameOrNull(report.lens_a)}, {"b", NameOrNull(report.lens_b)}};
  if (!report.evaluated) {
    json["diagnostics"] = ToJson(report.diagnostics, files);
    return json;
  }
  json["differences"] = ToJsonArray(report.rows);
  json["left_standing_in_a"] = report.left_standing_in_a;
  json["left_standing_in_b"] = report.left_standing_in_b;
  return json;
}

Json ToJson(const CoverReport& report, const diag::Files& files) {
  Json json = {{"version", kJsonVersion}};
  if (!report.answered) {
    json["diagnostics"] = ToJson(report.diagnostics, files);
    return json;
  }
  json["sources"] = ToJsonArray(report.sources);
  return json;
}

}  // namespace casus::api
