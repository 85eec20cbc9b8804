#include "api/code_tokens.h"

#include <algorithm>
#include <span>

#include "lang/lexer.h"

namespace casus::api {
namespace {

using lang::Token;

CodeToken::Kind KindOf(const Token& token) {
  switch (token.kind) {
    case Token::Kind::kName:
      return CodeToken::Kind::kName;
    case Token::Kind::kVariable:
    case Token::Kind::kAny:
      return CodeToken::Kind::kVariable;
    case Token::Kind::kNumber:
      return CodeToken::Kind::kNumber;
    case Token::Kind::kDate:
    case Token::Kind::kBracket:
      return CodeToken::Kind::kDate;
    case Token::Kind::kText:
      return CodeToken::Kind::kString;
    default:
      return CodeToken::Kind::kText;
  }
}

// Marks the keywords of a line.
std::vector<CodeToken::Kind> KindsOf(std::span<const Token> tokens) {
  std::vector<CodeToken::Kind> kinds;
  for (const Token& token : tokens) kinds.push_back(KindOf(token));
  bool opens = true;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& token = tokens[i];
    const bool is_keyword = token.kind == Token::Kind::kWord && token.keyword != lang::Keyword::kNone;
    const bool is_beside_date = (i > 0 && kinds[i - 1] == CodeToken::Kind::kDate) ||
                                (i + 1 < tokens.size() && kinds[i + 1] == CodeToken::Kind::kDate);
    const bool is_slot = i > 0 && tokens[i - 1].kind == Token::Kind::kBraceOpen;
    if (is_keyword && !is_slot && (opens || is_beside_date || lang::IsReserved(token.keyword))) {
      kinds[i] = CodeToken::Kind::kKeyword;
    }
    opens = opens && is_keyword;
  }
  return kinds;
}

}  // namespace

std::string_view Name(CodeToken::Kind kind) {
  switch (kind) {
    case CodeToken::Kind::kText:
      return "text";
    case CodeToken::Kind::kKeyword:
      return "keyword";
    case CodeToken::Kind::kName:
      return "name";
    case CodeToken::Kind::kVariable:
      return "variable";
    case CodeToken::Kind::kNumber:
      return "number";
    case CodeToken::Kind::kDate:
      return "date";
    case CodeToken::Kind::kString:
      return "string";
    case CodeToken::Kind::kComment:
      return "comment";
  }
  return {};
}

std::vector<CodeToken> CodeTokens(std::string_view text, const lang::CodeRange& range) {
  base::SymbolTable symbols;
  symbols.Intern("");
  const lang::KeywordTable keywords(symbols);
  std::vector<lang::Comment> comments;
  struct Piece {
    lang::Extent extent;
    CodeToken::Kind kind;
  };
  std::vector<Piece> pieces;
  lang::LineReader reader(text, std::span(&range, 1), symbols, keywords, comments);
  for (; reader.HasLine(); reader.Advance()) {
    const std::vector<CodeToken::Kind> kinds = KindsOf(reader.tokens());
    for (size_t i = 0; i < kinds.size(); ++i) {
      const Token& token = reader.tokens()[i];
      if (token.kind != Token::Kind::kEnd) pieces.push_back({token.extent, kinds[i]});
    }
  }
  for (const lang::Comment& comment : comments) {
    pieces.push_back({comment.extent, CodeToken::Kind::kComment});
  }
  std::sort(pieces.begin(), pieces.end(),
            [](const Piece& a, const Piece& b) { return a.extent.begin < b.extent.begin; });

  std::vector<CodeToken> tokens;
  auto add = [&](CodeToken::Kind kind, uint32_t begin, uint32_t end) {
    if (begin >= end) return;
    if (kind == CodeToken::Kind::kText && !tokens.empty() && tokens.back().kind == kind) {
      tokens.back().text = {tokens.back().text.data(), tokens.back().text.size() + (end - begin)};
    } else {
      tokens.push_back({kind, text.substr(begin, end - begin)});
    }
  };
  uint32_t at = range.begin;
  for (const Piece& piece : pieces) {
    if (piece.extent.begin < at) continue;
    add(CodeToken::Kind::kText, at, piece.extent.begin);
    add(piece.kind, piece.extent.begin, piece.extent.end);
    at = piece.extent.end;
  }
  add(CodeToken::Kind::kText, at, range.end);
  return tokens;
}

}  // namespace casus::api
