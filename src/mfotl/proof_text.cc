#include "mfotl/proof_text.h"

#include <fmt/format.h>

#include "mfotl/verdicts.h"

namespace casus::mfotl {
namespace {

void Line(size_t depth, std::string_view prefix, std::string_view text, std::string_view where,
          std::string& output) {
  output.append(2 + 2 * depth, ' ');
  output += prefix;
  output += text;
  if (!where.empty()) {
    output += "  ";
    output += where;
  }
  output += '\n';
}

// What a step rests on, when it is nothing but that: the one of OR that holds, and the like.
const ProofStep& Seen(const Proof& proof, ProofId id) {
  const ProofStep* step = &proof.Step(id);
  while (step->rule == Rule::kOne) step = &proof.Step(proof.Premises(*step)[0]);
  return *step;
}

bool IsLeaf(const ProofStep& step) { return step.premises == 0 && step.cases == 0; }

}  // namespace

std::vector<Binding> ProofText::Bindings(std::span<const core::Value> row) const {
  std::vector<Binding> bindings;
  for (size_t i = 0; i < row.size(); ++i) bindings.push_back({answer_[i], row[i]});
  return bindings;
}

void ProofText::Write(const Proof* proof, std::span<const core::Value> row, std::string& output) {
  const std::vector<Binding> bindings = Bindings(row);
  const ProofLines::Scope scope(lines_, bindings);
  output += "  ";
  if (!row.empty()) output += lines_.Say(bindings) + ", ";
  if (proof == nullptr) {
    output += "and the search for the reasons was given up: it takes too long\n";
    return;
  }
  output += "because\n";
  Step(*proof, proof->root, 1, "", output);
}

// The prefix stands before the first line; if there is more than one, on a line of its own.
void ProofText::Step(const Proof& proof, ProofId id, size_t depth, const std::string& prefix,
                     std::string& output) {
  const ProofStep& step = Seen(proof, id);
  if (IsLeaf(step)) {
    const bool is_timeless = step.rule == Rule::kCompares || step.rule == Rule::kTruth;
    const bool is_of_each = step.rule == Rule::kEvents && step.from != step.through;
    Line(depth, prefix, lines_.Say(proof, step) + (is_of_each ? " each time" : ""),
         is_timeless ? "" : lines_.Where(step.from, step.through), output);
    return;
  }
  const std::span<const ProofId> premises = proof.Premises(step);
  const auto nested = [&](const std::string& heading) {
    std::string text = prefix + heading;
    while (!text.empty() && text.back() == ' ') text.pop_back();
    Line(depth, "", text, "", output);
    return depth + 1;
  };
  switch (step.rule) {
    case Rule::kBoth:
    case Rule::kSpans:
      if (!prefix.empty()) depth = nested("");
      for (const ProofId premise : premises) Step(proof, premise, depth, "", output);
      return;
    case Rule::kWitness: {
      const ProofCase& one = proof.Cases(step)[0];
      const ProofLines::Scope scope(lines_, proof.Bindings(one));
      const bool is_plain = IsLeaf(Seen(proof, one.proof)) || !prefix.empty();
      Step(proof, one.proof, depth, is_plain ? prefix : lines_.Say(proof.Bindings(one)) + ": ", output);
      return;
    }
    case Rule::kSome:
    case Rule::kNeighbour: {
      const ProofStep& inner = Seen(proof, premises[0]);
      const bool is_plain = IsLeaf(inner) || inner.rule == Rule::kSome || inner.rule == Rule::kAlways;
      Step(proof, premises[0], depth,
           is_plain ? prefix : prefix + "at " + lines_.Where(inner.from, inner.through) + ": ", output);
      return;
    }
    case Rule::kAlways:
    case Rule::kNeverRight: {
      const ProofStep& inner = Seen(proof, premises[0]);
      const bool is_plain = IsLeaf(inner) || inner.rule == Rule::kSpans || inner.rule == Rule::kCases;
      Step(proof, premises[0], depth,
           is_plain ? prefix : prefix + "at " + lines_.Where(inner.from, inner.through) + ": ", output);
      return;
    }
    case Rule::kReached:
    case Rule::kBroken:
      if (!prefix.empty()) depth = nested("");
      for (const ProofId premise : premises) {
        const ProofStep& inner = Seen(proof, premise);
        const bool is_plain = IsLeaf(inner) || inner.rule == Rule::kSpans;
        Step(proof, premise, depth, is_plain ? "" : "at " + lines_.Where(inner.from, inner.through) + ": ",
             output);
      }
      return;
    case Rule::kAggregate: {
      Line(depth, prefix, lines_.Say(proof, step), lines_.Where(step.from, step.through), output);
      size_t shown = 0;
      Rows(proof, step, proof.Step(premises[0]), depth + 1, shown, output);
      const size_t rows = CountRows(proof, step);
      if (rows > shown)
        Line(depth + 1, "", fmt::format("… and {} more like these", rows - shown), "", output);
      const ProofStep& cases = proof.Step(premises[0]);
      const std::string others = rows == 0 ? "" : "any other " + lines_.Names(proof.Variables(cases)) + ": ";
      Step(proof, proof.Premises(cases)[0], depth + 1, others, output);
      return;
    }
    case Rule::kDefinition: {
      Line(depth, prefix, lines_.Say(proof, step) + ", by its definition",
           lines_.Where(step.from, step.through), output);
      const ProofLines::Scope scope(lines_, step);
      Step(proof, premises[0], depth + 1, "", output);
      return;
    }
    case Rule::kCases:
      Cases(proof, step, depth, prefix, output);
      return;
    default:
      for (const ProofId premise : premises) Step(proof, premise, depth, prefix, output);
      return;
  }
}

void ProofText::Cases(const Proof& proof, const ProofStep& step, size_t depth, const std::string& prefix,
                      std::string& output) {
  const std::span<const ProofCase> cases = proof.Cases(step);
  const ProofId others = proof.Premises(step)[0];
  if (cases.empty()) {
    Step(proof, others, depth, prefix, output);
    return;
  }
  if (!prefix.empty()) Line(depth++, "", prefix.substr(0, prefix.find_last_not_of(' ') + 1), "", output);
  for (size_t i = 0; i < cases.size(); ++i) {
    if (i == kFew && cases.size() > kFew + 1) {
      Line(depth, "", fmt::format("… and {} more like these", cases.size() - kFew), "", output);
      break;
    }
    const ProofLines::Scope scope(lines_, proof.Bindings(cases[i]));
    Step(proof, cases[i].proof, depth, lines_.Say(proof.Bindings(cases[i])) + ": ", output);
  }
  Step(proof, others, depth, "any other " + lines_.Names(proof.Variables(step)) + ": ", output);
}

void ProofText::Rows(const Proof& proof, const ProofStep& aggregate, const ProofStep& cases, size_t depth,
                     size_t& shown, std::string& output) {
  const Literal body = Peeled({&aggregate.literal.formula->parts[0]});
  for (const ProofCase& one : proof.Cases(cases)) {
    const ProofStep& inner = proof.Step(one.proof);
    const ProofLines::Scope scope(lines_, proof.Bindings(one));
    if (inner.rule == Rule::kCases && inner.literal.formula == aggregate.literal.formula) {
      Rows(proof, aggregate, inner, depth, shown, output);
    } else if (inner.literal == body && shown < kFew) {
      ++shown;
      Step(proof, one.proof, depth, lines_.Say(proof.Bindings(one)) + ": ", output);
    }
  }
}

// --- JSON ---

void ProofText::WriteJson(const Proof* proof, std::span<const core::Value> row, std::string& output) {
  if (proof == nullptr) {
    output += "null";
    return;
  }
  const std::vector<Binding> bindings = Bindings(row);
  const ProofLines::Scope scope(lines_, bindings);
  Json(*proof, proof->root, output);
}

void ProofText::Json(const Proof& proof, ProofId id, std::string& output) {
  const ProofStep& step = proof.Step(id);
  const auto stamp = [&](Point point) {
    const core::Stamp value = index_.StampOf(point);
    return value == kLastStamp ? std::string("null") : fmt::format("{}", value);
  };
  const diag::Span span = step.literal.formula->span;
  output += fmt::format(
      R"({{"rule": "{}", "holds": {}, "formula": [{}, {}], "points": [{}, {}], "stamps": [{}, {}])",
      Name(step.rule), step.literal.is_negated ? "false" : "true", span.begin, span.end, step.from,
      step.through, stamp(step.from), stamp(step.through));
  const std::string text = lines_.Say(proof, step);
  if (!text.empty()) {
    output += R"(, "text": )";
    WriteJsonText(text, output);
  }
  std::optional<ProofLines::Scope> scope;
  if (step.rule == Rule::kDefinition) scope.emplace(lines_, step);
  if (step.cases > 0) {
    output += R"(, "cases": [)";
    bool is_first = true;
    for (const ProofCase& one : proof.Cases(step)) {
      output += is_first ? R"({"values": {)" : R"(, {"values": {)";
      is_first = false;
      bool is_first_value = true;
      for (const Binding& binding : proof.Bindings(one)) {
        if (!std::exchange(is_first_value, false)) output += ", ";
        const Variable& variable = policy_.variables[static_cast<size_t>(binding.variable)];
        WriteJsonText(variable.name, output);
        output += ": ";
        if (variable.type == Type::kString) {
          const std::string quoted = lines_.Value(binding.value, variable.type);
          WriteJsonText(std::string_view(quoted).substr(1, quoted.size() - 2), output);
        } else {
          output += lines_.Value(binding.value, variable.type);
        }
      }
      output += R"(}, "because": )";
      const ProofLines::Scope values(lines_, proof.Bindings(one));
      Json(proof, one.proof, output);
      output += '}';
    }
    output += ']';
  }
  if (step.premises > 0) {
    output += step.rule == Rule::kCases ? R"(, "others": [)" : R"(, "because": [)";
    bool is_first = true;
    for (const ProofId premise : proof.Premises(step)) {
      if (!std::exchange(is_first, false)) output += ", ";
      Json(proof, premise, output);
    }
    output += ']';
  }
  output += '}';
}

}  // namespace casus::mfotl
