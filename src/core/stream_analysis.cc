// Equal nodes are found by what they say: an operator, its parameters and its inputs, which come before it and are resolved
// already. Which nodes are states follows from the inputs; around a cycle, from its windows and holds, until nothing changes.

#include "core/stream_analysis.h"

#include <algorithm>
#include <map>

#include "core/dependencies.h"
#include "core/hash_index.h"

namespace casus::core {

namespace {

// What a node says, given what its inputs say, as numbers.
std::vector<int64_t> Wording(const Plan& plan, NodeId node, const std::vector<uint32_t>& inputs) {
  const Plan::Parameters& parameters = plan.parameters(node);
  std::vector<int64_t> words = {static_cast<int64_t>(plan.op(node)), static_cast<int64_t>(inputs.size())};
  words.insert(words.end(), inputs.begin(), inputs.end());
  for (const Kind kind : plan.schema(node)) words.push_back(static_cast<int64_t>(kind));
  for (const Scalar& scalar : parameters.scalars) {
    words.push_back(static_cast<int64_t>(scalar.steps().size()));
    for (const Scalar::Step& step : scalar.steps()) {
      words.insert(words.end(), {static_cast<int64_t>(step.op), static_cast<int64_t>(step.kind),
                                 static_cast<int64_t>(step.comparison), step.index, step.value});
    }
  }
  words.push_back(-1);
  for (const ColumnPair& pair : parameters.pairs) words.insert(words.end(), {pair.left, pair.right});
  words.push_back(-1);
  const auto add_duration = [&words](const base::Duration& d) {
    words.insert(words.end(), {d.years, d.months, d.days, d.seconds});
  };
  add_duration(parameters.metric.lower);
  words.push_back(parameters.metric.upper ? 1 : 0);
  if (parameters.metric.upper) add_duration(*parameters.metric.upper);
  words.push_back(parameters.hold_negated ? 1 : 0);
  words.insert(words.end(), parameters.group.begin(), parameters.group.end());
  words.insert(words.end(), {-1, static_cast<int64_t>(parameters.function), parameters.column});
  return words;
}

}  // namespace

bool DissolvesIntoRules(Operator op) {
  return op == Operator::kSelect || op == Operator::kMap || op == Operator::kJoin || op == Operator::kExcept;
}

bool ReadsNow(const Plan& plan, NodeId node) {
  const std::vector<Scalar>& scalars = plan.parameters(node).scalars;
  return std::any_of(scalars.begin(), scalars.end(), [](const Scalar& scalar) { return scalar.ReadsNow(); });
}

StreamAnalysis::StreamAnalysis(const Plan& plan, NodeId root)
    : plan_(plan), same_(plan.size()), is_state_(plan.size()), readers_(plan.size()) {
  std::map<std::vector<int64_t>, uint32_t> known;
  for (uint32_t node = 0; node < plan.size(); ++node) {
    const auto id = static_cast<NodeId>(node);
    same_[node] = node;
    if (plan.op(id) == Operator::kInput || plan.op(id) == Operator::kRecursion) continue;
    std::vector<uint32_t> inputs;
    for (const NodeId input : plan.inputs(id)) inputs.push_back(same_[static_cast<size_t>(input)]);
    same_[node] = known.try_emplace(Wording(plan, id, inputs), node).first->second;
  }
  std::vector<bool> is_needed(plan.size());
  needed_ = {Resolve(root)};
  is_needed[static_cast<size_t>(needed_[0])] = true;
  ++readers_[static_cast<size_t>(needed_[0])];
  for (size_t i = 0; i < needed_.size(); ++i) {
    for (const NodeId input : plan.inputs(needed_[i])) {
      const NodeId resolved = Resolve(input);
      ++readers_[static_cast<size_t>(resolved)];
      if (is_needed[static_cast<size_t>(resolved)]) continue;
      is_needed[static_cast<size_t>(resolved)] = true;
      needed_.push_back(resolved);
    }
  }
  for (bool again = true; again;) {
    again = false;
    for (const NodeId node : needed_) {
      if (is_state_[static_cast<size_t>(node)] || !MustBeState(node)) continue;
      is_state_[static_cast<size_t>(node)] = again = true;
    }
  }
}

bool StreamAnalysis::MustBeState(NodeId node) const {
  const auto input = [&](size_t slot) { return IsState(Input(node, slot)); };
  switch (plan_.op(node)) {
    case Operator::kOnce:
    case Operator::kSince:
    case Operator::kEventually:
    case Operator::kUntil:
      return true;
    case Operator::kSelect:
    case Operator::kMap:
      return input(0) && !ReadsNow(plan_, node);
    case Operator::kExcept:
    case Operator::kPrevious:
    case Operator::kNext:
    case Operator::kAggregate:
      return input(0);
    case Operator::kJoin:
      return input(0) && input(1);
    case Operator::kUnion: {
      bool any = false;
      for (size_t slot = 0; slot < plan_.inputs(node).size(); ++slot) any = any || input(slot);
      return any;
    }
    default:
      return false;
  }
}

uint64_t StreamAnalysis::Fingerprint() const {
  uint64_t hash = 1;
  for (const NodeId node : needed_) {
    std::vector<uint32_t> inputs = {static_cast<uint32_t>(node)};
    for (size_t slot = 0; slot < plan_.inputs(node).size(); ++slot) {
      inputs.push_back(static_cast<uint32_t>(Input(node, slot)));
    }
    hash = Mix(hash, Hash(Wording(plan_, node, inputs)));
  }
  return hash;
}

std::optional<NodeId> FindUnsupportedInStream(const Plan& plan, NodeId root) {
  const Dependencies dependencies(plan);
  const auto is_rigid = [](const base::Duration& d) { return d == base::Duration{.seconds = d.seconds}; };
  const StreamAnalysis analysis(plan, root);
  for (const NodeId node : analysis.needed()) {
    const Plan::Parameters& parameters = plan.parameters(node);
    const bool looks_ahead = plan.op(node) == Operator::kEventually || plan.op(node) == Operator::kUntil;
    if (looks_ahead && !parameters.metric.upper) return node;
    if (!is_rigid(parameters.metric.lower)) return node;
    if (parameters.metric.upper && !is_rigid(*parameters.metric.upper)) return node;
    if (dependencies.is_group[dependencies.units.of[static_cast<size_t>(node)]]) return node;
    switch (plan.op(node)) {
      case Operator::kInput:
      case Operator::kSelect:
      case Operator::kMap:
      case Operator::kJoin:
      case Operator::kExcept:
      case Operator::kUnion:
      case Operator::kOnce:
      case Operator::kThroughout:
      case Operator::kSince:
      case Operator::kPrevious:
      case Operator::kNext:
      case Operator::kEventually:
      case Operator::kUntil:
      case Operator::kAggregate:
        break;
      default:
        return node;
    }
  }
  return std::nullopt;
}

}  // namespace casus::core
