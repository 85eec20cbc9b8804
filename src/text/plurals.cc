#include "text/plurals.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/word_list.h"

namespace casus::text {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// Plurals whose singular their ending does not tell.
constexpr Pair kIrregular[] = {{"men", "man"},
                               {"women", "woman"},
                               {"children", "child"},
                               {"feet", "foot"},
                               {"teeth", "tooth"},
                               {"geese", "goose"},
                               {"mice", "mouse"},
                               {"oxen", "ox"},
                               {"wolves", "wolf"},
                               {"knives", "knife"},
                               {"lives", "life"},
                               {"wives", "wife"},
                               {"halves", "half"},
                               {"shelves", "shelf"},
                               {"leaves", "leaf"},
                               {"thieves", "thief"},
                               {"loaves", "loaf"},
                               {"calves", "calf"},
                               {"hooves", "hoof"},
                               {"crises", "crisis"},
                               {"analyses", "analysis"},
                               {"theses", "thesis"},
                               {"axes", "axe"},
                               {"buses", "bus"},
                               {"viruses", "virus"},
                               {"campuses", "campus"},
                               {"bonuses", "bonus"},
                               {"statuses", "status"},
                               {"censuses", "census"},
                               {"choruses", "chorus"},
                               {"criteria", "criterion"},
                               {"phenomena", "phenomenon"},
                               {"movies", "movie"},
                               {"cookies", "cookie"},
                               {"ties", "tie"},
                               {"pies", "pie"},
                               {"lies", "lie"},
                               {"calories", "calorie"},
                               {"prairies", "prairie"},
                               {"zombies", "zombie"},
                               {"rookies", "rookie"},
                               {"collies", "collie"},
                               {"genies", "genie"},
                               {"eyries", "eyrie"},
                               {"shoes", "shoe"},
                               {"canoes", "canoe"},
                               {"toes", "toe"},
                               {"hoes", "hoe"},
                               {"foes", "foe"},
                               {"oboes", "oboe"},
                               {"headaches", "headache"},
                               {"caches", "cache"},
                               {"quizzes", "quiz"},
                               {"gases", "gas"},
                               {"areas", "area"},
                               {"ideas", "idea"},
                               {"seas", "sea"},
                               {"eras", "era"},
                               {"cameras", "camera"},
                               {"operas", "opera"},
                               {"villas", "villa"},
                               {"pesetas", "peseta"},
                               {"dramas", "drama"},
                               {"quotas", "quota"},
                               {"visas", "visa"},
                               {"pizzas", "pizza"},
                               {"cinemas", "cinema"},
                               {"drachmas", "drachma"},
                               {"militias", "militia"},
                               {"dachas", "dacha"},
                               {"agendas", "agenda"},
                               {"rupias", "rupia"},
                               {"encyclopaedias", "encyclopaedia"},
                               {"guerrillas", "guerrilla"},
                               {"rands", "rand"},
                               {"pence", "penny"},
                               {"flotillas", "flotilla"},
                               {"armadas", "armada"},
                               {"sofas", "sofa"},
                               {"formulas", "formula"},
                               {"plazas", "plaza"},
                               {"arenas", "arena"},
                               {"bananas", "banana"}};

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
  const auto* const found = std::find_if(std::begin(kIrregular), std::end(kIrregular),
                                         [&](const Pair& pair) { return pair.first == word; });
  return found == std::end(kIrregular) ? std::string_view() : found->second;
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
