#include "cli/session.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include "cli/input.h"
#include "cli/large_pages.h"
#include "cli/terminal.h"
#include "diag/nearest.h"
#include "diag/render.h"

namespace casus::cli {

void Complain(std::string_view message) { fmt::print(stderr, "casus: {}\n", message); }

api::Workspace* Open(const CommonArguments& arguments) {
  UseLargePages();
  std::error_code failure;
  if (!arguments.sources.empty() && !std::filesystem::is_directory(arguments.sources, failure)) {
    Complain(fmt::format("--sources names a folder, and {} is none", arguments.sources));
    return nullptr;
  }
  base::Result<std::vector<api::InputFile>> files = ReadDossier(arguments.dossier);
  if (!files.ok()) {
    Complain(files.error().message);
    return nullptr;
  }
  static auto& kept = *new std::vector<std::unique_ptr<api::Workspace>>;
  return kept
      .emplace_back(std::make_unique<api::Workspace>(*std::move(files),
                                                     SourcesOf(arguments.dossier, arguments.sources)))
      .get();
}

void Show(const diag::Report& report, const diag::Files& files, Colour colour, Shown shown) {
  diag::Report chosen = report;
  if (shown != Shown::kAll) {
    std::erase_if(chosen.diagnostics, [&](const diag::Diagnostic& diagnostic) {
      const diag::Severity severity = diag::Info(diagnostic.kind).severity;
      return severity == diag::Severity::kNote ||
             (shown == Shown::kErrors && severity == diag::Severity::kWarning);
    });
    // `more` counts what the report does not list.
    chosen.notes = 0;
    if (shown == Shown::kErrors) chosen.warnings = 0;
  }
  fmt::print(stderr, "{}",
             diag::RenderTerminal(chosen, files, {.colour = StyleOf(STDERR_FILENO, colour).colour}));
}

bool HasLens(const api::Workspace& workspace, std::string_view lens) {
  if (lens.empty() || workspace.HasLens(lens)) return true;
  std::vector<std::string_view> lenses;
  for (const auto& [name, place] : workspace.dossier().lenses)
    lenses.push_back(workspace.symbols().Name(name));
  std::sort(lenses.begin(), lenses.end());
  std::string message = fmt::format("this dossier has no lens `{}`", lens);
  if (const std::optional<std::string_view> near = diag::Nearest(lens, lenses)) {
    message += fmt::format("; did you mean `{}`?", *near);
  } else if (!lenses.empty()) {
    message += fmt::format("; it has {}", fmt::join(lenses, ", "));
  }
  Complain(message);
  return false;
}

}  // namespace casus::cli
