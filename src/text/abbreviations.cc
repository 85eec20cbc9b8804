#include "text/abbreviations.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>

#include "base/utf8.h"

namespace casus::text {

namespace {

// In which letters a word is an abbreviation; in others it is a word: "the sun", "Sun. 3 May".
enum class Letters : uint8_t {
  kAny,
  kCapital,  // begins with a capital
  kSmall,    // has small letters only
};

struct Abbreviation {
  std::string_view word;  // in small letters
  Hold hold;
  Letters letters;
};

// Each table is sorted by bytes.
constexpr Abbreviation kAbbreviations[] = {
    {"a.m", Hold::kTime, Letters::kAny},
    {"abp", Hold::kUnlessStarter, Letters::kCapital},
    {"abs", Hold::kBeforeNumber, Letters::kAny},
    {"adm", Hold::kAlways, Letters::kCapital},
    {"al", Hold::kUnlessStarter, Letters::kSmall},
    {"ald", Hold::kAlways, Letters::kCapital},
    {"amb", Hold::kAlways, Letters::kCapital},
    {"anm", Hold::kBeforeNumber, Letters::kAny},
    {"ann", Hold::kBeforeNumber, Letters::kAny},
    {"app", Hold::kBeforeNumber, Letters::kAny},
    {"approx", Hold::kAlways, Letters::kAny},
    {"apps", Hold::kBeforeNumber, Letters::kAny},
    {"apr", Hold::kUnlessStarter, Letters::kCapital},
    {"apt", Hold::kBeforeNumber, Letters::kAny},
    {"ariz", Hold::kUnlessStarter, Letters::kCapital},
    {"art", Hold::kBeforeNumber, Letters::kAny},
    {"arts", Hold::kBeforeNumber, Letters::kAny},
    {"assn", Hold::kUnlessStarter, Letters::kAny},
    {"assoc", Hold::kUnlessStarter, Letters::kAny},
    {"asst", Hold::kUnlessStarter, Letters::kCapital},
    {"atty", Hold::kAlways, Letters::kCapital},
    {"aug", Hold::kUnlessStarter, Letters::kCapital},
    {"ave", Hold::kUnlessStarter, Letters::kAny},
    {"b", Hold::kBeforeNumber, Letters::kSmall},
    {"b.sc", Hold::kUnlessStarter, Letters::kAny},
    {"bd", Hold::kBeforeNumber, Letters::kAny},
    {"benj", Hold::kAlways, Letters::kCapital},
    {"bk", Hold::kBeforeNumber, Letters::kAny},
    {"blvd", Hold::kUnlessStarter, Letters::kAny},
    {"bp", Hold::kUnlessStarter, Letters::kCapital},
    {"brig", Hold::kAlways, Letters::kCapital},
    {"bros", Hold::kUnlessStarter, Letters::kAny},
    {"bzw", Hold::kAlways, Letters::kAny},
    {"c", Hold::kBeforeNumber, Letters::kSmall},
    {"ca", Hold::kAlways, Letters::kAny},
    {"calif", Hold::kUnlessStarter, Letters::kCapital},
    {"cap", Hold::kBeforeNumber, Letters::kAny},
    {"capt", Hold::kAlways, Letters::kCapital},
    {"capts", Hold::kAlways, Letters::kCapital},
    {"cdr", Hold::kAlways, Letters::kCapital},
    {"cf", Hold::kAlways, Letters::kAny},
    {"ch", Hold::kBeforeNumber, Letters::kAny},
    {"chap", Hold::kBeforeNumber, Letters::kAny},
    {"chaps", Hold::kBeforeNumber, Letters::kAny},
    {"chas", Hold::kAlways, Letters::kCapital},
    {"chr", Hold::kAlways, Letters::kCapital},
    {"cl", Hold::kBeforeNumber, Letters::kAny},
    {"cmdr", Hold::kAlways, Letters::kCapital},
    {"cmdre", Hold::kAlways, Letters::kCapital},
    {"co", Hold::kUnlessStarter, Letters::kAny},
    {"cod", Hold::kBeforeNumber, Letters::kAny},
    {"col", Hold::kAlways, Letters::kCapital},
    {"colo", Hold::kUnlessStarter, Letters::kCapital},
    {"cols", Hold::kAlways, Letters::kAny},
    {"comdr", Hold::kAlways, Letters::kCapital},
    {"comm", Hold::kUnlessStarter, Letters::kCapital},
    {"conn", Hold::kUnlessStarter, Letters::kCapital},
    {"corp", Hold::kUnlessStarter, Letters::kAny},
    {"cos", Hold::kUnlessStarter, Letters::kAny},
    {"cpl", Hold::kAlways, Letters::kCapital},
    {"cpt", Hold::kAlways, Letters::kCapital},
    {"d", Hold::kBeforeNumber, Letters::kSmall},
    {"d.phil", Hold::kUnlessStarter, Letters::kAny},
    {"danl", Hold::kAlways, Letters::kCapital},
    {"dec", Hold::kUnlessStarter, Letters::kCapital},
    {"dep", Hold::kUnlessStarter, Letters::kCapital},
    {"dept", Hold::kUnlessStarter, Letters::kAny},
    {"depts", Hold::kUnlessStarter, Letters::kAny},
    {"det", Hold::kAlways, Letters::kCapital},
    {"dir", Hold::kUnlessStarter, Letters::kCapital},
    {"div", Hold::kBeforeNumber, Letters::kAny},
    {"doc", Hold::kBeforeNumber, Letters::kAny},
    {"docs", Hold::kBeforeNumber, Letters::kAny},
    {"dr", Hold::kAlways, Letters::kCapital},
    {"drs", Hold::kAlways, Letters::kCapital},
    {"e.g", Hold::kAlways, Letters::kAny},
    {"ed", Hold::kUnlessStarter, Letters::kAny},
    {"ed.d", Hold::kUnlessStarter, Letters::kAny},
    {"eds", Hold::kUnlessStarter, Letters::kAny},
    {"edw", Hold::kAlways, Letters::kCapital},
    {"eg", Hold::kAlways, Letters::kAny},
    {"ens", Hold::kAlways, Letters::kCapital},
    {"eq", Hold::kBeforeNumber, Letters::kAny},
    {"eqs", Hold::kBeforeNumber, Letters::kAny},
    {"esp", Hold::kAlways, Letters::kAny},
    {"esq", Hold::kUnlessStarter, Letters::kAny},
    {"est", Hold::kUnlessStarter, Letters::kAny},
    {"ex", Hold::kBeforeNumber, Letters::kAny},
    {"exh", Hold::kBeforeNumber, Letters::kAny},
    {"ext", Hold::kBeforeNumber, Letters::kAny},
    {"feb", Hold::kUnlessStarter, Letters::kCapital},
    {"fig", Hold::kBeforeNumber, Letters::kAny},
    {"figs", Hold::kBeforeNumber, Letters::kAny},
    {"fl", Hold::kBeforeNumber, Letters::kSmall},
    {"fla", Hold::kUnlessStarter, Letters::kCapital},
    {"flt", Hold::kAlways, Letters::kCapital},
    {"fol", Hold::kBeforeNumber, Letters::kAny},
    {"fr", Hold::kAlways, Letters::kCapital},
    {"fri", Hold::kUnlessStarter, Letters::kCapital},
    {"ft", Hold::kAlways, Letters::kCapital},
    {"gen", Hold::kAlways, Letters::kCapital},
    {"gens", Hold::kAlways, Letters::kCapital},
    {"geo", Hold::kAlways, Letters::kCapital},
    {"gmbh", Hold::kUnlessStarter, Letters::kAny},
    {"gov", Hold::kAlways, Letters::kCapital},
    {"gov't", Hold::kUnlessStarter, Letters::kAny},
    {"govs", Hold::kAlways, Letters::kCapital},
    {"govt", Hold::kUnlessStarter, Letters::kAny},
    {"hon", Hold::kAlways, Letters::kAny},
    {"hr", Hold::kAlways, Letters::kCapital},
    {"hrn", Hold::kAlways, Letters::kCapital},
    {"hwy", Hold::kUnlessStarter, Letters::kAny},
    {"i.e", Hold::kAlways, Letters::kAny},
    {"ie", Hold::kAlways, Letters::kAny},
    {"inc", Hold::kUnlessStarter, Letters::kAny},
    {"incl", Hold::kAlways, Letters::kAny},
    {"insp", Hold::kAlways, Letters::kCapital},
    {"inst", Hold::kUnlessStarter, Letters::kAny},
    {"intl", Hold::kUnlessStarter, Letters::kAny},
    {"jan", Hold::kUnlessStarter, Letters::kCapital},
    {"jas", Hold::kAlways, Letters::kCapital},
    {"jno", Hold::kAlways, Letters::kCapital},
    {"jr", Hold::kUnlessStarter, Letters::kAny},
    {"jul", Hold::kUnlessStarter, Letters::kCapital},
    {"jun", Hold::kUnlessStarter, Letters::kCapital},
    {"kh", Hold::kAlways, Letters::kCapital},
    {"l", Hold::kBeforeNumber, Letters::kSmall},
    {"ldr", Hold::kAlways, Letters::kCapital},
    {"lib", Hold::kBeforeNumber, Letters::kAny},
    {"lieut", Hold::kAlways, Letters::kCapital},
    {"lit", Hold::kBeforeNumber, Letters::kAny},
    {"ll.b", Hold::kUnlessStarter, Letters::kAny},
    {"ll.d", Hold::kUnlessStarter, Letters::kAny},
    {"ll.m", Hold::kUnlessStarter, Letters::kAny},
    {"lt", Hold::kAlways, Letters::kCapital},
    {"ltc", Hold::kAlways, Letters::kCapital},
    {"ltd", Hold::kUnlessStarter, Letters::kAny},
    {"ltda", Hold::kUnlessStarter, Letters::kAny},
    {"m", Hold::kBeforeNumber, Letters::kSmall},
    {"m.phil", Hold::kUnlessStarter, Letters::kAny},
    {"m.sc", Hold::kUnlessStarter, Letters::kAny},
    {"maj", Hold::kAlways, Letters::kCapital},
    {"mar", Hold::kUnlessStarter, Letters::kCapital},
    {"messrs", Hold::kAlways, Letters::kCapital},
    {"mgr", Hold::kAlways, Letters::kCapital},
    {"mich", Hold::kUnlessStarter, Letters::kCapital},
    {"minn", Hold::kUnlessStarter, Letters::kCapital},
    {"mlle", Hold::kAlways, Letters::kCapital},
    {"mm", Hold::kAlways, Letters::kCapital},
    {"mme", Hold::kAlways, Letters::kCapital},
    {"mmes", Hold::kAlways, Letters::kCapital},
    {"mon", Hold::kUnlessStarter, Letters::kCapital},
    {"mr", Hold::kAlways, Letters::kCapital},
    {"mrs", Hold::kAlways, Letters::kCapital},
    {"ms", Hold::kAlways, Letters::kCapital},
    {"msgr", Hold::kAlways, Letters::kCapital},
    {"mt", Hold::kAlways, Letters::kCapital},
    {"mts", Hold::kAlways, Letters::kCapital},
    {"mx", Hold::kAlways, Letters::kCapital},
    {"n", Hold::kBeforeNumber, Letters::kSmall},
    {"n.b", Hold::kAlways, Letters::kAny},
    {"natl", Hold::kUnlessStarter, Letters::kAny},
    {"neb", Hold::kUnlessStarter, Letters::kCapital},
    {"nev", Hold::kUnlessStarter, Letters::kCapital},
    {"nn", Hold::kBeforeNumber, Letters::kAny},
    {"no", Hold::kBeforeNumber, Letters::kAny},
    {"nos", Hold::kBeforeNumber, Letters::kAny},
    {"nov", Hold::kUnlessStarter, Letters::kCapital},
    {"nr", Hold::kBeforeNumber, Letters::kAny},
    {"n°", Hold::kBeforeNumber, Letters::kAny},
    {"nº", Hold::kBeforeNumber, Letters::kAny},
    {"oct", Hold::kUnlessStarter, Letters::kCapital},
    {"okla", Hold::kUnlessStarter, Letters::kCapital},
    {"op", Hold::kBeforeNumber, Letters::kAny},
    {"p", Hold::kBeforeNumber, Letters::kSmall},
    {"p.m", Hold::kTime, Letters::kAny},
    {"p.s", Hold::kAlways, Letters::kAny},
    {"par", Hold::kBeforeNumber, Letters::kAny},
    {"para", Hold::kBeforeNumber, Letters::kAny},
    {"paras", Hold::kBeforeNumber, Letters::kAny},
    {"pars", Hold::kBeforeNumber, Letters::kAny},
    {"pfc", Hold::kAlways, Letters::kCapital},
    {"ph.d", Hold::kUnlessStarter, Letters::kAny},
    {"pl", Hold::kBeforeNumber, Letters::kAny},
    {"plc", Hold::kUnlessStarter, Letters::kAny},
    {"pp", Hold::kBeforeNumber, Letters::kAny},
    {"pres", Hold::kAlways, Letters::kCapital},
    {"prof", Hold::kAlways, Letters::kCapital},
    {"profs", Hold::kAlways, Letters::kCapital},
    {"prot", Hold::kBeforeNumber, Letters::kAny},
    {"prox", Hold::kUnlessStarter, Letters::kSmall},
    {"pt", Hold::kBeforeNumber, Letters::kAny},
    {"pte", Hold::kAlways, Letters::kCapital},
    {"pts", Hold::kBeforeNumber, Letters::kAny},
    {"pub", Hold::kBeforeNumber, Letters::kCapital},
    {"pvt", Hold::kAlways, Letters::kCapital},
    {"r", Hold::kBeforeNumber, Letters::kSmall},
    {"rd", Hold::kUnlessStarter, Letters::kAny},
    {"reg", Hold::kBeforeNumber, Letters::kAny},
    {"regs", Hold::kBeforeNumber, Letters::kAny},
    {"rep", Hold::kAlways, Letters::kCapital},
    {"repr", Hold::kUnlessStarter, Letters::kAny},
    {"reps", Hold::kAlways, Letters::kCapital},
    {"resp", Hold::kAlways, Letters::kAny},
    {"rev", Hold::kAlways, Letters::kCapital},
    {"revd", Hold::kAlways, Letters::kCapital},
    {"robt", Hold::kAlways, Letters::kCapital},
    {"rt", Hold::kAlways, Letters::kCapital},
    {"s", Hold::kBeforeNumber, Letters::kSmall},
    {"saml", Hold::kAlways, Letters::kCapital},
    {"sat", Hold::kUnlessStarter, Letters::kCapital},
    {"sc.d", Hold::kUnlessStarter, Letters::kAny},
    {"sched", Hold::kBeforeNumber, Letters::kAny},
    {"sec", Hold::kBeforeNumber, Letters::kAny},
    {"secs", Hold::kBeforeNumber, Letters::kAny},
    {"sect", Hold::kBeforeNumber, Letters::kAny},
    {"sen", Hold::kAlways, Letters::kCapital},
    {"sens", Hold::kAlways, Letters::kCapital},
    {"sep", Hold::kUnlessStarter, Letters::kCapital},
    {"sept", Hold::kUnlessStarter, Letters::kCapital},
    {"ser", Hold::kBeforeNumber, Letters::kAny},
    {"sgt", Hold::kAlways, Letters::kCapital},
    {"sgts", Hold::kAlways, Letters::kCapital},
    {"sh", Hold::kAlways, Letters::kCapital},
    {"sqn", Hold::kAlways, Letters::kCapital},
    {"sr", Hold::kUnlessStarter, Letters::kAny},
    {"sra", Hold::kAlways, Letters::kCapital},
    {"ss", Hold::kBeforeNumber, Letters::kAny},
    {"st", Hold::kUnlessStarter, Letters::kCapital},
    {"stat", Hold::kBeforeNumber, Letters::kCapital},
    {"sts", Hold::kAlways, Letters::kCapital},
    {"sun", Hold::kUnlessStarter, Letters::kCapital},
    {"supt", Hold::kAlways, Letters::kCapital},
    {"tab", Hold::kBeforeNumber, Letters::kAny},
    {"tabs", Hold::kBeforeNumber, Letters::kAny},
    {"tel", Hold::kBeforeNumber, Letters::kAny},
    {"temp", Hold::kBeforeNumber, Letters::kAny},
    {"tenn", Hold::kUnlessStarter, Letters::kCapital},
    {"th", Hold::kAlways, Letters::kCapital},
    {"thos", Hold::kAlways, Letters::kCapital},
    {"thu", Hold::kUnlessStarter, Letters::kCapital},
    {"thur", Hold::kUnlessStarter, Letters::kCapital},
    {"thurs", Hold::kUnlessStarter, Letters::kCapital},
    {"trans", Hold::kUnlessStarter, Letters::kAny},
    {"ts", Hold::kAlways, Letters::kCapital},
    {"tue", Hold::kUnlessStarter, Letters::kCapital},
    {"tues", Hold::kUnlessStarter, Letters::kCapital},
    {"ult", Hold::kUnlessStarter, Letters::kSmall},
    {"univ", Hold::kUnlessStarter, Letters::kAny},
    {"v", Hold::kAlways, Letters::kSmall},
    {"ven", Hold::kUnlessStarter, Letters::kCapital},
    {"ver", Hold::kBeforeNumber, Letters::kAny},
    {"vgl", Hold::kAlways, Letters::kAny},
    {"viz", Hold::kAlways, Letters::kAny},
    {"vol", Hold::kBeforeNumber, Letters::kAny},
    {"vols", Hold::kBeforeNumber, Letters::kAny},
    {"vs", Hold::kAlways, Letters::kAny},
    {"wis", Hold::kUnlessStarter, Letters::kCapital},
    {"wm", Hold::kAlways, Letters::kCapital},
    {"wyo", Hold::kUnlessStarter, Letters::kCapital},
    {"ya", Hold::kAlways, Letters::kCapital},
    {"ye", Hold::kAlways, Letters::kCapital},
    {"yu", Hold::kAlways, Letters::kCapital},
    {"zh", Hold::kAlways, Letters::kCapital},
};

constexpr std::string_view kStarters[] = {
    "A",           "After",        "All",      "Also",     "Although", "An",          "And",
    "Another",     "Any",          "Are",      "As",       "At",       "Because",     "Before",
    "Being",       "Both",         "But",      "By",       "Can",      "Could",       "Despite",
    "Did",         "Do",           "Does",     "During",   "Each",     "Either",      "Even",
    "Eventually",  "Every",        "Everyone", "Few",      "Finally",  "For",         "From",
    "Furthermore", "Had",          "Has",      "Have",     "He",       "Hence",       "Her",
    "Here",        "His",          "How",      "However",  "I",        "If",          "In",
    "Instead",     "Is",           "It",       "Its",      "Later",    "Let",         "Many",
    "Meanwhile",   "Millions",     "More",     "Moreover", "Most",     "Must",        "My",
    "Neither",     "Nevertheless", "No",       "Nobody",   "None",     "Nonetheless", "Nor",
    "Not",         "Nothing",      "Now",      "On",       "Once",     "Only",        "Or",
    "Other",       "Others",       "Our",      "Perhaps",  "Please",   "Several",     "She",
    "Should",      "Since",        "So",       "Some",     "Someone",  "Soon",        "Still",
    "Such",        "That",         "The",      "Their",    "Then",     "There",       "Therefore",
    "These",       "They",         "This",     "Those",    "Though",   "Through",     "Throughout",
    "Thus",        "To",           "Today",    "Unless",   "Until",    "Upon",        "Was",
    "We",          "Were",         "What",     "When",     "Where",    "Whereas",     "Whether",
    "Which",       "While",        "Who",      "Whose",    "Why",      "With",        "Within",
    "Without",     "Would",        "Yes",      "Yet",      "You",      "Your"};

constexpr std::string_view kNumbered[] = {
    "act",       "annex",      "annexes",  "appendix", "april",    "article", "articles", "august",
    "block",     "book",       "category", "chapter",  "chapters", "class",   "clause",   "clauses",
    "december",  "division",   "exhibit",  "february", "figure",   "figures", "grade",    "group",
    "hepatitis", "january",    "july",     "june",     "level",    "line",    "march",    "may",
    "note",      "november",   "number",   "numbers",  "october",  "option",  "page",     "pages",
    "paragraph", "paragraphs", "part",     "parts",    "phase",    "plan",    "point",    "points",
    "protocol",  "rule",       "rules",    "scene",    "schedule", "section", "sections", "september",
    "stage",     "step",       "table",    "tables",   "title",    "type",    "unit",     "vitamin",
    "volume",    "war",        "zone"};

// In German a full stop makes a number an ordinal: "am 3. Mai".
constexpr std::string_view kGermanMonths[] = {"April",    "August",  "Dezember", "Februar", "Januar",
                                              "Juli",     "Juni",    "Jänner",   "Mai",     "März",
                                              "November", "Oktober", "September"};

constexpr std::string_view kConnectives[] = {
    "about", "and",  "are", "at",   "by",   "for", "from", "in",    "is",  "least", "nearly", "of",
    "on",    "only", "or",  "over", "than", "the", "to",   "under", "was", "were",  "with"};

constexpr std::string_view kDaysAndZones[] = {
    "Apr",      "April",    "Aug",       "August", "BST",      "CDT",     "CEST",     "CET",      "CST",
    "Central",  "Dec",      "December",  "EDT",    "EET",      "EST",     "Eastern",  "Feb",      "February",
    "Friday",   "GMT",      "Greenwich", "Jan",    "January",  "Jul",     "July",     "Jun",      "June",
    "MDT",      "MST",      "Mar",       "March",  "May",      "Monday",  "Moscow",   "Mountain", "Nov",
    "November", "Oct",      "October",   "PDT",    "PST",      "Pacific", "Saturday", "Sept",     "September",
    "Sunday",   "Thursday", "Tuesday",   "UTC",    "Wednesday"};

constexpr std::string_view kVerbsOfSpeech[] = {
    "added",    "admitted", "answered", "asked",     "began",     "begged",  "called",   "continued",
    "cried",    "declared", "demanded", "exclaimed", "explained", "growled", "insisted", "murmured",
    "muttered", "observed", "replied",  "roared",    "said",      "says",    "screamed", "shouted",
    "sighed",   "snapped",  "told",     "whispered", "wondered",  "yelled"};

static_assert(std::is_sorted(std::begin(kStarters), std::end(kStarters)));
static_assert(std::is_sorted(std::begin(kNumbered), std::end(kNumbered)));
static_assert(std::is_sorted(std::begin(kGermanMonths), std::end(kGermanMonths)));
static_assert(std::is_sorted(std::begin(kConnectives), std::end(kConnectives)));
static_assert(std::is_sorted(std::begin(kDaysAndZones), std::end(kDaysAndZones)));
static_assert(std::is_sorted(std::begin(kVerbsOfSpeech), std::end(kVerbsOfSpeech)));
static_assert(std::is_sorted(std::begin(kAbbreviations), std::end(kAbbreviations),
                             [](const Abbreviation& a, const Abbreviation& b) { return a.word < b.word; }));

// In bytes, so that longer words need no look.
constexpr size_t kLongestAbbreviation = 6;
constexpr size_t kLongestNumbered = 10;
static_assert(std::all_of(std::begin(kAbbreviations), std::end(kAbbreviations),
                          [](const Abbreviation& a) { return a.word.size() <= kLongestAbbreviation; }));
static_assert(std::all_of(std::begin(kNumbered), std::end(kNumbered),
                          [](std::string_view word) { return word.size() <= kLongestNumbered; }));

// Where the abbreviations with each first letter begin, and where the last ones end.
constexpr std::array<uint16_t, 27> kFirstOfLetter = [] {
  std::array<uint16_t, 27> first{};
  for (const Abbreviation& abbreviation : kAbbreviations) {
    for (size_t letter = static_cast<size_t>(abbreviation.word[0] - 'a') + 1; letter < first.size();
         ++letter) {
      ++first[letter];
    }
  }
  return first;
}();

bool IsIn(std::span<const std::string_view> words, std::string_view word) {
  return std::binary_search(words.begin(), words.end(), word);
}

bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }

std::string InSmallLetters(std::string_view word) {
  std::string small(word);
  for (char& c : small) {
    if (IsCapital(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return small;
}

// Whether `word` is `small` but for capitals.
bool IsInSmallLetters(std::string_view small, std::string_view word) {
  return std::equal(small.begin(), small.end(), word.begin(), word.end(),
                    [](char a, char b) { return a == (IsCapital(b) ? static_cast<char>(b | 0x20) : b); });
}

bool Allows(Letters letters, std::string_view word) {
  switch (letters) {
    case Letters::kAny:
      return true;
    case Letters::kCapital:
      return IsCapital(word.front());
    case Letters::kSmall:
      return std::none_of(word.begin(), word.end(), IsCapital);
  }
  return false;
}

}  // namespace

Hold HoldOf(std::string_view word) {
  if (word.empty() || word.size() > kLongestAbbreviation) return Hold::kNone;
  const char first = static_cast<char>(word.front() | 0x20);
  if (first < 'a' || first > 'z') return Hold::kNone;
  const auto letter = static_cast<size_t>(first - 'a');
  const Abbreviation* const end = kAbbreviations + kFirstOfLetter[letter + 1];
  const Abbreviation* const found = std::find_if(
      kAbbreviations + kFirstOfLetter[letter], end,
      [&](const Abbreviation& a) { return a.word.size() == word.size() && IsInSmallLetters(a.word, word); });
  if (found == end) return Hold::kNone;
  return Allows(found->letters, word) ? found->hold : Hold::kNone;
}

bool IsStarter(std::string_view word) { return IsIn(kStarters, word); }

bool IsNumbered(std::string_view word) {
  return word.size() <= kLongestNumbered && IsIn(kNumbered, InSmallLetters(word));
}

bool IsGermanMonth(std::string_view word) { return IsIn(kGermanMonths, word); }

bool IsConnective(std::string_view word) { return IsIn(kConnectives, word); }

bool IsDayOrZone(std::string_view word) { return IsIn(kDaysAndZones, word); }

bool IsVerbOfSpeech(std::string_view word) { return IsIn(kVerbsOfSpeech, word); }

bool IsNumeral(std::string_view word) {
  if (word.empty()) return false;
  if (word.front() >= '0' && word.front() <= '9') return true;
  if (word == "AD" || word == "BC") return true;
  if (word.find_first_not_of("IVXLC") == std::string_view::npos) return true;
  size_t end = 0;
  return u_isupper(static_cast<UChar32>(base::DecodeUtf8(word, end))) != 0 && end == word.size();
}

}  // namespace casus::text
