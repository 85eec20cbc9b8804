// Proofs of what has no parts: events and their absence, numbers and stamps of time-points, comparisons. Here values are
// noted that a refutation of all others does not cover (prover.cc).

#include <algorithm>

#include "mfotl/prover.h"

namespace casus::mfotl {

Prover::Maybe Prover::Comparison(Literal literal, Point from, Point through, uint32_t budget) {
  for (const Term& term : literal.formula->terms) {
    if (assignment_.Evaluate(term).state != Evaluated::State::kNone) continue;
    if (!literal.is_negated) return std::nullopt;
    return Add(Rule::kNoValue, literal, from, through);
  }
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
    found.weight = Note({assigned.scope, {{assigned.place, value.value}}});
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

}  // namespace casus::mfotl
