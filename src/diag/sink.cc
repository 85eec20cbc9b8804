#include "diag/sink.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace casus::diag {

void Sink::Report(Diagnostic diagnostic) {
  if (!places_.insert({diagnostic.kind, diagnostic.span.file, diagnostic.span.begin}).second) return;
  switch (Info(diagnostic.kind).severity) {
    case Severity::kError:
      ++result_.errors;
      break;
    case Severity::kWarning:
      ++result_.warnings;
      break;
    case Severity::kNote:
      ++result_.notes;
      break;
  }
  if (result_.diagnostics.size() < limit_) result_.diagnostics.push_back(std::move(diagnostic));
}

diag::Report Sink::Finish(const HeadingPath& heading_path) const {
  diag::Report report = result_;
  const auto key = [](const Diagnostic& d) {
    return std::tuple(d.span.file, d.span.begin, d.span.end, d.kind);
  };
  std::stable_sort(report.diagnostics.begin(), report.diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
  if (heading_path) {
    for (Diagnostic& diagnostic : report.diagnostics) {
      diagnostic.heading = heading_path(diagnostic.span.file, diagnostic.span.begin);
    }
  }
  return report;
}

}  // namespace casus::diag
