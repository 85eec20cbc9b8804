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

uint32_t Prover::LeastOf(Literal literal) const {
  return FactsOf(*literal.formula).least[literal.is_negated ? 1 : 0];
}

const Proof* Prover::Prove(std::span<const core::Value> row, Point point) {
  proof_.Clear();
  exclusions_.clear();
  exclusions_of_.clear();
  if (!remembered_.empty()) remembered_.clear();
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

uint32_t Prover::Note(Exclusion exclusion) {
  exclusions_.push_back(std::move(exclusion));
  const auto end = static_cast<uint32_t>(exclusions_.size());
  exclusions_of_.back() = {end - 1, end};
  return proof_.steps.back().weight += 2;
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
      return negated ? Either(literal, a.Negated(), b.Negated(), from, through, budget)
                     : Both(literal, a, b, from, through, budget);
    case Kind::kOr:
      return !negated ? Either(literal, a, b, from, through, budget)
                      : Both(literal, a.Negated(), b.Negated(), from, through, budget);
    case Kind::kImplies:
      return !negated ? Either(literal, a.Negated(), b, from, through, budget)
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
      return negated ? Unmatched(literal, from, budget) : Matched(literal, from, budget);
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

Prover::Maybe Prover::Either(Literal literal, Literal first, Literal second, Point from, Point through,
                             uint32_t budget) {
  if (FactsOf(*first.formula).has_time && !FactsOf(*second.formula).has_time) std::swap(first, second);
  if (budget < 2) return std::nullopt;
  Maybe best = From(first, from, through, budget - 1);
  const uint32_t rest = best && best->through == through ? best->weight - 1 : budget - 1;
  const Maybe other = From(second, from, through, rest);
  if (IsBetter(other, best, from)) best = other;
  if (!best) return std::nullopt;
  return Add(Rule::kOne, literal, from, best->through, {&*best, 1});
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
