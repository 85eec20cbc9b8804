// What the program does to files, and what holds of all its output.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>
#include <string>

#include "cli/version.h"
#include "tests/e2e/program.h"

namespace casus {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const fs::path kDossiers = fs::path(CASUS_REPO_DIR) / "tests" / "golden" / "cli" / "dossiers";

constexpr std::string_view kUntidy = "horizon 1900-01-01   through 1900-12-31\n";
constexpr std::string_view kTidy = "horizon 1900-01-01 through 1900-12-31\n";

// --- fmt
// -------------------------------------------------------------------------------------------------------

TEST(Fmt, WritesInPlaceAndKeepsThePermissions) {
  const TemporaryFolder folder;
  folder.Write("a.casus", std::string(kUntidy));
  fs::permissions(folder.path() / "a.casus",
                  fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  const Outcome outcome = RunCasus("fmt a.casus", folder.path());
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(folder.Read("a.casus"), kTidy);
  EXPECT_EQ(fs::status(folder.path() / "a.casus").permissions(),
            fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1)
      << "a temporary file was left behind";
}

TEST(Fmt, FollowsALinkAndLeavesItOne) {
  const TemporaryFolder folder;
  folder.Write("real.casus", std::string(kUntidy));
  fs::create_symlink("real.casus", folder.path() / "link.casus");
  EXPECT_EQ(RunCasus("fmt link.casus", folder.path()).exit_code, 0);
  EXPECT_TRUE(fs::is_symlink(folder.path() / "link.casus"));
  EXPECT_EQ(folder.Read("real.casus"), kTidy);
}

TEST(Fmt, NeverTouchesAFileWithErrors) {
  const TemporaryFolder folder;
  const std::string wrong = "horizon   1900-13-01 through\n";
  folder.Write("a.casus", wrong);
  folder.Write("b.casus", std::string(kUntidy));
  const Outcome outcome = RunCasus("fmt .", folder.path());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("error["));
  EXPECT_EQ(folder.Read("a.casus"), wrong);
  EXPECT_EQ(folder.Read("b.casus"), kTidy) << "another file's errors must not keep this one back";
}

TEST(Fmt, LeavesTheFileWholeIfWritingFails) {
  const TemporaryFolder folder;
  folder.Write("a.casus", std::string(kUntidy));
  // The shell forbids files of any size, as a full disk would.
  const Outcome outcome = RunCasus("--version; trap '' XFSZ; ulimit -f 0; casus fmt a.casus", folder.path());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.output, HasSubstr("cannot write a.casus"));
  EXPECT_EQ(folder.Read("a.casus"), kUntidy);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1)
      << "a temporary file was left behind";
}

TEST(Fmt, CheckChangesNothing) {
  const TemporaryFolder folder;
  folder.Write("a.casus", std::string(kUntidy));
  const Outcome untidy = RunCasus("fmt --check a.casus", folder.path());
  EXPECT_EQ(untidy.exit_code, 1);
  EXPECT_EQ(folder.Read("a.casus"), kUntidy);
  folder.Write("a.casus", std::string(kTidy));
  const Outcome tidy = RunCasus("fmt --check a.casus", folder.path());
  EXPECT_EQ(tidy.exit_code, 0);
  EXPECT_THAT(tidy.output, IsEmpty());
}

TEST(Fmt, ReadsStandardInput) {
  const TemporaryFolder folder;
  folder.Write("a.casus", std::string(kUntidy));
  const Outcome outcome = RunCasus("fmt - < a.casus", folder.path());
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.output, kTidy);
}

// --- check --fix

TEST(CheckFix, WritesWhatMovedAndSaysSo) {
  const TemporaryFolder folder;
  fs::copy(kDossiers / "edited", folder.path(), fs::copy_options::recursive);
  const Outcome outcome = RunCasus("check . --fix", folder.path());
  EXPECT_EQ(outcome.exit_code, 1) << "one citation stays an orphan\n" << outcome.output;
  EXPECT_THAT(outcome.output, HasSubstr("mended edited.casus\n  14: \"Poland recognised"));
  const std::string text = folder.Read("edited.casus");
  EXPECT_THAT(text, HasSubstr("Poland recognized Latvia within the week … 2 March"));
  EXPECT_THAT(text, HasSubstr("Lithuania recognized Latvia on 3 March"));
  EXPECT_THAT(text, HasSubstr("sha256:76d55b"));
  EXPECT_THAT(RunCasus("check . --fix", folder.path()).output, Not(HasSubstr("mended")));
}

// --- new
// -------------------------------------------------------------------------------------------------------

TEST(New, WritesADossierThatChecksCleanlyAndIsCanonical) {
  const TemporaryFolder folder;
  EXPECT_EQ(RunCasus("new first", folder.path()).exit_code, 0);
  const Outcome check = RunCasus("check first --format json", folder.path());
  EXPECT_EQ(check.exit_code, 0) << check.output;
  const nlohmann::json report = nlohmann::json::parse(check.output);
  EXPECT_TRUE(report["diagnostics"].empty()) << report["diagnostics"];
  EXPECT_GT(report["expectations"]["passed"], 0);
  EXPECT_EQ(RunCasus("fmt --check first", folder.path()).exit_code, 0);
}

TEST(New, NeverOverwrites) {
  const TemporaryFolder folder;
  folder.Write("first/mine.txt", "mine");
  const Outcome outcome = RunCasus("new first", folder.path());
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path() / "first"), {}), 1);
}

// --- Input
// -----------------------------------------------------------------------------------------------------

TEST(Input, SaysWhatCannotBeRead) {
  struct Case {
    std::string_view what, arguments;
    std::string_view message;
  };
  const TemporaryFolder folder;
  fs::create_directory(folder.path() / "empty");
  folder.Write("notes.txt", "x");
  folder.Write("latin.casus", "horizon \xE9\n");
  const Case cases[] = {
      {.what = "a missing folder", .arguments = "check nowhere", .message = "no file or folder nowhere"},
      {.what = "an empty folder", .arguments = "check empty", .message = "no *.casus.md or *.casus file"},
      {.what = "another file", .arguments = "check notes.txt", .message = "not a file of a dossier"},
      {.what = "not UTF-8", .arguments = "check latin.casus", .message = "error[C0101]"},
      {.what = "sources that are no folder",
       .arguments = "check empty --sources notes.txt",
       .message = "--sources names"},
  };
  for (const Case& c : cases) {
    const Outcome outcome = RunCasus(std::string(c.arguments), folder.path());
    EXPECT_EQ(outcome.exit_code, 1) << c.what;
    EXPECT_THAT(outcome.output, HasSubstr(c.message)) << c.what;
  }
}

TEST(Input, FindsSourcesInTheFolderTheOptionAndTheEnvironment) {
  const TemporaryFolder folder;
  fs::copy(kDossiers / "well", folder.path() / "well", fs::copy_options::recursive);
  fs::rename(folder.path() / "well" / "sources", folder.path() / "elsewhere");
  const std::string unchecked = "evidence not checked";
  EXPECT_THAT(RunCasus("check well", folder.path()).output, HasSubstr(unchecked));
  EXPECT_THAT(RunCasus("check well --sources elsewhere", folder.path()).output, Not(HasSubstr(unchecked)));
  EXPECT_THAT(RunCasus("--version; export CASUS_SOURCES=elsewhere; casus check well", folder.path()).output,
              Not(HasSubstr(unchecked)));
}

// --- Output
// ----------------------------------------------------------------------------------------------------

TEST(Output, IsTheSameEachTime) {
  for (const std::string arguments :
       {"check well --format json", "diff well No_signing --format json", "check well"}) {
    EXPECT_EQ(RunCasus(arguments, kDossiers).output, RunCasus(arguments, kDossiers).output) << arguments;
  }
}

TEST(Output, HasColoursOnlyIfAskedFor) {
  EXPECT_THAT(RunCasus("check well", kDossiers).output, Not(HasSubstr("\x1b[")));
  EXPECT_THAT(RunCasus("check well --colour always", kDossiers).output, HasSubstr("\x1b["));
}

TEST(Output, FailsOnWhatItIsToldToFailOn) {
  EXPECT_EQ(RunCasus("check well", kDossiers).exit_code, 0);
  EXPECT_EQ(RunCasus("check well --fail-on breach", kDossiers).exit_code, 4);
  EXPECT_EQ(RunCasus("check well --fail-on conflict", kDossiers).exit_code, 4);
  EXPECT_EQ(RunCasus("check well --fail-on breach --lens No_signing", kDossiers).exit_code, 0);
  EXPECT_EQ(RunCasus("check wrong --fail-on breach", kDossiers).exit_code, 3)
      << "a failed expectation comes first";
}

TEST(Serve, SaysWhatIsMissingIfTheProgramStandsAlone) {
  TemporaryFolder folder;
  const fs::path alone = folder.path() / "casus";
  fs::copy_file(ProgramUnderTest(), alone);
  ASSERT_EQ(setenv("CASUS_PROGRAM", alone.c_str(), 1), 0);
  const Outcome outcome = RunCasus("serve well", kDossiers);
  const Outcome check = RunCasus("check well", kDossiers);
  unsetenv("CASUS_PROGRAM");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_TRUE(outcome.output.find("casus-serve is missing: it belongs beside casus, in " +
                                  folder.path().string()) != std::string::npos)
      << outcome.output;
  EXPECT_EQ(check.exit_code, 0) << check.output;
}

TEST(Version, IsThatOfTheProject) {
  std::ifstream file(fs::path(CASUS_REPO_DIR) / "CMakeLists.txt");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  std::smatch match;
  ASSERT_TRUE(std::regex_search(text, match, std::regex(R"(project\(casus VERSION ([0-9.]+))")));
  EXPECT_EQ(match[1].str(), cli::kVersion);
  EXPECT_EQ(RunCasus("--version", kDossiers).output, "casus " + match[1].str() + "\n");
}

}  // namespace
}  // namespace casus
