#include "text/decode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "base/check.h"
#include "base/utf8.h"
#include "text/charset.h"

namespace casus::text {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LittleEndianMark = "\xFF\xFE";
constexpr std::string_view kUtf16BigEndianMark = "\xFE\xFF";

// Windows-1252, 80 to 9F; what it leaves out stands for itself.
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

uint8_t ByteAt(std::string_view bytes, size_t at) { return static_cast<uint8_t>(bytes[at]); }

std::string Encode(char32_t character) {
  std::string encoded;
  const auto put = [&](uint32_t byte) { encoded.push_back(static_cast<char>(byte)); };
  if (character < 0x80) {
    put(character);
  } else if (character < 0x800) {
    put(0xC0 | character >> 6);
    put(0x80 | (character & 0x3F));
  } else if (character < 0x10000) {
    put(0xE0 | character >> 12);
    put(0x80 | (character >> 6 & 0x3F));
    put(0x80 | (character & 0x3F));
  } else {
    put(0xF0 | character >> 18);
    put(0x80 | (character >> 12 & 0x3F));
    put(0x80 | (character >> 6 & 0x3F));
    put(0x80 | (character & 0x3F));
  }
  return encoded;
}

// Of the bytes above ASCII, whether any belong to a character of UTF-8.
bool HasUtf8Characters(std::string_view bytes) {
  for (size_t at = 0; at < bytes.size();) {
    if (ByteAt(bytes, at) < 0x80) {
      ++at;
      continue;
    }
    const uint8_t lead = ByteAt(bytes, at);
    const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    if (length > 1 && at + length <= bytes.size() && !base::FindInvalidUtf8(bytes.substr(at, length)))
      return true;
    ++at;
  }
  return false;
}

// UTF-16 without a mark shows in its zeros: most of a western text is ASCII.
std::optional<Encoding> Utf16ByZeros(std::string_view bytes) {
  constexpr size_t kLooked = 4096;
  const size_t looked = std::min(bytes.size(), kLooked) / 2 * 2;
  if (bytes.size() % 2 != 0 || looked < 4) return std::nullopt;
  size_t even = 0, odd = 0;
  for (size_t i = 0; i < looked; i += 2) {
    even += bytes[i] == '\0' ? 1 : 0;
    odd += bytes[i + 1] == '\0' ? 1 : 0;
  }
  if (odd * 10 >= looked * 3 && even * 50 < looked) return Encoding::kUtf16LittleEndian;
  if (even * 10 >= looked * 3 && odd * 50 < looked) return Encoding::kUtf16BigEndian;
  return std::nullopt;
}

base::Result<Decoded> DecodeUtf16(std::string_view bytes, size_t from, Encoding encoding) {
  Decoded decoded;
  decoded.encoding = encoding;
  const size_t low = encoding == Encoding::kUtf16LittleEndian ? 0 : 1;
  if ((bytes.size() - from) % 2 != 0) {
    return base::Error{
        fmt::format("the last byte, {}, is half a character of {}", bytes.size() - 1, NameOf(encoding))};
  }
  const auto unit = [&](size_t at) {
    return static_cast<char32_t>(ByteAt(bytes, at + low) | ByteAt(bytes, at + 1 - low) << 8);
  };
  for (size_t at = from; at < bytes.size();) {
    char32_t character = unit(at);
    size_t length = 2;
    if (character >= 0xD800 && character < 0xE000) {
      const bool is_pair =
          character < 0xDC00 && at + 4 <= bytes.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) < 0xE000;
      if (!is_pair)
        return base::Error{fmt::format("byte {} is half a character of {}", at, NameOf(encoding))};
      character = 0x10000 + ((character - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      length = 4;
    }
    if (character == 0) return base::Error{fmt::format("byte {} is a zero: this is no text", at)};
    decoded.text.Append(Encode(character), Range{at, at + length});
    at += length;
  }
  return decoded;
}

std::array<char32_t, 128> UpperHalfOfLatin1() {
  std::array<char32_t, 128> upper{};
  for (size_t i = 0; i < upper.size(); ++i) {
    upper[i] = i < kWindows.size() ? kWindows[i] : static_cast<char32_t>(0x80 + i);
  }
  return upper;
}

// Of one byte a character, the upper half of which are these.
base::Result<Decoded> DecodeBytes(std::string_view bytes, Encoding encoding,
                                  const std::array<char32_t, 128>& upper) {
  Decoded decoded;
  decoded.encoding = encoding;
  for (size_t at = 0; at < bytes.size();) {
    size_t end = at;
    while (end < bytes.size() && ByteAt(bytes, end) < 0x80) ++end;
    decoded.text.Append(bytes.substr(at, end - at), at);
    if (end < bytes.size()) {
      const char32_t character = upper[ByteAt(bytes, end) - 0x80U];
      if (character == 0xFFFD)
        return base::Error{fmt::format("byte {} is no character of {}", end, NameOf(encoding))};
      decoded.text.Append(Encode(character), Range{end, end + 1});
      ++end;
    }
    at = end;
  }
  return decoded;
}

base::Result<Decoded> DecodeBytes(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::kLatin1) return DecodeBytes(bytes, encoding, UpperHalfOfLatin1());
  const base::Result<std::array<char32_t, 128>> upper = UpperHalfOf(encoding);
  if (!upper.ok()) return upper.error();
  return DecodeBytes(bytes, encoding, *upper);
}

// Whether the name is of an encoding that bytes show by themselves, or that is read if nothing else is declared.
bool IsTold(std::string_view charset) {
  std::string small(charset);
  for (char& c : small) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const std::string_view known :
       {"utf-8", "utf8", "utf-16", "iso-8859-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"}) {
    if (small == known) return true;
  }
  return false;
}

}  // namespace

base::Result<Decoded> Decode(std::string_view bytes) {
  if (bytes.starts_with(kUtf16LittleEndianMark) || bytes.starts_with(kUtf16BigEndianMark)) {
    const Encoding encoding =
        bytes.starts_with(kUtf16BigEndianMark) ? Encoding::kUtf16BigEndian : Encoding::kUtf16LittleEndian;
    base::Result<Decoded> decoded = DecodeUtf16(bytes, kUtf16BigEndianMark.size(), encoding);
    if (decoded.ok()) decoded->has_byte_order_mark = true;
    return decoded;
  }
  if (const std::optional<Encoding> encoding = Utf16ByZeros(bytes)) return DecodeUtf16(bytes, 0, *encoding);
  if (const size_t zero = bytes.find('\0'); zero != std::string_view::npos) {
    return base::Error{fmt::format("byte {} is a zero: this is no text", zero)};
  }
  const std::optional<size_t> invalid = base::FindInvalidUtf8(bytes);
  if (invalid) {
    if (const std::string_view charset = DeclaredCharset(bytes); !charset.empty() && !IsTold(charset)) {
      if (const std::optional<Encoding> encoding = FindCharset(charset)) return DecodeBytes(bytes, *encoding);
      return base::Error{
          fmt::format("it says that it is in {}, which is not read here: save it as UTF-8", charset)};
    }
    if (bytes.starts_with(kUtf8Mark) || HasUtf8Characters(bytes)) {
      return base::Error{
          fmt::format("byte {} is not UTF-8, though other parts are; save it as UTF-8", *invalid)};
    }
    return DecodeBytes(bytes, Encoding::kLatin1);
  }
  Decoded decoded;
  decoded.has_byte_order_mark = bytes.starts_with(kUtf8Mark);
  const size_t from = decoded.has_byte_order_mark ? kUtf8Mark.size() : 0;
  decoded.text.Append(bytes.substr(from), from);
  return decoded;
}

std::string DecodeAs(std::string_view bytes, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(bytes);
  const bool is_utf16 = encoding == Encoding::kUtf16LittleEndian || encoding == Encoding::kUtf16BigEndian;
  base::Result<Decoded> decoded = is_utf16 ? DecodeUtf16(bytes, 0, encoding) : DecodeBytes(bytes, encoding);
  CHECK(decoded.ok()) << decoded.error().message;
  return std::move(decoded->text.text);
}

std::string_view NameOf(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf16LittleEndian:
      return "UTF-16LE";
    case Encoding::kUtf16BigEndian:
      return "UTF-16BE";
    case Encoding::kLatin1:
      return "Windows-1252";
    default:
      return NameOfCharset(encoding);
  }
}

}  // namespace casus::text
