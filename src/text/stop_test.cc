#include "text/stop.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/vicinity.h"

namespace casus::text {
namespace {

TEST(ReadStop, HasItsParts) {
  struct Case {
    std::string_view text;
    size_t at;
    Range terminators;
    size_t count;
    size_t close_end;
    size_t end;
    bool only_dots, is_spaced, has_note, is_full_stop, ends;
  };
  const Case cases[] = {
      {.text = "It was. On",
       .at = 6,
       .terminators = {6, 7},
       .count = 1,
       .close_end = 7,
       .end = 8,
       .only_dots = true,
       .is_full_stop = true,
       .ends = true},
      {.text = "It was?!”) On",
       .at = 6,
       .terminators = {6, 8},
       .count = 2,
       .close_end = 12,
       .end = 13,
       .ends = true},
      {.text = "so. . . . On",
       .at = 2,
       .terminators = {2, 9},
       .count = 4,
       .close_end = 9,
       .end = 10,
       .only_dots = true,
       .is_spaced = true,
       .is_full_stop = true,
       .ends = true},
      {.text = "so… on",
       .at = 2,
       .terminators = {2, 5},
       .count = 3,
       .close_end = 5,
       .end = 6,
       .only_dots = true,
       .is_full_stop = true},
      {.text = "so.[3][note 4] On",
       .at = 2,
       .terminators = {2, 3},
       .count = 1,
       .close_end = 14,
       .end = 15,
       .only_dots = true,
       .has_note = true,
       .is_full_stop = true,
       .ends = true},
      {.text = "so.”²  On",
       .at = 2,
       .terminators = {2, 3},
       .count = 1,
       .close_end = 8,
       .end = 10,
       .only_dots = true,
       .has_note = true,
       .is_full_stop = true,
       .ends = true},
      {.text = "treaty.12 On",
       .at = 6,
       .terminators = {6, 7},
       .count = 1,
       .close_end = 9,
       .end = 10,
       .only_dots = true,
       .has_note = true,
       .is_full_stop = true,
       .ends = true},
      {.text = "treaty.12 on",
       .at = 6,
       .terminators = {6, 7},
       .count = 1,
       .close_end = 7,
       .end = 7,
       .only_dots = true,
       .is_full_stop = true},
      {.text = "it.12 On",
       .at = 2,
       .terminators = {2, 3},
       .count = 1,
       .close_end = 3,
       .end = 3,
       .only_dots = true,
       .is_full_stop = true},
      {.text = "so.(On",
       .at = 2,
       .terminators = {2, 3},
       .count = 1,
       .close_end = 3,
       .end = 3,
       .only_dots = true,
       .is_full_stop = true,
       .ends = true},
      {.text = "so!\n", .at = 2, .terminators = {2, 3}, .count = 1, .close_end = 3, .end = 3},
      {.text = "so!\u200B", .at = 2, .terminators = {2, 3}, .count = 1, .close_end = 3, .end = 6},
  };
  for (const Case& c : cases) {
    const Stop stop = ReadStop(c.text, c.at);
    EXPECT_EQ(stop.terminators, c.terminators) << c.text;
    EXPECT_EQ(stop.count, c.count) << c.text;
    EXPECT_EQ(stop.close_end, c.close_end) << c.text;
    EXPECT_EQ(stop.end, c.end) << c.text;
    EXPECT_EQ(stop.only_dots, c.only_dots) << c.text;
    EXPECT_EQ(stop.is_spaced, c.is_spaced) << c.text;
    EXPECT_EQ(stop.has_note, c.has_note) << c.text;
    EXPECT_EQ(stop.is_full_stop, c.is_full_stop) << c.text;
    EXPECT_EQ(stop.ends, c.ends) << c.text;
  }
}

TEST(SkipNote, KnowsAMarkFromOtherBrackets) {
  struct Case {
    std::string_view text;
    size_t end;
  };
  const Case cases[] = {
      {.text = "[1]", .end = 3},
      {.text = "[12, 13] so", .end = 8},
      {.text = "[a]", .end = 3},
      {.text = "[citation needed]", .end = 17},
      {.text = "[1]:12–14, so", .end = 11},
      {.text = "[1]: so", .end = 3},
      {.text = "[...]", .end = 0},
      {.text = "[The] so", .end = 0},
      {.text = "[]", .end = 0},
      {.text = "[1", .end = 0},
      {.text = "[1\n]", .end = 0},
      {.text = "[they left. He] so", .end = 0},
      {.text = "(1)", .end = 0},
      {.text = "", .end = 0},
      {.text = "[this is too long to be a mark]", .end = 0},
  };
  for (const Case& c : cases) EXPECT_EQ(SkipNote(c.text, 0), c.end) << c.text;
}

// The boundaries that ICU finds, without the begin and the end of the text.
std::vector<size_t> BoundariesOfIcu(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> iterator(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<int64_t>(text.size()), &status);
  iterator->setText(&view, status);
  RC_ASSERT(U_SUCCESS(status) != 0);
  std::vector<size_t> boundaries;
  for (int32_t at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
    if (static_cast<size_t>(at) < text.size()) boundaries.push_back(static_cast<size_t>(at));
  }
  utext_close(&view);
  return boundaries;
}

std::vector<size_t> BoundariesOfStops(std::string_view text) {
  std::vector<size_t> boundaries;
  for (size_t at = 0; at < text.size();) {
    if (IsTerminator(CharacterAt(text, at))) {
      const Stop stop = ReadStop(text, at);
      if (stop.ends) boundaries.push_back(stop.end);
      at = stop.end;
    } else if (IsLineEnd(TakeCharacter(text, at)) && at < text.size()) {
      boundaries.push_back(at);
    }
  }
  return boundaries;
}

// All classes of UAX #29 are here, but nothing of what goes beyond it: no ellipsis, no footnote mark, no quote
// that opens a word, no “»”, which may close behind a space. Attached marks stand behind letters and terminators only.
RC_GTEST_PROP(StopProperty, EndsWhereIcuSaysSo, ()) {
  const std::vector<std::string> parts = {
      "a",  "b", "ž\u0301", "A", "Š",      "ǅ",      "条", "א", "1", "٣",       "-",  ",",  ":",     "–",
      "、", " ", " ",       " ", "\u00A0", "\u3000", ".",  ".", ".", ".\u0308", "．", "!",  "?",     "。",
      "।",  "؟", "\"",      "'", ")",      "]",      "”",  "›", "_", "$",       "%",  "\n", "\u2029"};
  std::string text;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(parts)))
    text += part;
  RC_ASSERT(BoundariesOfStops(text) == BoundariesOfIcu(text));
}

}  // namespace
}  // namespace casus::text
