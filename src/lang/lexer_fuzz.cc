// Reads tokens from any bytes. See lexer_fuzz.h for what must hold.

#include "lang/lexer_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  casus::lang::CheckLexer({reinterpret_cast<const char*>(data), size});
  return 0;
}
