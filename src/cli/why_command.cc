#include <fmt/format.h>
#include <unistd.h>

#include "api/json.h"
#include "api/question.h"
#include "api/why.h"
#include "cli/commands.h"
#include "cli/dates.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "cli/why_text.h"

namespace casus::cli {

ExitCode Run(const WhyArguments& arguments) {
  Progress progress("reading the record");
  api::Workspace* const workspace = Open(arguments);
  if (workspace == nullptr) return kDossierErrors;
  if (!HasLens(*workspace, arguments.lens)) return kWrongUsage;
  api::WhyOptions options{.lens = arguments.lens};
  if (!arguments.on.empty()) {
    options.on = ReadDay(*workspace, "--on", arguments.on);
    if (!options.on) return kWrongUsage;
  }
  const api::WhyReport report = api::Why(*workspace, arguments.question, options);
  progress.Done();
  if (arguments.format == Format::kJson) {
    fmt::print("{}\n", api::ToJson(report, workspace->files()).dump(2));
  } else if (report.is_too_large) {
    Complain(api::kTooLarge);
  } else if (report.answered) {
    fmt::print("{}", WhyText(report, arguments.full, StyleOf(STDOUT_FILENO, arguments.colour)));
  } else {
    Show(report.diagnostics, workspace->files(), arguments.colour, Shown::kErrors);
  }
  if (report.answered) return kFine;
  return report.question_at_fault ? kWrongUsage : kDossierErrors;
}

}  // namespace casus::cli
