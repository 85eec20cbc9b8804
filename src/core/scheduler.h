#pragma once

// Decides which operator takes which changes when.
//
// A node on no cycle reads the whole histories of its inputs, once, after them: changes and its own timers
// are merged by time. The nodes of a cycle run together, as a sweep over an agenda of (moment, order, node):
// a node is on it at a moment when an input has changed, or its timer is due. With the delaying edges deleted
// the graph says who goes first within a moment; where it still has cycles, their nodes form a *group*, which
// is run to its least fixpoint at that moment. Only what is on the agenda is touched: a hundred thousand
// nodes that rest cost nothing.
//
//   breach := Except(due, kept)   due := Clock(owed, ...)   owed := Rise(... Previous(breach) ...)
//
//   agenda  (3, owed)            a duty is triggered; Clock sets a timer for moment 33
//           (33, due) (33, breach)
//           (34, Previous) (34, owed) ...
//
// Why the result is the unique model: at each moment every node outside groups is computed once, after all
// that it depends on at this moment; a delaying operator may take its input later in the moment, but what it
// says depends on earlier moments only, so that it has said it before. By induction over (moment, order) all
// is determined.
//
// A group is monotone at a moment, what was before being fixed (see Plan). When only rows come to hold, they
// are handed round until nothing new follows: semi-naive evaluation (Bancilhon 1985), since changes are all
// that is ever handed round. When a row loses a derivation, it and others may only seem to be supported, by
// each other; so the operators are made to forget everything that the group told itself, and the fixpoint is
// built from what comes from outside. The net difference is what readers outside see. This costs as much as
// the group has rows, at the moments where it loses one.

#include <memory>
#include <optional>
#include <queue>
#include <span>
#include <vector>

#include "core/dependencies.h"
#include "core/operator_state.h"
#include "core/outputs.h"

namespace casus::core {

// A last look, at no cost, by who has asked already (Plan::FindUnstratifiedCycle) or should have.
void CheckStratified(const Plan& plan, const Dependencies& dependencies);

class Scheduler {
 public:
  // `outputs`, by node, are made and filled; those of inputs are given. `memories` have a place for each node. All references must
  // outlive the scheduler.
  // Requires a plan that is stratified (CheckStratified).
  Scheduler(const Plan& plan, const Dependencies& dependencies, const Timeline& timeline, Outputs& outputs,
            RowMemories& memories, ScalarEvaluator& scalars, ProblemList& problems, PairAllowance& pairs,
            size_t max_recursion);

  // Runs components of the plan, in ascending order; what they read has run. `earlier`, if any, is what an earlier run said of the same
  // plan, on the same timeline and over the same tables, of all these components. One of which no input says other than it did borrows
  // what it said; `differs`, by node, says of which inputs this is so, and then of all nodes.
  void Run(std::span<const uint32_t> components, Outputs* earlier, std::vector<bool>& differs);

 private:
  // Who reads a node, within the component that runs.
  struct Reader {
    uint32_t node;
    uint32_t slot;
  };

  // A batch of an input that a node has not taken yet.
  struct Delivery {
    uint32_t slot;
    uint32_t producer;
    size_t batch;
  };

  // On the agenda for a later moment.
  struct Entry {
    Moment moment;
    uint32_t order;  // 0: a log from outside the component; else the unit + 1
    uint32_t node;
    friend bool operator>(const Entry& a, const Entry& b) { return a.moment > b.moment; }
  };

  // Of an input that is read as a whole: its next batch.
  struct Next {
    Moment moment;
    size_t slot;
    size_t batch;
  };

  // What a node needs while its component runs.
  struct Running {
    std::unique_ptr<OperatorState> state;
    std::vector<Reader> readers;
    std::vector<Delivery> inbox;
    size_t next_batch = 0;         // of a node outside the component
    Moment queued_at = -1;         // the moment of an entry for changes
    Moment queued_timer = kNever;  // of the earliest entry for a timer
    bool is_waiting = false;       // in a group's worklist
  };

  Running& RunningOf(uint32_t node) { return running_[place_of_[node]]; }
  std::unique_ptr<OperatorState> MakeState(uint32_t node);
  void RunOverWholeHistory(uint32_t node);
  void Sweep(std::span<const uint32_t> members);
  void RunComponent(uint32_t component);
  bool IsReached(std::span<const uint32_t> members, const std::vector<bool>& differs) const;
  void Advance(uint32_t node, Moment now);
  void RunGroup(const std::vector<uint32_t>& due, uint32_t unit, Moment now);
  void ForgetRecursion(uint32_t unit, Moment now);
  void HandRound(uint32_t unit, Moment now);
  void CommitAndDeliver(uint32_t node, Moment now);
  void Deliver(uint32_t producer, size_t batch, Moment now);
  void QueueForChanges(uint32_t node, Moment now);
  void QueueForTimer(uint32_t node, Moment now);
  void QueueSource(uint32_t producer);
  void PutDue(uint32_t order, uint32_t node);
  std::optional<uint32_t> FirstOrderDue();

  const Plan& plan_;
  const Timeline& timeline_;
  Outputs& outputs_;
  RowMemories& memories_;
  ScalarEvaluator& scalars_;
  ProblemList& problems_;
  PairAllowance& pairs_;
  size_t max_recursion_;  // rows that a group may derive at one moment

  const Dependencies& dependencies_;
  // Of the component that runs: its nodes, then what they read from outside; and by node, the place there.
  std::vector<Running> running_;
  std::vector<uint32_t> place_of_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> agenda_;
  // What is due at the moment at hand: by order its nodes, and by bit whether there are any. Most of it comes up at that moment.
  std::vector<std::vector<uint32_t>> due_;
  std::vector<uint64_t> has_due_;
  size_t first_word_due_ = 0;  // of has_due_: those before it are 0
  std::vector<InputChanges> changes_;
  std::vector<const ChangeLog*> logs_;  // of the inputs of the node that runs over its whole history
  std::vector<Next> next_;
  std::vector<uint32_t> advanced_;  // nodes of the group that have been advanced at this moment
  std::vector<bool> is_endless_;    // by unit: cut short, silent from then on
};

}  // namespace casus::core
