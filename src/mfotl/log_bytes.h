#pragma once

// Many bytes of a log at once, by windows (base/byte_window.h) and words.
//
//   ParseDigits("1970-01", 4) == 1970              // at most 8, without a look at each
//   ParseNumber("52,\"a\"…", number) == 2           // digits, of 52
//   CountLines(begin, end)                         // how many \n
//
// Digits are put together as pairs, then as fours, then as eights, in one word (D. Lemire, "Quickly parsing eight
// digits", 2018); a shift fills up with zeros in front.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/byte_window.h"

namespace casus::mfotl {

using base::ByteMask;
using base::ByteWindow;
using base::kWholeWindow;
using base::kWindow;

// A word of the `size` bytes that stand there, at most 8 of them, and zeros. Requires 8 readable bytes.
inline uint64_t WordOf(const char* at, size_t size) {
  uint64_t word = 0;
  if constexpr (std::endian::native != std::endian::little) {
    std::memcpy(&word, at, size);
    return word;
  }
  std::memcpy(&word, at, sizeof word);
  return size == 0 ? 0 : word & ~uint64_t{0} >> (64 - 8 * size);
}

// Requires 1 to 8 digits, and 8 readable bytes.
inline uint64_t ParseDigits(const char* at, size_t count) {
  if constexpr (std::endian::native != std::endian::little) {
    uint64_t number = 0;
    for (size_t i = 0; i < count; ++i) number = number * 10 + static_cast<uint64_t>(at[i] - '0');
    return number;
  }
  uint64_t word = 0;
  std::memcpy(&word, at, sizeof word);
  word = (word ^ 0x3030303030303030) << (64 - 8 * count);
  word = (word * 10 + (word >> 8)) & 0x00ff00ff00ff00ff;
  word = (word * 100 + (word >> 16)) & 0x0000ffff0000ffff;
  return (word * 10'000 + (word >> 32)) & 0xffffffff;
}

// Requires 1 to 15 digits, and 8 readable bytes.
inline uint64_t NumberOf(const char* at, size_t count) {
  if (count <= 8) [[likely]] {
    return ParseDigits(at, count);
  }
  return ParseDigits(at, count - 8) * 100'000'000 + ParseDigits(at + count - 8, 8);
}

// The number that begins here, and of how many digits it is: at most 15, or 0 if there is none or a longer one. Requires a
// window.
inline size_t ParseNumber(const char* at, uint64_t& number) {
  const ByteMask others = ~ByteWindow(at).Digits() & kWholeWindow;
  if (others == 0 || (others & 1) != 0) return 0;
  const auto count = static_cast<size_t>(std::countr_zero(others));
  number = NumberOf(at, count);
  return count;
}

inline uint64_t CountLines(const char* at, const char* end) {
  uint64_t lines = 0;
#if defined(__SSE2__)
  const __m128i zero = _mm_setzero_si128();
  while (end - at >= static_cast<std::ptrdiff_t>(kWindow)) {
    __m128i counts = zero;  // by byte of the window
    for (int i = 0; i < 255 && end - at >= static_cast<std::ptrdiff_t>(kWindow); ++i, at += kWindow) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
      counts = _mm_sub_epi8(counts, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
    }
    const __m128i sums = _mm_sad_epu8(counts, zero);
    lines += static_cast<uint64_t>(_mm_cvtsi128_si64(sums)) +
             static_cast<uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums)));
  }
#endif
  for (; at < end; ++at) lines += *at == '\n' ? 1 : 0;
  return lines;
}

}  // namespace casus::mfotl
