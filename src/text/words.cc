#include "text/words.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/check.h"

namespace casus::text {

namespace {

bool IsLetterOrDigit(UChar32 c) {
  const int8_t type = u_charType(c);
  return u_isalnum(c) != 0 || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

// The form in which a character joins what stands on both sides of it to one word; 0 if it does not.
UChar32 Joiner(UChar32 c, bool between_digits) {
  switch (c) {
    case '\'':
    case 0x2018:  // ‘
    case 0x2019:  // ’
    case 0x02BC:  // modifier letter apostrophe
      return '\'';
    case '-':
    case 0x2010:  // hyphen
    case 0x2011:  // non-breaking hyphen
    case 0x2012:  // figure dash
    case 0x2013:  // en dash
    case 0x2212:  // minus
      return '-';
    case ',':
    case '.':
      return between_digits ? c : 0;
    default:
      return 0;
  }
}

icu::UnicodeString Compose(std::string_view text) {
  const auto utf16 = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  CHECK(U_SUCCESS(status) != 0) << u_errorName(status);
  icu::UnicodeString composed = nfc->normalize(utf16, status);
  CHECK(U_SUCCESS(status) != 0) << u_errorName(status);
  return composed;
}

}  // namespace

std::vector<std::string> SplitWords(std::string_view text) {
  const icu::UnicodeString composed = Compose(text);
  std::vector<std::string> words;
  icu::UnicodeString word;
  const auto end_word = [&] {
    if (!word.isEmpty()) word.toUTF8String(words.emplace_back());
    word.remove();
  };
  UChar32 previous = 0;
  for (int32_t at = 0; at < composed.length();) {
    const UChar32 c = composed.char32At(at);
    at = composed.moveIndex32(at, 1);
    const UChar32 next = at < composed.length() ? composed.char32At(at) : 0;
    const bool between_digits = u_isdigit(previous) != 0 && u_isdigit(next) != 0;
    const UChar32 joiner = Joiner(c, between_digits);
    if (IsLetterOrDigit(c)) {
      word.append(c);
    } else if (joiner != 0 && IsLetterOrDigit(previous) && IsLetterOrDigit(next)) {
      word.append(joiner);
    } else {
      end_word();
    }
    previous = c;
  }
  end_word();
  return words;
}

}  // namespace casus::text
