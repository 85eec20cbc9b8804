#include "text/clean.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace casus::text {
namespace {

// Headings as "# heading", paragraphs as they are, a line each; newlines within as "|".
std::string Show(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) {
    std::string line = (block.is_heading ? "# " : "") + block.content.text;
    for (char& c : line) c = c == '\n' ? '|' : c;
    text += line + "\n";
  }
  return text;
}

TEST(LinkOfGloss, EndsWhereTheDescriptionBegins) {
  struct Case {
    std::string_view line;
    std::optional<std::string_view> link;
  };
  const Case cases[] = {
      {.line = "Vilnius Region Vilnius Region is the territory in ...", .link = "Vilnius Region"},
      {.line = "Elektrit Elektrit Radiotechnical Society ( pl, Towarzystwo ...", .link = "Elektrit"},
      {.line = "Soviet Union The Soviet Union,. officially the Union ...", .link = "Soviet Union"},
      {.line = "Baltic States The Baltic states, et, Balti riigid ...", .link = "Baltic States"},
      {.line = "The New York Times ''The New York Times'' (''the Times'') is ...",
       .link = "The New York Times"},
      {.line = "Red Army The Workers' and Peasants' Red Army ...", .link = "Red Army"},
      {.line = "de jure In law and government, ''de jure'' describes ...", .link = "de jure"},
      {.line = "Concordat of 1925 The 1925 concordat (agreement) between ...", .link = "Concordat of 1925"},
      {.line = "Joseph Stalin Joseph Vissarionovich Stalin (born ...", .link = "Joseph Stalin"},
      {.line = "Lithuanian language Lithuanian ( ) is an Eastern ...", .link = "Lithuanian language"},
      {.line = "Molotov–Ribbentrop Pact , long_name = Treaty of ...", .link = "Molotov–Ribbentrop Pact"},
      {.line = "Vilnius Region Vilnius Region is the territory.", .link = std::nullopt},
      {.line = "and so it went on for years and years ...", .link = std::nullopt},
      {.line = "word ...", .link = std::nullopt},
      {.line = " ...", .link = std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(LinkOfGloss(c.line), c.link) << c.line;
}

TEST(CleanBlocks, JoinsLinesAndKeepsTheEndsOfSentences) {
  EXPECT_EQ(
      Show(CleanBlocks(
          "The  treaty was\nsigned on\tOctober 10.\nIt was published.\"\nThen\n\n\n\nNew\u00A0paragraph.\n")),
      "The treaty was signed on October 10.|It was published.\"|Then\nNew paragraph.\n");
}

TEST(CleanBlocks, ReplacesGlossesByTheirLinks) {
  EXPECT_EQ(Show(CleanBlocks("signed between the\nSoviet Union The Soviet Union,. officially ...\nand\n"
                             "Lithuania Lithuania (; lt, Lietuva ) is a country ...\n, and described by ''\n"
                             "The New York Times ''The New York Times'' is a daily ...\n'' as such.\n"
                             "Wehrmacht The ''Wehrmacht'' were the armed forces ...\npushed on.")),
            "signed between the Soviet Union and Lithuania, and described by The New York Times as such.|"
            "Wehrmacht pushed on.\n");
}

TEST(CleanBlocks, KeepsALineAloneThatLooksLikeAGloss) {
  EXPECT_EQ(Show(CleanBlocks("Vilnius Vilnius is ...\n\nThe end.")), "Vilnius Vilnius is ...\nThe end.\n");
}

TEST(CleanBlocks, FindsHeadings) {
  EXPECT_EQ(Show(CleanBlocks("Treaty\n   HOME\n\nOR:\n\nA sentence.\n\nBackground\n\nAnother one,\n\nnot a "
                             "heading;\n\n* an item")),
            "# Treaty\n# HOME\n# OR:\nA sentence.\n# Background\nAnother one,\nnot a heading;\nan item\n");
  EXPECT_EQ(Show(CleanBlocks("Alone")), "Alone\n") << "a source of one line is that line";
  EXPECT_EQ(Show(CleanBlocks("one\ntwo\n\nthree\nfour")), "# one\n# two\nthree four\n")
      << "only the title has several lines";
}

TEST(CleanBlocks, DropsFootnoteMarks) {
  EXPECT_EQ(Show(CleanBlocks("[2] However, Vilnius[21] was\nceded.[16][20]\nIn [1939] too.\n[x] [] [1")),
            "However, Vilnius was ceded.|In [1939] too.|[x] [] [1\n");
}

TEST(CleanBlocks, BreaksListsAtStars) {
  EXPECT_EQ(Show(CleanBlocks("nine articles: *Article I: Transfer * Article II: 2*3 a* b.")),
            "nine articles:|Article I: Transfer|Article II: 2*3 a* b.\n");
}

TEST(CleanBlocks, TracesEachByte) {
  const std::string original = "to\nMoscow Moscow ( , US chiefly ...\nin [3]  October.";
  const std::vector<Block> blocks = CleanBlocks(original);
  ASSERT_EQ(Show(blocks), "to Moscow in October.\n");
  const TracedText& content = blocks[0].content;
  for (const std::string_view word : {"to", "Moscow", "in", "October."}) {
    EXPECT_EQ(content.origins[content.text.find(word)], original.find(word)) << word;
  }
}

RC_GTEST_PROP(CleanBlocksProperty, EachByteIsWhereItComesFrom, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"\n", "\n\n", " ", "''", "[3]", "* ", ".", "ė", "Baltic",
                                                  "Baltic The Baltic ...", "\u00A0", " ...", ","}));
  std::string original;
  for (const std::string& piece : pieces) original += piece;
  for (const Block& block : CleanBlocks(original)) {
    const auto& [text, origins] = block.content;
    RC_ASSERT(!text.empty());
    RC_ASSERT(origins.size() == text.size());
    for (size_t i = 0; i < text.size(); ++i) {
      RC_ASSERT(origins[i] < original.size());
      RC_ASSERT((i == 0 || origins[i - 1] <= origins[i]));
      RC_ASSERT((text[i] == ' ' || text[i] == '\n' || text[i] == original[origins[i]]));
    }
  }
}

}  // namespace
}  // namespace casus::text
