// From a plan to a program.
//
//   access and not (logged_in and opened),  logged_in = not logout since login,  opened likewise
//
//   operators   since (login, logout)     since (open, close)
//               rule: access(u, f), not V(u, f)          V(u, f): logged_in(u), opened(f), kept by nobody
//
// 1. Equal nodes become one: what two parts of a plan have in common is computed once.
//
// 2. Each node is found to be rows or a state: of what happens, or of what stays (see stream_operator.h). Windows and
//    holds are states; a join in which one side happens, happens.
//
// 3. From the root, what is needed is made, in one of three ways: as rows, as a state with its changes, or as a part of
//    a rule. Trees of joins, exceptions, selections and projections dissolve into the rule that needs them: the join
//    order of the plan does not matter, only which relations meet in which variables. What is negated becomes a
//    view within the rule. So the states below are never joined with each other as long as something that happens asks
//    for them; only where a state is asked for as a whole (what was once true of a conjunction of states, a verdict
//    at every point) is it made by its changes (see stream_states.cc).
//
// 4. What looks ahead gets its input from a stage ahead. Inputs are read where they are needed, by each stage at its
//    own cursor; nothing but chunks of the log is ever held back for another stage.
//
// A recursion leads back through an operator that delays; that operator is made first and given its input last.

#include "core/stream_program.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/check.h"
#include "core/components.h"
#include "core/dependencies.h"

namespace casus::core {

namespace {

bool DissolvesIntoRules(Operator op) {
  return op == Operator::kSelect || op == Operator::kMap || op == Operator::kJoin || op == Operator::kExcept;
}

bool ReadsNow(const Plan& plan, NodeId node) {
  const std::vector<Scalar>& scalars = plan.parameters(node).scalars;
  return std::any_of(scalars.begin(), scalars.end(), [](const Scalar& scalar) { return scalar.ReadsNow(); });
}

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

// The plan as a program sees it: equal nodes are one, and what the root does not need is not there.
class Analysis {
 public:
  Analysis(const Plan& plan, NodeId root)
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

  NodeId Resolve(NodeId node) const {
    return static_cast<NodeId>(same_[static_cast<size_t>(plan_.Resolve(node))]);
  }
  NodeId Input(NodeId node, size_t slot) const { return Resolve(plan_.inputs(node)[slot]); }
  bool IsState(NodeId node) const { return is_state_[static_cast<size_t>(node)]; }
  size_t Readers(NodeId node) const { return readers_[static_cast<size_t>(node)]; }
  std::span<const NodeId> needed() const { return needed_; }

 private:
  bool MustBeState(NodeId node) const {
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

  const Plan& plan_;
  std::vector<uint32_t> same_;  // by node
  std::vector<NodeId> needed_;
  std::vector<bool> is_state_;
  std::vector<size_t> readers_;
};

// A rule while it is put together. Variables may turn out to be one.
struct BodyParts {
  std::vector<int> parent;  // by variable
  std::vector<BodyLeaf> leaves;
  std::vector<BodyScalar> scalars;

  int NewVariable() {
    parent.push_back(static_cast<int>(parent.size()));
    return parent.back();
  }
  int Find(int variable) const {
    while (parent[static_cast<size_t>(variable)] != variable)
      variable = parent[static_cast<size_t>(variable)];
    return variable;
  }
  void Unite(int a, int b) { parent[static_cast<size_t>(Find(b))] = Find(a); }

  // Numbers the variables that matter; a column whose variable stands nowhere else matters to nobody.
  RuleBody Finish(std::vector<int> head) {
    std::vector<int> uses(parent.size());
    const auto use = [&](std::vector<int>& variables) {
      for (int& variable : variables) {
        if (variable < 0) continue;
        variable = Find(variable);
        ++uses[static_cast<size_t>(variable)];
      }
    };
    for (BodyLeaf& leaf : leaves) use(leaf.variables);
    for (BodyScalar& scalar : scalars) {
      use(scalar.variables);
      if (scalar.target < 0) continue;
      scalar.target = Find(scalar.target);
      uses[static_cast<size_t>(scalar.target)] += 2;  // it is computed here
    }
    use(head);
    for (const int variable : head) ++uses[static_cast<size_t>(variable)];
    std::vector<int> number(parent.size(), BodyLeaf::kAnything);
    int count = 0;
    for (size_t variable = 0; variable < uses.size(); ++variable) {
      if (uses[variable] > 1) number[variable] = count++;
    }
    const auto renumber = [&](std::vector<int>& variables) {
      for (int& variable : variables) {
        if (variable >= 0) variable = number[static_cast<size_t>(variable)];
      }
    };
    for (BodyLeaf& leaf : leaves) renumber(leaf.variables);
    for (BodyScalar& scalar : scalars) {
      renumber(scalar.variables);
      if (scalar.target >= 0) scalar.target = number[static_cast<size_t>(scalar.target)];
    }
    renumber(head);
    return RuleBody(std::move(leaves), std::move(scalars), static_cast<size_t>(count), std::move(head));
  }
};

class Builder {
 public:
  Builder(const Plan& plan, NodeId root, std::optional<NodeId> always, StreamProgram& program,
          std::vector<std::unique_ptr<View>>& views)
      : plan_(plan),
        analysis_(plan, root),
        always_(always),
        program_(program),
        views_(views),
        scalars_{program.evaluator, program.problems} {
    const NodeId resolved = analysis_.Resolve(root);
    if (analysis_.IsState(resolved)) {
      program.root.set = State(resolved, program.stage);
    } else {
      program.root.batch = DissolvesIntoRules(plan.op(resolved)) ? Rows(resolved, program.stage, true)
                                                                 : Rule(resolved, program.stage, true);
    }
    for (size_t i = 0; i < delayed_.size(); ++i) {
      const Delayed delayed = delayed_[i];
      StreamSource source;
      if (delayed.as_state) {
        source.set = State(delayed.input, *delayed.stage);
      } else {
        source.batch = Rows(delayed.input, *delayed.stage);
      }
      delayed.node->SetDelayed(source);
    }
    LetRest(program.stage, program.root.set != nullptr);
    program.arity = plan.schema(resolved).size();
    program.fingerprint = Fingerprint();
    for (const NodeId node : analysis_.needed()) {
      program.reads_stamps = program.reads_stamps || ReadsNow(plan, node);
    }
  }

 private:
  struct Delayed {
    StreamNode* node;
    NodeId input;
    bool as_state;
    StreamStage* stage;
  };
  using Key = std::pair<NodeId, StreamStage*>;

  size_t Arity(NodeId node) const { return plan_.schema(node).size(); }
  NodeId Input(NodeId node, size_t slot) const { return analysis_.Input(node, slot); }

  StreamNode* Add(StreamStage& stage, MadeNode node) {
    program_.nodes.push_back(std::move(node));
    stage.nodes.push_back(program_.nodes.back().get());
    return stage.nodes.back();
  }
  StreamNode* AddDelayed(StreamStage& stage, MadeNode node, NodeId input, bool as_state) {
    StreamNode* added = Add(stage, std::move(node));
    stage.delayed.push_back(added);
    delayed_.push_back({added, input, as_state, &stage});
    return added;
  }
  StreamNode* AddReceiver(StreamStage& stage, StreamStage& ahead, MadeNode node) {
    ahead.receivers.push_back(Add(stage, std::move(node)));
    return ahead.receivers.back();
  }
  static StreamStage& Ahead(StreamStage& stage, StreamStage::Reach reach, int64_t distance) {
    for (const auto& ahead : stage.ahead) {
      if (ahead->reach == reach && ahead->distance == distance) return *ahead;
    }
    stage.ahead.push_back(std::make_unique<StreamStage>());
    stage.ahead.back()->reach = reach;
    stage.ahead.back()->distance = distance;
    return *stage.ahead.back();
  }

  // What holds at each point, as rows; made once in each stage.
  RowBatch* Rows(NodeId node, StreamStage& stage, bool is_root = false) {
    if (const auto made = rows_.find({node, &stage}); made != rows_.end()) return made->second;
    RowBatch* rows = MakeRows(node, stage, is_root);
    rows_[{node, &stage}] = rows;
    return rows;
  }

  RowBatch* MakeRows(NodeId node, StreamStage& stage, bool is_root) {
    const Operator op = plan_.op(node);
    if (analysis_.IsState(node) || DissolvesIntoRules(op)) return Rule(node, stage, is_root);
    const size_t arity = Arity(node);
    switch (op) {
      case Operator::kInput: {
        if (always_ == node) return Add(stage, MakeAlways(node))->source().batch;
        auto input = std::make_unique<InputRows>(node, arity);
        stage.inputs.push_back(input.get());
        program_.nodes.push_back(std::move(input));
        return stage.inputs.back()->source().batch;
      }
      case Operator::kUnion: {
        std::vector<RowBatch*> in;
        for (size_t slot = 0; slot < plan_.inputs(node).size(); ++slot)
          in.push_back(Rows(Input(node, slot), stage));
        return Add(stage, MakeUnionRows(node, arity, std::move(in)))->source().batch;
      }
      case Operator::kThroughout: {
        const StampBounds bounds = BoundsOf(plan_.parameters(node).metric);
        if (bounds.lower > 0) {
          MadeNode made = MakeThroughout(node, arity, bounds, nullptr);
          return AddDelayed(stage, std::move(made), Input(node, 0), false)->source().batch;
        }
        RowBatch* in = Rows(Input(node, 0), stage);
        return Add(stage, MakeThroughout(node, arity, bounds, in))->source().batch;
      }
      case Operator::kPrevious:
        return AddDelayed(stage, MakePreviousRows(node, arity), Input(node, 0), false)->source().batch;
      case Operator::kNext: {
        StreamStage& ahead = Ahead(stage, StreamStage::Reach::kPoints, 1);
        RowBatch* in = Rows(Input(node, 0), ahead);
        return AddReceiver(stage, ahead, MakeNext(node, in, arity))->source().batch;
      }
      case Operator::kAggregate: {
        RowBatch* in = Rows(Input(node, 0), stage);
        return Add(stage, MakeAggregateRows(Aggregate(node, {.batch = in})))->source().batch;
      }
      default:
        CHECK(false) << "no rows of operator " << static_cast<int>(op) << " on a trace";
    }
  }

  AggregateParts Aggregate(NodeId node, StreamSource in) {
    const Plan::Parameters& parameters = plan_.parameters(node);
    return {.node = node,
            .in = in,
            .schema = plan_.schema(Input(node, 0)),
            .group = parameters.group,
            .function = parameters.function,
            .column = parameters.column,
            .problems = program_.problems};
  }

  // What holds, as a state that follows its changes.
  RowSet* State(NodeId node, StreamStage& stage) {
    if (const auto made = states_.find({node, &stage}); made != states_.end()) return made->second;
    RowSet* state = MakeState(node, stage);
    states_[{node, &stage}] = state;
    return state;
  }

  RowSet* MakeState(NodeId node, StreamStage& stage) {
    const size_t arity = Arity(node);
    if (!analysis_.IsState(node)) {
      RowBatch* in = Rows(node, stage);
      return Add(stage, MakeStateOfRows(node, arity, in))->source().set;
    }
    const Plan::Parameters& parameters = plan_.parameters(node);
    const auto state_of = [&](size_t slot) { return State(Input(node, slot), stage); };
    switch (plan_.op(node)) {
      case Operator::kOnce: {
        const StampBounds bounds = BoundsOf(parameters.metric);
        const NodeId input = Input(node, 0);
        if (bounds.lower > 0) {
          return AddDelayed(stage, MakeDelayedOnce(node, arity, bounds), input, false)->source().set;
        }
        StreamSource in;
        if (analysis_.IsState(input)) {
          in.set = State(input, stage);
        } else {
          in.batch = Rows(input, stage);
        }
        return Add(stage, MakeOnce(node, in, arity, bounds))->source().set;
      }
      case Operator::kSince: {
        HoldParts parts = Hold(node, stage, true);
        if (parts.bounds.lower > 0)
          return AddDelayed(stage, MakeSince(parts), Input(node, 0), false)->source().set;
        parts.start = Rows(Input(node, 0), stage);
        return Add(stage, MakeSince(parts))->source().set;
      }
      case Operator::kEventually: {
        const StampBounds bounds = BoundsOf(parameters.metric);
        StreamStage& ahead = Ahead(stage, StreamStage::Reach::kStamps, *bounds.upper);
        RowBatch* in = Rows(Input(node, 0), ahead);
        return AddReceiver(stage, ahead, MakeEventually(node, in, arity, bounds))->source().set;
      }
      case Operator::kUntil: {
        StreamStage& ahead = Ahead(stage, StreamStage::Reach::kStamps, *BoundsOf(parameters.metric).upper);
        HoldParts parts = Hold(node, ahead, false);
        parts.start = Rows(Input(node, 0), ahead);
        return AddReceiver(stage, ahead, MakeUntil(parts))->source().set;
      }
      case Operator::kPrevious:
        return AddDelayed(stage, MakePreviousState(node, arity), Input(node, 0), true)->source().set;
      case Operator::kAggregate:
        return Add(stage, MakeAggregateState(Aggregate(node, {.set = state_of(0)})))->source().set;
      case Operator::kSelect: {
        RowSet* in = state_of(0);
        return Add(stage, MakeSelectState(node, in, parameters.scalars[0], plan_.schema(node), scalars_))
            ->source()
            .set;
      }
      case Operator::kMap: {
        RowSet* in = state_of(0);
        const Schema& schema = plan_.schema(Input(node, 0));
        return Add(stage, MakeMapState(node, in, parameters.scalars, schema, scalars_))->source().set;
      }
      case Operator::kUnion: {
        std::vector<RowSet*> in;
        for (size_t slot = 0; slot < plan_.inputs(node).size(); ++slot) in.push_back(state_of(slot));
        return Add(stage, MakeUnionState(node, arity, std::move(in)))->source().set;
      }
      case Operator::kJoin: {
        RowSet* left = state_of(0);
        RowSet* right = state_of(1);
        return Add(stage, MakeJoinState(node, left, right, parameters.pairs))->source().set;
      }
      case Operator::kExcept: {
        RowSet* left = state_of(0);
        RowSet* right = state_of(1);
        return Add(stage, MakeExceptState(node, left, right, parameters.pairs))->source().set;
      }
      default:
        CHECK(false) << "no state of operator " << static_cast<int>(plan_.op(node)) << " on a trace";
    }
  }

  HoldParts Hold(NodeId node, StreamStage& stage, bool may_be_state) {
    const Plan::Parameters& parameters = plan_.parameters(node);
    HoldParts parts = {.node = node,
                       .arity = Arity(node),
                       .on = parameters.pairs,
                       .is_negated = parameters.hold_negated,
                       .bounds = BoundsOf(parameters.metric),
                       .hold = {},
                       .start = nullptr};
    const NodeId hold = Input(node, 1);
    if (may_be_state && analysis_.IsState(hold)) {
      parts.hold.set = State(hold, stage);
    } else {
      parts.hold.batch = Rows(hold, stage);
    }
    return parts;
  }

  RowBatch* Rule(NodeId node, StreamStage& stage, bool is_root) {
    RuleBody body = Body(node, stage);
    const bool is_distinct = is_root || !body.IsInjective();
    return Add(stage, MakeRule(node, std::move(body), is_distinct, scalars_))->source().batch;
  }
  RuleBody Body(NodeId node, StreamStage& stage) {
    BodyParts parts;
    std::vector<int> head =
        DissolvesIntoRules(plan_.op(node)) ? Dissolve(node, stage, parts) : Leaf(node, stage, parts);
    return parts.Finish(std::move(head));
  }

  // Adds what the input says to a rule; its variables, by column.
  std::vector<int> Take(NodeId node, size_t slot, StreamStage& stage, BodyParts& parts) {
    const NodeId input = Input(node, slot);
    const bool is_shared = !analysis_.IsState(input) && analysis_.Readers(input) > 1;
    const bool recurs = plan_.op(plan_.inputs(node)[slot]) == Operator::kRecursion;
    if (DissolvesIntoRules(plan_.op(input)) && !is_shared && !recurs) return Dissolve(input, stage, parts);
    return Leaf(input, stage, parts, recurs);
  }

  std::vector<int> Dissolve(NodeId node, StreamStage& stage, BodyParts& parts) {
    const Plan::Parameters& parameters = plan_.parameters(node);
    std::vector<int> left = Take(node, 0, stage, parts);
    switch (plan_.op(node)) {
      case Operator::kSelect:
        AddScalar(node, parameters.scalars[0], left, parts);
        return left;
      case Operator::kMap: {
        std::vector<int> columns;
        for (const Scalar& scalar : parameters.scalars) {
          if (const std::optional<int> column = scalar.AsColumn()) {
            columns.push_back(left[static_cast<size_t>(*column)]);
            continue;
          }
          const int target = parts.NewVariable();
          AddScalar(node, scalar, left, parts);
          parts.scalars.back().target = target;
          columns.push_back(target);
        }
        return columns;
      }
      case Operator::kJoin: {
        const std::vector<int> right = Take(node, 1, stage, parts);
        for (const ColumnPair& pair : parameters.pairs) {
          parts.Unite(left[static_cast<size_t>(pair.left)], right[static_cast<size_t>(pair.right)]);
        }
        for (const int column : UnpairedColumns(plan_.schema(Input(node, 1)), parameters.pairs)) {
          left.push_back(right[static_cast<size_t>(column)]);
        }
        return left;
      }
      default:
        AddNegation(node, left, stage, parts);
        return left;
    }
  }

  void AddScalar(NodeId node, const Scalar& scalar, const std::vector<int>& columns, BodyParts& parts) {
    BodyScalar added = {
        .node = node, .scalar = &scalar, .schema = &plan_.schema(Input(node, 0)), .variables = {}};
    added.variables.assign(columns.size(), BodyLeaf::kAnything);
    for (const Scalar::Step& step : scalar.steps()) {
      if (step.op != Scalar::Op::kColumn) continue;
      added.variables[static_cast<size_t>(step.index)] = columns[static_cast<size_t>(step.index)];
    }
    parts.scalars.push_back(std::move(added));
  }

  // The right side of Except, as a leaf whose columns are those of the pairs.
  void AddNegation(NodeId node, const std::vector<int>& left, StreamStage& stage, BodyParts& parts) {
    const std::vector<ColumnPair>& pairs = plan_.parameters(node).pairs;
    const NodeId right = Input(node, 1);
    std::vector<int> by_column(Arity(right), BodyLeaf::kAnything);
    bool is_plain = true;
    for (const ColumnPair& pair : pairs) {
      int& variable = by_column[static_cast<size_t>(pair.right)];
      is_plain = is_plain && variable == BodyLeaf::kAnything;
      variable = left[static_cast<size_t>(pair.left)];
    }
    const bool recurs = plan_.op(plan_.inputs(node)[1]) == Operator::kRecursion;
    const bool is_shared = !analysis_.IsState(right) && analysis_.Readers(right) > 1;
    const bool is_kept =
        recurs || is_shared || !(DissolvesIntoRules(plan_.op(right)) || plan_.op(right) == Operator::kUnion);
    BodyLeaf leaf;
    if (is_kept && is_plain) {
      leaf = Kept(right, stage);
      leaf.variables = std::move(by_column);
    } else {
      std::vector<RuleBody> bodies;
      const bool is_union = !is_kept && plan_.op(right) == Operator::kUnion;
      for (size_t slot = 0; slot < (is_union ? plan_.inputs(right).size() : 1); ++slot) {
        BodyParts inner;
        const std::vector<int> columns = is_union  ? Take(right, slot, stage, inner)
                                         : is_kept ? Leaf(right, stage, inner, true)
                                                   : Dissolve(right, stage, inner);
        std::vector<int> head;
        for (const ColumnPair& pair : pairs) head.push_back(columns[static_cast<size_t>(pair.right)]);
        bodies.push_back(inner.Finish(std::move(head)));
      }
      leaf.view = AddView(std::move(bodies));
      for (const ColumnPair& pair : pairs) leaf.variables.push_back(left[static_cast<size_t>(pair.left)]);
    }
    leaf.is_negated = true;
    parts.leaves.push_back(std::move(leaf));
  }

  View* AddView(std::vector<RuleBody> bodies) {
    views_.push_back(std::make_unique<View>(std::move(bodies)));
    return views_.back().get();
  }

  // A leaf without variables yet, of what some operator keeps.
  BodyLeaf Kept(NodeId node, StreamStage& stage) {
    BodyLeaf leaf;
    if (analysis_.IsState(node)) {
      leaf.set = State(node, stage);
    } else {
      leaf.batch = Rows(node, stage);
    }
    return leaf;
  }

  std::vector<int> Leaf(NodeId node, StreamStage& stage, BodyParts& parts, bool must_be_kept = false) {
    BodyLeaf leaf;
    if (analysis_.IsState(node) && plan_.op(node) == Operator::kUnion && !must_be_kept) {
      std::vector<RuleBody> bodies;
      for (size_t slot = 0; slot < plan_.inputs(node).size(); ++slot) {
        BodyParts inner;
        std::vector<int> head = Take(node, slot, stage, inner);
        bodies.push_back(inner.Finish(std::move(head)));
      }
      leaf.view = AddView(std::move(bodies));
    } else {
      leaf = Kept(node, stage);
    }
    for (size_t column = 0; column < Arity(node); ++column) leaf.variables.push_back(parts.NewVariable());
    std::vector<int> variables = leaf.variables;
    parts.leaves.push_back(std::move(leaf));
    return variables;
  }

  static void LetRest(StreamStage& stage, bool speaks_always) {
    stage.may_rest = !speaks_always;
    for (const StreamNode* node : stage.nodes) stage.may_rest = stage.may_rest && node->MayRest();
    for (const StreamNode* node : stage.receivers) stage.may_rest = stage.may_rest && node->MayRest();
    for (const auto& ahead : stage.ahead) LetRest(*ahead, false);
  }

  uint64_t Fingerprint() const {
    uint64_t hash = 1;
    for (const NodeId node : analysis_.needed()) {
      std::vector<uint32_t> inputs = {static_cast<uint32_t>(node)};
      for (size_t slot = 0; slot < plan_.inputs(node).size(); ++slot) {
        inputs.push_back(static_cast<uint32_t>(Input(node, slot)));
      }
      hash = Mix(hash, Hash(Wording(plan_, node, inputs)));
    }
    return hash;
  }

  const Plan& plan_;
  Analysis analysis_;
  std::optional<NodeId> always_;
  StreamProgram& program_;
  std::vector<std::unique_ptr<View>>& views_;
  ScalarContext scalars_;
  std::map<Key, RowBatch*> rows_;
  std::map<Key, RowSet*> states_;
  std::vector<Delayed> delayed_;
};

}  // namespace

StreamProgram::StreamProgram(const Plan& plan, NodeId root_node, CompoundTable& compounds,
                             std::optional<NodeId> always)
    : here(Timeline::Calendar(base::Grain::kSecond, 0, 0)), evaluator(here, compounds) {
  Builder(plan, root_node, always, *this, views);
}

std::optional<NodeId> FindUnsupportedInStream(const Plan& plan, NodeId root) {
  const Dependencies dependencies(plan);
  const auto is_rigid = [](const base::Duration& d) { return d == base::Duration{.seconds = d.seconds}; };
  const Analysis analysis(plan, root);
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
