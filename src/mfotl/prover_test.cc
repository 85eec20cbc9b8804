#include "mfotl/prover.h"

#include <gtest/gtest.h>

#include "mfotl/monitor.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"

namespace casus::mfotl {
namespace {

constexpr std::string_view kSignature = "E() P(int) Q(int) A(int,int) T(who: string, amount: int)";

struct Policies {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  std::optional<Policy> policy;
  std::optional<MonitorPlan> plan;

  explicit Policies(std::string formula) {
    const diag::FileId signature = files.Add("signature", std::string(kSignature));
    const diag::FileId text = files.Add("formula", std::move(formula));
    policy = ParsePolicy(text, files, ParseSignature(signature, files, sink), sink);
    if (policy) plan = MakePlan(*policy, symbols, sink);
  }
};

// What the monitor writes of the log, with proofs.
std::string Explain(std::string formula, std::string_view log, VerdictForm form = VerdictForm::kMonPoly) {
  Policies made(std::move(formula));
  EXPECT_TRUE(made.plan);
  if (!made.plan) return "";
  Monitor monitor(*made.policy, *made.plan, made.symbols, {.form = form, .explains = true});
  std::string output;
  monitor.Feed(log, output);
  monitor.Finish(true, output);
  return output;
}

TEST(Prover, SaysThatNothingHappened) {
  EXPECT_EQ(Explain("P(x) AND NOT ONCE[0,10] Q(x)", "@1 Q (2);\n@5 P (3);\n"),
            "@5 (time point 1): (3)\n"
            "  x = 3, because\n"
            "    P(3)  @5 (time point 1)\n"
            "    no Q(3)  @1 – @5 (time points 0 – 1)\n");
}

TEST(Prover, TakesTheLatestWitnessInReach) {
  EXPECT_EQ(Explain("P(x) AND ONCE[2,9] Q(x)", "@1 Q (3);\n@2 Q (3);\n@8 Q (3);\n@9 P (3);\n"),
            "@9 (time point 3): (3)\n"
            "  x = 3, because\n"
            "    P(3)  @9 (time point 3)\n"
            "    Q(3)  @2 (time point 1)\n");
}

TEST(Prover, TakesTheSmallerSideOfADisjunction) {
  const std::string text =
      Explain("P(x) AND (((NOT Q(x)) SINCE A(x, x)) OR A(x, _))", "@1 A (3,3);\n@4 A (3,7) P (3);\n");
  EXPECT_EQ(text,
            "@4 (time point 1): (3)\n"
            "  x = 3, because\n"
            "    P(3)  @4 (time point 1)\n"
            "    A(3, 7)  @4 (time point 1)\n");
}

TEST(Prover, SaysThatATermHasNoValue) {
  EXPECT_EQ(Explain("A(x, y) AND NOT ONCE[0,3] (x / y > 2)", "@0 A(1,0)(6,2);\n"),
            "@0 (time point 0): (1,0)\n"
            "  x = 1, y = 0, because\n"
            "    A(1, 0)  @0 (time point 0)\n"
            "    not 1 / 0 > 2, which has no value\n");
  const std::string json =
      Explain("A(x, y) AND NOT EXISTS z. (z = x / y AND z > 2)", "@0 A(1,0);\n", VerdictForm::kJson);
  EXPECT_NE(json.find("\"rule\": \"no_value\""), std::string::npos) << json;
  EXPECT_EQ(json.find("\"rule\": \"compares\""), std::string::npos) << json;
}

TEST(Prover, SaysThatTheLogEnds) {
  EXPECT_EQ(Explain("P(x) AND NOT NEXT[0,5] Q(x)", "@11 P(3);\n"),
            "@11 (time point 0): (3)\n"
            "  x = 3, because\n"
            "    P(3)  @11 (time point 0)\n"
            "    the log ends here  @11 (time point 0)\n");
}

TEST(Prover, TellsHowAStateEnded) {
  EXPECT_EQ(Explain("P(x) AND NOT ((NOT Q(x)) SINCE A(x, _))", "@1 A (3,1);\n@4 Q (3);\n@9 P (3);\n"),
            "@9 (time point 2): (3)\n"
            "  x = 3, because\n"
            "    P(3)  @9 (time point 2)\n"
            "    Q(3)  @4 (time point 1)\n"
            "    no A(3, _)  @4 – @9 (time points 1 – 2)\n");
}

TEST(Prover, TreatsAllOtherValuesTogether) {
  EXPECT_EQ(Explain("P(x) AND NOT (EXISTS y. A(x, y) AND y > 5)", "@1 P (3) A (3,1)(3,2)(4,9);\n"),
            "@1 (time point 0): (3)\n"
            "  x = 3, because\n"
            "    P(3)  @1 (time point 0)\n"
            "    y = 1: 1 <= 5\n"
            "    y = 2: 2 <= 5\n"
            "    any other y: no A(3, y)  @1 (time point 0)\n");
}

TEST(Prover, CutsASpanWhereTheReasonChanges) {
  const std::string text =
      Explain("E() AND HISTORICALLY[0,9] (P(1) OR Q(1))", "@1 P(1);\n@2 P(1);\n@3 Q(1) E();\n");
  EXPECT_EQ(text,
            "@3 (time point 2): true\n"
            "  because\n"
            "    E()  @3 (time point 2)\n"
            "    P(1) each time  @1 – @2 (time points 0 – 1)\n"
            "    Q(1)  @3 (time point 2)\n");
}

TEST(Prover, ListsRowsAndSaysThatThereAreNoOthers) {
  EXPECT_EQ(Explain("(s <- SUM a; w ONCE[0,9] T(w, a)) AND s > 7", "@1 T (ann,5);\n@3 T (bob,1)(ann,4);\n"),
            "@3 (time point 1): (9,\"ann\")\n"
            "  s = 9, w = \"ann\", because\n"
            "    the sum of a is 9, from the 2 rows of T(\"ann\", a)  @1 – @3 (time points 0 – 1)\n"
            "      T(\"ann\", 5)  @1 (time point 0)\n"
            "      T(\"ann\", 4)  @3 (time point 1)\n"
            "    9 > 7\n");
}

TEST(Prover, ArguesForRowsOfAnyFormulaCaseByCase) {
  EXPECT_EQ(Explain("s <- SUM a; w T(w, a) AND a > 3", "@3 T (bob,1)(ann,4)(ann,2);\n"),
            "@3 (time point 0): (4,\"ann\")\n"
            "  s = 4, w = \"ann\", because\n"
            "    the sum of a is 4, from 1 row  @3 (time point 0)\n"
            "      a = 4:\n"
            "        T(\"ann\", 4)  @3 (time point 0)\n"
            "        4 > 3\n"
            "      any other a: no T(\"ann\", a)  @3 (time point 0)\n");
}

TEST(Prover, ArguesDefinitionsByTheirBodies) {
  EXPECT_EQ(Explain("LET seen(x) = ONCE[0,9] A(x, _) IN P(x) AND seen(x)", "@1 A (3,4);\n@2 P (3);\n"),
            "@2 (time point 1): (3)\n"
            "  x = 3, because\n"
            "    P(3)  @2 (time point 1)\n"
            "    seen(3), by its definition  @2 (time point 1)\n"
            "      A(3, 4)  @1 (time point 0)\n");
}

TEST(Prover, FollowsARecursionBack) {
  const std::string text = Explain("LETPAST back(x) = Q(x) OR PREVIOUS back(x) IN P(x) AND back(x)",
                                   "@1 Q (3);\n@2;\n@3 P (3);\n");
  EXPECT_NE(text.find("Q(3)  @1 (time point 0)"), std::string::npos) << text;
}

TEST(Prover, WritesEveryStepAsJson) {
  EXPECT_EQ(
      Explain("P(x)", "@1 P (3);\n", VerdictForm::kJson),
      R"({"stamp": 1, "point": 0, "rows": [{"x": 3}], "proofs": {"version": 1, "rows": [)"
      R"-({"rule": "events", "holds": true, "formula": [0, 4], "points": [0, 0], "stamps": [1, 1], "text": "P(3)"})-"
      "]}}\n");
}

TEST(Prover, ForgetsWhatNoProofCanNeed) {
  Policies made("P(x) AND NOT ONCE[0,10] Q(x)");
  Monitor monitor(*made.policy, *made.plan, made.symbols, {.explains = true});
  std::string output;
  for (int i = 0; i < 20'000; ++i) {
    monitor.Feed("@" + std::to_string(i) + " P (1) Q (2);\n", output);
    output.clear();
  }
  EXPECT_LT(monitor.index()->rows(), 10'000u);
}

TEST(Prover, GoesOnFromASavedStateWithWhatProofsNeed) {
  const std::string formula = "P(x) AND ONCE Q(x)";
  std::string output;
  std::string state;
  std::string plain_state;
  for (const bool explains : {true, false}) {
    Policies made(formula);
    Monitor monitor(*made.policy, *made.plan, made.symbols, {.explains = explains});
    monitor.Feed("@1 Q (3);\n", output);
    (explains ? state : plain_state) = monitor.Save();
  }
  Policies made(formula);
  Monitor monitor(*made.policy, *made.plan, made.symbols, {.explains = true});
  ASSERT_FALSE(monitor.Load(state));
  monitor.Feed("@5 P (3);\n", output);
  EXPECT_NE(output.find("Q(3)  @1 (time point 0)"), std::string::npos) << output;

  Policies again(formula);
  Monitor refuses(*again.policy, *again.plan, again.symbols, {.explains = true});
  const std::optional<base::Error> error = refuses.Load(plain_state);
  ASSERT_TRUE(error);
  EXPECT_NE(error->message.find("without --why"), std::string::npos);

  Policies plain(formula);
  Monitor does_not_explain(*plain.policy, *plain.plan, plain.symbols, {});
  EXPECT_FALSE(does_not_explain.Load(state));
}

}  // namespace
}  // namespace casus::mfotl
