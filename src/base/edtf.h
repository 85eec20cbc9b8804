#pragma once

// Dates as historians know them: EDTF (ISO 8601-2:2019), levels 0 to 2.
//
//   EdtfDate riot = *ParseEdtf("[1939-10-30..1939-11-01]");
//   riot.candidates == {{ToDay({1939, 10, 30}), ToDay({1939, 11, 1})}}
//
// What is read, and which days it may be:
//   1939-10-10  1939-10  1939     a day; a month, a year: some of its days, or all, as the context says
//   1939-10-10T18:00              a time of a day, in the dossier's zone, down to seconds
//   1939?  1939-10~  1939%        uncertain, approximate, both; marks never widen the days
//   1939-~10-10  1939-10~-10      one part only (mark before it); a part and those before it (mark after it)
//   1939-10-3X  193X  1939-XX-10  digits that are not known
//   1950S2                        a year of which two digits count: 1900 to 1999
//   1939-21 … 1939-41             spring, summer, autumn, winter (21 to 24, and northern 25 to 28: spring is
//   March to May,
//                                 winter is December to February of the next year; southern 29 to 32: spring
//                                 is September to November, summer December to February); quarters 33 to 36,
//                                 thirds 37 to 39, halves 40, 41
//   [a,b..c]  [..a]  [a..]        one of these
//   {a,b..c}                      all of these
//   a/b  a/..  ../b  a/  /b       a span; `..` is an open end, nothing an unknown one
//   -0043-03-15                   44 BC; years run from -9999 to 9999, so that Y-12000 is an error that says
//   so
//
// Of the specification three things are refused, each with an error that says so: years of more than four
// digits (Y170000002, Y-17E7), the zone of a time, since a time is in the zone of the dossier, and all of the
// days without an end ({..1939}).
//
// An approximate date keeps its days and is flagged; how far "about" reaches is for who uses it. Linear in
// the length of the text and in the days and ranges that masked digits stand for, of which there may be
// 10,000.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "base/grain.h"
#include "base/result.h"

namespace casus::base {

// Days first to last, both included.
struct DayRange {
  Day first;
  Day last;

  friend bool operator==(const DayRange&, const DayRange&) = default;
};

// The finest part that is written and known, from coarse to fine: 19XX is of a century, 1939-1X and 1939-XX
// of a year.
enum class Precision : uint8_t { kMillennium, kCentury, kDecade, kYear, kSeason, kMonth, kDay, kTime };

enum class SpanEnd : uint8_t { kDate, kOpen, kUnknown };

struct EdtfDate {
  // The days that it may be: sorted and disjoint. Of one date, or one of several, they are not adjacent
  // either. Of all of several, a range for each of them. Of a span, the days of its begin; none if that is
  // open or unknown.
  std::vector<DayRange> candidates;
  bool all_of = false;  // {…}: it happened at each of the candidates

  bool is_span = false;
  SpanEnd begin = SpanEnd::kDate;        // of a span
  SpanEnd end = SpanEnd::kDate;          // of a span
  std::vector<DayRange> end_candidates;  // of a span, the days of its end, like `candidates`

  bool uncertain = false;                 // marked ? or %, wholly or in a part
  bool approximate = false;               // marked ~ or %, wholly or in a part
  Precision precision = Precision::kDay;  // the coarsest of its dates

  std::optional<TimeOfDay> time;      // of a date with a time; of a span, of its begin
  std::optional<TimeOfDay> end_time;  // of a span

  // One way to write it, with a mark of all parts at the end and any other before its part: reads as the same
  // date.
  std::string canonical;

  friend bool operator==(const EdtfDate&, const EdtfDate&) = default;
};

struct EdtfError {
  size_t offset;        // in bytes from the begin of the text
  size_t length;        // of what is wrong; 0 if something is missing there
  std::string message;  // what is wrong and how to mend it

  friend bool operator==(const EdtfError&, const EdtfError&) = default;
};

Result<EdtfDate, EdtfError> ParseEdtf(std::string_view text);

// The shortest date that stands for some day of the ranges: "1939-10-10", "1939-10",
// "[1939-10-30..1939-11-01,1940]". Requires ranges that are sorted, disjoint and within the calendar, and at
// least one. ParseEdtf gives them back as candidates, joined where they are adjacent.
std::string ToEdtf(std::span<const DayRange> ranges);

}  // namespace casus::base
