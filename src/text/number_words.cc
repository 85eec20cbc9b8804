// Numbers in words.
//
// A number is a sum of parts, each of them below a thousand with a magnitude behind it, and the magnitudes
// descend: "two million three hundred thousand and five". A part is tens and units ("twenty-five", "fifteen")
// that may stand before "hundred". A fraction has a part above ("two", "a") and the plural or singular that agrees
// with it below: "two thirds", "one fifth", "a third of", but "two third parties" and "a third treaty" are none.

#include <algorithm>
#include <array>
#include <utility>

#include "text/numerals.h"
#include "text/word_list.h"

namespace casus::text {

namespace {

using base::Decimal;

constexpr int64_t kOne = Decimal::kUnitsPerOne;

constexpr WordList kSmall({"zero",     "one",     "two",     "three",     "four",     "five",    "six",
                           "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
                           "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"});
constexpr WordList kTens({"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"});

constexpr WordList kScales({"hundred", "thousand", "million", "billion", "trillion", "dozen", "score", "lakh",
                            "crore"});
constexpr int64_t kScaleValues[] = {100, 1'000, 1'000'000, 1'000'000'000, 1'000'000'000'000,
                                    12,  20,    100'000,   10'000'000};
constexpr size_t kLastDecimalScale = 4;  // trillion: those that can be added up
constexpr WordList kShortScales({"k", "bn", "tn", "mn", "mln", "mil", "bln", "m", "b"});
constexpr int64_t kShortScaleValues[] = {1'000,     1'000'000'000, 1'000'000'000'000, 1'000'000,    1'000'000,
                                         1'000'000, 1'000'000'000, 1'000'000,         1'000'000'000};
constexpr size_t kFirstShortOfMoney = 7;

constexpr WordList kPluralScales({"hundreds", "thousands", "millions", "billions", "trillions", "dozens",
                                  "scores", "tens", "lakhs", "crores"});
constexpr WordList kVague({"several", "few"});
constexpr WordList kPair({"couple", "pair"});

constexpr WordList kBelowOne({"half", "third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth",
                              "ninth", "tenth", "twelfth", "twentieth", "hundredth", "thousandth"});
constexpr WordList kBelowMany({"halves", "thirds", "quarters", "fourths", "fifths", "sixths", "sevenths",
                               "eighths", "ninths", "tenths", "twelfths", "twentieths", "hundredths",
                               "thousandths"});
constexpr int64_t kDenominators[] = {2, 3, 4, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1'000};

constexpr WordList kDeterminers({"the", "his", "her", "its", "their", "our", "my", "your", "this", "these",
                                 "that", "those", "all"});
// "The first half of the year" names one of two parts and counts nothing.
constexpr WordList kWhichHalf({"first",    "second",   "latter",  "former",  "other", "better",
                               "northern", "southern", "eastern", "western", "upper", "lower",
                               "top",      "bottom",   "early",   "late",    "this",  "each",
                               "either",   "last",     "next",    "right",   "left",  "in",
                               "final",    "opening",  "my",      "your",    "his",   "her"});

constexpr auto kAll = JoinLists(kSmall, kTens, kScales, kPluralScales, kBelowOne, kVague, kPair);

Decimal Whole(int64_t number) { return Decimal::FromUnits(number * kOne); }

// Reads on over words that a space or one hyphen joins.
struct Reader {
  const ProseTokens& tokens;
  size_t at;  // behind what was read

  ProseToken Peek() const {
    const ProseToken next = tokens.From(at);
    if (!IsDash(next.text) || next.begin != at) return next;
    const ProseToken behind = tokens.After(next);
    return behind.begin == next.end && behind.is_word() ? behind : next;
  }

  // Whether the word stands next; then it is read.
  bool Take(std::string_view word) {
    const ProseToken next = Peek();
    if (next.text != word) return false;
    at = next.end;
    return true;
  }

  template <size_t kSize>
  std::optional<size_t> TakeFrom(const WordList<kSize>& list) {
    const ProseToken next = Peek();
    const std::optional<size_t> found = list.Find(next.text);
    if (found) at = next.end;
    return found;
  }
};

std::optional<int64_t> TakeBelowHundred(Reader& reader) {
  if (const auto small = reader.TakeFrom(kSmall)) return static_cast<int64_t>(*small);
  const auto tens = reader.TakeFrom(kTens);
  if (!tens) return std::nullopt;
  const int64_t value = static_cast<int64_t>(*tens + 2) * 10;
  const auto units = kSmall.Find(reader.Peek().text);
  if (!units || *units == 0 || *units > 9) return value;
  reader.at = reader.Peek().end;
  return value + static_cast<int64_t>(*units);
}

// "and" or nothing, and a part below a hundred; leaves the reader where it was if that does not follow.
std::optional<int64_t> TakeRest(Reader& reader) {
  const size_t before = reader.at;
  reader.Take("and");
  const auto rest = TakeBelowHundred(reader);
  if (!rest || *rest == 0) {
    reader.at = before;
    return std::nullopt;
  }
  return rest;
}

// "a hundred and fifty": `value` hundreds were read, and what is below a hundred may follow. "Two hundred and
// five hundred" are two numbers.
int64_t TakeBelowHundredRest(Reader& reader, int64_t value) {
  const size_t before = reader.at;
  const auto rest = TakeRest(reader);
  if (!rest) return value;
  if (kScales.Find(reader.Peek().text) == 0) {
    reader.at = before;
    return value;
  }
  return value + *rest;
}

std::optional<int64_t> TakeBelowThousand(Reader& reader) {
  const auto value = TakeBelowHundred(reader);
  if (!value || *value == 0 || !reader.Take("hundred")) return value;
  return TakeBelowHundredRest(reader, *value * 100);
}

// "and a half", "and three quarters", "and a quarter" behind a whole number.
std::optional<Decimal> TakeFractionBehind(Reader& reader) {
  const size_t before = reader.at;
  if (reader.Take("and")) {
    int64_t above = 0;
    if (reader.Take("a")) {
      above = 1;
    } else if (const auto number = TakeBelowHundred(reader)) {
      above = *number;
    }
    const auto below = above == 1 ? reader.TakeFrom(kBelowOne) : reader.TakeFrom(kBelowMany);
    // "two and a third of": the third stands for itself.
    if (above > 0 && below && reader.Peek().text != "of")
      return base::Divide(Whole(above), Whole(kDenominators[*below]));
  }
  reader.at = before;
  return std::nullopt;
}

Numeral Fraction(size_t begin, size_t end, int64_t above, size_t below) {
  return {.begin = begin,
          .end = end,
          .value = base::Divide(Whole(above), Whole(kDenominators[below])),
          .share = true};
}

// A fraction below the number that was read, if one follows.
std::optional<Numeral> TakeDenominator(Reader& reader, size_t begin, int64_t above) {
  const auto below = above == 1 ? reader.TakeFrom(kBelowOne) : reader.TakeFrom(kBelowMany);
  if (!below) return std::nullopt;
  Numeral numeral = Fraction(begin, reader.at, above, *below);
  const ProseToken next = reader.Peek();
  const bool ends = !next.is_word() || next.text == "of" || kDeterminers.Contains(next.text);
  if (above == 1 && !ends) {
    Doubt(Sureness::kUnsure, "it may be a share or the place in an order", numeral);
  }
  return numeral;
}

// Behind a fraction, "of a million" and "a dozen" make it a number of its own.
void TakeScaleOfFraction(const ProseTokens& tokens, Numeral& numeral) {
  Reader reader{.tokens = tokens, .at = numeral.end};
  reader.Take("of");
  if (!reader.Take("a")) {
    reader.at = numeral.end;  // "half-million", but "half of million" is no English
  }
  const auto scale = reader.TakeFrom(kScales);
  if (!scale || !numeral.value) return;
  numeral.value = base::Multiply(*numeral.value, Whole(kScaleValues[*scale]));
  numeral.share = false;
  numeral.end = reader.at;
}

// "half", "a third", "a quarter", "a dozen", "a hundred": words that need the one before them, or none.
std::optional<Numeral> ReadHalf(const ProseTokens& tokens, const ProseToken& half, const ProseToken& before) {
  if (kWhichHalf.Contains(before.text)) return std::nullopt;
  if (before.text == "a" && tokens.Before(before).text == "and") return std::nullopt;  // "a mile and a half"
  Numeral numeral =
      Fraction(before.text == "a" || before.text == "one" ? before.begin : half.begin, half.end, 1, 0);
  TakeScaleOfFraction(tokens, numeral);
  if (numeral.end != half.end) return numeral;
  const ProseToken next = tokens.After(half);
  if (next.begin == half.end && IsDash(next.text)) return std::nullopt;  // "half-hearted"
  if (next.text == "past" || next.text == "way") return std::nullopt;
  const bool of_something =
      next.text == "of" || next.text == "a" || next.text == "an" || kDeterminers.Contains(next.text);
  if (!of_something) Doubt(Sureness::kUnsure, "half of what is not said", numeral);
  return numeral;
}

std::optional<Numeral> ReadBehindArticle(const ProseTokens& tokens, const ProseToken& word,
                                         const ProseToken& before) {
  const bool has_article = (before.text == "a" || before.text == "A") && before.end + 1 == word.begin;
  if (const auto below = kBelowOne.Find(word.text); below && has_article) {
    const ProseToken next = tokens.After(word);
    if (next.text != "of") return std::nullopt;  // "a third treaty", "a quarter"
    Numeral numeral = Fraction(before.begin, word.end, 1, *below);
    TakeScaleOfFraction(tokens, numeral);
    return numeral;
  }
  const bool is_pair = kPair.Contains(word.text);
  if (is_pair && has_article && tokens.After(word).text == "of") {
    return Numeral{
        .begin = before.begin, .end = word.end, .value = Whole(2), .approximate = word.text == "couple"};
  }
  const auto scale = kScales.Find(word.text);
  if (!scale || !has_article) return std::nullopt;
  if (word.text == "score" && tokens.After(word).text != "of") return std::nullopt;  // "a score draw"
  return Numeral{.begin = before.begin, .end = word.end, .value = Whole(kScaleValues[*scale])};
}

// "several hundred", "a few", "tens of thousands": told by words alone.
std::optional<Numeral> ReadVague(const ProseTokens& tokens, const ProseToken& word,
                                 const ProseToken& before) {
  Reader reader{.tokens = tokens, .at = word.end};
  Numeral numeral{.begin = word.begin, .vague = true, .approximate = true};
  if (kPluralScales.Contains(word.text)) {
    size_t end = word.end;
    while (reader.Take("of") && reader.TakeFrom(kPluralScales)) end = reader.at;
    reader.at = end;
    if (reader.Peek().text != "of") return std::nullopt;  // "the thousands", "three scores"
  } else if (word.text == "few" || word.text == "Few") {
    if (before.text != "a" && before.text != "A") return std::nullopt;
    numeral.begin = before.begin;
    while (reader.TakeFrom(kScales)) continue;
  } else {
    while (reader.TakeFrom(kScales)) continue;
  }
  numeral.end = reader.at;
  return numeral;
}

// The sum of parts from a part below a thousand on.
std::optional<Numeral> ReadSum(size_t begin, Reader reader, int64_t part) {
  Numeral numeral{.begin = begin, .end = reader.at, .value = Decimal()};
  int64_t least_scale = kScaleValues[kLastDecimalScale] + 1;
  Decimal sum;
  for (size_t parts = 1;; ++parts) {
    Decimal coefficient = Whole(part);
    if (const auto fraction = TakeFractionBehind(reader)) coefficient = *base::Add(coefficient, *fraction);
    const size_t before_scale = reader.at;
    int64_t scale = 1;
    while (const auto next = reader.TakeFrom(kScales)) {
      // "two hundred thousand" came as a part of two hundred; "three thousand million" is a number, too.
      if (scale > 1 && (*next < 1 || scale > 1'000'000)) {
        break;
      }
      scale *= kScaleValues[*next];
    }
    if (scale >= least_scale) {
      reader.at = before_scale;  // the magnitudes do not descend: another number begins
      if (parts > 1) return numeral;
    }
    const auto value = base::Multiply(coefficient, Whole(scale));
    const auto total = value ? base::Add(sum, *value) : std::nullopt;
    numeral.end = reader.at;
    numeral.value = total;
    numeral.scale = parts == 1 ? Whole(scale) : Whole(1);
    if (!total) {
      Doubt(Sureness::kUnsure, "it is larger than the numbers that are kept", numeral);
      return numeral;
    }
    sum = *total;
    if (const auto half =
            scale > 100 ? TakeFractionBehind(reader) : std::nullopt) {  // "a million and a half"
      numeral.value = base::Add(sum, *base::Multiply(*half, Whole(scale)));
      numeral.end = reader.at;
      return numeral;
    }
    if (scale < 100) return numeral;
    least_scale = scale;
    // What goes on must be below: "two thousand and five", "one thousand two hundred".
    reader.Take("and");
    const auto more = TakeBelowThousand(reader);
    if (!more || *more == 0 || (scale == 100 && *more >= 100)) return numeral;
    part = *more;
  }
}

}  // namespace

bool MayBeNumberWord(std::string_view word) { return kAll.Contains(word); }

std::vector<std::string_view> NumberWords() { return kAll.Words(); }

NumeralReading ReadNumberWords(const ProseTokens& tokens, const ProseToken& word) {
  const ProseToken before = tokens.Before(word);
  const auto result = [&](std::optional<Numeral> numeral) -> NumeralReading {
    const size_t end = numeral ? numeral->end : word.end;
    return {.end = end, .numeral = std::move(numeral)};
  };
  if (kVague.Contains(word.text) || kPluralScales.Contains(word.text))
    return result(ReadVague(tokens, word, before));
  if (kBelowOne.Find(word.text) == 0) return result(ReadHalf(tokens, word, before));

  Reader reader{.tokens = tokens, .at = word.begin};
  size_t begin = word.begin;
  std::optional<int64_t> part = TakeBelowHundred(reader);
  if (!part) {
    // "a hundred and fifty" goes on like "one hundred and fifty"; "a dozen" and "a third of" do not.
    const std::optional<Numeral> single = ReadBehindArticle(tokens, word, before);
    const auto scale = kScales.Find(word.text);
    if (!single || !scale || *scale > kLastDecimalScale) return result(single);
    begin = before.begin;
    part = 1;
    reader.at = word.begin;
  } else if (*part >= 10 && *part < 21) {
    // "nineteen thirty-nine" is a year.
    Reader ahead = reader;
    if (ahead.TakeFrom(kTens)) {
      TakeBelowHundred(reader);
      return {.end = reader.at};
    }
  }
  if (*part > 0) {
    const size_t before_fraction = reader.at;
    if (std::optional<Numeral> fraction = TakeDenominator(reader, begin, *part);
        fraction && begin == word.begin) {
      TakeScaleOfFraction(tokens, *fraction);
      return result(fraction);
    }
    reader.at = before_fraction;
    if (reader.Take("hundred")) part = TakeBelowHundredRest(reader, *part * 100);
  }
  return result(ReadSum(begin, reader, *part));
}

void TakeMagnitude(const ProseTokens& tokens, bool money, Numeral& numeral) {
  if (!numeral.value || numeral.share) return;
  Reader reader{.tokens = tokens, .at = numeral.end};
  while (const auto scale = reader.TakeFrom(kScales)) {
    const Decimal factor = Whole(kScaleValues[*scale]);
    numeral.scale = base::Multiply(numeral.scale, factor).value_or(numeral.scale);
    numeral.value = base::Multiply(*numeral.value, factor);
    numeral.end = reader.at;
    numeral.plain_figures = false;
    numeral.maybe_grouped = false;
    if (numeral.value) continue;
    Doubt(Sureness::kUnsure, "it is larger than the numbers that are kept", numeral);
    return;
  }
  const ProseToken next = tokens.From(numeral.end);
  const auto scale = kShortScales.Find(next.text);
  if (!scale || numeral.scale != Whole(1)) return;
  const bool adjacent = next.begin == numeral.end;
  const bool of_money = *scale >= kFirstShortOfMoney;
  const bool needs_adjacent = kShortScales.Find("k") == scale;
  if (of_money ? !money : (needs_adjacent && !adjacent)) return;
  const Decimal factor = Whole(kShortScaleValues[*scale]);
  numeral.scale = factor;
  numeral.value = base::Multiply(*numeral.value, factor);
  numeral.end = next.end;
  numeral.plain_figures = false;
  numeral.maybe_grouped = false;
  if (!numeral.value) Doubt(Sureness::kUnsure, "it is larger than the numbers that are kept", numeral);
}

void Doubt(Sureness sureness, std::string reason, Numeral& numeral) {
  if (sureness <= numeral.sureness && !numeral.reason.empty()) return;
  numeral.sureness = std::max(sureness, numeral.sureness);
  numeral.reason = std::move(reason);
}

}  // namespace casus::text
