// What the resolver of bodies reports: phrases nobody declared, terms of the wrong kind, comparisons of
// unlike things.

#include <fmt/format.h>

#include <algorithm>

#include "lang/printer.h"
#include "lang/resolver_bodies.h"

namespace casus::lang {

using diag::Diagnostic;

std::string BodyResolver::Quote(TermId term) const {
  return fmt::format("`{}`", Print(document_, term, symbols_));
}

// Whether it may be a phrase whose declaration has an error, which was reported.
bool BodyResolver::MayBeLost(const Phrase& phrase) const {
  const auto parts = document_[phrase.parts];
  return std::any_of(dossier_.documents.begin(), dossier_.documents.end(), [&](const Document& document) {
    const std::vector<base::Symbol>& lost = document.lost_words;
    return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
      return part.is_word && std::find(lost.begin(), lost.end(), part.word) != lost.end();
    });
  });
}

void BodyResolver::ReportUnknown(const Phrase& phrase) {
  if (MayBeLost(phrase)) return;
  Diagnostic diagnostic(diag::Kind::kUnknownPhrase, document_.Place(phrase.extent),
                        "no phrase has these words");
  const auto parts = document_[phrase.parts];
  constexpr std::string_view kNorms[] = {"duty", "ban", "right", "power", "limit", "effect"};
  const std::string_view first =
      parts.size() > 1 && parts.front().is_word ? symbols_.Name(parts.front().word) : std::string_view();
  if (std::find(std::begin(kNorms), std::end(kNorms), first) != std::end(kNorms)) {
    diagnostic.helps.push_back(
        fmt::format("if this is a norm, indent it below its article: `  {} …`", first));
    return sink_.Report(std::move(diagnostic));
  }
  const PredicateList nearest = vocabulary_.phrases().Nearest(parts, 2, symbols_);
  for (const PredicateId id : nearest) {
    diagnostic.helps.push_back(fmt::format("did you mean `{}`?", vocabulary_.Say(id, symbols_)));
    diagnostic.labels.push_back({Place(vocabulary_.predicate(id).origin), "this one is declared here"});
  }
  if (nearest.empty()) {
    std::string pattern;
    for (const Part& part : parts) {
      pattern += part.is_word ? fmt::format(" {}", symbols_.Name(part.word)) : " {…: …}";
    }
    diagnostic.helps.push_back(
        fmt::format("declare it, as `event{0}` if it happens on a day, as `state{0}` if it lasts", pattern));
  }
  sink_.Report(std::move(diagnostic));
}

void BodyResolver::ReportMisfit(const Phrase& phrase, const PredicateList& candidates) {
  if (candidates.size() == 1) {
    const Predicate& predicate = vocabulary_.predicate(candidates.front());
    if (phrase.occurrence != kNoSymbol && !predicate.is_event) {
      sink_.Report(Diagnostic(diag::Kind::kWrongKind, document_.Place(phrase.extent),
                              fmt::format("a state has no occurrences for `?{}` to stand for",
                                          symbols_.Name(phrase.occurrence)))
                       .Mark(Place(predicate.origin), "it is declared as a state here")
                       .Help("take `as` away, or ask for the event that begins it"));
      return;
    }
    ForEachArgument(phrase, candidates.front(), [&](TermId term, const Slot& slot) {
      if (!Fits(term, slot.type)) ReportMisfit(term, slot, candidates.front());
    });
    return;
  }
  Diagnostic diagnostic(diag::Kind::kWrongKind, document_.Place(phrase.extent),
                        "several phrases have these words, and none of them takes these terms");
  for (const PredicateId id : candidates) {
    std::string why;
    ForEachArgument(phrase, id, [&](TermId term, const Slot& slot) {
      if (!why.empty() || Fits(term, slot.type)) return;
      why = fmt::format("{} is not {}", Quote(term), vocabulary_.Say(slot.type, symbols_));
    });
    diagnostic.labels.push_back(
        {Place(vocabulary_.predicate(id).origin), why.empty() ? "this one is a state" : why});
  }
  sink_.Report(std::move(diagnostic));
}

void BodyResolver::ReportMisfit(TermId id, const Slot& slot, PredicateId predicate) {
  const Term& term = Get(id);
  const std::string wanted = vocabulary_.Say(slot.type, symbols_);
  if (term.kind == Term::Kind::kVariable) {
    const VariableTypes::Constraint& other = types_.ConflictWith(term.symbol, slot.type);
    sink_.Report(
        Diagnostic(diag::Kind::kVariableConflict, document_.Place(term.extent),
                   fmt::format("`?{}` can't be both {} and {}", symbols_.Name(term.symbol),
                               vocabulary_.Say(other.type, symbols_), wanted))
            .Here(fmt::format("here it is {}", wanted))
            .Mark(document_.Place(other.place),
                  fmt::format("here it is {}", vocabulary_.Say(other.type, symbols_)))
            .Help("a variable stands for one thing throughout a rule; name the other one differently"));
    return;
  }
  const Entity* entity = term.kind == Term::Kind::kName ? vocabulary_.FindEntity(term.symbol) : nullptr;
  Diagnostic diagnostic(diag::Kind::kWrongKind, document_.Place(term.extent),
                        fmt::format("{} is {}, and here must stand {}", Quote(id),
                                    vocabulary_.Say(TypeOf(id), symbols_), wanted));
  diagnostic.here = fmt::format("the phrase is `{}`", vocabulary_.Say(predicate, symbols_));
  if (entity != nullptr) diagnostic.labels.push_back({Place(entity->origin), "it is declared here"});
  diagnostic.labels.push_back(
      {Place(vocabulary_.predicate(predicate).origin), "the phrase is declared here"});
  sink_.Report(std::move(diagnostic));
}

void BodyResolver::ReportAmbiguous(const Phrase& phrase) {
  for (const Part& part : document_[phrase.parts]) {
    for (const TermId term : document_[part.terms]) {
      const bool is_open = Get(term).kind == Term::Kind::kVariable || Get(term).kind == Term::Kind::kAny;
      if (!is_open && TypeOf(term).of == Type::Of::kUnknown)
        return;  // already diagnosed, and it might have decided
    }
  }
  vocabulary_.phrases().Find(document_[phrase.parts], found_);
  Diagnostic diagnostic(diag::Kind::kAmbiguousPhrase, document_.Place(phrase.extent),
                        "this may be more than one phrase");
  for (const PredicateId id : found_) {
    if (!Fits(id, phrase)) continue;
    diagnostic.labels.push_back(
        {Place(vocabulary_.predicate(id).origin), fmt::format("`{}`", vocabulary_.Say(id, symbols_))});
  }
  diagnostic.helps.push_back(
      "name the thing that is meant, or say of its variable in another phrase what it is; or declare one of "
      "the phrases "
      "with other words");
  sink_.Report(std::move(diagnostic));
}

void BodyResolver::CheckComparison(const Condition& comparison) {
  const Type left = TypeOf(comparison.left);
  const Type right = TypeOf(comparison.right);
  if (left.of == Type::Of::kUnknown || right.of == Type::Of::kUnknown) return;
  const auto report = [&](std::string message, std::string help) {
    sink_.Report(Diagnostic(diag::Kind::kUnlikeTerms, document_.Place(comparison.extent), std::move(message))
                     .Mark(document_.Place(Get(comparison.left).extent), vocabulary_.Say(left, symbols_))
                     .Mark(document_.Place(Get(comparison.right).extent), vocabulary_.Say(right, symbols_))
                     .Help(std::move(help)));
  };
  const bool is_equality =
      comparison.compare == Condition::Compare::kEqual || comparison.compare == Condition::Compare::kNotEqual;
  if (left.of != right.of) {
    report("these can't be compared", "compare numbers with numbers, dates with dates, names with names");
  } else if (!is_equality && (left.of == Type::Of::kEntity || left.of == Type::Of::kOccurrence ||
                              left.of == Type::Of::kText)) {
    report("neither of these is the greater",
           "names and texts can be equal or not (`=`, `!=`), nothing else");
  } else if (left.of == Type::Of::kEntity) {
    const Term& a = Get(comparison.left);
    const Term& b = Get(comparison.right);
    bool may_be_equal = true;
    if (a.kind == Term::Kind::kVariable && b.kind == Term::Kind::kVariable) {
      may_be_equal = types_.MayBeEqual(a.symbol, b.symbol);
    } else if (a.kind == Term::Kind::kVariable || b.kind == Term::Kind::kVariable) {
      const Term& variable = a.kind == Term::Kind::kVariable ? a : b;
      const Entity* entity = vocabulary_.FindEntity((&variable == &a ? b : a).symbol);
      may_be_equal = entity == nullptr || vocabulary_.Is(*entity, types_.TypeOf(variable.symbol).kind);
    }
    if (!may_be_equal) report("these are never the same", "one of the variables is another than you meant");
  }
}

void BodyResolver::CheckAggregate(const Aggregate& aggregate) {
  if (aggregate.function == Aggregate::Function::kCount || aggregate.of == kNone<TermId>) return;
  const Type type = TypeOf(aggregate.of);
  const bool is_order =
      aggregate.function == Aggregate::Function::kMin || aggregate.function == Aggregate::Function::kMax;
  if (type.of == Type::Of::kUnknown || type.of == Type::Of::kNumber || type.of == Type::Of::kDuration ||
      (is_order && type.of == Type::Of::kDate)) {
    return;
  }
  sink_.Report(Diagnostic(diag::Kind::kUnlikeTerms, document_.Place(Get(aggregate.of).extent),
                          fmt::format("{} is {}, which has no {}", Quote(aggregate.of),
                                      vocabulary_.Say(type, symbols_), is_order ? "order" : "sum"))
                   .Help("use `count of`, or name the number that is meant"));
}

void BodyResolver::CheckArithmetic(const Term& term) {
  for (const TermId side : {term.left, term.right}) {
    if (side == kNone<TermId>) continue;
    const Type type = TypeOf(side);
    if (type.of != Type::Of::kEntity && type.of != Type::Of::kOccurrence && type.of != Type::Of::kText)
      continue;
    sink_.Report(Diagnostic(diag::Kind::kUnlikeTerms, document_.Place(Get(side).extent),
                            fmt::format("{} is {}, with which one can't calculate", Quote(side),
                                        vocabulary_.Say(type, symbols_)))
                     .Help("calculate with numbers, dates and durations"));
  }
}

}  // namespace casus::lang
