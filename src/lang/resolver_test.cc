#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lang/dossier.h"
#include "lang/names.h"
#include "lang/resolver_testing.h"

namespace casus::lang {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kKinds = R"(horizon 1900-01-01 through 1999-12-31
kind Actor
kind Party is Actor
kind Territory
kind State is Party, Territory
kind Provision
kind Instrument is Provision
kind Article is Provision
kind Norm is Provision
State Lithuania, Poland
Territory Vilnius
event {who: Party} joins/join {what: Instrument}
event {who: Party} demands/demand {land: Territory} from {whom: Party}
event {who: Party} demands/demand {pact: Instrument} from {whom: Party}
state {who: Party} controls/control {land: Territory}
state {norm: Norm} is broken
state {what: Provision} is in force
)";

TestDossier Resolved(const std::string& text) { return TestDossier(kKinds + text, /*is_standard=*/true); }

std::vector<std::string> NormNames(const TestDossier& test) {
  std::vector<std::string> names;
  for (const NormEntry& entry : test.dossier.treaties.front().norms) {
    names.emplace_back(test.symbols.Name(entry.name));
  }
  return names;
}

TEST(Resolver, FillsPhrasesOfStatements) {
  const TestDossier test = Resolved("1939-01-01  Lithuania demands Vilnius from Poland\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  const PhraseId phrase = test.document().statements[0].phrase;
  EXPECT_EQ(test.PredicateOf(phrase), "demands_from");
  EXPECT_THAT(test.ArgumentsOf(phrase), ElementsAre("Lithuania", "Vilnius", "Poland"));
}

TEST(Resolver, DistributedPlacesHoldTheirFirstTerm) {
  const TestDossier test = Resolved("1939-01-01  Lithuania and Poland demand Vilnius from Lithuania\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  EXPECT_THAT(test.ArgumentsOf(test.document().statements[0].phrase),
              ElementsAre("Lithuania", "Vilnius", "Lithuania"));
}

TEST(Resolver, DistributedTermsAreAllOfTheKind) {
  const TestDossier test = Resolved("1939-01-01  Lithuania and Vilnius demand Vilnius from Poland\n");
  EXPECT_THAT(test.codes(), ElementsAre("C0501"));
}

TEST(Resolver, KindsDecideBetweenPhrasesOfTheSameWords) {
  const TestDossier test = Resolved(
      "treaty Pact\n  between Lithuania and Poland\n"
      "1939-01-01  Lithuania demands Pact from Poland\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  EXPECT_EQ(test.PredicateOf(test.document().statements[0].phrase), "who_demands_pact_from_whom");
}

TEST(Resolver, RowsDecideBetweenPhrasesOfTheSameWords) {
  const TestDossier test = Resolved(
      "treaty Pact\n  between Lithuania and Poland\n"
      "1939-01-01  Lithuania demands ?what from Poland\n  Pact\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  EXPECT_EQ(test.PredicateOf(test.document().statements[0].phrase), "who_demands_pact_from_whom");
}

TEST(Resolver, LaterPhrasesDecideBetweenPhrasesOfTheSameWords) {
  const TestDossier test = Resolved("expect never: _ demands ?x from _ and ?y = ?x and Poland controls ?y\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  const Document& document = test.document();
  const auto parts = document[document[document.expectations[0].condition].children];
  EXPECT_EQ(test.PredicateOf(document[parts[0]].phrase), "demands_from");
}

TEST(Resolver, RowsAreOfTheKindsOfTheirSlots) {
  const TestDossier test =
      Resolved("from 1939-01-01  ?who controls ?land\n  Lithuania  Vilnius\n  Vilnius  Lithuania\n");
  EXPECT_THAT(test.codes(), ElementsAre("C0501")) << test.rendered();
}

TEST(Resolver, NamesInATreatyAreThoseOfItsProvisions) {
  const TestDossier test = Resolved(R"(treaty Pact
  between Lithuania and Poland
article I
  ban ?party joins ?pact
    while ?pact is in force and II is in force and this treaty is in force and this article is in force
article II
  ban ?party joins this treaty
    notwithstanding I
)");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  std::vector<std::string> names;
  for (const Term& term : test.document().terms) {
    if (term.kind == Term::Kind::kName) names.emplace_back(test.symbols.Name(term.symbol));
  }
  EXPECT_THAT(names, ElementsAre("Pact.II", "Pact", "Pact.I", "Pact"));
  for (const Qualifier& qualifier : test.document().qualifiers) {
    if (qualifier.kind != Qualifier::Kind::kNotwithstanding) continue;
    EXPECT_EQ(test.symbols.Name(test.document()[qualifier.names].front().symbol), "Pact.I");
  }
}

constexpr const char* kPact = R"(treaty Pact
  between Lithuania and Poland
article I
  ban ?party joins Pact
    on breach
      duty ?party joins Pact
        by 1939-01-01
article II
  Lithuania controls Vilnius
  ban ?party joins Pact   as Joining
    on breach
      duty ?party joins Pact
        by 1939-01-01
      right ?party joins Pact
supplement
  right ?party joins Pact
    exception to Joining
)";

TEST(Resolver, NumbersNormsInTheOrderOfTheText) {
  const TestDossier test = Resolved(kPact);
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  EXPECT_THAT(NormNames(test), ElementsAre("Pact.I", "Pact.I.1.1", "Pact.II.1", "Pact.II.2", "Pact.II.2.1",
                                           "Pact.II.2.2", "Pact.Supplement"));
  const std::vector<NormEntry>& norms = test.dossier.treaties.front().norms;
  EXPECT_EQ(norms[0].parent, -1);
  EXPECT_EQ(norms[1].parent, 0);
  EXPECT_EQ(norms[5].parent, 3);
  EXPECT_EQ(norms[5].article, 1);
}

TEST(Resolver, AnArticleStandsForItsOnlyNorm) {
  const TestDossier test = Resolved(std::string(kPact) +
                                    "expect never: Pact.I is broken\n"
                                    "expect never: Pact.I.1 is broken\n"
                                    "expect never: Pact.II.2.1 is broken\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  const std::vector<Expectation>& expectations = test.document().expectations;
  for (const size_t i : {0u, 1u}) {
    EXPECT_THAT(test.ArgumentsOf(test.document()[expectations[i].condition].phrase), ElementsAre("Pact.I"));
  }
}

TEST(Resolver, AnArticleOfSeveralNormsIsNoNorm) {
  const TestDossier test = Resolved(std::string(kPact) + "expect never: Pact.II is broken\n");
  EXPECT_THAT(test.codes(), ElementsAre("C0501"));
}

TEST(Resolver, KnowsWhatLabelsMean) {
  const TestDossier test = Resolved(std::string(kPact) +
                                    "1939-01-01  ?who joins Pact   as Accessions\n"
                                    "  Lithuania   as First\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  const auto kind_of = [&](std::string_view label) {
    return test.dossier.labels.at(*test.symbols.Find(label)).kind;
  };
  EXPECT_EQ(kind_of("Accessions"), LabelTarget::Kind::kStatement);
  EXPECT_EQ(kind_of("First"), LabelTarget::Kind::kRow);
  EXPECT_EQ(kind_of("Joining"), LabelTarget::Kind::kNorm);
  EXPECT_EQ(kind_of("Pact"), LabelTarget::Kind::kTreaty);
  EXPECT_EQ(kind_of("Pact.II"), LabelTarget::Kind::kArticle);
  EXPECT_EQ(kind_of("Pact.II.2.1"), LabelTarget::Kind::kNorm);
  // A reference to a labelled norm is the norm's name.
  const Names names(test.dossier, test.symbols);
  EXPECT_EQ(test.symbols.Name(*names.ProvisionOf(*names.FindReference(*test.symbols.Find("Joining"), {}))),
            "Pact.II.2");
}

TEST(Resolver, AttachesClausesWithTheirHeads) {
  const TestDossier test = Resolved(R"(state {a: Party} rules/rule {land: Territory} beside {b: Party}
  one a per b, land
  begins when ?a demands ?land from ?b
Lithuania rules ?where beside ?x
  begins when ?x demands ?where from Lithuania
  ends when ?x controls ?where
)");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  const Predicate& rules = test.predicate("rules_beside");
  EXPECT_THAT(*rules.key, ElementsAre(1, 2));
  ASSERT_EQ(rules.begins.size(), 2u);
  EXPECT_THAT(rules.begins[0].head, IsEmpty());
  ASSERT_EQ(rules.begins[1].head.size(), 3u);
  EXPECT_EQ(test.symbols.Name(test.document()[rules.begins[1].head[1]].symbol), "where");
  EXPECT_EQ(rules.ends.size(), 1u);
}

TEST(Resolver, ReadsSettings) {
  const TestDossier test("grain hour zone +04:00\nhorizon 1939 through 1940-02\nsource A \"An account\"\n");
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  EXPECT_EQ(test.dossier.grain, base::Grain::kHour);
  EXPECT_EQ(test.dossier.zone, "+04:00");
  EXPECT_EQ(base::ToString(test.dossier.first, base::Grain::kHour), "1939-01-01T00:00");
  EXPECT_EQ(base::ToString(test.dossier.last, base::Grain::kHour), "1940-02-29T23:00");
  EXPECT_EQ(test.dossier.sources.size(), 1u);
}

TEST(Resolver, ReportsEachErrorOnce) {
  // An unknown name, an unknown kind and an unknown phrase have no consequences.
  const TestDossier test = Resolved(R"(Stat Latvia
1939-01-01  Latvia controls Estonia
1939-01-02  Latvia frobnicates Estonia
expect never: Latvia demands Memel from ?x and ?x controls Memel and not ?y frobnicates ?z
)");
  for (const std::string& code : test.codes()) {
    EXPECT_THAT(code, testing::AnyOf("C0401", "C0403", "C0405")) << test.rendered();
  }
}

TEST(Resolver, WhatIsSetAsideIsOfASource) {
  EXPECT_THAT(Resolved("source Diary\naside Diary \"rain\" because \"the weather\"\n").codes(), IsEmpty());
  EXPECT_THAT(Resolved("source Diary\naside Diery \"rain\" because \"the weather\"\n").codes(),
              ElementsAre("C0410"));
}

TEST(ResolveQuestion, ColumnsAreItsFreeVariables) {
  struct {
    const char* question;
    std::vector<std::string> columns;
  } const cases[] = {
      {"?who controls Vilnius", {"who"}},
      {"?b controls ?x and ?a demands ?x from ?b as ?e", {"b", "x", "a", "e"}},
      {"every ?x where Poland controls ?x: Lithuania controls ?x", {}},
      {"(count of ?x per ?who where ?who controls ?x) > 1", {"who"}},
      {"count of ?x per ?who where ?who controls ?x", {"who"}},
      {"Poland controls Vilnius", {}},
  };
  for (const auto& [text, expected] : cases) {
    TestDossier test = Resolved("");
    const diag::FileId id = test.files.Add("question", text);
    Question question = ParseQuestion(id, test.files, test.symbols, test.sink);
    const auto columns = ResolveQuestion(question, test.dossier, test.symbols, test.sink);
    ASSERT_TRUE(columns.has_value()) << text << "\n" << test.rendered();
    std::vector<std::string> names;
    for (const base::Symbol column : *columns) names.emplace_back(test.symbols.Name(column));
    EXPECT_EQ(names, expected) << text;
  }
}

TEST(ResolveStatements, ANormThatIsNotIndentedIsToldApart) {
  const TestDossier test = Resolved("duty Lithuania controls Vilnius\n");
  EXPECT_THAT(test.rendered(), testing::HasSubstr("indent it below its article: `  duty …`"));
}

TEST(ResolveQuestion, ReportsWhatIsWrong) {
  struct {
    const char* question;
    std::vector<std::string> codes;
  } const cases[] = {
      {"?who controls Wilnius", {"C0401"}},
      {"not ?who controls Vilnius", {"C0503"}},
      {"?who controls Vilnius or ?other controls Vilnius", {"C0503", "C0503"}},
      {"?who controls Vilnius or (?who controls ?land and not Poland controls ?land)", {"C0503"}},
      {"?who controls Vilnius and ?who > 3", {"C0505"}},
      {"?who likes Vilnius", {"C0405"}},
      {"this treaty is in force", {"C0411"}},
  };
  for (const auto& [text, expected] : cases) {
    TestDossier test = Resolved("");
    const diag::FileId id = test.files.Add("question", text);
    Question question = ParseQuestion(id, test.files, test.symbols, test.sink);
    EXPECT_FALSE(ResolveQuestion(question, test.dossier, test.symbols, test.sink).has_value()) << text;
    EXPECT_EQ(test.codes(), expected) << test.rendered();
  }
}

TEST(Candidates, ConvertsOldStyle) {
  const TestDossier test = Resolved("1918-02-01 old style  Lithuania joins ?x\n");
  const Document& document = test.document();
  const auto candidates = Candidates(document, document[document.statements[0].when.first]);
  EXPECT_THAT(candidates,
              ElementsAre(base::DayRange{base::ToDay({1918, 2, 14}), base::ToDay({1918, 2, 14})}));
}

}  // namespace
}  // namespace casus::lang
