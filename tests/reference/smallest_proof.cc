#include "tests/reference/smallest_proof.h"

#include <algorithm>

#include "base/check.h"

namespace casus::reference {

using mfotl::Formula;
using mfotl::Literal;
using Kind = Formula::Kind;
using Least = std::optional<size_t>;

namespace {

Least Smaller(Least a, Least b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

// A step with these below it.
Least Above(Least a, Least b = 0) {
  if (!a || !b) return std::nullopt;
  return 1 + *a + *b;
}

bool IsAhead(Kind kind) {
  return kind == Kind::kNext || kind == Kind::kEventually || kind == Kind::kAlways || kind == Kind::kUntil;
}

}  // namespace

Least SmallestProof::Size(Literal literal, Point from, Point through) {
  literal = mfotl::Peeled(literal);
  const std::tuple key(literal, from, through);
  const auto known = known_.find(key);
  if (known != known_.end()) return known->second;
  // By point: the least sum of the spans up to there; then the step that puts them together.
  std::vector<Least> spans = {0};
  for (Point end = from; end <= through; ++end) {
    Least best;
    for (Point begin = from; begin <= end; ++begin) {
      const bool is_whole = begin == from && end == through;
      const Least before = spans[static_cast<size_t>(begin - from)];
      if (is_whole || !before) continue;
      const Least last = InOneStep(literal, begin, end);
      if (last) best = Smaller(best, *before + *last);
    }
    spans.push_back(best);
  }
  const Least apart = from == through ? std::nullopt : Above(spans.back());
  return known_[key] = Smaller(InOneStep(literal, from, through), apart);
}

bool SmallestProof::IsThere(const Formula& atom, Point point) const {
  std::vector<core::Value> row;
  for (const mfotl::Term& term : atom.terms) row.push_back(term.integer);
  const auto& events = log_[static_cast<size_t>(point)].events;
  const auto found = events.find(atom.predicate);
  return found != events.end() && found->second.contains(row);
}

// Whether the operator at the point looks at the other one.
bool SmallestProof::Sees(const Formula& formula, Point from, Point other) const {
  const Point first = IsAhead(formula.kind) ? from : other;
  const Point last = IsAhead(formula.kind) ? other : from;
  if (first < 0 || last >= static_cast<Point>(log_.size()) || first > last) return false;
  const int64_t distance = log_[static_cast<size_t>(last)].stamp - log_[static_cast<size_t>(first)].stamp;
  return distance >= formula.interval.lower &&
         (!formula.interval.upper || distance <= *formula.interval.upper);
}

Least SmallestProof::InOneStep(Literal literal, Point from, Point through) {
  const Formula& f = *literal.formula;
  switch (f.kind) {
    case Kind::kAtom:
      for (Point point = from; point <= through; ++point) {
        if (IsThere(f, point) == literal.is_negated) return std::nullopt;
      }
      return 1;
    case Kind::kAnd:
    case Kind::kOr:
    case Kind::kImplies:
    case Kind::kEquivalent:
      return Logic(literal, from, through);
    case Kind::kPrevious:
    case Kind::kNext:
      return Neighbour(literal, from, through);
    case Kind::kOnce:
    case Kind::kHistorically:
    case Kind::kEventually:
    case Kind::kAlways:
      return Windows(literal, from, through);
    case Kind::kSince:
    case Kind::kUntil:
      if (!literal.is_negated) return Reached(literal, from, through);
      return Smaller(Windows(literal, from, through), Broken(literal, from, through));
    default:
      CHECK(false) << "a formula that it is not for";
  }
}

Least SmallestProof::Logic(Literal literal, Point from, Point through) {
  const Formula& f = *literal.formula;
  const auto size = [&](size_t part, bool holds) { return Size({&f.parts[part], !holds}, from, through); };
  const bool yes = !literal.is_negated;
  if (f.kind == Kind::kEquivalent) {
    return Smaller(Above(size(0, true), size(1, yes)), Above(size(0, false), size(1, !yes)));
  }
  // All of them are a disjunction, or its negation.
  const bool first = f.kind == Kind::kOr;
  const bool second = f.kind != Kind::kAnd;
  if (yes == (f.kind != Kind::kAnd)) {
    return Smaller(Above(size(0, first)), Above(size(1, second)));
  }
  return Above(size(0, !first), size(1, !second));
}

Least SmallestProof::Neighbour(Literal literal, Point from, Point through) {
  const Formula& f = *literal.formula;
  const Point step = f.kind == Kind::kNext ? 1 : -1;
  bool all_exist = true, none_exists = true, all_near = true, none_near = true;
  for (Point point = from; point <= through; ++point) {
    const bool exists = point + step >= 0 && point + step < static_cast<Point>(log_.size());
    const bool is_near = Sees(f, point, point + step);
    all_exist = all_exist && exists;
    none_exists = none_exists && !exists;
    all_near = all_near && is_near;
    none_near = none_near && !is_near;
  }
  if (literal.is_negated && (none_exists || (all_exist && none_near))) return 1;
  if (literal.is_negated ? !all_exist : !all_near) return std::nullopt;
  return Above(Size({&f.parts[0], literal.is_negated}, from + step, through + step));
}

// Of one point in the windows, or of all of them.
Least SmallestProof::Windows(Literal literal, Point from, Point through) {
  const Formula& f = *literal.formula;
  const bool is_pair = f.kind == Kind::kSince || f.kind == Kind::kUntil;
  const bool is_always = f.kind == Kind::kHistorically || f.kind == Kind::kAlways;
  const Literal part = is_pair ? Literal{&f.parts[1], true} : Literal{&f.parts[0], literal.is_negated};
  const auto points = static_cast<Point>(log_.size());
  if (!is_pair && is_always == literal.is_negated) {
    Least best;
    for (Point at = 0; at < points; ++at) {
      bool is_seen = true;
      for (Point point = from; point <= through; ++point) is_seen = is_seen && Sees(f, point, at);
      if (is_seen) best = Smaller(best, Above(Size(part, at, at)));
    }
    return best;
  }
  Point first = points;
  Point last = -1;
  for (Point point = from; point <= through; ++point) {
    for (Point at = 0; at < points; ++at) {
      if (!Sees(f, point, at)) continue;
      first = std::min(first, at);
      last = std::max(last, at);
    }
  }
  return first > last ? 1 : Above(Size(part, first, last));
}

Least SmallestProof::Reached(Literal literal, Point from, Point through) {
  const Formula& f = *literal.formula;
  const bool is_ahead = IsAhead(f.kind);
  Least best;
  for (Point at = 0; at < static_cast<Point>(log_.size()); ++at) {
    bool is_seen = true;
    for (Point point = from; point <= through; ++point) is_seen = is_seen && Sees(f, point, at);
    if (!is_seen) continue;
    const Point first = is_ahead ? from : at + 1;
    const Point last = is_ahead ? at - 1 : through;
    const Least left = first > last ? 0 : Size({&f.parts[0]}, first, last);
    best = Smaller(best, Above(Size({&f.parts[1]}, at, at), left));
  }
  return best;
}

Least SmallestProof::Broken(Literal literal, Point from, Point through) {
  const Formula& f = *literal.formula;
  const bool is_ahead = IsAhead(f.kind);
  const auto points = static_cast<Point>(log_.size());
  Least best;
  for (Point at = is_ahead ? through : 0; at < (is_ahead ? points : from + 1); ++at) {
    Point first = points;
    Point last = -1;
    for (Point point = from; point <= through; ++point) {
      for (Point other = 0; other < points; ++other) {
        if (!Sees(f, point, other) || (is_ahead ? other > at : other < at)) continue;
        first = std::min(first, other);
        last = std::max(last, other);
      }
    }
    const Least right = first > last ? 0 : Size({&f.parts[1], true}, first, last);
    best = Smaller(best, Above(Size({&f.parts[0], true}, at, at), right));
  }
  return best;
}

}  // namespace casus::reference
