#pragma once

// The best links that keep the order of both accounts.
//
//   std::vector<size_t> chosen = BestChain(links, values, b_size);
//
// A chain is a set of links of which each stands, in both accounts, wholly behind the one before it. Of all
// chains the one with the greatest sum of values is found by dynamic programming: the best chain that ends with
// a link is that link behind the best chain that ends before it in both accounts. Going through a in order, the
// best chains so far are kept in a Fenwick tree by their end in b, which answers "the best that ends before
// here" in logarithmic time (as for the heaviest increasing subsequence; Jacobson and Vo 1992). For n links
// O(n log n).

#include <cstddef>
#include <span>
#include <vector>

#include "text/align_links.h"

namespace casus::text {

// The places in `links` of the best chain, ascending in both accounts. Requires a value for each link; those
// that are not positive are left out. The same input gives the same chain.
std::vector<size_t> BestChain(std::span<const Link> links, std::span<const double> values, size_t b_size);

}  // namespace casus::text
