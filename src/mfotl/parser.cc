#include "mfotl/parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "diag/nearest.h"
#include "mfotl/parsing.h"
#include "mfotl/types.h"

namespace casus::mfotl {

using Kind = Formula::Kind;

namespace {

constexpr std::array<Word<core::Aggregation>, 6> kAggregations = {{{"CNT", core::Aggregation::kCount},
                                                                   {"SUM", core::Aggregation::kSum},
                                                                   {"MIN", core::Aggregation::kMin},
                                                                   {"MAX", core::Aggregation::kMax},
                                                                   {"AVG", core::Aggregation::kAverage},
                                                                   {"MED", core::Aggregation::kMedian}}};

// `_`, and a name that begins so: an atom says of it that there is some value, and no more.
bool IsHidden(const Token& word) {
  return word.Is("_") || (word.kind == Token::Kind::kWord && word.text[0] == '_');
}

// Words of MonPoly that stand for questions about texts.
bool IsForeign(const Token& word) { return word.Is("SUBSTRING") || word.Is("MATCHES"); }
constexpr std::string_view kInsteadOfForeign = "let who writes the log say it, by a predicate of its own";

}  // namespace

std::optional<Policy> Parser::Run() {
  scopes_.Enter(true);
  for (size_t i = 0; i < policy_.logged; ++i) visible_.push_back(static_cast<PredicateId>(i));
  policy_.formula = ReadFormula(kAnything);
  if (!gave_up_ && Now().kind != Token::Kind::kEnd) Fail("the formula ends here, or an operator follows");
  if (failed_) return std::nullopt;
  return std::move(policy_);
}

diag::Span Parser::From(size_t first) const {
  const diag::Span begin = At(first).span;
  return {begin.file, begin.begin, std::max(begin.end, At(at_ > first ? at_ - 1 : first).span.end)};
}

void Parser::Expect(std::string_view text, std::string_view where) {
  if (!Accept(text)) Fail(fmt::format("`{}` is expected {}", text, where));
}

void Parser::FailAt(diag::Kind kind, diag::Span span, std::string message, std::string help) {
  Report(kind, span, std::move(message), std::move(help));
  at_ = tokens_.size() - 1;
}

void Parser::Fail(std::string message, std::string help) {
  FailAt(diag::Kind::kFormulaSyntax, Now().span, std::move(message), std::move(help));
}

void Parser::Report(diag::Kind kind, diag::Span span, std::string message, std::string help) {
  if (!gave_up_) {
    diag::Diagnostic diagnostic(kind, span, std::move(message));
    if (!help.empty()) diagnostic.helps.push_back(std::move(help));
    sink_.Report(std::move(diagnostic));
  }
  failed_ = true;
  gave_up_ = gave_up_ || kind == diag::Kind::kFormulaSyntax;
}

Formula Parser::ReadFormula(int strength) {
  const size_t first = at_;
  if (++depth_ > kMaxDepth) {
    Fail("this formula is nested too deeply", "name a part of it by LET");
  }
  Formula left = ReadOperators(ReadOperand(), first, strength);
  --depth_;
  return left;
}

Formula Parser::ReadOperators(Formula left, size_t first, int strength) {
  while (!gave_up_) {
    const std::optional<int> binds = BinaryStrength();
    if (!binds || *binds < strength) break;
    const Token word = Now();
    ++at_;
    Formula whole{.operator_span = word.span};
    const bool is_right = *binds == kSinceUntil || *binds == kImplies;
    if (*binds == kSinceUntil) {
      whole.kind = word.text == "SINCE" ? Kind::kSince : Kind::kUntil;
      whole.interval = ReadInterval();
    } else {
      whole.kind = *binds == kAnd       ? Kind::kAnd
                   : *binds == kOr      ? Kind::kOr
                   : *binds == kImplies ? Kind::kImplies
                                        : Kind::kEquivalent;
    }
    Formula right = ReadFormula(is_right ? *binds : *binds + 1);
    whole.parts.push_back(std::move(left));
    whole.parts.push_back(std::move(right));
    whole.span = From(first);
    left = std::move(whole);
  }
  return left;
}

std::optional<int> Parser::BinaryStrength() const {
  if (Now().Is("AND")) return kAnd;
  if (Now().Is("OR")) return kOr;
  if (Now().Is("IMPLIES")) return kImplies;
  if (Now().Is("EQUIV")) return kEquiv;
  if (Now().Is("SINCE") || Now().Is("UNTIL")) return kSinceUntil;
  return std::nullopt;
}

Formula Parser::ReadOperand() {
  const size_t first = at_;
  const Token& token = Now();
  Formula formula{.span = token.span, .operator_span = token.span};
  if (const std::optional<Kind> time = Meaning(kTimeWords, token)) {
    if (*time == Kind::kSince || *time == Kind::kUntil) {
      Fail(fmt::format("`{}` stands between two formulas", token.text), "for example: TRUE SINCE[0,10] P(x)");
      return formula;
    }
    ++at_;
    formula.kind = *time;
    formula.interval = ReadInterval();
    if (*time == Kind::kMatchPast || *time == Kind::kMatchFuture) {
      ReadMatch(formula);
    } else {
      formula.parts.push_back(ReadFormula(kBehindUnary));
    }
  } else if (Accept("NOT")) {
    formula.kind = Kind::kNot;
    formula.parts.push_back(ReadFormula(kTight));
  } else if (Accept("EXISTS") || Accept("EX")) {
    ReadQuantified(formula, Kind::kExists);
  } else if (Accept("FORALL") || Accept("FA")) {
    ReadQuantified(formula, Kind::kForAll);
  } else if (token.Is("LET") || token.Is("LETPAST")) {
    return ReadLet();
  } else if (Accept("TRUE") || Accept("FALSE")) {
    formula.kind = Kind::kTruth;
    formula.truth = token.text == "TRUE";
  } else if (token.kind == Token::Kind::kWord && At(at_ + 1).Is("<-")) {
    ReadAggregation(formula);
  } else if (token.kind == Token::Kind::kWord && At(at_ + 1).Is("(") && !IsFunction(token)) {
    ReadAtom(formula);
  } else if (token.Is("(") && !IsTermInParentheses()) {
    ++at_;
    Formula inner = ReadFormula(kAnything);
    Expect(")", "to close what was opened");
    return inner;
  } else if (token.kind == Token::Kind::kEnd) {
    Fail("a formula is expected here");
  } else {
    ReadComparison(formula);
  }
  formula.span = From(first);
  return formula;
}

void Parser::ReadQuantified(Formula& formula, Kind kind) {
  formula.kind = kind;
  scopes_.Enter(false);
  do {
    if (Now().kind != Token::Kind::kWord) {
      Fail("the name of a variable is expected here", "for example: EXISTS x, y. P(x, y)");
      break;
    }
    formula.variables.push_back(scopes_.Bind(Now().text, Now().span));
    ++at_;
  } while (Accept(","));
  Expect(".", "behind the variables");
  formula.parts.push_back(ReadFormula(kBehindUnary));
  scopes_.Leave();
  // A variable that the body does not mention changes nothing, whatever its type.
  std::erase_if(formula.variables, [&](VariableId variable) {
    if (scopes_.IsUsed(variable)) return false;
    policy_.variables[static_cast<size_t>(variable)].type = Type::kInteger;
    return true;
  });
  if (!formula.variables.empty()) return;
  Formula body = std::move(formula.parts[0]);
  formula = std::move(body);
}

void Parser::ReadAggregation(Formula& formula) {
  formula.kind = Kind::kAggregate;
  const Token result = Now();
  formula.result = scopes_.Find(result.text, result.span);
  at_ += 2;
  const std::optional<core::Aggregation> function = Meaning(kAggregations, Now());
  if (!function) {
    Fail(fmt::format("`{}` is not an aggregation", Now().text), "they are CNT, SUM, MIN, MAX, AVG and MED");
    return;
  }
  formula.function = *function;
  formula.operator_span = Now().span;
  ++at_;
  const Token value = Now();
  if (value.kind != Token::Kind::kWord) {
    Fail("the variable to aggregate is expected here",
         "for example: s <- SUM amount; user paid(user, amount)");
    return;
  }
  ++at_;
  std::vector<Token> group;
  if (Accept(";")) {
    do {
      if (Now().kind != Token::Kind::kWord || (At(at_ + 1).Is("(") && IsPredicate(Now().text))) break;
      group.push_back(Now());
      ++at_;
    } while (Accept(","));
  }
  for (const Token& name : group) formula.group.push_back(scopes_.Find(name.text, name.span));
  scopes_.Enter(true);
  for (size_t i = 0; i < group.size(); ++i) scopes_.Import(group[i].text, formula.group[i]);
  const bool is_grouped =
      std::any_of(group.begin(), group.end(), [&](const Token& name) { return name.text == value.text; });
  formula.parts.push_back(ReadFormula(kAnything));
  formula.value = scopes_.Find(value.text, value.span);
  formula.variables = scopes_.Leave();
  if (!is_grouped && policy_.variables[static_cast<size_t>(formula.value)].span == value.span) {
    Report(diag::Kind::kBadAggregation, value.span,
           fmt::format("`{}` does not occur in what is aggregated", value.text),
           "aggregate a variable of the formula behind it");
  }
}

bool Parser::IsPredicate(std::string_view name) const {
  return std::any_of(visible_.begin(), visible_.end(), [&](PredicateId id) {
    return policy_.predicates[static_cast<size_t>(id)].name == name;
  });
}

Formula Parser::ReadLet() {
  const bool is_recursive = Now().text == "LETPAST";
  const std::string let(Now().text);
  ++at_;
  const Token name = Now();
  if (name.kind != Token::Kind::kWord || !At(at_ + 1).Is("(")) {
    Fail("a predicate to define is expected here",
         "for example: LET late(x) = P(x) AND x > 10 IN ONCE late(x)");
    return {};
  }
  at_ += 2;
  Definition definition{.span = name.span, .is_recursive = is_recursive};
  scopes_.Enter(true);
  while (!gave_up_ && !Accept(")")) {
    if (!definition.parameters.empty()) Expect(",", "between the columns");
    if (Now().kind != Token::Kind::kWord) {
      Fail("a column is named by a variable here",
           "for example: LET late(x) = P(x) AND x > 10 IN ONCE late(x)");
      break;
    }
    definition.parameters.push_back(scopes_.Bind(Now().text, Now().span));
    ++at_;
    if (Accept(":")) ++at_;  // the type, which follows from the definition
  }
  Expect("=", "behind the predicate");
  const auto predicate = static_cast<PredicateId>(policy_.predicates.size());
  policy_.predicates.push_back({.name = std::string(name.text),
                                .columns = std::vector<Type>(definition.parameters.size()),
                                .column_names = std::vector<std::string>(definition.parameters.size()),
                                .definition = 0});
  if (is_recursive) visible_.push_back(predicate);
  definition.predicate = predicate;
  definition.body = ReadFormula(kAnything);
  if (is_recursive) visible_.pop_back();
  const std::vector<VariableId> made = scopes_.Leave();
  for (size_t i = definition.parameters.size(); i < made.size(); ++i) {
    const Variable& variable = policy_.variables[static_cast<size_t>(made[i])];
    Report(diag::Kind::kDefinitionMisfit, variable.span,
           fmt::format("`{}` is not a column of `{}`", variable.name, name.text),
           fmt::format("bind it by EXISTS {}., or make it a column", variable.name));
  }
  Expect("IN", fmt::format("behind the definition that {} begins", let));
  policy_.predicates[static_cast<size_t>(predicate)].definition = policy_.definitions.size();
  policy_.definitions.push_back(std::move(definition));
  visible_.push_back(predicate);
  Formula formula = ReadFormula(kAnything);
  visible_.pop_back();
  return formula;
}

void Parser::ReadAtom(Formula& formula) {
  const size_t first = at_;
  const Token name = Now();
  at_ += 2;
  formula.kind = Kind::kAtom;
  std::map<std::string_view, std::vector<size_t>> hidden;
  while (!gave_up_ && !Accept(")")) {
    if (!formula.terms.empty()) Expect(",", "between arguments, or `)` behind them");
    if (gave_up_) return;
    if (IsHidden(Now()) && (At(at_ + 1).Is(",") || At(at_ + 1).Is(")"))) {
      if (!Now().Is("_")) hidden[Now().text].push_back(formula.terms.size());
      formula.terms.push_back({.kind = Term::Kind::kWildcard, .span = Now().span});
      ++at_;
    } else {
      formula.terms.push_back(ReadTerm());
    }
  }
  if (gave_up_) return;
  ResolvePredicate(formula, name);
  if (failed_) return;
  Formula exists{.kind = Kind::kExists, .operator_span = name.span};
  scopes_.Enter(false);
  for (const auto& [text, columns] : hidden) {
    if (columns.size() == 1) continue;
    exists.variables.push_back(scopes_.Bind(text, formula.terms[columns[0]].span));
    for (const size_t column : columns) {
      formula.terms[column].kind = Term::Kind::kVariable;
      formula.terms[column].variable = exists.variables.back();
    }
  }
  scopes_.Leave();
  if (exists.variables.empty()) return;
  formula.span = From(first);
  exists.parts.push_back(std::move(formula));
  formula = std::move(exists);
}

void Parser::ResolvePredicate(Formula& formula, const Token& name) {
  std::vector<std::string_view> known;
  const Predicate* other_arity = nullptr;
  for (auto id = visible_.rbegin(); id != visible_.rend(); ++id) {
    const Predicate& predicate = policy_.predicates[static_cast<size_t>(*id)];
    known.push_back(predicate.name);
    if (predicate.name != name.text) continue;
    if (predicate.columns.size() == formula.terms.size()) {
      formula.predicate = *id;
      return;
    }
    if (other_arity == nullptr) other_arity = &predicate;
  }
  if (other_arity != nullptr) {
    Report(diag::Kind::kWrongArity, name.span,
           fmt::format("`{}` has {} column{}, not {}", name.text, other_arity->columns.size(),
                       other_arity->columns.size() == 1 ? "" : "s", formula.terms.size()),
           "`_` stands for a column that does not matter");
    return;
  }
  const size_t arity = name.text == "tpts" ? 2 : 1;
  if ((name.text == "tp" || name.text == "ts" || name.text == "tpts") && formula.terms.size() == arity) {
    formula.kind = Kind::kTimePoint;
    const Term wildcard{.kind = Term::Kind::kWildcard, .span = name.span};
    if (name.text == "tp") formula.terms.push_back(wildcard);
    if (name.text == "ts") formula.terms.insert(formula.terms.begin(), wildcard);
    return;
  }
  if (IsForeign(name)) {
    Report(diag::Kind::kUnknownPredicate, name.span, fmt::format("`{}` is not supported", name.text),
           std::string(kInsteadOfForeign));
    return;
  }
  const std::optional<std::string_view> near = diag::Nearest(name.text, known);
  Report(diag::Kind::kUnknownPredicate, name.span,
         fmt::format("there is no predicate `{}` in the signature", name.text),
         near ? fmt::format("did you mean `{}`?", *near)
              : std::string("declare it in the signature, or define it by LET"));
}

void Parser::ReadComparison(Formula& formula) {
  formula.kind = Kind::kCompare;
  formula.terms.push_back(ReadTerm());
  if (gave_up_) return;
  const std::optional<core::Comparison> comparison = Meaning(kComparisons, Now());
  if (!comparison) {
    const bool is_word = IsForeign(Now());
    Fail(is_word ? fmt::format("`{}` is not supported", Now().text) : "a comparison is expected here",
         std::string(is_word ? kInsteadOfForeign : "for example: x < 10"));
    return;
  }
  formula.comparison = *comparison;
  formula.operator_span = Now().span;
  ++at_;
  formula.terms.push_back(ReadTerm());
}

std::optional<Policy> ParsePolicy(diag::FileId file, const diag::Files& files,
                                  std::vector<Predicate> signature, diag::Sink& sink) {
  const size_t errors_before = sink.errors();
  std::optional<Policy> policy = Parser(Tokenize(file, files, sink), std::move(signature), sink).Run();
  if (!policy || sink.errors() > errors_before || !InferTypes(*policy, sink)) return std::nullopt;
  return policy;
}

}  // namespace casus::mfotl
