#include "text/align_spelling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace casus::text {
namespace {

TEST(SplitSpelling, FindsWordsSignsAndPunctuation) {
  struct Case {
    std::string_view text;
    std::vector<std::string_view> words;
  };
  const Case cases[] = {
      {.text = "", .words = {}},
      {.text = " \u200B\n", .words = {}},
      {.text = "The mill burned.", .words = {"The", "mill", "burned", "."}},
      {.text = "a well-known miller’s son", .words = {"a", "well-known", "miller’s", "son"}},
      {.text = "the millers' guild", .words = {"the", "millers", "'", "guild"}},
      {.text = "“Stop!” – she", .words = {"“", "Stop", "!", "”", "–", "she"}},
      {.text = "1,500.75 ducats", .words = {"1,500.75", "ducats"}},
      {.text = "430 000 and 12\u202F500 men", .words = {"430 000", "and", "12\u202F500", "men"}},
      {.text = "in 1851 200 men", .words = {"in", "1851", "200", "men"}},
      {.text = "5% of $30", .words = {"5", "%", "of", "$", "30"}},
      {.text = "at -7 degrees, not 3-7", .words = {"at", "-7", "degrees", ",", "not", "3-7"}},
      {.text = "so.... yes", .words = {"so", "....", "yes"}},
      {.text = "女王Oln", .words = {"女", "王", "Oln"}},
      {.text = "e\u0301te\u0301", .words = {"e\u0301te\u0301"}},
  };
  for (const Case& c : cases) {
    std::vector<std::string_view> words;
    for (const SpeltRange& word : SplitSpelling(c.text))
      words.push_back(c.text.substr(word.at.begin, word.at.size()));
    EXPECT_EQ(words, c.words) << c.text;
  }
}

RC_GTEST_PROP(SplitSpelling, LeavesOutOnlyBlanks, ()) {
  const auto parts = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "a", "7", " ", "-", ",", ".", "'", "\u00A0", "\u2013", "é", "王", "%", "\u0301"));
  std::string text;
  for (const std::string& part : parts) text += part;
  size_t end = 0;
  const auto is_blank = [](std::string_view between) {
    return between.find_first_not_of(" \u00A0") == std::string_view::npos;
  };
  for (const SpeltRange& word : SplitSpelling(text)) {
    RC_ASSERT(!word.at.empty());
    RC_ASSERT(word.at.begin >= end);
    RC_ASSERT(is_blank(std::string_view(text).substr(end, word.at.begin - end)));
    end = word.at.end;
  }
  RC_ASSERT(is_blank(std::string_view(text).substr(end)));
}

TEST(Spell, TellsWhatIsTheSame) {
  struct Case {
    std::string_view word, exact, key, stem;
  };
  const Case cases[] = {
      {.word = "Refuses", .exact = "Refuses", .key = "refuses", .stem = "refus"},
      {.word = "refused", .exact = "refused", .key = "refused", .stem = "refus"},
      {.word = "treaties", .exact = "treaties", .key = "treaties", .stem = "treati"},
      {.word = "treaty", .exact = "treaty", .key = "treaty", .stem = "treati"},
      {.word = "planned", .exact = "planned", .key = "planned", .stem = "plan"},
      {.word = "plans", .exact = "plans", .key = "plans", .stem = "plan"},
      {.word = "miller’s", .exact = "miller's", .key = "miller's", .stem = "miller"},
      {.word = "glass", .exact = "glass", .key = "glass", .stem = "glass"},
      {.word = "STRASSE", .exact = "STRASSE", .key = "strasse", .stem = "strass"},
      {.word = "Straße", .exact = "Straße", .key = "strasse", .stem = "strass"},
      {.word = "Rasti\u0301s", .exact = "Rastís", .key = "rastís", .stem = "rastís"},
      {.word = "20,000", .exact = "20,000", .key = "20_000", .stem = "20_000"},
      {.word = "20 000", .exact = "20 000", .key = "20_000", .stem = "20_000"},
      {.word = "7.50", .exact = "7.50", .key = "7.5", .stem = "7.5"},
      {.word = "1,5", .exact = "1,5", .key = "1,5", .stem = "1,5"},
      {.word = "\u22127", .exact = "-7", .key = "-7", .stem = "-7"},
      {.word = "19th", .exact = "19th", .key = "19th", .stem = "19th"},
      {.word = "“", .exact = "\"", .key = "\"", .stem = "\""},
      {.word = "…", .exact = "...", .key = "...", .stem = "..."},
  };
  for (const Case& c : cases) {
    const Spelling spelling = Spell(c.word);
    EXPECT_EQ(spelling.exact, c.exact) << c.word;
    EXPECT_EQ(spelling.key, c.key) << c.word;
    EXPECT_EQ(spelling.stem, c.stem) << c.word;
  }
}

TEST(Spell, TellsKinds) {
  struct Case {
    std::string_view word;
    WordKind kind;
    bool is_capitalised = false;
    bool is_negation = false;
  };
  const Case cases[] = {
      {.word = "mill", .kind = WordKind::kPlain},
      {.word = "Mill", .kind = WordKind::kPlain, .is_capitalised = true},
      {.word = "Šešupė", .kind = WordKind::kPlain, .is_capitalised = true},
      {.word = "of", .kind = WordKind::kFunction},
      {.word = "may", .kind = WordKind::kFunction},
      {.word = "May", .kind = WordKind::kPlain, .is_capitalised = true},
      {.word = "US", .kind = WordKind::kPlain, .is_capitalised = true},
      {.word = "not", .kind = WordKind::kPlain, .is_negation = true},
      {.word = "didn’t", .kind = WordKind::kPlain, .is_negation = true},
      {.word = "rejecting", .kind = WordKind::kPlain, .is_negation = true},
      {.word = "1851", .kind = WordKind::kNumber},
      {.word = "-7", .kind = WordKind::kNumber},
      {.word = "XIV", .kind = WordKind::kNumber},
      {.word = "%", .kind = WordKind::kPlain},
      {.word = "€", .kind = WordKind::kPlain},
      {.word = "!!", .kind = WordKind::kPunctuation},
      {.word = "—", .kind = WordKind::kPunctuation},
  };
  for (const Case& c : cases) {
    const Spelling spelling = Spell(c.word);
    EXPECT_EQ(spelling.kind, c.kind) << c.word;
    EXPECT_EQ(spelling.is_capitalised, c.is_capitalised) << c.word;
    EXPECT_EQ(spelling.is_negation, c.is_negation) << c.word;
  }
}

}  // namespace
}  // namespace casus::text
