#pragma once

// Moments finer than a day.
//
//   Stamp stamp = *ParseStamp("2024-03-01T18:30", Grain::kMinute);
//   ToString(AddDuration(stamp, {.months = 1}, Grain::kMinute), Grain::kMinute) == "2024-04-01T18:30"
//
// A dossier has one grain. A Stamp counts its units since 1970-01-01T00:00:00 in the dossier's zone; of the
// grain kDay a stamp is a Day. Days have 86,400 seconds: zones and leap seconds are left to who reads the
// input. Stamps lie within the calendar of base/date.h. All operations take constant time.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/date.h"
#include "base/result.h"

namespace casus::base {

enum class Grain : uint8_t { kDay, kHour, kMinute, kSecond };

using Stamp = int64_t;

struct TimeOfDay {
  int hour = 0;    // 0 to 23
  int minute = 0;  // 0 to 59
  int second = 0;  // 0 to 59

  friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
  friend auto operator<=>(const TimeOfDay&, const TimeOfDay&) = default;
};

int64_t UnitsPerDay(Grain grain);
std::string_view Name(Grain grain);  // "day", "hour", "minute", "second"

bool IsValid(const TimeOfDay& time);
// Whether the time, or the duration, is a whole number of units: 18:30 and "30 minutes" do not fit the grain
// kHour.
bool Fits(const TimeOfDay& time, Grain grain);
bool Fits(const Duration& duration, Grain grain);

// The first stamp of a day, and the one at a time of it. Requires a valid time that fits.
Stamp ToStamp(Day day, Grain grain);
Stamp ToStamp(Day day, const TimeOfDay& time, Grain grain);
Day DayOf(Stamp stamp, Grain grain);
TimeOfDay TimeOf(Stamp stamp, Grain grain);

// Steps the day as base/date.h does and keeps the time of day; then adds the seconds. Ends where the calendar
// ends. Days are monotone; two that are clamped to one keep their times. Requires a duration that fits.
Stamp AddDuration(Stamp stamp, const Duration& duration, Grain grain);
Stamp SubtractDuration(Stamp stamp, const Duration& duration, Grain grain);

// "18:30", with the parts that the grain has, though never less than hours and minutes; nothing of the grain
// kDay.
std::string ToString(const TimeOfDay& time, Grain grain);
// "2024-03-01", "2024-03-01T18:30", "2024-03-01T18:30:05".
std::string ToString(Stamp stamp, Grain grain);

// Reads "18", "18:30" or "18:30:05".
Result<TimeOfDay> ParseTimeOfDay(std::string_view text);
// Reads a date, then T and a time if there is one; a date alone is the first moment of its day. The error
// says what is wrong, also when the text is finer than the grain.
Result<Stamp> ParseStamp(std::string_view text, Grain grain);

}  // namespace casus::base
