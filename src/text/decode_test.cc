#include "text/decode.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace casus::text {
namespace {

std::string Utf16(std::u16string_view text, bool big_endian) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(Decode, KnowsEncodings) {
  struct Case {
    std::string_view what;
    std::string bytes;
    std::string_view text;
    Encoding encoding;
    bool mark = false;
  };
  const Case cases[] = {
      {.what = "nothing", .bytes = "", .text = "", .encoding = Encoding::kUtf8},
      {.what = "ASCII", .bytes = "Riga", .text = "Riga", .encoding = Encoding::kUtf8},
      {.what = "UTF-8", .bytes = "Šiauliai – 5 €", .text = "Šiauliai – 5 €", .encoding = Encoding::kUtf8},
      {.what = "UTF-8 with a mark",
       .bytes = "\xEF\xBB\xBFRiga",
       .text = "Riga",
       .encoding = Encoding::kUtf8,
       .mark = true},
      {.what = "a mark alone",
       .bytes = "\xEF\xBB\xBF",
       .text = "",
       .encoding = Encoding::kUtf8,
       .mark = true},
      {.what = "Latin-1", .bytes = "K\xF6nigsberg", .text = "Königsberg", .encoding = Encoding::kLatin1},
      {.what = "Windows' quotes",
       .bytes = "\x93so\x94 \x96 \x80",
       .text = "“so” – €",
       .encoding = Encoding::kLatin1},
      {.what = "declared by HTML",
       .bytes = "<meta charset='windows-1251'>\xCC\xE8\xF0 \xAB",
       .text = "<meta charset='windows-1251'>Мир «",
       .encoding = Encoding::kWindows1251},
      {.what = "declared by HTML of old",
       .bytes = "<META http-equiv=x content=\"text/html; Charset = ISO-8859-2\">\xA3\xF3"
                "d\xBC",
       .text = "<META http-equiv=x content=\"text/html; Charset = ISO-8859-2\">Łódź",
       .encoding = Encoding::kIso8859_2},
      {.what = "declared by XML",
       .bytes = "<?xml version=\"1.0\" encoding=\"KOI8-R\"?>\xED\xC9\xD2",
       .text = "<?xml version=\"1.0\" encoding=\"KOI8-R\"?>Мир",
       .encoding = Encoding::kKoi8R},
      {.what = "declared as Latin-1",
       .bytes = "<meta charset=iso-8859-1>K\xF6ln",
       .text = "<meta charset=iso-8859-1>Köln",
       .encoding = Encoding::kLatin1},
      {.what = "UTF-8 whatever is declared",
       .bytes = "<meta charset=windows-1251>Köln",
       .text = "<meta charset=windows-1251>Köln",
       .encoding = Encoding::kUtf8},
      {.what = "UTF-16LE with a mark",
       .bytes = "\xFF\xFE" + Utf16(u"Šėta \U0001F54A", false),
       .text = "Šėta \U0001F54A",
       .encoding = Encoding::kUtf16LittleEndian,
       .mark = true},
      {.what = "UTF-16BE with a mark",
       .bytes = "\xFE\xFF" + Utf16(u"Ona", true),
       .text = "Ona",
       .encoding = Encoding::kUtf16BigEndian,
       .mark = true},
      {.what = "UTF-16LE by its zeros",
       .bytes = Utf16(u"A treaty was signed.", false),
       .text = "A treaty was signed.",
       .encoding = Encoding::kUtf16LittleEndian},
      {.what = "UTF-16BE by its zeros",
       .bytes = Utf16(u"A treaty was signed.", true),
       .text = "A treaty was signed.",
       .encoding = Encoding::kUtf16BigEndian},
  };
  for (const Case& c : cases) {
    const base::Result<Decoded> decoded = Decode(c.bytes);
    ASSERT_TRUE(decoded.ok()) << c.what << ": " << decoded.error().message;
    EXPECT_EQ(decoded->text.text, c.text) << c.what;
    EXPECT_EQ(decoded->encoding, c.encoding) << c.what;
    EXPECT_EQ(decoded->has_byte_order_mark, c.mark) << c.what;
    if (c.text.empty()) continue;
    const size_t mark = !c.mark ? 0 : c.encoding == Encoding::kUtf8 ? 3 : 2;
    EXPECT_EQ(decoded->text.trace.Origin({0, c.text.size()}), (Range{mark, c.bytes.size()})) << c.what;
    EXPECT_EQ(DecodeAs(std::string_view(c.bytes).substr(mark), c.encoding), c.text) << c.what;
  }
}

TEST(Decode, RefusesWhatIsNoText) {
  struct Case {
    std::string bytes;
    std::string_view message;
  };
  const Case cases[] = {
      {std::string("PK\3\4\0\0\0", 7), "byte 4 is a zero: this is no text"},
      {"Šiauliai \xF6", "byte 10 is not UTF-8, though other parts are; save it as UTF-8"},
      {"<meta charset=Shift_JIS>\x83\x8A",
       "it says that it is in Shift_JIS, which is not read here: save it as UTF-8"},
      {"<meta charset=windows-1253>\xD2", "byte 27 is no character of windows-1253"},
      {std::string("\xFF\xFE\x41", 3), "the last byte, 2, is half a character of UTF-16LE"},
      {std::string("\xFE\xFF\xD8\x00\x00\x41", 6), "byte 2 is half a character of UTF-16BE"},
      {std::string("\xFE\xFF\x00\x00", 4), "byte 2 is a zero: this is no text"},
  };
  for (const Case& c : cases) {
    const base::Result<Decoded> decoded = Decode(c.bytes);
    ASSERT_FALSE(decoded.ok()) << c.message;
    EXPECT_EQ(decoded.error().message, c.message);
  }
}

}  // namespace
}  // namespace casus::text
