#pragma once

// Interned tuples of values, which give identity to what has no name: an occurrence, an instance of a norm.
//
//   CompoundTable compounds;
//   Value attack = compounds.Intern(invades, {{germany, poland, day}});
//   compounds.Head(attack) == invades;
//   compounds.Parts(attack)[1] == poland;
//
// A compound is a head (a value that says what the tuple is; the layer above chooses) and parts, which may be
// compounds themselves. Its Value is its index, in the order of first appearance; equal head and parts give
// the same. Interning and finding take O(parts) on average. Views of parts are valid until the next Intern.

#include <optional>
#include <span>
#include <vector>

#include "core/hash_index.h"
#include "core/value.h"

namespace casus::core {

class CompoundTable {
 public:
  Value Intern(Value head, std::span<const Value> parts);
  std::optional<Value> Find(Value head, std::span<const Value> parts) const;

  // Require a compound of this table.
  Value Head(Value compound) const;
  std::span<const Value> Parts(Value compound) const;

  size_t size() const { return ends_.size(); }

 private:
  size_t Begin(Value compound) const;
  bool IsEqual(uint32_t compound, Value head, std::span<const Value> parts) const;

  HashIndex index_;
  std::vector<Value> values_;   // of each compound: the head, then the parts
  std::vector<uint32_t> ends_;  // by compound: the end of its values
};

}  // namespace casus::core
