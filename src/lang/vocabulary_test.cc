#include "lang/vocabulary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lang/resolver_testing.h"

namespace casus::lang {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(KindSet, HoldsKindsBeyondOneWord) {
  KindSet some, others;
  some.Insert(KindId{3});
  some.Insert(KindId{130});
  others.Insert(KindId{130});
  EXPECT_TRUE(some.Contains(KindId{130}));
  EXPECT_FALSE(some.Contains(KindId{64}));
  EXPECT_FALSE(some.Contains(KindId{1000}));
  EXPECT_TRUE(some.Intersects(others));
  some.IntersectWith(others);
  EXPECT_EQ(some, others);
  KindSet low;
  low.Insert(KindId{3});
  EXPECT_FALSE(some.Intersects(low));
  some.IntersectWith(low);
  EXPECT_EQ(some, KindSet{});
}

constexpr const char* kText = R"(horizon 1900-01-01 through 1999-12-31
kind Party
kind Territory
kind State is Party, Territory
State Lithuania
Territory Vilnius
event {who: Party} demands/demand {land: Territory} from {whom: State}
event {who: Party} demands/demand {n: number} from {whom: State}
event {who: Party} demands/demand {when: date} from {whom: Party}
)";

TEST(Vocabulary, ClosesTheHierarchy) {
  const TestDossier test(kText);
  ASSERT_THAT(test.codes(), IsEmpty()) << test.rendered();
  const Vocabulary& vocabulary = test.dossier.vocabulary;
  const KindId party = *vocabulary.FindKind("Party", test.symbols);
  const KindId state = *vocabulary.FindKind("State", test.symbols);
  const KindId territory = *vocabulary.FindKind("Territory", test.symbols);
  EXPECT_TRUE(vocabulary.IsA(state, party));
  EXPECT_TRUE(vocabulary.IsA(state, territory));
  EXPECT_TRUE(vocabulary.IsA(state, state));
  EXPECT_FALSE(vocabulary.IsA(party, state));
  EXPECT_FALSE(vocabulary.IsA(party, territory));
  EXPECT_TRUE(vocabulary.Is(*vocabulary.FindEntity(*test.symbols.Find("Lithuania")), territory));
  EXPECT_FALSE(vocabulary.Is(*vocabulary.FindEntity(*test.symbols.Find("Vilnius")), state));
}

TEST(Vocabulary, NamesPredicatesApart) {
  const TestDossier test(kText);
  std::vector<std::string> names;
  for (const Predicate& predicate : test.dossier.vocabulary.predicates()) {
    names.emplace_back(test.symbols.Name(predicate.name));
  }
  EXPECT_THAT(names, ElementsAre("demands_from", "who_demands_n_from_whom", "who_demands_when_from_whom"));
}

TEST(Vocabulary, SaysPhrases) {
  const TestDossier test(kText);
  const Vocabulary& vocabulary = test.dossier.vocabulary;
  EXPECT_EQ(vocabulary.Say(PredicateId{0}, test.symbols),
            "{who: Party} demands {land: Territory} from {whom: State}");
  EXPECT_EQ(vocabulary.Say(PredicateId{1}, std::vector<std::string>{"Lithuania", "3", "?x"}, test.symbols),
            "Lithuania demands 3 from ?x");
  EXPECT_EQ(vocabulary.Say({Type::Of::kEntity, *vocabulary.FindKind("State", test.symbols)}, test.symbols),
            "a State");
  EXPECT_EQ(vocabulary.Say({Type::Of::kDuration, {}}, test.symbols), "a duration");
}

}  // namespace
}  // namespace casus::lang
