#pragma once

// The oracle: cases of metric first-order temporal logic whose verdicts were computed by a monitor that is
// formally verified. They lie beside the project, not in it.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace casus::oracle {

struct Case {
  int id;
  std::string signature, formula, log, verdicts;
};

// All cases; none if they are not at hand.
std::vector<Case> LoadCases();

// By time-point, the tuples as they are printed: {"(1,2)", "(3,4)"}, or {"true"}.
using Answer = std::map<int64_t, std::set<std::string>>;

// Reads lines of the form `@ts (time point i): (1,2) (3,4)`.
Answer ReadVerdicts(const std::string& text);
std::string Print(const Answer& answer);

}  // namespace casus::oracle
