#include "text/citation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "diag/nearest.h"
#include "text/words.h"

namespace casus::text {

namespace {

constexpr size_t kMostNearest = 3;

using Words = std::vector<base::Symbol>;

// The leftmost places are as good as any, so that fragments can be placed one by one.
bool StandInOrder(const std::vector<Words>& fragments, std::span<const base::Symbol> sentence) {
  auto from = sentence.begin();
  for (const Words& fragment : fragments) {
    const auto place = std::search(from, sentence.end(), fragment.begin(), fragment.end());
    if (place == sentence.end()) return false;
    from = place + static_cast<ptrdiff_t>(fragment.size());
  }
  return true;
}

// The words of a source that may be meant by one of the quote, with how near they come: 1 if it is the same.
std::vector<std::pair<base::Symbol, double>> WordsLike(const WordIndex& index, std::string_view quoted) {
  constexpr double kSpelledAlike = 0.8, kSameStem = 0.7;
  constexpr size_t kShortestStem = 4, kLongestEnding = 3;
  if (const std::optional<base::Symbol> same = index.words().Find(quoted)) return {{*same, 1}};
  std::vector<std::pair<base::Symbol, double>> alike;
  const size_t limit = quoted.size() >= 8 ? 2 : quoted.size() >= 5 ? 1 : 0;
  for (size_t i = 0; i < index.words().size(); ++i) {
    const auto word = static_cast<base::Symbol>(i);
    const std::string_view text = index.words().Name(word);
    const size_t difference =
        text.size() > quoted.size() ? text.size() - quoted.size() : quoted.size() - text.size();
    if (difference > kLongestEnding) continue;
    const size_t shared = static_cast<size_t>(
        std::mismatch(text.begin(), text.end(), quoted.begin(), quoted.end()).first - text.begin());
    if (difference <= limit && diag::EditDistance(text, quoted, limit) <= limit) {
      alike.emplace_back(word, kSpelledAlike);
    } else if (shared >= kShortestStem && std::max(text.size(), quoted.size()) - shared <= kLongestEnding) {
      alike.emplace_back(word, kSameStem);
    }
  }
  return alike;
}

// How many of the words stand in the sentence in their order, taken greedily.
size_t InOrder(std::span<const std::vector<std::pair<base::Symbol, double>>> quoted,
               std::span<const base::Symbol> sentence) {
  size_t count = 0;
  auto from = sentence.begin();
  for (const auto& alike : quoted) {
    const auto found = std::find_if(from, sentence.end(), [&](base::Symbol word) {
      return std::any_of(alike.begin(), alike.end(), [&](const auto& one) { return one.first == word; });
    });
    if (found == sentence.end()) continue;
    ++count;
    from = found + 1;
  }
  return count;
}

// A word counts by how rare it is and how near it comes; words in their order count more.
std::vector<NearestSentence> FindNearest(const Source& source, std::span<const std::string> quote) {
  constexpr double kOrder = 0.5;
  const WordIndex& index = source.index();
  std::vector<std::vector<std::pair<base::Symbol, double>>> quoted;
  std::map<int, double> scores;
  for (const std::string& text : quote) {
    std::map<int, double> of_word;
    for (const auto& [word, nearness] : quoted.emplace_back(WordsLike(index, text))) {
      const std::span<const int> with = index.SentencesWith(word);
      const double rarity =
          std::log(static_cast<double>(source.sentences().size() + 1) / static_cast<double>(with.size()));
      for (const int sentence : with) of_word[sentence] = std::max(of_word[sentence], nearness * rarity);
    }
    for (const auto& [sentence, score] : of_word) scores[sentence] += score;
  }
  std::vector<NearestSentence> nearest;
  for (const auto& [sentence, score] : scores) {
    const double ordered =
        static_cast<double>(InOrder(quoted, index.WordsOf(sentence))) / static_cast<double>(quoted.size());
    nearest.push_back({.sentence = sentence, .score = score * (1 + kOrder * ordered)});
  }
  std::stable_sort(nearest.begin(), nearest.end(),
                   [](const NearestSentence& a, const NearestSentence& b) { return a.score > b.score; });
  nearest.resize(std::min(nearest.size(), kMostNearest));
  return nearest;
}

}  // namespace

std::vector<std::string_view> SplitAtGaps(std::string_view quote) {
  std::vector<std::string_view> fragments;
  while (!quote.empty()) {
    const size_t ellipsis = quote.find("…");
    const size_t dots = quote.find("...");
    const size_t end = std::min({ellipsis, dots, quote.size()});
    fragments.push_back(quote.substr(0, end));
    quote.remove_prefix(end);
    quote.remove_prefix(std::min(quote.size(), std::string_view("...").size()));  // "…" has as many bytes
  }
  return fragments;
}

CitationMatch FindCitation(const Source& source, std::string_view quote) {
  const WordIndex& index = source.index();
  std::vector<Words> fragments;
  std::vector<std::string> words;
  bool all_known = true;
  std::optional<base::Symbol> rarest;
  for (const std::string_view part : SplitAtGaps(quote)) {
    const std::vector<std::string> texts = SplitWords(part);
    if (texts.empty()) continue;
    Words& fragment = fragments.emplace_back();
    for (const std::string& text : texts) {
      words.push_back(text);
      const std::optional<base::Symbol> word = index.words().Find(text);
      all_known = all_known && word.has_value();
      if (!word) continue;
      fragment.push_back(*word);
      if (!rarest || index.SentencesWith(*word).size() < index.SentencesWith(*rarest).size()) rarest = word;
    }
  }

  CitationMatch match;
  if (all_known && rarest) {
    for (const int sentence : index.SentencesWith(*rarest)) {
      if (StandInOrder(fragments, index.WordsOf(sentence))) match.sentences.push_back(sentence);
    }
  }
  if (match.sentences.empty()) {
    match.nearest = FindNearest(source, words);
  } else {
    match.kind = match.sentences.size() == 1 ? CitationMatch::kFound : CitationMatch::kAmbiguous;
  }
  return match;
}

}  // namespace casus::text
