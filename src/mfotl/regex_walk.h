#pragma once

// A regular expression as what a walk along time-points may do next.
//
//   RegexWalk walk(match);         of <| P(x)? (. Q(x)?)*, walked back from the point of the verdict:
//                                    0: test Q   1: step   2: test P   3: the end
//                                    begins {0, 2}; next of 0 {1}, of 1 {0, 2}, of 2 {3}
//
// A walk stands at a time-point before a *position*: a test, which it passes where that holds, a step to the next
// time-point on its way, or the end. Of <| it goes back from the point of the verdict, of |> ahead. The expression
// matches if a walk may end at a point that the interval admits.
//
// The positions and what follows them are those of Glushkov (1961); their number is that of the tests and steps, and
// each test of the expression has one position.

#include <cstdint>
#include <optional>
#include <vector>

#include "mfotl/formula.h"

namespace casus::mfotl {

class RegexWalk {
 public:
  // Of a kMatchPast or kMatchFuture.
  explicit RegexWalk(const Formula& match);

  using Position = uint32_t;
  Position end() const { return static_cast<Position>(tests_.size()); }
  size_t size() const { return tests_.size() + 1; }
  const std::vector<Position>& begins() const { return begins_; }
  const std::vector<Position>& Next(Position position) const { return next_[position]; }
  // Which of the formula's parts is tested; none of a step.
  std::optional<size_t> TestOf(Position position) const { return tests_[position]; }
  // How many tests are passed at least on a way from there to the end.
  uint32_t LeastTests(Position position) const { return least_tests_[position]; }

 private:
  struct Ends {
    std::vector<Position> first, last;
    bool may_be_empty = false;
  };

  Ends Add(const Regex& regex, bool is_back);
  void Connect(const std::vector<Position>& from, const std::vector<Position>& to);

  std::vector<Position> begins_;
  std::vector<std::vector<Position>> next_;
  std::vector<std::optional<size_t>> tests_;
  std::vector<uint32_t> least_tests_;
};

}  // namespace casus::mfotl
