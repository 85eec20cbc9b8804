#include "api/check.h"

#include <algorithm>
#include <utility>

namespace casus::api {

bool CheckReport::HasConflict() const {
  return std::any_of(findings.begin(), findings.end(),
                     [](const Finding& finding) { return finding.kind == Finding::Kind::kConflict; });
}

bool CheckReport::HasBreach() const {
  return std::any_of(norms.begin(), norms.end(),
                     [](const NormLife& norm) { return norm.HasCertainly(NormState::kBroken); });
}

CheckReport Check(Workspace& workspace, const CheckOptions& options) {
  CheckReport report;
  report.lens = options.lens;
  if (law::Record* record = workspace.RecordUnder(options.lens)) {
    std::vector<ExpectationResult> expectations = TryExpectations(workspace);
    report.findings = FindingsOf(workspace, *record, expectations);
    report.norms = NormLives(workspace, *record);
    report.summary = Summarize(workspace, *record, report.norms);
    for (ExpectationResult& expectation : expectations) {
      if (expectation.holds) {
        ++report.passed;
      } else if (expectation.source.empty()) {
        report.failed.push_back(std::move(expectation));
      }
    }
    report.evaluated = !workspace.HasErrors();
  }
  report.diagnostics = workspace.report();
  return report;
}

}  // namespace casus::api
