#pragma once

// The resolver's passes over all documents of a dossier; see dossier.h for what comes out of them.
//
// First everything that has a name is declared, so that a file may speak of what a later one declares: kinds,
// phrases, settings, entities, treaties with their provisions, labels. Then what stands in the bodies is
// resolved, and last the clauses are attached to their predicates, when the pools of the documents do not
// grow any more.

#include <boost/unordered/unordered_flat_map.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "lang/dossier.h"
#include "lang/names.h"
#include "lang/resolver_bodies.h"

namespace casus::lang {

class Resolver {
 public:
  Resolver(std::vector<Document> documents, size_t first_own, base::SymbolTable& symbols, diag::Sink& sink);

  Dossier Resolve() &&;

 private:
  // A declared phrase or a rule, and its predicate; none after an error.
  struct Head {
    uint32_t document;
    uint32_t index;
    PredicateId predicate;
  };

  // Declarations (resolver_declarations.cc).
  void DeclareKinds();
  void FindKindCycles();
  void DeclarePhrases();
  void DeclareSettings();
  void DeclareHorizon(const Document& document, const HorizonDeclaration& horizon);
  void RequireHorizon();
  void DeclareEntities();
  // Whether the name was free.
  bool DeclareEntity(uint32_t document, Entity entity);
  // These report a kind that is not declared.
  std::optional<KindId> FindKind(const Document& document, const Name& kind);
  Type SlotType(const Document& document, const Name& kind);
  void ReportTwice(const Document& document, Extent place, base::Symbol name, diag::Span earlier);

  // Treaties and labels (resolver_treaties.cc).
  void DeclareTreaties();
  void DeclareArticle(uint32_t document, const ArticleDeclaration& article);
  void DeclareNorm(uint32_t document, const Norm& norm, const std::string& name, int parent, bool is_only);
  // The kind of the standard vocabulary; reports, and declares it itself, if that is not used.
  KindId StandardKind(std::string_view name, uint32_t document, Extent place);
  void DeclareLabels();
  void DeclareLabel(const Name& label, LabelTarget target);

  // Bodies (resolver.cc).
  void ResolveBodies(uint32_t document);
  void ResolveDeclaration(const Head& head);
  void ResolveRule(uint32_t document, const RuleDeclaration& rule);
  void ResolveSlots(const Clause& clause, PredicateId predicate);
  void CheckStandardOnly(uint32_t document, const Clause& clause);
  void ResolveLens(const LensDeclaration& lens);
  void ResolveTreaty(const Treaty& treaty);
  void ResolveParties(const Treaty& treaty);
  void ResolveLife(const std::vector<LifeLine>& lines, const NameScope& scope);
  void CheckRange(const ArticleRange& range, const Treaty& treaty);
  // In a treaty, ?party and ?other are parties.
  void AssumeParties(Extent place);
  void AddNorm(const Norm& norm, const NameScope& scope);

  // What stands below a line, in current_ (resolver_references.cc). A name that is not found becomes an empty
  // one.
  void ResolveQualifiers(Run<Qualifier> qualifiers, const NameScope& scope);
  void ResolveActors(Run<Name> names, const NameScope& scope);
  void ResolveReferences(Run<Name> names, const NameScope& scope, bool must_be_provision);
  void ResolveStatementLabel(const Name& name);
  void ResolveDay(DayId day);  // or none
  void ResolveSource(const Name& source);
  void ResolveLensName(const Name& lens);
  void ReportUnknownLabel(const Name& name, const NameScope& scope);

  // When all terms are resolved (resolver.cc).
  void AttachClauses();
  void Attach(uint32_t document, const std::vector<Clause>& clauses, std::span<const TermId> head,
              PredicateId predicate);

  Document& document(uint32_t index) { return dossier_.documents[index]; }
  diag::Span Place(const Origin& origin) const {
    return dossier_.documents[origin.document].Place(origin.extent);
  }
  std::string_view Text(base::Symbol symbol) const { return symbols_.Name(symbol); }

  base::SymbolTable& symbols_;
  diag::Sink& sink_;
  Dossier dossier_;
  Names names_;
  std::vector<Head> declarations_;         // by document, then in the order of the file
  std::optional<Origin> horizon_, grain_;  // where they are declared
  // While one document's bodies are resolved:
  Document* current_ = nullptr;
  BodyResolver* bodies_ = nullptr;
};

}  // namespace casus::lang
