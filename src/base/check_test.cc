#include "base/check.h"

#include <gtest/gtest.h>

namespace casus::base {
namespace {

TEST(Check, PassesSilentlyAndDoesNotEvaluateTheMessage) {
  int evaluated = 0;
  CHECK(1 + 1 == 2) << ++evaluated;
  EXPECT_EQ(evaluated, 0);
}

TEST(Check, IsOneStatement) {
  bool other_branch = false;
  if (true)
    CHECK(true);
  else
    other_branch = true;
  EXPECT_FALSE(other_branch);
}

TEST(CheckDeathTest, SaysWhereWhatAndWhatToReport) {
  EXPECT_DEATH(CHECK(2 < 1) << "two is " << 2, "check_test.cc:[0-9]+: 2 < 1 does not hold: two is 2");
  EXPECT_DEATH(CHECK(false), "Please report it");
}

}  // namespace
}  // namespace casus::base
