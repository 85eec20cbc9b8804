#pragma once

// Decimal: exact numbers with four digits after the point.
//
//   Decimal price = *ParseDecimal("7.5", "million");
//   price.ToString() == "7_500_000"
//   Divide(price, *Decimal::FromInteger(4)) == ParseDecimal("1_875_000")
//
// A decimal is an int64 count of units of 1/10_000, so that troops, dollars and percentages add up to the
// last digit: from -922_337_203_685_477.5808 to 922_337_203_685_477.5807. Sums and differences are exact; a
// product or quotient is the nearest decimal, a tie going to the even unit. What lies outside the range, and
// division by zero, has no value. All operations take constant time.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace casus::base {

class Decimal {
 public:
  static constexpr int64_t kUnitsPerOne = 10'000;

  constexpr Decimal() = default;

  static constexpr Decimal FromUnits(int64_t units) {
    Decimal decimal;
    decimal.units_ = units;
    return decimal;
  }
  static std::optional<Decimal> FromInteger(int64_t integer);

  constexpr int64_t units() const { return units_; }
  constexpr bool IsInteger() const { return units_ % kUnitsPerOne == 0; }

  // The digits before the point in groups of three, those after it without zeros at the end: "18_500", "7.5",
  // "-3.25".
  std::string ToString() const;

  friend constexpr bool operator==(Decimal, Decimal) = default;
  friend constexpr auto operator<=>(Decimal, Decimal) = default;
  friend size_t hash_value(Decimal decimal) { return std::hash<int64_t>()(decimal.units_); }

 private:
  int64_t units_ = 0;
};

// Nothing if the value is out of range, or if the divisor is zero.
std::optional<Decimal> Add(Decimal a, Decimal b);
std::optional<Decimal> Subtract(Decimal a, Decimal b);
std::optional<Decimal> Multiply(Decimal a, Decimal b);
std::optional<Decimal> Divide(Decimal dividend, Decimal divisor);
std::optional<Decimal> Negate(Decimal a);

// Whether `word` is thousand, million or billion.
bool IsMultiplier(std::string_view word);

// Reads a number as it is written in a dossier: an optional minus, digits that may be grouped in threes by
// `_`, an optional fraction; and the multiplier after it, or an empty view. The value must be exact:
// "0.00001" is an error, and "0.00001" with "million" is 10. The error says how to mend it.
Result<Decimal> ParseDecimal(std::string_view number, std::string_view multiplier = {});

}  // namespace casus::base
