#pragma once

// The parts of a written date and the days they stand for: what the reader of EDTF (base/edtf.h) is made of.
// Not for use elsewhere.

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/edtf.h"

namespace casus::base::internal {

// ?, ~ or %, or none of them.
struct Mark {
  bool uncertain = false;
  bool approximate = false;

  friend bool operator==(const Mark&, const Mark&) = default;
  Mark& operator|=(const Mark& other);
  std::string_view ToString() const;
};

// One number of a date as written, of digits and X.
struct Part {
  std::string_view text;
  size_t offset = 0;
  Mark mark;

  bool IsKnown() const { return text.find('X') == std::string_view::npos; }
  bool IsUnknown() const { return text.find_first_not_of('X') == std::string_view::npos; }
  int Value() const;                                   // requires that it is known
  bool Matches(int value) const;                       // whether it could be the value
  std::vector<int> Values(int first, int last) const;  // those of first to last that it could be
};

// Months of a date that are seasons, quarters, thirds or halves of the year.
bool IsSeason(int month);

DayRange YearRange(int year);
DayRange MonthRange(int year, int month);
DayRange SeasonRange(int year, int season);

// Sorts the ranges and joins those that overlap or are adjacent.
void SortAndJoin(std::vector<DayRange>& ranges);

}  // namespace casus::base::internal
