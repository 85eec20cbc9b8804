#include "api/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "api/std_files.h"
#include "lang/parser.h"

namespace casus::api {
namespace {

constexpr std::string_view kPrelude[] = {"std/kinds", "std/treaties", "std/norms"};
constexpr size_t kShownSentence = 90;  // characters of a nearest sentence

const EmbeddedFile* FindStandard(std::string_view name) {
  for (const EmbeddedFile& file : StandardFiles()) {
    if (file.path == name || file.path.substr(0, file.path.find('.')) == name) return &file;
  }
  return nullptr;
}

// The first characters of a text, cut between characters.
std::string Shorten(std::string_view text, size_t limit) {
  if (text.size() <= limit) return std::string(text);
  size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
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

}  // namespace

Workspace::Workspace(std::vector<InputFile> files, const SourceLoader& load_source) {
  std::sort(files.begin(), files.end(),
            [](const InputFile& a, const InputFile& b) { return a.path < b.path; });

  std::vector<lang::Document> own;
  for (InputFile& file : files) {
    const diag::FileId id = files_.Add(std::move(file.path), std::move(file.text));
    own.push_back(lang::Parse(id, files_, symbols_, sink_));
  }
  // The standard vocabulary: what every dossier has, then what is used, each file after those that it uses.
  std::vector<lang::Document> documents;
  std::set<std::string, std::less<>> loaded;
  auto load = [&](auto&& self, const EmbeddedFile& standard) -> void {
    if (!loaded.emplace(standard.path).second) return;
    const diag::FileId id = files_.Add(std::string(standard.path), std::string(standard.text));
    lang::Document document = lang::Parse(id, files_, symbols_, sink_);
    for (const lang::UseDeclaration& use : document.uses) {
      if (const EmbeddedFile* used = FindStandard(use.path)) self(self, *used);
    }
    documents.push_back(std::move(document));
  };
  for (std::string_view name : kPrelude) {
    if (const EmbeddedFile* standard = FindStandard(name)) load(load, *standard);
  }
  for (const lang::Document& document : own) {
    for (const lang::UseDeclaration& use : document.uses) {
      if (const EmbeddedFile* used = FindStandard(use.path)) {
        load(load, *used);
        continue;
      }
      std::string known;
      for (const EmbeddedFile& standard : StandardFiles()) {
        known += fmt::format("{}\"{}\"", known.empty() ? "" : ", ",
                             standard.path.substr(0, standard.path.find('.')));
      }
      sink_.Report(diag::Diagnostic(diag::Kind::kUnknownUse, document.Place(use.extent),
                                    fmt::format("there is no vocabulary `{}`", use.path))
                       .Help("what can be used: " + known));
    }
  }
  const size_t first_own = documents.size();
  for (lang::Document& document : own) documents.push_back(std::move(document));
  dossier_ = lang::Resolve(std::move(documents), first_own, symbols_, sink_);
  lang::Check(dossier_, symbols_, sink_);
  LoadSources(load_source);
  CheckCitations();
}

diag::Report Workspace::report() const {
  return sink_.Finish([&](diag::FileId file, uint32_t offset) -> std::string {
    for (const lang::Document& document : dossier_.documents) {
      if (document.file == file) return lang::HeadingPath(document, offset);
    }
    return {};
  });
}

// --- Evidence --------------------------------------------------------------------------------------------------

void Workspace::LoadSources(const SourceLoader& load_source) {
  for (const lang::Source& source : dossier_.sources) {
    LoadedSource loaded;
    loaded.name = source.name;
    loaded.title = source.declaration->title;
    loaded.file = source.declaration->file;
    if (!loaded.file.empty()) {
      const diag::Span place = dossier_.documents[source.document].Place(source.declaration->file_extent);
      if (std::optional<std::string> text = load_source(loaded.file)) {
        base::Result<text::Source> read =
            text::Source::FromBytes(std::move(*text), {.file_name = loaded.file, .with_mentions = false});
        if (read.ok()) {
          loaded.at_hand = true;
          loaded.text = std::move(*read);
        } else {
          sink_.Report(diag::Diagnostic(
              diag::Kind::kSourceUnreadable, place,
              fmt::format("source {} cannot be read: {}", symbols_.Name(loaded.name), read.error().message)));
        }
      } else {
        sink_.Report(diag::Diagnostic(diag::Kind::kSourceNotAtHand, place,
                                      fmt::format("evidence not checked: source {} is not at hand",
                                                  symbols_.Name(loaded.name)))
                         .Help(fmt::format(
                             "put `{}` into the dossier's folder `sources`, or say --sources DIR, or set "
                             "CASUS_SOURCES",
                             loaded.file)));
      }
    }
    sources_.push_back(std::move(loaded));
  }
}

const LoadedSource* Workspace::FindSource(base::Symbol name) const {
  for (const LoadedSource& source : sources_) {
    if (source.name == name) return &source;
  }
  return nullptr;
}

std::vector<text::KnownName> Workspace::KnownNames() const {
  std::vector<text::KnownName> names;
  for (const lang::Entity& entity : dossier_.vocabulary.entities()) {
    const std::string name(symbols_.Name(entity.name));
    std::string in_words = entity.title;
    if (in_words.empty()) {
      in_words = name;
      std::replace(in_words.begin(), in_words.end(), '_', ' ');
    }
    names.push_back({std::move(in_words), name});
    for (const std::string& other : entity.also) names.push_back({other, name});
  }
  return names;
}

std::optional<int> Workspace::SentenceOf(base::Symbol source, std::string_view quote) const {
  const LoadedSource* loaded = FindSource(source);
  if (loaded == nullptr || !loaded->text) return std::nullopt;
  const text::CitationMatch match = text::FindCitation(*loaded->text, quote);
  if (match.kind != text::CitationMatch::kFound) return std::nullopt;
  return match.sentences.front();
}

void Workspace::CheckCitations() {
  // Where a sentence of a source is cited, or set aside, first.
  std::map<std::pair<base::Symbol, int>, diag::Span> cited, set_aside;
  for (size_t i = dossier_.first_own; i < dossier_.documents.size(); ++i) {
    const lang::Document& document = dossier_.documents[i];
    for (const lang::Qualifier& qualifier : document.qualifiers) {
      if (qualifier.kind != lang::Qualifier::Kind::kCite || qualifier.is_locator) continue;
      if (const std::optional<int> sentence = CheckCitation(document, qualifier.source, qualifier.text)) {
        cited.try_emplace({qualifier.source.symbol, *sentence}, document.Place(qualifier.extent));
      }
    }
  }
  for (size_t i = dossier_.first_own; i < dossier_.documents.size(); ++i) {
    const lang::Document& document = dossier_.documents[i];
    for (const lang::AsideDeclaration& aside : document.asides) {
      const std::optional<int> sentence = CheckCitation(document, aside.source, aside.text);
      if (!sentence) continue;
      const std::pair key(aside.source.symbol, *sentence);
      const diag::Span place = document.Place(aside.extent);
      if (const auto citation = cited.find(key); citation != cited.end()) {
        sink_.Report(CitedAllTheSame(place, citation->second));
      } else if (const auto [earlier, is_new] = set_aside.try_emplace(key, place); !is_new) {
        sink_.Report(SetAsideTwice(place, earlier->second));
      }
    }
  }
}

std::optional<int> Workspace::CheckCitation(const lang::Document& document, const lang::Name& source_name,
                                            const lang::Name& words) {
  const LoadedSource* source = FindSource(source_name.symbol);
  if (source == nullptr || !source->text) return std::nullopt;
  const text::CitationMatch match = text::FindCitation(*source->text, symbols_.Name(words.symbol));
  const diag::Span place = document.Place(words.extent);
  const std::string_view name = symbols_.Name(source->name);
  switch (match.kind) {
    case text::CitationMatch::kFound:
      return match.sentences.front();
    case text::CitationMatch::kNotFound: {
      diag::Diagnostic diagnostic(diag::Kind::kCitationNotFound, place,
                                  fmt::format("this citation is not in source {}", name));
      diagnostic.here = "no sentence has these words in this order";
      for (const text::NearestSentence& near : match.nearest) {
        diagnostic.notes.push_back(
            fmt::format("nearest: sentence {}, \"{}\"", near.sentence,
                        Shorten(source->text->sentence(near.sentence).text, kShownSentence)));
      }
      diagnostic.helps.push_back("cite a few words as they stand in one sentence; … bridges a gap");
      sink_.Report(std::move(diagnostic));
      return std::nullopt;
    }
    case text::CitationMatch::kAmbiguous: {
      diag::Diagnostic diagnostic(
          diag::Kind::kCitationNotUnique, place,
          fmt::format("{} sentences of source {} have these words", match.sentences.size(), name));
      for (size_t i = 0; i < match.sentences.size() && i < 3; ++i) {
        diagnostic.notes.push_back(
            fmt::format("sentence {}, \"{}\"", match.sentences[i],
                        Shorten(source->text->sentence(match.sentences[i]).text, kShownSentence)));
      }
      diagnostic.helps.push_back("cite a word more, so that one sentence is meant");
      sink_.Report(std::move(diagnostic));
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// --- Records ---------------------------------------------------------------------------------------------------

bool Workspace::HasLens(std::string_view lens) const {
  const std::optional<base::Symbol> name = symbols_.Find(lens);
  return name && dossier_.lenses.contains(*name);
}

law::Record* Workspace::RecordUnder(std::string_view lens) {
  if (sink_.HasErrors()) return nullptr;
  if (const auto known = records_.find(lens); known != records_.end()) return known->second.get();
  law::Lens applied;
  if (!lens.empty()) {
    const std::optional<base::Symbol> name = symbols_.Find(lens);
    if (!name || !dossier_.lenses.contains(*name)) return nullptr;
    applied = law::LensOf(dossier_, *name);
  }
  std::unique_ptr<law::Record> record = law::Record::Evaluate(dossier_, symbols_, std::move(applied));
  if (!record->cycle().empty()) {
    const law::RuleBase& rules = record->law().rules;
    std::optional<diag::Diagnostic> diagnostic;
    for (uint32_t tag : record->cycle()) {
      const law::Origin& origin = rules.origins[tag];
      if (origin.kind == law::Origin::Kind::kNone) continue;
      const diag::Span place = dossier_.documents[origin.document].Place(origin.extent);
      if (!diagnostic) {
        diagnostic.emplace(diag::Kind::kUnstratifiedCycle, place,
                           "this depends on its own opposite at the same moment");
        diagnostic->here = "the cycle passes here";
      } else if (!(place == diagnostic->span)) {
        diagnostic->labels.push_back({place, "then here"});
      }
    }
    if (!diagnostic) {
      diagnostic.emplace(diag::Kind::kUnstratifiedCycle, diag::Span{dossier_.documents.back().file, 0, 0},
                         "the law of this dossier depends on its own opposite at the same moment");
    }
    diagnostic->helps.push_back(
        "let one step take time: `previous`, `once at least 1 day ago`, or an event instead of a state");
    sink_.Report(std::move(*diagnostic));
    return nullptr;
  }
  return records_.emplace(std::string(lens), std::move(record)).first->second.get();
}

}  // namespace casus::api
