#pragma once

// Random code that is right by the grammar (docs/language/grammar.md), if not in meaning: every construct of
// it, with needless parentheses, uneven spaces, comments and empty lines.

#include <cstdint>
#include <string>

namespace casus::property {

// About `items` constructs of the top level. The same seed gives the same text.
std::string RandomDossier(uint32_t seed, int items);

// A random condition, on one line.
std::string RandomCondition(uint32_t seed, int depth);

}  // namespace casus::property
