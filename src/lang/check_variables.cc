// Each variable is bound; see binding.h for what binds.

#include <fmt/format.h>

#include <algorithm>

#include "lang/check.h"

namespace casus::lang {

using diag::Diagnostic;

void Checker::ReportUnbound(const Document& document, std::span<const Unbound> unbound) {
  VariableSet reported;
  for (const Unbound& use : unbound) {
    if (reported.Contains(use.variable)) continue;
    reported.Insert(use.variable);
    const std::string_view name = Text(use.variable);
    Diagnostic diagnostic(diag::Kind::kUnboundVariable, document.Place(use.place),
                          fmt::format("nothing says which ?{} is meant", name));
    const auto explain = [&](std::string_view here, std::string help) {
      diagnostic.here = here;
      diagnostic.helps.push_back(std::move(help));
    };
    const std::string bind = fmt::format("add a phrase with ?{}, joined by `and`", name);
    switch (use.use) {
      case Unbound::Use::kNot:
        explain("it stands only below `not`, which asks of something given",
                fmt::format("write `_` for \"nobody\" and \"nothing\", or {}", bind));
        break;
      case Unbound::Use::kEveryScope:
      case Unbound::Use::kEveryBody:
        explain("it stands only in an `every`, which does not list it",
                fmt::format("list it (`every ?…, ?{} where`), write `_` for any one, or {}", name, bind));
        break;
      case Unbound::Use::kEveryOwn:
        explain("the condition after `where` does not say what it ranges over",
                fmt::format("name it there in a phrase: `every ?{0} where ?{0} …: …`", name));
        break;
      case Unbound::Use::kCompare:
        explain("a comparison takes what is known already", bind);
        break;
      case Unbound::Use::kCalculate:
        explain("one calculates with what is known already", bind);
        break;
      case Unbound::Use::kAggregate:
        explain("the aggregate takes it from outside, where it stands, too",
                fmt::format("{}, or group by it: `per ?{}`", bind, name));
        break;
      case Unbound::Use::kAggregateOwn:
        explain("the condition after `where` does not bind it",
                fmt::format("name ?{} in a phrase there", name));
        break;
      case Unbound::Use::kSince:
        explain("on the left of `since` and `until` stands what is known already",
                fmt::format("name ?{} on the right, too, or {}", name, bind));
        break;
      case Unbound::Use::kEffect:
        explain(
            "what comes about must be determined",
            fmt::format("name ?{} in a `when` or `while` of this norm, or write a name in its place", name));
        break;
      case Unbound::Use::kOfAct:
        explain("`where` is asked before anyone acts, so that the act's ?" + std::string(name) +
                    " is not known there",
                fmt::format("repeat the act, joined by `and`: where ?party … ?{0} and …", name));
        break;
      case Unbound::Use::kOneSide:
        explain("it stands on one side of `or` only: where the other holds, there is none to report",
                fmt::format("name ?{} on each side, write `_` for any one, or ask two questions", name));
        break;
    }
    sink_.Report(std::move(diagnostic));
  }
}

void Checker::CheckColumns(const Document& document, ConditionId condition) {
  VariableSet columns, bound;
  FreeVariables(document, condition, columns);
  Binding(document, columns).Bind(condition, bound);
  std::vector<Occurrence> occurrences;
  Occurrences(document, condition, occurrences);
  std::vector<Unbound> unbound;
  for (const Occurrence& occurrence : occurrences) {
    if (columns.Contains(occurrence.variable) && !bound.Contains(occurrence.variable)) {
      unbound.push_back({occurrence.variable, Unbound::Use::kOneSide, occurrence.place});
    }
  }
  ReportUnbound(document, unbound);
}

// A variable that occurs once says nothing but "some one", which is `_`.
void Checker::WarnOfLonely(const Document& document, const VariableSet& head, ConditionId condition) {
  std::vector<Occurrence> occurrences;
  Occurrences(document, condition, occurrences);
  for (const Occurrence& occurrence : occurrences) {
    const auto same = [&](const Occurrence& other) { return other.variable == occurrence.variable; };
    if (occurrence.in_aggregate || head.Contains(occurrence.variable) ||
        std::count_if(occurrences.begin(), occurrences.end(), same) > 1) {
      continue;
    }
    sink_.Report(Diagnostic(diag::Kind::kLonelyVariable, document.Place(occurrence.place),
                            fmt::format("?{} stands only here", Text(occurrence.variable)))
                     .Here("so it may be anyone or anything")
                     .Help("write `_` for that, or use the name of a variable of this rule")
                     .Fix(document.Place(occurrence.place), "_"));
  }
}

void Checker::CheckClauseVariables(const Predicate& predicate, const ClauseRef& reference) {
  const Document& document = dossier_.documents[reference.document];
  const Clause& clause = *reference.clause;
  if (IsBroken(document, clause.condition)) return;
  const bool is_end = clause.kind == Clause::Kind::kEndsWhen;
  VariableSet head;
  for (size_t slot = 0; slot < predicate.slots.size(); ++slot) {
    if (reference.head.empty()) {
      head.Insert(predicate.slots[slot].variable);
      continue;
    }
    const Term& term = document[reference.head[slot]];
    if (term.kind == Term::Kind::kError) return;
    if (term.kind == Term::Kind::kVariable) head.Insert(term.symbol);
    if (term.kind == Term::Kind::kAny && !is_end) {
      sink_.Report(Diagnostic(diag::Kind::kUnboundVariable, document.Place(term.extent),
                              "a rule can't say it of anyone")
                       .Here("here stands whom or what the rule is about")
                       .Help("write a variable, and say in the condition what it stands for"));
      return;
    }
  }
  VariableSet outer = head;
  FreeVariables(document, clause.condition, outer);
  const Binding binding(document, std::move(outer));
  VariableSet bound;
  if (is_end) bound = head;
  std::vector<Unbound> unbound;
  binding.FindUnbound(clause.condition, bound, unbound);
  ReportUnbound(document, unbound);
  if (!unbound.empty()) return;
  binding.Bind(clause.condition, bound);
  std::vector<Occurrence> occurrences;
  Occurrences(document, clause.condition, occurrences);
  for (const base::Symbol variable : head) {
    if (bound.Contains(variable)) continue;
    Diagnostic diagnostic(diag::Kind::kUnboundVariable, document.Place(clause.extent),
                          fmt::format("this does not say which ?{} is meant", Text(variable)));
    const auto used = std::find_if(occurrences.begin(), occurrences.end(),
                                   [&](const Occurrence& o) { return o.variable == variable; });
    if (used != occurrences.end()) {
      diagnostic.labels.push_back(
          {document.Place(used->place),
           used->in_aggregate
               ? "the aggregate has it for itself"
               : "here it is not bound on every way: one side of `or`, or a place that only uses it"});
    }
    diagnostic.labels.push_back({Place(predicate.origin), "the phrase has a slot for it"});
    diagnostic.helps.push_back(fmt::format("add a phrase with ?{}, joined by `and`", Text(variable)));
    sink_.Report(std::move(diagnostic));
    return;
  }
  WarnOfLonely(document, head, clause.condition);
}

// --- Treaties ---

VariableSet Checker::Parties() const {
  VariableSet parties;
  for (const std::string_view name : {"party", "other"}) {
    if (const auto symbol = symbols_.Find(name)) parties.Insert(*symbol);
  }
  return parties;
}

void Checker::CheckLifeVariables(const Document& document, const std::vector<LifeLine>& lines) {
  for (const LifeLine& line : lines) {
    CheckLifeVariables(document, line.nested);
    if (line.condition == kNone<ConditionId> || IsBroken(document, line.condition)) continue;
    VariableSet outer = Parties();
    FreeVariables(document, line.condition, outer);
    std::vector<Unbound> unbound;
    Binding(document, std::move(outer)).FindUnbound(line.condition, Parties(), unbound);
    ReportUnbound(document, unbound);
  }
}

void Checker::CheckNormVariables(const Treaty& treaty) {
  CheckLifeVariables(dossier_.documents[treaty.document], treaty.declaration->life);
  std::vector<VariableSet> bound(treaty.norms.size());
  for (size_t i = 0; i < treaty.norms.size(); ++i) {
    const NormEntry& entry = treaty.norms[i];
    bound[i] = entry.parent < 0 ? Parties() : bound[static_cast<size_t>(entry.parent)];
    CheckNormVariables(entry, dossier_.documents[entry.document], bound[i]);
  }
}

void Checker::CheckNormVariables(const NormEntry& entry, const Document& document, VariableSet& bound) {
  const Norm& norm = *entry.norm;
  const auto qualifiers = document[norm.qualifiers];
  const bool is_broken =
      (norm.kind != Norm::Kind::kLimit && IsBroken(document, norm.phrase)) ||
      IsBroken(document, norm.bearer) || IsBroken(document, norm.amount) || IsBroken(document, norm.bound) ||
      std::any_of(qualifiers.begin(), qualifiers.end(),
                  [&](const Qualifier& qualifier) { return IsBroken(document, qualifier.condition); });
  if (norm.kind == Norm::Kind::kError || is_broken) return;

  VariableSet outer = bound;
  FreeVariables(document, norm.phrase, outer);
  FreeVariables(document, norm.bearer, outer);
  FreeVariables(document, norm.bound, outer);
  std::vector<ConditionId> occasion;
  for (const Qualifier& qualifier : qualifiers) {
    FreeVariables(document, qualifier.condition, outer);
    if (qualifier.kind == Qualifier::Kind::kWhen || qualifier.kind == Qualifier::Kind::kWhere ||
        qualifier.kind == Qualifier::Kind::kWhile) {
      occasion.push_back(qualifier.condition);
    }
  }
  const Binding binding(document, std::move(outer));
  std::vector<Unbound> unbound;
  binding.Bind(occasion, bound);
  const bool is_act = norm.kind == Norm::Kind::kDuty || norm.kind == Norm::Kind::kBan ||
                      norm.kind == Norm::Kind::kRight || norm.kind == Norm::Kind::kPower;
  const VariableSet before_act = bound;
  if (is_act) binding.Bind(norm.phrase, bound);
  binding.FindUnbound(norm.phrase, bound, unbound);
  for (const Qualifier& qualifier : qualifiers) {
    const bool is_before_act =
        qualifier.kind == Qualifier::Kind::kWhen || qualifier.kind == Qualifier::Kind::kWhere;
    const size_t found = unbound.size();
    binding.FindUnbound(qualifier.condition, is_before_act ? before_act : bound, unbound);
    for (size_t i = found; i < unbound.size(); ++i) {
      if (bound.Contains(unbound[i].variable)) unbound[i].use = Unbound::Use::kOfAct;
    }
  }
  if (!is_act) {
    VariableSet reported;
    FreeVariables(document, norm.phrase, reported);
    std::vector<Occurrence> occurrences;
    Occurrences(document, norm.phrase, false, occurrences);
    for (const Occurrence& occurrence : occurrences) {
      if (reported.Contains(occurrence.variable) && !bound.Contains(occurrence.variable)) {
        unbound.push_back({occurrence.variable, Unbound::Use::kEffect, occurrence.place});
      }
    }
  }
  binding.FindUnbound(norm.bearer, bound, Unbound::Use::kEffect, unbound);
  binding.FindUnbound(norm.amount, bound, Unbound::Use::kCalculate, unbound);
  binding.FindUnbound(norm.bound, bound, Unbound::Use::kCalculate, unbound);
  ReportUnbound(document, unbound);
}

}  // namespace casus::lang
