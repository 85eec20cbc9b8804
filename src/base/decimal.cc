#include "base/decimal.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace casus::base {

namespace {

__extension__ using Int128 = __int128;

constexpr std::array<std::pair<std::string_view, int64_t>, 3> kMultipliers = {{
    {"thousand", 1'000},
    {"million", 1'000'000},
    {"billion", 1'000'000'000},
}};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::optional<Decimal> FromWide(Int128 units) {
  if (units < std::numeric_limits<int64_t>::min() || units > std::numeric_limits<int64_t>::max())
    return std::nullopt;
  return Decimal::FromUnits(static_cast<int64_t>(units));
}

// The integer nearest to dividend / divisor; of two as near, the even one.
Int128 DivideToNearest(Int128 dividend, Int128 divisor) {
  if (divisor < 0) {
    dividend = -dividend;
    divisor = -divisor;
  }
  Int128 quotient = dividend / divisor;
  Int128 remainder = dividend % divisor;
  if (remainder < 0) {
    --quotient;
    remainder += divisor;
  }
  const Int128 twice = 2 * remainder;
  if (twice > divisor || (twice == divisor && quotient % 2 != 0)) ++quotient;
  return quotient;
}

// Whether `_` stands only between groups of three digits, if at all.
bool IsGroupedInThrees(std::string_view digits) {
  const size_t first = digits.find('_');
  if (first == std::string_view::npos) return true;
  if (first == 0 || first > 3 || digits.size() % 4 != first % 4) return false;
  for (size_t i = first; i < digits.size(); ++i) {
    if ((digits[i] == '_') != (i % 4 == first % 4)) return false;
  }
  return digits.back() != '_';
}

}  // namespace

std::optional<Decimal> Decimal::FromInteger(int64_t integer) {
  return FromWide(Int128{integer} * kUnitsPerOne);
}

std::string Decimal::ToString() const {
  const auto magnitude = units_ < 0 ? -static_cast<uint64_t>(units_) : static_cast<uint64_t>(units_);
  std::string fraction = std::to_string(magnitude % kUnitsPerOne + kUnitsPerOne).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);

  std::string text = units_ < 0 ? "-" : "";
  const std::string integer = std::to_string(magnitude / kUnitsPerOne);
  for (size_t i = 0; i < integer.size(); ++i) {
    if (i > 0 && (integer.size() - i) % 3 == 0) text += '_';
    text += integer[i];
  }
  if (!fraction.empty()) text += "." + fraction;
  return text;
}

std::optional<Decimal> Add(Decimal a, Decimal b) {
  int64_t units = 0;
  if (__builtin_add_overflow(a.units(), b.units(), &units)) return std::nullopt;
  return Decimal::FromUnits(units);
}

std::optional<Decimal> Subtract(Decimal a, Decimal b) {
  int64_t units = 0;
  if (__builtin_sub_overflow(a.units(), b.units(), &units)) return std::nullopt;
  return Decimal::FromUnits(units);
}

std::optional<Decimal> Multiply(Decimal a, Decimal b) {
  return FromWide(DivideToNearest(Int128{a.units()} * b.units(), Decimal::kUnitsPerOne));
}

std::optional<Decimal> Divide(Decimal dividend, Decimal divisor) {
  if (divisor.units() == 0) return std::nullopt;
  return FromWide(DivideToNearest(Int128{dividend.units()} * Decimal::kUnitsPerOne, divisor.units()));
}

std::optional<Decimal> Negate(Decimal a) { return Subtract(Decimal(), a); }

bool IsMultiplier(std::string_view word) {
  return std::any_of(kMultipliers.begin(), kMultipliers.end(),
                     [&](const auto& entry) { return entry.first == word; });
}

Result<Decimal> ParseDecimal(std::string_view number, std::string_view multiplier) {
  const auto error = [&](std::string_view why) {
    return Error{"'" + std::string(number) + "' " + std::string(why)};
  };

  Int128 scale = Decimal::kUnitsPerOne;
  if (!multiplier.empty()) {
    const auto entry = std::find_if(kMultipliers.begin(), kMultipliers.end(),
                                    [&](const auto& candidate) { return candidate.first == multiplier; });
    if (entry == kMultipliers.end()) {
      return Error{"'" + std::string(multiplier) + "' is not thousand, million or billion"};
    }
    scale *= entry->second;
  }

  std::string_view digits = number;
  const bool negative = digits.starts_with('-');
  if (negative) digits.remove_prefix(1);
  const size_t point = std::min(digits.find('.'), digits.size());
  const std::string_view integer = digits.substr(0, point);
  const std::string_view fraction = digits.substr(std::min(point + 1, digits.size()));
  if (integer.empty() || (point < digits.size() && fraction.empty())) {
    return error("needs digits before and after the point, as in 0.5");
  }
  if (!std::all_of(integer.begin(), integer.end(), [](char c) { return IsDigit(c) || c == '_'; }) ||
      !std::all_of(fraction.begin(), fraction.end(), IsDigit)) {
    return error("is not a number such as 20_000 or 7.5");
  }
  if (!IsGroupedInThrees(integer)) return error("has its digits not in groups of three, as in 20_000");

  // The whole number of units, digit by digit: scale / 10^k units for the k-th digit after the point.
  constexpr Int128 kBeyond =
      Int128{std::numeric_limits<int64_t>::max()} + 1;  // the magnitude of the least int64
  const std::string out_of_range = "is out of range; numbers reach to 922_337_203_685_477.5807";
  Int128 units = 0;
  for (const char digit : integer) {
    if (digit == '_') continue;
    units = units * 10 + (digit - '0');
    if (units > kBeyond) return error(out_of_range);
  }
  units *= scale;
  for (const char digit : fraction) {
    if (scale < 10 && digit != '0') return error("has more than four digits after the point");
    scale /= 10;
    units += scale * (digit - '0');
  }
  const std::optional<Decimal> value = FromWide(negative ? -units : units);
  if (!value) return error(out_of_range);
  return *value;
}

}  // namespace casus::base
