// Proofs of regular expressions: tests that hold, or do not hold, at points.
//
// That an expression matches is shown by the tests that a match passes. It is looked for by walking from the point of
// the verdict (regex_walk.h), point by point, with the weight of the cheapest way to each position: a test costs its
// proof, a step nothing. The tests of a cheapest way are all needed: fewer of them would be a cheaper way.
//
// That it does not match is shown by tests that fail: so many that no walk gets to the end, even if all other tests
// held. Where walks come to, each test that can be refuted is. Most of that is more than is needed, so that it is
// thinned out: first tests at all points together, then point by point, from the far end to the near. Where a test stays
// out without letting a walk through, it is left out. What stays was needed when it was looked at, and the fewer
// refutations there are, the more walks are open: so in the end each of them is needed. Which test is tried first decides
// which are left; of the results for each first test the one with the least weight is taken.
//
// Example. <|[0,9] A(x)? (. NOT R(x)?)* of 3, at point 7, where A(3) was at 2, R(3) at 5: walks from 7 go back until the
// test NOT R(3) fails at 5, and on the way A(3) fails. So: R(3) at 5; no A(3) at 5 … 7.
//
// Tests that are passed, or fail, at points one behind another make one premise, of the whole span.

#include <algorithm>

#include "mfotl/prover.h"

namespace casus::mfotl {
namespace {

using Kind = Formula::Kind;
using Position = RegexWalk::Position;

constexpr int kMaxMatches = 8;      // that are compared
constexpr size_t kMaxDetour = 256;  // points that are looked at behind the first match
constexpr size_t kMaxFirst = 6;     // tests that are tried as the first to be left out

}  // namespace

const RegexWalk& Prover::WalkOf(const Formula& match) {
  return walks_.try_emplace(&match, match).first->second;
}

Prover::Trail Prover::TrailOf(const Formula& match, Point point) {
  const bool is_future = LooksAhead(match);
  const Window window = WindowOf(match.interval, point, is_future);
  const Point far = is_future ? window.last : window.first;
  const Point length = window.first > window.last ? 0 : (is_future ? far - point : point - far) + 1;
  const Point skipped = is_future ? window.first - point : point - window.last;
  return {.walk = WalkOf(match),
          .match = match,
          .point = point,
          .step = is_future ? 1 : -1,
          .admitted = static_cast<size_t>(std::max<Point>(0, skipped)),
          .length = static_cast<size_t>(length)};
}

// --- Matches ---

Prover::Maybe Prover::Matched(Literal literal, Point point, uint32_t budget) {
  const Trail trail = TrailOf(*literal.formula, point);
  const RegexWalk& walk = trail.walk;
  struct Way {
    uint32_t weight = kAnyWeight;
    uint32_t before = 0;     // the way that it goes on from, by its place
    bool is_passed = false;  // by a test
  };
  std::vector<Way> ways(walk.size());  // point by point, by position
  std::vector<uint32_t> costs(trail.match.parts.size());
  for (const Position begin : walk.begins()) ways[begin].weight = 0;
  std::optional<size_t> best;  // place of the best way to the end
  int found = 0;
  size_t first_found = 0;
  for (size_t at = 0; at < trail.length && !IsTired(); ++at) {
    const size_t here = at * walk.size();
    costs.assign(costs.size(), 0);
    const uint32_t limit = best ? ways[*best].weight : budget;
    for (bool has_changed = true; std::exchange(has_changed, false);) {
      for (Position position = 0; position < walk.end(); ++position) {
        const Way way = ways[here + position];
        const std::optional<size_t> test = walk.TestOf(position);
        if (!test || way.weight + walk.LeastTests(position) >= limit) continue;
        uint32_t& cost = costs[*test];
        if (cost == 0) {
          const Maybe proof = From({&trail.match.parts[*test]}, trail.At(at), trail.At(at), budget);
          cost = proof ? proof->weight : kAnyWeight;
        }
        if (cost == kAnyWeight) continue;
        for (const Position next : walk.Next(position)) {
          if (way.weight + cost >= ways[here + next].weight) continue;
          ways[here + next] = {way.weight + cost, static_cast<uint32_t>(here + position), true};
          has_changed = true;
        }
      }
    }
    const size_t end = here + walk.end();
    if (at >= trail.admitted && ways[end].weight < limit) {
      if (!best) first_found = at;
      best = end;
      ++found;
    }
    if (best && (ways[*best].weight == 0 || found >= kMaxMatches || at > first_found + kMaxDetour)) break;
    ways.resize(ways.size() + walk.size());
    bool is_open = false;
    for (Position position = 0; position < walk.end(); ++position) {
      const Way way = ways[here + position];
      const uint32_t least = way.weight + walk.LeastTests(position);
      if (walk.TestOf(position) || least >= (best ? ways[*best].weight : budget)) continue;
      for (const Position next : walk.Next(position)) {
        Way& there = ways[here + walk.size() + next];
        if (way.weight >= there.weight) continue;
        there = {way.weight, static_cast<uint32_t>(here + position), false};
        is_open = true;
      }
    }
    if (!is_open) break;
  }
  if (!best) return std::nullopt;
  std::vector<std::pair<size_t, size_t>> tests;
  for (size_t way = *best; way >= walk.size() || ways[way].is_passed; way = ways[way].before) {
    const size_t before = ways[way].before;
    if (ways[way].is_passed) {
      const auto position = static_cast<Position>(before % walk.size());
      tests.emplace_back(*walk.TestOf(position), before / walk.size());
    }
  }
  return OfTests(Rule::kMatched, literal, trail, std::move(tests), budget);
}

// --- What keeps an expression from matching ---

bool Prover::Closure(const Trail& trail, const Refutations& refutations, size_t at,
                     std::vector<bool>& places) const {
  for (bool has_changed = true; std::exchange(has_changed, false);) {
    for (Position position = 0; position < trail.walk.end(); ++position) {
      const std::optional<size_t> test = trail.walk.TestOf(position);
      if (!places[position] || !test || refutations.Has(*test, at)) continue;
      for (const Position next : trail.walk.Next(position)) {
        has_changed = has_changed || !places[next];
        places[next] = true;
      }
    }
  }
  return at >= trail.admitted && places[trail.walk.end()];
}

bool Prover::StepOn(const Trail& trail, std::vector<bool>& places) const {
  std::vector<bool> there(trail.walk.size());
  bool is_open = false;
  for (Position position = 0; position < trail.walk.end(); ++position) {
    if (!places[position] || trail.walk.TestOf(position)) continue;
    for (const Position next : trail.walk.Next(position)) is_open = there[next] = true;
  }
  places = std::move(there);
  return is_open;
}

bool Prover::LetsThrough(const Trail& trail, const Refutations& refutations) {
  std::vector<bool> places(trail.walk.size());
  for (const Position begin : trail.walk.begins()) places[begin] = true;
  for (size_t at = 0; at < trail.length; ++at) {
    ++effort_;
    if (Closure(trail, refutations, at, places)) return true;
    if (!StepOn(trail, places)) return false;
  }
  return false;
}

// Leaves out what is not needed to keep the walks from the end.
void Prover::Thin(const Trail& trail, size_t first_test, Refutations& refutations) {
  const size_t tests = trail.match.parts.size();
  for (size_t i = 0; i < tests; ++i) {
    const size_t test = (first_test + i) % tests;
    std::vector<uint32_t> row(refutations.points);
    for (size_t at = 0; at < refutations.points; ++at) std::swap(row[at], refutations.Weight(test, at));
    if (std::all_of(row.begin(), row.end(), [](uint32_t weight) { return weight == 0; })) continue;
    if (!LetsThrough(trail, refutations)) continue;
    for (size_t at = 0; at < refutations.points; ++at) std::swap(row[at], refutations.Weight(test, at));
  }
  // Where walks come to at each point, while nothing more is left out on the near side of it.
  std::vector<std::vector<bool>> near;
  std::vector<bool> places(trail.walk.size());
  for (const Position begin : trail.walk.begins()) places[begin] = true;
  for (size_t at = 0; at < refutations.points; ++at) {
    near.push_back(places);
    Closure(trail, refutations, at, places);
    StepOn(trail, places);
  }
  // From which positions the end can be reached, from the next point on.
  std::vector<bool> goals(trail.walk.size());
  for (size_t at = trail.length; at-- > refutations.points;) StepBack(trail, refutations, at, goals);
  for (size_t at = refutations.points; at-- > 0;) {
    ++effort_;
    for (size_t i = 0; i < tests; ++i) {
      uint32_t& weight = refutations.Weight((first_test + i) % tests, at);
      if (weight == 0) continue;
      const uint32_t before = std::exchange(weight, 0);
      std::vector<bool> reached = near[at];
      bool is_through = Closure(trail, refutations, at, reached);
      if (StepOn(trail, reached)) {
        for (size_t k = 0; k < goals.size(); ++k) is_through = is_through || (reached[k] && goals[k]);
      }
      if (is_through) weight = before;
    }
    StepBack(trail, refutations, at, goals);
  }
}

// From goals at the point behind to those at this one.
void Prover::StepBack(const Trail& trail, const Refutations& refutations, size_t at,
                      std::vector<bool>& goals) const {
  const RegexWalk& walk = trail.walk;
  std::vector<bool> here(walk.size());
  here[walk.end()] = at >= trail.admitted;
  for (bool has_changed = true; std::exchange(has_changed, false);) {
    for (Position position = 0; position < walk.end(); ++position) {
      const std::optional<size_t> test = walk.TestOf(position);
      if (here[position] || (test && refutations.Has(*test, at))) continue;
      const std::vector<bool>& targets = test ? here : goals;
      const std::vector<Position>& next = walk.Next(position);
      if (std::none_of(next.begin(), next.end(), [&](Position other) { return targets[other]; })) continue;
      here[position] = has_changed = true;
    }
  }
  goals = std::move(here);
}

Prover::Maybe Prover::Unmatched(Literal literal, Point point, uint32_t budget) {
  const Trail trail = TrailOf(*literal.formula, point);
  const RegexWalk& walk = trail.walk;
  const size_t tests = trail.match.parts.size();
  Refutations all{.tests = tests};
  std::vector<bool> places(walk.size());
  for (const Position begin : walk.begins()) places[begin] = true;
  std::vector<bool> is_tried(tests);
  for (size_t at = 0; at < trail.length; ++at) {
    if (IsTired()) return std::nullopt;
    all.AddPoint();
    is_tried.assign(tests, false);
    for (bool has_changed = true; std::exchange(has_changed, false);) {
      for (Position position = 0; position < walk.end(); ++position) {
        const std::optional<size_t> test = walk.TestOf(position);
        if (!places[position] || !test || is_tried[*test]) continue;
        is_tried[*test] = has_changed = true;
        const Maybe refuted = From({&trail.match.parts[*test], true}, trail.At(at), trail.At(at), kAnyWeight);
        if (refuted) {
          all.Weight(*test, at) = refuted->weight;
        } else {
          for (const Position next : walk.Next(position)) places[next] = true;
        }
      }
    }
    if (at >= trail.admitted && places[walk.end()]) return std::nullopt;
    if (!StepOn(trail, places)) break;
  }
  std::optional<Refutations> best;
  for (size_t first = 0; first < std::clamp<size_t>(tests, 1, kMaxFirst); ++first) {
    Refutations thinned = all;
    Thin(trail, first, thinned);
    if (!best || thinned.TotalWeight() < best->TotalWeight()) best = std::move(thinned);
  }
  std::vector<std::pair<size_t, size_t>> failed;
  for (size_t at = 0; at < best->points; ++at) {
    for (size_t test = 0; test < tests; ++test) {
      if (best->Has(test, at)) failed.emplace_back(test, at);
    }
  }
  return OfTests(Rule::kUnmatched, literal, trail, std::move(failed), budget);
}

// Runs of points count once.
uint32_t Prover::Refutations::TotalWeight() const {
  uint32_t total = 0;
  for (size_t test = 0; test < tests; ++test) {
    for (size_t at = 0; at < points; ++at) {
      if (Has(test, at) && (at == 0 || !Has(test, at - 1))) total += weights[at * tests + test];
    }
  }
  return total;
}

// --- The step ---

Prover::Maybe Prover::OfTests(Rule rule, Literal literal, const Trail& trail,
                              std::vector<std::pair<size_t, size_t>> tests, uint32_t budget) {
  std::vector<std::pair<Point, size_t>> points;  // in the order of time, with their tests
  for (const auto& [test, at] : tests) points.emplace_back(trail.At(at), test);
  std::sort(points.begin(), points.end());
  std::vector<Found> premises;
  uint32_t weight = 1;
  for (const std::pair<Point, size_t>& place : points) {
    const Point from = place.first;
    const size_t test = place.second;
    const auto has = [&](Point point) {
      return std::binary_search(points.begin(), points.end(), std::pair(point, test));
    };
    if (has(from - 1)) continue;  // part of an earlier span
    Point through = from;
    while (has(through + 1)) ++through;
    const Maybe span = Whole({&trail.match.parts[test], rule == Rule::kUnmatched}, from, through, kAnyWeight);
    if (!span) return std::nullopt;
    weight += span->weight;
    if (weight > budget) return std::nullopt;
    premises.push_back(*span);
  }
  return Add(rule, literal, trail.point, trail.point, premises);
}

}  // namespace casus::mfotl
