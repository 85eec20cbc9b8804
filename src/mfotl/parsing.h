#pragma once

// The parser of formulas, from within: what the files parser*.cc have in common.
//
//   parser.cc           formulas: operators, LET, aggregations, predicates
//   parser_matches.cc   regular expressions
//   parser_terms.cc     intervals, arithmetic
//
// A mistake is reported once, where it is seen; after one of form, the rest is passed over.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/sink.h"
#include "mfotl/formula.h"
#include "mfotl/lexer.h"
#include "mfotl/scopes.h"

namespace casus::mfotl {

template <typename T>
struct Word {
  std::string_view text;
  T meaning;
};

template <typename T, size_t size>
std::optional<T> Meaning(const std::array<Word<T>, size>& words, const Token& token) {
  for (const Word<T>& word : words) {
    if (token.Is(word.text)) return word.meaning;
  }
  return std::nullopt;
}

// The words for operators of time, behind which an interval may stand.
constexpr std::array<Word<Formula::Kind>, 19> kTimeWords = {{{"PREVIOUS", Formula::Kind::kPrevious},
                                                             {"PREV", Formula::Kind::kPrevious},
                                                             {"NEXT", Formula::Kind::kNext},
                                                             {"ONCE", Formula::Kind::kOnce},
                                                             {"HISTORICALLY", Formula::Kind::kHistorically},
                                                             {"PAST_ALWAYS", Formula::Kind::kHistorically},
                                                             {"EVENTUALLY", Formula::Kind::kEventually},
                                                             {"SOMETIMES", Formula::Kind::kEventually},
                                                             {"ALWAYS", Formula::Kind::kAlways},
                                                             {"SINCE", Formula::Kind::kSince},
                                                             {"UNTIL", Formula::Kind::kUntil},
                                                             {"<|", Formula::Kind::kMatchPast},
                                                             {"◁", Formula::Kind::kMatchPast},
                                                             {"BACKWARD", Formula::Kind::kMatchPast},
                                                             {"MATCHP", Formula::Kind::kMatchPast},
                                                             {"|>", Formula::Kind::kMatchFuture},
                                                             {"▷", Formula::Kind::kMatchFuture},
                                                             {"FORWARD", Formula::Kind::kMatchFuture},
                                                             {"MATCHF", Formula::Kind::kMatchFuture}}};

constexpr std::array<Word<core::Comparison>, 6> kComparisons = {{{"=", core::Comparison::kEqual},
                                                                 {"<>", core::Comparison::kNotEqual},
                                                                 {"<=", core::Comparison::kLessEqual},
                                                                 {"<", core::Comparison::kLess},
                                                                 {">=", core::Comparison::kGreaterEqual},
                                                                 {">", core::Comparison::kGreater}}};

class Parser {
 public:
  Parser(std::vector<Token> tokens, std::vector<Predicate> signature, diag::Sink& sink)
      : tokens_(std::move(tokens)), sink_(sink), scopes_(policy_.variables) {
    policy_.logged = signature.size();
    policy_.predicates = std::move(signature);
  }

  std::optional<Policy> Run();

 private:
  // How strongly binary operators bind.
  enum Strength : int { kAnything, kSinceUntil, kBehindUnary, kEquiv, kImplies, kOr, kAnd, kTight };

  static constexpr int kMaxDepth = 400;

  // --- parser.cc ---

  const Token& At(size_t index) const { return tokens_[std::min(index, tokens_.size() - 1)]; }
  const Token& Now() const { return At(at_); }
  bool Accept(std::string_view text) {
    if (!Now().Is(text)) return false;
    ++at_;
    return true;
  }
  void Expect(std::string_view text, std::string_view where);
  // From the token with the number to the one before the present.
  diag::Span From(size_t first) const;
  // Reports a mistake at the present token and gives up: the rest is not read.
  void Fail(std::string message, std::string help = "");
  void FailAt(diag::Kind kind, diag::Span span, std::string message, std::string help);
  void Report(diag::Kind kind, diag::Span span, std::string message, std::string help);

  Formula ReadFormula(int strength);
  // What stands behind the left operand, which began at the token, as far as it binds so strongly.
  Formula ReadOperators(Formula left, size_t first, int strength);
  std::optional<int> BinaryStrength() const;
  Formula ReadOperand();
  void ReadQuantified(Formula& formula, Formula::Kind kind);
  void ReadAggregation(Formula& formula);
  bool IsPredicate(std::string_view name) const;
  Formula ReadLet();
  void ReadAtom(Formula& formula);
  void ResolvePredicate(Formula& formula, const Token& name);
  void ReadComparison(Formula& formula);

  // --- parser_matches.cc ---

  // A part of a regular expression. What has been read as a formula and is not yet known to be a test, as the
  // `?` is missing, may still be the left operand of AND, or be a step.
  struct RegexPart {
    Regex regex;
    std::optional<Formula> formula;
  };

  void ReadMatch(Formula& match);
  RegexPart ReadEither(Formula& match);
  RegexPart ReadSequence(Formula& match);
  RegexPart ReadRepeated(Formula& match);
  bool BeginsRegexPart() const;
  Regex ToRegex(Formula& match, RegexPart part) const;
  static Regex TestOf(Formula& match, Formula formula);

  // --- parser_terms.cc ---

  bool IsBound(size_t index) const;
  // Whether an interval begins at the token: then it has five of them.
  bool IsInterval(size_t index) const;
  Interval ReadInterval();
  int64_t ReadBound();
  static bool IsFunction(const Token& token);
  // Whether what stands in the parentheses that begin here is a term, and not a formula or an expression: then an
  // operator of terms follows.
  bool IsTermInParentheses() const;
  bool MayBeInTerm(size_t index) const;
  Term ReadTerm();
  Term ReadProduct();
  Term Combine(Term::Kind kind, Term left, Term right, size_t first);
  Term ReadFactor();
  void ReadNamed(Term& term, const Token& token);

  std::vector<Token> tokens_;
  diag::Sink& sink_;
  Policy policy_;
  Scopes scopes_;
  std::vector<PredicateId> visible_;
  size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;   // something was reported
  bool gave_up_ = false;  // a mistake after which the rest makes no sense
};

}  // namespace casus::mfotl
