#include "base/utf8.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace casus::base {
namespace {

TEST(Utf8, FindsTheFirstInvalidByte) {
  struct Case {
    std::string_view what;
    std::string_view text;
    std::optional<size_t> invalid;
  };
  const Case cases[] = {
      {.what = "empty", .text = "", .invalid = std::nullopt},
      {.what = "ASCII", .text = "treaty", .invalid = std::nullopt},
      {.what = "two to four bytes", .text = "ė € \U0001F54A", .invalid = std::nullopt},
      {.what = "the last character", .text = "\xF4\x8F\xBF\xBF", .invalid = std::nullopt},
      {.what = "beyond it", .text = "\xF4\x90\x80\x80", .invalid = 0},
      {.what = "continuation alone", .text = "ab\x80", .invalid = 2},
      {.what = "cut off", .text = "ab\xC4", .invalid = 2},
      {.what = "cut off by ASCII", .text = "\xE2\x82z", .invalid = 0},
      {.what = "overlong slash", .text = "a\xC0\xAF", .invalid = 1},
      {.what = "overlong in three", .text = "\xE0\x80\xAF", .invalid = 0},
      {.what = "overlong in four", .text = "\xF0\x80\x80\xAF", .invalid = 0},
      {.what = "surrogate", .text = "\xED\xA0\x80", .invalid = 0},
      {.what = "Latin-1", .text = "Pr\xE4sident", .invalid = 2},
  };
  for (const Case& c : cases) EXPECT_EQ(FindInvalidUtf8(c.text), c.invalid) << c.what;
}

TEST(FindInvalidUtf8, LooksAtEveryByteOfALongText) {
  for (size_t at = 0; at < 20; ++at) {
    std::string text(20, 'a');
    text.replace(at, 1, "š");
    EXPECT_EQ(FindInvalidUtf8(text), std::nullopt) << at;
    text[at + 1] = 'a';  // the second byte of the character
    EXPECT_EQ(FindInvalidUtf8(text), at);
  }
}

TEST(Utf8, Decodes) {
  const std::string_view text = "aė€\U0001F54A";
  std::u32string decoded;
  for (size_t at = 0; at < text.size();) decoded += DecodeUtf8(text, at);
  EXPECT_EQ(decoded, U"aė€\U0001F54A");
}

TEST(Utf8DeathTest, DecodingWhatIsInvalidIsABug) {
  size_t at = 0;
  EXPECT_DEATH((void)DecodeUtf8("\x80", at), "byte 0 is not UTF-8");
}

}  // namespace
}  // namespace casus::base
