#include "lang/dossier.h"

namespace casus::lang {

std::vector<base::DayRange> Candidates(const Document& document, const Day& day) {
  if (!day.date) return {{base::kFirstDay, base::kLastDay}};
  std::vector<base::DayRange> candidates = document.dates[*day.date].candidates;
  if (!day.old_style) return candidates;
  const auto convert = [](base::Day written) {
    const base::CivilDate date = base::ToCivil(written);
    return base::IsValidJulian(date) ? base::JulianToDay(date) : written;
  };
  for (base::DayRange& range : candidates) range = {convert(range.first), convert(range.last)};
  return candidates;
}

}  // namespace casus::lang
