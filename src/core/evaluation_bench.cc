// How fast changes flow: join, once and inertia over a million facts.
//
// Each figure is in rows (facts) per second; the answer is checked before the time is taken.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/check.h"
#include "core/evaluation.h"

namespace casus::core {
namespace {

constexpr int64_t kEntities = 10'000;

struct Columns {
  std::vector<Value> who;
  std::vector<Value> whom;
  std::vector<Moment> begins;
  std::vector<Moment> ends;
};

// Fact i is about a pair of entities of its own, at moment i / 10 or (of a state) for a while from then on.
Columns MakeFacts(int64_t count, Moment length) {
  Columns columns;
  for (int64_t i = 0; i < count; ++i) {
    columns.who.push_back(i * 7'919 % kEntities);
    columns.whom.push_back(i * 104'729 % 997);
    columns.begins.push_back(i / 10);
    columns.ends.push_back(i / 10 + length);
  }
  return columns;
}

void Add(Evaluation& evaluation, NodeId input, const Columns& columns) {
  const std::vector<std::span<const Value>> values = {columns.who, columns.whom};
  evaluation.AddFacts(input, values, columns.begins, columns.ends);
}

Timeline LineFor(int64_t facts) {
  return Timeline::Calendar(base::Grain::kSecond, 0, facts / 10 + 1'000'000);
}

// A million events, those of the last hundred moments, joined with a state of each entity, beginning a state
// that lasts until an event of another kind.
void BM_JoinOnceInertia(benchmark::State& bench) {
  const int64_t facts = bench.range(0);
  const Columns events = MakeFacts(facts, 1);
  const Columns stops = MakeFacts(facts / 10, 1);
  const Timeline timeline = LineFor(facts);
  Plan plan;
  const Schema pair = {Kind::kSymbol, Kind::kSymbol};
  const NodeId event = plan.Input(pair);
  const NodeId stop = plan.Input(pair);
  const NodeId member = plan.Input({Kind::kSymbol, Kind::kSymbol});
  const NodeId recent = plan.Once(event, Metric::Within({.seconds = 100}));
  const NodeId joined = plan.Join(recent, member, {{0, 0}});
  const NodeId state = plan.Inertia(joined, stop, {{0, 0}, {1, 1}});
  for (auto _ : bench) {
    CompoundTable compounds;
    Evaluation evaluation(plan, timeline, compounds);
    Add(evaluation, event, events);
    Add(evaluation, stop, stops);
    for (Value who = 0; who < kEntities; ++who) {
      evaluation.AddFact(member, std::vector<Value>{who, who % 10}, 0, timeline.size());
    }
    evaluation.Run();
    benchmark::DoNotOptimize(evaluation.Of(state).size());
    bench.PauseTiming();
    CHECK(evaluation.Of(state).size() == evaluation.Of(event).size()) << "every event begins a state";
    bench.ResumeTiming();
  }
  bench.SetItemsProcessed(bench.iterations() * facts);
}
BENCHMARK(BM_JoinOnceInertia)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

// One operator over the events alone; the time of a plan of the input alone is that of reading the facts.
void RunOver(benchmark::State& bench, NodeId (*make)(Plan&, NodeId)) {
  constexpr int64_t kFacts = 1'000'000;
  const Columns events = MakeFacts(kFacts, 5);
  const Timeline timeline = LineFor(kFacts);
  Plan plan;
  const NodeId event = plan.Input({Kind::kSymbol, Kind::kSymbol});
  const NodeId last = make(plan, event);
  for (auto _ : bench) {
    CompoundTable compounds;
    Evaluation evaluation(plan, timeline, compounds);
    Add(evaluation, event, events);
    evaluation.Run();
    benchmark::DoNotOptimize(evaluation.Of(last).size());
  }
  bench.SetItemsProcessed(bench.iterations() * kFacts);
}

void BM_Input(benchmark::State& bench) {
  RunOver(bench, [](Plan&, NodeId in) { return in; });
}
void BM_Project(benchmark::State& bench) {
  RunOver(bench, [](Plan& plan, NodeId in) { return plan.Project(in, {1}); });
}
void BM_Select(benchmark::State& bench) {
  RunOver(bench, [](Plan& plan, NodeId in) {
    return plan.Select(
        in, Scalar::Compare(Comparison::kEqual, Scalar::Column(1), Scalar::Constant(7, Kind::kSymbol)));
  });
}
void BM_Once(benchmark::State& bench) {
  RunOver(bench, [](Plan& plan, NodeId in) { return plan.Once(in, Metric::Within({.seconds = 100})); });
}
void BM_Since(benchmark::State& bench) {
  RunOver(bench, [](Plan& plan, NodeId in) {
    return plan.Since(plan.Project(in, {1}), true, in, {{1, 0}}, Metric::Within({.seconds = 100}));
  });
}
void BM_Inertia(benchmark::State& bench) {
  RunOver(bench,
          [](Plan& plan, NodeId in) { return plan.Inertia(in, plan.Fall(plan.Project(in, {1})), {{1, 0}}); });
}
void BM_Count(benchmark::State& bench) {
  RunOver(bench, [](Plan& plan, NodeId in) { return plan.Aggregate(in, {1}, Aggregation::kCount, 0); });
}
BENCHMARK(BM_Input)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Project)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Select)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Once)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Since)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Inertia)->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Count)->Unit(benchmark::kMillisecond);

// Law that feeds back, for many parties of whom few act: a breach suspends a duty until ten moments later.
void BM_Feedback(benchmark::State& bench) {
  constexpr int64_t kFacts = 100'000;
  const Columns events = MakeFacts(kFacts, 1);
  const Timeline timeline = LineFor(kFacts);
  Plan plan;
  const NodeId trigger = plan.Input({Kind::kSymbol, Kind::kSymbol});
  const NodeId suspended = plan.Recursion({Kind::kSymbol, Kind::kSymbol});
  const NodeId breach = plan.Except(trigger, plan.Previous(suspended), {{0, 0}, {1, 1}});
  plan.Define(suspended,
              plan.Inertia(breach, plan.Once(breach, {{.seconds = 10}, base::Duration{.seconds = 10}}),
                           {{0, 0}, {1, 1}}));
  for (auto _ : bench) {
    CompoundTable compounds;
    Evaluation evaluation(plan, timeline, compounds);
    Add(evaluation, trigger, events);
    evaluation.Run();
    benchmark::DoNotOptimize(evaluation.Of(suspended).size());
  }
  bench.SetItemsProcessed(bench.iterations() * kFacts);
}
BENCHMARK(BM_Feedback)->Unit(benchmark::kMillisecond);

// Many nodes that rest, in one cycle, of which one works.
void BM_RestingNodes(benchmark::State& bench) {
  const int64_t chains = bench.range(0);
  const Timeline timeline = Timeline::Calendar(base::Grain::kDay, 0, 9'999);
  Plan plan;
  const NodeId all = plan.Recursion({Kind::kSymbol});
  std::vector<NodeId> ends;
  NodeId first = {};
  for (int64_t chain = 0; chain < chains; ++chain) {
    const NodeId input = plan.Input({Kind::kSymbol});
    if (chain == 0) first = input;
    const NodeId test = plan.Select(
        all, Scalar::Compare(Comparison::kEqual, Scalar::Column(0), Scalar::Constant(-1, Kind::kSymbol)));
    ends.push_back(plan.Union({plan.Previous(test), input}));
  }
  plan.Define(all, plan.Select(plan.Union(ends), Scalar::Compare(Comparison::kLess, Scalar::Now(),
                                                                 Scalar::Constant(0, Kind::kMoment))));
  for (auto _ : bench) {
    CompoundTable compounds;
    Evaluation evaluation(plan, timeline, compounds);
    for (Moment t = 0; t < timeline.size(); t += 2) {
      evaluation.AddFact(first, std::vector<Value>{t % 100}, t, t + 1);
    }
    evaluation.Run();
    benchmark::DoNotOptimize(evaluation.Of(all).size());
  }
  bench.SetItemsProcessed(bench.iterations() * timeline.size() / 2);
}
BENCHMARK(BM_RestingNodes)->Arg(10)->Arg(30'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace casus::core
