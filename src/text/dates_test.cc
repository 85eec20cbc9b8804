#include "text/dates.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/edtf.h"
#include "text/date_edtf.h"
#include "text/date_periods.h"

namespace casus::text {
namespace {

// Sentences are written with their dates marked: "On «October 3 → 1939-10-03 likely» he left." What is sure has
// no word behind it; a date that cannot be said has no EDTF: "«today → unsure»".
struct Case {
  std::string_view before = "";  // a sentence that the reader sees first
  std::string_view sentence;
};

std::string WithoutMarks(std::string_view marked) {
  constexpr std::string_view kOpen = "«";
  constexpr std::string_view kArrow = " → ";
  constexpr std::string_view kClose = "»";
  std::string text;
  while (!marked.empty()) {
    const size_t open = std::min(marked.find(kOpen), marked.size());
    text += marked.substr(0, open);
    marked.remove_prefix(open);
    if (marked.empty()) break;
    marked.remove_prefix(kOpen.size());
    text += marked.substr(0, marked.find(kArrow));
    marked.remove_prefix(marked.find(kClose) + kClose.size());
  }
  return text;
}

std::string WithMarks(std::string_view text, const std::vector<Mention>& mentions) {
  std::string marked;
  size_t at = 0;
  for (const Mention& mention : mentions) {
    marked += text.substr(at, mention.at.begin - at);
    marked += "«" + mention.text + " →";
    if (!mention.edtf.empty()) marked += " " + mention.edtf;
    if (mention.sureness == Sureness::kLikely) marked += " likely";
    if (mention.sureness == Sureness::kUnsure) marked += " unsure";
    marked += "»";
    at = mention.at.end;
  }
  marked += text.substr(at);
  return marked;
}

// What must hold for the mentions of any sentence.
void Check(std::string_view sentence, const std::vector<Mention>& mentions) {
  size_t end = 0;
  for (const Mention& mention : mentions) {
    EXPECT_EQ(mention.kind, Mention::Kind::kDate);
    EXPECT_LE(end, mention.at.begin) << sentence;
    EXPECT_LT(mention.at.begin, mention.at.end) << sentence;
    ASSERT_LE(mention.at.end, sentence.size()) << sentence;
    EXPECT_EQ(sentence.substr(mention.at.begin, mention.at.size()), mention.text);
    EXPECT_TRUE(mention.edtf.empty() || base::ParseEdtf(mention.edtf).ok())
        << mention.text << ": " << mention.edtf;
    EXPECT_TRUE(mention.sureness == Sureness::kSure || !mention.reason.empty()) << mention.text;
    EXPECT_TRUE(!mention.edtf.empty() || mention.sureness == Sureness::kUnsure) << mention.text;
    end = mention.at.end;
  }
}

void CheckCase(const Case& c) {
  DateReader reader;
  if (!c.before.empty()) Check(c.before, reader.Read(ProseTokens(c.before)));
  const std::string sentence = WithoutMarks(c.sentence);
  const std::vector<Mention> mentions = reader.Read(ProseTokens(sentence));
  Check(sentence, mentions);
  EXPECT_EQ(WithMarks(sentence, mentions), c.sentence);
}

// The same for a story of several sentences, with ¦ between them.
void CheckStory(std::string_view story) {
  constexpr std::string_view kBreak = "¦";
  DateReader reader;
  std::string marked;
  std::string_view rest = story;
  while (true) {
    const size_t end = std::min(rest.find(kBreak), rest.size());
    const std::string sentence = WithoutMarks(rest.substr(0, end));
    const std::vector<Mention> mentions = reader.Read(ProseTokens(sentence));
    Check(sentence, mentions);
    marked += WithMarks(sentence, mentions);
    if (end == rest.size()) break;
    marked += kBreak;
    rest.remove_prefix(end + kBreak.size());
  }
  EXPECT_EQ(marked, story);
}

TEST(Dates, ReadsDays) {
  const Case cases[] = {
      {.sentence = "The pact of «October 10, 1939 → 1939-10-10» was short."},
      {.sentence = "It was «October 10 1939 → 1939-10-10»."},
      {.sentence = "The ferry sank on «10 October 1939 → 1939-10-10»."},
      {.sentence = "They met on the «10th of October, 1939 → 1939-10-10», at dusk."},
      {.sentence = "It rained on the «10th October 1939 → 1939-10-10»."},
      {.sentence = "He came on «October 10th, 1939 → 1939-10-10»."},
      {.sentence =
           "He came on «June 3d, 1862 → 1862-06-03» and left on the «22d of June, 1862 → 1862-06-22»."},
      {.sentence = "He came on «October the 10th, 1939 → 1939-10-10»."},
      {.sentence = "On the «tenth of October 1939 → 1939-10-10» it snowed."},
      {.sentence = "On the «twenty-first of March 1840 → 1840-03-21» it thawed."},
      {.sentence = "The bill passed on «Oct. 3, 1939 → 1939-10-03» and «Sept. 4, 1940 → 1940-09-04»."},
      {.sentence = "Filed «3 Oct 1939 → 1939-10-03», read «12 Feb. 1940 → 1940-02-12»."},
      {.sentence = "The stamp says «1939-10-10 → 1939-10-10»."},
      {.sentence = "The form says «2023/05/01 → 2023-05-01» and «2023.05.01 → 2023-05-01»."},
      {.sentence = "The receipt says «10.10.1939 → 1939-10-10» and «10/10/1939 → 1939-10-10»."},
      {.sentence = "One says «13/5/2023 → 2023-05-13» and one «5/13/2023 → 2023-05-13»."},
      {.sentence = "It is marked «3/4/1939 → [1939-03-04,1939-04-03] unsure» in ink."},
      {.sentence = "It is marked «1-5-2023 → [2023-01-05,2023-05-01] unsure» in ink."},
      {.sentence = "It is marked «3.4.1939 → 1939-04-03 likely» in ink."},
      {.sentence = "It is marked «10/11/39 → [XX39-10-11,XX39-11-10] unsure» in ink."},
      {.sentence = "It came on «OCTOBER 10, 1939 → 1939-10-10», and on «october 12, 1939 → 1939-10-12»."},
      {.sentence = "“«May 5, 1920 → 1920-05-05»” and ‘«March 3, 1921 → 1921-03-03»’ (see «April 4, 1922 → "
                   "1922-04-04»)."},
      {.sentence = "Done on the «first day of January 1995 → 1995-01-01»."},
      {.sentence = "Done this «twelfth day of August 1949 → 1949-08-12» at the lake."},
      {.sentence =
           "Done on the «thirteenth day of December in the year two thousand and seven → 2007-12-13»."},
      {.sentence = "Sealed «May 5, nineteen hundred and twenty → 1920-05-05»."},
      {.sentence =
           "Sealed the «tenth day of October, one thousand nine hundred and thirty-nine → 1939-10-10»."},
      {.sentence = "He was stabbed on «March 15, 44 BC → -0043-03-15»."},
      {.sentence = "It fell on «24 August 410 AD → 0410-08-24»."},
      {.sentence = "On «October 3 of 1939 → 1939-10-03» the rain stopped."},
      {.sentence = "On «October 3, 1939 → 1939-10-03 likely» troops crossed the river."},
      {.sentence = "On\u00A0«10\u00A0October\u00A01939 → 1939-10-10» it began."},
      {.sentence = "Letter,«3 May 1900 → 1900-05-03»;«4 May 1900 → 1900-05-04»"},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, ReadsTimes) {
  const Case cases[] = {
      {.sentence = "They signed at «5 p.m. on October 3, 1939 → 1939-10-03T17:00»."},
      {.sentence = "They signed at «12 a.m. on 24 August 1939 → 1939-08-24T00:00»."},
      {.sentence = "The train left on «October 3, 1939, at 17:30 → 1939-10-03T17:30»."},
      {.sentence = "At «17:30 on 3 October 1939 → 1939-10-03T17:30» it left."},
      {.sentence = "At «noon on 4 July 1876 → 1876-07-04T12:00» bells rang."},
      {.sentence = "Posted «12:34, 5 May 2010 → 2010-05-05T12:34» by me."},
      {.sentence = "Logged «1939-10-10T18:05 → 1939-10-10T18:05»."},
      {.sentence = "Logged «1939-10-10T18:05:00Z → 1939-10-10»."},
      {.sentence = "Logged «2020-01-02T03:04 → 2020-01-02»+02:00."},
      {.before = "It was October 2, 1939.",
       .sentence = "The doors closed at «5 p.m. on October 3 → 1939-10-03 likely»."},
      {.sentence = "Supper is at 17:30 and 5 p.m. and noon, and 25:99 is no time."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, ReadsMonthsAndSeasons) {
  const Case cases[] = {
      {.sentence = "In «October 1939 → 1939-10» it froze."},
      {.sentence = "In «October, 1939 → 1939-10», it froze."},
      {.sentence = "In «October of 1939 → 1939-10» it froze."},
      {.sentence = "The «May 1926 → 1926-05» coup and the «march of 1939 → 1939-03»."},
      {.sentence = "In «Feb. 1940 → 1940-02» and «Dec 1941 → 1941-12»."},
      {.sentence = "In «early March 1940 → [1940-03-01..1940-03-10~] likely», said one."},
      {.sentence = "In «mid-October 1939 → [1939-10-11~..1939-10-20~] likely» they met."},
      {.sentence = "In «late February 1940 → [1940-02-21~..1940-02-29] likely» they met."},
      {.sentence = "At the «beginning of May 1900 → [1900-05-01..1900-05-10~] likely» they met."},
      {.sentence = "At the «end of April 1900 → [1900-04-21~..1900-04-30] likely» they met."},
      {.sentence = "In the «middle of June 1900 → [1900-06-11~..1900-06-20~] likely» they met."},
      {.sentence = "In the «first half of October 1939 → [1939-10-01..1939-10-15]» they met."},
      {.sentence = "In the «second half of October 1939 → [1939-10-16..1939-10-31]» they met."},
      {.sentence = "In the «summer of 1940 → 1940-22» and «spring 1918 → 1918-21»."},
      {.sentence = "In «autumn 1921 → 1921-23» and the «fall of 1929 → 1929-23»."},
      {.sentence = "In the «winter of 1812 → 1812-24 likely» many froze."},
      {.sentence = "In the «winter of 1939–40 → 1939-24» and «winter 1939/40 → 1939-24»."},
      {.sentence = "In «late summer 1940 → 1940-22~ likely» the wells were dry."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, ReadsYears) {
  const Case cases[] = {
      {.sentence = "In «1939 → 1939» the mill burnt."},
      {.sentence = "In «1920 → 1920» and «1926 → 1926» they signed."},
      {.sentence = "In «1939 → 1939», «1940 → 1940» and «1941 → 1941» it froze."},
      {.sentence = "The «1926 → 1926» coup and a «1939 → 1939» film and the «1936 → 1936» elections."},
      {.sentence = "According to the «1920 → 1920» and «1926 → 1926» treaties it was theirs."},
      {.sentence = "The Treaty of «1920 → 1920», the class of «1984 → 1984», the year «2000 → 2000»."},
      {.sentence = "After the «1939 → 1939» ultimatum, and since the «1926 → 1926» coup, and by the «1920 → "
                   "1920» treaty."},
      {.sentence = "The poem («1939 → 1939») and the novel («1940 → 1940», in print)."},
      {.sentence = "They later extended it to «1944 → 1944 likely»."},
      {.sentence = "Munich «1938 → 1938 likely» was on his mind."},
      {.sentence = "«1945 → 1945 likely» was a hard year."},
      {.sentence = "As early as «1918 → 1918», he knew."},
      {.sentence = "It stood «about 1600 → 1600~ likely», «c. 1601 → 1601~», «circa 1602 → 1602~», «ca. 1603 "
                   "→ 1603~»."},
      {.sentence = "It stood «around the year 1600 → 1600~ likely»."},
      {.sentence = "He died in «44 BC → -0043» or «45 BCE → -0044» or «46 B.C. → -0045»."},
      {.sentence =
           "He was crowned in «AD 800 → 0800», not «801 AD → 0801», «802 CE → 0802» or «A.D. 803 → 0803»."},
      {.sentence = "The «c. 300 BC → -0299~» temple stood in «1 BC → 0000»."},
      {.sentence = "In «988 → 0988 unsure» he was baptised."},
      {.sentence = "In «mid-1939 → 1939-38~ likely», «early 1940 → 1940-37~ likely» and «late 1941 → "
                   "1941-39~ likely»."},
      {.sentence = "«Late in 1940 → 1940-39~ likely» and «early in 1941 → 1941-37~ likely» it snowed."},
      {.sentence = "At the «beginning of 1939 → 1939-01~ likely» and the «end of 1939 → 1939-12~ likely»."},
      {.sentence = "In the «middle of 1939 → 1939-38~ likely» he left."},
      {.sentence = "In the «first half of 1939 → 1939-40» and the «second half of 1939 → 1939-41»."},
      {.sentence = "In the «latter half of 1940 → 1940-41» and the «last quarter of 1940 → 1940-36»."},
      {.sentence = "In «Q3 2020 → 2020-35», the «third quarter of 2020 → 2020-35» and «H1 2021 → 2021-40»."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, ReadsDecadesAndCenturies) {
  const Case cases[] = {
      {.sentence = "In the «1920s → 192X» and the «1930's → 193X» prices fell."},
      {.sentence = "In the «late 1930s → 193X~ likely» and the «mid-1950s → 195X~ likely» prices rose."},
      {.sentence = "In the «second half of the 1930s → 193X~ likely» prices rose."},
      {.sentence = "In the «1800s → 18XX unsure» he would be a clerk."},
      {.sentence = "In the «thirties → XX3X unsure» and the '«20s → XX2X unsure» they danced."},
      {.before = "It was 1975.", .sentence = "In the «thirties → 193X unsure» they danced."},
      {.before = "It was 1910.", .sentence = "In the «eighties → 188X unsure» they danced."},
      {.sentence = "In the «19th century → 18XX» and the «nineteenth century → 18XX» they built."},
      {.sentence = "A «19th-century → 18XX» house of the «twenty-first century → 20XX»."},
      {.sentence = "From the «1st century → 00XX» they tell; a «2nd century AD → 01XX» coin."},
      {.sentence = "In the «3rd century BC → -02XX» and the «first century B.C. → -00XX» they fought."},
      {.sentence = "The «16th → 15XX» and «17th centuries → 16XX» were cold."},
      {.sentence = "The «late 18th → 17XX~ likely» and «early 19th centuries → 18XX~ likely» were cold."},
      {.sentence = "In the «first quarter of the 20th century → [1901..1925]» and the «second half of the "
                   "18th century → [1751..1800]»."},
      {.sentence = "At the «end of the 19th century → 18XX~ likely» the canal closed."},
      {.sentence = "At the «turn of the 20th century → 1900~ likely» the canal closed."},
      {.sentence = "At the «turn of the century → unsure» the canal closed."},
      {.before = "It was 1912.", .sentence = "At the «turn of the century → 1900~ unsure» the canal closed."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, ReadsSpans) {
  const Case cases[] = {
      {.sentence = "The flood of «October 30 – November 1, 1939 → 1939-10-30/1939-11-01» took two mills."},
      {.sentence = "The flood of «October 30–31, 1939 → 1939-10-30/1939-10-31» took two mills."},
      {.sentence = "The flood of «10–12 October 1939 → 1939-10-10/1939-10-12» took two mills."},
      {.sentence = "The flood of «10-12 Oct. 1939 → 1939-10-10/1939-10-12» took two mills."},
      {.sentence = "The flood of «1 February–30 May 1940 → 1940-02-01/1940-05-30» took two mills."},
      {.sentence =
           "The flood of «October 30, 1939 – January 2, 1940 → 1939-10-30/1940-01-02» took two mills."},
      {.sentence = "The flood of «December 30 – January 2, 1940 → 1939-12-30/1940-01-02» took two mills."},
      {.sentence = "The flood of «December 30, 1939 – January 2 → 1939-12-30/1940-01-02» took two mills."},
      {.sentence = "The night of «3–4 October 1939 → 1939-10-03/1939-10-04» was clear."},
      {.sentence =
           "The war of «1939–1945 → 1939/1945», of «1914–18 → 1914/1918», of «1806-07 → 1806/1807 unsure»."},
      {.sentence = "The years «1918-1939 → 1918/1939» were thin."},
      {.sentence = "The «1992–93 → 1992/1993» season and «1939/40 → 1939/1940 likely»."},
      {.sentence = "It says «1939-10 → 1939-10 likely» on the lid."},
      {.sentence = "He reigned («1643–1715 → 1643/1715») and «1066 to 1087 → 1066/1087»."},
      {.sentence = "It stood «from 1922 to 1991 → 1922/1991» on the hill."},
      {.sentence = "It stood «from May 1922 until June 1923 → 1922-05/1923-06» on the hill."},
      {.sentence = "It stood «from September 17 until October 28, 1939 → 1939-09-17/1939-10-28»."},
      {.sentence = "It stood «from 12 to 24 May 1453 → 1453-05-12/1453-05-24», then «from May 12 to 24, 1454 "
                   "→ 1454-05-12/1454-05-24»."},
      {.sentence = "It stood «from March through May 1917 → 1917-03/1917-05»."},
      {.sentence = "It came «between March and June 1940 → 1940-03/1940-06»."},
      {.sentence = "It came «between 10 and 12 October 1939 → 1939-10-10/1939-10-12»."},
      {.sentence = "It came «between the 10th and the 12th of October 1939 → 1939-10-10/1939-10-12»."},
      {.sentence = "It came «between 1939 and 1945 → 1939/1945»."},
      {.sentence = "A force of between 300 and 500 men came, or from 300 to 500 tons, or 500 or 600 men."},
      {.sentence = "A force of between 1500 and 1800 men came."},
      {.sentence = "It began on the night of «14/15 December 1922 → 1922-12-14/1922-12-15 likely»."},
      {.sentence = "It lasted «from Monday 3 to Friday 7 May 1915 → 1915-05-03/1915-05-07»."},
      {.before = "It was 2 January 1940.",
       .sentence = "It lasted «from Monday the 3rd to Friday the 7th of May 1915 → 1915-05-03/1915-05-07»."},
      {.sentence = "It lasted «Monday 3 – Friday 7 May 1915 → 1915-05-03/1915-05-07»."},
      {.sentence = "In «March–April 1917 → 1917-03/1917-04» and «May/June 1917 → 1917-05/1917-06 likely»."},
      {.sentence = "In «Oct.-Dec. 1939 → 1939-10/1939-12» they moved."},
      {.sentence = "He ruled «264–241 BC → -0263/-0240», she «27 BC – AD 14 → -0026/0014»."},
      {.sentence = "They ruled «c. 750–700 BC → -0749~/-0699~» and «from 509 to 27 BC → -0508/-0026»."},
      {.sentence =
           "In the «5th–6th centuries → 04XX/05XX» and «from the 16th to the 18th century → 15XX/17XX»."},
      {.sentence = "«From the 1920s to the 1930s → 192X/193X» little changed."},
      {.sentence = "«From early 1939 to late 1940 → 1939-37~/1940-39~ likely» little changed."},
      {.sentence = "«Between late March and early April 1940 → 1940-03~/1940-04~ likely» ice went."},
      {.sentence = "Born «10 August 1874 – 9 January 1944 → 1874-08-10/1944-01-09»."},
      {.sentence = "The span «from May 5, 1940 to May 1, 1940 → unsure» is upside down."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, ReadsWhatHasOneSide) {
  const Case cases[] = {
      {.sentence = "«By March 1940 → ../1940-03», half was sold."},
      {.sentence = "«By the end of March 1940 → ../1940-03~ likely», half was sold."},
      {.sentence =
           "«By early 1941 → ../1941-37~ likely» and «by the summer of 1941 → ../1941-22», half was sold."},
      {.sentence = "It lay idle «since 1926 → 1926/..» and «until 1944 → ../1944»."},
      {.sentence = "It lay idle «since the late 1930s → 193X~/.. likely»."},
      {.sentence = "«Before 1918 → ../1917» it was red, «prior to 1910 → ../1909» blue."},
      {.sentence = "«After June 14, 1940 → 1940-06-15/..» it was grey, «after 1950 → 1950/..» blue."},
      {.sentence = "«Before 1 April 1934 → ../1934-03-31» and «before May 1940 → ../1940-04» it was red."},
      {.sentence = "«Before 1 January 1934 → ../1933-12-31», «before January 1930 → ../1929-12» it was red."},
      {.sentence =
           "«Before about 1918 → ../1918~ likely» it was red, «until May 1, 1920 → ../1920-05-01» blue."},
      {.sentence =
           "«No later than 31 December 2005 → ../2005-12-31» he shall pay, «not before 2001 → 2001/..»."},
      {.sentence = "«Not later than June 1940 → ../1940-06» or «no earlier than 1939 → 1939/..»."},
      {.sentence = "«From 1940 onwards → 1940/..» and «from May 1939 on → 1939-05/..», it paid."},
      {.sentence = "«Up to 1939 → ../1939 likely» it paid; documents from «1939 → 1939» say so."},
      {.sentence = "«Until 1066 → ../1066» and «since the 12th century → 11XX/..» it stood."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, CountsFromWhatWasTold) {
  const std::string_view before = "They signed on October 28, 1939.";
  const Case cases[] = {
      {.before = before, .sentence = "«The next day → 1939-10-29 likely» it rained."},
      {.before = before, .sentence = "«A fortnight later → 1939-11-11~ likely» it rained, for a fortnight."},
      {.sentence = "It came «a fortnight after 5 May 1940 → 1940-05-19~»."},
      {.before = before, .sentence = "«Next day → 1939-10-29 likely», it rained."},
      {.before = before, .sentence = "«The following day → 1939-10-29 likely» it rained."},
      {.before = before, .sentence = "On «the very next day → 1939-10-29 likely» it rained."},
      {.before = before, .sentence = "On «the same day → 1939-10-28 likely» it rained."},
      {.before = before,
       .sentence = "«That day → 1939-10-28 likely» and «that night → 1939-10-28 likely» it rained."},
      {.before = before, .sentence = "«The day before → 1939-10-27 likely», it had rained."},
      {.before = before, .sentence = "«A day before → 1939-10-27 likely», another paper was signed."},
      {.before = before, .sentence = "«The previous evening → 1939-10-27 likely» it had rained."},
      {.before = before, .sentence = "«The morning after → 1939-10-29 likely», it rained."},
      {.before = before, .sentence = "«Two days later → 1939-10-30 likely» it rained."},
      {.before = before, .sentence = "«10 days earlier → 1939-10-18 likely» it had rained."},
      {.before = before, .sentence = "«Twenty-one days later → 1939-11-18 likely» it rained."},
      {.before = before, .sentence = "«Three weeks later → 1939-11-18~ likely» it rained."},
      {.before = before, .sentence = "«A week earlier → 1939-10-21~ likely» it rained."},
      {.before = before, .sentence = "«A month later → 1939-11 likely» it rained."},
      {.before = before, .sentence = "«Three months later → 1940-01 likely» it rained."},
      {.before = before, .sentence = "«The next month → 1939-11 likely» it rained."},
      {.before = before, .sentence = "«The previous year → 1938 likely» it rained."},
      {.before = before, .sentence = "«That year → 1939 likely» it rained."},
      {.before = before, .sentence = "«A year earlier → 1938 likely» it rained."},
      {.before = before, .sentence = "«The year after → 1940 likely», it rained."},
      {.before = before, .sentence = "«Ten years later → 1949 likely» it rained."},
      {.before = before, .sentence = "«A hundred years later → 2039 likely» it rained."},
      {.before = before, .sentence = "«Two decades later → 1959~ likely» it rained."},
      {.before = before, .sentence = "«A few days later → 1939-10-28/.. unsure» it rained."},
      {.before = before, .sentence = "«Several years earlier → ../1939-10-28 unsure» it rained."},
      {.before = before, .sentence = "«Weeks later → 1939-10-28/.. unsure», it rained."},
      {.before = before, .sentence = "In «October of that year → 1939-10 likely» it rained."},
      {.before = before, .sentence = "In «March of the following year → 1940-03 likely» it rained."},
      {.before = before, .sentence = "«The following March → 1940-03 likely» it rained."},
      {.before = before, .sentence = "«The previous spring → 1939-21 likely» it rained."},
      {.before = before, .sentence = "On the «5th of that month → 1939-10-05 likely» it rained."},
      {.before = before, .sentence = "On the «29th → 1939-10-29 likely», it rained."},
      {.before = before, .sentence = "On the night of the «30th → 1939-10-30 likely», it rained."},
      {.before = before, .sentence = "On the 29th floor, it rained in."},
      {.before = before, .sentence = "«By the end of the year → ../1939-12~ likely» it was dry."},
      {.before = before,
       .sentence = "At the «end of the month → [1939-10-21~..1939-10-31] likely» it was dry."},
      {.before = before, .sentence = "«By the following year → ../1940 likely» it was dry."},
      {.before = before, .sentence = "«The following Tuesday → 1939-10-31 likely» it rained."},
      {.before = before, .sentence = "«The previous Tuesday → 1939-10-24 likely» it rained."},
      {.before = before, .sentence = "«That Saturday → 1939-10-28 likely» it rained."},
      {.before = before, .sentence = "On «Tuesday → [1939-10-24,1939-10-31] unsure» it rained."},
      {.before = before, .sentence = "«Three weeks after October 1, 1939 → 1939-10-22~», it rained."},
      {.before = before, .sentence = "«Two days before October 3 → 1939-10-01 likely», it rained."},
      {.before = before, .sentence = "«The day after October 3, 1939 → 1939-10-04», it rained."},
      {.before = before, .sentence = "On «the eve of September 1, 1939 → 1939-08-31» it rained."},
      {.before = before, .sentence = "«The day after → unsure» the battle, it rained."},
      {.before = before, .sentence = "«Two days before → unsure» the treaty was signed, it rained."},
      {.before = before,
       .sentence = "On «October 29 → 1939-10-29 likely», «the next day → 1939-10-29 likely» after the feast, "
                   "it rained."},
      {.before = before,
       .sentence = "On «October 30 → 1939-10-30 likely» – «the same day → 1939-10-30 likely» when it rained "
                   "– he left."},
      {.before = before,
       .sentence = "A clerk, born in «1900 → 1900», left «the next day → 1939-10-29 likely»."},
      {.sentence = "«The next day → unsure» it rained; «that year → unsure» it snowed."},
      {.before = "In October 1939 it began.", .sentence = "«The next day → unsure» it rained."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, DoesNotKnowTheDayOfWriting) {
  const Case cases[] = {
      {.before = "It was October 2, 1939.",
       .sentence = "«Yesterday → unsure», «today → unsure», «tomorrow → unsure», «tonight → unsure»."},
      {.before = "It was October 2, 1939.",
       .sentence = "«Last week → unsure» and «next year → unsure» and «ten years ago → unsure»."},
      {.before = "It was October 2, 1939.",
       .sentence = "«The day before yesterday → unsure» and «this year → unsure»."},
      {.before = "It was October 2, 1939.",
       .sentence = "«Last October → XXXX-10 unsure» and «next Tuesday → unsure»."},
      {.sentence = "The minister said «Tuesday → unsure» that he would go."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, InheritsTheYear) {
  const Case cases[] = {
      {.sentence = "He left on «October 7 → XXXX-10-07 unsure»."},
      {.sentence = "He left in «October → XXXX-10 unsure», not in «spring → XXXX-21 unsure»."},
      {.sentence = "It lasted «October 30 – November 1 → XXXX-10-30/XXXX-11-01 unsure»."},
      {.sentence = "He left in «mid-October → XXXX-10~ unsure»."},
      {.before = "It was August 23, 1939.", .sentence = "On «October 7 → 1939-10-07 likely» he left."},
      {.before = "It was August 23, 1939.",
       .sentence = "On «Oct. 7 → 1939-10-07 likely» and the «8th of October → 1939-10-08 likely»."},
      {.before = "It was August 23, 1939.",
       .sentence = "In «October → 1939-10 likely» and «by November → ../1939-11 likely»."},
      {.before = "It was August 23, 1939.",
       .sentence = "«By late October → ../1939-10~ likely» he had left."},
      {.before = "It was August 23, 1939.",
       .sentence = "In «early October → [1939-10-01..1939-10-10~] likely» he left."},
      {.before = "It was August 23, 1939.",
       .sentence = "In «spring → [1939-21,1940-21] unsure» and in the «autumn → [1939-23,1940-23] unsure»."},
      {.before = "It was August 23, 1939.",
       .sentence = "On «October 30 – November 1 → 1939-10-30/1939-11-01 likely» he left."},
      {.before = "It was August 23, 1939.",
       .sentence = "«From December 30 to January 2 → 1939-12-30/1940-01-02 likely» he was away."},
      {.before = "It was August 23, 1939.", .sentence = "On «July 30 → 1939-07-30 likely» he had left."},
      {.before = "In 1926 there was a coup.", .sentence = "On «May 12 → 1926-05-12 likely» shots fell."},
      {.before = "It was December 28, 1939.",
       .sentence = "On «January 3 → [1939-01-03,1940-01-03] unsure» he came."},
      {.before = "It was December 28, 1939.",
       .sentence = "On «Wednesday, January 3 → 1940-01-03 unsure» he came."},
      {.before = "It was December 28, 1939.", .sentence = "On «November 3 → 1939-11-03 likely» he had come."},
      {.before = "It was 1939-03-01.", .sentence = "On «February 29 → XXXX-02-29 unsure» he came."},
      {.sentence = "With one on «September 28 → 1939-09-28 likely», and «October 5, 1939 → 1939-10-05», they "
                   "agreed."},
      {.sentence = "On «September 28 → 1939-09-28 likely» and «30, 1939 → 1939-09-30 likely» they agreed."},
      {.sentence = "With one on «September 28 → 1939-09-28 likely» and with the other on «October 5, 1939 → "
                   "1939-10-05», they agreed."},
      {.sentence = "On «10 → 1939-10-10 likely» and «12 October 1939 → 1939-10-12», and in «March → 1917-03 "
                   "likely» and «April 1917 → 1917-04»."},
      {.sentence =
           "On «14 → 1240-05-14 likely», «15 → 1240-05-15 likely» and «16 May 1240 → 1240-05-16» they rode."},
      {.sentence = "On the «1st → 1945-05-01 likely» and «2nd of May 1945 → 1945-05-02» they rode."},
      {.sentence = "On «30 April → 1945-04-30 likely» and «1 May 1945 → 1945-05-01» they rode."},
      {.sentence = "On «October 10, 1940 → 1940-10-10» and «11 → 1940-10-11 likely», they rode."},
      {.before = "It was on 24 August 1676.",
       .sentence = "He returned in «1679 → 1679» after the peace of «26 September → 1679-09-26 likely»."},
      {.before = "It was 1066.", .sentence = "It came on «5 May '40 → XX40-05-05 unsure» there."},
      {.before = "It was 1944.", .sentence = "On «5 May → 1944-05-05 likely» '40 guns fired'."},
  };
  for (const Case& c : cases) CheckCase(c);
}

// A day belongs to the thread of the story that it continues, not to the year that was told last.
TEST(Dates, KeepsTheThreadOfTheStory) {
  struct Story {
    std::vector<std::string_view> before;
    std::string_view sentence;
  };
  const Story stories[] = {
      {.before = {"On September 28, 1939 they agreed.", "He came on October 3.",
                  "The strip was sold on January 10, 1941."},
       .sentence = "On «October 7 → 1939-10-07 likely» the envoys came back."},
      {.before = {"It was August 23, 1939.", "The strip was sold on January 10, 1941."},
       .sentence = "On «October 7 → [1939-10-07,1941-10-07] unsure» the envoys came back."},
      {.before = {"It was August 23, 1939.", "The treaty of 1920 forbade it."},
       .sentence = "On «October 7 → 1939-10-07 likely» the envoys came back."},
      {.before = {"It was August 23, 1939.", "He had been a minister in 1926."},
       .sentence = "On «October 7 → 1939-10-07 likely» the envoys came back."},
      {.before = {"It was August 23, 1939.", "An aide (born 3 October 1890) wrote."},
       .sentence = "On «October 7 → 1939-10-07 likely» the envoys came back."},
      {.before = {"On October 3, 1939 he came.", "On December 20, 1939 he fell ill.",
                  "On January 5, 1940 he died."},
       .sentence = "On «February 3 → 1940-02-03 likely» he was buried."},
      {.before = {"On October 28, 1939 they moved in.", "On October 30 they paraded.",
                  "By March 1940, they had settled."},
       .sentence = "As the first came on «November 14 → 1939-11-14 likely», doors closed."},
      {.before = {"On October 3, 1939 he came.", "In 1926, he had led a coup."},
       .sentence = "On «May 12 → 1926-05-12 likely» his men rode in."},
  };
  for (const Story& story : stories) {
    DateReader reader;
    for (const std::string_view sentence : story.before) reader.Read(ProseTokens(sentence));
    const std::string sentence = WithoutMarks(story.sentence);
    EXPECT_EQ(WithMarks(sentence, reader.Read(ProseTokens(sentence))), story.sentence);
  }
}

TEST(Dates, TurnsTheYear) {
  const std::string_view stories[] = {
      "Talks began in «December 1910 → 1910-12».¦In «March → [1910-03,1911-03] unsure» they ended.",
      "Talks began in «November 1910 → 1910-11».¦In «January → [1910-01,1911-01] unsure» they ended.¦In "
      "«February → 1911-02 unsure» the town fell.",
      "The siege began on «20 December 1914 → 1914-12-20».¦In «March → [1914-03,1915-03] unsure» it ended.",
      "It began in «October 1914 → 1914-10».¦In «February → [1914-02,1915-02] unsure» the town fell.¦In «May "
      "→ 1915-05 unsure» it was retaken.",
      "The war began in «1914 → 1914».¦In «November → 1914-11 likely» it spread.¦In «February → "
      "[1914-02,1915-02] unsure» it stopped.",
      "He retired in «late 1872 → 1872-39~ likely».¦In «April → [1872-04,1873-04] unsure» he died.",
      "The board met on «14 December 1920 → 1920-12-14».¦On «10 January → [1920-01-10,1921-01-10] unsure» it "
      "met again.",
      "It was «August 1939 → 1939-08».¦In «June → 1939-06 likely» he had come.¦On «10 July → 1939-07-10 "
      "likely» he had left.",
      "It was «August 1939 → 1939-08».¦In «May → [1939-05,1940-05] unsure» he came.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, DoesNotGoBackToYearsLeftLong) {
  const std::string_view stories[] = {
      "War began in «July 1914 → 1914-07».¦On «1 January 1922 → 1922-01-01» peace came.¦In «October → "
      "[1914-10,1922-10] unsure» it expired.",
      "War began in «July 1914 → 1914-07».¦On «1 January 1922 → 1922-01-01» peace came.¦It expired in the "
      "«autumn → [1914-23,1922-23] unsure».",
      "The war began in «August 1914 → 1914-08».¦On «11 November 1918 → 1918-11-11» it ended.¦In «December → "
      "1918-12 likely» they came home.",
      "A pact was made on «3 May 1870 → 1870-05-03».¦Peace came in «1879 → 1879».¦On «4 June → "
      "[1870-06-04,1879-06-04] unsure» it was sealed.",
      "On «3 May 1870 → 1870-05-03» he came.¦On «5 May → 1870-05-05 likely» he spoke.¦He was buried on «1 "
      "March 1879 → 1879-03-01».¦On «9 May → 1870-05-09 unsure» the vote was held.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, GoesOnFromSpansAndHalves) {
  const std::string_view stories[] = {
      "In «1904 → 1904» he came.¦«From 1905 to 1907 → 1905/1907» he taught at Ulm.¦«The following year → "
      "1908 likely» he left.¦In «May → 1908-05 likely» he died.",
      "He ruled in «1926 → 1926».¦She was queen «from 1702 to 1714 → 1702/1714».¦«A century later → 1814~ "
      "likely» the house fell.",
      "In «1926 → 1926» he came.¦The war of «1914–1918 → 1914/1918» was over.¦«The next year → 1927 likely» "
      "he left.",
      "In «February 1911 → 1911-02» it snowed.¦In the «second half of 1911 → 1911-41» trade fell.¦«The next "
      "year → 1912 likely» he left.",
      "In «February 1915 → 1915-02» snow fell.¦In the «second half of the same year → 1915-41 likely», trade "
      "resumed.¦«The following spring → 1916-21 likely» it thawed.",
      "In the «first half of 1893 → 1893-40» it met twice.¦«The following autumn → 1893-23 likely» it was "
      "dissolved.",
      "In «1940 → 1940» he came.¦He stayed «until 1944 → ../1944».¦«The following year → 1945 likely» he "
      "died.",
      "«From 1905 to 1907 → 1905/1907» he taught.¦In «May → 1907-05 unsure» he fell ill.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, TellsFlashbacksByTheWay) {
  const std::string_view stories[] = {
      "On «28 June 1919 → 1919-06-28» peace was made.¦«Five years earlier → 1914 likely» the Archduke had "
      "been shot.¦In «January of the next year → [1915-01,1920-01] unsure» the treaty came into force.",
      "On «28 June 1919 → 1919-06-28» peace was made.¦«Two days earlier → 1919-06-26 likely» the envoys had "
      "met.¦«The next day → [1919-06-27,1919-06-29] unsure» the crowds came.¦On «1 July → 1919-07-01 unsure» "
      "they went home.",
      "On «28 June 1919 → 1919-06-28» peace was made.¦«Five years earlier → 1914 likely» the Archduke had "
      "been shot.¦In «October → [1914-10,1919-10] unsure» it was read.",
      "On «5 October 1951 → 1951-10-05» the motion was put.¦«A month earlier → 1951-09 likely» it had "
      "failed.¦In «November → 1951-11 likely» it was carried.",
      "In «1840 → 1840» he came to Riga.¦«Three years earlier → 1837 likely» his wife had died.¦In «1842 → "
      "1842» he left.¦«The following year → 1843 likely» he died.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, KeepsThePrepositionOfAPartOfTheDay) {
  const std::string_view stories[] = {
      "«By noon on 9 April 1939 → ../1939-04-09T12:00» he must answer.",
      "It lasted «until the morning of 8 May 1910 → ../1910-05-08».",
      "«Since the night of 5 May 1911 → 1911-05-05/..» he was ill.",
      "«Before dawn on 6 May 1911 → ../1911-05-06» he left.",
      "It lasted «until late in the evening of 9 May 1911 → ../1911-05-09» or «until midnight on 7 May 1910 "
      "→ ../1910-05-07».",
      "«By the early hours of 4 June 1920 → ../1920-06-04» it was over.",
      "It was open «until 5 p.m. on 3 October 1939 → ../1939-10-03T17:00».",
      "It lasts «from midnight on 3 May to noon on 5 May 1912 → 1912-05-03/1912-05-05T12:00».",
      "«After sunset on 3 May 1850 → 1850-05-03/..» it rained.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, CountsTermsOfLaws) {
  const std::string_view stories[] = {
      "He shall, «not later than 180 days after May 3, 1994 → ../1994-10-30», issue rules.",
      "«Within 60 days after 1 June 1995 → 1995-06-01/1995-07-31» or «within six months of 15 June 1995 → "
      "1995-06-15/1995-12-15 likely», he pays.",
      "«Not more than 60 days after 1 June 1995 → ../1995-07-31» he pays.",
      "«No later than 90 days before 1 June 1995 → ../1995-03-03» he pays.",
      "«At least 30 days before 1 June 1995 → ../1995-05-02» and «more than 60 days after 1 March 1995 → "
      "1995-04-30/..» he pays.",
      "It begins «not less than 30 days after 3 May 1994 → 1994-06-02/..» and ends «not later than one year "
      "after 29 February 2004 → ../2005-02-28».",
      "In 200 days he came, and after 1500 years they left; until 300 days were over.",
      "Not later than 180 days after the date of enactment he shall, within 60 days of receipt, pay.",
      "He lay ill for ten days «after May 5, 1910 → 1910-05-06/..».",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, ReadsLimits) {
  const std::string_view stories[] = {
      "It was not until «1925 → 1925» that trade resumed.",
      "Not until «May 1926 → 1926-05» was it renewed.",
      "Trade did not resume until «1927 → 1927 likely», and no treaty was signed until «1931 → 1931 likely».",
      "It didn’t end until «4 May 1928 → 1928-05-04 likely».",
      "He did not live «until 1929 → ../1929»; it stood «until 1930 → ../1930».",
      "They had lived there «since at least 1938 → 1938/.. likely».",
      "It stood «from around 1600 until at least 1720 → 1600~/1720 likely».",
      "It was known «by at least 1400 → ../1400 likely» and used «until as late as 1960 → ../1960».",
      "It ran «from at least 1910 to 1920 → 1910/1920 likely», and «by 1915 → ../1915» at the latest it "
      "paid.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, TellsNumbersOfThingsFromYears) {
  const std::string_view stories[] = {
      "Recalling its resolutions 1160 («1998 → 1998») of «31 March 1998 → 1998-03-31» and 1199 («1998 → "
      "1998») of «23 September 1998 → 1998-09-23».",
      "Under resolutions 1267 («1999 → 1999»), 1333 («2000 → 2000») and 1373 («2001 → 2001») it reports.",
      "Resolutions 1160 and 1199 stand, and so do directives 1939, 1940 and 1941.",
      "He died in «1939 → 1939 unsure» («1940 → 1940»).",
      "A force of 1500 took the hill with a small band of 1200.",
      "The «1200 → 1200 unsure» came home; the «1500 → 1500 unsure» were lost.",
      "The army of «1812 → 1812» froze; the fleet of «1500 → 1500 unsure» sailed.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, ReadsListsOfMonthsAndDays) {
  const std::string_view stories[] = {
      "In «March → 1792-03 likely», «April → 1792-04 likely» and «May 1792 → 1792-05» it rained.",
      "In «June → 1792-06 likely», «July → 1792-07 likely», and «August 1792 → 1792-08» it did not.",
      "It was «1 January 1800 → 1800-01-01».¦In «March → 1800-03 likely», «May → 1800-05 likely» and «July → "
      "1800-07 likely» it did.",
      "In «April → XXXX-04 unsure» or «June → XXXX-06 unsure», June being wet, they left.",
      "It met on the «first Monday of October 1794 → 1794-10-06».",
      "The «last Friday in June 1922 → 1922-06-30» and the «2nd Tuesday of January 1996 → 1996-01-09» were "
      "dry.",
      "It is held on the «first Tuesday in November → XXXX-11 unsure».",
      "On «3 May 1915 → 1915-05-03» it began.¦He came on the «20th → 1915-05-20 likely» and stayed «until "
      "the 23rd → ../1915-05-23 likely».¦«By the 27th → ../1915-05-27 likely» he had left.",
      "It was «3 May 1915 → 1915-05-03».¦«From the 4th to the 6th → 1915-05-04/1915-05-06 likely» it "
      "rained.¦On the «2nd → [1915-05-02,1915-06-02] unsure» the enemy fell back.",
      "Bonn, «5 May 1870 → 1870-05-05».¦The dispatch of the «28th → [1870-04-28,1870-05-28] unsure» came; a "
      "note dated the «3rd → [1870-04-03,1870-05-03] unsure» did not.",
      "It was «3 May 1915 → 1915-05-03».¦By the 27th Division, the captain of the 29th and the 3rd floor.",
      "Rome fought «between 264 and 241 BC → -0263/-0240».¦In «44 → -0043 likely» and «31 BC → -0030» it "
      "fought.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, ReadsTimesOfTelegrams) {
  const std::string_view stories[] = {
      "Berne, «May 3, 1939—7 p.m. → 1939-05-03T19:00»",
      "Paris, «24 July 1914, 9:15 a.m. → 1914-07-24T09:15»",
      "Berne, «May 3, 1939—noon → 1939-05-03T12:00».",
      "They met on «10 May 1940 → 1940-05-10».¦On «5 February at 5 p.m. → [1940-02-05,1941-02-05] unsure» he "
      "left.",
      "The attack began at «0530 hours on 6 June 1944 → 1944-06-06T05:30».",
      "The fair of «May 3–7, 1939 → 1939-05-03/1939-05-07» and of «May 3, 1939 – May 7, 1939 → "
      "1939-05-03/1939-05-07».",
      "Sent «4 March 2019 → 2019-03-04» 10:31:05 +0100.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, ReadsDaysInTwoStyles) {
  const std::string_view stories[] = {
      "It was «25 October/7 November 1917 → 1917-11-07 likely».",
      "It was «25 October (7 November) 1917 → 1917-11-07 likely» or «October 25 (November 7), 1917 → "
      "1917-11-07 likely».",
      "It was «7 November (25 October) 1917 → 1917-11-07 likely».",
      "The rising of «24 December 1917/6 January 1918 → 1918-01-06 likely» failed.",
      "Kiev, «3 (16) March 1918 → 1918-03-16 likely».",
      "On «3 May 1918 → 1918-05-03» («5 June → 1918-06-05 likely») they met.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, CountsFromTheMonthOfALetter) {
  const std::string_view stories[] = {
      "London, «20 May 1845 → 1845-05-20».¦I had your letter of the «5th ult. → 1845-04-05 likely» and of "
      "the «3rd inst. → 1845-05-03 likely»",
      "London, «20 May 1845 → 1845-05-20».¦I leave on the «5th prox. → 1845-06-05 likely» with him.¦«The "
      "next day → [1845-05-21,1845-06-06] unsure» he goes.",
      "Bath, «12 January 1811 → 1811-01-12».¦Yours of the «28th ultimo → 1810-12-28 likely» came on the «9th "
      "instant → 1811-01-09 likely».",
      "I had your letter of the «5th ult. → unsure» here.",
      "On the 5th instant noodles were sold.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

// Each was written with its true dates before it was read.
TEST(Dates, ReadsSmallStories) {
  const std::string_view stories[] = {
      "He was born on «3 May 1880 → 1880-05-03» at Ulm.¦In «October 1900 → 1900-10» he went to Bonn.¦In "
      "«March → [1900-03,1901-03] unsure» he married.",
      "She entered the school in «September 1911 → 1911-09».¦In «June → [1911-06,1912-06] unsure» she left "
      "it.",
      "Born in «1790 → 1790», he served «from 1808 to 1812 → 1808/1812».¦«Two years later → 1814 likely» he "
      "was a captain.",
      "He taught at Ulm «until 1931 → ../1931».¦«The next year → 1932 likely» he emigrated.",
      "She died on «4 November 1888 → 1888-11-04».¦«A week earlier → 1888-10-28~ likely» she had made her "
      "will.¦«Two days later → [1888-10-30,1888-11-06] unsure» she was buried.",
      "He was not knighted until «1911 → 1911 likely».",
      "He had lived there «since at least 1655 → 1655/.. likely».",
      "She was abbess «from 1221 until at least 1240 → 1221/1240 likely».",
      "He reigned «between 310 and 306 BC → -0309/-0305».",
      "On «12 November 1805 → 1805-11-12» he entered the city.¦In «February → [1805-02,1806-02] unsure» he "
      "left it for the coast.",
      "On «21 July 1861 → 1861-07-21» they fought.¦On the «23rd → 1861-07-23 likely» they fell back.¦«By the "
      "27th → ../1861-07-27 likely» the bridge was lost.",
      "The column left on «28 March 1814 → 1814-03-28».¦On the «2nd → [1814-03-02,1814-04-02] unsure» it "
      "reached the river.",
      "The town held out «until the evening of 9 August 1849 → ../1849-08-09».",
      "At dawn on «6 June 1944 → 1944-06-06» they landed, and «by midnight on 7 June → ../1944-06-07 likely» "
      "they held the road.",
      "«From the night of 4 May 1864 to the morning of 7 May 1864 → 1864-05-04/1864-05-07» they fought.",
      "The attack began at «0445 hours on 3 September 1939 → 1939-09-03T04:45».",
      "A force of 1800 crossed the river in «1779 → 1779».",
      "The army of «1813 → 1813» was larger than a crowd of 1500.",
      "The battle of the «14th → unsure» was lost.",
      "In «April → 1917-04 likely», «May → 1917-05 likely» and «October 1917 → 1917-10» they struck.",
      "The fleet sailed on «3 May 1588 → 1588-05-03».¦«Two days before → 1588-05-01 likely», the stores had "
      "come.¦On «the next day → [1588-05-02,1588-05-04] unsure» it met a storm.",
      "The war began in «May 1866 → 1866-05».¦On «3 July 1870 → 1870-07-03» another came.¦In «September → "
      "1870-09 likely» the town fell.",
      "The report is due «not later than 90 days after 30 September 2011 → ../2011-12-29».",
      "The fee is payable «within 14 days after 3 March 2004 → 2004-03-03/2004-03-17».",
      "Notice shall be given «at least 60 days before 31 December 2003 → ../2003-11-01».",
      "It enters into force «no earlier than 30 days after 1 May 1992 → 1992-05-31/..».",
      "«Within one year of 3 June 1985 → 1985-06-03/1986-06-03 likely» it shall be reviewed.",
      "It shall cease «not more than six months after 15 January 1947 → ../1947-07-15».",
      "The term ends «two years after 5 May 1990 → 1992».",
      "The Council meets on the «second Tuesday of January 1996 → 1996-01-09».",
      "The law was not repealed until «1 July 1967 → 1967-07-01 likely».",
      "It did not last «until 1950 → ../1950».",
      "Resolution 242 («1967 → 1967») and resolution 338 («1973 → 1973») were recalled.",
      "The «1833 → 1833» Act and the «1850 → 1850» Act stand.",
      "He shall answer «by 5 p.m. on 4 May 1950 → ../1950-05-04T17:00».",
      "«Until noon on 1 January 1900 → ../1900-01-01T12:00» the old law holds.",
      "Bath, «12 March 1811 → 1811-03-12».¦Your letter of the «28th ult. → 1811-02-28 likely» came.",
      "London, «4 June 1790 → 1790-06-04».¦On the «2nd inst. → 1790-06-02 likely» he sailed; he is to dine "
      "on the «1st prox. → 1790-07-01 likely» with us.",
      "Petrograd, «February 27 (March 12), 1917 → 1917-03-12 likely».",
      "The minutes of the «3rd → unsure» were read.",
      "The session began on «28 February 1848 → 1848-02-28».¦On the «3rd → [1848-02-03,1848-03-03] unsure» "
      "it was adjourned.",
      "The committee sat «from the 4th to the 9th of March 1831 → 1831-03-04/1831-03-09».",
      "In the «third quarter of 1930 → 1930-35» sales fell.¦«The next year → 1931 likely» they rose.",
      "The vote of «3 May 1902 → 1902-05-03» stood.¦In «the previous March → 1902-03 likely» it had been put "
      "off.¦Later «that year → 1902 likely» it was taken.",
      "The first meeting was held in «August 1919 → 1919-08».¦The second was held in «February → "
      "[1919-02,1920-02] unsure».",
      "On «3 May 1939 → 1939-05-03» he came.¦The law was changed on «1 November 1950 → 1950-11-01».¦On «5 "
      "May → "
      "1939-05-05 likely» he left.",
  };
  for (const std::string_view story : stories) CheckStory(story);
}

TEST(Dates, KnowsNamedPeriods) {
  const Case cases[] = {
      {.sentence = "Throughout the «interwar period → 1918~/1939~ likely» and in «interwar → 1918~/1939~ "
                   "likely» plays."},
      {.sentence = "In «World War I → 1914-07-28/1918-11-11 likely» and «World War II → "
                   "1939-09-01/1945-09-02 likely»."},
      {.sentence = "In the «First World War → 1914-07-28/1918-11-11 likely» and «WWII → "
                   "1939-09-01/1945-09-02 likely»."},
      {.sentence = "«After the Second World War → 1945-09-02/.. likely» and «before World War I → "
                   "../1914-07-28 likely»."},
      {.sentence =
           "Delayed by the «Winter War → 1939-11-30/1940-03-13 likely», they ate in a winter garden."},
      {.sentence = "The «Cold War → 1947~/1991 likely» and the «Thirty Years’ War → 1618/1648 likely»."},
      {.sentence = "In the «Middle Ages → 0476~/1500~ likely», the «early Middle Ages → 0476~/1000~ likely» "
                   "and the «Renaissance → 1400~/1600~ likely»; Renaissance music."},
      {.sentence = "In the «fin de siècle → 1880~/1914~ likely» and the «Belle Époque → 1871~/1914 likely»."},
      {.sentence = "In the «Victorian era → 1837/1901 likely» a great war of words; the first world record."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, TellsDatesFromOtherNumbersAndWords) {
  const Case cases[] = {
      {.sentence = "The 1,728 officers and 2000 troops had 1500 guns and 1.939 tons."},
      {.sentence = "Page 1918, p. 1920, pp. 1918–1920, Route 1939, No. 1940, § 1918, Resolution 1325."},
      {.sentence = "A population of 1939, a total of 1500, an average of 1812."},
      {.sentence = "It cost $1939, £1850, 1939%, 1939 km and more than 1500."},
      {.sentence = "Aged 34, he lasted 15 years, 36 years and 3 days, for two years before the end."},
      {.sentence =
           "In «1939 → 1939 unsure» soldiers sang, in «1500 → 1500 unsure» villages; in 120 countries."},
      {.sentence =
           "Some 1500 rode, nearly 1600 walked, over 1700 ran, at least 1800 swam, at 1900 they stopped."},
      {.sentence = "A 1500-strong force called 555-1939 and 1939-555 from 192.168.1.1 about 2000-13-45."},
      {.sentence =
           "It may be so; they march on; May I go? March on! The March on the city began; April told June."},
      {.before = "It was 1 May 1939.",
       .sentence = "In «May → 1939-05 likely», «by June → ../1939-06 likely», on «may 5 → 1939-05-05 "
                   "unsure»; I may 5 times."},
      {.sentence = "The second second came first; the third man took a quarter of half a day."},
      {.sentence = "The fall of the town, spring water, the Winter Palace, an Indian Summer Camp."},
      {.sentence = "Every Monday he read the Sunday Times on Black Friday."},
      {.sentence = "On that note, the same time, the next few days, the last day of school, to this day."},
      {.sentence = "See http://example.org/2010/05/03/x.html, doi:10.1000/1939 and a_1939 or 1939x."},
      {.sentence =
           "Regulation 2016/679 and 95/46/EC of «24 October 1995 → 1995-10-24», 99.99.1999, 45/45/2000."},
      {.sentence = "The 19th anniversary, the 16th Corps, the 5th Division and the 2nd Tank Brigade."},
      {.sentence = "By Jan Novak; in a jan; Mar and Dec went home."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, SaysWhatIsImpossible) {
  const Case cases[] = {
      {.sentence = "It is dated «February 30, 1939 → unsure» and «31 June → unsure»."},
      {.sentence = "It is dated «29 February 1939 → unsure», not «29 February 1940 → 1940-02-29»."},
      {.sentence = "It is dated «October 45, 1939 → unsure» and «31/02/2023 → unsure»."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, KnowsOldAndNewStyle) {
  const Case cases[] = {
      {.sentence = "Born «25 February 1920 (O.S.) → 1920-02-25 likely» in a barn."},
      {.sentence = "Born «25 February 1920 [Old Style] → 1920-02-25 likely» in a barn."},
      {.sentence = "Born «29 February 1900 (O.S.) → 1900-03-13 likely» in a barn."},
      {.sentence = "The rising of «7 November [O.S. 25 October] 1917 → 1917-11-07» began at night."},
      {.sentence = "The rising of «7 November 1917 (N.S.) → 1917-11-07» began at night."},
      {.sentence =
           "It began on «5 March (18 March N.S.) 1917 → 1917-03-05 likely» and ended on «18 March (5 March "
           "O.S.) 1917 → 1917-03-18» (a Sunday)."},
      {.sentence = "It was signed on «5/18 March 1917 (O.S.) → 1917-03-18 likely» and «5/18 March 1916 → "
                   "1916-03-18 likely»."},
      {.sentence = "It was signed on «5/15 March 1917 → 1917-03-05/1917-03-15 likely»."},
      {.sentence = "It came on «7 February 1709/10 → 1710-02-07 likely» and «25 March 1699/1700 → 1699-03-25 "
                   "unsure»."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, ChecksWeekdays) {
  const Case cases[] = {
      {.sentence = "On «Tuesday, October 10, 1939 → 1939-10-10» it rained."},
      {.sentence = "On «Tuesday 10 October 1939 → 1939-10-10» it rained."},
      {.sentence = "On «Monday, October 10, 1939 → 1939-10-10 unsure» it rained."},
      {.sentence = "On «Friday, 13 October 1307 → 1307-10-13» it rained."},
      {.sentence = "On «Wednesday, 25 October 1917 → 1917-10-25 likely» it rained."},
  };
  for (const Case& c : cases) CheckCase(c);
}

TEST(Dates, SaysWhy) {
  struct Why {
    std::string_view before;
    std::string_view sentence;
    std::string_view reason;  // of its last date
  };
  const Why cases[] = {
      {"It was August 23, 1939.", "It was August 24, 1939.", ""},
      {"It was August 23, 1939.", "He came on October 3.", "the year is that of “August 23, 1939”"},
      {"It was August 23, 1939. He came on May 3.", "He left on May 4.",
       "the year is that of “August 23, 1939”"},
      {"It was August 23, 1939.", "The next day he left.", "a day after “August 23, 1939”"},
      {"It was August 23, 1939.", "He left two days before.", "2 days before “August 23, 1939”"},
      {"It was August 23, 1939.", "He left on the same day.", "the day is that of “August 23, 1939”"},
      {"It was August 23, 1939.", "He left some days later.",
       "some days after “August 23, 1939”; how many is not said"},
      {"It was August 23, 1939.", "He left on Friday.", "the Friday before or after “August 23, 1939”"},
      {"It was August 23, 1939.", "The following March he left.",
       "the first such month after “August 23, 1939”"},
      {"It was December 28, 1939.", "He left on January 3.",
       "the year is that of “December 28, 1939” or the following one"},
      {"War began in July 1914. On 1 January 1922 peace came.", "In October it expired.",
       "the year is that of “July 1914” or that of “1 January 1922”"},
      {"It was 28 June 1919. Two days earlier they met.", "The next day he left.",
       "a day after “28 June 1919”; it may count from “Two days earlier”, too"},
      {"It was 28 June 1919.", "On the 3rd he left.",
       "the month is that of “28 June 1919”; or the month after"},
      {"", "Within 9 days of 3 May 1990 he pays.", "“of” is read as after; 9 days after “3 May 1990”"},
      {"", "Trade did not resume until 1927.", "“not … until” is read as then"},
      {"", "It stood until at least 1720.", "“at least”: perhaps longer"},
      {"", "He left on October 7.", "no year is told before"},
      {"", "He left the next day.", "it counts from a date before it, and none is told"},
      {"", "He leaves today.", "it counts from the day of writing, which is not told"},
      {"", "He left a year before the war.", "it counts from something whose date is not told here"},
      {"", "He left before 1918.", "“before” leaves the date itself out"},
      {"", "He left in late 1939.", "the late part of the year is read as its last third"},
      {"", "He left at the end of May 1939.", "the end of the month is read as its last third"},
      {"", "He left in the late 1930s.", "only the late part of the decade is meant"},
      {"", "It is dated 3/4/1939.", "day and month may stand in either order"},
      {"", "It is dated 3.4.1939.", "between full stops the day stands first"},
      {"", "It is dated 31 June.", "there is no such day: June has 30 days"},
      {"", "It is dated February 29, 1939.", "there is no such day: February 1939 has 28 days"},
      {"", "Dated 25 February 1920 (O.S.).", "it is of the old style; in the new style it is 9 March 1920"},
      {"", "On 7 November [O.S. 25 October] 1917.", "in the new style; in the old style it is 25 October"},
      {"", "On Monday, October 10, 1939.", "that day was no Monday"},
      {"", "In 1939 soldiers sang.", "it may count the “soldiers”"},
      {"", "They extended it to 1944.", "only a number, which stands like a year"},
      {"", "In 1910-12 he left.", "it may be December 1910"},
      {"", "In the 1800s he left.", "it may mean the decade 1800 to 1809"},
      {"", "In the interwar period.", "the years between the two World Wars"},
      {"", "At the turn of the 20th century.", "read as the begin of that century, not as its end"},
      {"", "On September 28 and on October 5, 1939.", ""},
  };
  for (const Why& c : cases) {
    DateReader reader;
    reader.Read(ProseTokens(c.before));
    const std::vector<Mention> mentions = reader.Read(ProseTokens(c.sentence));
    ASSERT_FALSE(mentions.empty()) << c.sentence;
    EXPECT_EQ(mentions.back().reason, c.reason) << c.sentence;
  }
}

TEST(Dates, AreUnsureIfTheyRestOnAnEarlierSection) {
  DateReader reader;
  reader.Read(ProseTokens("It was August 23, 1939."));
  reader.BeginSection();
  std::vector<Mention> mentions = reader.Read(ProseTokens("On October 3 he came."));
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].edtf, "1939-10-03");
  EXPECT_EQ(mentions[0].sureness, Sureness::kUnsure);
  EXPECT_EQ(mentions[0].reason, "the year is that of “August 23, 1939”, told in an earlier section");

  reader.Read(ProseTokens("It was May 5, 1940."));
  mentions = reader.Read(ProseTokens("The next day he left."));
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].sureness, Sureness::kLikely);

  // A step over the heading is doubtful, too.
  reader.BeginSection();
  mentions = reader.Read(ProseTokens("The next day he left."));
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].edtf, "1940-05-07");
  EXPECT_EQ(mentions[0].sureness, Sureness::kUnsure);
}

TEST(Dates, ReadLongSentencesInPortions) {
  std::string sentence;
  for (int i = 0; i < 20'000; ++i) sentence += "word ";
  std::string many;
  for (int i = 0; i < 3'000; ++i) many += "on October 10, 1939, and in the years of peace, ";
  DateReader reader;
  EXPECT_TRUE(reader.Read(ProseTokens(sentence)).empty());
  const std::vector<Mention> mentions = reader.Read(ProseTokens(many));
  EXPECT_EQ(mentions.size(), 3'000u);
  for (const Mention& mention : mentions) EXPECT_EQ(mention.edtf, "1939-10-10");
  // A date across the border of two portions is whole.
  for (size_t words = 4'030; words < 4'100; ++words) {
    std::string long_sentence;
    for (size_t i = 0; i < words; ++i) long_sentence += "word ";
    long_sentence += "from September 17 until October 28, 1939";
    const std::vector<Mention> found = DateReader().Read(ProseTokens(long_sentence));
    ASSERT_EQ(found.size(), 1u) << words;
    EXPECT_EQ(found[0].edtf, "1939-09-17/1939-10-28") << words;
  }
}

// Any row of the words that dates are made of is read into valid mentions.
RC_GTEST_PROP(DatesProperty, AnyWordsAreReadOrLeft, ()) {
  const std::vector<std::string> words = {"on",       "October", "10",      "1939",     ",",
                                          "the",      "next",    "day",     "of",       "that",
                                          "year",     "from",    "to",      "until",    "–",
                                          "-",        "/",       ".",       "12th",     "century",
                                          "BC",       "AD",      "early",   "late",     "two",
                                          "weeks",    "later",   "before",  "after",    "May",
                                          "Tuesday",  "at",      "5",       "p.m.",     "1920s",
                                          "by",       "spring",  "about",   "c.",       "29",
                                          "February", "31",      "(",       ")",        "O.S.",
                                          "turn",     "half",    "same",    "and",      "World War II",
                                          "last",     "eve",     "0",       "9999",     "1",
                                          "a",        "few",     "hundred", "thousand", "nine",
                                          "within",   "not",     "more",    "than",     "least",
                                          "earlier",  "dawn",    "noon",    "3rd",      "ult.",
                                          "Monday",   "in",      "since",   "morning",  "first"};
  DateReader reader;
  for (int i = 0; i < 3; ++i) {
    const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(words));
    std::string sentence;
    for (const std::string& word : chosen) {
      if (!sentence.empty() && *rc::gen::inRange(0, 4) > 0) sentence += " ";
      sentence += word;
    }
    size_t end = 0;
    for (const Mention& mention : reader.Read(ProseTokens(sentence))) {
      RC_ASSERT(mention.at.begin >= end);
      RC_ASSERT(sentence.substr(mention.at.begin, mention.at.size()) == mention.text);
      RC_ASSERT(mention.edtf.empty() || base::ParseEdtf(mention.edtf).ok());
      RC_ASSERT(mention.sureness == Sureness::kSure || !mention.reason.empty());
      end = mention.at.end;
    }
    if (*rc::gen::inRange(0, 3) == 0) reader.BeginSection();
  }
}

RC_GTEST_PROP(DatesProperty, ADayIsReadInEachOrder, ()) {
  const base::Day day = *rc::gen::inRange<base::Day>(base::ToDay({1000, 1, 1}), base::ToDay({2100, 1, 1}));
  const base::CivilDate civil = base::ToCivil(day);
  const std::string month(base::MonthName(civil.month));
  const std::string number = std::to_string(civil.day);
  const std::string year = std::to_string(civil.year);
  for (const std::string& text :
       {month + " " + number + ", " + year, number + " " + month + " " + year,
        month.substr(0, 3) + (month.size() > 3 ? ". " : " ") + number + ", " + year, base::ToString(day)}) {
    const std::vector<Mention> mentions = DateReader().Read(ProseTokens("On " + text + " it rained."));
    RC_ASSERT(mentions.size() == 1u);
    RC_ASSERT(mentions[0].edtf == base::ToString(day));
    RC_ASSERT(mentions[0].sureness == Sureness::kSure);
  }
}

}  // namespace
}  // namespace casus::text
