#include "diag/nearest.h"

#include <gtest/gtest.h>

#include <array>

namespace casus::diag {
namespace {

TEST(EditDistance, CountsEdits) {
  struct Case {
    std::string_view a, b;
    size_t expected;
  };
  const Case cases[] = {
      {.a = "", .b = "", .expected = 0},
      {.a = "abc", .b = "abc", .expected = 0},
      {.a = "abc", .b = "ABC", .expected = 0},
      {.a = "abc", .b = "", .expected = 3},
      {.a = "abc", .b = "abd", .expected = 1},
      {.a = "abc", .b = "acb", .expected = 1},
      {.a = "abcd", .b = "bacd", .expected = 1},
      {.a = "abc", .b = "xabc", .expected = 1},
      {.a = "ca", .b = "abc", .expected = 3},
      {.a = "kitten", .b = "sitting", .expected = 3},
      {.a = "becuase", .b = "because", .expected = 1},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(EditDistance(c.a, c.b, 10), c.expected) << c.a << " " << c.b;
    EXPECT_EQ(EditDistance(c.b, c.a, 10), c.expected) << c.b << " " << c.a;
  }
}

TEST(EditDistance, StopsAtTheLimit) {
  EXPECT_EQ(EditDistance("kitten", "sitting", 2), 3u);
  EXPECT_EQ(EditDistance("a", "abcdefgh", 2), 3u);
}

TEST(Nearest, FindsWhatWasMeant) {
  constexpr std::array<std::string_view, 5> kCandidates = {"begins", "ends", "while", "happens",
                                                           "Soviet_Union"};
  EXPECT_EQ(Nearest("begin", kCandidates), "begins");
  EXPECT_EQ(Nearest("hapens", kCandidates), "happens");
  EXPECT_EQ(Nearest("soviet_union", kCandidates), "Soviet_Union");
  EXPECT_EQ(Nearest("Sovjet_Unoin", kCandidates), "Soviet_Union");
  EXPECT_EQ(Nearest("end", kCandidates), "ends");
  EXPECT_EQ(Nearest("xyz", kCandidates), std::nullopt);
  EXPECT_EQ(Nearest("", kCandidates), std::nullopt);
  EXPECT_EQ(Nearest("treaty", kCandidates), std::nullopt);
}

TEST(Nearest, OfEquallyNearOnesTheFirst) {
  constexpr std::array<std::string_view, 2> kCandidates = {"cart", "card"};
  EXPECT_EQ(Nearest("carx", kCandidates), "cart");
}

}  // namespace
}  // namespace casus::diag
