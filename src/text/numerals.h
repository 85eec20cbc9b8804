#pragma once

// Numbers as prose writes them, in figures or in words, without the noun that they count.
//
//   ReadFigures("12,500 men", tokens.From(…))         // 12500, and where it ends
//   ReadNumberWords("two hundred and fifty", …)     // 250
//   ReadNumberWords("three quarters of", …)         // 0.75, a share
//
// What looks like a number and is none ("3.2.1", "5:30", "19th", "1920s") is passed over as a whole.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "text/mention.h"
#include "text/prose_tokens.h"

namespace casus::text {

struct Numeral {
  size_t begin = 0;
  size_t end = 0;
  std::optional<base::Decimal> value;  // none if it is too large, or told by words alone ("several")
  base::Decimal scale =
      base::Decimal::FromUnits(base::Decimal::kUnitsPerOne);  // of a magnitude at its end: 1,000,000

  bool plain_figures = false;  // 0 to 9 alone: perhaps a year, or the number of something
  bool share = false;          // a fraction of something
  bool vague = false;          // "several", "hundreds"
  bool approximate = false;    // "a couple"
  bool maybe_grouped = false;  // "1.234", where the full stop may group thousands
  Sureness sureness = Sureness::kSure;
  std::string reason;
};

struct NumeralReading {
  size_t end = 0;  // where to read on, with or without a numeral; beyond the token that was given
  std::optional<Numeral> numeral;
};

// Reads figures from a token of digits on: groups, a decimal part, fractions ("3/4", "2½"). Requires that the
// token was taken from the text. Linear in what it passes.
NumeralReading ReadFigures(const ProseTokens& tokens, const ProseToken& digits);

// Whether the token is a fraction in one character ("½"), and its value.
std::optional<base::Decimal> FractionOf(std::string_view mark);

// Whether a word may begin a number, or be its first word behind "a". Constant time.
bool MayBeNumberWord(std::string_view word);

// All words that it says that of, for the vocabulary.
std::vector<std::string_view> NumberWords();

// Reads a number in words from a word on that may begin one. "a" before it is taken in: then the begin of the
// numeral lies before the word.
NumeralReading ReadNumberWords(const ProseTokens& tokens, const ProseToken& word);

// Multiplies the numeral by the magnitude that follows it, if one does: "hundred", "million", "bn". With money,
// "m" and "b" are magnitudes as well.
void TakeMagnitude(const ProseTokens& tokens, bool money, Numeral& numeral);

// Makes it unsure, or at least likely, and says why; the gravest reason stays.
void Doubt(Sureness sureness, std::string reason, Numeral& numeral);

}  // namespace casus::text
