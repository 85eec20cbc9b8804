#include "lang/parser.h"

#include <fmt/format.h>

#include "base/check.h"
#include "lang/parser_impl.h"

namespace casus::lang {
namespace {

using diag::Diagnostic;
using diag::Kind;
using diag::Span;

Diagnostic NoQuestion(Span start) {
  return Diagnostic(Kind::kMissingPart, start, "there is no question")
      .Help("for example: ?who controls Vilnius_Region");
}

Diagnostic SecondQuestion(Span line) {
  return Diagnostic(Kind::kTrailingText, line, "a question is one line")
      .Help("join conditions by `and`, or ask them one after the other");
}

}  // namespace

Parser::Parser(diag::FileId file, const diag::Files& files, base::SymbolTable& symbols, diag::Sink& sink,
               const FileLayout& layout, Document& document)
    : symbols_(symbols),
      sink_(sink),
      text_(files.Text(file)),
      layout_(layout),
      document_(document),
      keywords_(symbols),
      reader_(text_, layout.code, symbols, keywords_, document.comments) {
  document_.file = file;
  if (reader_.HasLine()) BeginTokens();
}

// --- The top level ---

void Parser::ParseFile() {
  if (!reader_.HasLine()) return;
  CheckTabs();
  previous_end_ = reader_.line().begin;
  uint32_t range = 0;
  uint32_t indent = 0;
  constexpr uint32_t kSample = 1u << 17;
  bool is_measured = text_.size() < 8 * kSample;
  while (reader_.HasLine()) {
    const Line& line = reader_.line();
    if (!is_measured && line.begin > kSample) {
      is_measured = true;
      MakeRoom(text_.size() / line.begin + 1);
    }
    if (line.range != range) indent = 0;
    range = line.range;
    if (line.indent > indent) ReportIndentation("there is no line above it that it could belong to");
    indent = line.indent;  // lines beside it are not reported again
    ParseItem();
  }
}

// Large files go on as they begin: room for what is to come is taken at once, and no pool is copied while it grows.
void Parser::MakeRoom(size_t times) {
  const auto make_room = [&](auto& pool) { pool.reserve(pool.size() * times + pool.size() * times / 16); };
  make_room(document_.items);
  make_room(document_.statements);
  make_room(document_.terms);
  make_room(document_.term_lists);
  make_room(document_.numbers);
  make_room(document_.parts);
  make_room(document_.phrases);
  make_room(document_.days);
  make_room(document_.qualifiers);
  make_room(document_.rows);
}

void Parser::ParseItem() {
  const Token& first = Peek();
  switch (first.keyword) {
    case Keyword::kUse:
      return ParseUse();
    case Keyword::kHorizon:
      return ParseHorizon();
    case Keyword::kGrain:
      return ParseGrain();
    case Keyword::kSource:
      return ParseSource();
    case Keyword::kAside:
      return ParseAside();
    case Keyword::kKind:
      return ParseKind();
    case Keyword::kEvent:
      return ParsePhraseDeclaration(true);
    case Keyword::kState:
      return ParsePhraseDeclaration(false);
    case Keyword::kTreaty:
      return ParseTreaty();
    case Keyword::kArticle:
      return ParseArticle(false);
    case Keyword::kSupplement:
      return ParseArticle(true);
    case Keyword::kExpect:
      return ParseExpectation();
    case Keyword::kLens:
      return ParseLens();
    default:
      break;
  }
  if (first.kind == Token::Kind::kName && Peek(1).kind == Token::Kind::kName) return ParseEntities();
  ParseStatementOrRule();
}

void Parser::AddItem(Item::Kind kind, size_t index) {
  document_.items.push_back({kind, static_cast<uint32_t>(index), layout_.code[reader_.line().range].heading});
}

void Parser::ParseQuestion(Question& question) {
  if (!reader_.HasLine()) {
    sink_.Report(NoQuestion(Place({0, 0})));
    return;
  }
  const bool is_enclosed = At(Token::Kind::kOpen) && IsAggregate(Peek(1).keyword) &&
                           Peek(BehindParenthesis()).kind == Token::Kind::kEnd;
  if (is_enclosed || IsAggregate(Peek().keyword)) {
    question.term = ParseTerm();
  } else {
    question.condition = ParseCondition();
  }
  const bool complete = !failed_ && AtEnd();
  EndLine();
  if (complete && !reader_.HasLine()) return;
  if (complete) {
    sink_.Report(SecondQuestion(Place({reader_.line().begin, reader_.line().end})));
  }
  question.condition = kNone<ConditionId>;
  question.term = kNone<TermId>;
}

Document Parse(diag::FileId file, const diag::Files& files, base::SymbolTable& symbols, diag::Sink& sink) {
  CHECK(symbols.Intern("") == kNoSymbol) << "the first symbol of the table is not the empty text";
  Document document;
  FileLayout layout = ScanFile(file, files, sink);
  Parser(file, files, symbols, sink, layout, document).ParseFile();
  document.is_markdown = layout.is_markdown;
  document.headings = std::move(layout.headings);
  document.code = std::move(layout.code);
  return document;
}

Question ParseQuestion(diag::FileId file, const diag::Files& files, base::SymbolTable& symbols,
                       diag::Sink& sink) {
  CHECK(symbols.Intern("") == kNoSymbol) << "the first symbol of the table is not the empty text";
  Question question;
  FileLayout layout;
  layout.headings.emplace_back();
  layout.code.push_back({.end = static_cast<uint32_t>(files.Text(file).size())});
  Parser(file, files, symbols, sink, layout, question.document).ParseQuestion(question);
  question.document.headings = std::move(layout.headings);
  question.document.code = std::move(layout.code);
  return question;
}

std::string HeadingPath(const Document& document, uint32_t offset) {
  const auto after =
      std::upper_bound(document.headings.begin() + 1, document.headings.end(), offset,
                       [](uint32_t place, const Heading& heading) { return place < heading.offset; });
  std::string path;
  for (size_t i = static_cast<size_t>(after - document.headings.begin()) - 1; i != 0;
       i = document.headings[i].parent) {
    path = path.empty() ? document.headings[i].text : fmt::format("{} › {}", document.headings[i].text, path);
  }
  return path;
}

}  // namespace casus::lang
