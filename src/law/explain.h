#pragma once

// Arguments: why an answer holds, or why not, in the dossier's own phrases.
//
//   Explainer explainer(record);
//   ArgumentId why = explainer.WhyHolds(question, condition, columns, answer.values, moment);
//   const Argument& argument = explainer.Get(why);       // argument.text, argument.premises, …
//
// The engine proves over every operator of the plan (core/proof.h). People reason over phrases: an argument keeps the claims
// about phrases and the statements at the end, and leaves out the machinery between them. Arguments are shared: what
// several conclusions rest on is one argument. Not safe for use from several threads; must not outlive the record.

#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/proof.h"
#include "law/question.h"
#include "law/record.h"

namespace casus::law {

enum class ArgumentId : uint32_t {};

struct Argument {
  enum class Kind : uint8_t {
    kHolds,        // a phrase holds, because of the premises
    kAbsent,       // a phrase does not hold, because of the premises
    kStatement,    // the chronicle says so: entries
    kText,         // the text of a treaty says so: origin
    kNoStatement,  // nothing says so
    kCut,          // the explanation goes on, and is not shown
  };
  Kind kind = Kind::kHolds;
  std::string text;  // "Lithuania controls Vilnius_Strip"; of kAbsent without "not"
  std::optional<PredicateId> predicate;
  std::optional<core::Value> obligation;  // that the claim is about
  core::Moment from = 0, through = 0;     // the moments that are explained, both included
  std::vector<uint32_t> entries;          // of the chronicle
  uint32_t origin = 0;  // of the rule or norm that was applied, or of the text: RuleBase::origins
  std::vector<ArgumentId> premises;
  size_t others = 0;  // how many more premises of the same form there are
};

class Explainer {
 public:
  explicit Explainer(Record& record);

  // Why the question holds of these values, or why not, at a moment. `layer`: certainly, or possibly. The roots of the
  // argument: one for each phrase that the answer rests on directly. The question must outlive the explainer, which evaluates it once
  // for all its answers.
  std::vector<ArgumentId> Why(const lang::Document& question, lang::ConditionId condition,
                              const std::vector<base::Symbol>& columns,
                              const std::vector<core::Value>* values, core::Moment moment, Layer layer);

  // Whether that layer has the answer at the moment; without values, any answer.
  bool Holds(const lang::Document& question, lang::ConditionId condition,
             const std::vector<base::Symbol>& columns, const std::vector<core::Value>* values,
             core::Moment moment, Layer layer);

  const Argument& Get(ArgumentId id) const { return arguments_[static_cast<size_t>(id)]; }

  // The entries of the chronicle on which an argument rests, each once, in the order of the chronicle.
  std::vector<uint32_t> EntriesOf(const std::vector<ArgumentId>& roots) const;
  // The origins of texts and norms on which it rests.
  std::vector<uint32_t> OriginsOf(const std::vector<ArgumentId>& roots) const;

 private:
  using Ids = std::vector<ArgumentId>;

  Ids OfStep(core::ProofId id);
  bool IsBeginning(core::NodeId node) const;
  Ids OfPremises(const core::ProofStep& step);
  Ids OfFact(const core::Claim& claim, const core::ProofStep& step);
  ArgumentId Add(Argument argument);
  std::optional<core::Value> ObligationIn(const Predicate& info, const core::Pattern& pattern) const;
  bool IsOfAnotherNorm(const Predicate& info, const core::Pattern& pattern) const;
  bool IsByRuleOfAnotherNorm(const core::Claim& claim) const;
  uint32_t RuleOf(core::ProofId id);
  Ids OfQuestionStep(core::Prover& prover, core::ProofId id, const QuestionNodes& nodes);

  // A question in one layer, evaluated.
  struct Evaluated {
    Evaluated(Record& record, const lang::Document& question, lang::ConditionId condition,
              const std::vector<base::Symbol>& columns, Layer layer);

    const lang::Document* question;
    lang::ConditionId condition;
    Layer layer;
    Record::Compiled compiled;
    core::Evaluation evaluation;
    core::Prover prover;
  };
  Evaluated& Evaluate(const lang::Document& question, lang::ConditionId condition,
                      const std::vector<base::Symbol>& columns, Layer layer);

  Record* record_;
  core::Prover prover_;
  std::vector<std::unique_ptr<Evaluated>> evaluated_;
  std::deque<Argument> arguments_;
  std::vector<std::optional<PredicateId>> named_;     // by node: the predicate for which it stands
  std::vector<const Feed*> feeds_;                    // by node; null: it is no input with facts
  boost::unordered_flat_map<uint32_t, Ids> of_step_;  // by proof step
};

}  // namespace casus::law
