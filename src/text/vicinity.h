#pragma once

// What stands before and behind a place in a text.
//
//   WordBefore("in Oct. 1939", 6) == "Oct"
//   WordAfter("in Oct. 1939", 8) == "1939"
//
// A place is the offset of a character, or the size of the text. Everything here requires valid UTF-8, and
// looks no further than a long word does, or than the spaces there are.

#include <cstddef>
#include <string_view>

#include "base/utf8.h"

namespace casus::text {

// Whitespace, also the zero-width space and the byte order mark, which only look like nothing.
bool IsSpace(char32_t c);

// A newline, a carriage return, or one of the separators of Unicode. Each of them is a space too.
bool IsLineEnd(char32_t c);

// A letter, a digit, or a mark on one.
bool IsWordCharacter(char32_t c);

// Whether the character opens a quote or bracket by its form; " and ' do not tell.
bool IsOpening(char32_t c);

// The character at `at`, which is moved behind it. Requires one. Quick for ASCII.
inline char32_t TakeCharacter(std::string_view text, size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte >= 0x80) return base::DecodeUtf8(text, at);
  ++at;
  return byte;
}

// NUL if the text ends there, or begins.
inline char32_t CharacterAt(std::string_view text, size_t at) {
  return at < text.size() ? TakeCharacter(text, at) : U'\0';
}
char32_t CharacterBefore(std::string_view text, size_t at);

// The place of the character before this one. Requires one.
size_t PlaceBefore(std::string_view text, size_t at);

// Over the spaces behind or before the place, within its line.
size_t SkipSpaces(std::string_view text, size_t at);
size_t SkipSpacesBack(std::string_view text, size_t at);

bool IsAtLineEnd(std::string_view text, size_t at);

// The word that ends or begins at the place; empty if none does. It may have full stops, apostrophes, hyphens
// and degree signs within it, "J.-P" and "e.g". Of a word that is longer than any that is looked up, only a
// part, and nothing of what stands before `from`.
std::string_view WordBefore(std::string_view text, size_t at, size_t from = 0);
// The same, but letters, digits and marks only.
std::string_view WordAfter(std::string_view text, size_t at);

}  // namespace casus::text
