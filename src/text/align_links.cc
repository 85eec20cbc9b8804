// An index of a tells for each feature, a word or two telling words one after the other, which sentences of a
// have it. A sentence of b asks for its rarest features first, and stops when it has been told of
// kMostProposals sentences: in a book of ten thousand sentences the rare words single out the right one, and
// where all words are common the pairs of words still do. The kMostCompared sentences with the greatest weight
// of features in common are then compared word by word.
//
// How far a likeness can be believed depends on more than the share that two sentences have in common. If one
// tells all that the other does and much besides, that share is small though they belong together; so the
// strength of a link lies between the share of both and the share of the smaller one. That counts only if the
// smaller one is of some size: two words found in a long sentence prove nothing. And short sentences are often
// alike by chance ("He returned to Moscow in May"), so that each word missing to kTellingEnough costs something.

#include "text/align_links.h"

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cmath>
#include <numeric>

namespace casus::text {

namespace {

constexpr size_t kMostProposals = 256;
constexpr size_t kMostCompared = 12;

// Sentences with the same words are linked all with all if that makes no more links than this.
constexpr size_t kMostRepeatedLinks = 64;

constexpr double kNameFactor = 1.3;
constexpr double kNumberFactor = 1.5;
constexpr double kFunctionFactor = 0.08;

// In accounts of a few sentences every word would be common; they are taken to be part of a larger one.
constexpr double kLeastSentences = 100;

// What sentences must have in common to be paired at all, if they have not the same words: chance gives one
// telling word, seldom two.
constexpr uint32_t kLeastTelling = 2;

// From this many words in common on, the share of the smaller side counts, and nothing is due to chance.
constexpr double kTellingEnough = 6;
constexpr double kShortPenalty = 0.25;  // for sentences that have no word in common

// What the greatest part of a row has in common with the whole: of three equal parts it is a half, less what
// was reworded.
constexpr double kLeastPart = 0.25;
constexpr double kWhole = 0.9;

uint64_t Mix(uint64_t hash, uint64_t value) {
  hash ^= value + 0x9E3779B97F4A7C15u;
  hash *= 0xBF58476D1CE4E5B9u;
  return hash ^ (hash >> 29);
}

std::vector<uint64_t> Sequences(const AccountWords& account, const WordTable& table) {
  std::vector<uint64_t> sequences(account.size());
  for (size_t sentence = 0; sentence < account.size(); ++sentence) {
    uint64_t words = 0;
    uint64_t all = 1;  // of a sentence without words the punctuation counts
    for (const PlacedWord& word : account.Words(sentence)) {
      const WordForm& form = table.Form(word.form);
      all = Mix(all, static_cast<uint64_t>(form.key));
      if (form.kind != WordKind::kPunctuation) words = Mix(words, static_cast<uint64_t>(form.key));
    }
    sequences[sentence] = words == 0 ? all : words;
  }
  return sequences;
}

}  // namespace

Likeness::Likeness(const AccountWords& a, const AccountWords& b, const WordTable& table)
    : a_(a), b_(b), a_sequences_(Sequences(a, table)), b_sequences_(Sequences(b, table)) {
  const size_t symbols = table.symbol_count();
  std::vector<uint32_t> frequency(symbols);
  std::vector<float> factors(symbols, 1.5);  // the day of a date is no word
  for (const AccountWords* account : {&a, &b}) {
    for (size_t sentence = 0; sentence < account->size(); ++sentence) {
      for (const CountedStem& counted : account->Stems(sentence))
        ++frequency[static_cast<size_t>(counted.stem)];
    }
  }
  CountNames(a, table, factors);
  CountNames(b, table, factors);
  const double sentences = std::max(kLeastSentences, static_cast<double>(a.size() + b.size()));
  weights_.resize(symbols);
  is_telling_.resize(symbols);
  for (size_t stem = 0; stem < symbols; ++stem) {
    if (frequency[stem] == 0) continue;
    weights_[stem] = static_cast<double>(factors[stem]) * std::log2(1 + sentences / frequency[stem]);
    is_telling_[stem] = factors[stem] >= 1;
  }
  SumWeights(a, a_weights_);
  SumWeights(b, b_weights_);
}

void Likeness::CountNames(const AccountWords& account, const WordTable& table,
                          std::vector<float>& factors) const {
  for (const PlacedWord& word : account.Words(0, account.size())) {
    const WordForm& form = table.Form(word.form);
    double factor = table.IsName(word) ? kNameFactor : 1;
    if (form.kind == WordKind::kNumber) factor = kNumberFactor;
    if (form.kind == WordKind::kFunction) factor = kFunctionFactor;
    factors[static_cast<size_t>(form.stem)] = static_cast<float>(factor);
  }
}

void Likeness::SumWeights(const AccountWords& account, std::vector<double>& sums) const {
  sums.resize(account.size());
  for (size_t sentence = 0; sentence < account.size(); ++sentence) {
    for (const CountedStem& counted : account.Stems(sentence))
      sums[sentence] += Weight(counted.stem) * counted.count;
  }
}

void Likeness::Count(base::Symbol stem, uint32_t count, Overlap& overlap) const {
  overlap.weight += Weight(stem) * count;
  if (count > 0 && is_telling_[static_cast<size_t>(stem)]) ++overlap.telling;
}

Likeness::Overlap Likeness::OverlapOf(const AccountWords& several, std::span<const uint32_t> parts,
                                      const AccountWords& one, uint32_t single) const {
  const auto count_in = [](std::span<const CountedStem> stems, base::Symbol stem) {
    const auto place =
        std::lower_bound(stems.begin(), stems.end(), stem,
                         [](const CountedStem& counted, base::Symbol s) { return counted.stem < s; });
    return place != stems.end() && place->stem == stem ? place->count : 0;
  };
  Overlap overlap;
  const std::span<const CountedStem> stems = one.Stems(single);
  size_t part_stems = 0;
  for (const uint32_t part : parts) part_stems += several.Stems(part).size();
  if (stems.size() <= part_stems) {
    for (const CountedStem& counted : stems) {
      uint32_t count = 0;
      for (const uint32_t part : parts) count += count_in(several.Stems(part), counted.stem);
      Count(counted.stem, std::min(count, counted.count), overlap);
    }
    return overlap;
  }
  for (size_t i = 0; i < parts.size(); ++i) {
    for (const CountedStem& counted : several.Stems(parts[i])) {
      const auto earlier = [&] {
        uint32_t count = 0;
        for (size_t k = 0; k < i; ++k) count += count_in(several.Stems(parts[k]), counted.stem);
        return count;
      };
      const uint32_t most = count_in(stems, counted.stem);
      if (most == 0) continue;
      const uint32_t taken = std::min(earlier(), most);
      Count(counted.stem, std::min(counted.count, most - taken), overlap);
    }
  }
  return overlap;
}

Link Likeness::Compare(uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count) const {
  Link link{.a = a, .b = b, .a_count = a_count, .b_count = b_count};
  std::array<uint32_t, kMostInARow> parts{};
  const uint32_t count = std::max(a_count, b_count);
  std::iota(parts.begin(), parts.end(), b_count > 1 ? b : a);
  const Overlap overlap = b_count > 1 ? OverlapOf(b_, std::span(parts).first(count), a_, a)
                                      : OverlapOf(a_, std::span(parts).first(count), b_, b);
  double a_weight = 0;
  double b_weight = 0;
  for (uint32_t i = a; i < link.a_end(); ++i) a_weight += a_weights_[i];
  for (uint32_t i = b; i < link.b_end(); ++i) b_weight += b_weights_[i];

  link.is_identical = count == 1 && HaveSameWords(a, b);
  link.is_distinct = overlap.telling >= kLeastTelling;
  const double trust = std::min(1.0, overlap.telling / kTellingEnough);
  if (link.is_identical) {
    link.likeness = 1;
    link.strength = 1 - kShortPenalty * (1 - trust);
  } else if (overlap.weight > 0) {
    link.likeness = 2 * overlap.weight / (a_weight + b_weight);
    const double of_smaller = overlap.weight / std::min(a_weight, b_weight);
    link.strength = link.likeness + (of_smaller - link.likeness) * trust / 2 - kShortPenalty * (1 - trust);
  }
  return link;
}

bool Likeness::NeedsEachPart(const Link& link) const {
  const bool merges = link.a_count > 1;
  const AccountWords& several = merges ? a_ : b_;
  const AccountWords& one = merges ? b_ : a_;
  const uint32_t first = merges ? link.a : link.b;
  const uint32_t count = merges ? link.a_count : link.b_count;
  const uint32_t single = merges ? link.b : link.a;
  std::vector<uint32_t> parts(count);
  std::iota(parts.begin(), parts.end(), first);
  const Overlap whole = OverlapOf(several, parts, one, single);
  for (const uint32_t part : parts) {
    std::vector<uint32_t> others = parts;
    std::erase(others, part);
    const Overlap without = OverlapOf(several, others, one, single);
    const double own = whole.weight - without.weight;
    const double part_weight = (merges ? a_weights_ : b_weights_)[part];
    if (whole.telling < without.telling + kLeastTelling || own < part_weight * 0.4) return false;
  }
  return true;
}

namespace {

using Feature = uint64_t;

// The features of a sentence, each once.
std::vector<Feature> FeaturesOf(const AccountWords& account, const WordTable& table, size_t sentence) {
  std::vector<Feature> features;
  Feature previous = 0;
  for (const PlacedWord& word : account.Words(sentence)) {
    const WordForm& form = table.Form(word.form);
    if (form.kind == WordKind::kPunctuation || form.kind == WordKind::kFunction) continue;
    const Feature stem = static_cast<Feature>(form.stem) + 1;
    features.push_back(stem);
    if (previous != 0) features.push_back(previous << 32 | stem);
    previous = stem;
  }
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

// Which sentences of an account have a feature.
class FeatureIndex {
 public:
  FeatureIndex(const AccountWords& account, const WordTable& table) {
    std::vector<std::pair<uint32_t, uint32_t>> found;  // feature, sentence
    for (size_t sentence = 0; sentence < account.size(); ++sentence) {
      for (const Feature feature : FeaturesOf(account, table, sentence)) {
        const auto id = static_cast<uint32_t>(ids_.size());
        found.emplace_back(ids_.emplace(feature, id).first->second, static_cast<uint32_t>(sentence));
      }
    }
    begins_.resize(ids_.size() + 1);
    for (const auto& [id, sentence] : found) ++begins_[id + 1];
    std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
    sentences_.resize(found.size());
    std::vector<size_t> ends(begins_.begin(), begins_.end() - 1);
    for (const auto& [id, sentence] : found) sentences_[ends[id]++] = sentence;
  }

  // Ascending.
  std::span<const uint32_t> SentencesWith(Feature feature) const {
    const auto place = ids_.find(feature);
    if (place == ids_.end()) return {};
    const size_t begin = begins_[place->second];
    return std::span(sentences_).subspan(begin, begins_[place->second + 1] - begin);
  }

 private:
  boost::unordered_flat_map<Feature, uint32_t> ids_;
  std::vector<size_t> begins_;  // by id, and one more
  std::vector<uint32_t> sentences_;
};

// Proposes for each sentence of b the most promising sentences of a.
class Proposer {
 public:
  Proposer(const AccountWords& a, const AccountWords& b, const WordTable& table)
      : index_(a, table), b_(b), table_(table), scores_(a.size()) {}

  // Valid until the next call.
  std::span<const uint32_t> Propose(size_t b) {
    std::vector<std::span<const uint32_t>> lists;
    for (const Feature feature : FeaturesOf(b_, table_, b)) {
      if (const std::span<const uint32_t> list = index_.SentencesWith(feature); !list.empty())
        lists.push_back(list);
    }
    std::stable_sort(lists.begin(), lists.end(),
                     [](const auto& x, const auto& y) { return x.size() < y.size(); });
    proposed_.clear();
    size_t proposals = 0;
    for (const std::span<const uint32_t> list : lists) {
      proposals += list.size();
      if (proposals > kMostProposals) break;
      const double weight =
          std::log2(1 + static_cast<double>(scores_.size()) / static_cast<double>(list.size()));
      for (const uint32_t a : list) {
        if (scores_[a] == 0) proposed_.push_back(a);
        scores_[a] += weight;
      }
    }
    const size_t kept = std::min(proposed_.size(), kMostCompared);
    std::partial_sort(proposed_.begin(), proposed_.begin() + static_cast<ptrdiff_t>(kept), proposed_.end(),
                      [this](uint32_t x, uint32_t y) {
                        return scores_[x] != scores_[y] ? scores_[x] > scores_[y] : x < y;
                      });
    for (const uint32_t a : proposed_) scores_[a] = 0;
    return std::span(proposed_).first(kept);
  }

 private:
  FeatureIndex index_;
  const AccountWords& b_;
  const WordTable& table_;
  std::vector<double> scores_;  // by sentence of a; all 0 between calls
  std::vector<uint32_t> proposed_;
};

// Links the sentences that have the same words: the first with the first, the second with the second; if they
// are few, all with all.
void LinkRepeated(size_t a_size, size_t b_size, const Likeness& likeness, std::vector<Link>& links) {
  boost::unordered_flat_map<uint64_t, std::pair<std::vector<uint32_t>, std::vector<uint32_t>>> places;
  for (uint32_t a = 0; a < a_size; ++a) places[likeness.SequenceOfA(a)].first.push_back(a);
  for (uint32_t b = 0; b < b_size; ++b) places[likeness.SequenceOfB(b)].second.push_back(b);
  for (const auto& [sequence, both] : places) {
    const auto& [in_a, in_b] = both;
    if (in_a.size() * in_b.size() <= kMostRepeatedLinks) {
      for (const uint32_t a : in_a) {
        for (const uint32_t b : in_b) links.push_back(likeness.Compare(a, 1, b, 1));
      }
    } else {
      for (size_t i = 0; i < std::min(in_a.size(), in_b.size()); ++i) {
        links.push_back(likeness.Compare(in_a[i], 1, in_b[i], 1));
      }
    }
  }
}

// The rows around a link of single sentences that belong together more than these do.
void AddRows(const Link& single, size_t a_size, size_t b_size, const Likeness& likeness,
             std::vector<Link>& links) {
  const auto consider = [&](uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count) {
    const Link row = likeness.Compare(a, a_count, b, b_count);
    if (row.likeness > single.likeness + 0.03 && likeness.NeedsEachPart(row)) links.push_back(row);
  };
  for (uint32_t count = 2; count <= kMostInARow; ++count) {
    for (uint32_t before = 0; before < count; ++before) {
      const uint32_t after = count - before;
      if (single.a >= before && single.a + after <= a_size) consider(single.a - before, count, single.b, 1);
      if (single.b >= before && single.b + after <= b_size) consider(single.a, 1, single.b - before, count);
    }
  }
}

}  // namespace

std::vector<Link> FindLinks(const AccountWords& a, const AccountWords& b, const WordTable& table,
                            const Likeness& likeness) {
  std::vector<Link> links;
  LinkRepeated(a.size(), b.size(), likeness, links);
  Proposer proposer(a, b, table);
  for (uint32_t j = 0; j < b.size(); ++j) {
    for (const uint32_t i : proposer.Propose(j)) {
      const Link link = likeness.Compare(i, 1, j, 1);
      links.push_back(link);
      // A part of a row has its share of it; sentences that are alike already have nothing to gain from others.
      if (link.is_distinct && link.likeness > kLeastPart && link.likeness < kWhole)
        AddRows(link, a.size(), b.size(), likeness, links);
    }
  }
  const auto place = [](const Link& link) { return std::tie(link.b, link.a, link.a_count, link.b_count); };
  std::sort(links.begin(), links.end(), [&](const Link& x, const Link& y) { return place(x) < place(y); });
  links.erase(std::unique(links.begin(), links.end(),
                          [&](const Link& x, const Link& y) { return place(x) == place(y); }),
              links.end());
  return links;
}

}  // namespace casus::text
