// Reads any bytes as a source, with its mentions. See reading_fuzz.h for what must hold.

#include "text/reading_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::text::CheckReading({reinterpret_cast<const char*>(data), size});
  return 0;
}
