#pragma once

// The parser behind parser.h. Its methods stand in parser.cc (files, the top level), parser_lines.cc (tokens,
// errors, lines, blocks), parser_dates.cc, parser_terms.cc (terms, phrases), parser_conditions.cc,
// parser_declarations.cc, parser_chronicle.cc (statements, qualifiers), parser_treaties.cc and
// parser_lenses.cc (expectations, lenses).
//
// Where it stands is a token of the current logical line. A method named ParseX takes an X and leaves the
// position behind it; one named AtX looks; AcceptX takes an X if there is one. The first error in a line is
// reported and moves the position to the line's end, so that the methods that follow find nothing and return
// error nodes; they report nothing more until the line has ended (Fail).

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/symbol.h"
#include "diag/sink.h"
#include "lang/ast.h"
#include "lang/fences.h"
#include "lang/keywords.h"
#include "lang/lexer.h"
#include "lang/parser.h"

namespace casus::lang {

// Where a qualifier may stand.
enum class QualifierPlace : uint8_t {
  kStatement,
  kRow,
  kNorm,
  kArticle,
  kTreaty,
  kLifeLine,
  kEntity,
  kNoteOnly,
  kEvidence
};

class Parser {
 public:
  Parser(diag::FileId file, const diag::Files& files, base::SymbolTable& symbols, diag::Sink& sink,
         const FileLayout& layout, Document& document);

  void ParseFile();
  void ParseQuestion(Question& question);

 private:
  using Tokens = std::initializer_list<Keyword>;

  // --- tokens (parser_lines.cc) ---
  const Token& Peek() const { return *token_; }
  const Token& Peek(size_t ahead) const {
    return ahead < static_cast<size_t>(last_token_ - token_) ? token_[ahead] : *last_token_;
  }
  const Token& Take() {
    const Token& token = *token_;
    if (&token != last_token_) {
      ++token_;
      previous_end_ = token.extent.end;
    }
    return token;
  }
  bool At(Token::Kind kind) const { return Peek().kind == kind; }
  bool At(Keyword keyword) const { return Peek().keyword == keyword; }
  bool At(Keyword first, Keyword second) const { return At(first) && Peek(1).keyword == second; }
  bool AtEnd() const { return At(Token::Kind::kEnd); }
  bool Accept(Token::Kind kind) {
    if (!At(kind)) return false;
    Take();
    return true;
  }
  bool Accept(Keyword keyword) {
    if (!At(keyword)) return false;
    Take();
    return true;
  }
  bool Accept(Keyword first, Keyword second) {
    if (!At(first, second)) return false;
    Take();
    Take();
    return true;
  }
  void BeginTokens();  // of the reader's line
  // `what` completes "expected …", as in "a name after `between`".
  bool Expect(Token::Kind kind, std::string_view what);
  bool Expect(Keyword keyword, std::string_view what);
  void ExpectClose(Extent open);  // of the parenthesis that opens there
  Extent From(uint32_t begin) const { return {begin, std::max(begin, previous_end_)}; }

  Name ParseName(std::string_view what);
  Name ParseReference(std::string_view what);   // also a number: articles may have one for a label
  Run<Name> ParseNames(std::string_view what);  // `A, B and C`
  Run<Name> ParseReferences(std::string_view what);
  Name AcceptLabel();  // `as Label`
  Name ParseText(std::string_view what);
  std::string AcceptTitle();
  std::string_view TextOf(base::Symbol symbol) const { return symbols_.Name(symbol); }
  std::string_view Source(Extent extent) const {
    return text_.substr(extent.begin, extent.end - extent.begin);
  }

  // --- errors (parser_lines.cc) ---
  diag::Span Place(Extent extent) const { return document_.Place(extent); }
  void Fail(diag::Diagnostic diagnostic);
  void FailExpected(std::string_view what, Tokens instead = {}, std::string_view example = {});
  void FailToken(const Token& token);  // of kind kError
  void FailChain();                    // too many operators in a row
  std::string Describe(const Token& token) const;

  // --- lines and blocks (parser_lines.cc) ---
  void EndLine();  // nothing more may stand on it
  void NextLine();
  void CheckTabs();
  void ReportIndentation(std::string_view why);  // that the line is indented too deeply
  bool InBlock(const Line& header) const;
  void SkipBlock(const Line& header);
  void NoBlock(const Line& header, std::string_view what);  // nothing may be nested below `what`
  template <typename ParseLine>
  void ParseBlock(const Line& header, ParseLine parse_line) {
    if (!InBlock(header)) return;
    const Depth depth(*this);
    if (!depth.ok()) return SkipBlock(header);
    const uint32_t indent = reader_.line().indent;
    while (InBlock(header)) {
      CheckIndentation(header, indent);
      parse_line();
    }
  }
  void CheckIndentation(const Line& header, uint32_t indent);
  // A line with something nested that is not known is skipped together with it.
  void SkipUnknownLine(std::string_view where, const std::vector<Keyword>& known, std::string_view example);

  // Counts how deep the parser is in nested constructs, and reports what is too deep.
  class Depth {
   public:
    explicit Depth(Parser& parser);
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    ~Depth() { --parser_.depth_; }
    bool ok() const { return parser_.depth_ <= kMaxDepth; }

   private:
    Parser& parser_;
  };

  // --- the top level (parser.cc) ---
  void ParseItem();
  void MakeRoom(size_t times);
  void AddItem(Item::Kind kind, size_t index);

  // --- dates (parser_dates.cc) ---
  bool AtDate() const;
  bool AtAnchor() const;
  bool AtDuration(size_t ahead = 0) const;
  size_t DurationEnd(size_t ahead) const;
  bool MayBeEverydayDate() const;
  bool FailEverydayDate(uint32_t begin);
  std::optional<uint32_t> ParseDate();
  uint32_t AddDate(std::string_view source, base::EdtfDate date);
  uint32_t KeepDate(std::string_view source, uint32_t date);
  DayId ParseDay(std::string_view what);
  base::Duration ParseDuration(std::string_view what);
  std::optional<base::Decimal> ParseNumber();  // with thousand, million, billion
  When ParseWhen();
  bool AtWhen() const;

  // --- terms, phrases, conditions (parser_terms.cc, parser_conditions.cc) ---
  enum class Unit : uint8_t { kName, kNameOrWord };  // what may be the unit of a number
  TermId AddTerm(Term term);
  TermId ErrorTerm(uint32_t begin);
  bool AtTerm() const;
  bool AtOperator(size_t ahead = 0) const;
  bool AtComparison(size_t ahead = 0) const;
  TermId ParseTerm();
  TermId ParseBinary(TermId left, int level);
  TermId ParseUnary();
  TermId ParsePrimary(Unit unit);
  TermId ParseNumberTerm(Unit unit);
  TermId ParseBracket();
  TermId ParseAggregate();
  base::Symbol AcceptUnit(Unit unit);

  enum class PhraseIn : uint8_t { kCondition, kStatement };
  PhraseId ParsePhrase(PhraseIn place, TermId first = kNone<TermId>);
  bool ParsePart(PhraseIn place);
  Run<TermId> ParseDistributed(PhraseIn place, TermId first);
  bool AtWordOfPhrase() const;
  bool AtNotice() const;

  ConditionId AddCondition(Condition condition);
  ConditionId ErrorCondition(uint32_t begin);
  ConditionId AddWithChildren(Condition condition, std::initializer_list<ConditionId> children);
  ConditionId ParseCondition();
  ConditionId ParseChain(Condition::Kind kind);
  ConditionId ParseSince();
  ConditionId ParsePrefixed();
  ConditionId ParseAtom();
  ConditionId ParseEvery();
  ConditionId ParseComparison(TermId left, uint32_t begin);
  size_t BehindParenthesis() const;
  bool OpensTerm() const;
  base::Symbol ParseVariable(std::string_view what);

  // --- declarations (parser_declarations.cc) ---
  void ParseUse();
  void ParseHorizon();
  void ParseGrain();
  void ParseSource();
  void ParseAside();
  void ParseKind();
  void ParseEntities();
  void ParsePosition(EntityDeclaration& entity);
  void ParsePhraseDeclaration(bool is_event);
  std::vector<DeclaredPart> ParsePattern();
  bool AtClause() const;
  Clause ParseClause();
  std::vector<base::Symbol> ParseSlotNames(std::string_view what);

  // --- the chronicle (parser_chronicle.cc) ---
  void ParseStatementOrRule();
  Statement ParseStatementHead();
  void ParseStatementBlock(const Line& header, Statement& statement);
  size_t CountVariables(const Phrase& phrase) const;
  Row ParseRow(const Statement& statement);
  Qualifier::Kind QualifierHere() const;  // kError: none
  Qualifier ParseQualifier(QualifierPlace place);
  void ParseQualifierBody(Qualifier& qualifier);
  void ParseCitation(Qualifier& qualifier);
  // Parses a qualifier, or reports the line as none `where` ("of a source"), where also `known` may open
  // lines.
  void ParseQualifierOrFail(QualifierPlace place, std::vector<Qualifier>& qualifiers, std::string_view where,
                            std::vector<Keyword> known = {});
  // --- treaties (parser_treaties.cc) ---
  void ParseTreaty();
  bool AtLifeLine() const;
  LifeLine ParseLifeLine();
  void ParseInForce(LifeLine& line);
  void ParseTermLine(LifeLine& line);
  LifeLine ParseRenewal();
  LifeLine ParseUnless();
  LifeLine ParseNotBefore();
  void ParseArticle(bool is_supplement);
  Norm ParseNorm();
  void ParseNormHead(Norm& norm);
  void ParseBound(Norm& norm);

  // --- expectations and lenses (parser_lenses.cc) ---
  void ParseExpectation();
  void ParseLens();
  LensLine ParseLensLine();

  base::SymbolTable& symbols_;
  diag::Sink& sink_;
  std::string_view text_;
  const FileLayout& layout_;
  Document& document_;
  KeywordTable keywords_;
  LineReader reader_;

  const Token* token_ = nullptr;       // at which it stands
  const Token* last_token_ = nullptr;  // of the line, a kEnd
  uint32_t previous_end_ = 0;          // of the token before
  bool failed_ = false;                // an error in this line is reported
  int depth_ = 0;
  bool in_aggregate_ = false;  // directly in the condition of an aggregate, outside of inner parentheses
  boost::unordered_flat_map<std::string_view, uint32_t> dates_;  // by spelling, into Document::dates
  // The date that was read last: in a chronicle, most often that of the next statement.
  std::string_view last_spelling_;
  uint32_t last_date_ = 0;
  std::string_view last_locator_;  // as written; there is none that is empty
  base::Symbol last_locator_symbol_ = kNoSymbol;
  std::string locator_;  // room for one

  // Moves the nodes of a run that has grown since `open` had `from` nodes to their pool.
  template <typename T>
  static Run<T> Commit(std::vector<T>& pool, std::vector<T>& open, size_t from) {
    const Run<T> run = {static_cast<uint32_t>(pool.size()), static_cast<uint32_t>(open.size() - from)};
    pool.insert(pool.end(), open.begin() + static_cast<std::ptrdiff_t>(from), open.end());
    open.resize(from);
    return run;
  }

  // Nodes of runs that are still growing; runs may nest.
  std::vector<Part> open_parts_;
  std::vector<TermId> open_terms_;
  std::vector<ConditionId> open_conditions_;
  std::vector<Name> open_names_;
  std::vector<Anchor> open_anchors_;
  std::vector<Qualifier> open_qualifiers_;
  std::vector<Row> open_rows_;
};

}  // namespace casus::lang
