#include "api/question.h"

#include <utility>

#include "lang/parser.h"

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

}  // namespace

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
