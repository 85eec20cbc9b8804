// Every verdict of the oracle's cases has a proof, and the checker, which knows nothing of how it was found, accepts it;
// with anything changed or left out it does not.

#include <gtest/gtest.h>

#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"
#include "tests/oracle/oracle.h"
#include "tests/reference/proof_harness.h"

namespace casus::oracle {
namespace {

TEST(Oracle, ProofsOfAllVerdictsAreRight) {
  const std::vector<Case> cases = LoadCases();
  if (cases.empty()) GTEST_SKIP() << "the oracle's cases are not at hand (../shared/oracle/cases.jsonl)";
  int failures = 0;
  size_t proofs = 0;
  size_t spoilt_proofs = 0;
  for (const Case& the_case : cases) {
    SCOPED_TRACE("case " + std::to_string(the_case.id) + ": " + the_case.formula);
    diag::Files files;
    diag::Sink sink;
    base::SymbolTable symbols;
    const diag::FileId signature = files.Add("signature", the_case.signature);
    const diag::FileId formula = files.Add("formula", the_case.formula);
    const std::optional<mfotl::Policy> policy =
        mfotl::ParsePolicy(formula, files, mfotl::ParseSignature(signature, files, sink), sink);
    ASSERT_TRUE(policy);
    const std::optional<mfotl::MonitorPlan> plan = mfotl::MakePlan(*policy, symbols, sink);
    ASSERT_TRUE(plan);
    const reference::ProvenLog proven = reference::ProveAll(*policy, *plan, symbols, the_case.log);
    const std::string problems = reference::Problems(*policy, symbols, proven);
    EXPECT_EQ(problems, "") << the_case.log;
    proofs += proven.verdicts.size();
    if (!problems.empty()) {
      ASSERT_LT(++failures, 20) << "too many failures";
      continue;
    }
    // The first verdict is enough to see that the checker looks at everything.
    if (proven.verdicts.empty()) continue;
    reference::ProofChecker checker(*policy, symbols, proven.log);
    for (const mfotl::Proof& spoilt : reference::Spoilt(*proven.verdicts[0].proof)) {
      ++spoilt_proofs;
      const bool is_accepted =
          checker.Check(spoilt, proven.verdicts[0].values, proven.verdicts[0].point).empty();
      EXPECT_FALSE(is_accepted) << the_case.log;
      failures += is_accepted ? 1 : 0;
      ASSERT_LT(failures, 20) << "too many failures";
    }
  }
  RecordProperty("proofs", static_cast<int>(proofs));
  RecordProperty("spoilt", static_cast<int>(spoilt_proofs));
  EXPECT_GT(proofs, 10'000u);
}

}  // namespace
}  // namespace casus::oracle
