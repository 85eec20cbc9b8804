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
// notwithstanding, subject to) is a relation of its own, which infringement excepts. A power is the condition
// under which an act has effect; its effects follow at the next moment, as do the norms given on breach.

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>
#include <string>
#include <utility>

#include "base/check.h"
#include "law/rule_builder.h"
#include "law/values.h"

namespace casus::law {
namespace {

using lang::Qualifier;

class NormBuilder {
 public:
  NormBuilder(Workplace& workplace, Law& law, const ClauseFilter& stands)
      : workplace_(workplace), law_(law), stands_(stands) {}

  void AddAll() {
    FindPermissions();
    ForEach([&](const lang::Treaty& treaty, const lang::NormEntry& entry) {
      if (entry.norm->kind == lang::Norm::Kind::kPower) AddPower(treaty, entry);
    });
    ForEach([&](const lang::Treaty& treaty, const lang::NormEntry& entry) { AddNorm(treaty, entry); });
  }

 private:
  // A norm in one of its rules: a translator over its text, and the rule's variables for who and what.
  struct Scene {
    Scene(NormBuilder& builder, const lang::Treaty& in_treaty, const lang::NormEntry& of_entry)
        : treaty(in_treaty),
          entry(of_entry),
          norm(*of_entry.norm),
          text(builder.workplace_.dossier->documents[of_entry.document]),
          translator(builder.workplace_, of_entry.document, &in_treaty, /*is_law=*/true) {}
    const lang::Treaty& treaty;
    const lang::NormEntry& entry;
    const lang::Norm& norm;
    const lang::Document& text;
    Translator translator;
    Variable obligation = -1;
    Term bearer;
    std::vector<Variable> known;  // who they are follows from the obligation
  };

  // Who or what an occasion binds: the variables that stand both in it and elsewhere in the norm, in a fixed order.
  struct Shape {
    base::Symbol
        counterpart{};  // the variable of the party that stands in it beside the bearer: ?other, or ?party
    bool has_other = false;  // there is one
    std::vector<base::Symbol> bindings;
    std::vector<core::Kind> kinds;
    std::vector<lang::Type> types;
    core::Kind occasion = core::Kind::kCompound;  // an occurrence, or the moment at which a run began
  };

  template <typename Visit>
  void ForEach(Visit visit) {
    for (const lang::Treaty& treaty : workplace_.dossier->treaties) {
      if (!stands_(treaty.name)) continue;
      for (const lang::NormEntry& entry : treaty.norms) {
        const lang::ArticleEntry& article = treaty.articles[static_cast<size_t>(entry.article)];
        if (stands_(article.name) && stands_(entry.name) && entry.norm->kind != lang::Norm::Kind::kError) {
          visit(treaty, entry);
        }
      }
    }
  }

  PredicateId Std(std::string_view name) { return workplace_.Get(name); }

  uint32_t OriginOf(const lang::NormEntry& entry) {
    Origin origin;
    origin.kind = Origin::Kind::kNorm;
    origin.document = entry.document;
    origin.extent = entry.norm->extent;
    origin.provision = entry.name;
    return workplace_.rules->AddOrigin(std::move(origin));
  }

  static const Qualifier* Find(const Scene& scene, Qualifier::Kind kind) {
    for (const Qualifier& qualifier : scene.text[scene.norm.qualifiers]) {
      if (qualifier.kind == kind) return &qualifier;
    }
    return nullptr;
  }

  std::vector<Formula> ConditionsOf(Scene& scene, Qualifier::Kind kind) {
    std::vector<Formula> formulas;
    for (const Qualifier& qualifier : scene.text[scene.norm.qualifiers]) {
      if (qualifier.kind == kind && qualifier.condition != lang::kNone<lang::ConditionId>) {
        formulas.push_back(scene.translator.Translate(qualifier.condition));
      }
    }
    return formulas;
  }

  static void Append(std::vector<Formula>& to, std::vector<Formula> from) {
    for (Formula& formula : from) to.push_back(std::move(formula));
  }

  // The term for the bearer: the phrase's first slot, or who a limit is on.
  Term BearerOf(Scene& scene) {
    const lang::TermId term = scene.norm.kind == lang::Norm::Kind::kLimit
                                  ? scene.norm.bearer
                                  : scene.text[scene.text[scene.norm.phrase].arguments].front();
    Term bearer = scene.translator.Translate(term);
    if (bearer.kind == Term::Kind::kAny) {
      bearer = Term::Var(scene.translator.NewVariable(" bearer", core::Kind::kSymbol));
    }
    if (bearer.kind == Term::Kind::kConstant) {
      const Variable variable = scene.translator.NewVariable(" bearer", core::Kind::kSymbol);
      scene.translator.SetType(variable, core::Kind::kSymbol, {});
      constants_.push_back(Formula::Compare(core::Comparison::kEqual, Term::Var(variable), bearer));
      bearer = Term::Var(variable);
    }
    scene.bearer = bearer;
    return bearer;
  }

  bool HasCondition(const Scene& scene, Qualifier::Kind kind) const { return Find(scene, kind) != nullptr; }

  // Of a norm in whose breach this one is given.
  const lang::NormEntry* ParentOf(const Scene& scene) const {
    if (scene.entry.parent < 0) return nullptr;
    const lang::NormEntry& parent = scene.treaty.norms[static_cast<size_t>(scene.entry.parent)];
    return parent.norm->kind == lang::Norm::Kind::kPower ? nullptr : &parent;
  }

  bool Mentions(const Scene& scene, std::string_view variable) {
    const std::optional<base::Symbol> symbol = workplace_.symbols->Find(variable);
    return symbol && scene.translator.Knows(*symbol);
  }

  // --- The occasion --------------------------------------------------------------------------------------------

  // Whether breach comes from a state of affairs while a condition lasts, or from the occasion on.
  static bool IsUpkeep(const Scene& scene) {
    return scene.norm.kind == lang::Norm::Kind::kDuty && !scene.norm.negated &&
           Find(scene, Qualifier::Kind::kWhile) != nullptr &&
           Find(scene, Qualifier::Kind::kWithin) == nullptr && Find(scene, Qualifier::Kind::kBy) == nullptr;
  }

  // Translates the whole norm once, to learn which variables it has and which the occasion binds.
  Shape ShapeOf(const lang::Treaty& treaty, const lang::NormEntry& entry) {
    Scene scene(*this, treaty, entry);
    BearerOf(scene);
    Shape shape;
    std::vector<Formula> occasion = Occasion(scene);
    const bool has_trigger = HasTrigger(Formula::And(occasion), *workplace_.rules);
    shape.occasion = has_trigger ? core::Kind::kCompound : core::Kind::kMoment;
    const size_t in_occasion = scene.translator.variables().size();
    std::vector<const Formula*> conditions;
    for (const Formula& formula : occasion) {
      for (const Formula* part : Conjuncts(formula)) conditions.push_back(part);
    }
    const std::vector<Variable> visible = VisibleVariables(conditions);
    for (size_t i = 0; i < in_occasion; ++i) {
      const VariableInfo& info = scene.translator.variables()[i];
      if (info.name.empty() || info.name.front() == ' ') continue;
      if (std::find(visible.begin(), visible.end(), static_cast<Variable>(i)) == visible.end()) continue;
      if (info.name == "other") continue;
      if (scene.bearer.kind == Term::Kind::kVariable && scene.bearer.variable == static_cast<Variable>(i))
        continue;
      if (info.name == "party") continue;
      shape.bindings.push_back(workplace_.symbols->Intern(info.name));
      shape.kinds.push_back(info.kind);
      shape.types.push_back(info.type);
    }
    if (entry.norm->phrase != lang::kNone<lang::PhraseId>)
      (void)scene.translator.Translate(entry.norm->phrase);
    for (const Qualifier& qualifier : scene.text[scene.norm.qualifiers]) {
      if (qualifier.condition != lang::kNone<lang::ConditionId>) {
        (void)scene.translator.Translate(qualifier.condition);
      }
    }
    if (entry.norm->amount != lang::kNone<lang::TermId>) (void)scene.translator.Translate(entry.norm->amount);
    const bool bearer_is_other =
        scene.bearer.kind == Term::Kind::kVariable &&
        scene.translator.variables()[static_cast<size_t>(scene.bearer.variable)].name == "other";
    const std::string_view counterpart = bearer_is_other ? "party" : "other";
    shape.counterpart = workplace_.symbols->Intern(counterpart);
    shape.has_other = Mentions(scene, counterpart);
    constants_.clear();
    return shape;
  }

  // The conditions under which an obligation arises, but for being bound. Of a norm on breach: the breach, a moment
  // before, and what it bound.
  std::vector<Formula> Occasion(Scene& scene) {
    std::vector<Formula> parts;
    if (const lang::NormEntry* parent = ParentOf(scene)) {
      const Shape of_parent = ShapeOf(scene.treaty, *parent);
      const Variable broken = scene.translator.NewVariable(" broken", core::Kind::kCompound);
      const Variable breach = scene.translator.NewVariable(" breach", core::Kind::kCompound);
      const Variable breacher = BearerVariableOf(scene, *parent);
      std::vector<Formula> before;
      before.push_back(Formula::Atom(Std("is_breached"), {Term::Var(broken)}, Term::Var(breach)));
      before.push_back(Formula::Atom(Std("stands_under_for"),
                                     {Term::Var(broken), Term::Name(parent->name), Term::Var(breacher)}));
      parts.push_back(Formula::Previous(Formula::And(std::move(before))));
      Append(parts, PartsOf(scene, broken, of_parent));
    }
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhen));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhere));
    if (IsUpkeep(scene)) Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
    if (IsDeadlined(scene)) {
      for (Formula& unless : ConditionsOf(scene, Qualifier::Kind::kUnless)) {
        parts.push_back(Formula::Not(std::move(unless)));
      }
    }
    return parts;
  }

  // The variable of this norm's text that the parent's bearer goes by.
  Variable BearerVariableOf(Scene& scene, const lang::NormEntry& parent) {
    const lang::Document& text = workplace_.dossier->documents[parent.document];
    const lang::TermId id = parent.norm->kind == lang::Norm::Kind::kLimit
                                ? parent.norm->bearer
                                : text[text[parent.norm->phrase].arguments].front();
    const lang::Term& term = text[id];
    if (term.kind == lang::Term::Kind::kVariable) {
      const Variable variable = scene.translator.VariableOf(term.symbol);
      scene.translator.SetType(variable, core::Kind::kSymbol,
                               scene.translator.variables()[static_cast<size_t>(variable)].type);
      return variable;
    }
    if (term.kind == lang::Term::Kind::kName) {
      const Term seat = scene.translator.Translate(id);
      if (seat.kind == Term::Kind::kVariable) return seat.variable;
    }
    return scene.translator.NewVariable(" breacher", core::Kind::kSymbol);
  }

  // A duty to do something by a time, or to abstain for a time: `unless` is read when it arises.
  static bool IsDeadlined(const Scene& scene) {
    return Find(scene, Qualifier::Kind::kWithin) != nullptr || Find(scene, Qualifier::Kind::kBy) != nullptr ||
           (scene.norm.kind == lang::Norm::Kind::kDuty && !scene.norm.negated && !IsUpkeep(scene));
  }

  // What an obligation is made of, as equalities.
  std::vector<Formula> PartsOf(Scene& scene, Variable obligation, const Shape& shape) {
    std::vector<Formula> parts;
    auto part = [&](Variable variable, int index, core::Kind kind) {
      parts.push_back(Formula::Compare(core::Comparison::kEqual, Term::Var(variable),
                                       Term::Part(Term::Var(obligation), index, kind)));
    };
    if (shape.has_other) {
      const Variable other = scene.translator.VariableOf(shape.counterpart);
      part(other, kObligationOther, core::Kind::kSymbol);
    }
    for (size_t i = 0; i < shape.bindings.size(); ++i) {
      const Variable variable = scene.translator.VariableOf(shape.bindings[i]);
      scene.translator.SetType(variable, shape.kinds[i], shape.types[i]);
      part(variable, kObligationBindings + static_cast<int>(i), shape.kinds[i]);
    }
    return parts;
  }

  Rule Begin(const Scene& scene, Effect effect, PredicateId head) {
    Rule rule;
    rule.effect = effect;
    rule.head = head;
    rule.origin = OriginOf(scene.entry);
    return rule;
  }

  // Ends a rule: the seats that its text named, the constants, the variables.
  void Finish(Scene& scene, Rule rule, std::vector<Formula> parts) {
    for (Formula& constant : constants_) parts.push_back(std::move(constant));
    constants_.clear();
    for (Formula& seat : scene.translator.TakeSeats(scene.known)) parts.push_back(std::move(seat));
    rule.body = Formula::And(std::move(parts));
    rule.variables = scene.translator.TakeVariables();
    AddRule(workplace_, std::move(rule), /*before=*/false);
  }

  Term NameOf(const Scene& scene) const { return Term::Name(scene.entry.name); }

  void AddArises(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    Scene scene(*this, treaty, entry);
    BearerOf(scene);
    std::vector<Formula> parts = Occasion(scene);
    parts.push_back(Formula::Atom(Std("binds"), {NameOf(scene), scene.bearer}));
    Term other = Term::Constant(0, core::Kind::kSymbol);
    if (shape.has_other) {
      other = Term::Var(scene.translator.VariableOf(shape.counterpart));
      parts.push_back(Formula::Atom(Std("has_joined"), {other, Term::Name(treaty.name)}));
      parts.push_back(Formula::Compare(core::Comparison::kNotEqual, scene.bearer, other));
      parts.push_back(Formula::Not(Formula::Atom(Std("has_reserved_against"), {other, NameOf(scene)})));
      Append(parts, Replacements(scene, other));
    }
    for (Formula& constant : constants_) parts.push_back(std::move(constant));
    constants_.clear();
    for (Formula& seat : scene.translator.TakeSeats()) parts.push_back(std::move(seat));
    Formula occasion = Formula::And(std::move(parts));

    Rule rule = Begin(scene, Effect::kHappens, Std("arises_under_for"));
    const Variable obligation = scene.translator.NewVariable(" obligation", core::Kind::kCompound);
    std::vector<Term> made{NameOf(scene), scene.bearer, other};
    std::vector<Formula> body;
    Variable occasion_variable{};
    if (HasTrigger(occasion, *workplace_.rules)) {
      rule.variables = scene.translator.TakeVariables();
      NameOccurrences(occasion, rule, *workplace_.rules);
      occasion_variable = FirstOccurrence(occasion);
      body.push_back(std::move(occasion));
    } else {
      rule.variables = scene.translator.TakeVariables();
      occasion_variable = rule.Add(" since", core::Kind::kMoment);
      body.push_back(Formula::Begun(std::move(occasion), occasion_variable));
    }
    made.push_back(Term::Var(occasion_variable));
    for (base::Symbol binding : shape.bindings) {
      const std::string_view name = workplace_.symbols->Name(binding);
      for (size_t i = 0; i < rule.variables.size(); ++i) {
        if (rule.variables[i].name == name) made.push_back(Term::Var(static_cast<Variable>(i)));
      }
    }
    body.push_back(Formula::Compare(core::Comparison::kEqual, Term::Var(obligation),
                                    Term::Tuple(ObligationHead(), std::move(made))));
    rule.arguments = {Term::Var(obligation), NameOf(scene), scene.bearer};
    rule.body = Formula::And(std::move(body));
    workplace_.rules->rules.push_back(std::move(rule));

    AddOwedTo(treaty, entry, shape);
  }

  static Variable FirstOccurrence(const Formula& formula) {
    if (formula.kind == Formula::Kind::kAtom && formula.occurrence.kind == Term::Kind::kVariable) {
      return formula.occurrence.variable;
    }
    if (formula.kind == Formula::Kind::kAnd) {
      for (const Formula& child : formula.children) {
        if (child.kind == Formula::Kind::kAtom && child.occurrence.kind == Term::Kind::kVariable) {
          return child.occurrence.variable;
        }
      }
    }
    CHECK(false) << "an occasion without an occurrence";
    return 0;
  }

  void AddOwedTo(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    Scene scene(*this, treaty, entry);
    const Term obligation = Term::Var(scene.translator.NewVariable(" obligation", core::Kind::kCompound));
    const Term bearer = Term::Var(scene.translator.NewVariable(" bearer", core::Kind::kSymbol));
    const Term whom = Term::Var(scene.translator.NewVariable(" whom", core::Kind::kSymbol));
    Rule rule = Begin(scene, Effect::kHolds, Std("is_owed_to"));
    rule.arguments = {obligation, whom};
    std::vector<Formula> parts;
    parts.push_back(Formula::Atom(Std("stands_under_for"), {obligation, NameOf(scene), bearer}));
    if (shape.has_other) {
      parts.push_back(Formula::Compare(core::Comparison::kEqual, whom,
                                       Term::Part(obligation, kObligationOther, core::Kind::kSymbol)));
    } else {
      parts.push_back(Formula::Atom(Std("has_joined"), {whom, Term::Name(treaty.name)}));
      parts.push_back(Formula::Compare(core::Comparison::kNotEqual, whom, bearer));
    }
    Finish(scene, std::move(rule), std::move(parts));
  }

  // --- Permission, replacement ---------------------------------------------------------------------------------

  // Norms that prevail over others: by the name of the norm prevailed over.
  struct Prevailing {
    base::Symbol over;
    const lang::Treaty* treaty;
    const lang::NormEntry* entry;
    std::optional<PredicateId> permits;  // its phrase, while it stands; none if it has no phrase of its own
    PredicateId phrase{};
  };

  bool Covers(base::Symbol reference, const lang::Treaty& treaty, const lang::NormEntry& entry) const {
    return reference == entry.name || reference == treaty.name ||
           reference == treaty.articles[static_cast<size_t>(entry.article)].name;
  }

  void FindPermissions() {
    ForEach([&](const lang::Treaty& treaty, const lang::NormEntry& entry) {
      const lang::Document& text = workplace_.dossier->documents[entry.document];
      for (const Qualifier& qualifier : text[entry.norm->qualifiers]) {
        for (const lang::Name& reference : text[qualifier.names]) {
          switch (qualifier.kind) {
            case Qualifier::Kind::kExceptionTo:
            case Qualifier::Kind::kNotwithstanding:
              AddPrevailing(reference.symbol, treaty, entry);
              break;
            case Qualifier::Kind::kSubjectTo:
              ForEach([&](const lang::Treaty& over_treaty, const lang::NormEntry& over) {
                if (Covers(reference.symbol, over_treaty, over)) AddPrevailing(entry.name, over_treaty, over);
              });
              break;
            case Qualifier::Kind::kInsteadOf:
              replacements_.push_back({reference.symbol, &treaty, &entry});
              break;
            default:
              break;
          }
        }
      }
    });
  }

  void AddPrevailing(base::Symbol over, const lang::Treaty& treaty, const lang::NormEntry& entry) {
    Prevailing prevailing{over, &treaty, &entry, std::nullopt, {}};
    if (entry.norm->phrase != lang::kNone<lang::PhraseId>) {
      const lang::Document& text = workplace_.dossier->documents[entry.document];
      prevailing.phrase = static_cast<PredicateId>(text[entry.norm->phrase].predicate);
      for (const Prevailing& other : prevailing_) {
        if (other.entry == &entry) prevailing.permits = other.permits;
      }
      if (!prevailing.permits) prevailing.permits = AddPermission(treaty, entry, prevailing.phrase);
    }
    prevailing_.push_back(prevailing);
  }

  // " permits PHRASE": a norm, and the rows of the phrase while it binds its bearer and its conditions hold.
  PredicateId AddPermission(const lang::Treaty& treaty, const lang::NormEntry& entry, PredicateId phrase) {
    Scene scene(*this, treaty, entry);
    BearerOf(scene);
    Formula act = scene.translator.Translate(entry.norm->phrase);
    Predicate permitted = workplace_.rules->predicate(phrase);
    core::Schema schema = permitted.schema;
    if (permitted.is_event) schema.push_back(core::Kind::kCompound);
    schema.insert(schema.begin(), core::Kind::kSymbol);
    const PredicateId id = FindOrAdd(" permits " + permitted.name, std::move(schema));
    Rule rule = Begin(scene, Effect::kHolds, id);
    rule.arguments.push_back(NameOf(scene));
    std::vector<Formula> parts;
    Formula* atom = act.kind == Formula::Kind::kAtom ? &act : &act.children.back();
    for (Term& term : atom->terms) {
      if (term.kind == Term::Kind::kAny) {
        const size_t slot = rule.arguments.size() - 1;
        term = Term::Var(scene.translator.NewVariable(" any", permitted.schema[slot]));
      }
      rule.arguments.push_back(term);
    }
    if (permitted.is_event) {
      if (atom->occurrence.kind == Term::Kind::kAny) {
        atom->occurrence = Term::Var(scene.translator.NewVariable(" act", core::Kind::kCompound));
      }
      rule.arguments.push_back(atom->occurrence);
    }
    parts.push_back(std::move(act));
    parts.push_back(Formula::Atom(Std("binds"), {NameOf(scene), scene.bearer}));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhen));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kOnlyWhile));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhere));
    for (Formula& unless : ConditionsOf(scene, Qualifier::Kind::kUnless)) {
      parts.push_back(Formula::Not(std::move(unless)));
    }
    Finish(scene, std::move(rule), std::move(parts));
    return id;
  }

  // Conditions that keep an act from being an infringement: none prevailing permits it. `act` is the norm's own atom.
  std::vector<Formula> NotPermitted(Scene& scene, const Formula* act) {
    std::vector<Formula> parts;
    for (const Prevailing& prevailing : prevailing_) {
      if (!Covers(prevailing.over, scene.treaty, scene.entry) || prevailing.entry == &scene.entry) continue;
      if (act != nullptr && prevailing.permits && prevailing.phrase == act->predicate) {
        std::vector<Term> terms{Term::Name(prevailing.entry->name)};
        terms.insert(terms.end(), act->terms.begin(), act->terms.end());
        if (workplace_.rules->predicate(act->predicate).is_event) terms.push_back(act->occurrence);
        parts.push_back(Formula::Not(Formula::Atom(*prevailing.permits, std::move(terms))));
        continue;
      }
      // A norm about something else prevails as a whole, for whom it binds, while its conditions hold.
      parts.push_back(Formula::Not(WhileItStands(scene, *prevailing.treaty, *prevailing.entry)));
    }
    return parts;
  }

  // " stands": a norm, and whom it binds while its conditions hold.
  Formula WhileItStands(Scene& scene, const lang::Treaty& treaty, const lang::NormEntry& entry) {
    const PredicateId id = FindOrAdd(" stands", {core::Kind::kSymbol, core::Kind::kSymbol});
    if (standing_.insert(entry.name).second) {
      std::vector<Formula> constants = std::exchange(constants_, {});
      Scene other(*this, treaty, entry);
      BearerOf(other);
      Rule rule = Begin(other, Effect::kHolds, id);
      rule.arguments = {NameOf(other), other.bearer};
      std::vector<Formula> parts;
      parts.push_back(Formula::Atom(Std("binds"), {NameOf(other), other.bearer}));
      Append(parts, ConditionsOf(other, Qualifier::Kind::kWhile));
      Append(parts, ConditionsOf(other, Qualifier::Kind::kOnlyWhile));
      Append(parts, ConditionsOf(other, Qualifier::Kind::kWhere));
      Finish(other, std::move(rule), std::move(parts));
      constants_ = std::move(constants);
    }
    return Formula::Atom(id, {Term::Name(entry.name), scene.bearer});
  }

  // A state of translation's own.
  PredicateId FindOrAdd(const std::string& name, core::Schema schema) {
    if (const std::optional<PredicateId> found = workplace_.Find(name)) return *found;
    return workplace_.AddPredicate(name, std::move(schema), /*is_event=*/false);
  }

  struct Replacement {
    base::Symbol replaced;
    const lang::Treaty* treaty;
    const lang::NormEntry* entry;
  };

  // Between parties of an amendment its norm stands instead.
  std::vector<Formula> Replacements(const Scene& scene, const Term& other) {
    std::vector<Formula> parts;
    for (const Replacement& replacement : replacements_) {
      if (!Covers(replacement.replaced, scene.treaty, scene.entry)) continue;
      std::vector<Formula> all;
      all.push_back(Formula::Atom(Std("is_in_force"), {Term::Name(replacement.entry->name)}));
      const Term pact = Term::Name(replacement.treaty->name);
      all.push_back(Formula::Atom(Std("has_joined"), {scene.bearer, pact}));
      if (other.kind == Term::Kind::kVariable) all.push_back(Formula::Atom(Std("has_joined"), {other, pact}));
      parts.push_back(Formula::Not(Formula::And(std::move(all))));
    }
    return parts;
  }

  // --- Service, infringement -------------------------------------------------------------------------------------

  // The obligation of a rule, with its bearer and bindings.
  std::vector<Formula> Standing(Scene& scene, const Shape& shape) {
    scene.obligation = scene.translator.NewVariable(" obligation", core::Kind::kCompound);
    std::vector<Formula> parts;
    parts.push_back(
        Formula::Atom(Std("stands_under_for"), {Term::Var(scene.obligation), NameOf(scene), scene.bearer}));
    Append(parts, PartsOf(scene, scene.obligation, shape));
    if (scene.bearer.kind == Term::Kind::kVariable) scene.known.push_back(scene.bearer.variable);
    if (shape.has_other) scene.known.push_back(scene.translator.VariableOf(shape.counterpart));
    return parts;
  }

  template <typename AddParts>
  void AddPrimitive(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape,
                    Effect effect, std::string_view head, AddParts add_parts) {
    Scene scene(*this, treaty, entry);
    BearerOf(scene);
    std::vector<Formula> parts = Standing(scene, shape);
    Rule rule = Begin(scene, effect, Std(head));
    rule.arguments = {Term::Var(scene.obligation)};
    add_parts(scene, parts);
    Finish(scene, std::move(rule), std::move(parts));
  }

  Formula* AtomOf(Formula& translated) {
    return translated.kind == Formula::Kind::kAtom ? &translated : &translated.children.back();
  }

  // What keeps any infringement from counting: permission, excuse, suspension; for bans also `unless`.
  void AddReservations(Scene& scene, std::vector<Formula>& parts, const Formula* act) {
    Append(parts, NotPermitted(scene, act));
    if (!IsDeadlined(scene)) {
      for (Formula& unless : ConditionsOf(scene, Qualifier::Kind::kUnless)) {
        parts.push_back(Formula::Not(std::move(unless)));
      }
    }
    for (Formula& excuse : ConditionsOf(scene, Qualifier::Kind::kExcusedWhile)) {
      parts.push_back(Formula::Not(std::move(excuse)));
    }
    parts.push_back(Formula::Not(Formula::Atom(Std("is_stayed"), {NameOf(scene)})));
    if (!Mentions(scene, "other")) Append(parts, Replacements(scene, Term::Any()));
  }

  void AddNorm(const lang::Treaty& treaty, const lang::NormEntry& entry) {
    using Kind = lang::Norm::Kind;
    switch (entry.norm->kind) {
      case Kind::kEffect:
      case Kind::kStatement:
        if (entry.parent >= 0 && treaty.norms[static_cast<size_t>(entry.parent)].norm->kind == Kind::kPower) {
          return;  // with its power
        }
        AddEffect(treaty, entry);
        return;
      case Kind::kPower:
      case Kind::kError:
        return;
      case Kind::kRight: {
        Scene scene(*this, treaty, entry);
        if (!HasCondition(scene, Qualifier::Kind::kOnlyWhile)) return;
        break;
      }
      default:
        break;
    }
    const Shape shape = ShapeOf(treaty, entry);
    AddArises(treaty, entry, shape);
    AddEnds(treaty, entry, shape);
    Scene probe(*this, treaty, entry);
    if (!IsDeadlined(probe)) {
      AddPrimitive(treaty, entry, shape, Effect::kHolds, "is_standing", [](Scene&, std::vector<Formula>&) {});
    }
    if (HasCondition(probe, Qualifier::Kind::kBrokenWhen)) {
      AddBrokenWhen(treaty, entry, shape);
      if (entry.norm->kind == Kind::kDuty && !entry.norm->negated) AddServed(treaty, entry, shape);
      return;
    }
    switch (entry.norm->kind) {
      case Kind::kDuty:
        if (entry.norm->negated) {
          AddForbidden(treaty, entry, shape);
          AddDeadline(treaty, entry, shape, "runs_its_course");
        } else if (IsUpkeep(probe)) {
          AddUpkeep(treaty, entry, shape);
        } else {
          AddServed(treaty, entry, shape);
          AddDeadline(treaty, entry, shape, "falls_due");
          if (HasCondition(probe, Qualifier::Kind::kAndThereafter)) AddThereafter(treaty, entry, shape);
        }
        break;
      case Kind::kBan:
      case Kind::kRight:
        AddForbidden(treaty, entry, shape);
        AddDeadline(treaty, entry, shape, "runs_its_course");
        break;
      case Kind::kLimit:
        AddLimit(treaty, entry, shape);
        break;
      default:
        break;
    }
  }

  void AddServed(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    AddPrimitive(
        treaty, entry, shape, Effect::kHappens, "is_served", [&](Scene& scene, std::vector<Formula>& parts) {
          Formula act = scene.translator.Translate(entry.norm->phrase);
          if (!HasCondition(scene, Qualifier::Kind::kEach)) {
            parts.push_back(std::move(act));
            return;
          }
          // One act serves one obligation: those that are pending are demands, the acts supplies.
          std::vector<Formula> open;
          open.push_back(Formula::Previous(Formula::Atom(Std("is_pending"), {Term::Var(scene.obligation)})));
          open.push_back(Formula::Atom(Std("arises_under_for"),
                                       {Term::Var(scene.obligation), Term::Any(), Term::Any()}));
          parts.push_back(Formula::Or(std::move(open)));
          Formula* atom = AtomOf(act);
          if (atom->occurrence.kind == Term::Kind::kAny) {
            atom->occurrence = Term::Var(scene.translator.NewVariable(" act", core::Kind::kCompound));
          }
          Formula assigned;
          assigned.kind = Formula::Kind::kAssigned;
          assigned.origin = atom->origin;
          assigned.children.push_back(Formula::And(std::exchange(parts, {})));
          assigned.children.push_back(std::move(act));
          parts.push_back(std::move(assigned));
        });
  }

  void AddDeadline(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape,
                   std::string_view primitive) {
    Scene probe(*this, treaty, entry);
    if (const Qualifier* within = Find(probe, Qualifier::Kind::kWithin)) {
      Scene scene(*this, treaty, entry);
      const Term obligation = Term::Var(scene.translator.NewVariable(" obligation", core::Kind::kCompound));
      Rule rule = Begin(scene, Effect::kHappens, Std(primitive));
      rule.arguments = {obligation};
      Formula elapsed;
      elapsed.kind = Formula::Kind::kElapsed;
      elapsed.day_included = true;
      elapsed.origin = rule.origin;
      elapsed.terms.push_back(Term::Constant(core::PackDuration(*within->duration), core::Kind::kDuration));
      elapsed.children.push_back(
          Formula::Atom(Std("arises_under_for"), {obligation, NameOf(scene), Term::Any()}));
      elapsed.children.push_back(Formula::Atom(Std("is_stayed"), {NameOf(scene)}));
      std::vector<Formula> parts;
      parts.push_back(std::move(elapsed));
      Finish(scene, std::move(rule), std::move(parts));
    }
    if (const Qualifier* by = Find(probe, Qualifier::Kind::kBy)) {
      // " passed": the name of the norm whose date has passed.
      const PredicateId passed = [&] {
        if (const std::optional<PredicateId> found = workplace_.Find(" passed")) return *found;
        return workplace_.AddPredicate(" passed", {core::Kind::kSymbol}, /*is_event=*/false);
      }();
      PrimitiveFact fact;
      fact.predicate = passed;
      fact.values = {ToValue(entry.name)};
      fact.document = &workplace_.dossier->documents[entry.document];
      fact.from = by->day;
      fact.after = true;
      law_.primitives.push_back(std::move(fact));
      AddPrimitive(treaty, entry, shape, Effect::kHappens, primitive,
                   [&](Scene& scene, std::vector<Formula>& parts) {
                     parts.push_back(Formula::Atom(passed, {NameOf(scene)}));
                     parts.push_back(Formula::Not(Formula::Atom(Std("is_stayed"), {NameOf(scene)})));
                   });
    }
  }

  // A duty to keep up, or a ban on an act or a state.
  void AddForbidden(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    const lang::Document& text = workplace_.dossier->documents[entry.document];
    const bool is_event =
        workplace_.rules->predicate(static_cast<PredicateId>(text[entry.norm->phrase].predicate)).is_event;
    AddPrimitive(treaty, entry, shape, is_event ? Effect::kHappens : Effect::kHolds,
                 is_event ? "is_infringed_by_an_act" : "is_infringed",
                 [&](Scene& scene, std::vector<Formula>& parts) {
                   Formula act = scene.translator.Translate(entry.norm->phrase);
                   Formula* atom = AtomOf(act);
                   NameAny(scene, *atom);
                   const Formula named = *atom;
                   parts.push_back(std::move(act));
                   Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
                   for (Formula& only : ConditionsOf(scene, Qualifier::Kind::kOnlyWhile)) {
                     parts.push_back(Formula::Not(std::move(only)));
                   }
                   AddReservations(scene, parts, &named);
                 });
  }

  // Permissions are looked up by all slots: `_` becomes a variable.
  void NameAny(Scene& scene, Formula& atom) {
    const Predicate info = workplace_.rules->predicate(atom.predicate);
    for (size_t i = 0; i < atom.terms.size(); ++i) {
      if (atom.terms[i].kind == Term::Kind::kAny) {
        atom.terms[i] = Term::Var(scene.translator.NewVariable(" any", info.schema[i]));
      }
    }
    if (info.is_event && atom.occurrence.kind == Term::Kind::kAny) {
      atom.occurrence = Term::Var(scene.translator.NewVariable(" occurrence", core::Kind::kCompound));
    }
  }

  void AddUpkeep(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    AddPrimitive(treaty, entry, shape, Effect::kHolds, "is_infringed",
                 [&](Scene& scene, std::vector<Formula>& parts) {
                   Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
                   parts.push_back(Formula::Not(scene.translator.Translate(entry.norm->phrase)));
                   AddReservations(scene, parts, nullptr);
                 });
    AddPrimitive(treaty, entry, shape, Effect::kHappens, "runs_its_course",
                 [&](Scene& scene, std::vector<Formula>& parts) {
                   std::vector<Formula> lasts = ConditionsOf(scene, Qualifier::Kind::kWhile);
                   for (Formula& seat : scene.translator.TakeSeats(scene.known)) {
                     const bool is_atom = seat.kind == Formula::Kind::kAtom;
                     (is_atom ? lasts : parts).push_back(std::move(seat));
                   }
                   Formula condition = Formula::And(std::move(lasts));
                   parts.push_back(Formula::Previous(condition));
                   parts.push_back(Formula::Not(std::move(condition)));
                 });
  }

  // Once served, to be kept up.
  void AddThereafter(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    AddPrimitive(treaty, entry, shape, Effect::kHolds, "is_to_be_kept_up",
                 [](Scene&, std::vector<Formula>&) {});
    AddPrimitive(
        treaty, entry, shape, Effect::kHolds, "is_infringed", [&](Scene& scene, std::vector<Formula>& parts) {
          parts.push_back(Formula::Once(Formula::Atom(Std("is_served"), {Term::Var(scene.obligation)})));
          Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
          parts.push_back(Formula::Not(scene.translator.Translate(entry.norm->phrase)));
          AddReservations(scene, parts, nullptr);
        });
  }

  void AddLimit(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    AddPrimitive(
        treaty, entry, shape, Effect::kHolds, "is_infringed", [&](Scene& scene, std::vector<Formula>& parts) {
          Term amount = scene.translator.Translate(entry.norm->amount);
          Term bound = scene.translator.Translate(entry.norm->bound);
          Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
          parts.push_back(
              Formula::Compare(entry.norm->at_least ? core::Comparison::kLess : core::Comparison::kGreater,
                               std::move(amount), std::move(bound)));
          AddReservations(scene, parts, nullptr);
        });
  }

  // `broken when` says what breaks the norm, in place of what would otherwise.
  void AddBrokenWhen(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    AddPrimitive(treaty, entry, shape, Effect::kHappens, "is_infringed_by_an_act",
                 [&](Scene& scene, std::vector<Formula>& parts) {
                   Append(parts, ConditionsOf(scene, Qualifier::Kind::kBrokenWhen));
                   AddReservations(scene, parts, nullptr);
                 });
  }

  // Excuse (by an `excused while`, or by a norm that prevails over a duty) and discharge.
  void AddEnds(const lang::Treaty& treaty, const lang::NormEntry& entry, const Shape& shape) {
    Scene probe(*this, treaty, entry);
    if (HasCondition(probe, Qualifier::Kind::kExcusedWhile)) {
      AddPrimitive(treaty, entry, shape, Effect::kHolds, "is_excused",
                   [&](Scene& scene, std::vector<Formula>& parts) {
                     Append(parts, ConditionsOf(scene, Qualifier::Kind::kExcusedWhile));
                   });
    }
    if (entry.norm->kind == lang::Norm::Kind::kDuty && !entry.norm->negated) {
      for (const Prevailing& prevailing : prevailing_) {
        if (!Covers(prevailing.over, treaty, entry) || prevailing.entry == &entry) continue;
        AddPrimitive(treaty, entry, shape, Effect::kHolds, "is_excused",
                     [&](Scene& scene, std::vector<Formula>& parts) {
                       parts.push_back(WhileItStands(scene, *prevailing.treaty, *prevailing.entry));
                     });
      }
    }
    if (HasCondition(probe, Qualifier::Kind::kDischargedWhen)) {
      AddPrimitive(treaty, entry, shape, Effect::kHappens, "is_released",
                   [&](Scene& scene, std::vector<Formula>& parts) {
                     Append(parts, ConditionsOf(scene, Qualifier::Kind::kDischargedWhen));
                   });
    }
  }

  // --- Effects and powers -----------------------------------------------------------------------------------------

  // The phrase of an effect as the head of a rule: an event happens, a state begins, or (a bare statement) lasts.
  // `before`: whose effect it is was decided by who the parties were just before.
  void AddEffectRules(Scene& scene, const lang::Norm& effect, std::vector<Formula> body, bool lasts,
                      bool before) {
    Formula phrase = scene.translator.Translate(effect.phrase);
    std::vector<Formula> parts = std::move(body);
    Formula atom = std::move(phrase);
    if (atom.kind == Formula::Kind::kAnd) {
      Formula last = std::move(atom.children.back());
      atom.children.pop_back();
      Append(parts, std::move(atom.children));
      atom = std::move(last);
    }
    const Predicate head = workplace_.rules->predicate(atom.predicate);
    Rule rule = Begin(scene, Effect::kHolds, atom.predicate);
    rule.arguments = atom.terms;
    for (Formula& constant : constants_) parts.push_back(std::move(constant));
    constants_.clear();
    for (Formula& seat : scene.translator.TakeSeats()) {
      if (before) ReadJustBefore(seat, *workplace_.rules);
      parts.push_back(std::move(seat));
    }
    rule.variables = scene.translator.TakeVariables();
    Formula condition = Formula::And(std::move(parts));
    if (head.is_event) {
      rule.effect = Effect::kHappens;
    } else if (head.inertial) {
      // A bare statement holds while its conditions do (see Definitions::DefineInertial).
      const bool holds = lasts && !HasTrigger(condition, *workplace_.rules);
      rule.effect = holds ? Effect::kHolds : Effect::kBegins;
    }
    rule.body = std::move(condition);
    AddRule(workplace_, std::move(rule), /*before=*/false);
  }

  void AddEffect(const lang::Treaty& treaty, const lang::NormEntry& entry) {
    Scene scene(*this, treaty, entry);
    std::vector<Formula> parts = Occasion(scene);
    // On an occasion, the article must have been in force before it; otherwise its entry into force is the occasion.
    const bool on_occasion = HasCondition(scene, Qualifier::Kind::kWhen);
    if (ParentOf(scene) == nullptr) {
      Formula in_force = Formula::Atom(Std("is_in_force"), {NameOf(scene)});
      in_force.just_before = on_occasion;
      parts.push_back(std::move(in_force));
    }
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
    if (!IsDeadlined(scene)) {
      for (Formula& unless : ConditionsOf(scene, Qualifier::Kind::kUnless)) {
        parts.push_back(Formula::Not(std::move(unless)));
      }
    }
    AddEffectRules(scene, *entry.norm, std::move(parts), entry.norm->kind == lang::Norm::Kind::kStatement,
                   on_occasion);
  }

  // Who may act, as things were just before the act.
  std::vector<Formula> PowerConditions(Scene& scene) {
    std::vector<Formula> parts;
    parts.push_back(Formula::Atom(Std("binds"), {NameOf(scene), scene.bearer}));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhen));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhile));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kOnlyWhile));
    Append(parts, ConditionsOf(scene, Qualifier::Kind::kWhere));
    for (Formula& unless : ConditionsOf(scene, Qualifier::Kind::kUnless)) {
      parts.push_back(Formula::Not(std::move(unless)));
    }
    for (Formula& seat : scene.translator.TakeSeats()) parts.push_back(std::move(seat));
    for (Formula& constant : constants_) parts.push_back(std::move(constant));
    constants_.clear();
    Formula all = Formula::And(std::move(parts));
    ReadJustBefore(all, *workplace_.rules);
    std::vector<Formula> conditions;
    conditions.push_back(std::move(all));
    return conditions;
  }

  void AddPower(const lang::Treaty& treaty, const lang::NormEntry& entry) {
    const PredicateId empowered = [&] {
      if (const std::optional<PredicateId> found = workplace_.Find(" empowered")) return *found;
      return workplace_.AddPredicate(" empowered", {core::Kind::kCompound}, /*is_event=*/false);
    }();
    if (!law_.without_effect) {
      law_.without_effect =
          workplace_.AddPredicate(" without effect", {core::Kind::kCompound}, /*is_event=*/false);
    }
    PredicateId phrase{};
    {
      Scene scene(*this, treaty, entry);
      BearerOf(scene);
      Formula act = scene.translator.Translate(entry.norm->phrase);
      NameAny(scene, *AtomOf(act));
      phrase = AtomOf(act)->predicate;
      Rule rule = Begin(scene, Effect::kHolds, empowered);
      rule.arguments = {AtomOf(act)->occurrence};
      std::vector<Formula> parts;
      parts.push_back(std::move(act));
      Append(parts, PowerConditions(scene));
      Finish(scene, std::move(rule), std::move(parts));
    }
    if (std::find(law_.governed.begin(), law_.governed.end(), phrase) == law_.governed.end()) {
      law_.governed.push_back(phrase);
    }
    {
      // An act on what this power is about, by whomever, without any power.
      Scene scene(*this, treaty, entry);
      Formula act = scene.translator.Translate(entry.norm->phrase);
      Formula* atom = AtomOf(act);
      for (Term& term : atom->terms) {
        if (term.kind != Term::Kind::kConstant) term = Term::Any();
      }
      NameAny(scene, *atom);
      (void)scene.translator.TakeSeats();
      Rule rule = Begin(scene, Effect::kHolds, *law_.without_effect);
      rule.arguments = {atom->occurrence};
      std::vector<Formula> parts;
      parts.push_back(*atom);
      parts.push_back(Formula::Not(Formula::Atom(empowered, {atom->occurrence})));
      Finish(scene, std::move(rule), std::move(parts));
    }
    for (const lang::Norm& effect : entry.norm->effects) {
      Scene scene(*this, treaty, entry);
      BearerOf(scene);
      Formula act = scene.translator.Translate(entry.norm->phrase);
      NameAny(scene, *AtomOf(act));
      std::vector<Formula> before;
      before.push_back(std::move(act));
      Append(before, PowerConditions(scene));
      std::vector<Formula> parts;
      parts.push_back(Formula::Previous(Formula::And(std::move(before))));
      AddEffectRules(scene, effect, std::move(parts), /*lasts=*/false, /*before=*/true);
    }
  }

  Workplace& workplace_;
  Law& law_;
  const ClauseFilter& stands_;
  std::vector<Prevailing> prevailing_;
  std::vector<Replacement> replacements_;
  std::vector<Formula> constants_;
  boost::unordered_flat_set<base::Symbol> standing_;  // norms of which it is said when they stand
};

}  // namespace

void AddNorms(Workplace& workplace, Law& law, const ClauseFilter& stands) {
  NormBuilder(workplace, law, stands).AddAll();
}

}  // namespace casus::law
