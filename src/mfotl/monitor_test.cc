#include "mfotl/monitor.h"

#include <gtest/gtest.h>

#include <memory>

#include "diag/render.h"
#include "mfotl/parser.h"
#include "mfotl/signature.h"

namespace casus::mfotl {
namespace {

struct Setting {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  std::optional<Policy> policy;
  std::optional<MonitorPlan> plan;

  Setting(std::string signature, std::string formula) {
    const diag::FileId signature_file = files.Add("s", std::move(signature));
    const diag::FileId formula_file = files.Add("f", std::move(formula));
    policy = ParsePolicy(formula_file, files, ParseSignature(signature_file, files, sink), sink);
    if (policy) plan = MakePlan(*policy, symbols, sink);
  }
  std::string Errors() const { return diag::RenderLines(sink.Finish(), files); }
};

// The verdicts, and then the mistakes of the log.
std::string RunLog(const std::string& signature, const std::string& formula, const std::string& log,
                   MonitorOptions options = {}) {
  Setting setting(signature, formula);
  if (!setting.plan) return setting.Errors();
  Monitor monitor(*setting.policy, *setting.plan, setting.symbols, options);
  std::string output;
  monitor.Feed(log, output);
  monitor.Finish(true, output);
  for (const LogError& error : monitor.TakeErrors()) {
    output += std::to_string(error.line) + ":" + std::to_string(error.column) + ": " + error.message + "\n";
  }
  return output;
}

TEST(Monitor, WhatStandsBehindATemporalOperatorReachesFar) {
  const std::string log = "@0 P(1);\n@1 Q(1);\n";
  EXPECT_EQ(RunLog("P(int) Q(int)", "ONCE P(x) AND Q(x)", log), "");
  EXPECT_EQ(RunLog("P(int) Q(int)", "(ONCE P(x)) AND Q(x)", log), "@1 (time point 1): (1)\n");
  EXPECT_EQ(RunLog("P(int) Q(int)", "NOT P(x) AND Q(x)", log), "@1 (time point 1): (1)\n");
}

TEST(Monitor, KnowsTheClock) {
  EXPECT_EQ(RunLog("P(int)", "P(x) AND tpts(i, t)", "@7 P(1);@9 P(2);"),
            "@7 (time point 0): (1,0,7)\n@9 (time point 1): (2,1,9)\n");
  EXPECT_EQ(RunLog("P(int)", "P(x) AND ts(x)", "@7 P(1);@9 P(9);"), "@9 (time point 1): (9)\n");
}

TEST(Monitor, StepsHaveIntervals) {
  EXPECT_EQ(RunLog("P(int)", "PREVIOUS[2,3] P(x)", "@0 P(1);@1 P(2);@4 P(3);@9;"),
            "@4 (time point 2): (2)\n");
  EXPECT_EQ(RunLog("P(int)", "NEXT[2,3] P(x)", "@0 P(1);@1 P(2);@4 P(3);@9;"), "@1 (time point 1): (3)\n");
}

TEST(Monitor, ComputesWithFloatsAndTexts) {
  EXPECT_EQ(RunLog("S(string,float)", "S(u, h) AND h * 2.0 > 5.0", "@0 S(\"a b\",2)(c,2.75);"),
            "@0 (time point 0): (\"c\",2.75)\n");
  EXPECT_EQ(RunLog("S(string,int)", "a <- AVG n; u S(u, n)", "@0 S(x,1)(x,2);"),
            "@0 (time point 0): (1.5,\"x\")\n");
}

TEST(Monitor, RecursionLooksBack) {
  EXPECT_EQ(
      RunLog("E(int,int)", "LETPAST R(x,y) = E(x,y) OR (EXISTS z. (PREVIOUS R(x,z)) AND E(z,y)) IN R(x,y)",
             "@0 E(1,2);@1 E(2,3);@2 E(3,4);"),
      "@0 (time point 0): (1,2)\n@1 (time point 1): (1,3) (2,3)\n@2 (time point 2): (1,4) (2,4) (3,4)\n");
}

TEST(Monitor, GuardsMakeUnlikeBranchesSafe) {
  EXPECT_EQ(RunLog("P(int) Q(int)", "P(x) AND (x < 2 OR Q(x))", "@0 P(1)(5)(7) Q(7);"),
            "@0 (time point 0): (1) (7)\n");
  EXPECT_EQ(RunLog("P(int) A(int,int)", "P(x) AND A(x + 1, y)", "@0 P(1)(5) A(2,8)(3,9);"),
            "@0 (time point 0): (1,8)\n");
  EXPECT_EQ(RunLog("P(int) Q(int)", "P(x) AND ONCE[0,9] (Q(y) AND x < y)", "@0 Q(3);@1 P(2)(4);"),
            "@1 (time point 1): (2,3)\n");
}

TEST(Monitor, LeavesOutWhatIsWrongInTheLog) {
  const std::string log = "@5 P(1)(x)(2,3)(4);\n@3 P(9);\n@6 R(1) P(5);\nP(6);\n@7 P(7) P;\n@8 P(8);\n";
  EXPECT_EQ(RunLog("P(int)", "P(x)", log),
            "@5 (time point 0): (1) (4)\n"
            "@6 (time point 1): (5)\n"
            "@7 (time point 2): (7)\n"
            "@8 (time point 3): (8)\n"
            "1:9: an int is expected here\n"
            "1:14: `P` has 1 column, and here are more\n"
            "2:1: time runs backwards here: the time-stamp before was 5\n"
            "3:4: there is no predicate `R` in the signature\n"
            "4:1: a time-point is expected here, which begins with @ and a time-stamp\n"
            "5:10: `(` is expected behind `P`\n");
  EXPECT_EQ(RunLog("P(int)", "P(x)", log, {.stops_at_error = true}),
            "@5 (time point 0): (1)\n1:9: an int is expected here\n");
}

TEST(Monitor, SharesNamesByTheNumberOfColumns) {
  EXPECT_EQ(RunLog("P(int) P(int,int)", "P(x) AND P(x,y)", "@0 P(1)(1,2)(3);"), "@0 (time point 0): (1,2)\n");
}

TEST(Monitor, WritesJson) {
  EXPECT_EQ(RunLog("S(string)", "S(u)", "@3 S(\"a\\b\");", {.form = VerdictForm::kJson}),
            "{\"stamp\": 3, \"point\": 0, \"rows\": [{\"u\": \"a\\\\b\"}]}\n");
}

TEST(Monitor, RefusesAForeignState) {
  Setting setting("P(int)", "ONCE P(x)");
  const auto make = [&](uint64_t fingerprint) {
    return std::make_unique<Monitor>(*setting.policy, *setting.plan, setting.symbols,
                                     MonitorOptions{.fingerprint = fingerprint});
  };
  std::string output;
  const std::unique_ptr<Monitor> first = make(1);
  first->Feed("@0 P(1);\n@1", output);
  const std::string state = first->Save();
  EXPECT_EQ(make(2)->Load(state)->message, "the state belongs to another signature or formula");
  EXPECT_EQ(make(1)->Load("nonsense")->message, "this is not the state of a monitor");
  EXPECT_EQ(make(1)->Load(state.substr(0, state.size() - 1))->message, "the state is damaged");
  const std::unique_ptr<Monitor> second = make(1);
  EXPECT_FALSE(second->Load(state));
  second->Feed(" P(2);\n", output);
  EXPECT_EQ(output, "@0 (time point 0): (1)\n@1 (time point 1): (1) (2)\n");
}

}  // namespace
}  // namespace casus::mfotl
