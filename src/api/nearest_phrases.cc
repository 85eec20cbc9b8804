#include "api/nearest_phrases.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>
#include <utility>

#include "text/words.h"

namespace casus::api {
namespace {

// Past forms that no ending gives away, of the verbs that chronicles live by.
constexpr std::pair<std::string_view, std::string_view> kIrregular[] = {
    {"became", "become"},     {"began", "begin"},    {"begun", "begin"},      {"broke", "break"},
    {"broken", "break"},      {"brought", "bring"},  {"built", "build"},      {"came", "come"},
    {"chose", "choose"},      {"chosen", "choose"},  {"fell", "fall"},        {"fallen", "fall"},
    {"fled", "flee"},         {"forbade", "forbid"}, {"forbidden", "forbid"}, {"fought", "fight"},
    {"found", "find"},        {"gave", "give"},      {"given", "give"},       {"held", "hold"},
    {"kept", "keep"},         {"knew", "know"},      {"known", "know"},       {"laid", "lay"},
    {"led", "lead"},          {"left", "leave"},     {"lost", "lose"},        {"made", "make"},
    {"met", "meet"},          {"paid", "pay"},       {"said", "say"},         {"sent", "send"},
    {"sold", "sell"},         {"sought", "seek"},    {"spoke", "speak"},      {"stood", "stand"},
    {"taken", "take"},        {"told", "tell"},      {"took", "take"},        {"withdrawn", "withdraw"},
    {"withdrew", "withdraw"}, {"won", "win"},        {"wrote", "write"},      {"written", "write"},
};

// Words that tie phrases together and say nothing of what happens. The reader's grammar words (text/function_words.h)
// have the commonest verbs among them, which are just what phrases are made of.
constexpr std::string_view kTies[] = {
    "a",    "an",   "and", "are",   "as",  "at",  "be",   "been",  "by",  "for",  "from", "has",  "have",
    "in",   "into", "is",  "it",    "its", "not", "of",   "on",    "or",  "out",  "over", "that", "the",
    "then", "this", "to",  "under", "up",  "was", "were", "which", "who", "whom", "with",
};

bool IsTie(std::string_view stem) {
  return std::find(std::begin(kTies), std::end(kTies), stem) != std::end(kTies);
}

bool IsVowel(char c) { return std::string_view("aeiouy").find(c) != std::string_view::npos; }

bool HasVowel(std::string_view word) { return std::any_of(word.begin(), word.end(), IsVowel); }

// Takes an ending away if what is left can be a word.
bool Strip(std::string& word, std::string_view ending) {
  if (!word.ends_with(ending)) return false;
  const std::string_view rest = std::string_view(word).substr(0, word.size() - ending.size());
  if (rest.size() < 3 || !HasVowel(rest)) return false;
  word.resize(rest.size());
  return true;
}

}  // namespace

std::string StemOf(std::string_view word) {
  std::string stem(word);
  for (char& c : stem) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const auto& [form, base] : kIrregular) {
    if (stem == form) stem = base;
  }
  if (stem.size() <= 3) return stem;
  if (stem.ends_with("ies") || stem.ends_with("ied")) {
    stem.resize(stem.size() - 3);
    return stem + "i";
  }
  if (stem.ends_with("s") && !stem.ends_with("ss") && !stem.ends_with("us")) Strip(stem, "s");
  // "occupation" and "occupied" have no ending in common that would be safe to take away.
  if (Strip(stem, "ing") || Strip(stem, "ed")) {
    const size_t size = stem.size();
    if (size > 3 && stem[size - 1] == stem[size - 2] && !IsVowel(stem[size - 1]) && stem[size - 1] != 's') {
      stem.pop_back();
    }
  }
  // "controlled" is of "control" and "killed" of "kill": no ending tells which.
  if (stem.ends_with("ll")) stem.pop_back();
  Strip(stem, "e");
  if (stem.ends_with("y") && stem.size() > 2 && !IsVowel(stem[stem.size() - 2])) stem.back() = 'i';
  return stem;
}

NearestPhrases::NearestPhrases(const lang::Vocabulary& vocabulary, const base::SymbolTable& symbols) {
  for (const lang::Predicate& predicate : vocabulary.predicates()) {
    std::set<std::string> stems;
    size_t words = 0;
    for (const lang::DeclaredPart& part : predicate.pattern) {
      bool counts = false;
      for (const base::Symbol form : part.forms) {
        std::string stem = StemOf(symbols.Name(form));
        if (IsTie(stem)) continue;
        stems.insert(std::move(stem));
        counts = true;
      }
      if (counts) ++words;
    }
    const size_t place = word_counts_.size();
    word_counts_.push_back(words);
    if (predicate.derived() || predicate.verdict) continue;
    for (const std::string& stem : stems) phrases_with_[stem].push_back(place);
  }
}

std::vector<lang::PredicateId> NearestPhrases::Of(std::string_view sentence, size_t limit) const {
  std::set<std::string> stems;
  for (const std::string& word : text::SplitWords(sentence)) {
    if (std::string stem = StemOf(word); !IsTie(stem)) stems.insert(std::move(stem));
  }
  std::map<size_t, double> shared;
  for (const std::string& stem : stems) {
    const auto found = phrases_with_.find(stem);
    if (found == phrases_with_.end()) continue;
    const double rarity =
        std::log(1.0 + static_cast<double>(word_counts_.size()) / static_cast<double>(found->second.size()));
    for (const size_t phrase : found->second) shared[phrase] += rarity;
  }
  // A phrase of three words of which one is shared is farther than one of one word that is.
  std::vector<std::pair<double, size_t>> ranked;
  for (const auto& [phrase, score] : shared) {
    ranked.emplace_back(-score / std::sqrt(static_cast<double>(word_counts_[phrase])), phrase);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<lang::PredicateId> nearest;
  for (size_t i = 0; i < ranked.size() && i < limit; ++i) {
    nearest.push_back(static_cast<lang::PredicateId>(ranked[i].second));
  }
  return nearest;
}

}  // namespace casus::api
