#pragma once

// From syntax tree to text.
//
// Format is `casus fmt`: parse, print, and
//
//   Format(Parse(Format(x))) == Format(x)        the result stays as it is
//   Parse(Format(x)) equals x but for extents    nothing is lost
//
// It indents by two spaces, pads the dates of neighbouring statements and the columns of neighbouring rows to
// a common width, keeps single blank lines where there are some, and puts one before and after what has lines
// nested below it at the top level. Comments stay with the line they stood on or before. What is outside of
// fences is copied byte by byte.

#include <string>
#include <string_view>

#include "base/symbol.h"
#include "lang/ast.h"

namespace casus::lang {

// Requires a document that was parsed from `source` without errors.
std::string Format(const Document& document, std::string_view source, const base::SymbolTable& symbols);

// The canonical code of a whole document, or of parts of it, on one line each; for documents without a
// source, too.
std::string Print(const Document& document, const base::SymbolTable& symbols);
std::string Print(const Document& document, ConditionId condition, const base::SymbolTable& symbols);
std::string Print(const Document& document, TermId term, const base::SymbolTable& symbols);
std::string Print(const Document& document, PhraseId phrase, const base::SymbolTable& symbols);

}  // namespace casus::lang
