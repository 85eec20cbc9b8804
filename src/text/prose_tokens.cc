// Tokens: how a sentence is parted.
//
// Most of a sentence are words of ASCII letters, so these have a way of their own: eight bytes at a time are looked at
// as one number. Setting the bit 0x20 in each makes its letters small; adding to each byte what is missing from "a", or
// from what follows "z", up to 0x80 then shows in the highest bits of the bytes which of them are letters, and the
// place of the first that is none is the end of the word. The same number, without what follows the word, is the key
// by which it is looked up. What is not so simple (letters beyond ASCII, apostrophes, digits behind letters) is read
// character by character.

#include "text/prose_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include "base/check.h"
#include "base/utf8.h"

namespace casus::text {

namespace {

enum class Class : uint8_t { kSpace, kLetter, kDigit, kMark, kBeyondAscii };

constexpr std::array<Class, 256> kClasses = [] {
  std::array<Class, 256> classes{};
  for (size_t c = 0; c < classes.size(); ++c) {
    const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool digit = c >= '0' && c <= '9';
    classes[c] = c >= 0x80  ? Class::kBeyondAscii
                 : letter   ? Class::kLetter
                 : digit    ? Class::kDigit
                 : c <= ' ' ? Class::kSpace
                            : Class::kMark;
  }
  return classes;
}();

Class ClassOf(char byte) { return kClasses[static_cast<unsigned char>(byte)]; }

Class ClassOf(char32_t c) {
  // Most of what is beyond ASCII in English prose: letters of Latin, and general punctuation.
  if (c >= 0xC0 && c < 0x250) return c == 0xD7 || c == 0xF7 ? Class::kMark : Class::kLetter;
  if (c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029) {
    return Class::kSpace;
  }
  if (c < 0xC0 || (c >= 0x2010 && c < 0x2070)) return Class::kMark;
  const auto point = static_cast<UChar32>(c);
  const int8_t type = u_charType(point);
  const bool mark_on_letter = type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
  return mark_on_letter || u_isalpha(point) != 0 ? Class::kLetter : Class::kMark;
}

// The class of the character at `at`, which is moved behind it.
Class Take(std::string_view text, size_t& at) {
  const Class simple = ClassOf(text[at]);
  if (simple != Class::kBeyondAscii) {
    ++at;
    return simple;
  }
  return ClassOf(base::DecodeUtf8(text, at));
}

// The size of the apostrophe at `at`; 0 if there is none.
size_t ApostropheAt(std::string_view text, size_t at) {
  if (text[at] == '\'') return 1;
  const std::string_view rest = text.substr(at, 3);
  return rest == "’" ? 3 : rest.substr(0, 2) == "ʼ" ? 2 : 0;
}

bool IsLetterAt(std::string_view text, size_t at) {
  return at < text.size() && Take(text, at) == Class::kLetter;
}

// --- Eight bytes at a time ---------------------------------------------------------------------------------------

constexpr uint64_t kEach = 0x0101010101010101u;  // times a byte: that byte in all places
constexpr uint64_t kHighest = kEach * 0x80;
constexpr uint64_t kSmall = kEach * 0x20;

// The bytes from `at` on, the first of them the lowest; zeros beyond the end.
uint64_t Load(std::string_view text, size_t at) {
  uint64_t bytes = 0;
  if (at + sizeof(bytes) <= text.size()) {
    std::memcpy(&bytes, text.data() + at, sizeof(bytes));
    if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
    return bytes;
  }
  for (size_t i = at; i < text.size(); ++i) {
    bytes |= uint64_t{static_cast<unsigned char>(text[i])} << 8 * (i - at);
  }
  return bytes;
}

// How many of the bytes, from the first on, are ASCII letters.
size_t CountLetters(uint64_t bytes) {
  const uint64_t small = (bytes | kSmall) & ~kHighest;
  const uint64_t from_a = small + kEach * (0x80 - 'a');
  const uint64_t beyond_z = small + kEach * (0x80 - 'z' - 1);
  const uint64_t letters = from_a & ~beyond_z & ~bytes & kHighest;
  return static_cast<size_t>(std::countr_zero(~letters & kHighest)) / 8;
}

// Whether a word may go on with the byte behind its ASCII letters.
bool GoesOn(char byte) {
  static constexpr std::array<bool, 256> kGoesOn = [] {
    std::array<bool, 256> goes_on{};
    for (size_t c = 0; c < goes_on.size(); ++c) goes_on[c] = (c >= '0' && c <= '9') || c == '\'' || c >= 0x80;
    return goes_on;
  }();
  return kGoesOn[static_cast<unsigned char>(byte)];
}

unsigned FlagsOfMark(char mark) {
  if (mark == '(' || mark == ')' || mark == '[' || mark == ']' || mark == '"') return Token::kPairs;
  return mark == '%' ? Token::kBesideFigure : 0;
}

}  // namespace

[[gnu::always_inline]] inline void ProseTokens::Add(TokenKind kind, size_t begin, size_t end, unsigned flags,
                                                    Vocabulary::Id word) {
  if (size_ == room_) {
    room_ = 2 * size_ + 64;
    tokens_.resize(room_);
  }
  Token& token = tokens_[size_++];
  token.begin = static_cast<uint32_t>(begin);
  token.end = static_cast<uint32_t>(end);
  token.word = word;
  token.kind = kind;
  token.flags = static_cast<uint8_t>(flags);
  flags_ |= token.flags;
}

// Reads the word that begins with an ASCII letter, and returns its end.
[[gnu::always_inline]] inline size_t ProseTokens::ReadPlainWord(size_t begin) {
  const uint64_t first = Load(text_, begin);
  size_t letters = CountLetters(first);
  size_t end = begin + letters;
  WordKey key;
  uint64_t capitals = 0;  // the bits by which they differ from small letters
  if (letters < 8) {
    const uint64_t kept = (uint64_t{1} << 8 * letters) - 1;
    key.low = (first | kSmall) & kept;
    capitals = ~first & kSmall & kept;
  } else {
    const uint64_t second = Load(text_, end);
    letters = CountLetters(second);
    if (letters == 8) return ReadWord(begin, begin + 1);
    end += letters;
    const uint64_t kept = (uint64_t{1} << 8 * letters) - 1;
    key = {.low = first | kSmall, .high = (second | kSmall) & kept};
    capitals = (~first & kSmall) | (((~second & kSmall & kept) != 0) ? uint64_t{1} << 63 : 0);
  }
  if (end < text_.size() && GoesOn(text_[end])) return ReadWord(begin, end);
  const Vocabulary::Id word = vocabulary_->Find(key);
  const unsigned flags = ((capitals & 0xFF) != 0 ? unsigned{Token::kCapital} : 0) |
                         (capitals > 0xFF ? unsigned{Token::kUneven} : 0) | vocabulary_->UsesOf(word);
  Add(TokenKind::kWord, begin, end, flags, word);
  return end;
}

void ProseTokens::Read(std::string_view sentence) {
  CHECK(sentence.size() < UINT32_MAX) << "a sentence of " << sentence.size() << " bytes";
  text_ = sentence;
  size_ = 0;
  flags_ = 0;
  for (size_t at = 0; at < sentence.size();) {
    switch (ClassOf(sentence[at])) {
      case Class::kSpace:
        ++at;
        break;
      case Class::kLetter:
        at = ReadPlainWord(at);
        break;
      case Class::kDigit:
        at = ReadDigits(at);
        break;
      case Class::kMark:
        Add(TokenKind::kMark, at, at + 1, FlagsOfMark(sentence[at]));
        ++at;
        break;
      case Class::kBeyondAscii:
        at = ReadBeyondAscii(at);
        break;
    }
  }
}

// Reads on, from `at`, in the word whose first letter ends there or before, and returns its end.
size_t ProseTokens::ReadWord(size_t begin, size_t at) {
  unsigned flags = 0;
  while (at < text_.size()) {
    size_t behind = at;
    const Class next = Take(text_, behind);
    if (next == Class::kMark) {
      const size_t size = ApostropheAt(text_, at);
      if (size == 0 || !IsLetterAt(text_, at + size)) break;
      behind = at + size;
      flags |= Token::kApostrophe;
    } else if (next == Class::kSpace) {
      break;
    }
    at = behind;
  }
  const std::string_view text = text_.substr(begin, at - begin);
  const auto is_uneven = [](char c) { return (c & 0x20) == 0 || (c & 0x80) != 0; };
  if (std::any_of(text.begin() + 1, text.end(), is_uneven)) flags |= Token::kUneven;
  if (IsCapitalized(text)) flags |= Token::kCapital;
  const Vocabulary::Id word = vocabulary_->Find(text);
  Add(TokenKind::kWord, begin, at, flags | vocabulary_->UsesOf(word), word);
  return at;
}

size_t ProseTokens::ReadDigits(size_t begin) {
  size_t end = begin + 1;
  while (end < text_.size() && ClassOf(text_[end]) == Class::kDigit) ++end;
  Add(TokenKind::kDigits, begin, end, Token::kDateCore | Token::kNumber);
  return end;
}

size_t ProseTokens::ReadBeyondAscii(size_t begin) {
  size_t end = begin;
  switch (Take(text_, end)) {
    case Class::kLetter:
      return ReadWord(begin, end);
    case Class::kMark:
      Add(TokenKind::kMark, begin, end, Token::kPairs | Token::kNumber);  // “ or ½, perhaps
      break;
    default:
      break;
  }
  return end;
}

ProseToken ProseTokens::Beyond(size_t index) const {
  // Steps back from the first token wrap around.
  const size_t place = index > tokens_.max_size() ? 0 : text_.size();
  return {.begin = place, .end = place, .index = index};
}

size_t ProseTokens::IndexFrom(size_t place) const {
  constexpr size_t kMostSteps = 8;
  size_t index = std::min(last_, size_);
  for (size_t step = 0; step < kMostSteps; ++step) {
    if (index < size_ && tokens_[index].begin < place) {
      ++index;
    } else if (index > 0 && tokens_[index - 1].begin >= place) {
      --index;
    } else {
      return last_ = index;
    }
  }
  const auto end = tokens_.begin() + static_cast<ptrdiff_t>(size_);
  const auto first =
      std::partition_point(tokens_.begin(), end, [&](const Token& token) { return token.begin < place; });
  return last_ = static_cast<size_t>(first - tokens_.begin());
}

ProseToken ProseTokens::From(size_t place) const { return At(IndexFrom(place)); }

ProseToken ProseTokens::Until(size_t place) const {
  // Before the first token that begins there or later; that one may still go on beyond the place.
  const size_t index = IndexFrom(place);
  return At(index > 0 && tokens_[index - 1].end > place ? index - 2 : index - 1);
}

bool IsCapitalized(std::string_view word) {
  if (word.empty()) return false;
  const auto first = static_cast<unsigned char>(word[0]);
  if (first < 0x80) return first >= 'A' && first <= 'Z';
  size_t at = 0;
  const auto point = static_cast<UChar32>(base::DecodeUtf8(word, at));
  return u_isupper(point) != 0 || u_istitle(point) != 0;
}

bool IsDash(std::string_view mark) {
  if (mark.empty() || (mark[0] != '-' && mark[0] != '\xE2')) return false;  // most are refused so
  return mark == "-" || mark == "–" || mark == "‐" || mark == "‑" || mark == "−" || mark == "—";
}

}  // namespace casus::text
