#include "law/translator.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "lang/binding.h"
#include "law/values.h"

namespace casus::law {
namespace {

core::Comparison ToComparison(lang::Condition::Compare compare) {
  switch (compare) {
    case lang::Condition::Compare::kEqual:
      return core::Comparison::kEqual;
    case lang::Condition::Compare::kNotEqual:
      return core::Comparison::kNotEqual;
    case lang::Condition::Compare::kLess:
      return core::Comparison::kLess;
    case lang::Condition::Compare::kLessEqual:
      return core::Comparison::kLessEqual;
    case lang::Condition::Compare::kGreater:
      return core::Comparison::kGreater;
    case lang::Condition::Compare::kGreaterEqual:
      return core::Comparison::kGreaterEqual;
  }
  return core::Comparison::kEqual;
}

core::Aggregation ToAggregation(lang::Aggregate::Function function) {
  switch (function) {
    case lang::Aggregate::Function::kCount:
      return core::Aggregation::kCount;
    case lang::Aggregate::Function::kSum:
      return core::Aggregation::kSum;
    case lang::Aggregate::Function::kMin:
      return core::Aggregation::kMin;
    case lang::Aggregate::Function::kMax:
      return core::Aggregation::kMax;
    case lang::Aggregate::Function::kAverage:
      return core::Aggregation::kAverage;
  }
  return core::Aggregation::kCount;
}

std::optional<core::Period> ToPeriod(lang::Aggregate::Period period) {
  switch (period) {
    case lang::Aggregate::Period::kNone:
      return std::nullopt;
    case lang::Aggregate::Period::kHour:
      return core::Period::kUnit;
    case lang::Aggregate::Period::kDay:
      return core::Period::kDay;
    case lang::Aggregate::Period::kMonth:
      return core::Period::kMonth;
    case lang::Aggregate::Period::kYear:
      return core::Period::kYear;
  }
  return std::nullopt;
}

}  // namespace

PredicateId Workplace::AllegedOf(PredicateId predicate) {
  const std::string name = " alleged " + rules->predicate(predicate).name;
  if (const std::optional<PredicateId> found = Find(name)) return *found;
  Predicate alleged = rules->predicate(predicate);
  alleged.name = name;
  alleged.schema.insert(alleged.schema.begin(), core::Kind::kSymbol);
  alleged.slot_types.insert(alleged.slot_types.begin(), lang::Type{});
  alleged.inertial = !alleged.is_event;
  alleged.key.reset();
  alleged.reaches_parts.reset();
  alleged.reflexive = alleged.transitive = alleged.verdict = false;
  rules->predicates.push_back(std::move(alleged));
  return static_cast<PredicateId>(rules->predicates.size() - 1);
}

std::optional<PredicateId> Workplace::Find(std::string_view machine_name) {
  for (size_t i = by_name.size(); i < rules->predicates.size(); ++i) {
    by_name.emplace(rules->predicates[i].name, static_cast<PredicateId>(i));
  }
  const auto found = by_name.find(std::string(machine_name));
  if (found == by_name.end()) return std::nullopt;
  return found->second;
}

PredicateId Workplace::Get(std::string_view machine_name) {
  const std::optional<PredicateId> found = Find(machine_name);
  CHECK(found) << "the standard vocabulary has no phrase " << machine_name;
  return *found;
}

PredicateId Workplace::AddPredicate(std::string name, core::Schema schema, bool is_event) {
  Predicate predicate;
  predicate.name = std::move(name);
  predicate.is_event = is_event;
  predicate.slot_types.resize(schema.size());
  predicate.schema = std::move(schema);
  rules->predicates.push_back(std::move(predicate));
  return static_cast<PredicateId>(rules->predicates.size() - 1);
}

PredicateId Workplace::FindOrAddState(const std::string& name, core::Schema schema) {
  if (const std::optional<PredicateId> found = Find(name)) return *found;
  return AddPredicate(name, std::move(schema), /*is_event=*/false);
}

Translator::Translator(Workplace& workplace, uint32_t document, const lang::Treaty* treaty, bool is_law,
                       Parties parties)
    : workplace_(&workplace),
      document_(document),
      text_(&workplace.dossier->documents[document]),
      treaty_(treaty),
      is_law_(is_law),
      parties_(parties) {}

Translator::Translator(Workplace& workplace, const lang::Document& question, bool is_law)
    : workplace_(&workplace), document_(0), text_(&question), treaty_(nullptr), is_law_(is_law) {}

uint32_t Translator::OriginOf(lang::Extent extent) {
  Origin origin;
  origin.kind = Origin::Kind::kClause;
  origin.document = document_;
  origin.extent = extent;
  return workplace_->rules->AddOrigin(std::move(origin));
}

Variable Translator::NewVariable(std::string name, core::Kind kind, lang::Type type) {
  variables_.push_back({std::move(name), kind, type});
  return static_cast<Variable>(variables_.size()) - 1;
}

void Translator::SetType(Variable variable, core::Kind kind, lang::Type type) {
  variables_[static_cast<size_t>(variable)].kind = kind;
  variables_[static_cast<size_t>(variable)].type = type;
}

bool Translator::Knows(base::Symbol name) const {
  return std::any_of(names_.begin(), names_.end(), [&](const auto& known) { return known.first == name; });
}

Variable Translator::VariableOf(base::Symbol name) {
  for (const auto& [known, variable] : names_) {
    if (known == name) return variable;
  }
  const Variable variable = NewVariable(std::string(workplace_->symbols->Name(name)), core::Kind::kSymbol);
  names_.emplace_back(name, variable);
  return variable;
}

// Within an `every` or an aggregate, its own names mean variables of its own, whatever they mean around it.
class Translator::OwnNames {
 public:
  OwnNames(Translator& translator, std::span<const base::Symbol> own) : translator_(translator), own_(own) {
    outer_ = TakeOwn();
  }
  ~OwnNames() {
    (void)TakeOwn();
    translator_.names_.insert(translator_.names_.end(), outer_.begin(), outer_.end());
  }
  OwnNames(const OwnNames&) = delete;
  OwnNames& operator=(const OwnNames&) = delete;

 private:
  Names TakeOwn() {
    Names& names = translator_.names_;
    const auto first = std::stable_partition(names.begin(), names.end(), [&](const auto& name) {
      return std::find(own_.begin(), own_.end(), name.first) == own_.end();
    });
    Names taken(first, names.end());
    names.erase(first, names.end());
    return taken;
  }

  Translator& translator_;
  std::span<const base::Symbol> own_;
  Names outer_;
};

Variable Translator::SeatOf(base::Symbol party) {
  for (const auto& [known, variable] : seats_) {
    if (known == party) return variable;
  }
  const Variable variable =
      NewVariable(" seat of " + std::string(workplace_->symbols->Name(party)), core::Kind::kSymbol);
  seats_.emplace_back(party, variable);
  return variable;
}

std::vector<Formula> Translator::TakeSeats(const std::vector<Variable>& known) {
  std::vector<Formula> conditions;
  if (treaty_ == nullptr) return conditions;
  const std::optional<PredicateId> holds_seat = workplace_->Find("holds_the_seat_of_in");
  const std::optional<PredicateId> is_party =
      workplace_->Find(parties_ == Parties::kSeats ? "has_joined" : "is_named_in");
  const Term pact = Term::Name(treaty_->name);
  for (; seats_taken_ < seats_.size(); ++seats_taken_) {
    const auto& [party, variable] = seats_[seats_taken_];
    if (holds_seat) {
      conditions.push_back(Formula::Atom(*holds_seat, {Term::Var(variable), Term::Name(party), pact}));
    }
  }
  std::optional<Variable> party;
  std::optional<Variable> other;
  for (const auto& [name, variable] : names_) {
    if (workplace_->symbols->Name(name) == "party") party = variable;
    if (workplace_->symbols->Name(name) == "other") other = variable;
  }
  auto contains = [](const std::vector<Variable>& variables, Variable variable) {
    return std::find(variables.begin(), variables.end(), variable) != variables.end();
  };
  bool is_new = false;
  for (const std::optional<Variable>& one : {party, other}) {
    if (!one || contains(parties_taken_, *one)) continue;
    parties_taken_.push_back(*one);
    is_new = true;
    if (is_party && !contains(known, *one)) {
      conditions.push_back(Formula::Atom(*is_party, {Term::Var(*one), pact}));
    }
  }
  if (party && other && is_new && !(contains(known, *party) && contains(known, *other))) {
    conditions.push_back(Formula::Compare(core::Comparison::kNotEqual, Term::Var(*party), Term::Var(*other)));
  }
  return conditions;
}

Term Translator::Translate(lang::TermId id) {
  const lang::Term& term = (*text_)[id];
  auto binary = [&](Term::Kind kind) {
    Term result;
    result.kind = kind;
    result.operands.push_back(Translate(term.left));
    if (term.right != lang::kNone<lang::TermId>) result.operands.push_back(Translate(term.right));
    return result;
  };
  switch (term.kind) {
    case lang::Term::Kind::kName:
      if (treaty_ != nullptr && parties_ == Parties::kSeats) {
        for (const lang::Name& party : (*text_of_treaty())[treaty_->declaration->parties]) {
          if (party.symbol == term.symbol) return Term::Var(SeatOf(term.symbol));
        }
      }
      return Term::Name(term.symbol);
    case lang::Term::Kind::kVariable:
      return Term::Var(VariableOf(term.symbol));
    case lang::Term::Kind::kAny:
      return Term::Any();
    case lang::Term::Kind::kThis:
    case lang::Term::Kind::kText:
      return Term::Name(term.symbol);
    case lang::Term::Kind::kNumber:
    case lang::Term::Kind::kRange:
      return Term::Constant(ToValue(text_->numbers[term.index]), core::Kind::kNumber);
    case lang::Term::Kind::kDate: {
      const base::EdtfDate& date = text_->dates[term.index];
      const base::Grain grain = workplace_->dossier->grain;
      const base::Day day = date.candidates.empty() ? 0 : date.candidates.front().first;
      return Term::Constant(date.time ? base::ToStamp(day, *date.time, grain) : base::ToStamp(day, grain),
                            core::Kind::kStamp);
    }
    case lang::Term::Kind::kDuration:
      return Term::Constant(core::PackDuration(text_->durations[term.index]), core::Kind::kDuration);
    case lang::Term::Kind::kAdd:
      return binary(Term::Kind::kAdd);
    case lang::Term::Kind::kSubtract:
      return binary(Term::Kind::kSubtract);
    case lang::Term::Kind::kMultiply:
      return binary(Term::Kind::kMultiply);
    case lang::Term::Kind::kDivide:
      return binary(Term::Kind::kDivide);
    case lang::Term::Kind::kNegate:
      return binary(Term::Kind::kNegate);
    case lang::Term::Kind::kAggregate: {
      const lang::Aggregate& written = text_->aggregates[term.index];
      auto aggregate = std::make_shared<Aggregate>();
      aggregate->function = ToAggregation(written.function);
      aggregate->period = ToPeriod(written.period);
      {
        const lang::VariableSet own = lang::OwnVariables(*text_, written);
        const OwnNames scope(*this, own.span());
        ++aggregates_open_;
        aggregate->where = Translate(written.where);
        if (written.of != lang::kNone<lang::TermId>) aggregate->of = Translate(written.of);
        --aggregates_open_;
      }
      for (base::Symbol variable : (*text_)[written.per]) aggregate->per.push_back(VariableOf(variable));
      Term result;
      result.kind = Term::Kind::kAggregate;
      result.type = core::Kind::kNumber;
      result.aggregate = std::move(aggregate);
      return result;
    }
    case lang::Term::Kind::kError:
      break;
  }
  CHECK(false) << "a term with an error was to be translated";
  return Term::Any();
}

const lang::Document* Translator::text_of_treaty() const {
  return &workplace_->dossier->documents[treaty_->document];
}

Formula Translator::Translate(lang::PhraseId id) {
  const lang::Phrase& phrase = (*text_)[id];
  CHECK(phrase.predicate != lang::kNone<lang::PredicateId>) << "a phrase was not resolved";
  PredicateId predicate = static_cast<PredicateId>(phrase.predicate);
  const size_t slots = workplace_->rules->predicate(predicate).schema.size();
  std::vector<Formula> conditions;
  std::vector<Term> terms;
  const std::span<const lang::TermId> arguments = (*text_)[phrase.arguments];
  CHECK(arguments.size() == slots);
  for (size_t i = 0; i < slots; ++i) {
    Term term = Translate(arguments[i]);
    const Predicate& info = workplace_->rules->predicate(predicate);
    if (term.kind == Term::Kind::kVariable) {
      VariableInfo& variable = variables_[static_cast<size_t>(term.variable)];
      if (variable.type.of == lang::Type::Of::kUnknown) {
        variable.kind = info.schema[i];
        variable.type = info.slot_types[i];
      }
    } else if (term.kind != Term::Kind::kAny && term.kind != Term::Kind::kConstant) {
      const Variable computed = NewVariable(" computed", info.schema[i]);
      conditions.push_back(Formula::Compare(core::Comparison::kEqual, Term::Var(computed), std::move(term)));
      term = Term::Var(computed);
    }
    terms.push_back(std::move(term));
  }
  if (alleged_by_) {
    predicate = workplace_->AllegedOf(predicate);
    terms.insert(terms.begin(), *alleged_by_);
  }
  const Predicate& info = workplace_->rules->predicate(predicate);
  Formula atom = Formula::Atom(predicate, std::move(terms));
  atom.origin = OriginOf(phrase.extent);
  if (phrase.occurrence != lang::kNoSymbol) {
    const Variable occurrence = VariableOf(phrase.occurrence);
    variables_[static_cast<size_t>(occurrence)].kind = core::Kind::kCompound;
    variables_[static_cast<size_t>(occurrence)].type.of = lang::Type::Of::kOccurrence;
    atom.occurrence = Term::Var(occurrence);
  } else if (aggregates_open_ > 0 && info.is_event) {
    atom.occurrence = Term::Var(NewVariable(" counted", core::Kind::kCompound));
  }
  if (is_law_ && info.verdict) {
    if (info.is_event) {
      atom = Formula::Previous(std::move(atom));
    } else {
      atom.just_before = true;
    }
  }
  conditions.push_back(std::move(atom));
  return Formula::And(std::move(conditions));
}

Formula Translator::Translate(lang::ConditionId id) {
  const lang::Condition& condition = (*text_)[id];
  const std::span<const lang::ConditionId> children = (*text_)[condition.children];
  auto translate_all = [&] {
    std::vector<Formula> formulas;
    for (lang::ConditionId child : children) formulas.push_back(Translate(child));
    return formulas;
  };
  auto temporal = [&](Formula::Kind kind) {
    Formula result;
    result.kind = kind;
    result.origin = OriginOf(condition.extent);
    result.children = translate_all();
    if (condition.lower) result.metric.lower = *condition.lower;
    result.metric.upper = condition.upper;
    return result;
  };
  switch (condition.kind) {
    case lang::Condition::Kind::kPhrase:
      return Translate(condition.phrase);
    case lang::Condition::Kind::kAnd:
      return Formula::And(translate_all());
    case lang::Condition::Kind::kOr:
      return Formula::Or(translate_all());
    case lang::Condition::Kind::kNot:
      return Formula::Not(Translate(children[0]));
    case lang::Condition::Kind::kCompare: {
      Term left = Translate(condition.left);
      Term right = Translate(condition.right);
      auto give_kind = [&](const Term& variable, const Term& value) {
        if (variable.kind != Term::Kind::kVariable) return;
        VariableInfo& info = variables_[static_cast<size_t>(variable.variable)];
        if (info.type.of != lang::Type::Of::kUnknown) return;
        if (value.kind == Term::Kind::kVariable) {
          info.kind = variables_[static_cast<size_t>(value.variable)].kind;
          info.type = variables_[static_cast<size_t>(value.variable)].type;
        } else {
          info.kind = value.kind == Term::Kind::kConstant ? value.type : core::Kind::kNumber;
        }
      };
      give_kind(left, right);
      give_kind(right, left);
      Formula compare = Formula::Compare(ToComparison(condition.compare), std::move(left), std::move(right));
      compare.origin = OriginOf(condition.extent);
      return compare;
    }
    case lang::Condition::Kind::kEvery: {
      const OwnNames scope(*this, (*text_)[condition.variables]);
      Formula where = Translate(children[0]);
      Formula body = Formula::Not(Translate(children[1]));
      std::vector<Formula> both;
      both.push_back(std::move(where));
      both.push_back(std::move(body));
      return Formula::Not(Formula::And(std::move(both)));
    }
    case lang::Condition::Kind::kOnce:
      return temporal(Formula::Kind::kOnce);
    case lang::Condition::Kind::kEventually:
      return temporal(Formula::Kind::kEventually);
    case lang::Condition::Kind::kThroughout: {
      Formula throughout = temporal(Formula::Kind::kThroughout);
      if (throughout.children[0].kind != Formula::Kind::kNot) return throughout;
      // Throughout not P: not once P, over the same stretch.
      Formula once = Formula::Once(std::move(throughout.children[0].children[0]), throughout.metric);
      once.origin = throughout.origin;
      return Formula::Not(std::move(once));
    }
    case lang::Condition::Kind::kPrevious: {
      Formula previous = temporal(Formula::Kind::kPrevious);
      if (previous.children[0].kind != Formula::Kind::kNot) return previous;
      return Formula::Not(Formula::Previous(std::move(previous.children[0].children[0])));
    }
    case lang::Condition::Kind::kSince:
      return temporal(Formula::Kind::kSince);
    case lang::Condition::Kind::kUntil:
      return temporal(Formula::Kind::kUntil);
    case lang::Condition::Kind::kAlleged: {
      // All phrases below are read as that party tells them.
      std::optional<Term> outer = std::exchange(alleged_by_, Translate(condition.left));
      Formula alleged = Translate(children[0]);
      alleged_by_ = std::move(outer);
      return alleged;
    }
    case lang::Condition::Kind::kError:
      break;
  }
  CHECK(false) << "a condition with an error was to be translated";
  return Formula::True();
}

// --- Triggers ----------------------------------------------------------------------------------------------

void ReadJustBefore(Formula& formula, const RuleBase& rules) {
  if (formula.kind == Formula::Kind::kPrevious) return;
  if (formula.kind == Formula::Kind::kAtom && !rules.predicate(formula.predicate).is_event) {
    formula.just_before = true;
  }
  for (Term& term : formula.terms) {
    if (!term.aggregate) continue;
    auto aggregate = std::make_shared<Aggregate>(*term.aggregate);
    ReadJustBefore(aggregate->where, rules);
    term.aggregate = std::move(aggregate);
  }
  for (Formula& child : formula.children) ReadJustBefore(child, rules);
}

namespace {

bool IsEvent(const Formula& formula, const RuleBase& rules) {
  if (formula.kind == Formula::Kind::kElapsed || formula.kind == Formula::Kind::kBegun) return true;
  return formula.kind == Formula::Kind::kAtom && rules.predicate(formula.predicate).is_event;
}

}  // namespace

bool HasTrigger(const Formula& formula, const RuleBase& rules) {
  if (formula.kind != Formula::Kind::kAnd) return IsEvent(formula, rules);
  return std::any_of(formula.children.begin(), formula.children.end(),
                     [&](const Formula& child) { return IsEvent(child, rules); });
}

std::vector<Formula> SplitTriggers(const Formula& formula, const RuleBase& rules) {
  if (HasTrigger(formula, rules)) return {formula};
  std::vector<Formula> conjuncts;
  if (formula.kind == Formula::Kind::kAnd) {
    conjuncts = formula.children;
  } else {
    conjuncts.push_back(formula);
  }
  for (size_t i = 0; i < conjuncts.size(); ++i) {
    if (conjuncts[i].kind != Formula::Kind::kOr) continue;
    const bool all = std::all_of(conjuncts[i].children.begin(), conjuncts[i].children.end(),
                                 [&](const Formula& branch) { return HasTrigger(branch, rules); });
    if (!all) continue;
    std::vector<Formula> alternatives;
    for (const Formula& branch : conjuncts[i].children) {
      std::vector<Formula> parts = conjuncts;
      parts[i] = branch;
      alternatives.push_back(Formula::And(std::move(parts)));
    }
    return alternatives;
  }
  return {formula};
}

void NameOccurrences(Formula& formula, Rule& rule, const RuleBase& rules) {
  auto name = [&](Formula& part) {
    if (part.kind == Formula::Kind::kAtom && rules.predicate(part.predicate).is_event &&
        part.occurrence.kind == Term::Kind::kAny) {
      part.occurrence = Term::Var(rule.Add(" occurrence", core::Kind::kCompound));
    }
  };
  if (formula.kind == Formula::Kind::kAnd) {
    for (Formula& child : formula.children) name(child);
  } else {
    name(formula);
  }
}

}  // namespace casus::law
