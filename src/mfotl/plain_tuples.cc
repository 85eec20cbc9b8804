#include "mfotl/plain_tuples.h"

#include <algorithm>
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

bool AreIntegers(std::span<const Type> columns) {
  return !columns.empty() &&
         std::all_of(columns.begin(), columns.end(), [](Type type) { return type == Type::kInteger; });
}

// Where the number ends, or null if it is not plain.
inline const char* EndOfInteger(const char* at) {
  if (*at == '-') ++at;
  const ByteMask others = ~ByteWindow(at).Digits() & kWholeWindow;
  return others == 0 || (others & 1) != 0 ? nullptr : at + std::countr_zero(others);
}

// Where a tuple of so many ints ends, if it lies within one window and none is negative; else null. Up to the bracket that
// closes it, what is no digit are the one that opens it and commas, and no two of these stand side by side. Calls
// `value(column, at, digits)`, also of a tuple that turns out to have more or fewer columns.
template <typename Value>
const char* ReadIntegers(const char* at, size_t count, Value value) {
  const ByteWindow window(at);
  const ByteMask closes = window.Equal(')');
  const ByteMask close = closes & (0 - closes);
  const ByteMask inside = close - 1;  // all, if there is none
  const ByteMask commas = window.Equal(',') & inside;
  const ByteMask others = ~window.Digits() & inside & kWholeWindow;
  if (close == 0 || others != (commas | 1) || (others & (others | close) >> 1) != 0) return nullptr;
  ByteMask ends = commas | close;
  size_t begin = 1;
  for (size_t column = 0; column < count; ++column) {
    if (ends == 0) return nullptr;
    const auto end = static_cast<size_t>(std::countr_zero(ends));
    value(column, at + begin, end - begin);
    begin = end + 1;
    ends &= ends - 1;
  }
  return ends == 0 ? at + std::countr_zero(close) + 1 : nullptr;
}

// Where the text in quotes ends, or null if it is not plain; behind `last` none is.
inline const char* EndOfText(const char* at, const char* last) {
  if (*at != '"') return nullptr;
  ++at;
  const ByteWindow window(at);
  if (const ByteMask ends = window.Equal('"') | window.Equal('\n'); ends != 0) {
    const char* const end = at + std::countr_zero(ends);
    return *end == '"' ? end + 1 : nullptr;
  }
  if (at >= last) return nullptr;
  const auto* const quote = static_cast<const char*>(std::memchr(at, '"', static_cast<size_t>(last - at)));
  const bool is_plain = quote != nullptr && std::memchr(at, '\n', static_cast<size_t>(quote - at)) == nullptr;
  return is_plain ? quote + 1 : nullptr;
}

}  // namespace

template <typename Value, typename Keep>
const char* PlainTuples::ForEach(const char* at, const char* end, std::span<const Type> columns, Value value,
                                 Keep keep) {
  if (columns.empty()) return at;
  // A value takes at most a window and a few bytes; a text that is longer says so itself.
  const std::ptrdiff_t needed = kSlack * static_cast<std::ptrdiff_t>(columns.size() + 1);
  while (end - at >= needed && *at == '(') {
    const char* c = at + 1;
    for (size_t column = 0;;) {
      c = value(c, end - needed, columns[column], column);
      if (c == nullptr) return at;
      if (++column == columns.size()) break;
      if (*c != ',') return at;
      c += c[1] == ' ' ? 2 : 1;
    }
    if (*c != ')') return at;
    at = c + 1;
    keep();
  }
  return at;
}

const char* PlainTuples::Read(const char* at, const char* end, std::span<const Type> columns,
                              core::TraceChunk::Rows& rows) {
  core::Value* row = nullptr;
  if (AreIntegers(columns)) {
    const auto place = [&](size_t column, const char* digits, size_t size) {
      row[column] = static_cast<core::Value>(NumberOf(digits, size));
    };
    while (end - at >= kSlack && *at == '(') {
      row = rows.Room();
      const char* const behind = ReadIntegers(at, columns.size(), place);
      if (behind == nullptr) break;
      at = behind;
      rows.Keep();
    }
  }
  const auto read = [&](const char* c, const char* last, Type type, size_t column) -> const char* {
    if (column == 0) row = rows.Room();
    if (type == Type::kInteger) return ReadInteger(c, row[column]);
    return type == Type::kString ? ReadText(c, last, row[column]) : nullptr;
  };
  return ForEach(at, end, columns, read, [&] { rows.Keep(); });
}

const char* PlainTuples::Pass(const char* at, const char* end, std::span<const Type> columns,
                              uint64_t& count) {
  if (AreIntegers(columns)) {
    while (end - at >= kSlack && *at == '(') {
      const char* const behind = ReadIntegers(at, columns.size(), [](size_t, const char*, size_t) {});
      if (behind == nullptr) break;
      at = behind;
      ++count;
    }
  }
  const auto pass = [](const char* c, const char* last, Type type, size_t) -> const char* {
    if (type == Type::kInteger) return EndOfInteger(c);
    return type == Type::kString ? EndOfText(c, last) : nullptr;
  };
  return ForEach(at, end, columns, pass, [&] { ++count; });
}

// `last`: a text that ends behind this is not plain.
const char* PlainTuples::ReadText(const char* at, const char* last, core::Value& value) {
  if (*at != '"') return nullptr;
  ++at;
  const ByteMask quotes = ByteWindow(at).Equal('"');
  if (quotes == 0) {
    const char* const end = EndOfText(at - 1, last);
    if (end == nullptr) return nullptr;
    value = static_cast<core::Value>(symbols_.Intern({at, static_cast<size_t>(end - 1 - at)}));
    return end;
  }
  const auto size = static_cast<size_t>(std::countr_zero(quotes));
  const uint64_t head = WordOf(at, size < 8 ? size : 8);
  const uint64_t tail = WordOf(at + 8, size < 8 ? 0 : size - 8);
  Known& known = known_[core::Mix(core::Mix(size, head), tail) % kKnown];
  if (known.size != size || known.head != head || known.tail != tail || size == 0) [[unlikely]] {
    if (EndOfText(at - 1, last) == nullptr) return nullptr;  // over the end of a line
    known = {head, tail, size, static_cast<core::Value>(symbols_.Intern({at, size}))};
  }
  value = known.symbol;
  return at + size + 1;
}

}  // namespace casus::mfotl
