#include "core/tuple_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::core {
namespace {

using testing::ElementsAre;

TEST(TupleTableTest, EqualRowsHaveOneNumber) {
  TupleTable table(2);
  for (Value i = 0; i < 10'000; ++i) ASSERT_EQ(table.Intern(std::vector<Value>{i % 1'000, 0}), i % 1'000);
  EXPECT_EQ(table.size(), 1'000);
  EXPECT_THAT(table.Row(999), ElementsAre(999, 0));
  EXPECT_EQ(table.Find(std::vector<Value>{998, 0}), 998);
  EXPECT_EQ(table.Find(std::vector<Value>{0, 998}), std::nullopt);
}

TEST(TupleTableTest, ARowMayBeEmpty) {
  TupleTable table(0);
  EXPECT_EQ(table.Find({}), std::nullopt);
  EXPECT_EQ(table.Intern({}), 0);
  EXPECT_EQ(table.Intern({}), 0);
  EXPECT_EQ(table.size(), 1);
}

}  // namespace
}  // namespace casus::core
