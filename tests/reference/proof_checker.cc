#include "tests/reference/proof_checker.h"

#include <algorithm>
#include <cmath>

namespace casus::reference {

using mfotl::Binding;
using mfotl::Formula;
using mfotl::Literal;
using mfotl::Term;
using mfotl::Type;
using mfotl::VariableId;
using Kind = Formula::Kind;
using Step = mfotl::ProofStep;
using R = mfotl::Rule;

namespace {

Literal WithoutNot(Literal literal) {
  while (literal.formula->kind == Kind::kNot) literal = {&literal.formula->parts[0], !literal.is_negated};
  return literal;
}

bool IsAhead(const Formula& formula) {
  return formula.kind == Kind::kEventually || formula.kind == Kind::kAlways || formula.kind == Kind::kUntil;
}

}  // namespace

std::string ProofChecker::Check(const mfotl::Proof& proof, const std::vector<Binding>& values, Point point) {
  proof_ = &proof;
  problem_.clear();
  Values known;
  for (const Binding& binding : values) known[binding.variable] = {binding.value, nullptr, binding.variable};
  Proves(proof.root, {&policy_.formula}, known, point, point);
  return problem_;
}

bool ProofChecker::Fail(const Step& step, const std::string& what) {
  if (problem_.empty()) {
    problem_ = std::string(mfotl::Name(step.rule)) + " at " + std::to_string(step.from) + "–" +
               std::to_string(step.through) + ": " + what;
  }
  return false;
}

bool ProofChecker::Proves(mfotl::ProofId id, Literal literal, Values values, Point from, Point through) {
  if (static_cast<size_t>(id) >= proof_->steps.size()) {
    problem_ = "a step that is not there";
    return false;
  }
  const Step& step = proof_->Step(id);
  literal = WithoutNot(literal);
  if (!(step.literal == literal)) return Fail(step, "another claim is needed");
  if (step.from != from || step.through != through) {
    return Fail(step, "needed is " + std::to_string(from) + "–" + std::to_string(through));
  }
  if (from < 0 || from > through || through >= static_cast<Point>(log_.size())) return Fail(step, "no span");
  return Rule(step, literal, values);
}

bool ProofChecker::Premises(const Step& step, size_t count) {
  if (step.premises == count) return true;
  return Fail(step, "it takes " + std::to_string(count) + " premises");
}

bool ProofChecker::Premise(const Step& step, size_t premise, Literal literal, const Values& values,
                           Point from, Point through) {
  return Proves(proof_->Premises(step)[premise], literal, values, from, through);
}

bool ProofChecker::Rule(const Step& step, const Literal& literal, Values& values) {
  const Formula& f = *literal.formula;
  const bool no = literal.is_negated;
  const Literal a = f.parts.empty() ? Literal{&f} : Literal{&f.parts[0]};
  const Literal b = f.parts.size() < 2 ? a : Literal{&f.parts[1]};
  const auto span = [&](size_t premise, Literal part) {
    return Premise(step, premise, part, values, step.from, step.through);
  };
  const bool is_logged =
      f.kind == Kind::kAtom && !policy_.predicates[static_cast<size_t>(f.predicate)].definition;
  switch (step.rule) {
    case R::kEvents:
    case R::kNoEvent:
    case R::kPointIs: {
      if (!Premises(step, 0)) return false;
      const bool is_clock = step.rule == R::kPointIs;
      if (is_clock ? f.kind != Kind::kTimePoint : !is_logged) return Fail(step, "no such atom");
      if (!is_clock && no != (step.rule == R::kNoEvent)) return Fail(step, "the wrong sign");
      if (step.rule != R::kEvents && step.values != 0) return Fail(step, "no event is shown");
      for (Point point = step.from; point <= step.through; ++point) {
        bool is_there = false;
        if (!Atom(step, values, point, is_there)) return false;
        if (is_there == no) return Fail(step, "the log says otherwise at " + std::to_string(point));
      }
      return true;
    }
    case R::kNoValue: {
      if (!no || (f.kind != Kind::kAtom && f.kind != Kind::kTimePoint)) return Fail(step, "no such atom");
      for (const Term& term : f.terms) {
        const Number number = Evaluate(term, values);
        if (number.is_known && !number.value) return Premises(step, 0);
      }
      return Fail(step, "all terms have values");
    }
    case R::kCompares:
      return Premises(step, 0) && Comparison(step, values);
    case R::kTruth:
      if (f.kind != Kind::kTruth || f.truth == no) return Fail(step, "no truth");
      return Premises(step, 0);
    case R::kBoth: {
      if (!Premises(step, 2)) return false;
      if (f.kind == Kind::kAnd && !no) return span(0, a) && span(1, b);
      if (f.kind == Kind::kOr && no) return span(0, a.Negated()) && span(1, b.Negated());
      if (f.kind == Kind::kImplies && no) return span(0, a) && span(1, b.Negated());
      if (f.kind != Kind::kEquivalent) return Fail(step, "the wrong operator");
      const bool first = proof_->Step(proof_->Premises(step)[0]).literal == WithoutNot(a);
      const Literal left = first ? a : a.Negated();
      return span(0, left) && span(1, first == !no ? b : b.Negated());
    }
    case R::kOne: {
      if (!Premises(step, 1)) return false;
      std::vector<Literal> sides;
      if (f.kind == Kind::kAnd && no) sides = {a.Negated(), b.Negated()};
      if (f.kind == Kind::kOr && !no) sides = {a, b};
      if (f.kind == Kind::kImplies && !no) sides = {a.Negated(), b};
      const Literal shown = proof_->Step(proof_->Premises(step)[0]).literal;
      for (const Literal side : sides) {
        if (shown == WithoutNot(side)) return span(0, side);
      }
      return Fail(step, "neither side");
    }
    case R::kWitness: {
      // EXISTS, or an atom of a definition some of whose columns are left open.
      if (!Premises(step, 0)) return false;
      if (step.cases != 1) return Fail(step, "it takes one case");
      std::vector<VariableId> variables = f.variables;
      Literal body = a;
      if (f.kind == Kind::kAtom && !is_logged) {
        const mfotl::Definition& definition =
            policy_.definitions[*policy_.predicates[static_cast<size_t>(f.predicate)].definition];
        body = {&definition.body};
        for (size_t i = 0; i < f.terms.size(); ++i) {
          if (f.terms[i].kind == Term::Kind::kWildcard) variables.push_back(definition.parameters[i]);
        }
      } else if (f.kind == Kind::kForAll) {
        body = a.Negated();
      } else if (f.kind != Kind::kExists) {
        return Fail(step, "the wrong operator");
      }
      if (no != (f.kind == Kind::kForAll)) return Fail(step, "the wrong sign");
      const mfotl::ProofCase& one = proof_->Cases(step)[0];
      std::set<VariableId> bound;
      for (const Binding& binding : proof_->Bindings(one)) {
        values[binding.variable] = {binding.value, nullptr, binding.variable};
        bound.insert(binding.variable);
      }
      if (bound != std::set<VariableId>(variables.begin(), variables.end()))
        return Fail(step, "other variables");
      return Proves(one.proof, body, values, step.from, step.through);
    }
    case R::kCases: {
      if (f.kind == Kind::kExists && no) return Cases(step, values, a, f.variables, nullptr, f.variables);
      if (f.kind == Kind::kForAll && !no)
        return Cases(step, values, a.Negated(), f.variables, nullptr, f.variables);
      return Fail(step, "the wrong operator");
    }
    case R::kNeighbour:
    case R::kNoNeighbour:
    case R::kDistance:
      return Neighbour(step, values);
    case R::kSome:
    case R::kAlways:
    case R::kNoPoint:
    case R::kNeverRight:
      return Window(step, values);
    case R::kReached:
      return Reached(step, values);
    case R::kBroken:
      return Broken(step, values);
    case R::kMatched:
    case R::kUnmatched:
      return Match(step, values);
    case R::kAggregate:
      return Aggregate(step, values);
    case R::kRows:
      return Fail(step, "rows of nothing");
    case R::kDefinition:
      return Definition(step, values);
    case R::kSpans: {
      if (step.premises < 2) return Fail(step, "one span needs no such step");
      Point from = step.from;
      for (size_t i = 0; i < step.premises; ++i) {
        const Point through = proof_->Step(proof_->Premises(step)[i]).through;
        if (!Premise(step, i, literal, values, from, through)) return false;
        from = through + 1;
      }
      if (from != step.through + 1) return Fail(step, "a part of the span is missing");
      return true;
    }
  }
  return Fail(step, "an unknown rule");
}

// --- Atoms and conditions ---

Type ProofChecker::TypeOf(const Term& term) const {
  switch (term.kind) {
    case Term::Kind::kVariable:
      return policy_.variables[static_cast<size_t>(term.variable)].type;
    case Term::Kind::kInteger:
    case Term::Kind::kToInteger:
      return Type::kInteger;
    case Term::Kind::kFloat:
    case Term::Kind::kToFloat:
      return Type::kFloat;
    case Term::Kind::kString:
      return Type::kString;
    default:
      for (const Term& part : term.parts) {
        if (TypeOf(part) != Type::kUnknown) return TypeOf(part);
      }
      return Type::kUnknown;
  }
}

ProofChecker::Number ProofChecker::Evaluate(const Term& term, const Values& values) const {
  switch (term.kind) {
    case Term::Kind::kVariable: {
      const auto found = values.find(term.variable);
      if (found == values.end() || !found->second.value) return {};
      return {true, found->second.value};
    }
    case Term::Kind::kWildcard:
      return {};
    case Term::Kind::kInteger:
      return {true, term.integer};
    case Term::Kind::kFloat:
      return {true, core::PackFloat(term.number)};
    case Term::Kind::kString: {
      const std::optional<base::Symbol> symbol = symbols_.Find(term.text);
      return {true, symbol ? static_cast<core::Value>(*symbol) : -1};
    }
    default:
      break;
  }
  std::vector<core::Value> parts;
  bool has_value = true;
  for (const Term& part : term.parts) {
    const Number number = Evaluate(part, values);
    if (!number.is_known) return {};
    has_value = has_value && number.value;
    parts.push_back(number.value.value_or(0));
  }
  if (!has_value) return {true, std::nullopt};
  parts.resize(2);
  const bool is_float = TypeOf(term.parts[0]) == Type::kFloat;
  const double x = core::UnpackFloat(parts[0]);
  const double y = core::UnpackFloat(parts[1]);
  const auto real = [](double number) -> Number {
    if (!std::isfinite(number)) return {true, std::nullopt};
    return {true, core::PackFloat(number)};
  };
  __extension__ using Wide = __int128;
  const auto whole = [](Wide number) -> Number {
    if (number < INT64_MIN || number > INT64_MAX) return {true, std::nullopt};
    return {true, static_cast<core::Value>(number)};
  };
  const Wide i = parts[0];
  const Wide j = parts[1];
  switch (term.kind) {
    case Term::Kind::kAdd:
      return is_float ? real(x + y) : whole(i + j);
    case Term::Kind::kSubtract:
      return is_float ? real(x - y) : whole(i - j);
    case Term::Kind::kMultiply:
      return is_float ? real(x * y) : whole(i * j);
    case Term::Kind::kDivide:
      if (is_float ? y == 0 : j == 0) return {true, std::nullopt};
      return is_float ? real(x / y) : whole(i / j);
    case Term::Kind::kRemainder:
      if (is_float ? y == 0 : j == 0) return {true, std::nullopt};
      return is_float ? real(std::fmod(x, y)) : whole(i % j);
    case Term::Kind::kNegate:
      return is_float ? real(-x) : whole(-i);
    case Term::Kind::kToInteger:
      if (!(std::fabs(x) < 9e18)) return {true, std::nullopt};
      return whole(static_cast<Wide>(x));
    default:
      return real(static_cast<double>(parts[0]));
  }
}

bool ProofChecker::IsListed(const Others& others, const std::map<VariableId, core::Value>& row) const {
  return std::any_of(others.listed.begin(), others.listed.end(),
                     [&](const std::map<VariableId, core::Value>& listed) {
                       return std::all_of(listed.begin(), listed.end(), [&](const auto& column) {
                         const auto found = row.find(column.first);
                         return found != row.end() && found->second == column.second;
                       });
                     });
}

// Whether no values that are meant make the atom the row.
bool ProofChecker::Excludes(const Formula& atom, const std::vector<core::Value>& row,
                            const Values& values) const {
  std::map<const Others*, std::map<VariableId, core::Value>> others;
  for (size_t i = 0; i < row.size(); ++i) {
    const Term& term = atom.terms[i];
    const Number number = Evaluate(term, values);
    if (number.is_known && (!number.value || *number.value != row[i])) return true;
    if (term.kind != Term::Kind::kVariable || number.is_known) continue;
    const auto known = values.find(term.variable);
    if (known == values.end() || known->second.others == nullptr) continue;
    const auto [place, is_new] = others[known->second.others].try_emplace(known->second.name, row[i]);
    if (!is_new && place->second != row[i]) return true;
  }
  return std::any_of(others.begin(), others.end(),
                     [&](const auto& other) { return IsListed(*other.first, other.second); });
}

bool ProofChecker::Atom(const Step& step, const Values& values, Point point, bool& is_there) {
  const Formula& atom = *step.literal.formula;
  const LogPoint& at = log_[static_cast<size_t>(point)];
  std::set<std::vector<core::Value>> rows;
  if (atom.kind == Kind::kTimePoint) {
    rows.insert({point, at.stamp});
  } else if (const auto found = at.events.find(atom.predicate); found != at.events.end()) {
    rows = found->second;
  }
  const std::span<const core::Value> shown = proof_->Values(step);
  bool is_shown = false;
  for (const std::vector<core::Value>& row : rows) {
    if (Excludes(atom, row, values)) continue;
    is_there = true;
    is_shown = is_shown || std::equal(row.begin(), row.end(), shown.begin(), shown.end());
  }
  if (step.rule == R::kNoEvent || step.literal.is_negated) return true;
  // That it is there must not depend on values that are not known.
  for (const Term& term : atom.terms) {
    if (term.kind != Term::Kind::kWildcard && !Evaluate(term, values).is_known)
      return Fail(step, "unknown values");
  }
  if (step.rule == R::kEvents && step.from == step.through && !is_shown)
    return Fail(step, "another event is shown");
  if (step.rule == R::kEvents && step.from != step.through && step.values != 0)
    return Fail(step, "which one is it?");
  return true;
}

bool ProofChecker::Comparison(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  if (f.kind != Kind::kCompare) return Fail(step, "nothing is compared");
  const Number left = Evaluate(f.terms[0], values);
  const Number right = Evaluate(f.terms[1], values);
  if (!left.is_known || !right.is_known) {
    const bool is_unequal =
        f.comparison == (step.literal.is_negated ? core::Comparison::kEqual : core::Comparison::kNotEqual);
    for (size_t side = 0; is_unequal && side < 2; ++side) {
      const Term& term = f.terms[side];
      const Number& number = side == 0 ? right : left;
      if (term.kind != Term::Kind::kVariable || !number.is_known) continue;
      if (!number.value) return true;
      const auto known = values.find(term.variable);
      if (known == values.end() || known->second.others == nullptr) continue;
      if (IsListed(*known->second.others, {{known->second.name, *number.value}})) return true;
    }
    return Fail(step, "unknown values");
  }
  bool holds = false;
  if (left.value && right.value) {
    const auto compare = [&](auto x, auto y) {
      switch (f.comparison) {
        case core::Comparison::kEqual:
          return x == y;
        case core::Comparison::kNotEqual:
          return x != y;
        case core::Comparison::kLess:
          return x < y;
        case core::Comparison::kLessEqual:
          return x <= y;
        case core::Comparison::kGreater:
          return x > y;
        default:
          return x >= y;
      }
    };
    const bool is_float = TypeOf(f.terms[0]) == Type::kFloat || TypeOf(f.terms[1]) == Type::kFloat;
    holds = is_float ? compare(core::UnpackFloat(*left.value), core::UnpackFloat(*right.value))
                     : compare(*left.value, *right.value);
  }
  return holds != step.literal.is_negated || Fail(step, "it does not compare so");
}

// --- Time ---

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

// --- Regular expressions ---

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

// --- Values ---

bool ProofChecker::Cases(const Step& step, const Values& values, Literal body,
                         const std::vector<VariableId>& variables, std::set<std::vector<core::Value>>* rows,
                         const std::vector<VariableId>& all) {
  if (!Premises(step, 1)) return false;
  const std::span<const VariableId> named = proof_->Variables(step);
  if (!std::equal(named.begin(), named.end(), variables.begin(), variables.end()))
    return Fail(step, "other variables");
  Others others{variables, {}};
  for (const mfotl::ProofCase& one : proof_->Cases(step)) {
    Values inner = values;
    std::map<VariableId, core::Value> listed;
    for (const Binding& binding : proof_->Bindings(one)) {
      if (std::find(variables.begin(), variables.end(), binding.variable) == variables.end()) {
        return Fail(step, "another variable");
      }
      if (!listed.emplace(binding.variable, binding.value).second) return Fail(step, "a variable twice");
      inner[binding.variable] = {binding.value, nullptr, binding.variable};
    }
    if (listed.empty()) return Fail(step, "a case of nothing");
    if (IsListed(others, listed)) return Fail(step, "a case twice");
    others.listed.push_back(listed);
    std::vector<VariableId> rest;
    for (const VariableId variable : variables) {
      if (!listed.contains(variable)) rest.push_back(variable);
    }
    const Step& below = proof_->Step(one.proof);
    if (!rest.empty()) {
      if (below.rule != R::kCases || !(below.literal == step.literal) || below.from != step.from ||
          below.through != step.through) {
        return Fail(step, "a case leaves variables open");
      }
      if (!Cases(below, inner, body, rest, rows, all)) return false;
    } else if (rows != nullptr && below.literal == WithoutNot(body)) {
      if (!Proves(one.proof, body, inner, step.from, step.through)) return false;
      std::vector<core::Value> row;
      for (const VariableId variable : all) row.push_back(*inner.at(variable).value);
      rows->insert(row);
    } else if (!Proves(one.proof, body.Negated(), inner, step.from, step.through)) {
      return false;
    }
  }
  Values inner = values;
  for (const VariableId variable : variables) inner[variable] = {std::nullopt, &others, variable};
  return Premise(step, 0, body.Negated(), inner, step.from, step.through);
}

// Whether the step lists the events that make the rows of the aggregation, each row once: all of those points at which the
// events may be, and no others.
bool ProofChecker::Events(const Step& list, const Values& values, const Formula& aggregate, Point point,
                          std::set<std::vector<core::Value>>& rows) {
  const Literal body = WithoutNot({&aggregate.parts[0]});
  const bool is_ahead = body.formula->kind == Kind::kEventually;
  const bool is_window = is_ahead || body.formula->kind == Kind::kOnce;
  const Literal atom = is_window ? WithoutNot({&body.formula->parts[0]}) : body;
  if (body.is_negated || atom.is_negated || atom.formula->kind != Kind::kAtom || !(list.literal == atom) ||
      policy_.predicates[static_cast<size_t>(atom.formula->predicate)].definition) {
    return Fail(list, "no events to list");
  }
  if (!Premises(list, 0)) return false;
  Point first = static_cast<Point>(log_.size());
  Point last = -1;
  for (Point s = 0; s < static_cast<Point>(log_.size()); ++s) {
    const mfotl::Interval& interval = body.formula->interval;
    const bool is_seen = !is_window ? s == point
                         : is_ahead ? Admits(interval, point, s)
                                    : Admits(interval, s, point);
    if (!is_seen) continue;
    first = std::min(first, s);
    last = std::max(last, s);
  }
  if (first > last || list.from != first || list.through != last) return Fail(list, "other points");
  const std::vector<Term>& terms = atom.formula->terms;
  // What the event says of the variables that the aggregation binds; nothing, if it does not fit.
  const auto row_of = [&](const std::vector<core::Value>& event) -> std::optional<std::vector<core::Value>> {
    std::map<VariableId, core::Value> bound;
    for (size_t i = 0; i < terms.size(); ++i) {
      if (terms[i].kind == Term::Kind::kWildcard) continue;
      const Number number = Evaluate(terms[i], values);
      if (number.is_known) {
        if (!number.value || *number.value != event[i]) return std::nullopt;
      } else if (bound.emplace(terms[i].variable, event[i]).first->second != event[i]) {
        return std::nullopt;
      }
    }
    std::vector<core::Value> row;
    for (const VariableId variable : aggregate.variables) row.push_back(bound.at(variable));
    return row;
  };
  for (const VariableId variable : aggregate.group) {
    const auto known = values.find(variable);
    if (known == values.end() || !known->second.value) return Fail(list, "unknown values");
  }
  std::set<std::vector<core::Value>> wanted;
  for (Point s = first; s <= last; ++s) {
    const LogPoint& at = log_[static_cast<size_t>(s)];
    const auto found = at.events.find(atom.formula->predicate);
    if (found == at.events.end()) continue;
    for (const std::vector<core::Value>& event : found->second) {
      if (const auto row = row_of(event)) wanted.insert(*row);
    }
  }
  const mfotl::EventList events(*proof_, list);
  for (size_t i = 0; i < events.size(); ++i) {
    const std::vector<core::Value> event(events.Row(i).begin(), events.Row(i).end());
    if (events.PointOf(i) < first || events.PointOf(i) > last) return Fail(list, "an event from elsewhere");
    const LogPoint& at = log_[static_cast<size_t>(events.PointOf(i))];
    const auto found = at.events.find(atom.formula->predicate);
    if (found == at.events.end() || !found->second.contains(event)) return Fail(list, "no such event");
    const auto row = row_of(event);
    if (!row) return Fail(list, "an event that does not fit");
    if (!rows.insert(*row).second) return Fail(list, "a row twice");
  }
  return rows == wanted || Fail(list, "an event is left out");
}

bool ProofChecker::Aggregate(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  if (f.kind != Kind::kAggregate || !Premises(step, 1)) return Fail(step, "no aggregation");
  if (step.from != step.through) return Fail(step, "one point at a time");
  const Step& list = proof_->Step(proof_->Premises(step)[0]);
  if (list.rule != R::kRows && (list.rule != R::kCases || !(list.literal == step.literal) ||
                                list.from != step.from || list.through != step.through)) {
    return Fail(step, "rows are needed");
  }
  Values inner;
  for (const VariableId variable : f.group) {
    const auto known = values.find(variable);
    if (known != values.end()) inner[variable] = known->second;
  }
  std::set<std::vector<core::Value>> rows;
  if (list.rule == R::kRows) {
    if (!Events(list, inner, f, step.from, rows)) return false;
  } else if (!Cases(list, inner, {&f.parts[0]}, f.variables, &rows, f.variables)) {
    return false;
  }
  const bool is_of_group = std::find(f.variables.begin(), f.variables.end(), f.value) == f.variables.end();
  std::vector<core::Value> column;
  for (const std::vector<core::Value>& row : rows) {
    if (is_of_group) {
      const auto known = inner.find(f.value);
      if (known == inner.end() || !known->second.value) return Fail(step, "unknown values");
      column.push_back(*known->second.value);
    } else {
      column.push_back(row[static_cast<size_t>(std::find(f.variables.begin(), f.variables.end(), f.value) -
                                               f.variables.begin())]);
    }
  }
  const bool is_float = policy_.variables[static_cast<size_t>(f.value)].type == Type::kFloat;
  const bool gives_float = policy_.variables[static_cast<size_t>(f.result)].type == Type::kFloat;
  std::vector<double> numbers;
  for (const core::Value value : column) {
    numbers.push_back(is_float ? core::UnpackFloat(value) : static_cast<double>(value));
  }
  std::sort(numbers.begin(), numbers.end());
  if (!is_float) std::sort(column.begin(), column.end());
  std::optional<core::Value> result;
  double real = 0;
  if (rows.empty()) {
    if (f.group.empty()) result = 0;
  } else {
    __extension__ __int128 sum = 0;
    for (const core::Value value : column) sum += is_float ? 0 : value;
    for (const double number : numbers) real += number;
    const size_t middle = numbers.size() / 2;
    switch (f.function) {
      case core::Aggregation::kCount:
        result = static_cast<core::Value>(column.size());
        break;
      case core::Aggregation::kSum:
        if (sum >= INT64_MIN && sum <= INT64_MAX) result = static_cast<core::Value>(sum);
        break;
      case core::Aggregation::kMin:
        real = numbers.front();
        result = column.front();
        break;
      case core::Aggregation::kMax:
        real = numbers.back();
        result = column.back();
        break;
      case core::Aggregation::kAverage:
        real /= static_cast<double>(numbers.size());
        break;
      case core::Aggregation::kMedian:
        real = numbers.size() % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
        break;
    }
    if (gives_float) result = core::PackFloat(real);
  }
  const std::span<const core::Value> told = proof_->Values(step);
  const auto is_same = [&](core::Value x, core::Value y) {
    if (!gives_float) return x == y;
    const double left = core::UnpackFloat(x);
    const double right = core::UnpackFloat(y);
    return std::fabs(left - right) <= 1e-9 * (1 + std::fabs(left) + std::fabs(right));
  };
  if (told.size() != (result ? 1u : 0u) || (result && !is_same(told[0], *result))) {
    return Fail(step, "that is not what comes out");
  }
  const auto known = values.find(f.result);
  if (known == values.end()) return Fail(step, "unknown values");
  if (!step.literal.is_negated) {
    return (result && known->second.value && is_same(*known->second.value, *result)) ||
           Fail(step, "another result");
  }
  if (!result) return true;
  if (known->second.value) return *known->second.value != told[0] || Fail(step, "it is the result");
  return (known->second.others != nullptr &&
          IsListed(*known->second.others, {{known->second.name, told[0]}})) ||
         Fail(step, "it may be the result");
}

bool ProofChecker::Definition(const Step& step, const Values& values) {
  const Formula& f = *step.literal.formula;
  const bool no = step.literal.is_negated;
  if (f.kind != Kind::kAtom || !policy_.predicates[static_cast<size_t>(f.predicate)].definition) {
    return Fail(step, "nothing is defined");
  }
  if (!Premises(step, 1)) return false;
  const mfotl::Definition& definition =
      policy_.definitions[*policy_.predicates[static_cast<size_t>(f.predicate)].definition];
  Values inner;
  std::vector<VariableId> open;
  for (size_t i = 0; i < f.terms.size(); ++i) {
    const Term& term = f.terms[i];
    if (term.kind == Term::Kind::kWildcard) {
      open.push_back(definition.parameters[i]);
    } else if (term.kind == Term::Kind::kVariable) {
      const auto known = values.find(term.variable);
      if (known == values.end()) return Fail(step, "unknown values");
      inner[definition.parameters[i]] = known->second;
    } else {
      const Number number = Evaluate(term, values);
      if (!number.is_known || !number.value) return Fail(step, "unknown values");
      inner[definition.parameters[i]] = {number.value, nullptr, definition.parameters[i]};
    }
  }
  const Literal body{&definition.body};
  if (open.empty()) return Premise(step, 0, no ? body.Negated() : body, inner, step.from, step.through);
  const Step& below = proof_->Step(proof_->Premises(step)[0]);
  if (!(below.literal == step.literal) || below.from != step.from || below.through != step.through) {
    return Fail(step, "the open columns are not bound");
  }
  if (no) return below.rule == R::kCases && Cases(below, inner, body, open, nullptr, open);
  if (below.rule != R::kWitness) return Fail(step, "the open columns are not bound");
  return Rule(below, below.literal, inner);
}

}  // namespace casus::reference
