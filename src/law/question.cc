#include "law/question.h"

#include "law/matched_rows.h"

namespace casus::law {

bool QuestionNodes::IsUncertain(PredicateId predicate) const {
  return static_cast<size_t>(predicate) < definitions_->predicate_count() &&
         definitions_->IsUncertain(predicate);
}

core::NodeId QuestionNodes::Node(PredicateId predicate, Layer layer, std::span<const Term> terms) {
  if (static_cast<size_t>(predicate) >= definitions_->predicate_count()) {
    // Made for this question (`alleged by` of what no one alleges): nothing holds.
    core::Schema schema = rules_->predicate(predicate).schema;
    if (IsEvent(predicate)) schema.push_back(core::Kind::kCompound);
    if (layer == Layer::kSettled) schema.push_back(core::Kind::kMoment);
    inputs_.push_back({plan_->Input(std::move(schema)), predicate, layer, std::nullopt, {}, {}});
    return inputs_.back().node;
  }
  const core::NodeId source = definitions_->Of(predicate, layer);
  const core::Relation& relation = record_->Of(source);
  Input input{plan_->Input(record_->plan().schema(source)), predicate, layer, source, {}, {}};
  for (const Term& term : terms) {
    input.constants.push_back(term.kind == Term::Kind::kConstant ? std::optional(term.value) : std::nullopt);
  }
  input.rows = RowsThatMatch(relation, terms);
  inputs_.push_back(std::move(input));
  return inputs_.back().node;
}

core::NodeId QuestionNodes::Unit() {
  if (!unit_) unit_ = plan_->Input({});
  return *unit_;
}

core::NodeId QuestionNodes::Domain(const VariableInfo& variable) {
  domain_inputs_.emplace_back(plan_->Input({variable.kind}), domains_->Entities(variable.type));
  return domain_inputs_.back().first;
}

void QuestionNodes::FeedInto(core::Evaluation& evaluation) const {
  const core::Timeline& line = evaluation.timeline();
  const core::Moment end = line.size();
  for (const Input& input : inputs_) {
    if (!input.source) continue;
    const core::Relation& relation = record_->Of(*input.source);
    for (uint32_t row : input.rows) {
      for (const base::Interval& interval : relation.Intervals(row)) {
        evaluation.AddFact(input.node, relation.Row(row), interval.begin,
                           EndAsAsked(interval, IsEvent(input.predicate), line));
      }
    }
  }
  if (unit_) evaluation.AddFact(*unit_, {}, 0, end);
  for (const auto& [node, values] : domain_inputs_) {
    for (const core::Value& value : values) evaluation.AddFact(node, {&value, 1}, 0, end);
  }
}

}  // namespace casus::law
