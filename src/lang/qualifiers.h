#pragma once

// What stands below a line of the text, by its kind.
//
//   if (FindQualifier(text, statement.qualifiers, Qualifier::Kind::kDoubtful) != nullptr) …

#include <algorithm>

#include "lang/ast.h"

namespace casus::lang {

// The first of the kind; null if there is none.
inline const Qualifier* FindQualifier(const Document& document, Run<Qualifier> qualifiers,
                                      Qualifier::Kind kind) {
  const auto all = document[qualifiers];
  const auto found =
      std::find_if(all.begin(), all.end(), [kind](const Qualifier& one) { return one.kind == kind; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace casus::lang
