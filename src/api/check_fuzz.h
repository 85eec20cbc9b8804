#pragma once

// What must hold of any text that is checked as a dossier; shared by the fuzzer and by the replay of what it
// once found (tests/regression).

#include <optional>
#include <string>
#include <string_view>

#include "api/check.h"
#include "api/mend.h"
#include "api/workspace.h"
#include "base/check.h"
#include "lang/parser_fuzz.h"

namespace casus::api {

// The text of every source.
inline constexpr std::string_view kFuzzSource =
    "The army of Poland invaded Lithuania on 1 March 1939. The ministers met at noon. On October 10, 1939, "
    "Lithuania signed the treaty in Moscow, and 20,000 soldiers came. Nobody refused.";

// It is checked, evaluated if it has no errors, and formatted so that nothing is lost.
inline void CheckDossier(std::string_view bytes) {
  for (const char* path : {"fuzz.casus", "fuzz.casus.md"}) {
    const auto source = [](std::string_view) { return std::optional(std::string(kFuzzSource)); };
    Workspace workspace({{path, std::string(bytes)}}, source);
    const CheckReport report = Check(workspace);
    CHECK(report.evaluated == (report.diagnostics.errors == 0)) << report.diagnostics.errors << " errors";
    for (const diag::Diagnostic& diagnostic : report.diagnostics.diagnostics) {
      CHECK(!diagnostic.message.empty());
      const std::string_view text = workspace.files().Text(diagnostic.span.file);
      CHECK(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.begin <= text.size())
          << diagnostic.message;
    }
    for (const MendedFile& file : Mend({{path, std::string(bytes)}}, source)) {
      CHECK(file.before == bytes && file.after != bytes);
    }
    lang::CheckParser(path, bytes);
  }
}

}  // namespace casus::api
