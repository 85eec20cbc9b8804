#include "law/explain.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/check.h"
#include "law/lowering.h"
#include "law/translator.h"
#include "law/values.h"

namespace casus::law {
namespace {

void Append(std::vector<ArgumentId>& to, const std::vector<ArgumentId>& from) {
  for (ArgumentId id : from) {
    if (std::find(to.begin(), to.end(), id) == to.end()) to.push_back(id);
  }
}

}  // namespace

Explainer::Explainer(Record& record)
    : record_(&record),
      prover_(record.evaluation()),
      named_(record.plan().size()),
      feeds_(record.plan().size(), nullptr) {
  const Definitions& definitions = record.definitions();
  for (size_t i = 0; i < definitions.predicate_count(); ++i) {
    const auto predicate = static_cast<PredicateId>(i);
    for (const auto& [layer, node] : definitions.NodesOf(predicate)) {
      std::optional<PredicateId>& named = named_[static_cast<size_t>(node)];
      if (!named) named = predicate;
    }
  }
  for (const Feed& feed : definitions.feeds()) feeds_[static_cast<size_t>(feed.input)] = &feed;
}

ArgumentId Explainer::Add(Argument argument) {
  arguments_.push_back(std::move(argument));
  return static_cast<ArgumentId>(arguments_.size() - 1);
}

std::optional<core::Value> Explainer::ObligationIn(const Predicate& info,
                                                   const core::Pattern& pattern) const {
  for (size_t i = 0; i < info.schema.size() && i < pattern.size(); ++i) {
    if (pattern[i] && info.schema[i] == core::Kind::kCompound &&
        record_->compounds().Head(*pattern[i]) == ObligationHead()) {
      return pattern[i];
    }
  }
  return std::nullopt;
}

// Whether an obligation is asked for under a norm that is not its own: it goes without saying that it is not.
bool Explainer::IsOfAnotherNorm(const Predicate& info, const core::Pattern& pattern) const {
  std::optional<core::Value> norm;
  for (size_t i = 0; i < info.schema.size() && i < pattern.size(); ++i) {
    if (!pattern[i]) continue;
    if (info.schema[i] == core::Kind::kCompound && !norm) {
      if (record_->compounds().Head(*pattern[i]) != ObligationHead()) return false;
      norm = record_->compounds().Parts(*pattern[i])[kObligationNorm];
    } else if (norm && info.slot_types[i].of == lang::Type::Of::kEntity &&
               record_->symbols().Name(record_->dossier().vocabulary.kind(info.slot_types[i].kind).name) ==
                   "Norm") {
      return *norm != *pattern[i];
    }
  }
  return false;
}

// Whether the rule of one norm is tried on an obligation under another.
bool Explainer::IsByRuleOfAnotherNorm(const core::Claim& claim) const {
  const uint32_t tag = record_->plan().tag(claim.node);
  if (tag == 0 || tag == kBookkeeping || record_->law().MergedOf(tag) != nullptr) return false;
  const Origin& origin = record_->law().rules.origins[tag];
  if (origin.kind != Origin::Kind::kNorm) return false;
  const core::Schema& schema = record_->plan().schema(claim.node);
  for (size_t i = 0; i < schema.size() && i < claim.pattern.size(); ++i) {
    const std::optional<core::Value>& value = claim.pattern[i];
    if (!value || schema[i] != core::Kind::kCompound || record_->compounds().Head(*value) != ObligationHead())
      continue;
    return record_->compounds().Parts(*value)[kObligationNorm] != ToValue(origin.provision);
  }
  return false;
}

// The rule by which a claim about a predicate was derived: the tag of the first tagged node below it. Of a rule that stands
// for several, the row of its parameters says which. What does not hold although several rules could say so has none.
uint32_t Explainer::RuleOf(core::ProofId id) {
  uint32_t tag = 0;
  const MergedRule* merged = nullptr;
  const bool holds = prover_.Step(id).claim.holds;
  std::vector<core::ProofId> agenda{id};
  for (size_t i = 0; i < agenda.size() && i < 64; ++i) {
    const core::ProofStep& step = prover_.Step(agenda[i]);
    if (tag == 0) {
      tag = record_->plan().tag(step.claim.node);
      if (tag == kBookkeeping) tag = 0;
      merged = tag == 0 ? nullptr : record_->law().MergedOf(tag);
      if (tag != 0 && merged == nullptr && holds) return tag;
    } else if (const uint32_t other = record_->plan().tag(step.claim.node);
               !holds && other != kBookkeeping && other != 0 && other != tag) {
      return 0;
    }
    const std::optional<PredicateId> named = named_[static_cast<size_t>(step.claim.node)];
    if (merged != nullptr && named == merged->parameters && step.claim.pattern.front()) {
      return merged->OriginIn(static_cast<size_t>(*step.claim.pattern.front()), tag);
    }
    if (i > 0 && named) continue;
    for (core::ProofId premise : step.premises) agenda.push_back(premise);
  }
  return merged == nullptr ? tag : 0;
}

// Whether the node says when something begins: a rise, or what may be so and was not certain at the moment before (see
// Lowering::LowerBegun).
bool Explainer::IsBeginning(core::NodeId node) const {
  const core::Plan& plan = record_->plan();
  return plan.op(node) == core::Operator::kRise ||
         (plan.op(node) == core::Operator::kExcept && plan.tag(node) == kBookkeeping);
}

Explainer::Ids Explainer::OfPremises(const core::ProofStep& step) {
  Ids ids;
  // A copy: explaining a premise adds steps.
  std::vector<core::ProofId> premises = step.premises;
  const core::Operator op = record_->plan().op(step.claim.node);
  // That something begins: what matters is that it is so, less that it was not so before. That a state goes on: how it
  // began, and nothing of all that could have ended it.
  const bool first_only = op == core::Operator::kRise || op == core::Operator::kInertia ||
                          op == core::Operator::kHeldSince ||
                          record_->plan().tag(step.claim.node) == kBookkeeping;
  if (step.claim.holds && premises.size() > 1 && first_only) premises.resize(1);
  // That something does not begin, since it was so before, goes without saying.
  if (!step.claim.holds && IsBeginning(step.claim.node)) {
    std::erase_if(premises, [&](core::ProofId premise) { return prover_.Step(premise).claim.holds; });
  }
  for (core::ProofId premise : premises) Append(ids, OfStep(premise));
  return ids;
}

Explainer::Ids Explainer::OfFact(const core::Claim& claim, const core::ProofStep& step) {
  const Feed* const feed = feeds_[static_cast<size_t>(claim.node)];
  if (feed == nullptr || !step.fact) return {};
  const Feed::Item& item = feed->items[*step.fact];
  if (item.fact == Feed::kNoFact) return {};
  const Fact& fact = record_->chronicle().facts.facts[item.fact];
  if (record_->law().IsParameters(fact.predicate)) return {};  // which of several rules it is (see RuleOf)
  const Entry& entry = record_->chronicle().entries[fact.statement];
  if (entry.statement == Entry::kNoRow && record_->law().rules.predicate(fact.predicate).tacit) return {};
  Argument argument;
  argument.from = claim.span.begin;
  argument.through = claim.span.end - 1;
  argument.predicate = fact.predicate;
  if (entry.statement == Entry::kNoRow) {
    argument.kind = Argument::Kind::kText;
    argument.origin = entry.origin;
  } else {
    argument.kind = Argument::Kind::kStatement;
    argument.entries.push_back(fact.statement);
    for (uint32_t support : entry.supports) argument.entries.push_back(support);
  }
  const size_t arity = record_->law().rules.predicate(fact.predicate).schema.size();
  const std::span<const core::Value> row = record_->chronicle().facts.Row(fact, arity);
  argument.text = record_->Say(fact.predicate, core::PatternOf(row));
  return {Add(std::move(argument))};
}

Explainer::Ids Explainer::OfStep(core::ProofId id) {
  const auto key = static_cast<uint32_t>(id);
  if (const auto known = of_step_.find(key); known != of_step_.end()) return known->second;
  const core::ProofStep& step = prover_.Step(id);
  const core::Claim claim = step.claim;
  if (!claim.holds && IsByRuleOfAnotherNorm(claim)) return of_step_[key] = {};
  Ids ids;
  if (step.reason == core::Reason::kFact) {
    ids = OfFact(claim, step);
  }
  const std::optional<PredicateId> named = named_[static_cast<size_t>(claim.node)];
  if (!named) {
    if (step.reason != core::Reason::kFact) ids = OfPremises(step);
    return of_step_[key] = std::move(ids);
  }
  const Predicate& info = record_->law().rules.predicate(*named);
  if (!claim.holds && IsOfAnotherNorm(info, claim.pattern)) return of_step_[key] = {};
  if (info.tacit || !info.phrase) {
    of_step_[key] = {};
    if (ids.empty()) ids = OfPremises(prover_.Step(id));
    return of_step_[key] = std::move(ids);
  }
  // A claim about a phrase. It is entered before its premises are explained, since absences may rest on each other.
  Argument argument;
  argument.kind = claim.holds ? Argument::Kind::kHolds : Argument::Kind::kAbsent;
  argument.predicate = *named;
  argument.text = record_->Say(*argument.predicate, claim.pattern);
  argument.from = claim.span.begin;
  argument.through = claim.span.end - 1;
  argument.others = step.others;
  argument.obligation = ObligationIn(info, claim.pattern);
  if (claim.holds && ids.size() == 1 && arguments_[static_cast<size_t>(ids.front())].text == argument.text) {
    return of_step_[key] = std::move(ids);  // the statement itself says it
  }
  const ArgumentId self = Add(std::move(argument));
  of_step_[key] = {self};
  if (ids.empty()) ids = OfPremises(prover_.Step(id));
  std::erase(ids, self);
  if (!claim.holds && ObligationIn(info, claim.pattern)) {
    // No rule of its norm leads there; or all that is missing is said of the same obligation in fewer words.
    if (ids.empty()) return of_step_[key] = {};
    if (ids.size() == 1) {
      const Argument& only = arguments_[static_cast<size_t>(ids.front())];
      const bool is_absent =
          only.kind == Argument::Kind::kAbsent || only.kind == Argument::Kind::kNoStatement;
      if (is_absent && only.obligation == ObligationIn(info, claim.pattern)) return of_step_[key] = ids;
    }
  }
  if (ids.empty() && !claim.holds) arguments_[static_cast<size_t>(self)].kind = Argument::Kind::kNoStatement;
  if (ids.size() == 1) {
    // A claim about an event that only repeats a statement.
    const Argument& only = arguments_[static_cast<size_t>(ids.front())];
    if (only.text == arguments_[static_cast<size_t>(self)].text &&
        (only.kind == Argument::Kind::kStatement ||
         only.kind == arguments_[static_cast<size_t>(self)].kind)) {
      return of_step_[key] = ids;
    }
  }
  arguments_[static_cast<size_t>(self)].premises = std::move(ids);
  arguments_[static_cast<size_t>(self)].origin = RuleOf(id);
  return {self};
}

// Through the question's own plan, down to the rows of the record.
Explainer::Ids Explainer::OfQuestionStep(core::Prover& prover, core::ProofId id, const QuestionNodes& nodes) {
  const core::ProofStep& step = prover.Step(id);
  const core::Claim claim = step.claim;
  for (const QuestionNodes::Input& input : nodes.inputs()) {
    if (input.node != claim.node) continue;
    core::Pattern pattern = claim.pattern;
    for (size_t i = 0; i < pattern.size() && i < input.constants.size(); ++i) {
      if (!pattern[i]) pattern[i] = input.constants[i];
    }
    if (!input.source) return {};
    if (claim.holds) {
      std::vector<core::Value> row;
      for (const std::optional<core::Value>& value : pattern) row.push_back(*value);
      return OfStep(prover_.Prove(*input.source, row, claim.span.begin));
    }
    return OfStep(prover_.ProveAbsent(*input.source, pattern, claim.span.end - 1));
  }
  Ids ids;
  const std::vector<core::ProofId> premises = step.premises;
  for (core::ProofId premise : premises) Append(ids, OfQuestionStep(prover, premise, nodes));
  return ids;
}

Explainer::Evaluated::Evaluated(Record& record, const lang::Document& asked, lang::ConditionId of,
                                const std::vector<base::Symbol>& columns, Layer in)
    : question(&asked),
      condition(of),
      layer(in),
      compiled(record.Compile(asked, of, columns, in)),
      evaluation(*compiled.plan, record.timeline(), record.compounds()),
      prover(evaluation) {
  compiled.nodes->FeedInto(evaluation);
  evaluation.Run();
}

Explainer::Evaluated& Explainer::Evaluate(const lang::Document& question, lang::ConditionId condition,
                                          const std::vector<base::Symbol>& columns, Layer layer) {
  for (const std::unique_ptr<Evaluated>& one : evaluated_) {
    if (one->question == &question && one->condition == condition && one->layer == layer) return *one;
  }
  return *evaluated_.emplace_back(std::make_unique<Evaluated>(*record_, question, condition, columns, layer));
}

bool Explainer::Holds(const lang::Document& question, lang::ConditionId condition,
                      const std::vector<base::Symbol>& columns, const std::vector<core::Value>* values,
                      core::Moment moment, Layer layer) {
  const Evaluated& asked = Evaluate(question, condition, columns, layer);
  const core::Relation& answers = asked.evaluation.Of(asked.compiled.answer);
  if (values != nullptr) {
    const std::optional<uint32_t> row = answers.Find(*values);
    return row && answers.HoldsAt(*row, moment);
  }
  for (uint32_t row = 0; row < answers.size(); ++row) {
    if (answers.HoldsAt(row, moment)) return true;
  }
  return false;
}

std::vector<ArgumentId> Explainer::Why(const lang::Document& question, lang::ConditionId condition,
                                       const std::vector<base::Symbol>& columns,
                                       const std::vector<core::Value>* values, core::Moment moment,
                                       Layer layer) {
  Evaluated& asked = Evaluate(question, condition, columns, layer);
  const Record::Compiled& compiled = asked.compiled;
  core::Prover& prover = asked.prover;
  if (values != nullptr && Holds(question, condition, columns, values, moment, layer)) {
    return OfQuestionStep(prover, prover.Prove(compiled.answer, *values, moment), *compiled.nodes);
  }
  core::Pattern pattern(columns.size());
  if (values != nullptr) pattern = core::PatternOf(*values);
  return OfQuestionStep(prover, prover.ProveAbsent(compiled.answer, pattern, moment), *compiled.nodes);
}

std::vector<uint32_t> Explainer::EntriesOf(const std::vector<ArgumentId>& roots) const {
  std::set<uint32_t> entries;
  std::set<ArgumentId> seen;
  std::vector<ArgumentId> agenda(roots);
  while (!agenda.empty()) {
    const ArgumentId id = agenda.back();
    agenda.pop_back();
    if (!seen.insert(id).second) continue;
    const Argument& argument = Get(id);
    entries.insert(argument.entries.begin(), argument.entries.end());
    agenda.insert(agenda.end(), argument.premises.begin(), argument.premises.end());
  }
  return {entries.begin(), entries.end()};
}

std::vector<uint32_t> Explainer::OriginsOf(const std::vector<ArgumentId>& roots) const {
  std::set<uint32_t> origins;
  std::set<ArgumentId> seen;
  std::vector<ArgumentId> agenda(roots);
  while (!agenda.empty()) {
    const ArgumentId id = agenda.back();
    agenda.pop_back();
    if (!seen.insert(id).second) continue;
    const Argument& argument = Get(id);
    if (argument.origin != 0) origins.insert(argument.origin);
    agenda.insert(agenda.end(), argument.premises.begin(), argument.premises.end());
  }
  return {origins.begin(), origins.end()};
}

}  // namespace casus::law
