#include "mfotl/lexer.h"

#include <fmt/format.h>

#include <array>

namespace casus::mfotl {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Longer signs first.
constexpr std::array<std::string_view, 29> kSigns = {"<-", "<=", ">=", "<>", "|>", "<|", "▷", "◁", "(", ")",
                                                     "[",  "]",  "{",  "}",  ",",  ";",  ".", ":", "?", "_",
                                                     "=",  "<",  ">",  "+",  "-",  "*",  "/", "|", "&"};

class Lexer {
 public:
  Lexer(diag::FileId file, std::string_view text, diag::Sink& sink) : file_(file), text_(text), sink_(sink) {}

  std::vector<Token> Run() {
    while (SkipBlank()) Next();
    Add(Token::Kind::kEnd, at_, at_);
    return std::move(tokens_);
  }

 private:
  char Peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool Sees(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  diag::Span SpanOf(size_t begin, size_t end) const {
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  }

  void Add(Token::Kind kind, size_t begin, size_t end) {
    tokens_.push_back({kind, text_.substr(begin, end - begin), SpanOf(begin, end)});
  }

  void Report(size_t begin, size_t end, std::string message, std::string help) {
    sink_.Report(diag::Diagnostic(diag::Kind::kFormulaSyntax, SpanOf(begin, end), std::move(message))
                     .Help(std::move(help)));
  }

  // Whether there is something left.
  bool SkipBlank() {
    while (at_ < text_.size()) {
      if (IsSpace(Peek())) {
        ++at_;
      } else if (Peek() == '#') {
        while (at_ < text_.size() && Peek() != '\n') ++at_;
      } else if (Sees("(*") && !Sees("(*)")) {
        SkipComment();
      } else {
        return true;
      }
    }
    return false;
  }

  void SkipComment() {
    const size_t begin = at_;
    int depth = 0;
    do {
      if (at_ >= text_.size()) {
        Report(begin, begin + 2, "this comment has no end", "close it with *)");
        return;
      }
      if (Sees("(*")) {
        ++depth;
        at_ += 2;
      } else if (Sees("*)")) {
        --depth;
        at_ += 2;
      } else {
        ++at_;
      }
    } while (depth > 0);
  }

  void Next() {
    const size_t begin = at_;
    const char c = Peek();
    if (IsDigit(c)) return Number();
    if (IsLetter(c) && (c != '_' || IsLetter(Peek(1)) || IsDigit(Peek(1)))) {
      while (IsLetter(Peek()) || IsDigit(Peek()) || (Peek() == '\'' && at_ > begin)) ++at_;
      return Add(Token::Kind::kWord, begin, at_);
    }
    if (c == '"' || c == '\'') return String();
    for (const std::string_view sign : kSigns) {
      if (!Sees(sign)) continue;
      at_ += sign.size();
      return Add(Token::Kind::kSign, begin, at_);
    }
    do {
      ++at_;
    } while ((static_cast<unsigned char>(Peek()) & 0xC0) == 0x80);  // the whole character
    Report(begin, at_, fmt::format("`{}` has no meaning here", text_.substr(begin, at_ - begin)),
           "texts stand in double quotes");
  }

  void Number() {
    const size_t begin = at_;
    while (IsDigit(Peek())) ++at_;
    Token::Kind kind = Token::Kind::kInteger;
    if (Peek() == '.' && IsDigit(Peek(1))) {
      kind = Token::Kind::kFloat;
      ++at_;
      while (IsDigit(Peek())) ++at_;
    } else if (Peek() == '.' && !IsLetter(Peek(1)) && !IsSpace(Peek(1))) {
      kind = Token::Kind::kFloat;
      ++at_;
    }
    const bool is_signed = Peek(1) == '-' || Peek(1) == '+';
    if ((Peek() == 'e' || Peek() == 'E') && IsDigit(Peek(is_signed ? 2 : 1))) {
      kind = Token::Kind::kFloat;
      at_ += is_signed ? 2 : 1;
      while (IsDigit(Peek())) ++at_;
    }
    const bool is_unit = Peek() == 's' || Peek() == 'm' || Peek() == 'h' || Peek() == 'd';
    if (kind == Token::Kind::kInteger && is_unit && !IsLetter(Peek(1)) && !IsDigit(Peek(1))) {
      kind = Token::Kind::kUnits;
      ++at_;
    }
    Add(kind, begin, at_);
  }

  void String() {
    const size_t begin = at_;
    const char quote = Peek();
    ++at_;
    while (at_ < text_.size() && Peek() != quote && Peek() != '\n') ++at_;
    if (Peek() != quote) {
      Report(begin, at_, "this text has no end", fmt::format("close it with {}", quote));
    }
    tokens_.push_back(
        {Token::Kind::kString, text_.substr(begin + 1, at_ - begin - 1), SpanOf(begin, at_ + 1)});
    if (Peek() == quote) ++at_;
  }

  diag::FileId file_;
  std::string_view text_;
  diag::Sink& sink_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> Tokenize(diag::FileId file, const diag::Files& files, diag::Sink& sink) {
  return Lexer(file, files.Text(file), sink).Run();
}

}  // namespace casus::mfotl
