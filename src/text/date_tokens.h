#pragma once

// A sentence as the reader of dates sees it: numbers, the words that dates are made of, and everything else.
//
//   const ProseTokens prose("On October 10, 1939 …");
//   DateTokens tokens;
//   tokens.Begin(prose);
//   tokens.Fill(100);            // kOn, kMonth 10, kNumber 10, kComma, kNumber 1939, …
//   tokens.has_core()            // something here may be a date
//
// They are those of text/prose_tokens.h with what they mean for dates, but a number takes the letters behind it
// ("10th"), an apostrophe parts a word ("May's"), and what an underscore joins is one word. Only the words of a fixed
// vocabulary are told apart. Tokens come in portions, so that a sentence of any length takes bounded memory. Linear.
// Not for use outside of the reader of dates.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "text/date_vocabulary.h"
#include "text/prose_tokens.h"

namespace casus::text {

// The meaning is that of the word; of a number, its value, of at most 9 digits.
struct DateToken : DateMeaning {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint8_t digits = 0;  // of a number
  enum class Suffix : uint8_t {
    kNone,
    kOrdinal,
    kS,
    kOther
  } suffix = Suffix::kNone;  // of a number: 10th, 1920s
  bool spaced = false;       // whitespace stands before it
  bool capital = false;      // its first letter is one
  bool in_brackets = false;
};

class DateTokens {
 public:
  // Starts with a new sentence, whose tokens must outlive these.
  void Begin(const ProseTokens& sentence);

  // Appends tokens until there are `count`, or all. Tells whether there are more.
  bool Fill(size_t count);
  // Forgets the first `count` tokens: what was token `count` is then token 0.
  void Drop(size_t count);

  // kNone beyond both ends.
  const DateToken& At(size_t index) const { return index < size_ ? tokens_[index] : none_; }
  size_t size() const { return size_; }
  std::string_view TextOf(const DateToken& token) const {
    return sentence().substr(token.begin, token.end - token.begin);
  }
  std::string_view sentence() const { return prose_->text(); }

  // Whether a token read since Begin can be the core of a date, and the place behind the last of those that are there.
  bool has_core() const { return has_core_; }
  size_t end_of_cores() const { return end_of_cores_; }

 private:
  void AddWord(const Token& token);
  void AddPlain(uint32_t begin, uint32_t end, Vocabulary::Id word);
  void AddPart(uint32_t begin, uint32_t end, Vocabulary::Id word);
  void AddNumber(const Token& token);
  void AddSign(const Token& token);
  bool JoinsLast(uint32_t begin) const;
  bool TakeSuffix(uint32_t begin, uint32_t end);
  DateToken& Add(uint32_t begin, uint32_t end, const DateMeaning& meaning);

  const ProseTokens* prose_ = nullptr;
  const Vocabulary* vocabulary_ = &Vocabulary::Get();
  size_t next_ = 0;   // of the tokens of the prose
  size_t depth_ = 0;  // of brackets
  bool has_core_ = false;
  size_t end_of_cores_ = 0;
  std::vector<DateToken> tokens_;  // the first `size_` of them count; the others keep their place for more
  size_t size_ = 0;
  const DateToken none_{{.word = DateWord::kNone}};
};

}  // namespace casus::text
