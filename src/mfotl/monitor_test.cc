#include "mfotl/monitor.h"

#include <gtest/gtest.h>

#include <algorithm>
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

// What is open at the end of a log depends on the formula alone, and not on guards that its plan moves in time.
TEST(Monitor, SaysAtTheEndWhatIsDecided) {
  const std::string signature = "P(x:int) Q(x:int) E()";
  const std::string log = "@4 P(2);\n@5 ;";
  const std::string next = "NOT (NEXT[0,5] EVENTUALLY[0,2] E())", always = "NOT ALWAYS[1,4] P(x)";
  for (const std::string& formula :
       {"P(x) AND " + always, "P(x) AND " + next, "P(x) AND " + next + " AND " + always,
        "P(x) AND (" + always + ") AND " + next,
        std::string("P(x) AND NOT ((PREVIOUS[0,1] (ALWAYS[1,2] P(x))) SINCE[0,1] (x > 2))"),
        std::string("P(x) AND NOT ONCE[0,1] ((PREVIOUS ALWAYS[1,2] P(x)) AND x > 2)")}) {
    EXPECT_EQ(RunLog(signature, formula, log), "@4 (time point 0): (2)\n") << formula;
  }
  const std::string two = "@0 P(1) Q(1);\n@2 P(1);\n";
  for (const std::string right : {"ONCE[0,5] (NOT Q(x))", "ONCE[0,5] Q(x)"}) {
    EXPECT_EQ(RunLog(signature, "P(x) AND NOT NEXT[0,1] " + right, two),
              "@0 (time point 0): (1)\n@2 (time point 1): (1)\n");
  }
  EXPECT_EQ(
      RunLog(signature, "P(x) AND NOT ((|>[0,2] .) SINCE[0,3) (PREVIOUS(0,2] (P(x) SINCE[2,4) (x <> 2))))",
             "@0 P(2);\n@2 ;\n@3 P(0)(1);\n@4 E();\n"),
      "@0 (time point 0): (2)\n@3 (time point 2): (0) (1)\n");
}

// What depends on points behind the far one is not said, and nothing but that.
TEST(Monitor, LeavesOpenWhatTheEndDoesNotDecide) {
  const std::string log = "@1 P(1);\n@3 P(2);\n@8 P(3);\n@9 P(4);\n";
  const auto run = [&](const std::string& formula) { return RunLog("P(x:int) E()", formula, log); };
  const std::string first = "@1 (time point 0): (1)\n", second = "@3 (time point 1): (2)\n",
                    third = "@8 (time point 2): (3)\n", fourth = "@9 (time point 3): (4)\n";
  EXPECT_EQ(run("P(x) AND NOT NEXT E()"), first + second + third + fourth);
  EXPECT_EQ(run("P(x) AND NOT NEXT NEXT E()"), first + second + third);
  // The reach of the look ahead tells which points see the fourth, and so behind the far one.
  EXPECT_EQ(run("P(x) AND NOT EVENTUALLY[0,6] NEXT NEXT E()"), first);
  EXPECT_EQ(run("P(x) AND NOT EVENTUALLY[0,5] NEXT NEXT E()"), first + second);
  EXPECT_EQ(run("P(x) AND NOT PREVIOUS EVENTUALLY[0,5] NEXT NEXT E()"), first + second + third);
  EXPECT_EQ(run("P(x) AND NOT ONCE[0,9] NEXT NEXT E()"), first + second + third);
}

TEST(Monitor, WritesFloatsAsMonPolyDoesAndInFullForPrograms) {
  const std::string log = "@1 P(0.1) P(2.0) P(12345678.5);";
  EXPECT_EQ(RunLog("P(float)", "P(x) AND y = x + 0.2", log),
            "@1 (time point 0): (0.1,0.3) (2,2.2) (1.23457e+07,1.23457e+07)\n");
  EXPECT_EQ(RunLog("P(float)", "P(x)", "@1 P(12345678.5);", {.form = VerdictForm::kJson}),
            "{\"stamp\": 1, \"point\": 0, \"rows\": [{\"x\": 12345678.5}]}\n");
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

TEST(Monitor, MatchesRegularExpressions) {
  const std::string signature = "P(int) Q(int) R()";
  const std::string log = "@0 P(1) R();\n@1 Q(1);\n@2 P(1);\n@3 Q(1) P(2);\n@5 Q(2);\n";
  const auto run = [&](const std::string& formula) { return RunLog(signature, formula, log); };
  // As SINCE and UNTIL.
  EXPECT_EQ(run("<|[0,2] P(x)? .* Q(x)?"),
            "@1 (time point 1): (1)\n@3 (time point 3): (1)\n@5 (time point 4): (2)\n");
  EXPECT_EQ(run("|>[0,2] P(x)? .* Q(x)?"),
            "@0 (time point 0): (1)\n@2 (time point 2): (1)\n@3 (time point 3): (2)\n");
  EXPECT_EQ(run("<| P(x)? (. (NOT Q(x))?)*"), run("(NOT Q(x)) SINCE P(x)"));
  EXPECT_EQ(run("|>[0,9] ((NOT Q(x))? .)* P(x)?"), run("(NOT Q(x)) UNTIL[0,9] P(x)"));
  // A formula without ? takes a step: forward behind it, backward before it.
  EXPECT_EQ(run("|>[0,2] P(x) Q(x)"), "@0 (time point 0): (1)\n");
  EXPECT_EQ(run("<| P(x) Q(x)"), "@3 (time point 3): (1)\n@5 (time point 4): (2)\n");
  EXPECT_EQ(run("◁ (P(x)) (Q(x))"), run("BACKWARD . P(x)? . Q(x)?"));
  // A parenthesis may open a formula or an expression.
  EXPECT_EQ(run("<| (P(x) OR Q(x)) AND P(x)? . ."), "@2 (time point 2): (1)\n@5 (time point 4): (1)\n");
  EXPECT_EQ(run("<| (P(x)? + Q(x)?) . (. .)*"),
            "@1 (time point 1): (1)\n@2 (time point 2): (1)\n@3 (time point 3): (1)\n"
            "@5 (time point 4): (1) (2)\n");
  EXPECT_EQ(run("<| (x + 1) * 2 = 4 AND P(x)?"), "@0 (time point 0): (1)\n@2 (time point 2): (1)\n");
  // Every second point; and a repetition of a repetition that may stand still.
  EXPECT_EQ(run("<| R()? (. .)*"),
            "@0 (time point 0): true\n@2 (time point 2): true\n@5 (time point 4): true\n");
  EXPECT_EQ(run("<| R()? (((P(1)? + R()?)* .) Q(1)?)*"),
            "@0 (time point 0): true\n@1 (time point 1): true\n");
  // Values from a later test, and from beside the match.
  EXPECT_EQ(run("|>[0,1] NOT P(x)? .* Q(x)?"),
            "@1 (time point 1): (1)\n@3 (time point 3): (1)\n@5 (time point 4): (2)\n");
  EXPECT_EQ(run("Q(x) AND NOT (<|[0,1] P(x)? .*)"), "@5 (time point 4): (2)\n");
}

TEST(Monitor, HasAllIntegers) {
  EXPECT_EQ(RunLog("P(int)", "P(x) AND x <> -9223372036854775808 AND x < - 5",
                   "@0 P(-9223372036854775808)(-9223372036854775807)(9223372036854775807);"),
            "@0 (time point 0): (-9223372036854775807)\n");
}

TEST(Monitor, SaysWhatIsNotSupportedAndWhatConverts) {
  EXPECT_EQ(RunLog("S(string)", "S(x) AND SUBSTRING(\"a\", x)", ""),
            "f:1:10: error[C1103]: `SUBSTRING` is not supported\n");
  Setting setting("P(int)", "P(x) AND x + 1.5 > 2.0");
  const std::vector<diag::Diagnostic> diagnostics = setting.sink.Finish().diagnostics;
  ASSERT_FALSE(diagnostics.empty());
  EXPECT_TRUE(diagnostics[0].helps[0].starts_with("i2f(…) makes a float of an int"));
}

TEST(Monitor, SaysWhyAnExpressionCannotBeMonitored) {
  const auto run = [&](const std::string& formula) { return RunLog("P(int) Q(int)", formula, ""); };
  EXPECT_EQ(
      run("<| (P(x)? .)* Q(x)?"),
      "f:1:4: error[C1110]: `*` may stand for nothing at all, and then nothing says which values `x` has\n");
  EXPECT_EQ(run("<| (P(x)? + Q(y)?) ."),
            "f:1:5: error[C1110]: `x`, `y` stand on one way through here only, so that the other leaves them "
            "open\n");
  EXPECT_EQ(run("|> P(x)? ."),
            "f:1:1: error[C1111]: this looks ahead without end, so that nothing could ever be said\n");
  EXPECT_EQ(
      run("<| P(x)? ((ONCE[0,2] (EXISTS y. Q(y) AND NOT P(x)))? . .)*"),
      "f:1:12: error[C1110]: inside of `*`, this would have to look at later time-points of what it is part "
      "of\n");
  EXPECT_EQ(run("<| AND"), "f:1:4: error[C1101]: a regular expression is expected here\n");
}

TEST(Monitor, GoesOnWithinAMatch) {
  Setting setting("P(int) Q(int)", "(<|[0,9] P(x)? (. .)* Q(x)?) OR (|>[0,3] Q(x)? . (. .)* P(x)?)");
  ASSERT_TRUE(setting.plan);
  const std::string log = "@0 P(1);@1;@2 Q(1)(2);@3 P(2);@4 P(1);@5 Q(2);@9 Q(1);@11 P(1);@12;@20;@30 Q(1);";
  std::string whole;
  Monitor monitor(*setting.policy, *setting.plan, setting.symbols, {});
  monitor.Feed(log, whole);
  monitor.Finish(true, whole);
  EXPECT_EQ(whole, "@2 (time point 2): (1) (2)\n@5 (time point 5): (2)\n@9 (time point 6): (1)\n");
  for (size_t cut = 0; cut <= log.size(); ++cut) {
    std::string output;
    Monitor before(*setting.policy, *setting.plan, setting.symbols, {});
    before.Feed(log.substr(0, cut), output);
    Monitor behind(*setting.policy, *setting.plan, setting.symbols, {});
    ASSERT_FALSE(behind.Load(before.Save()));
    behind.Feed(log.substr(cut), output);
    behind.Finish(true, output);
    EXPECT_EQ(output, whole) << cut;
  }
}

// A monitor of a log and of files, as P and their text.
std::string RunMerged(const std::string& signature, const std::string& formula, const std::string& log,
                      std::vector<std::pair<std::string, std::string>> tables, MonitorOptions options = {}) {
  Setting setting(signature, formula);
  if (!setting.plan) return setting.Errors();
  Monitor monitor(*setting.policy, *setting.plan, setting.symbols, options);
  for (auto& [predicate, text] : tables) {
    monitor.Merge(predicate + ".csv", predicate,
                  [rest = std::string_view(text)](std::span<char> bytes) mutable {
                    const size_t size = std::min<size_t>(rest.size(), 7);
                    std::copy_n(rest.data(), size, bytes.data());
                    rest.remove_prefix(size);
                    return size;
                  });
  }
  std::string output;
  for (const char c : log) monitor.Feed({&c, 1}, output);
  while (monitor.ReadFiles(output)) {
  }
  monitor.Finish(true, output);
  for (const LogError& error : monitor.TakeErrors()) {
    output += error.file + ":" + std::to_string(error.line) + ":" + std::to_string(error.column) + ": " +
              error.message + "\n";
  }
  return output;
}

TEST(Monitor, MergesTablesIntoTheLog) {
  const std::string signature = "P(x: int) Q(x: int, who: string) R(float)";
  const std::string everything = "tpts(i, t) AND ((EXISTS x. P(x)) OR (EXISTS w. Q(_, w)) OR R(_))";
  const std::string log = "@5 P(1);\n@5 P(2);\n@9 P(3);\n";
  EXPECT_EQ(
      RunMerged(signature, everything, log,
                {{"Q", "ts,who,x\n4,ann,7\n5,bob,8\n5,cid,9\n20,dan,1\n"}, {"R", "time,any\n5,0.5\n7,1\n"}}),
      "@4 (time point 0): (0,4)\n@5 (time point 1): (1,5)\n@5 (time point 2): (2,5)\n"
      "@7 (time point 3): (3,7)\n@9 (time point 4): (4,9)\n@20 (time point 5): (5,20)\n");
  // At the first time-point of the stamp.
  EXPECT_EQ(RunMerged(signature, "P(x) AND Q(y, w)", log, {{"Q", "ts,who,x\n5,bob,8\n"}}),
            "@5 (time point 0): (1,8,\"bob\")\n");
  // Files alone; and none of them has anything.
  EXPECT_EQ(RunMerged(signature, "Q(x, w)", "", {{"Q", "ts,x,who,more\n1970-01-02,3,\"a\"\"b\",\n"}}),
            "@86400 (time point 0): (3,\"a\"b\")\n");
  EXPECT_EQ(RunMerged(signature, "Q(x, w)", "", {{"Q", ""}, {"R", "ts,r\n"}}), "");
  EXPECT_EQ(RunMerged(signature, "R(r) AND NOT EVENTUALLY[0,3600] P(_)", "",
                      {{"R", "ts,r\n2024-03-01T09:30:00Z,2\n2024-03-01 10:31,2.5\n"},
                       {"P", "ts,x\n2024-03-01T10:29:59.750,1\n"}}),
            "@1709289060 (time point 2): (2.5)\n");
}

TEST(Monitor, TakesStampsOfTablesUpToALimit) {
  const std::string far = ":1: time-stamps lie between -2000000000000000000 and 2000000000000000000\n";
  EXPECT_EQ(RunMerged("P(x: int)", "P(x) AND NOT EVENTUALLY[1,10] P(4)", "",
                      {{"P",
                        "ts,x\n-2000000000000000001,1\n5,4\n2000000000000000000,5\n2305843009213693951,6\n"
                        "9223372036854775807,7\n99999999999999999999,8\n"}}),
            "@5 (time point 0): (4)\n@2000000000000000000 (time point 1): (5)\nP.csv:2" + far + "P.csv:5" +
                far + "P.csv:6" + far + "P.csv:7" + far);
}

TEST(Monitor, LeavesOutWhatIsWrongInTables) {
  const std::string signature = "P(x: int)";
  const std::string table = "ts,x\n5,1\n6,y\n4,2\n7\n2024-02-30,3\n8,4\n";
  EXPECT_EQ(RunMerged(signature, "P(x)", "@8 P(9);", {{"P", table}}),
            "@5 (time point 0): (1)\n@8 (time point 1): (4) (9)\n"
            "P.csv:3:3: an int is expected here\n"
            "P.csv:4:1: time runs backwards here: the time-stamp before was 5\n"
            "P.csv:5:1: this line has 1 field, and the first line has 2\n"
            "P.csv:6:1: a time-stamp is a whole number, or a date like 2024-03-01 or 2024-03-01T09:30:00\n");
  EXPECT_EQ(RunMerged(signature, "P(x)", "@8 P(9);", {{"P", table}}, {.stops_at_error = true}),
            "@5 (time point 0): (1)\nP.csv:3:3: an int is expected here\n");
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

TEST(Monitor, WritesNullForWhatJsonHasNoNumberFor) {
  EXPECT_EQ(RunLog("S(float)", "S(u)", "@3 S(nan)(-inf)(2.5);", {.form = VerdictForm::kJson}),
            "{\"stamp\": 3, \"point\": 0, \"rows\": [{\"u\": null}, {\"u\": 2.5}, {\"u\": null}]}\n");
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
