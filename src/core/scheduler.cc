#include "core/scheduler.h"

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <utility>

#include "base/check.h"

namespace casus::core {

namespace {

bool IsMirrored(Operator op) {
  return op == Operator::kNext || op == Operator::kEventually || op == Operator::kUntil;
}

}  // namespace

Scheduler::Scheduler(const Plan& plan, const Dependencies& dependencies, const Timeline& timeline,
                     Outputs& outputs, RowMemories& memories, ScalarEvaluator& scalars, ProblemList& problems,
                     PairAllowance& pairs, size_t max_recursion)
    : plan_(plan),
      timeline_(timeline),
      outputs_(outputs),
      memories_(memories),
      scalars_(scalars),
      problems_(problems),
      pairs_(pairs),
      max_recursion_(max_recursion),
      dependencies_(dependencies),
      is_endless_(dependencies_.units.members.size()) {}

void CheckStratified(const Plan& plan, const Dependencies& dependencies) {
  for (uint32_t node = 0; node < plan.size(); ++node) {
    const auto id = static_cast<NodeId>(node);
    const std::span<const uint32_t> inputs = dependencies.Inputs(node);
    for (size_t slot = 0; slot < inputs.size(); ++slot) {
      const uint32_t input = inputs[slot];
      const bool in_group = dependencies.units.of[node] == dependencies.units.of[input];
      const bool on_cycle = dependencies.components.of[node] == dependencies.components.of[input];
      CHECK(!(in_group && !plan.Delays(id, slot) && !plan.RecursWithinMoment(id, slot)) &&
            !(on_cycle && IsMirrored(plan.op(id))))
          << "a plan with an unstratified cycle through node " << node;
    }
  }
}

void Scheduler::Run(std::span<const uint32_t> components, Outputs* earlier, std::vector<bool>& differs) {
  for (const uint32_t component : components) {
    const std::span<const uint32_t> members = dependencies_.components.members[component];
    if (earlier == nullptr) {
      RunComponent(component);
      continue;
    }
    if (!IsReached(members, differs)) {
      for (const uint32_t node : members) outputs_.Borrow(node, *earlier);
      continue;
    }
    RunComponent(component);
    for (const uint32_t node : members) {
      differs[node] = !(outputs_[node].log() == (*earlier)[node].log());
    }
  }
}

void Scheduler::RunComponent(uint32_t component) {
  const std::span<const uint32_t> members = dependencies_.components.members[component];
  for (const uint32_t node : members) outputs_.Make(node);
  if (IsCyclic(dependencies_.graph, dependencies_.components, component)) {
    Sweep(members);
  } else {
    RunOverWholeHistory(members[0]);
  }
  if (memories_.are_kept) return;
  for (const uint32_t node : members) memories_.of[node].reset();
}

bool Scheduler::IsReached(std::span<const uint32_t> members, const std::vector<bool>& differs) const {
  return std::any_of(members.begin(), members.end(), [&](uint32_t node) {
    const std::span<const uint32_t> inputs = dependencies_.Inputs(node);
    return std::any_of(inputs.begin(), inputs.end(), [&](uint32_t input) { return differs[input]; });
  });
}

std::unique_ptr<OperatorState> Scheduler::MakeState(uint32_t node) {
  boost::container::small_vector<const TupleTable*, 4> tables;
  for (const uint32_t input : dependencies_.Inputs(node)) tables.push_back(&outputs_[input].table());
  std::unique_ptr<RowMemory>& memory = memories_.of[node];
  if (memory == nullptr) {
    memory = std::make_unique<RowMemory>();
    memory->images.resize(tables.size());
  }
  return MakeOperatorState({.plan = plan_,
                            .node = static_cast<NodeId>(node),
                            .timeline = timeline_,
                            .inputs = {tables.data(), tables.size()},
                            .output = outputs_[node],
                            .memory = *memory,
                            .scalars = scalars_,
                            .problems = problems_,
                            .pairs = pairs_});
}

void Scheduler::RunOverWholeHistory(uint32_t node) {
  const std::span<const uint32_t> inputs = dependencies_.Inputs(node);
  // Out of nothing comes nothing, of every operator.
  if (std::all_of(inputs.begin(), inputs.end(),
                  [&](uint32_t input) { return outputs_[input].log().size() == 0; })) {
    return;
  }
  const std::unique_ptr<OperatorState> state = MakeState(node);
  Output& output = outputs_[node];
  const bool is_mirrored = IsMirrored(plan_.op(static_cast<NodeId>(node)));
  std::vector<ChangeLog> mirrored;
  logs_.clear();
  for (const uint32_t input : inputs) {
    if (is_mirrored) mirrored.push_back(outputs_[input].log().Mirrored(timeline_.size()));
    logs_.push_back(&outputs_[input].log());
  }
  for (size_t slot = 0; slot < mirrored.size(); ++slot) logs_[slot] = &mirrored[slot];

  // A single input needs no heap.
  if (logs_.size() == 1) {
    changes_.assign(1, {0, {}});
    const ChangeLog& log = *logs_[0];
    size_t batch = 0;
    while (true) {
      const Moment next = batch < log.size() ? log.MomentOf(batch) : kNever;
      const Moment now = std::min(state->NextTimer(), next);
      if (now >= timeline_.size()) break;
      if (now == next) {
        changes_[0].changes = log.ChangesOf(batch++);
        state->Advance(now, changes_);
      } else {
        state->Advance(now, {});
      }
      output.Commit(now);
    }
    if (is_mirrored) output.log() = output.log().Mirrored(timeline_.size());
    return;
  }
  // A heap of the inputs by the moment of their next batch.
  const auto is_later = [](const Next& a, const Next& b) { return a.moment > b.moment; };
  next_.clear();
  for (size_t slot = 0; slot < logs_.size(); ++slot) {
    if (logs_[slot]->size() == 0) continue;
    next_.push_back({logs_[slot]->MomentOf(0), slot, 0});
    std::push_heap(next_.begin(), next_.end(), is_later);
  }
  while (true) {
    const Moment now = std::min(state->NextTimer(), next_.empty() ? kNever : next_.front().moment);
    if (now >= timeline_.size()) break;
    changes_.clear();
    while (!next_.empty() && next_.front().moment == now) {
      std::pop_heap(next_.begin(), next_.end(), is_later);
      Next& input = next_.back();
      const ChangeLog& log = *logs_[input.slot];
      changes_.push_back({input.slot, log.ChangesOf(input.batch)});
      if (++input.batch == log.size()) {
        next_.pop_back();
        continue;
      }
      input.moment = log.MomentOf(input.batch);
      std::push_heap(next_.begin(), next_.end(), is_later);
    }
    state->Advance(now, changes_);
    output.Commit(now);
  }
  if (is_mirrored) output.log() = output.log().Mirrored(timeline_.size());
}

void Scheduler::Sweep(std::span<const uint32_t> members) {
  place_of_.resize(plan_.size());
  const auto place = [this](uint32_t node) {
    place_of_[node] = static_cast<uint32_t>(running_.size());
    running_.emplace_back();
  };
  std::vector<uint32_t> sources;
  for (const uint32_t node : members) place(node);
  for (const uint32_t node : members) {
    for (const uint32_t input : dependencies_.Inputs(node)) {
      if (dependencies_.components.of[input] != dependencies_.components.of[node]) sources.push_back(input);
    }
  }
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
  for (const uint32_t source : sources) place(source);
  for (const uint32_t node : members) RunningOf(node).state = MakeState(node);
  for (const uint32_t node : members) {
    for (uint32_t slot = 0; slot < dependencies_.Inputs(node).size(); ++slot) {
      const uint32_t input = dependencies_.Inputs(node)[slot];
      RunningOf(input).readers.push_back({node, slot});
    }
    if (dependencies_.is_group[dependencies_.units.of[node]]) outputs_[node].KeepFresh();
  }
  for (const uint32_t source : sources) QueueSource(source);

  due_.resize(dependencies_.units.members.size() + 1);
  has_due_.assign(due_.size() / 64 + 1, 0);
  std::vector<uint32_t> due;
  while (!agenda_.empty()) {
    const Moment now = agenda_.top().moment;
    for (; !agenda_.empty() && agenda_.top().moment == now; agenda_.pop()) {
      PutDue(agenda_.top().order, agenda_.top().node);
    }
    while (const std::optional<uint32_t> order = FirstOrderDue()) {
      due.clear();
      due.swap(due_[*order]);
      has_due_[*order / 64] &= ~(uint64_t{1} << *order % 64);
      if (due.size() > 1) {
        std::sort(due.begin(), due.end());
        due.erase(std::unique(due.begin(), due.end()), due.end());
      }
      for (const uint32_t node : due) {
        Running& running = RunningOf(node);
        if (running.queued_at == now) running.queued_at = -1;
        if (running.queued_timer == now) running.queued_timer = kNever;
      }
      if (*order == 0) {
        for (const uint32_t source : due) {
          Deliver(source, RunningOf(source).next_batch++, now);
          QueueSource(source);
        }
        continue;
      }
      const uint32_t unit = *order - 1;
      if (dependencies_.is_group[unit]) {
        RunGroup(due, unit, now);
        continue;
      }
      for (const uint32_t node : due) {
        Advance(node, now);
        CommitAndDeliver(node, now);
      }
    }
  }
  running_.clear();
}

void Scheduler::QueueSource(uint32_t producer) {
  const ChangeLog& log = outputs_[producer].log();
  const size_t batch = RunningOf(producer).next_batch;
  if (batch < log.size()) agenda_.push({log.MomentOf(batch), 0, producer});
}

void Scheduler::PutDue(uint32_t order, uint32_t node) {
  due_[order].push_back(node);
  has_due_[order / 64] |= uint64_t{1} << order % 64;
  first_word_due_ = std::min<size_t>(first_word_due_, order / 64);
}

std::optional<uint32_t> Scheduler::FirstOrderDue() {
  for (size_t& word = first_word_due_; word < has_due_.size(); ++word) {
    if (has_due_[word] == 0) continue;
    return static_cast<uint32_t>(word * 64 + static_cast<size_t>(__builtin_ctzll(has_due_[word])));
  }
  return std::nullopt;
}

void Scheduler::QueueForChanges(uint32_t node, Moment now) {
  Running& running = RunningOf(node);
  if (running.queued_at == now) return;
  running.queued_at = now;
  PutDue(dependencies_.units.of[node] + 1, node);
}

void Scheduler::QueueForTimer(uint32_t node, Moment now) {
  Running& running = RunningOf(node);
  const Moment timer = running.state->NextTimer();
  CHECK(timer > now) << "node " << node << " is due again at moment " << now;
  if (timer >= timeline_.size() || timer >= running.queued_timer) return;
  running.queued_timer = timer;
  agenda_.push({timer, dependencies_.units.of[node] + 1, node});
}

void Scheduler::Deliver(uint32_t producer, size_t batch, Moment now) {
  const bool is_member = RunningOf(producer).state != nullptr;
  for (const Reader& reader : RunningOf(producer).readers) {
    // Within its group, a node has handed round its changes already.
    const uint32_t unit = dependencies_.units.of[reader.node];
    if (is_member && dependencies_.is_group[unit] && dependencies_.units.of[producer] == unit) continue;
    RunningOf(reader.node).inbox.push_back({reader.slot, producer, batch});
    QueueForChanges(reader.node, now);
  }
}

// An entry may have been overtaken: its changes taken before, or its timer void by now.
void Scheduler::Advance(uint32_t node, Moment now) {
  Running& running = RunningOf(node);
  if (running.inbox.empty() && running.state->NextTimer() > now) return;
  changes_.clear();
  for (const Delivery& delivery : running.inbox) {
    changes_.push_back({delivery.slot, outputs_[delivery.producer].log().ChangesOf(delivery.batch)});
  }
  running.inbox.clear();
  running.state->Advance(now, changes_);
}

void Scheduler::CommitAndDeliver(uint32_t node, Moment now) {
  if (outputs_[node].Commit(now)) Deliver(node, outputs_[node].log().size() - 1, now);
  QueueForTimer(node, now);
}

void Scheduler::RunGroup(const std::vector<uint32_t>& due, uint32_t unit, Moment now) {
  if (is_endless_[unit]) {
    for (const uint32_t node : due) RunningOf(node).inbox.clear();
    return;
  }
  advanced_ = due;
  bool has_lost = false;
  for (const uint32_t node : due) {
    Advance(node, now);
    has_lost = has_lost || outputs_[node].lost_support();
  }
  if (has_lost) ForgetRecursion(unit, now);
  HandRound(unit, now);
  std::sort(advanced_.begin(), advanced_.end());
  advanced_.erase(std::unique(advanced_.begin(), advanced_.end()), advanced_.end());
  for (const uint32_t node : advanced_) CommitAndDeliver(node, now);
}

void Scheduler::ForgetRecursion(uint32_t unit, Moment now) {
  // What the readers in the group know of each other is what held before this moment.
  const std::span<const uint32_t> members = dependencies_.units.members[unit];
  for (const uint32_t producer : members) {
    std::vector<Change> retractions = outputs_[producer].RowsBefore();
    for (Change& change : retractions) change = {change.row(), false};
    for (const Reader& reader : RunningOf(producer).readers) {
      if (dependencies_.units.of[reader.node] != unit) continue;
      const InputChanges input = {reader.slot, retractions};
      RunningOf(reader.node).state->Advance(now, {&input, 1});
    }
  }
  for (const uint32_t node : members) outputs_[node].fresh() = outputs_[node].RowsNow();
  advanced_.assign(members.begin(), members.end());
}

void Scheduler::HandRound(uint32_t unit, Moment now) {
  std::vector<uint32_t> waiting;
  const auto wait = [&](uint32_t node) {
    if (RunningOf(node).is_waiting || outputs_[node].fresh().empty()) return;
    RunningOf(node).is_waiting = true;
    waiting.push_back(node);
  };
  size_t derivations = 0;
  const std::vector<uint32_t> first = advanced_;
  for (const uint32_t node : first) wait(node);
  for (size_t next = 0; next < waiting.size(); ++next) {
    const uint32_t producer = waiting[next];
    RunningOf(producer).is_waiting = false;
    const std::vector<Change> fresh = std::exchange(outputs_[producer].fresh(), {});
    for (const Change change : fresh) {
      CHECK(change.on()) << "node " << producer << " is not monotone within a moment";
    }
    derivations += fresh.size();
    if (derivations > max_recursion_) {
      problems_.Add(ProblemKind::kEndlessRecursion, static_cast<NodeId>(producer), {});
      is_endless_[unit] = true;
      for (const uint32_t node : waiting) RunningOf(node).is_waiting = false;
      return;
    }
    for (const Reader& reader : RunningOf(producer).readers) {
      if (dependencies_.units.of[reader.node] != unit) continue;
      const InputChanges input = {reader.slot, fresh};
      RunningOf(reader.node).state->Advance(now, {&input, 1});
      advanced_.push_back(reader.node);
      wait(reader.node);
    }
  }
}

}  // namespace casus::core
