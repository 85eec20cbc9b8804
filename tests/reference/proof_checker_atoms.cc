// Steps about the log itself, and about what terms give.

#include <algorithm>
#include <cmath>

#include "mfotl/types.h"
#include "tests/reference/proof_checker.h"

namespace casus::reference {

using mfotl::Formula;
using mfotl::Term;
using mfotl::Type;
using mfotl::VariableId;
using Kind = Formula::Kind;
using Step = mfotl::ProofStep;
using R = mfotl::Rule;

ProofChecker::Number ProofChecker::Evaluate(const Term& term, const Values& values) const {
  switch (term.kind) {
    case Term::Kind::kVariable: {
      const auto found = values.find(term.variable);
      if (found == values.end() || !found->second.value) return {};
      return {true, found->second.value};
    }
    case Term::Kind::kWildcard:
      return {};
    case Term::Kind::kInteger:
      return {true, term.integer};
    case Term::Kind::kFloat:
      return {true, core::PackFloat(term.number)};
    case Term::Kind::kString: {
      const std::optional<base::Symbol> symbol = symbols_.Find(term.text);
      return {true, symbol ? static_cast<core::Value>(*symbol) : -1};
    }
    default:
      break;
  }
  std::vector<core::Value> parts;
  bool has_value = true;
  for (const Term& part : term.parts) {
    const Number number = Evaluate(part, values);
    if (!number.is_known) return {};
    has_value = has_value && number.value;
    parts.push_back(number.value.value_or(0));
  }
  if (!has_value) return {true, std::nullopt};
  parts.resize(2);
  const bool is_float = mfotl::TypeOf(term.parts[0], policy_) == Type::kFloat;
  const double x = core::UnpackFloat(parts[0]);
  const double y = core::UnpackFloat(parts[1]);
  const auto real = [](double number) -> Number {
    if (!std::isfinite(number)) return {true, std::nullopt};
    return {true, core::PackFloat(number)};
  };
  __extension__ using Wide = __int128;
  const auto whole = [](Wide number) -> Number {
    if (number < INT64_MIN || number > INT64_MAX) return {true, std::nullopt};
    return {true, static_cast<core::Value>(number)};
  };
  const Wide i = parts[0];
  const Wide j = parts[1];
  switch (term.kind) {
    case Term::Kind::kAdd:
      return is_float ? real(x + y) : whole(i + j);
    case Term::Kind::kSubtract:
      return is_float ? real(x - y) : whole(i - j);
    case Term::Kind::kMultiply:
      return is_float ? real(x * y) : whole(i * j);
    case Term::Kind::kDivide:
      if (is_float ? y == 0 : j == 0) return {true, std::nullopt};
      return is_float ? real(x / y) : whole(i / j);
    case Term::Kind::kRemainder:
      if (is_float ? y == 0 : j == 0) return {true, std::nullopt};
      return is_float ? real(std::fmod(x, y)) : whole(i % j);
    case Term::Kind::kNegate:
      return is_float ? real(-x) : whole(-i);
    case Term::Kind::kToInteger:
      if (!(std::fabs(x) < 9e18)) return {true, std::nullopt};
      return whole(static_cast<Wide>(x));
    default:
      return real(static_cast<double>(parts[0]));
  }
}

bool ProofChecker::IsListed(const Others& others, const std::map<VariableId, core::Value>& row) const {
  return std::any_of(others.listed.begin(), others.listed.end(),
                     [&](const std::map<VariableId, core::Value>& listed) {
                       return std::all_of(listed.begin(), listed.end(), [&](const auto& column) {
                         const auto found = row.find(column.first);
                         return found != row.end() && found->second == column.second;
                       });
                     });
}

// Whether no values that are meant make the atom the row.
bool ProofChecker::Excludes(const Formula& atom, const std::vector<core::Value>& row,
                            const Values& values) const {
  std::map<const Others*, std::map<VariableId, core::Value>> others;
  for (size_t i = 0; i < row.size(); ++i) {
    const Term& term = atom.terms[i];
    const Number number = Evaluate(term, values);
    if (number.is_known && (!number.value || *number.value != row[i])) return true;
    if (term.kind != Term::Kind::kVariable || number.is_known) continue;
    const auto known = values.find(term.variable);
    if (known == values.end() || known->second.others == nullptr) continue;
    const auto [place, is_new] = others[known->second.others].try_emplace(known->second.name, row[i]);
    if (!is_new && place->second != row[i]) return true;
  }
  return std::any_of(others.begin(), others.end(),
                     [&](const auto& other) { return IsListed(*other.first, other.second); });
}

bool ProofChecker::Atom(const Step& step, const Values& values, Point point, bool& is_there) {
  const Formula& atom = *step.literal.formula;
  const LogPoint& at = log_[static_cast<size_t>(point)];
  std::set<std::vector<core::Value>> rows;
  if (atom.kind == Kind::kTimePoint) {
    rows.insert({point, at.stamp});
  } else if (const auto found = at.events.find(atom.predicate); found != at.events.end()) {
    rows = found->second;
  }
  const std::span<const core::Value> shown = proof_->Values(step);
  bool is_shown = false;
  for (const std::vector<core::Value>& row : rows) {
    if (Excludes(atom, row, values)) continue;
    is_there = true;
    is_shown = is_shown || std::equal(row.begin(), row.end(), shown.begin(), shown.end());
  }
  if (step.rule == R::kNoEvent || step.literal.is_negated) return true;
  // That it is there must not depend on values that are not known.
  for (const Term& term : atom.terms) {
    if (term.kind != Term::Kind::kWildcard && !Evaluate(term, values).is_known)
      return Fail(step, "unknown values");
  }
  if (step.rule == R::kEvents && step.from == step.through && !is_shown)
    return Fail(step, "another event is shown");
  if (step.rule == R::kEvents && step.from != step.through && step.values != 0)
    return Fail(step, "which one is it?");
  return true;
}

bool ProofChecker::Comparison(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  if (f.kind != Kind::kCompare) return Fail(step, "nothing is compared");
  const Number left = Evaluate(f.terms[0], values);
  const Number right = Evaluate(f.terms[1], values);
  if (!left.is_known || !right.is_known) {
    const bool is_unequal =
        f.comparison == (step.literal.is_negated ? core::Comparison::kEqual : core::Comparison::kNotEqual);
    for (size_t side = 0; is_unequal && side < 2; ++side) {
      const Term& term = f.terms[side];
      const Number& number = side == 0 ? right : left;
      if (term.kind != Term::Kind::kVariable || !number.is_known) continue;
      if (!number.value) break;
      const auto known = values.find(term.variable);
      if (known == values.end() || known->second.others == nullptr) continue;
      if (IsListed(*known->second.others, {{known->second.name, *number.value}})) return true;
    }
    return Fail(step, "unknown values");
  }
  if (!left.value || !right.value) return Fail(step, "a side has no value");
  const auto compare = [&](auto x, auto y) {
    switch (f.comparison) {
      case core::Comparison::kEqual:
        return x == y;
      case core::Comparison::kNotEqual:
        return x != y;
      case core::Comparison::kLess:
        return x < y;
      case core::Comparison::kLessEqual:
        return x <= y;
      case core::Comparison::kGreater:
        return x > y;
      default:
        return x >= y;
    }
  };
  const bool is_float = mfotl::TypeOf(f.terms[0], policy_) == Type::kFloat ||
                        mfotl::TypeOf(f.terms[1], policy_) == Type::kFloat;
  const bool holds = is_float ? compare(core::UnpackFloat(*left.value), core::UnpackFloat(*right.value))
                              : compare(*left.value, *right.value);
  return holds != step.literal.is_negated || Fail(step, "it does not compare so");
}

}  // namespace casus::reference
