#pragma once

// Signatures: which predicates a log may mention, and the types of their columns.
//
//   publish(report: int)
//   approve(manager: int, report: int)      (* comments; also # to the end of the line *)
//   login(string, float)
//
// The names of columns may be left out. Types are int, string and float.

#include <vector>

#include "diag/sink.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

// What the file declares; what is wrong with it is reported and left out.
std::vector<Predicate> ParseSignature(diag::FileId file, const diag::Files& files, diag::Sink& sink);

}  // namespace casus::mfotl
