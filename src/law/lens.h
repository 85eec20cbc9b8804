#pragma once

// A lens: a named change to what is assumed, applied to the statements and clauses before anything is computed.
//
//   Lens lens = LensOf(dossier, *dossier.lenses.find(name));      // Lens{} changes nothing
//
// What each line does is said at its member; a statement or clause stands if every line lets it stand.

#include <optional>
#include <string>
#include <vector>

#include "base/grain.h"
#include "lang/dossier.h"

namespace casus::law {

struct Lens {
  base::Symbol name = lang::kNoSymbol;
  const lang::LensDeclaration* declaration = nullptr;
  const lang::Document* document = nullptr;

  // known to KNOWERS on DAY: what none of them knew by then is dropped, and the record ends with that day.
  std::vector<base::Symbol> knowers;
  std::optional<base::Stamp> now;
  // only source …: statements that cite none of them are dropped, unless they are given.
  std::vector<base::Symbol> only_sources;
  // believing …: what they allege is taken for a fact.
  std::vector<base::Symbol> believed;
  // without …: labels of statements, names of provisions and clauses; `and what follows` strikes what happened because of it.
  struct Struck {
    base::Symbol name;
    bool and_what_follows;
  };
  std::vector<Struck> struck;
  // suppose: statements of the document.
  std::vector<lang::Run<lang::Statement>> supposed;

  bool empty() const {
    return knowers.empty() && only_sources.empty() && believed.empty() && struck.empty() && supposed.empty();
  }
};

Lens LensOf(const lang::Dossier& dossier, base::Symbol name);

// Whether a provision or labelled clause stands under the lens: it is not struck (nor what it is part of), and if the lens
// is of someone's knowledge, it is not secret from them.
bool Stands(const lang::Dossier& dossier, const Lens& lens, base::Symbol name,
            const base::SymbolTable& symbols);

// Whether someone among the knowers knew, by `now`, of something that was secret or public: `participants` know from its
// own day. `qualifiers` are those that stand under it.
bool IsKnown(const lang::Dossier& dossier, const Lens& lens, const lang::Document& document,
             lang::Run<lang::Qualifier> qualifiers, const std::vector<base::Symbol>& participants);

}  // namespace casus::law
