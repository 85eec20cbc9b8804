#pragma once

// Dates as people write them by hand, so that a message can say how to write them here.
//
//   ReadEverydayDate("1 March 1921  Aland signs Pact")   length 12, readings {"1921-03-01"}
//   ReadEverydayDate("March 1, 1921")                    {"1921-03-01"}
//   ReadEverydayDate("03/05/1922")                       {"1922-05-03", "1922-03-05"}: nobody can say which
//   ReadEverydayDate("1921-03-01")                       nothing: that is a date of EDTF
//
// English names of months, whole or cut off after three letters ("Sept" too), with or without an ordinal's letters
// ("1st", "3rd of"); or three numbers with `/`, `.` or `-`, of which the first or the last is a year of four digits. What
// could not be a day of the calendar is no date. Takes constant time: no more than the first few words are looked at.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::base {

struct EverydayDate {
  size_t length = 0;                  // of the text, in bytes
  std::vector<std::string> readings;  // one or two, in EDTF; the day before the month comes first
};

// The date that the text begins with. Nothing if it begins with none, or with one that is written as EDTF wants it.
std::optional<EverydayDate> ReadEverydayDate(std::string_view text);

}  // namespace casus::base
