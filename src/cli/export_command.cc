#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <string>

#include "api/drawing.h"
#include "api/export_json.h"
#include "api/export_tables.h"
#include "api/report_html.h"
#include "api/territories.h"
#include "api/timeline.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/page_files.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {
namespace {

struct Dates {
  std::optional<base::Stamp> on;
  std::optional<lang::StampRange> from, through;
};

// What else each form takes: an option that would change nothing is refused, not ignored.
struct Takes {
  ExportForm form;
  std::string_view name;
  bool lens, on, span;
};
constexpr std::array<Takes, 7> kTakes = {{{ExportForm::kTimeline, "timeline", true, false, false},
                                          {ExportForm::kStates, "states", true, false, true},
                                          {ExportForm::kTerritories, "territories", true, false, false},
                                          {ExportForm::kEvidence, "evidence", false, false, false},
                                          {ExportForm::kTimelineSvg, "timeline.svg", true, false, true},
                                          {ExportForm::kMapSvg, "map.svg", true, true, false},
                                          {ExportForm::kReport, "report", true, true, true}}};

bool TakesAll(const ExportArguments& arguments) {
  const Takes& takes = *std::find_if(kTakes.begin(), kTakes.end(),
                                     [&](const Takes& one) { return one.form == arguments.form; });
  auto refuse = [&](bool is_taken, const std::string& said, std::string_view option,
                    std::string_view instead) {
    if (is_taken || said.empty()) return false;
    Complain(fmt::format("`{}` takes no {}: {}", takes.name, option, instead));
    return true;
  };
  constexpr std::string_view kWhole = "it has the whole record, with the days of each span";
  return !refuse(takes.lens, arguments.lens, "--lens", "what is cited is the same under every lens") &&
         !refuse(takes.on, arguments.on, "--on",
                 takes.span ? "it has a span, --from and --through" : kWhole) &&
         !refuse(takes.span, arguments.from, "--from", takes.on ? "it shows one day, --on" : kWhole) &&
         !refuse(takes.span, arguments.through, "--through", takes.on ? "it shows one day, --on" : kWhole);
}

// Nothing after having said what is wrong with them.
std::optional<Dates> ReadDates(api::Workspace& workspace, const ExportArguments& arguments) {
  Dates dates;
  if (!arguments.on.empty() && !(dates.on = ReadDay(workspace, "--on", arguments.on))) return std::nullopt;
  if (!arguments.from.empty() && !(dates.from = ReadDate(workspace, "--from", arguments.from)))
    return std::nullopt;
  if (!arguments.through.empty() && !(dates.through = ReadDate(workspace, "--through", arguments.through)))
    return std::nullopt;
  if (dates.from && dates.through && dates.from->first > dates.through->last) {
    Complain(fmt::format("--from {} is later than --through {}", arguments.from, arguments.through));
    return std::nullopt;
  }
  const base::Stamp last = workspace.RecordUnder(arguments.lens)->range().last;
  if ((dates.on && *dates.on > last) || (dates.from && dates.from->first > last)) {
    Complain(fmt::format("{} lies after {}, where the record ends under the lens {}",
                         dates.on ? arguments.on : arguments.from,
                         base::ToString(last, workspace.dossier().grain), arguments.lens));
    return std::nullopt;
  }
  return dates;
}

std::string Write(const ExportArguments& arguments, const Dates& dates, api::Workspace& workspace,
                  const serve::PageInput& input) {
  const base::Grain grain = workspace.dossier().grain;
  const api::TimelineReport timeline = api::Timeline(workspace, arguments.lens);
  const api::TerritoryMap map = api::MapOf(workspace, input.geojson);
  auto say = [&](const std::optional<lang::StampRange>& date, bool last) {
    return date ? base::ToString(last ? date->last : date->first, grain) : std::string();
  };
  const std::string on = dates.on ? base::ToString(*dates.on, grain) : std::string(),
                    from = say(dates.from, false), through = say(dates.through, true);
  switch (arguments.form) {
    case ExportForm::kTimeline:
      return api::TimelineCsv(timeline);
    case ExportForm::kStates: {
      api::StatesOptions options;
      options.per = arguments.per == ExportPer::kDay    ? api::Per::kDay
                    : arguments.per == ExportPer::kYear ? api::Per::kYear
                                                        : api::Per::kPair;
      if (dates.from) options.from = base::DayOf(dates.from->first, grain);
      if (dates.through) options.through = base::DayOf(dates.through->last, grain);
      return api::StatesCsv(timeline, workspace.dossier(), options);
    }
    case ExportForm::kTerritories:
      return api::TerritoryFeatures(workspace, timeline, map).dump(1) + "\n";
    case ExportForm::kEvidence:
      return api::EvidenceAnnotations(workspace, input.name).dump(1) + "\n";
    case ExportForm::kTimelineSvg:
      return api::TimelineSvg(workspace, timeline, {.from = from, .through = through});
    case ExportForm::kMapSvg:
      return api::MapSvg(workspace, timeline, map, on.empty() ? timeline.last : on);
    case ExportForm::kReport:
      return api::ReportHtml(
          workspace, map,
          {.name = input.name, .lens = arguments.lens, .on = on, .from = from, .through = through});
  }
  return {};
}

}  // namespace

ExitCode Run(const ExportArguments& arguments) {
  if (!TakesAll(arguments)) return kWrongUsage;
  Progress progress("exporting");
  base::Result<serve::PageInput> input = ReadPageInput(arguments.dossier, arguments.sources);
  if (!input.ok()) {
    Complain(input.error().message);
    return kDossierErrors;
  }
  api::Workspace workspace(input->files, input->load_source);
  if (!HasLens(workspace, arguments.lens)) return kWrongUsage;
  if (workspace.RecordUnder(arguments.lens) == nullptr) {
    progress.Done();
    Show(workspace.report(), workspace.files(), arguments.colour, Shown::kErrors);
    return kDossierErrors;
  }
  const std::optional<Dates> dates = ReadDates(workspace, arguments);
  if (!dates) return kWrongUsage;
  const std::string content = Write(arguments, *dates, workspace, *input);
  progress.Done();
  if (arguments.output.empty()) {
    fmt::print("{}", content);
    return kFine;
  }
  std::ofstream file(arguments.output, std::ios::binary);
  file << content;
  file.close();
  if (file.fail()) {
    Complain(fmt::format("cannot write {}", arguments.output));
    return kDossierErrors;
  }
  return kFine;
}

}  // namespace casus::cli
