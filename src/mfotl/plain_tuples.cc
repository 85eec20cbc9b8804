#include "mfotl/plain_tuples.h"

#include <bit>
#include <cstring>

#include "core/hash_index.h"
#include "mfotl/log_bytes.h"

namespace casus::mfotl {
namespace {

constexpr auto kSlack =
    static_cast<std::ptrdiff_t>(2 * kWindow);  // more than a window needs behind where it begins

// Where the number ends, or null if it is not plain.
inline const char* ReadInteger(const char* at, core::Value& value) {
  const bool is_negative = *at == '-';
  if (is_negative) ++at;
  uint64_t number = 0;
  const size_t count = ParseNumber(at, number);
  if (count == 0) return nullptr;
  value = is_negative ? -static_cast<core::Value>(number) : static_cast<core::Value>(number);
  return at + count;
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

// In a window, a tuple ends at each `)` outside of texts, and the list of tuples at the first behind which no `(` stands.
const char* PlainTuples::Skip(const char* at, const char* end, uint64_t& count) {
  if (at == end || *at != '(') return at;
  const char* tuple = at;       // where the one begins that is open
  ByteMask begins_in_text = 0;  // all bits, or none
  for (const char* c = at; end - c >= kSlack; c += kWindow) {
    const Window window(c);
    ByteMask closes = window.Equal(')');
    ByteMask odd = window.Equal(';') | window.Equal('\n');
    const ByteMask quotes = window.Equal('"');
    if ((quotes | begins_in_text) != 0) {
      const ByteMask in_text = OddUpTo(quotes) ^ begins_in_text;
      closes &= ~in_text;
      odd &= ~in_text;
      begins_in_text = (in_text >> (kWindow - 1)) != 0 ? kWholeWindow : 0;
    }
    const ByteMask goes_on = window.Equal('(') >> 1 | (c[kWindow] == '(' ? ByteMask{1} << (kWindow - 1) : 0);
    const ByteMask ends = (closes & ~goes_on) | odd;
    if (ends != 0) closes &= ends ^ (ends - 1);  // those up to the first
    if (closes != 0) tuple = c + std::bit_width(closes);
    count += CountBits(closes);
    if (ends != 0) break;
  }
  return tuple;
}

}  // namespace casus::mfotl
