#include "lang/binding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "lang/parser.h"
#include "lang/resolver_testing.h"

namespace casus::lang {
namespace {

constexpr const char* kText = R"(horizon 1900-01-01 through 1999-12-31
kind State
event {a: State} meets {b: State}
state {a: State} has {n: number} ships
state {a: State} is calm
)";

struct BindingCase {
  const char* name;
  const char* condition;
  std::vector<std::string> given = {};    // bound before
  std::vector<std::string> bound = {};    // then
  std::vector<std::string> unbound = {};  // used, and bound by nothing
};

void PrintTo(const BindingCase& c, std::ostream* out) { *out << c.condition; }

class BindingTest : public testing::TestWithParam<BindingCase> {};

TEST_P(BindingTest, BindsAndUses) {
  TestDossier test(kText);
  const diag::FileId id = test.files.Add("question", GetParam().condition);
  Question question = ParseQuestion(id, test.files, test.symbols, test.sink);
  diag::Sink own_sink;  // what the checker says of it is not the matter here
  (void)ResolveQuestion(question, test.dossier, test.symbols, own_sink);
  ASSERT_FALSE(IsBroken(question.document, question.condition)) << test.rendered();

  VariableSet outer, bound;
  FreeVariables(question.document, question.condition, outer);
  for (const std::string& variable : GetParam().given) {
    bound.Insert(test.symbols.Intern(variable));
    outer.Insert(test.symbols.Intern(variable));
  }
  const Binding binding(question.document, outer);
  std::vector<Unbound> unbound;
  binding.FindUnbound(question.condition, bound, unbound);
  binding.Bind(question.condition, bound);

  std::vector<std::string> bound_names, unbound_names;
  for (const base::Symbol variable : bound) bound_names.emplace_back(test.symbols.Name(variable));
  for (const Unbound& use : unbound) unbound_names.emplace_back(test.symbols.Name(use.variable));
  EXPECT_THAT(bound_names, testing::UnorderedElementsAreArray(GetParam().bound));
  EXPECT_THAT(unbound_names, testing::UnorderedElementsAreArray(GetParam().unbound));
}

INSTANTIATE_TEST_SUITE_P(
    Conditions, BindingTest,
    testing::Values(
        BindingCase{.name = "Phrase", .condition = "?a meets ?b", .bound = {"a", "b"}},
        BindingCase{.name = "Occurrence", .condition = "?a meets _ as ?e", .bound = {"a", "e"}},
        BindingCase{.name = "Equality", .condition = "?a meets _ and ?b = ?a", .bound = {"a", "b"}},
        BindingCase{.name = "EqualityBefore", .condition = "?b = ?a and ?a meets _", .bound = {"a", "b"}},
        BindingCase{.name = "ChainBackwards",
                    .condition = "?c = ?b + 1 and ?b = ?n + 1 and _ has ?n ships",
                    .bound = {"n", "b", "c"}},
        BindingCase{.name = "EqualityOfUnbound", .condition = "?a = ?b", .unbound = {"a", "b"}},
        BindingCase{.name = "Comparison",
                    .condition = "_ has ?n ships and ?m < ?n",
                    .bound = {"n"},
                    .unbound = {"m"}},
        BindingCase{.name = "OrBindsWhatBothDo", .condition = "?a meets ?b or ?a is calm", .bound = {"a"}},
        BindingCase{.name = "NotUses", .condition = "not ?a is calm", .unbound = {"a"}},
        BindingCase{.name = "NotOfBound", .condition = "not ?a is calm", .given = {"a"}, .bound = {"a"}},
        BindingCase{.name = "NotAfterPhrase", .condition = "not ?a is calm and ?a meets _", .bound = {"a"}},
        BindingCase{.name = "NotWithOwn",
                    .condition = "?a meets _ and not ?a meets ?b",
                    .bound = {"a"},
                    .unbound = {"b"}},
        BindingCase{.name = "Once", .condition = "once within 3 days ?a meets ?b", .bound = {"a", "b"}},
        BindingCase{.name = "Previous", .condition = "previous ?a is calm", .bound = {"a"}},
        BindingCase{
            .name = "SinceBindsOnTheRight", .condition = "?a is calm since ?a meets ?b", .bound = {"a", "b"}},
        BindingCase{.name = "SinceUsesOnTheLeft",
                    .condition = "?a is calm since _ meets ?b",
                    .bound = {"b"},
                    .unbound = {"a"}},
        BindingCase{.name = "Every", .condition = "every ?a where ?a meets _: ?a is calm"},
        BindingCase{.name = "EveryOfBound",
                    .condition = "?b is calm and every ?a where ?a meets ?b: ?a is calm",
                    .bound = {"b"}},
        BindingCase{
            .name = "EveryBodyUses", .condition = "every ?a where ?a meets _: ?a meets ?b", .unbound = {"b"}},
        BindingCase{.name = "EveryNeedsItsOwn",
                    .condition = "every ?a where _ is calm: ?a is calm",
                    .unbound = {"a"}},
        BindingCase{.name = "EveryDoesNotRangeOverWhatIsAround",
                    .condition = "?a is calm and every ?a where _ is calm: ?a is calm",
                    .bound = {"a"},
                    .unbound = {"a"}},
        BindingCase{.name = "AggregateIsLocal", .condition = "(count of ?a where ?a meets _) > 2"},
        BindingCase{.name = "AggregateTakesFromOutside",
                    .condition = "?b is calm and (count of ?a where ?a meets ?b) > 2",
                    .bound = {"b"}},
        BindingCase{.name = "AggregateBindsItsKeys",
                    .condition = "(sum of ?n per ?a where ?a has ?n ships) > 2",
                    .bound = {"a"}},
        BindingCase{.name = "AggregateBindsByEquality",
                    .condition = "?k = (sum of ?n where _ has ?n ships)",
                    .bound = {"k"}},
        BindingCase{.name = "TwoAggregatesAreApart",
                    .condition = "(count of ?a where ?a meets _) > (count of ?a where ?a is calm)"},
        BindingCase{.name = "AggregateOfWhatIsOnlyCompared",
                    .condition = "?b != ?b and (count of ?a where ?a meets ?b) > 2",
                    .unbound = {"b", "b", "b"}},
        BindingCase{.name = "AggregateIsNotOfWhatIsAround",
                    .condition = "not ?a is calm and (count of ?a where ?a meets _) > 2",
                    .unbound = {"a"}},
        BindingCase{.name = "AggregateTakesAFactorFromOutside",
                    .condition = "?k has ?n ships and (sum of ?m * ?n where _ has ?m ships) > 2",
                    .bound = {"k", "n"}},
        BindingCase{.name = "AggregateWithinEvery",
                    .condition = "every ?a where ?a is calm: (count of ?b where ?a meets ?b) > 2"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace casus::lang
