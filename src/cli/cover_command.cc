#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "api/cover.h"
#include "api/json.h"
#include "cli/commands.h"
#include "cli/cover_text.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "diag/nearest.h"

namespace casus::cli {
namespace {

// Leaves only the source, if one is asked for; false after having said that there is none of that name.
bool KeepSource(api::CoverReport& report, const std::string& name) {
  if (name.empty()) return true;
  std::vector<std::string_view> known;
  for (const api::SourceCover& source : report.sources) known.push_back(source.source);
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    const std::optional<std::string_view> near = diag::Nearest(name, known);
    Complain(fmt::format("no source is called `{}`{}", name,
                         near ? fmt::format("; did you mean `{}`?", *near) : ""));
    return false;
  }
  std::erase_if(report.sources, [&](const api::SourceCover& source) { return source.source != name; });
  return true;
}

// Whether as much is covered as --fail-under wants; says of each source that it is not. A source that is cited by
// places only has nothing to cover.
bool IsEnough(const api::CoverReport& report, int percent) {
  bool is_enough = true;
  for (const api::SourceCover& source : report.sources) {
    if (source.file.empty()) continue;
    if (!source.at_hand) {
      Complain(
          fmt::format("source {} is not at hand, so nobody knows how much of it is covered", source.source));
      is_enough = false;
    } else if (source.counts.percent() < percent) {
      Complain(fmt::format("{} % of source {} is covered, less than {} %", source.counts.percent(),
                           source.source, percent));
      is_enough = false;
    }
  }
  return is_enough;
}

}  // namespace

ExitCode Run(const CoverArguments& arguments) {
  Progress progress("reading the sources");
  api::Workspace* const workspace = Open(arguments);
  if (workspace == nullptr) return kDossierErrors;
  api::CoverReport report = api::Cover(*workspace);
  progress.Done();
  if (report.answered && !KeepSource(report, arguments.source)) return kWrongUsage;
  if (arguments.format == Format::kJson) {
    if (arguments.open) {
      for (api::SourceCover& source : report.sources) {
        std::erase_if(source.items,
                      [](const api::CoverItem& item) { return item.state != api::CoverItem::State::kOpen; });
      }
    }
    fmt::print("{}\n", api::ToJson(report, workspace->files()).dump(2));
  } else if (report.answered) {
    fmt::print("{}", CoverText(report, arguments, StyleOf(STDOUT_FILENO, arguments.colour)));
  } else {
    Show(report.diagnostics, workspace->files(), arguments.colour, Shown::kErrors);
  }
  if (!report.answered) return kDossierErrors;
  return !arguments.fail_under || IsEnough(report, *arguments.fail_under) ? kFine : kFailOn;
}

}  // namespace casus::cli
