#include "base/everyday_date.h"

#include <fmt/format.h>

#include "base/date.h"

namespace casus::base {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
char ToLower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsLetter(char c) { return ToLower(c) >= 'a' && ToLower(c) <= 'z'; }

// Reads the text from its beginning; each Accept takes what it names, or nothing.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  size_t position() const { return at_; }
  // Whether what was read stands by itself: no letter and no digit goes on with it.
  bool AtEndOfWord() const { return at_ == text_.size() || (!IsDigit(text_[at_]) && !IsLetter(text_[at_])); }

  struct Number {
    int value = 0;
    size_t digits = 0;
  };
  std::optional<Number> AcceptNumber() {
    Number number;
    while (at_ + number.digits < text_.size() && IsDigit(text_[at_ + number.digits])) {
      if (number.digits == 4) return std::nullopt;
      number.value = number.value * 10 + (text_[at_ + number.digits] - '0');
      ++number.digits;
    }
    if (number.digits == 0) return std::nullopt;
    at_ += number.digits;
    return number;
  }

  char AcceptOneOf(std::string_view characters) {
    if (at_ == text_.size() || characters.find(text_[at_]) == std::string_view::npos) return '\0';
    return text_[at_++];
  }

  bool AcceptSpace() {
    const size_t begin = at_;
    while (AcceptOneOf(" \t") != '\0') continue;
    return at_ != begin;
  }

  std::string_view AcceptLetters() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsLetter(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  // "March", "mar", "Mar.", "Sept."
  std::optional<int> AcceptMonth() {
    const std::string_view word = AcceptLetters();
    for (int month = 1; month <= 12; ++month) {
      const std::string_view name = MonthName(month);
      const bool is_cut = word.size() == 3 || (month == 9 && word.size() == 4);
      if (word.size() != name.size() && !is_cut) continue;
      bool is_alike = true;
      for (size_t i = 0; i < word.size() && i < name.size(); ++i) {
        is_alike = is_alike && ToLower(word[i]) == ToLower(name[i]);
      }
      if (!is_alike) continue;
      if (word.size() != name.size()) AcceptOneOf(".");
      return month;
    }
    return std::nullopt;
  }

  // "1", "1st", "3rd of"
  std::optional<int> AcceptDayOfMonth() {
    const auto number = AcceptNumber();
    if (!number || number->digits > 2) return std::nullopt;
    const std::string_view ending = AcceptLetters();
    if (!ending.empty() && ending != "st" && ending != "nd" && ending != "rd" && ending != "th") {
      return std::nullopt;
    }
    return number->value;
  }

  std::optional<int> AcceptYear() {
    const auto number = AcceptNumber();
    if (!number || number->digits != 4 || !AtEndOfWord()) return std::nullopt;
    return number->value;
  }

 private:
  std::string_view text_;
  size_t at_ = 0;
};

using Found = std::optional<EverydayDate>;

Found DayIn(const Reader& reader, int year, int month, int day) {
  if (!IsValid({year, month, day})) return std::nullopt;
  return EverydayDate{reader.position(), {fmt::format("{:04}-{:02}-{:02}", year, month, day)}};
}

// 1 March 1921, 1st of March, 1921
Found DayMonthYear(Reader reader) {
  const auto day = reader.AcceptDayOfMonth();
  if (!day || !reader.AcceptSpace()) return std::nullopt;
  Reader behind_of = reader;
  if (behind_of.AcceptLetters() == "of" && behind_of.AcceptSpace()) reader = behind_of;
  const auto month = reader.AcceptMonth();
  if (!month) return std::nullopt;
  reader.AcceptOneOf(",");
  if (!reader.AcceptSpace()) return std::nullopt;
  const auto year = reader.AcceptYear();
  if (!year) return std::nullopt;
  return DayIn(reader, *year, *month, *day);
}

// March 1, 1921; March 1921
Found MonthFirst(Reader reader) {
  const auto month = reader.AcceptMonth();
  if (!month || !reader.AcceptSpace()) return std::nullopt;
  Reader without_day = reader;
  if (const auto year = without_day.AcceptYear()) {
    return EverydayDate{without_day.position(), {fmt::format("{:04}-{:02}", *year, *month)}};
  }
  const auto day = reader.AcceptDayOfMonth();
  if (!day) return std::nullopt;
  reader.AcceptOneOf(",");
  if (!reader.AcceptSpace()) return std::nullopt;
  const auto year = reader.AcceptYear();
  if (!year) return std::nullopt;
  return DayIn(reader, *year, *month, *day);
}

// 1.3.1921, 03/05/1922, 1921/03/01
Found ThreeNumbers(Reader reader) {
  const auto first = reader.AcceptNumber();
  const char separator = reader.AcceptOneOf("/.-");
  if (!first || separator == '\0') return std::nullopt;
  const std::string_view same(&separator, 1);
  const auto second = reader.AcceptNumber();
  if (!second || second->digits > 2 || reader.AcceptOneOf(same) == '\0') return std::nullopt;
  const auto third = reader.AcceptNumber();
  if (!third || !reader.AtEndOfWord()) return std::nullopt;
  if (first->digits == 4 && third->digits <= 2) {
    const bool is_edtf = separator == '-' && second->digits == 2 && third->digits == 2;
    if (is_edtf) return std::nullopt;
    return DayIn(reader, first->value, second->value, third->value);
  }
  if (first->digits > 2 || third->digits != 4) return std::nullopt;
  Found day_first = DayIn(reader, third->value, second->value, first->value);
  const Found month_first = DayIn(reader, third->value, first->value, second->value);
  if (!day_first) return month_first;
  if (month_first && first->value != second->value) {
    day_first->readings.push_back(month_first->readings.front());
  }
  return day_first;
}

}  // namespace

std::optional<EverydayDate> ReadEverydayDate(std::string_view text) {
  const Reader reader(text);
  if (Found found = DayMonthYear(reader)) return found;
  if (Found found = MonthFirst(reader)) return found;
  return ThreeNumbers(reader);
}

}  // namespace casus::base
