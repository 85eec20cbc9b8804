// All small formulas over all small logs: what holds has a proof, and no proof is smaller than the one that is found.

#include <gtest/gtest.h>

#include "mfotl/log.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/prover.h"
#include "mfotl/signature.h"
#include "tests/reference/smallest_proof.h"

namespace casus {
namespace {

constexpr int kPoints = 3;

std::vector<std::string> Unary(const std::vector<std::string>& parts) {
  std::vector<std::string> formulas;
  for (const std::string& part : parts) {
    for (const char* const operation : {"NOT", "PREVIOUS", "NEXT[0,1]", "ONCE", "ONCE[1,2]",
                                        "HISTORICALLY[0,1]", "EVENTUALLY[0,2]", "ALWAYS[0,1]"}) {
      formulas.push_back("(" + std::string(operation) + " " + part + ")");
    }
  }
  return formulas;
}

std::vector<std::string> Binary(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  std::vector<std::string> formulas;
  for (const std::string& a : left) {
    for (const std::string& b : right) {
      for (const char* const operation :
           {"AND", "OR", "IMPLIES", "EQUIV", "SINCE", "SINCE[1,2]", "UNTIL[0,2]"}) {
        formulas.push_back("(" + a + " " + std::string(operation) + " " + b + ")");
      }
    }
  }
  return formulas;
}

std::vector<std::string> SmallFormulas() {
  const std::vector<std::string> atoms = {"P(1)", "Q(1)"};
  std::vector<std::string> small = Unary(atoms);
  for (std::string& formula : Binary(atoms, atoms)) small.push_back(std::move(formula));
  std::vector<std::string> formulas = Unary(small);
  for (auto& more : {Binary(small, {atoms[0]}), Binary({atoms[1]}, small), small}) {
    formulas.insert(formulas.end(), more.begin(), more.end());
  }
  return formulas;
}

struct Sizes {
  size_t proofs = 0, larger = 0, missing = 0, wrong = 0;
};

// Of the formula, or its negation, at all points of all logs.
void Compare(const std::string& text, Sizes& sizes) {
  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  const diag::FileId signature = files.Add("signature", "P(int) Q(int)");
  const diag::FileId formula = files.Add("formula", text);
  const std::optional<mfotl::Policy> policy =
      mfotl::ParsePolicy(formula, files, mfotl::ParseSignature(signature, files, sink), sink);
  ASSERT_TRUE(policy) << text;
  const std::optional<mfotl::MonitorPlan> plan = mfotl::MakePlan(*policy, symbols, sink);
  if (!plan) return;
  for (int bits = 0; bits < 1 << (2 * kPoints); ++bits) {
    core::TraceChunk chunk(plan->plan);
    std::vector<reference::LogPoint> log;
    for (int point = 0; point < kPoints; ++point) {
      const core::Stamp stamp = point == 2 ? 3 : point;
      chunk.BeginPoint(stamp);
      log.push_back({stamp, {}});
      for (int predicate = 0; predicate < 2; ++predicate) {
        if ((bits >> (2 * point + predicate) & 1) == 0) continue;
        log.back().events[predicate].insert({1});
        const std::optional<core::NodeId> input = plan->inputs[static_cast<size_t>(predicate)];
        if (input) chunk.AddRow(*input)[0] = 1;
      }
    }
    mfotl::TraceIndex index(*policy, *plan);
    index.Append(chunk);
    mfotl::Prover prover(*policy, plan->answer, symbols, index);
    reference::SmallestProof smallest(log);
    reference::ProofChecker checker(*policy, symbols, log);
    for (mfotl::Point point = 0; point < kPoints; ++point) {
      const mfotl::Proof* const proof = prover.Prove({}, point);
      const std::optional<size_t> least = smallest.Size({&policy->formula}, point, point);
      if ((proof == nullptr) == least.has_value()) ++sizes.missing;
      if (proof == nullptr || !least) continue;
      ++sizes.proofs;
      if (!checker.Check(*proof, {}, point).empty()) ++sizes.wrong;
      if (proof->Step(proof->root).weight == *least) continue;
      if (++sizes.larger <= 10) {
        ADD_FAILURE() << text << " at " << point << ", bits " << bits << ": "
                      << proof->Step(proof->root).weight << " steps, at least " << *least;
      }
    }
  }
}

TEST(ProofSizes, NoneIsSmallerThanTheOneThatIsFound) {
  Sizes sizes;
  for (const std::string& formula : SmallFormulas()) {
    Compare(formula, sizes);
    Compare("NOT " + formula, sizes);
  }
  EXPECT_GT(sizes.proofs, 100'000u);
  EXPECT_EQ(sizes.missing, 0u);
  EXPECT_EQ(sizes.wrong, 0u);
  EXPECT_EQ(sizes.larger, 0u) << "of " << sizes.proofs;
}

}  // namespace
}  // namespace casus
