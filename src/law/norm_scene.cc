#include "law/norm_scene.h"

#include <utility>

#include "lang/qualifiers.h"

namespace casus::law {

using lang::Qualifier;

std::vector<NormPlace> StandingNorms(const lang::Dossier& dossier, const ClauseFilter& stands) {
  std::vector<NormPlace> places;
  for (const lang::Treaty& treaty : dossier.treaties) {
    if (!stands(treaty.name)) continue;
    for (const lang::NormEntry& entry : treaty.norms) {
      const lang::ArticleEntry& article = treaty.articles[static_cast<size_t>(entry.article)];
      if (stands(article.name) && stands(entry.name) && entry.norm->kind != lang::Norm::Kind::kError) {
        places.push_back({&treaty, &entry});
      }
    }
  }
  return places;
}

bool Covers(base::Symbol reference, const NormPlace& place) {
  return reference == place.entry->name || reference == place.treaty->name ||
         reference == place.treaty->articles[static_cast<size_t>(place.entry->article)].name;
}

void Append(std::vector<Formula>& to, std::vector<Formula> from) {
  for (Formula& formula : from) to.push_back(std::move(formula));
}

Formula& AtomOf(Formula& translated) {
  return translated.kind == Formula::Kind::kAtom ? translated : translated.children.back();
}

NormScene::NormScene(Workplace& workplace, const NormPlace& place)
    : workplace_(&workplace),
      place_(place),
      text_(&workplace.dossier->documents[place.entry->document]),
      translator_(workplace, place.entry->document, place.treaty, /*is_law=*/true) {}

const Qualifier* NormScene::Find(Qualifier::Kind kind) const {
  return lang::FindQualifier(text(), norm().qualifiers, kind);
}

bool NormScene::Mentions(std::string_view variable) const {
  const std::optional<base::Symbol> symbol = workplace_->symbols->Find(variable);
  return symbol && translator_.Knows(*symbol);
}

const lang::NormEntry* NormScene::Parent() const {
  if (entry().parent < 0) return nullptr;
  const lang::NormEntry& parent = treaty().norms[static_cast<size_t>(entry().parent)];
  return parent.norm->kind == lang::Norm::Kind::kPower ? nullptr : &parent;
}

bool NormScene::IsDutyToAct() const { return norm().kind == lang::Norm::Kind::kDuty && !norm().negated; }

bool NormScene::IsUpkeep() const {
  return IsDutyToAct() && Has(Qualifier::Kind::kWhile) && !Has(Qualifier::Kind::kWithin) &&
         !Has(Qualifier::Kind::kBy);
}

bool NormScene::IsDeadlined() const {
  return Has(Qualifier::Kind::kWithin) || Has(Qualifier::Kind::kBy) || (IsDutyToAct() && !IsUpkeep());
}

void NormScene::AddConditions(Qualifier::Kind kind, std::vector<Formula>& parts) {
  for (const Qualifier& qualifier : text()[norm().qualifiers]) {
    if (qualifier.kind == kind && qualifier.condition != lang::kNone<lang::ConditionId>) {
      parts.push_back(translator_.Translate(qualifier.condition));
    }
  }
}

void NormScene::AddNegations(Qualifier::Kind kind, std::vector<Formula>& parts) {
  std::vector<Formula> conditions;
  AddConditions(kind, conditions);
  for (Formula& condition : conditions) parts.push_back(Formula::Not(std::move(condition)));
}

void NormScene::AddCircumstances(std::vector<Formula>& parts) {
  AddConditions(Qualifier::Kind::kWhen, parts);
  AddConditions(Qualifier::Kind::kWhile, parts);
  AddConditions(Qualifier::Kind::kOnlyWhile, parts);
  AddConditions(Qualifier::Kind::kWhere, parts);
  AddNegations(Qualifier::Kind::kUnless, parts);
}

void NormScene::NameSlots(Formula& atom) {
  const Predicate info = workplace_->rules->predicate(atom.predicate);
  for (size_t i = 0; i < atom.terms.size(); ++i) {
    if (atom.terms[i].kind == Term::Kind::kAny) {
      atom.terms[i] = Term::Var(translator_.NewVariable(" any", info.schema[i]));
    }
  }
  if (info.is_event && atom.occurrence.kind == Term::Kind::kAny) {
    atom.occurrence = Term::Var(translator_.NewVariable(" occurrence", core::Kind::kCompound));
  }
}

void NormScene::NameBearer() {
  const lang::TermId term = norm().kind == lang::Norm::Kind::kLimit
                                ? norm().bearer
                                : text()[text()[norm().phrase].arguments].front();
  bearer_ = translator_.Translate(term);
  if (bearer_.kind == Term::Kind::kAny) {
    bearer_ = Term::Var(translator_.NewVariable(" bearer", core::Kind::kSymbol));
  }
  if (bearer_.kind == Term::Kind::kConstant) {
    const Variable variable = translator_.NewVariable(" bearer", core::Kind::kSymbol);
    translator_.SetType(variable, core::Kind::kSymbol, {});
    constants_.push_back(Formula::Compare(core::Comparison::kEqual, Term::Var(variable), bearer_));
    bearer_ = Term::Var(variable);
  }
}

Rule NormScene::Begin(Effect effect, PredicateId head) const {
  Origin origin;
  origin.kind = Origin::Kind::kNorm;
  origin.document = entry().document;
  origin.extent = norm().extent;
  origin.provision = entry().name;
  Rule rule;
  rule.effect = effect;
  rule.head = head;
  rule.origin = workplace_->rules->AddOrigin(std::move(origin));
  return rule;
}

std::vector<Formula> NormScene::TakeNames() {
  std::vector<Formula> names = std::exchange(constants_, {});
  Append(names, translator_.TakeSeats(known_));
  return names;
}

void NormScene::Finish(Rule rule, std::vector<Formula> parts) {
  Append(parts, TakeNames());
  rule.body = Formula::And(std::move(parts));
  rule.variables = translator_.TakeVariables();
  AddRule(*workplace_, std::move(rule), /*before=*/false);
}

}  // namespace casus::law
