// Treaties, their articles and norms, and labels: what can be referred to.

#include <fmt/format.h>

#include <string>
#include <utility>

#include "lang/resolver.h"

namespace casus::lang {

using diag::Diagnostic;

KindId Resolver::StandardKind(std::string_view name, uint32_t d, Extent place) {
  Vocabulary& vocabulary = dossier_.vocabulary;
  const base::Symbol symbol = symbols_.Intern(name);
  if (const auto kind = vocabulary.FindKind(symbol)) return *kind;
  sink_.Report(Diagnostic(diag::Kind::kMissingStandard, document(d).Place(place),
                          fmt::format("a treaty needs the kind `{}` of the standard vocabulary", name))
                   .Help("add the line `use \"std/treaties\"` at the top"));
  const KindId kind = vocabulary.AddKind({symbol, {}, {d, place}});
  vocabulary.CloseKinds(vocabulary.FindKind("Norm", symbols_));
  return kind;
}

void Resolver::DeclareTreaties() {
  bool is_open = false;
  bool is_declared = false;  // what belongs to a treaty that could not be declared is skipped
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const Item& item : document(d).items) {
      if (item.kind == Item::Kind::kTreaty) {
        const TreatyDeclaration& treaty = document(d).treaties[item.index];
        is_open = true;
        is_declared = false;
        if (treaty.name.empty()) continue;
        const Entity entity{.name = treaty.name.symbol,
                            .kind = StandardKind("Instrument", d, treaty.name.extent),
                            .title = treaty.title,
                            .also = treaty.also,
                            .position = std::nullopt,
                            .is_only_norm = false,
                            .origin = {d, treaty.name.extent}};
        if (!DeclareEntity(d, entity)) continue;
        is_declared = true;
        const auto index = static_cast<uint32_t>(dossier_.treaties.size());
        dossier_.treaties.push_back({treaty.name.symbol, &treaty, d, {}, {}});
        dossier_.labels.emplace(treaty.name.symbol, LabelTarget{.kind = LabelTarget::Kind::kTreaty,
                                                                .document = d,
                                                                .index = index,
                                                                .extent = treaty.name.extent});
      } else if (item.kind == Item::Kind::kArticle) {
        const ArticleDeclaration& article = document(d).articles[item.index];
        if (!is_open) {
          sink_.Report(
              Diagnostic(diag::Kind::kArticleWithoutTreaty, document(d).Place(article.label.extent),
                         "no treaty is open to which this article could belong")
                  .Help(
                      "write `treaty NAME` above it; its articles may then stand in later fences and files"));
        } else if (is_declared && !article.label.empty()) {
          DeclareArticle(d, article);
        }
      }
    }
  }
}

void Resolver::DeclareArticle(uint32_t d, const ArticleDeclaration& article) {
  Treaty& treaty = dossier_.treaties.back();
  const std::string name = fmt::format("{}.{}", Text(treaty.name), Text(article.label.symbol));
  const base::Symbol symbol = symbols_.Intern(name);
  if (const Entity* earlier = dossier_.vocabulary.FindEntity(symbol)) {
    sink_.Report(Diagnostic(diag::Kind::kNameTwice, document(d).Place(article.label.extent),
                            fmt::format("`{}` has an article {} already", Text(treaty.name),
                                        Text(article.label.symbol)))
                     .Mark(Place(earlier->origin), "it stands here")
                     .Help("give one of them another number, or write both as one article"));
    return;
  }
  DeclareEntity(d, {.name = symbol,
                    .kind = StandardKind("Article", d, article.label.extent),
                    .title = article.title,
                    .also = {},
                    .position = std::nullopt,
                    .is_only_norm = article.norms.size() == 1,
                    .origin = {d, article.label.extent}});
  dossier_.labels.emplace(symbol, LabelTarget{.kind = LabelTarget::Kind::kArticle,
                                              .document = d,
                                              .index = static_cast<uint32_t>(dossier_.treaties.size() - 1),
                                              .sub = static_cast<uint32_t>(treaty.articles.size()),
                                              .extent = article.label.extent});
  treaty.articles.push_back({symbol, &article, d});
  int number = 0;
  for (const Norm& norm : article.norms) {
    DeclareNorm(d, norm, fmt::format("{}.{}", name, ++number), -1, article.norms.size() == 1);
  }
}

void Resolver::DeclareNorm(uint32_t d, const Norm& norm, const std::string& name, int parent, bool is_only) {
  Treaty& treaty = dossier_.treaties.back();
  const base::Symbol numbered = symbols_.Intern(name);
  const auto index = static_cast<int>(treaty.norms.size());
  treaty.norms.push_back({is_only ? treaty.articles.back().name : numbered, &norm, d, parent,
                          static_cast<int>(treaty.articles.size()) - 1});
  dossier_.labels.emplace(numbered, LabelTarget{.kind = LabelTarget::Kind::kNorm,
                                                .document = d,
                                                .index = static_cast<uint32_t>(dossier_.treaties.size() - 1),
                                                .sub = static_cast<uint32_t>(index),
                                                .extent = norm.extent});
  if (!is_only) {
    DeclareEntity(d, {.name = numbered,
                      .kind = StandardKind("Norm", d, norm.extent),
                      .title = {},
                      .also = {},
                      .position = std::nullopt,
                      .is_only_norm = false,
                      .origin = {d, norm.extent}});
  }
  int number = 0;
  for (const Norm& nested : norm.effects)
    DeclareNorm(d, nested, fmt::format("{}.{}", name, ++number), index, false);
  for (const Norm& nested : norm.on_breach)
    DeclareNorm(d, nested, fmt::format("{}.{}", name, ++number), index, false);
}

// --- Labels ---

void Resolver::DeclareLabel(const Name& label, LabelTarget target) {
  if (label.empty()) return;
  target.extent = label.extent;
  if (const Entity* entity = dossier_.vocabulary.FindEntity(label.symbol)) {
    ReportTwice(document(target.document), label.extent, label.symbol, Place(entity->origin));
    return;
  }
  const auto [place, is_new] = dossier_.labels.emplace(label.symbol, target);
  if (is_new) return;
  const LabelTarget& earlier = place->second;
  ReportTwice(document(target.document), label.extent, label.symbol,
              Place({earlier.document, earlier.extent}));
}

void Resolver::DeclareLabels() {
  const auto declare_clauses = [&](uint32_t d, const std::vector<Clause>& clauses) {
    for (const Clause& clause : clauses) {
      DeclareLabel(clause.label,
                   {.kind = LabelTarget::Kind::kClause, .document = d, .clause = &clause, .extent = {}});
    }
  };
  for (uint32_t d = 0; d < dossier_.documents.size(); ++d) {
    for (const PhraseDeclaration& phrase : document(d).phrase_declarations)
      declare_clauses(d, phrase.clauses);
    for (const RuleDeclaration& rule : document(d).rules) declare_clauses(d, rule.clauses);
    const std::vector<Statement>& statements = document(d).statements;
    for (uint32_t i = 0; i < statements.size(); ++i) {
      DeclareLabel(statements[i].label,
                   {.kind = LabelTarget::Kind::kStatement, .document = d, .index = i, .extent = {}});
      const auto rows = document(d)[statements[i].rows];
      for (uint32_t row = 0; row < rows.size(); ++row) {
        DeclareLabel(rows[row].label,
                     {.kind = LabelTarget::Kind::kRow, .document = d, .index = i, .sub = row, .extent = {}});
      }
    }
  }
  for (uint32_t t = 0; t < dossier_.treaties.size(); ++t) {
    const std::vector<NormEntry>& norms = dossier_.treaties[t].norms;
    for (uint32_t n = 0; n < norms.size(); ++n) {
      DeclareLabel(norms[n].norm->label, {.kind = LabelTarget::Kind::kNorm,
                                          .document = norms[n].document,
                                          .index = t,
                                          .sub = n,
                                          .extent = {}});
    }
  }
}

}  // namespace casus::lang
