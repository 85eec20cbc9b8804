#pragma once

// Numbers and quantities in prose.
//
//   FindQuantities("sold it for 7.5 million dollars")   // 7500000, unit "dollar"
//   FindQuantities("about one fifth of the region")     // 0.2, unit "share", approximate
//   FindQuantities("between 20,000 and 35,000 troops")  // 20000 to 35000, unit "troop"

#include <string_view>
#include <vector>

#include "text/mention.h"

namespace casus::text {

// In their order; they do not overlap. What belongs to a date is not a number: the caller drops those that
// overlap one. Requires valid UTF-8. Linear.
std::vector<Mention> FindQuantities(std::string_view sentence);

}  // namespace casus::text
