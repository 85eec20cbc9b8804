#include <fmt/format.h>

#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "base/symbol.h"
#include "cli/commands.h"
#include "cli/input.h"
#include "cli/session.h"
#include "diag/sink.h"
#include "lang/parser.h"
#include "lang/printer.h"

namespace casus::cli {
namespace {

// The canonical form of a file; nothing, after its errors were shown, if it has some.
std::optional<std::string> Canonical(const std::string& path, const std::string& text, Colour colour) {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  const diag::FileId file = files.Add(path, text);
  const lang::Document document = lang::Parse(file, files, symbols, sink);
  if (sink.HasErrors()) {
    Show(sink.Finish(), files, colour, Shown::kErrors);
    return std::nullopt;
  }
  return lang::Format(document, files.Text(file), symbols);
}

ExitCode FormatStandardInput(const FmtArguments& arguments) {
  const std::string text(std::istreambuf_iterator<char>(std::cin), {});
  const std::string name = text.find("```casus") != std::string::npos ? "stdin.casus.md" : "stdin.casus";
  const std::optional<std::string> canonical = Canonical(name, text, arguments.colour);
  if (!canonical) return kDossierErrors;
  if (arguments.check) return *canonical == text ? kFine : kDossierErrors;
  fmt::print("{}", *canonical);
  return kFine;
}

ExitCode FormatFile(const std::string& path, const FmtArguments& arguments) {
  const base::Result<std::string> text = ReadFile(path);
  if (!text.ok()) {
    Complain(text.error().message);
    return kDossierErrors;
  }
  const std::optional<std::string> canonical = Canonical(path, *text, arguments.colour);
  if (!canonical) return kDossierErrors;
  if (*canonical == *text) return kFine;
  if (arguments.check) {
    fmt::print("{} is not in the canonical form\n", path);
    return kDossierErrors;
  }
  if (!ReplaceFile(path, *canonical)) {
    Complain(fmt::format("cannot write {}", path));
    return kDossierErrors;
  }
  fmt::print("wrote {}\n", path);
  return kFine;
}

}  // namespace

ExitCode Run(const FmtArguments& arguments) {
  ExitCode code = kFine;
  for (const std::string& path : arguments.paths) {
    if (path == "-") {
      if (FormatStandardInput(arguments) != kFine) code = kDossierErrors;
      continue;
    }
    const base::Result<std::vector<std::string>> files = FindDossierFiles(path);
    if (!files.ok()) {
      Complain(files.error().message);
      code = kDossierErrors;
      continue;
    }
    for (const std::string& file : *files) {
      if (FormatFile(file, arguments) != kFine) code = kDossierErrors;
    }
  }
  return code;
}

}  // namespace casus::cli
