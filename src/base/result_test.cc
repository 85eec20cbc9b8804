#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace casus::base {
namespace {

Result<int> Half(int n) {
  if (n % 2 != 0) return Error{std::to_string(n) + " is odd"};
  return n / 2;
}

TEST(Result, HoldsAValue) {
  const Result<int> half = Half(6);
  ASSERT_TRUE(half.ok());
  EXPECT_EQ(*half, 3);
}

TEST(Result, HoldsAnError) {
  const Result<int> half = Half(7);
  ASSERT_FALSE(half.ok());
  EXPECT_EQ(half.error().message, "7 is odd");
}

TEST(Result, ReachesIntoTheValue) {
  Result<std::string> text = std::string("treaty");
  EXPECT_EQ(text->size(), 6u);
  text->append(" of peace");
  EXPECT_EQ(*text, "treaty of peace");
}

TEST(Result, GivesUpAValueThatOnlyMoves) {
  Result<std::unique_ptr<int>> made = std::make_unique<int>(5);
  const std::unique_ptr<int> taken = *std::move(made);
  EXPECT_EQ(*taken, 5);
}

TEST(Result, MayHoldAStringBesidesAnError) {
  const Result<std::string> text = std::string("no error");
  EXPECT_TRUE(text.ok());
}

TEST(ResultDeathTest, ReadingWhatIsNotThereIsABug) {
  EXPECT_DEATH((void)*Half(7), "7 is odd");
  EXPECT_DEATH((void)Half(6).error(), "has a value");
}

}  // namespace
}  // namespace casus::base
