#include "text/name_words.h"

#include <algorithm>

#include "text/word_list.h"

namespace casus::text {

namespace {

constexpr WordList kTitles({"mr",
                            "lieut",
                            "mrs",
                            "ms",
                            "miss",
                            "dr",
                            "prof",
                            "professor",
                            "sir",
                            "dame",
                            "madame",
                            "monsieur",
                            "herr",
                            "frau",
                            "comrade",
                            "president",
                            "vice-president",
                            "premier",
                            "chancellor",
                            "minister",
                            "secretary",
                            "ambassador",
                            "envoy",
                            "consul",
                            "commissar",
                            "commissioner",
                            "governor",
                            "mayor",
                            "senator",
                            "congressman",
                            "congresswoman",
                            "deputy",
                            "delegate",
                            "representative",
                            "chairman",
                            "chairwoman",
                            "chairperson",
                            "speaker",
                            "director",
                            "judge",
                            "justice",
                            "attorney",
                            "general",
                            "gen",
                            "colonel",
                            "col",
                            "major",
                            "maj",
                            "captain",
                            "capt",
                            "lieutenant",
                            "lt",
                            "sergeant",
                            "sgt",
                            "corporal",
                            "private",
                            "marshal",
                            "admiral",
                            "adm",
                            "commodore",
                            "brigadier",
                            "commander",
                            "field-marshal",
                            "bishop",
                            "archbishop",
                            "cardinal",
                            "rabbi",
                            "reverend",
                            "rev",
                            "father",
                            "mother",
                            "sister",
                            "brother",
                            "prof",
                            "gov",
                            "sen",
                            "rep",
                            "hon",
                            "detective",
                            "inspector",
                            "sheriff",
                            "officer",
                            "spokesman",
                            "spokeswoman",
                            "leader",
                            "dictator",
                            "diplomat",
                            "historian",
                            "author",
                            "architect",
                            "engineer",
                            "doctor"});
constexpr WordList kBeforeTitles({"prime",     "deputy",     "vice",     "first",     "acting",  "assistant",
                                  "associate", "foreign",    "interior", "defence",   "defense", "finance",
                                  "field",     "lieutenant", "major",    "brigadier", "rear",    "attorney",
                                  "secretary", "lord",       "chief",    "former",    "federal", "people's",
                                  "under",     "brigade",    "colonel",  "general"});
constexpr WordList kPortfolios({"foreign",   "affairs",   "defence",     "defense",  "war",
                                "finance",   "finances",  "interior",    "internal", "external",
                                "justice",   "state",     "education",   "health",   "agriculture",
                                "trade",     "transport", "labour",      "labor",    "economy",
                                "culture",   "industry",  "energy",      "commerce", "navy",
                                "staff",     "police",    "environment", "security", "railways",
                                "home",      "treasury",  "science",     "religion", "information",
                                "propaganda"});
constexpr WordList kTreatyNouns({"treaty", "pact", "agreement", "convention", "act", "protocol", "bill",
                                 "law", "accord", "accords", "charter", "agreements", "treaties",
                                 "declaration"});
constexpr WordList kInstitutions(
    {"committee",     "ministry",     "council",    "commission", "organization", "organisation",
     "union",         "party",        "fund",       "institute",  "institution",  "academy",
     "university",    "college",      "school",     "society",    "association",  "agency",
     "court",         "conference",   "congress",   "department", "office",       "bureau",
     "centre",        "center",       "programme",  "program",    "foundation",   "federation",
     "confederation", "league",       "alliance",   "assembly",   "parliament",   "senate",
     "government",    "republic",     "kingdom",    "empire",     "duchy",        "army",
     "navy",          "fleet",        "force",      "forces",     "corps",        "division",
     "brigade",       "regiment",     "battalion",  "guard",      "police",       "bank",
     "company",       "corporation",  "group",      "motors",     "staff",        "war",
     "wars",          "battle",       "revolution", "revolt",     "rebellion",    "uprising",
     "mutiny",        "crisis",       "coup",       "massacre",   "siege",        "campaign",
     "offensive",     "operation",    "plan",       "doctrine",   "theorem",      "day",
     "region",        "province",     "county",     "district",   "state",        "states",
     "territory",     "city",         "town",       "village",    "river",        "sea",
     "ocean",         "lake",         "gulf",       "bay",        "strait",       "island",
     "islands",       "mountains",    "mount",      "valley",     "desert",       "peninsula",
     "coast",         "line",         "front",      "church",     "cathedral",    "palace",
     "castle",        "museum",       "library",    "theatre",    "theater",      "hospital",
     "station",       "airport",      "street",     "square",     "bridge",       "road",
     "times",         "news",         "post",       "gazette",    "journal",      "seimas",
     "sejm",          "duma",         "rada",       "soviet",     "secretariat",  "strike",
     "election",      "elections",    "world",      "nations",    "house",        "office",
     "board",         "service",      "authority",  "community",  "movement",     "club",
     "network",       "treaty",       "pact",       "agreement",  "convention",   "act",
     "protocol",      "bill",         "law",        "accord",     "accords",      "charter",
     "declaration",   "constitution", "code",       "reform",     "manifesto",    "peace",
     "ultimatum"});
constexpr WordList kParticles({"de", "van", "von", "der", "den", "del",  "della", "di",   "du", "da",
                               "la", "le",  "las", "los", "dos", "ibn",  "bin",   "bint", "al", "el",
                               "af", "av",  "zu",  "vom", "zum", "upon", "sur",   "en",   "ben"});
constexpr WordList kNumbering({"article",   "articles", "chapter", "chapters", "section", "sections",
                               "paragraph", "annex",    "annexes", "appendix", "part",    "parts",
                               "figure",    "figures",  "fig",     "table",    "tables",  "clause",
                               "page",      "pages",    "volume",  "vol",      "no",      "nos",
                               "note",      "art",      "arts",    "title",    "book"});

}  // namespace

bool IsTitle(std::string_view word) { return kTitles.Contains(word); }
bool IsBeforeTitle(std::string_view word) { return kBeforeTitles.Contains(word); }
bool IsPortfolio(std::string_view word) { return kPortfolios.Contains(word); }
bool IsTreatyNoun(std::string_view word) { return kTreatyNouns.Contains(word); }
bool IsInstitution(std::string_view word) { return kInstitutions.Contains(word); }
bool IsNameParticle(std::string_view word) { return kParticles.Contains(word); }
bool IsNumberingWord(std::string_view word) { return kNumbering.Contains(word); }

bool IsRomanNumeral(std::string_view word) {
  return !word.empty() && word.find_first_not_of("IVXLCDM") == std::string_view::npos;
}

bool HasOrdinaryEnding(std::string_view word) {
  constexpr std::string_view kEndings[] = {"tion",  "tions",  "ment",  "ments",  "ness",
                                           "ship",  "icians", "ities", "ically", "fully",
                                           "ously", "ingly",  "ately", "ences",  "ances"};
  return std::any_of(std::begin(kEndings), std::end(kEndings),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace casus::text
