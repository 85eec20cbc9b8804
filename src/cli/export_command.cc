#include <fmt/format.h>
#include <unistd.h>

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
#include "cli/page_files.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {
namespace {

// The first and the last day of a date; nothing, with a complaint, if it is none.
bool ReadDate(const api::Workspace& workspace, const std::string& text,
              std::optional<lang::StampRange>& range) {
  if (text.empty()) return true;
  const base::Result<lang::StampRange> read = api::ParseDate(workspace.dossier(), text);
  if (!read.ok()) {
    Complain(read.error().message);
    return false;
  }
  range = *read;
  return true;
}

struct Dates {
  std::optional<lang::StampRange> on, from, through;
};

std::string Write(const ExportArguments& arguments, const Dates& dates, api::Workspace& workspace,
                  const serve::PageInput& input) {
  const base::Grain grain = workspace.dossier().grain;
  const api::TimelineReport timeline = api::Timeline(workspace, arguments.lens);
  const api::TerritoryMap map = api::MapOf(workspace, input.geojson);
  auto say = [&](const std::optional<lang::StampRange>& date, bool last) {
    return date ? base::ToString(last ? date->last : date->first, grain) : std::string();
  };
  const std::string on = say(dates.on, true), from = say(dates.from, false),
                    through = say(dates.through, true);
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
  Dates dates;
  if (!ReadDate(workspace, arguments.on, dates.on) || !ReadDate(workspace, arguments.from, dates.from) ||
      !ReadDate(workspace, arguments.through, dates.through)) {
    return kWrongUsage;
  }
  const std::string content = Write(arguments, dates, workspace, *input);
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
