#include "tests/reference/proof_checker.h"

#include <algorithm>

namespace casus::reference {

using mfotl::Binding;
using mfotl::Formula;
using mfotl::Literal;
using mfotl::Term;
using mfotl::Type;
using mfotl::VariableId;
using Kind = Formula::Kind;
using Step = mfotl::ProofStep;
using R = mfotl::Rule;

Literal ProofChecker::WithoutNot(Literal literal) {
  while (literal.formula->kind == Kind::kNot) literal = {&literal.formula->parts[0], !literal.is_negated};
  return literal;
}

std::string ProofChecker::Check(const mfotl::Proof& proof, const std::vector<Binding>& values, Point point) {
  proof_ = &proof;
  problem_.clear();
  Values known;
  for (const Binding& binding : values) known[binding.variable] = {binding.value, nullptr, binding.variable};
  Proves(proof.root, {&policy_.formula}, known, point, point);
  return problem_;
}

bool ProofChecker::Fail(const Step& step, const std::string& what) {
  if (problem_.empty()) {
    problem_ = std::string(mfotl::Name(step.rule)) + " at " + std::to_string(step.from) + "–" +
               std::to_string(step.through) + ": " + what;
  }
  return false;
}

bool ProofChecker::Proves(mfotl::ProofId id, Literal literal, Values values, Point from, Point through) {
  if (static_cast<size_t>(id) >= proof_->steps.size()) {
    problem_ = "a step that is not there";
    return false;
  }
  const Step& step = proof_->Step(id);
  literal = WithoutNot(literal);
  if (!(step.literal == literal)) return Fail(step, "another claim is needed");
  if (step.from != from || step.through != through) {
    return Fail(step, "needed is " + std::to_string(from) + "–" + std::to_string(through));
  }
  if (from < 0 || from > through || through >= static_cast<Point>(log_.size())) return Fail(step, "no span");
  return Rule(step, literal, values);
}

bool ProofChecker::Premises(const Step& step, size_t count) {
  if (step.premises == count) return true;
  return Fail(step, "it takes " + std::to_string(count) + " premises");
}

bool ProofChecker::Premise(const Step& step, size_t premise, Literal literal, const Values& values,
                           Point from, Point through) {
  return Proves(proof_->Premises(step)[premise], literal, values, from, through);
}

bool ProofChecker::Rule(const Step& step, const Literal& literal, Values& values) {
  const Formula& f = *literal.formula;
  const bool no = literal.is_negated;
  const Literal a = f.parts.empty() ? Literal{&f} : Literal{&f.parts[0]};
  const Literal b = f.parts.size() < 2 ? a : Literal{&f.parts[1]};
  const auto span = [&](size_t premise, Literal part) {
    return Premise(step, premise, part, values, step.from, step.through);
  };
  const bool is_logged =
      f.kind == Kind::kAtom && !policy_.predicates[static_cast<size_t>(f.predicate)].definition;
  switch (step.rule) {
    case R::kEvents:
    case R::kNoEvent:
    case R::kPointIs: {
      if (!Premises(step, 0)) return false;
      const bool is_clock = step.rule == R::kPointIs;
      if (is_clock ? f.kind != Kind::kTimePoint : !is_logged) return Fail(step, "no such atom");
      if (!is_clock && no != (step.rule == R::kNoEvent)) return Fail(step, "the wrong sign");
      if (step.rule != R::kEvents && step.values != 0) return Fail(step, "no event is shown");
      for (Point point = step.from; point <= step.through; ++point) {
        bool is_there = false;
        if (!Atom(step, values, point, is_there)) return false;
        if (is_there == no) return Fail(step, "the log says otherwise at " + std::to_string(point));
      }
      return true;
    }
    case R::kNoValue: {
      if (!no || (f.kind != Kind::kAtom && f.kind != Kind::kTimePoint && f.kind != Kind::kCompare)) {
        return Fail(step, "no such atom");
      }
      for (const Term& term : f.terms) {
        const Number number = Evaluate(term, values);
        if (number.is_known && !number.value) return Premises(step, 0);
      }
      return Fail(step, "all terms have values");
    }
    case R::kCompares:
      return Premises(step, 0) && Comparison(step, values);
    case R::kTruth:
      if (f.kind != Kind::kTruth || f.truth == no) return Fail(step, "no truth");
      return Premises(step, 0);
    case R::kBoth: {
      if (!Premises(step, 2)) return false;
      if (f.kind == Kind::kAnd && !no) return span(0, a) && span(1, b);
      if (f.kind == Kind::kOr && no) return span(0, a.Negated()) && span(1, b.Negated());
      if (f.kind == Kind::kImplies && no) return span(0, a) && span(1, b.Negated());
      if (f.kind != Kind::kEquivalent) return Fail(step, "the wrong operator");
      const bool first = proof_->Step(proof_->Premises(step)[0]).literal == WithoutNot(a);
      const Literal left = first ? a : a.Negated();
      return span(0, left) && span(1, first == !no ? b : b.Negated());
    }
    case R::kOne: {
      if (!Premises(step, 1)) return false;
      std::vector<Literal> sides;
      if (f.kind == Kind::kAnd && no) sides = {a.Negated(), b.Negated()};
      if (f.kind == Kind::kOr && !no) sides = {a, b};
      if (f.kind == Kind::kImplies && !no) sides = {a.Negated(), b};
      const Literal shown = proof_->Step(proof_->Premises(step)[0]).literal;
      for (const Literal side : sides) {
        if (shown == WithoutNot(side)) return span(0, side);
      }
      return Fail(step, "neither side");
    }
    case R::kWitness: {
      // EXISTS, or an atom of a definition some of whose columns are left open.
      if (!Premises(step, 0)) return false;
      if (step.cases != 1) return Fail(step, "it takes one case");
      std::vector<VariableId> variables = f.variables;
      Literal body = a;
      if (f.kind == Kind::kAtom && !is_logged) {
        const mfotl::Definition& definition =
            policy_.definitions[*policy_.predicates[static_cast<size_t>(f.predicate)].definition];
        body = {&definition.body};
        for (size_t i = 0; i < f.terms.size(); ++i) {
          if (f.terms[i].kind == Term::Kind::kWildcard) variables.push_back(definition.parameters[i]);
        }
      } else if (f.kind == Kind::kForAll) {
        body = a.Negated();
      } else if (f.kind != Kind::kExists) {
        return Fail(step, "the wrong operator");
      }
      if (no != (f.kind == Kind::kForAll)) return Fail(step, "the wrong sign");
      const mfotl::ProofCase& one = proof_->Cases(step)[0];
      std::set<VariableId> bound;
      for (const Binding& binding : proof_->Bindings(one)) {
        values[binding.variable] = {binding.value, nullptr, binding.variable};
        bound.insert(binding.variable);
      }
      if (bound != std::set<VariableId>(variables.begin(), variables.end()))
        return Fail(step, "other variables");
      return Proves(one.proof, body, values, step.from, step.through);
    }
    case R::kCases: {
      if (f.kind == Kind::kExists && no) return Cases(step, values, a, f.variables, nullptr, f.variables);
      if (f.kind == Kind::kForAll && !no)
        return Cases(step, values, a.Negated(), f.variables, nullptr, f.variables);
      return Fail(step, "the wrong operator");
    }
    case R::kNeighbour:
    case R::kNoNeighbour:
    case R::kDistance:
      return Neighbour(step, values);
    case R::kSome:
    case R::kAlways:
    case R::kNoPoint:
    case R::kNeverRight:
      return Window(step, values);
    case R::kReached:
      return Reached(step, values);
    case R::kBroken:
      return Broken(step, values);
    case R::kMatched:
    case R::kUnmatched:
      return Match(step, values);
    case R::kAggregate:
      return Aggregate(step, values);
    case R::kRows:
      return Fail(step, "rows of nothing");
    case R::kDefinition:
      return Definition(step, values);
    case R::kSpans: {
      if (step.premises < 2) return Fail(step, "one span needs no such step");
      Point from = step.from;
      for (size_t i = 0; i < step.premises; ++i) {
        const Point through = proof_->Step(proof_->Premises(step)[i]).through;
        if (!Premise(step, i, literal, values, from, through)) return false;
        from = through + 1;
      }
      if (from != step.through + 1) return Fail(step, "a part of the span is missing");
      return true;
    }
  }
  return Fail(step, "an unknown rule");
}

}  // namespace casus::reference
