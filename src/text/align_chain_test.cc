#include "text/align_chain.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace casus::text {
namespace {

constexpr uint32_t kSentences = 6;

// A link with a value of 0 to 9.
struct ValuedLink {
  Link link;
  double value = 0;
};

rc::Gen<ValuedLink> AnyLink() {
  return rc::gen::map(rc::gen::tuple(rc::gen::inRange(0u, kSentences), rc::gen::inRange(0u, kSentences),
                                     rc::gen::inRange(0, 3), rc::gen::inRange(0, 10)),
                      [](const auto& drawn) {
                        const auto [a, b, shape, value] = drawn;
                        ValuedLink valued{.link = {.a = a, .b = b}, .value = static_cast<double>(value)};
                        if (shape == 1) valued.link.a_count = std::min(2u, kSentences - a);
                        if (shape == 2) valued.link.b_count = std::min(3u, kSentences - b);
                        return valued;
                      });
}

// The best sum of links that begin at a and b or behind, tried one after the other.
double BestSum(const std::vector<ValuedLink>& links, uint32_t a, uint32_t b) {
  double best = 0;
  for (const auto& [link, value] : links) {
    if (link.a >= a && link.b >= b && value > 0) {
      best = std::max(best, value + BestSum(links, link.a_end(), link.b_end()));
    }
  }
  return best;
}

RC_GTEST_PROP(BestChain, IsInOrderAndAsGoodAsAny, ()) {
  auto drawn = *rc::gen::container<std::vector<ValuedLink>>(AnyLink());
  drawn.resize(std::min<size_t>(drawn.size(), 14));
  std::vector<Link> links;
  std::vector<double> values;
  for (const auto& [link, value] : drawn) {
    links.push_back(link);
    values.push_back(value);
  }
  double sum = 0;
  uint32_t a = 0;
  uint32_t b = 0;
  for (const size_t i : BestChain(links, values, kSentences)) {
    RC_ASSERT(values[i] > 0);
    RC_ASSERT(links[i].a >= a);
    RC_ASSERT(links[i].b >= b);
    a = links[i].a_end();
    b = links[i].b_end();
    sum += values[i];
  }
  RC_ASSERT(sum == BestSum(drawn, 0, 0));
}

TEST(BestChain, OfNothingIsEmpty) { EXPECT_TRUE(BestChain({}, {}, 0).empty()); }

}  // namespace
}  // namespace casus::text
