#include "api/report_html.h"

#include <fmt/format.h>

#include "api/check.h"
#include "api/drawing.h"
#include "api/html.h"
#include "api/page_record.h"
#include "api/timeline.h"
#include "api/titles.h"

namespace casus::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kStyle = R"(
@page { size: A4; margin: 18mm 16mm }
body { font: 16px/1.55 Georgia, serif; color: #222; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1, h2, h3, table { font-family: system-ui, sans-serif } h1 { font-size: 1.9rem } h2 { margin-top: 2.2rem }
table { border-collapse: collapse; font-size: .85rem; width: 100% } td, th { text-align: left; padding: .2rem .6rem .2rem 0; vertical-align: top; border-bottom: 1px solid #e5e3dd }
pre { font: 12px/1.5 ui-monospace, monospace; background: #f6f6f4; padding: .7rem; overflow-x: auto; white-space: pre-wrap }
.keyword { color: #7a3e9d } .name { color: #1f5f8b } .date { color: #9a5b13 } .string { color: #3f6b35 } .comment { color: #777 }
.wide { overflow-x: auto } .days { white-space: nowrap } td { overflow-wrap: break-word }
.possible { font-style: italic; color: #666 } figure { margin: 1.5rem 0 } svg { max-width: 100%; height: auto }
@media print { body { font-size: 10.5pt; margin: 0; max-width: none } h2, h3 { break-after: avoid } tr, figure, pre { break-inside: avoid } }
)";

std::string Days(const Span& span) {
  const std::string days =
      span.from == span.through ? span.from : fmt::format("{} – {}", span.from, span.through);
  return span.certainty == Certainty::kCertain
             ? fmt::format("<span class=\"days\">{}</span>", days)
             : fmt::format("<span class=\"days possible\">possibly {}</span>", days);
}

std::string Row(const std::vector<std::string>& cells) {
  std::string row = "<tr>";
  for (const std::string& cell : cells) row += fmt::format("<td>{}</td>", cell);
  return row + "</tr>\n";
}

std::string Instruments(const Summary& summary) {
  std::string rows;
  for (const InstrumentLife& instrument : summary.instruments) {
    std::string days;
    for (const Span& span : instrument.in_force) days += (days.empty() ? "" : "<br>") + Days(span);
    rows += Row({EscapeHtml(instrument.title.empty() ? WithSpaces(instrument.name) : instrument.title),
                 days.empty() ? "never" : days});
  }
  return rows.empty() ? rows : "<h2>In force</h2>\n<div class=\"wide\"><table>\n" + rows + "</table></div>\n";
}

std::string Lands(const Summary& summary) {
  std::string rows;
  for (const LandHistory& land : summary.lands) {
    std::string holdings;
    for (const LandHistory::Holding& holding : land.holdings) {
      holdings += fmt::format("{}{}, {}", holdings.empty() ? "" : "<br>", EscapeHtml(WithSpaces(holding.who)),
                              Days(holding.span));
    }
    rows += Row({EscapeHtml(WithSpaces(land.land)), holdings});
  }
  return rows.empty() ? rows
                      : "<h2>Who held what</h2>\n<div class=\"wide\"><table>\n" + rows + "</table></div>\n";
}

std::string Norms(const std::vector<NormLife>& norms) {
  std::string rows;
  for (const NormLife& norm : norms) {
    if (norm.bearer.empty()) continue;
    std::string phases;
    for (const NormPhase& phase : norm.life) {
      if (phase.state == NormState::kInForce) continue;
      phases += fmt::format("{}{}, {}", phases.empty() ? "" : "<br>", Name(phase.state), Days(phase.span));
    }
    rows += Row({EscapeHtml(norm.norm), EscapeHtml(norm.title), EscapeHtml(WithSpaces(norm.bearer)), phases});
  }
  return rows.empty()
             ? rows
             : "<h2>Owed, kept, broken</h2>\n<div class=\"wide\"><table>\n" + rows + "</table></div>\n";
}

std::string Findings(const std::vector<Finding>& findings) {
  std::string items;
  for (const Finding& finding : findings) items += fmt::format("<li>{}</li>\n", EscapeHtml(finding.message));
  return items.empty() ? items : "<h2>Where the accounts differ</h2>\n<ul>\n" + items + "</ul>\n";
}

// Blocks of page_documents.h; their prose is HTML already.
std::string Documents(const Json& documents) {
  std::string html;
  for (const Json& document : documents) {
    html += "<section>\n";
    for (const Json& block : document["blocks"]) {
      if (block["kind"] == "heading") {
        const int level = std::min(block["level"].get<int>() + 1, 6);
        html += fmt::format("<h{0}>{1}</h{0}>\n", level, EscapeHtml(block["text"].get<std::string>()));
      } else if (block["kind"] == "prose") {
        html += block["html"].get<std::string>();
      } else {
        html += "<pre>";
        for (const Json& token : block["tokens"]) {
          const std::string kind = token[0], text = EscapeHtml(token[1].get<std::string>());
          html += kind == "text" ? text : fmt::format("<span class=\"{}\">{}</span>", kind, text);
        }
        html += "</pre>\n";
      }
    }
    html += "</section>\n";
  }
  return html;
}

}  // namespace

std::string ReportHtml(Workspace& workspace, const TerritoryMap& map, const ReportOptions& options) {
  const Json record = PageRecord(workspace, {.name = options.name, .revision = {}});
  const TimelineReport timeline = Timeline(workspace, options.lens);
  const CheckReport check = Check(workspace, {.lens = options.lens});
  const std::string on = options.on.empty() ? record["focus"]["on"].get<std::string>() : options.on;
  const DrawingSpan span = {
      options.from.empty() ? record["focus"]["from"].get<std::string>() : options.from,
      options.through.empty() ? record["focus"]["through"].get<std::string>() : options.through};
  const std::string title = EscapeHtml(record["title"].get<std::string>());
  std::string html = fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
      "'none'; "
      "style-src 'unsafe-inline'\">\n<title>{0}</title>\n<style>{1}</style>\n<h1>{0}</h1>\n",
      title, kStyle);
  if (!options.lens.empty()) {
    html += fmt::format("<p>Seen under the lens <em>{}</em>.</p>\n", EscapeHtml(WithSpaces(options.lens)));
  }
  html += fmt::format(
      "<p>The record runs from {} to {}. What is certain holds whatever the open dates turn out to be; "
      "<span class=\"possible\">possibly</span> means for some of them.</p>\n",
      timeline.first, timeline.last);
  html += "<figure>" + TimelineSvg(workspace, timeline, span) + "</figure>\n";
  if (!map.features.empty()) html += "<figure>" + MapSvg(workspace, timeline, map, on) + "</figure>\n";
  html += Instruments(check.summary) + Lands(check.summary) + Norms(check.norms) + Findings(check.findings);
  html += Documents(record["documents"]);
  return html + "</html>\n";
}

}  // namespace casus::api
