// Steps about aggregations: their rows, and what these give.

#include <algorithm>
#include <cmath>

#include "tests/reference/proof_checker.h"

namespace casus::reference {

using mfotl::Formula;
using mfotl::Literal;
using mfotl::Term;
using mfotl::Type;
using mfotl::VariableId;
using Kind = Formula::Kind;
using Step = mfotl::ProofStep;
using R = mfotl::Rule;

// Whether the step lists the events that make the rows of the aggregation, each row once: all of those points at which the
// events may be, and no others.
bool ProofChecker::Events(const Step& list, const Values& values, const Formula& aggregate, Point point,
                          std::set<std::vector<core::Value>>& rows) {
  const Literal body = WithoutNot({&aggregate.parts[0]});
  const bool is_ahead = body.formula->kind == Kind::kEventually;
  const bool is_window = is_ahead || body.formula->kind == Kind::kOnce;
  const Literal atom = is_window ? WithoutNot({&body.formula->parts[0]}) : body;
  if (body.is_negated || atom.is_negated || atom.formula->kind != Kind::kAtom || !(list.literal == atom) ||
      policy_.predicates[static_cast<size_t>(atom.formula->predicate)].definition) {
    return Fail(list, "no events to list");
  }
  if (!Premises(list, 0)) return false;
  Point first = static_cast<Point>(log_.size());
  Point last = -1;
  for (Point s = 0; s < static_cast<Point>(log_.size()); ++s) {
    const mfotl::Interval& interval = body.formula->interval;
    const bool is_seen = !is_window ? s == point
                         : is_ahead ? Admits(interval, point, s)
                                    : Admits(interval, s, point);
    if (!is_seen) continue;
    first = std::min(first, s);
    last = std::max(last, s);
  }
  if (first > last || list.from != first || list.through != last) return Fail(list, "other points");
  const std::vector<Term>& terms = atom.formula->terms;
  // What the event says of the variables that the aggregation binds; nothing, if it does not fit.
  const auto row_of = [&](const std::vector<core::Value>& event) -> std::optional<std::vector<core::Value>> {
    std::map<VariableId, core::Value> bound;
    for (size_t i = 0; i < terms.size(); ++i) {
      if (terms[i].kind == Term::Kind::kWildcard) continue;
      const Number number = Evaluate(terms[i], values);
      if (number.is_known) {
        if (!number.value || *number.value != event[i]) return std::nullopt;
      } else if (bound.emplace(terms[i].variable, event[i]).first->second != event[i]) {
        return std::nullopt;
      }
    }
    std::vector<core::Value> row;
    for (const VariableId variable : aggregate.variables) row.push_back(bound.at(variable));
    return row;
  };
  for (const VariableId variable : aggregate.group) {
    const auto known = values.find(variable);
    if (known == values.end() || !known->second.value) return Fail(list, "unknown values");
  }
  std::set<std::vector<core::Value>> wanted;
  for (Point s = first; s <= last; ++s) {
    const LogPoint& at = log_[static_cast<size_t>(s)];
    const auto found = at.events.find(atom.formula->predicate);
    if (found == at.events.end()) continue;
    for (const std::vector<core::Value>& event : found->second) {
      if (const auto row = row_of(event)) wanted.insert(*row);
    }
  }
  const mfotl::EventList events(*proof_, list);
  for (size_t i = 0; i < events.size(); ++i) {
    const std::vector<core::Value> event(events.Row(i).begin(), events.Row(i).end());
    if (events.PointOf(i) < first || events.PointOf(i) > last) return Fail(list, "an event from elsewhere");
    const LogPoint& at = log_[static_cast<size_t>(events.PointOf(i))];
    const auto found = at.events.find(atom.formula->predicate);
    if (found == at.events.end() || !found->second.contains(event)) return Fail(list, "no such event");
    const auto row = row_of(event);
    if (!row) return Fail(list, "an event that does not fit");
    if (!rows.insert(*row).second) return Fail(list, "a row twice");
  }
  return rows == wanted || Fail(list, "an event is left out");
}

bool ProofChecker::Aggregate(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  if (f.kind != Kind::kAggregate || !Premises(step, 1)) return Fail(step, "no aggregation");
  if (step.from != step.through) return Fail(step, "one point at a time");
  const Step& list = proof_->Step(proof_->Premises(step)[0]);
  if (list.rule != R::kRows && (list.rule != R::kCases || !(list.literal == step.literal) ||
                                list.from != step.from || list.through != step.through)) {
    return Fail(step, "rows are needed");
  }
  Values inner;
  for (const VariableId variable : f.group) {
    const auto known = values.find(variable);
    if (known != values.end()) inner[variable] = known->second;
  }
  std::set<std::vector<core::Value>> rows;
  if (list.rule == R::kRows) {
    if (!Events(list, inner, f, step.from, rows)) return false;
  } else if (!Cases(list, inner, {&f.parts[0]}, f.variables, &rows, f.variables)) {
    return false;
  }
  const bool is_of_group = std::find(f.variables.begin(), f.variables.end(), f.value) == f.variables.end();
  std::vector<core::Value> column;
  for (const std::vector<core::Value>& row : rows) {
    if (is_of_group) {
      const auto known = inner.find(f.value);
      if (known == inner.end() || !known->second.value) return Fail(step, "unknown values");
      column.push_back(*known->second.value);
    } else {
      column.push_back(row[static_cast<size_t>(std::find(f.variables.begin(), f.variables.end(), f.value) -
                                               f.variables.begin())]);
    }
  }
  const bool is_float = policy_.variables[static_cast<size_t>(f.value)].type == Type::kFloat;
  const bool gives_float = policy_.variables[static_cast<size_t>(f.result)].type == Type::kFloat;
  std::vector<double> numbers;
  for (const core::Value value : column) {
    numbers.push_back(is_float ? core::UnpackFloat(value) : static_cast<double>(value));
  }
  std::sort(numbers.begin(), numbers.end());
  if (!is_float) std::sort(column.begin(), column.end());
  std::optional<core::Value> result;
  double real = 0;
  if (rows.empty()) {
    if (f.group.empty()) result = 0;
  } else {
    __extension__ __int128 sum = 0;
    for (const core::Value value : column) sum += is_float ? 0 : value;
    for (const double number : numbers) real += number;
    const size_t middle = numbers.size() / 2;
    switch (f.function) {
      case core::Aggregation::kCount:
        result = static_cast<core::Value>(column.size());
        break;
      case core::Aggregation::kSum:
        if (sum >= INT64_MIN && sum <= INT64_MAX) result = static_cast<core::Value>(sum);
        break;
      case core::Aggregation::kMin:
        real = numbers.front();
        result = column.front();
        break;
      case core::Aggregation::kMax:
        real = numbers.back();
        result = column.back();
        break;
      case core::Aggregation::kAverage:
        real /= static_cast<double>(numbers.size());
        break;
      case core::Aggregation::kMedian:
        real = numbers.size() % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
        break;
    }
    if (gives_float) result = core::PackFloat(real);
  }
  const std::span<const core::Value> told = proof_->Values(step);
  const auto is_same = [&](core::Value x, core::Value y) {
    if (!gives_float) return x == y;
    const double left = core::UnpackFloat(x);
    const double right = core::UnpackFloat(y);
    return std::fabs(left - right) <= 1e-9 * (1 + std::fabs(left) + std::fabs(right));
  };
  if (told.size() != (result ? 1u : 0u) || (result && !is_same(told[0], *result))) {
    return Fail(step, "that is not what comes out");
  }
  const auto known = values.find(f.result);
  if (known == values.end()) return Fail(step, "unknown values");
  if (!step.literal.is_negated) {
    return (result && known->second.value && is_same(*known->second.value, *result)) ||
           Fail(step, "another result");
  }
  if (!result) return true;
  if (known->second.value) return *known->second.value != told[0] || Fail(step, "it is the result");
  return (known->second.others != nullptr &&
          IsListed(*known->second.others, {{known->second.name, told[0]}})) ||
         Fail(step, "it may be the result");
}

}  // namespace casus::reference
