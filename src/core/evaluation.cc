#include "core/evaluation.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/check.h"
#include "core/facts.h"
#include "core/scheduler.h"

namespace casus::core {

struct Evaluation::State {
  State(const Timeline& timeline, CompoundTable& compounds) : scalars(timeline, compounds) {}

  ScalarEvaluator scalars;
  ProblemList problems;
  std::vector<std::unique_ptr<TupleTable>> tables;
  std::vector<Output> outputs;                     // by node
  std::vector<uint32_t> number_of_input;             // by node, among the inputs
  std::vector<Facts> facts;                          // by number of the input
  std::vector<std::unique_ptr<Relation>> relations;  // by node, when asked for

  Facts& FactsOf(NodeId input) { return facts[number_of_input[static_cast<size_t>(input)]]; }
  size_t max_recursion = size_t{1} << 24;
  bool has_run = false;
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
    : plan_(&plan),
      timeline_(&timeline),
      compounds_(&compounds),
      state_(std::make_unique<State>(timeline, compounds)) {
  state_->outputs.reserve(plan.size());
  for (TupleTable* table : AssignTables(plan, state_->tables)) state_->outputs.emplace_back(*table);
  state_->number_of_input.assign(plan.size(), 0);
  for (uint32_t node = 0, inputs = 0; node < plan.size(); ++node) {
    if (plan.op(static_cast<NodeId>(node)) != Operator::kInput) continue;
    state_->number_of_input[node] = inputs++;
    state_->facts.emplace_back();
  }
  state_->relations.resize(plan.size());
}

Evaluation::~Evaluation() = default;

size_t Evaluation::AddFact(NodeId input, std::span<const Value> row, Moment begin, Moment end) {
  CHECK(plan_->op(input) == Operator::kInput && !state_->has_run) << "facts are for inputs, before Run";
  Facts& facts = state_->FactsOf(input);
  facts.rows.push_back(state_->outputs[static_cast<size_t>(input)].table().Intern(row));
  facts.begins.push_back(std::clamp<Moment>(begin, 0, timeline_->size()));
  facts.ends.push_back(std::clamp<Moment>(end, 0, timeline_->size()));
  return facts.rows.size() - 1;
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

void Evaluation::Run() {
  CHECK(!std::exchange(state_->has_run, true)) << "an evaluation runs once";
  for (size_t node = 0; node < plan_->size(); ++node) {
    if (plan_->op(static_cast<NodeId>(node)) != Operator::kInput) continue;
    const Facts& facts = state_->FactsOf(static_cast<NodeId>(node));
    if (!facts.rows.empty()) facts.WriteLog(state_->outputs[node], timeline_->size());
  }
  Scheduler scheduler(*plan_, *timeline_, state_->outputs, state_->scalars, state_->problems,
                      state_->max_recursion);
  scheduler.Run();
}

const Relation& Evaluation::Of(NodeId node) const {
  CHECK(state_->has_run) << "results come after Run";
  const auto resolved = static_cast<size_t>(plan_->Resolve(node));
  std::unique_ptr<Relation>& relation = state_->relations[resolved];
  if (!relation) {
    const Output& output = state_->outputs[resolved];
    relation = std::make_unique<Relation>(output.table(), output.log(), timeline_->size());
  }
  return *relation;
}

std::optional<size_t> Evaluation::FindFact(NodeId input, std::span<const Value> row, Moment moment) const {
  const auto node = static_cast<size_t>(input);
  const std::optional<uint32_t> table_row = state_->outputs[node].table().Find(row);
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
