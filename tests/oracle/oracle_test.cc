// The engine agrees with the oracle: the one that evaluates a whole history at once, and the one that runs
// over a log.

#include "tests/oracle/oracle.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/symbol.h"
#include "core/compound.h"
#include "core/evaluation.h"
#include "core/trace.h"
#include "diag/render.h"
#include "mfotl/log.h"
#include "mfotl/monitor.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"

namespace casus::oracle {
namespace {

struct Prepared {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  std::optional<mfotl::Policy> policy;
  std::optional<mfotl::MonitorPlan> plan;
  core::CompoundTable compounds;

  explicit Prepared(const Case& the_case) {
    const diag::FileId signature = files.Add("signature", the_case.signature);
    const diag::FileId formula = files.Add("formula", the_case.formula);
    policy = mfotl::ParsePolicy(formula, files, mfotl::ParseSignature(signature, files, sink), sink);
    if (policy) plan = mfotl::MakePlan(*policy, symbols, sink);
  }

  std::string Errors() const { return diag::RenderLines(sink.Finish(), files); }

  std::string Show(std::span<const core::Value> row) const {
    if (row.empty()) return "true";
    std::string text = "(";
    for (size_t i = 0; i < row.size(); ++i) {
      if (i > 0) text += ",";
      if (plan->plan.schema(plan->root)[i] == core::Kind::kSymbol) {
        text += '"' + std::string(symbols.Name(static_cast<base::Symbol>(row[i]))) + '"';
      } else {
        text += std::to_string(row[i]);
      }
    }
    return text + ")";
  }
};

// What the monitor prints of the log, cut into pieces of so many bytes (0: whole).
// Reading apart is what is done for two threads.
Answer MonitorLog(Prepared& prepared, const std::string& log, size_t piece, bool reads_apart,
                  int64_t* decided = nullptr) {
  mfotl::Monitor monitor(*prepared.policy, *prepared.plan, prepared.symbols, {.reads_apart = reads_apart});
  std::string output;
  for (size_t at = 0; at < log.size(); at += piece == 0 ? log.size() : piece) {
    monitor.Feed(std::string_view(log).substr(at, piece == 0 ? std::string_view::npos : piece), output);
  }
  monitor.Finish(true, output);
  EXPECT_EQ(monitor.errors(), 0u);
  if (decided != nullptr) *decided = monitor.decided();
  return ReadVerdicts(output);
}

// The whole log as one history, with a last moment in the far future.
Answer EvaluateWhole(Prepared& prepared, const std::string& log) {
  const mfotl::MonitorPlan& plan = *prepared.plan;
  mfotl::LogParser parser(prepared.policy->predicates, plan, prepared.symbols);
  core::TraceChunk chunk(plan.plan);
  parser.Parse(log, true, chunk);
  EXPECT_EQ(parser.errors(), 0u);
  std::vector<core::Stamp> stamps;
  for (size_t i = 0; i < chunk.points(); ++i) stamps.push_back(chunk.StampOf(i));
  const auto points = static_cast<core::Moment>(stamps.size());
  stamps.push_back(mfotl::kLastStamp);
  const core::Timeline timeline = core::Timeline::Trace(stamps);
  core::Evaluation evaluation(plan.plan, timeline, prepared.compounds);
  evaluation.AddFact(plan.always, {}, 0, timeline.size());
  if (plan.clock) {
    const std::vector<core::Value> row = {points, stamps.back()};
    evaluation.AddFact(*plan.clock, row, points, points + 1);
  }
  std::vector<std::optional<core::NodeId>> inputs = plan.inputs;
  inputs.push_back(plan.clock);
  for (const std::optional<core::NodeId>& input : inputs) {
    if (!input) continue;
    const size_t arity = plan.plan.schema(*input).size();
    size_t row = 0;
    for (const core::TraceChunk::Run& run : chunk.Runs(*input)) {
      for (; row < run.end; ++row) {
        evaluation.AddFact(*input, {chunk.Values(*input) + row * arity, arity}, run.point, run.point + 1);
      }
    }
  }
  evaluation.Run();
  Answer answer;
  const core::Relation& relation = evaluation.Of(plan.root);
  for (size_t row = 0; row < relation.size(); ++row) {
    for (const base::Interval& interval : relation.Intervals(row)) {
      for (core::Moment t = interval.begin; t < std::min(interval.end, points); ++t) {
        answer[t].insert(prepared.Show(relation.Row(row)));
      }
    }
  }
  return answer;
}

TEST(Oracle, AgreesWithTheEngineOfHistories) {
  const std::vector<Case> cases = LoadCases();
  if (cases.empty()) GTEST_SKIP() << "the oracle's cases are not at hand (../shared/oracle/cases.jsonl)";
  int failures = 0;
  for (const Case& the_case : cases) {
    SCOPED_TRACE("case " + std::to_string(the_case.id) + ": " + the_case.formula);
    Prepared prepared(the_case);
    if (!prepared.plan) {
      ADD_FAILURE() << prepared.Errors();
    } else {
      // What is still open when the log ends is not in question.
      int64_t decided = 0;
      MonitorLog(prepared, the_case.log, 0, false, &decided);
      Answer whole = EvaluateWhole(prepared, the_case.log);
      whole.erase(whole.lower_bound(decided), whole.end());
      const std::string is = Print(whole);
      Answer answer = ReadVerdicts(the_case.verdicts);
      answer.erase(std::count(the_case.log.begin(), the_case.log.end(), '\n'));  // what comes after the log
      const std::string wanted = Print(answer);
      EXPECT_EQ(is, wanted) << the_case.log;
      if (is == wanted) continue;
    }
    ASSERT_LT(++failures, 20) << "too many failures";
  }
}

void ExpectAgreement(size_t piece, bool reads_apart = false) {
  const std::vector<Case> cases = LoadCases();
  if (cases.empty()) GTEST_SKIP() << "the oracle's cases are not at hand (../shared/oracle/cases.jsonl)";
  int failures = 0;
  for (const Case& the_case : cases) {
    SCOPED_TRACE("case " + std::to_string(the_case.id) + ": " + the_case.formula);
    Prepared prepared(the_case);
    ASSERT_TRUE(prepared.plan) << prepared.Errors();
    const std::string is = Print(MonitorLog(prepared, the_case.log, piece, reads_apart));
    const std::string wanted = Print(ReadVerdicts(the_case.verdicts));
    EXPECT_EQ(is, wanted) << the_case.log;
    if (is == wanted) continue;
    ASSERT_LT(++failures, 20) << "too many failures";
  }
}

TEST(Oracle, AgreesWithTheMonitor) { ExpectAgreement(0); }
TEST(Oracle, AgreesWithTheMonitorByteByByte) { ExpectAgreement(1); }
TEST(Oracle, AgreesWithTheMonitorInPieces) {
  for (const size_t piece : {7u, 50u, 300u}) ExpectAgreement(piece);
}
TEST(Oracle, AgreesWithTheMonitorThatReadsApart) {
  for (const size_t piece : {0u, 30u}) ExpectAgreement(piece, true);
}

TEST(Oracle, AMonitorGoesOnFromWhatItSaved) {
  const std::vector<Case> cases = LoadCases();
  if (cases.empty()) GTEST_SKIP() << "the oracle's cases are not at hand (../shared/oracle/cases.jsonl)";
  for (size_t i = 0; i < cases.size(); i += 5) {
    const Case& the_case = cases[i];
    SCOPED_TRACE("case " + std::to_string(the_case.id) + ": " + the_case.formula);
    const size_t half = the_case.log.size() / 2;
    std::string output;
    std::string state;
    {
      Prepared prepared(the_case);
      ASSERT_TRUE(prepared.plan) << prepared.Errors();
      mfotl::Monitor monitor(*prepared.policy, *prepared.plan, prepared.symbols, {});
      monitor.Feed(std::string_view(the_case.log).substr(0, half), output);
      state = monitor.Save();
    }
    Prepared prepared(the_case);
    mfotl::Monitor monitor(*prepared.policy, *prepared.plan, prepared.symbols, {});
    const std::optional<base::Error> error = monitor.Load(state);
    ASSERT_FALSE(error) << error->message;
    monitor.Feed(std::string_view(the_case.log).substr(half), output);
    monitor.Finish(true, output);
    ASSERT_EQ(Print(ReadVerdicts(output)), Print(ReadVerdicts(the_case.verdicts))) << the_case.log;
    state[state.size() / 2] ^= 1;
    Prepared again(the_case);
    mfotl::Monitor damaged(*again.policy, *again.plan, again.symbols, {});
    EXPECT_TRUE(damaged.Load(state));
  }
}

}  // namespace
}  // namespace casus::oracle
