#include "law/norm_effects.h"

#include <algorithm>
#include <utility>

#include "law/obligation.h"

namespace casus::law {
namespace {

using lang::Qualifier;

// The phrase of an effect as the head of a rule: an event happens, a state begins, or (a bare statement) lasts.
// `before`: whose effect it is was decided by who the parties were just before.
void AddEffectRules(NormScene& scene, const lang::Norm& effect, std::vector<Formula> parts, bool lasts,
                    bool before) {
  Workplace& workplace = scene.workplace();
  Formula atom = scene.translator().Translate(effect.phrase);
  if (atom.kind == Formula::Kind::kAnd) {
    Formula last = std::move(atom.children.back());
    atom.children.pop_back();
    Append(parts, std::move(atom.children));
    atom = std::move(last);
  }
  const Predicate head = workplace.rules->predicate(atom.predicate);
  Rule rule = scene.Begin(Effect::kHolds, atom.predicate);
  rule.arguments = atom.terms;
  for (Formula& name : scene.TakeNames()) {
    if (before) ReadJustBefore(name, *workplace.rules);
    parts.push_back(std::move(name));
  }
  rule.variables = scene.translator().TakeVariables();
  Formula condition = Formula::And(std::move(parts));
  if (head.is_event) {
    rule.effect = Effect::kHappens;
  } else if (head.inertial) {
    // A bare statement holds while its conditions do (see Definitions::DefineInertial).
    const bool holds = lasts && !HasTrigger(condition, *workplace.rules);
    rule.effect = holds ? Effect::kHolds : Effect::kBegins;
  }
  rule.body = std::move(condition);
  AddRule(workplace, std::move(rule), /*before=*/false);
}

// Who may act, as things were just before the act.
Formula Empowered(NormScene& scene) {
  std::vector<Formula> parts;
  parts.push_back(Formula::Atom(scene.Std("binds"), {scene.Name(), scene.bearer()}));
  scene.AddCircumstances(parts);
  Append(parts, AfterBreach(scene));
  Append(parts, scene.TakeNames());
  Formula all = Formula::And(std::move(parts));
  ReadJustBefore(all, *scene.workplace().rules);
  return all;
}

}  // namespace

void AddEffect(Workplace& workplace, const NormPlace& place) {
  NormScene scene(workplace, place);
  std::vector<Formula> parts = OccasionOf(scene);
  // On an occasion, the article must have been in force before it; otherwise its entry into force is the occasion.
  const bool on_occasion = scene.Has(Qualifier::Kind::kWhen);
  if (scene.Parent() == nullptr) {
    Formula in_force = Formula::Atom(scene.Std("is_in_force"), {scene.Name()});
    in_force.just_before = on_occasion;
    parts.push_back(std::move(in_force));
  }
  scene.AddConditions(Qualifier::Kind::kWhile, parts);
  if (!scene.IsDeadlined()) scene.AddNegations(Qualifier::Kind::kUnless, parts);
  AddEffectRules(scene, scene.norm(), std::move(parts), scene.norm().kind == lang::Norm::Kind::kStatement,
                 on_occasion);
}

void AddPower(Workplace& workplace, Law& law, const NormPlace& place) {
  const PredicateId empowered = workplace.FindOrAddState(" empowered", {core::Kind::kCompound});
  law.without_effect = workplace.FindOrAddState(" without effect", {core::Kind::kCompound});
  {
    NormScene scene(workplace, place);
    scene.NameBearer();
    Formula act = scene.Phrase();
    Formula& atom = AtomOf(act);
    scene.NameSlots(atom);
    const PredicateId phrase = atom.predicate;
    if (std::find(law.governed.begin(), law.governed.end(), phrase) == law.governed.end()) {
      law.governed.push_back(phrase);
    }
    Rule rule = scene.Begin(Effect::kHolds, empowered);
    rule.arguments = {atom.occurrence};
    std::vector<Formula> parts;
    parts.push_back(std::move(act));
    parts.push_back(Empowered(scene));
    scene.Finish(std::move(rule), std::move(parts));
  }
  {
    // An act on what this power is about, by whomever, without any power.
    NormScene scene(workplace, place);
    Formula act = scene.Phrase();
    Formula& atom = AtomOf(act);
    for (Term& term : atom.terms) {
      if (term.kind != Term::Kind::kConstant) term = Term::Any();
    }
    scene.NameSlots(atom);
    (void)scene.TakeNames();
    Rule rule = scene.Begin(Effect::kHolds, *law.without_effect);
    rule.arguments = {atom.occurrence};
    std::vector<Formula> parts;
    parts.push_back(atom);
    parts.push_back(Formula::Not(Formula::Atom(empowered, {atom.occurrence})));
    scene.Finish(std::move(rule), std::move(parts));
  }
  for (const lang::Norm& effect : place.entry->norm->effects) {
    NormScene scene(workplace, place);
    scene.NameBearer();
    Formula act = scene.Phrase();
    scene.NameSlots(AtomOf(act));
    std::vector<Formula> before;
    before.push_back(std::move(act));
    before.push_back(Empowered(scene));
    std::vector<Formula> parts;
    parts.push_back(Formula::Previous(Formula::And(std::move(before))));
    AddEffectRules(scene, effect, std::move(parts), /*lasts=*/false, /*before=*/true);
  }
}

}  // namespace casus::law
