#include "base/edtf.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace casus::base {
namespace {

// "1939-10-30..1939-11-01 1940-01-01..1940-01-01"
std::string Show(const std::vector<DayRange>& ranges) {
  std::string text;
  for (const auto& [first, last] : ranges) {
    text += (text.empty() ? "" : " ") + ToString(first) + ".." + ToString(last);
  }
  return text;
}

TEST(Edtf, ReadsDates) {
  struct Case {
    std::string_view text;
    std::string_view candidates;
    Precision precision = Precision::kDay;
    bool uncertain = false;
    bool approximate = false;
    std::string_view canonical = "";  // like the text, if not given
  };
  const Case cases[] = {
      {.text = "1939-10-10", .candidates = "1939-10-10..1939-10-10"},
      {.text = "1939-10", .candidates = "1939-10-01..1939-10-31", .precision = Precision::kMonth},
      {.text = "1940-02", .candidates = "1940-02-01..1940-02-29", .precision = Precision::kMonth},
      {.text = "1939", .candidates = "1939-01-01..1939-12-31", .precision = Precision::kYear},
      {.text = "0000", .candidates = "0000-01-01..0000-12-31", .precision = Precision::kYear},
      {.text = "-0043-03-15", .candidates = "-0043-03-15..-0043-03-15"},

      // Marks, of the whole and of parts.
      {.text = "1939?",
       .candidates = "1939-01-01..1939-12-31",
       .precision = Precision::kYear,
       .uncertain = true},
      {.text = "1939-10~",
       .candidates = "1939-10-01..1939-10-31",
       .precision = Precision::kMonth,
       .approximate = true},
      {.text = "1939-10-10%", .candidates = "1939-10-10..1939-10-10", .uncertain = true, .approximate = true},
      {.text = "1939-10-10?~",
       .candidates = "1939-10-10..1939-10-10",
       .uncertain = true,
       .approximate = true,
       .canonical = "1939-10-10%"},
      {.text = "1939-~10-10", .candidates = "1939-10-10..1939-10-10", .approximate = true},
      {.text = "1939-10~-10",
       .candidates = "1939-10-10..1939-10-10",
       .approximate = true,
       .canonical = "~1939-~10-10"},
      {.text = "1939?-10-~10",
       .candidates = "1939-10-10..1939-10-10",
       .uncertain = true,
       .approximate = true,
       .canonical = "?1939-10-~10"},
      {.text = "?-0043",
       .candidates = "-0043-01-01..-0043-12-31",
       .precision = Precision::kYear,
       .uncertain = true,
       .canonical = "-0043?"},

      // Digits that are not known.
      {.text = "1939-10-3X", .candidates = "1939-10-30..1939-10-31", .precision = Precision::kMonth},
      {.text = "1939-10-XX", .candidates = "1939-10-01..1939-10-31", .precision = Precision::kMonth},
      {.text = "1939-02-2X", .candidates = "1939-02-20..1939-02-28", .precision = Precision::kMonth},
      {.text = "1939-1X", .candidates = "1939-10-01..1939-12-31", .precision = Precision::kYear},
      {.text = "1939-XX", .candidates = "1939-01-01..1939-12-31", .precision = Precision::kYear},
      {.text = "1939-XX-XX", .candidates = "1939-01-01..1939-12-31", .precision = Precision::kYear},
      {.text = "1939-XX-31",
       .candidates =
           "1939-01-31..1939-01-31 1939-03-31..1939-03-31 1939-05-31..1939-05-31 1939-07-31..1939-07-31 "
           "1939-08-31..1939-08-31 1939-10-31..1939-10-31 1939-12-31..1939-12-31"},
      {.text = "193X", .candidates = "1930-01-01..1939-12-31", .precision = Precision::kDecade},
      {.text = "19XX", .candidates = "1900-01-01..1999-12-31", .precision = Precision::kCentury},
      {.text = "1XXX", .candidates = "1000-01-01..1999-12-31", .precision = Precision::kMillennium},
      {.text = "XXXX", .candidates = "0000-01-01..9999-12-31", .precision = Precision::kMillennium},
      {.text = "-XXXX", .candidates = "-9999-01-01..-0001-12-31", .precision = Precision::kMillennium},
      {.text = "19X9-02-29", .candidates = ""},
      {.text = "194X-02-29",
       .candidates = "1940-02-29..1940-02-29 1944-02-29..1944-02-29 1948-02-29..1948-02-29"},
      {.text = "1950S1", .candidates = "1000-01-01..1999-12-31", .precision = Precision::kMillennium},
      {.text = "1950S2", .candidates = "1900-01-01..1999-12-31", .precision = Precision::kCentury},
      {.text = "1950S3~",
       .candidates = "1950-01-01..1959-12-31",
       .precision = Precision::kDecade,
       .approximate = true},
      {.text = "1950S4",
       .candidates = "1950-01-01..1950-12-31",
       .precision = Precision::kYear,
       .canonical = "1950"},

      // Seasons and parts of the year.
      {.text = "1939-21", .candidates = "1939-03-01..1939-05-31", .precision = Precision::kSeason},
      {.text = "1939-24", .candidates = "1939-12-01..1940-02-29", .precision = Precision::kSeason},
      {.text = "1939-32", .candidates = "1939-06-01..1939-08-31", .precision = Precision::kSeason},
      {.text = "1939-36", .candidates = "1939-10-01..1939-12-31", .precision = Precision::kSeason},
      {.text = "1939-38", .candidates = "1939-05-01..1939-08-31", .precision = Precision::kSeason},
      {.text = "1939-41", .candidates = "1939-07-01..1939-12-31", .precision = Precision::kSeason},
      {.text = "9999-24", .candidates = "9999-12-01..9999-12-31", .precision = Precision::kSeason},

      // One of several.
      {.text = "[1939-10-30..1939-11-01]", .candidates = "1939-10-30..1939-11-01"},
      {.text = "[1939-10-30, 1939-11-01]",
       .candidates = "1939-10-30..1939-10-30 1939-11-01..1939-11-01",
       .canonical = "[1939-10-30,1939-11-01]"},
      {.text = "[1939-11-01,1939-10-31,1939-10]",
       .candidates = "1939-10-01..1939-11-01",
       .precision = Precision::kMonth},
      {.text = "[..1940-06-14]", .candidates = "-9999-01-01..1940-06-14"},
      {.text = "[1940-06-14..]", .candidates = "1940-06-14..9999-12-31"},
      {.text = "[..1918,1939~,1940-06..]",
       .candidates = "-9999-01-01..1918-12-31 1939-01-01..1939-12-31 1940-06-01..9999-12-31",
       .precision = Precision::kYear,
       .approximate = true},
  };
  for (const Case& c : cases) {
    const auto date = ParseEdtf(c.text);
    if (c.candidates.empty()) {
      EXPECT_FALSE(date.ok()) << c.text;
      continue;
    }
    ASSERT_TRUE(date.ok()) << c.text << ": " << date.error().message;
    EXPECT_EQ(Show(date->candidates), c.candidates) << c.text;
    EXPECT_EQ(date->precision, c.precision) << c.text;
    EXPECT_EQ(date->uncertain, c.uncertain) << c.text;
    EXPECT_EQ(date->approximate, c.approximate) << c.text;
    EXPECT_EQ(date->canonical, c.canonical.empty() ? c.text : c.canonical);
    EXPECT_FALSE(date->all_of) << c.text;
    EXPECT_FALSE(date->is_span) << c.text;
    EXPECT_EQ(*ParseEdtf(date->canonical), *date) << c.text;
  }
}

// The specification of the Library of Congress, feature by feature, with dates of our own.
TEST(Edtf, FollowsTheSpecification) {
  struct Case {
    std::string_view text;
    std::string_view earliest;  // ".." if there is none, "?" if it is not known
    std::string_view latest;
    std::string_view canonical = "";  // like the text, if not given
  };
  const Case cases[] = {
      // Level 0: dates, times without a zone, spans.
      {.text = "1849-06-23", .earliest = "1849-06-23", .latest = "1849-06-23"},
      {.text = "1849-06", .earliest = "1849-06-01", .latest = "1849-06-30"},
      {.text = "1848-02", .earliest = "1848-02-01", .latest = "1848-02-29"},
      {.text = "1900-02", .earliest = "1900-02-01", .latest = "1900-02-28"},
      {.text = "2000-02-29", .earliest = "2000-02-29", .latest = "2000-02-29"},
      {.text = "1849", .earliest = "1849-01-01", .latest = "1849-12-31"},
      {.text = "0001", .earliest = "0001-01-01", .latest = "0001-12-31"},
      {.text = "9999", .earliest = "9999-01-01", .latest = "9999-12-31"},
      {.text = "1849-06-23T09:30", .earliest = "1849-06-23", .latest = "1849-06-23"},
      {.text = "1849-06-23T00:00:00",
       .earliest = "1849-06-23",
       .latest = "1849-06-23",
       .canonical = "1849-06-23T00:00"},
      {.text = "1849-06-23T23:59:59", .earliest = "1849-06-23", .latest = "1849-06-23"},
      {.text = "1849/1851", .earliest = "1849-01-01", .latest = "1851-12-31"},
      {.text = "1849-06/1851-08", .earliest = "1849-06-01", .latest = "1851-08-31"},
      {.text = "1849-06-23/1851-08-02", .earliest = "1849-06-23", .latest = "1851-08-02"},
      {.text = "1849-06-23/1851", .earliest = "1849-06-23", .latest = "1851-12-31"},
      {.text = "1849/1851-08", .earliest = "1849-01-01", .latest = "1851-08-31"},
      {.text = "1849/1849", .earliest = "1849-01-01", .latest = "1849-12-31"},

      // Level 1: years before 1, seasons, marks of the whole, digits from the right, ends that are open.
      {.text = "-0001", .earliest = "-0001-01-01", .latest = "-0001-12-31"},
      {.text = "-0490-09", .earliest = "-0490-09-01", .latest = "-0490-09-30"},
      {.text = "-0489-09-12", .earliest = "-0489-09-12", .latest = "-0489-09-12"},
      {.text = "-9999-01-01", .earliest = "-9999-01-01", .latest = "-9999-01-01"},
      {.text = "-0500/-0489", .earliest = "-0500-01-01", .latest = "-0489-12-31"},
      {.text = "-0026/0014", .earliest = "-0026-01-01", .latest = "0014-12-31"},
      {.text = "1849-21", .earliest = "1849-03-01", .latest = "1849-05-31"},
      {.text = "1849-22", .earliest = "1849-06-01", .latest = "1849-08-31"},
      {.text = "1849-23", .earliest = "1849-09-01", .latest = "1849-11-30"},
      {.text = "1849-24", .earliest = "1849-12-01", .latest = "1850-02-28"},
      {.text = "1847-24", .earliest = "1847-12-01", .latest = "1848-02-29"},
      {.text = "1849?", .earliest = "1849-01-01", .latest = "1849-12-31"},
      {.text = "1849-06~", .earliest = "1849-06-01", .latest = "1849-06-30"},
      {.text = "1849-06-23%", .earliest = "1849-06-23", .latest = "1849-06-23"},
      {.text = "1849-21?", .earliest = "1849-03-01", .latest = "1849-05-31"},
      {.text = "-0043~", .earliest = "-0043-01-01", .latest = "-0043-12-31"},
      {.text = "184X", .earliest = "1840-01-01", .latest = "1849-12-31"},
      {.text = "18XX", .earliest = "1800-01-01", .latest = "1899-12-31"},
      {.text = "1849-XX", .earliest = "1849-01-01", .latest = "1849-12-31"},
      {.text = "1849-06-XX", .earliest = "1849-06-01", .latest = "1849-06-30"},
      {.text = "1849-XX-XX", .earliest = "1849-01-01", .latest = "1849-12-31"},
      {.text = "184X?", .earliest = "1840-01-01", .latest = "1849-12-31"},
      {.text = "-004X", .earliest = "-0049-01-01", .latest = "-0040-12-31"},
      {.text = "1849-06-23/..", .earliest = "1849-06-23", .latest = ".."},
      {.text = "1849-06/..", .earliest = "1849-06-01", .latest = ".."},
      {.text = "1849/..", .earliest = "1849-01-01", .latest = ".."},
      {.text = "../1849-06-23", .earliest = "..", .latest = "1849-06-23"},
      {.text = "../1849", .earliest = "..", .latest = "1849-12-31"},
      {.text = "1849-06-23/", .earliest = "1849-06-23", .latest = "?"},
      {.text = "1849/", .earliest = "1849-01-01", .latest = "?"},
      {.text = "/1849-06", .earliest = "?", .latest = "1849-06-30"},
      {.text = "1849?/1851~", .earliest = "1849-01-01", .latest = "1851-12-31"},
      {.text = "1849-06?/1851", .earliest = "1849-06-01", .latest = "1851-12-31"},
      {.text = "1849~/..", .earliest = "1849-01-01", .latest = ".."},
      {.text = "184X/1851-22", .earliest = "1840-01-01", .latest = "1851-08-31"},

      // Level 2: significant digits, parts of years, sets, marks of parts, digits anywhere.
      {.text = "1849S2", .earliest = "1800-01-01", .latest = "1899-12-31"},
      {.text = "1849S3", .earliest = "1840-01-01", .latest = "1849-12-31"},
      {.text = "-0149S2", .earliest = "-0199-01-01", .latest = "-0100-12-31"},
      {.text = "1849S2?", .earliest = "1800-01-01", .latest = "1899-12-31"},
      {.text = "1849-25", .earliest = "1849-03-01", .latest = "1849-05-31"},
      {.text = "1849-26", .earliest = "1849-06-01", .latest = "1849-08-31"},
      {.text = "1849-27", .earliest = "1849-09-01", .latest = "1849-11-30"},
      {.text = "1849-28", .earliest = "1849-12-01", .latest = "1850-02-28"},
      {.text = "1849-29", .earliest = "1849-09-01", .latest = "1849-11-30"},
      {.text = "1849-30", .earliest = "1849-12-01", .latest = "1850-02-28"},
      {.text = "1849-31", .earliest = "1849-03-01", .latest = "1849-05-31"},
      {.text = "1849-32", .earliest = "1849-06-01", .latest = "1849-08-31"},
      {.text = "1849-33", .earliest = "1849-01-01", .latest = "1849-03-31"},
      {.text = "1849-34", .earliest = "1849-04-01", .latest = "1849-06-30"},
      {.text = "1849-35", .earliest = "1849-07-01", .latest = "1849-09-30"},
      {.text = "1849-36~", .earliest = "1849-10-01", .latest = "1849-12-31"},
      {.text = "1849-37", .earliest = "1849-01-01", .latest = "1849-04-30"},
      {.text = "1849-38", .earliest = "1849-05-01", .latest = "1849-08-31"},
      {.text = "1849-39", .earliest = "1849-09-01", .latest = "1849-12-31"},
      {.text = "1849-40", .earliest = "1849-01-01", .latest = "1849-06-30"},
      {.text = "1849-41", .earliest = "1849-07-01", .latest = "1849-12-31"},
      {.text = "184X-34", .earliest = "1840-04-01", .latest = "1849-06-30"},
      {.text = "[1849,1850,1852..1854]", .earliest = "1849-01-01", .latest = "1854-12-31"},
      {.text = "[1849, 1850 ,1852]",
       .earliest = "1849-01-01",
       .latest = "1852-12-31",
       .canonical = "[1849,1850,1852]"},
      {.text = "[..1849-06-23]", .earliest = "-9999-01-01", .latest = "1849-06-23"},
      {.text = "[1849-06..]", .earliest = "1849-06-01", .latest = "9999-12-31"},
      {.text = "[1849-01,1849-02,1849-12..]", .earliest = "1849-01-01", .latest = "9999-12-31"},
      {.text = "[1849,1851-12]", .earliest = "1849-01-01", .latest = "1851-12-31"},
      {.text = "[1849?]", .earliest = "1849-01-01", .latest = "1849-12-31"},
      {.text = "[-0043..0014]", .earliest = "-0043-01-01", .latest = "0014-12-31"},
      {.text = "[1849-06-01..1849-06-10~]", .earliest = "1849-06-01", .latest = "1849-06-10"},
      {.text = "{1849,1850,1852..1854}", .earliest = "1849-01-01", .latest = "1854-12-31"},
      {.text = "{1849,1851-12}", .earliest = "1849-01-01", .latest = "1851-12-31"},
      {.text = "{1849-06-23..1849-06-25}", .earliest = "1849-06-23", .latest = "1849-06-25"},
      {.text = "1849-06~-23", .earliest = "1849-06-23", .latest = "1849-06-23", .canonical = "~1849-~06-23"},
      {.text = "1849?-06-23", .earliest = "1849-06-23", .latest = "1849-06-23", .canonical = "?1849-06-23"},
      {.text = "1849-?06-23", .earliest = "1849-06-23", .latest = "1849-06-23"},
      {.text = "?1849-06-~23", .earliest = "1849-06-23", .latest = "1849-06-23"},
      {.text = "1849-06-%23", .earliest = "1849-06-23", .latest = "1849-06-23"},
      {.text = "~-0043-03-15", .earliest = "-0043-03-15", .latest = "-0043-03-15"},
      {.text = "184X-06-23", .earliest = "1840-06-23", .latest = "1849-06-23"},
      {.text = "18XX-06-23", .earliest = "1800-06-23", .latest = "1899-06-23"},
      {.text = "XXXX-06-23", .earliest = "0000-06-23", .latest = "9999-06-23"},
      {.text = "XXXX-06-XX", .earliest = "0000-06-01", .latest = "9999-06-30"},
      {.text = "XX49", .earliest = "0049-01-01", .latest = "9949-12-31"},
      {.text = "1XXX-06", .earliest = "1000-06-01", .latest = "1999-06-30"},
      {.text = "1XXX-XX", .earliest = "1000-01-01", .latest = "1999-12-31"},
      {.text = "1849-0X", .earliest = "1849-01-01", .latest = "1849-09-30"},
      {.text = "1849-XX-23", .earliest = "1849-01-23", .latest = "1849-12-23"},
      {.text = "1849-06-2X", .earliest = "1849-06-20", .latest = "1849-06-29"},
      {.text = "1849-06-X3", .earliest = "1849-06-03", .latest = "1849-06-23"},
      {.text = "184X~-06", .earliest = "1840-06-01", .latest = "1849-06-30", .canonical = "~184X-06"},
      {.text = "1849-06-~01/1849-06-~20", .earliest = "1849-06-01", .latest = "1849-06-20"},
      {.text = "1849-06-XX/1849-07-03", .earliest = "1849-06-01", .latest = "1849-07-03"},
      {.text = "XXXX-10-30/XXXX-11-01", .earliest = "0000-10-30", .latest = "9999-11-01"},
  };
  const auto earliest = [](const EdtfDate& date) -> std::string {
    if (date.begin != SpanEnd::kDate) return date.begin == SpanEnd::kOpen ? ".." : "?";
    return ToString(date.candidates.front().first);
  };
  const auto latest = [](const EdtfDate& date) -> std::string {
    if (!date.is_span) return ToString(date.candidates.back().last);
    if (date.end != SpanEnd::kDate) return date.end == SpanEnd::kOpen ? ".." : "?";
    return ToString(date.end_candidates.back().last);
  };
  for (const Case& c : cases) {
    const auto date = ParseEdtf(c.text);
    ASSERT_TRUE(date.ok()) << c.text << ": " << date.error().message;
    EXPECT_EQ(earliest(*date), c.earliest) << c.text;
    EXPECT_EQ(latest(*date), c.latest) << c.text;
    EXPECT_EQ(date->canonical, c.canonical.empty() ? c.text : c.canonical);
    EXPECT_EQ(*ParseEdtf(date->canonical), *date) << c.text;
  }
}

TEST(Edtf, RefusesWhatTheSpecificationDoes) {
  for (const std::string_view text : {"1849-6-23",
                                      "1849-06-31",
                                      "1849-00",
                                      "1849-20",
                                      "1849-13",
                                      "1849-99",
                                      "49-06-23",
                                      "1849 06 23",
                                      "1849/06/23",
                                      "18490623",
                                      "184906",
                                      "1849-06-23T9:30",
                                      "1849-06-23T24:00",
                                      "1849-06T09:30",
                                      "1849-W10",
                                      "1849-174",
                                      "1849--06",
                                      "--06-23",
                                      "1849-X6-31",
                                      "1849-06-23-",
                                      "1849?~?-",
                                      "x849",
                                      "18xx",
                                      "184x",
                                      "1849/1851/1853",
                                      "1851/1849",
                                      "1849-06-23/1849-06-22",
                                      "/",
                                      "/..",
                                      "../",
                                      "..",
                                      "1849..1851",
                                      "[]",
                                      "{}",
                                      "[1849",
                                      "1849]",
                                      "{1849]",
                                      "[1849,,1850]",
                                      "[[1849]]",
                                      "[1849/1851]",
                                      "{1849,1849}",
                                      "1849S0",
                                      "184XS2",
                                      "1849S",
                                      "+1849",
                                      "1849 BC",
                                      "1849-2",
                                      "1849-21-01",
                                      "1849-41-01",
                                      "1849-06-23?T",
                                      "\u0661\u0668\u0664\u0669"}) {
    EXPECT_FALSE(ParseEdtf(text).ok()) << text;
  }
}

TEST(Edtf, ReadsAllOfSeveral) {
  struct Case {
    std::string_view text;
    std::string_view candidates;
  };
  const Case cases[] = {
      {.text = "{1939-10-11,1939-10-10}", .candidates = "1939-10-10..1939-10-10 1939-10-11..1939-10-11"},
      {.text = "{1939-10-31..1939-11-01}", .candidates = "1939-10-31..1939-10-31 1939-11-01..1939-11-01"},
      {.text = "{1939-12..1940-01,1940-06}",
       .candidates = "1939-12-01..1939-12-31 1940-01-01..1940-01-31 1940-06-01..1940-06-30"},
      {.text = "{1939..1940}", .candidates = "1939-01-01..1939-12-31 1940-01-01..1940-12-31"},
  };
  for (const Case& c : cases) {
    const auto date = ParseEdtf(c.text);
    ASSERT_TRUE(date.ok()) << c.text << ": " << date.error().message;
    EXPECT_TRUE(date->all_of);
    EXPECT_EQ(Show(date->candidates), c.candidates) << c.text;
    EXPECT_EQ(date->canonical, c.text);
  }
}

TEST(Edtf, ReadsTimes) {
  const auto minute = ParseEdtf("1939-10-10T18:00");
  ASSERT_TRUE(minute.ok());
  EXPECT_EQ(minute->time, (TimeOfDay{.hour = 18}));
  EXPECT_EQ(minute->precision, Precision::kTime);
  EXPECT_EQ(Show(minute->candidates), "1939-10-10..1939-10-10");
  const auto second = ParseEdtf("1939-10-10~T18:00:05");
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(second->time, (TimeOfDay{.hour = 18, .second = 5}));
  EXPECT_EQ(second->canonical, "1939-10-10~T18:00:05");
  EXPECT_EQ(*ParseEdtf(second->canonical), *second);
}

TEST(Edtf, ReadsSpans) {
  struct Case {
    std::string_view text;
    SpanEnd begin = SpanEnd::kDate;
    std::string_view candidates;
    SpanEnd end = SpanEnd::kDate;
    std::string_view end_candidates;
  };
  const Case cases[] = {
      {.text = "1939-09-19/1939-10-27",
       .candidates = "1939-09-19..1939-09-19",
       .end_candidates = "1939-10-27..1939-10-27"},
      {.text = "1939-10~/194X",
       .candidates = "1939-10-01..1939-10-31",
       .end_candidates = "1940-01-01..1949-12-31"},
      {.text = "1939/..",
       .candidates = "1939-01-01..1939-12-31",
       .end = SpanEnd::kOpen,
       .end_candidates = ""},
      {.text = "1939/",
       .candidates = "1939-01-01..1939-12-31",
       .end = SpanEnd::kUnknown,
       .end_candidates = ""},
      {.text = "../1939",
       .begin = SpanEnd::kOpen,
       .candidates = "",
       .end_candidates = "1939-01-01..1939-12-31"},
      {.text = "/1939",
       .begin = SpanEnd::kUnknown,
       .candidates = "",
       .end_candidates = "1939-01-01..1939-12-31"},
      {.text = "1939-10-10T18:00/1939-10-10T18:30",
       .candidates = "1939-10-10..1939-10-10",
       .end_candidates = "1939-10-10..1939-10-10"},
  };
  for (const Case& c : cases) {
    const auto date = ParseEdtf(c.text);
    ASSERT_TRUE(date.ok()) << c.text << ": " << date.error().message;
    EXPECT_TRUE(date->is_span);
    EXPECT_EQ(date->begin, c.begin) << c.text;
    EXPECT_EQ(Show(date->candidates), c.candidates) << c.text;
    EXPECT_EQ(date->end, c.end) << c.text;
    EXPECT_EQ(Show(date->end_candidates), c.end_candidates) << c.text;
    EXPECT_EQ(date->canonical, c.text);
  }
}

TEST(Edtf, SaysWhatIsWrongAndWhere) {
  struct Case {
    std::string_view text;
    size_t offset;
    size_t length;
    std::string_view message;
  };
  const Case cases[] = {
      {"", 0, 0, "the year is missing; a date is written as in 1939-10-10"},
      {"Oct 1939", 0, 0, "the year is missing; a date is written as in 1939-10-10"},
      {"1939-02-29", 8, 2, "February 1939 has 28 days"},
      {"1939-04-31", 8, 2, "April 1939 has 30 days"},
      {"1939-02-3X", 8, 2, "February 1939 has 28 days"},
      {"19X9-02-30", 8, 2, "no month that this can be has a day 30"},
      {"1939-10-00", 8, 2, "there is no day 00; days run from 01 to 31"},
      {"1939-10-32", 8, 2, "there is no day 32; days run from 01 to 31"},
      {"1939-13-01", 5, 2, "there is no month 13; months run from 01 to 12, and seasons from 21 to 41"},
      {"1939-42", 5, 2, "there is no month 42; months run from 01 to 12, and seasons from 21 to 41"},
      {"1939-2X", 5, 2, "there is no month 2X; months run from 01 to 12, and seasons from 21 to 41"},
      {"1939-21-01", 8, 2, "a season such as 21 has no days of its own"},
      {"1939-9-01", 5, 1, "a month has 2 digits: write 09"},
      {"1939-09-1", 8, 1, "a day has 2 digits: write 01"},
      {"1939-09-001", 8, 3, "a day has 2 digits, as in 1939-10-10"},
      {"44", 0, 2, "a year has 4 digits: write 0044"},
      {"19390", 0, 5, "years run from -9999 to 9999"},
      {"Y-12000", 0, 7, "years run from -9999 to 9999 and have four digits, without Y"},
      {"Y17E7/1939", 0, 5, "years run from -9999 to 9999 and have four digits, without Y"},
      {"-0000", 1, 4, "there is no year -0000: the year before 0001 is 0000, which is 1 BC"},
      {"1939-", 5, 0, "the month is missing; a date is written as in 1939-10-10"},
      {"1939-10-10 old", 10, 4, "' old' does not belong to the date before it"},
      {"1950S5", 4, 1, "S says how many digits of the year count, 1 to 4, as in 1950S2"},
      {"1950S2-10", 6, 1, "after significant digits there is no month"},
      {"1939-10T18:00", 8, 5, "a time needs a date with a known day before it"},
      {"1939-10-1XT18:00", 11, 5, "a time needs a date with a known day before it"},
      {"1939-10-10T18:00Z", 16, 1, "a time is in the zone of the dossier; leave out the zone"},
      {"1939-10-10T25:00", 11, 5, "'25:00' is not a time: hours run to 23, minutes and seconds to 59"},
      {"[1939,1940", 0, 1, "the set that begins here is not closed by ']'"},
      {"[1939 1940]", 6, 1, "the dates of a set stand between commas, before its ']'"},
      {"[1939,]", 6, 0, "the year is missing; a date is written as in 1939-10-10"},
      {"[1940..1939]", 1, 10, "the range ends before it begins; the earlier date stands first"},
      {"[1939-10-10T18:00]", 1, 16, "a set is of days; leave out the time"},
      {"{1939..}", 1, 6, "all of the days without an end cannot be meant; write [ ] for one of them"},
      {"{1939,1939-10}", 0, 14,
       "two dates of the set have 1939-10-01 in common; all of a set are different times"},
      {"{193X..1950}", 1, 10,
       "all of a range are its days, months or years; write both its ends as one of these"},
      {"{1900-01-01..1939-10-10}", 1, 22, "this stands for more than 10,000 separate times; be more precise"},
      {"XXXX-1X-XX", 0, 10, "this stands for more than 10,000 separate times; be more precise"},
      {"..1939", 0, 2, "an open begin is written ../1939 in a span, and [..1939] for one of the days"},
      {"1940/1939", 5, 4, "the span ends before it begins; its begin stands first"},
      {"1939-10-10T18:00/1939-10-10T17:00", 17, 16, "the span ends before it begins; its begin stands first"},
      {"../..", 2, 1, "a span needs a date at one end at least, as in 1939/.."},
  };
  for (const Case& c : cases) {
    const auto date = ParseEdtf(c.text);
    ASSERT_FALSE(date.ok()) << c.text;
    EXPECT_EQ(date.error().message, c.message) << c.text;
    EXPECT_EQ(date.error().offset, c.offset) << c.text;
    EXPECT_EQ(date.error().length, c.length) << c.text;
  }
}

TEST(Edtf, WritesRanges) {
  const auto write = [](std::string_view text) { return ToEdtf(ParseEdtf(text)->candidates); };
  EXPECT_EQ(write("1939-10-10?"), "1939-10-10");
  EXPECT_EQ(write("1939-10-XX"), "1939-10");
  EXPECT_EQ(write("1939"), "1939");
  EXPECT_EQ(write("-0043"), "-0043");
  EXPECT_EQ(write("1939-10-3X"), "[1939-10-30..1939-10-31]");
  EXPECT_EQ(write("[1939-10-30,1939-12]"), "[1939-10-30,1939-12]");
  EXPECT_EQ(write("[..1940-06-14]"), "[..1940-06-14]");
  EXPECT_EQ(write("[..1940-06-14,1940-06-15..]"), "[-9999-01-01..]");
}

rc::Gen<Day> AnyDay() { return rc::gen::inRange<Day>(ToDay({1900, 1, 1}), ToDay({1960, 1, 1})); }

RC_GTEST_PROP(EdtfProperty, ADayIsReadAsItself, ()) {
  const Day day = *rc::gen::inRange<Day>(kFirstDay, kLastDay + 1);
  RC_ASSERT(ParseEdtf(ToString(day))->candidates == std::vector<DayRange>({{.first = day, .last = day}}));
}

RC_GTEST_PROP(EdtfProperty, RangesAreReadAsWritten, ()) {
  std::vector<Day> bounds = *rc::gen::unique<std::vector<Day>>(AnyDay());
  std::sort(bounds.begin(), bounds.end());
  std::vector<DayRange> ranges;
  for (size_t i = 0; i + 1 < bounds.size(); i += 2) {
    const bool is_adjacent = !ranges.empty() && ranges.back().last + 1 == bounds[i];
    if (!is_adjacent) ranges.push_back({.first = bounds[i], .last = bounds[i + 1]});
  }
  RC_PRE(!ranges.empty());
  RC_ASSERT(ParseEdtf(ToEdtf(ranges))->candidates == ranges);
}

// A masked date stands for the days whose digits match it, and no others.
RC_GTEST_PROP(EdtfProperty, MaskedDigitsStandForTheDaysThatMatch, ()) {
  const Day day = *AnyDay();
  std::string pattern = ToString(day);
  // The first two digits are kept, so that it stands for few enough.
  for (const size_t position : {2u, 3u, 5u, 6u, 8u, 9u}) {
    if (*rc::gen::inRange(0, 3) == 0) pattern[position] = 'X';
  }
  const auto date = ParseEdtf(pattern);
  RC_PRE(date.ok());
  const auto contains = [&](Day other) {
    return std::any_of(date->candidates.begin(), date->candidates.end(),
                       [&](const DayRange& range) { return range.first <= other && other <= range.last; });
  };
  RC_ASSERT(contains(day));
  const Day other = *rc::gen::inRange<Day>(day - 500, day + 500);
  const std::string text = ToString(other);
  const bool matches = std::equal(text.begin(), text.end(), pattern.begin(), pattern.end(),
                                  [](char digit, char p) { return p == 'X' || p == digit; });
  RC_ASSERT(contains(other) == matches);
}

// Any text is read or refused with an error inside it; what is read has a canonical form that reads as the
// same.
RC_GTEST_PROP(EdtfProperty, AnyTextIsReadOrRefused, ()) {
  const std::string text =
      *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123456789139X-?~%[]{}./,TS: ")));
  const auto date = ParseEdtf(text);
  if (date.ok()) {
    RC_ASSERT(*ParseEdtf(date->canonical) == *date);
  } else {
    RC_ASSERT(date.error().offset + date.error().length <= text.size());
    RC_ASSERT(!date.error().message.empty());
  }
}

}  // namespace
}  // namespace casus::base
