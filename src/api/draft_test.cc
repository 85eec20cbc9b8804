#include "api/draft.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/nearest_phrases.h"
#include "text/citation.h"

namespace casus::api {
namespace {

using testing::HasSubstr;
using testing::Not;

const Workspace& Standard() {
  static const Workspace workspace = StandardVocabulary();
  return workspace;
}

text::Source Read(std::string bytes, const Workspace* workspace = nullptr) {
  text::ReadOptions options;
  if (workspace != nullptr) options.names = workspace->KnownNames();
  base::Result<text::Source> source = text::Source::FromBytes(std::move(bytes), options);
  EXPECT_TRUE(source.ok());
  return *std::move(source);
}

std::string DraftOf(const std::string& bytes, bool with_undated = false) {
  return Draft(Read(bytes), Standard(), {.file = "story.txt", .with_undated = with_undated});
}

// What is wrong with a dossier of these files, whose only source is this text.
std::vector<std::string> Wrong(std::vector<InputFile> files, const std::string& source) {
  const Workspace workspace(std::move(files), [&](std::string_view) { return std::optional(source); });
  std::vector<std::string> messages;
  for (const diag::Diagnostic& diagnostic : workspace.report().diagnostics)
    messages.push_back(diagnostic.message);
  return messages;
}

constexpr std::string_view kStory =
    "The war of the lamp\n\n"
    "On 3 May 1871 Ostra and Fernmouth signed the Lamp Accord. Nobody was glad of it. On October 30 the "
    "Ostra "
    "Republic invaded Fernmouth, and the League of Lamps refused to help Fernmouth.\n\n"
    "The winter\n\nIn 1872 Ostra withdrew. Everybody went home.\n";

TEST(Draft, SaysWhatADatedSentenceMayState) {
  const std::string draft = DraftOf(std::string(kStory));
  EXPECT_THAT(draft, HasSubstr("horizon 1871-01-01 through 1872-12-31\n"));
  EXPECT_THAT(draft, HasSubstr("source A \"The war of the lamp\"\n  file \"story.txt\"\n"));
  EXPECT_THAT(draft, HasSubstr("# 1871-05-03  {who: Party} signs {pact: Instrument}\n"));
  EXPECT_THAT(draft, HasSubstr("# 1871-10-30  {a: State} invades {b: State}\n"));
  EXPECT_THAT(draft, HasSubstr("(the year is that of"));
  EXPECT_THAT(draft, HasSubstr("\nState Ostra_Republic \"Ostra Republic\""));
  EXPECT_THAT(draft, HasSubstr("\n# KIND Fernmouth"));
  EXPECT_THAT(draft, HasSubstr("2 sentences have no date"));
  EXPECT_THAT(draft, Not(HasSubstr("Nobody was glad")));
  EXPECT_THAT(DraftOf(std::string(kStory), true), HasSubstr("Nobody was glad"));
}

TEST(Draft, AsksForAYearThatIsNotTold) {
  const std::string draft = DraftOf("KOVNO, Oct. 11 (AP) — Lithuania signed a treaty with Russia.");
  EXPECT_THAT(draft, HasSubstr("# no date was found: put the years that the record shall cover\n"));
  EXPECT_THAT(draft, HasSubstr("#   XXXX-10-11: \"Oct. 11\" (no year is told before)\n"
                               "#   its year is not told: put the date with its year in place of DATE\n"));
  EXPECT_THAT(draft, HasSubstr("\n# DATE  {who: Party} signs {pact: Instrument}\n"));
  EXPECT_THAT(DraftOf("On 5 May he came. In 1871 he left."),
              HasSubstr("horizon 1871-01-01 through 1871-12-31\n"));
}

TEST(Draft, StatesTheDayOfATime) {
  const std::string draft = DraftOf("On 11 November 1918, at 11 a.m., Ostra invaded Fernmouth.");
  EXPECT_THAT(draft, HasSubstr("#   1918-11-11T11:00: "));
  EXPECT_THAT(draft, HasSubstr("\n# 1918-11-11  {a: State} invades {b: State}\n"));
}

TEST(Draft, FindsThePhraseOfAVerbThatDoublesItsEnd) {
  EXPECT_EQ(StemOf("controlled"), StemOf("controls"));
  EXPECT_EQ(StemOf("compelling"), StemOf("compel"));
  EXPECT_EQ(StemOf("killed"), StemOf("kills"));
  EXPECT_THAT(DraftOf("From 3 May 1920 until 7 June 1922 Boria controlled the Strip."),
              HasSubstr("\n# 1920-05-03 through 1922-06-07  {who: State} controls {land: Territory}\n"));
}

TEST(Draft, ChecksWithoutAWord) {
  const std::string texts[] = {
      std::string(kStory),
      "",
      "\n\n \n",
      "No date here.",
      "In 1900.",
      "On 1 May 1900 he said \"a \\ b\" and \"c\\\". ```casus\n~~~\n# On 2 May 1900 it rained; ```",
      "# ``` On 3 May\n\n```casus\nState Lithuania\n```\n\nOn 4 May 1900 the State of Kind met Article One.",
      "\xE2\x80\xAEOn 5 May 1900\xE2\x80\xA8\xE2\x80\x8B State left.\x01 In 1901 the "
      "\xD0\x9A\xD0\xB8\xD0\xB5\xD0\xB2 fell.",
      "In 1900 it rained. In 1900 it rained.",
      "In 44 BC Caesar fell. From 1901 to 1903 Poland controlled Vilnius Region. In the 1920s Aa left.",
      "On 1 May 1900 and 2 May 1900 the A and the Red Army met the State Army in the Red Army Region.",
      "On 1 May 1900 Źle, \xC5\xBBle and Zle signed the Zle Treaty with Party, Article, Person, Treaty and "
      "A."};
  for (const std::string& text : texts) {
    for (const bool with_undated : {false, true}) {
      const std::string draft = DraftOf(text, with_undated);
      EXPECT_THAT(Wrong({{"draft.casus.md", draft}}, text), testing::IsEmpty()) << draft;
    }
  }
}

TEST(Draft, LeavesLittleToDo) {
  std::string draft = DraftOf(std::string(kStory));
  const auto replace = [&](std::string_view what, std::string_view with) {
    const size_t at = draft.find(what);
    ASSERT_NE(at, std::string::npos) << what << " in " << draft;
    draft.replace(at, what.size(), with);
  };
  replace("# KIND Fernmouth", "State Fernmouth");
  replace("# 1871-10-30  {a: State} invades {b: State}", "1871-10-30  Ostra_Republic invades Fernmouth");
  const size_t cite = draft.find("#   cite A", draft.find("\n1871-10-30"));
  ASSERT_NE(cite, std::string::npos);
  draft.erase(cite, 1);
  EXPECT_THAT(Wrong({{"draft.casus.md", draft}}, std::string(kStory)), testing::IsEmpty()) << draft;
}

TEST(Draft, BecomesAPartOfADossier) {
  const std::string record =
      "horizon 1870-01-01 through 1880-12-31\n"
      "State Ostra\n"
      "event {a: State} lights/light the lamp of {b: State}\n"
      "source A \"Another\"\n  file \"another.txt\"\n";
  const std::string story = "On 3 May 1871 Ostra lit up. In 1872 the lamp of Fernmouth burned.";
  const Workspace workspace({{"record.casus", record}}, [](std::string_view) { return std::nullopt; });
  const DraftOptions options{.file = "story.txt", .in_dossier = true};
  const std::string draft = Draft(Read(story, &workspace), workspace, options);
  EXPECT_THAT(draft, HasSubstr("\nsource B "));
  EXPECT_THAT(draft, HasSubstr("# 1872  {a: State} lights the lamp of {b: State}\n"));
  EXPECT_THAT(draft, Not(HasSubstr("\nhorizon")));
  EXPECT_THAT(draft, Not(HasSubstr("KIND Ostra")));
  EXPECT_THAT(Wrong({{"record.casus", record}, {"draft.casus.md", draft}}, story), testing::IsEmpty())
      << draft;

  // A source that the dossier has is not declared again.
  const std::string again =
      Draft(Read(story, &workspace), workspace, {.file = "another.txt", .in_dossier = true});
  EXPECT_THAT(again, Not(HasSubstr("\nsource ")));
  EXPECT_THAT(again, HasSubstr("#   cite A \""));
  EXPECT_THAT(Wrong({{"record.casus", record}, {"draft.casus.md", again}}, story), testing::IsEmpty())
      << again;
}

TEST(Draft, IdentifiesASentenceByFewWords) {
  const text::Source source = Read(
      "The lamp was lit by the keeper. The lamp was put out by the keeper. It rained. It rained. Rain fell.");
  EXPECT_EQ(IdentifyingWords(source, 3), std::nullopt);
  EXPECT_EQ(IdentifyingWords(source, 5), "Rain fell");
  for (const int sentence : {1, 2}) {
    const std::optional<std::string> words = IdentifyingWords(source, sentence);
    ASSERT_TRUE(words);
    EXPECT_EQ(std::count(words->begin(), words->end(), ' '), 2) << *words;
    const text::CitationMatch match = text::FindCitation(source, *words);
    EXPECT_EQ(match.kind, text::CitationMatch::kFound);
    EXPECT_EQ(match.sentences, std::vector<int>{sentence});
  }
}

TEST(Draft, ObjectsToNamesThatASourceCannotHave) {
  EXPECT_EQ(ObjectionToSourceName(Standard(), "Chronicle", "story.txt"), std::nullopt);
  for (const std::string_view name : {"", "chronicle", "My chronicle", "Ž", "State", "A\"", "1st", "A\xFF"}) {
    EXPECT_NE(ObjectionToSourceName(Standard(), name, "story.txt"), std::nullopt) << name;
  }
}

TEST(NearestPhrases, ComparesWordsByTheirStems) {
  for (const auto& [a, b] : {std::pair("signed", "signs"),
                             {"signing", "sign"},
                             {"ceded", "cedes"},
                             {"occupied", "occupies"},
                             {"occupying", "occupy"},
                             {"took", "takes"},
                             {"planned", "plans"},
                             {"Refused", "refuse"},
                             {"withdrew", "withdrawing"}}) {
    EXPECT_EQ(StemOf(a), StemOf(b)) << a;
  }
  for (const auto& [a, b] : {std::pair("sign", "sing"), {"bus", "bu"}, {"bring", "br"}, {"need", "ne"}}) {
    EXPECT_NE(StemOf(a), StemOf(b)) << a;
  }
}

}  // namespace
}  // namespace casus::api
