#include "core/window.h"

#include <gtest/gtest.h>

#include "core/change_log.h"

namespace casus::core {
namespace {

using base::Grain;
using base::Interval;

Window MakeWindow(const Timeline& line, Operator op, const Metric& metric) {
  Plan::Parameters parameters;
  parameters.metric = metric;
  return Window(line, op, parameters);
}

TEST(WindowTest, ARunGivesAWindow) {
  const Timeline line = Timeline::Calendar(Grain::kDay, 0, 99);
  const Metric metric = {{.days = 2}, base::Duration{.days = 5}};
  const Window once = MakeWindow(line, Operator::kOnce, metric);
  EXPECT_EQ(once.Begin(10), 12);
  EXPECT_EQ(once.End(12), 17);
  EXPECT_EQ(once.NextCut(0), kNever);
  const Window throughout = MakeWindow(line, Operator::kThroughout, metric);
  EXPECT_EQ(throughout.Begin(0), 2);
  EXPECT_EQ(throughout.Begin(10), 15);
  EXPECT_EQ(throughout.End(20), 22);
  // On the mirrored line, day t is moment 99 - t.
  const Window eventually = MakeWindow(line, Operator::kEventually, metric);
  EXPECT_EQ(eventually.Begin(10), 12);
  EXPECT_EQ(eventually.End(12), 17);
}

TEST(WindowTest, AnUpperBoundBelowTheLowerSeesNothing) {
  const Timeline line = Timeline::Calendar(Grain::kDay, 0, 99);
  const Window once = MakeWindow(line, Operator::kOnce, {{.days = 3}, base::Duration{.days = 2}});
  EXPECT_EQ(once.Begin(10), line.size());
}

TEST(WindowTest, CutsAreWhereMonthsDiffer) {
  const Stamp first = base::ToDay({1939, 1, 1});
  const Timeline line = Timeline::Calendar(Grain::kDay, first, base::ToDay({1939, 4, 30}));
  const Metric a_month_ago = {{.months = 1}, base::Duration{.months = 1}};
  const Window once = MakeWindow(line, Operator::kOnce, a_month_ago);
  // The window of 28 February is 28 March, that of 1 March is 1 April.
  const Moment march = line.FirstMoment(base::ToDay({1939, 3, 1}));
  EXPECT_EQ(once.NextCut(0), march);
  EXPECT_EQ(line.StampOf(once.Begin(march)), base::ToDay({1939, 4, 1}));
  // Far enough apart, windows always overlap.
  const Window wide = MakeWindow(line, Operator::kOnce, {{.months = 1}, base::Duration{.months = 2}});
  EXPECT_EQ(wide.NextCut(0), kNever);
}

// What an operator sees from t is what has t in its window.
TEST(WindowTest, SeenIsTheConverseOfWindow) {
  for (const Grain grain : {Grain::kDay, Grain::kHour}) {
    const Stamp first = base::ToStamp(base::ToDay({1999, 1, 28}), grain);
    const Timeline line =
        Timeline::Calendar(grain, first, first + base::UnitsPerDay(grain) * 40, {{first + 3, 2}});
    const Metric metrics[] = {Metric::Any(),
                              Metric::Within({.days = 2}),
                              Metric::AtLeast({.months = 1}),
                              {{.months = 1}, base::Duration{.months = 1}},
                              {{.days = 3}, base::Duration{.months = 1}}};
    for (const Metric& metric : metrics) {
      for (Moment t = 0; t < line.size(); t += 7) {
        const Interval back = SeenFrom(line, metric, false, t);
        const Interval ahead = SeenFrom(line, metric, true, t);
        for (Moment s = 0; s < line.size(); ++s) {
          const auto admits = [&](Moment from, Moment to) {
            return from <= to && line.Add(line.StampOf(from), metric.lower) <= line.StampOf(to) &&
                   (!metric.upper || line.StampOf(to) <= line.Add(line.StampOf(from), *metric.upper));
          };
          EXPECT_EQ(back.Contains(s), admits(s, t)) << s << " from " << t;
          EXPECT_EQ(ahead.Contains(s), admits(t, s)) << s << " from " << t;
        }
      }
    }
  }
}

TEST(WindowTest, PeriodsAreThoseOfTheCalendar) {
  const Stamp first = base::ToDay({1939, 11, 15});
  const Timeline line = Timeline::Calendar(Grain::kDay, first, base::ToDay({1940, 3, 31}), {{first + 2, 3}});
  const Moment t = line.FirstMoment(base::ToDay({1939, 12, 10}));
  EXPECT_EQ(PeriodAround(line, Period::kUnit, 3), (Interval{2, 5}));
  EXPECT_EQ(PeriodAround(line, Period::kDay, t), (Interval{t, t + 1}));
  EXPECT_EQ(PeriodAround(line, Period::kMonth, t), (Interval{t - 9, t + 22}));
  EXPECT_EQ(PeriodAround(line, Period::kYear, t), (Interval{0, t + 22}));
}

}  // namespace
}  // namespace casus::core
