#include "text/same_value.h"

#include <gtest/gtest.h>

namespace casus::text {
namespace {

TEST(MayBeSameDate, ComparesWhatBothSay) {
  struct Case {
    std::string_view a, b;
    bool may_be;
  };
  const Case cases[] = {
      {.a = "1851-05-03", .b = "1851-05-03", .may_be = true},
      {.a = "1851-05-03", .b = "1851-05-04", .may_be = false},
      {.a = "1851-05", .b = "1851-05-04", .may_be = true},
      {.a = "1851", .b = "1852-05-04", .may_be = false},
      {.a = "XXXX-05-04", .b = "1852-05-04", .may_be = true},
      {.a = "XXXX-05-04", .b = "1852-06-04", .may_be = false},
      {.a = "185X", .b = "1852", .may_be = true},
      {.a = "1851-21", .b = "1851-04-02", .may_be = true},  // spring
      {.a = "1851-21", .b = "1851-09-02", .may_be = false},
      {.a = "1851-05-01/1851-05-09", .b = "1851-05-04", .may_be = true},
      {.a = "1851-05-01/1851-05-09", .b = "1851-06", .may_be = false},
      {.a = "1851-05-01/..", .b = "1900", .may_be = true},
      {.a = "1851-05-01/..", .b = "1850", .may_be = false},
      {.a = "../1851-05-01", .b = "1851-05-02/..", .may_be = false},
      {.a = "../1851-05-01", .b = "1851-05", .may_be = true},
      {.a = "../1851-05", .b = "../1851-06", .may_be = false},
      {.a = "../1851-05", .b = "../1851-05-09", .may_be = true},
      {.a = "1920/..", .b = "1921/..", .may_be = false},
      {.a = "1905/1907", .b = "1905/1909", .may_be = false},
      {.a = "1905/1907", .b = "1905-03/1907", .may_be = true},
      {.a = "1905/1907", .b = "1905/..", .may_be = true},
      {.a = "[1851,1853]", .b = "1860", .may_be = false},
      {.a = "1851~", .b = "1851-02", .may_be = true},
      {.a = "once", .b = "1851", .may_be = false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(MayBeSameDate(c.a, c.b), c.may_be) << c.a << " and " << c.b;
    EXPECT_EQ(MayBeSameDate(c.b, c.a), c.may_be) << c.b << " and " << c.a;
  }
}

TEST(MayBeSameAmount, ComparesEnds) {
  const auto of = [](int64_t amount) { return base::Decimal::FromInteger(amount); };
  const AmountRange under = {.most = of(400)};
  const AmountRange over = {.least = of(500)};
  const AmountRange exact = {.least = of(450), .most = of(450)};
  EXPECT_FALSE(MayBeSameAmount(under, over));
  EXPECT_FALSE(MayBeSameAmount(over, under));
  EXPECT_FALSE(MayBeSameAmount(under, exact));
  EXPECT_FALSE(MayBeSameAmount(exact, over));
  EXPECT_TRUE(MayBeSameAmount(under, {.least = of(400)}));
  EXPECT_TRUE(MayBeSameAmount(over, {.least = of(900)}));
}

}  // namespace
}  // namespace casus::text
