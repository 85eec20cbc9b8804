#pragma once

// "Did you mean …?"
//
//   Nearest("begin", {"begins", "ends", "while"}) == "begins"
//   Nearest("Lithania", names) == "Lithuania"
//   Nearest("xyz", {"begins"}) == std::nullopt

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace casus::diag {

// The number of insertions, deletions, substitutions and swaps of neighbours that make b of a, no character
// being touched twice (the restricted Damerau–Levenshtein distance), in bytes. Capitals and small letters of
// ASCII count as the same. Stops counting at `limit` + 1. Takes O(|a|·|b|).
size_t EditDistance(std::string_view a, std::string_view b, size_t limit);

// The candidate nearest to the word, the first of several, or none if none is near enough to be meant: at
// most one edit in a word of up to four characters, a third of its length in a longer one, and never more
// than four.
std::optional<std::string_view> Nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace casus::diag
