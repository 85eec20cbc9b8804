#include "text/quantities.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace casus::text {
namespace {

using ::testing::ElementsAreArray;

// "20", "20 to 30", "20 or more", "30 or less"; empty if only words tell it.
std::string ShowValue(const Mention& mention) {
  const auto& [least, most] = std::pair(mention.least, mention.most);
  if (least && most) return least->ToString() + (*least == *most ? "" : " to " + most->ToString());
  if (least) return least->ToString() + " or more";
  return most ? most->ToString() + " or less" : "";
}

struct Case {
  std::string_view sentence;
  std::string_view words;  // of its only mention
  std::string_view value;
  std::string_view unit = "";
  bool about = false;
  Sureness sureness = Sureness::kSure;
};

void Check(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const std::vector<Mention> mentions = FindQuantities(ProseTokens(c.sentence));
    ASSERT_EQ(mentions.size(), 1u) << c.sentence;
    const Mention& mention = mentions.front();
    EXPECT_EQ(mention.text, c.words) << c.sentence;
    EXPECT_EQ(c.sentence.substr(mention.at.begin, mention.at.size()), c.words) << c.sentence;
    EXPECT_EQ(ShowValue(mention), c.value) << c.sentence;
    EXPECT_EQ(mention.unit, c.unit) << c.sentence;
    EXPECT_EQ(mention.approximate, c.about) << c.sentence;
    EXPECT_EQ(mention.sureness, c.sureness) << c.sentence << ": " << mention.reason;
    EXPECT_EQ(mention.reason.empty(), c.sureness == Sureness::kSure) << c.sentence << ": " << mention.reason;
    EXPECT_EQ(mention.kind, c.unit.empty() ? Mention::Kind::kNumber : Mention::Kind::kQuantity) << c.sentence;
  }
}

TEST(FindQuantities, ReadsFigures) {
  Check({
      {.sentence = "The hall seats 640.", .words = "640", .value = "640"},
      {.sentence = "They counted 12,400 sheep.", .words = "12,400 sheep", .value = "12_400", .unit = "sheep"},
      {.sentence = "A crowd of 1,250,000 came.", .words = "1,250,000", .value = "1_250_000"},
      {.sentence = "It grew by 2.75 at once.", .words = "2.75", .value = "2.75"},
      {.sentence = "The bill came to 1,234.56 in all.", .words = "1,234.56", .value = "1_234.56"},
      {.sentence = "The bill came to 1.234,56 in all.", .words = "1.234,56", .value = "1_234.56"},
      {.sentence = "A garrison of 14\u00A0500 men.",
       .words = "14\u00A0500 men",
       .value = "14_500",
       .unit = "man"},
      {.sentence = "A garrison of 14\u202F500 men.",
       .words = "14\u202F500 men",
       .value = "14_500",
       .unit = "man"},
      {.sentence = "A garrison of 14\u2009500 men.",
       .words = "14\u2009500 men",
       .value = "14_500",
       .unit = "man"},
      {.sentence = "A garrison of 14 000 men.",
       .words = "14 000 men",
       .value = "14_000",
       .unit = "man",
       .sureness = Sureness::kLikely},
      {.sentence = "A garrison of 14 500 men.",
       .words = "14 500 men",
       .value = "14_500",
       .unit = "man",
       .sureness = Sureness::kUnsure},
      {.sentence = "A debt of 14 500.50 marks.",
       .words = "14 500.50 marks",
       .value = "14_500.5",
       .unit = "mark",
       .sureness = Sureness::kUnsure},
      {.sentence = "A debt of 3 400 500 marks.",
       .words = "3 400 500 marks",
       .value = "3_400_500",
       .unit = "mark",
       .sureness = Sureness::kLikely},
      {.sentence = "They paid 9'500 francs.", .words = "9'500 francs", .value = "9_500", .unit = "franc"},
      {.sentence = "A mean of 4,5 was noted.", .words = "4,5", .value = "4.5", .sureness = Sureness::kUnsure},
      {.sentence = "A debt of 1.250.000 was noted.",
       .words = "1.250.000",
       .value = "1_250_000",
       .sureness = Sureness::kUnsure},
      {.sentence = "The village has 1.250 villagers.",
       .words = "1.250 villagers",
       .value = "1_250",
       .unit = "villager",
       .sureness = Sureness::kUnsure},
      {.sentence = "They lost 35.000 men.",
       .words = "35.000 men",
       .value = "35_000",
       .unit = "man",
       .sureness = Sureness::kUnsure},
      {.sentence = "They lost 1.250 to 1.500 ships.",
       .words = "1.250 to 1.500 ships",
       .value = "1_250 to 1_500",
       .unit = "ship",
       .sureness = Sureness::kUnsure},
      {.sentence = "It rose by 1.250 degrees.",
       .words = "1.250 degrees",
       .value = "1.25",
       .unit = "degree",
       .sureness = Sureness::kUnsure},
      {.sentence = "It was minus 20 degrees.", .words = "minus 20 degrees", .value = "-20", .unit = "degree"},
      {.sentence = "It fell to about minus 3.5 degrees.",
       .words = "about minus 3.5 degrees",
       .value = "-3.5",
       .unit = "degree",
       .about = true},
      {.sentence = "The rod measures 1.250 kg.", .words = "1.250 kg", .value = "1.25", .unit = "kg"},
      {.sentence = "They walked 2½ miles.", .words = "2½ miles", .value = "2.5", .unit = "mile"},
      {.sentence = "They walked 2 1/2 miles.", .words = "2 1/2 miles", .value = "2.5", .unit = "mile"},
      {.sentence = "It shrank by 0.12345 in all.",
       .words = "0.12345",
       .value = "0.1235",
       .sureness = Sureness::kLikely},
      {.sentence = "It holds 123456789012345678901 stars.",
       .words = "123456789012345678901 stars",
       .value = "",
       .unit = "star",
       .sureness = Sureness::kUnsure},
      {.sentence = "Over it all hung 2000 lamps.", .words = "2000 lamps", .value = "2_000", .unit = "lamp"},
  });
}

TEST(FindQuantities, ReadsMagnitudes) {
  Check({
      {.sentence = "It cost 4.2 million.", .words = "4.2 million", .value = "4_200_000"},
      {.sentence = "It cost 3 thousand crowns.",
       .words = "3 thousand crowns",
       .value = "3_000",
       .unit = "crown"},
      {.sentence = "It cost 6bn crowns.", .words = "6bn crowns", .value = "6_000_000_000", .unit = "crown"},
      {.sentence = "It cost 6 bn crowns.", .words = "6 bn crowns", .value = "6_000_000_000", .unit = "crown"},
      {.sentence = "They printed 40k leaflets.",
       .words = "40k leaflets",
       .value = "40_000",
       .unit = "leaflet"},
      {.sentence = "Losses of 1.5 trillion yen.",
       .words = "1.5 trillion yen",
       .value = "1_500_000_000_000",
       .unit = "yen"},
      {.sentence = "Some 3.1m voters stayed away.",
       .words = "Some 3.1m voters",
       .value = "3_100_000",
       .unit = "voter",
       .about = true,
       .sureness = Sureness::kLikely},
      {.sentence = "They ordered 2 dozen oars.", .words = "2 dozen oars", .value = "24", .unit = "oar"},
      {.sentence = "The tax raised 5 lakh rupees.",
       .words = "5 lakh rupees",
       .value = "500_000",
       .unit = "rupee"},
      {.sentence = "It holds 8 hundred thousand bees.",
       .words = "8 hundred thousand bees",
       .value = "800_000",
       .unit = "bee"},
      {.sentence = "A debt of 2 million million pounds.",
       .words = "2 million million pounds",
       .value = "2_000_000_000_000",
       .unit = "pound"},
  });
}

TEST(FindQuantities, ReadsNumberWords) {
  Check({
      {.sentence = "They sent two envoys.", .words = "two envoys", .value = "2", .unit = "envoy"},
      {.sentence = "Seventeen ships were lost.", .words = "Seventeen ships", .value = "17", .unit = "ship"},
      {.sentence = "It took twenty-five days.", .words = "twenty-five days", .value = "25", .unit = "day"},
      {.sentence = "It took twenty five days.", .words = "twenty five days", .value = "25", .unit = "day"},
      {.sentence = "It took ninety days.", .words = "ninety days", .value = "90", .unit = "day"},
      {.sentence = "Three hundred miners struck.",
       .words = "Three hundred miners",
       .value = "300",
       .unit = "miner"},
      {.sentence = "A hundred and fifty miners struck.",
       .words = "A hundred and fifty miners",
       .value = "150",
       .unit = "miner"},
      {.sentence = "He owned two hundred and six horses.",
       .words = "two hundred and six horses",
       .value = "206",
       .unit = "horse"},
      {.sentence = "He owned a thousand horses.",
       .words = "a thousand horses",
       .value = "1_000",
       .unit = "horse"},
      {.sentence = "It held two thousand three hundred and ten bricks.",
       .words = "two thousand three hundred and ten bricks",
       .value = "2_310",
       .unit = "brick"},
      {.sentence = "It held six hundred thousand bricks.",
       .words = "six hundred thousand bricks",
       .value = "600_000",
       .unit = "brick"},
      {.sentence = "It held one million two hundred thousand bricks.",
       .words = "one million two hundred thousand bricks",
       .value = "1_200_000",
       .unit = "brick"},
      {.sentence = "Fifteen hundred riders came.",
       .words = "Fifteen hundred riders",
       .value = "1_500",
       .unit = "rider"},
      {.sentence = "She waited two and a half hours.",
       .words = "two and a half hours",
       .value = "2.5",
       .unit = "hour"},
      {.sentence = "She waited three and three quarters hours.",
       .words = "three and three quarters hours",
       .value = "3.75",
       .unit = "hour"},
      {.sentence = "It fed one and a half million people.",
       .words = "one and a half million people",
       .value = "1_500_000",
       .unit = "people"},
      {.sentence = "It fed a million and a half.", .words = "a million and a half", .value = "1_500_000"},
      {.sentence = "They bought a dozen axes.", .words = "a dozen axes", .value = "12", .unit = "axe"},
      {.sentence = "They bought two dozen axes.", .words = "two dozen axes", .value = "24", .unit = "axe"},
      {.sentence = "They bought half a dozen axes.",
       .words = "half a dozen axes",
       .value = "6",
       .unit = "axe"},
      {.sentence = "They met a score of monks.", .words = "a score of monks", .value = "20", .unit = "monk"},
      {.sentence = "They met a couple of monks.",
       .words = "a couple of monks",
       .value = "2",
       .unit = "monk",
       .about = true},
      {.sentence = "They bought a pair of oxen.", .words = "a pair of oxen", .value = "2", .unit = "ox"},
      {.sentence = "Half a million ducats vanished.",
       .words = "Half a million ducats",
       .value = "500_000",
       .unit = "ducat"},
      {.sentence = "It took three quarters of a million bricks.",
       .words = "three quarters of a million bricks",
       .value = "750_000",
       .unit = "brick"},
      {.sentence = "Two-party rule ended.", .words = "Two-party", .value = "2"},
  });
}

TEST(FindQuantities, LeavesValuesThatOnlyWordsTell) {
  Check({
      {.sentence = "They burned several mills.",
       .words = "several mills",
       .value = "",
       .unit = "mill",
       .about = true},
      {.sentence = "They burned several thousand books.",
       .words = "several thousand books",
       .value = "",
       .unit = "book",
       .about = true},
      {.sentence = "They stayed a few days.",
       .words = "a few days",
       .value = "",
       .unit = "day",
       .about = true},
      {.sentence = "Dozens of wells ran dry.",
       .words = "Dozens of wells",
       .value = "",
       .unit = "well",
       .about = true},
      {.sentence = "It drew tens of thousands of pilgrims.",
       .words = "tens of thousands of pilgrims",
       .value = "",
       .unit = "pilgrim",
       .about = true},
      {.sentence = "It drew hundreds of people.",
       .words = "hundreds of people",
       .value = "",
       .unit = "people",
       .about = true},
  });
}

TEST(FindQuantities, ReadsSharesAndFractions) {
  Check({
      {.sentence = "It won 62% of the vote.", .words = "62%", .value = "0.62", .unit = "share"},
      {.sentence = "It won 62 % of the vote.", .words = "62 %", .value = "0.62", .unit = "share"},
      {.sentence = "It won 7.5 per cent of the vote.",
       .words = "7.5 per cent",
       .value = "0.075",
       .unit = "share"},
      {.sentence = "It won ten percent of the vote.",
       .words = "ten percent",
       .value = "0.1",
       .unit = "share"},
      {.sentence = "Deaths stood at 12‰ a year.", .words = "12‰", .value = "0.012", .unit = "share"},
      {.sentence = "It lost 3 percentage points.",
       .words = "3 percentage points",
       .value = "3",
       .unit = "percentage point"},
      {.sentence = "It won 15–20% of the vote.", .words = "15–20%", .value = "0.15 to 0.2", .unit = "share"},
      {.sentence = "It won 15% to 20% of the vote.",
       .words = "15% to 20%",
       .value = "0.15 to 0.2",
       .unit = "share"},
      {.sentence = "It held one fifth of the seats.", .words = "one fifth", .value = "0.2", .unit = "share"},
      {.sentence = "It held one-fifth of the seats.", .words = "one-fifth", .value = "0.2", .unit = "share"},
      {.sentence = "It held roughly a third of the seats.",
       .words = "roughly a third",
       .value = "0.3333",
       .unit = "share",
       .about = true},
      {.sentence = "It held two thirds of the seats.",
       .words = "two thirds",
       .value = "0.6667",
       .unit = "share"},
      {.sentence = "It held three-quarters of the seats.",
       .words = "three-quarters",
       .value = "0.75",
       .unit = "share"},
      {.sentence = "It held a quarter of the seats.", .words = "a quarter", .value = "0.25", .unit = "share"},
      {.sentence = "It held half of the seats.", .words = "half", .value = "0.5", .unit = "share"},
      {.sentence = "It held half the seats.", .words = "half", .value = "0.5", .unit = "share"},
      {.sentence = "More than half of them fled.",
       .words = "More than half",
       .value = "0.5 or more",
       .unit = "share"},
      {.sentence = "Of the seats half stayed empty.",
       .words = "half",
       .value = "0.5",
       .unit = "share",
       .sureness = Sureness::kUnsure},
      {.sentence = "It held 3/4 of the seats.", .words = "3/4", .value = "0.75", .unit = "share"},
      {.sentence = "It held 3/4 at the close.",
       .words = "3/4",
       .value = "0.75",
       .unit = "share",
       .sureness = Sureness::kUnsure},
      {.sentence = "It held ¾ of the seats.", .words = "¾", .value = "0.75", .unit = "share"},
      {.sentence = "It held ⅓ of the seats.", .words = "⅓", .value = "0.3333", .unit = "share"},
      {.sentence = "One tenth party members stayed.",
       .words = "One tenth",
       .value = "0.1",
       .unit = "share",
       .sureness = Sureness::kUnsure},
      {.sentence = "They rested half an hour.", .words = "half an hour", .value = "0.5", .unit = "hour"},
      {.sentence = "It lies a quarter of a mile off.",
       .words = "a quarter of a mile",
       .value = "0.25",
       .unit = "mile"},
  });
}

TEST(FindQuantities, ReadsSharesOfMany) {
  const auto share = [](std::string_view sentence, std::string_view words, std::string_view value) {
    Check({{.sentence = sentence,
            .words = words,
            .value = value,
            .unit = "share",
            .sureness = Sureness::kLikely}});
  };
  share("One in five died.", "One in five", "0.2");
  share("Nine out of ten were poor.", "Nine out of ten", "0.9");
  share("At last 3 in every 4 soldiers fell ill.", "3 in every 4", "0.75");
  share("One in a hundred came home.", "One in a hundred", "0.01");
  share("Perhaps one in 20 survived the winter.", "one in 20", "0.05");
  for (const std::string_view sentence :
       {"Two in three days came.", "He sold one in 1939.", "Five in two."}) {
    for (const Mention& mention : FindQuantities(ProseTokens(sentence)))
      EXPECT_NE(mention.unit, "share") << sentence;
  }
}

TEST(FindQuantities, ReadsRangesAndBounds) {
  Check({
      {.sentence = "Between 20 and 30 boats sank.",
       .words = "Between 20 and 30 boats",
       .value = "20 to 30",
       .unit = "boat"},
      {.sentence = "Between two and three thousand men.",
       .words = "Between two and three thousand men",
       .value = "2_000 to 3_000",
       .unit = "man"},
      {.sentence = "A ridge from 5 to 7 km away.",
       .words = "from 5 to 7 km",
       .value = "5 to 7",
       .unit = "km"},
      {.sentence = "A ridge 5 km to 7 km away.", .words = "5 km to 7 km", .value = "5 to 7", .unit = "km"},
      {.sentence = "They need 10 to 12 tents.",
       .words = "10 to 12 tents",
       .value = "10 to 12",
       .unit = "tent"},
      {.sentence = "They need 10–12 tents.", .words = "10–12 tents", .value = "10 to 12", .unit = "tent"},
      {.sentence = "They need 10-12 tents.", .words = "10-12 tents", .value = "10 to 12", .unit = "tent"},
      {.sentence = "They need 10 – 12 tents.", .words = "10 – 12 tents", .value = "10 to 12", .unit = "tent"},
      {.sentence = "They need 2,000–3,000 tents.",
       .words = "2,000–3,000 tents",
       .value = "2_000 to 3_000",
       .unit = "tent"},
      {.sentence = "They need two or three tents.",
       .words = "two or three tents",
       .value = "2 to 3",
       .unit = "tent"},
      {.sentence = "It costs 7 to 8 million marks.",
       .words = "7 to 8 million marks",
       .value = "7_000_000 to 8_000_000",
       .unit = "mark"},
      {.sentence = "It costs 900 thousand to 2 million marks.",
       .words = "900 thousand to 2 million marks",
       .value = "900_000 to 2_000_000",
       .unit = "mark"},
      {.sentence = "It yields 10–12 at best.",
       .words = "10–12",
       .value = "10 to 12",
       .sureness = Sureness::kUnsure},
      {.sentence = "Prices rose from 5 to 7 crowns.",
       .words = "from 5 to 7 crowns",
       .value = "5 to 7",
       .unit = "crown",
       .sureness = Sureness::kUnsure},
      {.sentence = "They cut it from 50,000 to 35,000 men.",
       .words = "from 50,000 to 35,000 men",
       .value = "35_000 to 50_000",
       .unit = "man",
       .sureness = Sureness::kUnsure},
      {.sentence = "It holds up to 300 barrels.",
       .words = "up to 300 barrels",
       .value = "300 or less",
       .unit = "barrel"},
      {.sentence = "It holds up to about 300 barrels.",
       .words = "up to about 300 barrels",
       .value = "300 or less",
       .unit = "barrel",
       .about = true},
      {.sentence = "At least 30 barrels leaked.",
       .words = "At least 30 barrels",
       .value = "30 or more",
       .unit = "barrel"},
      {.sentence = "At most 30 barrels leaked.",
       .words = "At most 30 barrels",
       .value = "30 or less",
       .unit = "barrel"},
      {.sentence = "More than 30 barrels leaked.",
       .words = "More than 30 barrels",
       .value = "30 or more",
       .unit = "barrel"},
      {.sentence = "No more than 30 barrels leaked.",
       .words = "No more than 30 barrels",
       .value = "30 or less",
       .unit = "barrel"},
      {.sentence = "No fewer than 30 barrels leaked.",
       .words = "No fewer than 30 barrels",
       .value = "30 or more",
       .unit = "barrel"},
      {.sentence = "Fewer than 30 barrels leaked.",
       .words = "Fewer than 30 barrels",
       .value = "30 or less",
       .unit = "barrel"},
      {.sentence = "Less than 30 barrels leaked.",
       .words = "Less than 30 barrels",
       .value = "30 or less",
       .unit = "barrel"},
      {.sentence = "As many as 60 barrels leaked.",
       .words = "As many as 60 barrels",
       .value = "60 or less",
       .unit = "barrel"},
      {.sentence = "It lost over 20 million crowns.",
       .words = "over 20 million crowns",
       .value = "20_000_000 or more",
       .unit = "crown"},
      {.sentence = "It went on over 15 years.",
       .words = "over 15 years",
       .value = "15",
       .unit = "year",
       .sureness = Sureness::kUnsure},
      {.sentence = "Under 40 barrels leaked.",
       .words = "Under 40 barrels",
       .value = "40 or less",
       .unit = "barrel"},
      {.sentence = "Losses in excess of 40 barrels.",
       .words = "in excess of 40 barrels",
       .value = "40 or more",
       .unit = "barrel"},
      {.sentence = "Upwards of 40 barrels leaked.",
       .words = "Upwards of 40 barrels",
       .value = "40 or more",
       .unit = "barrel"},
      {.sentence = "With a maximum of 5 guests.",
       .words = "a maximum of 5 guests",
       .value = "5 or less",
       .unit = "guest"},
      {.sentence = "With a minimum of 5 guests.",
       .words = "a minimum of 5 guests",
       .value = "5 or more",
       .unit = "guest"},
      {.sentence = "A term not exceeding six months was set.",
       .words = "not exceeding six months",
       .value = "6 or less",
       .unit = "month"},
      {.sentence = "The fee is not to exceed 50 crowns.",
       .words = "not to exceed 50 crowns",
       .value = "50 or less",
       .unit = "crown"},
      {.sentence = "The catch exceeded 40 barrels.",
       .words = "exceeded 40 barrels",
       .value = "40 or more",
       .unit = "barrel"},
      {.sentence = "A crew of not over 40 men.",
       .words = "not over 40 men",
       .value = "40 or less",
       .unit = "man"},
      {.sentence = "A force of five to six hundred men.",
       .words = "five to six hundred men",
       .value = "500 to 600",
       .unit = "man"},
      {.sentence = "They owed two or three hundred thousand marks.",
       .words = "two or three hundred thousand marks",
       .value = "200_000 to 300_000",
       .unit = "mark"},
      {.sentence = "A force of fifty to two hundred men.",
       .words = "fifty to two hundred men",
       .value = "50 to 200",
       .unit = "man"},
      {.sentence = "Ten or more guests came.",
       .words = "Ten or more guests",
       .value = "10 or more",
       .unit = "guest"},
      {.sentence = "Ten guests or fewer came.",
       .words = "Ten guests or fewer",
       .value = "10 or less",
       .unit = "guest"},
      {.sentence = "Then 100+ guests came.", .words = "100+ guests", .value = "100 or more", .unit = "guest"},
      {.sentence = "They kept 1500 or more.",
       .words = "1500 or more",
       .value = "1_500 or more",
       .sureness = Sureness::kUnsure},
  });
}

TEST(FindQuantities, ReadsApproximations) {
  for (const std::string_view cue :
       {"about", "approximately", "around", "roughly", "nearly", "almost", "some", "circa", "c.", "ca.",
        "approx.", "~", "≈", "an estimated", "close to"}) {
    const std::string sentence = "They lost " + std::string(cue) + " 40 carts there.";
    const std::vector<Mention> mentions = FindQuantities(ProseTokens(sentence));
    ASSERT_EQ(mentions.size(), 1u) << sentence;
    EXPECT_EQ(mentions[0].text, std::string(cue) + " 40 carts") << sentence;
    EXPECT_TRUE(mentions[0].approximate) << sentence;
    EXPECT_EQ(ShowValue(mentions[0]), "40") << sentence;
  }
  Check({
      {.sentence = "Ten carts or so were lost.",
       .words = "Ten carts or so",
       .value = "10",
       .unit = "cart",
       .about = true},
      {.sentence = "Some 40-odd carts were lost.",
       .words = "Some 40-odd carts",
       .value = "40",
       .unit = "cart",
       .about = true},
      {.sentence = "Between about 20 and 30 carts.",
       .words = "Between about 20 and 30 carts",
       .value = "20 to 30",
       .unit = "cart",
       .about = true},
  });
}

TEST(FindQuantities, ReadsMoney) {
  Check({
      {.sentence = "It cost $100.00 then.", .words = "$100.00", .value = "100", .unit = "dollar"},
      {.sentence = "It cost €5 then.", .words = "€5", .value = "5", .unit = "euro"},
      {.sentence = "It cost 5 € then.", .words = "5 €", .value = "5", .unit = "euro"},
      {.sentence = "It cost £2.5m then.", .words = "£2.5m", .value = "2_500_000", .unit = "pound"},
      {.sentence = "It cost $3bn then.", .words = "$3bn", .value = "3_000_000_000", .unit = "dollar"},
      {.sentence = "It cost $3 billion then.",
       .words = "$3 billion",
       .value = "3_000_000_000",
       .unit = "dollar"},
      {.sentence = "It cost US$30 million then.",
       .words = "US$30 million",
       .value = "30_000_000",
       .unit = "US dollar"},
      {.sentence = "It cost USD 300 then.", .words = "USD 300", .value = "300", .unit = "USD"},
      {.sentence = "It cost USD 3m then.", .words = "USD 3m", .value = "3_000_000", .unit = "USD"},
      {.sentence = "It cost 300 PLN then.", .words = "300 PLN", .value = "300", .unit = "PLN"},
      {.sentence = "It cost about ¥900 then.",
       .words = "about ¥900",
       .value = "900",
       .unit = "yen",
       .about = true},
      {.sentence = "It cost $5–7 million then.",
       .words = "$5–7 million",
       .value = "5_000_000 to 7_000_000",
       .unit = "dollar"},
      {.sentence = "It cost $5 to $7 then.", .words = "$5 to $7", .value = "5 to 7", .unit = "dollar"},
      {.sentence = "It cost 7.5 million dollars then.",
       .words = "7.5 million dollars",
       .value = "7_500_000",
       .unit = "dollar"},
      {.sentence = "It cost 40 million litas then.",
       .words = "40 million litas",
       .value = "40_000_000",
       .unit = "litas"},
      {.sentence = "It cost 12 złoty then.", .words = "12 złoty", .value = "12", .unit = "złoty"},
      {.sentence = "It cost twelve pence then.", .words = "twelve pence", .value = "12", .unit = "penny"},
  });
}

TEST(FindQuantities, ReadsShillingsAndPence) {
  Check({
      {.sentence = "Paid £3 4s. 6d. for coal.", .words = "£3 4s. 6d.", .value = "3.225", .unit = "pound"},
      {.sentence = "Paid £3 10s for coal.", .words = "£3 10s", .value = "3.5", .unit = "pound"},
      {.sentence = "Paid £2, 6d. for coal.", .words = "£2, 6d.", .value = "2.025", .unit = "pound"},
      {.sentence = "Paid £1 0s. 1d. for coal.",
       .words = "£1 0s. 1d.",
       .value = "1.0042",
       .unit = "pound",
       .sureness = Sureness::kLikely},
  });
}

TEST(FindQuantities, PassesScoresAndTimesOfDay) {
  for (const std::string_view sentence :
       {"The vote was 287 to 291.", "They won 3 to 2.", "It was carried by 12 to 7.",
        "They lost by 291 to 287 votes.", "The score was 4 to 5.", "At 1600 hrs he came.",
        "By 1730 hours he had left.", "It began at 0530 hours.", "They left 1900 hrs."}) {
    EXPECT_TRUE(FindQuantities(ProseTokens(sentence)).empty()) << sentence;
  }
  Check({{.sentence = "After 2000 hours it broke down.",
          .words = "2000 hours",
          .value = "2_000",
          .unit = "hour",
          .sureness = Sureness::kUnsure},
         {.sentence = "He put in at 1200 hours of work.",
          .words = "1200 hours",
          .value = "1_200",
          .unit = "hour"},
         {.sentence = "It took 1600 hours.", .words = "1600 hours", .value = "1_600", .unit = "hour"},
         {.sentence = "They need 10 to 12.", .words = "10 to 12", .value = "10 to 12"}});
}

TEST(FindQuantities, ReadsMeasures) {
  Check({
      {.sentence = "The river is 310 km long.", .words = "310 km", .value = "310", .unit = "km"},
      {.sentence = "The river is 310km long.", .words = "310km", .value = "310", .unit = "km"},
      {.sentence = "It weighs 5 kg.", .words = "5 kg", .value = "5", .unit = "kg"},
      {.sentence = "A gap of 20 mm.", .words = "20 mm", .value = "20", .unit = "mm"},
      {.sentence = "It froze at -3 °C.", .words = "-3 °C", .value = "-3", .unit = "°C"},
      {.sentence = "It froze at −3 °C.", .words = "−3 °C", .value = "-3", .unit = "°C"},
      {.sentence = "The cape lies at 54.4 °N.", .words = "54.4 °N", .value = "54.4", .unit = "°N"},
      {.sentence = "It ran at 60 km/h.", .words = "60 km/h", .value = "60", .unit = "km/h"},
      {.sentence = "It covers 45 km² of marsh.", .words = "45 km²", .value = "45", .unit = "km²"},
      {.sentence = "It covers 45 sq km of marsh.", .words = "45 sq km", .value = "45", .unit = "sq km"},
      {.sentence = "It covers 45 square kilometres.",
       .words = "45 square kilometres",
       .value = "45",
       .unit = "square kilometre"},
      {.sentence = "It falls at 9.8 m/s² there.", .words = "9.8 m/s²", .value = "9.8", .unit = "m/s²"},
      {.sentence = "It reached 30 degrees Celsius.",
       .words = "30 degrees Celsius",
       .value = "30",
       .unit = "degree Celsius"},
      {.sentence = "A 298-km road.", .words = "298-km", .value = "298", .unit = "km"},
      {.sentence = "A yield of 4,000 MWh.", .words = "4,000 MWh", .value = "4_000", .unit = "MWh"},
      {.sentence = "It stands 12 m high.", .words = "12 m", .value = "12", .unit = "m"},
  });
}

TEST(FindQuantities, NamesWhatIsCounted) {
  Check({
      {.sentence = "It needs 900 military personnel.",
       .words = "900 military personnel",
       .value = "900",
       .unit = "military personnel"},
      {.sentence = "Six Ruritanian naval bases closed.",
       .words = "Six Ruritanian naval bases",
       .value = "6",
       .unit = "naval base"},
      {.sentence = "Three separate treaties were drawn up.",
       .words = "Three separate treaties",
       .value = "3",
       .unit = "treaty"},
      {.sentence = "Only 40 of their soldiers remained.",
       .words = "40 of their soldiers",
       .value = "40",
       .unit = "soldier"},
      {.sentence = "A lease of 15 years was agreed.", .words = "15 years", .value = "15", .unit = "year"},
      {.sentence = "An 11-member panel sat.", .words = "11-member", .value = "11", .unit = "member"},
      {.sentence = "The 15-year-old prince ruled.", .words = "15-year-old", .value = "15", .unit = "year"},
      {.sentence = "Four sports clubs merged.",
       .words = "Four sports clubs",
       .value = "4",
       .unit = "sports club"},
      {.sentence = "They hid 8 anti-tank guns.",
       .words = "8 anti-tank guns",
       .value = "8",
       .unit = "anti-tank gun"},
      {.sentence = "They hid twenty policemen.",
       .words = "twenty policemen",
       .value = "20",
       .unit = "policeman"},
      {.sentence = "They freed 23 Ruritanians.",
       .words = "23 Ruritanians",
       .value = "23",
       .unit = "Ruritanian"},
      {.sentence = "The blast left 35 wounded.", .words = "35 wounded", .value = "35", .unit = "wounded"},
      {.sentence = "Nine churches burned.", .words = "Nine churches", .value = "9", .unit = "church"},
      {.sentence = "Nine losses followed.", .words = "Nine losses", .value = "9", .unit = "loss"},
      {.sentence = "Nine heroes fell.", .words = "Nine heroes", .value = "9", .unit = "hero"},
      {.sentence = "Nine series of stamps.", .words = "Nine series", .value = "9", .unit = "series"},
      {.sentence = "Nine aircraft took off.", .words = "Nine aircraft", .value = "9", .unit = "aircraft"},
      {.sentence = "They merged them into one agreement.",
       .words = "one agreement",
       .value = "1",
       .unit = "agreement"},
      {.sentence = "One naval base was kept.", .words = "One naval base", .value = "1", .unit = "naval base"},
      {.sentence = "He held 1 share.", .words = "1 share", .value = "1", .unit = "share"},
      {.sentence = "They numbered 5,000 in all.", .words = "5,000", .value = "5_000"},
      {.sentence = "One of three Alpine passes was open.",
       .words = "three Alpine passes",
       .value = "3",
       .unit = "pass"},
      {.sentence = "In Fenwick 35 people were hurt.", .words = "35 people", .value = "35", .unit = "people"},
  });
}

TEST(FindQuantities, DoubtsYears) {
  Check({
      {.sentence = "In 1939 soldiers marched.",
       .words = "1939 soldiers",
       .value = "1_939",
       .unit = "soldier",
       .sureness = Sureness::kUnsure},
      {.sentence = "By the 1920 and 1926 treaties.",
       .words = "1926 treaties",
       .value = "1_926",
       .unit = "treaty",
       .sureness = Sureness::kUnsure},
      {.sentence = "They fielded 1939 soldiers.",
       .words = "1939 soldiers",
       .value = "1_939",
       .unit = "soldier"},
      {.sentence = "They fielded 1,939 soldiers.",
       .words = "1,939 soldiers",
       .value = "1_939",
       .unit = "soldier"},
      {.sentence = "They were about 900 then.", .words = "about 900", .value = "900", .about = true},
  });
}

TEST(FindQuantities, FindsSeveralInTheirOrder) {
  struct Several {
    std::string_view sentence;
    std::vector<std::string> mentions;
  };
  const Several cases[] = {
      {.sentence = "They had 2,200 riders and 1,728 officers.",
       .mentions = {"2,200 riders", "1,728 officers"}},
      {.sentence = "In two of 12 towns, 3 mills and 40% of the barns burned.",
       .mentions = {"two", "12 towns", "3 mills", "40%"}},
      {.sentence = "The loan was 48 101,220 marks.", .mentions = {"48", "101,220 marks"}},
      {.sentence = "Two and three make five.", .mentions = {"Two", "three", "five"}},
      {.sentence = "Two hundred and five hundred.", .mentions = {"Two hundred", "five hundred"}},
      {.sentence = "It lost 20,000 – about the whole of it – and 7.", .mentions = {"20,000", "7"}},
      {.sentence = "Valid for 15 years, then for another 10 (twice).", .mentions = {"15 years", "10"}},
  };
  for (const Several& c : cases) {
    std::vector<std::string> found;
    for (const Mention& mention : FindQuantities(ProseTokens(c.sentence))) found.push_back(mention.text);
    EXPECT_THAT(found, ElementsAreArray(c.mentions)) << c.sentence;
  }
}

TEST(FindQuantities, LeavesOutWhatIsNoQuantity) {
  constexpr std::string_view kSentences[] = {
      "",
      "Nothing is counted here.",
      "Article 5 was struck out.",
      "Articles 5, 6 and 7 were struck out.",
      "Articles 5 to 7 were struck out.",
      "See Chapter 12, Section 3.",
      "See No. 7 and Nos. 8 and 9.",
      "See page 12 and pp. 10–12.",
      "See Fig. 3 and Table 4.",
      "Chapter Two begins.",
      "Part one begins.",
      "On line 3 of the form.",
      "The 16th Rifle Corps and the 2nd Brigade.",
      "On the 19th of the month.",
      "World War 2 began.",
      "It ended the Nine Months' War.",
      "14.2 Pillars on the border.",
      "3.1.4 Scope of the act.",
      "It landed Apollo 11 there.",
      "A Boeing 747 landed.",
      "The T-34 and COVID-19.",
      "Version 3.2.1 is out.",
      "Call 555-1234 now.",
      "Call 0171 now.",
      "ISBN 978-3-16-148410-0",
      "They met at 5:30 sharp.",
      "They met at 5 p.m. sharp.",
      "They met at 10 o'clock.",
      "They won 3–1 and 2-0.",
      "They signed in 1939.",
      "They ruled 1920–1939 and 1939–45.",
      "Since 2000 they waited.",
      "In the 1920s they waited.",
      "They came on 10/10/1939.",
      "They came on 10.10.1939.",
      "In 44 BC he fell.",
      "They came on 10 October.",
      "It is so [16] and so (3).",
      "1. The parties agree.",
      "1) The parties agree.",
      "No one came.",
      "One of the men came.",
      "They fought one another.",
      "One must ask why.",
      "One day it rained.",
      "On the one hand it rained.",
      "A third treaty followed.",
      "A quarter was closed.",
      "The first half of the year.",
      "The coin was cut in half.",
      "A half-hearted reply.",
      "Nineteen thirty-nine was a year.",
      "He was 5'10\" tall.",
      "The lists 1,2,3 and 12,3456.",
      "At 192.168.100.200 it listens.",
      "Ticket #7 and §9.",
      "The few who stayed.",
      "Scores were settled.",
  };
  for (const std::string_view sentence : kSentences) {
    std::vector<std::string> found;
    for (const Mention& mention : FindQuantities(ProseTokens(sentence))) found.push_back(mention.text);
    EXPECT_THAT(found, ::testing::IsEmpty()) << sentence;
  }
}

TEST(FindQuantities, ReadsThousandsThatAreNotWritten) {
  Check({{"He had 4 or 5,000 men.", "4 or 5,000 men", "4_000 to 5_000", "man", false, Sureness::kLikely},
         {"Some 20 to 30,000 fled.", "Some 20 to 30,000", "20_000 to 30_000", "", true, Sureness::kLikely}});
}

TEST(FindQuantities, DoubtsTimesOfDay) {
  Check({{"They rose at 12.45 together.", "12.45", "12.45", "", false, Sureness::kUnsure},
         {"The rate stood at 12.75 then.", "12.75", "12.75"}});
}

TEST(FindQuantities, PassesDates) {
  const std::string_view text = "On March 3, 1840, 300 soldiers came.";
  const Mention date{.kind = Mention::Kind::kDate, .at = {.begin = 3, .end = 16}};
  const std::vector<Mention> mentions = FindQuantities(ProseTokens(text), std::span(&date, 1));
  ASSERT_EQ(mentions.size(), 1u);
  EXPECT_EQ(mentions[0].text, "300 soldiers");
}

TEST(FindQuantities, StandsInLinearTimeWhateverTheText) {
  constexpr size_t kTimes = 200'000;
  for (const std::string_view part :
       {"1", "1,", "1.000.", "1-", "a ", "one ", "five hundred ", "about ", "half of ", "1/", "Article 5, ",
        "$", "½", "between 1 and ", "12 soviet ", "-"}) {
    std::string text;
    for (size_t i = 0; i < kTimes; ++i) text += part;
    const std::vector<Mention> mentions = FindQuantities(ProseTokens(text));
    for (size_t i = 1; i < mentions.size(); ++i)
      ASSERT_LE(mentions[i - 1].at.end, mentions[i].at.begin) << part;
  }
}

TEST(FindQuantities, StepsOverDashesOfSeveralBytes) {
  const std::vector<Mention> mentions = FindQuantities(ProseTokens("a 15-year–old bridge of 20-men–½"));
  ASSERT_FALSE(mentions.empty());
  EXPECT_EQ(mentions.front().unit, "year");
}

RC_GTEST_PROP(FindQuantities, KeepsItsPlacesInOrder, ()) {
  static const std::vector<std::string> kParts = {
      "20",      "1,000", "3.5",   "two", "a",    "hundred", "half", "third",   "of",      "and",
      "to",      "-",     "–",     "%",   "$",    "€",       "km",   "men",     "million", "about",
      "between", "from",  "up to", "or",  "more", "½",       "°C",   "Article", "."};
  const auto picks = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kParts));
  std::string sentence;
  for (const std::string& pick : picks) {
    sentence += pick;
    if (*rc::gen::inRange(0, 4) > 0) sentence += ' ';
  }
  size_t end = 0;
  for (const Mention& mention : FindQuantities(ProseTokens(sentence))) {
    RC_ASSERT(mention.at.begin >= end);
    RC_ASSERT(mention.at.end > mention.at.begin);
    RC_ASSERT(mention.at.end <= sentence.size());
    RC_ASSERT(mention.text == sentence.substr(mention.at.begin, mention.at.size()));
    if (mention.least && mention.most) RC_ASSERT(*mention.least <= *mention.most);
    RC_ASSERT(mention.sureness == Sureness::kSure || !mention.reason.empty());
    end = mention.at.end;
  }
}

}  // namespace
}  // namespace casus::text
