#include "text/list_label.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <iterator>

#include "text/vicinity.h"

namespace casus::text {

namespace {

constexpr size_t kMostDigits = 3;
constexpr size_t kLongestNumber = 16;     // in bytes: "12.10.4.101"
constexpr size_t kLongestRoman = 7;       // "XXXVIII"
constexpr size_t kLongestEmphasis = 120;  // in bytes

bool IsDigit(char32_t c) { return c >= '0' && c <= '9'; }

// Up to 39, in letters of one case; 0 if it is none.
int ReadRoman(std::string_view word) {
  if (word.empty() || word.size() > kLongestRoman) return 0;
  if (word.find_first_not_of("IVXivx") != std::string_view::npos) return 0;
  const char ten = word.find_first_not_of("IVX") == std::string_view::npos ? 'X' : 'x';
  const size_t tens = std::min(word.find_first_not_of(ten), word.size());
  if (tens > 3) return 0;
  constexpr std::string_view kOnes[] = {"",  "I",  "II",  "III", "IV", "V",  "VI",  "VII",  "VIII", "IX",
                                        "i", "ii", "iii", "iv",  "v",  "vi", "vii", "viii", "ix"};
  const auto* const ones = std::find(std::begin(kOnes), std::end(kOnes), word.substr(tens));
  if (ones == std::end(kOnes)) return 0;
  const auto index = static_cast<int>(ones - std::begin(kOnes));
  const bool is_small = index > 9;
  if (index > 0 && tens > 0 && is_small != (ten == 'x')) return 0;
  return static_cast<int>(tens) * 10 + (is_small ? index - 9 : index);
}

// Behind the counter at the place; the place itself if there is none.
size_t SkipCounter(std::string_view text, size_t at) {
  const std::string_view word = WordAfter(text, at);
  if (word.empty()) return at;
  if (!IsDigit(CharacterAt(text, at))) {
    size_t letter_end = 0;
    const bool is_letter = u_isalpha(static_cast<UChar32>(TakeCharacter(word, letter_end))) != 0;
    return (is_letter && letter_end == word.size()) || ReadRoman(word) > 0 ? at + word.size() : at;
  }
  size_t end = at;
  while (end < text.size() && end - at < kLongestNumber) {
    size_t digits = end;
    while (digits < text.size() && IsDigit(static_cast<unsigned char>(text[digits]))) ++digits;
    if (digits == end || digits - end > kMostDigits) return at;
    end = digits;
    const bool goes_on =
        end + 1 < text.size() && text[end] == '.' && IsDigit(static_cast<unsigned char>(text[end + 1]));
    if (!goes_on) return end;
    ++end;
  }
  return at;
}

int ReadNumber(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) {
    if (!IsDigit(static_cast<unsigned char>(digit))) return 0;
    number = number * 10 + (digit - '0');
  }
  return number;
}

}  // namespace

std::optional<ListLabel> ReadListLabel(std::string_view text, size_t at) {
  if (IsBullet(CharacterAt(text, at))) {
    TakeCharacter(text, at);
    at = SkipSpaces(text, at);
  }
  if (CharacterAt(text, at) == U'§') {  // "§ 1. The"
    TakeCharacter(text, at);
    at = SkipSpaces(text, at);
    if (!IsDigit(CharacterAt(text, at))) return std::nullopt;
  }
  const bool is_bracketed = at < text.size() && text[at] == '(';
  if (is_bracketed) ++at;
  const size_t counter_end = SkipCounter(text, at);
  if (counter_end == at) return std::nullopt;
  ListLabel label{.counter = text.substr(at, counter_end - at), .end = counter_end};
  if (text.substr(counter_end).starts_with(".)")) {
    label.form = ListLabel::Form::kBoth;
    label.end += 2;
  } else if (text.substr(counter_end).starts_with(")")) {
    label.form = is_bracketed ? ListLabel::Form::kBrackets : ListLabel::Form::kParenthesis;
    label.end += 1;
  } else if (text.substr(counter_end).starts_with(".") && !is_bracketed) {
    label.end += 1;
  } else {
    return std::nullopt;
  }
  const size_t next = SkipSpaces(text, label.end);
  if (next == label.end || IsAtLineEnd(text, next)) return std::nullopt;
  return label;
}

bool CountsOn(const ListLabel& previous, const ListLabel& next) {
  if (previous.form != next.form) return false;
  if (IsDigit(static_cast<unsigned char>(next.counter.front()))) {
    const int number = ReadNumber(next.counter);
    return number > 1 && ReadNumber(previous.counter) == number - 1;
  }
  if (next.counter.size() == 1 && (next.counter.front() < 'a' || next.counter.front() > 'z')) return false;
  const int roman = ReadRoman(next.counter);
  if (roman > 1 && ReadRoman(previous.counter) == roman - 1) return true;
  return previous.counter.size() == 1 && next.counter.size() == 1 &&
         previous.counter.front() + 1 == next.counter.front();
}

bool IsFirst(const ListLabel& label) {
  return label.counter == "1" || label.counter == "a" || label.counter == "i" || label.counter == "I";
}

bool IsBullet(char32_t c) {
  constexpr std::u32string_view kBullets = U"•‣⁃⁌⁍∙■□▪▫▶►○●◦";  // ascending
  return c >= kBullets.front() && c <= kBullets.back() && kBullets.find(c) != std::u32string_view::npos;
}

bool IsItemStar(std::string_view text, size_t at, bool line_begins_with_star) {
  if (at > 0 && !IsSpace(CharacterBefore(text, at))) return false;
  const size_t next = SkipSpaces(text, at + 1);
  const char32_t c = CharacterAt(text, next);
  if (!IsWordCharacter(c) && c != '"' && c != '\'' && !IsOpening(c)) return false;
  if (next > at + 1) {
    // A star between spaces is a sign of multiplication unless what is around it forbids that.
    if (line_begins_with_star && !IsDigit(c)) return true;
    const char32_t before = CharacterBefore(text, SkipSpacesBack(text, at));
    return before == U'\0' || std::u32string_view(U".,:;!?").find(before) != std::u32string_view::npos;
  }
  // "*so*" is emphasis.
  const std::string_view rest = text.substr(next, kLongestEmphasis);
  const size_t other = rest.find_first_of("*\n\r");
  return other == std::string_view::npos || rest[other] != '*' || IsSpace(CharacterBefore(rest, other));
}

}  // namespace casus::text
