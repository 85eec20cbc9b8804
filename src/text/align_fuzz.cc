// Aligns the two halves of any lines. See align_fuzz.h for what must hold.

#include "text/align_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::text::CheckAlign({reinterpret_cast<const char*>(data), size});
  return 0;
}
