#include "api/cover.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "api/wording.h"

namespace casus::api {
namespace {

using lang::Document;
using lang::Extent;
using lang::Qualifier;

// Finds who cites a sentence, and why one is set aside, over all that can cite.
class Citations {
 public:
  explicit Citations(const Workspace& workspace) : workspace_(workspace) {
    const lang::Dossier& dossier = workspace.dossier();
    for (size_t i = dossier.first_own; i < dossier.documents.size(); ++i) {
      document_ = &dossier.documents[i];
      const size_t first = found_.size();
      VisitStatements();
      VisitDeclarations();
      VisitTreaties();
      std::stable_sort(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
                       [](const Found& a, const Found& b) { return a.extent.begin < b.extent.begin; });
      VisitAsides();
    }
    for (const Found& found : found_) by_sentence_[found.key].push_back(ToCiter(found));
  }

  std::vector<Citer> By(base::Symbol source, int sentence) const {
    const auto found = by_sentence_.find({source, sentence});
    return found == by_sentence_.end() ? std::vector<Citer>() : found->second;
  }

  std::optional<std::string> Aside(base::Symbol source, int sentence) const {
    const auto found = asides_.find({source, sentence});
    if (found == asides_.end()) return std::nullopt;
    return found->second;
  }

 private:
  using Key = std::pair<base::Symbol, int>;  // a sentence of a source

  struct Found {
    Key key;
    const Document* document;
    Extent heading;  // of the statement whose row cites; empty if none does
    Extent extent;
  };

  void Visit(Extent extent, lang::Run<Qualifier> qualifiers, Extent heading = {}) {
    for (const Qualifier& qualifier : (*document_)[qualifiers]) {
      if (qualifier.kind != Qualifier::Kind::kCite || qualifier.is_locator) continue;
      const base::Symbol source = qualifier.source.symbol;
      const std::string_view words = workspace_.symbols().Name(qualifier.text.symbol);
      const std::optional<int> sentence = workspace_.SentenceOf(source, words);
      if (sentence) found_.push_back({{source, *sentence}, document_, heading, extent});
    }
  }

  void VisitStatements() {
    for (const lang::Statement& statement : document_->statements) {
      Visit(statement.extent, statement.qualifiers);
      for (const lang::Row& row : (*document_)[statement.rows]) {
        Visit(row.extent, row.qualifiers, statement.extent);
      }
    }
    for (const lang::Expectation& expectation : document_->expectations) {
      Visit(expectation.extent, expectation.qualifiers);
    }
  }

  void VisitDeclarations() {
    // Entities of one line have their qualifiers in common.
    const std::vector<lang::EntityDeclaration>& entities = document_->entities;
    for (size_t first = 0, last = 0; first < entities.size(); first = last + 1) {
      last = first;
      while (last + 1 < entities.size() && entities[last + 1].line == entities[first].line) ++last;
      Visit({entities[first].kind.extent.begin, entities[last].extent.end}, entities[first].qualifiers);
    }
    for (const lang::PhraseDeclaration& phrase : document_->phrase_declarations) {
      for (const lang::Clause& clause : phrase.clauses) Visit(clause.extent, clause.qualifiers);
    }
    for (const lang::RuleDeclaration& rule : document_->rules) {
      for (const lang::Clause& clause : rule.clauses) Visit(clause.extent, clause.qualifiers);
    }
  }

  void VisitTreaties() {
    for (const lang::TreatyDeclaration& treaty : document_->treaties) {
      Visit(treaty.extent, treaty.qualifiers);
      for (const lang::LifeLine& life : treaty.life) Visit(life);
    }
    for (const lang::ArticleDeclaration& article : document_->articles) {
      Visit(article.extent, article.qualifiers);
      for (const lang::Norm& norm : article.norms) Visit(norm);
    }
  }

  void Visit(const lang::LifeLine& life) {
    Visit(life.extent, life.qualifiers);
    for (const lang::LifeLine& nested : life.nested) Visit(nested);
  }

  void Visit(const lang::Norm& norm) {
    Visit(norm.extent, norm.qualifiers);
    for (const lang::Norm& effect : norm.effects) Visit(effect);
    for (const lang::Norm& breach : norm.on_breach) Visit(breach);
  }

  void VisitAsides() {
    for (const lang::AsideDeclaration& aside : document_->asides) {
      const base::Symbol source = aside.source.symbol;
      const base::SymbolTable& symbols = workspace_.symbols();
      const std::optional<int> sentence = workspace_.SentenceOf(source, symbols.Name(aside.text.symbol));
      if (sentence) asides_.try_emplace({source, *sentence}, symbols.Name(aside.reason.symbol));
    }
  }

  std::string Words(const Document& document, Extent extent) const {
    return OneLine(workspace_.files().Text(document.Place(extent)));
  }

  Citer ToCiter(const Found& found) const {
    const diag::FileId file = found.document->file;
    std::string statement = Words(*found.document, found.extent);
    if (found.heading.end > 0) {
      statement = fmt::format("{}: {}", Words(*found.document, found.heading), statement);
    }
    return {std::string(workspace_.files().Path(file)),
            static_cast<int>(workspace_.files().Locate(file, found.extent.begin).line), std::move(statement)};
  }

  const Workspace& workspace_;
  const Document* document_ = nullptr;  // that is visited
  std::vector<Found> found_;
  std::map<Key, std::vector<Citer>> by_sentence_;
  std::map<Key, std::string> asides_;
};

void Count(CoverItem::State state, CoverCounts& counts) {
  switch (state) {
    case CoverItem::State::kCited:
      ++counts.cited;
      break;
    case CoverItem::State::kAside:
      ++counts.aside;
      break;
    case CoverItem::State::kOpen:
      ++counts.open;
      break;
  }
}

SourceCover CoverOf(const Workspace& workspace, const Citations& citations, const LoadedSource& source) {
  SourceCover cover;
  cover.source = workspace.symbols().Name(source.name);
  cover.title = source.title;
  cover.file = source.file;
  cover.at_hand = source.at_hand;
  if (!source.text) return cover;
  for (const text::Sentence& sentence : source.text->sentences()) {
    CoverItem item{.sentence = sentence.id,
                   .section = source.text->reading().SectionOf(sentence),
                   .text = sentence.text};
    item.by = citations.By(source.name, sentence.id);
    const std::optional<std::string> because = citations.Aside(source.name, sentence.id);
    if (!item.by.empty()) {
      item.state = CoverItem::State::kCited;
    } else if (because) {
      item.state = CoverItem::State::kAside;
      item.because = *because;
    }
    auto section = std::find_if(cover.sections.begin(), cover.sections.end(),
                                [&](const CoverSection& known) { return known.section == item.section; });
    if (section == cover.sections.end()) {
      section = cover.sections.insert(section, CoverSection{item.section, {}});
    }
    Count(item.state, section->counts);
    Count(item.state, cover.counts);
    cover.items.push_back(std::move(item));
  }
  return cover;
}

}  // namespace

std::string_view Name(CoverItem::State state) {
  switch (state) {
    case CoverItem::State::kCited:
      return "cited";
    case CoverItem::State::kAside:
      return "aside";
    case CoverItem::State::kOpen:
      return "open";
  }
  return {};
}

double CoverCounts::share() const {
  return sentences() == 0 ? 1.0 : static_cast<double>(covered()) / static_cast<double>(sentences());
}

int CoverCounts::percent() const {
  return sentences() == 0 ? 100 : static_cast<int>(covered() * 100 / sentences());
}

CoverReport Cover(const Workspace& workspace) {
  CoverReport report;
  report.diagnostics = workspace.report();
  if (workspace.HasErrors()) return report;
  report.answered = true;
  const Citations citations(workspace);
  for (const LoadedSource& source : workspace.sources()) {
    report.sources.push_back(CoverOf(workspace, citations, source));
  }
  return report;
}

}  // namespace casus::api
