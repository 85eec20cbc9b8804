#pragma once

// A dossier, parsed, resolved and checked: what `law` turns into a plan.
//
//   diag::Files files; diag::Sink sink; base::SymbolTable symbols;
//   Dossier dossier = Resolve(std::move(documents), first_own, symbols, sink);   // names, phrases, kinds
//   Check(dossier, symbols, sink);                                               // binding, dates, evidence,
//   norms, … if (!sink.HasErrors()) …                                                     // only then may it
//   be lowered
//
// Terms, conditions and phrases stay in the documents' pools; the resolver has filled in their `resolved:`
// fields: every phrase that is not an error has its predicate and one argument for each slot, every name is
// the canonical one
// (`VII` in a treaty has become `Mutual_Assistance_Treaty.VII`), `this treaty` and `this article` have become
// names. So have the references of qualifiers and of lenses: a reference to a labelled norm is the norm's
// name. What could not be resolved is diagnosed, and stands as an error node or without its predicate.
//
// **Names of provisions.** `Treaty` is the instrument, `Treaty.IV` an article of it, `Treaty.Supplement` its
// supplement. Norms, bare statements and effects of an article are numbered in the order of the text:
// `Treaty.IV.2`; what stands nested below a norm (on breach, a power's effects) is numbered within it:
// `Treaty.IV.2.1`, so that a new consequence renames no other norm. An article's only norm goes by the
// article's name, `Treaty.IV`, and what is nested below it is `Treaty.IV.1.1`; `Treaty.IV.1` may be written
// for it and is resolved to `Treaty.IV`.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/edtf.h"
#include "base/grain.h"
#include "diag/sink.h"
#include "lang/ast.h"
#include "lang/parser.h"
#include "lang/vocabulary.h"

namespace casus::lang {

struct NormEntry {
  base::Symbol name = kNoSymbol;  // Treaty.IV.2, or Treaty.IV if it is the article's only norm
  const Norm* norm = nullptr;
  uint32_t document = 0;
  // `on breach` norms and `effect`s of a power stand below their norm: an index into Treaty::norms, -1 for
  // none.
  int parent = -1;
  int article = 0;  // index into Treaty::articles
};

struct ArticleEntry {
  base::Symbol name = kNoSymbol;  // Treaty.IV
  const ArticleDeclaration* article = nullptr;
  uint32_t document = 0;
};

struct Treaty {
  base::Symbol name = kNoSymbol;
  const TreatyDeclaration* declaration = nullptr;
  uint32_t document = 0;
  std::vector<ArticleEntry> articles;
  std::vector<NormEntry> norms;  // also bare statements and effects; in the order of the text
};

// What a label, or the name of a provision, names.
struct LabelTarget {
  enum class Kind : uint8_t {
    kStatement,  // document, index
    kRow,        // document, index of the statement, sub: the row within it
    kNorm,       // index of the treaty, sub: the norm within Treaty::norms
    kArticle,    // index of the treaty, sub: the article within Treaty::articles
    kTreaty,     // index of the treaty
    kClause,     // document, clause
  };
  Kind kind = Kind::kStatement;
  uint32_t document = 0;
  uint32_t index = 0;
  uint32_t sub = 0;
  const Clause* clause = nullptr;
  Extent extent;  // where it is written
};

struct Source {
  base::Symbol name = kNoSymbol;
  const SourceDeclaration* declaration = nullptr;
  uint32_t document = 0;
};

struct Dossier {
  std::vector<Document>
      documents;         // the standard vocabulary's first; never changed or moved after resolution
  size_t first_own = 0;  // the first document that is not of the standard vocabulary
  Vocabulary vocabulary;
  base::Grain grain = base::Grain::kDay;
  std::string zone;
  base::Stamp first = 0, last = 0;  // the horizon, both in; the whole calendar if none is declared
  std::vector<Source> sources;
  std::vector<Treaty> treaties;
  boost::unordered_flat_map<base::Symbol, LabelTarget> labels;  // and the names of all provisions
  // Lenses and expectations are read from the documents; lens names:
  boost::unordered_flat_map<base::Symbol, std::pair<uint32_t, uint32_t>> lenses;  // document, index
};

Dossier Resolve(std::vector<Document> documents, size_t first_own, base::SymbolTable& symbols,
                diag::Sink& sink);
void Check(const Dossier& dossier, const base::SymbolTable& symbols, diag::Sink& sink);

// A question, resolved and checked against the dossier. Its free variables are the columns, in the order in
// which they first occur; of an aggregate alone these are the variables after `per`. Nothing after an error,
// which is in the sink.
std::optional<std::vector<base::Symbol>> ResolveQuestion(Question& question, const Dossier& dossier,
                                                         base::SymbolTable& symbols, diag::Sink& sink);

// The days that the date of a Day may be, by the Gregorian calendar also where it is written in old style;
// its anchors are not considered. Without a date, all days. Sorted and disjoint.
std::vector<base::DayRange> Candidates(const Document& document, const Day& day);

}  // namespace casus::lang
