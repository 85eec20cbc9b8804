#include "law/precedence.h"

#include <algorithm>
#include <string>
#include <utility>

#include "law/obligation.h"

namespace casus::law {

using lang::Qualifier;

namespace {

// Of a norm that prevails over what forbids an act (null: anything else that forbids), and is not about the same act. A duty
// may call for what is forbidden, in words of its own, and a right may be to go beyond a limit: these prevail for whom they
// bind, while their conditions hold. Two prohibitions do not collide, nor does a right to do something else with a ban.
bool PrevailsAsAWhole(const lang::Norm& norm, const Formula* act) {
  using Kind = lang::Norm::Kind;
  if (norm.kind == Kind::kDuty) return !norm.negated;
  return (norm.kind == Kind::kRight || norm.kind == Kind::kPower) && act == nullptr;
}

}  // namespace

Precedence::Precedence(Workplace& workplace, const std::vector<NormPlace>& norms) : workplace_(&workplace) {
  for (const NormPlace& place : norms) {
    const lang::Document& text = workplace.dossier->documents[place.entry->document];
    for (const Qualifier& qualifier : text[place.entry->norm->qualifiers]) {
      for (const lang::Name& reference : text[qualifier.names]) {
        switch (qualifier.kind) {
          case Qualifier::Kind::kExceptionTo:
          case Qualifier::Kind::kNotwithstanding:
            AddPrevailing(reference.symbol, place);
            break;
          case Qualifier::Kind::kSubjectTo:
            for (const NormPlace& over : norms) {
              if (Covers(reference.symbol, over)) AddPrevailing(place.entry->name, over);
            }
            break;
          case Qualifier::Kind::kInsteadOf:
            replacements_.push_back({reference.symbol, place});
            break;
          default:
            break;
        }
      }
    }
  }
}

void Precedence::AddPrevailing(base::Symbol over, const NormPlace& place) {
  Prevailing prevailing{over, place, std::nullopt, {}};
  if (place.entry->norm->phrase != lang::kNone<lang::PhraseId>) {
    const lang::Document& text = workplace_->dossier->documents[place.entry->document];
    prevailing.phrase = static_cast<PredicateId>(text[place.entry->norm->phrase].predicate);
    for (const Prevailing& other : prevailing_) {
      if (other.place.entry == place.entry) prevailing.permits = other.permits;
    }
    if (!prevailing.permits) prevailing.permits = AddPermission(place, prevailing.phrase);
  }
  prevailing_.push_back(prevailing);
}

// " permits PHRASE": a norm, and the rows of the phrase while it binds its bearer and its conditions hold.
PredicateId Precedence::AddPermission(const NormPlace& place, PredicateId phrase) {
  NormScene scene(*workplace_, place);
  scene.NameBearer();
  Formula act = scene.Phrase();
  Formula& atom = AtomOf(act);
  scene.NameSlots(atom);
  const Predicate permitted = workplace_->rules->predicate(phrase);
  core::Schema schema = permitted.schema;
  if (permitted.is_event) schema.push_back(core::Kind::kCompound);
  schema.insert(schema.begin(), core::Kind::kSymbol);
  const PredicateId id = workplace_->FindOrAddState(" permits " + permitted.name, std::move(schema));
  Rule rule = scene.Begin(Effect::kHolds, id);
  rule.arguments.push_back(scene.Name());
  rule.arguments.insert(rule.arguments.end(), atom.terms.begin(), atom.terms.end());
  if (permitted.is_event) rule.arguments.push_back(atom.occurrence);
  std::vector<Formula> parts;
  parts.push_back(std::move(act));
  parts.push_back(Formula::Atom(scene.Std("binds"), {scene.Name(), scene.bearer()}));
  scene.AddCircumstances(parts);
  Append(parts, AfterBreach(scene));
  scene.Finish(std::move(rule), std::move(parts));
  return id;
}

std::vector<NormPlace> Precedence::PrevailingOver(const NormPlace& place) const {
  std::vector<NormPlace> found;
  for (const Prevailing& prevailing : prevailing_) {
    if (Covers(prevailing.over, place) && prevailing.place.entry != place.entry) {
      found.push_back(prevailing.place);
    }
  }
  return found;
}

std::vector<Formula> Precedence::NotPermitted(NormScene& scene, const Formula* act) {
  std::vector<Formula> parts;
  for (const Prevailing& prevailing : prevailing_) {
    if (!Covers(prevailing.over, scene.place()) || prevailing.place.entry == &scene.entry()) continue;
    if (act != nullptr && prevailing.permits && prevailing.phrase == act->predicate) {
      std::vector<Term> terms{Term::Name(prevailing.place.entry->name)};
      terms.insert(terms.end(), act->terms.begin(), act->terms.end());
      if (workplace_->rules->predicate(act->predicate).is_event) terms.push_back(act->occurrence);
      parts.push_back(Formula::Not(Formula::Atom(*prevailing.permits, std::move(terms))));
      continue;
    }
    if (!PrevailsAsAWhole(*prevailing.place.entry->norm, act)) continue;
    parts.push_back(Formula::Not(WhileItStands(scene, prevailing.place)));
  }
  return parts;
}

// " stands": a norm, and whom it binds while its conditions hold.
Formula Precedence::WhileItStands(NormScene& scene, const NormPlace& prevailing) {
  const PredicateId id = workplace_->FindOrAddState(" stands", {core::Kind::kSymbol, core::Kind::kSymbol});
  if (standing_.insert(prevailing.entry->name).second) {
    NormScene other(*workplace_, prevailing);
    other.NameBearer();
    Rule rule = other.Begin(Effect::kHolds, id);
    rule.arguments = {other.Name(), other.bearer()};
    std::vector<Formula> parts;
    parts.push_back(Formula::Atom(other.Std("binds"), {other.Name(), other.bearer()}));
    other.AddConditions(Qualifier::Kind::kWhile, parts);
    other.AddConditions(Qualifier::Kind::kOnlyWhile, parts);
    other.AddConditions(Qualifier::Kind::kWhere, parts);
    Append(parts, AfterBreach(other));
    other.Finish(std::move(rule), std::move(parts));
  }
  return Formula::Atom(id, {Term::Name(prevailing.entry->name), scene.bearer()});
}

size_t Precedence::AmendmentsOf(const NormPlace& place) const {
  return static_cast<size_t>(
      std::count_if(replacements_.begin(), replacements_.end(),
                    [&](const Replacement& replacement) { return Covers(replacement.replaced, place); }));
}

std::vector<Formula> Precedence::Replaced(NormScene& scene, const Term& other) const {
  std::vector<Formula> found;
  for (const Replacement& replacement : replacements_) {
    if (!Covers(replacement.replaced, scene.place())) continue;
    std::vector<Formula> all;
    all.push_back(Formula::Atom(scene.Std("is_in_force"), {Term::Name(replacement.place.entry->name)}));
    const Term pact = Term::Name(replacement.place.treaty->name);
    all.push_back(Formula::Atom(scene.Std("has_joined"), {scene.bearer(), pact}));
    if (other.kind == Term::Kind::kVariable) {
      all.push_back(Formula::Atom(scene.Std("has_joined"), {other, pact}));
    } else {
      // What is owed to all parties gives way only if all of them have joined the other treaty.
      const Term third = Term::Var(scene.translator().NewVariable(" third", core::Kind::kSymbol));
      std::vector<Formula> outside;
      outside.push_back(Formula::Atom(scene.Std("has_joined"), {third, Term::Name(scene.treaty().name)}));
      outside.push_back(Formula::Not(Formula::Atom(scene.Std("has_joined"), {third, pact})));
      all.push_back(Formula::Not(Formula::And(std::move(outside))));
    }
    found.push_back(Formula::And(std::move(all)));
  }
  return found;
}

}  // namespace casus::law
