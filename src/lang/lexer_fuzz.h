#pragma once

// What must hold of the tokens of any bytes; shared by the fuzzer and by the replay of what it once found
// (tests/regression).

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/check.h"
#include "lang/lexer.h"

namespace casus::lang {

// Tokens and comments are in order, do not overlap, and lie in the code; only errors and texts may be of any
// length.
inline void CheckLexer(std::string_view bytes) {
  base::SymbolTable symbols;
  const KeywordTable keywords(symbols);
  std::vector<Comment> comments;
  const std::vector<CodeRange> code = {{.end = static_cast<uint32_t>(bytes.size())}};
  uint32_t end = 0;
  for (LineReader reader(bytes, code, symbols, keywords, comments); reader.HasLine(); reader.Advance()) {
    const std::span<const Token> tokens = reader.tokens();
    CHECK(tokens.size() >= 2 && tokens.back().kind == Token::Kind::kEnd) << "a line without tokens";
    for (const Token& token : tokens.first(tokens.size() - 1)) {
      CHECK(token.extent.begin >= end && token.extent.end > token.extent.begin &&
            token.extent.end <= bytes.size())
          << "token [" << token.extent.begin << ", " << token.extent.end << ") behind " << end;
      CHECK((token.kind == Token::Kind::kError) == (token.error != Token::Error::kNone));
      end = token.extent.end;
    }
  }
  uint32_t comment_end = 0;
  for (const Comment& comment : comments) {
    CHECK(comment.extent.begin >= comment_end && bytes[comment.extent.begin] == '#');
    comment_end = comment.extent.end;
  }
}

}  // namespace casus::lang
