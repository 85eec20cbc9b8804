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
