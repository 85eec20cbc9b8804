#include "mfotl/explainer.h"

#include <algorithm>

namespace casus::mfotl {

using Kind = Formula::Kind;

Explainer::Explainer(const Policy& policy, const MonitorPlan& plan, base::SymbolTable& symbols,
                     VerdictForm form)
    : policy_(policy),
      form_(form),
      index_(policy, plan),
      prover_(policy, plan.answer, symbols, index_),
      text_(policy, plan.answer, symbols, index_) {}

void Explainer::Explain(std::span<const core::Value> row, Point point, Pen& pen) {
  const Proof* const proof = prover_.Prove(row, point);
  if (form_ == VerdictForm::kJson) {
    text_.WriteJson(proof, row, pen);
  } else {
    text_.Write(proof, row, pen);
  }
}

void Explainer::Forget(Point decided) {
  if (decided >= index_.end()) decided = index_.end() - 1;
  if (decided <= index_.begin()) return;
  first_ = decided;
  first_needed_.assign(policy_.logged, index_.end());
  is_followed_.assign(policy_.definitions.size(), false);
  Need(policy_.formula, decided);
  index_.Forget(first_, first_needed_);
}

// Proofs about the formula at the point, or a later one, are to come.
void Explainer::Need(const Formula& formula, Point point) {
  first_ = std::min(first_, point);
  Point from = point;
  switch (formula.kind) {
    case Kind::kAtom: {
      const Predicate& predicate = policy_.predicates[static_cast<size_t>(formula.predicate)];
      if (!predicate.definition) {
        Point& first = first_needed_[static_cast<size_t>(formula.predicate)];
        first = std::min(first, point);
        return;
      }
      const Definition& definition = policy_.definitions[*predicate.definition];
      if (!definition.is_recursive) {
        Need(definition.body, point);
      } else if (!is_followed_[*predicate.definition]) {  // it may lead back to the beginning
        is_followed_[*predicate.definition] = true;
        Need(definition.body, index_.begin());
      }
      return;
    }
    case Kind::kPrevious:
      from = std::max(index_.begin(), point - 1);
      break;
    case Kind::kOnce:
    case Kind::kHistorically:
    case Kind::kSince:
    case Kind::kMatchPast:
      from = formula.interval.upper ? index_.FirstFrom(index_.StampOf(point) - *formula.interval.upper, point)
                                    : index_.begin();
      break;
    default:
      break;
  }
  for (const Formula& part : formula.parts) Need(part, from);
}

}  // namespace casus::mfotl
