#pragma once

// The words and signs of signatures and formulas.
//
//   Tokens tokens = Tokenize(file, files, sink);     // the last one is always kEnd
//
// Keywords are words in capitals, so that `Since` or `once` may name predicates. Comments are (* … *), which
// nest, and # to the end of the line.

#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"

namespace casus::mfotl {

struct Token {
  enum class Kind : uint8_t {
    kEnd,
    kWord,     // P, x, SINCE, i2f
    kInteger,  // 10
    kFloat,    // 0.5, 1e3
    kUnits,    // 10m, as it stands in an interval: a number and s, m, h or d
    kString,   // "…" or '…'; text is what stands between
    kSign,     // text is the sign: ( ) [ ] { } , ; . : ? _ = <> <= < >= > <- + - * / |> ▷ <| ◁
  };

  Kind kind = Kind::kEnd;
  std::string_view text;
  diag::Span span;

  bool Is(std::string_view sign_or_word) const {
    return (kind == Kind::kSign || kind == Kind::kWord) && text == sign_or_word;
  }
};

std::vector<Token> Tokenize(diag::FileId file, const diag::Files& files, diag::Sink& sink);

}  // namespace casus::mfotl
