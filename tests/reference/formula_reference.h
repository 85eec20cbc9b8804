#pragma once

// What a formula means, point by point: for an assignment of values to its variables, whether it holds. As
// slow as it is obvious. Variables range over the integers from kLeast to kGreatest, which is enough for
// formulas whose verdicts do not depend on the domain, and small logs.

#include <map>
#include <set>
#include <vector>

#include "core/timeline.h"
#include "mfotl/formula.h"

namespace casus::reference {

inline constexpr int64_t kLeast = -2;
inline constexpr int64_t kGreatest = 7;

struct Point {
  core::Stamp stamp;
  std::map<mfotl::PredicateId, std::set<std::vector<int64_t>>> events;
};

class FormulaReference {
 public:
  // Of a policy over integers, and a log without end mark.
  FormulaReference(const mfotl::Policy& policy, std::vector<Point> log)
      : policy_(policy), log_(std::move(log)) {}

  // The rows of the answer's variables for which the formula holds at the point.
  std::set<std::vector<int64_t>> Verdicts(const std::vector<mfotl::VariableId>& answer, size_t point);

 private:
  using Assignment = std::map<mfotl::VariableId, int64_t>;

  bool Holds(const mfotl::Formula& formula, Assignment& values, size_t t);
  bool Atom(const mfotl::Formula& formula, Assignment& values, size_t t);
  bool Aggregate(const mfotl::Formula& formula, Assignment& values, size_t t);
  // The points to which the expression matches from the one given.
  std::set<size_t> Ends(const mfotl::Formula& match, const mfotl::Regex& regex, Assignment& values,
                        size_t from);
  bool Admits(const mfotl::Interval& interval, size_t from, size_t to) const;
  // Calls `use` for every way to give values to the variables.
  template <typename Use>
  void ForAll(const std::vector<mfotl::VariableId>& variables, size_t first, Assignment& values, Use use);

  const mfotl::Policy& policy_;
  std::vector<Point> log_;
};

}  // namespace casus::reference
