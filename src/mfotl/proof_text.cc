#include "mfotl/proof_text.h"

#include <algorithm>

#include "mfotl/verdicts.h"

namespace casus::mfotl {
namespace {

// What a step rests on, when it is nothing but that: the one of OR that holds, and the like.
const ProofStep& Seen(const Proof& proof, ProofId id) {
  const ProofStep* step = &proof.Step(id);
  while (step->rule == Rule::kOne) step = &proof.Step(proof.Premises(*step)[0]);
  return *step;
}

bool IsSameEvent(const Proof& proof, const ProofStep& a, const ProofStep& b) {
  const std::span<const core::Value> left = proof.Values(a);
  const std::span<const core::Value> right = proof.Values(b);
  return a.rule == Rule::kEvents && b.rule == Rule::kEvents && a.from == b.from && a.through == a.from &&
         b.through == b.from && a.literal.formula->predicate == b.literal.formula->predicate &&
         std::equal(left.begin(), left.end(), right.begin(), right.end());
}

bool IsLeaf(const ProofStep& step) { return step.premises == 0 && step.cases == 0; }

}  // namespace

void ProofText::Bind(std::span<const core::Value> row) {
  bindings_.clear();
  for (size_t i = 0; i < row.size(); ++i) bindings_.push_back({answer_[i], row[i]});
}

void ProofText::Write(const Proof* proof, std::span<const core::Value> row, Pen& pen) {
  Bind(row);
  const ProofLines::Scope scope(lines_, bindings_);
  pen.Put("  ");
  if (!row.empty()) {
    lines_.Say(bindings_, pen);
    pen.Put(", ");
  }
  if (proof == nullptr) {
    pen.Put("and the search for the reasons was given up: it takes too long\n");
    return;
  }
  pen.Put("because\n");
  Step(*proof, proof->root, 1, nullptr, pen);
}

// --- Lines ---

void ProofText::Put(const Prefix* prefix, Pen& pen) const {
  if (prefix == nullptr) return;
  if (prefix->before != nullptr) {
    Put(prefix->before, pen);
    pen.Put(' ');
  }
  if (prefix->place != nullptr) {
    pen.Put("at ");
    lines_.Where(prefix->place->from, prefix->place->through, pen);
  } else if (!prefix->others.empty()) {
    pen.Put("any other ");
    lines_.Names(prefix->others, pen);
  } else {
    lines_.Say(prefix->bindings, pen);
  }
  pen.Put(':');
}

void ProofText::HeadLine(size_t depth, const Prefix* prefix, Pen& pen) const {
  pen.PutBlanks(2 + 2 * depth);
  Put(prefix, pen);
  pen.Put('\n');
}

void ProofText::More(size_t depth, size_t count, Pen& pen) const {
  pen.PutBlanks(2 + 2 * depth);
  pen.Put("… and ");
  pen.PutInteger(static_cast<int64_t>(count));
  pen.Put(" more like these\n");
}

void ProofText::Leaf(const Proof& proof, const ProofStep& step, size_t depth, const Prefix* prefix,
                     Pen& pen) const {
  pen.PutBlanks(2 + 2 * depth);
  if (prefix != nullptr) {
    Put(prefix, pen);
    pen.Put(' ');
  }
  lines_.Say(proof, step, pen);
  if (step.rule == Rule::kEvents && step.from != step.through) pen.Put(" each time");
  if (step.rule == Rule::kDefinition) pen.Put(", by its definition");
  const bool is_condition = step.rule == Rule::kCompares || step.rule == Rule::kTruth ||
                            step.literal.formula->kind == Formula::Kind::kCompare;
  if (!is_condition) {
    pen.Put("  ");
    lines_.Where(step.from, step.through, pen);
  }
  pen.Put('\n');
}

// --- Steps ---

// The prefix stands before the first line; if there is more than one, on a line of its own.
void ProofText::Step(const Proof& proof, ProofId id, size_t depth, const Prefix* prefix, Pen& pen) {
  const ProofStep& step = Seen(proof, id);
  if (IsLeaf(step)) {
    Leaf(proof, step, depth, prefix, pen);
    return;
  }
  const std::span<const ProofId> premises = proof.Premises(step);
  switch (step.rule) {
    case Rule::kBoth:
    case Rule::kSpans:
      if (prefix != nullptr) HeadLine(depth++, prefix, pen);
      for (const ProofId premise : premises) Step(proof, premise, depth, nullptr, pen);
      return;
    case Rule::kWitness: {
      const ProofCase& one = proof.Cases(step)[0];
      const ProofLines::Scope scope(lines_, proof.Bindings(one));
      const Prefix values{.before = nullptr, .bindings = proof.Bindings(one), .others = {}, .place = nullptr};
      const bool is_plain = IsLeaf(Seen(proof, one.proof)) || prefix != nullptr;
      Step(proof, one.proof, depth, is_plain ? prefix : &values, pen);
      return;
    }
    case Rule::kSome:
    case Rule::kNeighbour:
    case Rule::kAlways:
    case Rule::kNeverRight: {
      const ProofStep& inner = Seen(proof, premises[0]);
      const bool is_one = step.rule == Rule::kSome || step.rule == Rule::kNeighbour;
      const bool is_plain = IsLeaf(inner) ||
                            (is_one && (inner.rule == Rule::kSome || inner.rule == Rule::kAlways)) ||
                            (!is_one && (inner.rule == Rule::kSpans || inner.rule == Rule::kCases));
      const Prefix place{.before = prefix, .bindings = {}, .others = {}, .place = &inner};
      Step(proof, premises[0], depth, is_plain ? prefix : &place, pen);
      return;
    }
    case Rule::kReached:
    case Rule::kBroken:
    case Rule::kMatched:
    case Rule::kUnmatched:
      if (prefix != nullptr) HeadLine(depth++, prefix, pen);
      Parts(proof, step, depth, pen);
      return;
    case Rule::kAggregate:
      Aggregate(proof, step, depth, prefix, pen);
      return;
    case Rule::kDefinition: {
      Leaf(proof, step, depth, prefix, pen);
      const ProofLines::Scope scope(lines_, step);
      Step(proof, premises[0], depth + 1, nullptr, pen);
      return;
    }
    case Rule::kCases:
      Cases(proof, step, depth, prefix, pen);
      return;
    default:
      for (const ProofId premise : premises) Step(proof, premise, depth, prefix, pen);
      return;
  }
}

void ProofText::Parts(const Proof& proof, const ProofStep& step, size_t depth, Pen& pen) {
  const ProofStep* said = nullptr;
  for (const ProofId premise : proof.Premises(step)) {
    const ProofStep& inner = Seen(proof, premise);
    // Two tests of an expression may rest on one event.
    if (said != nullptr && IsSameEvent(proof, *said, inner)) continue;
    said = &inner;
    const Prefix place{.before = nullptr, .bindings = {}, .others = {}, .place = &inner};
    const bool is_plain = IsLeaf(inner) || inner.rule == Rule::kSpans;
    Step(proof, premise, depth, is_plain ? nullptr : &place, pen);
  }
}

void ProofText::Cases(const Proof& proof, const ProofStep& step, size_t depth, const Prefix* prefix,
                      Pen& pen) {
  const std::span<const ProofCase> cases = proof.Cases(step);
  const ProofId others = proof.Premises(step)[0];
  if (cases.empty()) {
    Step(proof, others, depth, prefix, pen);
    return;
  }
  if (prefix != nullptr) HeadLine(depth++, prefix, pen);
  for (size_t i = 0; i < cases.size(); ++i) {
    if (i == kFew && cases.size() > kFew + 1) {
      More(depth, cases.size() - kFew, pen);
      break;
    }
    const ProofLines::Scope scope(lines_, proof.Bindings(cases[i]));
    const Prefix values{
        .before = nullptr, .bindings = proof.Bindings(cases[i]), .others = {}, .place = nullptr};
    Step(proof, cases[i].proof, depth, &values, pen);
  }
  const Prefix rest{.before = nullptr, .bindings = {}, .others = proof.Variables(step), .place = nullptr};
  Step(proof, others, depth, &rest, pen);
}

void ProofText::Aggregate(const Proof& proof, const ProofStep& step, size_t depth, const Prefix* prefix,
                          Pen& pen) {
  const ProofStep& list = proof.Step(proof.Premises(step)[0]);
  if (list.rule == Rule::kRows) {
    pen.PutBlanks(2 + 2 * depth);
    if (prefix != nullptr) {
      Put(prefix, pen);
      pen.Put(' ');
    }
    lines_.Say(proof, step, pen);
    const EventList events(proof, list);
    pen.Put("  ");
    lines_.Where(list.from, list.through, pen);
    pen.Put('\n');
    for (size_t i = 0; i < events.size(); ++i) {
      if (i == kFew && events.size() > kFew + 1) {
        More(depth + 1, events.size() - kFew, pen);
        break;
      }
      pen.PutBlanks(4 + 2 * depth);
      lines_.Event(*list.literal.formula, events.Row(i), pen);
      pen.Put("  ");
      lines_.Where(events.PointOf(i), events.PointOf(i), pen);
      pen.Put('\n');
    }
    return;
  }
  Leaf(proof, step, depth, prefix, pen);
  size_t shown = 0;
  Rows(proof, step, list, depth + 1, shown, pen);
  const size_t rows = CountRows(proof, step);
  if (rows > shown) More(depth + 1, rows - shown, pen);
  const Prefix rest{.before = nullptr, .bindings = {}, .others = proof.Variables(list), .place = nullptr};
  Step(proof, proof.Premises(list)[0], depth + 1, rows == 0 ? nullptr : &rest, pen);
}

void ProofText::Rows(const Proof& proof, const ProofStep& aggregate, const ProofStep& cases, size_t depth,
                     size_t& shown, Pen& pen) {
  const Literal body = Peeled({&aggregate.literal.formula->parts[0]});
  for (const ProofCase& one : proof.Cases(cases)) {
    const ProofStep& inner = proof.Step(one.proof);
    const ProofLines::Scope scope(lines_, proof.Bindings(one));
    if (inner.rule == Rule::kCases && inner.literal.formula == aggregate.literal.formula) {
      Rows(proof, aggregate, inner, depth, shown, pen);
    } else if (inner.literal == body && shown < kFew) {
      ++shown;
      const Prefix values{.before = nullptr, .bindings = proof.Bindings(one), .others = {}, .place = nullptr};
      Step(proof, one.proof, depth, &values, pen);
    }
  }
}

// --- JSON ---

template <typename Say>
void ProofText::JsonWords(Say say, Pen& pen) {
  words_.clear();
  {
    Pen words(words_);
    say(words);
  }
  pen.PutJsonText(words_);
}

void ProofText::WriteJson(const Proof* proof, std::span<const core::Value> row, Pen& pen) {
  if (proof == nullptr) {
    pen.Put("null");
    return;
  }
  Bind(row);
  const ProofLines::Scope scope(lines_, bindings_);
  Json(*proof, proof->root, pen);
}

void ProofText::JsonCase(const Proof& proof, const ProofCase& one, Pen& pen) {
  pen.Put(R"({"values": {)");
  bool is_first = true;
  for (const Binding& binding : proof.Bindings(one)) {
    if (!std::exchange(is_first, false)) pen.Put(", ");
    const Variable& variable = policy_.variables[static_cast<size_t>(binding.variable)];
    pen.PutJsonText(variable.name);
    pen.Put(": ");
    lines_.JsonValue(binding.value, variable.type, pen);
  }
  pen.Put(R"(}, "because": )");
  const ProofLines::Scope values(lines_, proof.Bindings(one));
  Json(proof, one.proof, pen);
  pen.Put('}');
}

void ProofText::Json(const Proof& proof, ProofId id, Pen& pen) {
  const ProofStep& step = proof.Step(id);
  const auto stamp = [&](Point point) {
    const core::Stamp value = index_.StampOf(point);
    if (value == kLastStamp) {
      pen.Put("null");
    } else {
      pen.PutInteger(value);
    }
  };
  const diag::Span span = step.literal.formula->span;
  pen.Put(R"({"rule": ")");
  pen.Put(Name(step.rule));
  pen.Put(step.literal.is_negated ? R"(", "holds": false, "formula": [)"
                                  : R"(", "holds": true, "formula": [)");
  pen.PutInteger(span.begin);
  pen.Put(", ");
  pen.PutInteger(span.end);
  pen.Put(R"(], "points": [)");
  pen.PutInteger(step.from);
  pen.Put(", ");
  pen.PutInteger(step.through);
  pen.Put(R"(], "stamps": [)");
  stamp(step.from);
  pen.Put(", ");
  stamp(step.through);
  pen.Put(']');
  if (ProofLines::HasWords(step)) {
    pen.Put(R"(, "text": )");
    JsonWords([&](Pen& words) { lines_.Say(proof, step, words); }, pen);
  }
  if (step.rule == Rule::kRows) {
    const EventList events(proof, step);
    pen.Put(R"(, "events": [)");
    for (size_t i = 0; i < events.size(); ++i) {
      pen.Put(i > 0 ? R"(, {"point": )" : R"({"point": )");
      pen.PutInteger(events.PointOf(i));
      pen.Put(R"(, "text": )");
      JsonWords([&](Pen& words) { lines_.Event(*step.literal.formula, events.Row(i), words); }, pen);
      pen.Put('}');
    }
    pen.Put(']');
  }
  std::optional<ProofLines::Scope> scope;
  if (step.rule == Rule::kDefinition) scope.emplace(lines_, step);
  if (step.cases > 0) {
    pen.Put(R"(, "cases": [)");
    bool is_first = true;
    for (const ProofCase& one : proof.Cases(step)) {
      if (!std::exchange(is_first, false)) pen.Put(", ");
      JsonCase(proof, one, pen);
    }
    pen.Put(']');
  }
  if (step.premises > 0) {
    pen.Put(step.rule == Rule::kCases ? R"(, "others": [)" : R"(, "because": [)");
    bool is_first = true;
    for (const ProofId premise : proof.Premises(step)) {
      if (!std::exchange(is_first, false)) pen.Put(", ");
      Json(proof, premise, pen);
    }
    pen.Put(']');
  }
  pen.Put('}');
}

}  // namespace casus::mfotl
