#include "mfotl/assignment.h"

#include <array>
#include <optional>

#include "base/check.h"
#include "core/compound.h"
#include "core/scalar_evaluator.h"
#include "mfotl/types.h"

namespace casus::mfotl {
namespace {

using core::Value;
using State = Evaluated::State;

Evaluated Of(std::optional<Value> value) {
  return value ? Evaluated{State::kValue, *value} : Evaluated{State::kNone, 0};
}

std::optional<Value> Combine(Term::Kind operation, Value a, Value b, core::Kind kind) {
  switch (operation) {
    case Term::Kind::kAdd:
      return core::AddNumeric(a, b, kind);
    case Term::Kind::kSubtract:
      return core::SubtractNumeric(a, b, kind);
    case Term::Kind::kMultiply:
      return core::MultiplyNumeric(a, b, kind);
    case Term::Kind::kDivide:
      return core::IsZero(b, kind) ? std::nullopt : core::DivideNumeric(a, b, kind);
    default:
      return core::IsZero(b, kind) ? std::nullopt : std::optional(core::RemainderNumeric(a, b, kind));
  }
}

}  // namespace

Assignment::Assignment(const Policy& policy, base::SymbolTable& symbols)
    : policy_(policy), assigned_(policy.variables.size()) {
  AddTexts(policy.formula, symbols);
  for (const Definition& definition : policy.definitions) AddTexts(definition.body, symbols);
}

void Assignment::AddTexts(const Term& term, base::SymbolTable& symbols) {
  if (term.kind == Term::Kind::kString) texts_[&term] = static_cast<Value>(symbols.Intern(term.text));
  for (const Term& part : term.parts) AddTexts(part, symbols);
}

void Assignment::AddTexts(const Formula& formula, base::SymbolTable& symbols) {
  for (const Term& term : formula.terms) AddTexts(term, symbols);
  for (const Formula& part : formula.parts) AddTexts(part, symbols);
}

Evaluated Assignment::Evaluate(const Term& term) const {
  switch (term.kind) {
    case Term::Kind::kVariable: {
      const Assigned& assigned = (*this)[term.variable];
      if (assigned.state != Assigned::State::kValue) return {};
      return {State::kValue, assigned.value};
    }
    case Term::Kind::kWildcard:
      return {};
    case Term::Kind::kInteger:
      return {State::kValue, term.integer};
    case Term::Kind::kFloat:
      return {State::kValue, core::PackFloat(term.number)};
    case Term::Kind::kString:
      return {State::kValue, texts_.at(&term)};
    default:
      break;
  }
  std::array<Value, 2> values{};
  Evaluated::State state = State::kValue;
  for (size_t i = 0; i < term.parts.size(); ++i) {
    const Evaluated part = Evaluate(term.parts[i]);
    if (part.state == State::kUnknown) return {};
    if (part.state == State::kNone) state = State::kNone;
    values[i] = part.value;
  }
  if (state == State::kNone) return {State::kNone, 0};
  const core::Kind kind = KindOf(TypeOf(term.parts[0], policy_));
  switch (term.kind) {
    case Term::Kind::kNegate:
      if (kind == core::Kind::kFloat) return {State::kValue, core::PackFloat(-core::UnpackFloat(values[0]))};
      return Of(Combine(Term::Kind::kSubtract, 0, values[0], kind));
    case Term::Kind::kToInteger:
      return Of(core::ConvertNumeric(values[0], kind, core::Kind::kInteger));
    case Term::Kind::kToFloat:
      return Of(core::ConvertNumeric(values[0], kind, core::Kind::kFloat));
    default:
      return Of(Combine(term.kind, values[0], values[1], kind));
  }
}

std::optional<bool> Assignment::Compare(const Formula& comparison) const {
  const Evaluated left = Evaluate(comparison.terms[0]);
  const Evaluated right = Evaluate(comparison.terms[1]);
  if (left.state == State::kUnknown || right.state == State::kUnknown) return std::nullopt;
  if (left.state == State::kNone || right.state == State::kNone) return false;
  const Type type = TypeOf(comparison.terms[0], policy_);
  return core::Compares(comparison.comparison, left.value, right.value,
                        KindOf(type != Type::kUnknown ? type : TypeOf(comparison.terms[1], policy_)));
}

}  // namespace casus::mfotl
