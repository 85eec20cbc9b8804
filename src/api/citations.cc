#include "api/citations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "text/moved_citation.h"

namespace casus::api {
namespace {

constexpr size_t kShownSentence = 90;  // characters

// The first characters of a text, cut between characters.
std::string Shorten(std::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string Shown(const text::Source& source, int sentence) {
  return fmt::format("sentence {}, \"{}\"", sentence,
                     Shorten(source.sentence(sentence).text, kShownSentence));
}

std::string Counted(size_t count, std::string_view one, std::string_view several) {
  return fmt::format("{} {}", count, count == 1 ? one : several);
}

diag::Diagnostic CitedAllTheSame(diag::Span aside, diag::Span citation) {
  return diag::Diagnostic(diag::Kind::kAsideInVain, aside,
                          "this sentence is set aside, and cited all the same")
      .Mark(citation, "it is cited here")
      .Help("take the `aside` away, or the citation");
}

diag::Diagnostic SetAsideTwice(diag::Span aside, diag::Span earlier) {
  return diag::Diagnostic(diag::Kind::kAsideInVain, aside, "this sentence is set aside already")
      .Mark(earlier, "here")
      .Help("keep one of the two reasons");
}

diag::Diagnostic CitationNotUnique(diag::Span place, std::string_view name, const text::Source& source,
                                   const std::vector<int>& sentences) {
  diag::Diagnostic diagnostic(
      diag::Kind::kCitationNotUnique, place,
      fmt::format("{} sentences of source {} have these words", sentences.size(), name));
  for (size_t i = 0; i < sentences.size() && i < 3; ++i)
    diagnostic.notes.push_back(Shown(source, sentences[i]));
  diagnostic.helps.push_back("cite a word more, so that one sentence is meant");
  return diagnostic;
}

diag::Diagnostic CitationNotFound(diag::Span place, std::string_view name, const text::Source& source,
                                  const std::vector<text::NearestSentence>& nearest) {
  diag::Diagnostic diagnostic(diag::Kind::kCitationNotFound, place,
                              fmt::format("this citation is not in source {}", name));
  diagnostic.here = "no sentence has these words in this order";
  for (const text::NearestSentence& near : nearest) {
    diagnostic.notes.push_back("nearest: " + Shown(source, near.sentence));
  }
  diagnostic.helps.push_back("cite a few words as they stand in one sentence; … bridges a gap");
  return diagnostic;
}

diag::Diagnostic CitationMoved(diag::Span place, std::string_view name, const text::Source& source,
                               const text::MovedCitation& moved) {
  return diag::Diagnostic(diag::Kind::kCitationMoved, place,
                          fmt::format("source {} was edited, and has these words in another form", name))
      .Here("this citation has moved")
      .Note("now: " + Shown(source, moved.sentence))
      .Help(fmt::format("if it still says what you cite it for: cite {} \"{}\"", name, moved.words))
      .Fix(place, fmt::format("\"{}\"", moved.words));
}

diag::Diagnostic CitationOrphaned(diag::Span place, std::string_view name, const text::Source& source,
                                  const std::vector<text::NearestSentence>& nearest) {
  diag::Diagnostic diagnostic(diag::Kind::kCitationOrphaned, place,
                              fmt::format("source {} was edited, and no longer says this", name));
  diagnostic.here = "this citation is an orphan";
  if (!nearest.empty()) {
    diagnostic.notes.push_back("nearest, yet not the same: " + Shown(source, nearest.front().sentence));
  }
  diagnostic.helps.push_back("read the source anew: cite what it says now, or give up what rests on this");
  return diagnostic;
}

class CitationCheck {
 public:
  CitationCheck(const lang::Dossier& dossier, const base::SymbolTable& symbols,
                std::vector<LoadedSource>& sources, diag::Sink& sink)
      : dossier_(dossier), symbols_(symbols), sink_(sink) {
    for (LoadedSource& source : sources) {
      if (source.text) cited_.emplace(source.name, Cited{.source = &source});
    }
  }

  void Run() {
    CheckCites();
    CheckAsides();
    // In the order of the declarations.
    for (const lang::Source& source : dossier_.sources) {
      const auto cited = cited_.find(source.name);
      if (cited != cited_.end() && cited->second.source->edited) ReportEdit(source, cited->second);
    }
  }

 private:
  // A source at hand, and what became of its citations.
  struct Cited {
    LoadedSource* source;
    std::unique_ptr<text::MovedCitations> moves;  // made when an edited source lacks a citation
    size_t found = 0, moved = 0, lost = 0;
  };

  void CheckCites() {
    for (size_t i = dossier_.first_own; i < dossier_.documents.size(); ++i) {
      const lang::Document& document = dossier_.documents[i];
      for (const lang::Qualifier& qualifier : document.qualifiers) {
        if (qualifier.kind != lang::Qualifier::Kind::kCite || qualifier.is_locator) continue;
        if (const std::optional<int> sentence = Check(document, qualifier.source, qualifier.text)) {
          places_.try_emplace({qualifier.source.symbol, *sentence}, document.Place(qualifier.extent));
        }
      }
    }
  }

  void CheckAsides() {
    std::map<std::pair<base::Symbol, int>, diag::Span> set_aside;
    for (size_t i = dossier_.first_own; i < dossier_.documents.size(); ++i) {
      const lang::Document& document = dossier_.documents[i];
      for (const lang::AsideDeclaration& aside : document.asides) {
        const std::optional<int> sentence = Check(document, aside.source, aside.text);
        if (!sentence) continue;
        const std::pair key(aside.source.symbol, *sentence);
        const diag::Span place = document.Place(aside.extent);
        if (const auto citation = places_.find(key); citation != places_.end()) {
          sink_.Report(CitedAllTheSame(place, citation->second));
        } else if (const auto [earlier, is_new] = set_aside.try_emplace(key, place); !is_new) {
          sink_.Report(SetAsideTwice(place, earlier->second));
        }
      }
    }
  }

  // The sentence that the words identify; nothing if the source is not at hand, or, with a diagnostic, if they
  // identify none.
  std::optional<int> Check(const lang::Document& document, const lang::Name& source_name,
                           const lang::Name& words) {
    const auto known = cited_.find(source_name.symbol);
    if (known == cited_.end()) return std::nullopt;
    Cited& cited = known->second;
    LoadedSource& source = *cited.source;
    const std::string_view quote = symbols_.Name(words.symbol);
    const text::CitationMatch match = text::FindCitation(*source.text, quote);
    const diag::Span place = document.Place(words.extent);
    const std::string_view name = symbols_.Name(source.name);
    if (match.kind == text::CitationMatch::kFound) {
      ++cited.found;
      return match.sentences.front();
    }
    if (match.kind == text::CitationMatch::kAmbiguous) {
      ++cited.lost;
      sink_.Report(CitationNotUnique(place, name, *source.text, match.sentences));
      return std::nullopt;
    }
    if (!source.edited) {
      sink_.Report(CitationNotFound(place, name, *source.text, match.nearest));
      return std::nullopt;
    }
    if (cited.moves == nullptr) cited.moves = std::make_unique<text::MovedCitations>(*source.text);
    if (const std::optional<text::MovedCitation> moved = cited.moves->Find(quote)) {
      ++cited.moved;
      source.moved.emplace(quote, moved->sentence);
      sink_.Report(CitationMoved(place, name, *source.text, *moved));
      return moved->sentence;
    }
    ++cited.lost;
    sink_.Report(CitationOrphaned(place, name, *source.text, match.nearest));
    return std::nullopt;
  }

  void ReportEdit(const lang::Source& declared, const Cited& cited) {
    const diag::Span place =
        dossier_.documents[declared.document].Place(declared.declaration->checksum_extent);
    diag::Diagnostic diagnostic(
        diag::Kind::kSourceEdited, place,
        fmt::format("source {} was edited since its citations were checked", symbols_.Name(declared.name)));
    diagnostic.here = "its text has another checksum now";
    diagnostic.notes.push_back(fmt::format("{} as before, {} moved, {} lost",
                                           Counted(cited.found, "citation stands", "citations stand"),
                                           cited.moved, cited.lost));
    if (cited.moved + cited.lost == 0) {
      // Only now: with the new checksum, what has moved would merely be missing.
      const std::string checksum = ChecksumOf(*cited.source->text);
      diagnostic.helps.push_back(fmt::format("accept the text as it is: checksum \"{}\"", checksum));
      diagnostic.fix = diag::FixIt{place, fmt::format("\"{}\"", checksum)};
    } else {
      diagnostic.helps.push_back(
          "mend the citations that moved or are lost; then the new checksum can be accepted");
    }
    sink_.Report(std::move(diagnostic));
  }

  const lang::Dossier& dossier_;
  const base::SymbolTable& symbols_;
  diag::Sink& sink_;
  std::map<base::Symbol, Cited> cited_;
  std::map<std::pair<base::Symbol, int>, diag::Span> places_;  // where a sentence is cited first
};

}  // namespace

void CheckCitations(const lang::Dossier& dossier, const base::SymbolTable& symbols,
                    std::vector<LoadedSource>& sources, diag::Sink& sink) {
  CitationCheck(dossier, symbols, sources, sink).Run();
}

}  // namespace casus::api
