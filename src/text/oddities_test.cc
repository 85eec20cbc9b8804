#include "text/oddities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "text/reading.h"

namespace casus::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> MessagesOf(std::string_view text) {
  std::vector<std::string> messages;
  const Reading reading = *Read(std::string(text));
  for (const Oddity& oddity : reading.oddities) messages.push_back(oddity.message);
  return messages;
}

TEST(Oddities, AQuotationMayOpenAgainInEachParagraph) {
  EXPECT_THAT(
      MessagesOf("He wrote: “The council met.\n\n“It heard the envoys.\n\n“Nobody signed.” That was all."),
      IsEmpty());
  EXPECT_THAT(MessagesOf("He wrote: \"The council met.\n\n\"It heard the envoys.\" That was all."),
              IsEmpty());
}

TEST(Oddities, AQuotationThatStaysOpenIsTold) {
  constexpr std::string_view kMessage = "the quotation that ““” opens is not closed in this paragraph";
  EXPECT_THAT(MessagesOf("He wrote: “The council met.\n\nIt heard the envoys."), ElementsAre(kMessage));
  // Also the last paragraph of a long one has to close it.
  EXPECT_THAT(MessagesOf("He wrote: “The council met.\n\n“It heard the envoys. That was all."),
              ElementsAre(kMessage));
  EXPECT_THAT(MessagesOf("He wrote (as he said.\n\n(It heard the envoys.)"),
              ElementsAre("the bracket “(” is not closed in this paragraph"));
}

TEST(Oddities, WordsRunTogetherAreTold) {
  for (const std::string_view text :
       {"They crossed the riverStatistical tables follow.", "It ended in warHowever nobody noticed.",
        "They had newThe treaty was signed."}) {
    const std::vector<Oddity> oddities = FindOddities(text, 1);
    ASSERT_EQ(oddities.size(), 1u) << text;
    EXPECT_EQ(oddities.front().kind, Oddity::Kind::kJoinedWords) << text;
  }
}

TEST(Oddities, NamesOfProgramsAreNoWordsRunTogether) {
  for (const std::string_view text :
       {"Set maxLength before the first request.", "The function parseHeader returns the rest.",
        "Pass the requestHandler option to the server.", "Call `serverConfig` once.",
        "The value of serverConfig is read by startServer() later.",
        "Use the camelCase property of the form."}) {
    EXPECT_THAT(FindOddities(text, 1), IsEmpty()) << text;
  }
}

TEST(Oddities, WhatFellOutIsTold) {
  struct Case {
    std::string_view text;
    std::string_view message;  // empty: no oddity
  };
  const Case cases[] = {
      {"It was in in May.", "“in” stands here twice"},
      {"He is is old.", "“is” stands here twice"},
      {"He came in in May.", ""},
      {"The state it was in in May was bad.", ""},
      {"What it is is old.", ""},
      {"The area is square kilometres.", "a number seems to be missing after “is”"},
      {"Hundreds of square kilometres burnt.", ""},
      {"Its unit is the square kilometre.", ""},
      {"He was born on in Ulm.", "a date seems to be missing after “born on”"},
      {"They held on in Ulm.", ""},
      {"He was born on in 1920 built streets.", ""},
      {"On , 1939, he left.", "something seems to be missing after “On”"},
      {"He went on , and fell.", ""},
  };
  for (const Case& c : cases) {
    const std::vector<std::string> messages = MessagesOf(c.text);
    EXPECT_EQ(messages.size(), c.message.empty() ? 0u : 1u) << c.text;
    EXPECT_EQ(messages.empty() ? "" : messages.front(), c.message) << c.text;
  }
}

}  // namespace
}  // namespace casus::text
