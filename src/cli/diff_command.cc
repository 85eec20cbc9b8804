#include <fmt/format.h>
#include <unistd.h>

#include "api/diff.h"
#include "api/json.h"
#include "cli/commands.h"
#include "cli/diff_text.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {

ExitCode Run(const DiffArguments& arguments) {
  Progress progress("comparing");
  api::Workspace* const workspace = Open(arguments);
  if (workspace == nullptr) return kDossierErrors;
  if (!HasLens(*workspace, arguments.lens_a) || !HasLens(*workspace, arguments.lens_b)) return kWrongUsage;
  const api::DiffReport report = api::Diff(*workspace, arguments.lens_a, arguments.lens_b);
  progress.Done();
  if (arguments.format == Format::kJson) {
    fmt::print("{}\n", api::ToJson(report, workspace->files()).dump(2));
  } else if (report.evaluated) {
    fmt::print("{}", DiffText(report, arguments.full, StyleOf(STDOUT_FILENO, arguments.colour)));
  } else {
    Show(report.diagnostics, workspace->files(), arguments.colour, Shown::kErrors);
  }
  return report.evaluated ? kFine : kDossierErrors;
}

}  // namespace casus::cli
