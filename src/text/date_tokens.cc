#include "text/date_tokens.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "text/date_vocabulary.h"

namespace casus::text {

namespace {

enum class ByteClass : uint8_t {
  kLetter,  // also of any other alphabet
  kDigit,
  kSpace,
  kSign,
  kLatinSign,    // begins a character from U+0080 to U+00BF: a sign, or a space
  kGeneralSign,  // begins a character from U+2000 on, where punctuation stands
};

constexpr std::array<ByteClass, 256> MakeByteClasses() {
  std::array<ByteClass, 256> classes{};
  for (size_t c = 0; c < 256; ++c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    classes[c] = c <= ' '               ? ByteClass::kSpace
                 : c >= '0' && c <= '9' ? ByteClass::kDigit
                 : is_letter            ? ByteClass::kLetter
                                        : ByteClass::kSign;
  }
  classes[0xC2] = ByteClass::kLatinSign;
  classes[0xE2] = ByteClass::kGeneralSign;
  return classes;
}

constexpr std::array<ByteClass, 256> kByteClasses = MakeByteClasses();

ByteClass ClassOf(char c) { return kByteClasses[static_cast<uint8_t>(c)]; }

bool IsWordByte(char c) {
  static_assert(ByteClass::kLetter < ByteClass::kDigit && ByteClass::kDigit < ByteClass::kSpace);
  return ClassOf(c) <= ByteClass::kDigit;
}

struct Sign {
  DateWord word;
  int value = 0;
};

Sign SignOf(char32_t c) {
  switch (c) {
    case ',':
      return {DateWord::kComma};
    case '.':
      return {DateWord::kStop};
    case ':':
      return {DateWord::kColon};
    case ';':
      return {DateWord::kSemicolon};
    case '-':
    case U'\u2010':
    case U'\u2011':
      return {DateWord::kDash, 0};
    case U'\u2012':
    case U'\u2013':
    case U'\u2014':
    case U'\u2015':
    case U'\u2212':
      return {DateWord::kDash, 1};
    case '/':
      return {DateWord::kSlash};
    case '\'':
    case U'\u2018':
    case U'\u2019':
      return {DateWord::kApostrophe};
    case '"':
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u00AB':
    case U'\u00BB':
      return {DateWord::kQuote};
    case '(':
    case '[':
      return {DateWord::kOpen};
    case ')':
    case ']':
      return {DateWord::kClose};
    case '&':
      return {DateWord::kAnd};
    case '$':
    case '#':
    case '=':
    case '+':
    case '@':
    case '\\':
    case '<':
    case '>':
    case U'\u00A3':
    case U'\u00A5':
    case U'\u00A7':
    case U'\u00B1':
    case U'\u20AC':
    case U'\u2116':
      return {DateWord::kNumberSign};
    case '%':
    case U'\u00B0':
    case U'\u2030':
    case U'\u2032':
      return {DateWord::kPercent};
    default:
      return {DateWord::kSign};
  }
}

bool IsSpace(char32_t c) {
  return c == U'\u00A0' || (c >= U'\u2000' && c <= U'\u200B') || c == U'\u2028' || c == U'\u2029' ||
         c == U'\u202F' || c == U'\u205F';
}

}  // namespace

void DateTokens::Begin(std::string_view sentence) {
  sentence_ = sentence;
  at_ = 0;
  depth_ = 0;
  has_trigger_ = false;
  size_ = 0;
}

void DateTokens::Drop(size_t count) {
  std::copy(tokens_.begin() + static_cast<ptrdiff_t>(count), tokens_.begin() + static_cast<ptrdiff_t>(size_),
            tokens_.begin());
  size_ -= count;
}

bool DateTokens::Fill(size_t count) {
  bool spaced = at_ == 0;
  // No more tokens than bytes can follow.
  const size_t needed = std::min(count, size_ + sentence_.size() - at_);
  if (tokens_.size() < needed) tokens_.resize(needed);
  while (size_ < count && at_ < sentence_.size()) {
    const ByteClass byte_class = ClassOf(sentence_[at_]);
    if (byte_class == ByteClass::kSpace) {
      spaced = true;
      ++at_;
      continue;
    }
    DateToken& token = tokens_[size_];
    token = {.begin = at_, .spaced = spaced, .in_brackets = depth_ > 0};
    if (byte_class == ByteClass::kLetter) {
      ReadWord(token);
    } else if (byte_class == ByteClass::kDigit) {
      ReadNumber(token);
    } else {
      ReadSign(token);
    }
    token.end = at_;
    spaced = token.word == DateWord::kNone;  // a space that is no ASCII
    if (!spaced) ++size_;
  }
  return at_ < sentence_.size();
}

void DateTokens::ReadWord(DateToken& token) {
  const char* const begin = sentence_.data() + at_;
  const char* const limit = sentence_.data() + sentence_.size();
  const char* end = begin;
  while (end != limit && IsWordByte(*end)) ++end;
  const auto size = static_cast<size_t>(end - begin);
  at_ += size;
  token.word = DateWord::kOther;
  token.capital = *begin >= 'A' && *begin <= 'Z';
  const DateEntry* entry = FindDateWord({begin, size});
  if (entry == nullptr) return;
  token.word = entry->word;
  token.value = entry->value;
  token.plural = entry->plural;
  token.may_be_period = entry->may_be_period;
  has_trigger_ |= entry->trigger;
}

void DateTokens::ReadNumber(DateToken& token) {
  constexpr size_t kMostDigits = 9;
  has_trigger_ = true;
  token.word = DateWord::kNumber;
  while (at_ < sentence_.size() && ClassOf(sentence_[at_]) == ByteClass::kDigit) {
    if (at_ - token.begin < kMostDigits) token.value = token.value * 10 + (sentence_[at_] - '0');
    ++at_;
  }
  const size_t digits = at_ - token.begin;
  token.digits = static_cast<uint8_t>(digits <= kMostDigits ? digits : kMostDigits + 1);
  const size_t letters = at_;
  while (at_ < sentence_.size() && IsWordByte(sentence_[at_])) ++at_;
  const std::string_view suffix = sentence_.substr(letters, at_ - letters);
  using Suffix = DateToken::Suffix;
  if (suffix.empty()) {
    token.suffix = Suffix::kNone;
  } else if (suffix == "th" || suffix == "st" || suffix == "nd" || suffix == "rd") {
    token.suffix = Suffix::kOrdinal;
  } else if (suffix == "s") {
    token.suffix = Suffix::kS;
  } else if (suffix == "am" || suffix == "pm" || suffix == "AM" || suffix == "PM" ||
             (suffix.front() == 'T' && suffix.size() > 1 && ClassOf(suffix[1]) == ByteClass::kDigit)) {
    at_ = letters;  // the next token: 5pm, 1939-10-10T18:00
  } else {
    token.suffix = Suffix::kOther;
  }
}

void DateTokens::ReadSign(DateToken& token) {
  const char32_t c = base::DecodeUtf8(sentence_, at_);
  if (IsSpace(c)) return;
  const Sign sign = SignOf(c);
  token.word = sign.word;
  token.value = sign.value;
  if (sign.word == DateWord::kOpen) ++depth_;
  if (sign.word == DateWord::kClose && depth_ > 0) --depth_;
}

}  // namespace casus::text
