#pragma once

// How small a proof can be: the least number of steps of all that the checker would accept, found by trying all.
//
//   SmallestProof smallest(log);
//   smallest.Size({&policy.formula}, 2, 2) == 3            // nothing: there is no proof
//
// Of formulas without variables, aggregations, definitions and regular expressions.

#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "mfotl/literal.h"
#include "tests/reference/proof_checker.h"

namespace casus::reference {

class SmallestProof {
 public:
  // The log must outlive it.
  explicit SmallestProof(const std::vector<LogPoint>& log) : log_(log) {}

  // Of proofs that the literal holds at all points of the span.
  std::optional<size_t> Size(mfotl::Literal literal, mfotl::Point from, mfotl::Point through);

 private:
  using Point = mfotl::Point;
  using Literal = mfotl::Literal;

  std::optional<size_t> InOneStep(Literal literal, Point from, Point through);
  std::optional<size_t> Logic(Literal literal, Point from, Point through);
  std::optional<size_t> Neighbour(Literal literal, Point from, Point through);
  std::optional<size_t> Windows(Literal literal, Point from, Point through);
  std::optional<size_t> Reached(Literal literal, Point from, Point through);
  std::optional<size_t> Broken(Literal literal, Point from, Point through);
  bool IsThere(const mfotl::Formula& atom, Point point) const;
  bool Sees(const mfotl::Formula& formula, Point from, Point other) const;

  const std::vector<LogPoint>& log_;
  std::map<std::tuple<Literal, Point, Point>, std::optional<size_t>> known_;
};

}  // namespace casus::reference
