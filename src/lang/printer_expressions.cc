#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "base/date.h"
#include "lang/printer_impl.h"

namespace casus::lang {
namespace {

bool BeginsWithDigit(std::string_view text) { return !text.empty() && text[0] >= '0' && text[0] <= '9'; }

bool IsLower(std::string_view unit) { return !unit.empty() && unit[0] >= 'a' && unit[0] <= 'z'; }

std::string Parenthesized(std::string_view text) { return fmt::format("({})", text); }

// How tightly a term binds: 0 sums, 1 products, 2 signs, 3 what stands by itself.
int LevelOf(Term::Kind kind) {
  switch (kind) {
    case Term::Kind::kAdd:
    case Term::Kind::kSubtract:
      return 0;
    case Term::Kind::kMultiply:
    case Term::Kind::kDivide:
      return 1;
    case Term::Kind::kNegate:
      return 2;
    default:
      return 3;
  }
}

// Words that would be read as a part of a number before them.
bool ContinuesNumber(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "thousand", "million", "billion", "second", "minute", "hour",  "day",    "week",  "month",
      "year",     "seconds", "minutes", "hours",  "days",   "weeks", "months", "years",
  };
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

}  // namespace

// --- Terms ---

std::string ExpressionPrinter::Print(TermId id, TermIn place) const {
  const Term& term = document_[id];
  const int level = LevelOf(term.kind);
  bool enclose = false;
  switch (place) {
    case TermIn::kAlone:
      break;
    case TermIn::kRow:
      enclose = level < 2 || term.kind == Term::Kind::kAggregate;
      break;
    case TermIn::kSide:
      enclose = term.kind == Term::Kind::kAggregate;
      break;
    case TermIn::kPhrase:
      enclose = level < 3 || term.kind == Term::Kind::kAggregate;
      break;
  }
  const std::string text = PrintTerm(id, 0);
  return enclose ? Parenthesized(text) : text;
}

// In parentheses if it binds less tightly than `level`.
std::string ExpressionPrinter::PrintTerm(TermId id, int level) const {
  const Term& term = document_[id];
  const auto binary = [&](std::string_view op) {
    const int own = LevelOf(term.kind);
    // Operators of one level are read from the left.
    const auto side = [&](TermId operand, int least) {
      const bool is_aggregate = document_[operand].kind == Term::Kind::kAggregate;
      return is_aggregate ? Parenthesized(PrintTerm(operand, 0)) : PrintTerm(operand, least);
    };
    const std::string text = fmt::format("{} {} {}", side(term.left, own), op, side(term.right, own + 1));
    return own < level ? Parenthesized(text) : text;
  };
  switch (term.kind) {
    case Term::Kind::kError:
      return "_";
    case Term::Kind::kName:
      return std::string(NameOf(term.symbol));
    case Term::Kind::kVariable:
      return fmt::format("?{}", NameOf(term.symbol));
    case Term::Kind::kAny:
      return "_";
    case Term::Kind::kThis:
      return fmt::format("this {}", NameOf(term.symbol));
    case Term::Kind::kNumber:
    case Term::Kind::kRange:
      return PrintNumber(term);
    case Term::Kind::kDate:
      return Print(document_.dates[term.index]);
    case Term::Kind::kDuration:
      return base::ToString(document_.durations[term.index]);
    case Term::Kind::kText:
      return Quote(NameOf(term.symbol));
    case Term::Kind::kAdd:
      return binary("+");
    case Term::Kind::kSubtract:
      return binary("-");
    case Term::Kind::kMultiply:
      return binary("*");
    case Term::Kind::kDivide:
      return binary("/");
    case Term::Kind::kNegate: {
      // A minus directly before a date would be that of a year before 1.
      const Term::Kind kind = document_[term.left].kind;
      const bool enclose = kind == Term::Kind::kAggregate || kind == Term::Kind::kDate;
      const std::string operand = PrintTerm(term.left, 2);
      return "-" + (enclose ? Parenthesized(operand) : operand);
    }
    case Term::Kind::kAggregate:
      return PrintAggregate(document_.aggregates[term.index]);
  }
  CHECK(false) << "term of kind " << static_cast<int>(term.kind);
  return {};
}

std::string ExpressionPrinter::PrintNumber(const Term& term) const {
  const Extent extent = term.extent;
  if (extent.end > extent.begin && extent.end <= source_.size()) {
    const std::string_view written = source_.substr(extent.begin, extent.end - extent.begin);
    // A break within a number can only be in parentheses.
    if (written.find('\n') == std::string_view::npos) {
      std::string text;
      for (const char c : written) {
        const bool is_space = c == ' ' || c == '\t';
        if (!is_space || (!text.empty() && text.back() != ' ')) text += is_space ? ' ' : c;
      }
      return text;
    }
  }
  const std::string number = term.kind == Term::Kind::kNumber
                                 ? document_.numbers[term.index].ToString()
                                 : fmt::format("[{}..{}]", document_.numbers[term.index].ToString(),
                                               document_.numbers[term.index + 1].ToString());
  return term.symbol == kNoSymbol ? number : fmt::format("{} {}", number, NameOf(term.symbol));
}

std::string ExpressionPrinter::PrintAggregate(const Aggregate& aggregate) const {
  static constexpr std::string_view kFunctions[] = {"count", "sum", "min", "max", "average"};
  static constexpr std::string_view kPeriods[] = {"", "hour", "day", "month", "year"};
  std::string text(kFunctions[static_cast<size_t>(aggregate.function)]);
  if (aggregate.of != kNone<TermId>) text += " of " + Print(aggregate.of, TermIn::kSide);
  std::string_view separator = " per ";
  for (const base::Symbol variable : document_[aggregate.per]) {
    text += fmt::format("{}?{}", separator, NameOf(variable));
    separator = ", ";
  }
  if (aggregate.period != Aggregate::Period::kNone) {
    text += fmt::format("{}{}", separator, kPeriods[static_cast<size_t>(aggregate.period)]);
  }
  return text + " where " + PrintCondition(aggregate.where, kAnyCondition);
}

std::string ExpressionPrinter::Quote(std::string_view text) const {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

// --- Phrases ---

std::string ExpressionPrinter::Print(PhraseId id) const {
  const Phrase& phrase = document_[id];
  const std::span<const Part> parts = document_[phrase.parts];
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += ' ';
    text += PrintPart(parts[i], i + 1 < parts.size() ? &parts[i + 1] : nullptr);
  }
  if (phrase.occurrence != kNoSymbol) text += fmt::format(" as ?{}", NameOf(phrase.occurrence));
  return text;
}

std::string ExpressionPrinter::PrintPart(const Part& part, const Part* next) const {
  if (part.is_word) return std::string(NameOf(part.word));
  const std::span<const TermId> terms = document_[part.terms];
  std::string text;
  for (size_t i = 0; i < terms.size(); ++i) {
    if (i > 0) text += i + 1 == terms.size() ? " and " : ", ";
    const Term& term = document_[terms[i]];
    const std::string printed = Print(terms[i], TermIn::kPhrase);
    text += NeedsParentheses(term, i + 1 == terms.size() ? next : nullptr) ? Parenthesized(printed) : printed;
  }
  return text;
}

// Whether a number or duration would take what stands behind it for a part of itself.
bool ExpressionPrinter::NeedsParentheses(const Term& term, const Part* next) const {
  const bool is_duration = term.kind == Term::Kind::kDuration;
  if (term.kind != Term::Kind::kNumber && term.kind != Term::Kind::kRange && !is_duration) return false;
  const bool has_unit = term.symbol != kNoSymbol;
  // A word in a phrase is a word of the phrase.
  if (has_unit && IsLower(NameOf(term.symbol))) return true;
  if (next == nullptr || has_unit) return false;
  if (next->is_word) return !is_duration && ContinuesNumber(NameOf(next->word));
  const Term::Kind kind = document_[document_[next->terms].front()].kind;
  return is_duration ? kind == Term::Kind::kDuration : kind == Term::Kind::kName;
}

// --- Conditions ---

std::string ExpressionPrinter::Print(ConditionId id) const { return PrintCondition(id, kAnyCondition); }

std::vector<std::string> ExpressionPrinter::PrintInPieces(ConditionId id) const {
  const Condition& condition = document_[id];
  const bool is_or = condition.kind == Condition::Kind::kOr;
  if (!is_or && condition.kind != Condition::Kind::kAnd) return {PrintCondition(id, kAnyCondition)};
  std::vector<std::string> pieces;
  for (const ConditionId child : document_[condition.children]) {
    const std::string text = PrintCondition(child, is_or ? kAndOperand : kSinceOperand);
    pieces.push_back(pieces.empty() ? text : fmt::format("{} {}", is_or ? "or" : "and", text));
  }
  return pieces;
}

std::string ExpressionPrinter::PrintCondition(ConditionId id, Strength at_least) const {
  const Condition& condition = document_[id];
  Strength own = kPrefixOperand;
  switch (condition.kind) {
    case Condition::Kind::kOr:
    case Condition::Kind::kEvery:
      own = kAnyCondition;
      break;
    case Condition::Kind::kAnd:
      own = kAndOperand;
      break;
    case Condition::Kind::kSince:
    case Condition::Kind::kUntil:
      own = kSinceOperand;
      break;
    default:
      break;
  }
  const std::string text = PrintBare(condition);
  return own < at_least ? Parenthesized(text) : text;
}

std::string ExpressionPrinter::PrintBare(const Condition& condition) const {
  const std::span<const ConditionId> children = document_[condition.children];
  switch (condition.kind) {
    case Condition::Kind::kError:
      return "_";
    case Condition::Kind::kPhrase:
      return condition.phrase == kNone<PhraseId> ? "_" : Print(condition.phrase);
    case Condition::Kind::kAnd:
    case Condition::Kind::kOr:
      return PrintChain(condition);
    case Condition::Kind::kCompare: {
      static constexpr std::string_view kOperators[] = {"=", "!=", "<", "<=", ">", ">="};
      return fmt::format("{} {} {}", Print(condition.left, TermIn::kSide),
                         kOperators[static_cast<size_t>(condition.compare)],
                         Print(condition.right, TermIn::kSide));
    }
    case Condition::Kind::kEvery: {
      std::string text = "every";
      std::string_view separator = " ";
      for (const base::Symbol variable : document_[condition.variables]) {
        text += fmt::format("{}?{}", separator, NameOf(variable));
        separator = ", ";
      }
      return fmt::format("{} where {}: {}", text, Print(children[0]), Print(children[1]));
    }
    case Condition::Kind::kAlleged:
      return fmt::format("alleged by {}: {}", Print(condition.left, TermIn::kPhrase),
                         PrintCondition(children[0], kPrefixOperand));
    default:
      return PrintTimed(condition);
  }
}

std::string ExpressionPrinter::PrintChain(const Condition& condition) const {
  const bool is_or = condition.kind == Condition::Kind::kOr;
  std::string text;
  for (const ConditionId child : document_[condition.children]) {
    if (!text.empty()) text += is_or ? " or " : " and ";
    text += PrintCondition(child, is_or ? kAndOperand : kSinceOperand);
  }
  return text;
}

// `not`, and the conditions about time.
std::string ExpressionPrinter::PrintTimed(const Condition& condition) const {
  const std::span<const ConditionId> children = document_[condition.children];
  const auto duration = [](const std::optional<base::Duration>& length) {
    return base::ToString(length.value());
  };
  std::string text;
  bool ends_in_duration = false;
  const auto within = [&](std::string_view words) {
    if (!condition.upper) return;
    text += fmt::format(" {} {}", words, duration(condition.upper));
    ends_in_duration = true;
  };
  switch (condition.kind) {
    case Condition::Kind::kNot:
      text = "not";
      break;
    case Condition::Kind::kPrevious:
      text = "previous";
      break;
    case Condition::Kind::kThroughout:
      text = "throughout";
      within("the last");
      break;
    case Condition::Kind::kEventually:
      text = "eventually";
      within("within");
      break;
    case Condition::Kind::kOnce:
      text = "once";
      if (condition.lower) {
        text +=
            fmt::format(" {} {} ago", condition.upper ? "exactly" : "at least", duration(condition.lower));
      } else {
        within("within");
      }
      break;
    default:
      text = PrintCondition(children[0], kSinceOperand);
      text += condition.kind == Condition::Kind::kSince ? " since" : " until";
      within("within");
      break;
  }
  const std::string operand = PrintCondition(children.back(), kPrefixOperand);
  // A number directly behind a duration would be taken for a part of it.
  return text + ' ' + (ends_in_duration && BeginsWithDigit(operand) ? Parenthesized(operand) : operand);
}

// --- Days and names ---

std::string ExpressionPrinter::Print(const base::EdtfDate& date) const {
  std::string text;
  for (const char c : date.canonical) text += c == ',' ? ", " : std::string(1, c);
  return text;
}

std::string ExpressionPrinter::Print(DayId id) const {
  if (id == kNone<DayId>) return {};
  const Day& day = document_[id];
  std::string text;
  if (day.date) text = Print(document_.dates[*day.date]);
  if (day.old_style) text += " old style";
  for (const Anchor& anchor : document_[day.anchors]) {
    if (!text.empty()) text += ' ';
    if (anchor.distance) text += base::ToString(*anchor.distance) + ' ';
    text += anchor.relation == Anchor::Relation::kAfter ? "after " : "before ";
    text += NameOf(anchor.label.symbol);
  }
  return text;
}

std::string ExpressionPrinter::Print(const When& when) const {
  switch (when.kind) {
    case When::Kind::kAlways:
      return {};
    case When::Kind::kAt:
      return Print(when.first);
    case When::Kind::kThrough: {
      const std::string last = "through " + Print(when.last);
      return when.first == kNone<DayId> ? last : fmt::format("{} {}", Print(when.first), last);
    }
    case When::Kind::kFrom:
      return "from " + Print(when.first);
    case When::Kind::kCeases:
      return "ceases from " + Print(when.first);
    case When::Kind::kInitially:
      return when.last == kNone<DayId> ? "initially" : "initially through " + Print(when.last);
    case When::Kind::kThen:
      return "then";
  }
  CHECK(false) << "when of kind " << static_cast<int>(when.kind);
  return {};
}

std::string ExpressionPrinter::Print(Run<Name> names) const {
  std::string text;
  for (const Name& name : document_[names]) {
    if (!text.empty()) text += ", ";
    text += NameOf(name.symbol);
  }
  return text;
}

}  // namespace casus::lang
