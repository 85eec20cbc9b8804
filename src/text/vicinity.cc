#include "text/vicinity.h"

#include <unicode/uchar.h>

#include <array>

namespace casus::text {

namespace {

constexpr char32_t kZeroWidthSpace = 0x200B;
constexpr char32_t kByteOrderMark = 0xFEFF;
constexpr size_t kLongestWord = 40;  // in bytes

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The letters and digits of ASCII, of which most words are.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (size_t c = 0; c < 0x80; ++c) {
    plain[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
  return plain;
}();

bool IsPlain(char byte) { return kPlain[static_cast<unsigned char>(byte)]; }

bool IsWithinWords(char32_t c) {
  return c == '.' || c == '\'' || c == U'’' || c == '-' || c == U'‐' || c == U'°' || c == U'º';
}

}  // namespace

bool IsSpace(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r');
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || c == kZeroWidthSpace || c == kByteOrderMark;
}

bool IsLineEnd(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 /* next line */ || c == 0x2028 || c == 0x2029;
}

bool IsWordCharacter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return (U_GET_GC_MASK(static_cast<UChar32>(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

bool IsOpening(char32_t c) {
  const auto type = u_charType(static_cast<UChar32>(c));
  return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION;
}

char32_t CharacterBefore(std::string_view text, size_t at) {
  return at > 0 ? CharacterAt(text, PlaceBefore(text, at)) : U'\0';
}

size_t PlaceBefore(std::string_view text, size_t at) {
  do {
    --at;
  } while (IsContinuation(text[at]));
  return at;
}

size_t SkipSpaces(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t next = at;
    const char32_t c = TakeCharacter(text, next);
    if (!IsSpace(c) || IsLineEnd(c)) break;
    at = next;
  }
  return at;
}

size_t SkipSpacesBack(std::string_view text, size_t at) {
  while (at > 0) {
    const size_t before = PlaceBefore(text, at);
    const char32_t c = CharacterAt(text, before);
    if (!IsSpace(c) || IsLineEnd(c)) break;
    at = before;
  }
  return at;
}

bool IsAtLineEnd(std::string_view text, size_t at) {
  return at >= text.size() || IsLineEnd(CharacterAt(text, at));
}

std::string_view WordBefore(std::string_view text, size_t at, size_t from) {
  size_t begin = at;
  while (begin > from && at - begin < kLongestWord) {
    if (IsPlain(text[begin - 1])) {
      --begin;
      continue;
    }
    const size_t before = PlaceBefore(text, begin);
    const char32_t c = CharacterAt(text, before);
    if (!IsWordCharacter(c) && !IsWithinWords(c)) break;
    begin = before;
  }
  // A quotation mark may have been taken for an apostrophe.
  while (begin < at) {
    size_t next = begin;
    const char32_t c = TakeCharacter(text, next);
    if (IsWordCharacter(c) || c == U'°') break;
    begin = next;
  }
  return text.substr(begin, at - begin);
}

std::string_view WordAfter(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && end - at < kLongestWord) {
    if (IsPlain(text[end])) {
      ++end;
      continue;
    }
    size_t next = end;
    if (!IsWordCharacter(TakeCharacter(text, next))) break;
    end = next;
  }
  return text.substr(at, end - at);
}

}  // namespace casus::text
