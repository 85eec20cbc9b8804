// Which variables occur where.

#include <algorithm>
#include <vector>

#include "lang/binding.h"

namespace casus::lang {

void Occurrences(const Document& document, TermId id, bool in_aggregate,
                 std::vector<Occurrence>& occurrences) {
  if (id == kNone<TermId>) return;
  const Term& term = document[id];
  if (term.kind == Term::Kind::kVariable) {
    occurrences.push_back({term.symbol, term.extent, in_aggregate});
  } else if (term.kind == Term::Kind::kAggregate) {
    const Aggregate& aggregate = document.aggregates[term.index];
    Occurrences(document, aggregate.of, true, occurrences);
    for (const base::Symbol key : document[aggregate.per])
      occurrences.push_back({key, aggregate.extent, true});
    const size_t begin = occurrences.size();
    Occurrences(document, aggregate.where, occurrences);
    for (size_t i = begin; i < occurrences.size(); ++i) occurrences[i].in_aggregate = true;
  } else {
    Occurrences(document, term.left, in_aggregate, occurrences);
    Occurrences(document, term.right, in_aggregate, occurrences);
  }
}

void Occurrences(const Document& document, PhraseId id, bool in_aggregate,
                 std::vector<Occurrence>& occurrences) {
  if (id == kNone<PhraseId>) return;
  const Phrase& phrase = document[id];
  for (const Part& part : document[phrase.parts]) {
    if (part.is_word) continue;
    for (const TermId term : document[part.terms]) Occurrences(document, term, in_aggregate, occurrences);
  }
  if (phrase.occurrence != kNoSymbol) occurrences.push_back({phrase.occurrence, phrase.extent, in_aggregate});
}

void Occurrences(const Document& document, ConditionId id, std::vector<Occurrence>& occurrences) {
  if (id == kNone<ConditionId>) return;
  const Condition& condition = document[id];
  if (condition.kind == Condition::Kind::kPhrase)
    return Occurrences(document, condition.phrase, false, occurrences);
  Occurrences(document, condition.left, false, occurrences);
  Occurrences(document, condition.right, false, occurrences);
  for (const base::Symbol own : document[condition.variables])
    occurrences.push_back({own, condition.extent, false});
  for (const ConditionId child : document[condition.children]) Occurrences(document, child, occurrences);
}

void FreeVariables(const Document& document, TermId id, VariableSet& free) {
  if (id == kNone<TermId>) return;
  const Term& term = document[id];
  if (term.kind == Term::Kind::kVariable) {
    free.Insert(term.symbol);
  } else if (term.kind == Term::Kind::kAggregate) {
    for (const base::Symbol key : document[document.aggregates[term.index].per]) free.Insert(key);
  } else {
    FreeVariables(document, term.left, free);
    FreeVariables(document, term.right, free);
  }
}

void FreeVariables(const Document& document, PhraseId id, VariableSet& free) {
  if (id == kNone<PhraseId>) return;
  const Phrase& phrase = document[id];
  for (const Part& part : document[phrase.parts]) {
    if (part.is_word) continue;
    for (const TermId term : document[part.terms]) FreeVariables(document, term, free);
  }
  free.Insert(phrase.occurrence);
}

void FreeVariables(const Document& document, ConditionId id, VariableSet& free) {
  if (id == kNone<ConditionId>) return;
  const Condition& condition = document[id];
  if (condition.kind == Condition::Kind::kPhrase) return FreeVariables(document, condition.phrase, free);
  if (condition.kind == Condition::Kind::kEvery) {
    VariableSet inner;
    for (const ConditionId child : document[condition.children]) FreeVariables(document, child, inner);
    const auto own = document[condition.variables];
    for (const base::Symbol variable : inner) {
      if (std::find(own.begin(), own.end(), variable) == own.end()) free.Insert(variable);
    }
    return;
  }
  FreeVariables(document, condition.left, free);
  FreeVariables(document, condition.right, free);
  for (const ConditionId child : document[condition.children]) FreeVariables(document, child, free);
}

bool IsBroken(const Document& document, TermId id) {
  if (id == kNone<TermId>) return false;
  const Term& term = document[id];
  if (term.kind == Term::Kind::kAggregate) {
    const Aggregate& aggregate = document.aggregates[term.index];
    return IsBroken(document, aggregate.of) || IsBroken(document, aggregate.where);
  }
  return term.kind == Term::Kind::kError || IsBroken(document, term.left) || IsBroken(document, term.right);
}

bool IsBroken(const Document& document, PhraseId id) {
  if (id == kNone<PhraseId>) return true;
  const Phrase& phrase = document[id];
  if (phrase.predicate == kNone<PredicateId>) return true;
  const auto parts = document[phrase.parts];
  return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
    const auto terms = document[part.terms];
    return !part.is_word &&
           std::any_of(terms.begin(), terms.end(), [&](TermId term) { return IsBroken(document, term); });
  });
}

bool IsBroken(const Document& document, ConditionId id) {
  if (id == kNone<ConditionId>) return false;
  const Condition& condition = document[id];
  if (condition.kind == Condition::Kind::kError) return true;
  if (condition.kind == Condition::Kind::kPhrase) return IsBroken(document, condition.phrase);
  const auto children = document[condition.children];
  return IsBroken(document, condition.left) || IsBroken(document, condition.right) ||
         std::any_of(children.begin(), children.end(),
                     [&](ConditionId child) { return IsBroken(document, child); });
}

}  // namespace casus::lang
