// Tokens: how a sentence is parted.
//
// Most of a sentence are words of ASCII letters, so these have a way of their own: eight bytes at a time are looked at
// as one number (text/byte_word.h). The first of them that is no letter is the end of the word, and the same number,
// its letters small and without what follows the word, is the key by which it is looked up. What is not so simple
// (letters beyond ASCII, apostrophes, digits behind letters) is read character by character.

#include "text/prose_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "base/check.h"
#include "base/utf8.h"
#include "text/byte_word.h"

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

// A word of up to 15 ASCII letters with nothing behind that may belong to it; its end is 0 if none is there.
struct PlainWord {
  WordKey key;
  size_t end = 0;
  unsigned flags = 0;
};

// Requires a letter at `begin`.
[[gnu::always_inline]] inline PlainWord PlainWordAt(std::string_view text, size_t begin) {
  const uint64_t first = ByteWordAt(text, begin);
  size_t letters = CountLeading(LettersIn(first));
  PlainWord word{.end = begin + letters};
  uint64_t capitals = 0;  // the bits by which they differ from small letters
  if (letters < kByteWord) {
    const uint64_t kept = (uint64_t{1} << 8 * letters) - 1;
    word.key.low = (first | kSmallBits) & kept;
    capitals = ~first & kSmallBits & kept;
  } else {
    const uint64_t second = ByteWordAt(text, word.end);
    letters = CountLeading(LettersIn(second));
    if (letters == kByteWord) return {};
    word.end += letters;
    const uint64_t kept = (uint64_t{1} << 8 * letters) - 1;
    word.key = {.low = first | kSmallBits, .high = (second | kSmallBits) & kept};
    capitals = (~first & kSmallBits) | (((~second & kSmallBits & kept) != 0) ? uint64_t{1} << 63 : 0);
  }
  if (word.end < text.size() && GoesOn(text[word.end])) return {};
  word.flags = ((capitals & 0xFF) != 0 ? unsigned{Token::kCapital} : 0) |
               (capitals > 0xFF ? unsigned{Token::kUneven} : 0);
  return word;
}

}  // namespace

void ProseTokens::Add(TokenKind kind, size_t begin, size_t end, unsigned flags, Vocabulary::Id word) {
  Token& token = tokens_[size_++];
  token.begin = static_cast<uint32_t>(begin);
  token.end = static_cast<uint32_t>(end);
  token.word = word;
  token.kind = kind;
  token.flags = static_cast<uint8_t>(flags);
  flags_ |= token.flags;
}

// Whether the word looks like the last one, and a space stands between them. `opening` are its first bytes, letters small.
[[gnu::always_inline]] inline bool ProseTokens::Repeats(const LastWord& last, const LastWord& word) const {
  const size_t begin = word.end - word.size;
  return begin == last.end + 1 && word.size == last.size && word.opening == last.opening &&
         text_[begin - 1] == ' ';
}

void ProseTokens::Read(std::string_view sentence) {
  CHECK(sentence.size() < UINT32_MAX) << "a sentence of " << sentence.size() << " bytes";
  text_ = sentence;
  size_ = 0;
  flags_ = 0;
  last_word_ = {};
  // No token is empty, so that this is room enough.
  if (tokens_.size() < sentence.size()) tokens_.resize(sentence.size());
  // What each word changes stands in local variables: members would be written and read again for each, as bytes that are
  // written to tokens may be theirs.
  const Vocabulary& vocabulary = *vocabulary_;
  Token* next = tokens_.data();
  LastWord last;
  unsigned all_flags = 0;
  for (size_t at = 0; at < sentence.size();) {
    const Class byte = ClassOf(sentence[at]);
    if (byte == Class::kSpace) {
      ++at;
      continue;
    }
    const PlainWord word = byte == Class::kLetter ? PlainWordAt(sentence, at) : PlainWord{};
    if (word.end == 0) {
      size_ = static_cast<size_t>(next - tokens_.data());
      last_word_ = last;
      at = ReadOther(at);
      next = tokens_.data() + size_;
      last = last_word_;
      continue;
    }
    const Vocabulary::Id id = vocabulary.Find(word.key);
    const LastWord now{.end = word.end, .size = word.end - at, .opening = word.key.low};
    const unsigned flags =
        word.flags | vocabulary.UsesOf(id) | (Repeats(last, now) ? unsigned{Token::kRepeated} : 0);
    last = now;
    all_flags |= flags;
    *next++ = {.begin = static_cast<uint32_t>(at),
               .end = static_cast<uint32_t>(word.end),
               .word = id,
               .kind = TokenKind::kWord,
               .flags = static_cast<uint8_t>(flags)};
    at = word.end;
    if (at < sentence.size() && sentence[at] == ' ') ++at;
  }
  size_ = static_cast<size_t>(next - tokens_.data());
  flags_ = static_cast<uint8_t>(flags_ | all_flags);
}

// Reads what is no plain word, and returns its end.
size_t ProseTokens::ReadOther(size_t begin) {
  switch (ClassOf(text_[begin])) {
    case Class::kLetter:
      return ReadWord(begin, begin + 1);
    case Class::kDigit:
      return ReadDigits(begin);
    case Class::kMark:
      Add(TokenKind::kMark, begin, begin + 1, FlagsOfMark(text_[begin]));
      return begin + 1;
    default:
      return ReadBeyondAscii(begin);
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
  const uint64_t kept = text.size() < kByteWord ? (uint64_t{1} << 8 * text.size()) - 1 : ~uint64_t{0};
  const LastWord now{.end = at, .size = text.size(), .opening = (ByteWordAt(text, 0) | kSmallBits) & kept};
  if (Repeats(last_word_, now)) flags |= Token::kRepeated;
  last_word_ = now;
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
