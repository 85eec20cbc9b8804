#pragma once

// What must hold of any bytes that are read as a date; shared by the fuzzer and by the replay of what it
// once found (tests/regression).

#include <string_view>

#include "base/check.h"
#include "base/edtf.h"

namespace casus::base {

// They are a date or refused; what is read has a canonical form that reads as the same date.
inline void CheckEdtf(std::string_view text) {
  const auto date = ParseEdtf(text);
  if (!date.ok()) {
    CHECK(date.error().offset + date.error().length <= text.size()) << text << ": " << date.error().message;
    return;
  }
  const auto again = ParseEdtf(date->canonical);
  CHECK(again.ok() && *again == *date) << text << " was written as " << date->canonical;
}

}  // namespace casus::base
