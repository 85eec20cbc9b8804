#include "lang/check.h"

#include "lang/qualifiers.h"
#include "lang/resolver_bodies.h"

namespace casus::lang {

Checker::Checker(const Dossier& dossier, const base::SymbolTable& symbols, diag::Sink& sink)
    : dossier_(dossier), vocabulary_(dossier.vocabulary), symbols_(symbols), sink_(sink) {}

void Checker::Check() {
  for (size_t id = 0; id < vocabulary_.predicates().size(); ++id) {
    const Predicate& predicate = vocabulary_.predicates()[id];
    CheckPredicate(predicate, static_cast<PredicateId>(id));
    for (const auto* clauses : {&predicate.begins, &predicate.ends, &predicate.holds, &predicate.happens}) {
      for (const ClauseRef& clause : *clauses) CheckClauseVariables(predicate, clause);
    }
  }
  for (size_t d = 0; d < dossier_.documents.size(); ++d) {
    const Document& document = dossier_.documents[d];
    for (const Statement& statement : document.statements) {
      CheckStatement(document, statement);
      CheckStatementDays(document, statement);
    }
    for (const Item& item : document.items) {
      if (item.kind == Item::Kind::kStatement && d >= dossier_.first_own) {
        CheckEvidence(document, document.statements[item.index]);
      }
    }
    CheckThen(document);
    CheckGrain(document);
    for (const Expectation& expectation : document.expectations) {
      CheckCondition(document, expectation.condition);
      if (expectation.time == Expectation::Time::kOn) CheckIsOneDay(document, expectation.first);
      CheckDay(document, expectation.first, "nothing can be expected outside of the record");
      CheckDay(document, expectation.last, "nothing can be expected outside of the record");
      CheckSpan(document, expectation.first, expectation.last, expectation.extent);
    }
  }
  CheckAnchorCycles();
  for (const Document& document : dossier_.documents) {
    if (document.anchors.empty()) continue;
    for (const Statement& statement : document.statements) {
      CheckDayIsLeft(document, statement.when.first);
      CheckDayIsLeft(document, statement.when.last);
    }
  }
  CollectHappening();
  for (const Treaty& treaty : dossier_.treaties) {
    CheckEntryIntoForce(treaty);
    CheckNormVariables(treaty);
    for (const NormEntry& entry : treaty.norms) CheckNorm(entry);
  }
  CheckExceptions();
}

void Checker::CheckCondition(const Document& document, ConditionId condition) {
  if (IsBroken(document, condition)) return;
  VariableSet free;
  FreeVariables(document, condition, free);
  std::vector<Unbound> unbound;
  Binding(document, free).FindUnbound(condition, {}, unbound);
  ReportUnbound(document, unbound);
}

void Checker::CheckTerm(const Document& document, TermId term) {
  if (IsBroken(document, term)) return;
  std::vector<Unbound> unbound;
  Binding(document, {}).FindUnbound(term, {}, Unbound::Use::kCalculate, unbound);
  ReportUnbound(document, unbound);
}

const Qualifier* Checker::Find(const Document& document, const Norm& norm, Qualifier::Kind kind) const {
  return FindQualifier(document, norm.qualifiers, kind);
}

void Check(const Dossier& dossier, const base::SymbolTable& symbols, diag::Sink& sink) {
  Checker(dossier, symbols, sink).Check();
}

std::optional<std::vector<base::Symbol>> ResolveQuestion(Question& question, const Dossier& dossier,
                                                         base::SymbolTable& symbols, diag::Sink& sink) {
  const size_t errors = sink.errors();
  BodyResolver bodies(question.document, dossier, symbols, sink);
  bodies.Begin({});
  bodies.Add(question.condition);
  bodies.Add(question.term);
  bodies.Finish();
  Checker checker(dossier, symbols, sink);
  VariableSet columns;
  if (question.condition != kNone<ConditionId>) {
    checker.CheckCondition(question.document, question.condition);
    if (sink.errors() == errors) checker.CheckColumns(question.document, question.condition);
    FreeVariables(question.document, question.condition, columns);
  } else if (question.term != kNone<TermId>) {
    checker.CheckTerm(question.document, question.term);
    FreeVariables(question.document, question.term, columns);
  } else {
    return std::nullopt;  // already diagnosed
  }
  if (sink.errors() > errors) return std::nullopt;
  return std::vector<base::Symbol>(columns.begin(), columns.end());
}

}  // namespace casus::lang
