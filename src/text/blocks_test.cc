#include "text/blocks.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace casus::text {
namespace {

// A line a block: headings as "# text", debris as "~ text"; newlines within as "|". Notes and glosses stand in brackets
// behind it.
std::string Show(const Layout& layout) {
  std::string text;
  for (const Block& block : layout.blocks) {
    text += block.kind == Block::Kind::kHeading
                ? std::string(static_cast<size_t>(std::max(block.level, 1)), '#') + " "
            : block.kind == Block::Kind::kDebris ? "~ "
                                                 : "";
    std::string content = block.content.text;
    std::replace(content.begin(), content.end(), '\n', '|');
    text += content;
    for (const Block::NoteMark& note : block.notes)
      text += " [" + note.mark + "@" + std::to_string(note.at) + "]";
    for (const Block::Inlined& gloss : block.glosses)
      text += " {" + gloss.gloss.term + ": " + gloss.gloss.text + "}";
    for (const Debris& leaked : block.leaked) text += " <" + leaked.text + ">";
    text += "\n";
  }
  return text;
}

std::string Plain(std::string_view text) { return Show(LayOutPlain(text)); }
std::string Markdown(std::string_view text) { return Show(LayOutMarkdown(text)); }
std::string Html(std::string_view text) { return Show(*LayOutHtml(text)); }

TEST(PlainBlocks, JoinsLinesAndKeepsTheEndsOfSentences) {
  EXPECT_EQ(Plain("The  pact was\nsigned on\tMay 3.\nIt was published.\"\nThen\n\n\n\nNew\u00A0paragraph.\n"),
            "The pact was signed on May 3.|It was published.\"|Then\nNew paragraph.\n");
  EXPECT_EQ(Plain("It was a cold \nnight in the city."), "It was a cold night in the city.\n");
}

TEST(PlainBlocks, KeepsTheItemsOfLists) {
  EXPECT_EQ(Plain("pumps\nhoses and valves\nspare parts\n"), "pumps|hoses and valves|spare parts\n");
  EXPECT_EQ(Plain("They agreed on\n- peace\n- trade\nand no more."),
            "They agreed on|- peace|- trade and no more.\n");
  EXPECT_EQ(Plain("two chapters: *One: Land * Two: 2*3 a* b."), "two chapters:|One: Land|Two: 2*3 a* b.\n");
}

TEST(PlainBlocks, FindsHeadings) {
  EXPECT_EQ(
      Plain(
          "Pact\n   HOME\n\nOR:\n\nA sentence.\n\nBackground\n\nAnother one,\n\nnot a heading;\n\n* an item"),
      "# Pact\n# HOME\n# OR:\nA sentence.\n# Background\nAnother one,\nnot a heading;\nan item\n");
  EXPECT_EQ(Plain("Alone"), "Alone\n") << "a document of one line is that line";
  EXPECT_EQ(Plain("one\ntwo\n\nthree\nfour"), "# one\n# two\nthree four\n")
      << "only the title has several lines";
}

TEST(PlainBlocks, TakesOutNotes) {
  EXPECT_EQ(Plain("[2] Yet Riga[21] was\nceded.[16][20] In [1939] too.[note 3]\n[x] [] [1"),
            "Yet Riga was ceded. In [1939] too.|[x] [] [1 [2@0] [21@8] [16@19] [20@19] [note 3@34]\n");
}

TEST(PlainBlocks, TakesOutWhatEditorsAskFor) {
  EXPECT_EQ(
      Plain("It fell,[b] and Dorn[6]:14–15 too.[citation needed] By May[when?] 12 left.\nThe king[s] of [a] "
            "l[a]nd."),
      "It fell, and Dorn too. By May 12 left.|The king[s] of [a] l[a]nd. [b@8] [6@17] [citation needed@22] "
      "[when?@29]\n");
}

TEST(PlainBlocks, JoinsWordsThatALineParts) {
  EXPECT_EQ(
      Plain("a regi-\nment and pre-\nand post-war twenty-\nfive men of 1939-\n40, -\nso it is\nwritten."),
      "a regiment and pre- and post-war twenty-five men of 1939-40, - so it is written.\n");
  EXPECT_EQ(Plain("mother-in-\nlaw of Austro-\nHungarian ori-\ngin, la Révo-\nlution said."),
            "mother-in-law of Austro-Hungarian origin, la Révolution said.\n");
}

TEST(PlainBlocks, GoesOnBehindTheNumberOfAPage) {
  EXPECT_EQ(Plain("The road to Dorn\nwas choked with\n\n- 212 -\n\nwaggons and men.\n"),
            "The road to Dorn was choked with waggons and men. <- 212 ->\n");
  EXPECT_EQ(Plain("The road ended\nthere.\n\n212\n\nIt began anew.\n"),
            "The road ended there.\n# 212\nIt began anew.\n");
}

TEST(PlainBlocks, KnowsTurnsOfAConversation) {
  EXPECT_EQ(Plain("[2023-02-14, 21:03] Ann: did you see in the papers of this morning what became of\nthe "
                  "news\n[21:04] Jon: no\n<ann> brb\n<b>x</b> y"),
            "[2023-02-14, 21:03] Ann: did you see in the papers of this morning what became of the "
            "news|[21:04] Jon: no|<ann> brb <b>x</b> y\n");
}

TEST(PlainBlocks, ReadsHeadingsOfWikis) {
  EXPECT_EQ(Plain("It held.\n\nSee also\n* Another pact\n"), "It held.\n# See also\nAnother pact\n");
  EXPECT_EQ(Plain("It was signed.\n== Aftermath ==\nIt held.\n\n=== Notes ===\n"),
            "It was signed.\n# Aftermath\nIt held.\n# Notes\n");
}

TEST(PlainBlocks, TellsEmphasisFromInchesAndQuotes) {
  EXPECT_EQ(Plain("The ''Vesta'' sank, (''Orel''), \"''Lom''\" and '''''both''' more'' too."),
            "The Vesta sank, (Orel), \"Lom\" and both more too.\n");
  EXPECT_EQ(Plain("Its '' de jure '' capital"), "Its de jure capital\n");
  EXPECT_EQ(Plain("The lamp was 5'' high, 3' wide and 7'' deep."),
            "The lamp was 5'' high, 3' wide and 7'' deep.\n");
  EXPECT_EQ(Plain("``We are satisfied,'' a spokesman said of ''Lom''."),
            "``We are satisfied,'' a spokesman said of Lom.\n");
}

TEST(PlainBlocks, LeavesOutSoftHyphens) {
  EXPECT_EQ(Plain("The soft\u00ADhy\u00ADphen came."), "The softhyphen came.\n");
}

TEST(PlainBlocks, TakesOutGlossesAndTemplates) {
  EXPECT_EQ(
      Plain(
          "a town on the\nOder The Oder is a river in ...\n, near\nStettin Stettin is a port.\nand the sea."),
      "a town on the Oder, near Stettin and the sea. {Oder: The Oder is a river in ...} "
      "{Stettin: Stettin is a port.}\n");
  EXPECT_EQ(Plain("It cost two\nthaler A thaler is one of the ...\ns; of\nFC Dorn Fußballclub Dorn, known as "
                  "FC Dorn, is a "
                  "...\n's money on\n11 June Events * 173 – The Roman army ...\n."),
            "It cost two thalers; of FC Dorn's money on 11 June. {thaler: A thaler is one of the ...} {FC "
            "Dorn: Fußballclub "
            "Dorn, known as FC Dorn, is a ...} {11 June: Events * 173 – The Roman army ...}\n");
  EXPECT_EQ(Plain("Before {{cite|a=b}} after.\n\n{{Stub"), "Before after. <{{cite|a=b}}>\n <{{Stub>\n");
  EXPECT_EQ(Plain("Oder Oder is ...\n\nThe end."), "Oder Oder is ...\nThe end.\n")
      << "a line alone interrupts nothing";
}

TEST(PlainBlocks, KnowsDocumentsOfWhichEachLineIsAnItem) {
  EXPECT_TRUE(LayOutPlain("[1] One.\n[2] Two.\n[4] Three?\n").lines_are_items);
  EXPECT_FALSE(LayOutPlain("A sentence that is\nwrapped at the\nmargin.\n").lines_are_items);
}

TEST(MarkdownBlocks, TakesOffTheMarks) {
  EXPECT_EQ(Markdown("---\ntitle: x\n---\n# The *Pact*\n\nIt was **signed** in "
                     "[Riga](https://example.org/a_b) on\nMay 3.[^1]\n\n"
                     "Background\n----------\n\n1. One `act`\n2. snake_case stays\n\n> quoted\n> "
                     "text\n\n```\ncode\n```\n\n"
                     "| a | b |\n|---|---|\n| c | d |\n\n![map](m.png) Here \\*it\\* is.\n\n<!-- no\nno "
                     "-->\n[^1]: A note."),
            "# The Pact\nIt was signed in Riga on May 3. [1@31]\n## Background\nOne act|snake_case "
            "stays\nquoted text\n"
            "a|b|c|d\nHere *it* is.\n~ [^1]: A note.\n");
}

TEST(MarkdownBlocks, KnowsWhereTheTargetOfALinkEnds) {
  EXPECT_EQ(
      Markdown("A [link to 3 May](https://x.org/a_(b).html \"title (1912\") here, [two](b_(c(d))) there."),
      "A link to 3 May here, two there.\n");
  EXPECT_EQ(Markdown("A [link](a(b) here."), "A link here.\n");
}

TEST(HtmlBlocks, ReadsTheTree) {
  EXPECT_EQ(
      Html("<!doctype html><html><head><title>x</title><style>p{}</style></head><body><nav><a>Home</a></nav>"
           "<h1>The Pact</h1><p>Signed in <b>Riga</b> &amp; <i>Reval</i>,<br>1921.<sup "
           "class=reference>[3]</sup> Done.</p>"
           "<ul><li>One</li><li>Two</li></ul><h2>After</h2><p>K&ouml;ln<script>no()</script>.</p>"
           "<div class='reflist'>Miller 1990</div><footer>Imprint</footer></body></html>"),
      "~ Home\n# The Pact\nSigned in Riga & Reval,|1921. Done. [3@29]\nOne\nTwo\n## After\nKöln.\n~ Miller "
      "1990\n~ Imprint\n");
}

TEST(HtmlBlocks, TakesOutWhatPopsUp) {
  EXPECT_EQ(Html("<p>a town on the <a href=/oder>Oder</a><span class=tooltip>The Oder is a river…</span>, "
                 "near the sea.</p>"),
            "a town on the Oder, near the sea. {Oder: The Oder is a river…}\n");
}

TEST(HtmlBlocks, TakesLinksThatAreNumbersForNotes) {
  EXPECT_EQ(
      Html(
          "<p>It is disputed<a href='#n1'><sup>1</sup></a>; see <a href='#s'>part 2</a> on 5 m<sup>2</sup>."),
      "It is disputed; see part 2 on 5 m2. [1@14]\n");
}

TEST(HtmlBlocks, RefusesWhatIsTooDeep) {
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  const base::Result<Layout> layout = LayOutHtml(deep);
  ASSERT_FALSE(layout.ok());
  EXPECT_EQ(layout.error().message, "its elements are nested too deeply to be a document");
  std::string flat;
  for (int i = 0; i < 20'000; ++i) flat += "<p>One.<br>";
  EXPECT_TRUE(LayOutHtml(flat).ok());
}

std::string Labelled(std::string_view text) {
  Layout layout = LayOutPlain(text);
  LabelDebris(layout);
  return Show(layout);
}

TEST(Debris, IsToldFromTheBody) {
  EXPECT_EQ(Labelled("The Pact\n  HOME\n\nTheInfoList\n\nOR:\n\nPart One\n\nIt was signed.\n\nAfter\n\nIt "
                     "held.\n\nSee also\n\n"
                     "* Another pact\n\nReferences\n\nMiller, p. 3.\n\nAppendix\n\nIt ends.\n\nCategory: "
                     "Pacts\n\nAbout us\n"),
            "# The Pact\n~ HOME\n~ TheInfoList\n~ OR:\n# Part One\nIt was signed.\n# After\nIt held.\n~ See "
            "also\n~ Another pact\n"
            "~ References\n~ Miller, p. 3.\n# Appendix\nIt ends.\n~ Category: Pacts\n~ About us\n");
}

TEST(Debris, KnowsBarsOfLinksAndRights) {
  EXPECT_EQ(
      Labelled("Home | World | Sport\n\nGuards freed\n\nThey were freed.\n\nCopyright 2014 The Press. All "
               "rights reserved.\n"),
      "~ Home | World | Sport\n# Guards freed\nThey were freed.\n~ Copyright 2014 The Press. All rights "
      "reserved.\n");
}

// Whatever the form, each byte that was copied is where it comes from.
RC_GTEST_PROP(BlocksProperty, EachByteIsWhereItComesFrom, ()) {
  const auto pieces =
      *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
          "\n",     "\n\n",  " ",   "''",   "[3]", "* ", ".",    "ė",      "Oder", "\nOder The Oder ...\n",
          "\u00A0", " ...",  ",",   "{{",   "}}",  "#",  "_",    "[a](b)", "`",    "> ",
          "|",      "&amp;", "<p>", "</p>", "<b>", "&",  "<!--", "-->",    "```",  "\\"}));
  std::string text;
  for (const std::string& piece : pieces) text += piece;
  const base::Result<Layout> html = LayOutHtml(text);
  RC_ASSERT(html.ok());
  for (const Layout& layout : {LayOutPlain(text), LayOutMarkdown(text), *html}) {
    size_t end = 0;
    for (const Block& block : layout.blocks) {
      const std::string& content = block.content.text;
      for (size_t i = 0; i < content.size(); ++i) {
        const Range origin = block.content.trace.Origin({i, i + 1});
        RC_ASSERT(origin.begin < text.size());
        RC_ASSERT(origin.end <= text.size());
        const bool is_copied = content[i] == text[origin.begin];
        RC_ASSERT((is_copied || content[i] == ' ' || content[i] == '\n' || text[origin.begin] == '&'));
      }
      if (content.empty()) continue;
      const Range whole = block.content.trace.Origin({0, content.size()});
      RC_ASSERT(whole.begin >= end);
      end = whole.end;
    }
  }
}

}  // namespace
}  // namespace casus::text
