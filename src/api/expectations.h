#pragma once

// What a dossier expects of its record, and what came out instead.
//
//   expect [possibly] [under LENS] [according to SOURCE] [on D | from D through D | never | always]:
//   CONDITION
//
// holds if the condition holds, for some values of its variables,
//   on D                at the last moment of D; if D is a month or a year, of each of its days
//   from D through D    at the last moment of each day
//   never               at no moment, not even possibly;          possibly never: at none for certain
//   always              at every moment
//   (no time)           at the last moment of the record
// and that for certain, or, if `possibly`, in some world. What is expected according to a source is asked of
// that source's statements alone; if it fails, the source is at odds with itself, which is a finding and no
// mistake of the dossier.

#include <string>
#include <vector>

#include "api/evidence.h"
#include "api/workspace.h"

namespace casus::api {

struct ExpectationResult {
  std::string text;     // the condition with what stands before it, as in the dossier, on one line
  std::string where;    // "13-questions.casus.md:41"
  std::string heading;  // "Questions › Spheres"
  bool holds = false;
  std::string why;                 // if it does not hold: what was found instead
  std::string source;              // according to whom
  std::vector<Evidence> evidence;  // that the expectation itself cites
};

// Of all expectations of the dossier's own documents, in the order of the text. Leaves out those whose record
// cannot be evaluated, which is diagnosed in the workspace.
std::vector<ExpectationResult> TryExpectations(Workspace& workspace);

}  // namespace casus::api
