#pragma once

// What an aggregate keeps of one group, so as to follow its rows as they come and go.
//
//   GroupValue group;
//   group.Take(Aggregation::kSum, Kind::kInteger, 5, true);   // a row with the value 5 came
//   group.Of(Aggregation::kSum, Kind::kInteger) == 5          // nothing if it does not fit
//
// A group keeps what its function needs: the number of rows and, exactly, the sum in 128 bits; for the least and
// greatest the values in order, with the number of rows of each; for the median, and for sums of floats, all values in
// order, so that the result depends on the set of rows alone and not on how it came about.
//
// Count, sum and average of numbers and integers take O(1) per change, min and max O(log group), the others O(group).

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/byte_stream.h"
#include "core/plan.h"
#include "core/value.h"

namespace casus::core {

class GroupValue {
 public:
  void Take(Aggregation function, Kind kind, Value value, bool on);
  std::optional<Value> Of(Aggregation function, Kind kind) const;  // requires a row in the group
  int64_t count() const { return count_; }

  void Save(ByteWriter& writer) const;
  void Load(ByteReader& reader);

 private:
  __extension__ using Wide = __int128;

  struct Ordered {
    std::map<std::pair<int64_t, Value>, int64_t> counts;  // (order key, value) -> how many rows
    std::vector<Value> sorted;                            // by order key
  };

  static bool KeepsSorted(Aggregation function, Kind kind);
  std::optional<Value> SumOfFloats() const;
  std::optional<Value> Average(Kind kind) const;
  std::optional<Value> Median(Kind kind) const;

  // In this order, two groups fit into a line of the cache.
  Wide sum_ = 0;
  int64_t count_ = 0;
  std::unique_ptr<Ordered> ordered_;  // of those functions that need it
};

}  // namespace casus::core
