// Resolves and checks any bytes. See resolver_fuzz.h for what must hold.

#include "lang/resolver_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::lang::CheckResolver({reinterpret_cast<const char*>(data), size});
  return 0;
}
