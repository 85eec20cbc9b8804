#include "law/lens.h"

#include <algorithm>
#include <string_view>

#include "lang/days.h"

namespace casus::law {
namespace {

bool Contains(const std::vector<base::Symbol>& symbols, base::Symbol symbol) {
  return std::find(symbols.begin(), symbols.end(), symbol) != symbols.end();
}

const lang::Treaty* TreatyOf(const lang::Dossier& dossier, base::Symbol name,
                             const base::SymbolTable& symbols) {
  const std::string_view text = symbols.Name(name);
  const std::string_view treaty = text.substr(0, text.find('.'));
  for (const lang::Treaty& candidate : dossier.treaties) {
    if (symbols.Name(candidate.name) == treaty) return &candidate;
  }
  return nullptr;
}

// Whether `name` is `whole` or a part of it.
bool IsPartOf(std::string_view name, std::string_view whole) {
  return name == whole ||
         (name.size() > whole.size() && name.starts_with(whole) && name[whole.size()] == '.');
}

}  // namespace

Lens LensOf(const lang::Dossier& dossier, base::Symbol name) {
  Lens lens;
  const auto found = dossier.lenses.find(name);
  if (found == dossier.lenses.end()) return lens;
  const auto [document, index] = found->second;
  lens.name = name;
  lens.document = &dossier.documents[document];
  lens.declaration = &lens.document->lenses[index];
  auto names = [&](const lang::LensLine& line, std::vector<base::Symbol>& to) {
    for (const lang::Name& one : (*lens.document)[line.names]) to.push_back(one.symbol);
  };
  for (const lang::LensLine& line : lens.declaration->lines) {
    switch (line.kind) {
      case lang::LensLine::Kind::kKnownTo: {
        names(line, lens.knowers);
        const lang::Days days(dossier);
        const base::Stamp now = days.Of(*lens.document, line.day).last;
        lens.now = lens.now ? std::min(*lens.now, now) : now;
        break;
      }
      case lang::LensLine::Kind::kOnlySource:
        names(line, lens.only_sources);
        break;
      case lang::LensLine::Kind::kBelieving:
        names(line, lens.believed);
        break;
      case lang::LensLine::Kind::kWithout:
        for (const lang::Name& one : (*lens.document)[line.names]) {
          lens.struck.push_back({one.symbol, line.and_what_follows});
        }
        break;
      case lang::LensLine::Kind::kSuppose:
        lens.supposed.push_back(line.statements);
        break;
      case lang::LensLine::Kind::kError:
        break;
    }
  }
  return lens;
}

bool IsKnown(const lang::Dossier& dossier, const Lens& lens, const lang::Document& document,
             lang::Run<lang::Qualifier> qualifiers, const std::vector<base::Symbol>& participants) {
  if (lens.knowers.empty()) return true;
  bool secret = false;
  const lang::Days days(dossier);
  for (const lang::Qualifier& qualifier : document[qualifiers]) {
    if (qualifier.kind == lang::Qualifier::Kind::kSecret) secret = true;
    if (qualifier.kind != lang::Qualifier::Kind::kKnown) continue;
    for (const lang::Name& name : document[qualifier.names]) {
      if (!Contains(lens.knowers, name.symbol)) continue;
      if (qualifier.day == lang::kNone<lang::DayId>) return true;
      if (days.Of(document, qualifier.day).last <= *lens.now) return true;
    }
  }
  if (!secret) return true;
  return std::any_of(participants.begin(), participants.end(),
                     [&](base::Symbol participant) { return Contains(lens.knowers, participant); });
}

bool Stands(const lang::Dossier& dossier, const Lens& lens, base::Symbol name,
            const base::SymbolTable& symbols) {
  if (lens.empty()) return true;
  for (const Lens::Struck& struck : lens.struck) {
    if (IsPartOf(symbols.Name(name), symbols.Name(struck.name))) return false;
  }
  if (lens.knowers.empty()) return true;
  const lang::Treaty* treaty = TreatyOf(dossier, name, symbols);
  if (treaty == nullptr) return true;
  const lang::Document& text = dossier.documents[treaty->document];
  std::vector<base::Symbol> parties;
  for (const lang::Name& party : text[treaty->declaration->parties]) parties.push_back(party.symbol);
  if (!IsKnown(dossier, lens, text, treaty->declaration->qualifiers, parties)) return false;
  for (const lang::ArticleEntry& article : treaty->articles) {
    if (!IsPartOf(symbols.Name(name), symbols.Name(article.name))) continue;
    if (!IsKnown(dossier, lens, dossier.documents[article.document], article.article->qualifiers, parties)) {
      return false;
    }
  }
  for (const lang::NormEntry& norm : treaty->norms) {
    if (norm.name != name) continue;
    if (!IsKnown(dossier, lens, dossier.documents[norm.document], norm.norm->qualifiers, parties))
      return false;
  }
  return true;
}

}  // namespace casus::law
