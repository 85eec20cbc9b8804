#include "base/edtf_parts.h"

#include <algorithm>
#include <array>

#include "base/date.h"

namespace casus::base::internal {

namespace {

constexpr int kFirstSeason = 21;

struct Months {
  int first;
  int count;  // winter reaches into the next year
};

constexpr std::array<Months, 21> kSeasons = {{
    {3, 3}, {6, 3},  {9, 3}, {12, 3},          // 21 spring, summer, autumn, winter
    {3, 3}, {6, 3},  {9, 3}, {12, 3},          // 25 the same, northern
    {9, 3}, {12, 3}, {3, 3}, {6, 3},           // 29 the same, southern
    {1, 3}, {4, 3},  {7, 3}, {10, 3},          // 33 quarters
    {1, 4}, {5, 4},  {9, 4}, {1, 6},  {7, 6},  // 37 thirds, 40 halves
}};

}  // namespace

Mark& Mark::operator|=(const Mark& other) {
  uncertain |= other.uncertain;
  approximate |= other.approximate;
  return *this;
}

std::string_view Mark::ToString() const {
  if (uncertain) return approximate ? "%" : "?";
  return approximate ? "~" : "";
}

int Part::Value() const {
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  return value;
}

bool Part::Matches(int value) const {
  for (auto c = text.rbegin(); c != text.rend(); ++c, value /= 10) {
    if (*c != 'X' && *c - '0' != value % 10) return false;
  }
  return value == 0;
}

std::vector<int> Part::Values(int first, int last) const {
  if (IsKnown()) {
    const int value = Value();
    return value >= first && value <= last ? std::vector<int>{value} : std::vector<int>{};
  }
  std::vector<int> values;
  for (int value = first; value <= last; ++value) {
    if (Matches(value)) values.push_back(value);
  }
  return values;
}

bool IsSeason(int month) {
  return month >= kFirstSeason && month < kFirstSeason + static_cast<int>(kSeasons.size());
}

DayRange YearRange(int year) { return {.first = ToDay({year, 1, 1}), .last = ToDay({year, 12, 31})}; }

DayRange MonthRange(int year, int month) {
  return {.first = ToDay({year, month, 1}), .last = ToDay({year, month, DaysInMonth(year, month)})};
}

DayRange SeasonRange(int year, int season) {
  const auto [first_month, months] = kSeasons.at(static_cast<size_t>(season - kFirstSeason));
  const Day first = ToDay({year, first_month, 1});
  const int last_month = first_month + months - 1;
  // The winter of the last year ends with the calendar.
  if (last_month > 12 && year == kLastYear) return {.first = first, .last = kLastDay};
  const DayRange last =
      last_month > 12 ? MonthRange(year + 1, last_month - 12) : MonthRange(year, last_month);
  return {.first = first, .last = last.last};
}

void SortAndJoin(std::vector<DayRange>& ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const DayRange& a, const DayRange& b) { return a.first < b.first; });
  size_t kept = 0;
  for (const DayRange& range : ranges) {
    if (kept > 0 && range.first <= ranges[kept - 1].last + 1) {
      ranges[kept - 1].last = std::max(ranges[kept - 1].last, range.last);
    } else {
      ranges[kept++] = range;
    }
  }
  ranges.resize(kept);
}

}  // namespace casus::base::internal
