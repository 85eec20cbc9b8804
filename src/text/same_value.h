#pragma once

// Whether two statements of a date or of an amount may be of the same one: they may unless what both say excludes it.
//
//   MayBeSameDate("1912-05", "1912-05-04")                     // true
//   MayBeSameDate("../1912-05-03", "1912-05-06/..")            // false
//   MayBeSameDate("../1912-05", "../1912-06")                  // false: both tell the same end
//   MayBeSameAmount({.most = 400}, {.least = 500})             // false

#include <optional>
#include <string_view>

#include "base/decimal.h"

namespace casus::text {

// Dates in EDTF. Linear in their length, but for masked digits (base/edtf.h).
bool MayBeSameDate(std::string_view a, std::string_view b);

// Both ends included; without one it is open there.
struct AmountRange {
  std::optional<base::Decimal> least;
  std::optional<base::Decimal> most;
};
bool MayBeSameAmount(const AmountRange& a, const AmountRange& b);

}  // namespace casus::text
