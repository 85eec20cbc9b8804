#pragma once

// Values of the engine: 64 bits, whose kind is known from the column they stand in.
//
//   Kind::kSymbol    an interned name (an entity, a provision, a word of text)
//   Kind::kNumber    a decimal, counted in 1/10_000 (base::Decimal::units())
//   Kind::kInteger   a 64-bit integer            (trace domain)
//   Kind::kFloat     the bits of a double        (trace domain)
//   Kind::kStamp     a point of the clock, counted in units of the grain since 1970-01-01 (base::Stamp)
//   Kind::kDuration  a calendar step, packed by PackDuration
//   Kind::kMoment    a moment of the timeline (see timeline.h)
//   Kind::kCompound  an interned tuple of values: an occurrence, an instance of a norm (see compound.h)
//
// Equality of values of one kind is equality of their bits (floats are normalized: one zero, one NaN). The
// order of kSymbol and kCompound is the order of interning and means nothing to a reader. Durations are
// ordered by length, where a month counts as the average Gregorian month: 30 days < 1 month < 31 days.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.h"

namespace casus::core {

enum class Kind : uint8_t { kSymbol, kNumber, kInteger, kFloat, kStamp, kDuration, kMoment, kCompound };

using Value = int64_t;

using Schema = std::vector<Kind>;

// Whether < means something: not for symbols and compounds.
constexpr bool IsOrdered(Kind kind) { return kind != Kind::kSymbol && kind != Kind::kCompound; }

std::string_view Name(Kind kind);  // "symbol"

// An integer whose order is the order of the values of the kind; injective but for durations.
int64_t OrderKey(Value value, Kind kind);

Value PackFloat(double number);
double UnpackFloat(Value value);

// Years and months are kept as months, days and seconds as seconds (a day has 86,400 of them): unpacking
// gives 1 year 2 months for 14 months, and 1 day for 24 hours. The parts may have any sign. Requires fewer
// than 43,000 years and fewer than 270,000 years of seconds.
Value PackDuration(const base::Duration& duration);
base::Duration UnpackDuration(Value value);

// The two parts that a packed duration has; packing gives nothing if they are too long.
struct StepParts {
  int64_t months;
  int64_t seconds;
};
std::optional<Value> PackSteps(const StepParts& parts);
StepParts UnpackSteps(Value value);

}  // namespace casus::core
