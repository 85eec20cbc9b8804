#include "core/timeline.h"

#include <gtest/gtest.h>

namespace casus::core {
namespace {

using base::Grain;

Stamp Day(int year, int month, int day) { return base::ToDay({year, month, day}); }

TEST(TimelineTest, EachStampHasOneMomentUnlessItIsBusy) {
  const Timeline line = Timeline::Calendar(Grain::kDay, 100, 109, {{107, 2}, {103, 3}});
  EXPECT_EQ(line.size(), 13);
  const Stamp stamps[] = {100, 101, 102, 103, 103, 103, 104, 105, 106, 107, 107, 108, 109};
  for (Moment t = 0; t < line.size(); ++t) EXPECT_EQ(line.StampOf(t), stamps[t]) << t;
  for (Stamp stamp = 98; stamp <= 111; ++stamp) {
    Moment first = 0;
    while (first < line.size() && stamps[first] < stamp) ++first;
    Moment last = line.size() - 1;
    while (last >= 0 && stamps[last] > stamp) --last;
    EXPECT_EQ(line.FirstMoment(stamp), first) << stamp;
    EXPECT_EQ(line.LastMoment(stamp), last) << stamp;
  }
}

TEST(TimelineTest, ACenturyOfSecondsIsALine) {
  const Stamp first = base::ToStamp(base::ToDay({1900, 1, 1}), Grain::kSecond);
  const Stamp last = base::ToStamp(base::ToDay({2000, 1, 1}), Grain::kSecond);
  const Timeline line = Timeline::Calendar(Grain::kSecond, first, last, {{first + 5, 2}});
  EXPECT_EQ(line.size(), last - first + 2);
  EXPECT_EQ(line.StampOf(line.FirstMoment(last)), last);
}

TEST(TimelineTest, MonthsAreClampedToTheirEnd) {
  const Timeline line = Timeline::Calendar(Grain::kDay, Day(1939, 1, 1), Day(1940, 12, 31));
  EXPECT_EQ(line.Add(Day(1939, 1, 31), {.months = 1}), Day(1939, 2, 28));
  EXPECT_EQ(line.Add(Day(1939, 1, 31), {.years = 1, .months = 1, .days = 1}), Day(1940, 3, 1));
  EXPECT_EQ(line.Add(Day(1939, 3, 31), {.months = -1}), Day(1939, 2, 28));
}

TEST(TimelineTest, APartOfAUnitCountsAsAWholeOne) {
  const Timeline line = Timeline::Calendar(Grain::kDay, 0, 10);
  EXPECT_EQ(line.Add(3, {.seconds = 1}), 4);
  EXPECT_EQ(line.Add(3, {.seconds = 86'400}), 4);
  EXPECT_EQ(line.Add(3, {.days = 1, .seconds = 86'401}), 6);
}

TEST(TimelineTest, AddIsMonotoneAlsoWithinDays) {
  const Timeline line = Timeline::Calendar(Grain::kHour, 0, 10);
  const base::Duration durations[] = {
      {.months = 1}, {.months = 1, .days = 2}, {.years = 1, .seconds = 7'200}};
  for (const base::Duration& duration : durations) {
    const Stamp begin = base::ToStamp(base::ToDay({2000, 1, 20}), Grain::kHour);
    for (Stamp stamp = begin; stamp < begin + 24 * 60; ++stamp) {
      EXPECT_LE(line.Add(stamp, duration), line.Add(stamp + 1, duration)) << stamp;
    }
  }
}

TEST(TimelineTest, LastReachingIsTheGreatestStampThatAddsUpToNoMore) {
  for (const Grain grain : {Grain::kDay, Grain::kHour}) {
    const Timeline line = Timeline::Calendar(grain, 0, 10);
    const base::Duration durations[] = {{}, {.days = 30}, {.months = 1}, {.months = 13, .days = 3}};
    const Stamp begin = base::ToStamp(base::ToDay({2000, 2, 20}), grain);
    for (const base::Duration& duration : durations) {
      for (Stamp stamp = begin; stamp < begin + base::UnitsPerDay(grain) * 50; ++stamp) {
        const Stamp last = line.LastReaching(stamp, duration);
        EXPECT_LE(line.Add(last, duration), stamp);
        EXPECT_GT(line.Add(last + 1, duration), stamp);
      }
    }
  }
}

}  // namespace
}  // namespace casus::core
