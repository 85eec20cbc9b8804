// Streams against the reference, over random plans and traces cut at random: each node of a plan as the root.
//
// Halfway, a stream may be saved and another go on from the bytes.

#include <gtest/gtest.h>

#include <algorithm>

#include "core/stream.h"
#include "tests/property/random_plan.h"
#include "tests/reference/reference.h"

namespace casus::property {
namespace {

using core::NodeId;
using core::Operator;
using core::Stream;
using core::TraceChunk;
using core::Verdicts;
using reference::Rows;

// Runs the root over the trace, cut by the numbers of a random generator; what it says at each point. `seed` 0: whole.
std::vector<Rows> RunStream(const Case& random, NodeId root, core::CompoundTable& compounds, uint32_t seed) {
  std::minstd_rand cut(seed);
  auto stream = std::make_unique<Stream>(random.plan, root, compounds);
  Verdicts verdicts;
  TraceChunk chunk = stream->TakeChunk();
  const core::Moment size = random.timeline.size();
  for (core::Moment t = 0; t < size; ++t) {
    chunk.BeginPoint(random.timeline.StampOf(t));
    for (const reference::Fact& fact : random.facts) {
      if (t < fact.begin || t >= fact.end) continue;
      std::copy(fact.row.begin(), fact.row.end(), chunk.AddRow(fact.input));
    }
    if (seed == 0 || cut() % 3 != 0) continue;
    stream->Advance(std::move(chunk), verdicts);
    if (cut() % 5 == 0) {
      const std::string saved = stream->Save();
      stream = std::make_unique<Stream>(random.plan, root, compounds);
      const std::optional<base::Error> error = stream->Load(saved);
      EXPECT_FALSE(error) << error->message;
    }
    chunk = stream->TakeChunk();
  }
  stream->Advance(std::move(chunk), verdicts);
  stream->Finish(verdicts);
  EXPECT_EQ(stream->points(), size);
  std::vector<Rows> said(static_cast<size_t>(size));
  size_t row = 0;
  for (const Verdicts::Point& point : verdicts.points) {
    EXPECT_EQ(point.stamp, random.timeline.StampOf(point.point));
    Rows& rows = said[static_cast<size_t>(point.point)];
    for (; row < point.end; ++row) {
      const bool is_new = rows.emplace(verdicts.Row(row).begin(), verdicts.Row(row).end()).second;
      EXPECT_TRUE(is_new) << "a row twice at point " << point.point;
    }
  }
  return said;
}

std::string Difference(const Recipe& recipe) {
  const Case random = MakeTraceCase(recipe);
  core::CompoundTable compounds;
  const reference::Model expected =
      reference::Evaluate(random.plan, random.timeline, compounds, random.facts);
  for (uint32_t node = 0; node < random.plan.size(); ++node) {
    const auto root = static_cast<NodeId>(node);
    if (random.plan.Resolve(root) != root || Stream::FindUnsupported(random.plan, root)) continue;
    for (const uint32_t seed : {0U, 1U, node + 2}) {
      const std::vector<Rows> found = RunStream(random, root, compounds, seed);
      for (size_t t = 0; t < found.size(); ++t) {
        if (found[t] == expected[node][t]) continue;
        return "node " + std::to_string(node) + " at point " + std::to_string(t) + ", cut " +
               std::to_string(seed) + ": stream " + testing::PrintToString(found[t]) + ", reference " +
               testing::PrintToString(expected[node][t]);
      }
    }
  }
  return "";
}

void CompareOn(uint32_t seed, int cases, size_t max_steps, size_t max_facts) {
  ExpectNoDifference(seed, cases, max_steps, max_facts, MakeTraceCase, Difference);
}

TEST(CoreStreamsTest, SmallPlansAreAsTheReferenceSays) { CompareOn(1, 1500, 4, 14); }
TEST(CoreStreamsTest, LargePlansAreAsTheReferenceSays) { CompareOn(2, 150, 20, 40); }

}  // namespace
}  // namespace casus::property
