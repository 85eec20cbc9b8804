#include "tests/reference/formula_reference.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.h"

namespace casus::reference {
namespace {

using Kind = mfotl::Formula::Kind;
using mfotl::Term;

// Nothing where a division by zero has no value.
std::optional<int64_t> ValueOf(const Term& term, const std::map<mfotl::VariableId, int64_t>& values) {
  std::vector<int64_t> parts;
  for (const Term& part : term.parts) {
    const std::optional<int64_t> value = ValueOf(part, values);
    if (!value) return std::nullopt;
    parts.push_back(*value);
  }
  switch (term.kind) {
    case Term::Kind::kVariable:
      return values.at(term.variable);
    case Term::Kind::kInteger:
      return term.integer;
    case Term::Kind::kAdd:
      return parts[0] + parts[1];
    case Term::Kind::kSubtract:
      return parts[0] - parts[1];
    case Term::Kind::kMultiply:
      return parts[0] * parts[1];
    case Term::Kind::kNegate:
      return -parts[0];
    default:
      CHECK(false) << "a term that the reference does not know";
  }
}

bool Compare(core::Comparison comparison, int64_t a, int64_t b) {
  switch (comparison) {
    case core::Comparison::kEqual:
      return a == b;
    case core::Comparison::kNotEqual:
      return a != b;
    case core::Comparison::kLess:
      return a < b;
    case core::Comparison::kLessEqual:
      return a <= b;
    case core::Comparison::kGreater:
      return a > b;
    case core::Comparison::kGreaterEqual:
      return a >= b;
  }
  CHECK(false) << "a comparison";
}

}  // namespace

template <typename Use>
void FormulaReference::ForAll(const std::vector<mfotl::VariableId>& variables, size_t first,
                              Assignment& values, Use use) {
  if (first == variables.size()) {
    use();
    return;
  }
  auto before = values.extract(variables[first]);
  for (int64_t value = kLeast; value <= kGreatest; ++value) {
    values[variables[first]] = value;
    ForAll(variables, first + 1, values, use);
  }
  values.erase(variables[first]);
  if (!before.empty()) values.insert(std::move(before));
}

std::set<std::vector<int64_t>> FormulaReference::Verdicts(const std::vector<mfotl::VariableId>& answer,
                                                          size_t point) {
  std::set<std::vector<int64_t>> rows;
  Assignment values;
  ForAll(answer, 0, values, [&] {
    if (!Holds(policy_.formula, values, point)) return;
    std::vector<int64_t> row;
    for (const mfotl::VariableId variable : answer) row.push_back(values.at(variable));
    rows.insert(row);
  });
  return rows;
}

bool FormulaReference::Admits(const mfotl::Interval& interval, size_t from, size_t to) const {
  const int64_t distance = log_[to].stamp - log_[from].stamp;
  return distance >= interval.lower && (!interval.upper || distance <= *interval.upper);
}

bool FormulaReference::Atom(const mfotl::Formula& formula, Assignment& values, size_t t) {
  const mfotl::Predicate& predicate = policy_.predicates[static_cast<size_t>(formula.predicate)];
  std::vector<std::optional<int64_t>> row;  // nothing: any
  for (const Term& term : formula.terms) {
    row.push_back(term.kind == Term::Kind::kWildcard ? std::nullopt : ValueOf(term, values));
  }
  if (predicate.definition) {
    const mfotl::Definition& definition = policy_.definitions[*predicate.definition];
    Assignment inner;
    std::vector<mfotl::VariableId> open;
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i]) {
        inner[definition.parameters[i]] = *row[i];
      } else {
        open.push_back(definition.parameters[i]);
      }
    }
    bool holds = false;
    ForAll(open, 0, inner, [&] { holds = holds || Holds(definition.body, inner, t); });
    return holds;
  }
  const auto events = log_[t].events.find(formula.predicate);
  if (events == log_[t].events.end()) return false;
  return std::any_of(events->second.begin(), events->second.end(), [&](const std::vector<int64_t>& event) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i] && *row[i] != event[i]) return false;
    }
    return true;
  });
}

bool FormulaReference::Aggregate(const mfotl::Formula& formula, Assignment& values, size_t t) {
  Assignment inner;
  for (const mfotl::VariableId variable : formula.group) inner[variable] = values.at(variable);
  std::vector<int64_t> found;
  ForAll(formula.variables, 0, inner, [&] {
    if (Holds(formula.parts[0], inner, t)) found.push_back(inner.at(formula.value));
  });
  if (found.empty() && !formula.group.empty()) return false;
  int64_t result = 0;
  if (formula.function == core::Aggregation::kCount) {
    result = static_cast<int64_t>(found.size());
  } else if (formula.function == core::Aggregation::kSum) {
    for (const int64_t value : found) result += value;
  } else if (!found.empty()) {
    result = formula.function == core::Aggregation::kMin ? *std::min_element(found.begin(), found.end())
                                                         : *std::max_element(found.begin(), found.end());
  }
  return values.at(formula.result) == result;
}

std::set<size_t> FormulaReference::Ends(const mfotl::Formula& match, const mfotl::Regex& regex,
                                        Assignment& values, size_t from) {
  using RegexKind = mfotl::Regex::Kind;
  std::set<size_t> ends;
  switch (regex.kind) {
    case RegexKind::kStep:
      if (from + 1 < log_.size()) ends.insert(from + 1);
      return ends;
    case RegexKind::kTest:
      if (Holds(match.parts[regex.test], values, from)) ends.insert(from);
      return ends;
    case RegexKind::kThen:
      for (const size_t middle : Ends(match, regex.parts[0], values, from)) {
        ends.merge(Ends(match, regex.parts[1], values, middle));
      }
      return ends;
    case RegexKind::kEither:
      ends = Ends(match, regex.parts[0], values, from);
      ends.merge(Ends(match, regex.parts[1], values, from));
      return ends;
    case RegexKind::kRepeat:
      ends.insert(from);
      for (std::set<size_t> open = ends; !open.empty();) {
        std::set<size_t> more;
        for (const size_t end : open) more.merge(Ends(match, regex.parts[0], values, end));
        open.clear();
        for (const size_t end : more) {
          if (ends.insert(end).second) open.insert(end);
        }
      }
      return ends;
  }
  CHECK(false) << "a regular expression";
}

bool FormulaReference::Holds(const mfotl::Formula& formula, Assignment& values, size_t t) {
  const auto part = [&](size_t i, size_t at) { return Holds(formula.parts[i], values, at); };
  switch (formula.kind) {
    case Kind::kAtom:
      return Atom(formula, values, t);
    case Kind::kTimePoint:
      CHECK(false) << "the reference has no clock";
    case Kind::kCompare: {
      const std::optional<int64_t> a = ValueOf(formula.terms[0], values);
      const std::optional<int64_t> b = ValueOf(formula.terms[1], values);
      return a && b && Compare(formula.comparison, *a, *b);
    }
    case Kind::kTruth:
      return formula.truth;
    case Kind::kNot:
      return !part(0, t);
    case Kind::kAnd:
      return part(0, t) && part(1, t);
    case Kind::kOr:
      return part(0, t) || part(1, t);
    case Kind::kImplies:
      return !part(0, t) || part(1, t);
    case Kind::kEquivalent:
      return part(0, t) == part(1, t);
    case Kind::kExists:
    case Kind::kForAll: {
      const bool is_exists = formula.kind == Kind::kExists;
      bool found = false;
      ForAll(formula.variables, 0, values, [&] { found = found || part(0, t) == is_exists; });
      return found == is_exists;
    }
    case Kind::kPrevious:
      return t > 0 && Admits(formula.interval, t - 1, t) && part(0, t - 1);
    case Kind::kNext:
      return t + 1 < log_.size() && Admits(formula.interval, t, t + 1) && part(0, t + 1);
    case Kind::kOnce:
    case Kind::kHistorically: {
      const bool is_once = formula.kind == Kind::kOnce;
      for (size_t s = 0; s <= t; ++s) {
        if (Admits(formula.interval, s, t) && part(0, s) == is_once) return is_once;
      }
      return !is_once;
    }
    case Kind::kEventually:
    case Kind::kAlways: {
      const bool is_some = formula.kind == Kind::kEventually;
      for (size_t s = t; s < log_.size(); ++s) {
        if (Admits(formula.interval, t, s) && part(0, s) == is_some) return is_some;
      }
      return !is_some;
    }
    case Kind::kSince:
      for (size_t s = t + 1; s-- > 0;) {
        if (Admits(formula.interval, s, t) && part(1, s)) return true;
        if (!part(0, s)) return false;
      }
      return false;
    case Kind::kUntil:
      for (size_t s = t; s < log_.size(); ++s) {
        if (Admits(formula.interval, t, s) && part(1, s)) return true;
        if (!part(0, s)) return false;
      }
      return false;
    case Kind::kMatchPast:
      for (size_t s = 0; s <= t; ++s) {
        if (Admits(formula.interval, s, t) && Ends(formula, formula.regex[0], values, s).count(t) > 0)
          return true;
      }
      return false;
    case Kind::kMatchFuture:
      for (const size_t s : Ends(formula, formula.regex[0], values, t)) {
        if (Admits(formula.interval, t, s)) return true;
      }
      return false;
    case Kind::kAggregate:
      return Aggregate(formula, values, t);
  }
  CHECK(false) << "a formula";
}

}  // namespace casus::reference
