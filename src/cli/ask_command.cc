#include <fmt/format.h>
#include <unistd.h>

#include <optional>

#include "api/ask.h"
#include "api/csv.h"
#include "api/json.h"
#include "cli/ask_text.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {
namespace {

// The times of the options; nothing after having said what is wrong with them.
std::optional<api::AskOptions> ReadOptions(const api::Workspace& workspace, const AskArguments& arguments) {
  api::AskOptions options{.lens = arguments.lens};
  if (!arguments.on.empty()) {
    options.on = ReadDay(workspace, "--on", arguments.on);
    if (!options.on) return std::nullopt;
  }
  if (!arguments.from.empty()) {
    const std::optional<lang::StampRange> from = ReadDate(workspace, "--from", arguments.from);
    if (!from) return std::nullopt;
    options.from = from->first;
  }
  if (!arguments.through.empty()) {
    const std::optional<lang::StampRange> through = ReadDate(workspace, "--through", arguments.through);
    if (!through) return std::nullopt;
    options.through = through->last;
  }
  if (options.from && options.through && *options.from > *options.through) {
    Complain(fmt::format("--from {} is later than --through {}", arguments.from, arguments.through));
    return std::nullopt;
  }
  return options;
}

}  // namespace

ExitCode Run(const AskArguments& arguments) {
  Progress progress("reading the record");
  api::Workspace* const workspace = Open(arguments);
  if (workspace == nullptr) return kDossierErrors;
  if (!HasLens(*workspace, arguments.lens)) return kWrongUsage;
  const std::optional<api::AskOptions> options = ReadOptions(*workspace, arguments);
  if (!options) return kWrongUsage;
  const api::AskReport report = api::Ask(*workspace, arguments.question, *options);
  progress.Done();
  if (arguments.format == Format::kJson) {
    fmt::print("{}\n", api::ToJson(report, workspace->files()).dump(2));
  } else if (report.is_too_large) {
    Complain(api::kTooLarge);
  } else if (!report.answered) {
    Show(report.diagnostics, workspace->files(), arguments.colour, Shown::kErrors);
  } else if (arguments.format == Format::kCsv) {
    fmt::print("{}", api::ToCsv(report));
  } else {
    fmt::print("{}", AskText(report, StyleOf(STDOUT_FILENO, arguments.colour)));
  }
  if (report.answered) return kFine;
  return report.question_at_fault ? kWrongUsage : kDossierErrors;
}

}  // namespace casus::cli
