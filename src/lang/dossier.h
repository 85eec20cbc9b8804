// A dossier, parsed, resolved and checked: what `law` turns into a plan.
//
//   diag::Files files; diag::Sink sink(files); base::SymbolTable symbols;
//   Dossier dossier = Resolve(std::move(documents), files, symbols, sink);   // names, phrases, kinds
//   Check(dossier, files, symbols, sink);                                    // binding, dates, evidence, norms, …
//   if (sink.errors() == 0) …                                                // only then may it be lowered
//
// Terms, conditions and phrases stay in the documents' pools; the resolver has filled in their `resolved:` fields:
// every phrase that is not an error has its predicate and one argument for each slot, every name is the canonical one
// (`VII` in a treaty has become `Mutual_Assistance_Treaty.VII`), `this treaty` and `this article` have become names.
#ifndef CASUS_LANG_DOSSIER_H_
#define CASUS_LANG_DOSSIER_H_

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/grain.h"
#include "diag/sink.h"
#include "lang/ast.h"
#include "lang/vocabulary.h"

namespace casus::lang {

struct NormEntry {
  base::Symbol name{};          // Treaty.IV.2, or Treaty.IV if it is the article's only norm
  const Norm* norm = nullptr;
  std::uint32_t document = 0;
  // `on breach` norms and `effect`s of a power stand below their norm: indices into Treaty::norms, -1 for none.
  int parent = -1;
  int article = 0;              // index into Treaty::articles
};

struct ArticleEntry {
  base::Symbol name{};          // Treaty.IV
  const ArticleDeclaration* article = nullptr;
  std::uint32_t document = 0;
};

struct Treaty {
  base::Symbol name{};
  const TreatyDeclaration* declaration = nullptr;
  std::uint32_t document = 0;
  std::vector<ArticleEntry> articles;
  std::vector<NormEntry> norms;  // also bare statements and effects; in the order of the text
};

// What a label names.
struct LabelTarget {
  enum class Kind : std::uint8_t { kStatement, kRow, kNorm, kClause, kProvision };
  Kind kind = Kind::kStatement;
  std::uint32_t document = 0;
  std::uint32_t index = 0;       // statement; norm: index of the treaty
  std::uint32_t sub = 0;         // row; norm within the treaty
  const Clause* clause = nullptr;
};

struct Source {
  base::Symbol name{};
  const SourceDeclaration* declaration = nullptr;
  std::uint32_t document = 0;
};

struct Dossier {
  std::vector<Document> documents;   // the standard vocabulary's first; never changed or moved after resolution
  std::size_t first_own = 0;         // the first document that is not of the standard vocabulary
  Vocabulary vocabulary;
  base::Grain grain = base::Grain::kDay;
  std::string zone;
  base::Stamp first = 0, last = 0;   // the horizon, both in
  std::vector<Source> sources;
  std::vector<Treaty> treaties;
  boost::unordered_flat_map<base::Symbol, LabelTarget> labels;
  // Lenses and expectations are read from the documents; lens names:
  boost::unordered_flat_map<base::Symbol, std::pair<std::uint32_t, std::uint32_t>> lenses;  // document, index
};

Dossier Resolve(std::vector<Document> documents, std::size_t first_own, const diag::Files& files,
                base::SymbolTable& symbols, diag::Sink& sink);
void Check(const Dossier& dossier, const diag::Files& files, const base::SymbolTable& symbols, diag::Sink& sink);

// A question's condition, parsed into a document of its own, resolved and checked against the dossier. Its free variables
// are the columns, in the order in which they first occur.
std::vector<base::Symbol> ResolveQuestion(Document& question, ConditionId condition, const Dossier& dossier,
                                          const diag::Files& files, base::SymbolTable& symbols, diag::Sink& sink);

}  // namespace casus::lang

#endif  // CASUS_LANG_DOSSIER_H_
