#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "api/draft.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {
namespace {

// What standard input is to be kept as, so that the draft can name it.
std::string NameOfInput(text::Form form) {
  switch (form) {
    case text::Form::kPlain:
      return "source.txt";
    case text::Form::kMarkdown:
      return "source.md";
    case text::Form::kHtml:
      return "source.html";
  }
  return "source.txt";
}

ExitCode Write(const DraftArguments& arguments, const api::Workspace& workspace, Progress& progress) {
  const bool is_input = arguments.file == "-";
  base::Result<std::string> bytes = is_input ? ReadStandardInput() : ReadFile(arguments.file);
  if (!bytes.ok()) {
    Complain(bytes.error().message);
    return kDossierErrors;
  }
  text::ReadOptions reading;
  reading.file_name = arguments.file;
  reading.form = FormOf(arguments.form);
  api::DraftOptions options{.name = arguments.name, .with_undated = arguments.all};
  if (!arguments.dossier.empty()) {
    reading.names = workspace.KnownNames();
    options.in_dossier = true;
  }
  const base::Result<text::Source> source = text::Source::FromBytes(*std::move(bytes), reading);
  if (!source.ok()) {
    Complain(fmt::format("{} cannot be read: {}", is_input ? "standard input" : arguments.file,
                         source.error().message));
    return kDossierErrors;
  }
  options.file = is_input ? NameOfInput(source->reading().form)
                          : std::filesystem::path(arguments.file).filename().string();
  if (base::FindInvalidUtf8(options.file)) {
    Complain("a dossier cannot name this file, since its name is not UTF-8: rename it");
    return kDossierErrors;
  }
  if (!options.name.empty()) {
    if (const auto objection = api::ObjectionToSourceName(workspace, options.name, options.file)) {
      Complain("--as: " + *objection);
      return kWrongUsage;
    }
  }
  const std::string draft = api::Draft(*source, workspace, options);
  progress.Done();
  fmt::print("{}", draft);
  return kFine;
}

}  // namespace

ExitCode Run(const DraftArguments& arguments) {
  Progress progress("reading");
  if (arguments.dossier.empty()) return Write(arguments, api::StandardVocabulary(), progress);
  CommonArguments dossier;
  dossier.dossier = arguments.dossier;
  api::Workspace* const workspace = Open(dossier);
  if (workspace == nullptr) return kDossierErrors;
  return Write(arguments, *workspace, progress);
}

}  // namespace casus::cli
