#include "mfotl/proof_lines.h"

#include <fmt/format.h>

#include "base/check.h"
#include "mfotl/verdicts.h"

namespace casus::mfotl {
namespace {

using Kind = Formula::Kind;

std::string_view SignOf(core::Comparison comparison) {
  switch (comparison) {
    case core::Comparison::kEqual:
      return "=";
    case core::Comparison::kNotEqual:
      return "<>";
    case core::Comparison::kLess:
      return "<";
    case core::Comparison::kLessEqual:
      return "<=";
    case core::Comparison::kGreater:
      return ">";
    case core::Comparison::kGreaterEqual:
      return ">=";
  }
  CHECK(false) << "a comparison";
}

core::Comparison Inverse(core::Comparison comparison) {
  switch (comparison) {
    case core::Comparison::kEqual:
      return core::Comparison::kNotEqual;
    case core::Comparison::kNotEqual:
      return core::Comparison::kEqual;
    case core::Comparison::kLess:
      return core::Comparison::kGreaterEqual;
    case core::Comparison::kLessEqual:
      return core::Comparison::kGreater;
    case core::Comparison::kGreater:
      return core::Comparison::kLessEqual;
    case core::Comparison::kGreaterEqual:
      return core::Comparison::kLess;
  }
  CHECK(false) << "a comparison";
}

std::string_view SignOf(Term::Kind kind) {
  switch (kind) {
    case Term::Kind::kAdd:
      return " + ";
    case Term::Kind::kSubtract:
      return " - ";
    case Term::Kind::kMultiply:
      return " * ";
    case Term::Kind::kDivide:
      return " / ";
    default:
      return " MOD ";
  }
}

std::string_view Describe(core::Aggregation function) {
  switch (function) {
    case core::Aggregation::kCount:
      return "the number";
    case core::Aggregation::kSum:
      return "the sum";
    case core::Aggregation::kMin:
      return "the least";
    case core::Aggregation::kMax:
      return "the greatest";
    case core::Aggregation::kAverage:
      return "the average";
    case core::Aggregation::kMedian:
      return "the median";
  }
  CHECK(false) << "an aggregation";
}

}  // namespace

std::string Say(const Interval& interval) {
  return interval.upper ? fmt::format("[{},{}]", interval.lower, *interval.upper)
                        : fmt::format("[{},*)", interval.lower);
}

size_t CountRows(const Proof& proof, const ProofStep& step) {
  size_t rows = 0;
  const auto count = [&](const auto& self, const ProofStep& cases) -> void {
    for (const ProofCase& one : proof.Cases(cases)) {
      const ProofStep& inner = proof.Step(one.proof);
      if (inner.rule == Rule::kCases && inner.literal.formula == step.literal.formula) {
        self(self, inner);
      } else if (inner.literal == Peeled({&step.literal.formula->parts[0]})) {
        ++rows;
      }
    }
  };
  count(count, proof.Step(proof.Premises(step)[0]));
  return rows;
}

ProofLines::ProofLines(const Policy& policy, const base::SymbolTable& symbols, const TraceIndex& index)
    : policy_(policy), symbols_(symbols), index_(index), known_(policy.variables.size()) {}

void ProofLines::Know(VariableId variable, Known known) {
  Known& present = known_[static_cast<size_t>(variable)];
  before_.emplace_back(variable, std::move(present));
  present = std::move(known);
}

ProofLines::Scope::Scope(ProofLines& lines, std::span<const Binding> bindings)
    : lines_(lines), before_(lines.before_.size()) {
  for (const Binding& binding : bindings) {
    lines.Know(binding.variable, {Known::State::kValue, binding.value, {}});
  }
}

ProofLines::Scope::Scope(ProofLines& lines, const ProofStep& step)
    : lines_(lines), before_(lines.before_.size()) {
  const Formula& atom = *step.literal.formula;
  const Definition& definition =
      lines.policy_.definitions[*lines.policy_.predicates[static_cast<size_t>(atom.predicate)].definition];
  std::vector<Known> arguments;
  for (const Term& term : atom.terms) {
    Known known;
    if (term.kind == Term::Kind::kVariable) {
      known = lines.known_[static_cast<size_t>(term.variable)];
    }
    if (known.state == Known::State::kNothing && term.kind != Term::Kind::kWildcard) {
      known.state = Known::State::kWords;
      Pen pen(known.words);
      lines.Say(term, pen);
    }
    arguments.push_back(std::move(known));
  }
  for (size_t i = 0; i < arguments.size(); ++i) {
    lines.Know(definition.parameters[i], std::move(arguments[i]));
  }
}

ProofLines::Scope::~Scope() {
  while (lines_.before_.size() > before_) {
    auto& [variable, known] = lines_.before_.back();
    lines_.known_[static_cast<size_t>(variable)] = std::move(known);
    lines_.before_.pop_back();
  }
}

void ProofLines::Value(core::Value value, Type type, Pen& pen) const {
  if (type == Type::kFloat) {
    pen.PutFloat(core::UnpackFloat(value));
  } else if (type == Type::kString) {
    pen.PutQuoted(symbols_.Name(static_cast<base::Symbol>(value)));
  } else {
    pen.PutInteger(value);
  }
}

void ProofLines::JsonValue(core::Value value, Type type, Pen& pen) const {
  if (type == Type::kString) {
    pen.PutJsonText(symbols_.Name(static_cast<base::Symbol>(value)));
  } else if (type == Type::kFloat) {
    pen.PutJsonFloat(core::UnpackFloat(value));
  } else {
    Value(value, type, pen);
  }
}

void ProofLines::Say(std::span<const Binding> bindings, Pen& pen) const {
  bool is_first = true;
  for (const Binding& binding : bindings) {
    if (!std::exchange(is_first, false)) pen.Put(", ");
    const Variable& variable = policy_.variables[static_cast<size_t>(binding.variable)];
    pen.Put(variable.name);
    pen.Put(" = ");
    Value(binding.value, variable.type, pen);
  }
}

void ProofLines::Names(std::span<const VariableId> variables, Pen& pen) const {
  bool is_first = true;
  for (const VariableId variable : variables) {
    if (!std::exchange(is_first, false)) pen.Put(", ");
    pen.Put(policy_.variables[static_cast<size_t>(variable)].name);
  }
}

void ProofLines::Say(const Term& term, Pen& pen, bool is_part) const {
  switch (term.kind) {
    case Term::Kind::kVariable: {
      const Known& known = known_[static_cast<size_t>(term.variable)];
      const Variable& variable = policy_.variables[static_cast<size_t>(term.variable)];
      if (known.state == Known::State::kValue) {
        Value(known.value, variable.type, pen);
      } else {
        pen.Put(known.state == Known::State::kWords ? known.words : variable.name);
      }
      return;
    }
    case Term::Kind::kWildcard:
      pen.Put('_');
      return;
    case Term::Kind::kInteger:
      pen.PutInteger(term.integer);
      return;
    case Term::Kind::kFloat:
      pen.PutFloat(term.number);
      return;
    case Term::Kind::kString:
      pen.PutQuoted(term.text);
      return;
    case Term::Kind::kNegate:
      pen.Put('-');
      Say(term.parts[0], pen, true);
      return;
    case Term::Kind::kToInteger:
    case Term::Kind::kToFloat:
      pen.Put(term.kind == Term::Kind::kToInteger ? "f2i(" : "i2f(");
      Say(term.parts[0], pen);
      pen.Put(')');
      return;
    default:
      break;
  }
  if (is_part) pen.Put('(');
  Say(term.parts[0], pen, true);
  pen.Put(SignOf(term.kind));
  Say(term.parts[1], pen, true);
  if (is_part) pen.Put(')');
}

void ProofLines::Atom(const Formula& atom, Pen& pen) const {
  const bool is_clock = atom.kind == Kind::kTimePoint;
  const bool has_point = is_clock && atom.terms[0].kind != Term::Kind::kWildcard;
  const bool has_stamp = is_clock && atom.terms[1].kind != Term::Kind::kWildcard;
  pen.Put(!is_clock ? std::string_view(policy_.predicates[static_cast<size_t>(atom.predicate)].name)
          : has_point && has_stamp ? "tpts"
          : has_point              ? "tp"
                                   : "ts");
  pen.Put('(');
  bool is_first = true;
  for (const Term& term : atom.terms) {
    if (is_clock && term.kind == Term::Kind::kWildcard) continue;
    if (!std::exchange(is_first, false)) pen.Put(", ");
    Say(term, pen);
  }
  pen.Put(')');
}

void ProofLines::Event(const Formula& atom, std::span<const core::Value> row, Pen& pen) const {
  const Predicate& predicate = policy_.predicates[static_cast<size_t>(atom.predicate)];
  pen.Put(predicate.name);
  pen.Put('(');
  for (size_t i = 0; i < row.size(); ++i) {
    if (i > 0) pen.Put(", ");
    Value(row[i], predicate.columns[i], pen);
  }
  pen.Put(')');
}

void ProofLines::Comparison(const Formula& formula, bool is_negated, Pen& pen) const {
  Say(formula.terms[0], pen);
  pen.Put(' ');
  pen.Put(SignOf(is_negated ? Inverse(formula.comparison) : formula.comparison));
  pen.Put(' ');
  Say(formula.terms[1], pen);
}

void ProofLines::Aggregate(const Proof& proof, const ProofStep& step, Pen& pen) const {
  const Formula& formula = *step.literal.formula;
  pen.Put(Describe(formula.function));
  pen.Put(" of ");
  pen.Put(policy_.variables[static_cast<size_t>(formula.value)].name);
  if (step.values == 0) {
    pen.Put(" is not there: no row to take it from");
    return;
  }
  pen.Put(" is ");
  Value(proof.Values(step)[0], policy_.variables[static_cast<size_t>(formula.result)].type, pen);
  const ProofStep& list = proof.Step(proof.Premises(step)[0]);
  if (list.rule == Rule::kRows) {
    const size_t rows = EventList(proof, list).size();
    pen.Put(rows == 0 ? ", from no" : rows == 1 ? ", from the one" : ", from the ");
    if (rows > 1) pen.PutInteger(static_cast<int64_t>(rows));
    pen.Put(rows == 1 ? " row of " : " rows of ");
    Atom(*list.literal.formula, pen);
    return;
  }
  const size_t rows = CountRows(proof, step);
  pen.Put(", from ");
  pen.PutInteger(static_cast<int64_t>(rows));
  pen.Put(rows == 1 ? " row" : " rows");
}

// What is near, or far, is not in the interval.
void ProofLines::Distance(const ProofStep& step, Pen& pen) const {
  const Formula& formula = *step.literal.formula;
  const bool is_next = formula.kind == Kind::kNext;
  const Point other = step.from + (is_next ? 1 : -1);
  const std::string_view side = is_next ? "after" : "before";
  if (step.from != step.through) {
    pen.Put(fmt::format("no time point {} is at a distance in {}", side, mfotl::Say(formula.interval)));
    return;
  }
  if (index_.StampOf(std::max(other, step.from)) == kLastStamp) {
    pen.Put(is_next ? "the log ends here" : "the log ends before");
    return;
  }
  const core::Stamp distance =
      index_.StampOf(std::max(other, step.from)) - index_.StampOf(std::min(other, step.from));
  pen.Put(
      fmt::format("the time point {} is {} away, not in {}", side, distance, mfotl::Say(formula.interval)));
}

bool ProofLines::HasWords(const ProofStep& step) {
  switch (step.rule) {
    case Rule::kEvents:
    case Rule::kNoEvent:
    case Rule::kNoValue:
    case Rule::kPointIs:
    case Rule::kCompares:
    case Rule::kTruth:
    case Rule::kRows:
    case Rule::kNoNeighbour:
    case Rule::kDistance:
    case Rule::kNoPoint:
    case Rule::kAggregate:
    case Rule::kDefinition:
      return true;
    case Rule::kMatched:
    case Rule::kUnmatched:
      return step.premises == 0;
    default:
      return false;
  }
}

void ProofLines::Say(const Proof& proof, const ProofStep& step, Pen& pen) const {
  const Formula& formula = *step.literal.formula;
  switch (step.rule) {
    case Rule::kEvents:
      if (step.values == 0) {
        Atom(formula, pen);
      } else {
        Event(formula, proof.Values(step), pen);
      }
      return;
    case Rule::kNoEvent:
      pen.Put("no ");
      Atom(formula, pen);
      return;
    case Rule::kRows:
      Atom(formula, pen);
      return;
    case Rule::kNoValue:
      pen.Put("not ");
      formula.kind == Kind::kCompare ? Comparison(formula, false, pen) : Atom(formula, pen);
      pen.Put(", which has no value");
      return;
    case Rule::kPointIs:
    case Rule::kDefinition:
      if (step.literal.is_negated) pen.Put("not ");
      Atom(formula, pen);
      return;
    case Rule::kCompares:
      Comparison(formula, step.literal.is_negated, pen);
      return;
    case Rule::kTruth:
      pen.Put(formula.truth ? "TRUE" : "not FALSE");
      return;
    case Rule::kNoNeighbour:
      pen.Put(formula.kind == Kind::kNext ? "there is no time point after" : "there is no time point before");
      return;
    case Rule::kDistance:
      Distance(step, pen);
      return;
    case Rule::kNoPoint:
      pen.Put(LooksAhead(formula) ? "no time point lies ahead by " : "no time point lies back by ");
      pen.Put(mfotl::Say(formula.interval));
      return;
    case Rule::kMatched:
      pen.Put("a match that tests nothing");
      return;
    case Rule::kUnmatched:
      pen.Put("no match fits between the time points that there are");
      return;
    case Rule::kAggregate:
      Aggregate(proof, step, pen);
      return;
    default:
      return;
  }
}

void ProofLines::Stamp(Point point, Pen& pen) const {
  const core::Stamp stamp = index_.StampOf(point);
  if (stamp == kLastStamp) {
    pen.Put("the end");
  } else {
    pen.Put('@');
    pen.PutInteger(stamp);
  }
}

void ProofLines::Where(Point from, Point through, Pen& pen) const {
  Stamp(from, pen);
  if (index_.StampOf(from) != index_.StampOf(through)) {
    pen.Put(" – ");
    Stamp(through, pen);
  }
  pen.Put(from == through ? " (time point " : " (time points ");
  pen.PutInteger(from);
  if (from != through) {
    pen.Put(" – ");
    pen.PutInteger(through);
  }
  pen.Put(')');
}

}  // namespace casus::mfotl
