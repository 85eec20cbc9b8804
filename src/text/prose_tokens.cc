#include "text/prose_tokens.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

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
  const Class simple = kClasses[static_cast<unsigned char>(text[at])];
  if (simple != Class::kBeyondAscii) {
    ++at;
    return simple;
  }
  return ClassOf(base::DecodeUtf8(text, at));
}

// The same backwards: of the character that ends at `at`, which is moved to its begin.
Class TakeBack(std::string_view text, size_t& at) {
  --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  size_t behind = at;
  return Take(text, behind);
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

// The end of the word whose first letter ends at `at`.
size_t EndOfWord(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t behind = at;
    const Class next = Take(text, behind);
    if (next == Class::kMark) {
      const size_t apostrophe = ApostropheAt(text, at);
      if (apostrophe == 0 || !IsLetterAt(text, at + apostrophe)) break;
      behind = at + apostrophe;
    } else if (next == Class::kSpace) {
      break;
    }
    at = behind;
  }
  return at;
}

ProseToken Make(ProseToken::Kind kind, std::string_view text, size_t begin, size_t end) {
  return {.kind = kind, .begin = begin, .end = end, .text = text.substr(begin, end - begin)};
}

}  // namespace

ProseToken NextTokenOfAnyKind(std::string_view text, size_t at) {
  while (at < text.size()) {
    const size_t begin = at;
    switch (Take(text, at)) {
      case Class::kLetter:
        return Make(ProseToken::Kind::kWord, text, begin, EndOfWord(text, at));
      case Class::kDigit:
        while (at < text.size() && kClasses[static_cast<unsigned char>(text[at])] == Class::kDigit) ++at;
        return Make(ProseToken::Kind::kDigits, text, begin, at);
      case Class::kMark:
        return Make(ProseToken::Kind::kMark, text, begin, at);
      case Class::kSpace:
      case Class::kBeyondAscii:
        break;
    }
  }
  return Make(ProseToken::Kind::kEnd, text, text.size(), text.size());
}

namespace {

// A word of ASCII letters that ends at `end` behind a space or mark, as most do; kEnd where it is anything else.
ProseToken PreviousPlainWord(std::string_view text, size_t end) {
  const auto class_of = [&](size_t at) { return kClasses[static_cast<unsigned char>(text[at])]; };
  while (end > 0 && text[end - 1] == ' ') --end;
  const size_t limit = end - std::min(end, kLongestLookBack);
  size_t begin = end;
  while (begin > limit && class_of(begin - 1) == Class::kLetter) --begin;
  if (begin == end) return {};
  if (begin == 0) return Make(ProseToken::Kind::kWord, text, 0, end);
  if (begin == limit) return {};
  const Class before = class_of(begin - 1);
  const bool ends = before == Class::kSpace || (before == Class::kMark && text[begin - 1] != '\'');
  return ends ? Make(ProseToken::Kind::kWord, text, begin, end) : ProseToken{};
}

}  // namespace

ProseToken PreviousToken(std::string_view text, size_t end) {
  if (const ProseToken word = PreviousPlainWord(text, end); !word.is_end()) return word;
  size_t begin = end;
  Class kind = Class::kSpace;
  while (begin > 0 && kind == Class::kSpace) {
    end = begin;
    kind = TakeBack(text, begin);
  }
  if (kind == Class::kSpace) return {};
  if (kind == Class::kMark) return Make(ProseToken::Kind::kMark, text, begin, end);

  // The run of letters, digits and apostrophes between letters that ends here, and where its letters begin.
  const size_t limit = end - std::min(end, kLongestLookBack);
  bool only_digits = kind == Class::kDigit;
  size_t first_letter = kind == Class::kLetter ? begin : end;
  while (begin > limit) {
    size_t before = begin;
    const Class next = TakeBack(text, before);
    if (next == Class::kSpace) break;
    if (next == Class::kMark) {
      size_t beyond = before;
      const bool joins = ApostropheAt(text, before) != 0 && first_letter == begin && before > 0 &&
                         TakeBack(text, beyond) == Class::kLetter;
      if (!joins) break;
    } else if (next == Class::kLetter) {
      only_digits = false;
      first_letter = before;
    }
    begin = before;
  }
  if (only_digits) return Make(ProseToken::Kind::kDigits, text, begin, end);
  return Make(ProseToken::Kind::kWord, text, std::min(first_letter, end), end);
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
