#include "api/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "api/citations.h"
#include "api/std_files.h"
#include "lang/parser.h"

namespace casus::api {
namespace {

constexpr std::string_view kPrelude[] = {"std/kinds", "std/treaties", "std/norms"};

const EmbeddedFile* FindStandard(std::string_view name) {
  for (const EmbeddedFile& file : StandardFiles()) {
    if (file.path == name || file.path.substr(0, file.path.find('.')) == name) return &file;
  }
  return nullptr;
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
  CheckCitations(dossier_, symbols_, sources_, sink_);
}

diag::Report Workspace::report() const {
  return sink_.Finish([&](diag::FileId file, uint32_t offset) -> std::string {
    for (const lang::Document& document : dossier_.documents) {
      if (document.file == file) return lang::HeadingPath(document, offset);
    }
    return {};
  });
}

std::string ChecksumOf(const text::Source& source) { return "sha256:" + text::Sha256InHex(source.reading()); }

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
          const std::string& checksum = source.declaration->checksum;
          loaded.edited = !checksum.empty() && checksum != ChecksumOf(*loaded.text);
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
  if (match.kind == text::CitationMatch::kFound) return match.sentences.front();
  const auto moved = loaded->moved.find(quote);
  return moved == loaded->moved.end() ? std::nullopt : std::optional(moved->second);
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
