// Statements: of what may be stated, with the days that it takes, and with evidence.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check.h"

namespace casus::lang {

using diag::Diagnostic;

void Checker::CheckStatement(const Document& document, const Statement& statement) {
  CheckIsAnother(document, statement);
  if (IsBroken(document, statement.phrase)) return;
  CheckIsOpen(document, statement);
  CheckMayBeStated(document, statement.phrase);
  CheckWhen(document, statement, vocabulary_.predicate(document[statement.phrase].predicate));
}

// What a statement is the same as, or because of, is another one.
void Checker::CheckIsAnother(const Document& document, const Statement& statement) {
  if (statement.label.empty()) return;
  for (const Qualifier& qualifier : document[statement.qualifiers]) {
    if (qualifier.kind != Qualifier::Kind::kSameAs && qualifier.kind != Qualifier::Kind::kBecause) continue;
    for (const Name& name : document[qualifier.names]) {
      if (name.symbol != statement.label.symbol) continue;
      sink_.Report(Diagnostic(diag::Kind::kWrongReference, document.Place(name.extent),
                              fmt::format("`{}` is this statement itself", Text(name.symbol)))
                       .Mark(document.Place(statement.label.extent), "it has this label")
                       .Help("name the other statement that is meant"));
    }
  }
}

// A statement says all of what it speaks of, itself or in its rows.
void Checker::CheckIsOpen(const Document& document, const Statement& statement) {
  const Phrase& phrase = document[statement.phrase];
  for (const Part& part : document[phrase.parts]) {
    if (part.is_word) continue;
    for (const TermId id : document[part.terms]) {
      const Term& term = document[id];
      const bool is_variable = term.kind == Term::Kind::kVariable && statement.rows.count == 0;
      if (!is_variable && term.kind != Term::Kind::kAny) continue;
      Diagnostic diagnostic(diag::Kind::kOpenStatement, document.Place(term.extent),
                            is_variable ? fmt::format("nothing says what ?{} is", Text(term.symbol))
                                        : "a statement can't leave open of whom or what it is");
      if (is_variable) {
        diagnostic.here = "a variable in a statement stands for a column of rows";
        diagnostic.helps.push_back(
            "write the rows below, indented, a value for each variable; or a name here");
      } else {
        diagnostic.here = "`_` is for questions and rules: anyone, anything";
        diagnostic.helps.push_back("name it; if it is not known who it was, declare a name for that");
      }
      sink_.Report(std::move(diagnostic));
    }
  }
}

// What follows from something else is not stated.
void Checker::CheckMayBeStated(const Document& document, PhraseId id) {
  const Phrase& phrase = document[id];
  const Predicate& predicate = vocabulary_.predicate(phrase.predicate);
  if (!predicate.primitive && (predicate.is_event || predicate.holds.empty())) return;
  Diagnostic diagnostic(diag::Kind::kDerivedStatement, document.Place(phrase.extent),
                        "this can't be stated, since it follows from other things");
  if (predicate.primitive) {
    diagnostic.here = "the program itself says when this is so";
    diagnostic.labels.push_back({Place(predicate.origin), "it is declared as primitive"});
    diagnostic.helps.push_back("state what it follows from: the acts, or the lines of a treaty");
  } else {
    const ClauseRef& definition = predicate.holds.front();
    diagnostic.labels.push_back({dossier_.documents[definition.document].Place(definition.clause->extent),
                                 "it holds exactly while this does"});
    diagnostic.helps.push_back(
        "state what it follows from; or declare a phrase of your own for what you know");
  }
  sink_.Report(std::move(diagnostic));
}

void Checker::CheckWhen(const Document& document, const Statement& statement, const Predicate& predicate) {
  const When& when = statement.when;
  const auto report = [&](Extent place, std::string_view message, std::string_view help) {
    sink_.Report(Diagnostic(diag::Kind::kWhenMisfit, document.Place(place), std::string(message))
                     .Mark(Place(predicate.origin),
                           predicate.is_event ? "it is declared as an event" : "it is declared as a state")
                     .Help(std::string(help)));
  };
  if (predicate.is_event) {
    switch (when.kind) {
      case When::Kind::kAt:
      case When::Kind::kThen:
        return;
      case When::Kind::kAlways:
        return report(document[statement.phrase].extent, "an event needs a day on which it happens",
                      "write the day in front: `1939-10-10`, `1939-10`, `[1939-10-30..1939-11-01]`");
      case When::Kind::kThrough:
      case When::Kind::kFrom:
        return report(when.extent, "an event happens on a day, it does not last",
                      "if it happened on one of these days, write `[FIRST..LAST]`; if it lasted, declare it "
                      "as a state");
      case When::Kind::kCeases:
      case When::Kind::kInitially:
        return report(when.extent, "only a state can hold initially, or cease",
                      "write the day on which it happened");
    }
  }
  if (when.kind != When::Kind::kAt || when.first == kNone<DayId>) return;
  const Day& day = document[when.first];
  const auto candidates = Candidates(document, day);
  if (!day.date || candidates.empty() || candidates.front().first == candidates.back().last) return;
  if (dossier_.grain != base::Grain::kDay && document.dates[*day.date].time) return;
  const std::string written = document.dates[*day.date].canonical;
  sink_.Report(Diagnostic(diag::Kind::kImpreciseState, document.Place(day.extent),
                          "a state through all of this time, or at some time during it?")
                   .Here(fmt::format("{} is more than one day", written))
                   .Mark(Place(predicate.origin), "it is declared as a state")
                   .Help(fmt::format("through it: `{} through {}`", base::ToString(candidates.front().first),
                                     base::ToString(candidates.back().last)))
                   .Help(fmt::format("from some day of it on: `from {}`", written)));
}

void Checker::CheckEvidence(const Document& document, const Statement& statement) {
  if (IsBroken(document, statement.phrase)) return;
  const auto is_evidence = [](const Qualifier& qualifier) {
    return qualifier.kind == Qualifier::Kind::kCite || qualifier.kind == Qualifier::Kind::kGiven ||
           qualifier.kind == Qualifier::Kind::kSameAs || qualifier.kind == Qualifier::Kind::kError;
  };
  const auto has_evidence = [&](Run<Qualifier> run) {
    const auto qualifiers = document[run];
    return std::any_of(qualifiers.begin(), qualifiers.end(), is_evidence);
  };
  if (has_evidence(statement.qualifiers)) return;
  const auto rows = document[statement.rows];
  if (!rows.empty() &&
      std::all_of(rows.begin(), rows.end(), [&](const Row& row) { return has_evidence(row.qualifiers); })) {
    return;
  }
  sink_.Report(
      Diagnostic(diag::Kind::kNoEvidence, document.Place(document[statement.phrase].extent),
                 "nothing is given as evidence for this")
          .Help("add an indented line: `cite SOURCE \"words of its sentence\"`, or `given \"reason\"` if "
                "none is "
                "needed"));
}

}  // namespace casus::lang
