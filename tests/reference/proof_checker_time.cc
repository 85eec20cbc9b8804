// Steps about other points: windows, what reaches from one point to another, regular expressions.

#include <algorithm>

#include "tests/reference/proof_checker.h"

namespace casus::reference {

using mfotl::Formula;
using mfotl::Literal;
using Kind = Formula::Kind;
using Step = mfotl::ProofStep;
using R = mfotl::Rule;

namespace {

bool IsAhead(const Formula& formula) {
  return formula.kind == Kind::kEventually || formula.kind == Kind::kAlways || formula.kind == Kind::kUntil;
}

}  // namespace

bool ProofChecker::Admits(const mfotl::Interval& interval, Point a, Point b) const {
  if (a < 0 || b >= static_cast<Point>(log_.size()) || a > b) return false;
  const int64_t distance = log_[static_cast<size_t>(b)].stamp - log_[static_cast<size_t>(a)].stamp;
  return distance >= interval.lower && (!interval.upper || distance <= *interval.upper);
}

bool ProofChecker::Neighbour(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  const bool no = step.literal.is_negated;
  if (f.kind != Kind::kPrevious && f.kind != Kind::kNext) return Fail(step, "the wrong operator");
  const Point shift = f.kind == Kind::kNext ? 1 : -1;
  for (Point t = step.from; t <= step.through; ++t) {
    const bool exists = t + shift >= 0 && t + shift < static_cast<Point>(log_.size());
    const bool is_near = exists && Admits(f.interval, std::min(t, t + shift), std::max(t, t + shift));
    if (step.rule == R::kNoNeighbour && (!no || exists)) return Fail(step, "there is one");
    if (step.rule == R::kDistance && (!no || !exists || is_near)) return Fail(step, "it is near enough");
    if (step.rule == R::kNeighbour && !no && !is_near) return Fail(step, "it is not near enough");
    if (step.rule == R::kNeighbour && !exists) return Fail(step, "there is none");
  }
  if (step.rule != R::kNeighbour) return Premises(step, 0);
  return Premises(step, 1) &&
         Premise(step, 0, {&f.parts[0], no}, values, step.from + shift, step.through + shift);
}

bool ProofChecker::Window(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  const bool no = step.literal.is_negated;
  const bool is_some = ((f.kind == Kind::kOnce || f.kind == Kind::kEventually) && !no) ||
                       ((f.kind == Kind::kHistorically || f.kind == Kind::kAlways) && no);
  const bool is_always = !is_some && (f.kind == Kind::kOnce || f.kind == Kind::kEventually ||
                                      f.kind == Kind::kHistorically || f.kind == Kind::kAlways);
  const bool is_right = (f.kind == Kind::kSince || f.kind == Kind::kUntil) && no;
  const bool is_ahead = IsAhead(f);
  if (step.rule == R::kSome) {
    if (!is_some) return Fail(step, "the wrong operator");
    for (Point t = step.from; t <= step.through; ++t) {
      if (!(is_ahead ? Admits(f.interval, t, step.at) : Admits(f.interval, step.at, t))) {
        return Fail(step, "the witness is out of reach");
      }
    }
    return Premises(step, 1) && Premise(step, 0, {&f.parts[0], no}, values, step.at, step.at);
  }
  if (step.rule == R::kNeverRight ? !is_right
      : step.rule == R::kAlways   ? !is_always
                                  : !(is_always || is_right)) {
    return Fail(step, "the wrong operator");
  }
  Point first = static_cast<Point>(log_.size());
  Point last = -1;
  for (Point t = step.from; t <= step.through; ++t) {
    for (Point s = 0; s < static_cast<Point>(log_.size()); ++s) {
      if (!(is_ahead ? Admits(f.interval, t, s) : Admits(f.interval, s, t))) continue;
      first = std::min(first, s);
      last = std::max(last, s);
    }
  }
  if (step.rule == R::kNoPoint) return first > last ? Premises(step, 0) : Fail(step, "there are points");
  const Literal part = is_right ? Literal{&f.parts[1], true} : Literal{&f.parts[0], no};
  return Premises(step, 1) && Premise(step, 0, part, values, first, last);
}

bool ProofChecker::Reached(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  const bool is_ahead = f.kind == Kind::kUntil;
  if (step.literal.is_negated || (f.kind != Kind::kSince && !is_ahead))
    return Fail(step, "the wrong operator");
  for (Point t = step.from; t <= step.through; ++t) {
    if (!(is_ahead ? Admits(f.interval, t, step.at) : Admits(f.interval, step.at, t))) {
      return Fail(step, "the witness is out of reach");
    }
  }
  const Point first = is_ahead ? step.from : step.at + 1;
  const Point last = is_ahead ? step.at - 1 : step.through;
  if (!Premises(step, first <= last ? 2 : 1)) return false;
  if (!Premise(step, 0, {&f.parts[1]}, values, step.at, step.at)) return false;
  return first > last || Premise(step, 1, {&f.parts[0]}, values, first, last);
}

bool ProofChecker::Broken(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  const bool is_ahead = f.kind == Kind::kUntil;
  if (!step.literal.is_negated || (f.kind != Kind::kSince && !is_ahead))
    return Fail(step, "the wrong operator");
  Point first = static_cast<Point>(log_.size());
  Point last = -1;
  for (Point t = step.from; t <= step.through; ++t) {
    if (is_ahead ? step.at < t : step.at > t) return Fail(step, "it fails on the other side");
    for (Point s = 0; s < static_cast<Point>(log_.size()); ++s) {
      if (!(is_ahead ? Admits(f.interval, t, s) && s <= step.at : Admits(f.interval, s, t) && s >= step.at))
        continue;
      first = std::min(first, s);
      last = std::max(last, s);
    }
  }
  if (!Premises(step, first <= last ? 2 : 1)) return false;
  if (!Premise(step, 0, {&f.parts[0], true}, values, step.at, step.at)) return false;
  return first > last || Premise(step, 1, {&f.parts[1], true}, values, first, last);
}

std::set<mfotl::Point> ProofChecker::Ends(const mfotl::Regex& regex, Point from, const Tests& told,
                                          bool holds) const {
  using RegexKind = mfotl::Regex::Kind;
  switch (regex.kind) {
    case RegexKind::kStep:
      if (from + 1 == static_cast<Point>(log_.size())) return {};
      return {from + 1};
    case RegexKind::kTest:
      if (told.contains({regex.test, from}) != holds) return {};
      return {from};
    case RegexKind::kThen: {
      std::set<Point> ends;
      for (const Point middle : Ends(regex.parts[0], from, told, holds)) {
        ends.merge(Ends(regex.parts[1], middle, told, holds));
      }
      return ends;
    }
    case RegexKind::kEither: {
      std::set<Point> ends = Ends(regex.parts[0], from, told, holds);
      ends.merge(Ends(regex.parts[1], from, told, holds));
      return ends;
    }
    case RegexKind::kRepeat:
      break;
  }
  std::set<Point> ends;
  std::vector<Point> open = {from};
  while (!open.empty()) {
    const Point point = open.back();
    open.pop_back();
    if (!ends.insert(point).second) continue;
    for (const Point next : Ends(regex.parts[0], point, told, holds)) open.push_back(next);
  }
  return ends;
}

// `holds`: the tests that are told hold, and no others; else they do not, and all others do.
bool ProofChecker::Matches(const Formula& match, Point point, const Tests& told, bool holds) const {
  const bool is_ahead = match.kind == Kind::kMatchFuture;
  for (Point other = 0; other < static_cast<Point>(log_.size()); ++other) {
    const Point first = is_ahead ? point : other;
    const Point last = is_ahead ? other : point;
    if (Admits(match.interval, first, last) && Ends(match.regex[0], first, told, holds).contains(last))
      return true;
  }
  return false;
}

bool ProofChecker::Match(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  const bool no = step.literal.is_negated;
  if ((f.kind != Kind::kMatchPast && f.kind != Kind::kMatchFuture) || no != (step.rule == R::kUnmatched)) {
    return Fail(step, "the wrong operator");
  }
  if (step.from != step.through) return Fail(step, "one point at a time");
  Tests told;
  for (size_t i = 0; i < step.premises; ++i) {
    const Step& premise = proof_->Step(proof_->Premises(step)[i]);
    size_t test = 0;
    while (test < f.parts.size() && !(premise.literal == WithoutNot({&f.parts[test], no}))) ++test;
    if (test == f.parts.size()) return Fail(step, "no test of the expression");
    if (!Premise(step, i, {&f.parts[test], no}, values, premise.from, premise.through)) return false;
    for (Point point = premise.from; point <= premise.through; ++point) {
      if (!told.emplace(test, point).second) return Fail(step, "a test twice");
    }
  }
  if (Matches(f, step.from, told, !no) == no) return Fail(step, "that does not decide it");
  for (const auto& test : told) {
    Tests rest = told;
    rest.erase(test);
    if (Matches(f, step.from, rest, !no) != no) return Fail(step, "a test is not needed");
  }
  return true;
}

}  // namespace casus::reference
