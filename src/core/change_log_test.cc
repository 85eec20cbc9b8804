#include "core/change_log.h"

#include <gtest/gtest.h>

#include <string>

namespace casus::core {
namespace {

std::string ToString(const ChangeLog& log) {
  std::string text;
  for (size_t batch = 0; batch < log.size(); ++batch) {
    text += (text.empty() ? "" : "  ") + std::to_string(log.MomentOf(batch)) + ":";
    for (const Change change : log.ChangesOf(batch)) {
      text += (change.on() ? " +" : " -") + std::to_string(change.row());
    }
  }
  return text;
}

// Row 0 holds over [0, 4), row 1 over [2, 4) and [7, 10), row 2 over [4, 10).
ChangeLog Example() {
  ChangeLog log;
  log.Begin(0);
  log.Append({0, true});
  log.Begin(2);
  log.Append({1, true});
  log.Begin(4);
  log.Append({0, false});
  log.Append({1, false});
  log.Append({2, true});
  log.Begin(7);
  log.Append({1, true});
  return log;
}

TEST(ChangeLogTest, AMirroredLogIsReadFromTheEnd) {
  // [0, 4) becomes [6, 10), [2, 4) becomes [6, 8), [7, 10) becomes [0, 3), [4, 10) becomes [0, 6).
  EXPECT_EQ(ToString(Example().Mirrored(10)), "0: +1 +2  3: -1  6: +0 +1 -2  8: -1");
}

TEST(ChangeLogTest, MirroringTwiceChangesNothing) {
  EXPECT_EQ(ToString(Example().Mirrored(10).Mirrored(10)), ToString(Example()));
  EXPECT_EQ(ToString(ChangeLog().Mirrored(10)), "");
}

TEST(ChangeLogDeathTest, MomentsAscend) {
  ChangeLog log = Example();
  EXPECT_DEATH(log.Begin(7), "batch at 7 after 7");
}

}  // namespace
}  // namespace casus::core
