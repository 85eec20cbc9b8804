#pragma once

// Reads tuples as almost all logs have them, fast: (596,"a",-7)(12,"b",40)
//
//   PlainTuples plain(symbols);
//   TraceChunk::Rows rows = chunk.RowsOf(input);
//   at = plain.Read(at, end, columns, rows);      // where the first tuple begins that is not plain
//   at = PlainTuples::Pass(at, end, columns, count);   // likewise, of tuples that nobody needs
//
// Plain is: one tuple directly behind the other; as many columns as there should be; ints of at most 15 digits,
// texts in double quotes, nothing but a comma and perhaps one space between two of them. What is not plain, be it
// right or wrong, is left to the reader that looks at each byte (log.cc), and so is what stands too near to the end
// of the bytes for a window. So nothing is ever reported here.

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/symbol.h"
#include "core/trace.h"
#include "mfotl/formula.h"

namespace casus::mfotl {

class PlainTuples {
 public:
  explicit PlainTuples(base::SymbolTable& symbols) : symbols_(symbols) {}

  const char* Read(const char* at, const char* end, std::span<const Type> columns,
                   core::TraceChunk::Rows& rows);
  // Adds to the count how many it has passed over. What they are made of is looked at as in Read, but not kept.
  static const char* Pass(const char* at, const char* end, std::span<const Type> columns, uint64_t& count);

 private:
  // Texts that came last, by their hash: most come again and again, and are shorter than a window.
  struct Known {
    uint64_t head = 0, tail = 0;  // the bytes, and zeros behind them
    uint64_t size = 0;            // 0: none
    core::Value symbol = 0;
  };
  static constexpr size_t kKnown = 1024;

  // Calls `value(at, last, type, column)` for each column of the tuples, which gives where it ends, or null if it is not
  // plain; then `keep` for each tuple. Where the first tuple begins that is not plain.
  template <typename Value, typename Keep>
  static const char* ForEach(const char* at, const char* end, std::span<const Type> columns, Value value,
                             Keep keep);
  // Where the text ends, or null if it is not plain.
  const char* ReadText(const char* at, const char* end, core::Value& value);

  base::SymbolTable& symbols_;
  std::array<Known, kKnown> known_;
};

}  // namespace casus::mfotl
