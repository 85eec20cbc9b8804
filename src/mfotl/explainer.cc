#include "mfotl/explainer.h"

#include <algorithm>

namespace casus::mfotl {

using Kind = Formula::Kind;

namespace {

bool HasMatch(const Formula& formula) {
  return !formula.regex.empty() || std::any_of(formula.parts.begin(), formula.parts.end(), HasMatch);
}

}  // namespace

bool Explainer::CanExplain(const Policy& policy) {
  return !HasMatch(policy.formula) &&
         std::none_of(policy.definitions.begin(), policy.definitions.end(),
                      [](const Definition& definition) { return HasMatch(definition.body); });
}

Explainer::Explainer(const Policy& policy, const MonitorPlan& plan, base::SymbolTable& symbols,
                     VerdictForm form)
    : policy_(policy),
      form_(form),
      index_(policy, plan),
      prover_(policy, plan.answer, symbols, index_),
      text_(policy, plan.answer, symbols, index_) {}

void Explainer::Explain(std::span<const core::Value> row, Point point, std::string& output) {
  const Proof* const proof = prover_.Prove(row, point);
  if (form_ == VerdictForm::kJson) {
    text_.WriteJson(proof, row, output);
  } else {
    text_.Write(proof, row, output);
  }
}

void Explainer::Forget(Point decided) {
  if (decided >= index_.end()) decided = index_.end() - 1;
  if (decided > index_.begin()) index_.Forget(FirstNeeded(policy_.formula, decided));
}

// The first point at which a proof about the formula at the point, or a later one, may look.
Point Explainer::FirstNeeded(const Formula& formula, Point point) const {
  Point from = point;
  switch (formula.kind) {
    case Kind::kAtom: {
      const std::optional<size_t> definition =
          policy_.predicates[static_cast<size_t>(formula.predicate)].definition;
      if (!definition) return point;
      if (policy_.definitions[*definition].is_recursive) return index_.begin();
      return FirstNeeded(policy_.definitions[*definition].body, point);
    }
    case Kind::kPrevious:
      from = std::max(index_.begin(), point - 1);
      break;
    case Kind::kOnce:
    case Kind::kHistorically:
    case Kind::kSince:
      if (!formula.interval.upper) return index_.begin();
      from = index_.FirstFrom(index_.StampOf(point) - *formula.interval.upper);
      break;
    default:
      break;
  }
  Point first = from;
  for (const Formula& part : formula.parts) first = std::min(first, FirstNeeded(part, from));
  return first;
}

}  // namespace casus::mfotl
