#pragma once

// Character sets of one byte a character, and what a document says of its own.
//
//   DeclaredCharset("<meta charset='windows-1251'>…") == "windows-1251"
//   FindCharset("CP1251") == Encoding::kWindows1251
//
// What the bytes above ASCII mean is asked of ICU.

#include <array>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "text/reading.h"

namespace casus::text {

// The name of the character set that a document declares as HTML and XML do, within its first 1024 bytes; empty if it does not.
std::string_view DeclaredCharset(std::string_view bytes);

// The encoding of this name, if it has one byte a character and is not Latin-1. Case does not count.
std::optional<Encoding> FindCharset(std::string_view name);

// As registries call it; empty if it is none of these.
std::string_view NameOfCharset(Encoding encoding);

// The characters of the bytes 80 to FF; U+FFFD for bytes without one. Requires an encoding that FindCharset gives.
base::Result<std::array<char32_t, 128>> UpperHalfOf(Encoding encoding);

}  // namespace casus::text
