#include "mfotl/plain_tuples.h"

#include <cstring>

#include "core/hash_index.h"
#include "mfotl/log_bytes.h"

namespace casus::mfotl {
namespace {

constexpr std::ptrdiff_t kSlack = 2 * kWindow;  // more than a window needs behind the place where it begins

// The first `size` bytes of a word, and zeros.
uint64_t FirstBytes(uint64_t word, size_t size) {
  if constexpr (std::endian::native == std::endian::big)
    return size == 0 ? 0 : word & ~uint64_t{0} << (64 - 8 * size);
  return size == 0 ? 0 : word & ~uint64_t{0} >> (64 - 8 * size);
}

}  // namespace

const char* PlainTuples::Read(const char* at, const char* end, std::span<const Type> columns,
                              core::TraceChunk::Rows& rows) {
  if (columns.empty()) return at;
  // A value takes at most a window and a few bytes; a text that is longer says so itself.
  const std::ptrdiff_t needed = kSlack * static_cast<std::ptrdiff_t>(columns.size() + 1);
  while (end - at >= needed && *at == '(') {
    core::Value* value = rows.Room();
    const char* c = at + 1;
    for (const Type& type : columns) {
      if (type == Type::kInteger) {
        c = ReadInteger(c, *value++);
      } else if (type == Type::kString) {
        c = ReadText(c, end - needed, *value++);
      } else {
        return at;
      }
      if (c == nullptr) return at;
      if (&type == &columns.back()) break;
      if (*c != ',') return at;
      c += c[1] == ' ' ? 2 : 1;
    }
    if (*c != ')') return at;
    at = c + 1;
    rows.Keep();
  }
  return at;
}

const char* PlainTuples::ReadInteger(const char* at, core::Value& value) {
  const bool is_negative = *at == '-';
  if (is_negative) ++at;
  const ByteMask others = ~Window(at).Digits() & kWholeWindow;
  if (others == 0 || (others & 1) != 0) return nullptr;
  const auto count = static_cast<size_t>(std::countr_zero(others));
  uint64_t number = 0;
  if (count <= 8) [[likely]] {
    number = ParseDigits(at, count);
  } else {
    number = ParseDigits(at, count - 8) * 100'000'000 + ParseDigits(at + count - 8, 8);
  }
  value = is_negative ? -static_cast<core::Value>(number) : static_cast<core::Value>(number);
  return at + count;
}

// `last`: a text that ends behind this is not plain.
const char* PlainTuples::ReadText(const char* at, const char* last, core::Value& value) {
  if (*at != '"') return nullptr;
  ++at;
  const ByteMask quotes = Window(at).Equal('"');
  if (quotes == 0) {
    if (at >= last) return nullptr;
    const void* quote = std::memchr(at, '"', static_cast<size_t>(last - at));
    if (quote == nullptr) return nullptr;
    const auto* const end = static_cast<const char*>(quote);
    value = static_cast<core::Value>(symbols_.Intern({at, static_cast<size_t>(end - at)}));
    return end + 1;
  }
  const auto size = static_cast<size_t>(std::countr_zero(quotes));
  uint64_t words[2];
  std::memcpy(words, at, sizeof words);
  const uint64_t head = FirstBytes(words[0], size < 8 ? size : 8);
  const uint64_t tail = FirstBytes(words[1], size < 8 ? 0 : size - 8);
  Known& known = known_[core::Mix(core::Mix(size, head), tail) % kKnown];
  if (known.size != size || known.head != head || known.tail != tail || size == 0) [[unlikely]] {
    known = {head, tail, size, static_cast<core::Value>(symbols_.Intern({at, size}))};
  }
  value = known.symbol;
  return at + size + 1;
}

const char* PlainTuples::Skip(const char* at, const char* end, uint64_t& count) {
  while (end - at >= kSlack && *at == '(') {
    const char* c = at;
    ByteMask begins_in_text = 0;  // all bits, or none
    ByteMask stops = 0;
    while (true) {
      const Window window(c);
      const ByteMask quotes = window.Equal('"');
      stops = window.Equal(')') | window.Equal(';') | window.Equal('\n');
      if ((quotes | begins_in_text) != 0) {
        const ByteMask in_text = OddUpTo(quotes) ^ begins_in_text;
        stops &= ~in_text;
        begins_in_text = (in_text >> (kWindow - 1)) != 0 ? kWholeWindow : 0;
      }
      if (stops != 0) break;
      c += kWindow;
      if (end - c < kSlack) return at;
    }
    c += std::countr_zero(stops);
    if (*c != ')') return at;
    at = c + 1;
    ++count;
  }
  return at;
}

}  // namespace casus::mfotl
