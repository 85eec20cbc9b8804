#include "lang/resolver_types.h"

#include <algorithm>

#include "base/check.h"

namespace casus::lang {

const VariableTypes::Entry* VariableTypes::Find(base::Symbol variable) const {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [&](const Entry& entry) { return entry.variable == variable; });
  return found == entries_.end() ? nullptr : &*found;
}

bool VariableTypes::Admits(base::Symbol variable, const Type& type) const {
  const Entry* entry = Find(variable);
  if (entry == nullptr || type.of == Type::Of::kUnknown) return true;
  if (entry->constraints.front().type.of != type.of) return false;
  return type.of != Type::Of::kEntity || entry->kinds.Intersects(vocabulary_.Descendants(type.kind));
}

bool VariableTypes::MayBeEqual(base::Symbol a, base::Symbol b) const {
  const Entry* first = Find(a);
  const Entry* second = Find(b);
  if (first == nullptr || second == nullptr) return true;
  if (first->constraints.front().type.of != second->constraints.front().type.of) return false;
  return first->constraints.front().type.of != Type::Of::kEntity || first->kinds.Intersects(second->kinds);
}

void VariableTypes::Restrict(base::Symbol variable, const Type& type, Extent place) {
  if (type.of == Type::Of::kUnknown) return;
  CHECK(Admits(variable, type)) << "a variable is restricted to a type that it does not admit";
  auto entry = std::find_if(entries_.begin(), entries_.end(),
                            [&](const Entry& candidate) { return candidate.variable == variable; });
  if (entry == entries_.end()) {
    entries_.push_back({variable, {}, {}});
    entry = entries_.end() - 1;
    if (type.of == Type::Of::kEntity) entry->kinds = vocabulary_.Descendants(type.kind);
  } else if (type.of == Type::Of::kEntity) {
    entry->kinds.IntersectWith(vocabulary_.Descendants(type.kind));
  }
  entry->constraints.push_back({type, place});
}

Type VariableTypes::TypeOf(base::Symbol variable) const {
  const Entry* entry = Find(variable);
  if (entry == nullptr) return {};
  Type narrowest = entry->constraints.front().type;
  for (const Constraint& constraint : entry->constraints) {
    if (narrowest.of == Type::Of::kEntity && vocabulary_.IsA(constraint.type.kind, narrowest.kind)) {
      narrowest = constraint.type;
    }
  }
  return narrowest;
}

const VariableTypes::Constraint& VariableTypes::ConflictWith(base::Symbol variable, const Type& type) const {
  const Entry* entry = Find(variable);
  CHECK(entry != nullptr) << "a variable without a type is in no conflict";
  for (const Constraint& constraint : entry->constraints) {
    if (constraint.type.of != type.of) return constraint;
    if (!vocabulary_.Descendants(constraint.type.kind).Intersects(vocabulary_.Descendants(type.kind))) {
      return constraint;
    }
  }
  return entry->constraints.front();  // no single one excludes it, all of them together do
}

}  // namespace casus::lang
