#include "tests/reference/proof_harness.h"

#include "core/stream.h"
#include "mfotl/log.h"
#include "mfotl/monitor.h"
#include "mfotl/prover.h"

namespace casus::reference {

using mfotl::Proof;
using mfotl::ProofStep;
using mfotl::Rule;

ProvenLog ProveAll(const mfotl::Policy& policy, const mfotl::MonitorPlan& plan, base::SymbolTable& symbols,
                   const std::string& log) {
  std::string output;
  mfotl::Monitor monitor(policy, plan, symbols, {});
  monitor.Feed(log, output);
  monitor.Finish(true, output);

  mfotl::LogParser parser(std::span(policy.predicates).first(policy.logged), plan, symbols);
  core::CompoundTable compounds;
  core::Stream stream(plan.plan, plan.root, compounds, plan.always);
  core::TraceChunk chunk = stream.TakeChunk();
  parser.Parse(log, true, chunk);
  chunk.BeginPoint(mfotl::kLastStamp);
  if (plan.clock) {
    core::Value* row = chunk.AddRow(*plan.clock);
    row[0] = static_cast<core::Value>(parser.points());
    row[1] = mfotl::kLastStamp;
  }
  ProvenLog proven;
  for (size_t i = 0; i < chunk.points(); ++i) proven.log.push_back({chunk.StampOf(i), {}});
  for (size_t predicate = 0; predicate < policy.logged; ++predicate) {
    if (!plan.inputs[predicate]) continue;
    const size_t arity = policy.predicates[predicate].columns.size();
    size_t row = 0;
    for (const core::TraceChunk::Run& run : chunk.Runs(*plan.inputs[predicate])) {
      for (; row < run.end; ++row) {
        const core::Value* const values = chunk.Values(*plan.inputs[predicate]) + row * arity;
        proven.log[run.point].events[static_cast<mfotl::PredicateId>(predicate)].insert(
            {values, values + arity});
      }
    }
  }
  mfotl::TraceIndex index(policy, plan);
  index.Append(chunk);
  core::Verdicts verdicts;
  verdicts.arity = plan.answer.size();
  stream.Advance(std::move(chunk), verdicts);
  stream.Finish(verdicts);
  mfotl::Prover prover(policy, plan.answer, symbols, index);
  size_t row = 0;
  for (const core::Verdicts::Point& point : verdicts.points) {
    for (; row < point.end; ++row) {
      if (point.point >= monitor.decided()) continue;
      ProvenVerdict verdict{.point = point.point, .values = {}, .proof = {}};
      for (size_t i = 0; i < plan.answer.size(); ++i)
        verdict.values.push_back({plan.answer[i], verdicts.Row(row)[i]});
      const Proof* const proof = prover.Prove(verdicts.Row(row), point.point);
      if (proof != nullptr) verdict.proof = *proof;
      proven.verdicts.push_back(std::move(verdict));
    }
  }
  return proven;
}

std::string Problems(const mfotl::Policy& policy, const base::SymbolTable& symbols, const ProvenLog& proven) {
  std::string problems;
  ProofChecker checker(policy, symbols, proven.log);
  for (const ProvenVerdict& verdict : proven.verdicts) {
    const std::string problem =
        verdict.proof ? checker.Check(*verdict.proof, verdict.values, verdict.point) : "no proof was found";
    if (problem.empty()) continue;
    problems += "time point " + std::to_string(verdict.point) + " (";
    for (const mfotl::Binding& binding : verdict.values) problems += " " + std::to_string(binding.value);
    problems += " ): " + problem + "\n";
  }
  return problems;
}

std::vector<Proof> Spoilt(const Proof& proof) {
  std::vector<Proof> spoilt;
  std::vector<mfotl::ProofId> open = {proof.root};  // steps that the proof has not given up
  for (size_t i = 0; i < open.size(); ++i) {
    const ProofStep& step = proof.Step(open[i]);
    for (const mfotl::ProofId premise : proof.Premises(step)) open.push_back(premise);
    for (const mfotl::ProofCase& one : proof.Cases(step)) open.push_back(one.proof);
    const auto change = [&](auto edit) {
      Proof copy = proof;
      edit(copy, copy.steps[static_cast<size_t>(open[i])]);
      spoilt.push_back(std::move(copy));
    };
    for (const int shift : {-1, 1}) {
      change([&](Proof&, ProofStep& s) { s.from += shift; });
      change([&](Proof&, ProofStep& s) { s.through += shift; });
      if (step.rule == Rule::kSome || step.rule == Rule::kReached || step.rule == Rule::kBroken) {
        change([&](Proof&, ProofStep& s) { s.at += shift; });
      }
    }
    change([](Proof&, ProofStep& s) { s.literal = s.literal.Negated(); });
    for (size_t k = 0; k < step.values; ++k) {
      change([&](Proof& p, ProofStep& s) { p.value_pool[s.values_begin + k] += 1'000; });
    }
    if (step.rule == Rule::kRows && step.values > 0) {
      change([&](Proof&, ProofStep& s) {
        s.values -= static_cast<uint32_t>(step.literal.formula->terms.size()) + 1;
      });
    }
    for (size_t k = 0; k < step.premises; ++k) {
      change([&](Proof& p, ProofStep& s) {
        for (size_t m = k; m + 1 < s.premises; ++m)
          std::swap(p.premise_pool[s.premises_begin + m], p.premise_pool[s.premises_begin + m + 1]);
        --s.premises;
      });
    }
    for (size_t k = 0; k < step.cases; ++k) {
      change([&](Proof& p, ProofStep& s) {
        for (size_t m = k; m + 1 < s.cases; ++m)
          std::swap(p.case_pool[s.cases_begin + m], p.case_pool[s.cases_begin + m + 1]);
        --s.cases;
      });
      if (step.rule != Rule::kCases) continue;
      change([&](Proof& p, ProofStep& s) {
        p.binding_pool[p.case_pool[s.cases_begin + k].bindings_begin].value += 1'000;
      });
    }
  }
  return spoilt;
}

}  // namespace casus::reference
