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
ProseToken NextToken(std::string_view text, size_t at);

// The last token that ends at or before `end`; kEnd with the place 0 if there is none. Of a token longer than
// kLongestLookBack bytes only its last part is given: it is no word that anyone looks for. Requires valid UTF-8.
// Constant time, apart from the spaces it passes.
inline constexpr size_t kLongestLookBack = 48;
ProseToken PreviousToken(std::string_view text, size_t end);

// Whether the word begins with an upper-case letter. Constant time.
bool IsCapitalized(std::string_view word);

// Whether a character is a hyphen, a dash or a minus: "-", "–".
bool IsDash(std::string_view mark);

}  // namespace casus::text
