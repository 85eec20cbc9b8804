#pragma once

// `casus check`: everything that a dossier says of itself.
//
//   CheckReport report = Check(workspace, {.lens = "Refusal"});
//   if (!report.evaluated) …                   // errors: report.diagnostics
//   report.expectations, report.findings, report.norms, report.summary
//
// The lens changes findings, norms and summary. Each expectation is tried under its own lens, as it says.

#include <string>
#include <vector>

#include "api/expectations.h"
#include "api/findings.h"
#include "api/norms.h"
#include "api/summary.h"
#include "api/workspace.h"
#include "diag/sink.h"

namespace casus::api {

struct CheckOptions {
  std::string lens;  // of the dossier; empty: none
};

struct CheckReport {
  diag::Report diagnostics;
  bool evaluated = false;  // if not, there are errors, and all below is empty
  std::string lens;
  size_t passed = 0;  // expectations; those according to a source are findings when they fail
  std::vector<ExpectationResult> failed;
  std::vector<Finding> findings;
  std::vector<NormLife> norms;
  Summary summary;

  bool HasConflict() const;
  bool HasBreach() const;  // for certain
};

CheckReport Check(Workspace& workspace, const CheckOptions& options = {});

}  // namespace casus::api
