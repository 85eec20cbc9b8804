#include "base/utf8.h"

#include <cstdint>
#include <cstring>

#include "base/check.h"

namespace casus::base {

namespace {

// The bytes of the character at `at` and the character; no bytes if it is not one.
struct Decoded {
  size_t length;
  char32_t character;
};

Decoded Decode(std::string_view text, size_t at) {
  constexpr Decoded kInvalid = {.length = 0, .character = 0};
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[at + i]); };
  const uint8_t lead = byte(0);
  if (lead < 0x80) return {.length = 1, .character = lead};
  const size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || text.size() - at < length) return kInvalid;
  char32_t character = lead & (0xFFu >> (length + 1));
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return kInvalid;
    character = character << 6 | (byte(i) & 0x3Fu);
  }
  const bool is_overlong = (length == 3 && character < 0x800) || (length == 4 && character < 0x10000);
  const bool is_surrogate = character >= 0xD800 && character < 0xE000;
  if (is_overlong || is_surrogate || character > 0x10FFFF) return kInvalid;
  return {.length = length, .character = character};
}

}  // namespace

std::optional<size_t> FindInvalidUtf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    // Most texts are mostly ASCII: eight bytes at once.
    uint64_t eight = 0;
    if (at + sizeof eight <= text.size()) {
      std::memcpy(&eight, text.data() + at, sizeof eight);
      if ((eight & 0x8080'8080'8080'8080) == 0) {
        at += sizeof eight;
        continue;
      }
    }
    const size_t length = Decode(text, at).length;
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

char32_t DecodeUtf8(std::string_view text, size_t& at) {
  CHECK(at < text.size()) << "character " << at << " of " << text.size() << " bytes";
  const auto [length, character] = Decode(text, at);
  CHECK(length > 0) << "byte " << at << " is not UTF-8";
  at += length;
  return character;
}

}  // namespace casus::base
