// The chronicle: statements, rows and qualifiers; and rules, which begin like statements.

#include <fmt/format.h>

#include "diag/nearest.h"
#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic MisspelledLine(Span word, std::string_view found, std::string_view meant) {
  return Diagnostic(Kind::kUnknownLine, word, fmt::format("the word `{}` opens no line", found))
      .Help(fmt::format("did you mean `{}`?", meant))
      .Fix(word, std::string(meant));
}

Diagnostic MisplacedQualifier(Span line, std::string_view where, std::string_view belongs) {
  return Diagnostic(Kind::kMisplacedLine, line, fmt::format("this line cannot stand below {}", where))
      .Help(fmt::format("it belongs below {}", belongs));
}

Diagnostic RowLength(Span row, size_t found, size_t expected, Span phrase) {
  return Diagnostic(
             Kind::kRowLength, row,
             fmt::format("this row has {} {}, the phrase has {} {}", found, found == 1 ? "value" : "values",
                         expected, expected == 1 ? "variable" : "variables"))
      .Mark(phrase, "one value for each different variable, in the order in which they first occur")
      .Help("put two spaces, or a comma, between the values: 8_000  Alytus");
}

Diagnostic RowWithoutVariables(Span row, Span phrase) {
  return Diagnostic(Kind::kRowWithoutVariables, row, "this row of values has no variables to fill")
      .Mark(phrase, "no `?variable` here")
      .Help("write ?n, ?site and so on in the phrase where the values belong");
}

Diagnostic ValuesTooClose(Span value) {
  return Diagnostic(Kind::kRowLength, value, "this value is too close to the one before")
      .Help("put two spaces, or a comma, between the values: 8_000  Alytus");
}

std::string_view NameOf(QualifierPlace place) {
  switch (place) {
    case QualifierPlace::kStatement:
      return "a statement";
    case QualifierPlace::kRow:
      return "a row";
    case QualifierPlace::kNorm:
      return "a norm";
    case QualifierPlace::kArticle:
      return "an article";
    case QualifierPlace::kTreaty:
      return "a treaty";
    case QualifierPlace::kLifeLine:
      return "a line about the life of a treaty";
    case QualifierPlace::kEntity:
      return "an entity";
    case QualifierPlace::kNoteOnly:
    case QualifierPlace::kEvidence:
      return "this declaration";
  }
  return {};
}

std::string_view ExampleFor(QualifierPlace place) {
  switch (place) {
    case QualifierPlace::kNorm:
      return "within 30 days";
    case QualifierPlace::kNoteOnly:
      return "note \"…\"";
    case QualifierPlace::kTreaty:
      return "in force on signature";
    default:
      return "cite A \"words of the source\"";
  }
}

bool MayStand(Qualifier::Kind kind, QualifierPlace place) {
  using enum Qualifier::Kind;
  const bool in_chronicle = place == QualifierPlace::kStatement || place == QualifierPlace::kRow;
  const bool in_treaty = place == QualifierPlace::kNorm || place == QualifierPlace::kArticle;
  switch (kind) {
    case kNote:
      return true;
    case kCite:
      return place != QualifierPlace::kNoteOnly;
    case kGiven:
      return in_chronicle || in_treaty || place == QualifierPlace::kTreaty ||
             place == QualifierPlace::kEntity;
    case kOpen:
      return in_chronicle || in_treaty || place == QualifierPlace::kTreaty ||
             place == QualifierPlace::kLifeLine;
    case kSecret:
    case kKnown:
      return in_chronicle || in_treaty || place == QualifierPlace::kTreaty;
    case kAlleged:
    case kDenied:
    case kDoubtful:
    case kBecause:
    case kSameAs:
      return in_chronicle;
    case kSurvives:
    case kNotwithstanding:
    case kSubjectTo:
    case kExceptionTo:
    case kInsteadOf:
      return in_treaty;
    default:
      return place == QualifierPlace::kNorm;
  }
}

// The text with one space wherever it has space, in `room` if it is not so written. It does not begin with space.
std::string_view SpacedEvenly(std::string_view text, std::string& room) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  bool is_even = true;
  for (size_t i = 1; i < text.size(); ++i) {
    if (is_space(text[i]) && (text[i] != ' ' || text[i - 1] == ' ')) is_even = false;
  }
  if (is_even) return text;
  room.clear();
  for (const char c : text) {
    if (!is_space(c)) {
      room += c;
    } else if (room.back() != ' ') {
      room += ' ';
    }
  }
  return room;
}

// A place where the qualifier may stand, for the help.
QualifierPlace HomeOf(Qualifier::Kind kind) {
  return MayStand(kind, QualifierPlace::kStatement) ? QualifierPlace::kStatement : QualifierPlace::kNorm;
}

}  // namespace

// --- Statements ---

void Parser::ParseStatementOrRule() {
  static constexpr std::string_view kTopLevel[] = {"use",        "horizon", "grain", "source", "aside",
                                                   "kind",       "event",   "state", "treaty", "article",
                                                   "supplement", "expect",  "lens"};
  const Line header = reader_.line();
  const Token& first = Peek();
  if (first.kind == Token::Kind::kWord && first.keyword == Keyword::kNone &&
      first.extent.end - first.extent.begin > 3 &&
      (Peek(1).kind == Token::Kind::kName || Peek(1).kind == Token::Kind::kText ||
       Peek(1).kind == Token::Kind::kBraceOpen)) {
    const std::string_view word = TextOf(first.symbol);
    if (const auto meant = diag::Nearest(word, kTopLevel)) {
      Fail(MisspelledLine(Place(first.extent), word, *meant));
      NextLine();
      return SkipBlock(header);
    }
  }
  const size_t items = document_.items.size();
  AddItem(Item::Kind::kStatement, document_.statements.size());
  Statement statement = ParseStatementHead();
  EndLine();
  if (statement.when.kind == When::Kind::kAlways && statement.label.empty() && InBlock(header) &&
      AtClause()) {
    document_.items[items].kind = Item::Kind::kRule;
    document_.items[items].index = static_cast<uint32_t>(document_.rules.size());
    RuleDeclaration rule{.phrase = statement.phrase, .extent = statement.extent};
    ParseBlock(header, [&] {
      if (AtClause()) {
        rule.clauses.push_back(ParseClause());
      } else {
        SkipUnknownLine("of a rule", {Keyword::kBegins, Keyword::kEnds, Keyword::kWhile, Keyword::kHappens},
                        "begins when ?who takes ?land");
      }
    });
    document_.rules.push_back(std::move(rule));
    return;
  }
  ParseStatementBlock(header, statement);
  document_.statements.push_back(statement);
}

Statement Parser::ParseStatementHead() {
  Statement statement;
  const uint32_t begin = Peek().extent.begin;
  if (AtWhen()) {
    statement.when = ParseWhen();
  } else if (MayBeEverydayDate()) {
    FailEverydayDate(begin);
  }
  statement.phrase = ParsePhrase(PhraseIn::kStatement);
  statement.label = AcceptLabel();
  statement.extent = From(begin);
  return statement;
}

void Parser::ParseStatementBlock(const Line& header, Statement& statement) {
  const size_t from = open_qualifiers_.size();
  const size_t first_row = open_rows_.size();
  ParseBlock(header, [&] {
    const Token::Kind kind = Peek().kind;
    if (kind == Token::Kind::kWord || kind == Token::Kind::kError) {
      ParseQualifierOrFail(QualifierPlace::kStatement, open_qualifiers_, "of a statement");
    } else {
      open_rows_.push_back(ParseRow(statement));
    }
  });
  statement.qualifiers = Commit(document_.qualifiers, open_qualifiers_, from);
  statement.rows = Commit(document_.rows, open_rows_, first_row);
}

// How many different variables there are.
size_t Parser::CountVariables(const Phrase& phrase) const {
  std::vector<base::Symbol> variables;
  for (const Part& part : document_[phrase.parts]) {
    for (const TermId id : document_[part.terms]) {
      const Term& term = document_[id];
      if (term.kind != Term::Kind::kVariable) continue;
      if (std::find(variables.begin(), variables.end(), term.symbol) == variables.end())
        variables.push_back(term.symbol);
    }
  }
  return variables.size();
}

Row Parser::ParseRow(const Statement& statement) {
  const Line header = reader_.line();
  Row row;
  const size_t from = open_terms_.size();
  do {
    if (open_terms_.size() > from) {
      const bool has_comma = Accept(Token::Kind::kComma);
      if (!has_comma && Peek().gap < 2) {
        Fail(ValuesTooClose(Place(Peek().extent)));
        break;
      }
    }
    open_terms_.push_back(At(Token::Kind::kMinus) ? ParseUnary() : ParsePrimary(Unit::kName));
  } while (!failed_ && !AtEnd() && !At(Keyword::kAs));
  const size_t values = open_terms_.size() - from;
  row.values = Commit(document_.term_lists, open_terms_, from);
  row.label = AcceptLabel();
  row.extent = From(header.begin);
  if (!failed_ && statement.phrase != kNone<PhraseId>) {
    const Phrase& phrase = document_[statement.phrase];
    const size_t variables = CountVariables(phrase);
    if (variables == 0) {
      Fail(RowWithoutVariables(Place(row.extent), Place(phrase.extent)));
    } else if (values != variables) {
      Fail(RowLength(Place(row.extent), values, variables, Place(phrase.extent)));
    }
  }
  EndLine();
  const size_t first_qualifier = open_qualifiers_.size();
  ParseBlock(header, [&] { ParseQualifierOrFail(QualifierPlace::kRow, open_qualifiers_, "of a row"); });
  row.qualifiers = Commit(document_.qualifiers, open_qualifiers_, first_qualifier);
  return row;
}

// --- Qualifiers ---

Qualifier::Kind Parser::QualifierHere() const {
  using enum Qualifier::Kind;
  const Keyword second = Peek(1).keyword;
  const auto if_followed = [&](Keyword keyword, Qualifier::Kind kind) {
    return second == keyword ? kind : kError;
  };
  switch (Peek().keyword) {
    case Keyword::kCite:
      return kCite;
    case Keyword::kSecret:
      return kSecret;
    case Keyword::kKnown:
      return if_followed(Keyword::kTo, kKnown);
    case Keyword::kAlleged:
      return if_followed(Keyword::kBy, kAlleged);
    case Keyword::kDenied:
      return if_followed(Keyword::kBy, kDenied);
    case Keyword::kDoubtful:
      return kDoubtful;
    case Keyword::kBecause:
      return if_followed(Keyword::kOf, kBecause);
    case Keyword::kSame:
      return if_followed(Keyword::kAs, kSameAs);
    case Keyword::kGiven:
      return kGiven;
    case Keyword::kOpen:
      return kOpen;
    case Keyword::kNote:
      return kNote;
    case Keyword::kWhen:
      return kWhen;
    case Keyword::kWhile:
      return kWhile;
    case Keyword::kOnly:
      return if_followed(Keyword::kWhile, kOnlyWhile);
    case Keyword::kWhere:
      return kWhere;
    case Keyword::kUnless:
      return kUnless;
    case Keyword::kBroken:
      return if_followed(Keyword::kWhen, kBrokenWhen);
    case Keyword::kExcused:
      return if_followed(Keyword::kWhile, kExcusedWhile);
    case Keyword::kDischarged:
      return if_followed(Keyword::kWhen, kDischargedWhen);
    case Keyword::kWithin:
      return kWithin;
    case Keyword::kBy:
      return kBy;
    case Keyword::kAnd:
      return if_followed(Keyword::kThereafter, kAndThereafter);
    case Keyword::kEach:
      return kEach;
    case Keyword::kSurvives:
      return kSurvives;
    case Keyword::kNotwithstanding:
      return kNotwithstanding;
    case Keyword::kSubject:
      return if_followed(Keyword::kTo, kSubjectTo);
    case Keyword::kException:
      return if_followed(Keyword::kTo, kExceptionTo);
    case Keyword::kInstead:
      return if_followed(Keyword::kOf, kInsteadOf);
    default:
      return kError;
  }
}

void Parser::ParseQualifierOrFail(QualifierPlace place, std::vector<Qualifier>& qualifiers,
                                  std::string_view where, std::vector<Keyword> known) {
  if (QualifierHere() != Qualifier::Kind::kError) {
    qualifiers.push_back(ParseQualifier(place));
    return;
  }
  struct Opener {
    Qualifier::Kind kind;
    Keyword keyword;
  };
  static constexpr Opener kOpeners[] = {
      {Qualifier::Kind::kCite, Keyword::kCite},
      {Qualifier::Kind::kNote, Keyword::kNote},
      {Qualifier::Kind::kSecret, Keyword::kSecret},
      {Qualifier::Kind::kKnown, Keyword::kKnown},
      {Qualifier::Kind::kAlleged, Keyword::kAlleged},
      {Qualifier::Kind::kDenied, Keyword::kDenied},
      {Qualifier::Kind::kDoubtful, Keyword::kDoubtful},
      {Qualifier::Kind::kBecause, Keyword::kBecause},
      {Qualifier::Kind::kGiven, Keyword::kGiven},
      {Qualifier::Kind::kOpen, Keyword::kOpen},
      {Qualifier::Kind::kWithin, Keyword::kWithin},
      {Qualifier::Kind::kUnless, Keyword::kUnless},
      {Qualifier::Kind::kSurvives, Keyword::kSurvives},
      {Qualifier::Kind::kNotwithstanding, Keyword::kNotwithstanding},
  };
  for (const Opener& opener : kOpeners) {
    if (MayStand(opener.kind, place)) known.push_back(opener.keyword);
  }
  SkipUnknownLine(where, known, ExampleFor(place));
}

Qualifier Parser::ParseQualifier(QualifierPlace place) {
  const Line header = reader_.line();
  Qualifier qualifier;
  qualifier.kind = QualifierHere();
  if (MayStand(qualifier.kind, place)) {
    Take();
    ParseQualifierBody(qualifier);
  } else {
    Fail(
        MisplacedQualifier(Place({header.begin, header.end}), NameOf(place), NameOf(HomeOf(qualifier.kind))));
  }
  qualifier.extent = From(header.begin);
  if (failed_) qualifier.kind = Qualifier::Kind::kError;  // already diagnosed
  EndLine();
  NoBlock(header, "a qualifier");
  return qualifier;
}

// Behind the first keyword.
void Parser::ParseQualifierBody(Qualifier& qualifier) {
  using enum Qualifier::Kind;
  switch (qualifier.kind) {
    case kCite:
      return ParseCitation(qualifier);
    case kSecret:
    case kDoubtful:
    case kEach:
    case kSurvives:
      return;
    case kAndThereafter:
      Take();
      return;
    case kKnown:
      Take();
      qualifier.names = ParseNames("a name after `known to`");
      if (Accept(Keyword::kFrom)) qualifier.day = ParseDay("a date after `from`");
      return;
    case kAlleged:
    case kDenied:
      Take();
      qualifier.names = ParseNames("a name after `by`");
      if (Accept(Keyword::kOn)) qualifier.day = ParseDay("a date after `on`");
      return;
    case kBecause:
    case kSameAs:
      Take();
      qualifier.names = ParseReferences("the label of a statement");
      return;
    case kGiven:
      if (!AtEnd()) qualifier.text = ParseText("a reason in quotes");
      return;
    case kOpen:
    case kNote:
      qualifier.text = ParseText("a text in quotes");
      return;
    case kOnlyWhile:
    case kBrokenWhen:
    case kExcusedWhile:
    case kDischargedWhen:
      Take();
      qualifier.condition = ParseCondition();
      return;
    case kWhen:
    case kWhile:
    case kWhere:
    case kUnless:
      qualifier.condition = ParseCondition();
      return;
    case kWithin:
      qualifier.duration = ParseDuration("a duration after `within`");
      return;
    case kBy:
      qualifier.day = ParseDay("a date after `by`");
      return;
    case kNotwithstanding:
      qualifier.names = ParseReferences("the label of a provision");
      return;
    case kSubjectTo:
    case kExceptionTo:
    case kInsteadOf:
      Take();
      qualifier.names = ParseReferences("the label of a provision");
      return;
    case kError:
      return;
  }
}

// cite A "words … words", or any locator: cite A page 12
void Parser::ParseCitation(Qualifier& qualifier) {
  qualifier.source = ParseName("the name of a source after `cite`");
  if (failed_) return;
  const Token& token = Peek();
  if (token.error == Token::Error::kUnclosedText || token.error == Token::Error::kEscape)
    return FailToken(token);
  if (token.kind == Token::Kind::kText) {
    qualifier.text = ParseText("words of the source");
    return;
  }
  if (token.kind == Token::Kind::kEnd) {
    return FailExpected("words of the source in quotes, or a locator", {},
                        "cite A \"signed … on 10 October\", or cite A page 12");
  }
  qualifier.is_locator = true;
  const uint32_t begin = token.extent.begin;
  while (!AtEnd()) Take();
  qualifier.text.extent = From(begin);
  // Neighbours often cite the same place.
  const std::string_view written = Source(qualifier.text.extent);
  if (written != last_locator_) {
    last_locator_ = written;
    last_locator_symbol_ = symbols_.Intern(SpacedEvenly(written, locator_));
  }
  qualifier.text.symbol = last_locator_symbol_;
}

}  // namespace casus::lang
