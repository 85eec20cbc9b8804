// Norms, as the primitives of std/norms.
//
// Every norm has three questions: on what occasion does an obligation arise, what serves it, what infringes it.
//
//   kind                     arises                              served by     infringed by
//   duty P [when E] within D the occasion E, or being bound      P             nothing but the deadline
//   duty P while C           C coming true                       -             C without P
//   duty not P, ban P        the occasion, or being bound        -             P
//   right P only while C     being bound                         -             P without C
//   limit on X               being bound                         -             the amount beyond its bound
//
// Being bound: the norm binds its bearer (std/norms). A permission (a right, or what prevails by exception to,
// notwithstanding, subject to) is a relation of its own, which infringement excepts (precedence.h). A power is the condition
// under which an act has effect (norm_effects.h); its effects follow at the next moment, as do the norms given on breach.

#include <string>
#include <utility>

#include "base/check.h"
#include "law/norm_effects.h"
#include "law/norm_scene.h"
#include "law/obligation.h"
#include "law/precedence.h"
#include "law/rule_builder.h"
#include "law/values.h"

namespace casus::law {
namespace {

using lang::Qualifier;

// The variable of the event on which an obligation arises: that of the first, if there are several.
Variable FirstOccurrence(const Formula& occasion) {
  for (const Formula* part : Conjuncts(occasion)) {
    if (part->kind == Formula::Kind::kAtom && part->occurrence.kind == Term::Kind::kVariable) {
      return part->occurrence.variable;
    }
  }
  CHECK(false) << "an occasion without an occurrence";
  return 0;
}

// The rules of one norm that binds someone.
class ObligationRules {
 public:
  ObligationRules(Workplace& workplace, Law& law, Precedence& precedence, const NormPlace& place)
      : workplace_(workplace),
        law_(law),
        precedence_(precedence),
        place_(place),
        norm_(*place.entry->norm),
        outline_(workplace, place),
        shape_(ShapeOf(workplace, place)) {}

  void AddAll() {
    AddArises();
    AddOwedTo();
    AddEnds();
    if (!outline_.IsDeadlined()) AddPrimitive(Effect::kHolds, "is_standing", [](NormScene&, auto&) {});
    using Kind = lang::Norm::Kind;
    const bool is_duty_to_act = outline_.IsDutyToAct();
    if (outline_.Has(Qualifier::Kind::kBrokenWhen)) {
      AddBrokenWhen();
      if (is_duty_to_act) AddServed();
    } else if (norm_.kind == Kind::kLimit) {
      AddLimit();
    } else if (!is_duty_to_act) {
      AddForbidden();
      AddDeadline("runs_its_course");
    } else if (outline_.IsUpkeep()) {
      AddUpkeep();
    } else {
      AddServed();
      AddDeadline("falls_due");
      if (outline_.Has(Qualifier::Kind::kWhile)) AddCourse();
      if (outline_.Has(Qualifier::Kind::kAndThereafter)) AddThereafter();
    }
  }

 private:
  // A rule over the obligations of this norm that stand: add_parts(scene, parts) says when `head` is so of them.
  template <typename AddParts>
  void AddPrimitive(Effect effect, std::string_view head, AddParts add_parts) {
    NormScene scene(workplace_, place_);
    scene.NameBearer();
    const Variable obligation = scene.translator().NewVariable(" obligation", core::Kind::kCompound);
    scene.SetObligation(obligation);
    std::vector<Formula> parts;
    parts.push_back(
        Formula::Atom(scene.Std("stands_under_for"), {scene.Obligation(), scene.Name(), scene.bearer()}));
    Append(parts, PartsOf(scene, obligation, shape_));
    if (scene.bearer().kind == Term::Kind::kVariable) scene.AddKnown(scene.bearer().variable);
    if (shape_.has_other) scene.AddKnown(scene.translator().VariableOf(shape_.counterpart));
    Rule rule = scene.Begin(effect, scene.Std(head));
    rule.arguments = {scene.Obligation()};
    add_parts(scene, parts);
    scene.Finish(std::move(rule), std::move(parts));
  }

  // --- How an obligation arises ----------------------------------------------------------------------------------

  void AddArises() {
    NormScene scene(workplace_, place_);
    Translator& translator = scene.translator();
    scene.NameBearer();
    std::vector<Formula> parts = OccasionOf(scene);
    parts.push_back(Formula::Atom(scene.Std("binds"), {scene.Name(), scene.bearer()}));
    Term other = Term::Constant(0, core::Kind::kSymbol);
    if (shape_.has_other) {
      other = Term::Var(translator.VariableOf(shape_.counterpart));
      parts.push_back(Formula::Atom(scene.Std("has_joined"), {other, Term::Name(scene.treaty().name)}));
      parts.push_back(Formula::Compare(core::Comparison::kNotEqual, scene.bearer(), other));
      parts.push_back(Formula::Not(Formula::Atom(scene.Std("has_reserved_against"), {other, scene.Name()})));
      AddNegated(parts, precedence_.Replaced(scene, other));
    }
    Append(parts, scene.TakeNames());
    Formula occasion = Formula::And(std::move(parts));

    Rule rule = scene.Begin(Effect::kHappens, scene.Std("arises_under_for"));
    const Variable obligation = translator.NewVariable(" obligation", core::Kind::kCompound);
    std::vector<Term> made{scene.Name(), scene.bearer(), other};
    std::vector<Formula> body;
    rule.variables = translator.TakeVariables();
    if (HasTrigger(occasion, *workplace_.rules)) {
      NameOccurrences(occasion, rule, *workplace_.rules);
      made.push_back(Term::Var(FirstOccurrence(occasion)));
      body.push_back(std::move(occasion));
    } else {
      const Variable since = rule.Add(" since", core::Kind::kMoment);
      made.push_back(Term::Var(since));
      body.push_back(Formula::Begun(std::move(occasion), since));
    }
    for (base::Symbol binding : shape_.bindings) {
      const std::string_view name = workplace_.symbols->Name(binding);
      for (size_t i = 0; i < rule.variables.size(); ++i) {
        if (rule.variables[i].name == name) made.push_back(Term::Var(static_cast<Variable>(i)));
      }
    }
    body.push_back(Formula::Compare(core::Comparison::kEqual, Term::Var(obligation),
                                    Term::Tuple(ObligationHead(), std::move(made))));
    rule.arguments = {Term::Var(obligation), scene.Name(), scene.bearer()};
    rule.body = Formula::And(std::move(body));
    workplace_.rules->rules.push_back(std::move(rule));
  }

  void AddOwedTo() {
    NormScene scene(workplace_, place_);
    const Term obligation = Term::Var(scene.translator().NewVariable(" obligation", core::Kind::kCompound));
    const Term bearer = Term::Var(scene.translator().NewVariable(" bearer", core::Kind::kSymbol));
    const Term whom = Term::Var(scene.translator().NewVariable(" whom", core::Kind::kSymbol));
    Rule rule = scene.Begin(Effect::kHolds, scene.Std("is_owed_to"));
    rule.arguments = {obligation, whom};
    std::vector<Formula> parts;
    parts.push_back(Formula::Atom(scene.Std("stands_under_for"), {obligation, scene.Name(), bearer}));
    Formula is_party = Formula::Atom(scene.Std("has_joined"), {whom, Term::Name(scene.treaty().name)});
    if (scene.Parent() == nullptr) {
      parts.push_back(std::move(is_party));
    } else {
      // What a breach gave is owed to those who were parties when it arose, also to one who has left since.
      std::vector<Formula> then;
      then.push_back(Formula::Atom(scene.Std("arises_under_for"), {obligation, scene.Name(), bearer}));
      then.push_back(std::move(is_party));
      parts.push_back(Formula::Once(Formula::And(std::move(then))));
    }
    if (shape_.has_other) {
      parts.push_back(Formula::Compare(core::Comparison::kEqual, whom,
                                       Term::Part(obligation, kObligationOther, core::Kind::kSymbol)));
    } else {
      parts.push_back(Formula::Compare(core::Comparison::kNotEqual, whom, bearer));
    }
    scene.Finish(std::move(rule), std::move(parts));
  }

  // --- What serves it, and when it falls due --------------------------------------------------------------------

  void AddServed() {
    AddPrimitive(Effect::kHappens, "is_served", [](NormScene& scene, std::vector<Formula>& parts) {
      Formula act = scene.Phrase();
      if (!scene.Has(Qualifier::Kind::kEach)) {
        parts.push_back(std::move(act));
        return;
      }
      // One act serves one obligation: those that are pending are demands, the acts supplies.
      std::vector<Formula> open;
      open.push_back(Formula::Previous(Formula::Atom(scene.Std("is_pending"), {scene.Obligation()})));
      open.push_back(
          Formula::Atom(scene.Std("arises_under_for"), {scene.Obligation(), Term::Any(), Term::Any()}));
      parts.push_back(Formula::Or(std::move(open)));
      Formula& atom = AtomOf(act);
      if (atom.occurrence.kind == Term::Kind::kAny) {
        atom.occurrence = Term::Var(scene.translator().NewVariable(" act", core::Kind::kCompound));
      }
      Formula assigned;
      assigned.kind = Formula::Kind::kAssigned;
      assigned.origin = atom.origin;
      assigned.children.push_back(Formula::And(std::exchange(parts, {})));
      assigned.children.push_back(std::move(act));
      parts.push_back(std::move(assigned));
    });
  }

  void AddDeadline(std::string_view primitive) {
    if (const Qualifier* within = outline_.Find(Qualifier::Kind::kWithin)) AddTimeLimit(primitive, *within);
    if (const Qualifier* by = outline_.Find(Qualifier::Kind::kBy)) AddDate(primitive, *by);
  }

  // Within a time of the occasion; the time stands still while the norm is stayed.
  void AddTimeLimit(std::string_view primitive, const Qualifier& within) {
    NormScene scene(workplace_, place_);
    const Term obligation = Term::Var(scene.translator().NewVariable(" obligation", core::Kind::kCompound));
    Rule rule = scene.Begin(Effect::kHappens, scene.Std(primitive));
    rule.arguments = {obligation};
    Formula elapsed;
    elapsed.kind = Formula::Kind::kElapsed;
    elapsed.day_included = true;
    elapsed.origin = rule.origin;
    elapsed.terms.push_back(Term::Constant(core::PackDuration(*within.duration), core::Kind::kDuration));
    elapsed.children.push_back(
        Formula::Atom(scene.Std("arises_under_for"), {obligation, scene.Name(), Term::Any()}));
    elapsed.children.push_back(Formula::Atom(scene.Std("is_stayed"), {scene.Name()}));
    std::vector<Formula> parts;
    parts.push_back(std::move(elapsed));
    scene.Finish(std::move(rule), std::move(parts));
  }

  // By a day of the calendar. " the day has passed for": the name of the norm whose day that is.
  void AddDate(std::string_view primitive, const Qualifier& by) {
    const PredicateId passed = workplace_.FindOrAddState(" the day has passed for", {core::Kind::kSymbol});
    PrimitiveFact fact;
    fact.predicate = passed;
    fact.values = {ToValue(place_.entry->name)};
    fact.document = &outline_.text();
    fact.from = by.day;
    fact.after = true;
    law_.primitives.push_back(std::move(fact));
    AddPrimitive(Effect::kHappens, primitive, [&](NormScene& scene, std::vector<Formula>& parts) {
      parts.push_back(Formula::Atom(passed, {scene.Name()}));
      parts.push_back(Formula::Not(Formula::Atom(scene.Std("is_stayed"), {scene.Name()})));
    });
  }

  // --- What infringes it ----------------------------------------------------------------------------------------

  // What keeps any infringement from counting: permission, excuse, suspension, amendment; for bans also `unless`.
  void AddReservations(NormScene& scene, std::vector<Formula>& parts, const Formula* act) {
    Append(parts, precedence_.NotPermitted(scene, act));
    if (!scene.IsDeadlined()) scene.AddNegations(Qualifier::Kind::kUnless, parts);
    scene.AddNegations(Qualifier::Kind::kExcusedWhile, parts);
    parts.push_back(Formula::Not(Formula::Atom(scene.Std("is_stayed"), {scene.Name()})));
    AddNegated(parts, precedence_.Replaced(scene, Counterpart(scene)));
  }

  Term Counterpart(NormScene& scene) const {
    return shape_.has_other ? Term::Var(scene.translator().VariableOf(shape_.counterpart)) : Term::Any();
  }

  static void AddNegated(std::vector<Formula>& parts, std::vector<Formula> conditions) {
    for (Formula& condition : conditions) parts.push_back(Formula::Not(std::move(condition)));
  }

  // A ban on an act or a state: a ban, a duty not to, or a right that has limits.
  void AddForbidden() {
    const lang::Document& text = outline_.text();
    const bool is_event =
        workplace_.rules->predicate(static_cast<PredicateId>(text[norm_.phrase].predicate)).is_event;
    AddPrimitive(is_event ? Effect::kHappens : Effect::kHolds,
                 is_event ? "is_infringed_by_an_act" : "is_infringed",
                 [&](NormScene& scene, std::vector<Formula>& parts) {
                   Formula act = scene.Phrase();
                   scene.NameSlots(AtomOf(act));
                   const Formula named = AtomOf(act);
                   parts.push_back(std::move(act));
                   scene.AddConditions(Qualifier::Kind::kWhile, parts);
                   scene.AddNegations(Qualifier::Kind::kOnlyWhile, parts);
                   AddReservations(scene, parts, &named);
                 });
  }

  void AddUpkeep() {
    AddPrimitive(Effect::kHolds, "is_infringed", [&](NormScene& scene, std::vector<Formula>& parts) {
      scene.AddConditions(Qualifier::Kind::kWhile, parts);
      parts.push_back(Formula::Not(scene.Phrase()));
      AddReservations(scene, parts, nullptr);
    });
    AddCourse();
  }

  // It runs as long as its conditions hold.
  void AddCourse() {
    AddPrimitive(Effect::kHappens, "runs_its_course", [](NormScene& scene, std::vector<Formula>& parts) {
      std::vector<Formula> lasts;
      scene.AddConditions(Qualifier::Kind::kWhile, lasts);
      for (Formula& name : scene.TakeNames()) {
        const bool is_atom = name.kind == Formula::Kind::kAtom;
        (is_atom ? lasts : parts).push_back(std::move(name));
      }
      Formula condition = Formula::And(std::move(lasts));
      parts.push_back(Formula::Previous(condition));
      parts.push_back(Formula::Not(std::move(condition)));
    });
  }

  // Once served, to be kept up.
  void AddThereafter() {
    AddPrimitive(Effect::kHolds, "is_to_be_kept_up", [](NormScene&, auto&) {});
    AddPrimitive(Effect::kHolds, "is_infringed", [&](NormScene& scene, std::vector<Formula>& parts) {
      parts.push_back(Formula::Once(Formula::Atom(scene.Std("is_served"), {scene.Obligation()})));
      scene.AddConditions(Qualifier::Kind::kWhile, parts);
      parts.push_back(Formula::Not(scene.Phrase()));
      AddReservations(scene, parts, nullptr);
    });
  }

  void AddLimit() {
    AddPrimitive(Effect::kHolds, "is_infringed", [&](NormScene& scene, std::vector<Formula>& parts) {
      Term amount = scene.translator().Translate(norm_.amount);
      Term bound = scene.translator().Translate(norm_.bound);
      scene.AddConditions(Qualifier::Kind::kWhile, parts);
      parts.push_back(Formula::Compare(norm_.at_least ? core::Comparison::kLess : core::Comparison::kGreater,
                                       std::move(amount), std::move(bound)));
      AddReservations(scene, parts, nullptr);
    });
  }

  // `broken when` says what breaks the norm, in place of what would otherwise.
  void AddBrokenWhen() {
    AddPrimitive(Effect::kHappens, "is_infringed_by_an_act",
                 [&](NormScene& scene, std::vector<Formula>& parts) {
                   scene.AddConditions(Qualifier::Kind::kBrokenWhen, parts);
                   AddReservations(scene, parts, nullptr);
                 });
  }

  // --- What ends it before its time -----------------------------------------------------------------------------

  // Excuse (by an `excused while`, or by a norm that prevails over a duty to act or amends it) and discharge.
  void AddEnds() {
    if (outline_.Has(Qualifier::Kind::kExcusedWhile)) {
      AddPrimitive(Effect::kHolds, "is_excused", [](NormScene& scene, std::vector<Formula>& parts) {
        scene.AddConditions(Qualifier::Kind::kExcusedWhile, parts);
      });
    }
    if (outline_.IsDutyToAct()) {
      for (const NormPlace& prevailing : precedence_.PrevailingOver(place_)) {
        AddPrimitive(Effect::kHolds, "is_excused", [&](NormScene& scene, std::vector<Formula>& parts) {
          parts.push_back(precedence_.WhileItStands(scene, prevailing));
        });
      }
      for (size_t i = 0; i < precedence_.AmendmentsOf(place_); ++i) {
        AddPrimitive(Effect::kHolds, "is_excused", [&](NormScene& scene, std::vector<Formula>& parts) {
          parts.push_back(precedence_.Replaced(scene, Counterpart(scene))[i]);
        });
      }
    }
    if (outline_.Has(Qualifier::Kind::kDischargedWhen)) {
      AddPrimitive(Effect::kHappens, "is_released", [](NormScene& scene, std::vector<Formula>& parts) {
        scene.AddConditions(Qualifier::Kind::kDischargedWhen, parts);
      });
    }
  }

  Workplace& workplace_;
  Law& law_;
  Precedence& precedence_;
  NormPlace place_;
  const lang::Norm& norm_;
  const NormScene outline_;  // to look things up in the norm's text
  const ObligationShape shape_;
};

}  // namespace

void AddNorms(Workplace& workplace, Law& law, const ClauseFilter& stands) {
  const std::vector<NormPlace> norms = StandingNorms(*workplace.dossier, stands);
  Precedence precedence(workplace, norms);
  using Kind = lang::Norm::Kind;
  for (const NormPlace& place : norms) {
    if (place.entry->norm->kind == Kind::kPower) AddPower(workplace, law, place);
  }
  for (const NormPlace& place : norms) {
    switch (place.entry->norm->kind) {
      case Kind::kPower:
      case Kind::kError:
        break;
      case Kind::kEffect:
      case Kind::kStatement: {
        const int parent = place.entry->parent;
        const bool is_of_power =
            parent >= 0 && place.treaty->norms[static_cast<size_t>(parent)].norm->kind == Kind::kPower;
        if (!is_of_power) AddEffect(workplace, place);
        break;
      }
      case Kind::kRight:
        // A right without limits binds no one.
        if (!NormScene(workplace, place).Has(Qualifier::Kind::kOnlyWhile)) break;
        [[fallthrough]];
      case Kind::kDuty:
      case Kind::kBan:
      case Kind::kLimit:
        ObligationRules(workplace, law, precedence, place).AddAll();
        break;
    }
  }
}

}  // namespace casus::law
