#include "lang/days.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lang/resolver_testing.h"

namespace casus::lang {
namespace {

// The first and last day of January on which a statement of this day may lie.
std::string DaysOf(std::string_view day) {
  TestDossier test(
      "horizon 2001-01-01 through 2001-01-31\n"
      "kind State\n"
      "State A\n"
      "event {who: State} sails/sail\n"
      "2001-01-10 A sails  as Tenth\n  given\n"
      "[2001-01-12..2001-01-14] A sails  as About\n  given\n" +
      std::string(day) + " A sails  as Asked\n  given");
  const StampRange range = Days(test.dossier).OfLabel(test.symbols.Intern("Asked"));
  return std::to_string(range.first - test.dossier.first + 1) + "-" +
         std::to_string(range.last - test.dossier.first + 1);
}

TEST(DaysTest, ADateIsItsDays) {
  EXPECT_EQ(DaysOf("2001-01-05"), "5-5");
  EXPECT_EQ(DaysOf("2001-01"), "1-31");
  EXPECT_EQ(DaysOf("2001-01-0X"), "1-9");
  EXPECT_EQ(DaysOf("[2001-01-03..2001-01-08]"), "3-8");
}

TEST(DaysTest, AnAnchorBounds) {
  EXPECT_EQ(DaysOf("after Tenth"), "11-31");
  EXPECT_EQ(DaysOf("before Tenth"), "1-9");
  EXPECT_EQ(DaysOf("3 days after Tenth"), "13-13");
  EXPECT_EQ(DaysOf("2 days before Tenth"), "8-8");
}

TEST(DaysTest, ADistanceFromAnUncertainDayIsAsUncertain) {
  EXPECT_EQ(DaysOf("3 days after About"), "15-17");
  EXPECT_EQ(DaysOf("after About"), "13-31");
  EXPECT_EQ(DaysOf("before About"), "1-13");
}

}  // namespace
}  // namespace casus::lang
