#include "api/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "api/diff.h"
#include "api/drawing.h"
#include "api/export_tables.h"
#include "api/json.h"
#include "api/why.h"
#include "diag/render.h"

namespace casus::api {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kCode = R"(
use "std/negotiation"
horizon 1939-01-01 through 1941-12-31
State Alba, Boreas
Territory Meadow "The <b>Meadow</b>"
Place Well at 54.5 N 25.0 E
Well lies in Meadow
treaty Pact "Pact of the Well"
  between Alba and Boreas
  in force on signature
  term 1 year
article I "Peace"
  ban ?party invades ?other
article II "Guards"
  limit on Alba: sum of ?n where ?n troops of Alba stand at ?place
    at most 100
event {who: Party} sings/sing
1939-02-01  Alba takes Meadow
1939-03-01  Boreas demands 50_000 troops in Alba
[1939-03-05..1939-03-20]  Boreas demands 20_000 troops in Alba
1939-04-01  Alba and Boreas sign Pact  as Signing
1939-05-01  80 troops of Alba stand at Well
1939-06-01  120 troops of Alba stand at Well
1939-07-01  Alba invades Boreas
1939-08-01  Alba sings
1939-09-01  Boreas takes Meadow
  alleged by Alba
lens No_pact
  without Signing and what follows
)";

class TimelineTest : public testing::Test {
 protected:
  TimelineTest()
      : workspace_({{"a.casus", std::string(kCode)}}, [](std::string_view) { return std::nullopt; }) {}

  const Lane& Get(std::string_view id, std::string_view lens = "") {
    report_ = Timeline(workspace_, lens);
    EXPECT_TRUE(report_.evaluated) << diag::RenderTerminal(report_.diagnostics, workspace_.files());
    const auto found = std::find_if(report_.lanes.begin(), report_.lanes.end(),
                                    [&](const Lane& lane) { return lane.id == id; });
    static const Lane none;
    EXPECT_NE(found, report_.lanes.end()) << "no lane " << id;
    return found == report_.lanes.end() ? none : *found;
  }

  static std::vector<std::string> Bars(const Lane& lane) {
    std::vector<std::string> bars;
    for (const Bar& bar : lane.bars) {
      bars.push_back(bar.kind + " " + bar.label + " " + bar.spans.front().from + ".." +
                     bar.spans.back().through);
    }
    return bars;
  }
  static std::vector<std::string> Marks(const Lane& lane) {
    std::vector<std::string> marks;
    for (const Mark& mark : lane.marks)
      marks.push_back(mark.kind + " " + mark.span.from + " " + mark.question);
    return marks;
  }

  Workspace workspace_;
  TimelineReport report_;
};

TEST_F(TimelineTest, ShowsTheLifeOfAnInstrument) {
  const Lane& lane = Get("instrument:Pact");
  EXPECT_THAT(Bars(lane), ElementsAre("in-force in force 1939-04-01..1940-03-31"));
  EXPECT_THAT(Marks(lane),
              testing::IsSupersetOf({std::string("signature 1939-04-01 Alba signs Pact"),
                                     std::string("entry 1939-04-01 Pact enters into force"),
                                     std::string("term 1940-04-01 Pact reaches the end of its term")}));
  EXPECT_THAT(lane.parties, ElementsAre("Alba", "Boreas"));
}

TEST_F(TimelineTest, ShowsLandsAndKeepsPartsApart) {
  EXPECT_THAT(Bars(Get("territory:Meadow")), ElementsAre("controls Alba 1939-02-01..1941-12-31"));
  EXPECT_THAT(Marks(Get("territory:Meadow")),
              ElementsAre("taking 1939-02-01 Alba takes Meadow",
                          "alleged 1939-09-01 alleged by Alba: Boreas takes Meadow"));
  EXPECT_EQ(Get("territory:Well").within, "Meadow");
  EXPECT_EQ(Get("territory:Meadow").within, "");
}

TEST_F(TimelineTest, CountsTroopsAgainstTheirLimit) {
  EXPECT_THAT(Bars(Get("troops:Alba@Well")), ElementsAre("stationed 80 stationed 1939-05-01..1939-05-31",
                                                         "stationed 120 stationed 1939-06-01..1941-12-31"));
  const Lane& limit = Get("limit:Pact.II");
  EXPECT_THAT(Bars(limit), testing::Contains("limit 120 of 100 1939-06-01..1940-03-31"))
      << "while the treaty is in force";
  EXPECT_EQ(
      std::count_if(limit.bars.begin(), limit.bars.end(), [](const Bar& bar) { return bar.beyond_limit; }),
      1);
}

TEST_F(TimelineTest, StepsThroughDemands) {
  const Lane& lane = Get("negotiation:Boreas");
  EXPECT_EQ(lane.bars.front().kind, "insists");
  EXPECT_EQ(lane.bars.front().value, *base::Decimal::FromInteger(50'000));
  ASSERT_EQ(lane.marks.size(), 2u);
  EXPECT_EQ(lane.marks[0].label, "demands 50,000 troops in Alba");
  EXPECT_EQ(lane.marks[1].span,
            (Span{.from = "1939-03-05", .through = "1939-03-20", .certainty = Certainty::kPossible}));
}

TEST_F(TimelineTest, ShowsNormsAndTheirBreach) {
  const Lane& lane = Get("norm:Pact.I by Alba");
  EXPECT_THAT(Marks(lane), ElementsAre("breach 1939-07-01 Alba breaches Pact.I"));
  EXPECT_THAT(Bars(lane), testing::Contains("broken broken 1939-07-01..1941-12-31"));
}

TEST_F(TimelineTest, PutsOtherEventsWithTheirFile) {
  EXPECT_THAT(Marks(Get("event:a.casus")), testing::Contains("event 1939-08-01 Alba sings"));
}

TEST_F(TimelineTest, EveryBarAndMarkIsArguedFor) {
  for (const std::string_view lens : {"", "No_pact"}) {
    const TimelineReport report = Timeline(workspace_, lens);
    auto expect_holds = [&](const std::string& question, const std::string& on) {
      WhyOptions options{.lens = std::string(lens)};
      options.on = ParseDate(workspace_.dossier(), on)->last;
      const WhyReport why = Why(workspace_, question, options);
      ASSERT_TRUE(why.answered) << question << diag::RenderTerminal(why.diagnostics, workspace_.files());
      EXPECT_NE(why.cases.front().holds, Holds::kNo) << question << " on " << on;
    };
    for (const Lane& lane : report.lanes) {
      for (const Bar& bar : lane.bars) {
        for (const Span& span : bar.spans) {
          expect_holds(bar.question, span.from);
          expect_holds(bar.question, span.through);
        }
      }
      for (const Mark& mark : lane.marks) expect_holds(mark.question, mark.span.from);
    }
  }
}

TEST_F(TimelineTest, LensesChangeIt) {
  EXPECT_TRUE(Get("instrument:Pact", "No_pact").bars.empty());
  EXPECT_THAT(Timeline(workspace_, "").changes, testing::Contains("1940-04-01"));
}

TEST_F(TimelineTest, BecomesTables) {
  const TimelineReport report = Timeline(workspace_, "");
  EXPECT_THAT(TimelineCsv(report),
              HasSubstr("territory:Meadow,territory,The <b>Meadow</b>,state,controls,Alba,Alba,,,"
                        "1939-02-01,1941-12-31,certain,Alba controls Meadow\r\n"));
  EXPECT_THAT(StatesCsv(report, workspace_.dossier(), {.per = Per::kYear}),
              HasSubstr("1939,instrument:Pact,in-force,in force,,,275,0\r\n1940,instrument:Pact,in-force,in "
                        "force,,,91,0\r\n"));
  EXPECT_THAT(StatesCsv(report, workspace_.dossier(), {.per = Per::kPair}), HasSubstr("Alba,Boreas,1939,1,"));
  StatesOptions day{.per = Per::kDay};
  day.from = day.through = base::ToDay({1939, 4, 1});
  EXPECT_THAT(StatesCsv(report, workspace_.dossier(), day),
              testing::AllOf(HasSubstr("1939-04-01,instrument:Pact,in-force"), Not(HasSubstr("1939-04-02"))));
}

TEST_F(TimelineTest, IsDrawnWithoutForeignMarkup) {
  const std::string svg = TimelineSvg(workspace_, Timeline(workspace_, ""), {});
  EXPECT_THAT(svg, HasSubstr("The &lt;b&gt;Meadow&lt;/b&gt;"));
  EXPECT_THAT(svg, Not(HasSubstr("<b>")));
  EXPECT_THAT(svg, HasSubstr("Alba controls Meadow (1939-02-01 – 1941-12-31)"));
}

// On the 6th A or B, in each world exactly one, holds the bridge: that it is held is certain, which the bounds do not see.
TEST(TimelineOfWorldsTest, LanesAndDifferencesSayWhatAnswersSay) {
  Workspace workspace({{"a.casus", R"(
horizon 2001-01-01 through 2001-01-31
State A, B
Place Bridge
state {who: State} holds/hold {site: Place}
  one who per site
state {site: Place} is held
  while ?who holds ?site
from 2001-01-03 B holds Bridge  as First
  given
from [2001-01-05..2001-01-07] A holds Bridge
  given
lens Without_B
  without First and what follows
)"}},
                      [](std::string_view) { return std::nullopt; });
  const std::string csv = TimelineCsv(Timeline(workspace, ""));
  EXPECT_THAT(csv, HasSubstr("Bridge is held,,,,2001-01-03,2001-01-31,certain,Bridge is held\r\n"));
  EXPECT_THAT(csv, HasSubstr("A holds Bridge,A,,,2001-01-05,2001-01-06,possible,A holds Bridge\r\n"));

  const DiffReport diff = Diff(workspace, "", "Without_B");
  const auto held = std::find_if(diff.rows.begin(), diff.rows.end(),
                                 [](const DiffRow& row) { return row.statement == "Bridge is held"; });
  ASSERT_NE(held, diff.rows.end());
  ASSERT_EQ(held->only_in_a.size(), 1u);
  EXPECT_EQ(held->only_in_a[0].from, "2001-01-03");
  EXPECT_EQ(held->only_in_a[0].through, "2001-01-06");
  EXPECT_EQ(held->only_in_a[0].certainty, Certainty::kCertain);
}

}  // namespace
}  // namespace casus::api
