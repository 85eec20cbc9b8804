#pragma once

// Units of measure and of money, as signs and abbreviations: "km", "°C", "km/h", "$", "USD".
//
//   ReadMeasure("60 km/h", 2)      // "km/h", and where it ends
//   MoneyBefore("US$ 300", 4)      // "US dollar", and where it begins
//
// Units in words ("kilometres", "dollars") are nouns like others: see counted_nouns.h.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/prose_tokens.h"

namespace casus::text {

struct Unit {
  std::string name;
  size_t begin = 0;
  size_t end = 0;
};

// The unit of measure that begins at or after `at`, where a number ends. A letter that is also a word or an
// initial counts only directly behind the number. Constant time.
std::optional<Unit> ReadMeasure(const ProseTokens& tokens, size_t at);

// Whether the word is an abbreviated unit of length, area, mass or speed, and not another word: "km", "kg".
bool IsMetricAbbreviation(std::string_view word);
std::span<const std::string_view> MetricAbbreviations();

// The money that the number beginning at `at` is of, from what stands before it. Constant time.
std::optional<Unit> MoneyBefore(const ProseTokens& tokens, size_t at);

// The same from what stands behind the number: "5 €", "300 USD".
std::optional<Unit> MoneyBehind(const ProseTokens& tokens, size_t at);

}  // namespace casus::text
