#include "mfotl/signature.h"

#include <fmt/format.h>

#include "diag/nearest.h"
#include "mfotl/lexer.h"

namespace casus::mfotl {
namespace {

class SignatureParser {
 public:
  SignatureParser(std::vector<Token> tokens, diag::Sink& sink) : tokens_(std::move(tokens)), sink_(sink) {}

  std::vector<Predicate> Run() {
    while (Now().kind != Token::Kind::kEnd) {
      if (!ReadPredicate()) SkipToNext();
    }
    return std::move(predicates_);
  }

 private:
  const Token& Now() const { return tokens_[at_]; }
  const Token& After() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool Accept(std::string_view sign) {
    if (!Now().Is(sign)) return false;
    ++at_;
    return true;
  }

  bool Fail(std::string expected) {
    sink_.Report(
        diag::Diagnostic(diag::Kind::kFormulaSyntax, Now().span, fmt::format("{} is expected here", expected))
            .Help("a predicate is declared by its name and the types of its columns: "
                  "approve(manager: int, report: string)"));
    return false;
  }

  void SkipToNext() {
    const size_t begin = at_;
    while (Now().kind != Token::Kind::kEnd && !(at_ > begin && tokens_[at_ - 1].Is(")"))) ++at_;
  }

  bool ReadPredicate() {
    if (Now().kind != Token::Kind::kWord) return Fail("the name of a predicate");
    const Token name = Now();
    ++at_;
    Predicate predicate{.name = std::string(name.text)};
    if (!Accept("(")) return Fail("`(`");
    while (!Accept(")")) {
      if (!predicate.columns.empty() && !Accept(",")) return Fail("`,` or `)`");
      if (!ReadColumn(predicate)) return false;
    }
    for (const Predicate& other : predicates_) {
      if (other.name != predicate.name || other.columns.size() != predicate.columns.size()) continue;
      sink_.Report(diag::Diagnostic(diag::Kind::kPredicateTwice, name.span,
                                    fmt::format("`{}` is declared twice", name.text))
                       .Help("take one of the two away, or give one another name"));
      return true;
    }
    predicates_.push_back(std::move(predicate));
    return true;
  }

  bool ReadColumn(Predicate& predicate) {
    std::string column_name;
    if (After().Is(":")) {
      column_name = std::string(Now().text);
      at_ += 2;
    }
    static constexpr std::string_view kTypes[] = {"int", "string", "float"};
    const Type types[] = {Type::kInteger, Type::kString, Type::kFloat};
    for (size_t i = 0; i < std::size(types); ++i) {
      if (!Now().Is(kTypes[i])) continue;
      ++at_;
      predicate.columns.push_back(types[i]);
      predicate.column_names.push_back(std::move(column_name));
      return true;
    }
    const std::vector<std::string_view> known(std::begin(kTypes), std::end(kTypes));
    const std::optional<std::string_view> near = diag::Nearest(Now().text, known);
    sink_.Report(diag::Diagnostic(diag::Kind::kFormulaSyntax, Now().span,
                                  fmt::format("`{}` is not a type", Now().text))
                     .Help(near ? fmt::format("did you mean `{}`?", *near)
                                : std::string("the types are int, string and float")));
    return false;
  }

  std::vector<Token> tokens_;
  diag::Sink& sink_;
  size_t at_ = 0;
  std::vector<Predicate> predicates_;
};

}  // namespace

std::vector<Predicate> ParseSignature(diag::FileId file, const diag::Files& files, diag::Sink& sink) {
  return SignatureParser(Tokenize(file, files, sink), sink).Run();
}

}  // namespace casus::mfotl
