#include "lang/resolver.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace casus::lang {

using diag::Diagnostic;

Resolver::Resolver(std::vector<Document> documents, size_t first_own, base::SymbolTable& symbols,
                   diag::Sink& sink)
    : symbols_(symbols), sink_(sink), names_(dossier_, symbols) {
  dossier_.documents = std::move(documents);
  dossier_.first_own = first_own;
}

Dossier Resolver::Resolve() && {
  DeclareKinds();
  DeclarePhrases();
  DeclareSettings();
  DeclareEntities();
  DeclareTreaties();
  DeclareLabels();
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) ResolveBodies(d);
  for (const Treaty& treaty : dossier_.treaties) ResolveTreaty(treaty);
  AttachClauses();
  return std::move(dossier_);
}

// --- Bodies of a document ---

void Resolver::ResolveBodies(uint32_t d) {
  Document& doc = document(d);
  BodyResolver bodies(doc, dossier_, symbols_, sink_);
  current_ = &doc;
  bodies_ = &bodies;
  for (const Head& head : declarations_) {
    if (head.document == d && head.predicate != kNone<PredicateId>) ResolveDeclaration(head);
  }
  for (RuleDeclaration& rule : doc.rules) ResolveRule(d, rule);
  for (Statement& statement : doc.statements) {
    bodies.ResolveStatement(statement);
    ResolveDay(statement.when.first);
    ResolveDay(statement.when.last);
    ResolveQualifiers(statement.qualifiers, {});
    for (const Row& row : doc[statement.rows]) ResolveQualifiers(row.qualifiers, {});
  }
  for (const EntityDeclaration& entity : doc.entities) ResolveQualifiers(entity.qualifiers, {});
  for (const AsideDeclaration& aside : doc.asides) ResolveSource(aside.source);
  for (const Expectation& expectation : doc.expectations) {
    bodies.Begin({});
    bodies.Add(expectation.condition);
    bodies.Finish();
    ResolveDay(expectation.first);
    ResolveDay(expectation.last);
    ResolveSource(expectation.source);
    ResolveLensName(expectation.lens);
    ResolveQualifiers(expectation.qualifiers, {});
  }
  for (const LensDeclaration& lens : doc.lenses) ResolveLens(lens);
}

void Resolver::ResolveDeclaration(const Head& head) {
  const PhraseDeclaration& declaration = current_->phrase_declarations[head.index];
  for (const Clause& clause : declaration.clauses) {
    bodies_->Begin({});
    const Predicate& predicate = dossier_.vocabulary.predicate(head.predicate);
    size_t slot = 0;
    for (const DeclaredPart& part : declaration.parts) {
      if (!part.forms.empty()) continue;
      const Type& type = predicate.slots[slot++].type;
      if (bodies_->types().Admits(part.variable, type)) bodies_->Assume(part.variable, type, part.extent);
    }
    bodies_->Add(clause.condition);
    bodies_->Finish();
    ResolveSlots(clause, head.predicate);
    ResolveQualifiers(clause.qualifiers, {});
    CheckStandardOnly(head.document, clause);
  }
}

void Resolver::ResolveRule(uint32_t d, const RuleDeclaration& rule) {
  if (rule.phrase == kNone<PhraseId>) return;
  bodies_->Begin({});
  bodies_->Add(rule.phrase);
  bodies_->Finish();
  const Phrase phrase = (*current_)[rule.phrase];
  for (const Clause& clause : rule.clauses) {
    bodies_->Begin({});
    if (phrase.predicate != kNone<PredicateId>) {
      const std::vector<Slot>& slots = dossier_.vocabulary.predicate(phrase.predicate).slots;
      for (size_t i = 0; i < slots.size(); ++i) {
        const Term& term = (*current_)[(*current_)[phrase.arguments][i]];
        if (term.kind != Term::Kind::kVariable || !bodies_->types().Admits(term.symbol, slots[i].type))
          continue;
        bodies_->Assume(term.symbol, slots[i].type, term.extent);
      }
      ResolveSlots(clause, phrase.predicate);
    }
    bodies_->Add(clause.condition);
    bodies_->Finish();
    ResolveQualifiers(clause.qualifiers, {});
    CheckStandardOnly(d, clause);
  }
}

void Resolver::CheckStandardOnly(uint32_t d, const Clause& clause) {
  if (d < dossier_.first_own) return;
  const bool is_primitive = clause.kind == Clause::Kind::kPrimitive;
  if (!is_primitive && clause.kind != Clause::Kind::kVerdict) return;
  sink_.Report(
      Diagnostic(diag::Kind::kStandardOnly, current_->Place(clause.extent),
                 fmt::format("`{}` is for the standard vocabulary", is_primitive ? "primitive" : "verdict"))
          .Here("the program itself has to know of such a phrase")
          .Help("say with `begins when`, `while` or `happens when` when it is so"));
}

// `one … per …` and `reaches parts of …`: names of slots become their numbers.
void Resolver::ResolveSlots(const Clause& clause, PredicateId id) {
  if (clause.kind != Clause::Kind::kOnePer && clause.kind != Clause::Kind::kReachesParts) return;
  Predicate& predicate = dossier_.vocabulary.Mutable(id);
  const auto find = [&](base::Symbol variable) -> std::optional<int> {
    for (size_t i = 0; i < predicate.slots.size(); ++i) {
      if (predicate.slots[i].variable == variable) return static_cast<int>(i);
    }
    sink_.Report(
        Diagnostic(diag::Kind::kUnknownSlot, current_->Place(clause.extent),
                   fmt::format("this phrase has no slot `{}`", Text(variable)))
            .Mark(Place(predicate.origin), fmt::format("it is `{}`", dossier_.vocabulary.Say(id, symbols_)))
            .Help("name its slots as they are declared"));
    return std::nullopt;
  };
  if (clause.kind == Clause::Kind::kReachesParts) {
    if (!clause.one.empty()) predicate.reaches_parts = find(clause.one.front());
    return;
  }
  // What is neither a key nor named before `per` goes with what there is one of.
  std::vector<int> key;
  for (const base::Symbol variable : clause.one) find(variable);
  for (const base::Symbol variable : clause.per) {
    if (const auto slot = find(variable)) key.push_back(*slot);
  }
  std::sort(key.begin(), key.end());
  predicate.key = std::move(key);
}

void Resolver::ResolveLens(const LensDeclaration& lens) {
  for (const LensLine& line : lens.lines) {
    switch (line.kind) {
      case LensLine::Kind::kKnownTo:
      case LensLine::Kind::kBelieving:
        ResolveActors(line.names, {});
        ResolveDay(line.day);
        break;
      case LensLine::Kind::kOnlySource:
        for (const Name& name : (*current_)[line.names]) ResolveSource(name);
        break;
      case LensLine::Kind::kWithout:
        ResolveReferences(line.names, {}, false);
        break;
      case LensLine::Kind::kSuppose:  // its statements are among the document's
      case LensLine::Kind::kError:
        break;
    }
  }
  ResolveQualifiers(lens.qualifiers, {});
}

// --- Treaties ---

void Resolver::ResolveTreaty(const Treaty& treaty) {
  const NameScope scope{.treaty = &treaty};
  {
    BodyResolver bodies(document(treaty.document), dossier_, symbols_, sink_);
    current_ = &document(treaty.document);
    bodies_ = &bodies;
    ResolveParties(treaty);
    ResolveQualifiers(treaty.declaration->qualifiers, scope);
    ResolveLife(treaty.declaration->life, scope);
  }
  for (const ArticleEntry& article : treaty.articles) {
    BodyResolver bodies(document(article.document), dossier_, symbols_, sink_);
    current_ = &document(article.document);
    bodies_ = &bodies;
    const NameScope inner{.treaty = &treaty, .article = article.name};
    ResolveQualifiers(article.article->qualifiers, inner);
    for (const Norm& norm : article.article->norms) {
      bodies.Begin(inner);
      AssumeParties(norm.extent);
      AddNorm(norm, inner);
      bodies.Finish();
    }
  }
}

void Resolver::ResolveParties(const Treaty& treaty) {
  ResolveActors(treaty.declaration->parties, {});
  for (const Name& name : (*current_)[treaty.declaration->parties]) {
    const Entity* entity = dossier_.vocabulary.FindEntity(name.symbol);
    if (entity == nullptr || dossier_.vocabulary.Is(*entity, "Party", symbols_)) continue;
    sink_.Report(Diagnostic(diag::Kind::kNotAParty, current_->Place(name.extent),
                            fmt::format("`{}` can't be bound by a treaty", Text(name.symbol)))
                     .Here(fmt::format("it is {}, and a treaty is between parties",
                                       dossier_.vocabulary.Say({Type::Of::kEntity, entity->kind}, symbols_)))
                     .Mark(Place(entity->origin), "it is declared here")
                     .Help("declare its kind as one of parties: `kind NAME is Party`"));
  }
}

void Resolver::AssumeParties(Extent place) {
  const auto kind = dossier_.vocabulary.FindKind("Party", symbols_);
  if (!kind) return;
  for (const std::string_view variable : {"party", "other"}) {
    bodies_->Assume(symbols_.Intern(variable), {Type::Of::kEntity, *kind}, place);
  }
}

void Resolver::ResolveLife(const std::vector<LifeLine>& lines, const NameScope& scope) {
  for (const LifeLine& line : lines) {
    bodies_->Begin(scope);
    AssumeParties(line.extent);
    bodies_->Add(line.condition);
    bodies_->Finish();
    ResolveDay(line.day);
    ResolveQualifiers(line.qualifiers, scope);
    for (const ArticleRange& range : line.articles) CheckRange(range, *scope.treaty);
    ResolveLife(line.nested, scope);
  }
}

// `term of II through VII`: articles of this treaty, the earlier one first.
void Resolver::CheckRange(const ArticleRange& range, const Treaty& treaty) {
  const auto find = [&](const Name& name) {
    const auto is_meant = [&](const ArticleEntry& entry) {
      return entry.article->label.symbol == name.symbol || entry.name == name.symbol;
    };
    return std::find_if(treaty.articles.begin(), treaty.articles.end(), is_meant);
  };
  for (const Name& name : {range.first, range.last}) {
    if (!name.empty() && find(name) == treaty.articles.end()) ReportUnknownLabel(name, {.treaty = &treaty});
  }
  const auto first = find(range.first);
  const auto last = find(range.last);
  if (last == treaty.articles.end() || first == treaty.articles.end() || first <= last) return;
  sink_.Report(
      Diagnostic(diag::Kind::kSpanReversed,
                 current_->Place({range.first.extent.begin, range.last.extent.end}),
                 "this ends before it begins")
          .Here(fmt::format("article {} stands after {}", Text(range.first.symbol), Text(range.last.symbol)))
          .Help("write the earlier article first"));
}

// A norm and what is nested below it share their variables.
void Resolver::AddNorm(const Norm& norm, const NameScope& scope) {
  bodies_->Add(norm.phrase);
  bodies_->AddActor(norm.bearer);
  bodies_->Add(norm.amount);
  bodies_->Add(norm.bound);
  for (const Qualifier& qualifier : (*current_)[norm.qualifiers]) bodies_->Add(qualifier.condition);
  ResolveQualifiers(norm.qualifiers, scope);
  for (const Norm& effect : norm.effects) AddNorm(effect, scope);
  for (const Norm& consequence : norm.on_breach) AddNorm(consequence, scope);
}

// --- Clauses ---

void Resolver::Attach(uint32_t d, const std::vector<Clause>& clauses, std::span<const TermId> head,
                      PredicateId id) {
  Predicate& predicate = dossier_.vocabulary.Mutable(id);
  for (const Clause& clause : clauses) {
    const ClauseRef reference{d, &clause, head};
    switch (clause.kind) {
      case Clause::Kind::kBeginsWhen:
        predicate.begins.push_back(reference);
        break;
      case Clause::Kind::kEndsWhen:
        predicate.ends.push_back(reference);
        break;
      case Clause::Kind::kWhile:
        predicate.holds.push_back(reference);
        break;
      case Clause::Kind::kHappensWhen:
        predicate.happens.push_back(reference);
        break;
      case Clause::Kind::kReflexive:
        predicate.reflexive = true;
        break;
      case Clause::Kind::kTransitive:
        predicate.transitive = true;
        break;
      case Clause::Kind::kPrimitive:
        predicate.primitive = true;
        break;
      case Clause::Kind::kTacit:
        predicate.tacit = true;
        break;
      case Clause::Kind::kVerdict:
        predicate.verdict = true;
        break;
      case Clause::Kind::kOnePer:        // by ResolveSlots
      case Clause::Kind::kReachesParts:  // by ResolveSlots
      case Clause::Kind::kError:
        break;
    }
  }
}

void Resolver::AttachClauses() {
  for (const Head& head : declarations_) {
    if (head.predicate == kNone<PredicateId>) continue;
    Attach(head.document, document(head.document).phrase_declarations[head.index].clauses, {},
           head.predicate);
  }
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const RuleDeclaration& rule : document(d).rules) {
      if (rule.phrase == kNone<PhraseId>) continue;
      const Phrase& phrase = document(d)[rule.phrase];
      if (phrase.predicate == kNone<PredicateId>) continue;
      Attach(d, rule.clauses, document(d)[phrase.arguments], phrase.predicate);
    }
  }
}

Dossier Resolve(std::vector<Document> documents, size_t first_own, base::SymbolTable& symbols,
                diag::Sink& sink) {
  return Resolver(std::move(documents), first_own, symbols, sink).Resolve();
}

}  // namespace casus::lang
