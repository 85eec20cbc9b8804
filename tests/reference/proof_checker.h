#pragma once

// Whether a proof of a verdict is right, by the meaning of each operator alone: from the formula and the log, without the
// engine, the planner, or the search that made the proof. As slow as it is obvious.
//
//   ProofChecker checker(policy, symbols, log);
//   checker.Check(proof, {{x, 3}}, 7) == ""               // else what is wrong with it
//
// Stricter than need be, so that nothing in a proof can be changed or left out: spans of premises must be just what is
// needed, and events are those of the log.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/symbol.h"
#include "core/timeline.h"
#include "mfotl/proof.h"

namespace casus::reference {

// A log as the checker has it.
struct LogPoint {
  core::Stamp stamp;
  std::map<mfotl::PredicateId, std::set<std::vector<core::Value>>> events;
};

class ProofChecker {
 public:
  // With a last point in the far future, if the proof may look there. All must outlive the checker.
  ProofChecker(const mfotl::Policy& policy, const base::SymbolTable& symbols,
               const std::vector<LogPoint>& log)
      : policy_(policy), symbols_(symbols), log_(log) {}

  // Empty if the proof shows that the formula holds at the point, for the values of its free variables.
  std::string Check(const mfotl::Proof& proof, const std::vector<mfotl::Binding>& values, mfotl::Point point);

 private:
  using Point = mfotl::Point;
  using ProofStep = mfotl::ProofStep;

  // What is known of a variable: a value; or that it is, together with others, none of the listed rows.
  struct Others {
    std::vector<mfotl::VariableId> variables;
    std::vector<std::map<mfotl::VariableId, core::Value>> listed;
  };
  struct Known {
    std::optional<core::Value> value;
    const Others* others = nullptr;
    mfotl::VariableId name = 0;  // under which the others know it
  };
  using Values = std::map<mfotl::VariableId, Known>;
  struct Number {
    bool is_known = false;
    std::optional<core::Value> value;  // none: it has no value
  };

  static mfotl::Literal WithoutNot(mfotl::Literal literal);
  bool Fail(const ProofStep& step, const std::string& what);
  // Whether the step, and all below it, proves the literal for the span.
  bool Proves(mfotl::ProofId id, mfotl::Literal literal, Values values, Point from, Point through);
  bool Rule(const ProofStep& step, const mfotl::Literal& literal, Values& values);
  bool Premise(const ProofStep& step, size_t premise, mfotl::Literal literal, const Values& values,
               Point from, Point through);
  bool Premises(const ProofStep& step, size_t count);
  bool Atom(const ProofStep& step, const Values& values, Point point, bool& is_there);
  bool Excludes(const mfotl::Formula& atom, const std::vector<core::Value>& row, const Values& values) const;
  bool Comparison(const ProofStep& step, const Values& values);
  bool Neighbour(const ProofStep& step, const Values& values);
  bool Window(const ProofStep& step, const Values& values);
  bool Reached(const ProofStep& step, const Values& values);
  bool Broken(const ProofStep& step, const Values& values);
  bool Match(const ProofStep& step, const Values& values);
  // The points to which the expression matches from the one given, if just those tests hold.
  using Tests = std::set<std::pair<size_t, Point>>;  // of parts of the formula, at points
  std::set<Point> Ends(const mfotl::Regex& regex, Point from, const Tests& told, bool holds) const;
  bool Matches(const mfotl::Formula& match, Point point, const Tests& told, bool holds) const;
  // The rows for which the body is shown to hold are added to `rows`, if these are wanted; else it must not hold.
  bool Cases(const ProofStep& step, const Values& values, mfotl::Literal body,
             const std::vector<mfotl::VariableId>& variables, std::set<std::vector<core::Value>>* rows,
             const std::vector<mfotl::VariableId>& all);
  bool Aggregate(const ProofStep& step, const Values& values);
  bool Events(const ProofStep& list, const Values& values, const mfotl::Formula& aggregate, Point point,
              std::set<std::vector<core::Value>>& rows);
  bool Definition(const ProofStep& step, const Values& values);

  Number Evaluate(const mfotl::Term& term, const Values& values) const;
  bool Admits(const mfotl::Interval& interval, Point a, Point b) const;  // a <= b
  bool IsListed(const Others& others, const std::map<mfotl::VariableId, core::Value>& row) const;

  const mfotl::Policy& policy_;
  const base::SymbolTable& symbols_;
  const std::vector<LogPoint>& log_;
  const mfotl::Proof* proof_ = nullptr;
  std::string problem_;
};

}  // namespace casus::reference
