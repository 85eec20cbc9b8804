#include "lang/binding.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace casus::lang {

bool VariableSet::Contains(base::Symbol variable) const {
  return std::find(variables_.begin(), variables_.end(), variable) != variables_.end();
}

void VariableSet::Insert(base::Symbol variable) {
  if (variable != kNoSymbol && !Contains(variable)) variables_.push_back(variable);
}

void VariableSet::Insert(const VariableSet& variables) {
  for (const base::Symbol variable : variables) Insert(variable);
}

bool VariableSet::ContainsAll(const VariableSet& variables) const {
  return std::all_of(variables.begin(), variables.end(), [&](base::Symbol v) { return Contains(v); });
}

VariableSet VariableSet::Without(std::span<const base::Symbol> variables) const {
  VariableSet rest;
  for (const base::Symbol variable : variables_) {
    if (std::find(variables.begin(), variables.end(), variable) == variables.end())
      rest.variables_.push_back(variable);
  }
  return rest;
}

VariableSet OwnVariables(const Document& document, const Aggregate& aggregate) {
  VariableSet of, bound;
  FreeVariables(document, aggregate.of, of);
  Binding(document, {}).Bind(aggregate.where, bound);
  const auto keys = document[aggregate.per];
  VariableSet own;
  for (const base::Symbol variable : of) {
    const bool is_key = std::find(keys.begin(), keys.end(), variable) != keys.end();
    if (bound.Contains(variable) && !is_key) own.Insert(variable);
  }
  return own;
}

// --- What binds ---

void Binding::Bind(PhraseId id, VariableSet& bound) const {
  if (id == kNone<PhraseId>) return;
  const Phrase& phrase = document_[id];
  for (const Part& part : document_[phrase.parts]) {
    if (part.is_word) continue;
    for (const TermId term : document_[part.terms]) {
      if (document_[term].kind == Term::Kind::kVariable) bound.Insert(document_[term].symbol);
    }
  }
  bound.Insert(phrase.occurrence);
}

void Binding::Bind(std::span<const ConditionId> conditions, VariableSet& bound) const {
  for (size_t before = bound.size() + 1; before != bound.size();) {
    before = bound.size();
    for (const ConditionId condition : conditions) Bind(condition, bound);
  }
}

void Binding::Bind(ConditionId id, VariableSet& bound) const {
  if (id == kNone<ConditionId>) return;
  const Condition& condition = document_[id];
  const auto children = document_[condition.children];
  switch (condition.kind) {
    case Condition::Kind::kPhrase:
      return Bind(condition.phrase, bound);
    case Condition::Kind::kAnd:
      return Bind(children, bound);
    case Condition::Kind::kOr: {
      std::vector<VariableSet> sides;
      for (const ConditionId child : children) Bind(child, sides.emplace_back(bound));
      if (sides.empty()) return;
      for (const base::Symbol variable : sides.front()) {
        if (std::all_of(sides.begin(), sides.end(),
                        [&](const VariableSet& side) { return side.Contains(variable); })) {
          bound.Insert(variable);
        }
      }
      return;
    }
    case Condition::Kind::kCompare:
      return BindComparison(condition, bound);
    case Condition::Kind::kAlleged:
      if (document_[condition.left].kind == Term::Kind::kVariable)
        bound.Insert(document_[condition.left].symbol);
      return Bind(children.front(), bound);
    case Condition::Kind::kOnce:
    case Condition::Kind::kThroughout:
    case Condition::Kind::kEventually:
    case Condition::Kind::kPrevious:
      return Bind(children.front(), bound);
    case Condition::Kind::kSince:
    case Condition::Kind::kUntil:
      return Bind(children.back(), bound);
    case Condition::Kind::kNot:
    case Condition::Kind::kEvery:
    case Condition::Kind::kError:
      return;
  }
}

void Binding::BindComparison(const Condition& comparison, VariableSet& bound) const {
  for (const TermId side : {comparison.left, comparison.right}) {
    if (document_[side].kind != Term::Kind::kAggregate || !IsComputable(side, bound)) continue;
    const Aggregate& aggregate = document_.aggregates[document_[side].index];
    for (const base::Symbol key : document_[aggregate.per]) bound.Insert(key);
  }
  if (comparison.compare != Condition::Compare::kEqual) return;
  const auto bind = [&](TermId to, TermId from) {
    if (document_[to].kind == Term::Kind::kVariable && IsComputable(from, bound))
      bound.Insert(document_[to].symbol);
  };
  bind(comparison.left, comparison.right);
  bind(comparison.right, comparison.left);
}

bool Binding::IsComputable(TermId term, const VariableSet& bound) const {
  std::vector<Unbound> unbound;
  FindUnbound(term, bound, Unbound::Use::kCompare, unbound);
  return unbound.empty();
}

// --- What uses ---

void Binding::FindUnbound(TermId id, const VariableSet& bound, Unbound::Use use,
                          std::vector<Unbound>& unbound) const {
  if (id == kNone<TermId>) return;
  const Term& term = document_[id];
  if (term.kind == Term::Kind::kVariable) {
    if (!bound.Contains(term.symbol)) unbound.push_back({term.symbol, use, term.extent});
  } else if (term.kind == Term::Kind::kAggregate) {
    FindUnboundOfAggregate(document_.aggregates[term.index], bound, unbound);
  } else {
    FindUnbound(term.left, bound, use, unbound);
    FindUnbound(term.right, bound, use, unbound);
  }
}

void Binding::FindUnbound(PhraseId id, const VariableSet& bound, std::vector<Unbound>& unbound) const {
  if (id == kNone<PhraseId>) return;
  for (const Part& part : document_[document_[id].parts]) {
    if (part.is_word) continue;
    for (const TermId term : document_[part.terms]) {
      if (document_[term].kind != Term::Kind::kVariable)
        FindUnbound(term, bound, Unbound::Use::kCalculate, unbound);
    }
  }
}

void Binding::RequireAll(ConditionId condition, const VariableSet& bound, Unbound::Use use,
                         std::vector<Unbound>& unbound) const {
  VariableSet free;
  FreeVariables(document_, condition, free);
  if (bound.ContainsAll(free)) return;
  std::vector<Occurrence> occurrences;
  Occurrences(document_, condition, occurrences);
  for (const base::Symbol variable : free) {
    if (bound.Contains(variable)) continue;
    const auto place = std::find_if(occurrences.begin(), occurrences.end(),
                                    [&](const Occurrence& o) { return o.variable == variable; });
    unbound.push_back({variable, use, place->place});
  }
}

void Binding::FindUnbound(ConditionId id, const VariableSet& before, std::vector<Unbound>& unbound) const {
  if (id == kNone<ConditionId>) return;
  const Condition& condition = document_[id];
  const auto children = document_[condition.children];
  VariableSet bound = before;
  Bind(id, bound);
  switch (condition.kind) {
    case Condition::Kind::kError:
      return;
    case Condition::Kind::kPhrase:
      return FindUnbound(condition.phrase, bound, unbound);
    case Condition::Kind::kCompare:
      FindUnbound(condition.left, bound, Unbound::Use::kCompare, unbound);
      return FindUnbound(condition.right, bound, Unbound::Use::kCompare, unbound);
    case Condition::Kind::kNot: {
      const size_t before_not = unbound.size();
      RequireAll(children.front(), bound, Unbound::Use::kNot, unbound);
      // A variable that is reported once is not reported again for what it does inside.
      if (unbound.size() == before_not) FindUnbound(children.front(), bound, unbound);
      return;
    }
    case Condition::Kind::kEvery:
      return FindUnboundOfEvery(condition, bound, unbound);
    case Condition::Kind::kOr:
      for (const ConditionId child : children) FindUnbound(child, before, unbound);
      return;
    case Condition::Kind::kSince:
    case Condition::Kind::kUntil: {
      const size_t before_left = unbound.size();
      RequireAll(children.front(), bound, Unbound::Use::kSince, unbound);
      if (unbound.size() == before_left) FindUnbound(children.front(), bound, unbound);
      return FindUnbound(children.back(), bound, unbound);
    }
    case Condition::Kind::kAnd:
    case Condition::Kind::kAlleged:
    case Condition::Kind::kOnce:
    case Condition::Kind::kThroughout:
    case Condition::Kind::kEventually:
    case Condition::Kind::kPrevious:
      for (const ConditionId child : children) FindUnbound(child, bound, unbound);
      return;
  }
}

void Binding::FindUnboundOfEvery(const Condition& every, const VariableSet& bound,
                                 std::vector<Unbound>& unbound) const {
  const auto children = document_[every.children];
  const size_t before = unbound.size();
  const auto all_own = document_[every.variables];
  VariableSet scope = bound;
  for (const base::Symbol own : all_own) scope.Insert(own);
  RequireAll(children.front(), scope, Unbound::Use::kEveryScope, unbound);
  RequireAll(children.back(), scope, Unbound::Use::kEveryBody, unbound);
  const VariableSet around = bound.Without(all_own);
  VariableSet given = around;
  Bind(children.front(), given);
  for (const base::Symbol own : all_own) {
    if (!given.Contains(own)) unbound.push_back({own, Unbound::Use::kEveryOwn, every.extent});
  }
  if (unbound.size() != before) return;
  VariableSet outer = outer_;
  for (const base::Symbol own : all_own) outer.Insert(own);
  const Binding inner(document_, std::move(outer));
  inner.FindUnbound(children.front(), around, unbound);
  inner.FindUnbound(children.back(), scope, unbound);
}

void Binding::FindUnboundOfAggregate(const Aggregate& aggregate, const VariableSet& bound,
                                     std::vector<Unbound>& unbound) const {
  VariableSet inner;
  FreeVariables(document_, aggregate.where, inner);
  FreeVariables(document_, aggregate.of, inner);
  const auto keys = document_[aggregate.per];
  const VariableSet own = OwnVariables(document_, aggregate);
  const size_t before = unbound.size();
  std::vector<Occurrence> occurrences;
  Occurrences(document_, aggregate.where, occurrences);
  const VariableSet around = bound.Without(own.span());
  VariableSet own_bound = around;
  for (const Occurrence& occurrence : occurrences) {
    const bool is_key = std::find(keys.begin(), keys.end(), occurrence.variable) != keys.end();
    if (is_key || own.Contains(occurrence.variable) || !outer_.Contains(occurrence.variable) ||
        own_bound.Contains(occurrence.variable)) {
      continue;
    }
    unbound.push_back({occurrence.variable, Unbound::Use::kAggregate, occurrence.place});
    own_bound.Insert(occurrence.variable);
  }
  Bind(aggregate.where, own_bound);
  FindUnbound(aggregate.of, own_bound, Unbound::Use::kAggregateOwn, unbound);
  for (const base::Symbol key : keys) {
    if (!own_bound.Contains(key)) unbound.push_back({key, Unbound::Use::kAggregateOwn, aggregate.extent});
  }
  if (unbound.size() != before) return;
  VariableSet outer = outer_;
  outer.Insert(inner);
  Binding(document_, std::move(outer)).FindUnbound(aggregate.where, around, unbound);
}

}  // namespace casus::lang
