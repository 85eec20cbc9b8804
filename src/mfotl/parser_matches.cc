// Reads regular expressions over time-points.
//
//   <|[0,10] alarm(x)? (. (NOT reset(x))?)* . alarm(x)?
//
// From tight to loose: `*`, one behind the other, `+`. A test is a formula with `?` behind it, which is read as
// far as a formula goes: `P(x) AND Q(x)?` tests both. A formula without `?` is a test and a step: in |>, what
// holds before the step, in <|, what holds behind it.
//
// A parenthesis may open a part of the expression or of a formula: `(P(x) OR Q(x)) AND R(x)?` and
// `(P(x)? + Q(x)?) R(x)?` begin alike. So what stands in it is read as an expression; if that turns out to be
// nothing but a formula, it may go on as one.

#include <array>
#include <utility>

#include "mfotl/parsing.h"

namespace casus::mfotl {

void Parser::ReadMatch(Formula& match) {
  if (!BeginsRegexPart()) {
    Fail("a regular expression is expected here", "for example: <|[0,10] P(x)? .* Q(x)?");
    return;
  }
  match.regex.push_back(ToRegex(match, ReadEither(match)));
}

bool Parser::BeginsRegexPart() const {
  static constexpr std::array<std::string_view, 7> kNever = {"AND",   "OR",    "IMPLIES", "EQUIV",
                                                             "SINCE", "UNTIL", "IN"};
  static constexpr std::array<std::string_view, 6> kSigns = {".", "(", "|>", "▷", "<|", "◁"};
  const auto is = [this](std::string_view text) { return Now().Is(text); };
  if (Now().kind == Token::Kind::kEnd) return false;
  if (Now().kind == Token::Kind::kSign) return std::any_of(kSigns.begin(), kSigns.end(), is);
  return std::none_of(kNever.begin(), kNever.end(), is);
}

Parser::RegexPart Parser::ReadEither(Formula& match) {
  const size_t first = at_;
  RegexPart left = ReadSequence(match);
  while (!gave_up_ && Accept("+")) {
    Regex either{.kind = Regex::Kind::kEither};
    either.parts.push_back(ToRegex(match, std::move(left)));
    either.parts.push_back(ToRegex(match, ReadSequence(match)));
    either.span = From(first);
    left = {std::move(either), std::nullopt};
  }
  return left;
}

Parser::RegexPart Parser::ReadSequence(Formula& match) {
  const size_t first = at_;
  RegexPart left = ReadRepeated(match);
  while (!gave_up_ && BeginsRegexPart()) {
    Regex then{.kind = Regex::Kind::kThen};
    then.parts.push_back(ToRegex(match, std::move(left)));
    then.parts.push_back(ToRegex(match, ReadRepeated(match)));
    then.span = From(first);
    left = {std::move(then), std::nullopt};
  }
  return left;
}

Parser::RegexPart Parser::ReadRepeated(Formula& match) {
  const size_t first = at_;
  RegexPart part;
  if (++depth_ > kMaxDepth) Fail("this formula is nested too deeply", "name a part of it by LET");
  if (Accept(".")) {
    part.regex = {.kind = Regex::Kind::kStep, .span = From(first)};
  } else if (Now().Is("(") && !IsTermInParentheses()) {
    ++at_;
    part = ReadEither(match);
    Expect(")", "to close what was opened");
    if (part.formula) part.formula = ReadOperators(*std::move(part.formula), first, kAnything);
  } else {
    part.formula = ReadFormula(kAnything);
  }
  --depth_;
  if (part.formula && Accept("?")) {
    part.regex = TestOf(match, *std::move(part.formula));
    part.formula.reset();
  }
  while (!gave_up_ && Accept("*")) {
    Regex repeat{.kind = Regex::Kind::kRepeat};
    repeat.parts.push_back(ToRegex(match, std::move(part)));
    repeat.span = From(first);
    part = {std::move(repeat), std::nullopt};
  }
  return part;
}

Regex Parser::TestOf(Formula& match, Formula formula) {
  Regex test{.kind = Regex::Kind::kTest, .span = formula.span, .test = match.parts.size()};
  match.parts.push_back(std::move(formula));
  return test;
}

Regex Parser::ToRegex(Formula& match, RegexPart part) const {
  if (!part.formula) return std::move(part.regex);
  const diag::Span span = part.formula->span;
  Regex step{.kind = Regex::Kind::kStep, .span = span};
  Regex test = TestOf(match, *std::move(part.formula));
  Regex both{.kind = Regex::Kind::kThen, .span = span};
  const bool is_past = match.kind == Formula::Kind::kMatchPast;
  both.parts.push_back(is_past ? std::move(step) : std::move(test));
  both.parts.push_back(is_past ? std::move(test) : std::move(step));
  return both;
}

}  // namespace casus::mfotl
