// Proofs over time: windows, witnesses in them, and what lasts from or up to a witness.
//
// Windows move forwards as their point does. So what is absent in the windows of a span of points is absent in one
// stretch of points, unless a window is empty; and how far the stretch reaches says how far the span does.
//
// A witness is looked for from the present outwards, at the points where the events say that it may be (Support). Of SINCE,
// the first point from now at which the right side holds is the witness, or there is none: behind a point at which the
// left side fails no witness counts, and a farther one needs the left side to last longer.

#include <algorithm>

#include "mfotl/prover.h"

namespace casus::mfotl {
namespace {

using Kind = Formula::Kind;

constexpr int kMaxWitnesses = 8;  // that are compared

core::Stamp Plus(core::Stamp a, int64_t b) {
  core::Stamp sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? (b < 0 ? INT64_MIN : INT64_MAX) : sum;
}

}  // namespace

Prover::Window Prover::WindowOf(const Interval& interval, Point point, bool is_future) const {
  const core::Stamp stamp = index_.StampOf(point);
  if (is_future) {
    const Point first = interval.lower == 0 ? point : index_.FirstFrom(Plus(stamp, interval.lower), point);
    const Point last =
        interval.upper ? index_.FirstAfter(Plus(stamp, *interval.upper), point) - 1 : index_.end() - 1;
    return {first, last};
  }
  const Point first =
      interval.upper ? index_.FirstFrom(Plus(stamp, -*interval.upper), point) : index_.begin();
  const Point last = interval.lower == 0 ? point : index_.FirstAfter(Plus(stamp, -interval.lower), point) - 1;
  return {first, last};
}

bool Prover::IsWithin(const Interval& interval, Point a, Point b) const {
  const int64_t distance = index_.StampOf(b) - index_.StampOf(a);
  return a <= b && distance >= interval.lower && (!interval.upper || distance <= *interval.upper);
}

// Atoms say where they hold; AND holds where both sides do, and so on. What says nothing may hold at once.
std::optional<Point> Prover::Support(Literal literal, Point point, Point limit) {
  literal = Peeled(literal);
  const bool is_back = limit <= point;
  const Formula& formula = *literal.formula;
  const auto is_nearer = [&](Point a, Point b) { return is_back ? a > b : a < b; };
  switch (formula.kind) {
    case Kind::kAtom: {
      if (literal.is_negated || policy_.predicates[static_cast<size_t>(formula.predicate)].definition)
        return point;
      if (!Prepare(formula)) return std::nullopt;
      const TraceIndex::Rows rows =
          index_.Find(formula.predicate, pattern_, std::min(point, limit), std::max(point, limit));
      for (size_t i = 0; i < rows.size(); ++i) {
        const uint32_t row = rows[is_back ? rows.size() - 1 - i : i];
        if (Fits(index_.Row(formula.predicate, row))) return index_.PointOf(formula.predicate, row);
      }
      return std::nullopt;
    }
    case Kind::kExists:
    case Kind::kForAll:
      return ShapeOf(literal) == Shape::kExists ? Support(BodyOf(literal), point, limit) : point;
    case Kind::kAnd:
    case Kind::kOr:
    case Kind::kImplies:
      break;
    default:
      return point;
  }
  const bool is_all = literal.is_negated == (formula.kind != Kind::kAnd);
  const Literal parts[] = {
      {&formula.parts[0], is_all ? formula.kind == Kind::kOr : formula.kind != Kind::kOr},
      {&formula.parts[1], is_all ? formula.kind != Kind::kAnd : formula.kind == Kind::kAnd}};
  if (is_all) {
    while (true) {
      std::optional<Point> farthest = point;
      for (const Literal part : parts) {
        const std::optional<Point> support = Support(part, *farthest, limit);
        if (!support) return std::nullopt;
        farthest = support;
      }
      if (*farthest == point || IsTired()) return farthest;
      point = *farthest;
    }
  }
  std::optional<Point> nearest;
  for (const Literal part : parts) {
    const std::optional<Point> support = Support(part, point, limit);
    if (support && (!nearest || is_nearer(*support, *nearest))) nearest = support;
  }
  return nearest;
}

Prover::Maybe Prover::Neighbour(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  const bool is_next = formula.kind == Kind::kNext;
  const Point step = is_next ? 1 : -1;
  const bool negated = literal.is_negated;
  const auto exists = [&](Point point) { return is_next ? point + 1 < index_.end() : point > 0; };
  const auto is_within = [&](Point point) {
    return is_next ? IsWithin(formula.interval, point, point + 1)
                   : IsWithin(formula.interval, point - 1, point);
  };
  if (!exists(from)) {
    if (!negated) return std::nullopt;
    return Add(Rule::kNoNeighbour, literal, from, from);
  }
  if (!is_within(from)) {
    if (!negated) return std::nullopt;
    Point last = from;
    while (last < through && exists(last + 1) && !is_within(last + 1)) ++last;
    return Add(Rule::kDistance, literal, from, last);
  }
  Point last = from;
  while (last < through && exists(last + 1) && (negated || is_within(last + 1))) ++last;
  const Literal body = {&formula.parts[0], negated};
  const Maybe found = Far(body, from + step, last + step, budget - 1);
  if (!found) return std::nullopt;
  return Add(Rule::kNeighbour, literal, from, found->through - step, {&*found, 1});
}

Prover::Maybe Prover::Some(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  const bool is_future = LooksAhead(formula);
  const Literal body = BodyOf(literal);
  const Window window = WindowOf(formula.interval, from, is_future);
  Maybe best;  // with how far the witness serves
  ProofId proof{};
  Point at = 0;
  int tried = 0;
  const Point step = is_future ? 1 : -1;
  const Point limit = is_future ? window.last : window.first;
  const uint32_t least = LeastOf(Peeled(body));
  const auto is_seen = [&](Point point, Point witness) {
    return is_future ? IsWithin(formula.interval, point, witness)
                     : IsWithin(formula.interval, witness, point);
  };
  for (Point point = is_future ? window.first : window.last; window.first <= window.last; point += step) {
    if (is_future ? point > limit : point < limit) break;
    const std::optional<Point> support = Support(body, point, limit);
    if (!support || IsTired()) break;
    point = *support;
    const bool is_whole = best && best->through == through;
    const Maybe found = From(body, point, point, is_whole ? best->weight - 1 : budget - 1);
    if (!found) continue;
    Point last = from;
    while (last < through && is_seen(last + 1, point)) ++last;
    if (IsBetter(Found{found->id, last, found->weight}, best, from)) {
      best = Found{found->id, last, found->weight};
      proof = found->id;
      at = point;
    }
    if ((best->weight <= least && best->through == through) || ++tried >= kMaxWitnesses) break;
  }
  if (!best) return std::nullopt;
  const Found witness{proof, at, best->weight};
  return Add(Rule::kSome, literal, from, best->through, {&witness, 1}, at);
}

Prover::Maybe Prover::Always(Literal literal, Point from, Point through, uint32_t budget) {
  return NeverThere(Rule::kAlways, literal, BodyOf(literal), literal.formula->interval,
                    LooksAhead(*literal.formula), from, through, budget);
}

// What is denied holds at no point of the windows. Points whose window is empty go along with others.
Prover::Maybe Prover::NeverThere(Rule rule, Literal literal, Literal denied, const Interval& interval,
                                 bool is_future, Point from, Point through, uint32_t budget) {
  const auto is_empty = [](const Window& w) { return w.first > w.last; };
  Window whole = WindowOf(interval, from, is_future);
  Point empty = from - 1;  // up to there windows are empty
  while (is_empty(whole) && empty < through) {
    ++empty;
    if (empty < through) whole = WindowOf(interval, empty + 1, is_future);
  }
  Maybe nowhere;
  if (empty >= from) {
    nowhere = Add(Rule::kNoPoint, literal, from, empty);
    if (empty == through) return nowhere;
  }
  Point last = empty + 1;
  const Point least = whole.last;  // so far it must be denied
  for (; last < through; ++last) {
    const Window next = WindowOf(interval, last + 1, is_future);
    if (is_empty(next)) continue;
    if (next.first > whole.last + 1) break;
    whole.last = next.last;
  }
  const bool before = std::exchange(is_forward_, is_future);
  Maybe found = Far(denied.Negated(), whole.first, whole.last, budget - 1);
  if (found && found->through < least) found = std::nullopt;
  if (found && found->through < whole.last) {
    Point end = whole.last;
    for (; last > empty + 1; --last) {
      const Window window = WindowOf(interval, last, is_future);
      if (!is_empty(window) && window.last <= found->through) break;
    }
    end = WindowOf(interval, last, is_future).last;
    if (end < found->through) found = Whole(denied.Negated(), whole.first, end, budget - 1);
  }
  is_forward_ = before;
  if (!found) return nowhere;
  return Add(rule, literal, from, last, {&*found, 1});
}

Prover::Maybe Prover::Reached(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  const bool is_future = LooksAhead(formula);
  const Literal right{&formula.parts[1]};
  const Window window = WindowOf(formula.interval, from, is_future);
  const Point step = is_future ? 1 : -1;
  const Point limit = is_future ? window.last : window.first;
  // A farther witness needs the left side for longer, if it needs it at all.
  const uint32_t least = 1 + LeastOf(Peeled(right)) + LeastOf(Peeled({&formula.parts[0]}));
  Maybe best;
  int tried = 0;
  for (Point at = is_future ? window.first : window.last; window.first <= window.last; at += step) {
    if (is_future ? at > limit : at < limit) break;
    const std::optional<Point> support = Support(right, at, limit);
    if (!support || IsTired()) break;
    at = *support;
    const uint32_t rest = best && best->through == through ? best->weight - 1 : budget;
    const Maybe goal = From(right, at, at, rest - 1);
    if (!goal) continue;
    const Maybe found = ReachedAt(literal, from, through, at, *goal, rest);
    if (IsBetter(found, best, from)) best = found;
    if ((best && best->through == through && best->weight <= least) || ++tried >= kMaxWitnesses) break;
  }
  return best;
}

Prover::Maybe Prover::ReachedAt(Literal literal, Point from, Point through, Point at, const Found& goal,
                                uint32_t budget) {
  const Formula& formula = *literal.formula;
  const Literal left{&formula.parts[0]};
  std::vector<Found> premises = {goal};
  if (budget < 1 + goal.weight) return std::nullopt;
  const uint32_t rest = budget - 1 - goal.weight;
  Point last = from;
  if (LooksAhead(formula)) {
    while (last < std::min(through, at) && IsWithin(formula.interval, last + 1, at)) ++last;
    if (at > from) {
      const Maybe hold = Whole(left, from, at - 1, rest);
      if (!hold) return std::nullopt;
      premises.push_back(*hold);
    }
  } else {
    while (last < through && IsWithin(formula.interval, at, last + 1)) ++last;
    if (at < last) {
      const Maybe hold = Far(left, at + 1, last, rest);
      if (at < from && (!hold || hold->through < from)) return std::nullopt;
      last = hold ? hold->through : from;
      if (hold) premises.push_back(*hold);
    }
  }
  return Add(Rule::kReached, literal, from, last, premises, at);
}

Prover::Maybe Prover::Unreached(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  const Literal right{&formula.parts[1]};
  const Maybe never = NeverThere(Rule::kNeverRight, literal, right, formula.interval, LooksAhead(formula),
                                 from, through, budget);
  if (never && never->through == through) budget = never->weight - 1;
  const Maybe broken = Broken(literal, from, through, budget);
  return IsBetter(broken, never, from) ? broken : never;
}

Prover::Maybe Prover::Broken(Literal literal, Point from, Point through, uint32_t budget) {
  const Formula& formula = *literal.formula;
  const bool is_future = LooksAhead(formula);
  const Literal broken{&formula.parts[0], true};
  const Window window = WindowOf(formula.interval, from, is_future);
  if (window.first > window.last) return std::nullopt;
  const Point step = is_future ? 1 : -1;
  const Point limit = is_future ? window.last : window.first;
  // At a farther point the right side must be denied for longer, if it must be at all.
  const uint32_t least = 1 + LeastOf(Peeled(broken)) + LeastOf(Peeled({&formula.parts[1], true}));
  Maybe best;
  int tried = 0;
  for (Point at = from; is_future ? at <= limit : at >= limit; at += step) {
    const std::optional<Point> support = Support(broken, at, limit);
    if (!support || IsTired()) break;
    at = *support;
    const uint32_t rest = best && best->through == through ? best->weight - 1 : budget;
    const Maybe failure = rest < 2 ? std::nullopt : From(broken, at, at, rest - 1);
    if (!failure) continue;
    const Maybe found = BrokenAt(literal, from, through, at, *failure, rest);
    if (IsBetter(found, best, from)) best = found;
    if ((best && best->through == through && best->weight <= least) || ++tried >= kMaxWitnesses) break;
  }
  return best;
}

Prover::Maybe Prover::BrokenAt(Literal literal, Point from, Point through, Point at, const Found& failure,
                               uint32_t budget) {
  const Formula& formula = *literal.formula;
  const bool is_future = LooksAhead(formula);
  const Literal right{&formula.parts[1], true};
  if (budget < 1 + failure.weight) return std::nullopt;
  const uint32_t rest = budget - 1 - failure.weight;
  // Where no witness may be, for all points up to `last` together.
  const auto needed_of = [&](Point point) {
    const Window w = WindowOf(formula.interval, point, is_future);
    return is_future ? Window{w.first, std::min(w.last, at)} : Window{std::max(w.first, at), w.last};
  };
  Window needed = needed_of(from);
  Point last = from;
  for (; last < through && (!is_future || last < at); ++last) {
    const Window full = WindowOf(formula.interval, last + 1, is_future);
    const Window next = needed_of(last + 1);
    if (full.first > full.last) break;
    if (next.first > next.last) continue;
    if (needed.first > needed.last) {
      needed = next;
    } else if (next.first > needed.last + 1) {
      break;
    } else {
      needed.last = std::max(needed.last, next.last);
    }
  }
  std::vector<Found> premises = {failure};
  if (needed.first <= needed.last) {
    Maybe none = Far(right, needed.first, needed.last, rest);
    const Point known = none ? none->through : needed.first - 1;
    const auto is_known = [&](Point point) {
      const Window w = needed_of(point);
      return w.first > w.last || w.last <= known;
    };
    Point end = from;  // behind the points for which enough is known
    while (end <= last && is_known(end)) ++end;
    if (end == from) return std::nullopt;
    last = end - 1;
    Window kept{0, -1};
    for (Point point = from; point <= last; ++point) {
      const Window w = needed_of(point);
      if (w.first > w.last) continue;
      if (kept.first > kept.last) kept = w;
      kept.last = std::max(kept.last, w.last);
    }
    if (kept.first > kept.last) {
      none = std::nullopt;
    } else if (none && kept.last < none->through) {
      none = Whole(right, kept.first, kept.last, rest);
      if (!none) return std::nullopt;
    }
    if (none) premises.push_back(*none);
  }
  return Add(Rule::kBroken, literal, from, last, premises, at);
}

}  // namespace casus::mfotl
