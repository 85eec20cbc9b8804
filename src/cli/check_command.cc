#include <fmt/format.h>
#include <unistd.h>

#include <string>
#include <utility>
#include <vector>

#include "api/check.h"
#include "api/json.h"
#include "api/mend.h"
#include "cli/check_text.h"
#include "cli/commands.h"
#include "cli/input.h"
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

// Only if the file still is as it was read.
bool Write(const api::MendedFile& file) {
  const base::Result<std::string> now = ReadFile(file.path);
  if (!now.ok() || *now != file.before || !ReplaceFile(file.path, file.after)) {
    Complain(fmt::format("cannot write {}", file.path));
    return false;
  }
  fmt::print(stderr, "mended {}\n", file.path);
  for (const api::Mending& mending : file.mendings) {
    fmt::print(stderr, "  {}: {} → {}\n", mending.line, mending.before.empty() ? "nothing" : mending.before,
               mending.after.empty() ? "nothing" : mending.after);
  }
  return true;
}

// Before the check; false, after having said so, if a file cannot be read or written.
bool Mend(const CheckArguments& arguments) {
  base::Result<std::vector<api::InputFile>> files = ReadDossier(arguments.dossier);
  if (!files.ok()) {
    Complain(files.error().message);
    return false;
  }
  for (const api::MendedFile& file :
       api::Mend(*std::move(files), SourcesOf(arguments.dossier, arguments.sources))) {
    if (!Write(file)) return false;
  }
  return true;
}

}  // namespace

ExitCode Run(const CheckArguments& arguments) {
  if (arguments.fix && !Mend(arguments)) return kDossierErrors;
  Progress progress("checking");
  api::Workspace* const workspace = Open(arguments);
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
