#pragma once

// What was left out of a result because of the data.

#include <string_view>
#include <vector>

#include "core/plan.h"
#include "core/value.h"

namespace casus::core {

enum class ProblemKind : uint8_t {
  kDivisionByZero,
  kOverflow,
  kNoSuchPart,       // of a compound
  kEndlessRecursion  // a recursion within a moment made more rows than any sensible one, and was cut short
};

std::string_view Describe(ProblemKind kind);  // "division by zero"

// A row of the node's input (of the group, for an aggregate) for which the node has no row.
struct Problem {
  ProblemKind kind;
  NodeId node;
  std::vector<Value> row;

  friend bool operator==(const Problem&, const Problem&) = default;
};

// Keeps the first problems and counts all.
class ProblemList {
 public:
  static constexpr size_t kMaxKept = 100;

  void Add(ProblemKind kind, NodeId node, std::span<const Value> row) {
    if (++count_ <= kMaxKept) kept_.push_back({kind, node, {row.begin(), row.end()}});
  }
  std::span<const Problem> kept() const { return kept_; }
  size_t count() const { return count_; }

 private:
  std::vector<Problem> kept_;
  size_t count_ = 0;
};

}  // namespace casus::core
