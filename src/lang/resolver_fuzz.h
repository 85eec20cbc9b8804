#pragma once

// What must hold of any text that is resolved and checked; shared by the fuzzer and by the replay of what it
// once found (tests/regression).

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/check.h"
#include "lang/dossier.h"
#include "lang/parser.h"

namespace casus::lang {

// Enough to speak of, so that not everything is unknown.
inline constexpr std::string_view kFuzzVocabulary = R"(horizon 1939-01-01 through 1940-12-31
kind Actor
kind Party is Actor
kind Territory
kind State is Party, Territory
kind Provision
kind Instrument is Provision
kind Article is Provision
kind Norm is Provision
State A, B
Territory T
source S "A source"
event {who: Party} signs/sign {pact: Instrument}
event {who: State} takes/take {land: Territory}
event {who: Party} demands/demand {land: Territory} from {whom: Party}
event {who: Party} demands/demand {pact: Instrument} from {whom: Party}
state {who: State} holds/hold {land: Territory}
  one who per land
  begins when ?who takes ?land
state {n: number} troops of {army: Party} stand at {land: Territory}
state {x: Provision} is in force
  primitive
)";

// Resolves and checks the bytes, with a vocabulary in front, as a dossier and as a question.
inline void CheckResolver(std::string_view bytes) {
  diag::Files files;
  base::SymbolTable symbols;
  diag::Sink sink;
  std::vector<Document> documents;
  documents.push_back(
      Parse(files.Add("vocabulary.casus", std::string(kFuzzVocabulary)), files, symbols, sink));
  documents.push_back(Parse(files.Add("fuzz.casus", std::string(bytes)), files, symbols, sink));
  const Dossier dossier = Resolve(std::move(documents), 1, symbols, sink);
  Check(dossier, symbols, sink);
  for (const Document& document : dossier.documents) {
    for (const Phrase& phrase : document.phrases) {
      if (phrase.predicate == kNone<PredicateId>) {
        CHECK(sink.HasErrors()) << "a phrase has no predicate, and nothing is reported";
      } else {
        CHECK(phrase.arguments.count == dossier.vocabulary.predicate(phrase.predicate).slots.size())
            << "a phrase has as many arguments as its predicate slots";
      }
    }
    for (const Term& term : document.terms) {
      CHECK(sink.HasErrors() || (term.kind != Term::Kind::kError && term.kind != Term::Kind::kThis))
          << "a term is not resolved, and nothing is reported";
    }
  }
  for (const Predicate& predicate : dossier.vocabulary.predicates()) {
    for (const auto* clauses : {&predicate.begins, &predicate.ends, &predicate.holds, &predicate.happens}) {
      for (const ClauseRef& clause : *clauses) {
        CHECK(clause.head.empty() || clause.head.size() == predicate.slots.size())
            << "a head fills each slot";
      }
    }
  }

  diag::Sink question_sink;
  Question question = ParseQuestion(files.Add("question", std::string(bytes)), files, symbols, question_sink);
  const bool is_there = question.condition != kNone<ConditionId> || question.term != kNone<TermId>;
  if (!is_there || question_sink.HasErrors()) return;  // the parser's matter, see parser_fuzz.h
  const bool is_answerable = ResolveQuestion(question, dossier, symbols, question_sink).has_value();
  CHECK(is_answerable != question_sink.HasErrors()) << "a question is either answered or wrong";
}

}  // namespace casus::lang
