#include "api/cover.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "diag/render.h"

namespace casus::api {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kDiary =
    "The first day\n\n"
    "The telephone rang all night. The army of Poland crossed the border. The ministers met at noon.\n\n"
    "The second day\n\n"
    "Nobody came. The pact was signed in the evening.\n";

Workspace Open(const std::string& code) {
  return Workspace({{"a.casus",
                     "use \"std/territory\"\n"
                     "horizon 1939-01-01 through 1940-12-31\n"
                     "source Diary\n"
                     "  file \"diary.txt\"\n" +
                         code}},
                   [](std::string_view) { return std::string(kDiary); });
}

const SourceCover& DiaryIn(const CoverReport& report) { return report.sources.at(0); }

std::vector<std::string> CitersOf(const CoverReport& report, size_t sentence) {
  std::vector<std::string> citers;
  for (const Citer& citer : DiaryIn(report).items.at(sentence - 1).by) {
    citers.push_back(std::to_string(citer.line) + " " + citer.statement);
  }
  return citers;
}

TEST(Cover, TellsCitedSetAsideAndOpenApart) {
  const Workspace workspace = Open(
      "State Lithuania, Poland\n"
      "1939-03-01  Poland invades Lithuania\n"
      "  cite Diary \"crossed the border\"\n"
      "aside Diary \"telephone\" because \"no event\"\n");
  const CoverReport report = Cover(workspace);
  ASSERT_TRUE(report.answered) << diag::RenderTerminal(report.diagnostics, workspace.files());
  std::vector<std::string> states;
  for (const CoverItem& item : DiaryIn(report).items)
    states.push_back(std::to_string(item.sentence) + " " + std::string(Name(item.state)));
  EXPECT_THAT(states, ElementsAre("1 aside", "2 cited", "3 open", "4 open", "5 open"));
  EXPECT_EQ(DiaryIn(report).items[0].because, "no event");
  EXPECT_EQ(DiaryIn(report).counts.sentences(), 5u);
  EXPECT_EQ(DiaryIn(report).counts.percent(), 40);
  EXPECT_DOUBLE_EQ(DiaryIn(report).counts.share(), 0.4);

  ASSERT_EQ(DiaryIn(report).sections.size(), 2u);
  EXPECT_THAT(DiaryIn(report).sections[1].section, ElementsAre("The second day"));
  EXPECT_EQ(DiaryIn(report).sections[0].counts.percent(), 66);
  EXPECT_EQ(DiaryIn(report).sections[1].counts.open, 2u);
}

TEST(Cover, KnowsAllThatCites) {
  const Workspace workspace = Open(
      "State Lithuania, Poland\n"
      "  cite Diary \"telephone\"\n"
      "event {who: State} visits/visit {whom: State}\n"
      "  happens when ?who invades ?whom  # a comment\n"
      "    cite Diary \"telephone\"\n"
      "1939-03-01  ?who invades ?whom\n"
      "  Poland  Lithuania\n"
      "    cite Diary \"telephone\"\n"
      "  Lithuania  Poland\n"
      "  cite Diary \"border\"\n"
      "treaty Pact\n"
      "  between Lithuania and Poland\n"
      "  in force on signature\n"
      "    cite Diary \"signed\"\n"
      "  cite Diary \"in the evening\"\n"
      "article I\n"
      "  cite Diary \"The pact\"\n"
      "  ban ?party invades ?other\n"
      "    cite Diary \"pact was\"\n"
      "expect never: Poland controls Lithuania\n"
      "  cite Diary \"Nobody came\"\n"
      "lens Peace\n"
      "  suppose\n"
      "    1939-05-01  Poland visits Lithuania\n"
      "      cite Diary \"ministers\"\n");
  const CoverReport report = Cover(workspace);
  ASSERT_TRUE(report.answered) << diag::RenderTerminal(report.diagnostics, workspace.files());
  EXPECT_THAT(CitersOf(report, 1),
              ElementsAre("5 State Lithuania, Poland", "8 happens when ?who invades ?whom",
                          "11 1939-03-01 ?who invades ?whom: Poland Lithuania"));
  EXPECT_THAT(CitersOf(report, 2), ElementsAre("10 1939-03-01 ?who invades ?whom"));
  EXPECT_THAT(CitersOf(report, 3), ElementsAre("28 1939-05-01 Poland visits Lithuania"));
  EXPECT_THAT(CitersOf(report, 4), ElementsAre("24 expect never: Poland controls Lithuania"));
  EXPECT_THAT(CitersOf(report, 5), ElementsAre("15 treaty Pact", "17 in force on signature", "20 article I",
                                               "22 ban ?party invades ?other"));
  EXPECT_EQ(DiaryIn(report).counts.percent(), 100);
}

TEST(Cover, WhatIsCitedCountsAsCitedEvenIfSetAside) {
  const Workspace workspace = Open(
      "State Lithuania, Poland\n"
      "1939-03-01  Poland invades Lithuania\n"
      "  cite Diary \"crossed the border\"\n"
      "aside Diary \"army of Poland\" because \"hearsay\"\n");
  const CoverReport report = Cover(workspace);
  ASSERT_TRUE(report.answered);
  EXPECT_EQ(report.diagnostics.warnings, 1u);
  EXPECT_EQ(DiaryIn(report).items[1].state, CoverItem::State::kCited);
  EXPECT_EQ(DiaryIn(report).counts.aside, 0u);
}

TEST(Cover, ASourceThatIsNotAtHandHasNoSentences) {
  const Workspace workspace({{"a.casus",
                              "horizon 1939-01-01 through 1940-12-31\n"
                              "source Diary\n"
                              "  file \"diary.txt\"\n"
                              "aside Diary \"anything\" because \"nobody can look\"\n"}},
                            [](std::string_view) { return std::nullopt; });
  const CoverReport report = Cover(workspace);
  ASSERT_TRUE(report.answered);
  EXPECT_FALSE(DiaryIn(report).at_hand);
  EXPECT_THAT(DiaryIn(report).items, IsEmpty());
}

TEST(Cover, ADossierWithErrorsIsNotAnswered) {
  const Workspace workspace = Open("aside Diary \"no such words\" because \"a mistake\"\n");
  const CoverReport report = Cover(workspace);
  EXPECT_FALSE(report.answered);
  ASSERT_EQ(report.diagnostics.errors, 1u);
  EXPECT_EQ(report.diagnostics.diagnostics.front().kind, diag::Kind::kCitationNotFound);
}

}  // namespace
}  // namespace casus::api
