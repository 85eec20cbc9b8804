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

TEST(PlainBlocks, TakesOutLettersAndCountedNotes) {
  EXPECT_EQ(Plain("The town[a] of Dorn[n 2] fell[fn 3].\nThe king[s] l[a]nd[e]."),
            "The town of Dorn fell.|The king[s] l[a]nd[e]. [a@8] [n 2@16] [fn 3@21]\n");
}

TEST(PlainBlocks, TakesPagesForAPartOfTheNote) {
  EXPECT_EQ(Plain("It fell.[7]: 33  It held.[8]: 12–14 Then[9]:\u200A5\u200Athey left. As follows[3]: 40 men "
                  "stood.[1]: 3\nIt ended.[2]:6\nThen"),
            "It fell. It held. Then they left. As follows: 40 men stood.|It ended.|Then [7@8] [8@17] [9@22] "
            "[3@44] [1@59] [2@69]\n");
}

TEST(PlainBlocks, GoesOnBehindAnAbbreviation) {
  EXPECT_EQ(
      Plain("Berg and Maj.\nHale left on that day the old town of St.\nIves, with the engineer Thomas "
            "J.\nBouch, for the banks of the U.S.\nThe rest stayed."),
      "Berg and Maj. Hale left on that day the old town of St. Ives, with the engineer Thomas J. Bouch, "
      "for the banks of the U.S.|The rest stayed.\n");
  EXPECT_EQ(Plain("Acme Inc.\nDorn Ltd.\nLom Co."), "Acme Inc.|Dorn Ltd.|Lom Co.\n");
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

TEST(MarkdownBlocks, ReadsEntitiesAndDefinitions) {
  EXPECT_EQ(Markdown("Berg&nbsp;&amp; Co, ~~not~~ so\\\nand&shy;so &c.\n\n[berg]: https://example.org "
                     "\"Berg\"\n\n[3]: he "
                     "said so."),
            "Berg & Co, not so andso &c.\n~ [berg]: https://example.org \"Berg\"\n: he said so. [3@0]\n");
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
      "It is disputed; see part 2 on 5 m². [1@14]\n");
}

TEST(HtmlBlocks, TellsRaisedNotesFromExponents) {
  EXPECT_EQ(Html("<p>4,000 men.<sup>2</sup> It rained.<sup>3, 4</sup> In 1939<sup>5</sup> he left the "
                 "town.<sup>[<i>when?</i>]</sup>"),
            "4,000 men. It rained. In 1939 he left the town. [2@10] [3@21] [4@21] [5@29] [when?@47]\n");
  EXPECT_EQ(Html("<p>It rose to 10<sup>6</sup> m<sup>3</sup>, 5 km<sup>2</sup>, x<sup>12</sup>, by "
                 "<sup>14</sup>C, the 1<sup>st</sup>."),
            "It rose to 10⁶ m³, 5 km², x¹², by ¹⁴C, the 1st.\n");
  EXPECT_EQ(
      Html("<p>It was signed.<sup class=reference>[7]</sup><sup class='reference nowrap'>: 33 </sup> It "
           "held."),
      "It was signed. It held. [7@14]\n");
}

TEST(HtmlBlocks, LeaksWhatIsNotShownAndNotText) {
  EXPECT_EQ(Html("<h2><span class=mw-headline>After</span><span class=mw-editsection>[<a "
                 "href=/w>edit</a>]</span></h2><p>It <span style='display:none'>1</span>was<b hidden>x</b> "
                 "so<i aria-hidden=true>#</i>.</p>"),
            "## After <[edit]>\nIt was so. <1> <x> <#>\n");
  EXPECT_EQ(Html("<div style='color: red; display: none'><p>a</div><div role=dialog>b</div><div "
                 "aria-hidden=true>c</div><div hidden=until-found>d</div><p hidden>e</p>"),
            "~ a\n~ b\nc\nd\n~ e\n");
}

TEST(HtmlBlocks, LeavesOutSoftHyphens) {
  EXPECT_EQ(Html("<p>govern&shy;ment on 3 Sep&shy;tember"), "government on 3 September\n");
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

TEST(Debris, KnowsWhatInterruptsAnArticle) {
  EXPECT_EQ(
      Labelled(
          "Home > News > Europe\n\nGuards freed\n\nThey were freed.\n\nADVERTISEMENT\n\nThey left.\n\nRead "
          "more: The guards of Dorn\n\nThe guards\n\nThey rested.\n"),
      "~ Home > News > Europe\n# Guards freed\nThey were freed.\n~ ADVERTISEMENT\nThey left.\n~ Read more: "
      "The guards of Dorn\n# The guards\nThey rested.\n");
}

TEST(Debris, LeavesTheEndOfALetter) {
  EXPECT_EQ(
      Labelled("Note No. 412\n\nThe Parties, desirous of peace, have agreed as follows:\n\nThe port is "
               "open.\n\nRiga, 7 April 1939\n\nJohn Berg, envoy; Anna Lund, clerk\n\n212\n"),
      "# Note No. 412\nThe Parties, desirous of peace, have agreed as follows:\nThe port is open.\nRiga, "
      "7 April 1939\nJohn Berg, envoy; Anna Lund, clerk\n~ 212\n");
  EXPECT_EQ(Labelled("Pact\n\nIt holds.\n\nBerne, 3 May\n\n== After ==\n\nShare\n\nContact us\n"),
            "# Pact\nIt holds.\nBerne, 3 May\n~ After\n~ Share\n~ Contact us\n");
  EXPECT_EQ(Labelled("Note\n\nSigned in Berne\n"), "# Note\nSigned in Berne\n");
}

TEST(Debris, AsksWhetherASectionRefersToAnything) {
  EXPECT_EQ(
      Labelled("The Lom\n\nIt is long.\n\nSources\n\nIt rises near Dorn. It has two sources.\n\nNotes\n\nThe "
               "note of 3 May said no.\n\n== Literature ==\nThe first poem was printed in 1547.\n"),
      "# The Lom\nIt is long.\n# Sources\nIt rises near Dorn. It has two sources.\n# Notes\nThe note of 3 "
      "May said no.\n# Literature\nThe first poem was printed in 1547.\n");
  EXPECT_EQ(
      Labelled("The Lom\n\nIt is long.\n\nSources\n\nBerg, Otto. The Lom. Riga 1990.\nHale, A. "
               "(1988). Rivers.\n\nNotes\n\n[1] It is disputed.\n[2] It was so.\n\nLiterature\n\n* Lund, "
               "Rivers\n* Orr, p. 7.\n"),
      "# The Lom\nIt is long.\n~ Sources\n~ Berg, Otto. The Lom. Riga 1990.|Hale, A. (1988). Rivers.\n~ "
      "Notes\n~ It is disputed.|It was so. [1@0] [2@16]\n~ Literature\n~ Lund, Rivers|Orr, p. 7.\n");
}

// Whatever the form, each byte that was copied is where it comes from.
RC_GTEST_PROP(BlocksProperty, EachByteIsWhereItComesFrom, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(
      rc::gen::elementOf(std::vector<std::string>{"\n",         "\n\n",
                                                  " ",          "''",
                                                  "[3]",        "* ",
                                                  ".",          "ė",
                                                  "Oder",       "\nOder The Oder ...\n",
                                                  "\u00A0",     " ...",
                                                  ",",          "{{",
                                                  "}}",         "#",
                                                  "_",          "[a](b)",
                                                  "`",          "> ",
                                                  "|",          "&amp;",
                                                  "&shy;",      "<sup>2</sup>",
                                                  "<b hidden>", "<p>",
                                                  "</p>",       "<b>",
                                                  "&",          "<!--",
                                                  "-->",        "```",
                                                  "\\"}));
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
        RC_ASSERT((is_copied || content[i] == ' ' || content[i] == '\n' || text[origin.begin] == '&' ||
                   text[origin.begin] == '<'));
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
