#pragma once

// Runs a plan over facts.
//
//   Evaluation evaluation(plan, timeline, compounds);
//   evaluation.AddFact(attacks, {{germany, poland}}, day, day + 1);
//   evaluation.Run();
//   for (const Problem& problem : evaluation.problems()) ...
//   const Relation& answer = evaluation.Of(casus);
//
// The plan, the timeline and the table of compounds must outlive the evaluation. The result is the plan's
// unique model; the same calls give the same rows in the same order. Not safe for use from several threads.
//
// What is never asked for need not be computed:
//
//   evaluation.Run(std::array{casus});      // and what it rests on
//   evaluation.Run(std::array{breach});     // only what has not run yet
//
// What other facts would make of it costs what they change:
//
//   Evaluation other(evaluation, timeline);
//   other.Replace(attacks);
//   other.AddFact(attacks, {{germany, france}}, day, day + 1);
//   other.Run(std::array{casus});
//
// A node of which every input says what it said in the first evaluation is not run: both read one log. So is a
// component of a cycle, as a whole. Rows keep their numbers: all evaluations of a family have their tables in
// common, which only grow, and are therefore for one thread together.

#include <memory>
#include <span>
#include <vector>

#include "core/compound.h"
#include "core/dependencies.h"
#include "core/plan.h"
#include "core/problem.h"
#include "core/relation.h"
#include "core/timeline.h"

namespace casus::core {

class Evaluation {
 public:
  // Requires that every recursion of the plan is defined, and FindUnstratifiedCycle() finds none.
  Evaluation(const Plan& plan, const Timeline& timeline, CompoundTable& compounds);
  // Of the plan of `base`, which must outlive this one, on a timeline equal to its own. Facts are those of `base`, but for inputs
  // that are replaced. What this one is asked to run, the base runs first.
  Evaluation(Evaluation& base, const Timeline& timeline);
  ~Evaluation();
  Evaluation(const Evaluation&) = delete;
  Evaluation& operator=(const Evaluation&) = delete;

  // The row holds from `begin` until `end`, cut to the timeline. Facts about one row may overlap. Gives the
  // number of the fact among those of the input, from 0. Before Run only.
  size_t AddFact(NodeId input, std::span<const Value> row, Moment begin, Moment end);
  // Takes away the facts that an input has from the base. Before Run only; then facts may be added to it.
  void Replace(NodeId input);
  // Many at once: columns[c][i], begins[i], ends[i] are of fact i.
  void AddFacts(NodeId input, std::span<const std::span<const Value>> columns, std::span<const Moment> begins,
                std::span<const Moment> ends);

  // A recursion within a moment that makes more rows than this, at one moment, is cut short and reported.
  void LimitRecursion(size_t rows);
  // Joins that pair more rows than this, all together, are cut short: then no result says anything. Without a base only.
  void LimitPairs(size_t pairs);
  bool is_cut_short() const;

  void Run();
  // Only the nodes that are wanted, and what they rest on; of these, what has not run yet.
  void Run(std::span<const NodeId> wanted);

  // Of a node that has run.
  bool HasRun(NodeId node) const;
  const Relation& Of(NodeId node) const;
  std::span<const Problem> problems() const;  // at most kMaxProblems of them
  size_t problem_count() const;               // all

  // The first fact of an input that says that the row holds at the moment, by its number; and when a fact
  // holds.
  std::optional<size_t> FindFact(NodeId input, std::span<const Value> row, Moment moment) const;
  base::Interval FactInterval(NodeId input, size_t fact) const;

  const Plan& plan() const { return *plan_; }
  const Dependencies& dependencies() const;  // of the plan
  const Timeline& timeline() const { return *timeline_; }
  CompoundTable& compounds() const { return *compounds_; }

  static constexpr size_t kMaxProblems = ProblemList::kMaxKept;

 private:
  struct State;

  // Nodes that have not run, each with all that it rests on and that has not run either.
  void RunNodes(std::span<const uint32_t> nodes);

  const Plan* plan_;
  const Timeline* timeline_;
  CompoundTable* compounds_;
  Evaluation* base_ = nullptr;
  std::unique_ptr<State> state_;
};

}  // namespace casus::core
