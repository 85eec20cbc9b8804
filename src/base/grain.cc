#include "base/grain.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/check.h"

namespace casus::base {

namespace {

constexpr int64_t kSecondsPerDay = 86'400;
constexpr std::array<int64_t, 4> kUnitsPerDay = {1, 24, 1'440, kSecondsPerDay};
constexpr std::array<std::string_view, 4> kNames = {"day", "hour", "minute", "second"};

int64_t SecondsPerUnit(Grain grain) { return kSecondsPerDay / UnitsPerDay(grain); }

int SecondOfDay(const TimeOfDay& time) { return (time.hour * 60 + time.minute) * 60 + time.second; }

Stamp Step(Stamp stamp, const Duration& duration, int sign, Grain grain) {
  CHECK(Fits(duration, grain)) << ToString(duration) << " at the grain of a " << Name(grain);
  Duration calendar_part = duration;
  calendar_part.seconds = 0;
  const Day day = DayOf(stamp, grain);
  const Day stepped = sign > 0 ? AddDuration(day, calendar_part) : SubtractDuration(day, calendar_part);
  const Stamp first = ToStamp(kFirstDay, grain);
  const Stamp last = ToStamp(kLastDay, grain) + UnitsPerDay(grain) - 1;
  const int64_t units = std::clamp(duration.seconds / SecondsPerUnit(grain), first - last, last - first);
  return std::clamp(stamp + ToStamp(stepped, grain) - ToStamp(day, grain) + sign * units, first, last);
}

// Takes a number of exactly `count` digits from the front.
std::optional<int> TakeDigits(std::string_view& text, size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char digit : text.substr(0, count)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    value = value * 10 + (digit - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool Take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

int64_t UnitsPerDay(Grain grain) { return kUnitsPerDay[static_cast<size_t>(grain)]; }

std::string_view Name(Grain grain) { return kNames[static_cast<size_t>(grain)]; }

bool IsValid(const TimeOfDay& time) {
  const auto within = [](int value, int end) { return value >= 0 && value < end; };
  return within(time.hour, 24) && within(time.minute, 60) && within(time.second, 60);
}

bool Fits(const TimeOfDay& time, Grain grain) { return SecondOfDay(time) % SecondsPerUnit(grain) == 0; }

bool Fits(const Duration& duration, Grain grain) { return duration.seconds % SecondsPerUnit(grain) == 0; }

Stamp ToStamp(Day day, Grain grain) { return int64_t{day} * UnitsPerDay(grain); }

Stamp ToStamp(Day day, const TimeOfDay& time, Grain grain) {
  CHECK(IsValid(time) && Fits(time, grain))
      << ToString(time, Grain::kSecond) << " at the grain of a " << Name(grain);
  return ToStamp(day, grain) + SecondOfDay(time) / SecondsPerUnit(grain);
}

Day DayOf(Stamp stamp, Grain grain) {
  const int64_t units = UnitsPerDay(grain);
  return static_cast<Day>(stamp / units - (stamp % units < 0 ? 1 : 0));
}

TimeOfDay TimeOf(Stamp stamp, Grain grain) {
  const int64_t unit_of_day = stamp - ToStamp(DayOf(stamp, grain), grain);
  const int second = static_cast<int>(unit_of_day * SecondsPerUnit(grain));
  return {.hour = second / 3'600, .minute = second / 60 % 60, .second = second % 60};
}

Stamp AddDuration(Stamp stamp, const Duration& duration, Grain grain) {
  return Step(stamp, duration, 1, grain);
}

Stamp SubtractDuration(Stamp stamp, const Duration& duration, Grain grain) {
  return Step(stamp, duration, -1, grain);
}

std::string ToString(const TimeOfDay& time, Grain grain) {
  switch (grain) {
    case Grain::kDay:
      return "";
    case Grain::kHour:
    case Grain::kMinute:
      return fmt::format("{:02}:{:02}", time.hour, time.minute);
    case Grain::kSecond:
      return fmt::format("{:02}:{:02}:{:02}", time.hour, time.minute, time.second);
  }
  CHECK(false) << "grain " << static_cast<int>(grain);
}

std::string ToString(Stamp stamp, Grain grain) {
  const std::string day = ToString(DayOf(stamp, grain));
  return grain == Grain::kDay ? day : day + "T" + ToString(TimeOf(stamp, grain), grain);
}

Result<TimeOfDay> ParseTimeOfDay(std::string_view text) {
  std::string_view rest = text;
  TimeOfDay time;
  bool complete = false;
  if (const std::optional<int> hour = TakeDigits(rest, 2)) {
    time.hour = *hour;
    complete = true;
    for (int* part : {&time.minute, &time.second}) {
      if (!complete || !Take(rest, ':')) break;
      const std::optional<int> digits = TakeDigits(rest, 2);
      complete = digits.has_value();
      *part = digits.value_or(0);
    }
  }
  if (!complete || !rest.empty())
    return Error{fmt::format("'{}' is not a time such as 18:30 or 18:30:05", text)};
  if (time.hour == 24) return Error{fmt::format("'{}' is written 00:00 on the next day", text)};
  if (!IsValid(time))
    return Error{fmt::format("'{}' is not a time: hours run to 23, minutes and seconds to 59", text)};
  return time;
}

Result<Stamp> ParseStamp(std::string_view text, Grain grain) {
  std::string_view rest = text;
  const bool negative = Take(rest, '-');
  const std::optional<int> year = TakeDigits(rest, 4);
  const bool month_follows = year && Take(rest, '-');
  const std::optional<int> month = month_follows ? TakeDigits(rest, 2) : std::nullopt;
  const bool day_follows = month && Take(rest, '-');
  const std::optional<int> day = day_follows ? TakeDigits(rest, 2) : std::nullopt;
  const bool time_follows = day && Take(rest, 'T');
  if (!day || (!time_follows && !rest.empty())) {
    return Error{fmt::format("'{}' is not a moment such as 2024-03-01 or 2024-03-01T18:30", text)};
  }
  const CivilDate date = {.year = negative ? -*year : *year, .month = *month, .day = *day};
  if (!IsValid(date)) return Error{fmt::format("'{}' is not a date of the calendar", text)};
  if (!time_follows) return ToStamp(ToDay(date), grain);
  const Result<TimeOfDay> time = ParseTimeOfDay(rest);
  if (!time.ok()) return time.error();
  if (!Fits(*time, grain))
    return Error{fmt::format("'{}' is finer than the grain, the {}", text, Name(grain))};
  return ToStamp(ToDay(date), *time, grain);
}

}  // namespace casus::base
