#pragma once

// `casus cover`: what of each source the dossier makes use of, sentence by sentence.
//
//   CoverReport report = Cover(workspace);
//   for (const SourceCover& source : report.sources) …       // 97 %: 138 of 142 sentences
//   report.sources[0].items[56].by                            // who cites sentence 57
//
// A sentence is cited by a statement or anything else that can cite, or set aside by `aside … because …`, or open. Only
// the sentences of a source's body count, not what the reader takes for debris (text/reading.h). Takes one look-up for
// each citation; nothing is evaluated.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "api/workspace.h"
#include "diag/sink.h"

namespace casus::api {

// What rests on a sentence.
struct Citer {
  std::string file;
  int line = 0;
  std::string statement;  // as in the dossier, on one line; a row stands behind its heading
};

struct CoverItem {
  enum class State : uint8_t { kCited, kAside, kOpen };

  int sentence = 0;
  std::vector<std::string> section;  // the headings above it, outermost first
  std::string text;
  State state = State::kOpen;
  std::vector<Citer> by;  // in the order of the text
  std::string because;    // why it is set aside
};

std::string_view Name(CoverItem::State state);  // "cited", "aside", "open"

struct CoverCounts {
  size_t cited = 0, aside = 0, open = 0;

  size_t sentences() const { return cited + aside + open; }
  size_t covered() const { return cited + aside; }
  // From 0 to 1; nothing of nothing is all of it.
  double share() const;
  // In percent, rounded down: 100 only if nothing is open.
  int percent() const;
};

struct CoverSection {
  std::vector<std::string> section;  // empty: what stands above the first heading
  CoverCounts counts;
};

struct SourceCover {
  std::string source, title, file;  // no file: it is cited by places only
  bool at_hand = false;             // else what follows is empty
  CoverCounts counts;
  std::vector<CoverSection> sections;  // in the order of the source
  std::vector<CoverItem> items;        // all sentences
};

struct CoverReport {
  std::vector<SourceCover> sources;  // as they are declared

  bool answered = false;     // not if the dossier has errors
  diag::Report diagnostics;  // of the dossier
};

CoverReport Cover(const Workspace& workspace);

}  // namespace casus::api
