// Reads intervals and terms.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "mfotl/parsing.h"

namespace casus::mfotl {
namespace {

// Of the least integer, which has no positive.
constexpr std::string_view kLeastWithoutSign = "9223372036854775808";

}  // namespace

bool Parser::IsBound(size_t index) const {
  return At(index).kind == Token::Kind::kInteger || At(index).kind == Token::Kind::kUnits;
}

bool Parser::IsInterval(size_t index) const {
  return (At(index).Is("[") || At(index).Is("(")) && IsBound(index + 1) && At(index + 2).Is(",");
}

Interval Parser::ReadInterval() {
  Interval interval;
  if (!IsInterval(at_)) {
    if (Now().Is("[")) Fail("an interval has two bounds", "for example [0,10], [1,5), [0,7d] or [0,*)");
    return interval;
  }
  const size_t first = at_;
  const bool is_lower_open = Now().Is("(");
  ++at_;
  interval.lower = ReadBound() + (is_lower_open ? 1 : 0);
  ++at_;
  if (Accept("*")) {
    if (!Accept(")")) Expect("]", "to close the interval");
    return interval;
  }
  if (!IsBound(at_)) {
    Fail("a bound is expected here: a number, or `*` for none", "for example [0,10], [1,5), [0,7d] or [0,*)");
    return interval;
  }
  interval.upper = ReadBound();
  if (Accept(")")) {
    --*interval.upper;
  } else {
    Expect("]", "to close the interval");
  }
  if (!gave_up_ && *interval.upper < interval.lower) {
    Report(diag::Kind::kBadInterval, From(first), "there is nothing in this interval",
           "bounds in square brackets belong to it: [3,5] is 3, 4 and 5");
  }
  return interval;
}

int64_t Parser::ReadBound() {
  const Token& token = Now();
  std::string_view digits = token.text;
  int64_t unit = 1;
  if (token.kind == Token::Kind::kUnits) {
    const char letter = digits.back();
    unit = letter == 'm' ? 60 : letter == 'h' ? 3'600 : letter == 'd' ? 86'400 : 1;
    digits.remove_suffix(1);
  }
  int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || number > INT64_MAX / 4 / unit) {
    Report(diag::Kind::kBadInterval, token.span, "this bound is too large", "use `*` for no bound");
    number = 0;
  }
  ++at_;
  return number * unit;
}

bool Parser::IsFunction(const Token& token) {
  static constexpr std::string_view kFunctions[] = {"i2f",   "f2i",  "I2F",         "F2I", "DAY_OF_MONTH",
                                                    "MONTH", "YEAR", "FORMAT_DATE", "r2s", "s2r"};
  return std::any_of(std::begin(kFunctions), std::end(kFunctions),
                     [&](std::string_view name) { return token.Is(name); });
}

bool Parser::IsTermInParentheses() const {
  int depth = 0;
  for (size_t i = at_;; ++i) {
    const Token& token = At(i);
    if (token.Is("(")) {
      ++depth;
    } else if (!token.Is(")")) {
      if (!MayBeInTerm(i)) return false;
    } else if (--depth == 0) {
      const Token& next = At(i + 1);
      return Meaning(kComparisons, next) || next.Is("+") || next.Is("-") || next.Is("*") || next.Is("/") ||
             next.Is("MOD");
    }
  }
}

bool Parser::MayBeInTerm(size_t index) const {
  const Token& token = At(index);
  switch (token.kind) {
    case Token::Kind::kInteger:
    case Token::Kind::kFloat:
    case Token::Kind::kString:
      return true;
    case Token::Kind::kWord:
      if (token.Is("TRUE") || token.Is("FALSE")) return false;
      return token.Is("MOD") || IsFunction(token) || !At(index + 1).Is("(");
    default:
      return token.Is("+") || token.Is("-") || token.Is("*") || token.Is("/");
  }
}

Term Parser::ReadTerm() {
  const size_t first = at_;
  Term left = ReadProduct();
  while (!gave_up_ && (Now().Is("+") || Now().Is("-"))) {
    const Term::Kind kind = Now().Is("+") ? Term::Kind::kAdd : Term::Kind::kSubtract;
    ++at_;
    left = Combine(kind, std::move(left), ReadProduct(), first);
  }
  return left;
}

Term Parser::ReadProduct() {
  const size_t first = at_;
  Term left = ReadFactor();
  while (!gave_up_ && (Now().Is("*") || Now().Is("/") || Now().Is("MOD"))) {
    const Term::Kind kind = Now().Is("*")   ? Term::Kind::kMultiply
                            : Now().Is("/") ? Term::Kind::kDivide
                                            : Term::Kind::kRemainder;
    ++at_;
    left = Combine(kind, std::move(left), ReadFactor(), first);
  }
  return left;
}

Term Parser::Combine(Term::Kind kind, Term left, Term right, size_t first) {
  Term term{.kind = kind, .span = From(first)};
  term.parts.push_back(std::move(left));
  term.parts.push_back(std::move(right));
  return term;
}

Term Parser::ReadFactor() {
  const size_t first = at_;
  const Token token = Now();
  Term term{.span = token.span};
  if (++depth_ > kMaxDepth) Fail("this term is nested too deeply");
  switch (token.kind) {
    case Token::Kind::kInteger:
      ++at_;
      term.kind = Term::Kind::kInteger;
      if (std::from_chars(token.text.data(), token.text.data() + token.text.size(), term.integer).ec !=
          std::errc()) {
        Report(diag::Kind::kFormulaSyntax, token.span, "this number is too large",
               "integers have 64 bits; write 1e30 for a float");
      }
      break;
    case Token::Kind::kFloat:
      ++at_;
      term.kind = Term::Kind::kFloat;
      std::from_chars(token.text.data(), token.text.data() + token.text.size(), term.number);
      break;
    case Token::Kind::kString:
      ++at_;
      term.kind = Term::Kind::kString;
      term.text = std::string(token.text);
      break;
    case Token::Kind::kWord:
      ReadNamed(term, token);
      break;
    default:
      if (Accept("-")) {
        if (Now().kind == Token::Kind::kInteger && Now().text == kLeastWithoutSign) {
          ++at_;
          term.kind = Term::Kind::kInteger;
          term.integer = INT64_MIN;
          break;
        }
        term.kind = Term::Kind::kNegate;
        term.parts.push_back(ReadFactor());
      } else if (Accept("(")) {
        term = ReadTerm();
        Expect(")", "to close what was opened");
      } else if (Accept("_")) {
        term.kind = Term::Kind::kVariable;
        term.variable = scopes_.Bind("_", token.span);
        Report(diag::Kind::kFormulaSyntax, token.span, "`_` can only be an argument of a predicate",
               "give the variable a name and bind it by EXISTS");
      } else {
        Fail(fmt::format("`{}` is not expected here", token.text),
             "a term is a variable, a number, a text in quotes, or computed from these");
      }
  }
  --depth_;
  term.span = From(first);
  return term;
}

void Parser::ReadNamed(Term& term, const Token& token) {
  ++at_;
  if (IsFunction(token) && Accept("(")) {
    const bool to_float = token.text == "i2f" || token.text == "I2F";
    if (!to_float && token.text != "f2i" && token.text != "F2I") {
      --at_;
      Fail(fmt::format("the function `{}` is not supported", token.text), "i2f and f2i are");
      return;
    }
    term.kind = to_float ? Term::Kind::kToFloat : Term::Kind::kToInteger;
    term.parts.push_back(ReadTerm());
    Expect(")", "to close what was opened");
    return;
  }
  term.kind = Term::Kind::kVariable;
  term.variable = scopes_.Find(token.text, token.span);
}

}  // namespace casus::mfotl
