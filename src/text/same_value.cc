#include "text/same_value.h"

#include <algorithm>

#include "base/edtf.h"

namespace casus::text {

namespace {

// Digits, and X for those that are not known: compared part by part, as far as both say them.
std::optional<bool> MayBeSameMasked(std::string_view a, std::string_view b) {
  constexpr std::string_view kMasked = "0123456789X-";
  const auto is_masked = [&](std::string_view date) {
    return date.size() >= 4 && date[0] != '-' && date.find_first_not_of(kMasked) == std::string_view::npos &&
           (date.size() == 4 || date[4] == '-');
  };
  if (!is_masked(a) || !is_masked(b)) return std::nullopt;
  constexpr size_t kMonth = 5;
  for (const std::string_view date : {a, b}) {  // months from 21 on are seasons
    if (date.size() > kMonth && date[kMonth] >= '2' && date[kMonth] <= '9') return std::nullopt;
  }
  for (size_t at = 0; at < std::min(a.size(), b.size()); ++at) {
    if (a[at] != b[at] && a[at] != 'X' && b[at] != 'X') return false;
  }
  return true;
}

bool Overlap(const std::vector<base::DayRange>& a, const std::vector<base::DayRange>& b) {
  return a.front().first <= b.back().last && b.front().first <= a.back().last;
}

// Of two spans that tell the same of their ends, whether each end may be the same: "until May" and "until June" are not. Nothing if
// they tell different ends.
std::optional<bool> HaveSameEnds(const base::EdtfDate& a, const base::EdtfDate& b) {
  const bool are_alike = a.is_span && b.is_span && a.candidates.empty() == b.candidates.empty() &&
                         a.end_candidates.empty() == b.end_candidates.empty();
  if (!are_alike) return std::nullopt;
  return (a.candidates.empty() || Overlap(a.candidates, b.candidates)) &&
         (a.end_candidates.empty() || Overlap(a.end_candidates, b.end_candidates));
}

// The days from the first to the last that a date may be; an end that is open is that of the calendar.
std::optional<base::DayRange> Hull(const base::EdtfDate& date) {
  const auto& ends = date.is_span ? date.end_candidates : date.candidates;
  if (date.candidates.empty() && ends.empty()) return std::nullopt;
  return base::DayRange{.first = date.candidates.empty() ? base::kFirstDay : date.candidates.front().first,
                        .last = ends.empty() ? base::kLastDay : ends.back().last};
}

}  // namespace

bool MayBeSameDate(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (const std::optional<bool> masked = MayBeSameMasked(a, b)) return *masked;
  const auto date_a = base::ParseEdtf(a);
  const auto date_b = base::ParseEdtf(b);
  if (!date_a.ok() || !date_b.ok()) return false;
  if (const std::optional<bool> same_ends = HaveSameEnds(*date_a, *date_b)) return *same_ends;
  const std::optional<base::DayRange> days_a = Hull(*date_a);
  const std::optional<base::DayRange> days_b = Hull(*date_b);
  if (!days_a || !days_b) return true;
  return days_a->first <= days_b->last && days_b->first <= days_a->last;
}

bool MayBeSameAmount(const AmountRange& a, const AmountRange& b) {
  return (!a.least || !b.most || *a.least <= *b.most) && (!b.least || !a.most || *b.least <= *a.most);
}

}  // namespace casus::text
