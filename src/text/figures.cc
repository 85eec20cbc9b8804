// Figures: how digits with marks between them are read.
//
// Digits and the separators between them are first taken as one chain, "12,345.6" as 12 , 345 . 6, and then the
// chain as a whole is judged. Separators that stand before groups of exactly three digits group thousands; one
// separator at the end, other than those, is the decimal point. What fits neither is no number ("3.2.1", "1,2,3")
// and passed as a whole, so that no part of it is taken for one. Where the two habits of Europe collide, a
// single comma is read as in English ("1,234" is a thousand) if three digits follow, and else as a decimal
// point, which is unsure.

#include <algorithm>
#include <array>

#include "text/function_words.h"
#include "text/numerals.h"
#include "text/word_list.h"

namespace casus::text {

namespace {

using base::Decimal;

constexpr size_t kMostGroups = 8;
constexpr size_t kGroup = 3;
constexpr size_t kMostIntegerDigits = 18;

constexpr WordList kOrdinalEndings({"st", "nd", "rd", "th", "s"});

struct VulgarFraction {
  std::string_view mark;
  int64_t units;  // of 1/10,000
};
constexpr VulgarFraction kVulgarFractions[] = {
    {"½", 5000}, {"⅓", 3333}, {"⅔", 6667}, {"¼", 2500}, {"¾", 7500}, {"⅕", 2000},
    {"⅖", 4000}, {"⅗", 6000}, {"⅘", 8000}, {"⅙", 1667}, {"⅚", 8333}, {"⅛", 1250},
    {"⅜", 3750}, {"⅝", 6250}, {"⅞", 8750}, {"⅐", 1429}, {"⅑", 1111}, {"⅒", 1000}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsDigitAt(std::string_view text, size_t at) { return at < text.size() && IsDigit(text[at]); }

size_t EndOfDigits(std::string_view text, size_t at) {
  while (IsDigitAt(text, at)) ++at;
  return at;
}

// Exactly three digits.
bool IsGroupAt(std::string_view text, size_t at) { return EndOfDigits(text, at) == at + kGroup; }

// The chain of groups of digits and what separates them; groups beyond the most are only counted.
struct Chain {
  std::array<std::string_view, kMostGroups> groups;
  std::array<std::string_view, kMostGroups> separators;  // [i] stands before groups[i]
  size_t size = 0;
  size_t end = 0;
};

// What may separate the digits at `at` from those before; empty if nothing does.
std::string_view SeparatorAt(std::string_view text, size_t at, bool spaces_group) {
  if (at >= text.size()) return {};
  const std::string_view rest = text.substr(at, 4);
  if (rest[0] == '.' || rest[0] == ',') return IsDigitAt(text, at + 1) ? rest.substr(0, 1) : "";
  for (const std::string_view mark : {"'", "’", "\u00A0", "\u202F", "\u2009", "\u2007"}) {
    if (rest.starts_with(mark)) return IsGroupAt(text, at + mark.size()) ? mark : "";
  }
  if (!spaces_group || rest[0] != ' ' || !IsGroupAt(text, at + 1)) return {};
  // "48 101,220": the figures of two columns, for what follows is a number with groups of its own.
  const size_t behind = at + 1 + kGroup;
  const bool opens_number = behind < text.size() && text[behind] == ',' && IsGroupAt(text, behind + 1);
  return opens_number ? "" : rest.substr(0, 1);
}

Chain TakeChain(const ProseTokens& tokens, const ProseToken& digits) {
  const std::string_view text = tokens.text();
  // A plain space groups only what can be the first group, and not the day of a date ("October 12 200 men").
  const bool can_be_first = digits.text.size() <= kGroup && digits.text[0] != '0';
  const bool spaces_group = can_be_first && !IsMonth(tokens.Before(digits).text);
  Chain chain;
  chain.groups[0] = digits.text;
  chain.size = 1;
  chain.end = digits.end;
  bool only_spaces = true;
  while (true) {
    const std::string_view separator = SeparatorAt(text, chain.end, spaces_group && only_spaces);
    if (separator.empty()) return chain;
    only_spaces = only_spaces && separator == " ";
    const size_t begin = chain.end + separator.size();
    chain.end = EndOfDigits(text, begin);
    if (chain.size < kMostGroups) {
      chain.separators[chain.size] = separator;
      chain.groups[chain.size] = text.substr(begin, chain.end - begin);
    }
    ++chain.size;
  }
}

// What a chain means: digits before the point and after it.
struct Figures {
  std::string integer;
  std::string_view fraction;
  bool maybe_grouped = false;
  Sureness sureness = Sureness::kSure;
  std::string_view reason;
};

std::optional<Figures> Judge(const Chain& chain) {
  if (chain.size > kMostGroups) return std::nullopt;
  const size_t last = chain.size - 1;
  const std::string_view separator = last > 0 ? chain.separators[1] : "";
  const bool can_be_first = chain.groups[0].size() <= kGroup && chain.groups[0][0] != '0';
  size_t grouped = 0;  // so many groups after the first are of thousands
  while (can_be_first && grouped < last && chain.groups[grouped + 1].size() == kGroup &&
         chain.separators[grouped + 1] == separator) {
    ++grouped;
  }
  const bool one_point = last == 1 && separator == ".";
  if (one_point) grouped = 0;

  Figures figures;
  for (size_t i = 0; i <= grouped; ++i) {
    // Longer than any number that is kept: no need of more.
    if (figures.integer.size() <= kMostIntegerDigits) figures.integer += chain.groups[i].substr(0, 100);
  }
  if (last > grouped) {
    if (last != grouped + 1) return std::nullopt;
    const std::string_view mark = chain.separators[last];
    if (mark != "." && mark != ",") return std::nullopt;
    if (grouped > 0 && mark == separator) return std::nullopt;
    figures.fraction = chain.groups[last];
    if (grouped == 0 && mark == ",") {
      if (figures.fraction.size() > kGroup) return std::nullopt;
      figures.sureness = Sureness::kUnsure;
      figures.reason = "the comma is read as a decimal point";
    }
    figures.maybe_grouped = one_point && can_be_first && figures.fraction.size() == kGroup;
  } else if (grouped > 0 && separator == ".") {
    constexpr size_t kGroupsOfAnAddress = 3;
    if (grouped == kGroupsOfAnAddress) return std::nullopt;
    figures.sureness = Sureness::kUnsure;
    figures.reason = "the full stops are read as grouping thousands";
  }
  if (grouped > 0 && separator == " ") {
    const bool round = grouped == 1 && last == 1 && chain.groups[1] == "000";
    figures.sureness = grouped > 1 || round ? Sureness::kLikely : Sureness::kUnsure;
    figures.reason =
        grouped > 1 ? "the spaces are read as grouping thousands" : "the space is read as grouping thousands";
  }
  return figures;
}

// The value to four decimal places; says so if that is not all of it.
void SetValue(const Figures& figures, Numeral& numeral) {
  if (figures.integer.size() > kMostIntegerDigits) {
    Doubt(Sureness::kUnsure, "it is larger than the numbers that are kept", numeral);
    return;
  }
  constexpr size_t kSafeDigits = 14;
  if (figures.fraction.empty() && figures.integer.size() <= kSafeDigits) {
    int64_t value = 0;
    for (const char digit : figures.integer) value = value * 10 + (digit - '0');
    numeral.value = Decimal::FromInteger(value);
    return;
  }
  std::string written = figures.integer;
  std::string_view fraction = figures.fraction;
  fraction.remove_suffix(fraction.size() - (fraction.find_last_not_of('0') + 1));
  constexpr size_t kDecimalPlaces = 4;
  const bool rounds = fraction.size() > kDecimalPlaces;
  if (!fraction.empty()) written.append(".").append(fraction.substr(0, kDecimalPlaces));
  base::Result<Decimal> value = base::ParseDecimal(written);
  if (value.ok() && rounds && fraction[kDecimalPlaces] >= '5') {
    numeral.value = base::Add(*value, Decimal::FromUnits(1));
  } else if (value.ok()) {
    numeral.value = *value;
  }
  if (!numeral.value) {
    Doubt(Sureness::kUnsure, "it is larger than the numbers that are kept", numeral);
  } else if (rounds) {
    Doubt(Sureness::kLikely, "rounded to four decimal places", numeral);
  }
}

// "3/4" of small numbers, from the slash on; or none.
std::optional<Numeral> ReadFraction(std::string_view text, size_t slash, size_t slash_size,
                                    std::string_view numerator) {
  constexpr std::string_view kDenominators[] = {"2", "3",  "4",  "5",  "6",  "7",  "8",
                                                "9", "10", "12", "16", "20", "100"};
  const size_t begin = slash + slash_size;
  const size_t end = EndOfDigits(text, begin);
  const std::string_view denominator = text.substr(begin, end - begin);
  if (std::find(std::begin(kDenominators), std::end(kDenominators), denominator) == std::end(kDenominators)) {
    return std::nullopt;
  }
  if (numerator.size() > 2 || numerator[0] == '0') return std::nullopt;
  if (end < text.size() && text[end] == '/') return std::nullopt;
  const auto dividend = base::ParseDecimal(numerator);
  const auto divisor = base::ParseDecimal(denominator);
  if (*dividend >= *divisor) return std::nullopt;
  return Numeral{.end = end, .value = base::Divide(*dividend, *divisor), .share = true};
}

// Where a chain ends that a number cannot be followed by: ":30", "/10/1939".
size_t EndOfForeignChain(std::string_view text, size_t at) {
  while (at + 1 < text.size() && (text[at] == ':' || text[at] == '/') && IsDigit(text[at + 1])) {
    at = EndOfDigits(text, at + 1);
  }
  return at;
}

// A fraction directly behind whole figures, or after a space: "2½", "2 1/2".
void TakeFraction(const ProseTokens& tokens, Numeral& numeral) {
  const std::string_view text = tokens.text();
  const ProseToken next = tokens.From(numeral.end);
  if (next.begin > numeral.end + 1 || !numeral.value) return;
  std::optional<Decimal> fraction = FractionOf(next.text);
  size_t end = next.end;
  if (!fraction && next.is_digits() && next.begin == numeral.end + 1 && next.end < text.size() &&
      text[next.end] == '/') {
    const std::optional<Numeral> behind = ReadFraction(text, next.end, 1, next.text);
    if (!behind) return;
    fraction = behind->value;
    end = behind->end;
  }
  if (!fraction) return;
  numeral.value = base::Add(*numeral.value, *fraction);
  numeral.end = end;
  numeral.plain_figures = false;
}

}  // namespace

std::optional<Decimal> FractionOf(std::string_view mark) {
  if (mark.size() < 2) return std::nullopt;
  for (const VulgarFraction& fraction : kVulgarFractions) {
    if (fraction.mark == mark) return Decimal::FromUnits(fraction.units);
  }
  return std::nullopt;
}

NumeralReading ReadFigures(const ProseTokens& tokens, const ProseToken& digits) {
  const std::string_view text = tokens.text();
  const Chain chain = TakeChain(tokens, digits);
  if (const size_t end = EndOfForeignChain(text, chain.end); end > chain.end) {
    std::optional<Numeral> fraction;
    if (chain.size == 1 && text[chain.end] == '/') fraction = ReadFraction(text, chain.end, 1, digits.text);
    if (!fraction) return {.end = end};
    const bool of_something = tokens.From(fraction->end).text == "of";
    if (!of_something) Doubt(Sureness::kUnsure, "it may be a fraction or a date", *fraction);
    fraction->begin = digits.begin;
    return {.end = fraction->end, .numeral = std::move(fraction)};
  }
  constexpr std::string_view kFractionSlash = "⁄";
  if (chain.size == 1 && text.substr(chain.end).starts_with(kFractionSlash)) {
    std::optional<Numeral> fraction = ReadFraction(text, chain.end, kFractionSlash.size(), digits.text);
    if (!fraction) return {.end = chain.end};
    fraction->begin = digits.begin;
    return {.end = fraction->end, .numeral = std::move(fraction)};
  }

  const std::optional<Figures> figures = Judge(chain);
  if (!figures) return {.end = chain.end};
  // "19th", "1920s", "1920's": not a number of things. Of other words ("3km") the caller judges.
  ProseToken next = tokens.From(chain.end);
  size_t adjacent = chain.end;
  if (next.begin == chain.end && (next.is('\'') || next.text == "’")) {
    adjacent = next.end;
    next = tokens.After(next);
  }
  if (next.begin == adjacent && next.is_word() && kOrdinalEndings.Contains(next.text)) {
    return {.end = next.end};
  }

  Numeral numeral{.begin = digits.begin, .end = chain.end};
  numeral.plain_figures = chain.size == 1;
  numeral.maybe_grouped = figures->maybe_grouped;
  if (figures->sureness != Sureness::kSure) Doubt(figures->sureness, std::string(figures->reason), numeral);
  SetValue(*figures, numeral);
  if (figures->fraction.empty()) TakeFraction(tokens, numeral);
  return {.end = numeral.end, .numeral = std::move(numeral)};
}

}  // namespace casus::text
