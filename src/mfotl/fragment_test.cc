// The fragment: which formulas can be monitored, operator by operator. What MonPoly and VeriMon accept is accepted, and
// more, where the plan is finite; what is refused is told with the part that stands in the way.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "diag/render.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"

namespace casus::mfotl {
namespace {

constexpr std::string_view kSignature =
    "P(x:int) Q(x:int) R() S(x:int) A(x:int,y:int) F(x:int,f:float) T(s:string,x:int)";

struct Planned {
  std::optional<MonitorPlan> plan;
  std::string errors;
};

Planned PlanOf(const std::string& formula) {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  const diag::FileId signature_file = files.Add("s", std::string(kSignature));
  const diag::FileId formula_file = files.Add("f", formula);
  const std::optional<Policy> policy =
      ParsePolicy(formula_file, files, ParseSignature(signature_file, files, sink), sink);
  Planned planned;
  if (policy) planned.plan = MakePlan(*policy, symbols, sink);
  planned.errors = diag::RenderLines(sink.Finish(), files);
  return planned;
}

struct Class {
  std::string name;
  std::vector<std::string> formulas;
};

// What MonPoly's check of monitorability lets through, before or after it moves guards inwards.
const std::vector<Class>& Monitorable() {
  static const std::vector<Class> kClasses = {
      {"atoms",
       {"TRUE", "FALSE", "P(x)", "R()", "A(x,x)", "P(3)", "P(-3)", "P(1 + 2)", "A(x,_)", "A(_,_)", "A(_x,y)",
        "T('a',x)"}},
      {"equations that stand alone",
       {"x = 3", "3 = x", "x = 3.5", "s = \"a\"", "x = 1 + 2", "1 = 2", "NOT (1 = 2)",
        "P(x) OR NOT (x = x)"}},
      {"comparisons beside a table",
       {"P(x) AND x = y", "P(x) AND y = x + 1", "P(x) AND x + 1 = y", "P(x) AND 2 * x < 10",
        "P(x) AND NOT x < 5", "P(x) AND NOT (x = 5)", "P(x) AND Q(y) AND x <= y", "P(x) AND x MOD 2 = 0",
        "P(x) AND f = i2f(x)", "F(x,f) AND y = f2i(f)", "F(x,f) AND f > 1.5 AND g = f * 2.0",
        "T(s,x) AND s <> \"a\""}},
      {"negations",
       {"NOT R()", "NOT P(3)", "NOT EXISTS x. P(x)", "P(x) AND NOT Q(x)", "A(x,y) AND NOT Q(x) AND NOT S(y)",
        "P(x) AND NOT EXISTS y. A(x,y) AND y > 3", "P(x) AND NOT (Q(x) AND x < 5)"}},
      {"disjunctions",
       {"P(x) OR Q(x)", "A(x,y) OR A(y,x)", "P(x) OR x = 3", "x = 1 OR x = 3",
        "(x = 1 OR x = 3) AND NOT P(x)", "(x = 1) AND Q(y)", "P(x) AND (Q(x) OR x < 5)",
        "A(x,y) AND (x = 1 OR y = 2)", "P(x) AND (Q(x) EQUIV S(x))"}},
      {"quantifiers",
       {"EXISTS x, y. A(x,y)", "EXISTS y. P(x)", "EXISTS x. x = 1 OR x = 3", "EXISTS x. x = 3 AND NOT P(x)",
        "P(x) AND EXISTS y. Q(y) AND x < y", "FORALL x. P(x) IMPLIES Q(x)",
        "P(x) AND (FORALL y. A(x,y) IMPLIES Q(y))", "EXISTS x. (P(x) AND (EXISTS x. Q(x)))"}},
      {"steps",
       {"PREVIOUS P(x)", "PREV[0,5] A(x,y)", "NEXT (P(x) AND NOT Q(x))", "P(x) AND PREVIOUS (Q(y) AND x < y)",
        "P(x) AND NEXT (x < 5)"}},
      {"once, eventually, and always",
       {"ONCE P(x)", "ONCE (x = 3)", "ONCE[0,7d] (P(x) AND x > 3)", "SOMETIMES[0,5] P(x)",
        "P(x) AND ALWAYS[0,5] Q(x)", "P(x) AND PAST_ALWAYS Q(x)", "P(x) AND HISTORICALLY NOT Q(x)",
        "P(x) AND ONCE[0,9] NOT Q(x)", "P(x) AND ONCE[0,9] (Q(y) AND x < y)"}},
      {"since and until",
       {"P(x) SINCE Q(x)", "P(x) SINCE[2,*) A(x,y)", "NOT P(x) SINCE[0,9] A(x,y)", "(NOT R()) SINCE P(x)",
        "(NOT EXISTS y. A(x,y)) SINCE Q(x)", "(x = 1) SINCE Q(x)", "(NOT P(x)) SINCE (x = 1 OR x = 3)",
        "NOT P(x) UNTIL[0,9] Q(x)", "P(x) AND ((y < x) SINCE[0,9] Q(y))",
        "P(x) AND ((y < x) UNTIL[0,9] Q(y))"}},
      {"aggregations",
       {"c <- CNT x P(x)", "c <- CNT y; x A(x,y)", "s <- SUM y; x ONCE[0,5] A(x,y)", "m <- MED f; x F(x,f)",
        "a <- AVG f F(x,f)", "(m <- MAX y; x (A(x,y) AND NOT Q(y))) AND m > 3",
        "s <- SUM z (EXISTS y. A(x,y) AND z = x + y)", "c <- CNT x (x = 1 OR x = 3)",
        "EXISTS m. (m <- MIN y; x A(x,y)) AND P(m)", "(NOT (c <- CNT y; x A(x,y))) SINCE A(x,c)"}},
      {"definitions",
       {"LET L(x) = EXISTS y. A(x,y) IN L(z) AND NOT P(z)", "LET L(x) = x = 1 OR x = 3 IN L(y)",
        "LET P(x) = Q(x) IN ONCE P(y)", "LETPAST L(x) = P(x) OR PREVIOUS L(x) IN L(y)",
        "LET L(x,y) = A(y,x) IN LET M(x) = EXISTS y. L(x,y) IN M(u)"}},
      {"the clock",
       {"tp(i) AND ts(t)", "tpts(i,t)", "P(x) AND ts(t) AND t > 5",
        "c <- CNT i; x ONCE[0,5] (A(x,y) AND tp(i))"}},
      {"matches",
       {"<| P(x)? .* Q(x)?", "|>[0,9] P(x)? .* Q(x)?", "<|[0,9] (P(x) Q(x))", "|>[0,9] P(x)? (. Q(x)?)*",
        "<| (P(x)? + Q(x)?) .*", "MATCHP P(x)? .* Q(x)?"}}};
  return kClasses;
}

// What looks back needs no bound, and the plan looks at nothing that comes later.
const std::vector<Class>& MonitorableByWhatIsKnownNow() {
  static const std::vector<Class> kClasses = {
      {"of all but some rows",
       {"P(x) AND ONCE NOT Q(x)", "P(x) AND ONCE[2,*) NOT Q(x)", "P(x) AND PREVIOUS NOT Q(x)",
        "P(x) AND ONCE (NOT Q(x) AND NOT S(x))", "P(x) AND HISTORICALLY (Q(x) OR NOT S(x))",
        "P(x) AND HISTORICALLY (Q(x) OR x < 5)", "P(x) AND PREVIOUS ONCE NOT Q(x)",
        "P(x) AND NOT (Q(x) SINCE NOT S(x))", "P(x) AND (Q(x) SINCE NOT S(x))",
        "P(x) AND ((NOT Q(x)) SINCE[0,9] NOT S(x))"}},
      {"compares values",
       {"P(x) AND ONCE (x < 5)", "P(x) AND ONCE[2,*) (x < 5)", "P(x) AND ONCE (Q(y) AND x < y)",
        "P(x) AND ONCE (x < 5 OR NOT Q(x))", "P(x) AND ONCE (Q(x) EQUIV x < 5)",
        "P(x) AND ((x < 5) SINCE R())", "P(x) AND (Q(x) SINCE (x < 5))", "P(x) AND (Q(x) SINCE[2,*) (x < 5))",
        "P(x) AND ONCE EXISTS y. Q(y) AND y < x"}},
      {"more variables on the left",
       {"P(x) AND (NOT Q(x) SINCE R())", "P(x) AND (NOT Q(x) SINCE S(y))", "P(x) AND (Q(x) SINCE R())",
        "P(x) AND (Q(x) SINCE NOT R())", "P(x) AND (Q(x) SINCE[2,*) S(y))", "Q(x) SINCE[1,*) R()"}}};
  return kClasses;
}

TEST(Fragment, HasWhatMonPolyMonitors) {
  for (const Class& one : Monitorable()) {
    for (const std::string& formula : one.formulas) {
      const Planned planned = PlanOf(formula);
      EXPECT_TRUE(planned.plan) << one.name << ": " << formula << "\n" << planned.errors;
    }
  }
}

TEST(Fragment, HasWhatAFinitePastDecides) {
  for (const Class& one : MonitorableByWhatIsKnownNow()) {
    for (const std::string& formula : one.formulas) {
      const Planned planned = PlanOf(formula);
      ASSERT_TRUE(planned.plan) << one.name << ": " << formula << "\n" << planned.errors;
      EXPECT_FALSE(planned.plan->looks_ahead) << formula;
    }
  }
}

TEST(Fragment, HasWhatAnIntervalKeepsApart) {
  for (const char* const formula : {"Q(x) SINCE[1,5] R()", "Q(x) UNTIL[1,5] P(y)", "Q(x) UNTIL[2,5] R()"}) {
    EXPECT_TRUE(PlanOf(formula).plan) << formula;
  }
  for (const char* const formula : {"Q(x) SINCE[0,5] R()", "Q(x) UNTIL[0,5] P(y)"}) {
    EXPECT_NE(PlanOf(formula).errors.find("so that it may be anything"), std::string::npos) << formula;
  }
}

TEST(Fragment, LeavesOutWhatNoFiniteTableHas) {
  const std::vector<std::pair<std::string, std::string>> refused = {
      {"x < 5", "nothing says which values `x` has"},
      {"x = 1 OR x < 5", "nothing says which values `x` has"},
      {"NOT P(x)", "only takes away"},
      {"P(x) OR Q(y)", "stand on one side only"},
      {"P(x) OR TRUE", "stands on one side only"},
      {"P(x) AND ONCE NOT Q(y)", "nothing says which values `y` has"},
      {"P(x) AND (Q(y) SINCE NOT R())", "`y` is on the left of SINCE only"},
      {"EVENTUALLY P(x)", "looks ahead without end"},
      {"P(x) AND ONCE (Q(y) AND NOT A(x,y))", "only takes away"},
      {"P(x) AND (Q(x) SINCE[2,*) NOT S(x))", "only takes away"}};
  for (const auto& [formula, reason] : refused) {
    const Planned planned = PlanOf(formula);
    EXPECT_FALSE(planned.plan) << formula;
    EXPECT_NE(planned.errors.find(reason), std::string::npos) << formula << "\n" << planned.errors;
  }
}

}  // namespace
}  // namespace casus::mfotl
