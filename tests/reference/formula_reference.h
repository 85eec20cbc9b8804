#pragma once

// What a formula means, point by point: for an assignment of values to its variables, whether it holds. As
// slow as it is obvious. Variables range over a domain of a few values of each type, which is enough for formulas
// whose verdicts do not depend on the domain, if it has all values that matter: those of the log, and those that are
// computed from them. Whoever finds a difference looks again with a wider one.

#include <boost/unordered/unordered_flat_map.hpp>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/symbol.h"
#include "core/timeline.h"
#include "mfotl/formula.h"

namespace casus::reference {

struct Point {
  core::Stamp stamp;
  std::map<mfotl::PredicateId, std::set<std::vector<core::Value>>> events;
};

struct Domain {
  std::vector<int64_t> integers;
  std::vector<double> floats;
  std::vector<std::string> texts;
};

class FormulaReference {
 public:
  // The log is without end mark; its texts are symbols of the table.
  FormulaReference(const mfotl::Policy& policy, base::SymbolTable& symbols, const Domain& domain,
                   std::vector<Point> log);

  // The rows of the answer's variables for which the formula holds at the point.
  std::set<std::vector<core::Value>> Verdicts(const std::vector<mfotl::VariableId>& answer, size_t point);

  // How often it has looked whether something holds.
  uint64_t effort() const { return effort_; }

 private:
  using Assignment = std::vector<core::Value>;  // by variable
  // What has been found out about a formula: by point and the values of its free variables.
  struct Known {
    std::vector<mfotl::VariableId> free;
    boost::unordered_flat_map<std::vector<core::Value>, bool> holds;
  };

  bool Holds(const mfotl::Formula& formula, Assignment& values, size_t t);
  bool Find(const mfotl::Formula& formula, Assignment& values, size_t t);
  bool Atom(const mfotl::Formula& formula, Assignment& values, size_t t);
  bool IsAt(const mfotl::Formula& formula, const Assignment& values, size_t t);
  bool Aggregate(const mfotl::Formula& formula, Assignment& values, size_t t);
  // The points to which the expression matches from the one given.
  std::set<size_t> Ends(const mfotl::Formula& match, const mfotl::Regex& regex, Assignment& values,
                        size_t from);
  bool Admits(const mfotl::Interval& interval, size_t from, size_t to) const;
  // Nothing where a division by zero, or a number too large, has no value.
  std::optional<core::Value> ValueOf(const mfotl::Term& term, const Assignment& values);
  bool Compare(const mfotl::Formula& formula, const Assignment& values);
  const std::vector<core::Value>& DomainOf(mfotl::VariableId variable) const;
  // Calls `use` for every way to give values to the variables.
  template <typename Use>
  void ForAll(const std::vector<mfotl::VariableId>& variables, size_t first, Assignment& values, Use use);

  const mfotl::Policy& policy_;
  base::SymbolTable& symbols_;
  std::vector<core::Value> integers_, floats_, texts_;
  std::vector<Point> log_;
  std::map<const mfotl::Formula*, Known> known_;
  uint64_t effort_ = 0;
};

}  // namespace casus::reference
