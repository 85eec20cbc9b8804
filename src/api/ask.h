#pragma once

// `casus ask`: a question to a dossier, and every answer with its span, certainty and evidence.
//
//   AskReport report = Ask(workspace, "?who controls Vilnius_Region", {.on = stamp});
//   if (!report.answered) …                    // report.diagnostics says why
//   for (const AskAnswer& answer : report.answers) …
//
// ToJson (api/json.h) gives the report to programs, ToCsv (api/csv.h) to spreadsheets.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/evidence.h"
#include "api/question.h"
#include "api/span.h"
#include "api/wording.h"
#include "api/workspace.h"
#include "diag/sink.h"

namespace casus::api {

struct AskOptions {
  std::string lens;  // of the dossier; empty: none
  // `on` asks for one moment: the answers that hold then, each with the whole span around it. Otherwise spans
  // are cut to what lies from `from` through `through`. All within the dossier's horizon.
  std::optional<base::Stamp> on, from, through;
  size_t most_pairs = kMostPairs;
};

enum class Holds : uint8_t { kCertain, kPossible, kNo };
std::string_view Name(Holds holds);  // "certain", "possible", "no"

struct AskAnswer {
  std::vector<Value> values;  // by column
  std::vector<Span> spans;    // in the order of time
  std::string question;       // with the values in it, for `why`
  bool bounded = false;       // less may be possible, and more certain: the worlds are too many to tell
  std::vector<std::string> open;
  std::vector<Evidence> evidence;
};

struct AskReport {
  std::string question;
  std::string lens;
  std::vector<std::string> columns;  // without ?
  std::optional<Holds> holds;        // of a question without variables, with `on`
  // The moment asked for lies beyond what the lens lets anyone know: nothing can be denied.
  bool beyond_knowledge = false;
  std::vector<AskAnswer> answers;

  bool answered = false;
  bool question_at_fault = false;  // not answered because of the question, not of the dossier
  bool is_too_large = false;       // likewise: see kTooLarge; nothing is in the diagnostics
  diag::Report diagnostics;        // of the question if it is at fault, else of the dossier
};

AskReport Ask(Workspace& workspace, std::string_view question, const AskOptions& options);

}  // namespace casus::api
