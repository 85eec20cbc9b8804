#pragma once

// The checker's passes; see dossier.h. What must hold of a dossier beyond that its names, phrases and kinds
// are known:
//
//   variables    each that a rule reports or uses is bound (binding.h) check_variables.cc clauses      states
//   have either inertia or a definition, events neither                 check_clauses.cc statements   of what
//   may be stated, with the days that it takes, and with evidence      check_statements.cc days         in
//   the horizon, in order, no finer than the grain                          check_days.cc norms        with
//   what their kind needs and nothing that it can't have                  check_norms.cc references
//   exceptions without contradiction, from what can have some                  check_exceptions.cc
//
// Nothing is said of nodes that an earlier pass has diagnosed.

#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "lang/binding.h"
#include "lang/dossier.h"

namespace casus::lang {

class Checker {
 public:
  Checker(const Dossier& dossier, const base::SymbolTable& symbols, diag::Sink& sink);

  void Check();
  // Of a question, whose document is not the dossier's.
  void CheckCondition(const Document& document, ConditionId condition);
  // Of a question that is in order otherwise: each variable that it reports is bound wherever it holds.
  void CheckColumns(const Document& document, ConditionId condition);
  void CheckTerm(const Document& document, TermId term);

 private:
  // Variables (check_variables.cc).
  void CheckClauseVariables(const Predicate& predicate, const ClauseRef& clause);
  void CheckNormVariables(const Treaty& treaty);
  void CheckNormVariables(const NormEntry& entry, const Document& document, VariableSet& bound);
  void CheckLifeVariables(const Document& document, const std::vector<LifeLine>& lines);
  void ReportUnbound(const Document& document, std::span<const Unbound> unbound);
  void WarnOfLonely(const Document& document, const VariableSet& head, ConditionId condition);
  VariableSet Parties() const;

  // Clauses (check_clauses.cc).
  void CheckPredicate(const Predicate& predicate, PredicateId id);
  void ReportClause(const Predicate& predicate, const ClauseRef& clause, std::string_view written);

  // Statements (check_statements.cc).
  void CheckStatement(const Document& document, const Statement& statement);
  void CheckIsAnother(const Document& document, const Statement& statement);
  void CheckIsOpen(const Document& document, const Statement& statement);
  void CheckWhen(const Document& document, const Statement& statement, const Predicate& predicate);
  void CheckMayBeStated(const Document& document, PhraseId phrase);
  void CheckEvidence(const Document& document, const Statement& statement);

  // Days (check_days.cc).
  void CheckStatementDays(const Document& document, const Statement& statement);
  void CheckDay(const Document& document, DayId day, std::string_view help);
  void CheckIsOneDay(const Document& document, DayId day);
  void CheckSpan(const Document& document, DayId first, DayId last, Extent place);
  void CheckThen(const Document& document);
  void CheckThen(const Document& document, const Statement& statement, const Statement* before);
  void CheckAnchorCycles();
  void CheckDayIsLeft(const Document& document, DayId day);
  void CheckEntryIntoForce(const Treaty& treaty);
  void CheckGrain(const Document& document);
  void CheckLifeGrain(const Document& document, const std::vector<LifeLine>& lines);
  void CheckFits(const Document& document, const std::optional<base::Duration>& duration, Extent place);

  // Norms (check_norms.cc).
  void CheckNorm(const NormEntry& entry);
  void CheckDuty(const Document& document, const Norm& norm);
  void CheckQualifiers(const Document& document, const Norm& norm);
  void CheckBearer(const Document& document, const Norm& norm);
  void CheckTrigger(const Document& document, const Norm& norm);
  void CollectHappening();
  void CollectConsequential(const Document& document, ConditionId condition);
  void CollectConsequential(const Document& document, const std::vector<LifeLine>& life);
  const Phrase* NeverSo(const Document& document, ConditionId condition) const;

  // Exceptions (check_exceptions.cc).
  void CheckExceptions();
  void CheckExceptionTo(const Document& document, const Norm& norm, const Qualifier& qualifier);
  void CheckExceptionCycles();

  const Qualifier* Find(const Document& document, const Norm& norm, Qualifier::Kind kind) const;
  diag::Span Place(const Origin& origin) const {
    return dossier_.documents[origin.document].Place(origin.extent);
  }
  std::string_view Text(base::Symbol symbol) const { return symbols_.Name(symbol); }

  const Dossier& dossier_;
  const Vocabulary& vocabulary_;
  const base::SymbolTable& symbols_;
  diag::Sink& sink_;
  boost::unordered_flat_set<PredicateId>
      happening_;  // what is stated, derived or primitive, so that it may be so
  boost::unordered_flat_set<PredicateId>
      consequential_;  // what clauses read, so that something follows from it
};

}  // namespace casus::lang
