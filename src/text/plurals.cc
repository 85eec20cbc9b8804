#include "text/plurals.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>

#include "text/word_list.h"

namespace casus::text {

namespace {

// Plurals whose singular their ending does not tell, and the singulars in the same order.
constexpr WordList kIrregular(
    {"men",      "women",     "children",       "feet",       "teeth",    "geese",    "mice",
     "oxen",     "wolves",    "knives",         "lives",      "wives",    "halves",   "shelves",
     "leaves",   "thieves",   "loaves",         "calves",     "hooves",   "crises",   "analyses",
     "theses",   "axes",      "buses",          "viruses",    "campuses", "bonuses",  "statuses",
     "censuses", "choruses",  "criteria",       "phenomena",  "movies",   "cookies",  "ties",
     "pies",     "lies",      "calories",       "prairies",   "zombies",  "rookies",  "collies",
     "genies",   "eyries",    "shoes",          "canoes",     "toes",     "hoes",     "foes",
     "oboes",    "headaches", "caches",         "quizzes",    "gases",    "areas",    "ideas",
     "seas",     "eras",      "cameras",        "operas",     "villas",   "pesetas",  "dramas",
     "quotas",   "visas",     "pizzas",         "cinemas",    "drachmas", "militias", "dachas",
     "agendas",  "rupias",    "encyclopaedias", "guerrillas", "rands",    "pence",    "flotillas",
     "armadas",  "sofas",     "formulas",       "plazas",     "arenas",   "bananas"});
constexpr std::string_view kSingulars[] = {
    "man",           "woman",     "child",    "foot",    "tooth",    "goose",   "mouse",     "ox",
    "wolf",          "knife",     "life",     "wife",    "half",     "shelf",   "leaf",      "thief",
    "loaf",          "calf",      "hoof",     "crisis",  "analysis", "thesis",  "axe",       "bus",
    "virus",         "campus",    "bonus",    "status",  "census",   "chorus",  "criterion", "phenomenon",
    "movie",         "cookie",    "tie",      "pie",     "lie",      "calorie", "prairie",   "zombie",
    "rookie",        "collie",    "genie",    "eyrie",   "shoe",     "canoe",   "toe",       "hoe",
    "foe",           "oboe",      "headache", "cache",   "quiz",     "gas",     "area",      "idea",
    "sea",           "era",       "camera",   "opera",   "villa",    "peseta",  "drama",     "quota",
    "visa",          "pizza",     "cinema",   "drachma", "militia",  "dacha",   "agenda",    "rupia",
    "encyclopaedia", "guerrilla", "rand",     "penny",   "flotilla", "armada",  "sofa",      "formula",
    "plaza",         "arena",     "banana"};
static_assert(std::size(kSingulars) == kIrregular.size());

// They end in s, and are no plurals or the same in both.
constexpr WordList kNoPlural(
    {"series",    "species",      "means",     "headquarters", "barracks",   "gas",         "atlas",
     "bias",      "canvas",       "news",      "politics",     "economics",  "mathematics", "physics",
     "works",     "crossroads",   "gallows",   "corps",        "lens",       "chaos",       "ethos",
     "cosmos",    "pathos",       "alias",     "overseas",     "litas",      "lats",        "christmas",
     "this",      "his",          "its",       "as",           "was",        "has",         "is",
     "us",        "thus",         "plus",      "always",       "perhaps",    "across",      "towards",
     "besides",   "versus",       "does",      "whereas",      "afterwards", "upwards",     "downwards",
     "backwards", "forwards",     "sometimes", "nowadays",     "indoors",    "outdoors",    "themselves",
     "ourselves", "yourselves",   "hers",      "ours",         "theirs",     "yours",       "less",
     "unless",    "nevertheless", "regardless"});

// They count as plurals as they are.
constexpr WordList kPluralAlready({"people",   "personnel", "police",       "cattle",     "sheep",
                                   "deer",     "fish",      "aircraft",     "spacecraft", "watercraft",
                                   "staff",    "crew",      "cavalry",      "infantry",   "artillery",
                                   "clergy",   "gentry",    "offspring",    "data",       "media",
                                   "bacteria", "alumni",    "headquarters", "barracks",   "series",
                                   "species",  "corps",     "means",        "works",      "litas",
                                   "lats",     "folk",      "livestock",    "poultry"});

bool EndsInOneOf(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view end) { return word.ends_with(end); });
}

std::string_view IrregularSingular(std::string_view word) {
  const auto found = kIrregular.Find(word);
  return found ? kSingulars[*found] : std::string_view();
}

std::string SingularWord(std::string_view word) {
  if (const std::string_view irregular = IrregularSingular(word); !irregular.empty())
    return std::string(irregular);
  if (kNoPlural.Contains(word) || word.size() < 3) return std::string(word);
  if (word.ends_with("men")) return std::string(word.substr(0, word.size() - 2)) + "an";  // "policemen"
  if (!word.ends_with('s') || EndsInOneOf(word, {"ss", "us", "is", "as"})) return std::string(word);
  const auto without = [&](size_t letters) { return std::string(word.substr(0, word.size() - letters)); };
  if (word.ends_with("ies") && word.size() > 4) return without(3) + "y";
  if (EndsInOneOf(word, {"sses", "xes", "ches", "shes", "oes", "zzes"})) return without(2);
  return without(1);
}

}  // namespace

std::string Singular(std::string_view phrase) {
  const size_t space = phrase.find_last_of(" -");
  const size_t begin = space == std::string_view::npos ? 0 : space + 1;
  return std::string(phrase.substr(0, begin)) + SingularWord(phrase.substr(begin));
}

bool LooksPlural(std::string_view word) {
  constexpr size_t kShortest = 3;
  if (kPluralAlready.Contains(word)) return true;
  if (kNoPlural.Contains(word) || word.size() < kShortest) return false;
  if (!IrregularSingular(word).empty() || word.ends_with("men") || word.ends_with("people")) return true;
  return word.ends_with('s') && !EndsInOneOf(word, {"ss", "us", "is", "'s", "’s"});
}

}  // namespace casus::text
