#include "base/interval_set.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <bitset>
#include <vector>

namespace casus::base {
namespace {

// The reference: a bit for each of the moments 0 ≤ t < 64.
using Moments = std::bitset<64>;

Moments ToMoments(const IntervalSet& set) {
  Moments moments;
  for (size_t t = 0; t < moments.size(); ++t) moments[t] = set.Contains(static_cast<int64_t>(t));
  return moments;
}

bool IsNormalized(const IntervalSet& set) {
  for (size_t i = 0; i < set.size(); ++i) {
    if (set[i].IsEmpty() || (i > 0 && set[i - 1].end >= set[i].begin)) return false;
  }
  return true;
}

struct Sample {
  std::vector<Interval> intervals;
  Moments moments;
};

void showValue(const Sample& sample, std::ostream& os) {
  for (const auto& [begin, end] : sample.intervals) os << "[" << begin << ", " << end << ") ";
}

// Intervals in any order, some empty or turned around, some without a bound.
rc::Gen<Sample> AnySample() {
  const auto bound = rc::gen::weightedOneOf<int64_t>({{20, rc::gen::inRange<int64_t>(0, 64)},
                                                      {1, rc::gen::just(kMinusInfinity)},
                                                      {1, rc::gen::just(kPlusInfinity)}});
  const auto interval =
      rc::gen::build<Interval>(rc::gen::set(&Interval::begin, bound), rc::gen::set(&Interval::end, bound));
  return rc::gen::map(rc::gen::container<std::vector<Interval>>(interval),
                      [](std::vector<Interval> intervals) {
                        Moments moments;
                        for (size_t t = 0; t < moments.size(); ++t) {
                          for (const Interval& i : intervals)
                            moments[t] = moments[t] || i.Contains(static_cast<int64_t>(t));
                        }
                        return Sample{std::move(intervals), moments};
                      });
}

TEST(IntervalSet, NormalizesWhatItIsGiven) {
  const IntervalSet set = {{30, 40}, {10, 20}, {20, 25}, {35, 36}, {50, 50}, {70, 60}};
  EXPECT_EQ(set.ToString(), "[10, 25) [30, 40)");
  EXPECT_EQ(set, IntervalSet({{10, 25}, {30, 40}}));
  EXPECT_TRUE(IntervalSet({{5, 5}}).IsEmpty());
  EXPECT_EQ(IntervalSet().ToString(), "{}");
}

TEST(IntervalSet, AddsAnywhere) {
  IntervalSet set = {{10, 20}, {30, 40}, {50, 60}};
  set.Add({.begin = 0, .end = 5});
  EXPECT_EQ(set.ToString(), "[0, 5) [10, 20) [30, 40) [50, 60)");
  set.Add({.begin = 22, .end = 24});
  EXPECT_EQ(set.ToString(), "[0, 5) [10, 20) [22, 24) [30, 40) [50, 60)");
  set.Add({.begin = 20, .end = 50});
  EXPECT_EQ(set.ToString(), "[0, 5) [10, 60)");
  set.Add({.begin = kMinusInfinity, .end = 0});
  EXPECT_EQ(set.ToString(), "[-inf, 5) [10, 60)");
}

TEST(IntervalSet, KnowsItsBounds) {
  const IntervalSet set = {{10, 20}, {30, kPlusInfinity}};
  EXPECT_FALSE(set.Contains(9));
  EXPECT_TRUE(set.Contains(10));
  EXPECT_TRUE(set.Contains(19));
  EXPECT_FALSE(set.Contains(20));
  EXPECT_TRUE(set.Contains(kPlusInfinity - 1));
  EXPECT_TRUE(set.Covers({.begin = 12, .end = 20}));
  EXPECT_FALSE(set.Covers({.begin = 12, .end = 21}));
  EXPECT_FALSE(set.Covers({.begin = 12, .end = 31}));
  EXPECT_TRUE(set.Covers({.begin = 25, .end = 25}));
  EXPECT_TRUE(set.Meets({.begin = 19, .end = 21}));
  EXPECT_FALSE(set.Meets({.begin = 20, .end = 30}));
  EXPECT_FALSE(set.Meets({.begin = 12, .end = 12}));
}

TEST(IntervalSet, ComplementsWithinBounds) {
  const IntervalSet set = {{10, 20}, {30, 40}};
  EXPECT_EQ(Complement(set, {.begin = 15, .end = 35}).ToString(), "[20, 30)");
  EXPECT_EQ(Complement(set, {.begin = kMinusInfinity, .end = kPlusInfinity}).ToString(),
            "[-inf, 10) [20, 30) [40, +inf)");
  EXPECT_EQ(Complement(IntervalSet(), {.begin = 0, .end = 9}).ToString(), "[0, 9)");
  EXPECT_EQ(Complement(IntervalSet::All(), {.begin = 0, .end = 9}).ToString(), "{}");
}

RC_GTEST_PROP(IntervalSetProperty, HasTheMomentsOfItsIntervals, ()) {
  const Sample sample = *AnySample();
  const IntervalSet set(sample.intervals);
  RC_ASSERT(IsNormalized(set));
  RC_ASSERT(ToMoments(set) == sample.moments);

  IntervalSet added;
  for (const Interval& interval : sample.intervals) added.Add(interval);
  RC_ASSERT(added == set);
}

RC_GTEST_PROP(IntervalSetProperty, OperatesAsOnBits, ()) {
  const Sample a = *AnySample();
  const Sample b = *AnySample();
  const IntervalSet in_either = Union(IntervalSet(a.intervals), IntervalSet(b.intervals));
  const IntervalSet in_both = Intersect(IntervalSet(a.intervals), IntervalSet(b.intervals));
  const IntervalSet only_in_a = Subtract(IntervalSet(a.intervals), IntervalSet(b.intervals));
  RC_ASSERT(IsNormalized(in_either));
  RC_ASSERT(IsNormalized(in_both));
  RC_ASSERT(IsNormalized(only_in_a));
  RC_ASSERT(ToMoments(in_either) == (a.moments | b.moments));
  RC_ASSERT(ToMoments(in_both) == (a.moments & b.moments));
  RC_ASSERT(ToMoments(only_in_a) == (a.moments & ~b.moments));
}

RC_GTEST_PROP(IntervalSetProperty, ComparesWithAnInterval, ()) {
  const Sample sample = *AnySample();
  const IntervalSet set(sample.intervals);
  const Interval interval = {.begin = *rc::gen::inRange<int64_t>(0, 64),
                             .end = *rc::gen::inRange<int64_t>(0, 64)};
  const IntervalSet common = Intersect(set, {interval});
  RC_ASSERT(set.Meets(interval) == !common.IsEmpty());
  RC_ASSERT(set.Covers(interval) == (common == IntervalSet({interval})));
}

}  // namespace
}  // namespace casus::base
