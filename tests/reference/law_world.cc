#include "tests/reference/law_world.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "base/check.h"
#include "base/decimal.h"

namespace casus::reference {

namespace {

using core::Kind;
using core::Metric;
using core::Moment;
using core::Stamp;
using core::Value;
using law::Aggregate;
using law::Effect;
using law::Formula;
using law::PredicateId;
using law::Rule;
using law::Term;
using law::Variable;

// A binding of some of the variables of a rule.
using Env = std::map<Variable, Value>;
using Envs = std::set<Env>;
using VariableSet = std::set<Variable>;

void Visit(const Term& term, const auto& of_term, const auto& of_aggregate) {
  of_term(term);
  if (term.aggregate) of_aggregate(*term.aggregate);
  for (const Term& operand : term.operands) Visit(operand, of_term, of_aggregate);
}

// --- Which variables --------------------------------------------------------------------------------------------

// All variables that occur in the formula.
void CollectFree(const Formula& formula, VariableSet& to) {
  const auto of_term = [&to](const Term& term) {
    if (term.kind == Term::Kind::kVariable) to.insert(term.variable);
  };
  const auto of_aggregate = [&to, &of_term](const Aggregate& aggregate) {
    if (aggregate.of) Visit(*aggregate.of, of_term, [](const Aggregate&) {});
    CollectFree(aggregate.where, to);
  };
  for (const Term& term : formula.terms) Visit(term, of_term, of_aggregate);
  Visit(formula.occurrence, of_term, of_aggregate);
  for (const Formula& child : formula.children) CollectFree(child, to);
}

// Those that it gives values to (the essay is in lang/binding.h).
VariableSet Binds(const Formula& formula) {
  VariableSet bound;
  const auto add = [&bound](const Formula& child) { bound.merge(Binds(child)); };
  switch (formula.kind) {
    case Formula::Kind::kTrue:
    case Formula::Kind::kNot:
      break;
    case Formula::Kind::kCompare:
      for (const Term& term : formula.terms) {
        if (formula.comparison == core::Comparison::kEqual && term.kind == Term::Kind::kVariable) {
          bound.insert(term.variable);
        }
        Visit(
            term, [](const Term&) {},
            [&](const Aggregate& aggregate) { bound.insert(aggregate.per.begin(), aggregate.per.end()); });
      }
      break;
    case Formula::Kind::kAtom:
      for (const Term& term : formula.terms) {
        if (term.kind == Term::Kind::kVariable) bound.insert(term.variable);
      }
      if (formula.occurrence.kind == Term::Kind::kVariable) bound.insert(formula.occurrence.variable);
      break;
    case Formula::Kind::kOr: {
      bound = Binds(formula.children[0]);
      for (const Formula& child : formula.children) {
        const VariableSet others = Binds(child);
        std::erase_if(bound, [&](Variable variable) { return !others.contains(variable); });
      }
      break;
    }
    case Formula::Kind::kSince:
    case Formula::Kind::kUntil:
      add(formula.children[1]);
      break;
    case Formula::Kind::kElapsed:
      add(formula.children[0]);
      break;
    case Formula::Kind::kBegun:
      add(formula.children[0]);
      bound.insert(formula.terms[0].variable);
      break;
    case Formula::Kind::kAnd:
    case Formula::Kind::kOnce:
    case Formula::Kind::kThroughout:
    case Formula::Kind::kEventually:
    case Formula::Kind::kPrevious:
    case Formula::Kind::kAssigned:
      for (const Formula& child : formula.children) add(child);
      break;
  }
  return bound;
}

// Of a formula: what it binds, and what it must be given.
struct Usage {
  VariableSet binds;
  VariableSet direct;  // of a comparison: outside of aggregates
  VariableSet uses;    // what it does not bind itself: local to it, unless others bind it
};

Usage UsageOf(const Formula& formula) {
  Usage usage;
  usage.binds = Binds(formula);
  CollectFree(formula, usage.uses);
  if (formula.kind == Formula::Kind::kCompare) {
    for (const Term& term : formula.terms) {
      Visit(
          term,
          [&](const Term& part) {
            if (part.kind == Term::Kind::kVariable) usage.direct.insert(part.variable);
          },
          [](const Aggregate&) {});
    }
  } else if (formula.kind != Formula::Kind::kNot) {
    std::erase_if(usage.uses, [&](Variable variable) { return usage.binds.contains(variable); });
  }
  return usage;
}

// --- The evaluator ------------------------------------------------------------------------------------------------

class Evaluator {
 public:
  Evaluator(const law::RuleBase& rules, const lang::Vocabulary& vocabulary, const core::Timeline& timeline,
            core::CompoundTable& compounds, const std::vector<CrispFact>& facts, Beyond beyond)
      : base_(rules), vocabulary_(vocabulary), timeline_(timeline), compounds_(compounds), beyond_(beyond) {
    const size_t predicates = rules.predicates.size();
    model_.rows.assign(predicates, std::vector<LawRows>(static_cast<size_t>(timeline.size())));
    rules_of_.resize(predicates);
    facts_of_.resize(predicates);
    for (size_t i = 0; i < rules.rules.size(); ++i) rules_of_[Index(rules.rules[i].head)].push_back(i);
    for (const CrispFact& fact : facts) facts_of_[Index(fact.predicate)].push_back(&fact);
    own_runs_ = model_.rows;
    text_runs_.assign(rules.rules.size(), std::vector<LawRows>(static_cast<size_t>(timeline.size())));
    for (size_t i = 0; i < predicates; ++i) {
      if (rules.predicates[i].name == "lies_in") lies_in_ = static_cast<PredicateId>(i);
    }
  }

  LawModel Run() {
    const Reach all = Reachable(false);
    const Reach instant = Reachable(true);
    const std::vector<std::vector<size_t>> at_once = InOrder(instant);
    for (const std::vector<size_t>& component : InOrder(all)) {
      std::vector<std::vector<size_t>> parts;
      for (const std::vector<size_t>& part : at_once) {
        if (std::find(component.begin(), component.end(), part[0]) != component.end()) parts.push_back(part);
      }
      for (Moment t = 0; t < timeline_.size(); ++t) {
        for (const std::vector<size_t>& part : parts) ToFixpoint(part, t, instant[part[0]][part[0]]);
      }
    }
    return std::move(model_);
  }

 private:
  using Reach = std::vector<std::vector<bool>>;  // [a][b]: a depends on b

  static size_t Index(PredicateId predicate) { return static_cast<size_t>(predicate); }

  // --- What depends on what ---------------------------------------------------------------------------------------

  // Adds the predicates that the formula reads; those that it reads at earlier moments only, unless `instant_only`.
  void AddReads(const Formula& formula, bool instant_only, bool is_earlier, std::vector<bool>& reads) const {
    if (formula.kind == Formula::Kind::kAtom) {
      const bool earlier =
          is_earlier || (formula.just_before && !base_.predicate(formula.predicate).is_event);
      if (!earlier || !instant_only) reads[Index(formula.predicate)] = true;
    }
    for (const Term& term : formula.terms) {
      Visit(
          term, [](const Term&) {},
          [&](const Aggregate& aggregate) { AddReads(aggregate.where, instant_only, is_earlier, reads); });
    }
    const bool has_distance = formula.metric.lower != base::Duration{};
    for (size_t i = 0; i < formula.children.size(); ++i) {
      bool earlier = is_earlier;
      switch (formula.kind) {
        case Formula::Kind::kPrevious:
        case Formula::Kind::kElapsed:
          earlier = true;
          break;
        case Formula::Kind::kOnce:
        case Formula::Kind::kThroughout:
          earlier = earlier || has_distance;
          break;
        case Formula::Kind::kSince:
          earlier = earlier || (has_distance && i == 1);
          break;
        default:
          break;
      }
      AddReads(formula.children[i], instant_only, earlier, reads);
    }
  }

  Reach Reachable(bool instant_only) const {
    const size_t size = base_.predicates.size();
    Reach reach(size, std::vector<bool>(size));
    for (const Rule& rule : base_.rules) AddReads(rule.body, instant_only, false, reach[Index(rule.head)]);
    for (size_t i = 0; i < size; ++i) {
      if (base_.predicates[i].reaches_parts && lies_in_) reach[i][Index(*lies_in_)] = true;
    }
    for (size_t via = 0; via < size; ++via) {
      for (size_t a = 0; a < size; ++a) {
        if (!reach[a][via]) continue;
        for (size_t b = 0; b < size; ++b) {
          if (reach[via][b]) reach[a][b] = true;
        }
      }
    }
    return reach;
  }

  // The classes of predicates that depend on each other, those that depend on fewer first.
  static std::vector<std::vector<size_t>> InOrder(const Reach& reach) {
    std::map<std::pair<std::ptrdiff_t, size_t>, std::vector<size_t>> classes;
    for (size_t predicate = 0; predicate < reach.size(); ++predicate) {
      size_t first = predicate;
      for (size_t other = 0; other < predicate; ++other) {
        if (reach[predicate][other] && reach[other][predicate]) {
          first = other;
          break;
        }
      }
      std::ptrdiff_t needs = std::count(reach[predicate].begin(), reach[predicate].end(), true);
      if (!reach[predicate][predicate]) ++needs;
      classes[{needs, first}].push_back(predicate);
    }
    std::vector<std::vector<size_t>> order;
    for (auto& [key, members] : classes) order.push_back(std::move(members));
    return order;
  }

  // --- Predicates -----------------------------------------------------------------------------------------------------

  void ToFixpoint(const std::vector<size_t>& predicates, Moment t, bool is_recursive) {
    bool is_new = true;
    for (int round = 0; is_new; ++round) {
      if (round > 500) {
        model_.is_contradictory = true;
        return;
      }
      is_new = false;
      for (const size_t predicate : predicates) {
        LawRows rows = RowsAt(static_cast<PredicateId>(predicate), t);
        LawRows& known = model_.rows[predicate][static_cast<size_t>(t)];
        if (rows == known) continue;
        known = std::move(rows);
        is_new = is_recursive;
      }
    }
  }

  LawRows RowsAt(PredicateId predicate, Moment t) {
    const law::Predicate& info = base_.predicate(predicate);
    LawRows rows;
    if (info.is_event) {
      rows = StatedAt(predicate, t, &CrispFact::begin);
      AddHeads(predicate, Effect::kHappens, t, rows);
    } else if (info.inertial) {
      rows = InertialAt(predicate, t);
    } else {
      for (const CrispFact* fact : facts_of_[Index(predicate)]) {
        if (fact->begin.value_or(0) <= t && (!fact->end || t < *fact->end)) rows.insert(fact->row);
      }
      AddHeads(predicate, Effect::kHolds, t, rows);
      ReachParts(info, t, {}, rows);
    }
    if (info.reflexive) {
      for (const Value value : EntitiesOf(info.slot_types[0])) rows.insert({value, value});
    }
    if (info.transitive) CloseTransitively(rows);
    return rows;
  }

  static void CloseTransitively(LawRows& rows) {
    for (size_t size = 0; size != rows.size();) {
      size = rows.size();
      for (const LawRow& left : LawRows(rows)) {
        for (const LawRow& right : LawRows(rows)) {
          if (left[1] == right[0]) rows.insert({left[0], right[1]});
        }
      }
    }
  }

  LawRows StatedAt(PredicateId predicate, Moment t, std::optional<Moment> CrispFact::* when) const {
    LawRows rows;
    for (const CrispFact* fact : facts_of_[Index(predicate)]) {
      if (fact->*when == t) rows.insert(fact->row);
    }
    return rows;
  }

  static LawRow Columns(const LawRow& row, const std::vector<int>& columns) {
    LawRow result;
    for (const int column : columns) result.push_back(row[static_cast<size_t>(column)]);
    return result;
  }

  LawRows InertialAt(PredicateId predicate, Moment t) {
    const law::Predicate& info = base_.predicate(predicate);
    LawRows begins = StatedAt(predicate, t, &CrispFact::begin);
    AddHeads(predicate, Effect::kBegins, t, begins);
    ReachParts(info, t, begins, begins);
    LawRows ends = StatedAt(predicate, t, &CrispFact::end);
    AddHeads(predicate, Effect::kEnds, t, ends);
    ReachParts(info, t, {}, ends);

    struct Text {
      size_t rule;
      LawRows begins, holds;
    };
    std::vector<Text> texts;
    LawRows rivals = begins;
    for (const size_t index : rules_of_[Index(predicate)]) {
      const Rule& rule = base_.rules[index];
      if (rule.effect != Effect::kHolds) continue;
      rule_ = &rule;
      Text& text = texts.emplace_back(Text{index, {}, {}});
      for (const Env& env : Solve(rule.body, {}, t)) AddHead(rule, env, text.holds);
      ReachParts(info, t, {}, text.holds);
      for (const Env& env : BegunAt(rule.body, t)) AddHead(rule, env, text.begins);
      ReachParts(info, t, text.begins, text.begins);
      rivals.insert(text.begins.begin(), text.begins.end());
    }

    const auto is_displaced = [&](const LawRow& row) {
      if (!info.key) return false;
      return std::any_of(rivals.begin(), rivals.end(), [&](const LawRow& rival) {
        return rival != row && Columns(rival, *info.key) == Columns(row, *info.key);
      });
    };
    // What held before and goes on, or begins now.
    const auto persist = [&](const LawRows& before, const LawRows& begin_now, const LawRows& end_now) {
      LawRows rows = begin_now;
      for (const LawRow& row : before) {
        if (!end_now.contains(row) && !is_displaced(row)) rows.insert(row);
      }
      return rows;
    };
    const auto at = static_cast<size_t>(t);
    std::vector<LawRows>& runs = own_runs_[Index(predicate)];
    LawRows rows = runs[at] = persist(t > 0 ? runs[at - 1] : LawRows{}, begins, ends);
    for (const Text& text : texts) {
      std::vector<LawRows>& text_runs = text_runs_[text.rule];
      text_runs[at] = persist(t > 0 ? text_runs[at - 1] : LawRows{}, text.begins, {});
      for (const LawRow& row : text.holds) {
        if (!info.key || text_runs[at].contains(row)) rows.insert(row);
      }
    }
    return rows;
  }

  // What is said of a whole is said of its parts; with a key, unless something is said of the part itself (`direct`).
  void ReachParts(const law::Predicate& info, Moment t, const LawRows& direct, LawRows& rows) const {
    if (!info.reaches_parts || !lies_in_) return;
    const auto slot = static_cast<size_t>(*info.reaches_parts);
    const LawRows said = direct;
    for (const LawRow& whole : LawRows(rows)) {
      for (const LawRow& lies : model_.At(*lies_in_, t)) {
        if (lies[1] != whole[slot] || lies[0] == lies[1]) continue;
        LawRow part = whole;
        part[slot] = lies[0];
        const bool is_said = info.key && std::any_of(said.begin(), said.end(), [&](const LawRow& row) {
                               return Columns(row, *info.key) == Columns(part, *info.key);
                             });
        if (!is_said) rows.insert(part);
      }
    }
  }

  // --- Rules ------------------------------------------------------------------------------------------------------------

  bool IsEvent(const Formula& formula) const {
    if (formula.kind == Formula::Kind::kAtom) return base_.predicate(formula.predicate).is_event;
    return formula.kind == Formula::Kind::kElapsed || formula.kind == Formula::Kind::kBegun;
  }

  bool HasEvent(const Formula& body) const {
    if (body.kind != Formula::Kind::kAnd) return IsEvent(body);
    return std::any_of(body.children.begin(), body.children.end(),
                       [&](const Formula& child) { return IsEvent(child); });
  }

  void AddHeads(PredicateId predicate, Effect effect, Moment t, LawRows& rows) {
    for (const size_t index : rules_of_[Index(predicate)]) {
      const Rule& rule = base_.rules[index];
      if (rule.effect != effect) continue;
      rule_ = &rule;
      const bool at_once = effect == Effect::kHolds || HasEvent(rule.body);
      for (const Env& env : at_once ? Solve(rule.body, {}, t) : BegunAt(rule.body, t)) {
        if (effect == Effect::kHappens) {
          AddOccurrence(rule, index, env, t, rows);
        } else {
          AddHead(rule, env, rows);
        }
      }
    }
  }

  std::optional<LawRow> HeadOf(const Rule& rule, const Env& env) {
    LawRow row;
    for (const Term& argument : rule.arguments) {
      const std::optional<Value> value = ValueOf(argument, env);
      if (!value) return std::nullopt;
      row.push_back(*value);
    }
    return row;
  }

  void AddHead(const Rule& rule, const Env& env, LawRows& rows) {
    if (std::optional<LawRow> row = HeadOf(rule, env)) rows.insert(*std::move(row));
  }

  // An occurrence is what a rule reports, at a moment, of the events that made it so.
  void AddOccurrence(const Rule& rule, size_t index, const Env& env, Moment t, LawRows& rows) {
    std::optional<LawRow> row = HeadOf(rule, env);
    if (!row) return;
    LawRow identity = *row;
    identity.push_back(t);
    const auto add_occurrence = [&](const Formula& part) {
      if (part.kind == Formula::Kind::kAtom && part.occurrence.kind == Term::Kind::kVariable) {
        identity.push_back(env.at(part.occurrence.variable));
      }
    };
    if (rule.body.kind == Formula::Kind::kAnd) {
      for (const Formula& child : rule.body.children) add_occurrence(child);
    } else {
      add_occurrence(rule.body);
    }
    row->push_back(compounds_.Intern(law::OccurrenceOfRule(static_cast<uint32_t>(index)), identity));
    rows.insert(*std::move(row));
  }

  // The bindings of which a run begins at t.
  Envs BegunAt(const Formula& body, Moment t) {
    Envs now = Solve(body, {}, t);
    if (now.empty() || t == 0) return now;
    const Envs before = Solve(body, {}, t - 1);
    std::erase_if(now, [&](const Env& env) { return before.contains(env); });
    return now;
  }

  // --- Formulas -----------------------------------------------------------------------------------------------------------

  const Usage& UsageFor(const Formula& formula) {
    const auto known = usages_.find(&formula);
    if (known != usages_.end()) return known->second;
    return usages_.emplace(&formula, UsageOf(formula)).first->second;
  }

  // All bindings that extend `env` and for which the formula holds at t.
  Envs Solve(const Formula& formula, const Env& env, Moment t) {
    std::vector<const Formula*> parts;
    if (formula.kind == Formula::Kind::kAnd) {
      for (const Formula& child : formula.children) parts.push_back(&child);
    } else {
      parts.push_back(&formula);
    }
    Envs found;
    SolveAll(parts, env, t, found);
    return found;
  }

  bool Holds(const Formula& formula, const Env& env, Moment t) { return !Solve(formula, env, t).empty(); }

  void SolveAll(const std::vector<const Formula*>& parts, const Env& env, Moment t, Envs& found) {
    if (parts.empty()) {
      found.insert(env);
      return;
    }
    for (const Formula* part : parts) {
      if (part->kind == Formula::Kind::kAtom && RowsOf(*part, t).empty()) return;
    }
    size_t next = 0;
    while (next < parts.size() && !IsReady(next, parts, env)) ++next;
    if (next == parts.size()) {
      // An entity that nothing names, of which something is denied: try all of them.
      const Variable open = OpenVariable(parts, env);
      for (const Value value : EntitiesOf(rule_->variables[static_cast<size_t>(open)].type)) {
        Env with = env;
        with[open] = value;
        SolveAll(parts, with, t, found);
      }
      return;
    }
    std::vector<const Formula*> rest = parts;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(next));
    for (const Env& extended : Extend(*parts[next], env, t)) SolveAll(rest, extended, t, found);
  }

  // Whether all that the part is to be given is there: what it uses, and another part binds.
  bool IsReady(size_t index, const std::vector<const Formula*>& parts, const Env& env) {
    const Usage& usage = UsageFor(*parts[index]);
    const auto others_bind = [&](Variable variable, bool equalities_count) {
      for (size_t i = 0; i < parts.size(); ++i) {
        if (i == index || (!equalities_count && parts[i]->kind == Formula::Kind::kCompare)) continue;
        if (UsageFor(*parts[i]).binds.contains(variable)) return true;
      }
      return false;
    };
    // An equation gives a value to one variable that stands alone on its side.
    int open = 0;
    for (const Variable variable : usage.direct) {
      if (env.contains(variable)) continue;
      if (++open > 1 || !usage.binds.contains(variable) || others_bind(variable, false)) return false;
    }
    return std::all_of(usage.uses.begin(), usage.uses.end(), [&](Variable variable) {
      return env.contains(variable) || usage.direct.contains(variable) || !others_bind(variable, true);
    });
  }

  // The first variable that keeps a comparison from being made.
  Variable OpenVariable(const std::vector<const Formula*>& parts, const Env& env) {
    for (const Formula* part : parts) {
      for (const Variable variable : UsageFor(*part).direct) {
        if (!env.contains(variable)) return variable;
      }
    }
    CHECK(false) << "no part of a condition can be evaluated";
    return 0;
  }

  std::vector<Value> EntitiesOf(const lang::Type& type) const {
    std::vector<Value> values;
    for (const lang::Entity& entity : vocabulary_.entities()) {
      if (type.of == lang::Type::Of::kEntity && !vocabulary_.Is(entity, type.kind)) continue;
      values.push_back(static_cast<Value>(entity.name));
    }
    return values;
  }

  const LawRows& RowsOf(const Formula& atom, Moment t) const {
    static const LawRows kNone;
    const bool before = atom.just_before && !base_.predicate(atom.predicate).is_event;
    if (before && t == 0) return kNone;
    return model_.At(atom.predicate, before ? t - 1 : t);
  }

  Envs Extend(const Formula& formula, const Env& env, Moment t) {
    Envs found;
    switch (formula.kind) {
      case Formula::Kind::kTrue:
        found.insert(env);
        break;
      case Formula::Kind::kAtom:
        for (const LawRow& row : RowsOf(formula, t)) {
          if (std::optional<Env> matched = Match(formula, row, env)) found.insert(*std::move(matched));
        }
        break;
      case Formula::Kind::kAnd:
        return Solve(formula, env, t);
      case Formula::Kind::kOr: {
        const VariableSet& common = UsageFor(formula).binds;
        for (const Formula& child : formula.children) {
          for (Env extended : Solve(child, env, t)) {
            std::erase_if(extended, [&](const auto& binding) {
              return !env.contains(binding.first) && !common.contains(binding.first);
            });
            found.insert(std::move(extended));
          }
        }
        break;
      }
      case Formula::Kind::kNot:
        if (!Holds(formula.children[0], env, t)) found.insert(env);
        break;
      case Formula::Kind::kCompare:
        return Compare(formula, env, t);
      case Formula::Kind::kOnce:
        for (Moment s = 0; s <= t; ++s) {
          if (Admits(formula.metric, s, t)) found.merge(Solve(formula.children[0], env, s));
        }
        break;
      case Formula::Kind::kEventually:
        for (Moment s = t; s < timeline_.size(); ++s) {
          if (Admits(formula.metric, t, s)) found.merge(Solve(formula.children[0], env, s));
        }
        if (MayComeBeyond(formula, env, t)) found.insert(env);
        break;
      case Formula::Kind::kThroughout:
        return Throughout(formula, env, t);
      case Formula::Kind::kPrevious:
        if (t > 0) return Solve(formula.children[0], env, t - 1);
        break;
      case Formula::Kind::kSince:
      case Formula::Kind::kUntil:
        return SinceOrUntil(formula, env, t);
      case Formula::Kind::kBegun:
        for (Env begun : BegunAt(formula.children[0], t)) {
          begun[formula.terms[0].variable] = t;
          if (std::optional<Env> merged = Merge(env, begun)) found.insert(*std::move(merged));
        }
        break;
      case Formula::Kind::kElapsed:
        return Elapsed(formula, env, t);
      case Formula::Kind::kAssigned:
        return Assigned(formula, env, t);
    }
    return found;
  }

  static std::optional<Env> Merge(const Env& left, const Env& right) {
    Env merged = left;
    for (const auto& [variable, value] : right) {
      if (merged.try_emplace(variable, value).first->second != value) return std::nullopt;
    }
    return merged;
  }

  static std::optional<Env> Match(const Formula& atom, const LawRow& row, const Env& env) {
    Env matched = env;
    const auto take = [&](const Term& term, Value value) {
      if (term.kind == Term::Kind::kAny) return true;
      if (term.kind == Term::Kind::kConstant) return term.value == value;
      CHECK(term.kind == Term::Kind::kVariable);
      return matched.try_emplace(term.variable, value).first->second == value;
    };
    for (size_t i = 0; i < atom.terms.size(); ++i) {
      if (!take(atom.terms[i], row[i])) return std::nullopt;
    }
    if (row.size() > atom.terms.size() && !take(atom.occurrence, row.back())) return std::nullopt;
    return matched;
  }

  // --- Time ---------------------------------------------------------------------------------------------------------------

  bool Admits(const Metric& metric, Moment from, Moment to) const {
    const Stamp begin = timeline_.StampOf(from);
    const Stamp end = timeline_.StampOf(to);
    return timeline_.Add(begin, metric.lower) <= end &&
           (!metric.upper || end <= timeline_.Add(begin, *metric.upper));
  }

  Envs Throughout(const Formula& formula, const Env& env, Moment t) {
    std::optional<Envs> found;
    for (Moment s = 0; s <= t; ++s) {
      if (!Admits(formula.metric, s, t)) continue;
      if (!found) found = Solve(formula.children[0], env, s);
      std::erase_if(*found, [&](const Env& one) { return !Holds(formula.children[0], one, s); });
    }
    return found.value_or(Envs{});
  }

  // Whether what the formula looks for may come after the last moment, for what `env` binds.
  bool MayComeBeyond(const Formula& formula, const Env& env, Moment t) {
    if (beyond_ == Beyond::kNothing) return false;
    if (formula.metric.upper &&
        timeline_.Add(timeline_.StampOf(t), *formula.metric.upper) <= timeline_.last_stamp()) {
      return false;
    }
    const VariableSet& binds = UsageFor(formula).binds;
    return std::all_of(binds.begin(), binds.end(), [&](Variable variable) { return env.contains(variable); });
  }

  Envs SinceOrUntil(const Formula& formula, const Env& env, Moment t) {
    const bool is_since = formula.kind == Formula::Kind::kSince;
    Envs found;
    for (Moment s = is_since ? 0 : t; s < (is_since ? t + 1 : timeline_.size()); ++s) {
      if (!Admits(formula.metric, std::min(s, t), std::max(s, t))) continue;
      for (const Env& start : Solve(formula.children[1], env, s)) {
        bool is_held = true;
        for (Moment m = std::min(s, t); is_held && m <= std::max(s, t); ++m) {
          is_held = m == s || Holds(formula.children[0], start, m);
        }
        if (is_held) found.insert(start);
      }
    }
    if (!is_since && MayComeBeyond(formula, env, t)) {
      bool is_held = true;
      for (Moment m = t; is_held && m < timeline_.size(); ++m) is_held = Holds(formula.children[0], env, m);
      if (is_held) found.insert(env);
    }
    return found;
  }

  // A clock is set at s. It runs out when as much time has passed as it was set by, not counting that during which it was
  // paused; whether it is paused at a moment is seen just before.
  Envs Elapsed(const Formula& formula, const Env& env, Moment t) {
    Envs found;
    for (Moment s = 0; s < t; ++s) {
      for (const Env& start : Solve(formula.children[0], {}, s)) {
        const std::optional<Value> duration = ValueOf(formula.terms[0], start);
        if (!duration) continue;
        Stamp due = timeline_.Add(timeline_.StampOf(s), core::UnpackDuration(*duration));
        if (formula.day_included) ++due;
        Moment moment = s + 1;
        for (;; ++moment) {
          if (moment > t) break;
          if (formula.children.size() > 1 && Holds(formula.children[1], start, moment - 1)) {
            due += timeline_.StampOf(moment) - timeline_.StampOf(moment - 1);
          }
          if (timeline_.StampOf(moment) >= due) break;
        }
        if (moment != t) continue;
        if (std::optional<Env> merged = Merge(env, start)) found.insert(*std::move(merged));
      }
    }
    return found;
  }

  // Each act serves the oldest demand that is open and agrees with it.
  Envs Assigned(const Formula& formula, const Env& env, Moment t) {
    const Formula& demand = formula.children[0];
    const Formula& supply = formula.children[1];
    std::vector<Env> open;
    Envs served;
    Envs before;
    for (Moment s = 0; s <= t; ++s) {
      const Envs demands = Solve(demand, {}, s);
      std::erase_if(open, [&](const Env& one) { return !demands.contains(one); });
      for (const Env& one : demands) {
        if (!before.contains(one)) open.push_back(one);
      }
      before = demands;
      served.clear();
      for (const Env& act : Solve(supply, {}, s)) {
        const auto oldest = std::find_if(open.begin(), open.end(),
                                         [&](const Env& one) { return Merge(one, act).has_value(); });
        if (oldest == open.end()) continue;
        served.insert(*Merge(*oldest, act));
        open.erase(oldest);
      }
    }
    Envs found;
    for (const Env& one : served) {
      if (std::optional<Env> merged = Merge(env, one)) found.insert(*std::move(merged));
    }
    return found;
  }

  // --- Comparison, terms, aggregates --------------------------------------------------------------------------------------

  using Totals = std::map<const Aggregate*, Value>;

  Envs Compare(const Formula& formula, const Env& env, Moment t) {
    // With each aggregate's value; those `per` something have several.
    std::vector<std::pair<Env, Totals>> cases{{env, {}}};
    for (const Term& side : formula.terms) {
      Visit(
          side, [](const Term&) {},
          [&](const Aggregate& aggregate) {
            std::vector<std::pair<Env, Totals>> more;
            for (const auto& [known, totals] : cases) {
              for (const auto& [key, total] : TotalsOf(aggregate, known, t)) {
                auto& [with, with_totals] = more.emplace_back(known, totals);
                with.insert(key.begin(), key.end());
                with_totals[&aggregate] = total;
              }
            }
            cases = std::move(more);
          });
    }
    Envs found;
    for (auto& [known, totals] : cases) {
      const auto is_open = [&](const Term& term) {
        return term.kind == Term::Kind::kVariable && !known.contains(term.variable);
      };
      const Term& left = formula.terms[0];
      const Term& right = formula.terms[1];
      if (is_open(left) || is_open(right)) {
        const Term& variable = is_open(left) ? left : right;
        const std::optional<Value> value = ValueOf(is_open(left) ? right : left, known, &totals);
        if (!value) continue;
        known[variable.variable] = *value;
        found.insert(known);
        continue;
      }
      const std::optional<Value> a = ValueOf(left, known, &totals);
      const std::optional<Value> b = ValueOf(right, known, &totals);
      if (a && b && Compares(formula.comparison, *a, *b, KindOf(left))) found.insert(known);
    }
    return found;
  }

  static bool Compares(core::Comparison comparison, Value a, Value b, Kind kind) {
    if (comparison == core::Comparison::kEqual) return a == b;
    if (comparison == core::Comparison::kNotEqual) return a != b;
    const int64_t left = core::OrderKey(a, kind);
    const int64_t right = core::OrderKey(b, kind);
    switch (comparison) {
      case core::Comparison::kLess:
        return left < right;
      case core::Comparison::kLessEqual:
        return left <= right;
      case core::Comparison::kGreater:
        return left > right;
      default:
        return left >= right;
    }
  }

  Kind KindOf(const Term& term) const {
    switch (term.kind) {
      case Term::Kind::kVariable:
        return rule_->variables[static_cast<size_t>(term.variable)].kind;
      case Term::Kind::kConstant:
      case Term::Kind::kPart:
        return term.type;
      case Term::Kind::kTuple:
        return Kind::kCompound;
      case Term::Kind::kAny:
      case Term::Kind::kAggregate:
        return Kind::kNumber;
      default:
        return KindOf(term.operands[0]);
    }
  }

  std::optional<Value> ValueOf(const Term& term, const Env& env, const Totals* totals = nullptr) {
    std::vector<Value> operands;
    for (const Term& operand : term.operands) {
      const std::optional<Value> value = ValueOf(operand, env, totals);
      if (!value) return std::nullopt;
      operands.push_back(*value);
    }
    const auto number = [&](size_t i) {
      CHECK(KindOf(term.operands[i]) == Kind::kNumber) << "the reference calculates with numbers only";
      return base::Decimal::FromUnits(operands[i]);
    };
    const auto units = [](std::optional<base::Decimal> decimal) {
      return decimal ? std::optional(decimal->units()) : std::nullopt;
    };
    switch (term.kind) {
      case Term::Kind::kVariable: {
        const auto bound = env.find(term.variable);
        return bound == env.end() ? std::nullopt : std::optional(bound->second);
      }
      case Term::Kind::kConstant:
        return term.value;
      case Term::Kind::kAdd:
        return units(base::Add(number(0), number(1)));
      case Term::Kind::kSubtract:
        return units(base::Subtract(number(0), number(1)));
      case Term::Kind::kMultiply:
        return units(base::Multiply(number(0), number(1)));
      case Term::Kind::kDivide:
        return units(base::Divide(number(0), number(1)));
      case Term::Kind::kNegate:
        return units(base::Negate(number(0)));
      case Term::Kind::kPart: {
        const std::span<const Value> parts = compounds_.Parts(operands[0]);
        if (static_cast<size_t>(term.index) >= parts.size()) return std::nullopt;
        return parts[static_cast<size_t>(term.index)];
      }
      case Term::Kind::kTuple:
        return compounds_.Intern(term.value, operands);
      case Term::Kind::kAggregate:
        return totals == nullptr ? std::nullopt : std::optional(totals->at(term.aggregate.get()));
      case Term::Kind::kAny:
        break;
    }
    return std::nullopt;
  }

  // By the values of `per`, the aggregate over all bindings that agree with `env`.
  std::map<Env, Value> TotalsOf(const Aggregate& aggregate, const Env& env, Moment t) {
    Envs bindings;
    for (Moment s = aggregate.period ? 0 : t; s <= t; ++s) {
      if (s == t || IsSamePeriod(*aggregate.period, s, t)) bindings.merge(Solve(aggregate.where, env, s));
    }
    std::map<Env, std::vector<Value>> groups;
    if (aggregate.per.empty()) groups[{}];
    for (const Env& binding : bindings) {
      Env key;
      for (const Variable variable : aggregate.per) key[variable] = binding.at(variable);
      const std::optional<Value> value =
          aggregate.of ? ValueOf(*aggregate.of, binding) : std::optional<Value>(0);
      if (value) groups[key].push_back(*value);
    }
    std::map<Env, Value> totals;
    for (const auto& [key, values] : groups) {
      const Kind kind = aggregate.of ? KindOf(*aggregate.of) : Kind::kNumber;
      if (const std::optional<Value> total = TotalOf(aggregate.function, values, kind)) totals[key] = *total;
    }
    return totals;
  }

  static std::optional<Value> TotalOf(core::Aggregation function, const std::vector<Value>& values,
                                      Kind kind) {
    const auto before = [kind](Value a, Value b) {
      return core::OrderKey(a, kind) < core::OrderKey(b, kind);
    };
    const Value count = static_cast<Value>(values.size()) * base::Decimal::kUnitsPerOne;
    Value sum = 0;
    for (const Value value : values) sum += value;
    switch (function) {
      case core::Aggregation::kCount:
        return count;
      case core::Aggregation::kSum:
        return sum;
      case core::Aggregation::kMin:
        if (values.empty()) return std::nullopt;
        return *std::min_element(values.begin(), values.end(), before);
      case core::Aggregation::kMax:
        if (values.empty()) return std::nullopt;
        return *std::max_element(values.begin(), values.end(), before);
      default: {
        const auto average = base::Divide(base::Decimal::FromUnits(sum), base::Decimal::FromUnits(count));
        return average ? std::optional(average->units()) : std::nullopt;
      }
    }
  }

  bool IsSamePeriod(core::Period period, Moment a, Moment b) const {
    const Stamp left = timeline_.StampOf(a);
    const Stamp right = timeline_.StampOf(b);
    if (period == core::Period::kUnit) return left == right;
    const base::CivilDate from = base::ToCivil(base::DayOf(left, timeline_.grain()));
    const base::CivilDate to = base::ToCivil(base::DayOf(right, timeline_.grain()));
    if (from.year != to.year || period == core::Period::kYear) return from.year == to.year;
    return from.month == to.month && (period == core::Period::kMonth || from.day == to.day);
  }

  const law::RuleBase& base_;
  const lang::Vocabulary& vocabulary_;
  const core::Timeline& timeline_;
  core::CompoundTable& compounds_;
  const Beyond beyond_;
  std::vector<std::vector<size_t>> rules_of_;  // by predicate
  std::vector<std::vector<const CrispFact*>> facts_of_;
  std::optional<PredicateId> lies_in_;
  LawModel model_;
  // Of inertial states, by predicate and by rule: what persists, apart from each other.
  std::vector<std::vector<LawRows>> own_runs_, text_runs_;
  const Rule* rule_ = nullptr;  // that which is being tried
  std::unordered_map<const Formula*, Usage> usages_;
};

}  // namespace

LawModel EvaluateWorld(const law::RuleBase& rules, const lang::Vocabulary& vocabulary,
                       const core::Timeline& timeline, core::CompoundTable& compounds,
                       const std::vector<CrispFact>& facts, Beyond beyond) {
  return Evaluator(rules, vocabulary, timeline, compounds, facts, beyond).Run();
}

bool LookAhead(const law::RuleBase& rules) {
  return std::any_of(rules.rules.begin(), rules.rules.end(),
                     [](const Rule& rule) { return law::LooksAhead(rule.body); });
}

}  // namespace casus::reference
