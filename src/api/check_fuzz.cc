// Checks any bytes as a dossier. See check_fuzz.h for what must hold.

#include "api/check_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::api::CheckDossier({reinterpret_cast<const char*>(data), size});
  return 0;
}
