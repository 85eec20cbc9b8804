#pragma once

// Finds proofs of verdicts.
//
//   Prover prover(policy, plan.answer, symbols, index);
//   const Proof* proof = prover.Prove(row, point);       // valid until the next; null: none was found
//
// The search goes from the formula down to the log, led by the values of the verdict; how is told at the head of
// prover.cc. It costs what is looked at: windows are searched by the events in them, not point by point.
//
// What is found is small: nothing in it can be left out; of a disjunction it proves the side with the smaller proof,
// of witnesses one with a smallest proof among the nearest, and a span is cut where it must be. A search that takes
// more than kMaxEffort steps, or meets more than kMaxDepth unfoldings of recursive definitions, is given up.

#include <boost/unordered/unordered_flat_map.hpp>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "mfotl/assignment.h"
#include "mfotl/proof.h"
#include "mfotl/regex_walk.h"
#include "mfotl/trace_index.h"

namespace casus::mfotl {

class Prover {
 public:
  static constexpr uint64_t kMaxEffort = 4'000'000;
  static constexpr int kMaxDepth = 400;

  // All must outlive the prover.
  Prover(const Policy& policy, const std::vector<VariableId>& answer, base::SymbolTable& symbols,
         TraceIndex& index);

  // Why the policy's formula holds of the values at the point; requires that it does, and that the index has all
  // that this depends on.
  const Proof* Prove(std::span<const core::Value> row, Point point);

 private:
  static constexpr uint32_t kAnyWeight = UINT32_MAX / 4;

  struct Found {
    ProofId id;
    Point through;  // how far it goes
    uint32_t weight;
  };
  using Maybe = std::optional<Found>;

  // Values of some variables of a scope, by their places.
  struct Exclusion {
    uint32_t scope;
    std::vector<std::pair<uint32_t, core::Value>> values;
    friend auto operator<=>(const Exclusion&, const Exclusion&) = default;
  };

  struct Window {
    Point first, last;  // empty if first > last
  };

  struct Facts {
    std::vector<VariableId> free;
    uint32_t least[2] = {1, 1};  // weight of a proof of the formula, and of its negation
    bool is_heavy = false;       // worth remembering what was found
    bool has_time = false;
    const Formula* rows_of = nullptr;  // of an aggregation: the atom whose events are its rows
  };

  // --- prover.cc: the rules that do not look elsewhere in time ---

  // A proof that the literal holds from a point on, as far as one step reaches, but not behind `through`. Nothing, if
  // there is none of at most that weight.
  Maybe From(Literal literal, Point from, Point through, uint32_t budget);
  Maybe FromAnew(Literal literal, Point from, Point through, uint32_t budget);
  // Likewise, as far as steps one behind another reach; and of the whole span, or nothing.
  Maybe Far(Literal literal, Point from, Point through, uint32_t budget);
  Maybe Whole(Literal literal, Point from, Point through, uint32_t budget);
  Maybe Both(Literal literal, Literal a, Literal b, Point from, Point through, uint32_t budget);
  Maybe Either(Literal literal, Literal first, Literal second, Point from, Point through, uint32_t budget);
  Maybe Defined(Literal literal, Point from, Point through, uint32_t budget);

  // --- prover_atoms.cc ---

  Maybe Comparison(Literal literal, Point from, Point through, uint32_t budget);
  Maybe Clock(Literal literal, Point from, Point through, uint32_t budget);
  Maybe Events(Literal literal, Point from, Point through);
  Maybe NoEvent(Literal literal, Point from, Point through, uint32_t budget);

  // --- prover_values.cc: EXISTS ---

  Maybe Witness(Literal owner, Literal body, const std::vector<VariableId>& variables, Point from,
                Point through, uint32_t budget);
  // A case for each row of the body, if rows are wanted; else all cases refute it.
  Maybe Cases(Literal owner, Literal body, const std::vector<VariableId>& variables, Point from,
              Point through, uint32_t budget, bool wants_rows);
  // Calls `use` for values of the variables for which the body may hold at the point: for all, or for a few. Stops when
  // it gives true.
  bool ForEachCandidate(Literal body, const std::vector<VariableId>& variables, Point point, size_t limit,
                        const std::function<bool()>& use);
  // What a proof under a scope excludes of it.
  void Collect(ProofId id, uint32_t scope, std::vector<Exclusion>& found) const;
  uint32_t OpenScope(const std::vector<VariableId>& variables);

  // --- prover_aggregates.cc ---

  Maybe Aggregate(Literal literal, Point point, uint32_t budget);
  Maybe ListRows(const Formula& aggregate, Point point, uint32_t budget, std::optional<core::Value>& given);
  void KeepDistinctRows(PredicateId predicate);
  std::optional<core::Value> ValueOfEvents(const Formula& aggregate, const Formula& atom) const;
  std::optional<core::Value> ValueOfRows(const Formula& aggregate, ProofId cases);
  void AddRows(const Formula& aggregate, ProofId cases, std::vector<Binding>& bound,
               std::map<std::vector<core::Value>, core::Value>& rows) const;

  // --- prover_time.cc ---

  Maybe Neighbour(Literal literal, Point from, Point through, uint32_t budget);
  Maybe Some(Literal literal, Point from, Point through, uint32_t budget);
  Maybe Always(Literal literal, Point from, Point through, uint32_t budget);
  Maybe NeverThere(Rule rule, Literal literal, Literal denied, const Interval& interval, bool is_future,
                   Point from, Point through, uint32_t budget);
  Maybe Reached(Literal literal, Point from, Point through, uint32_t budget);
  Maybe ReachedAt(Literal literal, Point from, Point through, Point at, const Found& goal, uint32_t budget);
  Maybe Unreached(Literal literal, Point from, Point through, uint32_t budget);
  Maybe Broken(Literal literal, Point from, Point through, uint32_t budget);
  Maybe BrokenAt(Literal literal, Point from, Point through, Point at, const Found& failure, uint32_t budget);
  Window WindowOf(const Interval& interval, Point point, bool is_future) const;
  bool IsWithin(const Interval& interval, Point a, Point b) const;  // a <= b
  // The nearest point from `point` on, towards `limit`, at which the literal may hold.
  std::optional<Point> Support(Literal literal, Point point, Point limit);

  // --- prover_matches.cc: regular expressions ---

  // Points on the way of the walks of a match, counted from the point where they begin.
  struct Trail {
    const RegexWalk& walk;
    const Formula& match;
    Point point;
    Point step;       // 1 or -1
    size_t admitted;  // from there on, a walk may end
    size_t length;    // how many points there are
    Point At(size_t at) const { return point + step * static_cast<Point>(at); }
  };
  // Tests that are refuted at points of a trail, with the weight of that; 0: not refuted. Nothing is, behind `points`.
  struct Refutations {
    size_t tests = 0, points = 0;
    std::vector<uint32_t> weights;

    void AddPoint() { weights.resize(++points * tests); }
    uint32_t& Weight(size_t test, size_t at) { return weights[at * tests + test]; }
    bool Has(size_t test, size_t at) const { return at < points && weights[at * tests + test] != 0; }
    uint32_t TotalWeight() const;
  };

  Maybe Matched(Literal literal, Point point, uint32_t budget);
  Maybe Unmatched(Literal literal, Point point, uint32_t budget);
  const RegexWalk& WalkOf(const Formula& match);
  Trail TrailOf(const Formula& match, Point point);
  // Adds the positions that are reached by tests that are not refuted; whether a walk may end there.
  bool Closure(const Trail& trail, const Refutations& refutations, size_t at,
               std::vector<bool>& places) const;
  // To the positions at the next point; whether there are any.
  bool StepOn(const Trail& trail, std::vector<bool>& places) const;
  void StepBack(const Trail& trail, const Refutations& refutations, size_t at,
                std::vector<bool>& goals) const;
  bool LetsThrough(const Trail& trail, const Refutations& refutations);
  void Thin(const Trail& trail, size_t first_test, Refutations& refutations);
  // A premise for each run of points of each test.
  Maybe OfTests(Rule rule, Literal literal, const Trail& trail, std::vector<std::pair<size_t, size_t>> tests,
                uint32_t budget);

  // --- Steps ---

  Found Add(Rule rule, Literal literal, Point from, Point through, std::span<const Found> premises = {},
            Point at = 0);
  // Has the last step note what others must not be; gives its weight.
  uint32_t Note(Exclusion exclusion);
  // How well what was found serves: weight by length.
  static bool IsBetter(const Maybe& a, const Maybe& b, Point from);
  bool IsTired() { return ++effort_ > kMaxEffort; }
  const Facts& FactsOf(const Formula& formula) const { return facts_.at(&formula); }
  uint32_t LeastOf(Literal literal) const;
  // --- prover_facts.cc ---

  void Study(const Formula& formula);
  const Formula* RowsOf(const Formula& aggregate) const;

  // Columns of an atom, as its terms have them now. False if one has no value.
  bool Prepare(const Formula& atom);
  bool AllAreKnown(const Formula& atom) const;  // all columns that the atom names
  bool Fits(std::span<const core::Value> row) const;
  std::optional<Exclusion> ExclusionOf(std::span<const core::Value> row) const;

  struct ColumnTest {
    Assigned::State state;
    uint32_t scope, place;
    core::Value value;
  };
  struct Remembered {
    Maybe found;
    uint32_t budget;
  };

  const Policy& policy_;
  const std::vector<VariableId>& answer_;
  TraceIndex& index_;
  Assignment assignment_;
  boost::unordered_flat_map<const Formula*, Facts> facts_;
  std::vector<std::vector<VariableId>> inner_;  // by definition: all variables of its body

  std::map<const Formula*, RegexWalk> walks_;  // of matches

  Proof proof_;
  std::vector<Exclusion> exclusions_;
  std::vector<std::pair<uint32_t, uint32_t>> exclusions_of_;  // by step
  boost::unordered_flat_map<std::vector<int64_t>, Remembered> remembered_;
  std::vector<ColumnTest> tests_;
  std::vector<std::optional<core::Value>> pattern_;
  std::vector<uint32_t> row_list_;
  uint32_t scopes_ = 0;       // that were opened
  uint32_t open_scopes_ = 0;  // that are open
  size_t candidate_limit_ =
      0;  // how many rows an atom excludes before the rest is passed over; 0: all are excluded
  bool is_forward_ = false;  // nearest rows are those that come first
  int depth_ = 0;
  uint64_t effort_ = 0;
};

}  // namespace casus::mfotl
