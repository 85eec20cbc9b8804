// The two real sources that Casus grew from. They are not part of the repository; without them these tests
// are skipped.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "text/citation.h"
#include "text/source.h"

namespace casus::text {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kArticle = "001_b3ec96abc5bf8e19.txt";
constexpr std::string_view kList = "000_9fc48a13116cada8.txt";

std::optional<Source> Read(std::string_view name) {
  const char* folder = std::getenv("CASUS_SOURCES");
  const std::filesystem::path path =
      (folder != nullptr ? std::filesystem::path(folder)
                         : std::filesystem::path(CASUS_REPO_DIR) / "../shared/sources") /
      name;
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return *Source::FromBytes({std::istreambuf_iterator<char>(file), {}});
}

TEST(RealSources, EachLineOfTheListIsASentence) {
  const std::optional<Source> list = Read(kList);
  if (!list) GTEST_SKIP() << kList << " is not at hand";
  ASSERT_EQ(list->sentences().size(), 26u);
  for (const Sentence& sentence : list->sentences()) {
    const std::string_view line_begin = list->original().substr(0, sentence.place.begin);
    EXPECT_EQ(std::count(line_begin.begin(), line_begin.end(), '\n'), sentence.id - 1);
    EXPECT_TRUE(sentence.text.ends_with('.')) << sentence.text;
    EXPECT_TRUE(list->reading().SectionOf(sentence).empty());
  }
  EXPECT_EQ(list->sentence(13).text,
            "On October 7, Lithuanian delegation, including General Stasys Raštikis and Deputy Prime "
            "Minister Kazys "
            "Bizauskas, returned to Moscow.");
}

TEST(RealSources, TheArticleReadsWhole) {
  const std::optional<Source> article = Read(kArticle);
  if (!article) GTEST_SKIP() << kArticle << " is not at hand";
  EXPECT_EQ(article->sentences().size(), 138u);
  EXPECT_EQ(article->reading().glosses.size(), 59u);
  for (const Sentence& sentence : article->sentences()) {
    EXPECT_THAT(sentence.text, testing::Not(testing::HasSubstr(" ..."))) << "sentence " << sentence.id;
    EXPECT_THAT(sentence.text, testing::Not(testing::HasSubstr("''"))) << "sentence " << sentence.id;
  }
  EXPECT_EQ(article->sentence(1).text,
            "The Soviet–Lithuanian Mutual Assistance Treaty ( lt, Lietuvos-Sovietų Sąjungos savitarpio "
            "pagalbos sutartis) "
            "was a bilateral treaty signed between the Soviet Union and Lithuania on October 10, 1939.");
  EXPECT_EQ(
      article->sentence(12).text,
      "The region was ceded to Poland in 1922 at the Peace of Riga after the Polish–Soviet War and confirmed "
      "internationally by the League of Nations.");
  EXPECT_EQ(
      article->sentence(28).text,
      "The exchange of territories was also motivated by Soviet control of Vilnius: the Soviet Union could "
      "exert "
      "significant influence on the Lithuanian government, which claimed Vilnius to be its de jure capital.");
}

TEST(RealSources, CitationsNameOneSentence) {
  const std::optional<Source> article = Read(kArticle);
  const std::optional<Source> list = Read(kList);
  if (!article || !list) GTEST_SKIP() << "the sources are not at hand";
  struct Case {
    const Source* source;
    std::string_view quote;
    int sentence;
    std::string_view section;
  };
  const Case cases[] = {
      {.source = &*article,
       .quote = "divided Eastern Europe into",
       .sentence = 16,
       .section = "Pre-war treaties"},
      {.source = &*article,
       .quote = "signed three separate treaties",
       .sentence = 34,
       .section = "Initial stance"},
      {.source = &*article,
       .quote = "from the 16th … 2nd Light Tank Brigade",
       .sentence = 84,
       .section = "Location of Soviet troops"},
      {.source = &*article,
       .quote = "valid for a period of 15 years",
       .sentence = 74,
       .section = "Articles of the treaty"},
      {.source = &*article,
       .quote = "already published by Soviet news agency TASS",
       .sentence = 64,
       .section = "Acceptance"},
      {.source = &*list, .quote = "divided Eastern Europe into", .sentence = 3, .section = ""},
      {.source = &*list, .quote = "7.5 million dollars", .sentence = 10, .section = ""},
      {.source = &*list,
       .quote = "gave Vilnius to Lithuania while the League of Nations",
       .sentence = 20,
       .section = ""},
  };
  for (const Case& c : cases) {
    EXPECT_THAT(FindCitation(*c.source, c.quote).sentences, ElementsAre(c.sentence)) << c.quote;
    const std::vector<std::string>& section = c.source->reading().SectionOf(c.source->sentence(c.sentence));
    EXPECT_EQ(section.empty() ? "" : section.back(), c.section) << c.quote;
  }
  const CitationMatch missed = FindCitation(*article, "signed three treaties");
  EXPECT_EQ(missed.kind, CitationMatch::kNotFound);
  ASSERT_FALSE(missed.nearest.empty());
  EXPECT_EQ(missed.nearest.front().sentence, 34);
}

}  // namespace
}  // namespace casus::text
