#include "mfotl/proof.h"

#include "base/check.h"

namespace casus::mfotl {

std::string_view Name(Rule rule) {
  switch (rule) {
    case Rule::kEvents:
      return "events";
    case Rule::kNoEvent:
      return "no_event";
    case Rule::kNoValue:
      return "no_value";
    case Rule::kPointIs:
      return "point_is";
    case Rule::kCompares:
      return "compares";
    case Rule::kTruth:
      return "truth";
    case Rule::kBoth:
      return "both";
    case Rule::kOne:
      return "one";
    case Rule::kWitness:
      return "witness";
    case Rule::kCases:
      return "cases";
    case Rule::kNeighbour:
      return "neighbour";
    case Rule::kNoNeighbour:
      return "no_neighbour";
    case Rule::kDistance:
      return "distance";
    case Rule::kSome:
      return "some";
    case Rule::kAlways:
      return "always";
    case Rule::kNoPoint:
      return "no_point";
    case Rule::kReached:
      return "reached";
    case Rule::kNeverRight:
      return "never_right";
    case Rule::kBroken:
      return "broken";
    case Rule::kMatched:
      return "matched";
    case Rule::kUnmatched:
      return "unmatched";
    case Rule::kAggregate:
      return "aggregate";
    case Rule::kRows:
      return "rows";
    case Rule::kDefinition:
      return "definition";
    case Rule::kSpans:
      return "spans";
  }
  CHECK(false) << "a rule of proofs";
}

void Proof::Clear() {
  steps.clear();
  premise_pool.clear();
  case_pool.clear();
  binding_pool.clear();
  value_pool.clear();
  variable_pool.clear();
}

}  // namespace casus::mfotl
