#include "api/mend.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casus::api {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view kOldChecksum =
    "sha256:0000000000000000000000000000000000000000000000000000000000000000";

std::string Dossier(std::string_view checksum, std::string_view cited) {
  return "use \"std/territory\"\nhorizon 1939-01-01 through 1940-12-31\nState Lithuania, Poland\n"
         "source Diary\n  file \"diary.txt\"\n  checksum \"" +
         std::string(checksum) + "\"\n1939-03-01  Poland invades Lithuania\n  cite Diary \"" +
         std::string(cited) + "\"\n";
}

SourceLoader Text(std::string text) {
  return [text = std::move(text)](std::string_view) { return std::optional(text); };
}

std::string ChecksumOfText(std::string text) { return ChecksumOf(*text::Source::FromBytes(std::move(text))); }

const std::string kEdited = "The army of Poland invaded Lithuania at dawn. The ministers met at noon.";

TEST(Mend, LeavesAloneWhatIsInOrder) {
  EXPECT_THAT(Mend({{"a.casus", Dossier(ChecksumOfText(kEdited), "army of Poland invaded")}}, Text(kEdited)),
              IsEmpty());
}

TEST(Mend, AcceptsAnEditedSourceWhoseCitationsStand) {
  const auto files = Mend({{"a.casus", Dossier(kOldChecksum, "army of Poland invaded")}}, Text(kEdited));
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].after, Dossier(ChecksumOfText(kEdited), "army of Poland invaded"));
}

TEST(Mend, WritesWhatMovedAndThenTheChecksum) {
  const auto files =
      Mend({{"a.casus", Dossier(kOldChecksum, "army, of Poland, had invaded Lithuania")}}, Text(kEdited));
  ASSERT_THAT(files, SizeIs(1));
  EXPECT_EQ(files[0].after, Dossier(ChecksumOfText(kEdited), "army of Poland invaded Lithuania"));
  EXPECT_THAT(files[0].mendings, SizeIs(2));
}

TEST(Mend, KeepsTheChecksumWhileACitationIsAnOrphan) {
  EXPECT_THAT(Mend({{"a.casus", Dossier(kOldChecksum, "army of Latvia invaded Lithuania")}}, Text(kEdited)),
              IsEmpty());
}

TEST(Mend, MendsNamesAndCitationsOfSeveralFiles) {
  const auto files = Mend({{"a.casus", Dossier(kOldChecksum, "army of Poland had invaded Lithuania")},
                           {"b.casus", "1939-04-01  Poland invades Lithunia\n  given\n"},
                           {"c.casus", "1939-05-01  Poland invades Lithuania\n  given\n"}},
                          Text(kEdited));
  ASSERT_THAT(files, SizeIs(2));
  EXPECT_THAT(files[0].after, HasSubstr("army of Poland invaded Lithuania"));
  EXPECT_EQ(files[1].after, "1939-04-01  Poland invades Lithuania\n  given\n");
}

// What moved is found for the evidence of an answer, too.
TEST(Citations, AreFoundWhereTheyMoved) {
  const Workspace workspace({{"a.casus", Dossier(kOldChecksum, "army of Poland had invaded Lithuania")}},
                            Text("The ministers met. " + kEdited));
  EXPECT_FALSE(workspace.HasErrors());
  const std::optional<base::Symbol> diary = workspace.symbols().Find("Diary");
  ASSERT_TRUE(diary.has_value());
  EXPECT_EQ(workspace.SentenceOf(*diary, "army of Poland had invaded Lithuania"), 2);
  EXPECT_EQ(workspace.SentenceOf(*diary, "army of Latvia had invaded Lithuania"), std::nullopt);
}

}  // namespace
}  // namespace casus::api
