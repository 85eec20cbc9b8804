#include "text/moved_citation.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "text/align_spelling.h"
#include "text/citation.h"
#include "text/function_words.h"
#include "text/spelling_variants.h"
#include "text/word_list.h"
#include "text/words.h"

namespace casus::text {

namespace {

// Of the words that hold a sentence together, those that neither assert nor deny. Not "was", which makes of one who
// attacks one who is attacked; not "or", "only", "all"; no preposition.
constexpr WordList kLight({"a", "an", "the", "that", "and", "also", "however", "thus", "therefore", "then",
                           "there", "had", "has", "have"});

constexpr size_t kFewestTelling = 3;

// One of the words that go for one another wherever they stand.
std::string Unified(std::string_view key) {
  if (key == "upon") return "on";
  if (key == "towards") return "toward";
  if (key == "amongst") return "among";
  if (key == "till") return "until";
  if (key == "whilst") return "while";
  return std::string(key);
}

bool BeginsWithDigit(std::string_view word) {
  return !word.empty() && word.front() >= '0' && word.front() <= '9';
}

bool IsAdverb(std::string_view key) { return key.size() >= 5 && key.ends_with("ly"); }

// Whether so many of the telling words are missing that nobody would take the sentence for the quote's.
bool IsFar(size_t missing, size_t telling) { return missing * 4 > telling; }

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) {
    if (!joined.empty()) joined += ' ';
    joined += word;
  }
  return joined;
}

}  // namespace

MovedCitations::MovedCitations(const Source& source) : source_(source) {
  sentences_.reserve(source.sentences().size());
  for (const Sentence& sentence : source.sentences()) {
    for (const Word& word : sentences_.emplace_back(WordsOf(sentence.text))) {
      if (!word.is_telling) continue;
      std::vector<int>& with = sentences_with_[word.stem];
      if (with.empty() || with.back() != sentence.id) with.push_back(sentence.id);
    }
  }
}

MovedCitations::Words MovedCitations::WordsOf(std::string_view text) {
  Words words;
  bool may_open = true;
  for (const SpeltRange& range : SplitSpelling(text)) {
    if (range.is_punctuation) continue;
    Spelling spelling = Spell(text.substr(range.at.begin, range.at.size()));
    Word word{
        .at = range.at, .is_negation = spelling.is_negation, .may_open = std::exchange(may_open, false)};
    if (spelling.kind == WordKind::kFunction) {
      if (kLight.Contains(spelling.key)) continue;
      word.key = Unified(spelling.key);
      word.stem = word.key;
    } else {
      word.is_telling = true;
      const bool is_plain = spelling.kind == WordKind::kPlain && !spelling.is_negation;
      word.key = spelling.kind == WordKind::kNumber     ? spelling.key
                 : is_plain && !spelling.is_capitalised ? SpellingKey(spelling.key)
                                                        : spelling.exact;
      word.stem = is_plain ? Spell(SpellingKey(spelling.key)).stem : spelling.stem;
    }
    words.push_back(std::move(word));
  }
  return words;
}

bool MovedCitations::IsSame(const Word& a, const Word& b) {
  if (a.key == b.key) return true;
  // "The army of …" may have become "Later the army of …".
  return (a.may_open || b.may_open) && !a.is_negation && Spell(a.key).key == Spell(b.key).key;
}

bool MovedCitations::MayChangePlaces(const Word& a, const Word& b) {
  if ((BeginsWithDigit(a.key) && IsMonth(b.key)) || (IsMonth(a.key) && BeginsWithDigit(b.key))) return true;
  return (IsAdverb(a.key) && b.is_telling && !b.is_negation) ||
         (IsAdverb(b.key) && a.is_telling && !a.is_negation);
}

bool MovedCitations::SaySame(const Word* quoted, const Word* found, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    if (IsSame(quoted[i], found[i])) continue;
    if (i + 1 == count || !IsSame(quoted[i], found[i + 1]) || !IsSame(quoted[i + 1], found[i]) ||
        !MayChangePlaces(quoted[i], quoted[i + 1])) {
      return false;
    }
    ++i;
  }
  return true;
}

std::vector<Range> MovedCitations::PlacesOf(const std::vector<Words>& fragments, const Words& sentence) {
  // The leftmost places are as good as any.
  std::vector<Range> places;
  size_t from = 0, within = 0;
  for (const Words& fragment : fragments) {
    while (from + fragment.size() <= sentence.size() &&
           !SaySame(fragment.data(), sentence.data() + from, fragment.size())) {
      ++from;
    }
    if (from + fragment.size() > sentence.size()) return {};
    const auto negations = [&](const Words& words, size_t begin, size_t count) {
      return static_cast<size_t>(std::count_if(words.begin() + static_cast<ptrdiff_t>(begin),
                                               words.begin() + static_cast<ptrdiff_t>(begin + count),
                                               [](const Word& word) { return word.is_negation; }));
    };
    within += negations(sentence, from, fragment.size());
    places.push_back({sentence[from].at.begin, sentence[from + fragment.size() - 1].at.end});
    from += fragment.size();
  }
  const auto all = static_cast<size_t>(
      std::count_if(sentence.begin(), sentence.end(), [](const Word& word) { return word.is_negation; }));
  return all == within ? places : std::vector<Range>{};
}

std::optional<MovedCitation> MovedCitations::Find(std::string_view quote) const {
  std::vector<Words> fragments;
  std::set<std::string> stems;
  size_t telling = 0;
  for (const std::string_view part : SplitAtGaps(quote)) {
    Words words = WordsOf(part);
    for (const Word& word : words) {
      if (!word.is_telling) continue;
      ++telling;
      stems.insert(word.stem);
    }
    if (!words.empty()) fragments.push_back(std::move(words));
  }
  // Only the quote's own first word may have stood at the begin of a sentence.
  for (size_t i = 1; i < fragments.size(); ++i) fragments[i].front().may_open = false;
  if (telling < kFewestTelling) return std::nullopt;

  std::map<int, size_t> shared;  // how many of the stems a sentence has
  for (const std::string& stem : stems) {
    const auto with = sentences_with_.find(stem);
    if (with == sentences_with_.end()) continue;
    for (const int sentence : with->second) ++shared[sentence];
  }
  std::optional<int> near;
  for (const auto& [sentence, count] : shared) {
    if (IsFar(stems.size() - count, stems.size())) continue;
    if (near) return std::nullopt;
    near = sentence;
  }
  if (!near) return std::nullopt;
  MovedCitation moved{.sentence = *near};
  const std::string& text = source_.sentence(*near).text;
  for (const Range& place : PlacesOf(fragments, sentences_[static_cast<size_t>(*near - 1)])) {
    if (!moved.words.empty()) moved.words += " … ";
    moved.words += Joined(SplitWords(std::string_view(text).substr(place.begin, place.size())));
  }
  const CitationMatch match = FindCitation(source_, moved.words);
  if (match.kind != CitationMatch::kFound || match.sentences.front() != *near) return std::nullopt;
  return moved;
}

}  // namespace casus::text
