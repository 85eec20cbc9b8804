#pragma once

// A norm in one of the rules that are made of it.
//
//   NormScene scene(workplace, place);
//   scene.NameBearer();
//   std::vector<Formula> parts;
//   scene.AddConditions(Qualifier::Kind::kWhile, parts);
//   scene.Finish(scene.Begin(Effect::kHolds, head), std::move(parts));
//
// Each rule has variables of its own, so that each gets a scene of its own: a translator over the norm's text, the
// variables by which the rule knows who is bound and by what, and what the text says of them besides (that a
// party named in it is whoever holds its seat; that the bearer is the one named).

#include <string_view>
#include <vector>

#include "lang/dossier.h"
#include "law/formula.h"
#include "law/rule_builder.h"
#include "law/translator.h"

namespace casus::law {

// Where a norm stands. Both point into the dossier.
struct NormPlace {
  const lang::Treaty* treaty = nullptr;
  const lang::NormEntry* entry = nullptr;
};

// The norms whose treaty, article and own name stand, in the order of the text.
std::vector<NormPlace> StandingNorms(const lang::Dossier& dossier, const ClauseFilter& stands);

// Whether a clause that names a treaty, an article or a norm means this norm, too.
bool Covers(base::Symbol reference, const NormPlace& place);

// Moves the formulas of `from` to the end of `to`.
void Append(std::vector<Formula>& to, std::vector<Formula> from);

// The phrase itself in what the translation of a phrase gave: the last conjunct.
Formula& AtomOf(Formula& translated);

class NormScene {
 public:
  NormScene(Workplace& workplace, const NormPlace& place);

  const NormPlace& place() const { return place_; }
  const lang::Treaty& treaty() const { return *place_.treaty; }
  const lang::NormEntry& entry() const { return *place_.entry; }
  const lang::Norm& norm() const { return *place_.entry->norm; }
  const lang::Document& text() const { return *text_; }
  Workplace& workplace() { return *workplace_; }
  Translator& translator() { return translator_; }

  // The norm's name as a term.
  Term Name() const { return Term::Name(entry().name); }
  // A phrase that every dossier has, by its machine name.
  PredicateId Std(std::string_view machine_name) { return workplace_->Get(machine_name); }

  const lang::Qualifier* Find(lang::Qualifier::Kind kind) const;
  bool Has(lang::Qualifier::Kind kind) const { return Find(kind) != nullptr; }
  // Whether the text, as far as it was translated, speaks of ?variable.
  bool Mentions(std::string_view variable) const;
  // The norm in whose breach this one is given; nothing if it is given in none.
  const lang::NormEntry* Parent() const;
  // A duty of which a state of affairs, while a condition lasts, is the breach, and not a missed time.
  bool IsDutyToAct() const;  // a duty that is not one to abstain
  bool IsUpkeep() const;
  // A duty to do something by a time, or to abstain for a time: its `unless` is read when it arises.
  bool IsDeadlined() const;

  // The conditions of the qualifiers of a kind, or their negations, at the end of `parts`.
  void AddConditions(lang::Qualifier::Kind kind, std::vector<Formula>& parts);
  void AddNegations(lang::Qualifier::Kind kind, std::vector<Formula>& parts);
  // All conditions under which the norm stands for whom it binds, its occasion among them.
  void AddCircumstances(std::vector<Formula>& parts);
  // The norm's phrase, with the conditions that its terms bring along.
  Formula Phrase() { return translator_.Translate(norm().phrase); }
  // A variable for each `_` of a phrase and for its occurrence: permissions and powers look acts up by all their slots.
  void NameSlots(Formula& atom);

  // Names the bearer: the phrase's first slot, or who a limit is on.
  void NameBearer();
  const Term& bearer() const { return bearer_; }
  // The obligation that stands in this rule, with its bearer, its counterpart and what its occasion bound.
  void SetObligation(Variable obligation) { obligation_ = obligation; }
  Term Obligation() const { return Term::Var(obligation_); }
  // Says that the variable is a party already: it follows from the obligation.
  void AddKnown(Variable party) { known_.push_back(party); }

  Rule Begin(Effect effect, PredicateId head) const;
  // Who the seats are that the text named since the last call; who the bearer is, if it names one.
  std::vector<Formula> TakeNames();
  // Adds `rule` with these parts, the names, and the variables of the text.
  void Finish(Rule rule, std::vector<Formula> parts);

 private:
  Workplace* workplace_;
  NormPlace place_;
  const lang::Document* text_;
  Translator translator_;
  Variable obligation_ = -1;
  Term bearer_;
  std::vector<Formula> constants_;  // what the bearer's variable is, if the text names it
  std::vector<Variable> known_;
};

}  // namespace casus::law
