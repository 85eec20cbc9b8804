#pragma once

// The words, figures and marks of a sentence.
//
//   ProseTokens tokens("Riga’s 12,000–odd");   // “Riga’s”, “12”, “,”, “000”, “–”, “odd”
//   tokens.From(8)                             // “12”: the first that begins at byte 8 or later
//   tokens.After(tokens.From(8))               // “,”
//
// A word is a run of letters, with digits behind them and apostrophes between them; digits are a run of 0 to 9
// by themselves; a mark is any other character. So "3m" is digits and a word, and a hyphen is a mark: what
// belongs together is for the reader of a number or a name to say.
//
// A sentence is parted once, and all who look for something in it (dates, quantities, names, oddities) look at the
// same tokens. Most of them only at those that may begin what they look for: of each word it is kept whether somebody
// asks for it (text/vocabulary.h), and of the sentence whether any such word is in it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "text/vocabulary.h"

namespace casus::text {

enum class TokenKind : uint8_t { kEnd, kWord, kDigits, kMark };

// A token as it is kept: 12 bytes.
struct Token {
  // What is known of it. Most who look for something pass what has not the bit that they look for.
  enum Flag : uint8_t {
    kCapital = 1,     // begins with an upper-case letter
    kUneven = 2,      // behind the first letter stands a capital, or a character beyond ASCII
    kApostrophe = 4,  // one is inside of the word
    kPairs = 8,       // a bracket or quotation mark, perhaps
    kDateCore = Vocabulary::kDateCore,  // these three also of digits and marks
    kNumber = Vocabulary::kNumber,
    kBesideFigure = Vocabulary::kBesideFigure,
    kRepeated = 128  // a word like the one before it, with a space between them
  };

  uint32_t begin = 0;
  uint32_t end = 0;
  Vocabulary::Id word = Vocabulary::kUnknown;
  TokenKind kind = TokenKind::kEnd;
  uint8_t flags = 0;

  bool is_word() const { return kind == TokenKind::kWord; }
  bool is_digits() const { return kind == TokenKind::kDigits; }
  bool is_mark() const { return kind == TokenKind::kMark; }
  bool has(Flag flag) const { return (flags & flag) != 0; }
};

// A token as it is looked at.
struct ProseToken {
  TokenKind kind = TokenKind::kEnd;
  bool capital = false;
  size_t begin = 0;
  size_t end = 0;
  size_t index = 0;
  std::string_view text;

  bool is_end() const { return kind == TokenKind::kEnd; }
  bool is_word() const { return kind == TokenKind::kWord; }
  bool is_digits() const { return kind == TokenKind::kDigits; }
  bool is_mark() const { return kind == TokenKind::kMark; }
  bool is(char mark) const { return text.size() == 1 && text[0] == mark; }
};

class ProseTokens {
 public:
  ProseTokens() = default;
  explicit ProseTokens(std::string_view sentence) { Read(sentence); }

  // Forgets what was read before, but keeps the memory: 12 bytes for each byte of the longest sentence. Requires valid
  // UTF-8 of less than 4 GB that outlives the tokens. Linear.
  void Read(std::string_view sentence);

  std::string_view text() const { return text_; }
  size_t size() const { return size_; }
  const Token& operator[](size_t index) const { return tokens_[index]; }
  std::span<const Token> all() const { return {tokens_.data(), size_}; }
  std::string_view TextOf(const Token& token) const {
    return {text_.data() + token.begin, token.end - token.begin};
  }

  // Whether any token has the flag.
  bool has(Token::Flag flag) const { return (flags_ & flag) != 0; }

  // Constant time. Beyond the last token is kEnd with the size of the text as its place, before the first one with 0.
  ProseToken At(size_t index) const {
    if (index >= size_) return Beyond(index);
    const Token& token = tokens_[index];
    return {.kind = token.kind,
            .capital = token.has(Token::kCapital),
            .begin = token.begin,
            .end = token.end,
            .index = index,
            .text = TextOf(token)};
  }
  ProseToken After(const ProseToken& token) const { return At(token.index + 1); }
  ProseToken Before(const ProseToken& token) const { return At(token.index - 1); }

  // The first token that begins at or after `place`, and the last that ends at or before it. Logarithmic, and quick
  // near the place that was asked for last; so the tokens of a sentence are for one thread.
  ProseToken From(size_t place) const;
  ProseToken Until(size_t place) const;

 private:
  struct LastWord {
    size_t end = 0;
    size_t size = 0;
    uint64_t opening = 0;
  };

  bool Repeats(const LastWord& last, const LastWord& word) const;
  ProseToken Beyond(size_t index) const;
  size_t IndexFrom(size_t place) const;
  size_t ReadOther(size_t begin);
  size_t ReadWord(size_t begin, size_t at);
  size_t ReadDigits(size_t begin);
  size_t ReadBeyondAscii(size_t begin);
  void Add(TokenKind kind, size_t begin, size_t end, unsigned flags,
           Vocabulary::Id word = Vocabulary::kUnknown);

  const Vocabulary* vocabulary_ = &Vocabulary::Get();
  std::string_view text_;
  std::vector<Token> tokens_;  // the first `size_` of them count; the others keep their place for more
  size_t size_ = 0;
  mutable size_t last_ = 0;  // index of the token that was found last
  uint8_t flags_ = 0;        // of all of them
  LastWord last_word_;
};

// Whether the word begins with an upper-case letter. Constant time.
bool IsCapitalized(std::string_view word);

// Whether a character is a hyphen, a dash or a minus: "-", "–".
bool IsDash(std::string_view mark);

}  // namespace casus::text
