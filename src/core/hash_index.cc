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

}  // namespace casus::core
