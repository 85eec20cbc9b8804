#include "mfotl/prover.h"

// How proofs are found.
//
// From(literal, i, j) proves a literal from point i on, as far as one step reaches, at most to j. That there is no Q(3)
// is one step up to the next Q(3), however far that is; so the absence of Q in a window of a thousand points is
// one look into the index. Where different points have different reasons, Far puts steps one behind another, and
// takes the step with the least weight per point each time. At a single point this is the usual search for a
// smallest proof: of two premises both, of a disjunction the smaller. A budget goes along, so that the second of two
// alternatives is given up as soon as it is larger than the first.
//
// Example. NOT ONCE[0,10] (A(x) AND B(x)) looks at points 2 … 7. There is no A(3) up to 5: one step. At 5 there is, but
// no B(3) up to 7: another. Both are premises of kSpans, which is that of kAlways.
//
// For all values. That no m satisfies F(m) is a claim about infinitely many values. They are proven together: m
// is *other*, a value that is none of a set V, and V is found by proving. Wherever a proof wants an event A(m) to be absent
// and there is A(1), it notes that m must not be 1, and goes on. Afterwards the notes are V: each of them gets a proof
// of its own. If a formula can be monitored, some part of it says which values there are, so that V is
// finite; and since alternatives are weighed with their notes, V is small. The same refutation, of which no more is
// wanted than its notes, gives the candidates for witnesses of EXISTS; and the rows of an aggregation, which are those
// of V that satisfy what is aggregated, while the refutation says that there are no others.
//
// Proofs in this form, for satisfaction and violation of each operator, are due to work on explainable monitoring
// (Basin, Bhatt, Krstić, Lima, Traytel and others); spans and notes are our own.
//
// The cost is that of the steps tried. What is nested in time is tried again and again at the same points, so that it is
// remembered by formula, point and values, as long as a verdict is argued for.

#include <algorithm>

#include "base/check.h"

namespace casus::mfotl {

using Kind = Formula::Kind;

namespace {

bool IsTemporal(Kind kind) {
  switch (kind) {
    case Kind::kPrevious:
    case Kind::kNext:
    case Kind::kOnce:
    case Kind::kHistorically:
    case Kind::kEventually:
    case Kind::kAlways:
    case Kind::kSince:
    case Kind::kUntil:
    case Kind::kAggregate:
      return true;
    default:
      return false;
  }
}

void AddVariables(const Term& term, std::vector<VariableId>& variables) {
  if (term.kind == Term::Kind::kVariable) variables.push_back(term.variable);
  for (const Term& part : term.parts) AddVariables(part, variables);
}

void AddAll(const Formula& formula, std::vector<VariableId>& variables) {
  for (const Term& term : formula.terms) AddVariables(term, variables);
  variables.insert(variables.end(), formula.variables.begin(), formula.variables.end());
  for (const Formula& part : formula.parts) AddAll(part, variables);
}

void SortUnique(std::vector<VariableId>& variables) {
  std::sort(variables.begin(), variables.end());
  variables.erase(std::unique(variables.begin(), variables.end()), variables.end());
}

}  // namespace

Prover::Prover(const Policy& policy, const std::vector<VariableId>& answer, base::SymbolTable& symbols,
               TraceIndex& index)
    : policy_(policy), answer_(answer), index_(index), assignment_(policy, symbols) {
  for (const Definition& definition : policy.definitions) {
    Study(definition.body);
    inner_.emplace_back(definition.parameters);
    AddAll(definition.body, inner_.back());
    SortUnique(inner_.back());
  }
  Study(policy.formula);
}

void Prover::Study(const Formula& formula) {
  Facts facts;
  for (const Term& term : formula.terms) AddVariables(term, facts.free);
  bool has_parts_in_time = false;
  uint32_t least[2][2] = {{1, 1}, {1, 1}};
  for (size_t i = 0; i < formula.parts.size(); ++i) {
    Study(formula.parts[i]);
    const Facts& part = facts_.at(&formula.parts[i]);
    if (formula.kind != Kind::kAggregate)
      facts.free.insert(facts.free.end(), part.free.begin(), part.free.end());
    has_parts_in_time = has_parts_in_time || part.has_time;
    std::copy_n(part.least, 2, least[std::min<size_t>(i, 1)]);
  }
  if (formula.kind == Kind::kAggregate) {
    facts.free = formula.group;
    facts.free.push_back(formula.result);
  }
  SortUnique(facts.free);
  std::erase_if(facts.free, [&](VariableId variable) {
    return formula.kind != Kind::kAggregate &&
           std::find(formula.variables.begin(), formula.variables.end(), variable) != formula.variables.end();
  });
  const bool is_defined =
      formula.kind == Kind::kAtom && policy_.predicates[static_cast<size_t>(formula.predicate)].definition;
  const bool is_temporal = IsTemporal(formula.kind) || is_defined;
  facts.has_time = has_parts_in_time || is_temporal;
  facts.is_heavy = is_defined || (has_parts_in_time && is_temporal);
  const auto both = [&](int a, int b) { return 1 + least[0][a] + least[1][b]; };
  const auto one = [&](int a, int b) { return 1 + std::min(least[0][a], least[1][b]); };
  switch (formula.kind) {
    case Kind::kNot:
      facts.least[0] = least[0][1];
      facts.least[1] = least[0][0];
      break;
    case Kind::kAnd:
      facts.least[0] = both(0, 0);
      facts.least[1] = one(1, 1);
      break;
    case Kind::kOr:
      facts.least[0] = one(0, 0);
      facts.least[1] = both(1, 1);
      break;
    case Kind::kImplies:
      facts.least[0] = one(1, 0);
      facts.least[1] = both(0, 1);
      break;
    case Kind::kEquivalent:
      facts.least[0] = std::min(both(0, 0), both(1, 1));
      facts.least[1] = std::min(both(0, 1), both(1, 0));
      break;
    case Kind::kExists:
    case Kind::kForAll:
    case Kind::kOnce:
    case Kind::kEventually:
      facts.least[0] = 1 + least[0][0];
      facts.least[1] = formula.kind == Kind::kExists || formula.kind == Kind::kForAll ? 1 + least[0][1] : 1;
      break;
    case Kind::kPrevious:
    case Kind::kNext:
      facts.least[0] = 1 + least[0][0];
      break;
    case Kind::kSince:
    case Kind::kUntil:
      facts.least[0] = 1 + least[1][0];
      break;
    case Kind::kHistorically:
    case Kind::kAlways:
      facts.least[1] = 1 + least[0][1];
      break;
    default:
      break;
  }
  facts_[&formula] = std::move(facts);
}

uint32_t Prover::LeastOf(Literal literal) const {
  return FactsOf(*literal.formula).least[literal.is_negated ? 1 : 0];
}

const Proof* Prover::Prove(std::span<const core::Value> row, Point point) {
  proof_.Clear();
  exclusions_.clear();
  exclusions_of_.clear();
  remembered_.clear();
  scopes_ = open_scopes_ = 0;
  effort_ = 0;
  for (size_t i = 0; i < row.size(); ++i) assignment_.Bind(answer_[i], row[i]);
  const Maybe found = From({&policy_.formula}, point, point, kAnyWeight);
  if (!found) return nullptr;
  proof_.root = found->id;
  return &proof_;
}

// --- Steps ---

Prover::Found Prover::Add(Rule rule, Literal literal, Point from, Point through,
                          std::span<const Found> premises, Point at) {
  ProofStep step{.rule = rule, .literal = literal, .from = from, .through = through, .at = at};
  step.premises_begin = static_cast<uint32_t>(proof_.premise_pool.size());
  step.premises = static_cast<uint32_t>(premises.size());
  for (const Found& premise : premises) {
    proof_.premise_pool.push_back(premise.id);
    step.weight += premise.weight;
  }
  proof_.steps.push_back(step);
  exclusions_of_.emplace_back(0, 0);
  return {static_cast<ProofId>(proof_.steps.size() - 1), through, step.weight};
}

bool Prover::IsBetter(const Maybe& a, const Maybe& b, Point from) {
  if (!a || !b) return a.has_value();
  const auto length = [from](const Found& found) { return static_cast<uint64_t>(found.through - from + 1); };
  const uint64_t left = a->weight * length(*b);
  const uint64_t right = b->weight * length(*a);
  return left != right ? left < right : a->through > b->through;
}

Prover::Maybe Prover::From(Literal literal, Point from, Point through, uint32_t budget) {
  literal = Peeled(literal);
  if (budget < LeastOf(literal) || IsTired()) return std::nullopt;
  const Facts& facts = FactsOf(*literal.formula);
  if (!facts.is_heavy || from != through || open_scopes_ > 0) return FromAnew(literal, from, through, budget);
  std::vector<int64_t> key = {static_cast<int64_t>(reinterpret_cast<intptr_t>(literal.formula)),
                              literal.is_negated ? 1 : 0, from};
  for (const VariableId variable : facts.free) key.push_back(assignment_[variable].value);
  const auto known = remembered_.find(key);
  if (known != remembered_.end()) {
    const Remembered& remembered = known->second;
    if (remembered.found && remembered.found->weight <= budget) return remembered.found;
    if (remembered.found || remembered.budget >= budget) return std::nullopt;
  }
  const Maybe found = FromAnew(literal, from, through, budget);
  remembered_[key] = {found, budget};
  return found;
}

Prover::Maybe Prover::FromAnew(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  const bool negated = literal.is_negated;
  const Literal a = formula.parts.empty() ? literal : Literal{&formula.parts[0]};
  const Literal b = formula.parts.size() < 2 ? literal : Literal{&formula.parts[1]};
  switch (formula.kind) {
    case Kind::kAtom:
      if (policy_.predicates[static_cast<size_t>(formula.predicate)].definition) {
        return Defined(literal, from, through, budget);
      }
      return negated ? NoEvent(literal, from, through, budget) : Events(literal, from, through);
    case Kind::kTimePoint:
      return Clock(literal, from, through, budget);
    case Kind::kCompare:
      return Comparison(literal, from, through, budget);
    case Kind::kTruth:
      if (formula.truth == negated) return std::nullopt;
      return Add(Rule::kTruth, literal, from, through);
    case Kind::kNot:
      break;
    case Kind::kAnd:
      return negated ? Either(literal, from, through, budget) : Both(literal, a, b, from, through, budget);
    case Kind::kOr:
      return !negated ? Either(literal, from, through, budget)
                      : Both(literal, a.Negated(), b.Negated(), from, through, budget);
    case Kind::kImplies:
      return !negated ? Either(literal, from, through, budget)
                      : Both(literal, a, b.Negated(), from, through, budget);
    case Kind::kEquivalent: {
      const Literal other = negated ? b.Negated() : b;
      const Maybe first = Both(literal, a, other, from, through, budget);
      if (first && first->through == through) budget = first->weight - 1;
      const Maybe second = Both(literal, a.Negated(), other.Negated(), from, through, budget);
      return IsBetter(second, first, from) ? second : first;
    }
    case Kind::kExists:
    case Kind::kForAll: {
      const Literal body = BodyOf(literal);
      if (ShapeOf(literal) == Shape::kExists) {
        return Witness(literal, body, formula.variables, from, through, budget);
      }
      return Cases(literal, body, formula.variables, from, through, budget, false);
    }
    case Kind::kPrevious:
    case Kind::kNext:
      return Neighbour(literal, from, through, budget);
    case Kind::kOnce:
    case Kind::kHistorically:
    case Kind::kEventually:
    case Kind::kAlways:
      return ShapeOf(literal) == Shape::kSome ? Some(literal, from, through, budget)
                                              : Always(literal, from, through, budget);
    case Kind::kSince:
    case Kind::kUntil:
      return negated ? Unreached(literal, from, through, budget) : Reached(literal, from, through, budget);
    case Kind::kAggregate:
      return Aggregate(literal, from, budget);
    case Kind::kMatchPast:
    case Kind::kMatchFuture:
      break;
  }
  CHECK(false) << "a formula to prove";
}

Prover::Maybe Prover::Far(Literal literal, Point from, Point through, uint32_t budget) {
  Maybe first = From(literal, from, through, budget);
  if (!first || first->through == through) return first;
  std::vector<Found> spans = {*first};
  uint32_t weight = 1 + first->weight;
  while (spans.back().through < through && weight < budget) {
    const Maybe next = From(literal, spans.back().through + 1, through, budget - weight);
    if (!next) break;
    weight += next->weight;
    spans.push_back(*next);
  }
  if (spans.size() == 1) return first;
  return Add(Rule::kSpans, Peeled(literal), from, spans.back().through, spans);
}

Prover::Maybe Prover::Whole(Literal literal, Point from, Point through, uint32_t budget) {
  const Maybe found = Far(literal, from, through, budget);
  return found && found->through == through ? found : std::nullopt;
}

// --- Logic ---

Prover::Maybe Prover::Both(Literal literal, Literal a, Literal b, Point from, Point through,
                           uint32_t budget) {
  // What is cheap comes first: it may fail.
  const bool swaps = FactsOf(*a.formula).has_time && !FactsOf(*b.formula).has_time;
  const Literal first = swaps ? b : a;
  const Literal second = swaps ? a : b;
  const uint32_t rest = LeastOf(Peeled(second)) + 1;
  if (budget <= rest) return std::nullopt;
  Maybe found = Far(first, from, through, budget - rest);
  if (!found || budget <= found->weight + 1) return std::nullopt;
  const Maybe other = Far(second, from, found->through, budget - found->weight - 1);
  if (!other) return std::nullopt;
  if (other->through < found->through) {
    found = Whole(first, from, other->through, budget);
    if (!found) return std::nullopt;
  }
  const Found premises[] = {swaps ? *other : *found, swaps ? *found : *other};
  return Add(Rule::kBoth, literal, from, other->through, premises);
}

Prover::Maybe Prover::Either(Literal literal, Point from, Point through, uint32_t budget) {
  const std::vector<std::vector<Literal>> branches = BranchesOf(literal);
  Literal first = branches[0][0];
  Literal second = branches[1][0];
  if (FactsOf(*first.formula).has_time && !FactsOf(*second.formula).has_time) std::swap(first, second);
  if (budget < 2) return std::nullopt;
  Maybe best = From(first, from, through, budget - 1);
  const uint32_t rest = best && best->through == through ? best->weight - 1 : budget - 1;
  const Maybe other = From(second, from, through, rest);
  if (IsBetter(other, best, from)) best = other;
  if (!best) return std::nullopt;
  return Add(Rule::kOne, literal, from, best->through, {&*best, 1});
}

Prover::Maybe Prover::Comparison(Literal literal, Point from, Point through, uint32_t budget) {
  const std::optional<bool> holds = assignment_.Compare(*literal.formula);
  if (holds) {
    if (*holds == literal.is_negated) return std::nullopt;
    return Add(Rule::kCompares, literal, from, through);
  }
  // Other than a value is not equal to it, if it is one of those that are told apart.
  const bool denies_equality = literal.formula->comparison ==
                               (literal.is_negated ? core::Comparison::kEqual : core::Comparison::kNotEqual);
  for (size_t side = 0; denies_equality && side < 2; ++side) {
    const Term& term = literal.formula->terms[side];
    if (term.kind != Term::Kind::kVariable) continue;
    const Assigned& assigned = assignment_[term.variable];
    const Evaluated value = assignment_.Evaluate(literal.formula->terms[1 - side]);
    if (assigned.state != Assigned::State::kOther || value.state == Evaluated::State::kUnknown) continue;
    Found found = Add(Rule::kCompares, literal, from, through);
    if (value.state == Evaluated::State::kNone) return found;
    exclusions_.push_back({assigned.scope, {{assigned.place, value.value}}});
    exclusions_of_.back() = {static_cast<uint32_t>(exclusions_.size() - 1),
                             static_cast<uint32_t>(exclusions_.size())};
    found.weight = proof_.steps.back().weight += 2;
    if (found.weight > budget) return std::nullopt;
    return found;
  }
  return std::nullopt;
}

// --- Events ---

bool Prover::Prepare(const Formula& atom) {
  tests_.clear();
  pattern_.clear();
  for (const Term& term : atom.terms) {
    ColumnTest test{Assigned::State::kOpen, 0, 0, 0};
    if (term.kind == Term::Kind::kVariable) {
      const Assigned& assigned = assignment_[term.variable];
      test = {assigned.state, assigned.scope, assigned.place, assigned.value};
    } else if (term.kind != Term::Kind::kWildcard) {
      const Evaluated value = assignment_.Evaluate(term);
      if (value.state == Evaluated::State::kNone) return false;
      if (value.state == Evaluated::State::kValue) test = {Assigned::State::kValue, 0, 0, value.value};
    }
    tests_.push_back(test);
    pattern_.push_back(test.state == Assigned::State::kValue ? std::optional(test.value) : std::nullopt);
  }
  return true;
}

bool Prover::AllAreKnown(const Formula& atom) const {
  for (size_t i = 0; i < tests_.size(); ++i) {
    if (tests_[i].state != Assigned::State::kValue && atom.terms[i].kind != Term::Kind::kWildcard)
      return false;
  }
  return true;
}

bool Prover::Fits(std::span<const core::Value> row) const {
  for (size_t i = 0; i < row.size(); ++i) {
    if (tests_[i].state == Assigned::State::kValue && row[i] != tests_[i].value) return false;
    if (tests_[i].state != Assigned::State::kOther) continue;
    for (size_t k = 0; k < i; ++k) {
      if (tests_[k].state == Assigned::State::kOther && tests_[k].scope == tests_[i].scope &&
          tests_[k].place == tests_[i].place && row[k] != row[i]) {
        return false;
      }
    }
  }
  return true;
}

// What must be told apart so that the row does not fit: its values of the outermost scope. Nothing, if it fits anyhow.
std::optional<Prover::Exclusion> Prover::ExclusionOf(std::span<const core::Value> row) const {
  Exclusion exclusion{UINT32_MAX, {}};
  for (const ColumnTest& test : tests_) {
    if (test.state == Assigned::State::kOther) exclusion.scope = std::min(exclusion.scope, test.scope);
  }
  if (exclusion.scope == UINT32_MAX) return std::nullopt;
  for (size_t i = 0; i < row.size(); ++i) {
    if (tests_[i].state != Assigned::State::kOther || tests_[i].scope != exclusion.scope) continue;
    exclusion.values.emplace_back(tests_[i].place, row[i]);
  }
  std::sort(exclusion.values.begin(), exclusion.values.end());
  exclusion.values.erase(std::unique(exclusion.values.begin(), exclusion.values.end()),
                         exclusion.values.end());
  return exclusion;
}

Prover::Maybe Prover::Events(Literal literal, Point from, Point through) {
  const PredicateId predicate = literal.formula->predicate;
  if (!Prepare(*literal.formula)) return std::nullopt;
  if (!AllAreKnown(*literal.formula)) return std::nullopt;
  const auto find = [&](Point point) -> std::optional<uint32_t> {
    const TraceIndex::Rows rows = index_.Find(predicate, pattern_, point, point);
    for (size_t i = 0; i < rows.size(); ++i) {
      if (Fits(index_.Row(predicate, rows[i]))) return rows[i];
    }
    return std::nullopt;
  };
  const std::optional<uint32_t> row = find(from);
  if (!row) return std::nullopt;
  Point last = from;
  while (last < through && find(last + 1)) ++last;
  const Found found = Add(Rule::kEvents, literal, from, last);
  if (last == from) {
    ProofStep& step = proof_.steps.back();
    const std::span<const core::Value> values = index_.Row(predicate, *row);
    step.values_begin = static_cast<uint32_t>(proof_.value_pool.size());
    step.values = static_cast<uint32_t>(values.size());
    proof_.value_pool.insert(proof_.value_pool.end(), values.begin(), values.end());
  }
  return found;
}

Prover::Maybe Prover::NoEvent(Literal literal, Point from, Point through, uint32_t budget) {
  const PredicateId predicate = literal.formula->predicate;
  if (!Prepare(*literal.formula)) return Add(Rule::kNoValue, literal, from, through);
  const TraceIndex::Rows rows = index_.Find(predicate, pattern_, from, through);
  const auto begin = static_cast<uint32_t>(exclusions_.size());
  uint32_t weight = 1;
  Point last = through;
  const bool is_reversed = candidate_limit_ > 0 && !is_forward_;
  for (size_t i = 0; i < rows.size(); ++i) {
    const uint32_t place = rows[is_reversed ? rows.size() - 1 - i : i];
    const std::span<const core::Value> row = index_.Row(predicate, place);
    if (!Fits(row)) continue;
    const Point point = index_.PointOf(predicate, place);
    std::optional<Exclusion> exclusion = ExclusionOf(row);
    if (exclusion && exclusions_.size() > begin && exclusions_.back() == *exclusion) continue;
    if (candidate_limit_ > 0 && exclusions_.size() - begin >= candidate_limit_) break;
    if (!exclusion || weight + 2 > budget || IsTired()) {
      // It goes as far as before this point.
      if (is_reversed || point == from) return std::nullopt;
      last = point - 1;
      break;
    }
    weight += 2;
    exclusions_.push_back(*std::move(exclusion));
  }
  Found found = Add(Rule::kNoEvent, literal, from, last);
  exclusions_of_.back() = {begin, static_cast<uint32_t>(exclusions_.size())};
  found.weight = proof_.steps.back().weight = weight;
  return found;
}

// tp(i), ts(t), tpts(i, t)
Prover::Maybe Prover::Clock(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  if (!Prepare(formula)) {
    if (!literal.is_negated) return std::nullopt;
    return Add(Rule::kNoValue, literal, from, through);
  }
  if (!literal.is_negated && !AllAreKnown(formula)) return std::nullopt;
  const auto begin = static_cast<uint32_t>(exclusions_.size());
  uint32_t weight = 1;
  Point point = from;
  for (; point <= through; ++point) {
    const core::Value row[] = {point, index_.StampOf(point)};
    bool fits = Fits(row);
    std::optional<Exclusion> exclusion = fits ? ExclusionOf(row) : std::nullopt;
    if (exclusion && literal.is_negated && weight + 2 <= budget) {
      fits = false;
      weight += 2;
      exclusions_.push_back(*std::move(exclusion));
    } else if (exclusion) {
      break;
    }
    if (fits == literal.is_negated) break;
  }
  if (point == from) return std::nullopt;
  Found found = Add(Rule::kPointIs, literal, from, point - 1);
  exclusions_of_.back() = {begin, static_cast<uint32_t>(exclusions_.size())};
  found.weight = proof_.steps.back().weight = weight;
  return found;
}

// --- Definitions ---

Prover::Maybe Prover::Defined(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  const size_t number = *policy_.predicates[static_cast<size_t>(formula.predicate)].definition;
  const Definition& definition = policy_.definitions[number];
  std::vector<Assigned> parameters;
  std::vector<VariableId> open;
  for (size_t i = 0; i < formula.terms.size(); ++i) {
    const Term& term = formula.terms[i];
    Assigned assigned;
    if (term.kind == Term::Kind::kVariable) {
      assigned = assignment_[term.variable];
    } else if (term.kind == Term::Kind::kWildcard) {
      open.push_back(definition.parameters[i]);
    } else {
      const Evaluated value = assignment_.Evaluate(term);
      if (value.state == Evaluated::State::kUnknown) return std::nullopt;
      if (value.state == Evaluated::State::kNone) {
        if (!literal.is_negated) return std::nullopt;
        return Add(Rule::kNoValue, literal, from, through);
      }
      assigned = {Assigned::State::kValue, 0, 0, value.value};
    }
    parameters.push_back(assigned);
  }
  if (depth_ >= kMaxDepth) {
    effort_ = kMaxEffort;
    return std::nullopt;
  }
  ++depth_;
  std::vector<Assigned> before;
  for (const VariableId variable : inner_[number]) {
    before.push_back(assignment_[variable]);
    assignment_.Open(variable);
  }
  for (size_t i = 0; i < parameters.size(); ++i) assignment_[definition.parameters[i]] = parameters[i];
  const Literal body{&definition.body, false};
  Maybe inner;
  if (open.empty()) {
    inner = From(literal.is_negated ? body.Negated() : body, from, through, budget - 1);
  } else if (literal.is_negated) {
    inner = Cases(literal, body, open, from, through, budget - 1, false);
  } else {
    inner = Witness(literal, body, open, from, through, budget - 1);
  }
  for (size_t i = 0; i < before.size(); ++i) assignment_[inner_[number][i]] = before[i];
  --depth_;
  if (!inner) return std::nullopt;
  return Add(Rule::kDefinition, literal, from, inner->through, {&*inner, 1});
}

}  // namespace casus::mfotl
