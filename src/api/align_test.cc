#include "api/align.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "api/align_html.h"

namespace casus::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

AlignReport Compare(std::string a, std::string b) {
  return *Align({.file = "a.txt", .bytes = std::move(a)}, {.file = "b.txt", .bytes = std::move(b)});
}

TEST(AlignReport, TellsThePlacesOfWhatDiffers) {
  const AlignReport report =
      Compare("In Oln it rained.\nThe envoys crossed the river Halm on 3 March 1847.\n",
              "The envoys crossed the river Halm on 5 March 1847.\n");
  ASSERT_EQ(report.pairs.size(), 2u);
  EXPECT_EQ(report.Count(text::Pair::Kind::kReworded), 1u);
  EXPECT_EQ(report.Count(text::Pair::Kind::kOnlyA), 1u);
  const text::Pair& pair = report.pairs[1];
  ASSERT_EQ(pair.differences.size(), 1u);
  const text::Difference& difference = pair.differences[0];
  EXPECT_EQ(Label(difference), "date");
  EXPECT_EQ(difference.gravity, text::Difference::Gravity::kContradiction);
  ASSERT_EQ(difference.places_a.size(), 1u);
  const auto& [sentence, at] = difference.places_a[0];
  EXPECT_EQ(sentence, 2);
  EXPECT_EQ(report.a.Sentence(2).text.substr(at.begin, at.size()), "3 March 1847");
  EXPECT_EQ(GravityOf(report.pairs[0]), std::nullopt);
}

TEST(AlignReport, NamesTheDocumentThatIsNoText) {
  const base::Result<AlignReport> report = Align({.file = "a.txt", .bytes = "The envoys crossed."},
                                                 {.file = "b.txt", .bytes = std::string("x\0y", 3)});
  ASSERT_FALSE(report.ok());
  EXPECT_THAT(report.error().message, HasSubstr("b.txt"));
}

TEST(AlignReport, HasRoomForNothing) {
  const AlignReport report = Compare("", "");
  EXPECT_THAT(report.pairs, IsEmpty());
  EXPECT_THAT(ToJson(report)["pairs"], IsEmpty());
  EXPECT_THAT(ToHtml(report), HasSubstr("</html>"));
}

TEST(AlignPage, ShowsWhatIsInASourceAsText) {
  const std::string hostile =
      "# <script>alert(1)</script>\n\nThe envoys wrote <script>alert(2)</script> & \"onclick=\" on the wall "
      "of Pell.\n";
  const std::string page = ToHtml(*Align(
      {
          .file = "\"><script>.txt",
          .bytes = hostile,
      },
      {.file = "b.txt", .bytes = "The envoys wrote <b>Oln</b> on the wall of Pell."}));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("<b>Oln")));
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;"));
}

TEST(AlignPage, AsksForNothingElse) {
  const std::string page =
      ToHtml(Compare("The envoys crossed the river Halm.", "The envoys crossed the river Oln."));
  for (const std::string_view asks : {"http:", "https:", "src=", "@import", "url(", "<link", "<script"}) {
    EXPECT_THAT(page, Not(HasSubstr(asks)));
  }
}

// The two real sources that Casus grew from, told apart by a few words of theirs. They are not part of the repository.
class RealAccounts : public testing::Test {
 protected:
  void SetUp() override {
    std::optional<Document> article = Load("001_b3ec96abc5bf8e19.txt");
    std::optional<Document> list = Load("000_9fc48a13116cada8.txt");
    if (!article || !list) GTEST_SKIP() << "the sources are not at hand";
    report_ = *Align(*std::move(article), *std::move(list));
  }

  static std::optional<Document> Load(const std::string& name) {
    const char* folder = std::getenv("CASUS_SOURCES");
    const std::filesystem::path path =
        (folder != nullptr ? std::filesystem::path(folder)
                           : std::filesystem::path(CASUS_REPO_DIR) / "../shared/sources") /
        name;
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return Document{.file = name, .bytes = {std::istreambuf_iterator<char>(file), {}}};
  }

  // The pair of the sentence of b with these words.
  const text::Pair& PairWith(std::string_view words) const {
    const auto pair = std::find_if(report_.pairs.begin(), report_.pairs.end(), [&](const text::Pair& p) {
      return std::any_of(p.b.begin(), p.b.end(), [&](int id) {
        return report_.b.Sentence(id).text.find(words) != std::string::npos;
      });
    });
    EXPECT_NE(pair, report_.pairs.end()) << words;
    return *pair;
  }

  AlignReport report_;
};

TEST_F(RealAccounts, EachSentenceOfTheListHasItsCounterpart) {
  ASSERT_EQ(report_.b.sentences.size(), 26u);
  EXPECT_EQ(report_.Count(text::Pair::Kind::kOnlyB), 0u);
  EXPECT_EQ(report_.Count(text::Pair::Kind::kMerged), 0u);
  EXPECT_EQ(report_.Count(text::Pair::Kind::kSplit), 0u);
  EXPECT_EQ(report_.Count(text::Pair::Kind::kIdentical) + report_.Count(text::Pair::Kind::kReworded), 26u);
}

TEST_F(RealAccounts, AFewPairsAreKnown) {
  const text::Pair& sold = PairWith("7.5 million dollars");
  EXPECT_THAT(sold.a, ElementsAre(47));
  EXPECT_THAT(sold.b, ElementsAre(10));
  EXPECT_EQ(sold.kind, text::Pair::Kind::kIdentical);

  const text::Pair& arrival = PairWith("to meet with Soviet leaders");
  EXPECT_THAT(arrival.a, ElementsAre(32));
  EXPECT_THAT(arrival.b, ElementsAre(5));
  ASSERT_FALSE(arrival.differences.empty());
  EXPECT_EQ(arrival.differences[0].kind, text::Difference::Kind::kAddition);
  EXPECT_EQ(arrival.differences[0].b, "to meet with Soviet leaders");

  const text::Pair& garrisons = PairWith("rejecting the Soviet garrisons");
  EXPECT_THAT(garrisons.a, ElementsAre(38));
  EXPECT_THAT(garrisons.b, ElementsAre(8));
  EXPECT_TRUE(std::any_of(garrisons.differences.begin(), garrisons.differences.end(),
                          [](const text::Difference& difference) {
                            return difference.kind == text::Difference::Kind::kName &&
                                   difference.a == "Russian" && difference.b == "Soviet";
                          }));
}

TEST_F(RealAccounts, TheNotesOfTheListAreTheArticles) {
  ASSERT_FALSE(report_.notes.empty());
  for (const AlignedNote& note : report_.notes) EXPECT_THAT(note.a, Not(IsEmpty())) << note.mark;
  // The first line of the list, the sixth of the article, has the note of the fifth before it.
  EXPECT_EQ(report_.notes[0].mark, "2");
  EXPECT_EQ(report_.notes[0].before, 1);
  EXPECT_THAT(report_.notes[0].a, ElementsAre(5));
}

}  // namespace
}  // namespace casus::api
