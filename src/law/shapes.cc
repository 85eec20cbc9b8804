// How rules are merged.
//
// Two rules are alike if their texts are the same once each constant is replaced by a mark of its kind; the values that were
// replaced, in the order in which they stand, are the rule's row. Of a group of alike rules, a place at which all rows agree
// keeps its constant, and places at which each row has twice the same value share a variable: so the merged rule keeps
// the joins by which its parts are connected, and they can be looked up.
//
// Why it says the same. Parameters hold at every moment and in every world, and every variable of them that a rule reads is
// bound by them, so that the merged rule has exactly the instances of the rules that it is made from. What is
// read by itself before it is joined (below `once`, `previous`, a clock, …) gets the parameters that it mentions as a
// conjunct of its own: there, too, a variable must be bound, and rows of other rules are of no use. An occurrence that a
// rule makes is told apart by the rule (see Rule); the merged rule's variable for the row, " row", takes part in that.

#include "law/shapes.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace casus::law {
namespace {

// Visits the constants and origins of a rule, always in the same order. `RuleOrConst` is Rule, or const Rule.
template <typename OnConstant, typename OnOrigin>
class Walk {
 public:
  Walk(OnConstant on_constant, OnOrigin on_origin) : on_constant_(on_constant), on_origin_(on_origin) {}

  template <typename RuleOrConst>
  void Through(RuleOrConst& rule) {
    on_origin_(rule.origin);
    for (auto& argument : rule.arguments) ThroughTerm(argument);
    ThroughFormula(rule.body);
  }

 private:
  template <typename TermOrConst>
  void ThroughTerm(TermOrConst& term) {
    if (term.kind == Term::Kind::kConstant) {
      on_constant_(term);
      return;
    }
    for (auto& operand : term.operands) ThroughTerm(operand);
    if (!term.aggregate) return;
    if constexpr (std::is_const_v<TermOrConst>) {
      if (term.aggregate->of) ThroughTerm(*term.aggregate->of);
      ThroughFormula(term.aggregate->where);
    } else {
      auto changed = std::make_shared<Aggregate>(*term.aggregate);
      if (changed->of) ThroughTerm(*changed->of);
      ThroughFormula(changed->where);
      term.aggregate = std::move(changed);
    }
  }

  template <typename FormulaOrConst>
  void ThroughFormula(FormulaOrConst& formula) {
    on_origin_(formula.origin);
    for (auto& term : formula.terms) ThroughTerm(term);
    ThroughTerm(formula.occurrence);
    for (auto& child : formula.children) ThroughFormula(child);
  }

  OnConstant on_constant_;
  OnOrigin on_origin_;
};

// Everything of a rule but its constants, its origins and the names of its variables.
class Text {
 public:
  std::string Of(const Rule& rule) {
    text_.clear();
    Put(rule.effect);
    Put(rule.head);
    Put(rule.variables.size());
    for (const VariableInfo& variable : rule.variables) {
      Put(variable.kind);
      Put(variable.type.of);
      Put(variable.type.kind);
      Put(variable.name == " since" ? 1 : 0);
    }
    Put(rule.arguments.size());
    for (const Term& argument : rule.arguments) PutTerm(argument);
    PutFormula(rule.body);
    return std::move(text_);
  }

 private:
  template <typename Number>
  void Put(Number number) {
    const auto value = static_cast<uint64_t>(number);
    // Small numbers are most: one byte.
    if (value < 0xff) {
      text_.push_back(static_cast<char>(value));
      return;
    }
    text_.push_back(static_cast<char>(0xff));
    text_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }

  void PutDuration(const base::Duration& duration) {
    Put(duration.years);
    Put(duration.months);
    Put(duration.days);
    Put(duration.seconds);
  }

  void PutTerm(const Term& term) {
    Put(term.kind);
    switch (term.kind) {
      case Term::Kind::kAny:
        return;
      case Term::Kind::kVariable:
        Put(term.variable);
        return;
      case Term::Kind::kConstant:
        Put(term.type);
        return;
      case Term::Kind::kPart:
        Put(term.index);
        Put(term.type);
        break;
      case Term::Kind::kTuple:
        Put(term.value);
        break;
      default:
        break;
    }
    Put(term.operands.size());
    for (const Term& operand : term.operands) PutTerm(operand);
    if (!term.aggregate) return;
    const Aggregate& aggregate = *term.aggregate;
    Put(aggregate.function);
    Put(aggregate.of.has_value());
    if (aggregate.of) PutTerm(*aggregate.of);
    Put(aggregate.per.size());
    for (Variable variable : aggregate.per) Put(variable);
    Put(aggregate.period ? static_cast<int>(*aggregate.period) + 1 : 0);
    PutFormula(aggregate.where);
  }

  void PutFormula(const Formula& formula) {
    Put(formula.kind);
    Put(formula.comparison);
    Put((formula.just_before ? 1 : 0) | (formula.binds_only ? 2 : 0) | (formula.day_included ? 4 : 0));
    Put(formula.predicate);
    PutDuration(formula.metric.lower);
    Put(formula.metric.upper.has_value());
    if (formula.metric.upper) PutDuration(*formula.metric.upper);
    Put(formula.terms.size());
    for (const Term& term : formula.terms) PutTerm(term);
    PutTerm(formula.occurrence);
    Put(formula.children.size());
    for (const Formula& child : formula.children) PutFormula(child);
  }

  std::string text_;
};

// A group of alike rules, on the way to one.
class Merger {
 public:
  Merger(Law& law, const std::vector<uint32_t>& members) : law_(law), members_(members) {}

  Rule Merge() {
    ReadRows();
    ChooseColumns();
    Rule merged = law_.rules.rules[members_.front()];
    AddParameters(merged);
    size_t place = 0;
    Walk(
        [&](Term& constant) {
          if (const size_t column = column_of_place_[place++]; column != kKept)
            constant = Term::Var(variables_[column]);
        },
        [](uint32_t&) {})
        .Through(merged);
    Bind(merged.body);
    std::vector<Formula> body;
    body.push_back(Parameters([](Variable) { return true; }));
    body.push_back(std::move(merged.body));
    merged.body = Formula::And(std::move(body));
    return merged;
  }

 private:
  static constexpr size_t kKept = static_cast<size_t>(-1);

  void ReadRows() {
    for (uint32_t member : members_) {
      std::vector<core::Value>& row = rows_.emplace_back();
      Walk(
          [&](const Term& constant) {
            row.push_back(constant.value);
            if (rows_.size() == 1) kinds_.push_back(constant.type);
          },
          [&](uint32_t origin) { origins_.push_back(origin); })
          .Through(std::as_const(law_.rules.rules[member]));
    }
  }

  // Which places differ among the rules, and which of these always have the same value.
  void ChooseColumns() {
    for (size_t place = 0; place < kinds_.size(); ++place) {
      auto same = [&](size_t other) {
        return kinds_[place] == kinds_[other] &&
               std::all_of(rows_.begin(), rows_.end(),
                           [&](const auto& row) { return row[place] == row[other]; });
      };
      const bool kept = std::all_of(rows_.begin(), rows_.end(),
                                    [&](const auto& row) { return row[place] == rows_.front()[place]; });
      if (kept) {
        column_of_place_.push_back(kKept);
        continue;
      }
      auto earlier = std::find_if(place_of_column_.begin(), place_of_column_.end(), same);
      column_of_place_.push_back(static_cast<size_t>(earlier - place_of_column_.begin()));
      if (earlier == place_of_column_.end()) place_of_column_.push_back(place);
    }
  }

  void AddParameters(Rule& merged) {
    RuleBase& rules = law_.rules;
    predicate_ = static_cast<PredicateId>(rules.predicates.size());
    Predicate parameters;
    parameters.name = " parameters " + std::to_string(law_.merged.size());
    parameters.schema.push_back(core::Kind::kInteger);
    variables_row_ = merged.Add(" row", core::Kind::kInteger);
    for (size_t place : place_of_column_) {
      parameters.schema.push_back(kinds_[place]);
      variables_.push_back(merged.Add(" parameter", kinds_[place]));
    }
    parameters.slot_types.resize(parameters.schema.size());
    rules.predicates.push_back(std::move(parameters));
    for (size_t row = 0; row < rows_.size(); ++row) {
      PrimitiveFact fact;
      fact.predicate = predicate_;
      fact.values.push_back(static_cast<core::Value>(row));
      for (size_t place : place_of_column_) fact.values.push_back(rows_[row][place]);
      fact.origin = rules.rules[members_[row]].origin;
      law_.primitives.push_back(std::move(fact));
    }
    law_.merged.push_back({predicate_, origins_.size() / rows_.size(), std::move(origins_)});
  }

  // The parameters of a rule, the others left out.
  template <typename IsWanted>
  Formula Parameters(IsWanted is_wanted) const {
    std::vector<Term> terms;
    terms.push_back(is_wanted(variables_row_) ? Term::Var(variables_row_) : Term::Any());
    for (Variable variable : variables_)
      terms.push_back(is_wanted(variable) ? Term::Var(variable) : Term::Any());
    return Formula::Atom(predicate_, std::move(terms));
  }

  bool IsParameter(Variable variable) const {
    return std::find(variables_.begin(), variables_.end(), variable) != variables_.end();
  }

  // Below what is evaluated by itself, the parameters that it mentions are bound there.
  void Bind(Formula& formula) const {
    using Kind = Formula::Kind;
    for (Term& term : formula.terms) BindTerm(term);
    std::vector<Variable> mentioned;
    size_t binder = 0;
    switch (formula.kind) {
      case Kind::kOnce:
      case Kind::kThroughout:
      case Kind::kEventually:
      case Kind::kPrevious:
      case Kind::kBegun:
      case Kind::kElapsed:
      case Kind::kAssigned:
        break;
      case Kind::kSince:
      case Kind::kUntil:
        binder = 1;
        break;
      default:
        for (Formula& child : formula.children) Bind(child);
        return;
    }
    for (Variable variable : FreeVariables(formula)) {
      if (IsParameter(variable)) mentioned.push_back(variable);
    }
    for (Formula& child : formula.children) Bind(child);
    if (mentioned.empty()) return;
    std::vector<Formula> parts;
    parts.push_back(Parameters([&](Variable variable) {
      return std::find(mentioned.begin(), mentioned.end(), variable) != mentioned.end();
    }));
    parts.push_back(std::move(formula.children[binder]));
    formula.children[binder] = Formula::And(std::move(parts));
  }

  void BindTerm(Term& term) const {
    for (Term& operand : term.operands) BindTerm(operand);
    if (!term.aggregate) return;
    auto changed = std::make_shared<Aggregate>(*term.aggregate);
    Bind(changed->where);
    term.aggregate = std::move(changed);
  }

  Law& law_;
  const std::vector<uint32_t>& members_;
  std::vector<core::Kind> kinds_;               // by place
  std::vector<std::vector<core::Value>> rows_;  // by member, by place
  std::vector<uint32_t> origins_;               // by member, by place of an origin
  std::vector<size_t> column_of_place_;         // or kKept
  std::vector<size_t> place_of_column_;         // the first of its places
  PredicateId predicate_{};
  Variable variables_row_ = 0;
  std::vector<Variable> variables_;  // by column
};

}  // namespace

void MergeShapes(Law& law) {
  std::vector<Rule>& rules = law.rules.rules;
  boost::unordered_flat_map<std::string, uint32_t> group_of_text;
  std::vector<std::vector<uint32_t>> groups;  // in the order of their first rules
  Text text;
  for (uint32_t i = 0; i < rules.size(); ++i) {
    const auto [known, is_new] =
        group_of_text.try_emplace(text.Of(rules[i]), static_cast<uint32_t>(groups.size()));
    if (is_new) groups.emplace_back();
    groups[known->second].push_back(i);
  }
  std::vector<Rule> merged;
  merged.reserve(groups.size());
  for (const std::vector<uint32_t>& group : groups) {
    merged.push_back(group.size() == 1 ? std::move(rules[group.front()]) : Merger(law, group).Merge());
  }
  rules = std::move(merged);
}

}  // namespace casus::law
