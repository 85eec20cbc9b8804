// Questions without variables, which are read off the relations, against the plans that every other question gets, over random dossiers:
// both say the same.

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "api/question.h"
#include "api/workspace.h"
#include "core/evaluation.h"
#include "law/record.h"
#include "tests/property/random_record.h"

namespace casus::property {
namespace {

constexpr std::string_view kQuestions[] = {
    "_ hits _",
    "Arda hits _ and not Bora waves",
    "not _ is calm",
    "Arda is calm or not (Bora trusts Ceto and Ceto is calm)",
    "_ holds Hill and not Arda holds Vale",
    "not (_ cries or Arda is safe)",
    "_ minds Vale and (Arda enters _ or not Ceto is safe)",
    "Arda is in breach of _ or not _ is in force",
};

base::IntervalSet OfRecord(const core::Relation& relation) {
  base::IntervalSet moments;
  for (size_t row = 0; row < relation.size(); ++row) {
    for (const base::Interval& interval : relation.Intervals(row)) moments.Add(interval);
  }
  return base::Intersect(moments, base::IntervalSet{{1, base::kPlusInfinity}});
}

base::IntervalSet ByPlan(law::Record& record, const api::PreparedQuestion& question, law::Layer layer) {
  const law::Record::Compiled compiled = record.Compile(question.text, question.condition, {}, layer);
  core::Evaluation evaluation(*compiled.plan, record.timeline(), record.compounds());
  compiled.nodes->FeedInto(evaluation);
  evaluation.Run();
  return OfRecord(evaluation.Of(compiled.answer));
}

TEST(ClosedQuestionsTest, SayWhatTheirPlansSay) {
  size_t true_at_times = 0;
  size_t doubtful = 0;
  for (uint32_t seed = 1; seed <= 60 && !testing::Test::HasFailure(); ++seed) {
    const RandomRecord random = MakeRandomRecord(seed, {.uncertain = static_cast<int>(seed % 4)});
    api::Workspace workspace({{"dossier.casus", random.text}}, [](std::string_view) { return std::nullopt; });
    law::Record* record = workspace.RecordUnder("");
    if (record == nullptr) continue;
    for (const std::string_view text : kQuestions) {
      diag::Sink sink;
      const std::optional<api::PreparedQuestion> question = api::Prepare(workspace, text, sink);
      if (!question) continue;
      base::IntervalSet certain, possible;
      for (const law::Answer& row : record->AskBounds(question->text, question->condition, {}).rows) {
        certain = row.certain;
        possible = row.possible;
      }
      EXPECT_EQ(certain, ByPlan(*record, *question, law::Layer::kCertain))
          << text << " of dossier " << seed << ":\n"
          << random.text;
      EXPECT_EQ(possible, ByPlan(*record, *question, law::Layer::kPossible))
          << text << " of dossier " << seed << ":\n"
          << random.text;
      if (!certain.IsEmpty()) ++true_at_times;
      if (!(certain == possible)) ++doubtful;
    }
  }
  EXPECT_GT(true_at_times, 50);
  EXPECT_GT(doubtful, 10);
}

}  // namespace
}  // namespace casus::property
