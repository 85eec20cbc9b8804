#pragma once

// What differs between sentences that tell the same, typed, the gravest first.
//
//   A  Their envoy reached Riga on 4 May 1921 with 30 guards.
//   B  Their envoy reached Riga on 6 May 1921 with several guards.
//      date      "4 May 1921" against "6 May 1921"
//      wording   "30" against "several"
//
// A number or date contradicts another only if the two cannot be the same: "May 1921" does not contradict "4 May 1921",
// "fewer than 40" not "30". If it stands elsewhere on the other side, too, it does so only where nothing else differs
// ("came on 3 May, left on 9 May" against "came on 9 May, left on 3 May"). The same holds of names.

#include <vector>

#include "text/align.h"
#include "text/difference_regions.h"

namespace casus::text {

// In the order: numbers and dates that contradict each other; what turns a statement round, such as "not";
// names; additions and omissions; wording; function words, punctuation and case. Equally grave ones in the
// order of the sentences. Linear like FindRegions.
std::vector<Difference> FindDifferences(const Side& a, const Side& b, const WordTable& table);

// Whether both sides have the same words in the same order; punctuation does not count.
bool AreWordForWord(const Side& a, const Side& b, const WordTable& table);

}  // namespace casus::text
