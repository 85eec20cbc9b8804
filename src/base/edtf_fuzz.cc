// Reads any bytes as a date. See edtf_fuzz.h for what must hold.

#include "base/edtf_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::base::CheckEdtf({reinterpret_cast<const char*>(data), size});
  return 0;
}
