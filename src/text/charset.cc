#include "text/charset.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>

namespace casus::text {
namespace {

struct Charset {
  Encoding encoding;
  std::string_view name;
  std::string_view other;  // by which it is known, too
};

constexpr Charset kCharsets[] = {
    {Encoding::kWindows1250, "windows-1250", "cp1250"},
    {Encoding::kWindows1251, "windows-1251", "cp1251"},
    {Encoding::kWindows1253, "windows-1253", "cp1253"},
    {Encoding::kWindows1254, "windows-1254", "cp1254"},
    {Encoding::kWindows1257, "windows-1257", "cp1257"},
    {Encoding::kIso8859_2, "ISO-8859-2", "latin2"},
    {Encoding::kIso8859_4, "ISO-8859-4", "latin4"},
    {Encoding::kIso8859_5, "ISO-8859-5", "cyrillic"},
    {Encoding::kIso8859_7, "ISO-8859-7", "greek"},
    {Encoding::kIso8859_9, "ISO-8859-9", "latin5"},
    {Encoding::kIso8859_13, "ISO-8859-13", "latin7"},
    {Encoding::kIso8859_15, "ISO-8859-15", "latin9"},
    {Encoding::kKoi8R, "KOI8-R", "koi8"},
    {Encoding::kKoi8U, "KOI8-U", "koi8-ru"},
    {Encoding::kIbm866, "IBM866", "cp866"},
};

char Small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool IsSame(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return Small(x) == Small(y); });
}

// What stands behind `name`, "=" and perhaps a quotation mark.
std::string_view ValueOf(std::string_view text, std::string_view name) {
  constexpr std::string_view kAround = " \t\r\n\"'";
  size_t at = text.find(name);
  if (at == std::string_view::npos) return {};
  at = text.find_first_not_of(kAround.substr(0, 4), at + name.size());
  if (at == std::string_view::npos || text[at] != '=') return {};
  at = text.find_first_not_of(kAround, at + 1);
  if (at == std::string_view::npos) return {};
  return text.substr(at, text.find_first_of(" \t\r\n\"';/>?", at) - at);
}

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

}  // namespace

std::string_view DeclaredCharset(std::string_view bytes) {
  constexpr size_t kLooked = 1024;
  const std::string_view looked = bytes.substr(0, kLooked);
  std::string small(looked);
  std::transform(small.begin(), small.end(), small.begin(), Small);
  const std::string_view text = small;
  std::string_view value;
  if (text.starts_with("<?xml")) value = ValueOf(text.substr(0, text.find('>')), "encoding");
  for (size_t at = text.find("<meta"); value.empty() && at != std::string_view::npos;
       at = text.find("<meta", at + 1)) {
    const std::string_view rest = text.substr(at);
    value = ValueOf(rest.substr(0, rest.find('>')), "charset");
  }
  return value.empty() ? value
                       : looked.substr(static_cast<size_t>(value.data() - small.data()), value.size());
}

std::optional<Encoding> FindCharset(std::string_view name) {
  const auto* const found = std::find_if(
      std::begin(kCharsets), std::end(kCharsets),
      [&](const Charset& charset) { return IsSame(charset.name, name) || IsSame(charset.other, name); });
  return found == std::end(kCharsets) ? std::nullopt : std::optional(found->encoding);
}

std::string_view NameOfCharset(Encoding encoding) {
  const auto* const found =
      std::find_if(std::begin(kCharsets), std::end(kCharsets),
                   [&](const Charset& charset) { return charset.encoding == encoding; });
  return found == std::end(kCharsets) ? std::string_view() : found->name;
}

base::Result<std::array<char32_t, 128>> UpperHalfOf(Encoding encoding) {
  constexpr unsigned kFirst = 0x80;
  constexpr char32_t kNone = 0xFFFD;
  const std::string name(NameOfCharset(encoding));
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(name.c_str(), &status));
  if (U_FAILURE(status)) return base::Error{fmt::format("{} is not known here: save it as UTF-8", name)};
  std::array<char32_t, 128> characters{};
  for (unsigned i = 0; i < characters.size(); ++i) {
    const char byte = static_cast<char>(kFirst + i);
    const char* source = &byte;
    status = U_ZERO_ERROR;
    const UChar32 character = ucnv_getNextUChar(converter.get(), &source, &byte + 1, &status);
    characters[i] = U_FAILURE(status) ? kNone : static_cast<char32_t>(character);
  }
  return characters;
}

}  // namespace casus::text
