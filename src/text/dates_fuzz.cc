// Finds the dates in any bytes. See dates_fuzz.h for what must hold.

#include "text/dates_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::text::CheckDates({reinterpret_cast<const char*>(data), size});
  return 0;
}
