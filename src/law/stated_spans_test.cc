#include "law/stated_spans.h"

#include <gtest/gtest.h>

#include <vector>

namespace casus::law {
namespace {

using Cover = StatedSpans::Cover;

// Spans of one row: of each the window of its begin and that of its end.
class StatedSpansTest : public testing::Test {
 protected:
  void Add(Window begin, Window end, core::Value row = 7, bool doubtful = false) {
    Fact fact;
    fact.values = static_cast<uint32_t>(table_.values.size());
    fact.has_begin = fact.has_end = true;
    fact.begin = begin;
    fact.end = end;
    fact.doubtful = doubtful;
    table_.values.push_back(row);
    table_.facts.push_back(fact);
  }
  std::vector<Cover> Covers() const {
    std::vector<uint32_t> indices;
    for (uint32_t i = 0; i < table_.facts.size(); ++i) indices.push_back(i);
    const StatedSpans spans(table_, indices, 1);
    std::vector<Cover> covers;
    for (const uint32_t index : indices) covers.push_back(spans.CoverOf(index));
    return covers;
  }

  FactTable table_;
};

TEST_F(StatedSpansTest, TheEarlierEndIsCoveredByTheLaterSpan) {
  Add({1, 1}, {10, 10});
  Add({5, 5}, {20, 20});
  EXPECT_EQ(Covers(), (std::vector<Cover>{Cover::kCertain, Cover::kNo}));
}

TEST_F(StatedSpansTest, AGapCoversNothing) {
  Add({1, 1}, {10, 10});
  Add({11, 11}, {20, 20});
  EXPECT_EQ(Covers(), (std::vector<Cover>{Cover::kNo, Cover::kNo}));
}

TEST_F(StatedSpansTest, OtherRowsDoNotCount) {
  Add({1, 1}, {10, 10}, 1);
  Add({5, 5}, {20, 20}, 2);
  EXPECT_EQ(Covers(), (std::vector<Cover>{Cover::kNo, Cover::kNo}));
}

TEST_F(StatedSpansTest, AWindowOrADoubtMakesItPossible) {
  Add({1, 1}, {10, 10});
  Add({8, 12}, {20, 20});
  EXPECT_EQ(Covers(), (std::vector<Cover>{Cover::kPossible, Cover::kNo}));
  Add({5, 5}, {30, 30}, 7, /*doubtful=*/true);
  EXPECT_EQ(Covers(), (std::vector<Cover>{Cover::kPossible, Cover::kPossible, Cover::kNo}));
}

TEST_F(StatedSpansTest, OneWithinAnotherDoesNotEndIt) {
  Add({1, 1}, {30, 30});
  Add({5, 5}, {10, 10});
  EXPECT_EQ(Covers(), (std::vector<Cover>{Cover::kNo, Cover::kCertain}));
}

}  // namespace
}  // namespace casus::law
