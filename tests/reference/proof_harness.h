#pragma once

// Proofs of all verdicts of a log, for tests.
//
//   const ProvenLog proven = ProveAll(policy, plan, symbols, "@1 P (3);\n");
//   Problems(policy, symbols, proven) == ""               // all are right

#include <string>
#include <vector>

#include "mfotl/planner.h"
#include "mfotl/proof.h"
#include "tests/reference/proof_checker.h"

namespace casus::reference {

struct ProvenVerdict {
  mfotl::Point point = 0;
  std::vector<mfotl::Binding> values;
  std::optional<mfotl::Proof> proof;
};

struct ProvenLog {
  std::vector<LogPoint> log;  // with a last point in the far future
  std::vector<ProvenVerdict> verdicts;
};

// Requires a log without mistakes.
ProvenLog ProveAll(const mfotl::Policy& policy, const mfotl::MonitorPlan& plan, base::SymbolTable& symbols,
                   const std::string& log);

// What the checker has to say against them, one line each.
std::string Problems(const mfotl::Policy& policy, const base::SymbolTable& symbols, const ProvenLog& proven);

// The proof with one thing changed or left out, in all ways that must make it wrong.
std::vector<mfotl::Proof> Spoilt(const mfotl::Proof& proof);

}  // namespace casus::reference
