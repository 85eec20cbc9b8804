#include <fmt/format.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/align.h"
#include "api/align_html.h"
#include "cli/align_text.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {
namespace {

// Nothing after having said what is wrong.
std::optional<api::Document> ReadAccount(const std::string& path) {
  const bool is_standard_input = path == "-";
  base::Result<std::string> bytes = is_standard_input ? ReadStandardInput() : ReadFile(path);
  if (bytes.ok())
    return api::Document{.file = is_standard_input ? "standard input" : path, .bytes = *std::move(bytes)};
  Complain(bytes.error().message);
  return std::nullopt;
}

}  // namespace

ExitCode Run(const AlignArguments& arguments) {
  Progress progress("comparing");
  std::vector<text::KnownName> names;
  if (!arguments.dossier.empty()) {
    CommonArguments dossier;
    dossier.dossier = arguments.dossier;
    api::Workspace* const workspace = Open(dossier);
    if (workspace == nullptr) return kDossierErrors;
    names = workspace->KnownNames();
  }
  std::optional<api::Document> a = ReadAccount(arguments.a);
  std::optional<api::Document> b = ReadAccount(arguments.b);
  if (!a || !b) return kDossierErrors;
  const base::Result<api::AlignReport> report = api::Align(*std::move(a), *std::move(b), std::move(names));
  progress.Done();
  if (!report.ok()) {
    Complain(report.error().message);
    return kDossierErrors;
  }
  if (arguments.format == Format::kJson) {
    fmt::print("{}\n", api::ToJson(*report).dump(2));
  } else if (arguments.format == Format::kHtml) {
    fmt::print("{}", api::ToHtml(*report));
  } else {
    fmt::print("{}", AlignText(*report, arguments.all, StyleOf(STDOUT_FILENO, arguments.colour)));
  }
  return kFine;
}

}  // namespace casus::cli
