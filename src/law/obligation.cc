#include "law/obligation.h"

#include <algorithm>
#include <utility>

namespace casus::law {
namespace {

using lang::Qualifier;

// The variable of this norm's text by which the bearer of the norm in whose breach it is given goes.
Variable BearerOfParent(NormScene& scene, const lang::NormEntry& parent) {
  Translator& translator = scene.translator();
  const lang::Document& text = scene.workplace().dossier->documents[parent.document];
  const lang::TermId id = parent.norm->kind == lang::Norm::Kind::kLimit
                              ? parent.norm->bearer
                              : text[text[parent.norm->phrase].arguments].front();
  const lang::Term& term = text[id];
  if (term.kind == lang::Term::Kind::kVariable) {
    const Variable variable = translator.VariableOf(term.symbol);
    translator.SetType(variable, core::Kind::kSymbol,
                       translator.variables()[static_cast<size_t>(variable)].type);
    return variable;
  }
  if (term.kind == lang::Term::Kind::kName) {
    const Term seat = translator.Translate(id);
    if (seat.kind == Term::Kind::kVariable) return seat.variable;
  }
  return translator.NewVariable(" breacher", core::Kind::kSymbol);
}

}  // namespace

ObligationShape ShapeOf(Workplace& workplace, const NormPlace& place) {
  NormScene scene(workplace, place);
  Translator& translator = scene.translator();
  scene.NameBearer();
  ObligationShape shape;
  const std::vector<Formula> occasion = OccasionOf(scene);
  const size_t in_occasion = translator.variables().size();
  std::vector<const Formula*> conditions;
  for (const Formula& formula : occasion) {
    for (const Formula* part : Conjuncts(formula)) conditions.push_back(part);
  }
  const std::vector<Variable> visible = VisibleVariables(conditions);
  const auto is_bearer = [&](Variable variable) {
    return scene.bearer().kind == Term::Kind::kVariable && scene.bearer().variable == variable;
  };
  for (size_t i = 0; i < in_occasion; ++i) {
    const VariableInfo& info = translator.variables()[i];
    const Variable variable = static_cast<Variable>(i);
    if (info.name.empty() || info.name.front() == ' ') continue;
    if (info.name == "other" || info.name == "party" || is_bearer(variable)) continue;
    if (std::find(visible.begin(), visible.end(), variable) == visible.end()) continue;
    shape.bindings.push_back(workplace.symbols->Intern(info.name));
    shape.kinds.push_back(info.kind);
    shape.types.push_back(info.type);
  }
  if (scene.norm().phrase != lang::kNone<lang::PhraseId>) (void)scene.Phrase();
  for (const Qualifier& qualifier : scene.text()[scene.norm().qualifiers]) {
    if (qualifier.condition != lang::kNone<lang::ConditionId>)
      (void)translator.Translate(qualifier.condition);
  }
  if (scene.norm().amount != lang::kNone<lang::TermId>) (void)translator.Translate(scene.norm().amount);
  const bool bearer_is_other =
      scene.bearer().kind == Term::Kind::kVariable &&
      translator.variables()[static_cast<size_t>(scene.bearer().variable)].name == "other";
  const std::string_view counterpart = bearer_is_other ? "party" : "other";
  shape.counterpart = workplace.symbols->Intern(counterpart);
  shape.has_other = scene.Mentions(counterpart);
  return shape;
}

std::vector<Formula> OccasionOf(NormScene& scene) {
  std::vector<Formula> parts;
  if (const lang::NormEntry* parent = scene.Parent()) {
    const ObligationShape of_parent = ShapeOf(scene.workplace(), {&scene.treaty(), parent});
    const Variable broken = scene.translator().NewVariable(" broken", core::Kind::kCompound);
    const Variable breach = scene.translator().NewVariable(" breach", core::Kind::kCompound);
    const Variable breacher = BearerOfParent(scene, *parent);
    std::vector<Formula> before;
    before.push_back(Formula::Atom(scene.Std("is_breached"), {Term::Var(broken)}, Term::Var(breach)));
    before.push_back(Formula::Atom(scene.Std("stands_under_for"),
                                   {Term::Var(broken), Term::Name(parent->name), Term::Var(breacher)}));
    parts.push_back(Formula::Previous(Formula::And(std::move(before))));
    Append(parts, PartsOf(scene, broken, of_parent));
  }
  scene.AddConditions(Qualifier::Kind::kWhen, parts);
  scene.AddConditions(Qualifier::Kind::kWhere, parts);
  if (scene.IsDutyToAct()) scene.AddConditions(Qualifier::Kind::kWhile, parts);
  if (scene.IsDeadlined()) scene.AddNegations(Qualifier::Kind::kUnless, parts);
  return parts;
}

std::vector<Formula> AfterBreach(NormScene& scene) {
  std::vector<Formula> parts;
  const lang::NormEntry* parent = scene.Parent();
  if (parent == nullptr) return parts;
  const Variable broken = scene.translator().NewVariable(" broken", core::Kind::kCompound);
  const Variable breacher = BearerOfParent(scene, *parent);
  std::vector<Formula> before;
  before.push_back(Formula::Atom(scene.Std("is_broken"), {Term::Var(broken)}));
  before.push_back(Formula::Atom(scene.Std("stands_under_for"),
                                 {Term::Var(broken), Term::Name(parent->name), Term::Var(breacher)}));
  parts.push_back(Formula::Previous(Formula::And(std::move(before))));
  Append(parts, PartsOf(scene, broken, ShapeOf(scene.workplace(), {&scene.treaty(), parent})));
  return parts;
}

std::vector<Formula> PartsOf(NormScene& scene, Variable obligation, const ObligationShape& shape) {
  std::vector<Formula> parts;
  const auto add_part = [&](Variable variable, int index, core::Kind kind) {
    parts.push_back(Formula::Compare(core::Comparison::kEqual, Term::Var(variable),
                                     Term::Part(Term::Var(obligation), index, kind)));
  };
  if (shape.has_other) {
    add_part(scene.translator().VariableOf(shape.counterpart), kObligationOther, core::Kind::kSymbol);
  }
  for (size_t i = 0; i < shape.bindings.size(); ++i) {
    const Variable variable = scene.translator().VariableOf(shape.bindings[i]);
    scene.translator().SetType(variable, shape.kinds[i], shape.types[i]);
    add_part(variable, kObligationBindings + static_cast<int>(i), shape.kinds[i]);
  }
  return parts;
}

}  // namespace casus::law
