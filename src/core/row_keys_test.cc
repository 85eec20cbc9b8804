#include "core/row_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::core {
namespace {

using testing::ElementsAre;

TEST(RowKeysTest, BothSidesShareTheNumbers) {
  TupleTable left(2);
  TupleTable right(1);
  left.Intern(std::vector<Value>{5, 1});
  left.Intern(std::vector<Value>{6, 2});
  right.Intern(std::vector<Value>{2});
  const ColumnPair pair = {1, 0};
  RowKeys keys(std::span(&pair, 1));
  EXPECT_NE(keys.Of(0, left, 0), keys.Of(0, left, 1));
  EXPECT_EQ(keys.Of(1, right, 0), keys.Of(0, left, 1));
  EXPECT_THAT(keys.Key(keys.Of(1, right, 0)), ElementsAre(2));
}

TEST(RowListsTest, RowsComeAndGoAnywhere) {
  RowLists lists;
  const auto rows = [&lists](uint32_t key) {
    std::vector<uint32_t> result;
    for (uint32_t row = lists.First(key); row != RowLists::kEnd; row = lists.After(row))
      result.push_back(row);
    return result;
  };
  for (const uint32_t row : {1U, 5U, 3U, 9U}) lists.Insert(2, row);
  lists.Insert(0, 7);
  EXPECT_THAT(rows(2), ElementsAre(9, 3, 5, 1));
  lists.Erase(2, 3);
  lists.Erase(2, 9);
  lists.Erase(2, 1);
  EXPECT_THAT(rows(2), ElementsAre(5));
  lists.Insert(2, 3);
  EXPECT_THAT(rows(2), ElementsAre(3, 5));
  EXPECT_THAT(rows(0), ElementsAre(7));
  EXPECT_THAT(rows(100), ElementsAre());
}

}  // namespace
}  // namespace casus::core
