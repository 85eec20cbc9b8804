// Treaties: their lines of life, articles and norms.

#include <fmt/format.h>

#include <algorithm>

#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic BetweenTwice(Span line) {
  return Diagnostic(Kind::kLineTwice, line, "this treaty has its parties already")
      .Help("name all of them on one line: between Estonia, Latvia and Lithuania");
}

Diagnostic InForceTwice(Span line, Extent first) {
  return Diagnostic(Kind::kLineTwice, line, "this treaty says already when it comes into force")
      .Mark({line.file, first.begin, first.end}, "here")
      .Help(
          "for several ways, write `in force when`, and the conditions joined by `or`; for a first day, "
          "`not before` below the line");
}

Diagnostic BoundTwice(Span line, Extent first) {
  return Diagnostic(Kind::kLineTwice, line, "this limit has its bound already")
      .Mark({line.file, first.begin, first.end}, "here")
      .Help("write two limits");
}

Diagnostic OnBreachTwice(Span line, Extent first) {
  return Diagnostic(Kind::kLineTwice, line, "this norm has its `on breach` already")
      .Mark({line.file, first.begin, first.end}, "here")
      .Help("put all consequences below the first one");
}

Diagnostic BoundMissing(Span limit) {
  return Diagnostic(Kind::kMissingPart, limit, "this limit has no bound")
      .Help("add a line below it: at most 20_000, or at least 20_000");
}

Diagnostic NotHere(Span line, std::string_view what, std::string_view where) {
  return Diagnostic(Kind::kMisplacedLine, line, fmt::format("{} can stand only {}", what, where));
}

Diagnostic BadTimes(Span number) {
  return Diagnostic(Kind::kBadNumber, number, "how often must be a whole number from 1 to 1000")
      .Help("for example: renews 10 years 2 times; or: renews 10 years without end");
}

constexpr int kMaxTimes = 1000;

bool IsInForce(const LifeLine& line) {
  return line.kind == LifeLine::Kind::kInForceOnSignature ||
         line.kind == LifeLine::Kind::kInForceOnRatification || line.kind == LifeLine::Kind::kInForceFrom ||
         line.kind == LifeLine::Kind::kInForceWhen;
}

}  // namespace

// --- The treaty ---

void Parser::ParseTreaty() {
  const Line header = reader_.line();
  Take();
  TreatyDeclaration treaty;
  treaty.name = ParseName("the name of the treaty");
  treaty.title = AcceptTitle();
  treaty.extent = From(header.begin);
  // A treaty without a name, already diagnosed, keeps its articles from belonging to the treaty before it.
  AddItem(Item::Kind::kTreaty, document_.treaties.size());
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    const Line line = reader_.line();
    if (At(Keyword::kBetween)) {
      if (treaty.parties.count > 0) Fail(BetweenTwice(Place({line.begin, line.end})));
      Accept(Keyword::kBetween);
      const Run<Name> parties = ParseNames("the name of a party");
      if (!failed_) treaty.parties = parties;
      EndLine();
      NoBlock(line, "`between`");
    } else if (Accept(Keyword::kAlso)) {
      if (treaty.also.empty()) treaty.also_extent = {line.begin, line.end};
      do {
        const Name name = ParseText("another name, in quotes");
        if (!name.empty()) treaty.also.emplace_back(TextOf(name.symbol));
      } while (Accept(Token::Kind::kComma));
      EndLine();
      NoBlock(line, "`also`");
    } else if (AtLifeLine()) {
      LifeLine life = ParseLifeLine();
      const auto first = std::find_if(treaty.life.begin(), treaty.life.end(), IsInForce);
      if (first != treaty.life.end() && IsInForce(life)) {
        sink_.Report(InForceTwice(Place(life.extent), first->extent));
      }
      treaty.life.push_back(std::move(life));
    } else {
      ParseQualifierOrFail(
          QualifierPlace::kTreaty, qualifiers, "of a treaty",
          {Keyword::kBetween, Keyword::kAlso, Keyword::kTerm, Keyword::kEnds, Keyword::kRenews});
    }
  });
  treaty.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  document_.treaties.push_back(std::move(treaty));
}

bool Parser::AtLifeLine() const {
  return At(Keyword::kIn, Keyword::kForce) || At(Keyword::kTerm) || At(Keyword::kEnds) ||
         At(Keyword::kRenews) || At(Keyword::kUnless) || At(Keyword::kNot, Keyword::kBefore);
}

// A line below a treaty, with what is nested below it.
LifeLine Parser::ParseLifeLine() {
  const Line header = reader_.line();
  LifeLine line;
  if (At(Keyword::kIn)) {
    ParseInForce(line);
  } else if (At(Keyword::kTerm)) {
    ParseTermLine(line);
  } else if (Accept(Keyword::kEnds)) {
    if (Accept(Keyword::kWhen)) {
      line.kind = LifeLine::Kind::kEndsWhen;
    } else {
      line.kind = LifeLine::Kind::kEndsAfter;
      line.duration = ParseDuration("`when`, or a duration, after `ends`");
      Expect(Keyword::kAfter, "`after` and a condition");
    }
    line.condition = ParseCondition();
  } else if (At(Keyword::kRenews)) {
    Fail(NotHere(Place({header.begin, header.end}), "`renews`", "below `term`"));
  } else if (At(Keyword::kUnless)) {
    Fail(NotHere(Place({header.begin, header.end}), "`unless`", "below `renews`, `term` or a norm"));
  } else {
    Fail(NotHere(Place({header.begin, header.end}), "`not before`", "below `in force`"));
  }
  line.extent = From(header.begin);
  if (failed_) line.kind = LifeLine::Kind::kError;  // already diagnosed
  EndLine();
  std::vector<Qualifier> qualifiers;
  const bool is_term = line.kind == LifeLine::Kind::kTerm;
  const bool is_error = line.kind == LifeLine::Kind::kError;
  const bool is_in_force =
      !is_term && line.kind != LifeLine::Kind::kEndsAfter && line.kind != LifeLine::Kind::kEndsWhen;
  ParseBlock(header, [&] {
    if ((is_term || is_error) && At(Keyword::kRenews)) {
      line.nested.push_back(ParseRenewal());
    } else if ((is_term || is_error) && At(Keyword::kUnless)) {
      line.nested.push_back(ParseUnless());
    } else if ((is_in_force || is_error) && At(Keyword::kNot, Keyword::kBefore)) {
      line.nested.push_back(ParseNotBefore());
    } else {
      ParseQualifierOrFail(
          QualifierPlace::kLifeLine, qualifiers, "about the life of a treaty",
          is_term ? std::vector{Keyword::kRenews, Keyword::kUnless} : std::vector<Keyword>{});
    }
  });
  line.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  return line;
}

void Parser::ParseInForce(LifeLine& line) {
  Take();
  Take();
  if (Accept(Keyword::kOn)) {
    if (Accept(Keyword::kSignature)) {
      line.kind = LifeLine::Kind::kInForceOnSignature;
    } else if (Accept(Keyword::kRatification)) {
      line.kind = LifeLine::Kind::kInForceOnRatification;
    } else {
      FailExpected("`signature` or `ratification`", {Keyword::kSignature, Keyword::kRatification},
                   "in force from 1939-10-10");
    }
  } else if (Accept(Keyword::kFrom)) {
    line.kind = LifeLine::Kind::kInForceFrom;
    line.day = ParseDay("a date after `from`");
  } else if (Accept(Keyword::kWhen)) {
    line.kind = LifeLine::Kind::kInForceWhen;
    line.condition = ParseCondition();
  } else {
    FailExpected("`on signature`, `on ratification`, `from` and a date, or `when` and a condition",
                 {Keyword::kOn, Keyword::kFrom, Keyword::kWhen}, "in force from 1939-10-10");
  }
}

// term [of II through VII, IX]: 15 years | through 1954-10-10
void Parser::ParseTermLine(LifeLine& line) {
  Take();
  line.kind = LifeLine::Kind::kTerm;
  if (Accept(Keyword::kOf)) {
    do {
      ArticleRange range;
      range.first = range.last = ParseReference("the label of an article");
      if (Accept(Keyword::kThrough)) range.last = ParseReference("the label of an article after `through`");
      line.articles.push_back(range);
    } while (Accept(Token::Kind::kComma) || Accept(Keyword::kAnd));
    Expect(Token::Kind::kColon, "`:` and a duration");
  } else {
    Accept(Token::Kind::kColon);
  }
  if (Accept(Keyword::kThrough)) {
    line.day = ParseDay("a date after `through`");
  } else {
    line.duration = ParseDuration("a duration, or `through` and a date");
  }
}

LifeLine Parser::ParseRenewal() {
  const Line header = reader_.line();
  LifeLine line{.kind = LifeLine::Kind::kRenews};
  Take();
  line.duration = ParseDuration("a duration after `renews`");
  if (Accept(Keyword::kOnce)) {
    line.times = 1;
  } else if (At(Token::Kind::kNumber)) {
    const Extent extent = Peek().extent;
    const auto number = ParseNumber();
    const bool is_count = number && number->IsInteger() && *number >= *base::Decimal::FromInteger(1) &&
                          *number <= *base::Decimal::FromInteger(kMaxTimes);
    if (is_count) {
      line.times = static_cast<int>(number->units() / base::Decimal::kUnitsPerOne);
    } else {
      Fail(BadTimes(Place(extent)));
    }
    Expect(Keyword::kTimes, "`times`");
  } else if (!Accept(Keyword::kWithout, Keyword::kEnd)) {
    FailExpected("`once`, `2 times` or `without end`", {Keyword::kOnce, Keyword::kWithout},
                 "renews 10 years once");
  }
  line.extent = From(header.begin);
  if (failed_) line.kind = LifeLine::Kind::kError;  // already diagnosed
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    if (At(Keyword::kUnless)) {
      line.nested.push_back(ParseUnless());
    } else {
      ParseQualifierOrFail(QualifierPlace::kLifeLine, qualifiers, "of a renewal", {Keyword::kUnless});
    }
  });
  line.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  return line;
}

// unless CONDITION [at least DURATION before its end]
LifeLine Parser::ParseUnless() {
  const Line header = reader_.line();
  LifeLine line{.kind = LifeLine::Kind::kUnless};
  Take();
  line.condition = ParseCondition();
  if (Accept(Keyword::kAt, Keyword::kLeast)) {
    line.duration = ParseDuration("a duration after `at least`");
    if (!Accept(Keyword::kBefore, Keyword::kIts) || !Accept(Keyword::kEnd)) {
      FailExpected("`before its end`", {Keyword::kBefore},
                   "unless ?party denounces this treaty at least 1 year before its end");
    }
  }
  line.extent = From(header.begin);
  if (failed_) line.kind = LifeLine::Kind::kError;  // already diagnosed
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] { ParseQualifierOrFail(QualifierPlace::kLifeLine, qualifiers, "of `unless`"); });
  line.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  return line;
}

LifeLine Parser::ParseNotBefore() {
  const Line header = reader_.line();
  LifeLine line{.kind = LifeLine::Kind::kNotBefore};
  Take();
  Take();
  line.day = ParseDay("a date after `not before`");
  line.extent = From(header.begin);
  if (failed_) line.kind = LifeLine::Kind::kError;  // already diagnosed
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] { ParseQualifierOrFail(QualifierPlace::kLifeLine, qualifiers, "of `not before`"); });
  line.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  return line;
}

// --- Articles and norms ---

void Parser::ParseArticle(bool is_supplement) {
  const Line header = reader_.line();
  const Extent keyword = Take().extent;
  ArticleDeclaration article;
  article.is_supplement = is_supplement;
  if (is_supplement && !At(Token::Kind::kName)) {
    article.label = {symbols_.Intern("Supplement"), keyword};
  } else {
    article.label = ParseReference("the label of the article, such as IV");
  }
  article.title = AcceptTitle();
  article.extent = From(header.begin);
  AddItem(Item::Kind::kArticle, document_.articles.size());
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    if (QualifierHere() != Qualifier::Kind::kError) {
      qualifiers.push_back(ParseQualifier(QualifierPlace::kArticle));
    } else {
      article.norms.push_back(ParseNorm());
    }
  });
  article.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  document_.articles.push_back(std::move(article));
}

Norm Parser::ParseNorm() {
  const Line header = reader_.line();
  Norm norm;
  ParseNormHead(norm);
  norm.label = AcceptLabel();
  norm.extent = From(header.begin);
  const Norm::Kind kind = norm.kind;
  if (failed_) norm.kind = Norm::Kind::kError;  // already diagnosed
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    const Line line = reader_.line();
    if (At(Keyword::kOn, Keyword::kBreach)) {
      if (norm.on_breach_extent.end > 0)
        Fail(OnBreachTwice(Place({line.begin, line.end}), norm.on_breach_extent));
      norm.on_breach_extent = {line.begin, line.end};
      Accept(Keyword::kOn, Keyword::kBreach);
      EndLine();
      ParseBlock(line, [&] { norm.on_breach.push_back(ParseNorm()); });
    } else if (kind == Norm::Kind::kPower && At(Keyword::kEffect)) {
      norm.effects.push_back(ParseNorm());
    } else if (kind == Norm::Kind::kLimit && At(Keyword::kAt)) {
      ParseBound(norm);
    } else {
      std::vector<Keyword> known = {Keyword::kOn};
      if (kind == Norm::Kind::kPower) known.push_back(Keyword::kEffect);
      if (kind == Norm::Kind::kLimit) known.push_back(Keyword::kAt);
      ParseQualifierOrFail(QualifierPlace::kNorm, qualifiers, "of a norm", std::move(known));
    }
  });
  if (norm.kind == Norm::Kind::kLimit && norm.bound_extent.end == 0)
    sink_.Report(BoundMissing(Place(norm.extent)));
  norm.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  return norm;
}

void Parser::ParseNormHead(Norm& norm) {
  switch (Peek().keyword) {
    case Keyword::kDuty:
      norm.kind = Norm::Kind::kDuty;
      break;
    case Keyword::kBan:
      norm.kind = Norm::Kind::kBan;
      break;
    case Keyword::kRight:
      norm.kind = Norm::Kind::kRight;
      break;
    case Keyword::kPower:
      norm.kind = Norm::Kind::kPower;
      break;
    case Keyword::kEffect:
      norm.kind = Norm::Kind::kEffect;
      break;
    case Keyword::kLimit:
      norm.kind = Norm::Kind::kLimit;
      Take();
      Expect(Keyword::kOn, "`on` and whom the limit binds");
      norm.bearer = ParsePrimary(Unit::kName);
      Expect(Token::Kind::kColon, "`:` and what is limited");
      norm.amount = ParseTerm();
      return;
    default:
      norm.kind = Norm::Kind::kStatement;
      norm.phrase = ParsePhrase(PhraseIn::kCondition);
      return;
  }
  Take();
  norm.negated = norm.kind == Norm::Kind::kDuty && Accept(Keyword::kNot);
  norm.phrase = ParsePhrase(PhraseIn::kCondition);
}

// at most 20_000
void Parser::ParseBound(Norm& norm) {
  const Line header = reader_.line();
  if (norm.bound_extent.end > 0) Fail(BoundTwice(Place({header.begin, header.end}), norm.bound_extent));
  norm.bound_extent = {header.begin, header.end};
  Accept(Keyword::kAt);
  norm.at_least = Accept(Keyword::kLeast);
  if (!norm.at_least) Expect(Keyword::kMost, "`most` or `least` after `at`");
  norm.bound = ParseTerm();
  EndLine();
  NoBlock(header, "a bound");
}

}  // namespace casus::lang
