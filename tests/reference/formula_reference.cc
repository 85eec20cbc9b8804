#include "tests/reference/formula_reference.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "base/check.h"
#include "mfotl/types.h"

namespace casus::reference {
namespace {

using Kind = mfotl::Formula::Kind;
using core::Value;
using mfotl::Term;
using mfotl::Type;

// Those that occur free, each once.
void AddFree(const Term& term, std::set<mfotl::VariableId>& free) {
  if (term.kind == Term::Kind::kVariable) free.insert(term.variable);
  for (const Term& part : term.parts) AddFree(part, free);
}

std::set<mfotl::VariableId> Free(const mfotl::Formula& formula) {
  std::set<mfotl::VariableId> free;
  for (const Term& term : formula.terms) AddFree(term, free);
  for (const mfotl::Formula& part : formula.parts) free.merge(Free(part));
  for (const mfotl::VariableId bound : formula.variables) free.erase(bound);
  if (formula.kind == Kind::kAggregate) {
    free.insert(formula.result);
    free.insert(formula.group.begin(), formula.group.end());
  }
  return free;
}

std::optional<int64_t> ComputeInteger(Term::Kind kind, int64_t a, int64_t b) {
  int64_t result = 0;
  switch (kind) {
    case Term::Kind::kAdd:
      return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Term::Kind::kSubtract:
      return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Term::Kind::kMultiply:
      return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Term::Kind::kDivide:
      return b == 0 ? std::nullopt : std::optional(a / b);
    case Term::Kind::kRemainder:
      return b == 0 ? std::nullopt : std::optional(a % b);
    default:
      CHECK(false) << "a term that the reference does not know";
  }
}

std::optional<double> ComputeFloat(Term::Kind kind, double a, double b) {
  switch (kind) {
    case Term::Kind::kAdd:
      return a + b;
    case Term::Kind::kSubtract:
      return a - b;
    case Term::Kind::kMultiply:
      return a * b;
    case Term::Kind::kDivide:
      return b == 0 ? std::nullopt : std::optional(a / b);
    case Term::Kind::kRemainder:
      return b == 0 ? std::nullopt : std::optional(std::fmod(a, b));
    default:
      CHECK(false) << "a term that the reference does not know";
  }
}

template <typename T>
bool Compares(core::Comparison comparison, const T& a, const T& b) {
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

// Of at least one number.
template <typename T>
double Median(std::vector<T> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const auto low = static_cast<double>(numbers[(numbers.size() - 1) / 2]);
  const auto high = static_cast<double>(numbers[numbers.size() / 2]);
  return (low + high) / 2;
}

template <typename T>
double Sum(const std::vector<T>& numbers) {
  double sum = 0;
  for (const T number : numbers) sum += static_cast<double>(number);
  return sum;
}

// Without rows it is 0.
template <typename T>
double ValueOfGroup(core::Aggregation function, const std::vector<T>& numbers) {
  if (numbers.empty()) return 0;
  switch (function) {
    case core::Aggregation::kSum:
      return Sum(numbers);
    case core::Aggregation::kAverage:
      return Sum(numbers) / static_cast<double>(numbers.size());
    case core::Aggregation::kMedian:
      return Median(numbers);
    case core::Aggregation::kMin:
      return static_cast<double>(*std::min_element(numbers.begin(), numbers.end()));
    default:
      return static_cast<double>(*std::max_element(numbers.begin(), numbers.end()));
  }
}

}  // namespace

FormulaReference::FormulaReference(const mfotl::Policy& policy, base::SymbolTable& symbols,
                                   const Domain& domain, std::vector<Point> log)
    : policy_(policy), symbols_(symbols), integers_(domain.integers), log_(std::move(log)) {
  for (const double number : domain.floats) floats_.push_back(core::PackFloat(number));
  for (const std::string& text : domain.texts) texts_.push_back(static_cast<Value>(symbols.Intern(text)));
}

const std::vector<Value>& FormulaReference::DomainOf(mfotl::VariableId variable) const {
  const Type type = policy_.variables[static_cast<size_t>(variable)].type;
  return type == Type::kInteger ? integers_ : type == Type::kFloat ? floats_ : texts_;
}

template <typename Use>
void FormulaReference::ForAll(const std::vector<mfotl::VariableId>& variables, size_t first,
                              Assignment& values, Use use) {
  if (first == variables.size()) {
    use();
    return;
  }
  Value& value = values[static_cast<size_t>(variables[first])];
  const Value before = value;
  for (const Value other : DomainOf(variables[first])) {
    value = other;
    ForAll(variables, first + 1, values, use);
  }
  value = before;
}

std::set<std::vector<Value>> FormulaReference::Verdicts(const std::vector<mfotl::VariableId>& answer,
                                                        size_t point) {
  std::set<std::vector<Value>> rows;
  Assignment values(policy_.variables.size());
  ForAll(answer, 0, values, [&] {
    if (!Holds(policy_.formula, values, point)) return;
    std::vector<Value> row;
    for (const mfotl::VariableId variable : answer) row.push_back(values[static_cast<size_t>(variable)]);
    rows.insert(row);
  });
  return rows;
}

bool FormulaReference::Admits(const mfotl::Interval& interval, size_t from, size_t to) const {
  const int64_t distance = log_[to].stamp - log_[from].stamp;
  return distance >= interval.lower && (!interval.upper || distance <= *interval.upper);
}

std::optional<Value> FormulaReference::ValueOf(const Term& term, const Assignment& values) {
  std::vector<Value> parts;
  for (const Term& part : term.parts) {
    const std::optional<Value> value = ValueOf(part, values);
    if (!value) return std::nullopt;
    parts.push_back(*value);
  }
  switch (term.kind) {
    case Term::Kind::kVariable:
      return values[static_cast<size_t>(term.variable)];
    case Term::Kind::kInteger:
      return term.integer;
    case Term::Kind::kFloat:
      return core::PackFloat(term.number);
    case Term::Kind::kString:
      return static_cast<Value>(symbols_.Intern(term.text));
    case Term::Kind::kToFloat:
      return core::PackFloat(static_cast<double>(parts[0]));
    case Term::Kind::kToInteger:
      return static_cast<int64_t>(core::UnpackFloat(parts[0]));
    default:
      break;
  }
  const bool is_float = mfotl::TypeOf(term, policy_) == Type::kFloat;
  const bool is_negation = term.kind == Term::Kind::kNegate;
  const Term::Kind kind = is_negation ? Term::Kind::kSubtract : term.kind;
  const Value a = is_negation ? 0 : parts[0];  // the bits of 0.0 are those of 0
  const Value b = parts.back();
  if (!is_float) return ComputeInteger(kind, a, b);
  const std::optional<double> number = ComputeFloat(kind, core::UnpackFloat(a), core::UnpackFloat(b));
  return number && std::isfinite(*number) ? std::optional(core::PackFloat(*number)) : std::nullopt;
}

bool FormulaReference::Compare(const mfotl::Formula& formula, const Assignment& values) {
  const std::optional<Value> a = ValueOf(formula.terms[0], values);
  const std::optional<Value> b = ValueOf(formula.terms[1], values);
  if (!a || !b) return false;
  const Type type = mfotl::TypeOf(formula.terms[0], policy_);
  if (type == Type::kFloat) {
    return Compares(formula.comparison, core::UnpackFloat(*a), core::UnpackFloat(*b));
  }
  return Compares(formula.comparison, *a, *b);
}

bool FormulaReference::Atom(const mfotl::Formula& formula, Assignment& values, size_t t) {
  const mfotl::Predicate& predicate = policy_.predicates[static_cast<size_t>(formula.predicate)];
  std::vector<std::optional<Value>> row;  // nothing: any
  for (const Term& term : formula.terms) {
    row.emplace_back();
    if (term.kind == Term::Kind::kWildcard) continue;
    row.back() = ValueOf(term, values);
    if (!row.back()) return false;
  }
  if (predicate.definition) {
    const mfotl::Definition& definition = policy_.definitions[*predicate.definition];
    Assignment inner(policy_.variables.size());
    std::vector<mfotl::VariableId> open;
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i]) {
        inner[static_cast<size_t>(definition.parameters[i])] = *row[i];
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
  return std::any_of(events->second.begin(), events->second.end(), [&](const std::vector<Value>& event) {
    for (size_t i = 0; i < row.size(); ++i) {
      if (row[i] && *row[i] != event[i]) return false;
    }
    return true;
  });
}

bool FormulaReference::IsAt(const mfotl::Formula& formula, const Assignment& values, size_t t) {
  const std::array<Value, 2> here = {static_cast<Value>(t), log_[t].stamp};
  for (size_t i = 0; i < here.size(); ++i) {
    if (formula.terms[i].kind == Term::Kind::kWildcard) continue;
    if (ValueOf(formula.terms[i], values) != here[i]) return false;
  }
  return true;
}

bool FormulaReference::Aggregate(const mfotl::Formula& formula, Assignment& values, size_t t) {
  Assignment inner = values;
  std::vector<Value> found;
  ForAll(formula.variables, 0, inner, [&] {
    if (Holds(formula.parts[0], inner, t)) found.push_back(inner[static_cast<size_t>(formula.value)]);
  });
  if (found.empty() && !formula.group.empty()) return false;
  const Value result = values[static_cast<size_t>(formula.result)];
  if (formula.function == core::Aggregation::kCount) return result == static_cast<Value>(found.size());
  double wanted = 0;
  if (policy_.variables[static_cast<size_t>(formula.value)].type == Type::kFloat) {
    std::vector<double> numbers;
    for (const Value value : found) numbers.push_back(core::UnpackFloat(value));
    wanted = ValueOfGroup(formula.function, numbers);
  } else {
    wanted = ValueOfGroup(formula.function, found);
  }
  const bool is_float = policy_.variables[static_cast<size_t>(formula.result)].type == Type::kFloat;
  return result == (is_float ? core::PackFloat(wanted) : static_cast<Value>(wanted));
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
  ++effort_;
  if (formula.parts.empty() && formula.kind != Kind::kAtom) return Find(formula, values, t);
  const auto [known, is_new] = known_.try_emplace(&formula);
  if (is_new) {
    const std::set<mfotl::VariableId> free = Free(formula);
    known->second.free.assign(free.begin(), free.end());
  }
  std::vector<Value> key = {static_cast<Value>(t)};
  for (const mfotl::VariableId variable : known->second.free)
    key.push_back(values[static_cast<size_t>(variable)]);
  const auto found = known->second.holds.find(key);
  if (found != known->second.holds.end()) return found->second;
  const bool holds = Find(formula, values, t);
  known->second.holds.emplace(std::move(key), holds);
  return holds;
}

bool FormulaReference::Find(const mfotl::Formula& formula, Assignment& values, size_t t) {
  const auto part = [&](size_t i, size_t at) { return Holds(formula.parts[i], values, at); };
  switch (formula.kind) {
    case Kind::kAtom:
      return Atom(formula, values, t);
    case Kind::kTimePoint:
      return IsAt(formula, values, t);
    case Kind::kCompare:
      return Compare(formula, values);
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
