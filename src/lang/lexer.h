#pragma once

// From lines of code to tokens.
//
//   LineReader reader(text, layout.code, symbols, keywords, comments);
//   while (reader.HasLine()) { … reader.line(), reader.tokens() …; reader.Advance(); }
//
// A line is a logical one: it continues inside of parentheses, and on lines that begin with `and` or `or`;
// both must be indented deeper than its beginning (`and thereafter` is a line of its own). Empty lines and
// comments are none. The last token of each line is kEnd.
//
// What cannot be read becomes a token of kind kError that says why; it is for the parser to report it, since
// there are places (a locator in a `cite`) where anything may stand. Takes linear time.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "lang/ast.h"
#include "lang/fences.h"
#include "lang/keywords.h"

namespace casus::lang {

struct Token {
  enum class Kind : uint8_t {
    kEnd,
    kError,
    kWord,
    kName,
    kVariable,
    kAny,      // _
    kNumber,   // 20_000, 7.5; also a year
    kDate,     // what can only be a date; not yet read
    kBracket,  // [ … ], a range or a date; not yet read
    kText,
    kOpen,
    kClose,
    kBraceOpen,
    kBraceClose,
    kColon,
    kComma,
    kPlus,
    kMinus,
    kTimes,
    kSlash,
    kEqual,
    kNotEqual,
    kLess,
    kLessEqual,
    kGreater,
    kGreaterEqual,
  };
  enum class Error : uint8_t {
    kNone,
    kCharacter,     // no token begins like this
    kUnclosedText,  // no closing quote on the line
    kEscape,        // a backslash before something else than " and \ .
    kNumber,        // letters directly behind digits
    kThousands,     // 35,000
    kVariable,      // ? without a word
    kUnclosedBracket,
    kName,  // a dot without a part behind it
  };
  Kind kind = Kind::kEnd;
  Keyword keyword = Keyword::kNone;  // of a word
  Error error = Error::kNone;
  uint8_t gap = 0;  // 0: directly behind the token before, 1: one space, 2: more, or another line
  Extent extent;
  base::Symbol symbol =
      kNoSymbol;  // a word, name, variable (without ?), or text (without quotes and escapes)
};

// The words of a file that were met already, with their symbols. A long file says the same few words again and again, and
// asks here first: open addressing with linear probing, in which at most 3 in 4 slots are in use.
class KnownWords {
 public:
  explicit KnownWords(base::SymbolTable& symbols) : symbols_(symbols) {}

  // As the table's. Takes the text eight bytes at a time.
  base::Symbol Intern(std::string_view word);

 private:
  struct Slot {
    uint32_t hash = 0;
    bool is_used = false;
    base::Symbol symbol{};
  };

  void Grow();

  base::SymbolTable& symbols_;
  std::vector<Slot> slots_;  // a power of two of them
  size_t used_ = 0;
};

struct Line {
  uint32_t begin = 0;    // of the first token
  uint32_t end = 0;      // of the last token
  uint32_t indent = 0;   // in columns, less the indentation of the fence
  uint32_t range = 0;    // the range of code that it stands in
  bool has_tab = false;  // in its indentation
};

class LineReader {
 public:
  // All arguments but the symbols must outlive the reader. Comments are appended as they are met.
  LineReader(std::string_view text, std::span<const CodeRange> code, base::SymbolTable& symbols,
             const KeywordTable& keywords, std::vector<Comment>& comments);

  bool HasLine() const { return has_line_; }
  const Line& line() const { return line_; }
  std::span<const Token> tokens() const { return tokens_; }

  void Advance();

 private:
  struct PhysicalLine {
    uint32_t begin = 0;  // of the first token
    uint32_t end = 0;    // of the code range's line, without the line feed
    uint32_t indent = 0;
    bool has_tab = false;
  };

  bool FindLine(PhysicalLine& line);
  bool Continues(const PhysicalLine& next) const;
  void LexPhysicalLine(const PhysicalLine& line);
  Token& Push(Token::Kind kind, uint32_t begin, uint32_t end) {
    uint8_t gap = 0;
    if (previous_end_ == 0 || begin > previous_end_ + 1) {
      gap = 2;
    } else if (begin == previous_end_ + 1) {
      gap = text_[previous_end_] == '\t' ? 2 : 1;
    }
    previous_end_ = end;
    return tokens_.emplace_back(Token{.kind = kind, .gap = gap, .extent = {begin, end}});
  }
  void PushError(Token::Error error, uint32_t begin, uint32_t end);
  uint32_t LexWordOrName(uint32_t at, uint32_t end);
  uint32_t LexVariable(uint32_t at, uint32_t end);
  bool AtThousands(uint32_t at, uint32_t end) const;
  uint32_t LexNumberOrDate(uint32_t at, uint32_t end);
  uint32_t LexText(uint32_t at, uint32_t end);
  base::Symbol InternNormalized(std::string_view text);
  uint32_t LexBracket(uint32_t at, uint32_t end);
  uint32_t LexSymbol(uint32_t at, uint32_t end);
  uint32_t EndOfWord(uint32_t at, uint32_t end, bool is_name) const;
  uint32_t EndOfDate(uint32_t at, uint32_t end) const;
  bool IsDate(uint32_t at, uint32_t end) const;
  char At(uint32_t at, uint32_t end) const { return at < end ? text_[at] : '\0'; }

  std::string_view text_;
  std::span<const CodeRange> code_;
  base::SymbolTable& symbols_;
  KnownWords words_;
  const KeywordTable& keywords_;
  std::vector<Comment>& comments_;

  uint32_t range_ = 0;
  uint32_t at_ = 0;    // the begin of the next physical line
  PhysicalLine next_;  // the first physical line that is not read
  bool has_next_ = false;
  uint32_t next_range_ = 0;

  bool has_line_ = false;
  Line line_;
  std::vector<Token> tokens_;
  uint32_t previous_end_ = 0;  // of the token before
  uint32_t open_ = 0;          // parentheses
};

}  // namespace casus::lang
