#include "core/hash_index.h"

#include <algorithm>
#include <utility>

namespace casus::core {

void HashIndex::Grow() {
  const std::vector<Slot> old = std::exchange(slots_, {});
  slots_.assign(std::max<size_t>(8, old.size() * 2), {0, kNone});
  mask_ = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.id != kNone) Place(slot);
  }
}

void HashIndex::Erase(uint64_t hash, uint32_t id) {
  size_t hole = PlaceOf(hash, id);
  for (size_t i = (hole + 1) & mask_; slots_[i].id != kNone; i = (i + 1) & mask_) {
    // What lies at or before the hole on its way from its home may fill it.
    const size_t from_home = (i - slots_[i].hash) & mask_;
    if (from_home < ((i - hole) & mask_)) continue;
    slots_[hole] = slots_[i];
    hole = i;
  }
  slots_[hole].id = kNone;
  --used_;
}

void HashIndex::Reset(size_t expected) {
  size_t size = 8;
  while (expected + expected / 3 >= size) size *= 2;
  slots_.assign(size, {0, kNone});
  mask_ = size - 1;
  used_ = 0;
}

}  // namespace casus::core
