// Expectations and lenses.

#include <fmt/format.h>

#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic SaidTwice(Span part) {
  return Diagnostic(Kind::kLineTwice, part, "this is said twice in one expectation")
      .Help("write two expectations");
}

}  // namespace

// expect [possibly] [under LENS] [according to SOURCE] [on DAY | from DAY through DAY | never | always]:
// CONDITION
void Parser::ParseExpectation() {
  const Line header = reader_.line();
  Take();
  Expectation expectation;
  using Time = Expectation::Time;
  const auto once = [&](bool is_first) {
    if (!is_first) Fail(SaidTwice(Place(Peek().extent)));
    return is_first;
  };
  while (!failed_ && !At(Token::Kind::kColon)) {
    const bool has_no_time = expectation.time == Time::kEnd;
    if (At(Keyword::kPossibly)) {
      if (once(!expectation.possibly)) expectation.possibly = Accept(Keyword::kPossibly);
    } else if (At(Keyword::kUnder)) {
      if (once(expectation.lens.empty()) && Accept(Keyword::kUnder)) {
        expectation.lens = ParseName("the name of a lens after `under`");
      }
    } else if (At(Keyword::kAccording, Keyword::kTo)) {
      if (once(expectation.source.empty()) && Accept(Keyword::kAccording, Keyword::kTo)) {
        expectation.source = ParseName("the name of a source after `according to`");
      }
    } else if (At(Keyword::kOn)) {
      if (once(has_no_time) && Accept(Keyword::kOn)) {
        expectation.time = Time::kOn;
        expectation.first = ParseDay("a date after `on`");
      }
    } else if (At(Keyword::kFrom)) {
      if (once(has_no_time) && Accept(Keyword::kFrom)) {
        expectation.time = Time::kSpan;
        expectation.first = ParseDay("a date after `from`");
        Expect(Keyword::kThrough, "`through` and a date");
        expectation.last = ParseDay("a date after `through`");
      }
    } else if (At(Keyword::kNever)) {
      if (once(has_no_time) && Accept(Keyword::kNever)) expectation.time = Time::kNever;
    } else if (At(Keyword::kAlways)) {
      if (once(has_no_time) && Accept(Keyword::kAlways)) expectation.time = Time::kAlways;
    } else {
      FailExpected("`:` and a condition",
                   {Keyword::kPossibly, Keyword::kUnder, Keyword::kAccording, Keyword::kOn, Keyword::kFrom,
                    Keyword::kNever, Keyword::kAlways},
                   "expect on 1939-10-28: Lithuania controls Vilnius_Strip");
    }
  }
  Accept(Token::Kind::kColon);
  if (!failed_) expectation.condition = ParseCondition();
  expectation.extent = From(header.begin);
  AddItem(Item::Kind::kExpectation, document_.expectations.size());
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header,
             [&] { ParseQualifierOrFail(QualifierPlace::kEvidence, qualifiers, "of an expectation"); });
  expectation.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  document_.expectations.push_back(expectation);
}

void Parser::ParseLens() {
  const Line header = reader_.line();
  Take();
  LensDeclaration lens;
  lens.name = ParseName("the name of the lens");
  lens.title = AcceptTitle();
  lens.extent = From(header.begin);
  const bool is_named = !lens.name.empty();
  if (is_named) AddItem(Item::Kind::kLens, document_.lenses.size());
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    switch (Peek().keyword) {
      case Keyword::kKnown:
      case Keyword::kOnly:
      case Keyword::kBelieving:
      case Keyword::kWithout:
      case Keyword::kSuppose:
        lens.lines.push_back(ParseLensLine());
        break;
      default:
        ParseQualifierOrFail(
            QualifierPlace::kNoteOnly, qualifiers, "of a lens",
            {Keyword::kKnown, Keyword::kOnly, Keyword::kBelieving, Keyword::kWithout, Keyword::kSuppose});
    }
  });
  lens.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  if (is_named) document_.lenses.push_back(std::move(lens));
}

LensLine Parser::ParseLensLine() {
  const Line header = reader_.line();
  LensLine line;
  switch (Take().keyword) {
    case Keyword::kKnown:
      line.kind = LensLine::Kind::kKnownTo;
      Expect(Keyword::kTo, "`to` after `known`");
      line.names = ParseNames("a name after `known to`");
      Expect(Keyword::kOn, "`on` and a date");
      line.day = ParseDay("a date after `on`");
      break;
    case Keyword::kOnly:
      line.kind = LensLine::Kind::kOnlySource;
      Expect(Keyword::kSource, "`source` after `only`");
      line.names = ParseNames("the name of a source");
      break;
    case Keyword::kBelieving:
      line.kind = LensLine::Kind::kBelieving;
      line.names = ParseNames("a name after `believing`");
      break;
    case Keyword::kWithout: {
      line.kind = LensLine::Kind::kWithout;
      const Name struck = ParseReference("the label of a statement, clause or provision");
      line.names = {static_cast<uint32_t>(document_.names.size()), 1};
      document_.names.push_back(struck);
      if (Accept(Keyword::kAnd)) {
        line.and_what_follows = Accept(Keyword::kWhat, Keyword::kFollows);
        if (!line.and_what_follows) {
          FailExpected("`what follows` after `and`", {},
                       "without Signing and what follows; strike others on lines of their own");
        }
      }
      break;
    }
    default:
      line.kind = LensLine::Kind::kSuppose;
      break;
  }
  line.extent = From(header.begin);
  const bool is_suppose = line.kind == LensLine::Kind::kSuppose;
  if (failed_) line.kind = LensLine::Kind::kError;  // already diagnosed
  EndLine();
  if (!is_suppose) {
    NoBlock(header, "this line");
    return line;
  }
  line.statements.begin = static_cast<uint32_t>(document_.statements.size());
  ParseBlock(header, [&] {
    const Line statement_header = reader_.line();
    Statement statement = ParseStatementHead();
    EndLine();
    ParseStatementBlock(statement_header, statement);
    document_.statements.push_back(statement);
  });
  line.statements.count = static_cast<uint32_t>(document_.statements.size()) - line.statements.begin;
  return line;
}

}  // namespace casus::lang
