#pragma once

// Looking up what a dossier names, from a place in it.
//
//   Names names(dossier, symbols);
//   names.Find(vii, {.treaty = &treaty})       // Mutual_Assistance_Treaty.VII, if the treaty has an article
//   VII names.NearestEntity("Lithania", {})        // "Lithuania"
//
// In a treaty, its own provisions come first: `VII`, `VII.2`. Looking up takes O(length of the name), and
// allocates only in a treaty; finding what is nearest goes through all names, and is for errors.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "lang/dossier.h"

namespace casus::lang {

// Where a name stands.
struct NameScope {
  const Treaty* treaty = nullptr;
  base::Symbol article = kNoSymbol;  // the article's full name
};

class Names {
 public:
  Names(const Dossier& dossier, const base::SymbolTable& symbols) : dossier_(dossier), symbols_(symbols) {}

  // The canonical name of the entity that is meant, provisions included.
  std::optional<base::Symbol> Find(base::Symbol name, const NameScope& scope) const;
  // What a label, or a reference to a provision, means.
  const LabelTarget* FindReference(base::Symbol name, const NameScope& scope) const;
  // The name of the provision that is meant; none if the target is not one.
  std::optional<base::Symbol> ProvisionOf(const LabelTarget& target) const;

  std::optional<std::string> NearestEntity(std::string_view name, const NameScope& scope) const;
  std::optional<std::string> NearestReference(std::string_view name, const NameScope& scope) const;
  std::optional<std::string> NearestKind(std::string_view name) const;  // the kinds of slots included
  std::optional<std::string> NearestSource(std::string_view name) const;
  std::optional<std::string> NearestLens(std::string_view name) const;

 private:
  // `Treaty.VII` for `VII` in the treaty, if there is such a name at all.
  std::optional<base::Symbol> Qualified(base::Symbol name, const NameScope& scope) const;
  // Adds the treaty's own provisions as they may be written in it.
  void AddProvisions(const NameScope& scope, std::vector<std::string_view>& candidates) const;

  const Dossier& dossier_;
  const base::SymbolTable& symbols_;
};

// What a kind of slot that is no declared kind takes: `number`, `date`, `duration`, `text`, and `Event`.
std::optional<Type::Of> FindBuiltInKind(std::string_view name);

}  // namespace casus::lang
