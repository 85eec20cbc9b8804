#include "core/row_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "core/row_batch.h"

namespace casus::core {
namespace {

// Against a std::set, while rows come and go at random; with few keys, so that chains grow long and hashes collide.
TEST(RowSetTest, FollowsAPlainSet) {
  std::mt19937 random(1);
  RowSet set(2);
  std::set<std::vector<Value>> plain;
  size_t index = 0;
  for (int step = 0; step < 20'000; ++step) {
    if (step == 500) index = set.IndexOn(0b10);
    const std::vector<Value> row = {static_cast<Value>(random() % 40), static_cast<Value>(random() % 8)};
    const uint32_t id = set.Find(row.data());
    ASSERT_EQ(id != RowSet::kNone, plain.contains(row));
    if (random() % 2 == 0) {
      EXPECT_EQ(set.Insert(row.data()).second, plain.insert(row).second);
    } else if (id != RowSet::kNone) {
      set.Erase(id);
      plain.erase(row);
    }
    ASSERT_EQ(set.size(), plain.size());
    if (step < 500 || step % 50 != 0) continue;
    const Value key = row[1];
    std::set<std::vector<Value>> found;
    const RowSet::MatchedRows matches = set.Matches(index, &key);
    for (uint32_t match = matches.first; match != RowSet::kNone; match = set.NextMatch(index, match)) {
      found.insert({set.Row(match)[0], set.Row(match)[1]});
    }
    std::set<std::vector<Value>> expected;
    for (const std::vector<Value>& other : plain) {
      if (other[1] == key) expected.insert(other);
    }
    EXPECT_EQ(found, expected);
    EXPECT_EQ(matches.count, expected.size());
    EXPECT_EQ(set.Ids().size(), plain.size());
    for (const uint32_t listed : set.Ids()) EXPECT_TRUE(set.IsThere(listed));
  }
}

TEST(RowSetTest, KeepsChangesForOnePoint) {
  RowSet set(1);
  set.FollowChanges();
  const Value seven = 7;
  set.BeginPoint(3);
  set.Erase(set.Insert(&seven).first);
  EXPECT_EQ(set.changes().CountAt(3), 2U);
  EXPECT_FALSE(set.changes().IsOn(1));
  set.BeginPoint(4);
  set.Insert(&seven);
  EXPECT_EQ(set.changes().CountAt(3), 0U);
  EXPECT_EQ(set.changes().CountAt(4), 1U);
}

TEST(RowSetTest, GoesOnFromItsBytes) {
  RowSet set(1);
  for (Value value = 0; value < 100; ++value) set.Insert(&value);
  for (Value value = 0; value < 100; value += 3) set.Erase(set.Find(&value));
  ByteWriter writer;
  set.Save(writer);
  RowSet other(1);
  ByteReader reader(writer.bytes());
  other.Load(reader);
  EXPECT_TRUE(reader.ok() && reader.AtEnd());
  for (Value value = 0; value < 100; ++value) EXPECT_EQ(other.Find(&value), set.Find(&value));
  RowSet of_pairs(2);
  ByteReader wrong(writer.bytes());
  of_pairs.Load(wrong);
  EXPECT_FALSE(wrong.ok());
}

TEST(RowBatchTest, ManyRowsAreFoundByKeyAndMadeDistinct) {
  RowBatch batch(2);
  batch.Begin(5);
  for (Value i = 0; i < 100; ++i) {
    const Value row[] = {i % 7, i % 20};
    batch.AppendDistinct(row);
    EXPECT_FALSE(batch.AppendDistinct(row));
  }
  EXPECT_EQ(batch.CountAt(5), 100U);
  EXPECT_EQ(batch.CountAt(6), 0U);
  const Value key = 3;
  int found = 0;
  batch.VisitMatches(0b10, &key, [&](const Value* row) {
    EXPECT_EQ(row[1], 3);
    ++found;
    return false;
  });
  EXPECT_EQ(found, 5);
}

}  // namespace
}  // namespace casus::core
