#include "core/evaluation.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.h"
#include "core/facts.h"
#include "core/outputs.h"
#include "core/scheduler.h"

namespace casus::core {

// What the evaluations of a family have in common.
struct SharedTables {
  explicit SharedTables(const Plan& plan) : dependencies(plan) {}

  Dependencies dependencies;
  std::vector<std::unique_ptr<TupleTable>> tables;
  std::vector<TupleTable*> table_of;      // by node
  std::vector<uint32_t> number_of_input;  // by node, among the inputs
  RowMemories memories;
};

struct Evaluation::State {
  State(const Timeline& timeline, CompoundTable& compounds, std::shared_ptr<SharedTables> tables)
      : shared(std::move(tables)), scalars(timeline, compounds), outputs(shared->table_of) {}

  std::shared_ptr<SharedTables> shared;
  State* base = nullptr;  // of which outputs are borrowed; null: none
  ScalarEvaluator scalars;
  ProblemList problems;
  PairAllowance pairs;
  Outputs outputs;
  std::vector<Facts> facts;       // by number of the input
  std::vector<bool> is_replaced;  // by number of the input; without a base: all are
  std::vector<bool> has_run;      // by node
  std::vector<bool>
      differs;  // by node that has run: whether it says other than the base; without a base: empty
  std::optional<Scheduler> scheduler;

  Facts& FactsOf(NodeId input) {
    const uint32_t number = shared->number_of_input[static_cast<size_t>(input)];
    return is_replaced[number] ? facts[number] : base->FactsOf(input);
  }
  size_t max_recursion = size_t{1} << 24;
  bool has_begun = false;
};

namespace {

// By node, the table of its rows: its own, or that of the node whose rows it hands on. A node that hands on
// its own rows, through a cycle, has a table (and never a row).
std::vector<TupleTable*> AssignTables(const Plan& plan, std::vector<std::unique_ptr<TupleTable>>& tables) {
  std::vector<TupleTable*> table_of(plan.size(), nullptr);
  std::vector<bool> on_path(plan.size());
  std::vector<uint32_t> path;
  for (uint32_t start = 0; start < plan.size(); ++start) {
    path.clear();
    auto node = static_cast<uint32_t>(plan.Resolve(static_cast<NodeId>(start)));
    if (node != start) path.push_back(start);
    while (table_of[node] == nullptr) {
      const auto id = static_cast<NodeId>(node);
      if (on_path[node] || !SharesTable(plan.op(id))) {
        tables.push_back(std::make_unique<TupleTable>(static_cast<int>(plan.schema(id).size())));
        table_of[node] = tables.back().get();
        break;
      }
      on_path[node] = true;
      path.push_back(node);
      node = static_cast<uint32_t>(plan.Resolve(plan.inputs(id)[0]));
    }
    for (const uint32_t member : path) {
      table_of[member] = table_of[node];
      on_path[member] = false;
    }
  }
  return table_of;
}

}  // namespace

Evaluation::Evaluation(const Plan& plan, const Timeline& timeline, CompoundTable& compounds)
    : plan_(&plan), timeline_(&timeline), compounds_(&compounds) {
  auto shared = std::make_shared<SharedTables>(plan);
  CheckStratified(plan, shared->dependencies);
  shared->table_of = AssignTables(plan, shared->tables);
  shared->number_of_input.assign(plan.size(), 0);
  shared->memories.of.resize(plan.size());
  uint32_t inputs = 0;
  for (uint32_t node = 0; node < plan.size(); ++node) {
    if (plan.op(static_cast<NodeId>(node)) == Operator::kInput) shared->number_of_input[node] = inputs++;
  }
  state_ = std::make_unique<State>(timeline, compounds, std::move(shared));
  state_->facts.resize(inputs);
  state_->is_replaced.assign(inputs, true);
  state_->has_run.assign(plan.size(), false);
}

Evaluation::Evaluation(Evaluation& base, const Timeline& timeline)
    : plan_(base.plan_),
      timeline_(&timeline),
      compounds_(base.compounds_),
      base_(&base),
      state_(std::make_unique<State>(timeline, *base.compounds_, base.state_->shared)) {
  CHECK(timeline == base.timeline()) << "an evaluation and its base are on one timeline";
  state_->base = base.state_.get();
  state_->shared->memories.are_kept = true;
  state_->facts.resize(base.state_->facts.size());
  state_->is_replaced.assign(base.state_->facts.size(), false);
  state_->has_run.assign(plan_->size(), false);
  state_->differs.assign(plan_->size(), false);
}

Evaluation::~Evaluation() = default;

size_t Evaluation::AddFact(NodeId input, std::span<const Value> row, Moment begin, Moment end) {
  CHECK(plan_->op(input) == Operator::kInput && !state_->has_begun) << "facts are for inputs, before Run";
  const uint32_t number = state_->shared->number_of_input[static_cast<size_t>(input)];
  CHECK(state_->is_replaced[number]) << "a fact for an input that has those of the base";
  Facts& facts = state_->facts[number];
  facts.rows.push_back(state_->outputs.table(static_cast<size_t>(input)).Intern(row));
  facts.begins.push_back(std::clamp<Moment>(begin, 0, timeline_->size()));
  facts.ends.push_back(std::clamp<Moment>(end, 0, timeline_->size()));
  return facts.rows.size() - 1;
}

void Evaluation::Replace(NodeId input) {
  CHECK(plan_->op(input) == Operator::kInput && !state_->has_begun) << "facts are for inputs, before Run";
  state_->is_replaced[state_->shared->number_of_input[static_cast<size_t>(input)]] = true;
}

void Evaluation::AddFacts(NodeId input, std::span<const std::span<const Value>> columns,
                          std::span<const Moment> begins, std::span<const Moment> ends) {
  CHECK(begins.size() == ends.size()) << begins.size() << " begins and " << ends.size() << " ends";
  std::vector<Value> row(columns.size());
  for (size_t fact = 0; fact < begins.size(); ++fact) {
    for (size_t column = 0; column < columns.size(); ++column) row[column] = columns[column][fact];
    AddFact(input, row, begins[fact], ends[fact]);
  }
}

void Evaluation::LimitRecursion(size_t rows) { state_->max_recursion = rows; }

void Evaluation::LimitPairs(size_t pairs) { state_->pairs.Limit(pairs); }

bool Evaluation::is_cut_short() const { return state_->pairs.is_exceeded(); }

void Evaluation::Run() {
  std::vector<NodeId> all;
  for (uint32_t node = 0; node < plan_->size(); ++node) all.push_back(static_cast<NodeId>(node));
  Run(all);
}

void Evaluation::Run(std::span<const NodeId> wanted) {
  state_->has_begun = true;
  std::vector<uint32_t> nodes;
  const auto want = [&](uint32_t node) {
    if (state_->has_run[node]) return;
    state_->has_run[node] = true;
    nodes.push_back(node);
  };
  for (const NodeId node : wanted) want(static_cast<uint32_t>(plan_->Resolve(node)));
  for (size_t next = 0; next < nodes.size(); ++next) {
    for (const uint32_t input : state_->shared->dependencies.Inputs(nodes[next])) want(input);
  }
  if (nodes.empty()) return;
  if (base_ != nullptr) base_->Run(wanted);
  RunNodes(nodes);
}

void Evaluation::RunNodes(std::span<const uint32_t> nodes) {
  State* base = state_->base;
  const Dependencies& dependencies = state_->shared->dependencies;
  std::vector<uint32_t> components;
  for (const uint32_t node : nodes) {
    const auto id = static_cast<NodeId>(node);
    if (!dependencies.Inputs(node).empty()) {
      components.push_back(dependencies.components.of[node]);
    } else if (plan_->op(id) != Operator::kInput) {
      state_->outputs.Make(node);  // a recursion through nothing but itself, which says nothing
    } else if (base != nullptr && !state_->is_replaced[state_->shared->number_of_input[node]]) {
      state_->outputs.Borrow(node, base->outputs);
    } else {
      Output& output = state_->outputs.Make(node);
      const Facts& facts = state_->FactsOf(id);
      if (!facts.rows.empty()) facts.WriteLog(output, timeline_->size());
      if (base != nullptr) state_->differs[node] = !(output.log() == base->outputs[node].log());
    }
  }
  std::sort(components.begin(), components.end());
  components.erase(std::unique(components.begin(), components.end()), components.end());
  if (!state_->scheduler) {
    state_->scheduler.emplace(*plan_, dependencies, *timeline_, state_->outputs, state_->shared->memories,
                              state_->scalars, state_->problems, state_->pairs, state_->max_recursion);
  }
  state_->scheduler->Run(components, base == nullptr ? nullptr : &base->outputs, state_->differs);
}

const Dependencies& Evaluation::dependencies() const { return state_->shared->dependencies; }

bool Evaluation::HasRun(NodeId node) const {
  return state_->has_run[static_cast<size_t>(plan_->Resolve(node))];
}

const Relation& Evaluation::Of(NodeId node) const {
  CHECK(HasRun(node)) << "results come after Run";
  const auto resolved = static_cast<size_t>(plan_->Resolve(node));
  return state_->outputs.RelationOf(resolved, timeline_->size());
}

std::optional<size_t> Evaluation::FindFact(NodeId input, std::span<const Value> row, Moment moment) const {
  const auto node = static_cast<size_t>(input);
  const std::optional<uint32_t> table_row = state_->outputs.table(node).Find(row);
  if (!table_row) return std::nullopt;
  const Facts& facts = state_->FactsOf(input);
  for (const uint32_t fact : facts.OfRow(*table_row)) {
    if (facts.begins[fact] <= moment && moment < facts.ends[fact]) return fact;
  }
  return std::nullopt;
}

base::Interval Evaluation::FactInterval(NodeId input, size_t fact) const {
  const Facts& facts = state_->FactsOf(input);
  return {facts.begins[fact], facts.ends[fact]};
}

std::span<const Problem> Evaluation::problems() const { return state_->problems.kept(); }
size_t Evaluation::problem_count() const { return state_->problems.count(); }

}  // namespace casus::core
