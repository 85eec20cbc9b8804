// Declarations: use, horizon, grain, source, aside, kind, entities, phrases and their clauses.

#include <fmt/format.h>

#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic AlsoForSeveral(Span line) {
  return Diagnostic(Kind::kLineTwice, line, "it is not clear whose other name this is")
      .Here("the line above names several")
      .Help("give the one that has other names a line of its own");
}

Diagnostic AdjacentSlots(Span slot, Extent before) {
  return Diagnostic(Kind::kAdjacentSlots, slot, "two slots need a word between them")
      .Mark({slot.file, before.begin, before.end}, "the slot before")
      .Help("for example: event {who: Person} gives {what: Thing} to {whom: Person}");
}

Diagnostic PatternWithoutWords(Span pattern) {
  return Diagnostic(Kind::kPhraseWithoutWords, pattern, "a phrase needs at least one word");
}

Diagnostic NotForAPattern(Span token, std::string_view found, bool is_reserved, bool is_name) {
  if (is_name) {
    return Diagnostic(Kind::kUnexpectedToken, token, fmt::format("{} cannot be part of a phrase", found))
        .Help(
            "give it a slot, {land: Territory}, and write the name in each statement; or write its words "
            "small");
  }
  if (is_reserved) {
    return Diagnostic(Kind::kReservedWord, token, fmt::format("{} cannot be part of a phrase", found))
        .Help("choose another word");
  }
  return Diagnostic(Kind::kUnexpectedToken, token, fmt::format("expected a word or a slot, found {}", found))
      .Help("for example: event {a: State} cedes/cede {land: Territory} to {b: State}");
}

Diagnostic BadZone(Span zone) {
  return Diagnostic(Kind::kUnexpectedToken, zone, "this is not a time zone").Help("for example: zone +04:00");
}

Diagnostic BadChecksum(Span checksum) {
  return Diagnostic(Kind::kUnexpectedToken, checksum, "this is not a checksum")
      .Here("`sha256:` and 64 digits from 0 to f")
      .Help("take the line away, or let `casus read FILE --format json` say it");
}

Diagnostic ChecksumOfNoFile(Span checksum) {
  return Diagnostic(Kind::kMissingPart, checksum, "this source has no file that a checksum could be of")
      .Help("add a line `file \"NAME\"`, or take the checksum away");
}

bool IsChecksum(std::string_view text) {
  constexpr std::string_view kScheme = "sha256:";
  constexpr size_t kDigits = 64;
  return text.size() == kScheme.size() + kDigits && text.starts_with(kScheme) &&
         text.find_first_not_of("0123456789abcdef", kScheme.size()) == std::string_view::npos;
}

Diagnostic BadPosition(Span position) {
  return Diagnostic(Kind::kBadNumber, position, "this is not a place on earth")
      .Help("latitude up to 90 N or S, then longitude up to 180 E or W: at 54.40 N 24.05 E");
}

}  // namespace

void Parser::ParseUse() {
  const Line header = reader_.line();
  Take();
  UseDeclaration use;
  use.path = TextOf(ParseText("the file to use, in quotes").symbol);
  use.extent = From(header.begin);
  if (!failed_) {
    AddItem(Item::Kind::kUse, document_.uses.size());
    document_.uses.push_back(std::move(use));
  }
  EndLine();
  NoBlock(header, "`use`");
}

void Parser::ParseHorizon() {
  const Line header = reader_.line();
  Take();
  HorizonDeclaration horizon;
  horizon.first = ParseDay("the first day of the record");
  Expect(Keyword::kThrough, "`through` and the last day of the record");
  horizon.last = ParseDay("the last day of the record");
  horizon.extent = From(header.begin);
  if (!failed_) {
    AddItem(Item::Kind::kHorizon, document_.horizons.size());
    document_.horizons.push_back(horizon);
  }
  EndLine();
  NoBlock(header, "`horizon`");
}

void Parser::ParseGrain() {
  const Line header = reader_.line();
  Take();
  GrainDeclaration grain;
  if (Accept(Keyword::kDay)) {
    grain.grain = base::Grain::kDay;
  } else if (Accept(Keyword::kHour)) {
    grain.grain = base::Grain::kHour;
  } else if (Accept(Keyword::kMinute)) {
    grain.grain = base::Grain::kMinute;
  } else if (Accept(Keyword::kSecond)) {
    grain.grain = base::Grain::kSecond;
  } else {
    FailExpected("one of day, hour, minute, second",
                 {Keyword::kDay, Keyword::kHour, Keyword::kMinute, Keyword::kSecond});
  }
  if (Accept(Keyword::kZone)) {
    // +04:00 is a sign, a number, a colon and a number without space between them.
    const uint32_t begin = Peek().extent.begin;
    while (!AtEnd()) Take();
    const std::string_view zone = Source(From(begin));
    const auto is_digit = [&](size_t i) { return zone[i] >= '0' && zone[i] <= '9'; };
    const bool is_zone = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && is_digit(1) &&
                         is_digit(2) && zone[3] == ':' && is_digit(4) && is_digit(5);
    if (is_zone) {
      grain.zone = zone;
    } else {
      Fail(BadZone(Place({begin, header.end})));
    }
  }
  grain.extent = From(header.begin);
  if (!failed_) {
    AddItem(Item::Kind::kGrain, document_.grains.size());
    document_.grains.push_back(std::move(grain));
  }
  EndLine();
  NoBlock(header, "`grain`");
}

void Parser::ParseSource() {
  const Line header = reader_.line();
  Take();
  SourceDeclaration source;
  source.name = ParseName("the name of the source, such as A");
  source.title = AcceptTitle();
  source.extent = From(header.begin);
  const bool is_named = !source.name.empty();
  if (is_named) AddItem(Item::Kind::kSource, document_.sources.size());
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    const Line line = reader_.line();
    if (Accept(Keyword::kFile)) {
      const Name file = ParseText("the name of the file, in quotes");
      source.file = TextOf(file.symbol);
      source.file_extent = file.extent;
      EndLine();
      NoBlock(line, "`file`");
    } else if (Accept(Keyword::kChecksum)) {
      const Name checksum = ParseText("the checksum of the file's text, in quotes");
      const std::string_view text = TextOf(checksum.symbol);
      if (IsChecksum(text)) {
        source.checksum = text;
        source.checksum_extent = checksum.extent;
      } else if (!checksum.empty()) {
        Fail(BadChecksum(Place(checksum.extent)));
      }
      EndLine();
      NoBlock(line, "`checksum`");
    } else {
      ParseQualifierOrFail(QualifierPlace::kNoteOnly, qualifiers, "of a source",
                           {Keyword::kFile, Keyword::kChecksum});
    }
  });
  if (!source.checksum.empty() && source.file.empty()) {
    sink_.Report(ChecksumOfNoFile(Place(source.checksum_extent)));
  }
  source.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  if (is_named) document_.sources.push_back(std::move(source));
}

// aside SOURCE "words" because "reason"
void Parser::ParseAside() {
  const Line header = reader_.line();
  Take();
  AsideDeclaration aside;
  aside.source = ParseName("the name of a source after `aside`");
  aside.text = ParseText("words that identify one sentence, in quotes");
  if (!Accept(Keyword::kBecause)) {
    FailExpected("`because` and the reason, in quotes", {Keyword::kBecause},
                 "aside A \"a few words\" because \"an opinion, no event\"");
  }
  aside.reason = ParseText("the reason, in quotes");
  aside.extent = From(header.begin);
  if (!failed_) {
    AddItem(Item::Kind::kAside, document_.asides.size());
    document_.asides.push_back(aside);
  }
  EndLine();
  NoBlock(header, "`aside`");
}

void Parser::ParseKind() {
  const Line header = reader_.line();
  Take();
  KindDeclaration kind;
  kind.name = ParseName("the name of the kind");
  if (Accept(Keyword::kIs)) kind.parents = ParseNames("the name of a kind");
  kind.extent = From(header.begin);
  if (!kind.name.empty()) {
    AddItem(Item::Kind::kKind, document_.kinds.size());
    document_.kinds.push_back(kind);
  }
  EndLine();
  NoBlock(header, "a kind");
}

void Parser::ParseEntities() {
  const Line header = reader_.line();
  const Name kind = ParseName("a kind");
  const size_t first = document_.entities.size();
  do {
    EntityDeclaration entity;
    entity.kind = kind;
    entity.line = static_cast<uint32_t>(first);
    const uint32_t begin = Peek().extent.begin;
    entity.name = ParseName("a name");
    entity.title = AcceptTitle();
    if (Accept(Keyword::kAt)) ParsePosition(entity);
    entity.extent = From(begin);
    if (entity.name.empty()) break;
    AddItem(Item::Kind::kEntity, document_.entities.size());
    document_.entities.push_back(std::move(entity));
  } while (Accept(Token::Kind::kComma));
  EndLine();
  const size_t count = document_.entities.size() - first;
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    if (!At(Keyword::kAlso)) {
      return ParseQualifierOrFail(QualifierPlace::kEntity, qualifiers, "of an entity", {Keyword::kAlso});
    }
    const Line line = reader_.line();
    if (count > 1) Fail(AlsoForSeveral(Place({line.begin, line.end})));
    Accept(Keyword::kAlso);
    EntityDeclaration& entity = document_.entities[first];
    if (entity.also.empty()) entity.also_extent = {line.begin, line.end};
    do {
      const Name name = ParseText("another name, in quotes");
      if (count == 1 && !name.empty()) entity.also.emplace_back(TextOf(name.symbol));
    } while (Accept(Token::Kind::kComma));
    EndLine();
    NoBlock(line, "`also`");
  });
  const Run<Qualifier> run = Commit(document_.qualifiers, qualifiers, 0);
  for (size_t i = first; i < document_.entities.size(); ++i) document_.entities[i].qualifiers = run;
}

// 54.40 N 24.05 E
void Parser::ParsePosition(EntityDeclaration& entity) {
  const uint32_t begin = Peek().extent.begin;
  const auto degrees = [&](std::string_view positive, std::string_view negative,
                           int64_t limit) -> std::optional<base::Decimal> {
    const auto number = ParseNumber();
    if (!number || !At(Token::Kind::kName)) return std::nullopt;
    const std::string_view direction = TextOf(Take().symbol);
    const bool is_negative = direction == negative;
    if (!is_negative && direction != positive) return std::nullopt;
    if (*number > *base::Decimal::FromInteger(limit)) return std::nullopt;
    return is_negative ? base::Negate(*number) : number;
  };
  const auto latitude = degrees("N", "S", 90);
  const auto longitude = latitude ? degrees("E", "W", 180) : std::nullopt;
  if (!longitude) return Fail(BadPosition(Place(From(begin))));
  entity.position = {*latitude, *longitude};
}

void Parser::ParsePhraseDeclaration(bool is_event) {
  const Line header = reader_.line();
  Take();
  PhraseDeclaration declaration;
  declaration.is_event = is_event;
  declaration.parts = ParsePattern();
  declaration.extent = From(header.begin);
  const bool is_declared = !failed_;
  if (is_declared) {
    AddItem(Item::Kind::kPhrase, document_.phrase_declarations.size());
  } else {
    for (const DeclaredPart& part : declaration.parts) {
      document_.lost_words.insert(document_.lost_words.end(), part.forms.begin(), part.forms.end());
    }
  }
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] {
    if (AtClause()) {
      declaration.clauses.push_back(ParseClause());
    } else {
      ParseQualifierOrFail(QualifierPlace::kNoteOnly, qualifiers, "of a declaration",
                           {Keyword::kOne, Keyword::kBegins, Keyword::kEnds, Keyword::kWhile,
                            Keyword::kHappens, Keyword::kReaches, Keyword::kReflexive, Keyword::kTransitive,
                            Keyword::kTacit, Keyword::kPrimitive, Keyword::kVerdict, Keyword::kNote});
    }
  });
  declaration.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  if (is_declared) document_.phrase_declarations.push_back(std::move(declaration));
}

// {a: State} cedes/cede {land: Territory} to {b: State}
std::vector<DeclaredPart> Parser::ParsePattern() {
  std::vector<DeclaredPart> parts;
  bool has_word = false;
  const uint32_t begin = Peek().extent.begin;
  while (!failed_ && !AtEnd()) {
    DeclaredPart part;
    const Token& token = Peek();
    const uint32_t part_begin = token.extent.begin;
    if (token.kind == Token::Kind::kError) {
      FailToken(token);
    } else if (Accept(Token::Kind::kBraceOpen)) {
      if (!At(Token::Kind::kWord)) FailExpected("the name of the slot", {}, "{who: State}");
      if (At(Token::Kind::kWord)) part.variable = Take().symbol;
      Expect(Token::Kind::kColon, "`:` and the kind of the slot");
      if (At(Token::Kind::kWord)) {  // number, date, duration, text
        const Token& kind = Take();
        part.kind = {kind.symbol, kind.extent};
      } else {
        part.kind = ParseName("the kind of the slot: a kind's name, or number, date, duration, text");
      }
      Expect(Token::Kind::kBraceClose, "`}`");
      part.extent = From(part_begin);
      if (!parts.empty() && parts.back().forms.empty()) {
        Fail(AdjacentSlots(Place(part.extent), parts.back().extent));
      }
    } else if (AtWordOfPhrase()) {
      has_word = true;
      do {
        if (!AtWordOfPhrase()) {
          FailExpected("another form of the word", {}, "sign/signs");
          break;
        }
        part.forms.push_back(Take().symbol);
      } while (Accept(Token::Kind::kSlash));
      part.extent = From(part_begin);
    } else {
      Fail(NotForAPattern(Place(token.extent), Describe(token), IsReserved(token.keyword),
                          token.kind == Token::Kind::kName));
    }
    parts.push_back(std::move(part));
  }
  if (!failed_ && !has_word) Fail(PatternWithoutWords(Place({begin, reader_.line().end})));
  return parts;
}

bool Parser::AtClause() const {
  switch (Peek().keyword) {
    case Keyword::kOne:
    case Keyword::kBegins:
    case Keyword::kEnds:
    case Keyword::kWhile:
    case Keyword::kHappens:
    case Keyword::kReaches:
    case Keyword::kReflexive:
    case Keyword::kTransitive:
    case Keyword::kPrimitive:
    case Keyword::kTacit:
    case Keyword::kVerdict:
      return true;
    default:
      return false;
  }
}

Clause Parser::ParseClause() {
  const Line header = reader_.line();
  Clause clause;
  const auto when = [&](Clause::Kind kind, std::string_view what) {
    clause.kind = kind;
    Expect(Keyword::kWhen, what);
    clause.condition = ParseCondition();
  };
  switch (Take().keyword) {
    case Keyword::kOne:
      clause.kind = Clause::Kind::kOnePer;
      clause.one = ParseSlotNames("the slot of which there is one, without `?`");
      if (!At(Keyword::kPer)) FailExpected("`per` and slots", {Keyword::kPer}, "one who per land");
      Accept(Keyword::kPer);
      clause.per = ParseSlotNames("a slot, without `?`");
      break;
    case Keyword::kBegins:
      when(Clause::Kind::kBeginsWhen, "`when` after `begins`");
      break;
    case Keyword::kEnds:
      when(Clause::Kind::kEndsWhen, "`when` after `ends`");
      break;
    case Keyword::kHappens:
      when(Clause::Kind::kHappensWhen, "`when` after `happens`");
      break;
    case Keyword::kWhile:
      clause.kind = Clause::Kind::kWhile;
      clause.condition = ParseCondition();
      break;
    case Keyword::kReaches:
      clause.kind = Clause::Kind::kReachesParts;
      if (!Accept(Keyword::kParts, Keyword::kOf))
        FailExpected("`parts of` after `reaches`", {}, "reaches parts of land");
      clause.one = ParseSlotNames("a slot, without `?`");
      break;
    case Keyword::kReflexive:
      clause.kind = Clause::Kind::kReflexive;
      break;
    case Keyword::kTransitive:
      clause.kind = Clause::Kind::kTransitive;
      break;
    case Keyword::kPrimitive:
      clause.kind = Clause::Kind::kPrimitive;
      break;
    case Keyword::kTacit:
      clause.kind = Clause::Kind::kTacit;
      break;
    default:
      clause.kind = Clause::Kind::kVerdict;
      break;
  }
  clause.label = AcceptLabel();
  clause.extent = From(header.begin);
  if (failed_) clause.kind = Clause::Kind::kError;  // already diagnosed
  EndLine();
  std::vector<Qualifier> qualifiers;
  ParseBlock(header, [&] { ParseQualifierOrFail(QualifierPlace::kEvidence, qualifiers, "of a clause"); });
  clause.qualifiers = Commit(document_.qualifiers, qualifiers, 0);
  return clause;
}

std::vector<base::Symbol> Parser::ParseSlotNames(std::string_view what) {
  std::vector<base::Symbol> names;
  do {
    // What is written as a variable is understood, and the formatter mends it.
    if (!At(Token::Kind::kWord) && !At(Token::Kind::kVariable)) {
      FailExpected(what);
      return names;
    }
    names.push_back(Take().symbol);
  } while (Accept(Token::Kind::kComma));
  return names;
}

}  // namespace casus::lang
