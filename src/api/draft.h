#pragma once

// A chronicle to start from: what a source dates, as commented statements to choose from and to fill.
//
//   base::Result<text::Source> source = text::Source::FromBytes(bytes, {.with_mentions = true});
//   Workspace standard = StandardVocabulary();
//   std::cout << Draft(*source, standard, {.file = "article.txt"});
//
// The result is a *.casus.md that checks without errors: by itself, or, if the workspace is that of a dossier, as
// one more file of it. Everything that would be a guess stands in comments. Takes O(size of the source) but for
// the sentences that are alike, which are compared.

#include <optional>
#include <string>
#include <string_view>

#include "api/workspace.h"
#include "text/source.h"

namespace casus::api {

// The whole standard vocabulary, and nothing else.
Workspace StandardVocabulary();

struct DraftOptions {
  std::string file;           // the source's file, as the draft is to name it; valid UTF-8
  std::string name;           // the source's name; empty: the first letter that is free
  bool in_dossier = false;    // the workspace is a dossier that the draft shall become a part of
  bool with_undated = false;  // sentences without a date, too
};

// The fewest words that stand in this sentence one after the other and in no other sentence: three to six, if that
// many do, otherwise more. Nothing if another sentence has all its words, too. What is given, FindCitation finds.
std::optional<std::string> IdentifyingWords(const text::Source& source, int sentence);

// Why the source cannot go by this name in the workspace, in one line; nothing if it can.
std::optional<std::string> ObjectionToSourceName(const Workspace& workspace, std::string_view name,
                                                 std::string_view file);

// Requires a source that was read with its mentions, and a name without objection.
std::string Draft(const text::Source& source, const Workspace& workspace, const DraftOptions& options);

}  // namespace casus::api
