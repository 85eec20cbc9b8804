// Conditions.
//
// A condition that begins with a term is a comparison if an operator follows the term, and a phrase
// otherwise; one that begins with a parenthesis is told by what follows its closing one. So nothing is ever
// parsed twice.

#include <fmt/format.h>

#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic PhraseCompared(Span op) {
  return Diagnostic(Kind::kUnexpectedToken, op, "a phrase cannot be compared")
      .Here("only terms can stand on the sides of a comparison")
      .Help(
          "to compare a number that a phrase is about, give it a name: ?n troops of ?who stand at ?where and "
          "?n < 500");
}

}  // namespace

// --- Conditions ---

ConditionId Parser::AddCondition(Condition condition) {
  if (failed_) condition.kind = Condition::Kind::kError;  // already diagnosed
  document_.conditions.push_back(condition);
  return static_cast<ConditionId>(document_.conditions.size() - 1);
}

ConditionId Parser::ErrorCondition(uint32_t begin) { return AddCondition(Condition{.extent = From(begin)}); }

ConditionId Parser::AddWithChildren(Condition condition, std::initializer_list<ConditionId> children) {
  condition.children = {static_cast<uint32_t>(document_.condition_lists.size()),
                        static_cast<uint32_t>(children.size())};
  document_.condition_lists.insert(document_.condition_lists.end(), children);
  return AddCondition(condition);
}

ConditionId Parser::ParseCondition() { return ParseChain(Condition::Kind::kOr); }

// A or B or C; A and B and C.
ConditionId Parser::ParseChain(Condition::Kind kind) {
  const bool is_or = kind == Condition::Kind::kOr;
  const Keyword keyword = is_or ? Keyword::kOr : Keyword::kAnd;
  const uint32_t begin = Peek().extent.begin;
  const size_t from = open_conditions_.size();
  do {
    open_conditions_.push_back(is_or ? ParseChain(Condition::Kind::kAnd) : ParseSince());
  } while (Accept(keyword));
  if (open_conditions_.size() == from + 1) {
    const ConditionId only = open_conditions_.back();
    open_conditions_.pop_back();
    return only;
  }
  Condition condition{.kind = kind};
  condition.children = Commit(document_.condition_lists, open_conditions_, from);
  condition.extent = From(begin);
  return AddCondition(condition);
}

ConditionId Parser::ParseSince() {
  const uint32_t begin = Peek().extent.begin;
  ConditionId left = ParsePrefixed();
  for (int operators = 0; At(Keyword::kSince) || At(Keyword::kUntil); ++operators) {
    if (operators == kMaxDepth) FailChain();
    Condition condition;
    condition.kind = Take().keyword == Keyword::kSince ? Condition::Kind::kSince : Condition::Kind::kUntil;
    if (Accept(Keyword::kWithin)) condition.upper = ParseDuration("a duration after `within`");
    const ConditionId right = ParsePrefixed();
    condition.extent = From(begin);
    left = AddWithChildren(condition, {left, right});
  }
  return left;
}

ConditionId Parser::ParsePrefixed() {
  const uint32_t begin = Peek().extent.begin;
  Condition condition;
  if (At(Keyword::kEvery)) return ParseEvery();
  const bool is_alleged = At(Keyword::kAlleged, Keyword::kBy);
  switch (Peek().keyword) {
    case Keyword::kNot:
      condition.kind = Condition::Kind::kNot;
      break;
    case Keyword::kOnce:
      condition.kind = Condition::Kind::kOnce;
      break;
    case Keyword::kThroughout:
      condition.kind = Condition::Kind::kThroughout;
      break;
    case Keyword::kEventually:
      condition.kind = Condition::Kind::kEventually;
      break;
    case Keyword::kPrevious:
      condition.kind = Condition::Kind::kPrevious;
      break;
    default:
      if (!is_alleged) return ParseAtom();
      condition.kind = Condition::Kind::kAlleged;
      break;
  }
  const Depth depth(*this);
  if (!depth.ok()) return ErrorCondition(begin);
  Take();
  const bool is_once = condition.kind == Condition::Kind::kOnce;
  if (is_alleged) {
    Take();
    condition.left = ParsePrimary(Unit::kName);
    Expect(Token::Kind::kColon, "`:` and what is alleged");
  } else if ((is_once || condition.kind == Condition::Kind::kEventually) && Accept(Keyword::kWithin)) {
    condition.upper = ParseDuration("a duration after `within`");
  } else if (is_once && Accept(Keyword::kAt, Keyword::kLeast)) {
    condition.lower = ParseDuration("a duration after `at least`");
    Expect(Keyword::kAgo, "`ago`");
  } else if (is_once && At(Keyword::kExactly) && Peek(1).kind == Token::Kind::kNumber) {
    Take();
    condition.lower = condition.upper = ParseDuration("a duration after `exactly`");
    Expect(Keyword::kAgo, "`ago`");
  } else if (condition.kind == Condition::Kind::kThroughout && Accept(Keyword::kThe, Keyword::kLast)) {
    condition.upper = ParseDuration("a duration after `the last`");
  }
  const ConditionId inner = ParsePrefixed();
  condition.extent = From(begin);
  return AddWithChildren(condition, {inner});
}

ConditionId Parser::ParseEvery() {
  const Depth depth(*this);
  const uint32_t begin = Peek().extent.begin;
  if (!depth.ok()) return ErrorCondition(begin);
  Take();
  Condition condition{.kind = Condition::Kind::kEvery};
  std::vector<base::Symbol> variables;
  do {
    variables.push_back(ParseVariable("a variable after `every`"));
  } while (Accept(Token::Kind::kComma));
  condition.variables = Commit(document_.symbol_lists, variables, 0);
  constexpr std::string_view kExample = "every ?x where ?x signs Pact: ?x ratifies Pact";
  if (!At(Keyword::kWhere)) FailExpected("`where` and a condition", {Keyword::kWhere}, kExample);
  Accept(Keyword::kWhere);
  const ConditionId where = ParseCondition();
  if (!At(Token::Kind::kColon)) FailExpected("`:` and what must hold for every one", {}, kExample);
  Accept(Token::Kind::kColon);
  const ConditionId holds = ParseCondition();
  condition.extent = From(begin);
  return AddWithChildren(condition, {where, holds});
}

// How far ahead stands what follows the closing one of the parenthesis here; the line's end if there is none.
size_t Parser::BehindParenthesis() const {
  size_t open = 0;
  size_t ahead = 0;
  do {
    if (Peek(ahead).kind == Token::Kind::kOpen) ++open;
    if (Peek(ahead).kind == Token::Kind::kClose) --open;
    if (Peek(ahead).kind == Token::Kind::kEnd) return ahead;
    ++ahead;
  } while (open > 0);
  return ahead;
}

// Whether the parenthesis here opens a term rather than a condition: an operator or the rest of a phrase
// stands behind it.
bool Parser::OpensTerm() const {
  const size_t ahead = BehindParenthesis();
  const Token& behind = Peek(ahead);
  switch (behind.kind) {
    case Token::Kind::kWord:
      return !IsReserved(behind.keyword);
    case Token::Kind::kName:
    case Token::Kind::kVariable:
    case Token::Kind::kAny:
    case Token::Kind::kNumber:
    case Token::Kind::kDate:
    case Token::Kind::kBracket:
    case Token::Kind::kText:
    case Token::Kind::kOpen:
      return true;
    default:
      return AtOperator(ahead);
  }
}

ConditionId Parser::ParseAtom() {
  const uint32_t begin = Peek().extent.begin;
  if (At(Token::Kind::kOpen) && !OpensTerm()) {
    const Depth depth(*this);
    if (!depth.ok()) return ErrorCondition(begin);
    Take();
    const bool was_in_aggregate = std::exchange(in_aggregate_, false);
    const ConditionId inner = ParseCondition();
    in_aggregate_ = was_in_aggregate;
    ExpectClose({begin, begin + 1});
    return failed_ ? ErrorCondition(begin) : inner;
  }
  if (IsReserved(Peek().keyword) && !IsAggregate(Peek().keyword)) {
    FailExpected("a condition", {}, "?who controls Vilnius_Region");
    return ErrorCondition(begin);
  }
  TermId first = kNone<TermId>;
  if (AtTerm()) {
    const bool is_negative = At(Token::Kind::kMinus);
    const bool is_aggregate = IsAggregate(Peek().keyword);
    first = is_negative ? ParseUnary() : ParsePrimary(Unit::kName);
    if (is_negative || is_aggregate || AtOperator()) return ParseComparison(first, begin);
  }
  Condition condition{.kind = Condition::Kind::kPhrase};
  condition.phrase = ParsePhrase(PhraseIn::kCondition, first);
  if (AtComparison() && !in_aggregate_) Fail(PhraseCompared(Place(Peek().extent)));
  condition.extent = From(begin);
  return AddCondition(condition);
}

// Goes on behind the first operand of the left side.
ConditionId Parser::ParseComparison(TermId left, uint32_t begin) {
  Condition condition{.kind = Condition::Kind::kCompare};
  condition.left = ParseBinary(left, 0);
  if (!AtComparison()) {
    FailExpected("a comparison: one of = != < <= > >=");
    return ErrorCondition(begin);
  }
  switch (Take().kind) {
    case Token::Kind::kEqual:
      condition.compare = Condition::Compare::kEqual;
      break;
    case Token::Kind::kNotEqual:
      condition.compare = Condition::Compare::kNotEqual;
      break;
    case Token::Kind::kLess:
      condition.compare = Condition::Compare::kLess;
      break;
    case Token::Kind::kLessEqual:
      condition.compare = Condition::Compare::kLessEqual;
      break;
    case Token::Kind::kGreater:
      condition.compare = Condition::Compare::kGreater;
      break;
    default:
      condition.compare = Condition::Compare::kGreaterEqual;
      break;
  }
  condition.right = ParseTerm();
  condition.extent = From(begin);
  return AddCondition(condition);
}

}  // namespace casus::lang
