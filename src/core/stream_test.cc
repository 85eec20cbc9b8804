#include "core/stream.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace casus::core {
namespace {

using Rows = std::vector<std::vector<Value>>;

// Feeds points one by one, each in a chunk of its own, and keeps what is said at each point.
class Log {
 public:
  Log(const Plan& plan, NodeId root) : stream_(plan, root, compounds_) {}

  struct Event {
    NodeId input;
    std::vector<Value> row;
  };
  void Add(Stamp stamp, const std::vector<Event>& events) {
    TraceChunk chunk = stream_.TakeChunk();
    chunk.BeginPoint(stamp);
    for (const Event& event : events)
      std::copy(event.row.begin(), event.row.end(), chunk.AddRow(event.input));
    stream_.Advance(std::move(chunk), verdicts_);
  }
  Rows At(int64_t point) const {
    Rows rows;
    size_t begin = 0;
    for (const Verdicts::Point& said : verdicts_.points) {
      for (size_t row = begin; row < said.end && said.point == point; ++row) {
        rows.emplace_back(verdicts_.Row(row).begin(), verdicts_.Row(row).end());
      }
      begin = said.end;
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  size_t RowsOf(std::string_view name) const {
    size_t rows = 0;
    for (const OperatorStatistics& one : stream_.Statistics()) rows += one.name == name ? one.rows : 0;
    return rows;
  }
  Stream& stream() { return stream_; }
  Verdicts& verdicts() { return verdicts_; }

 private:
  CompoundTable compounds_;
  Stream stream_;
  Verdicts verdicts_;
};

Metric Within(int64_t stamps) { return Metric::Within({.seconds = stamps}); }

class StreamTest : public testing::Test {
 protected:
  Plan plan;
  NodeId p = plan.Input({Kind::kInteger});
  NodeId q = plan.Input({Kind::kInteger});
  NodeId pairs = plan.Input({Kind::kInteger, Kind::kInteger});
};

TEST_F(StreamTest, WhatDoesNotLookAheadIsDecidedAtOnce) {
  Log log(plan, plan.Except(p, plan.Once(q, Within(10)), {{0, 0}}));
  log.Add(1, {{q, {7}}});
  log.Add(11, {{p, {7}}, {p, {8}}, {p, {8}}});
  EXPECT_EQ(log.At(1), (Rows{{8}}));
  log.Add(12, {{p, {7}}});
  EXPECT_EQ(log.At(2), (Rows{{7}}));
  EXPECT_EQ(log.stream().decided(), 3);
}

TEST_F(StreamTest, WhatLooksAheadWaitsForALaterStamp) {
  Log log(plan, plan.Join(p, plan.Eventually(q, Within(10)), {{0, 0}}));
  log.Add(1, {{p, {7}}});
  log.Add(11, {{q, {7}}});
  EXPECT_EQ(log.stream().decided(), 0);
  log.Add(12, {{p, {7}}});
  EXPECT_EQ(log.At(0), (Rows{{7}}));
  log.stream().Finish(log.verdicts());
  EXPECT_EQ(log.At(2), Rows());
  EXPECT_EQ(log.stream().decided(), 3);
}

TEST_F(StreamTest, AWindowForgetsWhatIsTooOld) {
  Log log(plan, plan.Except(p, plan.Once(q, Within(10)), {{0, 0}}));
  for (Stamp stamp = 0; stamp < 1'000; ++stamp) log.Add(stamp, {{q, {stamp}}, {q, {-1}}});
  EXPECT_EQ(log.RowsOf("once"), 12);  // the last eleven, and the one that always comes
}

TEST_F(StreamTest, ChunksThatAWaitingVerdictDoesNotNeedAreForgotten) {
  Log log(plan, plan.Join(p, plan.Eventually(q, Within(10)), {{0, 0}}));
  size_t most = 0;
  for (Stamp stamp = 0; stamp < 1'000; ++stamp) {
    log.Add(stamp, {{q, {stamp}}});  // nothing ever asks for these
    most = std::max(most, log.stream().Save().size());
  }
  EXPECT_LT(most, 4'000U);
}

// Of 100 users and 100 files, the 10,000 pairs are never made.
TEST_F(StreamTest, ANegatedProductIsNotMade) {
  const NodeId logout = plan.Input({Kind::kInteger});
  const NodeId close = plan.Input({Kind::kInteger});
  const NodeId users = plan.Since(logout, true, p, {{0, 0}}, Metric::Any());
  const NodeId files = plan.Since(close, true, q, {{0, 0}}, Metric::Any());
  Log log(plan, plan.Except(pairs, plan.Join(users, files, {}), {{0, 0}, {1, 1}}));
  for (Value i = 0; i < 100; ++i) log.Add(i, {{p, {i}}, {q, {i}}});
  log.Add(100, {{pairs, {5, 6}}, {pairs, {5, 100}}, {close, {7}}});
  log.Add(101, {{pairs, {5, 7}}});
  EXPECT_EQ(log.At(100), (Rows{{5, 100}}));
  EXPECT_EQ(log.At(101), (Rows{{5, 7}}));
  size_t rows = 0;
  for (const OperatorStatistics& one : log.stream().Statistics()) rows += one.peak_rows;
  EXPECT_EQ(rows, 200U);
}

TEST_F(StreamTest, AStateIsSaidAtEachPointAndFollowsItsChanges) {
  const NodeId both = plan.Join(plan.Once(p, Within(2)), plan.Once(q, Metric::Any()), {{0, 0}});
  Log log(plan, both);
  log.Add(1, {{p, {1}}, {p, {2}}});
  log.Add(2, {{q, {1}}});
  log.Add(3, {{q, {2}}, {p, {2}}});
  log.Add(4, {});
  log.Add(9, {});
  EXPECT_EQ(log.At(0), Rows());
  EXPECT_EQ(log.At(1), (Rows{{1}}));
  EXPECT_EQ(log.At(2), (Rows{{1}, {2}}));
  EXPECT_EQ(log.At(3), (Rows{{2}}));
  EXPECT_EQ(log.At(4), Rows());
}

TEST_F(StreamTest, WhatTwoPartsHaveInCommonIsKeptOnce) {
  const NodeId once = plan.Once(q, Within(10));
  const NodeId again = plan.Once(q, Within(10));
  Log log(plan, plan.Union({plan.Join(p, once, {{0, 0}}), plan.Except(p, again, {{0, 0}})}));
  log.Add(1, {{q, {1}}, {q, {2}}, {p, {3}}});
  EXPECT_EQ(log.RowsOf("once"), 2U);
  EXPECT_EQ(log.At(0), (Rows{{3}}));
}

TEST_F(StreamTest, ASavedStateIsTakenOnlyWholeAndByTheSamePlan) {
  const NodeId root = plan.Except(p, plan.Once(q, Within(10)), {{0, 0}});
  Log log(plan, root);
  log.Add(1, {{q, {7}}});
  const std::string saved = log.stream().Save();

  Log other(plan, root);
  ASSERT_FALSE(other.stream().Load(saved));
  other.Add(5, {{p, {7}}, {p, {8}}});
  EXPECT_EQ(other.At(1), (Rows{{8}}));

  for (size_t size = 0; size < saved.size(); ++size) {
    Log cut(plan, root);
    EXPECT_TRUE(cut.stream().Load(saved.substr(0, size))) << size;
  }
  for (size_t place = 0; place < saved.size(); ++place) {
    std::string damaged = saved;
    damaged[place] = static_cast<char>(damaged[place] ^ 4);
    Log broken(plan, root);
    EXPECT_TRUE(broken.stream().Load(damaged)) << place;
  }
  Log foreign(plan, plan.Except(p, plan.Once(q, Within(11)), {{0, 0}}));
  const std::optional<base::Error> error = foreign.stream().Load(saved);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->message, "the saved state is that of another formula or signature");
}

TEST_F(StreamTest, WhatNoStreamCanRunIsNamed) {
  const NodeId endless = plan.Eventually(q, Metric::Any());
  EXPECT_EQ(Stream::FindUnsupported(plan, endless), endless);
  const NodeId rise = plan.Rise(q);
  EXPECT_EQ(Stream::FindUnsupported(plan, plan.Except(p, rise, {{0, 0}})), rise);
  const NodeId in_days = plan.Once(q, Metric::Within({.days = 1}));
  EXPECT_EQ(Stream::FindUnsupported(plan, in_days), in_days);
  EXPECT_FALSE(Stream::FindUnsupported(plan, plan.Once(q, Within(1))));
}

}  // namespace
}  // namespace casus::core
