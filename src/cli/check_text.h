#pragma once

#include <string>

#include "api/check.h"
#include "cli/terminal.h"

namespace casus::cli {

struct CheckTextOptions {
  std::string dossier;  // as the user named it, for the commands to try next
  bool full = false;    // leave nothing out; otherwise sections are cut to what fits on a screen or two
};

// The report for people, section by section; what has nothing to say is left out.
std::string CheckText(const api::CheckReport& report, const CheckTextOptions& options, const Style& style);

}  // namespace casus::cli
