#pragma once

// UTF-8 as it comes from outside.
//
//   if (std::optional<size_t> bad = FindInvalidUtf8(bytes)) return Error{fmt::format("byte {} is not UTF-8",
//   *bad)}; for (size_t at = 0; at < bytes.size();) char32_t c = DecodeUtf8(bytes, at);
//
// Valid is what RFC 3629 allows: no overlong forms, no surrogates, nothing beyond U+10FFFF.

#include <cstddef>
#include <optional>
#include <string_view>

namespace casus::base {

// The offset of the first byte that does not begin a whole character. Linear.
std::optional<size_t> FindInvalidUtf8(std::string_view text);

// The character at `at`, which is moved behind it. Requires valid UTF-8 and `at` at the begin of a character.
char32_t DecodeUtf8(std::string_view text, size_t& at);

}  // namespace casus::base
