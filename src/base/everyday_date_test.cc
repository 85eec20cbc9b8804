#include "base/everyday_date.h"

#include <fmt/ranges.h>
#include <gtest/gtest.h>

namespace casus::base {
namespace {

TEST(EverydayDate, SaysHowADateIsWrittenHere) {
  struct Case {
    std::string text;
    std::string readings;
    std::string date = {};  // of the text, if not all of it
  };
  const Case cases[] = {
      {"1 March 1921", "1921-03-01"},
      {"1 March 1921  Aland signs", "1921-03-01", "1 March 1921"},
      {"01 march 1921", "1921-03-01"},
      {"1st March 1921", "1921-03-01"},
      {"3rd of May, 1921", "1921-05-03"},
      {"22 Sept. 1921", "1921-09-22"},
      {"22 Sep 1921", "1921-09-22"},
      {"March 1, 1921", "1921-03-01"},
      {"March 1 1921, at noon", "1921-03-01", "March 1 1921"},
      {"May 31st, 1921", "1921-05-31"},
      {"March 1921", "1921-03"},
      {"Oct. 1939", "1939-10"},
      {"1.3.1921", "1921-03-01 or 1921-01-03"},
      {"12.5.1923", "1923-05-12 or 1923-12-05"},
      {"13.5.1923", "1923-05-13"},
      {"5/13/1923", "1923-05-13"},
      {"03/05/1922", "1922-05-03 or 1922-03-05"},
      {"05/05/1922", "1922-05-05"},
      {"03-05-1922", "1922-05-03 or 1922-03-05"},
      {"1921/03/01", "1921-03-01"},
      {"1921-3-1", "1921-03-01"},
      {"1921.3.1", "1921-03-01"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const auto date = ReadEverydayDate(c.text);
    ASSERT_TRUE(date.has_value());
    EXPECT_EQ(fmt::format("{}", fmt::join(date->readings, " or ")), c.readings);
    EXPECT_EQ(c.text.substr(0, date->length), c.date.empty() ? c.text : c.date);
  }
}

TEST(EverydayDate, LeavesAloneWhatIsNone) {
  for (const std::string text : {"",
                                 "1",
                                 "1921",
                                 "1921-03-01",
                                 "1921-03",
                                 "1921/1922",
                                 "March",
                                 "March on 1921",
                                 "Marching 1921",
                                 "Mars 1921",
                                 "31 June 1921",
                                 "30/02/1921",
                                 "13/13/1921",
                                 "1/2/21",
                                 "1.5",
                                 "1.5 million",
                                 "20_000 troops",
                                 "8 May",
                                 "1 March 19210",
                                 "1x March 1921",
                                 "1 of 1921",
                                 "12/12-1921",
                                 "12345 May 1921"}) {
    EXPECT_FALSE(ReadEverydayDate(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace casus::base
