#include "mfotl/plain_tuples.h"

#include <bit>
#include <cstring>

#include "core/hash_index.h"
#include "mfotl/log_bytes.h"

namespace casus::mfotl {
namespace {

constexpr auto kSlack =
    static_cast<std::ptrdiff_t>(2 * kWindow);  // more than a window needs behind where it begins

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
  uint64_t number = 0;
  const size_t count = ParseNumber(at, number);
  if (count == 0) return nullptr;
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
  const uint64_t head = WordOf(at, size < 8 ? size : 8);
  const uint64_t tail = WordOf(at + 8, size < 8 ? 0 : size - 8);
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
