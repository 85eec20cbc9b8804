#pragma once

// What a reader of the record should know that no one asked for: where the accounts differ, what was without
// effect, what is merely alleged.
//
//   conflict       two stated spans of a state that has one value at a time cannot both hold
//   source         a source does not agree with itself: an `expect according to` it that fails
//   no-effect      an act that a power governs was done when the power did not allow it
//   alleged        someone says so, and it is not taken for a fact
//   double-dating  different sources put the same event on different days

#include <string>
#include <vector>

#include "api/evidence.h"
#include "api/expectations.h"
#include "api/workspace.h"
#include "law/record.h"

namespace casus::api {

struct Finding {
  enum class Kind : uint8_t { kConflict, kSource, kNoEffect, kAlleged, kDenied, kDoubleDating };
  Kind kind = Kind::kConflict;
  std::string message;                  // complete by itself
  std::vector<std::string> statements;  // with their dates, as the language is written
  std::vector<Evidence> evidence;
};

std::string_view Name(Finding::Kind kind);  // "conflict"

// Grouped by kind, in the order above; within a kind in the order of the text. `expectations` gives those of
// sources.
std::vector<Finding> FindingsOf(Workspace& workspace, law::Record& record,
                                const std::vector<ExpectationResult>& expectations);

}  // namespace casus::api
