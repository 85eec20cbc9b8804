#include "law/rule_builder.h"

#include <algorithm>
#include <utility>

#include "law/shapes.h"
#include "law/values.h"

namespace casus::law {
namespace {

// Of each act that the formula reads and that a power governs, that it has effect.
void RequireEffect(const Law& law, Rule& rule, Formula& formula) {
  if (formula.kind != Formula::Kind::kAtom) {
    for (Formula& child : formula.children) RequireEffect(law, rule, child);
    if (formula.kind == Formula::Kind::kAnd) formula = Formula::And(std::move(formula.children));
    return;
  }
  if (std::find(law.governed.begin(), law.governed.end(), formula.predicate) == law.governed.end()) return;
  if (formula.occurrence.kind == Term::Kind::kAny) {
    formula.occurrence = Term::Var(rule.Add(" occurrence", core::Kind::kCompound));
  }
  Formula has_effect = Formula::Not(Formula::Atom(*law.without_effect, {formula.occurrence}));
  formula = Formula::And({std::move(formula), std::move(has_effect)});
}

// An act without the power to do it changes nothing: no rule of the vocabulary, and no line of a treaty's life, begins, ends
// or makes something happen by it.
void RequireEffect(Law& law, size_t first_norm_rule) {
  if (!law.without_effect) return;
  for (size_t i = 0; i < first_norm_rule; ++i) {
    Rule& rule = law.rules.rules[i];
    if (rule.effect != Effect::kHolds) RequireEffect(law, rule, rule.body);
  }
}

// What someone alleges is kept apart, for `alleged by`: the predicates of which anything is alleged. They are open, and so is
// what a lens supposes.
void AddAlleged(Workplace& workplace, Law& law) {
  for (const lang::Document& text : workplace.dossier->documents) {
    for (const lang::Statement& statement : text.statements) {
      if (statement.phrase == lang::kNone<lang::PhraseId>) continue;
      const lang::PredicateId predicate = text[statement.phrase].predicate;
      auto is_alleged = [&](lang::Run<lang::Qualifier> qualifiers) {
        const auto all = text[qualifiers];
        return std::any_of(all.begin(), all.end(), [](const lang::Qualifier& qualifier) {
          return qualifier.kind == lang::Qualifier::Kind::kAlleged;
        });
      };
      bool alleged = is_alleged(statement.qualifiers);
      for (const lang::Row& row : text[statement.rows]) alleged = alleged || is_alleged(row.qualifiers);
      if (alleged && predicate != lang::kNone<lang::PredicateId>) {
        workplace.AllegedOf(static_cast<PredicateId>(predicate));
        law.open.push_back(static_cast<PredicateId>(predicate));
      }
    }
    for (const lang::LensDeclaration& lens : text.lenses) {
      for (const lang::LensLine& line : lens.lines) {
        if (line.kind != lang::LensLine::Kind::kSuppose) continue;
        for (const lang::Statement& statement : text[line.statements]) {
          if (statement.phrase == lang::kNone<lang::PhraseId>) continue;
          const lang::PredicateId predicate = text[statement.phrase].predicate;
          if (predicate != lang::kNone<lang::PredicateId>)
            law.open.push_back(static_cast<PredicateId>(predicate));
        }
      }
    }
  }
  std::sort(law.open.begin(), law.open.end());
  law.open.erase(std::unique(law.open.begin(), law.open.end()), law.open.end());
}

}  // namespace

void AddPredicates(const lang::Dossier& dossier, const base::SymbolTable& symbols, RuleBase& rules) {
  for (size_t i = 0; i < dossier.vocabulary.predicates().size(); ++i) {
    const lang::Predicate& declared = dossier.vocabulary.predicates()[i];
    Predicate predicate;
    predicate.name = symbols.Name(declared.name);
    predicate.is_event = declared.is_event;
    predicate.inertial = !declared.is_event && !declared.derived();
    predicate.key = declared.key;
    predicate.reaches_parts = declared.reaches_parts;
    predicate.reflexive = declared.reflexive;
    predicate.transitive = declared.transitive;
    predicate.verdict = declared.verdict;
    predicate.tacit = declared.tacit;
    predicate.phrase = static_cast<lang::PredicateId>(i);
    for (const lang::Slot& slot : declared.slots) {
      predicate.schema.push_back(KindOf(slot.type, dossier.vocabulary, symbols));
      predicate.slot_types.push_back(slot.type);
    }
    rules.predicates.push_back(std::move(predicate));
  }
}

void AddRule(Workplace& workplace, Rule rule, bool before) {
  if (rule.effect == Effect::kHolds) {
    workplace.rules->rules.push_back(std::move(rule));
    return;
  }
  for (Formula& alternative : SplitTriggers(rule.body, *workplace.rules)) {
    Rule one = rule;
    one.body = std::move(alternative);
    if (HasTrigger(one.body, *workplace.rules)) {
      if (before) ReadJustBefore(one.body, *workplace.rules);
      if (one.effect == Effect::kHappens) NameOccurrences(one.body, one, *workplace.rules);
    }
    workplace.rules->rules.push_back(std::move(one));
  }
}

uint32_t MergedRule::OriginIn(size_t row, uint32_t origin) const {
  const auto own_end = origins.begin() + static_cast<std::ptrdiff_t>(places);
  const auto place = static_cast<size_t>(std::find(origins.begin(), own_end, origin) - origins.begin());
  return origins[row * places + place];
}

const MergedRule* Law::MergedOf(uint32_t origin) const {
  for (const MergedRule& one : merged) {
    const auto own_end = one.origins.begin() + static_cast<std::ptrdiff_t>(one.places);
    if (std::find(one.origins.begin(), own_end, origin) != own_end) return &one;
  }
  return nullptr;
}

Law BuildLaw(const lang::Dossier& dossier, base::SymbolTable& symbols, const ClauseFilter& stands,
             Shapes shapes) {
  Law law;
  AddPredicates(dossier, symbols, law.rules);
  Workplace workplace{&dossier, &symbols, &law.rules, {}};
  law.lies_in = workplace.Find("lies_in");
  AddAlleged(workplace, law);
  AddVocabularyRules(workplace, stands);
  for (const lang::Treaty& treaty : dossier.treaties) {
    if (stands(treaty.name)) AddLifecycle(workplace, law, treaty, stands);
  }
  const size_t first_norm_rule = law.rules.rules.size();
  AddNorms(workplace, law, stands);
  RequireEffect(law, first_norm_rule);
  if (shapes == Shapes::kMerged) MergeShapes(law);
  return law;
}

}  // namespace casus::law
