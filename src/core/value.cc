#include "core/value.h"

#include <array>
#include <bit>
#include <cmath>
#include <limits>

#include "base/check.h"

namespace casus::core {

namespace {

constexpr std::array<std::string_view, 8> kKindNames = {"symbol", "number",   "integer", "float",
                                                        "stamp",  "duration", "moment",  "compound"};

constexpr int kSecondBits = 44;
constexpr int64_t kMaxSeconds = (int64_t{1} << (kSecondBits - 1)) - 1;
constexpr int64_t kMaxMonths = (int64_t{1} << (63 - kSecondBits)) - 1;
constexpr int64_t kSecondsPerDay = 86'400;
// 400 Gregorian years are 146,097 days and 4,800 months.
constexpr int64_t kSecondsPerMonth = 146'097 * kSecondsPerDay / 4'800;

}  // namespace

std::string_view Name(Kind kind) { return kKindNames[static_cast<size_t>(kind)]; }

int64_t OrderKey(Value value, Kind kind) {
  if (kind == Kind::kFloat) {
    // Negative doubles are ordered by descending bits.
    return value < 0 ? value ^ std::numeric_limits<int64_t>::max() : value;
  }
  if (kind == Kind::kDuration) {
    const StepParts parts = UnpackSteps(value);
    return parts.months * kSecondsPerMonth + parts.seconds;
  }
  return value;
}

Value PackFloat(double number) {
  if (number == 0) number = 0;  // no negative zero
  if (std::isnan(number)) number = std::numeric_limits<double>::quiet_NaN();
  return std::bit_cast<Value>(number);
}

double UnpackFloat(Value value) { return std::bit_cast<double>(value); }

std::optional<Value> PackSteps(const StepParts& parts) {
  if (parts.months < -kMaxMonths || parts.months > kMaxMonths) return std::nullopt;
  if (parts.seconds < -kMaxSeconds || parts.seconds > kMaxSeconds) return std::nullopt;
  return parts.months * (int64_t{1} << kSecondBits) + parts.seconds;
}

StepParts UnpackSteps(Value value) {
  const int64_t seconds = (value << (64 - kSecondBits)) >> (64 - kSecondBits);
  return {.months = (value - seconds) >> kSecondBits, .seconds = seconds};
}

Value PackDuration(const base::Duration& duration) {
  CHECK(duration.days >= -kMaxSeconds / kSecondsPerDay && duration.days <= kMaxSeconds / kSecondsPerDay)
      << base::ToString(duration) << " is too long";
  const std::optional<Value> value =
      PackSteps({.months = int64_t{duration.years} * 12 + duration.months,
                 .seconds = duration.days * kSecondsPerDay + duration.seconds});
  CHECK(value.has_value()) << base::ToString(duration) << " is too long";
  return *value;
}

base::Duration UnpackDuration(Value value) {
  const StepParts parts = UnpackSteps(value);
  return {.years = static_cast<int>(parts.months / 12),
          .months = static_cast<int>(parts.months % 12),
          .days = parts.seconds / kSecondsPerDay,
          .seconds = parts.seconds % kSecondsPerDay};
}

}  // namespace casus::core
