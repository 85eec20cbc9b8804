// Records under several lenses at once against records one by one, over random dossiers: what they answer is the same.

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/question.h"
#include "api/workspace.h"
#include "law/record.h"
#include "tests/property/random_record.h"

namespace casus::property {
namespace {

constexpr std::string_view kQuestions[] = {
    "?a hits ?b",
    "once ?a waves",
    "?a holds ?b",
    "?a is calm",
    "?a trusts ?b",
    "?a is safe",
    "?a minds ?b",
    "?a cries",
    "?n guns of ?a stand at ?b",
    "not ?a is calm and ?a trusts ?b",
    "?a enters ?b",
    "?a is in breach of ?b",
    "?a is in force",
    "?a is owed by ?b",
};

// The rows of an answer: in every world, in some; whether that is exact.
using Said = std::map<std::vector<core::Value>, std::pair<std::string, bool>>;

Said Ask(law::Record& record, const api::PreparedQuestion& question) {
  Said said;
  for (const law::Answer& row : record.Ask(question.text, question.condition, question.columns).rows) {
    std::string times;
    for (const base::IntervalSet* set : {&row.certain, &row.possible}) {
      for (const base::Interval& interval : *set) {
        times += " " + std::to_string(interval.begin) + "-" + std::to_string(interval.end);
      }
      times += ";";
    }
    said[row.values] = {times, row.bounded};
  }
  return said;
}

// How many lenses were compared; differences are failures.
size_t CompareOne(uint32_t seed, int uncertain) {
  const RandomRecord random = MakeRandomRecord(seed, {.uncertain = uncertain, .lenses = true});
  api::Workspace workspace({{"dossier.casus", random.text}}, [](std::string_view) { return std::nullopt; });
  if (workspace.HasErrors() || random.lenses.empty()) return 0;
  std::vector<std::string> texts;
  std::vector<api::PreparedQuestion> questions;
  for (const std::string_view text : kQuestions) {
    diag::Sink sink;
    if (std::optional<api::PreparedQuestion> question = api::Prepare(workspace, text, sink)) {
      texts.emplace_back(text);
      questions.push_back(*std::move(question));
    }
  }
  // Each lens is asked other questions, and each question is asked under some lens.
  std::vector<law::Record::LensAsked> lenses;
  for (size_t lens = 0; lens < random.lenses.size(); ++lens) {
    law::Record::LensAsked& one = lenses.emplace_back();
    one.lens = law::LensOf(workspace.dossier(), workspace.symbols().Intern(random.lenses[lens]));
    for (size_t i = lens % 2; i < questions.size(); i += 2) {
      one.asked.push_back({&questions[i].text, questions[i].condition});
    }
  }
  const law::Record* base = workspace.RecordUnder("");
  if (base == nullptr) return 0;
  const std::vector<std::unique_ptr<law::Record>> together = base->EvaluateUnder(lenses);
  for (size_t lens = 0; lens < lenses.size(); ++lens) {
    const std::unique_ptr<law::Record> apart =
        law::Record::Evaluate(workspace.dossier(), workspace.symbols(), lenses[lens].lens);
    EXPECT_EQ(together[lens]->cycle().empty(), apart->cycle().empty());
    if (!apart->cycle().empty()) return 0;
    // The last question was not foreseen under every lens.
    for (size_t i = 0; i < questions.size(); ++i) {
      if (i % 2 != lens % 2 && i + 1 != questions.size()) continue;
      EXPECT_EQ(Ask(*together[lens], questions[i]), Ask(*apart, questions[i]))
          << texts[i] << " under " << random.lenses[lens] << " of dossier " << seed << ":\n"
          << random.text;
    }
  }
  return lenses.size();
}

TEST(LawLensesTest, TogetherTheyAnswerAsTheyDoApart) {
  size_t compared = 0;
  for (uint32_t seed = 1; seed <= 60 && !testing::Test::HasFailure(); ++seed) {
    compared += CompareOne(seed, static_cast<int>(seed % 3));
  }
  EXPECT_GT(compared, 60);
}

}  // namespace
}  // namespace casus::property
