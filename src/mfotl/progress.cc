// Where a formula is decided, from where its parts are.
//
//   points           0    1    2    3          stamps 4 5 9 MaxTS
//   E                decided at all four
//   NEXT E           at 0 to 2, as nobody knows what is next to 3
//   ONCE[0,3] of it  likewise; PREVIOUS of it at all four
//   EVENTUALLY[0,4] NEXT E    at none: 3 is open, but so far nobody sees; 4 + 4 < MaxTS, 9 + 4 < MaxTS
//
// Each part is open from a first point on. What looks ahead by at most b is open from the first point whose reach
// has the first open point of a part, or the last point of all: others may follow with the same stamp. What looks
// back is open where its part is, or one point later if it does not see the present. This is how VeriMon measures its
// progress (Basin, Dardinier, Heimes, Krstic, Raszyk, Schneider, Traytel: "A formally verified, optimized monitor for
// metric first-order dynamic logic", 2020), but for what looks back by a lower bound.
//
// A recursive definition depends on earlier points of itself, so that it is open where its body is if nothing of itself
// were open.

#include "mfotl/progress.h"

#include <algorithm>
#include <map>

#include "mfotl/literal.h"

namespace casus::mfotl {
namespace {

using Kind = Formula::Kind;

class Progress {
 public:
  Progress(const Policy& policy, const core::Stream& stream)
      : policy_(policy), stream_(stream), end_(stream.points()) {}

  // The first point at which the formula is open, or the end.
  int64_t Of(const Formula& formula) {
    int64_t open = end_;
    for (const Formula& part : formula.parts) open = std::min(open, Of(part));
    if (formula.kind == Kind::kAtom) return OfAtom(formula);
    if (formula.kind == Kind::kNext) return std::max<int64_t>(open - 1, 0);
    if (formula.kind == Kind::kSince) {
      return std::min(Of(formula.parts[0]), Behind(Of(formula.parts[1]), formula.interval));
    }
    if (formula.kind == Kind::kPrevious) return std::min(open + 1, end_);
    if (formula.kind == Kind::kOnce || formula.kind == Kind::kHistorically) {
      return Behind(open, formula.interval);
    }
    return LooksAhead(formula) ? FirstThatSees(std::min(open, end_ - 1), formula.interval) : open;
  }

 private:
  int64_t OfAtom(const Formula& atom) {
    const std::optional<size_t> definition =
        policy_.predicates[static_cast<size_t>(atom.predicate)].definition;
    if (!definition) return end_;
    const auto [known, is_new] = definitions_.try_emplace(*definition, end_);
    if (is_new) known->second = Of(policy_.definitions[*definition].body);
    return known->second;
  }

  int64_t Behind(int64_t open, const Interval& interval) const {
    return std::min(open + (interval.lower > 0 ? 1 : 0), end_);
  }

  // At a point that the stream has decided, all its operators have spoken, so that no part is open there.
  int64_t FirstThatSees(int64_t open, const Interval& interval) const {
    const int64_t known = stream_.decided();
    if (open <= known) return known;
    const core::Stamp stamp = stream_.StampOf(open);
    const auto sees = [&](int64_t point) {
      return !interval.upper || stamp - stream_.StampOf(point) <= *interval.upper;
    };
    while (open > known && sees(open - 1)) --open;
    return open;
  }

  const Policy& policy_;
  const core::Stream& stream_;
  int64_t end_;
  std::map<size_t, int64_t> definitions_;  // the first open point, by number
};

}  // namespace

int64_t DecidedAtEnd(const Policy& policy, const core::Stream& stream) {
  return std::max(stream.decided(), Progress(policy, stream).Of(policy.formula));
}

}  // namespace casus::mfotl
