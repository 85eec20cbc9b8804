#pragma once

// Numbers and quantities in prose.
//
//   FindQuantities(ProseTokens("sold it for 7.5 million dollars"))   // 7500000, unit "dollar"
//   FindQuantities(ProseTokens("about one fifth of the region"))     // 0.2, unit "share", approximate
//   FindQuantities(ProseTokens("between 20,000 and 35,000 troops"))  // 20000 to 35000, unit "troop"

#include <span>
#include <vector>

#include "text/mention.h"
#include "text/prose_tokens.h"

namespace casus::text {

// In their order; they do not overlap. What begins within one of the dates, which ascend, is no number; those that reach
// into one are for the caller to drop. Requires valid UTF-8. Linear.
std::vector<Mention> FindQuantities(const ProseTokens& sentence, std::span<const Mention> dates = {});

}  // namespace casus::text
