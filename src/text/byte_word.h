#pragma once

// Eight bytes of a text looked at as one number, the first of them the lowest.
//
//   const uint64_t word = ByteWordAt("Riga fell", 0);
//   CountLeading(LettersIn(word)) == 4                 // "Riga"
//
// Unlike a window (base/byte_window.h), the number is the text itself, so that a short word is looked up by it. What is
// found in it is marked by the highest bit of each byte that is so, all other bits zero. Setting the bit 0x20 makes letters
// of ASCII small; adding to each byte what is missing from "a", or from what follows "z", up to 0x80 then shows in the
// highest bits which bytes are letters. No sum reaches the next byte, as bytes beyond ASCII are put aside before.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace casus::text {

inline constexpr size_t kByteWord = sizeof(uint64_t);
inline constexpr uint64_t kEachByte = 0x0101010101010101u;  // times a byte: that byte in all places
inline constexpr uint64_t kHighestBits = kEachByte * 0x80;
inline constexpr uint64_t kSmallBits = kEachByte * 0x20;  // by which small letters differ from capitals

// Zeros stand for bytes beyond the end.
inline uint64_t ByteWordAt(std::string_view text, size_t at) {
  uint64_t bytes = 0;
  if (at + kByteWord <= text.size()) {
    std::memcpy(&bytes, text.data() + at, kByteWord);
    if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
    return bytes;
  }
  for (size_t i = at; i < text.size(); ++i) {
    bytes |= uint64_t{static_cast<unsigned char>(text[i])} << 8 * (i - at);
  }
  return bytes;
}

// The letters of ASCII.
constexpr uint64_t LettersIn(uint64_t word) {
  const uint64_t small = (word | kSmallBits) & ~kHighestBits;
  const uint64_t from_a = small + kEachByte * (0x80 - 'a');
  const uint64_t beyond_z = small + kEachByte * (0x80 - 'z' - 1);
  return from_a & ~beyond_z & ~word & kHighestBits;
}

// How many bytes, from the first on, are marked.
constexpr size_t CountLeading(uint64_t marked) {
  return static_cast<size_t>(std::countr_zero(~marked & kHighestBits)) / 8;
}

}  // namespace casus::text
