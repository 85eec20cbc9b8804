#pragma once

// Where the passes report what is wrong.
//
//   Sink sink;
//   Parse(file, files, symbols, sink);
//   Report report = sink.Finish();
//   std::cerr << RenderTerminal(report, files, {.colour = true});
//
// Two diagnostics of the same kind at the same place are one: the first. Not safe for several threads.

#include <boost/container_hash/hash.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "diag/diagnostic.h"

namespace casus::diag {

// What a run reports, in the order of files and places.
struct Report {
  std::vector<Diagnostic> diagnostics;
  size_t errors = 0;  // these count all, also those that are not listed
  size_t warnings = 0;
  size_t notes = 0;

  // How many are not listed.
  size_t more() const { return errors + warnings + notes - diagnostics.size(); }
};

// The headings under which a place stands, joined by " › "; empty if there are none.
using HeadingPath = std::function<std::string(FileId, uint32_t offset)>;

class Sink {
 public:
  static constexpr size_t kDefaultLimit = 100;

  // Keeps at most `limit` diagnostics and counts the rest.
  explicit Sink(size_t limit = kDefaultLimit) : limit_(limit) {}

  void Report(Diagnostic diagnostic);

  size_t errors() const { return result_.errors; }
  bool HasErrors() const { return errors() > 0; }

  // The report so far. The function is asked once for each listed diagnostic.
  diag::Report Finish(const HeadingPath& heading_path = {}) const;

 private:
  using Place = std::tuple<Kind, FileId, uint32_t>;

  size_t limit_;
  diag::Report result_;  // in the order of reporting
  boost::unordered_flat_set<Place, boost::hash<Place>> places_;
};

}  // namespace casus::diag
