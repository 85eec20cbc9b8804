#pragma once

// The words, figures and marks of a sentence, one at a time and in both directions.
//
//   for (ProseToken token = NextToken(s, 0); !token.is_end(); token = NextToken(s, token.end)) …
//       // "Riga’s 12,000–odd" → “Riga’s”, “12”, “,”, “000”, “–”, “odd”
//
// A word is a run of letters, with digits behind them and apostrophes between them; digits are a run of 0 to 9
// by themselves; a mark is any other character. So "3m" is digits and a word, and a hyphen is a mark: what
// belongs together is for the reader of a number or a name to say. Nothing is kept, so that a sentence of any
// length costs no memory.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace casus::text {

struct ProseToken {
  enum class Kind : uint8_t { kEnd, kWord, kDigits, kMark };

  Kind kind = Kind::kEnd;
  size_t begin = 0;
  size_t end = 0;
  std::string_view text;

  bool is_end() const { return kind == Kind::kEnd; }
  bool is_word() const { return kind == Kind::kWord; }
  bool is_digits() const { return kind == Kind::kDigits; }
  bool is_mark() const { return kind == Kind::kMark; }
  bool is(char mark) const { return text.size() == 1 && text[0] == mark; }
};

// The first token that begins at or after `at`; kEnd, with the size of the text as its place, if there is none.
// Requires valid UTF-8 and `at` at the begin of a character. Linear in what it passes.
inline ProseToken NextToken(std::string_view text, size_t at);

// The last token that ends at or before `end`; kEnd with the place 0 if there is none. Of a token longer than
// kLongestLookBack bytes only its last part is given: it is no word that anyone looks for. Requires valid UTF-8.
// Constant time, apart from the spaces it passes.
inline constexpr size_t kLongestLookBack = 48;
ProseToken PreviousToken(std::string_view text, size_t end);

// Whether the byte is an ASCII letter.
inline constexpr std::array<bool, 256> kIsAsciiLetter = [] {
  std::array<bool, 256> letters{};
  for (size_t c = 'a'; c <= 'z'; ++c) letters[c] = letters[c - 0x20] = true;
  return letters;
}();

// Whether the word begins with an upper-case letter. Constant time.
bool IsCapitalized(std::string_view word);

// Whether a character is a hyphen, a dash or a minus: "-", "–".
bool IsDash(std::string_view mark);

// The same as NextToken, for whatever follows.
ProseToken NextTokenOfAnyKind(std::string_view text, size_t at);

// A word of ASCII letters, as most tokens are, is read in line.
inline ProseToken NextToken(std::string_view text, size_t at) {
  enum : uint8_t { kOther, kLetter, kGoesOn };  // kGoesOn: the word may go on behind it
  static constexpr std::array<uint8_t, 256> kBytes = [] {
    std::array<uint8_t, 256> bytes{};
    for (size_t c = 0; c < bytes.size(); ++c) {
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      const bool goes_on = (c >= '0' && c <= '9') || c == '\'' || c >= 0x80;
      bytes[c] = letter ? kLetter : goes_on ? kGoesOn : kOther;
    }
    return bytes;
  }();
  const auto byte = [&](size_t i) { return kBytes[static_cast<unsigned char>(text[i])]; };
  while (at < text.size() && text[at] == ' ') ++at;
  size_t end = at;
  while (end < text.size() && byte(end) == kLetter) ++end;
  if (end == at || (end < text.size() && byte(end) == kGoesOn)) return NextTokenOfAnyKind(text, at);
  return {.kind = ProseToken::Kind::kWord, .begin = at, .end = end, .text = {text.data() + at, end - at}};
}

}  // namespace casus::text
