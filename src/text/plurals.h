#pragma once

// The singular of an English noun.
//
//   Singular("treaties") == "treaty", Singular("military bases") == "military base"
//   Singular("litas") == "litas"    // not plainly a plural: left as it is

#include <string>
#include <string_view>

namespace casus::text {

// Of the last word of a phrase. Words that are no plain plurals stay as they are. Linear.
std::string Singular(std::string_view phrase);

// Whether a word in lower case looks like a plural: by its ending ("bases"), or as one of those that are plural
// without one ("men", "personnel", "aircraft").
bool LooksPlural(std::string_view word);

}  // namespace casus::text
