#include "text/spelling_variants.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>

#include "base/check.h"

namespace casus::text {

namespace {

constexpr size_t kShortest = 5;      // of a word that is spelled in several ways
constexpr size_t kShortestSlip = 7;  // of one in which letters are doubled or swapped by mistake

struct Replacement {
  std::string_view written;
  std::string_view meant;
};

// Where a word ends, also before an s.
constexpr Replacement kEndings[] = {{"tre", "ter"},       {"bre", "ber"}, {"vre", "ver"},
                                    {"ence", "ense"},     {"ogue", "og"}, {"programe", "program"},
                                    {"dgement", "dgment"}};
constexpr Replacement kWithin[] = {{"isation", "ization"}, {"ising", "izing"}, {"ysing", "yzing"},
                                   {"oeu", "eu"},          {"aeo", "eo"},      {"ei", "ie"}};
constexpr Replacement kAtTheEnd[] = {
    {"ise", "ize"}, {"ised", "ized"}, {"ises", "izes"}, {"yse", "yze"}, {"ysed", "yzed"}};
// Mistakes that no rule makes, written without doubled letters where the word is long.
constexpr Replacement kMistakes[] = {
    {"occured", "occurred"},       {"refered", "referred"},      {"seperat", "separat"},
    {"independan", "independen"},  {"goverment", "government"},  {"parliment", "parliament"},
    {"enviroment", "environment"}, {"existan", "existen"},       {"resisten", "resistan"},
    {"definate", "definite"},      {"publicaly", "publicly"},    {"sovereignity", "sovereignty"},
    {"maintainan", "maintenan"},   {"lieutenent", "lieutenant"}, {"liason", "liaison"},
    {"superced", "supersed"}};

// Without accents and hyphens. A hyphen behind "re" makes another word: "re-signed".
std::string WithoutMarks(std::string_view word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  CHECK(U_SUCCESS(status) != 0) << u_errorName(status);
  const icu::UnicodeString split =
      nfd->normalize(icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())}), status);
  CHECK(U_SUCCESS(status) != 0) << u_errorName(status);
  icu::UnicodeString plain;
  for (int32_t at = 0; at < split.length(); at = split.moveIndex32(at, 1)) {
    const UChar32 c = split.char32At(at);
    if (u_charType(c) == U_NON_SPACING_MARK || (c == '-' && !word.starts_with("re-"))) continue;
    plain.append(c);
  }
  std::string text;
  plain.toUTF8String(text);
  return text;
}

void ReplaceEnd(std::string& word, std::string_view written, std::string_view meant) {
  if (word.ends_with(written)) word.replace(word.size() - written.size(), written.size(), meant);
}

void ReplaceWithin(std::string& word, std::string_view written, std::string_view meant) {
  if (const size_t at = word.find(written); at != std::string::npos) word.replace(at, written.size(), meant);
}

// "labour", "honourable": behind three letters, so that "tour" and "source" are left alone.
void ReplaceOur(std::string& word) {
  const size_t at = word.find("our");
  if (at == std::string::npos || at < 3) return;
  constexpr std::string_view kVowels = "aeiou";
  if (kVowels.find(word[at - 1]) == std::string_view::npos) word.replace(at, 3, "or");
}

}  // namespace

std::string SpellingKey(std::string_view word) {
  const bool has_digit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (word.size() < kShortest || has_digit) return std::string(word);
  std::string key = WithoutMarks(word);
  const bool is_plural = key.ends_with('s') && !key.ends_with("ss");
  const bool is_long = key.size() >= kShortestSlip;
  if (is_long) {
    std::string single = key;
    single.erase(std::unique(single.begin(), single.end()), single.end());
    if (single.size() >= kShortestSlip) key = single;
    for (const auto& [written, meant] : kMistakes) ReplaceWithin(key, written, meant);
  }
  ReplaceOur(key);
  if (is_plural) key.pop_back();
  for (const auto& [written, meant] : kEndings) ReplaceEnd(key, written, meant);
  if (is_plural) key += 's';
  if (!is_long) return key;
  for (const auto& [written, meant] : kAtTheEnd) ReplaceEnd(key, written, meant);
  for (const auto& [written, meant] : kWithin) ReplaceWithin(key, written, meant);
  return key;
}

}  // namespace casus::text
