#include "core/compound.h"

#include <algorithm>

#include "base/check.h"

namespace casus::core {

namespace {

uint64_t HashOf(Value head, std::span<const Value> parts) {
  return Mix(Hash(parts), static_cast<uint64_t>(head));
}

}  // namespace

bool CompoundTable::IsEqual(uint32_t compound, Value head, std::span<const Value> parts) const {
  const std::span<const Value> other = Parts(compound);
  return Head(compound) == head && std::equal(parts.begin(), parts.end(), other.begin(), other.end());
}

Value CompoundTable::Intern(Value head, std::span<const Value> parts) {
  const uint64_t hash = HashOf(head, parts);
  const uint32_t found = index_.Find(hash, [&](uint32_t id) { return IsEqual(id, head, parts); });
  if (found != HashIndex::kNone) return found;
  CHECK(values_.size() + parts.size() < HashIndex::kNone - 1) << "too many compounds";
  const auto compound = static_cast<uint32_t>(ends_.size());
  values_.push_back(head);
  for (const Value part : parts) values_.push_back(part);
  ends_.push_back(static_cast<uint32_t>(values_.size()));
  index_.Insert(hash, compound);
  return compound;
}

std::optional<Value> CompoundTable::Find(Value head, std::span<const Value> parts) const {
  const uint32_t found =
      index_.Find(HashOf(head, parts), [&](uint32_t id) { return IsEqual(id, head, parts); });
  return found == HashIndex::kNone ? std::nullopt : std::optional<Value>(found);
}

Value CompoundTable::Head(Value compound) const { return values_[Begin(compound)]; }

std::span<const Value> CompoundTable::Parts(Value compound) const {
  return {values_.data() + Begin(compound) + 1, values_.data() + ends_[static_cast<size_t>(compound)]};
}

size_t CompoundTable::Begin(Value compound) const {
  CHECK(compound >= 0 && static_cast<size_t>(compound) < ends_.size()) << "compound " << compound;
  return compound == 0 ? 0 : ends_[static_cast<size_t>(compound) - 1];
}

}  // namespace casus::core
