// From a plan to a program.
//
//   access and not (logged_in and opened),  logged_in = not logout since login,  opened likewise
//
//   operators   since (login, logout)     since (open, close)
//               rule: access(u, f), not V(u, f)          V(u, f): logged_in(u), opened(f), kept by nobody
//
// 1. The plan is analysed: equal nodes become one, and each is found to be rows or a state (see stream_analysis.h).
//
// 2. From the root, what is needed is made, in one of three ways: as rows, as a state with its changes, or as a part of
//    a rule. Trees of joins, exceptions, selections and projections dissolve into the rule that needs them: the join
//    order of the plan does not matter, only which relations meet in which variables. What is negated becomes a
//    view within the rule. So the states below are never joined with each other as long as something that happens asks
//    for them; only where a state is asked for as a whole (what was once true of a conjunction of states, a verdict
//    at every point) is it made by its changes (see stream_states.cc).
//
// 3. What looks ahead gets its input from a stage ahead. Inputs are read where they are needed, by each stage at its
//    own cursor; nothing but chunks of the log is ever held back for another stage.
//
// A recursion leads back through an operator that delays; that operator is made first and given its input last.

#include "core/stream_program.h"

#include <map>
#include <utility>

#include "base/check.h"
#include "core/body_parts.h"
#include "core/stream_analysis.h"

namespace casus::core {

namespace {

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
    program.fingerprint = analysis_.Fingerprint();
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
        return AddReceiver(stage, ahead, MakeNextRows(node, in, arity))->source().batch;
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
        const NodeId input = Input(node, 0);
        StreamSource in;
        if (analysis_.IsState(input)) {
          in.set = State(input, ahead);
        } else {
          in.batch = Rows(input, ahead);
        }
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
      case Operator::kNext: {
        StreamStage& ahead = Ahead(stage, StreamStage::Reach::kPoints, 1);
        RowSet* in = State(Input(node, 0), ahead);
        return AddReceiver(stage, ahead, MakeNextState(node, in))->source().set;
      }
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

  const Plan& plan_;
  StreamAnalysis analysis_;
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

}  // namespace casus::core
