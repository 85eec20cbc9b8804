#include "mfotl/pen.h"

#include <fmt/format.h>

#include <bit>
#include <cmath>

namespace casus::mfotl {
namespace {

// The two digits of each number below 100.
constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs{};
  for (size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

// 10^n is the least number of n + 1 digits; of the bits of a number follows its number of digits, or one less.
constexpr std::array<uint64_t, 20> kPowers = [] {
  std::array<uint64_t, 20> powers{};
  powers[0] = 1;
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

size_t CountDigits(uint64_t number) {
  number |= 1;  // has as many digits
  const auto about = static_cast<size_t>((std::bit_width(number) * 1233) >> 12);
  return about + (number >= kPowers[about] ? 1 : 0);
}

}  // namespace

void Pen::PutInteger(int64_t number) {
  constexpr size_t kMost = 20;
  if (block_.size() - used_ < kMost) Flush();
  char* at = block_.data() + used_;
  auto rest = static_cast<uint64_t>(number);
  if (number < 0) {
    *at++ = '-';
    rest = 0 - rest;
  }
  char* const end = at + CountDigits(rest);
  for (at = end; rest >= 100; rest /= 100) {
    at -= 2;
    std::copy_n(kPairs.data() + 2 * (rest % 100), 2, at);
  }
  if (rest >= 10) {
    std::copy_n(kPairs.data() + 2 * rest, 2, at - 2);
  } else {
    at[-1] = static_cast<char>('0' + rest);
  }
  used_ = static_cast<size_t>(end - block_.data());
}

void Pen::PutFloat(double number, bool is_short) {
  Put(is_short ? fmt::format("{:g}", number) : fmt::format("{}", number));
}

void Pen::PutJsonFloat(double number) {
  if (!std::isfinite(number)) return Put("null");
  PutFloat(number);
}

void Pen::PutJsonText(std::string_view text) {
  Put('"');
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) {
      Put(fmt::format("\\u{:04x}", static_cast<int>(c)));
      continue;
    }
    if (c == '"' || c == '\\') Put('\\');
    Put(c);
  }
  Put('"');
}

}  // namespace casus::mfotl
