#include "lang/resolver_bodies.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"

namespace casus::lang {

using diag::Diagnostic;

namespace {

// What one can calculate with.
bool IsQuantity(Type::Of of) {
  return of == Type::Of::kNumber || of == Type::Of::kDate || of == Type::Of::kDuration;
}

}  // namespace

BodyResolver::BodyResolver(Document& document, const Dossier& dossier, const base::SymbolTable& symbols,
                           diag::Sink& sink)
    : document_(document),
      dossier_(dossier),
      vocabulary_(dossier.vocabulary),
      symbols_(symbols),
      sink_(sink),
      names_(dossier, symbols),
      actor_(dossier.vocabulary.FindKind("Actor", symbols)),
      types_(dossier.vocabulary) {}

void BodyResolver::Begin(const NameScope& scope) {
  scope_ = scope;
  types_.Clear();
  statement_ = nullptr;
  row_variables_.clear();
  pending_.clear();
  comparisons_.clear();
  computed_.clear();
}

void BodyResolver::Assume(base::Symbol variable, const Type& type, Extent place) {
  types_.Restrict(variable, type, place);
}

// --- Terms ---

void BodyResolver::ResolveName(Term& term) {
  if (const auto name = names_.Find(term.symbol, scope_)) {
    term.symbol = *name;
    return;
  }
  if (const LabelTarget* target = names_.FindReference(term.symbol, scope_)) {
    if (target->kind == LabelTarget::Kind::kStatement || target->kind == LabelTarget::Kind::kRow) return;
    if (const auto provision = names_.ProvisionOf(*target)) {
      term.symbol = *provision;
      return;
    }
  }
  const std::string_view name = symbols_.Name(term.symbol);
  Diagnostic diagnostic(diag::Kind::kUnknownName, document_.Place(term.extent),
                        fmt::format("nothing is called `{}`", name));
  if (const auto nearest = names_.NearestEntity(name, scope_)) {
    diagnostic.helps.push_back(fmt::format("did you mean `{}`?", *nearest));
    diagnostic.fix = diag::FixIt{diagnostic.span, *nearest};
  } else {
    diagnostic.helps.push_back(
        fmt::format("declare it with its kind, on a line of its own: `State {}`", name));
  }
  sink_.Report(std::move(diagnostic));
  term.kind = Term::Kind::kError;
}

void BodyResolver::ResolveThis(Term& term) {
  const bool is_treaty = symbols_.Name(term.symbol) == "treaty";
  const base::Symbol name = scope_.treaty == nullptr ? kNoSymbol
                            : is_treaty              ? scope_.treaty->name
                                                     : scope_.article;
  if (name == kNoSymbol) {
    sink_.Report(Diagnostic(diag::Kind::kThisOutsideTreaty, document_.Place(term.extent),
                            fmt::format("`this {}` stands outside of {}", symbols_.Name(term.symbol),
                                        is_treaty ? "a treaty" : "an article"))
                     .Help("write the name of the one that is meant"));
    term.kind = Term::Kind::kError;
    return;
  }
  term.kind = Term::Kind::kName;
  term.symbol = name;
}

void BodyResolver::Add(TermId id) {
  if (id == kNone<TermId>) return;
  Term& term = document_.terms[static_cast<uint32_t>(id)];
  switch (term.kind) {
    case Term::Kind::kName:
      return ResolveName(term);
    case Term::Kind::kThis:
      return ResolveThis(term);
    case Term::Kind::kAdd:
    case Term::Kind::kSubtract:
    case Term::Kind::kMultiply:
    case Term::Kind::kDivide:
    case Term::Kind::kNegate:
      computed_.push_back(id);
      Add(term.left);
      return Add(term.right);
    case Term::Kind::kAggregate: {
      computed_.push_back(id);
      Add(document_.aggregates[term.index].of);
      return Add(document_.aggregates[term.index].where);
    }
    case Term::Kind::kError:
    case Term::Kind::kVariable:
    case Term::Kind::kAny:
    case Term::Kind::kNumber:
    case Term::Kind::kRange:
    case Term::Kind::kDate:
    case Term::Kind::kDuration:
    case Term::Kind::kText:
      return;
  }
}

void BodyResolver::AddActor(TermId id) {
  if (id == kNone<TermId>) return;
  Add(id);
  const Term& term = Get(id);
  if (!actor_) return;
  const Type actor{Type::Of::kEntity, *actor_};
  if (!Fits(id, actor)) {
    sink_.Report(Diagnostic(diag::Kind::kWrongKind, document_.Place(term.extent),
                            fmt::format("{} can't act", Quote(id)))
                     .Here(fmt::format("here stands {}", vocabulary_.Say(actor, symbols_))));
  } else if (term.kind == Term::Kind::kVariable) {
    types_.Restrict(term.symbol, actor, term.extent);
  }
}

Type BodyResolver::TypeOf(TermId id) const {
  const Term& term = Get(id);
  switch (term.kind) {
    case Term::Kind::kName: {
      const Entity* entity = vocabulary_.FindEntity(term.symbol);
      if (entity == nullptr) return {Type::Of::kOccurrence, {}};  // a labelled statement
      return entity->kind == kNone<KindId> ? Type{} : Type{Type::Of::kEntity, entity->kind};
    }
    case Term::Kind::kVariable:
      return types_.TypeOf(term.symbol);
    case Term::Kind::kNumber:
    case Term::Kind::kRange:
      return {Type::Of::kNumber, {}};
    case Term::Kind::kDate:
      return {Type::Of::kDate, {}};
    case Term::Kind::kDuration:
      return {Type::Of::kDuration, {}};
    case Term::Kind::kText:
      return {Type::Of::kText, {}};
    case Term::Kind::kNegate:
    case Term::Kind::kAdd:
    case Term::Kind::kSubtract:
    case Term::Kind::kMultiply:
    case Term::Kind::kDivide:
      return TypeOfCalculation(term);
    case Term::Kind::kAggregate: {
      const Aggregate& aggregate = document_.aggregates[term.index];
      if (aggregate.function == Aggregate::Function::kCount) return {Type::Of::kNumber, {}};
      const Type type = aggregate.of == kNone<TermId> ? Type{} : TypeOf(aggregate.of);
      return IsQuantity(type.of) ? type : Type{};
    }
    case Term::Kind::kError:
    case Term::Kind::kAny:
    case Term::Kind::kThis:
      return {};
  }
  CHECK(false) << "term " << static_cast<int>(term.kind);
  return {};
}

// Of dates, durations and numbers; unknown of what can't be calculated with.
Type BodyResolver::TypeOfCalculation(const Term& term) const {
  using Of = Type::Of;
  const Of left = TypeOf(term.left).of;
  const Of right = term.right == kNone<TermId> ? left : TypeOf(term.right).of;
  if (!IsQuantity(left) || !IsQuantity(right)) return {};
  const bool is_sum = term.kind == Term::Kind::kAdd || term.kind == Term::Kind::kSubtract;
  if (is_sum && left == Of::kDate && right == Of::kDate) return {Of::kDuration, {}};
  if (!is_sum && left == Of::kDuration && right == Of::kDuration && term.kind != Term::Kind::kNegate) {
    return {Of::kNumber, {}};  // how many times one goes into the other
  }
  if (left == Of::kDate || right == Of::kDate) return {Of::kDate, {}};
  return {left == Of::kDuration ? left : right, {}};
}

bool BodyResolver::Fits(TermId id, const Type& slot) const {
  const Term& term = Get(id);
  if (slot.of == Type::Of::kUnknown) return true;
  if (term.kind == Term::Kind::kVariable) return types_.Admits(term.symbol, slot);
  if (term.kind == Term::Kind::kName && slot.of == Type::Of::kEntity) {
    const Entity* entity = vocabulary_.FindEntity(term.symbol);
    return entity != nullptr && vocabulary_.Is(*entity, slot.kind);
  }
  const Type type = TypeOf(id);
  return type.of == Type::Of::kUnknown || type.of == slot.of;
}

// --- Phrases ---

bool BodyResolver::Fits(PredicateId predicate, const Phrase& phrase) const {
  if (phrase.occurrence != kNoSymbol && !vocabulary_.predicate(predicate).is_event) return false;
  bool fits = true;
  ForEachArgument(phrase, predicate, [&](TermId term, const Slot& slot) {
    fits = fits && Fits(term, slot.type) &&
           (Get(term).kind != Term::Kind::kVariable || RowsFit(Get(term).symbol, slot.type));
  });
  return fits;
}

// While there is a choice, the rows of a statement decide, too.
bool BodyResolver::RowsFit(base::Symbol variable, const Type& slot) const {
  if (statement_ == nullptr || found_.size() < 2) return true;
  const auto column =
      std::find(row_variables_.begin(), row_variables_.end(), variable) - row_variables_.begin();
  const auto rows = document_[statement_->rows];
  return std::all_of(rows.begin(), rows.end(), [&](const Row& row) {
    const auto values = document_[row.values];
    return static_cast<size_t>(column) >= values.size() || Fits(values[static_cast<size_t>(column)], slot);
  });
}

void BodyResolver::Add(PhraseId id) {
  if (id == kNone<PhraseId>) return;
  const Phrase& phrase = document_[id];
  for (const Part& part : document_[phrase.parts]) {
    if (part.is_word) continue;
    for (const TermId term : document_[part.terms]) Add(term);
    if (part.terms.count > 1 && statement_ == nullptr) {
      sink_.Report(
          Diagnostic(diag::Kind::kSharedSlot, document_.Place(part.extent), "several names share this place")
              .Here("a statement of the chronicle may do that; a rule says one thing")
              .Help("write a line for each of them"));
    }
  }
  if (!Decide(id)) pending_.push_back(id);
}

bool BodyResolver::Decide(PhraseId id) {
  const Phrase& phrase = document_[id];
  vocabulary_.phrases().Find(document_[phrase.parts], found_);
  if (found_.empty()) {
    ReportUnknown(phrase);
    return true;
  }
  std::optional<PredicateId> fitting;
  for (const PredicateId candidate : found_) {
    if (!Fits(candidate, phrase)) continue;
    if (fitting) return false;
    fitting = candidate;
  }
  if (fitting) {
    Settle(id, *fitting);
  } else {
    ReportMisfit(phrase, found_);
  }
  return true;
}

void BodyResolver::Settle(PhraseId id, PredicateId predicate) {
  Phrase& phrase = document_.phrases[static_cast<uint32_t>(id)];
  phrase.predicate = predicate;
  phrase.arguments.begin = static_cast<uint32_t>(document_.term_lists.size());
  for (const Part& part : document_[phrase.parts]) {
    if (part.is_word) continue;
    document_.term_lists.push_back(document_.term_lists[part.terms.begin]);
  }
  phrase.arguments.count = static_cast<uint32_t>(document_.term_lists.size()) - phrase.arguments.begin;
  ForEachArgument(phrase, predicate, [&](TermId term, const Slot& slot) {
    if (Get(term).kind != Term::Kind::kVariable) return;
    if (types_.Admits(Get(term).symbol, slot.type)) {
      types_.Restrict(Get(term).symbol, slot.type, Get(term).extent);
    } else {
      ReportMisfit(term, slot, predicate);  // the variable stands in two slots of this very phrase
    }
  });
  if (phrase.occurrence != kNoSymbol && types_.Admits(phrase.occurrence, {Type::Of::kOccurrence, {}})) {
    types_.Restrict(phrase.occurrence, {Type::Of::kOccurrence, {}}, phrase.extent);
  }
}

// --- Conditions ---

void BodyResolver::Add(ConditionId id) {
  if (id == kNone<ConditionId>) return;
  const Condition condition = document_[id];
  switch (condition.kind) {
    case Condition::Kind::kError:
      return;
    case Condition::Kind::kPhrase:
      return Add(condition.phrase);
    case Condition::Kind::kCompare:
      Add(condition.left);
      Add(condition.right);
      comparisons_.push_back(id);
      return;
    case Condition::Kind::kAlleged:
      AddActor(condition.left);
      break;
    case Condition::Kind::kAnd:
    case Condition::Kind::kOr:
    case Condition::Kind::kNot:
    case Condition::Kind::kEvery:
    case Condition::Kind::kOnce:
    case Condition::Kind::kThroughout:
    case Condition::Kind::kEventually:
    case Condition::Kind::kPrevious:
    case Condition::Kind::kSince:
    case Condition::Kind::kUntil:
      break;
  }
  for (uint32_t i = 0; i < condition.children.count; ++i) Add(document_[condition.children][i]);
}

void BodyResolver::Finish() {
  for (bool progress = true; progress;) {
    progress = false;
    for (const ConditionId comparison : comparisons_) progress |= Unify(document_[comparison]);
    progress |= std::erase_if(pending_, [&](PhraseId phrase) { return Decide(phrase); }) > 0;
  }
  for (const PhraseId phrase : pending_) ReportAmbiguous(document_[phrase]);
  if (!pending_.empty()) return;  // what the phrases would have said of the variables is not known
  for (const ConditionId comparison : comparisons_) CheckComparison(document_[comparison]);
  for (const TermId id : computed_) {
    const Term& term = Get(id);
    if (term.kind == Term::Kind::kAggregate) {
      CheckAggregate(document_.aggregates[term.index]);
    } else {
      CheckArithmetic(term);
    }
  }
}

// What is equal to a term is of its type. Says whether a variable has got one.
bool BodyResolver::Unify(const Condition& comparison) {
  if (comparison.compare != Condition::Compare::kEqual) return false;
  bool progress = false;
  const auto take = [&](TermId to, TermId from) {
    const Term& term = Get(to);
    const Type type = TypeOf(from);
    if (term.kind != Term::Kind::kVariable || types_.IsKnown(term.symbol) || type.of == Type::Of::kUnknown)
      return;
    types_.Restrict(term.symbol, type, term.extent);
    progress = true;
  };
  take(comparison.left, comparison.right);
  take(comparison.right, comparison.left);
  return progress;
}

// --- Statements ---

void VariablesOf(const Document& document, const Phrase& phrase, std::vector<base::Symbol>& variables) {
  const auto add = [&](TermId id, auto&& self) -> void {
    if (id == kNone<TermId>) return;
    const Term& term = document[id];
    if (term.kind == Term::Kind::kVariable) {
      if (std::find(variables.begin(), variables.end(), term.symbol) == variables.end()) {
        variables.push_back(term.symbol);
      }
    } else {
      self(term.left, self);
      self(term.right, self);
    }
  };
  for (const Part& part : document[phrase.parts]) {
    if (part.is_word) continue;
    for (const TermId term : document[part.terms]) add(term, add);
  }
}

void BodyResolver::ResolveStatement(Statement& statement) {
  if (statement.phrase == kNone<PhraseId>) return;
  Begin({});
  statement_ = &statement;
  if (statement.rows.count > 0) {
    VariablesOf(document_, document_[statement.phrase], row_variables_);
    for (const Row& row : document_[statement.rows]) {
      for (const TermId value : document_[row.values]) Add(value);
    }
  }
  Add(statement.phrase);
  Finish();
  if (statement.rows.count > 0) CheckRows(statement);
}

void BodyResolver::CheckRows(const Statement& statement) {
  const Phrase& phrase = document_[statement.phrase];
  if (phrase.predicate == kNone<PredicateId>) return;  // already diagnosed
  ForEachArgument(phrase, phrase.predicate, [&](TermId term, const Slot& slot) {
    if (Get(term).kind != Term::Kind::kVariable) return;
    const auto column = static_cast<size_t>(
        std::find(row_variables_.begin(), row_variables_.end(), Get(term).symbol) - row_variables_.begin());
    for (const Row& row : document_[statement.rows]) {
      const auto values = document_[row.values];
      if (column >= values.size()) continue;  // already diagnosed
      if (!Fits(values[column], slot.type)) ReportMisfit(values[column], slot, phrase.predicate);
    }
  });
}

}  // namespace casus::lang
