#pragma once

// Code of a dossier in coloured pieces, for a page.
//
//   for (const CodeToken& token : CodeTokens(text, range)) …      // joined, the texts give the code exactly
//
// A word counts as a keyword where it opens a line, follows such a word, or stands next to a date; elsewhere it may be a word of
// someone's phrase. Linear.

#include <string>
#include <string_view>
#include <vector>

#include "lang/ast.h"

namespace casus::api {

struct CodeToken {
  enum class Kind : uint8_t {
    kText,  // white space, words of phrases, punctuation
    kKeyword,
    kName,
    kVariable,
    kNumber,
    kDate,
    kString,
    kComment,
  };
  Kind kind = Kind::kText;
  std::string_view text;  // of the file's text
};

std::string_view Name(CodeToken::Kind kind);  // "keyword"

std::vector<CodeToken> CodeTokens(std::string_view text, const lang::CodeRange& range);

}  // namespace casus::api
