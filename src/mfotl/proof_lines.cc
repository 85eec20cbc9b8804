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

ProofLines::Scope::Scope(ProofLines& lines, std::span<const Binding> bindings) : lines_(lines) {
  for (const Binding& binding : bindings) {
    std::optional<std::string>& known = lines.known_[static_cast<size_t>(binding.variable)];
    before_.emplace_back(binding.variable, std::move(known));
    known = lines.Value(binding.value, lines.policy_.variables[static_cast<size_t>(binding.variable)].type);
  }
}

ProofLines::Scope::Scope(ProofLines& lines, const ProofStep& step) : lines_(lines) {
  const Formula& atom = *step.literal.formula;
  const Definition& definition =
      lines.policy_.definitions[*lines.policy_.predicates[static_cast<size_t>(atom.predicate)].definition];
  std::vector<std::optional<std::string>> arguments;
  for (const Term& term : atom.terms) {
    arguments.push_back(term.kind == Term::Kind::kWildcard ? std::nullopt : std::optional(lines.Say(term)));
  }
  for (size_t i = 0; i < arguments.size(); ++i) {
    std::optional<std::string>& known = lines.known_[static_cast<size_t>(definition.parameters[i])];
    before_.emplace_back(definition.parameters[i], std::move(known));
    known = std::move(arguments[i]);
  }
}

ProofLines::Scope::~Scope() {
  for (auto& [variable, known] : before_) lines_.known_[static_cast<size_t>(variable)] = std::move(known);
}

std::string ProofLines::Value(core::Value value, Type type) const {
  if (type == Type::kFloat) return fmt::format("{}", core::UnpackFloat(value));
  if (type == Type::kString) return fmt::format("\"{}\"", symbols_.Name(static_cast<base::Symbol>(value)));
  return fmt::format("{}", value);
}

std::string ProofLines::Say(std::span<const Binding> bindings) const {
  std::string text;
  for (const Binding& binding : bindings) {
    const Variable& variable = policy_.variables[static_cast<size_t>(binding.variable)];
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", variable.name,
                        Value(binding.value, variable.type));
  }
  return text;
}

std::string ProofLines::Names(std::span<const VariableId> variables) const {
  std::string text;
  for (const VariableId variable : variables) {
    text += (text.empty() ? "" : ", ") + policy_.variables[static_cast<size_t>(variable)].name;
  }
  return text;
}

std::string ProofLines::Say(const Term& term, bool is_part) const {
  switch (term.kind) {
    case Term::Kind::kVariable: {
      const std::optional<std::string>& known = known_[static_cast<size_t>(term.variable)];
      return known ? *known : policy_.variables[static_cast<size_t>(term.variable)].name;
    }
    case Term::Kind::kWildcard:
      return "_";
    case Term::Kind::kInteger:
      return fmt::format("{}", term.integer);
    case Term::Kind::kFloat:
      return fmt::format("{}", term.number);
    case Term::Kind::kString:
      return fmt::format("\"{}\"", term.text);
    case Term::Kind::kNegate:
      return "-" + Say(term.parts[0], true);
    case Term::Kind::kToInteger:
      return "f2i(" + Say(term.parts[0]) + ")";
    case Term::Kind::kToFloat:
      return "i2f(" + Say(term.parts[0]) + ")";
    default:
      break;
  }
  const std::string text = Say(term.parts[0], true).append(SignOf(term.kind)) + Say(term.parts[1], true);
  return is_part ? "(" + text + ")" : text;
}

std::string ProofLines::Atom(const Formula& atom) const {
  std::string text;
  if (atom.kind == Kind::kTimePoint) {
    const bool has_point = atom.terms[0].kind != Term::Kind::kWildcard;
    const bool has_stamp = atom.terms[1].kind != Term::Kind::kWildcard;
    return has_point && has_stamp ? fmt::format("tpts({}, {})", Say(atom.terms[0]), Say(atom.terms[1]))
           : has_point            ? fmt::format("tp({})", Say(atom.terms[0]))
                                  : fmt::format("ts({})", Say(atom.terms[1]));
  }
  for (const Term& term : atom.terms) text += (text.empty() ? "" : ", ") + Say(term);
  return policy_.predicates[static_cast<size_t>(atom.predicate)].name + "(" + text + ")";
}

std::string ProofLines::Event(const Formula& atom, std::span<const core::Value> row) const {
  const Predicate& predicate = policy_.predicates[static_cast<size_t>(atom.predicate)];
  std::string text;
  for (size_t i = 0; i < row.size(); ++i) text += (i == 0 ? "" : ", ") + Value(row[i], predicate.columns[i]);
  return predicate.name + "(" + text + ")";
}

std::string ProofLines::Comparison(const Formula& formula, bool is_negated) const {
  return fmt::format("{} {} {}", Say(formula.terms[0]),
                     SignOf(is_negated ? Inverse(formula.comparison) : formula.comparison),
                     Say(formula.terms[1]));
}

std::string ProofLines::Aggregate(const Proof& proof, const ProofStep& step) const {
  const Formula& formula = *step.literal.formula;
  const size_t rows = CountRows(proof, step);
  const std::string of = fmt::format("{} of {}", Describe(formula.function),
                                     policy_.variables[static_cast<size_t>(formula.value)].name);
  if (step.values == 0) return fmt::format("{} is not there: no row to take it from", of);
  const Variable& result = policy_.variables[static_cast<size_t>(formula.result)];
  return fmt::format("{} is {}, from {} {}", of, Value(proof.Values(step)[0], result.type), rows,
                     rows == 1 ? "row" : "rows");
}

std::string ProofLines::Say(const Proof& proof, const ProofStep& step) const {
  const Formula& formula = *step.literal.formula;
  const bool is_next = formula.kind == Kind::kNext;
  switch (step.rule) {
    case Rule::kEvents:
      return step.values == 0 ? Atom(formula) : Event(formula, proof.Values(step));
    case Rule::kNoEvent:
      return "no " + Atom(formula);
    case Rule::kNoValue:
      return fmt::format("not {}, which has no value", Atom(formula));
    case Rule::kPointIs:
    case Rule::kDefinition:
      return step.literal.is_negated ? "not " + Atom(formula) : Atom(formula);
    case Rule::kCompares:
      return Comparison(formula, step.literal.is_negated);
    case Rule::kTruth:
      return formula.truth ? "TRUE" : "not FALSE";
    case Rule::kNoNeighbour:
      return is_next ? "there is no time point behind" : "there is no time point before";
    case Rule::kDistance: {
      const Point other = step.from + (is_next ? 1 : -1);
      const core::Stamp distance =
          index_.StampOf(std::max(other, step.from)) - index_.StampOf(std::min(other, step.from));
      const std::string_view side = is_next ? "behind" : "before";
      if (step.from != step.through) {
        return fmt::format("no time point {} is at a distance in {}", side, mfotl::Say(formula.interval));
      }
      return fmt::format("the time point {} is {} away, not in {}", side, distance,
                         mfotl::Say(formula.interval));
    }
    case Rule::kNoPoint:
      return fmt::format(
          "no time point lies {} {}",
          formula.kind == Kind::kEventually || formula.kind == Kind::kAlways || formula.kind == Kind::kUntil
              ? "ahead by"
              : "back by",
          mfotl::Say(formula.interval));
    case Rule::kAggregate:
      return Aggregate(proof, step);
    default:
      return {};
  }
}

std::string ProofLines::Stamp(Point point) const {
  const core::Stamp stamp = index_.StampOf(point);
  return stamp == kLastStamp ? "the end" : fmt::format("@{}", stamp);
}

std::string ProofLines::Where(Point from, Point through) const {
  if (from == through) return fmt::format("{} (time point {})", Stamp(from), from);
  if (index_.StampOf(from) == index_.StampOf(through)) {
    return fmt::format("{} (time points {} – {})", Stamp(from), from, through);
  }
  return fmt::format("{} – {} (time points {} – {})", Stamp(from), Stamp(through), from, through);
}

}  // namespace casus::mfotl
