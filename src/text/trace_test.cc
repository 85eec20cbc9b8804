#include "text/trace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace casus::text {

void PrintTo(const Range& range, std::ostream* out) {
  *out << '[' << range.begin << ", " << range.end << ')';
}

namespace {

using ::testing::ElementsAre;

std::vector<Range> OriginsOf(const Trace& trace, Range part) {
  std::vector<Range> origins;
  trace.ForEachOrigin(part, [&](Range origin) { origins.push_back(origin); });
  return origins;
}

TEST(Trace, FollowsCopiesAndReplacements) {
  TracedText text;
  text.Append("Riga", 10);
  text.Append("&", Range{14, 19});
  text.Append("Reval", 19);
  EXPECT_EQ(text.text, "Riga&Reval");
  EXPECT_EQ(text.trace.Origin({0, 10}), (Range{10, 24}));
  EXPECT_EQ(text.trace.Origin({4, 5}), (Range{14, 19}));
  EXPECT_EQ(text.trace.Origin({5, 10}), (Range{19, 24}));
  EXPECT_EQ(text.trace.Origin({5, 5}), (Range{19, 19}));
  EXPECT_THAT(OriginsOf(text.trace, {0, 10}), ElementsAre(Range{10, 24}));
}

TEST(Trace, LeavesOutWhatWasLeftOut) {
  TracedText text;
  text.Append("was agreed", 0);
  text.Append(" and signed", 40);
  EXPECT_EQ(text.trace.Origin({0, 21}), (Range{0, 51}));
  EXPECT_THAT(OriginsOf(text.trace, {4, 21}), ElementsAre(Range{4, 10}, Range{40, 51}));
  EXPECT_THAT(OriginsOf(text.trace, {4, 10}), ElementsAre(Range{4, 10}));
  EXPECT_THAT(OriginsOf(text.trace, {3, 3}), ElementsAre());
}

TEST(Trace, AdvancesInStepsOfOtherEncodings) {
  TracedText text;  // UTF-16: two bytes a letter, of which ASCII takes one here and ė two
  text.Append("a", Range{2, 4});
  text.Append("b", Range{4, 6});
  text.Append("ė", Range{6, 8});
  text.Append("c", Range{8, 10});
  EXPECT_EQ(text.trace.Origin({1, 2}), (Range{4, 6}));
  EXPECT_EQ(text.trace.Origin({2, 4}), (Range{6, 8}));
  EXPECT_EQ(text.trace.Origin({4, 5}), (Range{8, 10}));
}

RC_GTEST_PROP(TraceProperty, EachByteIsWhereItWasCopiedFrom, ()) {
  const auto steps = *rc::gen::container<std::vector<std::pair<size_t, size_t>>>(
      rc::gen::pair(rc::gen::inRange<size_t>(0, 4), rc::gen::inRange<size_t>(0, 5)));
  TracedText text;
  std::vector<size_t> origins;
  size_t origin = 0;
  for (const auto& [skipped, copied] : steps) {
    origin += skipped;
    for (size_t i = 0; i < copied; ++i) origins.push_back(origin + i);
    text.Append(std::string(copied, 'x'), origin);
    origin += copied;
  }
  for (size_t i = 0; i < origins.size(); ++i)
    RC_ASSERT(text.trace.Origin({i, i + 1}) == (Range{origins[i], origins[i] + 1}));
  std::vector<size_t> of_pieces;
  for (const Range& piece : OriginsOf(text.trace, {0, origins.size()})) {
    for (size_t at = piece.begin; at < piece.end; ++at) of_pieces.push_back(at);
  }
  RC_ASSERT(of_pieces == origins);
}

}  // namespace
}  // namespace casus::text
