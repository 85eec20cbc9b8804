#pragma once

// Finds what is stored elsewhere under dense ids by its hash.
//
//   HashIndex index;
//   uint32_t id = index.Find(Hash(row), [&](uint32_t candidate) { return Row(candidate) == row; });
//   if (id == HashIndex::kNone) index.Insert(Hash(row), new_id);
//
// Open addressing with linear probing in a table of (hash, id) pairs, of which at most 3 in 4 are in use. A
// pair keeps 32 bits of the hash, so that growing the table needs no look at what is stored, and that a probe
// compares only what is almost surely equal. Erasing moves back what a probe would no longer reach (Knuth,
// The Art of Computer Programming 3, 6.4, algorithm R), so that no marks are left behind.

#include <cstdint>
#include <span>
#include <vector>

#include "core/value.h"

namespace casus::core {

// Multiplies to 128 bits and folds: wyhash's mixing step (Wang Yi, 2019).
inline uint64_t Mix(uint64_t a, uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a ^ 0x9e3779b97f4a7c15) * (b ^ 0xe7037ed1a0b428db);
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

inline uint64_t Hash(std::span<const Value> values) {
  uint64_t hash = values.size();
  for (const Value value : values) hash = Mix(hash, static_cast<uint64_t>(value));
  return hash;
}

class HashIndex {
 public:
  static constexpr uint32_t kNone = 0xffffffff;

  template <typename IsEqual>
  uint32_t Find(uint64_t hash, IsEqual is_equal) const {
    if (slots_.empty()) return kNone;
    const uint32_t short_hash = Shorten(hash);
    for (size_t i = short_hash & mask_;; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.id == kNone) return kNone;
      if (slot.hash == short_hash && is_equal(slot.id)) return slot.id;
    }
  }

  // The id found becomes another that stands for the same. Requires that it is there.
  void Replace(uint64_t hash, uint32_t id, uint32_t other) { slots_[PlaceOf(hash, id)].id = other; }
  void Erase(uint64_t hash, uint32_t id);  // requires that it is there
  // Forgets everything; has room for so many, and not for many more.
  void Reset(size_t expected);
  size_t bytes() const { return slots_.capacity() * sizeof(Slot); }

  // Requires that what `id` stands for is not in the index, and that `id` is not kNone.
  void Insert(uint64_t hash, uint32_t id) {
    if (used_ + used_ / 3 >= slots_.size()) Grow();
    Place({Shorten(hash), id});
    ++used_;
  }

 private:
  struct Slot {
    uint32_t hash;
    uint32_t id;
  };

  static uint32_t Shorten(uint64_t hash) { return static_cast<uint32_t>(hash ^ (hash >> 32)); }
  void Place(Slot slot) {
    size_t i = slot.hash & mask_;
    while (slots_[i].id != kNone) i = (i + 1) & mask_;
    slots_[i] = slot;
  }
  size_t PlaceOf(uint64_t hash, uint32_t id) const {
    size_t i = Shorten(hash) & mask_;
    while (slots_[i].id != id) i = (i + 1) & mask_;
    return i;
  }
  void Grow();

  std::vector<Slot> slots_;  // a power of two of them
  size_t mask_ = 0;
  size_t used_ = 0;
};

}  // namespace casus::core
