// The lines of a treaty's life, as the primitives of std/treaties.
//
// Most lines state a primitive outright (`in force on signature`). A term is a chain of clocks: the first is set when the
// treaty enters into force, or for a day; when clock number k runs out, the next is set if renewals are left and nothing stands
// against them, else the provisions reach the end of their term.

#include <algorithm>
#include <string>

#include "lang/qualifiers.h"
#include "law/rule_builder.h"
#include "law/values.h"

namespace casus::law {
namespace {

class Lifecycle {
 public:
  Lifecycle(Workplace& workplace, Law& law, const lang::Treaty& treaty, const ClauseFilter& stands)
      : workplace_(workplace),
        law_(law),
        treaty_(treaty),
        stands_(stands),
        text_(workplace.dossier->documents[treaty.document]),
        pact_(ToValue(treaty.name)) {}

  void Add() {
    for (const lang::Name& party : text_[treaty_.declaration->parties]) {
      State("is_named_in", {ToValue(party.symbol), pact_});
    }
    AddParts();
    for (const lang::LifeLine& line : treaty_.declaration->life) AddLine(line);
  }

 private:
  void State(std::string_view name, std::vector<core::Value> values, uint32_t origin = 0) {
    PrimitiveFact fact;
    fact.origin = origin;
    fact.predicate = workplace_.Get(name);
    fact.values = std::move(values);
    law_.primitives.push_back(std::move(fact));
  }

  void AddParts() {
    auto belongs = [&](base::Symbol part, base::Symbol whole) {
      State("belongs_to", {ToValue(part), ToValue(whole)});
    };
    belongs(treaty_.name, treaty_.name);
    for (const lang::ArticleEntry& article : treaty_.articles) {
      if (!stands_(article.name)) continue;
      belongs(article.name, article.name);
      belongs(article.name, treaty_.name);
      if (Survives(workplace_.dossier->documents[article.document], article.article->qualifiers)) {
        State("survives", {ToValue(article.name)});
      }
    }
    for (const lang::NormEntry& norm : treaty_.norms) {
      const lang::ArticleEntry& article = treaty_.articles[static_cast<size_t>(norm.article)];
      if (!stands_(norm.name) || !stands_(article.name)) continue;
      if (norm.name != article.name) {
        belongs(norm.name, norm.name);
        belongs(norm.name, article.name);
        belongs(norm.name, treaty_.name);
      }
      const bool consequence = norm.parent >= 0;  // what a breach gave outlives the treaty
      if (consequence) State("is_given_by_a_breach", {ToValue(norm.name)});
      if (consequence || Survives(workplace_.dossier->documents[norm.document], norm.norm->qualifiers) ||
          Survives(workplace_.dossier->documents[article.document], article.article->qualifiers)) {
        State("survives", {ToValue(norm.name)});
      }
    }
  }

  static bool Survives(const lang::Document& document, lang::Run<lang::Qualifier> qualifiers) {
    return lang::FindQualifier(document, qualifiers, lang::Qualifier::Kind::kSurvives) != nullptr;
  }

  uint32_t OriginOf(const lang::LifeLine& line) {
    Origin origin;
    origin.kind = Origin::Kind::kLifeLine;
    origin.document = treaty_.document;
    origin.extent = line.extent;
    origin.provision = treaty_.name;
    return workplace_.rules->AddOrigin(std::move(origin));
  }

  // A rule whose head takes this treaty alone.
  Rule RuleOfPact(PredicateId head, const lang::LifeLine& line) {
    Rule rule;
    rule.effect = Effect::kHappens;
    rule.head = head;
    rule.arguments.push_back(Term::Constant(pact_, core::Kind::kSymbol));
    rule.origin = OriginOf(line);
    return rule;
  }

  Formula ConditionOf(Translator& translator, lang::ConditionId condition) {
    std::vector<Formula> parts;
    parts.push_back(translator.Translate(condition));
    for (Formula& seat : translator.TakeSeats()) parts.push_back(std::move(seat));
    return Formula::And(std::move(parts));
  }

  void AddLine(const lang::LifeLine& line) {
    using Kind = lang::LifeLine::Kind;
    switch (line.kind) {
      case Kind::kInForceOnSignature:
        State("takes_effect_on_signature", {pact_}, OriginOf(line));
        break;
      case Kind::kInForceOnRatification:
        State("takes_effect_on_ratification", {pact_}, OriginOf(line));
        break;
      case Kind::kInForceFrom: {
        PrimitiveFact fact;
        fact.predicate = OccasionOf(line);
        fact.values = {pact_};
        fact.document = &text_;
        fact.from = line.day;
        fact.origin = OriginOf(line);
        law_.primitives.push_back(std::move(fact));
        break;
      }
      case Kind::kInForceWhen:
        AddWhen(OccasionOf(line), line, Parties::kNamed);
        break;
      case Kind::kEndsWhen:
        AddWhen(workplace_.Get("meets_its_end"), line, Parties::kSeats);
        break;
      case Kind::kEndsAfter: {
        Translator translator(workplace_, treaty_.document, &treaty_, /*is_law=*/true);
        Rule rule = RuleOfPact(workplace_.Get("meets_its_end"), line);
        Formula cause = ConditionOf(translator, line.condition);
        rule.variables = translator.TakeVariables();
        rule.body = ElapsedSince(std::move(cause), *line.duration, rule);
        AddRule(workplace_, std::move(rule), /*before=*/false);
        break;
      }
      case Kind::kNotBefore: {
        PrimitiveFact fact;
        fact.predicate = workplace_.Get("is_held_back");
        fact.values = {pact_};
        fact.document = &text_;
        fact.until = line.day;
        fact.origin = OriginOf(line);
        law_.primitives.push_back(std::move(fact));
        break;
      }
      case Kind::kTerm:
        AddTerm(line);
        break;
      case Kind::kRenews:
      case Kind::kUnless:
      case Kind::kError:
        break;
    }
    if (line.kind != Kind::kTerm) {
      for (const lang::LifeLine& nested : line.nested) AddLine(nested);
    }
  }

  void AddWhen(PredicateId head, const lang::LifeLine& line, Parties parties) {
    Translator translator(workplace_, treaty_.document, &treaty_, /*is_law=*/true, parties);
    Rule rule = RuleOfPact(head, line);
    rule.body = ConditionOf(translator, line.condition);
    rule.variables = translator.TakeVariables();
    AddRule(workplace_, std::move(rule), /*before=*/true);
  }

  // What brings the pact into force. With a `not before` below the line that may come too early, and is then heeded when the
  // pact is held back no longer.
  PredicateId OccasionOf(const lang::LifeLine& line) {
    const PredicateId due = workplace_.Get("is_due_to_take_effect");
    const bool may_be_early = std::any_of(
        line.nested.begin(), line.nested.end(),
        [](const lang::LifeLine& nested) { return nested.kind == lang::LifeLine::Kind::kNotBefore; });
    if (!may_be_early) return due;
    const PredicateId occasion =
        workplace_.AddPredicate(" the day has come for", {core::Kind::kSymbol}, /*is_event=*/true);
    const Term pact = Term::Constant(pact_, core::Kind::kSymbol);
    const Formula comes = Formula::Atom(occasion, {pact});
    const Formula is_held_back = Formula::Atom(workplace_.Get("is_held_back"), {pact});
    const std::vector<Formula> in_time{comes, Formula::Not(is_held_back)};
    const std::vector<Formula> early{Formula::Previous(Formula::Once(comes)), Formula::Previous(is_held_back),
                                     Formula::Not(is_held_back)};
    for (const std::vector<Formula>& parts : {in_time, early}) {
      Rule rule = RuleOfPact(due, line);
      rule.body = Formula::And(parts);
      AddRule(workplace_, std::move(rule), /*before=*/false);
    }
    return occasion;
  }

  Formula ElapsedSince(Formula cause, const base::Duration& duration, Rule& rule) {
    if (!HasTrigger(cause, *workplace_.rules)) {
      cause = Formula::Begun(std::move(cause), rule.Add(" since", core::Kind::kMoment));
    }
    Formula elapsed;
    elapsed.kind = Formula::Kind::kElapsed;
    elapsed.origin = rule.origin;
    elapsed.terms.push_back(Term::Constant(core::PackDuration(duration), core::Kind::kDuration));
    elapsed.children.push_back(std::move(cause));
    return elapsed;
  }

  // The provisions that a term is of: the instrument itself, or those articles.
  std::vector<base::Symbol> ProvisionsOf(const lang::LifeLine& line) {
    if (line.articles.empty()) return {treaty_.name};
    std::vector<base::Symbol> provisions;
    for (const lang::ArticleRange& range : line.articles) {
      bool inside = false;
      for (const lang::ArticleEntry& article : treaty_.articles) {
        const base::Symbol label = article.article->label.symbol;
        if (label == range.first.symbol || article.name == range.first.symbol) inside = true;
        if (inside) provisions.push_back(article.name);
        if (label == range.last.symbol || article.name == range.last.symbol) inside = false;
      }
    }
    return provisions;
  }

  void AddTerm(const lang::LifeLine& line) {
    const std::vector<base::Symbol> provisions = ProvisionsOf(line);
    const lang::LifeLine* renewal = nullptr;
    const lang::LifeLine* objection = nullptr;
    for (const lang::LifeLine& nested : line.nested) {
      if (nested.kind == lang::LifeLine::Kind::kUnless) objection = &nested;
      if (nested.kind != lang::LifeLine::Kind::kRenews) continue;
      renewal = &nested;
      for (const lang::LifeLine& below : nested.nested) {
        if (below.kind == lang::LifeLine::Kind::kUnless) objection = &below;
      }
    }
    // The day after the last of a term through a date.
    const auto day_after = [&](PredicateId happens, std::vector<core::Value> values) {
      PrimitiveFact fact;
      fact.predicate = happens;
      fact.values = std::move(values);
      fact.document = &text_;
      fact.from = line.day;
      fact.after = true;
      fact.origin = OriginOf(line);
      law_.primitives.push_back(std::move(fact));
    };
    if (!line.duration && renewal == nullptr) {
      for (base::Symbol provision : provisions) {
        day_after(workplace_.Get("reaches_the_end_of_its_term"), {ToValue(provision)});
      }
      return;
    }
    // " term ends": which term of the treaty, and how many times it has been renewed.
    const PredicateId term_ends = [&] {
      if (const std::optional<PredicateId> found = workplace_.Find(" term ends")) return *found;
      return workplace_.AddPredicate(" term ends", {core::Kind::kSymbol, core::Kind::kNumber},
                                     /*is_event=*/true);
    }();
    const std::string name = std::string(workplace_.symbols->Name(provisions.front())) + " term";
    const Term term = Term::Name(workplace_.symbols->Intern(name));
    const uint32_t origin = OriginOf(line);

    if (line.duration) {
      Rule first;
      first.effect = Effect::kHappens;
      first.head = term_ends;
      first.arguments = {term, Number(0)};
      first.origin = origin;
      first.body = ElapsedSince(
          Formula::Atom(workplace_.Get("enters_into_force"), {Term::Constant(pact_, core::Kind::kSymbol)}),
          *line.duration, first);
      AddRule(workplace_, std::move(first), /*before=*/false);
    } else {
      day_after(term_ends, {term.value, Number(0).value});
    }

    // What stands against a renewal, at the moment of the term's end.
    auto objected = [&](Rule& rule) -> std::optional<Formula> {
      if (objection == nullptr) return std::nullopt;
      Translator translator(workplace_, treaty_.document, &treaty_, /*is_law=*/true);
      for (const VariableInfo& known : rule.variables)
        translator.NewVariable(known.name, known.kind, known.type);
      Formula act = translator.Translate(objection->condition);
      std::vector<Formula> parts;
      if (HasTrigger(act, *workplace_.rules)) {
        core::Metric metric;
        if (objection->duration) metric.lower = *objection->duration;
        act = Formula::Once(std::move(act), metric);
      }
      parts.push_back(std::move(act));
      for (Formula& seat : translator.TakeSeats()) parts.push_back(std::move(seat));
      rule.variables = translator.TakeVariables();
      return Formula::And(std::move(parts));
    };

    if (renewal != nullptr) {
      Rule next;
      next.effect = Effect::kHappens;
      next.head = term_ends;
      next.origin = OriginOf(*renewal);
      const Variable count = next.Add(" renewals", core::Kind::kNumber);
      std::vector<Formula> parts;
      parts.push_back(Formula::Atom(term_ends, {term, Term::Var(count)}));
      if (renewal->times) {
        parts.push_back(Formula::Compare(core::Comparison::kLess, Term::Var(count), Number(*renewal->times)));
      }
      if (std::optional<Formula> against = objected(next)) parts.push_back(Formula::Not(std::move(*against)));
      next.body = ElapsedSince(Formula::And(std::move(parts)), *renewal->duration, next);
      Term more;
      more.kind = Term::Kind::kAdd;
      more.operands = {Term::Var(count), Number(1)};
      next.arguments = {term, std::move(more)};
      AddRule(workplace_, std::move(next), /*before=*/false);
    }
    for (base::Symbol provision : provisions) {
      Rule end;
      end.effect = Effect::kHappens;
      end.head = workplace_.Get("reaches_the_end_of_its_term");
      end.arguments = {Term::Name(provision)};
      end.origin = origin;
      const Variable count = end.Add(" renewals", core::Kind::kNumber);
      std::vector<Formula> parts;
      parts.push_back(Formula::Atom(term_ends, {term, Term::Var(count)}));
      if (renewal != nullptr) {
        std::vector<Formula> stops;
        if (renewal->times) {
          stops.push_back(
              Formula::Compare(core::Comparison::kGreaterEqual, Term::Var(count), Number(*renewal->times)));
        }
        if (std::optional<Formula> against = objected(end)) stops.push_back(std::move(*against));
        if (stops.empty()) continue;  // renewed without end
        parts.push_back(Formula::Or(std::move(stops)));
      }
      end.body = Formula::And(std::move(parts));
      AddRule(workplace_, std::move(end), /*before=*/false);
    }
  }

  static Term Number(int value) {
    return Term::Constant(ToValue(*base::Decimal::FromInteger(value)), core::Kind::kNumber);
  }

  Workplace& workplace_;
  Law& law_;
  const lang::Treaty& treaty_;
  const ClauseFilter& stands_;
  const lang::Document& text_;
  core::Value pact_;
};

}  // namespace

void AddLifecycle(Workplace& workplace, Law& law, const lang::Treaty& treaty, const ClauseFilter& stands) {
  Lifecycle(workplace, law, treaty, stands).Add();
}

}  // namespace casus::law
