#include "serve/page.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "serve/publication.h"
#include "serve/shown.h"

namespace casus::serve {
namespace {

using Json = nlohmann::ordered_json;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kText = R"(# A <script>alert(1)</script> story

Prose with <script>alert(2)</script> in it.

```casus
use "std/territory"
horizon 1939-01-01 through 1940-12-31
source Diary "</script><script>alert(3)</script>"
  file "diary.txt"
State Alba, Boreas
Territory Meadow "<img src=x onerror=alert(4)>"
1939-02-01  Alba takes Meadow
  cite Diary "took the meadow"
1939-03-01  Boreas takes Meadow  as Taking
lens No_taking
  without Taking
```
)";

std::shared_ptr<Page> Open(std::string text = std::string(kText)) {
  PageInput input{.name = "story", .files = {{"a.casus.md", std::move(text)}}};
  input.load_source = [](std::string_view) { return std::string("Alba took the meadow. Then it rained."); };
  return std::make_shared<Page>(std::move(input));
}

Json Get(Page& page, std::string_view path, const Parameters& parameters = {}) {
  const Answer answer = page.Get(path, parameters);
  EXPECT_EQ(answer.status, 200) << path << answer.body;
  return Json::parse(answer.body);
}

std::string Fault(Page& page, std::string_view path, const Parameters& parameters) {
  const Answer answer = page.Get(path, parameters);
  const Json json = Json::parse(answer.body);
  EXPECT_EQ(json["version"], 1);
  return std::to_string(answer.status) + " " + json.value("/error/code"_json_pointer, "");
}

TEST(Page, ShowsMarkupAsText) {
  const auto page = Open();
  const Json record = Get(*page, "record");
  for (const Json& block : record["documents"][0]["blocks"]) {
    if (block["kind"] != "prose") continue;
    EXPECT_THAT(block["html"].get<std::string>(),
                testing::AllOf(HasSubstr("&lt;script&gt;"), Not(HasSubstr("<script"))));
  }
  EXPECT_EQ(record["title"], "A <script>alert(1)</script> story") << "text, which the page escapes";
}

TEST(Page, JoinsTokensToTheCode) {
  const auto page = Open();
  std::string code;
  const Json record = Get(*page, "record");
  for (const Json& block : record["documents"][0]["blocks"]) {
    for (const Json& token : block.value("tokens", Json::array())) code += token[1].get<std::string>();
  }
  EXPECT_THAT(std::string(kText), HasSubstr(code));
  EXPECT_TRUE(code.starts_with("use \"std/territory\"\n"));
}

TEST(Page, AnswersQuestions) {
  const auto page = Open();
  const Json answer = Get(*page, "ask", {{"question", "?who controls Meadow"}, {"on", "1939-02-10"}});
  EXPECT_EQ(answer["answers"][0]["values"]["who"], "Alba");
  EXPECT_EQ(answer["answers"][0]["evidence"][0]["sentence"], 1);
  EXPECT_EQ(
      Get(*page, "why", {{"question", "Alba controls Meadow"}, {"on", "1939-02-10"}})["cases"][0]["holds"],
      "certain");
  EXPECT_EQ(Get(*page, "ask", {{"question", "?who controls"}}).contains("diagnostics"), true);
  EXPECT_EQ(Get(*page, "diff", {{"a", ""}, {"b", "No_taking"}})["b"], "No_taking");
  EXPECT_EQ(Get(*page, "check")["expectations"]["passed"], 0);
  EXPECT_EQ(Get(*page, "source", {{"id", "Diary"}})["cited"]["1"][0]["line"], 12);
  EXPECT_EQ(Get(*page, "timeline", {{"lens", "No_taking"}})["lens"], "No_taking");
}

// Phrases without a variable in common pair all with all.
TEST(Page, GivesUpQuestionsThatPairTooMuch) {
  std::string dossier =
      "```casus\nuse \"std/treaties\"\nhorizon 1939-01-01 through 1940-12-31\nInstrument Pact\nState ";
  for (int i = 0; i < 100; ++i) dossier += fmt::format("{}S{}", i == 0 ? "" : ", ", i);
  for (int i = 0; i < 100; ++i) dossier += fmt::format("\n1939-02-01  S{} signs Pact", i);
  const auto page = Open(dossier + "\n```\n");
  EXPECT_EQ(Get(*page, "ask", {{"question", "?a signs Pact and ?b signs Pact"}})["answers"].size(), 10'000u);
  EXPECT_EQ(Fault(*page, "ask",
                  {{"question", "?a signs Pact and ?b signs Pact and ?c signs Pact and ?d signs Pact"}}),
            "413 too-large");
}

TEST(Page, RefusesWhatItDoesNotUnderstand) {
  const auto page = Open();
  EXPECT_EQ(Fault(*page, "nothing", {}), "404 not-found");
  EXPECT_EQ(Fault(*page, "../../etc/passwd", {}), "404 not-found");
  EXPECT_EQ(Fault(*page, "record", {{"lense", "x"}}), "400 unknown-parameter");
  EXPECT_EQ(Fault(*page, "timeline", {{"lens", "Nope"}}), "404 no-such-lens");
  EXPECT_EQ(Fault(*page, "ask", {}), "400 no-question");
  EXPECT_EQ(Fault(*page, "ask", {{"question", "?who controls Meadow"}, {"on", "1939-13-40"}}),
            "400 bad-date");
  EXPECT_EQ(Fault(*page, "ask", {{"question", "?who controls Meadow"}, {"on", "1999"}}),
            "400 outside-horizon");
  EXPECT_EQ(Fault(*page, "ask", {{"question", std::string(Page::kMaxQuestionBytes + 1, 'x')}}),
            "413 too-long");
  EXPECT_EQ(Fault(*page, "source", {{"id", "diary.txt"}}), "404 no-such-source");
}

TEST(Page, TriesWhatWouldBe) {
  const auto page = Open();
  for (const char* strike : {"Taking", "1939-03-01  Boreas takes Meadow as Taking"}) {
    const Answer answer = page->Try("try", Json{{"strike", {strike}}}.dump());
    ASSERT_EQ(answer.status, 200) << answer.body;
    const Json json = Json::parse(answer.body);
    EXPECT_EQ(json["diagnostics"], Json::array());
    EXPECT_EQ(json["diff"]["differences"][0]["statement"], "Alba controls Meadow") << json["diff"];
  }
  // Without a label: the first statement, struck by its text.
  const Json struck = Json::parse(page->Try("try", R"({"strike":["1939-02-01 Alba takes Meadow"]})").body);
  EXPECT_THAT(struck["diff"]["differences"].dump(), HasSubstr("Alba controls Meadow"));
  const Json supposed = Json::parse(
      page->Try("try", R"({"lens":"No_taking","suppose":"1940-01-01  Alba invades Boreas\n"})").body);
  EXPECT_THAT(supposed["diff"].dump(), HasSubstr("Alba invades Boreas"));
  EXPECT_EQ(supposed["diff"]["a"], "No_taking");
  const Json wrong = Json::parse(page->Try("try", R"({"suppose":"1940-01-01  Alba invade"})").body);
  EXPECT_EQ(wrong["timeline"], nullptr);
  EXPECT_EQ(wrong["diagnostics"][0]["span"]["file"], "try.casus");
  EXPECT_EQ(wrong["diagnostics"][0]["span"]["begin"]["line"], 1) << "of what was supposed";
}

TEST(Page, ArguesForWhatIsTried) {
  const auto page = Open();
  const std::string body = R"({"strike":["Taking"],"question":"Alba controls Meadow","on":"1940-01-01"})";
  EXPECT_EQ(Json::parse(page->Try("why", body).body)["cases"][0]["holds"], "certain");
  EXPECT_EQ(
      Get(*page, "why", {{"question", "Alba controls Meadow"}, {"on", "1940-01-01"}})["cases"][0]["holds"],
      "no");
  EXPECT_EQ(page->Try("why", R"({"strike":["Taking"]})").status, 400) << "no question";
  EXPECT_EQ(page->Try("try", body).status, 400) << "a try takes no question";
  EXPECT_EQ(page->Try("why", R"({"question":"Alba controls Meadow","on":"1999"})").status, 400);
}

TEST(Page, GivesEachAnswerItsQuestion) {
  const auto page = Open(
      "```casus\nuse \"std/territory\"\nhorizon 1939-01-01 through 1940-12-31\nState Alba, Boreas\n"
      "Territory Meadow, Marsh\nevent {who: Party} says/say {what: text}\n"
      "1939-02-01  Alba takes Meadow\n1939-02-01  Alba takes Marsh\n1939-03-01  Boreas takes Marsh\n"
      "1939-04-01  Alba says \"it is ours\"\n```\n");
  auto questions = [&](const std::string& asked) {
    std::vector<std::string> found;
    const Json report = Get(*page, "ask", {{"question", asked}});
    EXPECT_FALSE(report.contains("diagnostics")) << report;
    for (const Json& answer : report["answers"]) {
      found.push_back(answer["question"]);
      const Json why = Get(*page, "why", {{"question", found.back()}, {"on", answer["spans"][0]["from"]}});
      EXPECT_EQ(why["cases"][0]["holds"], "certain") << found.back() << why;
    }
    return found;
  };
  EXPECT_THAT(questions("?who controls Meadow"), testing::ElementsAre("Alba controls Meadow"));
  EXPECT_THAT(questions("?who says ?what"), testing::ElementsAre("Alba says \"it is ours\""));
  EXPECT_THAT(questions("?who takes Meadow as ?e"), testing::ElementsAre("Alba takes Meadow as ?e"));
  EXPECT_THAT(questions("count of ?land per ?who where ?who controls ?land"),
              testing::Not(testing::IsEmpty()));
  EXPECT_EQ(Fault(*page, "ask", {{"question", std::string("?who controls Meadow\0", 21)}}), "400 bad-text");
}

TEST(Shown, SaysThatTheFilesCannotBeRead) {
  Shown shown(Open());
  const std::string revision = shown.revision();
  shown.SetUnreadable("there is no *.casus.md or *.casus file in the folder");
  EXPECT_NE(shown.revision(), revision);
  const Json record = Json::parse(shown.Get("record", {}).body);
  EXPECT_EQ(record["broken"], true);
  EXPECT_THAT(record["unreadable"].get<std::string>(), HasSubstr("there is no"));
  shown.Set(Open());
  EXPECT_EQ(shown.revision(), revision);
  EXPECT_EQ(Json::parse(shown.Get("record", {}).body)["broken"], false);
}

TEST(Page, RefusesTriesThatAreNone) {
  const auto page = Open();
  for (const char* body :
       {"", "[]", "{\"strike\":\"x\"}", "{\"strike\":[\"a\\nb\"]}", "{\"other\":1}", "{\"lens\":7}"}) {
    EXPECT_EQ(page->Try("try", body).status, 400) << body;
  }
  EXPECT_EQ(page->Try("try", "{\"lens\":\"Nope\"}").status, 404);
  EXPECT_EQ(page->Try("try", std::string(Page::kMaxTryBytes + 1, ' ')).status, 413);
}

TEST(Page, StaysWithTheLastGoodStateWhileBroken) {
  Shown shown(Open());
  const std::string good = shown.revision();
  shown.Set(Open(std::string(kText) + "\n```casus\nState Alba\n  oops\n```\n"));
  Json record = Json::parse(shown.Get("record", {}).body);
  EXPECT_EQ(record["broken"], true);
  EXPECT_FALSE(record["diagnostics"].empty());
  EXPECT_NE(record["revision"], good);
  EXPECT_EQ(record["entities"].size(), Json::parse(Open()->Get("record", {}).body)["entities"].size());
  EXPECT_EQ(shown.Get("timeline", {}).status, 200);
  EXPECT_EQ(shown.WaitForOther(good, std::chrono::milliseconds(0)), record["revision"].get<std::string>());
  shown.Set(Open());
  EXPECT_EQ(Json::parse(shown.Get("record", {}).body)["broken"], false);
}

TEST(Publication, IsWholeAndKeepsSourcesBack) {
  const auto page = Open();
  const PageAssets assets = {
      {"index.html", "<!doctype html><!--casus-data--><script src=casus.js></script>"}};
  const std::vector<PublishedFile> files = Publish(*page, assets, {});
  std::set<std::string> paths;
  std::string all;
  for (const PublishedFile& file : files) {
    EXPECT_TRUE(paths.insert(file.path).second) << file.path;
    all += file.content;
  }
  for (const char* path :
       {"index.html", "data/files.js", "data/record.js", "data/timeline.js", "data/timeline-1.js",
        "data/why.js", "data/why-1.js", "data/diff-0-1.js", "data/map.js", "data/check.js"}) {
    EXPECT_TRUE(paths.contains(path)) << path;
  }
  EXPECT_THAT(all, HasSubstr("casusData(\"timeline?lens=No_taking\",{"));
  EXPECT_THAT(all, HasSubstr("\"Alba controls Meadow|1939-02-01\":{"));
  EXPECT_THAT(all, HasSubstr("<!doctype html><script defer src=\"data/files.js\"></script>"));
  EXPECT_THAT(all, Not(HasSubstr("Then it rained")));
  std::string with_sources;
  PublishOptions options;
  options.with_sources = true;
  for (const PublishedFile& file : Publish(*page, assets, options)) with_sources += file.content;
  EXPECT_THAT(with_sources, HasSubstr("Then it rained"));
}

TEST(Publication, KeysAreWrittenAsBrowsersWriteThem) {
  EXPECT_EQ(KeyOf("diff", {{"a", ""}, {"b", "Refusal"}}), "diff?a=&b=Refusal");
  EXPECT_EQ(KeyOf("source", {{"id", "Šaltinis ~1"}}), "source?id=%C5%A0altinis+%7E1");
  EXPECT_EQ(KeyOf("record", {}), "record");
}

}  // namespace
}  // namespace casus::serve
