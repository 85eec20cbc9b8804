// What the pages of docs/diagnostics do not show: the variants of each rule, and what is no error.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "lang/resolver_testing.h"

namespace casus::lang {
namespace {

constexpr const char* kText = R"(horizon 1939-01-01 through 1940-12-31
kind Party
kind State is Party
kind Thing
kind Provision
kind Instrument is Provision
kind Article is Provision
kind Norm is Provision
State A, B, C
Thing Box
event {a: State} hits/hit {b: State}
event {a: State} helps/help {b: State}
event {what: Thing} falls
state {a: State} likes/like {b: State}
state {a: State} hates/hate {b: State}
  while not ?a likes ?b and ?a likes ?a and ?b likes ?b
state {n: number} boxes of {a: State} stand in {b: State}
  one n per a, b
state {x: Provision} is in force
  primitive
)";

constexpr const char* kTreaty = R"(treaty Pact
  between A and B
article I
)";

struct CheckCase {
  const char* name;
  std::string text;
  std::vector<std::string> codes = {};
};

void PrintTo(const CheckCase& c, std::ostream* out) { *out << c.text; }

class CheckTest : public testing::TestWithParam<CheckCase> {};

TEST_P(CheckTest, Reports) {
  const TestDossier test(kText + GetParam().text, /*is_standard=*/true);
  EXPECT_EQ(test.codes(), GetParam().codes) << test.rendered();
}

const auto kName = [](const auto& test) { return test.param.name; };

INSTANTIATE_TEST_SUITE_P(
    Days, CheckTest,
    testing::Values(
        CheckCase{"EventOnADay", "1939-10-10  A hits B\n"}, CheckCase{"EventInAMonth", "1939-10  A hits B\n"},
        CheckCase{"EventWithoutDay", "A hits B\n", {"C0608"}},
        CheckCase{"EventFrom", "from 1939-10-10  A hits B\n", {"C0608"}},
        CheckCase{"EventCeases", "ceases from 1939-10-10  A hits B\n", {"C0608"}},
        CheckCase{"EventInitially", "initially  A hits B\n", {"C0608"}},
        CheckCase{"StateAlways", "A likes B\n"}, CheckCase{"StateFromADay", "1939-10-10  A likes B\n"},
        CheckCase{"StateInAMonth", "1939-10  A likes B\n", {"C0605"}},
        CheckCase{"StateFromAMonth", "from 1939-10  A likes B\n"},
        CheckCase{"StateThroughMonths", "1939-10 through 1940-01  A likes B\n"},
        CheckCase{"StateInitially", "initially  A likes B\n"},
        CheckCase{"StateInitiallyThrough", "initially through 1939-10-10  A likes B\n"},
        CheckCase{"BeforeHorizon", "1938-12-31  A hits B\n", {"C0603"}},
        CheckCase{"InForceBeforeHorizon",
                  "treaty Pact\n  between A and B\n  in force from 1935-01-01\narticle I\n  ban A hits B\n"},
        CheckCase{"TermFromBeforeHorizon",
                  "treaty Pact\n  between A and B\n  in force from 1935-01-01\n  term 10 years\narticle I\n"
                  "  ban A hits B\n",
                  {"C0603"}},
        CheckCase{"DeadlineFromBeforeHorizon",
                  "treaty Pact\n  between A and B\n  in force from 1935-01-01\narticle I\n  duty A helps B\n"
                  "    within 6 years\n",
                  {"C0603"}},
        CheckCase{"PartlyBeforeHorizon", "[1938-12-31..1939-01-02]  A hits B\n"},
        CheckCase{"AroundHorizon", "[1938-12-31, 1941-01-01]  A hits B\n", {"C0603"}},
        CheckCase{"OldStyleInHorizon", "1938-12-25 old style  A hits B\n"},
        CheckCase{"OldStyleBeforeHorizon", "1938-12-15 old style  A hits B\n", {"C0603"}},
        CheckCase{"SpanOfOneDay", "1939-10-10 through 1939-10-10  A likes B\n"},
        CheckCase{"SpansThatMayBeInOrder", "1939 through 1939-01-05  A likes B\n"},
        CheckCase{"ThenAfterThen", "1939-10-10  A hits B\nthen  B hits A\nthen  A hits B\n"},
        CheckCase{"ThenAfterSpan", "1939-10-10 through 1939-10-12  A likes B\nthen  B hits A\n", {"C0606"}},
        CheckCase{"AfterItself", "after X  A hits B   as X\n", {"C0607"}},
        CheckCase{"AfterEachOther",
                  "after Z  A hits B   as X\nafter X  A hits B   as Y\n3 days after Y  A hits B   as "
                  "Z\nafter X  B hits A\n",
                  {"C0607"}},
        CheckCase{"AfterARow", "1939-10-10  ?a hits B\n  A   as X\nafter X  B hits A\n"},
        CheckCase{"HoursOfDays", "expect never: once within 2 hours A hits B\n", {"C0609"}},
        CheckCase{"ExpectBeyondHorizon", "expect on 1941-01-01: A likes B\n", {"C0603"}},
        CheckCase{"ExpectReversed", "expect from 1940-01-02 through 1940-01-01: A likes B\n", {"C0604"}}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Statements, CheckTest,
    testing::Values(CheckCase{"Derived", "1939-10-10  A hates B\n", {"C0702"}},
                    CheckCase{
                        "Primitive", std::string(kTreaty) + "1939-10-10  Pact is in force\n", {"C0702"}},
                    CheckCase{"Anyone", "1939-10-10  _ hits B\n", {"C0506"}},
                    CheckCase{"VariableWithoutRows", "1939-10-10  ?x hits B\n", {"C0506"}},
                    CheckCase{"Rows", "1939-10-10  ?x hits ?y\n  A  B\n  B  C\n"},
                    CheckCase{"RangeOfNumbers", "1939-10-10  [3..5] boxes of A stand in B\n"},
                    CheckCase{"NumberForName", "1939-10-10  3 hits B\n", {"C0501"}},
                    CheckCase{"NameForNumber", "1939-10-10  A boxes of A stand in B\n", {"C0501"}}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Clauses, CheckTest,
    testing::Values(
        CheckCase{"Inertial", "state {a: State} is sore\n  begins when _ hits ?a\n  ends when _ helps ?a\n"},
        CheckCase{"EndsBindsNothing", "state {a: State} is sore\n  ends when A hits B\n"},
        CheckCase{"BeginsMustBind", "state {a: State} is sore\n  begins when A hits B\n", {"C0503"}},
        CheckCase{"WhileMustBindOnBothSides",
                  "state {a: State} knows {b: State}\n  while ?a hits ?b or ?a helps _\n",
                  {"C0503"}},
        CheckCase{"OneSideMayHaveItsOwn",
                  "state {a: State} is busy\n  while (?a hits ?x and ?x hits ?a) or ?a helps _\n"},
        CheckCase{"HeadWithAnyone",
                  "state {a: State} knows {b: State}\n?a knows _\n  begins when ?a hits ?a\n",
                  {"C0503"}},
        CheckCase{"HeadWithAnyoneEnds",
                  "state {a: State} knows {b: State}\n?a knows _\n  ends when ?a hits ?a\n"},
        CheckCase{"Lonely", "state {a: State} is sore\n  begins when ?x hits ?a\n", {"C0504"}},
        CheckCase{"LonelyInAggregateCounts",
                  "state {a: State} is liked\n  while ?a likes ?a and (count where ?x likes ?a) > 1\n"},
        CheckCase{"KeyOfDerived",
                  "state {a: State} leads {b: State}\n  one a per b\n  while ?a likes ?b\n",
                  {"C0509"}},
        CheckCase{"EventWithKey", "event {a: State} sees {b: State}\n  one a per b\n", {"C0508"}},
        CheckCase{"StateThatHappens", "state {a: State} is sore\n  happens when _ hits ?a\n", {"C0508"}},
        CheckCase{"ReflexiveBetweenKinds", "state {a: State} has {b: Thing}\n  reflexive\n", {"C0508"}},
        CheckCase{"OccurrenceOfState", "expect never: A likes B as ?e\n", {"C0501"}},
        CheckCase{"KindsThatNeverMeet", "expect never: ?x likes A and ?x falls\n", {"C0502"}},
        CheckCase{"NeverEqual", "expect never: ?x falls and ?x = A\n", {"C0505"}},
        CheckCase{"SumOfNames", "expect never: (sum of ?x where ?x likes A) > 3\n", {"C0505"}}),
    kName);

INSTANTIATE_TEST_SUITE_P(
    Norms, CheckTest,
    testing::Values(
        CheckCase{"DutyWithin", std::string(kTreaty) + "  duty ?party helps ?other\n    within 3 days\n"},
        CheckCase{"DutyOpen", std::string(kTreaty) + "  duty ?party helps ?other\n    open \"no time\"\n"},
        CheckCase{"DutyToAbstain", std::string(kTreaty) + "  duty not ?party likes ?other\n"},
        CheckCase{"DutyToKeepUp",
                  std::string(kTreaty) + "  duty ?party likes ?other\n    while ?other likes ?party\n"},
        CheckCase{
            "DutyOfEventThereafter",
            std::string(kTreaty) + "  duty ?party helps ?other\n    within 3 days\n    and thereafter\n",
            {"C0804"}},
        CheckCase{"BrokenDeadlineIsTheOnlyError",
                  std::string(kTreaty) + "  duty ?party helps ?other\n    by 1939-13-01\n",
                  {"C0206"}},
        CheckCase{"BanEach", std::string(kTreaty) + "  ban ?party hits ?other\n    each\n", {"C0805"}},
        CheckCase{"EffectBrokenWhen",
                  std::string(kTreaty) + "  effect A likes B\n    broken when A hates B\n",
                  {"C0805"}},
        CheckCase{"ThingsOweNothing", std::string(kTreaty) + "  ban Box falls\n", {"C0802"}},
        CheckCase{"AnyoneOwesNothing", std::string(kTreaty) + "  ban _ hits B\n", {"C0802"}},
        CheckCase{"BareEvent", std::string(kTreaty) + "  A hits B\n", {"C0608"}},
        CheckCase{"BareDerivedState", std::string(kTreaty) + "  A hates B\n", {"C0702"}},
        CheckCase{"EffectMustBeDetermined", std::string(kTreaty) + "  effect A likes ?x\n", {"C0503"}},
        CheckCase{"EffectOfItsOccasion",
                  std::string(kTreaty) + "  effect A likes ?x\n    when ?x likes A\n1939-10-10  B likes A\n"},
        CheckCase{"ActBindsItsOwn",
                  std::string(kTreaty) + "  ban ?party hits ?x\n    while ?x likes ?party\n"},
        CheckCase{"WhereStandsBeforeTheAct",
                  std::string(kTreaty) + "  ban ?party hits ?x\n    where ?x != C\n",
                  {"C0503"}},
        CheckCase{"UnlessMayHaveItsOwn",
                  std::string(kTreaty) +
                      "  ban ?party hits ?other\n    unless ?x likes ?party and ?x likes ?other\n"},
        CheckCase{"ConsequencesKnowTheNorm",
                  std::string(kTreaty) + "  ban ?party hits ?x\n    while ?x likes ?party\n    on breach\n   "
                                         "   effect ?other likes ?x\n"},
        CheckCase{"ExceptionToLimit",
                  std::string(kTreaty) +
                      "  limit on A: sum of ?n where ?n boxes of A stand in _\n    at most 3\n"
                      "  right A hits B\n    exception to I.1\n"},
        CheckCase{"ExceptionToAnArticleWithABan",
                  std::string(kTreaty) + "  ban ?party hits ?other\n  right ?party helps ?other\n"
                                         "article II\n  right A hits B\n    exception to I\n"},
        CheckCase{"ExceptionToAnotherAct",
                  std::string(kTreaty) + "  ban ?party hits ?other\n"
                                         "article II\n  right A helps B\n    exception to I\n",
                  {"C0807"}},
        CheckCase{"ExceptionAmongOtherBans", std::string(kTreaty) +
                                                 "  ban ?party hits ?other\n  ban ?party helps ?other\n"
                                                 "article II\n  right A helps B\n    exception to I\n"},
        CheckCase{"PowerOverALineOfLife",
                  "treaty Pact\n  between A and B\n  in force from 1939-02-01\n"
                  "  ends 3 days after ?party helps _\narticle I\n  power ?party helps _\n"},
        CheckCase{"TimeTwice",
                  std::string(kTreaty) + "  duty ?party helps ?other\n    within 3 days\n    within 4 days\n",
                  {"C0307"}},
        CheckCase{"TimeOfTwoKinds", std::string(kTreaty) +
                                        "  duty ?party helps ?other\n    within 3 days\n    by 1939-12-01\n"},
        CheckCase{"InForceTwice",
                  "treaty Pact\n  between A and B\n  in force on signature\n  in force from 1939-02-01\n",
                  {"C0307"}},
        CheckCase{"SameAsItself", "1939-10-10  A hits B  as X\n  same as X\n", {"C0409"}},
        CheckCase{"BecauseOfItself", "1939-10-10  A hits B  as X\n  because of X\n", {"C0409"}},
        CheckCase{"ExpectedOnAMonth", "expect on 1939-10: A likes B\n", {"C0605"}},
        CheckCase{"ALineWithAnErrorKeepsItsLabel",
                  "1 May 1939  A hits B  as X\n3 days after X  A helps B\n",
                  {"C0206"}},
        CheckCase{"APhraseWithAnErrorIsReportedOnce",
                  "event {a: State} crosses/cross the Black sea\n1939-10-10  A crosses the sea\n",
                  {"C0301"}},
        CheckCase{"PrevailsOverItself",
                  std::string(kTreaty) + "  ban ?party hits ?other\n    notwithstanding I\n",
                  {"C0806"}},
        CheckCase{"SaidTwiceIsNoCircle",
                  std::string(kTreaty) + "  ban ?party hits ?other\n    subject to II\n"
                                         "article II\n  right ?party hits ?other\n    notwithstanding I\n"},
        CheckCase{"CircleOfThree",
                  std::string(kTreaty) + "  ban ?party hits ?other\n    notwithstanding II\n"
                                         "article II\n  right ?party hits ?other\n    notwithstanding III\n"
                                         "article III\n  right ?party helps ?other\n    notwithstanding I\n",
                  {"C0806"}},
        CheckCase{"TermOfUnknownArticle",
                  "treaty Pact\n  between A and B\n  term of I through III: 3 years\narticle I\narticle II\n",
                  {"C0408"}},
        CheckCase{"TermBackwards",
                  "treaty Pact\n  between A and B\n  term of II through I: 3 years\narticle I\narticle II\n",
                  {"C0604"}}),
    kName);

TEST(CheckTest, EvidenceIsForTheDossiersOwnStatements) {
  const std::string text = R"(1939-10-10  A hits B   as X
1939-10-11  A hits B
  given
1939-10-12  A hits B
  same as X
1939-10-13  ?a hits B
  A
    given
  C
1939-10-14  ?a hits B
  A
    given
lens L
  suppose
    1939-10-15  A hits B
)";
  EXPECT_THAT(TestDossier(kText + text, /*is_standard=*/true).codes(), testing::IsEmpty());
  std::string own = kText + text;
  own.replace(own.find("  primitive\n"), 12, "");
  EXPECT_THAT(TestDossier(own).codes(), testing::ElementsAre("C0701", "C0701"));
}

}  // namespace
}  // namespace casus::lang
