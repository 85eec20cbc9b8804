#pragma once

// The printer behind printer.h, in three steps: expressions become text (printer_expressions.cc), items
// become trees of lines (printer_lines.cc), and lines become a file (printer.cc).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/symbol.h"
#include "lang/ast.h"
#include "lang/keywords.h"

namespace casus::lang {

// Prints what stands on one line. With a source, numbers are printed as they were written there.
class ExpressionPrinter {
 public:
  ExpressionPrinter(const Document& document, const base::SymbolTable& symbols, std::string_view source)
      : document_(document), symbols_(symbols), source_(source) {}

  // Where a term stands decides what must be in parentheses.
  enum class TermIn : uint8_t {
    kAlone,   // the amount of a limit, a question: nothing
    kRow,     // a row: aggregates, sums and products
    kSide,    // a side of a comparison: aggregates
    kPhrase,  // a slot: all but single tokens
  };
  std::string Print(TermId id, TermIn place) const;
  std::string Print(PhraseId id) const;
  std::string Print(ConditionId id) const;
  // The condition, cut where it may be broken into lines: before each `and` or `or` on its highest level.
  std::vector<std::string> PrintInPieces(ConditionId id) const;

  std::string Print(DayId id) const;
  std::string Print(const When& when) const;
  std::string Print(Run<Name> names) const;  // "A, B"
  std::string Quote(std::string_view text) const;
  std::string_view NameOf(base::Symbol symbol) const { return symbols_.Name(symbol); }

 private:
  // Binding strength of a condition; a weaker one needs parentheses where a stronger is expected.
  enum Strength { kAnyCondition, kAndOperand, kSinceOperand, kPrefixOperand };

  std::string PrintCondition(ConditionId id, Strength at_least) const;
  std::string PrintBare(const Condition& condition) const;
  std::string PrintChain(const Condition& condition) const;
  std::string PrintTimed(const Condition& condition) const;
  std::string PrintTerm(TermId id, int level) const;
  std::string PrintAggregate(const Aggregate& aggregate) const;
  std::string PrintNumber(const Term& term) const;
  std::string Print(const base::EdtfDate& date) const;
  std::string PrintPart(const Part& part, const Part* next) const;
  bool NeedsParentheses(const Term& term, const Part* next) const;

  const Document& document_;
  const base::SymbolTable& symbols_;
  std::string_view source_;
};

// A line to print, and the lines nested below it.
struct PrintedLine {
  // Neighbours of one group are aligned.
  enum class Group : uint8_t { kNone, kStatement, kRow, kEntity };

  uint32_t offset = 0;             // where it begins in the source
  std::vector<std::string> cells;  // aligned columns
  std::vector<std::string> more;   // pieces behind the last cell, where the line may be broken
  std::string label;               // `as Label`, behind all
  Group group = Group::kNone;
  bool stands_apart = false;  // between empty lines
  std::vector<PrintedLine> nested;
};

// The lines of all items. Lines beside each other are in the order of the source.
std::vector<PrintedLine> PrintLines(const Document& document, const ExpressionPrinter& printer);

}  // namespace casus::lang
