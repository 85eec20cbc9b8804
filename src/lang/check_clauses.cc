// What a phrase's clauses may be: a state either has inertia (it begins and ends) or a definition (it holds
// while something does); an event happens.

#include <fmt/format.h>

#include "lang/check.h"

namespace casus::lang {

using diag::Diagnostic;

void Checker::ReportClause(const Predicate& predicate, const ClauseRef& reference, std::string_view written) {
  const Document& document = dossier_.documents[reference.document];
  sink_.Report(Diagnostic(diag::Kind::kClauseMisfit, document.Place(reference.clause->extent),
                          fmt::format("{} has no `{}`", predicate.is_event ? "an event" : "a state", written))
                   .Here(predicate.is_event ? "an event is over at the moment at which it happens"
                                            : "a state lasts, it does not happen")
                   .Mark(Place(predicate.origin),
                         predicate.is_event ? "it is declared as an event" : "it is declared as a state")
                   .Help(predicate.is_event
                             ? "say `happens when`, or declare it as a state"
                             : "say `begins when`, or `while` for as long as something else holds"));
}

void Checker::CheckPredicate(const Predicate& predicate, PredicateId id) {
  if (predicate.is_event) {
    for (const ClauseRef& clause : predicate.begins) ReportClause(predicate, clause, "begins when");
    for (const ClauseRef& clause : predicate.ends) ReportClause(predicate, clause, "ends when");
    for (const ClauseRef& clause : predicate.holds) ReportClause(predicate, clause, "while");
    if (predicate.key || predicate.reaches_parts || predicate.reflexive || predicate.transitive) {
      sink_.Report(Diagnostic(diag::Kind::kClauseMisfit, Place(predicate.origin),
                              "an event has no `one … per`, `reaches parts of`, `reflexive` or `transitive`")
                       .Here("these are for what lasts")
                       .Help("declare it as a state"));
    }
    return;
  }
  for (const ClauseRef& clause : predicate.happens) ReportClause(predicate, clause, "happens when");
  if (!predicate.holds.empty()) {
    const ClauseRef& definition = predicate.holds.front();
    const Document& document = dossier_.documents[definition.document];
    const ClauseRef* change = !predicate.begins.empty() ? &predicate.begins.front()
                              : !predicate.ends.empty() ? &predicate.ends.front()
                                                        : nullptr;
    if (change != nullptr) {
      sink_.Report(
          Diagnostic(diag::Kind::kStateTwoWays,
                     dossier_.documents[change->document].Place(change->clause->extent),
                     "this state can't both begin or end and hold `while` something does")
              .Here("here it persists until something ends it")
              .Mark(document.Place(definition.clause->extent), "here it holds exactly while this does")
              .Help("keep one of them; or declare a second phrase for the other"));
    } else if (predicate.key) {
      sink_.Report(Diagnostic(diag::Kind::kStateTwoWays, document.Place(definition.clause->extent),
                              "this state can't both hold `while` something does and be `one … per`")
                       .Mark(Place(predicate.origin), "`one … per` lets a new value end the old one")
                       .Help("say `begins when` instead of `while`"));
    }
  }
  if (predicate.reflexive || predicate.transitive) {
    const bool is_relation = predicate.slots.size() == 2 &&
                             predicate.slots[0].type == predicate.slots[1].type &&
                             predicate.slots[0].type.of == Type::Of::kEntity;
    if (!is_relation) {
      sink_.Report(Diagnostic(diag::Kind::kClauseMisfit, Place(predicate.origin),
                              fmt::format("only a state between two of one kind is {}",
                                          predicate.reflexive ? "reflexive" : "transitive"))
                       .Here(fmt::format("this is `{}`", vocabulary_.Say(id, symbols_)))
                       .Help("give it two slots of the same kind"));
    }
  }
}

}  // namespace casus::lang
