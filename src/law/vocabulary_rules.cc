// The clauses of phrases as rules: one to one.

#include <algorithm>

#include "law/rule_builder.h"
#include "law/values.h"

namespace casus::law {
namespace {

void AddClause(Workplace& workplace, PredicateId id, const lang::ClauseRef& clause, Effect effect) {
  const lang::Predicate& declared =
      workplace.dossier->vocabulary.predicate(static_cast<lang::PredicateId>(id));
  Translator translator(workplace, clause.document, nullptr, /*is_law=*/true);
  Rule rule;
  rule.effect = effect;
  rule.head = id;
  Origin origin;
  origin.kind = Origin::Kind::kClause;
  origin.document = clause.document;
  origin.extent = clause.clause->extent;
  rule.origin = workplace.rules->AddOrigin(std::move(origin));
  const Predicate head = workplace.rules->predicate(id);
  std::vector<Variable> head_variables;
  for (size_t i = 0; i < declared.slots.size(); ++i) {
    if (clause.head.empty()) {
      const Variable variable = translator.VariableOf(declared.slots[i].variable);
      translator.SetType(variable, head.schema[i], head.slot_types[i]);
      rule.arguments.push_back(Term::Var(variable));
    } else {
      rule.arguments.push_back(translator.Translate(clause.head[i]));
      if (rule.arguments.back().kind == Term::Kind::kVariable) {
        translator.SetType(rule.arguments.back().variable, head.schema[i], head.slot_types[i]);
      }
    }
  }
  rule.body = translator.Translate(clause.clause->condition);
  rule.variables = translator.TakeVariables();
  if (effect == Effect::kEnds) {
    // What ends is some row of the state: the condition need not name all of it.
    std::vector<Variable> bound = FreeVariables(rule.body);
    const bool all = std::all_of(rule.arguments.begin(), rule.arguments.end(), [&](const Term& argument) {
      return argument.kind != Term::Kind::kVariable ||
             std::find(bound.begin(), bound.end(), argument.variable) != bound.end();
    });
    if (!all) {
      Formula self = Formula::Atom(id, rule.arguments);
      self.just_before = true;
      self.binds_only = true;
      rule.body = Formula::And({std::move(rule.body), std::move(self)});
    }
  }
  AddRule(workplace, std::move(rule), /*before=*/true);
}

}  // namespace

void AddVocabularyRules(Workplace& workplace, const ClauseFilter& stands) {
  for (size_t i = 0; i < workplace.dossier->vocabulary.predicates().size(); ++i) {
    const lang::Predicate& declared = workplace.dossier->vocabulary.predicates()[i];
    const auto id = static_cast<PredicateId>(i);
    auto add = [&](const std::vector<lang::ClauseRef>& clauses, Effect effect) {
      for (const lang::ClauseRef& clause : clauses) {
        if (!clause.clause->label.empty() && !stands(clause.clause->label.symbol)) continue;
        AddClause(workplace, id, clause, effect);
      }
    };
    add(declared.begins, Effect::kBegins);
    add(declared.ends, Effect::kEnds);
    add(declared.holds, Effect::kHolds);
    add(declared.happens, Effect::kHappens);
  }
}

}  // namespace casus::law
