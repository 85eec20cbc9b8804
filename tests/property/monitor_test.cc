// Random formulas over random logs: the monitor says what the reference says, and proves it; a spoilt proof is
// refused. The formulas are of the shapes
// that need a guard, beyond those of the oracle. Where they differ, RapidCheck shrinks to a small case.

#include "mfotl/monitor.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "diag/render.h"
#include "mfotl/parser.h"
#include "mfotl/planner.h"
#include "mfotl/signature.h"
#include "tests/reference/formula_reference.h"
#include "tests/reference/proof_harness.h"

namespace casus {
namespace {

constexpr std::string_view kSignature = "E() P(int) Q(int) A(int,int)";

int Choose(int count) { return *rc::gen::inRange(0, count); }

std::string RandomInterval(bool is_bounded) {
  const int lower = Choose(3);
  if (!is_bounded && Choose(3) == 0) return "[" + std::to_string(lower) + ",*)";
  return "[" + std::to_string(lower) + "," + std::to_string(lower + Choose(4)) + "]";
}

std::string RandomTerm(const std::vector<std::string>& variables) {
  const std::string variable = variables[static_cast<size_t>(Choose(static_cast<int>(variables.size())))];
  switch (Choose(6)) {
    case 0:
      return std::to_string(Choose(3));
    case 1:
      return variable + " + 1";
    default:
      return variable;
  }
}

std::string RandomFormula(int size, const std::vector<std::string>& variables);

std::string RandomRegex(int size, const std::vector<std::string>& variables) {
  const auto part = [&] { return RandomRegex(size - 1, variables); };
  if (size <= 0) {
    switch (Choose(4)) {
      case 0:
        return ".";
      case 1:
        return "(NOT " + RandomFormula(0, variables) + ")?";
      default:
        return "(" + RandomFormula(0, variables) + ")" + (Choose(4) == 0 ? "" : "?");
    }
  }
  switch (Choose(7)) {
    case 0:
      return "(" + part() + " + " + part() + ")";
    case 1:
      return "(" + part() + ")*";
    case 2:
      return ".*";
    case 3:
      return "(. " + RandomFormula(0, variables) + "?)*";
    case 4:
      return RandomFormula(size - 1, variables) + "?";
    default:
      return "(" + part() + " " + part() + ")";
  }
}

// A formula whose free variables are among the given ones.
std::string RandomFormula(int size, const std::vector<std::string>& variables) {
  const auto part = [&] { return RandomFormula(size - 1, variables); };
  const auto term = [&] { return RandomTerm(variables); };
  if (size <= 0) {
    switch (Choose(6)) {
      case 0:
        return "E()";
      case 1:
        return "P(" + term() + ")";
      case 2:
        return "Q(" + term() + ")";
      case 3:
        return "A(" + term() + ", _)";
      case 4: {
        static const std::vector<std::string> kSigns = {"=", "<", "<=", "<>"};
        return term() + " " + kSigns[static_cast<size_t>(Choose(4))] + " " + term();
      }
      default:
        return "A(" + term() + ", " + term() + ")";
    }
  }
  switch (Choose(17)) {
    case 0:
      return "(NOT " + part() + ")";
    case 1:
      return "(" + part() + " OR " + part() + ")";
    case 2:
      return "(" + part() + " AND " + part() + ")";
    case 3:
      return "(" + part() + " IMPLIES " + part() + ")";
    case 4:
      return "(" + part() + " EQUIV " + part() + ")";
    case 5:
    case 6: {
      std::vector<std::string> inner = variables;
      inner.push_back("v" + std::to_string(variables.size()));
      const bool is_exists = Choose(2) == 0;
      return std::string(is_exists ? "(EXISTS " : "(FORALL ") + inner.back() + ". A(" +
             RandomTerm(variables) + ", " + inner.back() + ")" + (is_exists ? " AND " : " IMPLIES ") +
             RandomFormula(size - 1, inner) + ")";
    }
    case 7:
      return "(ONCE" + RandomInterval(false) + " " + part() + ")";
    case 8:
      return "(EVENTUALLY" + RandomInterval(true) + " " + part() + ")";
    case 9:
      return "(HISTORICALLY" + RandomInterval(false) + " " + part() + ")";
    case 10:
      return "(ALWAYS" + RandomInterval(true) + " " + part() + ")";
    case 11:
      return std::string(Choose(2) == 0 ? "(PREVIOUS" : "(NEXT") + RandomInterval(false) + " " + part() + ")";
    case 12:
      return "(" + part() + " SINCE" + RandomInterval(false) + " " + part() + ")";
    case 13:
      return "(" + part() + " UNTIL" + RandomInterval(true) + " " + part() + ")";
    case 14:
      return "(|>" + RandomInterval(true) + " " + RandomRegex(size, variables) + ")";
    default:
      return "(<|" + RandomInterval(false) + " " + RandomRegex(size, variables) + ")";
  }
}

struct RandomLog {
  std::string text;
  std::vector<reference::Point> points;
};

RandomLog MakeLog() {
  RandomLog log;
  core::Stamp stamp = 0;
  const int points = 1 + Choose(6);
  for (int i = 0; i < points; ++i) {
    stamp += Choose(4);
    reference::Point point{.stamp = stamp};
    log.text += "@" + std::to_string(stamp);
    const std::vector<std::pair<std::string, int>> predicates = {{"E", 0}, {"P", 1}, {"Q", 1}, {"A", 2}};
    for (size_t p = 0; p < predicates.size(); ++p) {
      const int rows = Choose(predicates[p].second == 0 ? 2 : 3);
      for (int row = 0; row < rows; ++row) {
        std::vector<int64_t> values;
        std::string text;
        for (int column = 0; column < predicates[p].second; ++column) {
          values.push_back(Choose(3));
          text += (text.empty() ? "" : ",") + std::to_string(values.back());
        }
        point.events[static_cast<mfotl::PredicateId>(p)].insert(values);
        log.text += " " + predicates[p].first + " (" + text + ")";
      }
    }
    log.text += ";\n";
    log.points.push_back(std::move(point));
  }
  return log;
}

// Lines of the form "@3 (time point 1): (1,2) (2,2)".
std::string Print(const std::vector<mfotl::VariableId>& answer, const reference::Point& point, size_t number,
                  const std::set<std::vector<int64_t>>& rows) {
  if (rows.empty()) return "";
  std::string line = "@" + std::to_string(point.stamp) + " (time point " + std::to_string(number) + "):";
  if (answer.empty()) return line + " true\n";
  for (const std::vector<int64_t>& row : rows) {
    line += " (";
    for (size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "," : "") + std::to_string(row[i]);
    line += ")";
  }
  return line + "\n";
}

// What the monitor says of the formula and a random log.
void Check(const std::string& text) {
  const RandomLog log = MakeLog();

  diag::Files files;
  diag::Sink sink;
  base::SymbolTable symbols;
  const diag::FileId signature = files.Add("signature", std::string(kSignature));
  const diag::FileId formula = files.Add("formula", text);
  const std::optional<mfotl::Policy> policy =
      mfotl::ParsePolicy(formula, files, mfotl::ParseSignature(signature, files, sink), sink);
  RC_LOG() << text << "\n" << log.text;
  if (!policy) {  // an expression of conditions alone
    RC_ASSERT(diag::RenderLines(sink.Finish(), files).find("nothing says what type") != std::string::npos);
    return;
  }
  const std::optional<mfotl::MonitorPlan> plan = mfotl::MakePlan(*policy, symbols, sink);
  RC_CLASSIFY(plan.has_value(), "can be monitored");
  if (!plan) return;

  mfotl::Monitor monitor(*policy, *plan, symbols, {});
  std::string output;
  const size_t piece = 1 + static_cast<size_t>(Choose(40));
  for (size_t at = 0; at < log.text.size(); at += piece) {
    monitor.Feed(std::string_view(log.text).substr(at, piece), output);
  }
  monitor.Finish(true, output);
  output.resize(std::min(output.size(), output.find("@MaxTS")));

  std::vector<reference::Point> points = log.points;
  points.push_back({.stamp = mfotl::kLastStamp});
  reference::FormulaReference meaning(*policy, points);
  std::string wanted;
  const auto decided =
      static_cast<size_t>(monitor.decided());  // what is open when the log ends is not in question
  for (size_t t = 0; t < std::min(decided, log.points.size()); ++t) {
    wanted += Print(plan->answer, points[t], t, meaning.Verdicts(plan->answer, t));
  }
  RC_ASSERT(output == wanted);
  const reference::ProvenLog proven = reference::ProveAll(*policy, *plan, symbols, log.text);
  const std::string problems = reference::Problems(*policy, symbols, proven);
  RC_LOG() << problems;
  RC_ASSERT(problems.empty());
  if (proven.verdicts.empty()) return;
  const reference::ProvenVerdict& first = proven.verdicts[0];
  reference::ProofChecker checker(*policy, symbols, proven.log);
  for (const mfotl::Proof& spoilt : reference::Spoilt(*first.proof)) {
    RC_ASSERT(!checker.Check(spoilt, first.values, first.point).empty());
  }
}

RC_GTEST_PROP(MonitorProperty, SaysWhatTheReferenceSays, ()) {
  static const std::vector<std::string> kGuards = {"A(x, y)", "P(x) AND Q(y)", "(ONCE[0,3] A(x, y))",
                                                   "(EVENTUALLY[0,2] A(y, x))"};
  Check(kGuards[static_cast<size_t>(Choose(4))] + " AND " + RandomFormula(1 + Choose(3), {"x", "y"}));
}

// Expressions by themselves, most of which begin by a test that says which values there are.
RC_GTEST_PROP(MonitorProperty, MatchesWhatTheReferenceMatches, ()) {
  const std::vector<std::string> variables =
      Choose(2) == 0 ? std::vector<std::string>{"x"} : std::vector<std::string>{"x", "y"};
  std::string regex = RandomRegex(1 + Choose(4), variables);
  if (Choose(4) != 0) regex = (variables.size() == 1 ? "P(x)? " : "A(x, y)? ") + regex;
  const bool is_past = Choose(2) == 0;
  Check((is_past ? "<|" : "|>") + RandomInterval(!is_past) + " " + regex);
}

}  // namespace
}  // namespace casus
