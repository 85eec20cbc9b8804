#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "api/check.h"
#include "api/json.h"
#include "cli/check_text.h"
#include "cli/commands.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {
namespace {

ExitCode CodeOf(const api::CheckReport& report, FailOn fail_on) {
  if (!report.evaluated) return kDossierErrors;
  if (!report.failed.empty()) return kExpectationFailed;
  if (fail_on == FailOn::kBreach && report.HasBreach()) return kFailOn;
  if (fail_on == FailOn::kConflict && report.HasConflict()) return kFailOn;
  return kFine;
}

}  // namespace

ExitCode Run(const CheckArguments& arguments) {
  Progress progress("checking");
  const std::unique_ptr<api::Workspace> workspace = Open(arguments);
  if (workspace == nullptr) return kDossierErrors;
  if (!HasLens(*workspace, arguments.lens)) return kWrongUsage;
  const api::CheckReport report = api::Check(*workspace, {.lens = arguments.lens});
  progress.Done();
  if (arguments.format == Format::kJson) {
    fmt::print("{}\n", api::ToJson(report, workspace->files()).dump(2));
    return CodeOf(report, arguments.fail_on);
  }
  Show(report.diagnostics, workspace->files(), arguments.colour,
       arguments.full ? Shown::kAll : Shown::kErrorsAndWarnings);
  if (report.evaluated) {
    fmt::print("{}", CheckText(report, {.dossier = arguments.dossier, .full = arguments.full},
                               StyleOf(STDOUT_FILENO, arguments.colour)));
  } else {
    Complain(fmt::format("{} {} in {}", report.diagnostics.errors,
                         report.diagnostics.errors == 1 ? "error" : "errors", arguments.dossier));
  }
  return CodeOf(report, arguments.fail_on);
}

}  // namespace casus::cli
