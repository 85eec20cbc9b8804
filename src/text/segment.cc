#include "text/segment.h"

#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <span>
#include <string>

#include "base/check.h"
#include "base/utf8.h"

namespace casus::text {

namespace {

constexpr std::string_view kSpaces = " \n";

// After these a full stop does not end a sentence.
constexpr std::string_view kAbbreviations[] = {
    "Mr",     "Mrs", "Ms",  "Dr",  "Prof", "Gen", "Col",  "Lt",  "Capt", "Maj",  "Sgt", "Adm", "Gov", "Sen",
    "Rev",    "Hon", "St",  "No",  "Nos",  "Art", "Arts", "cf",  "vs",   "e.g",  "i.e", "pp",  "ca",  "vol",
    "approx", "Jan", "Feb", "Mar", "Apr",  "Jun", "Jul",  "Aug", "Sep",  "Sept", "Oct", "Nov", "Dec"};

// After these a single capital is a numeral, not an initial.
constexpr std::string_view kNumbered[] = {"Article",  "Articles", "Chapter", "Part",  "Section",
                                          "Protocol", "Annex",    "Title",   "Phase", "War"};

bool Contains(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string_view Trim(std::string_view text) {
  const size_t begin = std::min(text.find_first_not_of(kSpaces), text.size());
  const size_t end = text.find_last_not_of(kSpaces) + 1;
  return text.substr(begin, end - std::min(begin, end));
}

// Takes the last word from the text, without an opening bracket or quote.
std::string_view TakeLastWord(std::string_view& text) {
  text = Trim(text);
  const size_t space = text.find_last_of(kSpaces);
  std::string_view word = space == std::string_view::npos ? text : text.substr(space + 1);
  text.remove_suffix(word.size());
  word.remove_prefix(std::min(word.find_first_not_of("(\"'"), word.size()));
  return word;
}

// One capital, or several with full stops between them: J, J.V
bool IsInitial(std::string_view word) {
  for (size_t at = 0; at < word.size();) {
    if (u_isupper(static_cast<UChar32>(base::DecodeUtf8(word, at))) == 0) return false;
    if (at == word.size()) break;
    if (word[at] != '.') return false;
    ++at;
  }
  return !word.empty();
}

// Whether the full stop at the end of the text belongs to its last word.
bool EndsInAbbreviation(std::string_view text) {
  if (!text.ends_with('.')) return false;
  text.remove_suffix(1);
  const std::string_view word = TakeLastWord(text);
  if (Contains(kAbbreviations, word)) return true;
  return IsInitial(word) && !Contains(kNumbered, TakeLastWord(text));
}

bool HasLetterOrDigit(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (u_isalnum(static_cast<UChar32>(base::DecodeUtf8(text, at))) != 0) return true;
  }
  return false;
}

}  // namespace

base::Result<SentenceSplitter> SentenceSplitter::Create() {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::BreakIterator> boundaries(
      icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
  if (U_FAILURE(status) != 0) {
    return base::Error{std::string("the rules for sentences of the ICU library cannot be read: ") +
                       u_errorName(status)};
  }
  return SentenceSplitter(std::move(boundaries));
}

std::vector<std::string_view> SentenceSplitter::Split(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  UText view = UTEXT_INITIALIZER;
  utext_openUTF8(&view, text.data(), static_cast<int64_t>(text.size()), &status);
  boundaries_->setText(&view, status);
  CHECK(U_SUCCESS(status) != 0) << u_errorName(status);

  std::vector<std::string_view> sentences;
  size_t begin = 0;
  while (begin < text.size()) {
    const int32_t next = boundaries_->next();
    const size_t end = next == icu::BreakIterator::DONE ? text.size() : static_cast<size_t>(next);
    const std::string_view sentence = Trim(text.substr(begin, end - begin));
    const bool is_last = end == text.size();
    if (!is_last && (EndsInAbbreviation(sentence) || !HasLetterOrDigit(text.substr(end)))) continue;
    if (!sentence.empty()) sentences.push_back(sentence);
    begin = end;
  }
  utext_close(&view);
  return sentences;
}

}  // namespace casus::text
