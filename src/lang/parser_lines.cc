// Tokens, errors, lines and blocks: what all other parts of the parser stand on.

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "diag/nearest.h"
#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic UnexpectedToken(Span token, std::string_view expected, std::string_view found) {
  return Diagnostic(Kind::kUnexpectedToken, token, fmt::format("expected {}, found {}", expected, found));
}

Diagnostic MissingPart(Span end, std::string_view expected) {
  return Diagnostic(Kind::kMissingPart, end, fmt::format("expected {}, but the line ends", expected));
}

Diagnostic TrailingText(Span rest, std::string_view found) {
  return Diagnostic(Kind::kTrailingText, rest, fmt::format("the line should end before {}", found))
      .Here("nothing more can stand here")
      .Help("what qualifies a line stands below it, indented, one qualifier a line");
}

Diagnostic TabIndentation(Span line) {
  return Diagnostic(Kind::kTabIndentation, line, "this line is indented with a tab")
      .Help("indent with two spaces for each level");
}

Diagnostic UnexpectedIndentation(Span line, std::string_view why) {
  return Diagnostic(Kind::kUnexpectedIndentation, line, "this line is indented too deeply")
      .Here(std::string(why));
}

Diagnostic UnevenIndentation(Span line, uint32_t found, uint32_t expected) {
  return Diagnostic(Kind::kUnevenIndentation, line, "this line is indented unevenly")
      .Here(fmt::format("by {}, where the lines beside it are indented by {}", found, expected));
}

Diagnostic NothingToClose(Span parenthesis) {
  return Diagnostic(Kind::kUnclosedBracket, parenthesis, "this `)` closes nothing").Fix(parenthesis, "");
}

Diagnostic UnclosedParenthesis(Span parenthesis) {
  return Diagnostic(Kind::kUnclosedBracket, parenthesis, "this `(` is not closed")
      .Help("a line goes on until its `)` on the next lines only if they are indented deeper");
}

Diagnostic NestedTooDeeply(Span place) {
  return Diagnostic(Kind::kNestedTooDeeply, place, "this is nested too deeply")
      .Here(fmt::format("more than {} levels", kMaxDepth))
      .Help("declare a state for the inner part, with `while`, and use its phrase here");
}

Diagnostic UnknownLine(Span word, std::string_view found, std::string_view where, std::string_view example) {
  return Diagnostic(Kind::kUnknownLine, word, fmt::format("{} opens no line {}", found, where))
      .Help(fmt::format("for example: {}", example));
}

// The word that must stand behind one that opens a line; none if it opens lines by itself, or none at all.
std::string_view SecondWord(Keyword keyword) {
  switch (keyword) {
    case Keyword::kKnown:
    case Keyword::kSubject:
    case Keyword::kException:
      return "to";
    case Keyword::kAlleged:
    case Keyword::kDenied:
      return "by";
    case Keyword::kBecause:
    case Keyword::kInstead:
      return "of";
    case Keyword::kSame:
      return "as";
    case Keyword::kOnly:
    case Keyword::kExcused:
      return "while";
    case Keyword::kBroken:
    case Keyword::kDischarged:
      return "when";
    default:
      return {};
  }
}

Diagnostic ChainTooLong(Span op) {
  return Diagnostic(Kind::kNestedTooDeeply, op, "this is too long")
      .Here(fmt::format("more than {} operators in a row", kMaxDepth))
      .Help("use an aggregate, such as `sum of ?n where …`, or declare a state for a part of it");
}

// What people type, or paste from a text, for a character of the language.
std::string_view MeantBy(std::string_view character) {
  struct Pair {
    std::string_view typed, meant;
  };
  static constexpr Pair kPairs[] = {
      {"“", "\""}, {"”", "\""},  {"„", "\""},  {"«", "\""},  {"»", "\""}, {"'", "\""},
      {"’", "'"},  {"‘", "'"},   {"–", "-"},   {"—", "-"},   {"−", "-"},  {"≤", "<="},
      {"≥", ">="}, {"≠", "!="},  {"×", "*"},   {"&", "and"}, {"|", "or"}, {"!", "not"},
      {";", ","},  {"¬", "not"}, {"∧", "and"}, {"∨", "or"},
  };
  for (const Pair& pair : kPairs) {
    if (character.starts_with(pair.typed)) return pair.meant;
  }
  return {};
}

// NUL bytes and what is not UTF-8: ScanFile reports them, once.
bool IsDiagnosedForTheFile(std::string_view character) {
  return character.size() == 1 && (character[0] == '\0' || static_cast<unsigned char>(character[0]) >= 0x80);
}

Diagnostic UnexpectedCharacter(Span place, std::string_view character) {
  Diagnostic diagnostic(Kind::kUnexpectedCharacter, place, fmt::format("`{}` means nothing here", character));
  if (const std::string_view meant = MeantBy(character); !meant.empty()) {
    diagnostic.helps.push_back(fmt::format("did you mean `{}`?", meant));
    diagnostic.fix = diag::FixIt{place, std::string(meant)};
  }
  return diagnostic;
}

Diagnostic UnclosedText(Span text) {
  return Diagnostic(Kind::kUnclosedText, text, "this text has no closing quote")
      .Here("opened here, open at the end of the line")
      .Help("a text stands on one line; copy few words, `…` bridges a gap")
      .Fix({text.file, text.end, text.end}, "\"");
}

Diagnostic BadEscape(Span escape) {
  return Diagnostic(Kind::kBadEscape, escape, "a backslash must stand before `\"` or another backslash")
      .Help("write `\\\\` for a backslash");
}

Diagnostic BadNumber(Span number) {
  return Diagnostic(Kind::kBadNumber, number, "this is neither a number nor a date")
      .Help(
          "a number is like 20_000 or 7.5, with its unit behind a space; a date is like 1939-10-10, 1939-10 "
          "or 1939");
}

Diagnostic ThousandsByComma(Span number, std::string_view written) {
  std::string meant(written);
  std::replace(meant.begin(), meant.end(), ',', '_');
  return Diagnostic(Kind::kBadNumber, number, "a comma stands between two values, not inside of a number")
      .Help(fmt::format("write `{}`; or a space behind the comma, if these are several values", meant))
      .Fix(number, meant);
}

Diagnostic BadVariable(Span mark) {
  return Diagnostic(Kind::kBadVariable, mark, "`?` must have the name of a variable directly behind it")
      .Help("for example: ?who; for anyone or anything write _");
}

Diagnostic UnclosedBracket(Span bracket) {
  return Diagnostic(Kind::kUnclosedBracket, bracket, "this `[` has no `]` on its line")
      .Help("a range is like [2_000..3_000], a date of several like [1939-10-30..1939-11-01]");
}

Diagnostic BadName(Span name) {
  return Diagnostic(Kind::kBadName, name, "this name ends in a dot")
      .Help("write the article's label behind the dot, as in Mutual_Assistance_Treaty.VII, or leave it out");
}

}  // namespace

// --- Tokens ---

void Parser::BeginTokens() {
  token_ = reader_.tokens().data();
  last_token_ = token_ + (reader_.tokens().size() - 1);
}

bool Parser::Expect(Token::Kind kind, std::string_view what) {
  if (Accept(kind)) return true;
  FailExpected(what);
  return false;
}

bool Parser::Expect(Keyword keyword, std::string_view what) {
  if (Accept(keyword)) return true;
  FailExpected(what, {keyword});
  return false;
}

void Parser::ExpectClose(Extent open) {
  if (Accept(Token::Kind::kClose)) return;
  if (AtEnd()) return Fail(UnclosedParenthesis(Place(open)));
  FailExpected("`)`");
}

Name Parser::ParseName(std::string_view what) {
  if (!At(Token::Kind::kName)) {
    FailExpected(what);
    return {};
  }
  const Token& token = Take();
  return {token.symbol, token.extent};
}

Name Parser::ParseReference(std::string_view what) {
  if (!At(Token::Kind::kNumber)) return ParseName(what);
  const Extent extent = Take().extent;
  return {symbols_.Intern(Source(extent)), extent};
}

Run<Name> Parser::ParseNames(std::string_view what) {
  const size_t from = open_names_.size();
  do {
    open_names_.push_back(ParseName(what));
  } while (Accept(Token::Kind::kComma) ||
           (At(Keyword::kAnd) && Peek(1).kind == Token::Kind::kName && Accept(Keyword::kAnd)));
  return Commit(document_.names, open_names_, from);
}

Run<Name> Parser::ParseReferences(std::string_view what) {
  const size_t from = open_names_.size();
  do {
    open_names_.push_back(ParseReference(what));
  } while (Accept(Token::Kind::kComma) || Accept(Keyword::kAnd));
  return Commit(document_.names, open_names_, from);
}

// At the end of the line. A line with an error keeps it, so that what refers to the line finds it.
Name Parser::AcceptLabel() {
  if (failed_) {
    const auto tokens = reader_.tokens();
    if (tokens.size() < 4 || tokens[tokens.size() - 3].keyword != Keyword::kAs) return {};
    const Token& label = tokens[tokens.size() - 2];
    return label.kind == Token::Kind::kName ? Name{label.symbol, label.extent} : Name{};
  }
  if (!Accept(Keyword::kAs)) return {};
  return ParseName("a label after `as`, beginning with a capital letter");
}

Name Parser::ParseText(std::string_view what) {
  if (!At(Token::Kind::kText)) {
    FailExpected(what);
    return {};
  }
  const Token& token = Take();
  return {token.symbol, token.extent};
}

std::string Parser::AcceptTitle() {
  if (!At(Token::Kind::kText)) return {};
  return std::string(TextOf(Take().symbol));
}

// --- Errors ---

void Parser::Fail(Diagnostic diagnostic) {
  if (!failed_) sink_.Report(std::move(diagnostic));
  failed_ = true;
  token_ = last_token_;
}

void Parser::FailExpected(std::string_view what, Tokens instead, std::string_view example) {
  if (failed_) return;  // already diagnosed
  const Token& token = Peek();
  if (token.kind == Token::Kind::kError) return FailToken(token);
  const Span place = Place(token.extent);
  Diagnostic diagnostic = token.kind == Token::Kind::kEnd ? MissingPart(place, what)
                                                          : UnexpectedToken(place, what, Describe(token));
  if (token.kind == Token::Kind::kWord) {
    std::vector<std::string_view> candidates;
    for (const Keyword keyword : instead) candidates.push_back(Text(keyword));
    if (const auto nearest = diag::Nearest(TextOf(token.symbol), candidates)) {
      diagnostic.helps.push_back(fmt::format("did you mean `{}`?", *nearest));
      diagnostic.fix = diag::FixIt{place, std::string(*nearest)};
    }
  }
  if (!example.empty()) diagnostic.helps.push_back(fmt::format("for example: {}", example));
  Fail(std::move(diagnostic));
}

void Parser::FailToken(const Token& token) {
  const Span place = Place(token.extent);
  switch (token.error) {
    case Token::Error::kCharacter:
      if (IsDiagnosedForTheFile(Source(token.extent))) {
        failed_ = true;
        token_ = last_token_;
        return;
      }
      return Fail(UnexpectedCharacter(place, Source(token.extent)));
    case Token::Error::kUnclosedText:
      return Fail(UnclosedText(place));
    case Token::Error::kEscape:
      return Fail(BadEscape(place));
    case Token::Error::kNumber:
      return Fail(BadNumber(place));
    case Token::Error::kThousands:
      return Fail(ThousandsByComma(place, Source(token.extent)));
    case Token::Error::kVariable:
      return Fail(BadVariable(place));
    case Token::Error::kUnclosedBracket:
      return Fail(UnclosedBracket(place));
    case Token::Error::kName:
      return Fail(BadName(place));
    case Token::Error::kNone:
      break;
  }
  CHECK(false) << "a token of kind kError without an error";
}

void Parser::FailChain() { Fail(ChainTooLong(Place(Peek().extent))); }

std::string Parser::Describe(const Token& token) const {
  switch (token.kind) {
    case Token::Kind::kEnd:
      return "the end of the line";
    case Token::Kind::kWord:
      return fmt::format("the {}`{}`", IsReserved(token.keyword) ? "reserved word " : "word ",
                         Source(token.extent));
    case Token::Kind::kName:
      return fmt::format("the name `{}`", Source(token.extent));
    case Token::Kind::kNumber:
      return fmt::format("the number `{}`", Source(token.extent));
    case Token::Kind::kDate:
      return fmt::format("the date `{}`", Source(token.extent));
    case Token::Kind::kText:
      return "a text in quotes";
    default:
      return fmt::format("`{}`", Source(token.extent));
  }
}

Parser::Depth::Depth(Parser& parser) : parser_(parser) {
  ++parser_.depth_;
  if (!ok()) parser_.Fail(NestedTooDeeply(parser_.Place(parser_.Peek().extent)));
}

// --- Lines and blocks ---

void Parser::EndLine() {
  if (!failed_ && !AtEnd()) {
    const Token& token = Peek();
    if (token.kind == Token::Kind::kError) {
      FailToken(token);
    } else if (token.kind == Token::Kind::kClose) {
      Fail(NothingToClose(Place(token.extent)));
    } else {
      Fail(TrailingText(Place({token.extent.begin, reader_.line().end}), Describe(token)));
    }
  }
  NextLine();
}

void Parser::NextLine() {
  reader_.Advance();
  failed_ = false;
  if (!reader_.HasLine()) {
    token_ = last_token_;
    return;
  }
  BeginTokens();
  const Line& line = reader_.line();
  previous_end_ = line.begin;
  CheckTabs();
}

void Parser::CheckTabs() {
  const Line& line = reader_.line();
  if (!line.has_tab) return;
  const auto begin = static_cast<uint32_t>(text_.rfind('\n', line.begin) + 1);  // 0 if there is none
  sink_.Report(TabIndentation(Place({begin, line.begin})));
}

bool Parser::InBlock(const Line& header) const {
  return reader_.HasLine() && reader_.line().range == header.range && reader_.line().indent > header.indent;
}

void Parser::SkipBlock(const Line& header) {
  while (InBlock(header)) NextLine();
}

void Parser::ReportIndentation(std::string_view why) {
  sink_.Report(UnexpectedIndentation(Place({reader_.line().begin, reader_.line().end}), why));
}

void Parser::NoBlock(const Line& header, std::string_view what) {
  if (!InBlock(header)) return;
  ReportIndentation(fmt::format("nothing can be nested below {}", what));
  SkipBlock(header);
}

void Parser::CheckIndentation(const Line& header, uint32_t indent) {
  const Line& line = reader_.line();
  if (line.indent == indent) return;
  sink_.Report(
      UnevenIndentation(Place({line.begin, line.end}), line.indent - header.indent, indent - header.indent));
}

void Parser::SkipUnknownLine(std::string_view where, const std::vector<Keyword>& known,
                             std::string_view example) {
  const Line header = reader_.line();
  const Token& token = Peek();
  if (token.kind == Token::Kind::kError) {
    FailToken(token);
  } else {
    Diagnostic diagnostic = UnknownLine(Place(token.extent), Describe(token), where, example);
    std::vector<std::string_view> candidates;
    for (const Keyword keyword : known) candidates.push_back(Text(keyword));
    std::string_view meant;
    if (token.kind == Token::Kind::kWord)
      meant = diag::Nearest(TextOf(token.symbol), candidates).value_or("");
    if (const std::string_view second = SecondWord(token.keyword); !second.empty()) {
      diagnostic.helps = {fmt::format("did you mean `{} {}`?", Text(token.keyword), second)};
    } else if (!meant.empty()) {
      diagnostic.helps = {fmt::format("did you mean `{}`?", meant)};
      diagnostic.fix = diag::FixIt{Place(token.extent), std::string(meant)};
    }
    Fail(std::move(diagnostic));
  }
  NextLine();
  SkipBlock(header);
}

}  // namespace casus::lang
