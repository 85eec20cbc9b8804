#include "text/align_chain.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include "base/check.h"

namespace casus::text {

namespace {

constexpr size_t kNone = SIZE_MAX;

struct Best {
  double sum = 0;
  size_t last = kNone;  // the last link of the chain
};

// The best chains by their end in b.
class BestEnds {
 public:
  explicit BestEnds(size_t b_size) : bests_(b_size + 1) {}

  // The best chain that ends at `end` or before.
  Best UpTo(size_t end) const {
    Best best;
    for (size_t at = end; at > 0; at &= at - 1) {
      if (bests_[at].sum > best.sum) best = bests_[at];
    }
    return best;
  }

  void Add(size_t end, Best chain) {
    for (size_t at = end; at < bests_.size(); at += at & (~at + 1)) {
      if (chain.sum > bests_[at].sum) bests_[at] = chain;
    }
  }

 private:
  std::vector<Best> bests_;  // the best of a Fenwick range each
};

}  // namespace

std::vector<size_t> BestChain(std::span<const Link> links, std::span<const double> values, size_t b_size) {
  CHECK(links.size() == values.size()) << links.size() << " links with " << values.size() << " values";
  std::vector<size_t> by_begin(links.size());
  std::iota(by_begin.begin(), by_begin.end(), size_t{0});
  std::vector<size_t> by_end = by_begin;
  std::stable_sort(by_begin.begin(), by_begin.end(),
                   [&](size_t x, size_t y) { return links[x].a < links[y].a; });
  std::stable_sort(by_end.begin(), by_end.end(),
                   [&](size_t x, size_t y) { return links[x].a_end() < links[y].a_end(); });

  std::vector<double> sums(links.size());
  std::vector<size_t> previous(links.size(), kNone);
  BestEnds ends(b_size);
  size_t ended = 0;
  for (const size_t link : by_begin) {
    // What ends where this one begins began before it, so that its sum is known.
    for (; ended < by_end.size() && links[by_end[ended]].a_end() <= links[link].a; ++ended) {
      const size_t before = by_end[ended];
      if (values[before] > 0) ends.Add(links[before].b_end(), {.sum = sums[before], .last = before});
    }
    const Best best = ends.UpTo(links[link].b);
    sums[link] = best.sum + values[link];
    previous[link] = best.last;
  }

  size_t last = kNone;
  for (size_t link = 0; link < links.size(); ++link) {
    if (values[link] > 0 && (last == kNone || sums[link] > sums[last])) last = link;
  }
  std::vector<size_t> chain;
  for (; last != kNone; last = previous[last]) chain.push_back(last);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

}  // namespace casus::text
