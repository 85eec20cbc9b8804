// Plans regular expressions: matches are made of steps, joins, unions and recursion, and need no operator of their
// own.
//
//   <|[0,9] P(x)? (. (Q(x) OR R(x))? .)* S(x)?
//
//   start(t0)     every time-point, with its stamp
//   a(t0, x)      start AND P(x)
//   b(t0, x)      a OR PREVIOUS (PREVIOUS b AND (Q(x) OR R(x)))       a recursion
//   end(t0, x)    b AND S(x), and 0 <= ts - t0 <= 9
//
// A table of partial matches says, at each point, which matches that began somewhere have come to this point by the
// part of the expression on the left of here: its columns are the variables of the tests so far, and where the match
// began. A test is joined, or takes away, as in a conjunction; `.` is Previous; `+` is a union; `*` is a recursion
// through at least one step. Repeating what takes no step changes nothing, so that only the rows that took one come
// around: hence the two tables of a Reach.
//
// That is the automaton of the expression, whose states hold tables. The work at a point is that of the partial
// matches which are under way. What repeats a step and a test alone (.* or (. F?)*) is Once or Since: there, what goes
// on costs nothing. If the whole expression is of this form, so is the whole match, with its interval.
//
// Matches look back along the log, whichever the direction of the operator. |>[a,b] at point i asks for a match that
// *began* at i: partial matches carry the number of the point where they began; those that end are seen from i by
// Eventually[a,b], and joined with the number of the point. So no recursion ever looks ahead.
//
// Forgetting. In a recursion, what began too long ago is dropped. If only the upper bound counts, of partial matches
// that differ in their beginning the latest is enough; if only the lower one counts, the earliest. So where there is no
// upper bound, nothing is remembered but one beginning of each row, or none.
//
// Guards. Walking from left to right, the first test has to say which values there are. If it does not (NOT P(x)?
// .* Q(x)?) or if the expression stands beside something that has its variables, the values are known elsewhere, no
// further away than the upper bound: they are brought to where the match begins, by Eventually.
//
// The meaning of matches, and tests in regular expressions: D. Basin, T. Dardinier, L. Heimes, S. Krstić, M. Raszyk,
// J. Schneider, D. Traytel, "A Formally Verified, Optimized Monitor for Metric First-Order Dynamic Logic" (2020).

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/check.h"
#include "mfotl/planning.h"

namespace casus::mfotl {

using core::NodeId;
using core::Scalar;
using Kind = Formula::Kind;

namespace {

// Where a match began: the number of the point, and its stamp. No variables of the formula.
constexpr VariableId kStart = std::numeric_limits<VariableId>::min();
constexpr VariableId kStartStamp = kStart + 1;

Columns Rest(const Columns& columns, VariableId variable) {
  Columns rest = columns;
  std::erase(rest, variable);
  return rest;
}

bool IsUnbounded(const Interval& interval) { return interval.lower == 0 && !interval.upper; }

// What stands one after the other.
void InSequence(const Regex& regex, std::vector<const Regex*>& sequence) {
  if (regex.kind != Regex::Kind::kThen) {
    sequence.push_back(&regex);
    return;
  }
  for (const Regex& part : regex.parts) InSequence(part, sequence);
}

// A step and a test, or a step alone: what it repeats.
struct Loop {
  std::optional<size_t> test;
  bool is_test_first = false;
};

std::optional<Loop> AsLoop(const Regex& body) {
  std::vector<const Regex*> parts;
  InSequence(body, parts);
  const auto is = [&](size_t part, Regex::Kind kind) { return parts[part]->kind == kind; };
  if (parts.size() == 1 && is(0, Regex::Kind::kStep)) return Loop{};
  if (parts.size() != 2) return std::nullopt;
  if (is(0, Regex::Kind::kStep) && is(1, Regex::Kind::kTest)) return Loop{parts[1]->test, false};
  if (is(0, Regex::Kind::kTest) && is(1, Regex::Kind::kStep)) return Loop{parts[0]->test, true};
  return std::nullopt;
}

}  // namespace

MaybeTable Planner::Match(const Formula& formula, const MaybeTable& guard) {
  const bool is_future = formula.kind == Kind::kMatchFuture;
  const Interval& interval = formula.interval;
  if (is_future && !interval.upper) return FailUnbounded(formula);
  if (!guard && Could([&] { return MatchAsHold(formula); })) return MatchAsHold(formula);
  Table start = Everything();
  if (is_future) {
    start = {Clock(), {kStart, kStartStamp}};
  } else if (!IsUnbounded(interval)) {
    start = {builder_.Project(Clock(), {1}), {kStartStamp}};
  }
  if (guard) {
    Table seen = ProjectTo(*guard, Common(guard->columns, FreeVariables(formula)));
    if (seen.columns.empty() || (!is_future && !interval.upper)) return std::nullopt;
    if (repeats_) return FailRepeated(formula);
    if (!is_future) seen.node = builder_.Eventually(seen.node, UpTo(interval));
    return MatchFrom(formula, Joined(start, seen));
  }
  if (Could([&] { return MatchFrom(formula, start); })) return MatchFrom(formula, start);
  Obstacle reason = obstacle_;
  const bool is_known_later = Could([&] { return Necessary(formula, formula.regex[0]); });
  if (is_known_later && interval.upper) {
    return MatchFrom(formula, Joined(start, *Necessary(formula, formula.regex[0])));
  }
  if (is_known_later) reason.help += "; or give the match an upper bound, as in: <|[0,7d]";
  obstacle_ = reason;
  return std::nullopt;
}

MaybeTable Planner::MatchAsHold(const Formula& formula) {
  const bool is_future = formula.kind == Kind::kMatchFuture;
  std::vector<const Regex*> sequence;
  InSequence(formula.regex[0], sequence);
  const auto repeat = std::find_if(sequence.begin(), sequence.end(),
                                   [](const Regex* part) { return part->kind != Regex::Kind::kTest; });
  if (repeat == sequence.end() || (*repeat)->kind != Regex::Kind::kRepeat) return std::nullopt;
  const std::optional<Loop> loop = AsLoop((*repeat)->parts[0]);
  if (!loop || (loop->test && loop->is_test_first != is_future)) return std::nullopt;
  std::vector<Literal> before, behind;
  for (auto part = sequence.begin(); part != sequence.end(); ++part) {
    if (part == repeat) continue;
    if ((*part)->kind != Regex::Kind::kTest) return std::nullopt;
    (part < repeat ? before : behind).push_back({&formula.parts[(*part)->test]});
  }
  // The end that is further away says which values there are.
  MaybeTable table = Conjoin(std::nullopt, is_future ? behind : before);
  if (!table) return std::nullopt;
  if (loop->test) {
    const Literal hold{&formula.parts[*loop->test]};
    if (!Covers(table->columns, FreeVariables(hold))) return std::nullopt;
    table = Holding(*table, hold, is_future, formula.interval);
  } else {
    const core::Metric metric = MetricOf(formula.interval);
    table->node = is_future ? builder_.Eventually(table->node, metric) : builder_.Once(table->node, metric);
  }
  return table ? Conjoin(table, is_future ? before : behind) : std::nullopt;
}

MaybeTable Planner::MatchFrom(const Formula& formula, const Table& start) {
  const Regex& regex = formula.regex[0];
  const std::optional<Reach> reach = Walk(formula, regex, {.here = start, .later = {}}, false);
  if (!reach) return std::nullopt;
  const Table& end = *reach->here;
  const Columns& variables = FreeVariables(formula);
  if (formula.kind == Kind::kMatchPast) {
    const bool is_any = IsUnbounded(formula.interval);
    return ProjectTo(is_any ? end : BegunWithin(end, formula.interval), variables);
  }
  Columns columns = variables;
  columns.push_back(kStart);
  const Table ended = ProjectTo(end, columns);
  const Table seen{builder_.Eventually(ended.node, MetricOf(formula.interval)), columns};
  return ProjectTo(Joined({builder_.Project(Clock(), {0}), {kStart}}, seen), variables);
}

std::optional<Planner::Reach> Planner::Walk(const Formula& match, const Regex& regex, const Reach& from,
                                            bool is_apart) {
  switch (regex.kind) {
    case Regex::Kind::kStep: {
      const MaybeTable all = Both(from.here, from.later, regex);
      if (!all) return std::nullopt;
      const Table stepped{builder_.Previous(all->node), all->columns};
      return is_apart ? Reach{std::nullopt, stepped} : Reach{stepped, std::nullopt};
    }
    case Regex::Kind::kTest: {
      Reach reach;
      for (MaybeTable Reach::* rows : {&Reach::here, &Reach::later}) {
        if (!(from.*rows)) continue;
        reach.*rows = Conjoin(from.*rows, {{&match.parts[regex.test]}});
        if (!(reach.*rows)) return std::nullopt;
      }
      return reach;
    }
    case Regex::Kind::kThen: {
      const std::optional<Reach> first = Walk(match, regex.parts[0], from, is_apart);
      return first ? Walk(match, regex.parts[1], *first, is_apart) : std::nullopt;
    }
    case Regex::Kind::kEither:
      return WalkEither(match, regex, from, is_apart);
    case Regex::Kind::kRepeat:
      return WalkRepeat(match, regex, from, is_apart);
  }
  CHECK(false) << "a kind of regular expression";
}

std::optional<Planner::Reach> Planner::WalkEither(const Formula& match, const Regex& regex, const Reach& from,
                                                  bool is_apart) {
  const std::optional<Reach> left = Walk(match, regex.parts[0], from, is_apart);
  if (!left) return std::nullopt;
  const std::optional<Reach> right = Walk(match, regex.parts[1], from, is_apart);
  if (!right) return std::nullopt;
  Reach reach;
  for (MaybeTable Reach::* rows : {&Reach::here, &Reach::later}) {
    if (!((*left).*rows) && !((*right).*rows)) continue;
    reach.*rows = Both((*left).*rows, (*right).*rows, regex);
    if (!(reach.*rows)) return std::nullopt;
  }
  return reach;
}

std::optional<Planner::Reach> Planner::WalkRepeat(const Formula& match, const Regex& regex, const Reach& from,
                                                  bool is_apart) {
  const MaybeTable start = Both(from.here, from.later, regex);
  const MaybeTable all = start ? Repeated(match, regex, *start) : std::nullopt;
  if (!all) return std::nullopt;
  if (!is_apart) return Reach{all, std::nullopt};
  const std::optional<Reach> more = Walk(match, regex.parts[0], {.here = all, .later = {}}, true);
  if (!more) return std::nullopt;
  Reach reach = from;
  if (more->later) {
    reach.later = Both(from.later, more->later, regex);
    if (!reach.later) return std::nullopt;
  }
  return reach;
}

MaybeTable Planner::Repeated(const Formula& match, const Regex& repeat, const Table& from) {
  const Regex& body = repeat.parts[0];
  if (Could([&] { return RepeatedAsHold(match, body, from); })) return RepeatedAsHold(match, body, from);
  const FlagScope repeats(repeats_, true);
  const auto walk = [&](NodeId node) {
    return Walk(match, body, {.here = Table{node, from.columns}, .later = {}}, true);
  };
  std::optional<Reach> around;
  if (!Could([&] { return around = walk({}); })) return std::nullopt;
  for (const MaybeTable& rows : {around->here, around->later}) {
    for (const VariableId variable : rows ? rows->columns : Columns()) {
      if (Has(from.columns, variable)) continue;
      return Fail(repeat.span,
                  fmt::format("`*` may stand for nothing at all, and then nothing says which values `{}` has",
                              NameOf(variable)),
                  fmt::format("put a test of a predicate that has `{}` before it, as in: P({})? (…)*",
                              NameOf(variable), NameOf(variable)));
    }
  }
  if (builder_.is_off() || !around->later) return from;
  const NodeId recursion = builder_.Recursion(SchemaOf(from));
  around = walk(recursion);
  const Table all = Promising(match, United({from, *around->later}));
  builder_.plan().Define(recursion, all.node);
  CHECK(!builder_.plan().FindUnstratifiedCycle()) << "a repetition that looks ahead";
  return all;
}

MaybeTable Planner::RepeatedAsHold(const Formula& match, const Regex& body, const Table& from) {
  const std::optional<Loop> loop = AsLoop(body);
  if (!loop) return std::nullopt;
  if (!loop->test) return HeldFrom(match, from, std::nullopt);
  const Literal hold{&match.parts[*loop->test]};
  if (!Covers(from.columns, FreeVariables(hold))) return std::nullopt;
  if (!loop->is_test_first) return HeldFrom(match, from, hold);
  const MaybeTable begun = Conjoin(from, {hold});
  const MaybeTable held = begun ? HeldFrom(match, *begun, hold) : std::nullopt;
  if (!held) return std::nullopt;
  return United({from, {builder_.Previous(held->node), held->columns}});
}

MaybeTable Planner::HeldFrom(const Formula& match, const Table& from, std::optional<Literal> hold) {
  const Interval in_time{0, match.interval.upper};
  const auto held = [&](const Table& start) -> MaybeTable {
    if (hold) return Holding(start, *hold, false, in_time);
    return Table{builder_.Once(start.node, MetricOf(in_time)), start.columns};
  };
  if (in_time.upper || !Has(from.columns, kStartStamp)) return held(from);
  // Whatever goes on began earlier than what begins now, which so adds nothing.
  const FlagScope repeats(repeats_, true);
  const NodeId recursion = builder_.Recursion(SchemaOf(from));
  const Columns variables = Rest(from.columns, kStartStamp);
  const Table before = ProjectTo({recursion, from.columns}, variables);
  MaybeTable known = Table{builder_.Previous(before.node), variables};
  if (hold) known = Conjoin(known, {*hold});
  const MaybeTable all = known ? held(Without(from, *known)) : std::nullopt;
  if (all && !builder_.is_off()) builder_.plan().Define(recursion, all->node);
  return all;
}

MaybeTable Planner::Both(const MaybeTable& a, const MaybeTable& b, const Regex& regex) {
  if (!a || !b) return a ? a : b;
  Columns odd;
  for (const auto& [one, other] : {std::pair(*a, *b), std::pair(*b, *a)}) {
    for (const VariableId variable : one.columns) {
      if (!Has(other.columns, variable)) odd.push_back(variable);
    }
  }
  if (odd.empty()) return United({*a, *b});
  return Fail(
      regex.span,
      fmt::format("{} {} on one way through here only, so that the other leaves {} open", NamesOf(odd),
                  odd.size() == 1 ? "stands" : "stand", odd.size() == 1 ? "it" : "them"),
      fmt::format("put a test of a predicate that has {} before it", NamesOf(odd)));
}

Table Planner::Promising(const Formula& match, const Table& table) {
  const Interval& interval = match.interval;
  const int stamp = ColumnOf(table.columns, kStartStamp);
  if (stamp < 0) return table;
  Table rows = interval.upper ? BegunWithin(table, {0, interval.upper}) : table;
  const bool latest = interval.lower == 0;
  if (match.kind == Kind::kMatchFuture || (!latest && interval.upper)) return rows;
  Columns columns = Rest(rows.columns, kStartStamp);
  std::vector<int> group;
  for (const VariableId variable : columns) group.push_back(ColumnOf(rows.columns, variable));
  columns.push_back(kStartStamp);
  const core::Aggregation best = latest ? core::Aggregation::kMax : core::Aggregation::kMin;
  return ProjectTo({builder_.Aggregate(rows.node, group, best, stamp), columns}, table.columns);
}

Table Planner::BegunWithin(const Table& table, const Interval& interval) {
  const NodeId now = builder_.Project(Clock(), {1});
  const NodeId both = builder_.Join(table.node, now, {});
  const Scalar distance = Scalar::Subtract(Scalar::Column(static_cast<int>(table.columns.size())),
                                           Scalar::Column(ColumnOf(table.columns, kStartStamp)));
  std::vector<int> columns(table.columns.size());
  for (size_t i = 0; i < columns.size(); ++i) columns[i] = static_cast<int>(i);
  return {builder_.Project(builder_.Select(both, Admits(interval, distance)), columns), table.columns};
}

MaybeTable Planner::Necessary(const Formula& match, const Regex& regex) {
  switch (regex.kind) {
    case Regex::Kind::kStep:
    case Regex::Kind::kRepeat:
      return std::nullopt;
    case Regex::Kind::kTest: {
      const Literal test = Peeled({&match.parts[regex.test]});
      if (FreeVariables(test).empty() || !IsSafe(test)) return std::nullopt;
      const MaybeTable there = Alone(test);
      return Table{builder_.Eventually(there->node, UpTo(match.interval)), there->columns};
    }
    case Regex::Kind::kThen: {
      const MaybeTable left = Necessary(match, regex.parts[0]);
      const MaybeTable right = Necessary(match, regex.parts[1]);
      if (!left || !right) return left ? left : right;
      return Joined(*left, *right);
    }
    case Regex::Kind::kEither: {
      const MaybeTable left = Necessary(match, regex.parts[0]);
      const MaybeTable right = left ? Necessary(match, regex.parts[1]) : std::nullopt;
      const Columns common = right ? Common(left->columns, right->columns) : Columns();
      if (common.empty()) return std::nullopt;
      return United({ProjectTo(*left, common), ProjectTo(*right, common)});
    }
  }
  CHECK(false) << "a kind of regular expression";
}

}  // namespace casus::mfotl
