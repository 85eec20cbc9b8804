#pragma once

// A record at a glance: what was in force when, who held what, and what to ask next.

#include <string>
#include <vector>

#include "api/norms.h"
#include "api/span.h"
#include "api/workspace.h"
#include "law/record.h"

namespace casus::api {

struct SourceSummary {
  std::string name, title;
  bool has_file = false;
  bool at_hand = false;
};

struct InstrumentLife {
  std::string name, title;
  std::vector<Span> in_force;  // empty: never
};

// Who controlled a land, one after the other.
struct LandHistory {
  struct Holding {
    std::string who;
    Span span;
  };
  std::string land;
  std::vector<std::string>
      parts;  // lands within it with the very same history, which are not listed by themselves
  std::vector<Holding> holdings;  // in the order of time
};

// Something to try next: `casus VERB DOSSIER REST`.
struct Suggestion {
  std::string verb, rest;
};

struct Summary {
  std::string first, last;  // the record's days
  size_t documents = 0;
  size_t statements = 0;
  std::vector<SourceSummary> sources;
  std::vector<InstrumentLife> instruments;
  std::vector<LandHistory> lands;
  // Statements that happened because of something that the lens strikes, and stay.
  std::vector<std::string> left_standing;
  std::vector<Suggestion> suggestions;
};

Summary Summarize(const Workspace& workspace, law::Record& record, const std::vector<NormLife>& norms);

}  // namespace casus::api
