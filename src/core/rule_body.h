#pragma once

// The body of a rule: what must hold together at one point, over variables.
//
//   access(u, f) and not (logged_in(u) and opened(f))
//
//   leaves    access(0, 1)                   a batch: the rows of this point
//             not V(0, 1)                    a view, whose body is  logged_in(0), opened(1)
//
// A plan writes this as a tree of joins, exceptions, selections and projections; here the tree is gone: a
// *leaf* is a relation with a variable for each column, a *filter* a truth over variables, a *computed*
// variable a scalar over others. Solving finds the bindings of all variables, one after another: see
// rule_body.cc for the order.
//
// A *view* is a relation that nobody keeps: bodies that are solved with what is bound already, each time that
// somebody asks.

#include <map>
#include <memory>
#include <span>
#include <vector>

#include "core/problem.h"
#include "core/row_batch.h"
#include "core/row_set.h"
#include "core/scalar.h"
#include "core/scalar_evaluator.h"

namespace casus::core {

// A point of the trace.
struct Now {
  int64_t point;
  Stamp stamp;
};

class View;

// Of one relation in a body; exactly one of the three is given.
struct BodyLeaf {
  RowBatch* batch = nullptr;
  RowSet* set = nullptr;
  View* view = nullptr;
  std::vector<int> variables;  // by column; kAnything where the column does not matter
  bool is_negated = false;

  static constexpr int kAnything = -1;
};

// A scalar over a row whose columns are variables.
struct BodyScalar {
  NodeId node;  // for problems
  const Scalar* scalar;
  const Schema* schema;
  std::vector<int> variables;  // by column of the schema
  int target = -1;             // the variable that it computes; a filter has none
};

// Where scalars are computed. The timeline of the evaluator must say the stamp of the present point.
struct ScalarContext {
  ScalarEvaluator& evaluator;
  ProblemList& problems;
};

// Is told each binding that is found.
class BodyVisitor {
 public:
  virtual ~BodyVisitor() = default;
  virtual bool Visit(const Value* variables) = 0;  // whether to stop
};

class RuleBody {
 public:
  // `head` are the variables that matter to whoever asks: bindings that differ in others only are found once
  // where that is cheap, and may be found again.
  RuleBody(std::vector<BodyLeaf> leaves, std::vector<BodyScalar> scalars, size_t variables,
           std::vector<int> head);
  ~RuleBody();
  RuleBody(RuleBody&&) noexcept;

  // Finds the bindings that agree with `values` on the variables of `bound`; whether the visitor has stopped it.
  // `values` has room for all variables.
  bool Solve(const Now& now, ColumnMask bound, Value* values, ScalarContext& scalars, BodyVisitor& visitor);

  // Whether some leaf that is not negated is surely empty, so that there is nothing to find.
  bool IsSurelyEmpty(const Now& now) const;

  // Whether some leaf that is not negated is a batch: then what is found happens with its rows.
  bool HasBatch() const;

  size_t variables() const { return variables_; }
  std::span<const int> head() const { return head_; }
  // Whether different bindings have different heads, rows of leaves being distinct.
  bool IsInjective() const { return is_injective_; }

 private:
  struct Search;
  struct Check;
  struct Option;
  struct Decision;

  std::unique_ptr<Decision> Decide(ColumnMask bound, uint64_t done_leaves, uint64_t done_scalars) const;
  bool Continue(Search& search, Decision& decision, bool is_head_found);
  bool Follow(Search& search, Decision& decision, bool is_head_found);
  bool Passes(Search& search, const Check& check);
  size_t CountOf(Search& search, Option& option);
  bool Try(Search& search, Option& option, const Value* row, bool is_head_found);

  std::vector<BodyLeaf> leaves_;
  std::vector<BodyScalar> scalars_;
  size_t variables_;
  std::vector<int> head_;
  ColumnMask head_mask_ = 0;
  bool is_injective_ = true;
  std::map<ColumnMask, std::unique_ptr<Decision>> decisions_;  // by what is bound at first
  Decision* last_ = nullptr;                                   // the one that was asked for last
  ColumnMask last_bound_ = 0;
};

// The union of bodies whose heads have one schema.
class View {
 public:
  explicit View(std::vector<RuleBody> bodies) : bodies_(std::move(bodies)) {}

  // Calls the visitor with rows (one value for each column of the head) that have these values in the columns of the
  // mask, ascending; a row may come again. Whether it was stopped.
  bool VisitMatches(const Now& now, ColumnMask mask, const Value* key, ScalarContext& scalars,
                    BodyVisitor& visitor);

 private:
  std::vector<RuleBody> bodies_;
};

}  // namespace casus::core
