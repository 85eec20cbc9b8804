// Parses any bytes: as code, as Markdown, as a question. See parser_fuzz.h for what must hold.

#include "lang/parser_fuzz.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  casus::lang::CheckParser("fuzz.casus", bytes);
  casus::lang::CheckParser("fuzz.casus.md", bytes);
  casus::lang::CheckQuestion(bytes);
  return 0;
}
