#pragma once

// `casus why`: the argument for an answer, or for a "no", down to the sentences.
//
//   WhyReport report = Why(workspace, "Lithuania controls Vilnius_Strip", {.on = stamp});
//   for (const Reason& reason : report.cases.front().reasons) …       // reason.text, reason.evidence,
//   reason.because
//
// Without `on`, the moment is the first at which the question holds for certain, or else possibly, or else
// the last of the record.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/ask.h"
#include "api/evidence.h"
#include "api/workspace.h"
#include "diag/sink.h"

namespace casus::api {

struct WhyOptions {
  std::string lens;  // of the dossier; empty: none
  std::optional<base::Stamp> on;
};

// A step of an argument. What several steps rest on is argued once: later it is only named.
struct Reason {
  enum class Kind : uint8_t {
    kHolds,        // because of …
    kAbsent,       // it does not hold, because of …
    kStatement,    // the chronicle says so
    kText,         // the text of a treaty says so
    kNoStatement,  // nothing says so
    kCut,          // the argument goes on
  };
  Kind kind = Kind::kHolds;
  std::string text;           // "Lithuania controls Vilnius_Strip"; of kAbsent and kNoStatement without "not"
  std::string from, through;  // the days for which it is argued
  std::string place;          // of the rule, norm or statement: "06-treaty.casus.md:23", with the heading
  std::vector<Evidence> evidence;
  std::vector<Reason> because;
  size_t others = 0;  // how many more reasons of the same form there are
  bool argued_before = false;
};

std::string_view Name(Reason::Kind kind);  // "holds", "absent", "statement", "text", "no statement", "cut"

// What one world makes of something uncertain.
struct Supposition {
  std::string text;   // "Lithuania signs Mutual_Assistance_Treaty"
  std::string place;  // of the statement
  enum class Kind : uint8_t {
    kOn,       // it happens, or begins, on the day
    kThrough,  // it lasts through the day
    kTrue,
    kUntrue,
  };
  Kind kind = Kind::kTrue;
  std::string day;  // empty: beyond the record
};

std::string_view Name(Supposition::Kind kind);  // "on", "through", "true", "untrue"

struct WhyCase {
  std::vector<Value> values;  // by column; empty if nothing holds
  Holds holds = Holds::kNo;
  // The reasons are those of the record as a whole, or of one world: of one in which it is so, if that is merely possible; of the
  // first of all, if it is the same in each, though no argument serves for all of them.
  std::vector<Supposition> world;
  std::vector<Reason> reasons;
};

struct WhyReport {
  std::string question;
  std::string lens;
  std::string on;  // the day that is explained
  std::vector<std::string> columns;
  std::vector<WhyCase> cases;  // one for each answer at that moment, or one for "no"
  // The day lies beyond what the lens lets anyone know: there is nothing to argue for, or against.
  bool beyond_knowledge = false;

  bool answered = false;
  bool question_at_fault = false;
  bool is_too_large = false;  // see kTooLarge; nothing is in the diagnostics
  diag::Report diagnostics;
};

WhyReport Why(Workspace& workspace, std::string_view question, const WhyOptions& options);

}  // namespace casus::api
