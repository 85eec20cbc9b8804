#pragma once

// Worlds: what may be true, decided.
//
// A dossier's uncertainties are variables: the moment of a beginning or an end within its window, whether a doubtful statement is
// true, which of several rivals is (a conflict, a number known to a range). A world decides all of them. In one world the
// record is crisp.
//
// The layers of a record (lowering.h) bound all worlds at once and are almost always exact. A world is a witness: what holds in it
// is possible, what does not hold in it is not certain. Two extreme worlds, everything as early as possible and everything
// as late as possible, settle most questions; where they do not, all worlds that differ in what bears upon the question are gone
// through if there are at most kMaxWorlds of them, otherwise the answer is said to be bounded.

#include <cstdint>
#include <vector>

#include "law/chronicle.h"

namespace casus::law {

inline constexpr uint64_t kMaxWorlds = 4'096;

// One uncertainty: the facts that it concerns, and how many values it may take.
struct Uncertainty {
  enum class Kind : uint8_t {
    kBegin,  // of facts of one statement: the moment within their window
    kEnd,
    kPresence,  // of one doubtful fact: there (0) or not (1)
    kChoice,    // of rivals: which of the facts is there
  };
  Kind kind = Kind::kBegin;
  std::vector<uint32_t> facts;  // indices into FactTable::facts
  uint64_t values = 1;
};

std::vector<Uncertainty> UncertaintiesOf(const Chronicle& chronicle);

// The number of worlds, at most kMaxWorlds + 1.
uint64_t CountWorlds(const std::vector<Uncertainty>& uncertainties);

// The chronicle in the world in which uncertainty i takes values[i] (from 0). What begins beyond the record is not in it. Worlds
// in which a span ends before it began are no worlds: false then.
bool Decide(Chronicle& chronicle, const std::vector<Uncertainty>& uncertainties,
            const std::vector<uint64_t>& values);

}  // namespace casus::law
