#pragma once

// From text to syntax tree.
//
//   diag::Files files;
//   diag::FileId file = files.Add("vilnius-1939/main.casus.md", text);
//   Document document = Parse(file, files, symbols, sink);
//
// The grammar is docs/language/grammar.md. The parser goes line by line: an error costs its line (and, where
// the line's kind is unknown, the lines nested below it), is reported once, and parsing goes on behind it.
// Any bytes are acceptable input; depth of nesting is limited to kMaxDepth. Takes linear time.

#include "base/symbol.h"
#include "diag/file.h"
#include "diag/sink.h"
#include "lang/ast.h"

namespace casus::lang {

// How deep conditions, terms and blocks may nest.
inline constexpr int kMaxDepth = 100;

// Parses a file; one whose path ends in ".md" is Markdown with code in fences, any other is all code. The
// table is new, or was filled by this function, so that its first symbol is the empty text (kNoSymbol).
Document Parse(diag::FileId file, const diag::Files& files, base::SymbolTable& symbols, diag::Sink& sink);

// A question, as on the command line: a condition, or an aggregate alone, such as `count of ?x where …`.
// Exactly one of `condition` and `term` is there, none after an error.
struct Question {
  Document document;
  ConditionId condition = kNone<ConditionId>;
  TermId term = kNone<TermId>;
};

// Parses a file that is one question, so that its places can be shown: files.Add("question", text). What
// stands behind the question is an error.
Question ParseQuestion(diag::FileId file, const diag::Files& files, base::SymbolTable& symbols,
                       diag::Sink& sink);

// The headings above an offset, outermost first, joined by " › ": "Negotiations › Initial stance". Takes
// O(log n).
std::string HeadingPath(const Document& document, uint32_t offset);

}  // namespace casus::lang
