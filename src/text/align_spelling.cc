#include "text/align_spelling.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>

#include "base/check.h"
#include "base/decimal.h"
#include "base/utf8.h"

namespace casus::text {

namespace {

using TextSet = boost::unordered_flat_set<std::string_view>;

// Bytes, about. What goes on longer is no word of a language, and is compared part by part.
constexpr size_t kLongestWord = 1024;

// Words that hold a sentence together and say little of what it is about.
const TextSet& FunctionWords() {
  static const TextSet words = {
      "a",       "about",   "above",   "after", "again",  "against", "all",     "also",  "although", "am",
      "among",   "an",      "and",     "any",   "are",    "as",      "at",      "be",    "because",  "been",
      "before",  "being",   "between", "both",  "but",    "by",      "can",     "could", "did",      "do",
      "does",    "during",  "each",    "for",   "from",   "further", "had",     "has",   "have",     "he",
      "her",     "here",    "hers",    "him",   "his",    "how",     "however", "i",     "if",       "in",
      "into",    "is",      "it",      "its",   "may",    "me",      "might",   "more",  "most",     "must",
      "my",      "of",      "off",     "on",    "only",   "onto",    "or",      "other", "our",      "out",
      "over",    "own",     "shall",   "she",   "should", "since",   "so",      "some",  "such",     "than",
      "that",    "the",     "their",   "them",  "then",   "there",   "these",   "they",  "this",     "those",
      "though",  "through", "thus",    "to",    "too",    "toward",  "towards", "under", "until",    "up",
      "upon",    "us",      "very",    "was",   "we",     "well",    "were",    "what",  "when",     "where",
      "whether", "which",   "while",   "who",   "whom",   "whose",   "why",     "will",  "with",     "within",
      "would",   "you",     "your"};
  return words;
}

const TextSet& NegatingStems() {
  static const TextSet stems = {"not",    "no",      "never",   "none",   "nor",   "neither",
                                "nobody", "nothing", "without", "cannot", "refus", "reject",
                                "deni",   "declin",  "fail",    "fals"};
  return stems;
}

bool IsAsciiDigit(char c) { return c >= '0' && c <= '9'; }
bool IsAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool IsLetterOrDigit(char32_t c) {
  if (c < 0x80) return IsAsciiDigit(static_cast<char>(c)) || IsAsciiLetter(static_cast<char>(c));
  const auto character = static_cast<UChar32>(c);
  const int8_t type = u_charType(character);
  return u_isalnum(character) != 0 || type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK;
}

// Of scripts that put no space between words each ideograph is compared by itself.
bool IsIdeograph(char32_t c) {
  return c >= 0x2E80 && u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) != 0;
}

bool IsSkipped(char32_t c) {
  if (c < 0x80) return c <= ' ' || c == 0x7F;
  const int8_t type = u_charType(static_cast<UChar32>(c));
  return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0 || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR;
}

// A sign says as much as a word: 80% is not 80.
bool IsSign(char32_t c) {
  return c == '%' || c == '+' || c == 0x2030 || c == 0xB0 || c == 0xB1 ||
         u_charType(static_cast<UChar32>(c)) == U_CURRENCY_SYMBOL;
}

// The plain form of a joiner, quotation mark or dash; other characters are their own.
char32_t PlainForm(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0xAB:
    case 0xBB:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return '-';
    default:
      return c;
  }
}

bool IsJoiner(char32_t c, bool between_digits) {
  if (c == 0x2014) return false;
  const char32_t plain = PlainForm(c);
  return plain == '\'' || plain == '-' || (between_digits && (c == ',' || c == '.'));
}

bool IsDigit(char32_t c) {
  return c < 0x80 ? IsAsciiDigit(static_cast<char>(c)) : u_isdigit(static_cast<UChar32>(c)) != 0;
}

// Walks over a text character by character; 0 stands before and behind it.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) { Step(); }

  char32_t current() const { return current_; }
  bool at_end() const { return begin_ == text_.size(); }
  size_t at() const { return begin_; }
  char32_t Next() const {
    size_t at = end_;
    return at < text_.size() ? base::DecodeUtf8(text_, at) : 0;
  }
  void Step() {
    begin_ = end_;
    current_ = begin_ < text_.size() ? base::DecodeUtf8(text_, end_) : 0;
  }
  // Moves to a place in the text at the begin of a character, or its end.
  void MoveTo(size_t at) {
    end_ = at;
    Step();
  }

 private:
  std::string_view text_;
  size_t begin_ = 0;
  size_t end_ = 0;
  char32_t current_ = 0;
};

// The size of the blank at the begin of the text, with which digits may be grouped: space, no-break space,
// thin space, narrow no-break space.
size_t GroupingBlank(std::string_view text) {
  for (const std::string_view blank : {" ", "\u00A0", "\u2009", "\u202F"}) {
    if (text.starts_with(blank)) return blank.size();
  }
  return 0;
}

// Where a number ends that begins with one to three digits and goes on in groups of three: "430 000".
size_t EndOfGroupedDigits(std::string_view text, size_t begin) {
  const auto digits_at = [text](size_t at) {
    size_t end = at;
    while (end < text.size() && IsAsciiDigit(text[end])) ++end;
    return end - at;
  };
  const size_t first = digits_at(begin);
  size_t end = begin + first;
  if (first == 0 || first > 3) return end;
  while (true) {
    const size_t blank = GroupingBlank(text.substr(end));
    if (blank == 0 || digits_at(end + blank) != 3) return end;
    end += blank + 3;
  }
}

bool IsAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string PlainSpelling(std::string_view word) {
  if (IsAscii(word)) return std::string(word);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  CHECK(U_SUCCESS(status) != 0) << u_errorName(status);
  const auto utf16 = icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())});
  const icu::UnicodeString composed = nfc->normalize(utf16, status);
  CHECK(U_SUCCESS(status) != 0) << u_errorName(status);
  icu::UnicodeString plain;
  for (int32_t at = 0; at < composed.length(); at = composed.moveIndex32(at, 1)) {
    plain.append(static_cast<UChar32>(PlainForm(static_cast<char32_t>(composed.char32At(at)))));
  }
  std::string spelling;
  plain.toUTF8String(spelling);
  return spelling == "…" ? "..." : spelling;
}

std::string FoldCase(std::string_view word) {
  std::string folded;
  if (IsAscii(word)) {
    folded = word;
    for (char& c : folded) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  } else {
    icu::UnicodeString::fromUTF8({word.data(), static_cast<int32_t>(word.size())})
        .foldCase()
        .toUTF8String(folded);
  }
  return folded;
}

bool HasDigit(std::string_view word) { return std::any_of(word.begin(), word.end(), IsAsciiDigit); }

// Two letters or more, so that the pronoun and initials are none.
bool IsRomanNumeral(std::string_view word) {
  return word.size() >= 2 && word.find_first_not_of("IVX") == std::string_view::npos;
}

// May is a month, US and IT are names, though they are spelt like function words.
bool IsNamesake(std::string_view word) {
  const bool is_upper =
      word.size() >= 2 && std::all_of(word.begin(), word.end(), [](char c) { return c <= 'Z'; });
  return is_upper || word == "May";
}

// The digits of a number without what groups them; other words with digits as they are.
std::string NumberKey(std::string_view folded) {
  std::string digits;
  size_t in_group = 0;
  bool is_grouped = false;
  bool has_point = false;
  for (size_t at = 0; at < folded.size(); ++at) {
    const char c = folded[at];
    const size_t blank = GroupingBlank(folded.substr(at));
    if (IsAsciiDigit(c)) {
      ++in_group;
    } else if (c == '.' && !has_point) {
      if (is_grouped && in_group != 3) return std::string(folded);
      has_point = true;
      in_group = 0;
    } else if ((c == ',' || blank > 0) && !has_point) {
      if (in_group == 0 || in_group > 3 || (is_grouped && in_group != 3)) return std::string(folded);
      is_grouped = true;
      in_group = 0;
      at += blank > 0 ? blank - 1 : 0;
      continue;
    } else if (c != '-' || at > 0) {
      return std::string(folded);
    }
    digits += c;
  }
  if (is_grouped && !has_point && in_group != 3) return std::string(folded);
  const base::Result<base::Decimal> value = base::ParseDecimal(digits);
  return value.ok() ? value->ToString() : std::string(folded);
}

void StripSuffix(std::string& word, std::string_view suffix, size_t least_rest) {
  if (word.size() >= suffix.size() + least_rest && word.ends_with(suffix))
    word.resize(word.size() - suffix.size());
}

// Not a word of the language: only the same for all inflections of a word, and seldom for two words.
std::string Stem(std::string_view key) {
  std::string stem(key);
  StripSuffix(stem, "'s", 1);
  if (stem.size() < 4 || !std::all_of(stem.begin(), stem.end(), IsAsciiLetter)) return stem;
  const bool ends_in_s =
      stem.ends_with('s') && !stem.ends_with("ss") && !stem.ends_with("us") && !stem.ends_with("is");
  if (ends_in_s) stem.pop_back();
  if (stem.ends_with("ie") && stem.size() > 4) stem.replace(stem.size() - 2, 2, "i");
  const size_t inflected = stem.size();
  StripSuffix(stem, "ing", 3);
  if (stem.size() == inflected) StripSuffix(stem, "ed", 3);
  const bool is_doubled = stem.size() < inflected && stem.size() > 3 && stem.back() == stem[stem.size() - 2];
  if (is_doubled && stem.back() != 's' && stem.back() != 'l') stem.pop_back();
  StripSuffix(stem, "e", 3);
  if (stem.ends_with('y')) stem.back() = 'i';
  return stem;
}

bool IsCapitalised(std::string_view word) {
  size_t at = 0;
  return u_isupper(static_cast<UChar32>(base::DecodeUtf8(word, at))) != 0;
}

}  // namespace

std::vector<SpeltRange> SplitSpelling(std::string_view text) {
  std::vector<SpeltRange> found;
  char32_t previous = 0;
  for (Cursor cursor(text); !cursor.at_end();) {
    const char32_t first = cursor.current();
    const size_t begin = cursor.at();
    const bool is_minus =
        PlainForm(first) == '-' && IsDigit(cursor.Next()) && (previous == 0 || IsSkipped(previous));
    if (is_minus) cursor.Step();
    if (is_minus || (IsLetterOrDigit(first) && !IsIdeograph(first))) {
      if (const size_t end = EndOfGroupedDigits(text, cursor.at()); end > cursor.at()) cursor.MoveTo(end);
      char32_t last = is_minus || IsDigit(first) ? U'0' : first;
      while (!cursor.at_end() && cursor.at() < begin + kLongestWord) {
        const char32_t c = cursor.current();
        if (IsIdeograph(c)) break;
        if (!IsLetterOrDigit(c)) {
          const char32_t next = cursor.Next();
          const bool joins = IsJoiner(c, IsDigit(last) && IsDigit(next));
          if (!joins || !IsLetterOrDigit(last) || !IsLetterOrDigit(next)) break;
        }
        last = c;
        cursor.Step();
      }
      previous = last;
      found.push_back({.at = {.begin = begin, .end = cursor.at()}});
      continue;
    }
    previous = first;
    cursor.Step();
    if (IsSkipped(first)) continue;
    const bool is_word = IsIdeograph(first) || IsSign(first);
    while (!is_word && !cursor.at_end() && cursor.current() == first) cursor.Step();
    found.push_back({.at = {.begin = begin, .end = cursor.at()}, .is_punctuation = !is_word});
  }
  return found;
}

Spelling Spell(std::string_view word) {
  Spelling spelling{.exact = PlainSpelling(word)};
  const std::string& exact = spelling.exact;
  spelling.key = FoldCase(exact);
  size_t at = 0;
  const char32_t first = base::DecodeUtf8(exact, at);
  const char32_t second = at < exact.size() ? base::DecodeUtf8(exact, at) : 0;
  if (!IsLetterOrDigit(first) && !IsLetterOrDigit(second) && !IsSign(first)) {
    spelling.kind = WordKind::kPunctuation;
    spelling.stem = spelling.key;
  } else if (HasDigit(exact) || IsRomanNumeral(exact)) {
    spelling.kind = WordKind::kNumber;
    spelling.key = NumberKey(spelling.key);
    spelling.stem = spelling.key;
  } else {
    spelling.stem = Stem(spelling.key);
    spelling.is_capitalised = IsCapitalised(exact);
    spelling.is_negation = NegatingStems().contains(spelling.stem) ||
                           NegatingStems().contains(spelling.key) || spelling.key.ends_with("n't");
    if (FunctionWords().contains(spelling.key)) {
      if (IsNamesake(exact)) {
        spelling.stem = exact;
      } else {
        spelling.kind = WordKind::kFunction;
      }
    }
  }
  return spelling;
}

}  // namespace casus::text
