#pragma once

// What the chronicle states, as the engine takes it: rows with moments, or windows of moments where the day is uncertain.

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/timeline.h"
#include "core/value.h"
#include "law/formula.h"

namespace casus::law {

// The moments at which something may happen, both included. A window that ends with the size of the timeline, which is
// no moment, leaves open whether it happens within the record at all.
struct Window {
  core::Moment first = 0;
  core::Moment last = 0;
  bool exact() const { return first == last; }
  friend bool operator==(const Window&, const Window&) = default;
};

struct Fact {
  PredicateId predicate{};
  uint32_t values = 0;     // into FactTable::values, one for each slot
  uint32_t statement = 0;  // index into Chronicle::entries
  static constexpr uint32_t kNoChoice = 0xFFFFFFFFu;
  uint32_t choice = kNoChoice;  // rivals, of which one is true, share it; they are doubtful
  bool doubtful = false;
  bool has_begin = false;  // events: always. States: it begins here (otherwise nothing is said of a begin)
  bool has_end = false;    // states: it no longer holds from here on
  Window begin, end;
  core::Value occurrence = 0;  // events: who it is

  bool uncertain() const { return doubtful || (has_begin && !begin.exact()) || (has_end && !end.exact()); }
};

struct FactTable {
  std::vector<Fact> facts;
  std::vector<core::Value> values;

  std::span<const core::Value> Row(const Fact& fact, size_t arity) const {
    return {values.data() + fact.values, arity};
  }
};

}  // namespace casus::law
