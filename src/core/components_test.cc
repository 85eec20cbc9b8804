#include "core/components.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace casus::core {
namespace {

using testing::ElementsAre;

Graph MakeGraph(uint32_t size, const std::vector<std::pair<uint32_t, uint32_t>>& edges) {
  Graph graph(size);
  for (const auto& [from, to] : edges) graph.Add(from, to);
  graph.Close();
  return graph;
}

TEST(ComponentsTest, NodesOfACycleAreTogetherAndTargetsComeFirst) {
  const Graph graph = MakeGraph(6, {{0, 1}, {0, 4}, {1, 2}, {2, 0}, {3, 2}, {4, 4}});
  const Components components = FindComponents(graph);
  ASSERT_EQ(components.members.size(), 4);
  EXPECT_THAT(components.members[0], ElementsAre(4));
  EXPECT_THAT(components.members[1], ElementsAre(0, 1, 2));
  EXPECT_THAT(components.members[2], ElementsAre(3));
  EXPECT_THAT(components.members[3], ElementsAre(5));
  EXPECT_THAT(components.of, ElementsAre(1, 1, 1, 2, 0, 3));
  EXPECT_TRUE(IsCyclic(graph, components, 0));
  EXPECT_TRUE(IsCyclic(graph, components, 1));
  EXPECT_FALSE(IsCyclic(graph, components, 2));
}

TEST(ComponentsTest, PathsAreShortest) {
  const Graph graph = MakeGraph(5, {{0, 1}, {0, 3}, {1, 2}, {2, 3}, {3, 0}, {4, 4}});
  const Components components = FindComponents(graph);
  EXPECT_THAT(FindPath(graph, components, 0, 2), ElementsAre(0, 1, 2));
  EXPECT_THAT(FindPath(graph, components, 0, 0), ElementsAre(0, 3));
  EXPECT_THAT(FindPath(graph, components, 4, 4), ElementsAre(4));
}

TEST(ComponentsTest, AChainOfAnyLengthFits) {
  constexpr uint32_t kSize = 300'000;
  std::vector<std::pair<uint32_t, uint32_t>> edges;
  for (uint32_t node = 0; node + 1 < kSize; ++node) edges.emplace_back(node, node + 1);
  EXPECT_EQ(FindComponents(MakeGraph(kSize, edges)).members.size(), kSize);
  edges.emplace_back(kSize - 1, 0);
  EXPECT_EQ(FindComponents(MakeGraph(kSize, edges)).members.size(), 1);
}

}  // namespace
}  // namespace casus::core
