#include "api/question.h"

#include <algorithm>
#include <utility>

#include "lang/parser.h"
#include "lang/printer.h"
#include "law/values.h"

namespace casus::api {
namespace {

std::string_view NameOf(lang::Aggregate::Function function) {
  switch (function) {
    case lang::Aggregate::Function::kCount:
      return "count";
    case lang::Aggregate::Function::kSum:
      return "sum";
    case lang::Aggregate::Function::kMin:
      return "min";
    case lang::Aggregate::Function::kMax:
      return "max";
    case lang::Aggregate::Function::kAverage:
      return "average";
  }
  return "value";
}

// The condition `?name = term`.
lang::ConditionId AddEquality(lang::Document& text, base::Symbol name, lang::TermId term) {
  lang::Term variable;
  variable.kind = lang::Term::Kind::kVariable;
  variable.symbol = name;
  variable.extent = text[term].extent;
  lang::Condition equality;
  equality.kind = lang::Condition::Kind::kCompare;
  equality.compare = lang::Condition::Compare::kEqual;
  equality.extent = variable.extent;
  equality.left = static_cast<lang::TermId>(text.terms.size());
  equality.right = term;
  text.terms.push_back(variable);
  text.conditions.push_back(equality);
  return static_cast<lang::ConditionId>(text.conditions.size() - 1);
}

// The value as it is written, in place of the variable; whether it can be written.
bool PutValue(lang::Document& text, lang::Term& term, core::Value value, core::Kind kind,
              const lang::Type& type) {
  if (kind == core::Kind::kNumber) {
    term.kind = lang::Term::Kind::kNumber;
    term.symbol = lang::kNoSymbol;
    term.index = static_cast<uint32_t>(text.numbers.size());
    text.numbers.push_back(base::Decimal::FromUnits(value));
    return true;
  }
  if (kind != core::Kind::kSymbol) return false;
  term.kind = type.of == lang::Type::Of::kText ? lang::Term::Kind::kText : lang::Term::Kind::kName;
  term.symbol = law::ToSymbol(value);
  return true;
}

}  // namespace

std::string Filled(const PreparedQuestion& question, const law::Answers& answers, const law::Answer& answer,
                   const base::SymbolTable& symbols) {
  lang::Document text = question.text;
  std::vector<base::Symbol> gone;
  for (lang::Term& term : text.terms) {
    if (term.kind != lang::Term::Kind::kVariable) continue;
    const auto column = std::find(question.columns.begin(), question.columns.end(), term.symbol);
    if (column == question.columns.end()) continue;
    const auto i = static_cast<size_t>(column - question.columns.begin());
    if (PutValue(text, term, answer.values[i], answers.kinds[i], answers.types[i])) gone.push_back(*column);
  }
  // What has a value is no longer counted apart.
  for (lang::Aggregate& aggregate : text.aggregates) {
    std::vector<base::Symbol> left;
    for (const base::Symbol variable : text[aggregate.per]) {
      if (std::find(gone.begin(), gone.end(), variable) == gone.end()) left.push_back(variable);
    }
    aggregate.per = {static_cast<uint32_t>(text.symbol_lists.size()), static_cast<uint32_t>(left.size())};
    text.symbol_lists.insert(text.symbol_lists.end(), left.begin(), left.end());
  }
  return lang::Print(text, question.condition, symbols);
}

std::optional<PreparedQuestion> Prepare(Workspace& workspace, std::string_view question, diag::Sink& sink) {
  const diag::FileId file = workspace.files().Add("question", std::string(question));
  lang::Question parsed = lang::ParseQuestion(file, workspace.files(), workspace.symbols(), sink);
  std::optional<std::vector<base::Symbol>> columns =
      lang::ResolveQuestion(parsed, workspace.dossier(), workspace.symbols(), sink);
  if (!columns || sink.HasErrors()) return std::nullopt;
  PreparedQuestion prepared{std::move(parsed.document), parsed.condition, std::move(*columns)};
  if (parsed.term != lang::kNone<lang::TermId>) {
    const lang::Term& term = prepared.text[parsed.term];
    const std::string_view name = term.kind == lang::Term::Kind::kAggregate
                                      ? NameOf(prepared.text.aggregates[term.index].function)
                                      : "value";
    const base::Symbol column = workspace.symbols().Intern(name);
    prepared.condition = AddEquality(prepared.text, column, parsed.term);
    prepared.columns.push_back(column);
  }
  return prepared;
}

}  // namespace casus::api
