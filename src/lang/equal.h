#pragma once

// Whether two documents say the same.
//
//   Equal(Parse(text), Parse(Format(Parse(text))))      // what `casus fmt` makes sure of before it writes a
//   file

#include "lang/ast.h"

namespace casus::lang {

// Compares what stands in the documents, in order, but not where it stands: extents, headings, comments and
// the layout of the pools are left out. Both must have been made with the same symbol table. Takes linear
// time.
bool Equal(const Document& a, const Document& b);

}  // namespace casus::lang
