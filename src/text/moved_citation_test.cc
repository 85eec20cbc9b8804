#include "text/moved_citation.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

#include "text/citation.h"
#include "text/spelling_variants.h"

namespace casus::text {
namespace {

Source Read(std::string_view bytes) { return *Source::FromBytes(std::string(bytes)); }

// The words that cite it now; empty if it is an orphan.
std::string Moved(std::string_view edited, std::string_view quote) {
  const Source source = Read(edited);
  const std::optional<MovedCitation> moved = MovedCitations(source).Find(quote);
  if (!moved) return "";
  const CitationMatch match = FindCitation(source, moved->words);
  EXPECT_EQ(match.kind, CitationMatch::kFound) << moved->words;
  EXPECT_EQ(match.sentences.front(), moved->sentence);
  return moved->words;
}

struct Edit {
  std::string_view quote;
  std::string_view edited;
};

constexpr std::string_view kAround = " The telephone rang all night. The ministers met at noon.";

TEST(MovedCitations, FindsWhatIsOnlySpelledOrPunctuatedInAnotherWay) {
  const Edit edits[] = {
      {"signed seperate treaties on defence", "Lithuania signed separate treaties on defence."},
      {"signed separate treaties on defence", "Lithuania signed separate treaties on defense."},
      {"an ultimatum that occured in March", "It was an ultimatum that occurred in March."},
      {"the city centre and harbour were occupied", "The city center and harbor were occupied at dawn."},
      {"co-operation of the armed forces", "They agreed on cooperation of the armed forces."},
      {"treaty organised the border troops", "The treaty organized the border troops."},
      {"sent an attaché to Kaunas in haste", "They sent an attache to Kaunas in haste."},
      {"the army recieved new rifles", "The army received new rifles."},
      {"army of Poland invaded Lithuania", "The army of Poland had invaded Lithuania on 1 March."},
      {"the treaty was signed in Moscow", "A treaty was signed in Moscow."},
      {"Latvia and Estonia signed pacts", "Latvia, Estonia signed pacts."},
      {"signed in Moscow on October 10, 1939", "It was signed in Moscow on 10 October 1939."},
      {"signed in Moscow on 10 October", "It was signed in Moscow on October 10."},
      {"quickly occupied the railway station", "Troops occupied quickly the railway station."},
      {"moved towards the river crossing", "They moved toward the river crossing."},
      {"Troops crossed the river at dawn", "On that day troops crossed the river at dawn."},
      {"marched into Vilnius … met no resistance",
       "The soldiers marched into Vilnius, and on that day they met no resistence."},
      {"did not sign separate treaties", "They did not sign seperate treaties."},
      {"20,000 soldiers in the garrisons", "Up to 20000 soldiers in the garrisons were agreed."},
  };
  for (const Edit& edit : edits) {
    EXPECT_NE(Moved(std::string(edit.edited) + std::string(kAround), edit.quote), "")
        << edit.quote << " | " << edit.edited;
  }
}

TEST(MovedCitations, NeverTakesWhatMerelyLooksAlike) {
  const Edit edits[] = {
      // figures, years, days
      {"signed three separate treaties on defence", "Lithuania signed two separate treaties on defence."},
      {"20,000 soldiers in the garrisons", "Up to 25,000 soldiers in the garrisons were agreed."},
      {"the treaty was signed in Moscow in 1939", "The treaty was signed in Moscow in 1940."},
      {"signed in Moscow on 10 October 1939", "It was signed in Moscow on 11 October 1939."},
      {"signed in Moscow on 10 October", "It was signed in Moscow on 10 November."},
      {"paid 5 million to the widows", "It paid 5 billion to the widows."},
      {"rose by 5% within two weeks", "Prices rose by 5 within two weeks."},
      {"sold 5 ships to the navy", "It sold ships to the navy."},
      {"sold ships to the navy yard", "It sold 5 ships to the navy yard."},
      {"the temperature fell to -5 that night", "The temperature fell to 5 that night."},
      {"the first division crossed the river", "The second division crossed the river."},
      // negation
      {"Lithuania signed separate treaties", "Lithuania did not sign separate treaties."},
      {"had accepted the Soviet terms", "The government had not accepted the Soviet terms."},
      {"had accepted all Soviet terms", "The government had accepted no Soviet terms."},
      {"accepted the Soviet terms of peace",
       "The government never accepted the Soviet terms of peace, it said."},
      {"signed seperate treaties with Latvia", "It denied that it signed separate treaties with Latvia."},
      {"seperate treaties with Latvia were signed", "No separate treaties with Latvia were signed."},
      {"refused to accept the Soviet terms", "The government agreed to accept the Soviet terms."},
      // names
      {"the army of Poland invaded Lithuania", "The army of Latvia invaded Lithuania."},
      {"Germany attacked Poland in autumn", "Poland attacked Germany in autumn."},
      {"Poland attacked Germany in autumn", "Poland was attacked Germany in autumn."},
      {"Poland was attacked by Germany in autumn", "Poland attacked Germany in autumn."},
      {"Foreign Minister Urbšys signed the pact", "Foreign Minister Merkys signed the pact."},
      {"went from Vilnius to Kaunas by train", "They went to Vilnius from Kaunas by train."},
      {"went from Vilnius to Kaunas by train", "They went from Kaunas to Vilnius by train."},
      {"the Polish troops marched home", "The polish troops marched home."},
      // other words
      {"the troops departed from the city", "The troops deported from the city."},
      {"parliament adopted the new law", "Parliament adapted the new law."},
      {"ships imported coal and iron", "Ships exported coal and iron."},
      {"prices increased in the capital", "Prices decreased in the capital."},
      {"the minister resigned within a week", "The minister re-signed within a week."},
      {"the country was occupied by troops", "The county was occupied by troops."},
      {"before the treaty ended the war", "After the treaty ended the war."},
      {"voted for the new constitution", "They voted against the new constitution."},
      {"Latvia or Estonia signed pacts", "Latvia and Estonia signed pacts."},
      {"will sign the separate treaty", "They may sign the separate treaty."},
      {"all soldiers left the old fort", "Some soldiers left the old fort."},
      {"troops attacked rebels in the hills", "Rebels attacked troops in the hills."},
      {"the later treaty ended the war", "The latter treaty ended the war."},
      // gone, or too little to go by
      {"signed three separate treaties on defence", "The ministers wrote letters."},
      {"signed treaties", "They signed the treaties."},
      {"it had been on the", "It has been on the."},
      {"", "They signed the treaties."},
      {"… … …", "They signed the treaties."},
  };
  for (const Edit& edit : edits) {
    EXPECT_EQ(Moved(std::string(edit.edited) + std::string(kAround), edit.quote), "")
        << edit.quote << " | " << edit.edited;
  }
}

TEST(MovedCitations, RefusesIfAnotherSentenceIsNear) {
  constexpr std::string_view kQuote = "Lithuania signed seperate treaties on defence";
  EXPECT_NE(Moved("Lithuania signed separate treaties on defence. The ministers met.", kQuote), "");
  EXPECT_EQ(
      Moved("Lithuania signed separate treaties on defence. Lithuania signed separate treaties on trade. "
            "Lithuania signed separate treaties on defense in 1940.",
            kQuote),
      "");
  EXPECT_EQ(
      Moved("Lithuania signed separate treaties on defence. Latvia signed separate treaties on defence.",
            kQuote),
      "");
}

TEST(MovedCitations, SaysTheWordsThatStandThereNow) {
  EXPECT_EQ(Moved("It was signed, in Moscow, on 10 October 1939, by Molotov.",
                  "signed in Moscow on October 10 1939"),
            "signed in Moscow on 10 October 1939");
  EXPECT_EQ(Moved("Troops “marched” into Vilnius at dawn; by noon they met no resistance.",
                  "marched into Vilnius … met no resistence"),
            "marched into Vilnius … met no resistance");
}

TEST(SpellingKey, KeepsWordsApart) {
  struct Pair {
    std::string_view a, b;
  };
  const Pair apart[] = {{"adopted", "adapted"}, {"departed", "deported"},   {"tour", "tor"},
                        {"later", "latter"},    {"canon", "cannon"},        {"resigned", "re-signed"},
                        {"source", "sorce"},    {"proscribe", "prescribe"}, {"desert", "dessert"},
                        {"contact", "contract"}};
  for (const Pair& pair : apart) EXPECT_NE(SpellingKey(pair.a), SpellingKey(pair.b)) << pair.a;
  const Pair same[] = {
      {"defence", "defense"},           {"harbours", "harbors"},    {"occurred", "occured"},
      {"centres", "centers"},           {"programmes", "programs"}, {"judgement", "judgment"},
      {"mobilisation", "mobilization"}, {"received", "recieved"},   {"manoeuvre", "maneuver"},
      {"co-operated", "cooperated"},    {"détente", "detente"},     {"travelled", "traveled"}};
  for (const Pair& pair : same) EXPECT_EQ(SpellingKey(pair.a), SpellingKey(pair.b)) << pair.a;
}

}  // namespace
}  // namespace casus::text
