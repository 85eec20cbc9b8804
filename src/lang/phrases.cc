#include "lang/phrases.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "diag/nearest.h"
#include "lang/vocabulary.h"

namespace casus::lang {
namespace {

uint64_t Mix(uint64_t hash, uint32_t next) {
  hash = (hash ^ next) * 0x9E37'79B9'7F4A'7C15u;
  return hash ^ hash >> 32;
}

// Classes of words, while patterns are being read.
class WordClasses {
 public:
  uint32_t Add(base::Symbol word) {
    const auto [place, is_new] = numbers_.emplace(word, static_cast<uint32_t>(parents_.size()));
    if (is_new) parents_.push_back(place->second);
    return place->second;
  }
  uint32_t Find(uint32_t number) {
    while (parents_[number] != number) number = parents_[number] = parents_[parents_[number]];
    return number;
  }
  void Unite(uint32_t a, uint32_t b) { parents_[Find(b)] = Find(a); }

  boost::unordered_flat_map<base::Symbol, uint32_t> Finish() && {
    for (auto& [word, number] : numbers_) number = Find(number);
    return std::move(numbers_);
  }

 private:
  boost::unordered_flat_map<base::Symbol, uint32_t> numbers_;
  std::vector<uint32_t> parents_;
};

}  // namespace

PhraseIndex::PhraseIndex(std::span<const Predicate> predicates) {
  WordClasses classes;
  for (const Predicate& predicate : predicates) {
    for (const DeclaredPart& part : predicate.pattern) {
      for (const base::Symbol form : part.forms)
        classes.Unite(classes.Add(part.forms.front()), classes.Add(form));
    }
  }
  classes_ = std::move(classes).Finish();

  boost::unordered_flat_map<uint64_t, uint32_t> last_by_hash;
  for (const Predicate& predicate : predicates) {
    const auto id = static_cast<uint32_t>(patterns_.size());
    patterns_.push_back({static_cast<uint32_t>(positions_.size()),
                         static_cast<uint32_t>(predicate.pattern.size()), kNoPattern});
    uint64_t hash = 0;
    for (const DeclaredPart& part : predicate.pattern) {
      const auto begin = static_cast<uint32_t>(words_.size());
      words_.insert(words_.end(), part.forms.begin(), part.forms.end());
      positions_.push_back({begin, static_cast<uint32_t>(words_.size())});
      hash = Mix(hash, part.forms.empty() ? kSlot : ClassOf(part.forms.front()));
    }
    if (first_by_hash_.emplace(hash, id).second) {
      last_by_hash[hash] = id;
    } else {
      patterns_[std::exchange(last_by_hash[hash], id)].next = id;
    }
  }
}

uint32_t PhraseIndex::ClassOf(base::Symbol word) const {
  const auto found = classes_.find(word);
  return found == classes_.end() ? kSlot : found->second;
}

bool PhraseIndex::Fits(const Pattern& pattern, std::span<const Part> parts) const {
  if (pattern.count != parts.size()) return false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Position& position = positions_[pattern.begin + i];
    if (parts[i].is_word == (position.begin == position.end)) return false;
    const auto forms = std::span(words_).subspan(position.begin, position.end - position.begin);
    if (parts[i].is_word && std::find(forms.begin(), forms.end(), parts[i].word) == forms.end()) return false;
  }
  return true;
}

bool PhraseIndex::Fits(const Pattern& pattern, std::span<const DeclaredPart> parts) const {
  if (pattern.count != parts.size()) return false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const Position& position = positions_[pattern.begin + i];
    if (parts[i].forms.empty() != (position.begin == position.end)) return false;
    const auto forms = std::span(words_).subspan(position.begin, position.end - position.begin);
    if (!forms.empty() && std::find_first_of(forms.begin(), forms.end(), parts[i].forms.begin(),
                                             parts[i].forms.end()) == forms.end()) {
      return false;
    }
  }
  return true;
}

void PhraseIndex::Find(std::span<const Part> parts, PredicateList& found) const {
  found.clear();
  uint64_t hash = 0;
  for (const Part& part : parts) {
    const uint32_t word_class = part.is_word ? ClassOf(part.word) : kSlot;
    if (part.is_word && word_class == kSlot) return;
    hash = Mix(hash, word_class);
  }
  const auto first = first_by_hash_.find(hash);
  if (first == first_by_hash_.end()) return;
  for (uint32_t id = first->second; id != kNoPattern; id = patterns_[id].next) {
    if (Fits(patterns_[id], parts)) found.push_back(static_cast<PredicateId>(id));
  }
}

void PhraseIndex::Find(std::span<const DeclaredPart> pattern, PredicateList& found) const {
  found.clear();
  uint64_t hash = 0;
  for (const DeclaredPart& part : pattern)
    hash = Mix(hash, part.forms.empty() ? kSlot : ClassOf(part.forms.front()));
  const auto first = first_by_hash_.find(hash);
  if (first == first_by_hash_.end()) return;
  for (uint32_t id = first->second; id != kNoPattern; id = patterns_[id].next) {
    if (Fits(patterns_[id], pattern)) found.push_back(static_cast<PredicateId>(id));
  }
}

PredicateList PhraseIndex::Nearest(std::span<const Part> parts, size_t limit,
                                   const base::SymbolTable& symbols) const {
  // A word such as `to` or `is` is in too many phrases to tell which is meant.
  constexpr size_t kTellingLetters = 4;
  std::string written;
  size_t letters = 0, telling = 0;
  for (const Part& part : parts) {
    const std::string_view word = part.is_word ? symbols.Name(part.word) : "_";
    letters += part.is_word ? word.size() : 0;
    telling += part.is_word && word.size() >= kTellingLetters ? 1 : 0;
    written.append(word).append(" ");
  }
  const size_t most = std::max<size_t>(2, (letters + 1) / 3);
  struct Near {
    size_t missing;  // of the telling words
    size_t distance;
    PredicateId id;
  };
  std::vector<Near> near;
  for (size_t id = 0; id < patterns_.size(); ++id) {
    std::string pattern;
    size_t shared = 0;
    for (size_t i = 0; i < patterns_[id].count; ++i) {
      const Position& position = positions_[patterns_[id].begin + i];
      std::string_view word = position.begin == position.end ? "_" : symbols.Name(words_[position.begin]);
      // Of several forms the written one, if it is among them.
      for (uint32_t form = position.begin; form != position.end; ++form) {
        const auto is_written = [&](const Part& part) { return part.is_word && part.word == words_[form]; };
        if (std::none_of(parts.begin(), parts.end(), is_written)) continue;
        word = symbols.Name(words_[form]);
        shared += word.size() >= kTellingLetters ? 1 : 0;
      }
      pattern.append(word).append(" ");
    }
    // With the words that tell, a phrase is meant even if the rest is far from it.
    const bool has_half = shared > 0 && 2 * shared >= telling;
    const size_t far = has_half ? written.size() + pattern.size() : most;
    const size_t distance = diag::EditDistance(written, pattern, far);
    if (distance <= far)
      near.push_back({telling - std::min(shared, telling), distance, static_cast<PredicateId>(id)});
  }
  std::sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    return std::tie(a.missing, a.distance, a.id) < std::tie(b.missing, b.distance, b.id);
  });
  PredicateList nearest;
  for (const Near& one : near) {
    const bool is_as_near = one.missing == near.front().missing && one.distance <= near.front().distance + 1;
    if (is_as_near && nearest.size() < limit) nearest.push_back(one.id);
  }
  return nearest;
}

}  // namespace casus::lang
