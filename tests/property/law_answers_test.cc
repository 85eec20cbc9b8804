// Answers about uncertain dossiers against all their worlds: what is called certain holds in each, what is called possible in some,
// and, unless the answer is said to be bounded, the other way round.
//
//   CASUS_LAW_CASES=2000 build/release/property_tests --gtest_filter='LawAnswers*'         more of them

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/question.h"
#include "api/workspace.h"
#include "law/record.h"
#include "tests/property/random_record.h"
#include "tests/reference/law_world.h"
#include "tests/reference/law_worlds.h"

namespace casus::property {
namespace {

// Of states, with a variable in each slot, in their order: the columns of an answer are the slots.
constexpr std::string_view kQuestions[] = {
    "?a holds ?b", "?a is calm",     "?a trusts ?b",          "?a is safe",
    "?a minds ?b", "?a is in force", "?a is in breach of ?b", "?n guns of ?a stand at ?b",
};
constexpr size_t kMostWorlds = 400;

using reference::LawRow;

// By row and moment: in how many worlds it holds.
using Counts = std::map<std::pair<LawRow, core::Moment>, size_t>;

struct Compared {
  size_t answers = 0, exact = 0, narrowed = 0;
};

// What the answer says and the worlds do not, or the other way round; empty if they agree.
// `is_complete`: whether these are all worlds, and not just some of those that differ in what lies beyond the record.
std::string Difference(law::Record& record, const api::PreparedQuestion& question, const Counts& holds,
                       size_t worlds, bool is_complete, Compared& compared) {
  std::string difference;
  Counts left = holds;
  const law::Answers bounds = record.AskBounds(question.text, question.condition, question.columns);
  const law::Answers answers = record.Ask(question.text, question.condition, question.columns);
  size_t open_before = 0, open_after = 0;
  const auto open = [](const law::Answers& of) {
    size_t moments = 0;
    for (const law::Answer& answer : of.rows) {
      for (const base::Interval& gap : base::Subtract(answer.possible, answer.certain)) {
        moments += static_cast<size_t>(gap.end - gap.begin);
      }
    }
    return moments;
  };
  open_before = open(bounds);
  for (const law::Answer& answer : answers.rows) {
    ++compared.answers;
    if (!answer.bounded) ++compared.exact;
    for (core::Moment t = 1; t < record.timeline().size(); ++t) {
      const auto found = left.find({answer.values, t});
      const size_t in = found == left.end() ? 0 : found->second;
      if (found != left.end()) left.erase(found);
      const bool certain = answer.certain.Contains(t), possible = answer.possible.Contains(t);
      const bool is_sound = (!certain || in == worlds) && (possible || in == 0);
      const bool is_exact =
          answer.bounded || !is_complete || (certain == (in == worlds) && possible == (in > 0));
      if (is_sound && is_exact) continue;
      difference += fmt::format("at {} the answer is {}, and it holds in {} of {} worlds\n", t,
                                certain    ? "certain"
                                : possible ? "possible"
                                           : "no",
                                in, worlds);
    }
  }
  open_after = open(answers);
  if (open_after < open_before) ++compared.narrowed;
  for (const auto& [row, in] : left) {
    if (row.second > 0)
      difference += fmt::format("at {} a row that holds in {} worlds is missing\n", row.second, in);
  }
  return difference;
}

TEST(LawAnswersTest, AreThoseOfAllWorlds) {
  const char* const wanted = std::getenv("CASUS_LAW_CASES");
  const uint32_t cases = wanted == nullptr ? 240 : static_cast<uint32_t>(std::strtoul(wanted, nullptr, 10));
  Compared compared;
  for (uint32_t seed = 1; seed <= cases && !testing::Test::HasFailure(); ++seed) {
    const RandomRecord random = MakeRandomRecord(
        7'000'000 + seed, {.uncertain = 1 + static_cast<int>(seed % 3), .treaties = seed % 2 == 0});
    api::Workspace workspace({{"dossier.casus", random.text}}, [](std::string_view) { return std::nullopt; });
    law::Record* record = workspace.RecordUnder("");
    if (record == nullptr) continue;
    const auto all_stand = [](base::Symbol) { return true; };
    const law::Law apart =
        law::BuildLaw(record->dossier(), workspace.symbols(), all_stand, law::Shapes::kApart);
    const bool looks_ahead = reference::LookAhead(apart.rules);
    const reference::Worlds worlds(*record, apart.rules);
    if (worlds.count() < 2 || worlds.count() > kMostWorlds) continue;
    std::map<law::PredicateId, Counts> holds;
    size_t number = 0;
    bool is_contradictory = false;
    for (size_t i = 0; i < worlds.count() && !is_contradictory; ++i) {
      const auto facts = worlds.Facts(i);
      if (!facts) continue;
      for (const reference::Beyond beyond : {reference::Beyond::kNothing, reference::Beyond::kAll}) {
        if (beyond == reference::Beyond::kAll && !looks_ahead) continue;
        ++number;
        core::CompoundTable compounds = record->compounds();
        const reference::LawModel model = reference::EvaluateWorld(
            apart.rules, record->dossier().vocabulary, record->timeline(), compounds, *facts, beyond);
        is_contradictory = is_contradictory || model.is_contradictory;
        for (size_t p = 0; p < model.rows.size(); ++p) {
          for (size_t t = 0; t < model.rows[p].size(); ++t) {
            for (const LawRow& row : model.rows[p][t]) {
              ++holds[static_cast<law::PredicateId>(p)][{row, static_cast<core::Moment>(t)}];
            }
          }
        }
      }
    }
    if (number == 0 || is_contradictory) continue;
    for (const std::string_view text : kQuestions) {
      diag::Sink sink;
      const std::optional<api::PreparedQuestion> question = api::Prepare(workspace, text, sink);
      if (!question) continue;
      const lang::Phrase& phrase = question->text[question->text[question->condition].phrase];
      const auto predicate = static_cast<law::PredicateId>(phrase.predicate);
      if (record->law().rules.predicate(predicate).is_event) continue;
      EXPECT_EQ(Difference(*record, *question, holds[predicate], number, !looks_ahead, compared), "")
          << text << " of dossier " << seed << ":\n"
          << random.text;
    }
  }
  fmt::print("{} of {} answers exact; worlds narrowed the bounds of {} questions\n", compared.exact,
             compared.answers, compared.narrowed);
  EXPECT_GT(compared.exact, compared.answers / 2);
  EXPECT_GT(compared.narrowed, 5);
}

}  // namespace
}  // namespace casus::property
