#pragma once

// Dates that count from another: "two days later", "the following March", "the 10th of that month".
//
//   TakeStep({.unit = kDay, .step = {{.unit = kDay, .amount = -1}}}, october_28).point   // October 27
//
// Not for use outside of the reader of dates.

#include <optional>
#include <string>

#include "text/date_memory.h"
#include "text/date_phrase.h"

namespace casus::text {

struct StepResult {
  std::optional<DatePoint> point;  // none if it cannot be counted
  std::string reason;              // how it was counted, or why it was not
};

// The point that lies the step of `point` from the base. Of a vague step it is the base. Weeks, decades and
// centuries are round numbers, so that what they give is approximate. Requires a step, and a base with a known
// year. The day may be one that its month does not have.
StepResult TakeStep(const DatePoint& point, const ToldDate& base);

}  // namespace casus::text
