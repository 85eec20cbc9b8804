#include "text/citation.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>

#include "text/words.h"

namespace casus::text {

namespace {

constexpr size_t kMostNearest = 3;

using Words = std::vector<base::Symbol>;

// The quote between its gaps, without words for which there is nothing between.
std::vector<std::vector<std::string>> SplitAtGaps(std::string_view quote) {
  std::vector<std::vector<std::string>> fragments;
  while (!quote.empty()) {
    const size_t ellipsis = quote.find("…");
    const size_t dots = quote.find("...");
    const size_t end = std::min({ellipsis, dots, quote.size()});
    if (std::vector<std::string> words = SplitWords(quote.substr(0, end)); !words.empty()) {
      fragments.push_back(std::move(words));
    }
    quote.remove_prefix(end);
    quote.remove_prefix(std::min(quote.size(), std::string_view("...").size()));  // "…" has as many bytes
  }
  return fragments;
}

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

std::vector<NearestSentence> FindNearest(const Source& source, const std::set<base::Symbol>& words) {
  const WordIndex& index = source.index();
  std::map<int, double> scores;
  for (const base::Symbol word : words) {
    const std::span<const int> with = index.SentencesWith(word);
    const double rarity =
        std::log(static_cast<double>(source.sentences().size() + 1) / static_cast<double>(with.size()));
    for (const int sentence : with) scores[sentence] += rarity;
  }
  std::vector<NearestSentence> nearest;
  for (const auto& [sentence, score] : scores) nearest.push_back({.sentence = sentence, .score = score});
  std::stable_sort(nearest.begin(), nearest.end(),
                   [](const NearestSentence& a, const NearestSentence& b) { return a.score > b.score; });
  nearest.resize(std::min(nearest.size(), kMostNearest));
  return nearest;
}

}  // namespace

CitationMatch FindCitation(const Source& source, std::string_view quote) {
  const WordIndex& index = source.index();
  std::vector<Words> fragments;
  std::set<base::Symbol> known;
  bool all_known = true;
  std::optional<base::Symbol> rarest;
  for (const std::vector<std::string>& texts : SplitAtGaps(quote)) {
    Words& fragment = fragments.emplace_back();
    for (const std::string& text : texts) {
      const std::optional<base::Symbol> word = index.words().Find(text);
      all_known = all_known && word.has_value();
      if (!word) continue;
      fragment.push_back(*word);
      known.insert(*word);
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
    match.nearest = FindNearest(source, known);
  } else {
    match.kind = match.sentences.size() == 1 ? CitationMatch::kFound : CitationMatch::kAmbiguous;
  }
  return match;
}

}  // namespace casus::text
