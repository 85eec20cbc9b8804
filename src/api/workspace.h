#pragma once

// A dossier in memory, ready to be asked: files in, diagnostics and records out.
//
//   Workspace workspace(files, sources);
//   if (workspace.report().errors > 0) …
//   law::Record* record = workspace.RecordUnder("Refusal");     // evaluated when first asked for
//
// Files and sources are handed in by the caller; nothing here touches a file system. The standard vocabulary is added by
// itself: the kinds, treaties and norms always, its other parts where a file says `use`.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "diag/file.h"
#include "diag/sink.h"
#include "lang/dossier.h"
#include "law/record.h"
#include "text/citation.h"
#include "text/source.h"

namespace casus::api {

struct InputFile {
  std::string path;  // as the user would name it
  std::string text;
};

// The text of a source by its file name; nothing if it is not at hand.
using SourceLoader = std::function<std::optional<std::string>(std::string_view file_name)>;

// A source of the dossier with its text, if that is at hand.
struct LoadedSource {
  base::Symbol name = lang::kNoSymbol;
  std::string title, file;
  bool at_hand = false;
  bool edited = false;  // it is no longer the text that the dossier has the checksum of
  std::optional<text::Source> text;
  std::map<std::string, int, std::less<>> moved;  // citations that an edit changed: their sentences
};

// "sha256:…": how a dossier says which text of a source its citations were checked against.
std::string ChecksumOf(const text::Source& source);

class Workspace {
 public:
  Workspace(std::vector<InputFile> files, const SourceLoader& load_source);

  diag::Report report() const;
  bool HasErrors() const { return sink_.HasErrors(); }

  // The record under a lens, or without one if the name is empty; null, with a diagnostic, if it cannot be evaluated.
  law::Record* RecordUnder(std::string_view lens);
  bool HasLens(std::string_view lens) const;

  const lang::Dossier& dossier() const { return dossier_; }
  lang::Dossier& dossier() { return dossier_; }
  base::SymbolTable& symbols() { return symbols_; }
  const base::SymbolTable& symbols() const { return symbols_; }
  const diag::Files& files() const { return files_; }
  diag::Files& files() { return files_; }
  diag::Sink& sink() { return sink_; }
  const std::vector<LoadedSource>& sources() const { return sources_; }
  const LoadedSource* FindSource(base::Symbol name) const;

  // The names by which the dossier's entities go: their titles, what they are also called, their own names in words.
  std::vector<text::KnownName> KnownNames() const;

  // The sentence that a citation names, also if the words have moved; nothing if its source is not at hand or it was
  // not found.
  std::optional<int> SentenceOf(base::Symbol source, std::string_view quote) const;

 private:
  void LoadSources(const SourceLoader& load_source);

  diag::Files files_;
  diag::Sink sink_;
  base::SymbolTable symbols_;
  lang::Dossier dossier_;
  std::vector<LoadedSource> sources_;
  std::map<std::string, std::unique_ptr<law::Record>, std::less<>> records_;
};

}  // namespace casus::api
