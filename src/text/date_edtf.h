#pragma once

// A time of the calendar, written as EDTF. Not for use outside of the reader of dates.

#include <optional>
#include <string>

#include "base/edtf.h"
#include "text/date_phrase.h"

namespace casus::text {

// Why there is no such day ("June has 30 days"); nothing if there is one. A year that is not known may be any.
std::optional<std::string> WhyImpossible(const DatePoint& point);

// Requires a point without a step that is not impossible. A year that is not known is XXXX. Parts of months
// are ranges of a set, which has no place in a span: as an end of one, the month is marked ~ instead.
std::string WriteEdtf(const DatePoint& point, bool is_end_of_span);

// How a part is read: "the late part of the year is read as its last third". Empty for what needs no words.
std::string PartReason(const DatePoint& point);

// The days of a point with a known year, of unit day, month, season or year. Requires that it is possible.
base::DayRange DaysOf(const DatePoint& point);

// "1939", "44 BC".
std::string YearInWords(int year);

}  // namespace casus::text
