#pragma once

// A question's plan over the finished relations of a record.
//
// Each phrase of the question becomes an input that holds just the rows that agree with its constants, so that a question about
// one treaty does not read the others. An event is true of the rest of its day (or other stamp): `on D` means some moment
// of D, also where `then` orders several.

#include <optional>
#include <span>
#include <vector>

#include "core/evaluation.h"
#include "core/plan.h"
#include "law/definitions.h"
#include "law/lowering.h"

namespace casus::law {

class QuestionNodes final : public PredicateNodes {
 public:
  // What stands for a phrase of the question.
  struct Input {
    core::NodeId node;  // of the question's plan
    PredicateId predicate;
    Layer layer;
    std::optional<core::NodeId> source;                 // of the record's plan; none if nothing holds
    std::vector<std::optional<core::Value>> constants;  // by column, what the question asks for
    std::vector<uint32_t> rows;                         // of the source's relation
  };

  QuestionNodes(const RuleBase& rules, const Definitions& definitions, const core::Evaluation& record,
                const Domains& domains, core::Plan& plan)
      : rules_(&rules), definitions_(&definitions), record_(&record), domains_(&domains), plan_(&plan) {}

  core::NodeId Node(PredicateId predicate, Layer layer, std::span<const Term> terms) override;
  bool IsUncertain(PredicateId predicate) const override;
  bool IsEvent(PredicateId predicate) const override { return rules_->predicate(predicate).is_event; }
  core::NodeId Unit() override;
  core::NodeId Domain(const VariableInfo& variable) override;

  void FeedInto(core::Evaluation& evaluation) const;
  const std::vector<Input>& inputs() const { return inputs_; }

 private:
  const RuleBase* rules_;
  const Definitions* definitions_;
  const core::Evaluation* record_;
  const Domains* domains_;
  core::Plan* plan_;
  std::vector<Input> inputs_;
  std::optional<core::NodeId> unit_;
  std::vector<std::pair<core::NodeId, std::vector<core::Value>>> domain_inputs_;
};

}  // namespace casus::law
