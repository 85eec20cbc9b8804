#include <fmt/format.h>
#include <unistd.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/read.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/read_text.h"
#include "cli/session.h"
#include "cli/terminal.h"

namespace casus::cli {

ExitCode Run(const ReadArguments& arguments) {
  Progress progress("reading");
  text::ReadOptions options;
  options.form = FormOf(arguments.form);
  if (!arguments.dossier.empty()) {
    CommonArguments dossier;
    dossier.dossier = arguments.dossier;
    api::Workspace* const workspace = Open(dossier);
    if (workspace == nullptr) return kDossierErrors;
    options.names = workspace->KnownNames();
  }
  nlohmann::ordered_json several = nlohmann::ordered_json::array();
  ExitCode code = kFine;
  for (const std::string& file : arguments.files) {
    base::Result<std::string> bytes = file == "-" ? ReadStandardInput() : ReadFile(file);
    if (!bytes.ok()) {
      Complain(bytes.error().message);
      code = kDossierErrors;
      continue;
    }
    options.file_name = file == "-" ? std::string_view() : std::string_view(file);
    const base::Result<text::Reading> reading = text::Read(*std::move(bytes), options);
    if (!reading.ok()) {
      Complain(fmt::format("{} cannot be read: {}", file == "-" ? "standard input" : file,
                           reading.error().message));
      code = kDossierErrors;
      continue;
    }
    progress.Done();
    const std::string name = file == "-" ? "standard input" : file;
    switch (arguments.format) {
      case ReadFormat::kText:
        fmt::print("{}{}", &file == &arguments.files.front() ? "" : "\n",
                   ReadText(*reading, name, StyleOf(STDOUT_FILENO, arguments.colour)));
        break;
      case ReadFormat::kJson:
        several.push_back(api::ToJson(*reading, name));
        break;
      case ReadFormat::kAnnotations:
        several.push_back(api::ToAnnotations(*reading, name));
        break;
    }
  }
  // One document is an object, several are an array of them.
  if (arguments.format != ReadFormat::kText && !several.empty()) {
    const bool is_one = arguments.files.size() == 1;
    fmt::print("{}\n", (is_one ? several.front() : several).dump(2));
  }
  return code;
}

}  // namespace casus::cli
