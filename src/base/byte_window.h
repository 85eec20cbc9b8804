#pragma once

// Sixteen bytes of a text at once.
//
//   const ByteWindow window(at);                   // 16 bytes from here on; all of them must be readable
//   window.Equal(')')                              // where they are this: a bit for each, the first the lowest
//   std::countr_one(window.Letters())              // how many letters stand in front, at most 16
//
// Where the length of a word or a number is not known, a loop over its bytes ends with a branch that no processor can
// foresee; a window says the length without one. With SSE2, which every x86-64 has, a question to a window takes
// three instructions; elsewhere it is a loop.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace casus::base {

using ByteMask = uint32_t;
inline constexpr size_t kWindow = 16;
inline constexpr ByteMask kWholeWindow = 0xffff;

class ByteWindow {
 public:
  // Of ASCII.
  ByteMask Digits() const { return Within('0', '9'); }
  ByteMask Letters() const { return WithSmallBit().Within('a', 'z'); }

#if defined(__SSE2__)
  explicit ByteWindow(const char* at) : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))) {}
  ByteMask Equal(char c) const { return Mask(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c))); }
  // Bytes from `first` through `last`, without sign.
  ByteMask Within(char first, char last) const {
    const __m128i distance = _mm_sub_epi8(bytes_, _mm_set1_epi8(first));
    const __m128i span = _mm_set1_epi8(static_cast<char>(last - first));
    return Mask(_mm_cmpeq_epi8(_mm_min_epu8(distance, span), distance));
  }

 private:
  explicit ByteWindow(__m128i bytes) : bytes_(bytes) {}
  // With the bit set by which small letters differ from capitals.
  ByteWindow WithSmallBit() const { return ByteWindow(_mm_or_si128(bytes_, _mm_set1_epi8(0x20))); }
  static ByteMask Mask(__m128i truths) { return static_cast<ByteMask>(_mm_movemask_epi8(truths)); }

  __m128i bytes_;
#else
  explicit ByteWindow(const char* at) { std::memcpy(bytes_.data(), at, kWindow); }
  ByteMask Equal(char c) const { return Within(c, c); }
  ByteMask Within(char first, char last) const {
    const auto span = static_cast<unsigned char>(last - first);
    ByteMask mask = 0;
    for (size_t i = 0; i < kWindow; ++i) {
      mask |= ByteMask{static_cast<unsigned char>(bytes_[i] - first) <= span} << i;
    }
    return mask;
  }

 private:
  ByteWindow WithSmallBit() const {
    ByteWindow small = *this;
    for (char& byte : small.bytes_) byte = static_cast<char>(byte | 0x20);
    return small;
  }

  std::array<char, kWindow> bytes_;
#endif
};

}  // namespace casus::base
