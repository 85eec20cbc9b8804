#pragma once

// The phrases, conditions and terms of a document: which predicate a phrase is, what a name means, what a
// variable ranges over. A part of the resolver, and all that a question needs.
//
//   BodyResolver bodies(document, dossier, symbols, sink);
//   bodies.Begin({.treaty = &treaty});       // what follows shares its variables
//   bodies.Add(norm.phrase);
//   bodies.Add(qualifier.condition);
//   bodies.Finish();
//
// Where several predicates share the words of a phrase, the kinds of its terms decide. A variable may get its
// kind only from a later phrase, so such phrases wait until Finish, and are tried as long as one of them is
// decided.

#include <vector>

#include "base/symbol.h"
#include "diag/sink.h"
#include "lang/dossier.h"
#include "lang/names.h"
#include "lang/resolver_types.h"

namespace casus::lang {

class BodyResolver {
 public:
  // The dossier's vocabulary is complete; the document may be one of the dossier's, or a question.
  BodyResolver(Document& document, const Dossier& dossier, const base::SymbolTable& symbols,
               diag::Sink& sink);

  void Begin(const NameScope& scope);
  // The variable is of this type.
  void Assume(base::Symbol variable, const Type& type, Extent place);
  void Add(PhraseId phrase);
  void Add(ConditionId condition);
  void Add(TermId term);
  // The term must be an actor, for what is said or owed.
  void AddActor(TermId term);
  // Reports what is still ambiguous, and what is compared or counted though it can't be.
  void Finish();

  // A statement by itself: names distributed by `and`, rows of values.
  void ResolveStatement(Statement& statement);

  // Of the rule that was finished last.
  const VariableTypes& types() const { return types_; }

 private:
  void ResolveName(Term& term);
  void ResolveThis(Term& term);
  Type TypeOf(TermId term) const;
  Type TypeOfCalculation(const Term& term) const;
  bool Fits(TermId term, const Type& slot) const;
  bool RowsFit(base::Symbol variable, const Type& slot) const;
  bool Fits(PredicateId predicate, const Phrase& phrase) const;
  // Calls `visit(TermId, const Slot&)` for each term of the phrase, distributed ones one by one.
  template <typename Visit>
  void ForEachArgument(const Phrase& phrase, PredicateId predicate, Visit visit) const {
    const std::vector<Slot>& slots = vocabulary_.predicate(predicate).slots;
    size_t slot = 0;
    for (const Part& part : document_[phrase.parts]) {
      if (part.is_word) continue;
      for (const TermId term : document_[part.terms]) visit(term, slots[slot]);
      ++slot;
    }
  }

  // Whether the phrase needs no further try: it is decided, or an error has been reported.
  bool Decide(PhraseId phrase);
  void Settle(PhraseId phrase, PredicateId predicate);
  bool Unify(const Condition& comparison);
  void CheckComparison(const Condition& comparison);
  void CheckAggregate(const Aggregate& aggregate);
  void CheckArithmetic(const Term& term);
  void CheckRows(const Statement& statement);

  bool MayBeLost(const Phrase& phrase) const;
  void ReportUnknown(const Phrase& phrase);
  void ReportMisfit(const Phrase& phrase, const PredicateList& candidates);
  void ReportMisfit(TermId term, const Slot& slot, PredicateId predicate);
  void ReportAmbiguous(const Phrase& phrase);
  diag::Span Place(const Origin& origin) const {
    return dossier_.documents[origin.document].Place(origin.extent);
  }
  std::string Quote(TermId term) const;

  const Term& Get(TermId term) const { return document_.terms[static_cast<uint32_t>(term)]; }

  Document& document_;
  const Dossier& dossier_;
  const Vocabulary& vocabulary_;
  const base::SymbolTable& symbols_;
  diag::Sink& sink_;
  Names names_;
  NameScope scope_;
  std::optional<KindId> actor_;

  VariableTypes types_;
  const Statement* statement_ = nullptr;     // whose rows give its variables their values
  std::vector<base::Symbol> row_variables_;  // in the order of the values
  std::vector<PhraseId> pending_;
  std::vector<ConditionId> comparisons_;
  std::vector<TermId> computed_;  // aggregates and arithmetic
  PredicateList found_;
};

// The variables of a phrase in the order in which it first names them: the columns of a statement's rows.
void VariablesOf(const Document& document, const Phrase& phrase, std::vector<base::Symbol>& variables);

}  // namespace casus::lang
