#include "diag/sink.h"

#include <gtest/gtest.h>

namespace casus::diag {
namespace {

constexpr FileId kFirst{0};
constexpr FileId kSecond{1};

Diagnostic At(Kind kind, FileId file, uint32_t begin, std::string message = "m") {
  return Diagnostic(kind, {file, begin, begin + 1}, std::move(message));
}

std::vector<std::string> Messages(const Report& report) {
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : report.diagnostics) messages.push_back(diagnostic.message);
  return messages;
}

TEST(Sink, OrdersByFileAndPlace) {
  Sink sink;
  sink.Report(At(Kind::kBadDate, kSecond, 0, "c"));
  sink.Report(At(Kind::kBadDate, kFirst, 9, "b"));
  sink.Report(At(Kind::kBadNumber, kFirst, 2, "a"));
  EXPECT_EQ(Messages(sink.Finish()), (std::vector<std::string>{"a", "b", "c"}));
}

TEST(Sink, OneKindAtOnePlaceIsReportedOnce) {
  Sink sink;
  sink.Report(At(Kind::kBadDate, kFirst, 3, "first"));
  sink.Report(At(Kind::kBadDate, kFirst, 3, "again"));
  sink.Report(At(Kind::kBadNumber, kFirst, 3, "another kind"));
  EXPECT_EQ(Messages(sink.Finish()).size(), 2u);
  EXPECT_EQ(sink.errors(), 2u);
}

TEST(Sink, CountsBySeverity) {
  Sink sink;
  EXPECT_FALSE(sink.HasErrors());
  sink.Report(At(Kind::kNoCode, kFirst, 0));
  EXPECT_FALSE(sink.HasErrors());
  sink.Report(At(Kind::kBadDate, kFirst, 0));
  EXPECT_TRUE(sink.HasErrors());
  const Report report = sink.Finish();
  EXPECT_EQ(report.errors, 1u);
  EXPECT_EQ(report.warnings, 1u);
  EXPECT_EQ(report.notes, 0u);
  EXPECT_EQ(report.more(), 0u);
}

TEST(Sink, KeepsAsManyAsItMayAndCountsTheRest) {
  Sink sink(2);
  for (uint32_t i = 0; i < 5; ++i) sink.Report(At(Kind::kBadDate, kFirst, i));
  const Report report = sink.Finish();
  EXPECT_EQ(report.diagnostics.size(), 2u);
  EXPECT_EQ(report.errors, 5u);
  EXPECT_EQ(report.more(), 3u);
}

TEST(Sink, AsksForTheHeading) {
  Sink sink;
  sink.Report(At(Kind::kBadDate, kSecond, 7));
  const Report report = sink.Finish([](FileId file, uint32_t offset) {
    return file == kSecond && offset == 7 ? std::string("Article IV") : std::string("elsewhere");
  });
  EXPECT_EQ(report.diagnostics.at(0).heading, "Article IV");
}

TEST(Kinds, CodesNamesAndSeverities) {
  EXPECT_EQ(Code(Kind::kUnclosedText), "C0203");
  EXPECT_EQ(Info(Kind::kUnclosedText).name, "UnclosedText");
  EXPECT_EQ(Name(Info(Kind::kNoCode).severity), "warning");
  for (const KindInfo& info : AllKinds()) EXPECT_EQ(Info(info.kind).code, info.code) << info.name;
}

}  // namespace
}  // namespace casus::diag
