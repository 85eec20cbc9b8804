#include "text/stop.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/vicinity.h"

namespace casus::text {

namespace {

constexpr char32_t kEllipsis = U'…';
constexpr char32_t kGreekQuestionMark = 0x37E;
constexpr size_t kLongestNote = 24;        // in bytes, what is within the brackets
constexpr size_t kMostNoteDigits = 3;      // of a mark without brackets
constexpr size_t kLeastLettersToNote = 4;  // of the word before it

int32_t LookUpClass(char32_t c) {
  return u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_SENTENCE_BREAK);
}

// The property Sentence_Break of Unicode.
int32_t ClassOf(char32_t c) {
  static const auto kAscii = [] {
    std::array<int32_t, 0x80> classes{};
    for (char32_t ascii = 0; ascii < classes.size(); ++ascii) classes[ascii] = LookUpClass(ascii);
    return classes;
  }();
  return c < kAscii.size() ? kAscii[c] : LookUpClass(c);
}

// Whether the character belongs to the one before it (SB5).
bool IsAttached(char32_t c) {
  if (c < 0x80 || IsSpace(c)) return false;
  const int32_t sentence_class = ClassOf(c);
  return sentence_class == U_SB_EXTEND || sentence_class == U_SB_FORMAT;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLowerLetter(char c) { return c >= 'a' && c <= 'z'; }

size_t SkipAttached(std::string_view text, size_t at) {
  while (at < text.size()) {
    size_t next = at;
    if (!IsAttached(TakeCharacter(text, next))) break;
    at = next;
  }
  return at;
}

// The character before the place to which others may be attached; NUL if the text begins there.
char32_t BaseBefore(std::string_view text, size_t at) {
  while (at > 0) {
    at = PlaceBefore(text, at);
    const char32_t c = CharacterAt(text, at);
    if (!IsAttached(c)) return c;
  }
  return U'\0';
}

bool IsSuperscript(char32_t c) {
  return c == U'¹' || c == U'²' || c == U'³' || (c >= U'⁰' && c <= U'⁹') || c == U'†' || c == U'‡';
}

// Behind the digits of a footnote mark that lost its form: "independence.12 The". What stands before the full
// stop must be a word and no abbreviation, so it must be long.
size_t SkipBareNote(std::string_view text, size_t at) {
  size_t end = at;
  while (end < text.size() && IsDigit(text[end])) ++end;
  if (end == at || end - at > kMostNoteDigits || at <= kLeastLettersToNote || text[at - 1] != '.') return at;
  const std::string_view letters = text.substr(at - 1 - kLeastLettersToNote, kLeastLettersToNote);
  if (!std::all_of(letters.begin(), letters.end(), IsLowerLetter)) return at;
  const size_t next = SkipSpaces(text, end);
  return next > end && u_isupper(static_cast<UChar32>(CharacterAt(text, next))) != 0 ? end : at;
}

// Over what closes, behind the last terminator of the stop.
void ReadClosing(std::string_view text, Stop& stop) {
  size_t at = SkipBareNote(text, stop.terminators.end);
  stop.has_note = at > stop.terminators.end;
  while (at < text.size()) {
    const size_t note_end = SkipNote(text, at);
    size_t next = at;
    const char32_t c = TakeCharacter(text, next);
    if (note_end > at || IsSuperscript(c)) {
      stop.has_note = true;
      at = std::max(note_end, next);
      continue;
    }
    // « Rien à faire… »
    if (c == ' ' && CharacterAt(text, next) == U'»') {
      const size_t behind = next + std::string_view("»").size();
      if (IsWordCharacter(CharacterAt(text, behind))) break;
      at = behind;
      continue;
    }
    if (ClassOf(c) != U_SB_CLOSE) break;
    if (IsOpening(c) && IsWordCharacter(CharacterAt(text, next))) break;
    at = SkipAttached(text, next);
  }
  stop.close_end = at;
}

// Whether the first letter behind the stop is a small one (SB8).
bool GoesOnInLowerCase(std::string_view text, size_t at) {
  while (at < text.size()) {
    const char32_t c = TakeCharacter(text, at);
    if (IsTerminator(c)) return false;
    switch (ClassOf(c)) {
      case U_SB_LOWER:
        return true;
      case U_SB_UPPER:
      case U_SB_OLETTER:
      case U_SB_SEP:
      case U_SB_CR:
      case U_SB_LF:
        return false;
      default:
        break;
    }
  }
  return false;
}

// `last` is the place of the last terminator.
bool EndsSentence(std::string_view text, const Stop& stop, size_t last) {
  if (IsAtLineEnd(text, stop.end)) return false;  // the line's end does
  const int32_t next = ClassOf(CharacterAt(text, stop.end));
  if (next == U_SB_SCONTINUE) return false;  // SB8a
  if (!stop.is_full_stop) return true;
  if (stop.end == stop.terminators.end) {
    if (next == U_SB_NUMERIC) return false;  // SB6
    if (next == U_SB_UPPER) {                // SB7
      const int32_t before = ClassOf(BaseBefore(text, last));
      if (before == U_SB_UPPER || before == U_SB_LOWER) return false;
    }
  }
  return !GoesOnInLowerCase(text, stop.end);
}

}  // namespace

bool IsTerminator(char32_t c) {
  if (c < 0x80) return c == '.' || c == '!' || c == '?';
  if (c == kEllipsis || c == kGreekQuestionMark) return true;
  const int32_t sentence_class = ClassOf(c);
  return sentence_class == U_SB_ATERM || sentence_class == U_SB_STERM;
}

size_t SkipNote(std::string_view text, size_t at) {
  if (at + 1 >= text.size() || text[at] != '[') return at;
  if (!IsDigit(text[at + 1]) && !IsLowerLetter(text[at + 1])) return at;
  const std::string_view inner = text.substr(at + 1, kLongestNote + 1);
  const size_t length = inner.find_first_of("[]\n\r.");
  if (length == std::string_view::npos || inner[length] != ']') return at;
  size_t end = at + 1 + length + 1;
  // The pages, as wikis write them: "[1]:12–14".
  if (end + 1 < text.size() && text[end] == ':' && IsDigit(text[end + 1])) {
    ++end;
    while (end < text.size()) {
      size_t next = end;
      const char32_t c = TakeCharacter(text, next);
      const bool digit_follows = next < text.size() && IsDigit(text[next]);
      const bool joins = (c == '-' || c == U'–' || c == ',') && digit_follows;
      if (!joins && (c < '0' || c > '9')) break;
      end = next;
    }
  }
  return end;
}

Stop ReadStop(std::string_view text, size_t at) {
  Stop stop{.terminators = {.begin = at, .end = at}};
  size_t last = at;
  size_t next = at;
  char32_t c = TakeCharacter(text, next);
  do {
    stop.is_spaced = stop.is_spaced || (stop.count > 0 && stop.end > stop.close_end);
    stop.only_dots = stop.only_dots && (c == '.' || c == kEllipsis);
    stop.count += c == kEllipsis ? 3 : 1;
    stop.terminators.end = SkipAttached(text, next);
    stop.is_full_stop = c == kEllipsis || ClassOf(c) == U_SB_ATERM;
    ReadClosing(text, stop);
    stop.end = SkipSpaces(text, stop.close_end);
    if (stop.end == text.size()) break;
    next = stop.end;
    c = TakeCharacter(text, next);
    if (IsTerminator(c)) last = stop.end;
  } while (last == stop.end);
  stop.ends = EndsSentence(text, stop, last);
  return stop;
}

}  // namespace casus::text
