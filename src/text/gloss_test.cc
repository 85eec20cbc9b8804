#include "text/gloss.h"

#include <gtest/gtest.h>

#include <string_view>

namespace casus::text {
namespace {

TEST(Gloss, EndsItsTermWhereTheDescriptionBegins) {
  struct Case {
    std::string_view line;
    std::string_view term;  // empty: no gloss
    bool interrupts = true;
  };
  const Case cases[] = {
      // The whole term is repeated, with or without an article.
      {"Curzon Line Curzon Line was a proposed border ...", "Curzon Line", false},
      {"Hanseatic League The Hanseatic League (; ) was a network ...", "Hanseatic League", false},
      {"mangrove A mangrove is a shrub or tree ...", "mangrove", false},
      {"The Hague The Hague ( ; ) is a city ...", "The Hague", false},
      {"Der Spiegel ''Der Spiegel'' (lit. ''The Mirror'') is a weekly ...", "Der Spiegel", false},
      {"Baden-Baden Baden-Baden is a spa town ...", "Baden-Baden", false},
      // It is named in another way.
      {"photosynthesis In botany, the making of sugars from light ...", "photosynthesis"},
      {"Battle of 1410 The 1410 battle was fought between ...", "Battle of 1410"},
      {"Reuters The British agency Reuters sells news ...", "Reuters"},
      {"Kant Kant, Immanuel (born 1724) was ...", "Kant", false},
      {"Locarno Treaties , long_name = Treaties of mutual guarantee , image = x.jpg ...", "Locarno Treaties"},
      // The title is longer than the term, or the term than the title.
      {"Lom Sir Otto Edmund Lom (30 May 1874 – 24 June 1965) was ...", "Lom"},
      {"Otto Lom Sir Otto Lom (; 25 May 1822) was an engineer ...", "Otto Lom"},
      {"Otto Lom Sir Otto Edmund Lom (30 May 1874) was a writer ...", "Otto Lom"},
      {"Otto Lom Otto Edmund Lom (; 1878) was a ...", "Otto Lom"},
      {"Lom Otto, Prince of Lom, Count of Lom-Dorn (; 1 April 1815) was ...", "Lom"},
      {"Lom River The Lom (; ) is a river ...", "Lom River"},
      {"LAN Local area network (; LAN) is a network ...", "LAN"},
      {"ball game Association ball, also known as bandy, is a team sport ...", "ball game"},
      {"Queen Olga Olga (Olga Maria; 24 May 1819) was Queen ...", "Queen Olga"},
      {"King Otto II Otto II (1819) was ...", "King Otto II"},
      {"Dornish Dornish(s) may refer to: * Anything of Dorn ...", "Dornish"},
      {"1877 Events January * January 1 – Olga is proclaimed ...", "1877"},
      {"Otto Lom Sir Otto Lom (; 25 May 1822) was an engineer ...", "", false},
      // Weak signs count only where they interrupt a sentence.
      {"photosynthesis In botany, the making of sugars from light ...", "", false},
      // Without " ..." a repetition must interrupt, and must not be small talk.
      {"Oder The Oder is a river in Central Europe.", "Oder"},
      {"Oder The Oder is a river in Central Europe.", "", false},
      {"that that was so nobody knew", ""},
      {"It was the first treaty of its kind", ""},
      // No gloss at all.
      {"and so it went on for years and years ...", ""},
      {"word ...", ""},
      {" ...", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    const std::optional<GlossLine> gloss = ReadGloss(c.line, c.interrupts);
    EXPECT_EQ(gloss ? gloss->term : std::string_view(), c.term) << c.line;
    if (!gloss) continue;
    EXPECT_EQ(gloss->term.data(), c.line.data());
    EXPECT_TRUE(c.line.ends_with(gloss->description)) << c.line;
    EXPECT_EQ(gloss->is_truncated, c.line.ends_with(" ...")) << c.line;
  }
}

}  // namespace
}  // namespace casus::text
