#include "api/code_tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace casus::api {
namespace {

std::vector<CodeToken> Tokens(std::string_view code) {
  return CodeTokens(code, {.begin = 0, .end = static_cast<uint32_t>(code.size()), .indent = 0, .heading = 0});
}

// "keyword:duty name:Arden"
std::string Marked(std::string_view code) {
  std::string marked;
  for (const CodeToken& token : Tokens(code)) {
    if (token.kind == CodeToken::Kind::kText) continue;
    marked += (marked.empty() ? "" : " ") + std::string(Name(token.kind)) + ":" + std::string(token.text);
  }
  return marked;
}

TEST(CodeTokens, JoinedAreTheCode) {
  for (const std::string_view code :
       {"", "\n\n", "State Lithuania  # a state\n\n1939-10-10  A signs B\n  cite A \"x\"\n", "!§ \"open\n?\n",
        "(a\n  and b)\n", "\tx \xff\n"}) {
    std::string joined;
    for (const CodeToken& token : Tokens(code)) joined += token.text;
    EXPECT_EQ(joined, code);
  }
}

TEST(CodeTokens, KnowsKeywordsFromWordsOfPhrases) {
  EXPECT_EQ(Marked("duty Arden is out of Lenn_Bridge\n  within 24 hours\n"),
            "keyword:duty name:Arden name:Lenn_Bridge keyword:within number:24");
  EXPECT_EQ(Marked("1939-10-10  Lithuania is in breach of VII  as Signing\n"),
            "date:1939-10-10 name:Lithuania name:VII keyword:as name:Signing");
  EXPECT_EQ(Marked("2031-03-10 through 2031-03-12  Ford is under water # high\n"),
            "date:2031-03-10 keyword:through date:2031-03-12 name:Ford comment:# high");
  EXPECT_EQ(Marked("event {who: Person} travels to {where: Place}\n"),
            "keyword:event name:Person name:Place");
}

}  // namespace
}  // namespace casus::api
