#include "text/segment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "text/vicinity.h"

namespace casus::text {
namespace {

using ::testing::ElementsAreArray;

struct Rule {
  std::string_view name;
  std::vector<std::string_view> marked;  // texts with a | at each boundary
};

void ExpectBoundaries(const std::vector<Rule>& rules) {
  for (const Rule& rule : rules) {
    for (const std::string_view marked : rule.marked) {
      std::string text;
      std::vector<std::string> sentences;
      for (size_t begin = 0; begin <= marked.size();) {
        const size_t end = std::min(marked.find('|', begin), marked.size());
        std::string_view part = marked.substr(begin, end - begin);
        text += part;
        part.remove_prefix(std::min(part.find_first_not_of(" \t\n"), part.size()));
        sentences.emplace_back(part.substr(0, part.find_last_not_of(' ') + 1));
        begin = end + 1;
      }
      EXPECT_THAT(SplitSentences(text), ElementsAreArray(sentences)) << rule.name;
    }
  }
}

TEST(SplitSentences, PlainProse) {
  ExpectBoundaries({
      {.name = "full stops",
       .marked = {"The envoy came.| The king was ill.| Nobody spoke",
                  "Rain fell.|  Snow followed.|\tThen the frost came.",
                  "They waited; nobody came: the road was closed.| Night fell.", "No stop at all"}},
      {.name = "question and exclamation marks",
       .marked = {"Who sent you?| The council did.| When?| In spring!| Good.",
                  "Enough!!| He rose.| Really??| Nobody moved.| What?!| They stared.| You dare!?| Yes.",
                  "Is it over⁉| Not yet.| Stop‼| Think."}},
      {.name = "small letters, as in a chat",
       .marked = {"lol!!| that was it.| no way!!!| he left.", "he came approx. at dawn.| nobody saw him?| ok",
                  "Lom! in Dorn. so he said."}},
      {.name = "titles in a row",
       .marked = {"Flt. Lt. Berg and Sqn. Ldr. Hale met Sec. Gen. Orr.| They left.",
                  "Then Pte. Berg saw Ald. Hale and MM. Lund and Orr.| They left.",
                  "It became Pub. L. 103–322 in 108 Stat. 1796 of that year."}},
      {.name = "numbers",
       .marked = {"Peace came in 1763.| War came back in 1778.| It lasted 5 years.",
                  "The fleet had 300 ships.| 20,000 men were aboard.| 4,000 came home.",
                  "They took the hill in 1916.| 300 men fell there.",
                  "It weighs 3.75 tons.| The other weighs .5 tons.| Both cost $1,250.50.| Nobody paid.",
                  "He paid in full.| $5 million went to the city.| €3 million did not.",
                  "So it ended!| 40 years of quiet followed.",
                  "It was signed on 5. 10. 1939 in Riga.| Nobody minded.",
                  "Turn to § 3.2.1 of the act.| It says so in 5.3.1 and 5.3.2.| The rest is silent."}},
      {.name = "units end sentences",
       .marked = {"The bridge is 12 km.| Roads lead to it.", "The road is 5 ft.| Nobody measured the rest.",
                  "They carried 40 kg.| Mules carried more."}},
      {.name = "words in capitals",
       .marked = {"The KGB knew.| NATO did not.| Even the UN was told last.",
                  "We left the port.| iPhone sales had begun by then."}},
      {.name = "a small letter goes on",
       .marked = {"The ltr. arrived late.| The rest did not.", "Why? he asked himself.| There was no answer.",
                  "The play Hurrah! was a success.| So was the next.",
                  "What?| i never said that. |i am off."}},
  });
}

TEST(SplitSentences, Abbreviations) {
  ExpectBoundaries({
      {.name = "titles hold on to a name",
       .marked = {"Mr. Brand met Mrs. Olsen and Ms. Roth.| Dr. Vey came late.",
                  "Gen. Marsh and Lt. Col. Hale rode out.| Capt. Orr stayed.| Sgt. Pike too.",
                  "MR. BRAND SPOKE.| DR. VEY DID NOT.",
                  "Lt.-Col. Hale wrote to Prof. Lind.| Sen. Cole and Gov. Dahl replied.",
                  "Gen. “Iron” Marsh fell.| Adm. (later Lord) Reed rose.",
                  "Messrs. Brand and Olsen signed.| Hon. Members objected.| Rev. Moss prayed.",
                  "Mme. Duval and Mlle. Petit left.| Nobody saw them go."}},
      {.name = "places",
       .marked = {"They sailed from St. Petersburg to Ft. Ross.| Mt. Elbrus was in sight.",
                  "St. Anne's stands on 4th st. by the mill.| It burned in 1820.",
                  "He lived on Main St.| The house is gone.",
                  "The parade went down Fifth Ave. Crowds cheered."}},
      {.name = "numbers after them",
       .marked = {"See Art. 5 and Arts. 7–9.| Sec. 3 is void.| No. 7 stands.",
                  "Cf. vol. 3, pp. 4–5, and ch. IX.| Fig. B shows why.| Nos. 5 and 6 do not.",
                  "It is in Art. IV and para. 2.| Bd. 3 has the map.", "Look at p. 12.| P. 13 is blank.",
                  "Did they yield?| No.| They fought on.| No.| I saw it.", "He loved Art.| She loved music.",
                  "The tax was levied ca. 1400, or c. 1410.| Approx. 300 paid.",
                  "Ada Holm (b. 1920, d. 1999) wrote it.| She was praised.",
                  "It lies at N°. 4.210.33.| Look there.| Nr. 5 is next."}},
      {.name = "Latin",
       .marked = {"Some rivers (e.g. the Neris) froze, i.e. the trade stopped.| Boats rotted.",
                  "Smith et al. found it.| Cf. Jones, viz. Chapter 2.",
                  "In Ward v. Byrne the court agreed.| Kent vs. Essex was next.",
                  "They sold grain, flax etc.| Salt was bought.",
                  "It was shown by Holm et al.| The first edition is lost.",
                  "He was a.k.a. Fox among friends.| They told nobody."}},
      {.name = "companies and degrees",
       .marked = {"Borg & Co. built it.| Acme Inc. said so.| They were right.",
                  "The ship belonged to Acme Inc.| They sold it.", "Acme Inc. Chairman Bo Lund resigned.",
                  "She bought Lund Ltd. in May.| He kept Lund Corp.| It failed.",
                  "Ask Ann and co. to dinner.| We invited Bo and co.| They came.",
                  "Ola Dahl Jr. spoke first.| It was Ola Dahl Sr.| He was old.",
                  "The Ola Dahl Jr. Prize is new.| Dahl Jr.'s house is not.",
                  "Ida Moe, Ph.D., taught.| She had a Ph.D.| She was proud."}},
      {.name = "months and days",
       .marked = {"On Oct. 3 they met.| By Nov. 12 it was over.",
                  "It was Tues. Jan. 5.| The snow began in Feb.| They left.",
                  "The Oct. Manifesto came first.| The Duma came next."}},
      {.name = "states and the like",
       .marked = {"The U.S. Senate met.| The U.S. was neutral.| So was the U.S.| However, ships were armed.",
                  "He lived in Washington, D.C.| The house is a museum.",
                  "I left the U.K. in May.| You stayed.",
                  "The U.S.S.R. Academy printed it.| It sold in the U.S.S.R.| Few read it.",
                  "It is in the U.S.[3] Code.| Nobody reads it."}},
      {.name = "times of the day",
       .marked = {"At 5 a.m. Marshal Orr woke.| He slept at 9 p.m.| Guards watched.",
                  "They fired at 4 p.m.| Marsh fell.| At about 6 p.m. Hale fell too.",
                  "The talks began at 10 a.m. Monday.| They ended at 5 p.m. GMT.| Nobody won.",
                  "By 7 P.M. it was dark.| At 8 P.M. Lund left."}},
  });
}

TEST(SplitSentences, Initials) {
  ExpectBoundaries({
      {.name = "names",
       .marked = {"He met J. Urbanas.| V. M. Petrov spoke.| J.R.R. Holm did not.",
                  "Š. Marčius wrote to Ž. Ąžuolas.| É. Girard replied.| Й. Петров stayed.",
                  "J.-P. Morel and Yu. Sokolov signed.| Th. Berg was ill.",
                  "Ole S. Lind, Ada P. Berg and Max R. Roth came.| C. Lund, D. Moe and N. Dahl did not.",
                  "Albert I. Moss and George V. Hill agreed.| They were friends."}},
      {.name = "letters that count",
       .marked = {"See Article V.| The parties agree.| Article X.| Parties may leave.",
                  "It was lost in World War I.| Poland was reborn.", "They chose Plan B.| Nobody liked it.",
                  "It lacked vitamin C.| Sailors died.", "Read Annex A.| Lists follow it."}},
      {.name = "the pronoun",
       .marked = {"They agreed, you and I.| Did Otto I. Lang agree?",
                  "It was only my wife and I.| Kant was there."}},
      {.name = "a word that begins sentences",
       .marked = {"The king was Charles V.| He was tired.", "We spoke of Henry I.| But nobody knew him."}},
  });
}

TEST(SplitSentences, QuotationsAndBrackets) {
  ExpectBoundaries({
      {.name = "what closes stays",
       .marked = {"“It is done.”| He left.| \"Is it?\"| Nobody knew.",
                  "(They left.)| We stayed.| [They knew.]| So did we.", "He said it was “over.”| She nodded.",
                  "«Fini.»| Il partit.| „Schluss.“| Er ging.", "He called it ‘the end.’| She laughed.",
                  "Was it (so they asked) “true?”)| It was."}},
      {.name = "the sentence goes on behind the quotation",
       .marked = {"'It is late.' she said.| He agreed.", "\"It is late.\" she said.| He agreed.",
                  "“Stop!” he shouted.| “Why?” asked Ann.| “Because!”",
                  "“Why?” Ann asked.| “Go!” the old guard shouted.| “Who?” I asked.",
                  "“Go!”| The guard was old.| “Why?”| Nobody answered."}},
      {.name = "dialogue",
       .marked = {R"("Stop!" he cried.| "Who are you?" asked the man.| "A friend."| "Whose friend?")",
                  "\"Wait! Come back!\" she called.| He was gone.",
                  "\"We are late. Hurry up,\" Ann said.| They ran."}},
      {.name = "short quotations within a sentence are whole",
       .marked = {"The note said \"Go north. Burn this.\" and nothing else.| He burned it.",
                  "The note said: “Go north. Burn this.”| He burned it.",
                  "He wrote «Partez. Vite.» on the door.| They left."}},
      {.name = "brackets within a sentence are whole",
       .marked = {"Hale (He had been a smith. He was old.) led them.| They won.",
                  "They met (see Holm. It has a map.) in Riga.| It rained.",
                  "It was sold (the deed is lost. Nobody looked for it).| They knew.",
                  "The list (Bonn [the old town. The new one is far.] and Ulm) is long.| It grows."}},
      {.name = "brackets around sentences are not",
       .marked = {"They won.| (It had rained. | Nobody minded.)| They left."}},
      {.name = "stops that are all between brackets",
       .marked = {"The king (!) Alfred burned [...] The cakes (?) Were lost.| So they say.",
                  "\"Lund [...] drew maps of it [...]\" (Holm 12)."}},
      {.name = "what opens belongs to the next",
       .marked = {"He left.|(She stayed.)| Then it rained.|“So be it.”| They slept.",
                  "He left.| (Nobody saw it.)| \"Strange,\" she said.| ‘Very.’"}},
      {.name = "unclosed",
       .marked = {"He said \"Go north.| Then he died.| They went.",
                  "They met (in Riga.| It rained.| They left."}},
      {.name = "punctuation without words joins",
       .marked = {"He said so. \")", "It was over! – ?", "He left.| She stayed. ***"}},
  });
}

TEST(SplitSentences, Ellipses) {
  ExpectBoundaries({
      {.name = "three dots",
       .marked = {"It faded... then it was gone.| They waited...| Nobody came.",
                  "It faded… then it was gone.| They waited…| Nobody came.",
                  "I mean...well...no.| Wait...|What is that?", "... And so it ended.| Nobody cried."}},
      {.name = "with a space before they stand for words",
       .marked = {"The parties ... Lithuania and Latvia ... agree.| They sign.",
                  "The parties … Lithuania and Latvia … agree.| They sign.",
                  "So . . . it was . . . Well, it was over.| Yes."}},
      {.name = "four dots",
       .marked = {"I never said so....| She left.", "He left it at that . . . .| Then he went.",
                  "They were made of compounds.| . . . The custom lived on. . . .",
                  "It ended.| ...The rest is known.", "“The laws of it will seem less hard. . . .”",
                  "It ended….| The rest is known."}},
      {.name = "dots that lead", .marked = {"Chapter One ........ 5", "Chapter One ........ Five"}},
  });
}

TEST(SplitSentences, Lists) {
  ExpectBoundaries({
      {.name = "labels belong to their sentence",
       .marked = {"1. The troops leave.| They leave now.", "IV. The parties agree.| They sign.",
                  "A. The treaty lapses.| B. The parties meet.", "5.3.1. Scope of the act.| It is wide.",
                  "(a) The first party pays.| (b) The other delivers.", "1.) One thing.| 2.) Another thing.",
                  "i. The first is short.| ii. The second is not."}},
      {.name = "a label that counts on begins a sentence",
       .marked = {"1. The grey house |2. The white house |3. The mill",
                  "1) The grey house |2) The white house |3) The mill",
                  "1.) The grey house |2.) The white house",
                  "a. The grey house |b. The white house |c. The mill",
                  "• 9. The grey house |• 10. The white house", "⁃9. The grey house |⁃10. The white house",
                  "I. The grey house |II. The white house |III. The mill"}},
      {.name = "but not a number that ends a sentence",
       .marked = {"1. This rests on Article 2.| The parties agree.",
                  "1. It follows from paragraphs 1 and 2.| They agree.",
                  "1. It was signed on May 2.| They went home.",
                  "1. This is told in vol. 2.| The rest is not.", "1. The ships were 3.| They sailed.",
                  "A. Holm met B. Lund.| C. Moss was away."}},
      {.name = "items that are parts of a sentence",
       .marked = {"They asked for three things: 1. bases; 2. roads; 3. a port.| They got one.",
                  "They asked for: 1. Bases for ships; 2. Roads to them; and 3. A port.| They got one.",
                  "They asked for: (a) bases; (b) roads; and (c) a port.| They got one.",
                  "The terms: # bases would open; # roads would be built; # a port would be lent.| Nobody "
                  "agreed."}},
      {.name = "items after a stop begin sentences",
       .marked = {"The terms follow.| (a) the bases open.| (b) the roads stay.",
                  "The terms follow.| # bases open.| # roads stay.",
                  "The terms follow.| (1) The bases open.| (2) The roads stay."}},
      {.name = "sums of money and times, and styles of the calendar",
       .marked = {"Cede it for £12 10s. 6d. at once.| It is done.", "It took 5h. 30m. in all.| It rained.",
                  "It began on 5 March (18 March N.S.) 1917 and ended.",
                  "The Rt. Hon. Mr. Dale came.| He sat.", "It was in the 1920s. |3 men came."}},
      {.name = "numbered paragraphs of a law",
       .marked = {"§ 1. Sudermark leaves the land.| § 2. Norland pays.",
                  "§12. The treaty lapses.| It is void.", "He cites § 2.| Nobody else does."}},
      {.name = "bullets",
       .marked = {"• Bread |• Salt |• Iron", "They sold: |• Bread |• Salt",
                  "▪ Bread was dear. |▪ Salt was not."}},
      {.name = "stars",
       .marked = {"The act has parts: |*Part One: Ships |*Part Two: Men.| They are few. |*Part Three: Horses",
                  "The act has parts: |* Part One; |* Part Two.", "It was *really* over.| *Nobody* came.",
                  "The area is 5 * 3 miles.| It is small.", "* The Treaty of Ulm |* The Bonn Act |* Riga",
                  "The price* fell.| It rose."}},
  });
}

TEST(SplitSentences, Notes) {
  ExpectBoundaries({
      {.name = "marks stay with the sentence before them",
       .marked = {"It was free.[2] |However, it was poor.[16][20] |On Monday it fell.",
                  "It was free.[2]|However, it was poor.",
                  "It was free.”[12, 13] |He left.[note 3] |They stayed.[citation needed] |So be it.",
                  "It was free.[1]:12–14 |He left.¹² |They stayed.† |So be it.",
                  "It was free. [2] |However, it was poor. [3] [4]| On Monday it fell."}},
      {.name = "marks within a sentence",
       .marked = {"Latvia[21] while small[22] was free.| It fell[23].| It rose."}},
      {.name = "marks before their sentence",
       .marked = {"[2] It was free.| [3] It was poor.| [4][5] It fell."}},
      {.name = "marks that lost their brackets",
       .marked = {"It won its independence.12 |The price was high.",
                  "The rate was approx.12 The year was bad.", "See file.2 now.| Done."}},
  });
}

TEST(SplitSentences, WordsGluedTogether) {
  ExpectBoundaries({
      {.name = "glued",
       .marked = {"They signed.|Then they left.| It was Monday.|Mr. Brand paid 1,000.|That was dear.",
                  "Was it over?|Nobody knew.|A day went by.|I slept.", "“It is over.”|She left."}},
      {.name = "not glued",
       .marked = {"Write to Ann.Holm@example.org.| She will answer.",
                  "It is on https://www.example.org/Who?Name=Ann.Holm&A.B.| Look there.",
                  "Call System.Console.Write(x) or Math.Floor(y).| Done.",
                  "Open Report.Final.Txt and C:\\Files.Old\\A.| Done.",
                  "Version 2.5 and node.js are old.| The FC.Bayern is not.",
                  "He moved to St.Pölten with J.Holm.| They like it."}},
  });
}

TEST(SplitSentences, OtherLanguagesOfEurope) {
  ExpectBoundaries({
      {.name = "German ordinals",
       .marked = {"Am 3. Mai 1921 kamen sie an.| Am 11. März gingen sie.", "Er zahlte 200.| Mai war kalt."}},
      {.name = "French quotation marks",
       .marked = {"« Rien à faire… »| Le roi signa.", "« Nous partons. »| Il se tut.",
                  "Er sagte: »Nein.« |»Ja«, sagte sie."}},
  });
}

TEST(SplitSentences, ChambersAndDiaries) {
  ExpectBoundaries({
      {.name = "honourable members",
       .marked = {"I refer the hon. Gentleman to cols. 211-12.| The hon. and gallant Member sat down."}},
      {.name = "letters",
       .marked = {"P.S. The peace is signed.| N.B. Nobody knows.",
                  "Jno. Smith wrote.| Lieut. Toll did not."}},
      {.name = "days",
       .marked = {"Sat. 9th, quiet.| Sun. 10th, rain.", "He sat.| Nine men stood.",
                  "Temp. 41 by noon.| Letter of the 28th ult. from home."}},
  });
}

// No sentence is so long: a table without its lines may be.
TEST(SplitSentences, PartsWhatRunsOnForEver) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "seven é ";
  const std::vector<std::string_view> parts = SplitSentences(text);
  EXPECT_GT(parts.size(), 13u);
  for (const std::string_view part : parts) {
    EXPECT_LE(part.size(), 65'536u);
    EXPECT_TRUE(part.starts_with("seven") || part.starts_with("é"));
  }
  EXPECT_EQ(SplitSentences(std::string(200'000, 'x')).size(), 4u);
}

TEST(SplitSentences, OtherScripts) {
  ExpectBoundaries({
      {.name = "Chinese and Japanese",
       .marked = {"条约已签署。|双方同意。|何时？|明天！", "「終わった。」|彼は去った。"}},
      {.name = "Spanish",
       .marked = {"¿Quién firmó? |¡Nadie! |¿por qué? |Nadie lo sabe.", "Se fue. |¿por qué?"}},
      {.name = "Greek", .marked = {"Ποιος υπέγραψε; |Κανείς.| Πότε; |Χθες.", "Γιατί\u037E |Έτσι."}},
      {.name = "Hindi", .marked = {"संधि हुई। |सब गए।"}},
      {.name = "Arabic", .marked = {"من وقع؟ |لا أحد.| انتهى الأمر."}},
      {.name = "Armenian", .marked = {"Խաղաղություն եղավ։ |Բոլորը գնացին։"}},
      {.name = "Russian", .marked = {"Договор подписан. |Все уехали. |Почему? |Никто не знает."}},
  });
}

TEST(SplitSentences, Genres) {
  ExpectBoundaries({
      {.name = "news",
       .marked = {"RIGA, Oct. 3 (LNB) — Prime Minister K. Ozols resigned on Tuesday, Gov. Berg said.| “I am "
                  "tired,” Ozols told "
                  "reporters.| The U.S. Embassy had no comment.| Shares of Baltic Corp. fell 3.5 percent to "
                  "$12.40.| They had "
                  "risen since Jan. 2.",
                  "Will it hold?| Experts doubt it.| Dr. Vey, 61, calls it “a truce. Not a peace.”| Others "
                  "disagree."}},
      {.name = "wikis",
       .marked = {"The Treaty of Ulm (German: Vertrag von Ulm, abbr. VU) was signed on 3 May 1702.[1][2] |It "
                  "ended the war (c. 1690 – "
                  "1702).[3] |See also Vol. II.",
                  "Lund (b. 1880 in St. Gallen) was a jurist.| He studied under F. X. Berg et al. at the "
                  "Univ. of Bern.| His thesis, "
                  "No. 12 in the series, is lost."}},
      {.name = "talk",
       .marked = {"lol! |No way!! |Are you sure...| I saw it on wiki.example.org yesterday.| Hmm.",
                  "Yes.| No.| Maybe?| Why not."}},
      {.name = "law",
       .marked = {"Article 5.| 1. Each Party shall notify the Depositary under Article 3.| 2. The notice "
                  "takes effect after 30 "
                  "days.| 3. Nothing in paragraph 2. shall affect rights under Art. 7(1)(a).| It is final.",
                  "§ 12. The court (cf. Sec. 4) decides.| In Moss v. Reed it did not.| See No. 7, para. 3, "
                  "lit. b.| Costs follow.",
                  "The High Contracting Parties, H.E. Mr. Lund and H.E. Count Orr, agree as follows: (i) the "
                  "border is open; "
                  "(ii) the port is free.| Done at Ulm, A.D. 1702."}},
      {.name = "histories",
       .marked = {"King Charles XII. was young.| Peter I. was not.| By 1709 all was lost.| 9,000 men lay "
                  "dead at Poltava.| The "
                  "rest fled.",
                  "“No matter what,” he wrote, “the garrisons will come.”| They came on Nov. 14.| Of 7.5 "
                  "million marks, 5 were "
                  "paid."}},
  });
}

TEST(SplitSentences, LinesAndSpaces) {
  EXPECT_THAT(SplitSentences(""), ElementsAreArray(std::vector<std::string_view>{}));
  EXPECT_THAT(SplitSentences(" \n\t\u00A0\u200B\r\n\u2029 "),
              ElementsAreArray(std::vector<std::string_view>{}));
  struct Case {
    std::string_view text;
    std::vector<std::string_view> sentences;
  };
  const Case cases[] = {
      {.text = "bread\nsalt and iron\n\nhorses\n", .sentences = {"bread", "salt and iron", "horses"}},
      {.text = "It was Gen.\nMarsh came.\r\nMr.\rReed",
       .sentences = {"It was Gen.", "Marsh came.", "Mr.", "Reed"}},
      {.text = "One\u2028Two\u0085Three\u2029Four", .sentences = {"One", "Two", "Three", "Four"}},
      {.text = "\uFEFFIt ended.\u00A0They left.\u200BThen it rained.\u2009\u200B",
       .sentences = {"It ended.", "They left.", "Then it rained."}},
      {.text = "Gen.\u00A0Marsh has 5\u202Fkm.\u00A0He rides.",
       .sentences = {"Gen.\u00A0Marsh has 5\u202Fkm.", "He rides."}},
      {.text = "  \"Go.\n north\"  ", .sentences = {"\"Go.", "north\""}},
      {.text = "First (Mr. Second\nThird. Fourth)", .sentences = {"First (Mr. Second", "Third.", "Fourth)"}},
      {.text = "***\n!?\n1.\n(\n", .sentences = {"***", "!?", "1.", "("}},
      {.text = "It ended.\n[2] Then came peace. [3] It held.",
       .sentences = {"It ended.", "[2] Then came peace.", "[3] It held."}},
  };
  for (const Case& c : cases) EXPECT_THAT(SplitSentences(c.text), ElementsAreArray(c.sentences)) << c.text;
}

TEST(SplitSentences, AreViewsIntoTheText) {
  const std::string text = "It ended. They left.";
  const std::vector<std::string_view> sentences = SplitSentences(text);
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_EQ(sentences[0].data(), text.data());
  EXPECT_EQ(sentences[1].data(), text.data() + 10);
}

RC_GTEST_PROP(SplitSentencesProperty, LeavesOutOnlyWhitespace, ()) {
  const std::vector<std::string> parts = {
      "a", "Ann", "Mr", ".", ".", " ", " ", "!", "?",  "…",  "\"", "“",  "”", "(", ")",      "[",     "]",
      "1", "2",   "*",  "#", "•", ",", ";", ":", "。", "\n", "é",  "\t", "¿", "α", "\u200B", "\u0301"};
  std::string text;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts)))
    text += part;

  std::string rest;
  size_t last_end = 0;
  for (const std::string_view sentence : SplitSentences(text)) {
    const auto begin = static_cast<size_t>(sentence.data() - text.data());
    RC_ASSERT(!sentence.empty());
    RC_ASSERT(begin >= last_end);
    RC_ASSERT(!IsSpace(CharacterAt(text, begin)));
    RC_ASSERT(!IsSpace(CharacterBefore(text, begin + sentence.size())));
    rest += text.substr(last_end, begin - last_end);
    last_end = begin + sentence.size();
  }
  rest += text.substr(last_end);
  for (size_t at = 0; at < rest.size();) RC_ASSERT(IsSpace(base::DecodeUtf8(rest, at)));
}

// What surrounds a line does not count.
RC_GTEST_PROP(SplitSentencesProperty, SplitsEachLineByItself, ()) {
  const std::vector<std::string> parts = {"Ann ", "left. ", "Mr. ", "(",  ") ", "1. ",
                                          "2. ",  "\"",     "[2] ", "* ", "\n"};
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts));
  std::string text;
  for (const std::string& piece : pieces) text += piece;

  std::vector<std::string_view> by_line;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    for (const std::string_view sentence :
         SplitSentences(std::string_view(text).substr(begin, end - begin))) {
      by_line.push_back(sentence);
    }
    begin = end + 1;
  }
  RC_ASSERT(SplitSentences(text) == by_line);
}

// Quadratic time would take hours.
TEST(SplitSentences, IsLinear) {
  constexpr size_t kSize = 500'000;
  for (const std::string_view unit :
       {"a",   ".",      ". ",       "(",    "( ",  "(a. B ", "\"",    "\" ", "\"a", "“",    "“a. B", "[",
        "[1",  "[1] ",   "a. 1",     ". 1 ", "A.A", "A.Aa",   "a.Aa",  "…1",  "1. ", "1.1.", "*",     " *",
        " *a", "\u0301", "a\u0301.", "«",    "?\"", " ",      ": 1. ", "•",   " • ", "α;"}) {
    std::string text;
    while (text.size() < kSize) text += unit;
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(text.find_first_not_of(' ') != std::string::npos && SplitSentences(text).empty()) << unit;
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10)) << unit;
  }
}

}  // namespace
}  // namespace casus::text
