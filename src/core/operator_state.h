#pragma once

// The running state of one node: what an operator remembers while time passes over it.
//
// Time moves forwards. At each moment at which something happens the scheduler calls Advance with what
// changed in the inputs, and the operator sets rows of its output on or off; the net effect is what its
// readers see. So the cost follows what changes, never what stays. An operator that must act later by itself
// (an expiry, an alarm) names the moment by NextTimer.
//
// Within one moment Advance may be called more than once, each time with further changes: by the scheduler's
// fixpoint, for those operators that may recur within a moment, which must then tell a state they had before
// the moment from one that they got in it; and once more for the inputs that an operator delays, which must
// not change its output any more.

#include <boost/container/small_vector.hpp>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/change_log.h"
#include "core/plan.h"
#include "core/problem.h"
#include "core/row_keys.h"
#include "core/row_vector.h"
#include "core/scalar_evaluator.h"
#include "core/tuple_table.h"

namespace casus::core {

// The output of a node: which of the rows of its table hold now, and since the last Commit did.
class Output {
 public:
  explicit Output(TupleTable& table) : table_(&table) {}

  TupleTable& table() { return *table_; }
  const TupleTable& table() const { return *table_; }
  const ChangeLog& log() const { return log_; }
  ChangeLog& log() { return log_; }

  void Set(uint32_t row, bool on) {
    uint8_t& flags = At(flags_, row);
    if (((flags & kOn) != 0) == on) return;
    if ((flags & kTouched) == 0) {
      if (touched_.capacity() == 0) touched_.reserve(kFew);
      touched_.push_back(row);
      flags = static_cast<uint8_t>(kTouched | (flags & kOn ? kBefore : 0));
    }
    flags = static_cast<uint8_t>((flags & ~kOn) | (on ? kOn : 0));
    if (keep_fresh_) fresh_.push_back({row, on});
    lost_support_ = lost_support_ || !on;
  }
  // Says that a row has one derivation less, whether or not it still holds by others.
  void LoseSupport() { lost_support_ = true; }

  // Writes the net changes since the last Commit into the log; whether there are any.
  bool Commit(Moment moment);

  // For a fixpoint within a moment: every single change since ClearFresh, in order.
  void KeepFresh() { keep_fresh_ = true; }
  std::vector<Change>& fresh() { return fresh_; }
  bool lost_support() const { return lost_support_; }  // since the last Commit
  // As + changes, the rows that hold now, or held at the last Commit.
  std::vector<Change> RowsNow() const;
  std::vector<Change> RowsBefore() const;

 private:
  static constexpr uint8_t kOn = 1;
  static constexpr uint8_t kTouched = 2;
  static constexpr uint8_t kBefore = 4;  // was on at the last Commit; read only of touched rows
  static constexpr size_t kFew = 8;

  TupleTable* table_;
  ChangeLog log_;
  std::vector<uint8_t> flags_;  // by row
  std::vector<uint32_t> touched_;
  bool lost_support_ = false;
  bool keep_fresh_ = false;
  std::vector<Change> fresh_;
};

// The changes of one input at a moment.
struct InputChanges {
  size_t slot;
  std::span<const Change> changes;
};

class OperatorState {
 public:
  virtual ~OperatorState() = default;

  // Requires that no earlier timer is due, and that `now` does not go back.
  virtual void Advance(Moment now, std::span<const InputChanges> inputs) = 0;
  virtual Moment NextTimer() const { return kNever; }
};

// What an operator finds out about rows once, whatever the moment and whichever the facts. The evaluations of a family have it in
// common as they have the tables, so that what runs again over other facts computes it for new rows alone. A row that has
// no value is a problem of the evaluation that meets it first.
struct RowMemory {
  std::optional<RowKeys> keys;  // of the pairs
  // By input, by row: its row in the output, or the operator's own mark.
  boost::container::small_vector<std::vector<uint32_t>, 2> images;
};

// Kept from the second evaluation of a family on: the first may be the only one, and large.
struct RowMemories {
  std::vector<std::unique_ptr<RowMemory>> of;  // by node
  bool are_kept = false;
};

// How many rows the joins of an evaluation may pair.
class PairAllowance {
 public:
  void Limit(size_t pairs) { left_ = pairs; }
  // False once all is spent: then a join stops, and what rests on it is incomplete.
  bool Spend() {
    if (left_ > 0) {
      --left_;
      return true;
    }
    is_exceeded_ = true;
    return false;
  }
  bool is_exceeded() const { return is_exceeded_; }

 private:
  size_t left_ = SIZE_MAX;
  bool is_exceeded_ = false;
};

// What an operator is made from.
struct OperatorContext {
  const Plan& plan;
  NodeId node;
  const Timeline& timeline;
  std::span<const TupleTable* const> inputs;
  Output& output;
  RowMemory& memory;
  ScalarEvaluator& scalars;
  ProblemList& problems;
  PairAllowance& pairs;
};

// The keys of the node's pairs, from its memory.
RowKeys& KeysOfPairs(const OperatorContext& context);

// Of any node but kInput and kRecursion. Next, Eventually and Until read mirrored logs and write one (see
// ChangeLog::Mirrored).
std::unique_ptr<OperatorState> MakeOperatorState(const OperatorContext& context);

// Whether the rows of the node are rows of its (first) input, so that they share a table.
bool SharesTable(Operator op);

}  // namespace casus::core
