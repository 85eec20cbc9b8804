// Any bytes are read as a date or refused; what is read has a canonical form that reads as the same date.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "base/edtf.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto date = casus::base::ParseEdtf(text);
  if (!date.ok()) {
    CHECK(date.error().offset + date.error().length <= size) << text << ": " << date.error().message;
    return 0;
  }
  const auto again = casus::base::ParseEdtf(date->canonical);
  CHECK(again.ok() && *again == *date) << text << " was written as " << date->canonical;
  return 0;
}
