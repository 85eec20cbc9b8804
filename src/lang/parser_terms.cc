// Terms and phrases.

#include <fmt/format.h>

#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic ReservedWord(Span word, Keyword keyword) {
  Diagnostic diagnostic(Kind::kReservedWord, word,
                        fmt::format("`{}` is reserved and cannot be a word of a phrase", Text(keyword)));
  if (keyword == Keyword::kNot) diagnostic.helps.emplace_back("put `not` before the whole phrase");
  return diagnostic;
}

Diagnostic PhraseWithoutWords(Span term, std::string_view text) {
  if (text.starts_with("XXXX")) {
    return Diagnostic(Kind::kPhraseWithoutWords, term, "the year of this date is not told")
        .Help("put the year in place of XXXX, as in 1939-10-11");
  }
  return Diagnostic(Kind::kPhraseWithoutWords, term, "this says nothing: a phrase has words")
      .Help("for example: ?who controls Vilnius_Region; or compare it: ?n = 3");
}

Diagnostic AggregateNeedsParentheses(Span op, Extent aggregate) {
  return Diagnostic(Kind::kAggregateNeedsParentheses, op, "a phrase cannot be compared")
      .Mark({op.file, aggregate.begin, aggregate.end},
            "the condition of this aggregate reaches as far as it can")
      .Help("put parentheses around the aggregate: (sum of ?n where …) = 18_786");
}

Diagnostic BadRange(Span range) {
  return Diagnostic(Kind::kBadNumber, range,
                    "this range is empty: its first number is greater than its last");
}

}  // namespace

// --- Terms ---

TermId Parser::AddTerm(Term term) {
  document_.terms.push_back(term);
  return static_cast<TermId>(document_.terms.size() - 1);
}

TermId Parser::ErrorTerm(uint32_t begin) { return AddTerm({.extent = From(begin)}); }

bool Parser::AtComparison(size_t ahead) const {
  const Token::Kind kind = Peek(ahead).kind;
  return kind >= Token::Kind::kEqual && kind <= Token::Kind::kGreaterEqual;
}

bool Parser::AtOperator(size_t ahead) const {
  const Token::Kind kind = Peek(ahead).kind;
  return kind >= Token::Kind::kPlus && kind <= Token::Kind::kGreaterEqual;
}

bool Parser::AtTerm() const {
  switch (Peek().kind) {
    case Token::Kind::kName:
    case Token::Kind::kVariable:
    case Token::Kind::kAny:
    case Token::Kind::kNumber:
    case Token::Kind::kDate:
    case Token::Kind::kBracket:
    case Token::Kind::kText:
    case Token::Kind::kOpen:
    case Token::Kind::kMinus:
      return true;
    case Token::Kind::kWord:
      return IsAggregate(Peek().keyword) || At(Keyword::kThis, Keyword::kTreaty) ||
             At(Keyword::kThis, Keyword::kArticle);
    default:
      return false;
  }
}

TermId Parser::ParseTerm() { return ParseBinary(ParseUnary(), 0); }

// Goes on behind the left side. Level 0 takes sums and differences, level 1 products and quotients; both from
// the left.
TermId Parser::ParseBinary(TermId left, int level) {
  if (level == 0) left = ParseBinary(left, 1);
  for (int operators = 0;; ++operators) {
    Term term;
    if (level == 0 && At(Token::Kind::kPlus)) {
      term.kind = Term::Kind::kAdd;
    } else if (level == 0 && At(Token::Kind::kMinus)) {
      term.kind = Term::Kind::kSubtract;
    } else if (level == 1 && At(Token::Kind::kTimes)) {
      term.kind = Term::Kind::kMultiply;
    } else if (level == 1 && At(Token::Kind::kSlash)) {
      term.kind = Term::Kind::kDivide;
    } else {
      return left;
    }
    if (operators == kMaxDepth) {
      FailChain();
      return left;
    }
    Take();
    term.left = left;
    term.right = ParseUnary();
    if (level == 0) term.right = ParseBinary(term.right, 1);
    term.extent = From(document_[left].extent.begin);
    left = AddTerm(term);
  }
}

TermId Parser::ParseUnary() {
  if (!At(Token::Kind::kMinus)) return ParsePrimary(Unit::kNameOrWord);
  const Depth depth(*this);
  const uint32_t begin = Peek().extent.begin;
  if (!depth.ok()) return ErrorTerm(begin);
  Take();
  const TermId operand = ParseUnary();
  return AddTerm({.kind = Term::Kind::kNegate, .extent = From(begin), .left = operand});
}

TermId Parser::ParsePrimary(Unit unit) {
  const Token& token = Peek();
  const uint32_t begin = token.extent.begin;
  Term term;
  switch (token.kind) {
    case Token::Kind::kName:
      term.kind = Term::Kind::kName;
      break;
    case Token::Kind::kVariable:
      term.kind = Term::Kind::kVariable;
      break;
    case Token::Kind::kAny:
      term.kind = Term::Kind::kAny;
      break;
    case Token::Kind::kText:
      term.kind = Term::Kind::kText;
      break;
    case Token::Kind::kNumber:
      return ParseNumberTerm(unit);
    case Token::Kind::kBracket:
      return ParseBracket();
    case Token::Kind::kDate: {
      const auto date = ParseDate();
      if (!date) return ErrorTerm(begin);
      return AddTerm({.kind = Term::Kind::kDate, .extent = From(begin), .index = *date});
    }
    case Token::Kind::kOpen: {
      const Depth depth(*this);
      if (!depth.ok()) return ErrorTerm(begin);
      Take();
      const TermId inner = ParseTerm();
      ExpectClose({begin, begin + 1});
      return inner;
    }
    case Token::Kind::kWord:
      if (IsAggregate(token.keyword)) return ParseAggregate();
      if (AtTerm()) {  // this treaty, this article
        Take();
        const base::Symbol what = Take().symbol;
        return AddTerm({.kind = Term::Kind::kThis, .extent = From(begin), .symbol = what});
      }
      [[fallthrough]];
    default:
      FailExpected("a name, a variable, a number or another term");
      return ErrorTerm(begin);
  }
  Take();
  term.extent = token.extent;
  term.symbol = token.symbol;
  return AddTerm(term);
}

// A number, or a duration.
TermId Parser::ParseNumberTerm(Unit unit) {
  const uint32_t begin = Peek().extent.begin;
  if (AtDuration()) {
    document_.durations.push_back(ParseDuration("a duration"));
    const auto index = static_cast<uint32_t>(document_.durations.size() - 1);
    return AddTerm({.kind = Term::Kind::kDuration, .extent = From(begin), .index = index});
  }
  const auto number = ParseNumber();
  if (!number) return ErrorTerm(begin);
  document_.numbers.push_back(*number);
  const auto index = static_cast<uint32_t>(document_.numbers.size() - 1);
  const base::Symbol symbol = AcceptUnit(unit);
  return AddTerm({.kind = Term::Kind::kNumber, .extent = From(begin), .symbol = symbol, .index = index});
}

// A unit stands one space behind its number. In a phrase it is a Name, since a word there is a word of the
// phrase.
base::Symbol Parser::AcceptUnit(Unit unit) {
  const Token& token = Peek();
  if (token.gap != 1) return kNoSymbol;
  const bool is_unit =
      token.kind == Token::Kind::kName || (token.kind == Token::Kind::kWord && !IsReserved(token.keyword) &&
                                           (unit == Unit::kNameOrWord || AtOperator(1)));
  return is_unit ? Take().symbol : kNoSymbol;
}

// A range of numbers if that is what stands in the brackets, a date otherwise.
TermId Parser::ParseBracket() {
  const Extent extent = Peek().extent;
  const std::string_view inside = text_.substr(extent.begin + 1, extent.end - extent.begin - 2);
  const size_t dots = inside.find("..");
  if (dots == std::string_view::npos) {
    const auto date = ParseDate();
    if (!date) return ErrorTerm(extent.begin);
    return AddTerm({.kind = Term::Kind::kDate, .extent = extent, .index = *date});
  }
  const auto trimmed = [](std::string_view text) {
    const size_t begin = std::min(text.find_first_not_of(' '), text.size());
    return text.substr(begin, text.find_last_not_of(' ') + 1 - begin);
  };
  const auto lower = base::ParseDecimal(trimmed(inside.substr(0, dots)));
  const auto upper = base::ParseDecimal(trimmed(inside.substr(dots + 2)));
  if (!lower.ok() || !upper.ok()) {
    const auto date = ParseDate();
    if (!date) return ErrorTerm(extent.begin);
    return AddTerm({.kind = Term::Kind::kDate, .extent = extent, .index = *date});
  }
  Take();
  if (*lower > *upper) {
    Fail(BadRange(Place(extent)));
    return ErrorTerm(extent.begin);
  }
  const auto index = static_cast<uint32_t>(document_.numbers.size());
  document_.numbers.push_back(*lower);
  document_.numbers.push_back(*upper);
  const base::Symbol symbol = AcceptUnit(Unit::kName);
  return AddTerm(
      {.kind = Term::Kind::kRange, .extent = From(extent.begin), .symbol = symbol, .index = index});
}

TermId Parser::ParseAggregate() {
  const Depth depth(*this);
  Aggregate aggregate;
  const uint32_t begin = Peek().extent.begin;
  if (!depth.ok()) return ErrorTerm(begin);
  switch (Take().keyword) {
    case Keyword::kSum:
      aggregate.function = Aggregate::Function::kSum;
      break;
    case Keyword::kMin:
      aggregate.function = Aggregate::Function::kMin;
      break;
    case Keyword::kMax:
      aggregate.function = Aggregate::Function::kMax;
      break;
    case Keyword::kAverage:
      aggregate.function = Aggregate::Function::kAverage;
      break;
    default:
      aggregate.function = Aggregate::Function::kCount;
      break;
  }
  if (aggregate.function != Aggregate::Function::kCount && !At(Keyword::kOf)) {
    FailExpected("`of` and what to aggregate", {Keyword::kOf},
                 "sum of ?n where ?n troops of ?who stand at ?where");
  }
  if (Accept(Keyword::kOf)) aggregate.of = ParseTerm();
  if (Accept(Keyword::kPer)) {
    std::vector<base::Symbol> per;
    do {
      const auto period = [&](Keyword keyword, Aggregate::Period value) {
        if (aggregate.period != Aggregate::Period::kNone || !Accept(keyword)) return false;
        aggregate.period = value;
        return true;
      };
      if (!period(Keyword::kHour, Aggregate::Period::kHour) &&
          !period(Keyword::kDay, Aggregate::Period::kDay) &&
          !period(Keyword::kMonth, Aggregate::Period::kMonth) &&
          !period(Keyword::kYear, Aggregate::Period::kYear)) {
        per.push_back(ParseVariable("a variable, or one of hour, day, month, year, after `per`"));
      }
    } while (Accept(Token::Kind::kComma));
    aggregate.per = Commit(document_.symbol_lists, per, 0);
  }
  if (Expect(Keyword::kWhere, "`where` and the condition of the aggregate")) {
    const bool was_in_aggregate = std::exchange(in_aggregate_, true);
    aggregate.where = ParseCondition();
    in_aggregate_ = was_in_aggregate;
  }
  aggregate.extent = From(begin);
  if (AtComparison()) Fail(AggregateNeedsParentheses(Place(Peek().extent), aggregate.extent));
  document_.aggregates.push_back(aggregate);
  return AddTerm({.kind = Term::Kind::kAggregate,
                  .extent = aggregate.extent,
                  .index = static_cast<uint32_t>(document_.aggregates.size() - 1)});
}

base::Symbol Parser::ParseVariable(std::string_view what) {
  if (!At(Token::Kind::kVariable)) {
    FailExpected(what);
    return kNoSymbol;
  }
  return Take().symbol;
}

// --- Phrases ---

// `as` is a word before a word (`recognizes ?land as part of ?who`); before a name or variable it gives a
// label.
bool Parser::AtWordOfPhrase() const {
  if (!At(Token::Kind::kWord)) return false;
  return !IsReserved(Peek().keyword) || (At(Keyword::kAs) && Peek(1).kind == Token::Kind::kWord);
}

// `first` is its first term, if that is parsed already.
PhraseId Parser::ParsePhrase(PhraseIn place, TermId first) {
  const size_t from = open_parts_.size();
  uint32_t begin = Peek().extent.begin;
  bool has_word = false;
  if (first != kNone<TermId>) {
    begin = document_[first].extent.begin;
    const Extent extent = document_[first].extent;
    open_parts_.push_back({.terms = ParseDistributed(place, first), .extent = extent});
  }
  while (ParsePart(place)) has_word |= open_parts_.back().is_word;
  Phrase phrase;
  phrase.extent = From(begin);
  if (!failed_ && !has_word) {
    if (open_parts_.size() == from) {
      FailExpected("a phrase", {}, "?who controls Vilnius_Region");
    } else {
      Fail(PhraseWithoutWords(Place(phrase.extent), Source(phrase.extent)));
    }
  }
  phrase.parts = Commit(document_.parts, open_parts_, from);
  if (place == PhraseIn::kCondition && At(Keyword::kAs) && Peek(1).kind == Token::Kind::kVariable) {
    Take();
    phrase.occurrence = Take().symbol;
    phrase.extent = From(begin);
  }
  if (failed_) return kNone<PhraseId>;
  document_.phrases.push_back(phrase);
  return static_cast<PhraseId>(document_.phrases.size() - 1);
}

// `at least 1 year before its end`, which stands behind the condition of an `unless`.
bool Parser::AtNotice() const {
  if (!At(Keyword::kAt, Keyword::kLeast)) return false;
  const size_t end = DurationEnd(2);
  return end > 2 && Peek(end).keyword == Keyword::kBefore && Peek(end + 1).keyword == Keyword::kIts;
}

// Returns false at the end of the phrase.
bool Parser::ParsePart(PhraseIn place) {
  if (failed_) return false;
  const Token& token = Peek();
  if (token.kind == Token::Kind::kWord && token.keyword == Keyword::kNone) {
    open_parts_.push_back({.is_word = true, .word = token.symbol, .extent = Take().extent});
    return true;
  }
  if (AtNotice()) return false;
  if (token.kind == Token::Kind::kError) {
    FailToken(token);
    return false;
  }
  if (AtTerm() && !IsAggregate(token.keyword) && token.kind != Token::Kind::kMinus) {
    const uint32_t begin = token.extent.begin;
    const Run<TermId> terms = ParseDistributed(place, ParsePrimary(Unit::kName));
    open_parts_.push_back({.terms = terms, .extent = From(begin)});
    return !failed_;
  }
  if (!AtWordOfPhrase()) {
    if (token.keyword == Keyword::kNot) Fail(ReservedWord(Place(token.extent), token.keyword));
    return false;
  }
  Take();
  open_parts_.push_back({.is_word = true, .word = token.symbol, .extent = token.extent});
  return true;
}

// In a statement, `A, B and C` in a slot stand for a statement each.
Run<TermId> Parser::ParseDistributed(PhraseIn place, TermId first) {
  if (place != PhraseIn::kStatement || !(At(Token::Kind::kComma) || At(Keyword::kAnd))) {
    document_.term_lists.push_back(first);
    return {static_cast<uint32_t>(document_.term_lists.size() - 1), 1};
  }
  const size_t from = open_terms_.size();
  open_terms_.push_back(first);
  while (!failed_ && (Accept(Token::Kind::kComma) || Accept(Keyword::kAnd))) {
    open_terms_.push_back(ParsePrimary(Unit::kName));
  }
  return Commit(document_.term_lists, open_terms_, from);
}

}  // namespace casus::lang
