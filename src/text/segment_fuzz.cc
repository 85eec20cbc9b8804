// Splits any bytes into sentences. See segment_fuzz.h for what must hold.

#include "text/segment_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::text::CheckSegments({reinterpret_cast<const char*>(data), size});
  return 0;
}
