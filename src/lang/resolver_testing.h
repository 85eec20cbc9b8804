#pragma once

// For tests: a dossier of one file that needs no standard vocabulary, resolved and checked.
//
//   TestDossier test("kind State  state {who: State} sleeps …");
//   EXPECT_THAT(test.codes(), testing::IsEmpty());
//
// The file is taken for a part of the standard vocabulary if asked, so that it may declare what is primitive.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "diag/render.h"
#include "lang/dossier.h"
#include "lang/parser.h"

namespace casus::lang {

class TestDossier {
 public:
  explicit TestDossier(std::string text, bool is_standard = false) {
    const diag::FileId id = files.Add("test.casus", std::move(text));
    std::vector<Document> documents;
    documents.push_back(Parse(id, files, symbols, sink));
    dossier = Resolve(std::move(documents), is_standard ? 1 : 0, symbols, sink);
    Check(dossier, symbols, sink);
  }

  // Of all diagnostics, in the order of the text.
  std::vector<std::string> codes() const {
    std::vector<std::string> codes;
    for (const diag::Diagnostic& diagnostic : sink.Finish().diagnostics)
      codes.push_back(diag::Code(diagnostic.kind));
    return codes;
  }
  std::string rendered() const { return diag::RenderTerminal(sink.Finish(), files); }

  const Document& document() const { return dossier.documents.front(); }
  const Predicate& predicate(std::string_view name) const {
    return dossier.vocabulary.predicate(*dossier.vocabulary.FindPredicate(name, symbols));
  }
  // The machine name of a phrase's predicate; empty if it has none.
  std::string_view PredicateOf(PhraseId phrase) const {
    const PredicateId id = document()[phrase].predicate;
    return id == kNone<PredicateId> ? "" : symbols.Name(dossier.vocabulary.predicate(id).name);
  }
  // The names, variables and texts that stand in a phrase's slots.
  std::vector<std::string> ArgumentsOf(PhraseId phrase) const {
    std::vector<std::string> arguments;
    for (const TermId term : document()[document()[phrase].arguments]) {
      arguments.emplace_back(symbols.Name(document()[term].symbol));
    }
    return arguments;
  }

  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  Dossier dossier;
};

}  // namespace casus::lang
