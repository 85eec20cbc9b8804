// Proofs of aggregations: which rows there are, and what they give.
//
// In general, the rows are those cases of a refutation over all values (prover_values.cc) that hold. Most aggregations are
// over the events of one predicate, at the point or in a window (FactsOf: rows_of). There the events are the rows, and
// that there are no others can be seen from the log, so that one step lists them: kRows.

#include <algorithm>

#include "core/group_value.h"
#include "mfotl/prover.h"

namespace casus::mfotl {

void Prover::AddRows(const Formula& aggregate, ProofId id, std::vector<Binding>& bound,
                     std::map<std::vector<core::Value>, core::Value>& rows) const {
  const ProofStep& step = proof_.Step(id);
  for (const ProofCase& one : proof_.Cases(step)) {
    const size_t before = bound.size();
    const std::span<const Binding> bindings = proof_.Bindings(one);
    bound.insert(bound.end(), bindings.begin(), bindings.end());
    const ProofStep& inner = proof_.Step(one.proof);
    if (inner.rule == Rule::kCases && inner.literal.formula == &aggregate) {
      AddRows(aggregate, one.proof, bound, rows);
    } else if (inner.literal == Peeled({&aggregate.parts[0]})) {
      std::vector<core::Value> row;
      core::Value value = 0;
      for (const VariableId variable : aggregate.variables) {
        for (const Binding& binding : bound) {
          if (binding.variable != variable) continue;
          row.push_back(binding.value);
          if (variable == aggregate.value) value = binding.value;
        }
      }
      if (std::find(aggregate.variables.begin(), aggregate.variables.end(), aggregate.value) ==
          aggregate.variables.end()) {
        value = assignment_[aggregate.value].value;  // it is one of the group
      }
      rows.emplace(std::move(row), value);
    }
    bound.resize(before);
  }
}

std::optional<core::Value> Prover::ValueOfRows(const Formula& aggregate, ProofId cases) {
  std::map<std::vector<core::Value>, core::Value> rows;
  std::vector<Binding> bound;
  AddRows(aggregate, cases, bound, rows);
  if (rows.empty()) {
    if (!aggregate.group.empty()) return std::nullopt;
    return 0;  // of floats, too, the bits of zero
  }
  const core::Kind kind = KindOf(policy_.variables[static_cast<size_t>(aggregate.value)].type);
  core::GroupValue group;
  for (const auto& [row, value] : rows) group.Take(aggregate.function, kind, value, true);
  return group.Of(aggregate.function, kind);
}

// The events of the atom, one for each row, as a step; `given` is what they give. Nothing if the atom's events are not all
// that there is to look at.
Prover::Maybe Prover::ListRows(const Formula& aggregate, Point point, uint32_t budget,
                               std::optional<core::Value>& given) {
  const Formula* const atom = FactsOf(aggregate).rows_of;
  const auto has_value = [&](VariableId variable) {
    return assignment_[variable].state == Assigned::State::kValue;
  };
  if (atom == nullptr || !std::all_of(aggregate.group.begin(), aggregate.group.end(), has_value)) {
    return std::nullopt;
  }
  const Formula& body = *Peeled({&aggregate.parts[0]}).formula;
  Window window{point, point};
  if (&body != atom) window = WindowOf(body.interval, point, LooksAhead(body));
  if (window.first > window.last) return std::nullopt;
  OpenScope(aggregate.variables);
  const bool is_ready = Prepare(*atom);
  --open_scopes_;
  for (const VariableId variable : aggregate.variables) assignment_.Open(variable);
  if (!is_ready) return std::nullopt;
  const TraceIndex::Rows rows = index_.Find(atom->predicate, pattern_, window.first, window.last);
  const Found step = Add(Rule::kRows, {atom}, window.first, window.last);
  const size_t begin = proof_.value_pool.size();
  row_list_.clear();
  for (size_t i = 0; i < rows.size(); ++i) {
    if (Fits(index_.Row(atom->predicate, rows[i]))) row_list_.push_back(rows[i]);
  }
  KeepDistinctRows(atom->predicate);
  if (row_list_.size() + 2 > budget) return std::nullopt;
  for (const uint32_t row : row_list_) {
    const std::span<const core::Value> values = index_.Row(atom->predicate, row);
    proof_.value_pool.push_back(index_.PointOf(atom->predicate, row));
    proof_.value_pool.insert(proof_.value_pool.end(), values.begin(), values.end());
  }
  ProofStep& list = proof_.steps.back();
  list.values_begin = static_cast<uint32_t>(begin);
  list.values = static_cast<uint32_t>(proof_.value_pool.size() - begin);
  list.weight += static_cast<uint32_t>(row_list_.size());
  given = ValueOfEvents(aggregate, *atom);
  return Found{step.id, point, list.weight};
}

// Of the events that are listed, the first of each row: they differ in a column that the aggregation binds.
void Prover::KeepDistinctRows(PredicateId predicate) {
  constexpr size_t kFew = 16;
  const auto compare = [&](uint32_t a, uint32_t b) -> std::strong_ordering {
    const std::span<const core::Value> left = index_.Row(predicate, a);
    const std::span<const core::Value> right = index_.Row(predicate, b);
    for (size_t i = 0; i < tests_.size(); ++i) {
      if (tests_[i].state == Assigned::State::kOther && left[i] != right[i]) return left[i] <=> right[i];
    }
    return std::strong_ordering::equal;
  };
  const auto is_same = [&](uint32_t a, uint32_t b) { return compare(a, b) == 0; };
  if (row_list_.size() > kFew) {
    std::stable_sort(row_list_.begin(), row_list_.end(),
                     [&](uint32_t a, uint32_t b) { return compare(a, b) < 0; });
    row_list_.erase(std::unique(row_list_.begin(), row_list_.end(), is_same), row_list_.end());
    std::sort(row_list_.begin(), row_list_.end());
    return;
  }
  size_t kept = 0;
  for (const uint32_t row : row_list_) {
    const auto end = row_list_.begin() + static_cast<std::ptrdiff_t>(kept);
    if (std::none_of(row_list_.begin(), end, [&](uint32_t other) { return is_same(row, other); })) {
      row_list_[kept++] = row;
    }
  }
  row_list_.resize(kept);
}

std::optional<core::Value> Prover::ValueOfEvents(const Formula& aggregate, const Formula& atom) const {
  if (row_list_.empty()) {
    if (!aggregate.group.empty()) return std::nullopt;
    return 0;  // of floats, too, the bits of zero
  }
  size_t column = 0;
  while (atom.terms[column].kind != Term::Kind::kVariable || atom.terms[column].variable != aggregate.value) {
    ++column;
  }
  const core::Kind kind = KindOf(policy_.variables[static_cast<size_t>(aggregate.value)].type);
  core::GroupValue group;
  for (const uint32_t row : row_list_) {
    group.Take(aggregate.function, kind, index_.Row(atom.predicate, row)[column], true);
  }
  return group.Of(aggregate.function, kind);
}

Prover::Maybe Prover::Aggregate(Literal literal, Point point, uint32_t budget) {
  const Formula& formula = *literal.formula;
  std::optional<core::Value> value;
  Maybe rows = ListRows(formula, point, budget, value);
  if (!rows) {
    // Variables of the aggregation may be bound outside by the same number only in a recursion, which opens them.
    rows = Cases(literal, {&formula.parts[0]}, formula.variables, point, point, budget - 1, true);
    if (!rows) return std::nullopt;
    value = ValueOfRows(formula, rows->id);
  }
  const Assigned& result = assignment_[formula.result];
  const bool is_equal = value && result.state == Assigned::State::kValue && result.value == *value;
  if (is_equal == literal.is_negated) return std::nullopt;
  if (literal.is_negated && value && result.state == Assigned::State::kOpen) return std::nullopt;
  Found found = Add(Rule::kAggregate, literal, point, point, {&*rows, 1});
  if (value) {
    proof_.steps.back().values_begin = static_cast<uint32_t>(proof_.value_pool.size());
    proof_.steps.back().values = 1;
    proof_.value_pool.push_back(*value);
  }
  if (literal.is_negated && value && result.state == Assigned::State::kOther) {
    found.weight = Note({result.scope, {{result.place, *value}}});
  }
  return found;
}

}  // namespace casus::mfotl
