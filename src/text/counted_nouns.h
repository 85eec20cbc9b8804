#pragma once

// What a number counts: the short noun phrase behind it.
//
//   ReadCountedNoun("five Soviet military bases with", 4, true)   // "military base", and where it ends
//
// Proper adjectives and words that only say "more of them" ("other", "additional") are left out.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "text/prose_tokens.h"

namespace casus::text {

struct CountedNoun {
  std::string unit;  // in the singular
  size_t end = 0;
};

// Reads from `at`, where the number ends, on. Behind 1 and fractions the noun is a singular. Of a phrase whose noun
// cannot be told nothing is read. Looks at a few words.
std::optional<CountedNoun> ReadCountedNoun(const ProseTokens& tokens, size_t at, bool plural);

}  // namespace casus::text
