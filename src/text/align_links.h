#pragma once

// Which sentences of two accounts may be one another: links, each with how alike its two sides are.
//
//   Likeness likeness(a, b, table);
//   std::vector<Link> links = FindLinks(a, b, table, likeness);
//
// A sentence of b has a bounded number of links, so that finding them is near linear in the size of the
// accounts: it is compared only with sentences of a that share its rarest words and pairs of words.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "text/align_words.h"

namespace casus::text {

// Sentences in a row of a with sentences in a row of b, by their indices from 0. One of the two is single.
struct Link {
  uint32_t a = 0;
  uint32_t b = 0;
  uint32_t a_count = 1;
  uint32_t b_count = 1;
  double likeness = 0;        // the share of the weight of their words that they have in common
  double strength = 0;        // how far that can be believed, 0 to 1
  bool is_identical = false;  // the same words in the same order
  bool is_distinct = false;   // they have more in common than chance gives

  uint32_t a_end() const { return a + a_count; }
  uint32_t b_end() const { return b + b_count; }
};

inline constexpr uint32_t kMostInARow = 3;

// How alike sentences are, by the weight of the words they share. The rarer a word is in both accounts, the
// more it weighs; names, numbers and dates weigh more than other words, function words next to nothing.
class Likeness {
 public:
  Likeness(const AccountWords& a, const AccountWords& b, const WordTable& table);

  // The link between sentences in a row, one of which is single. Takes time by the side with fewer words.
  Link Compare(uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count) const;

  // Whether each of the sentences on the side with several has its own share in what the sides have in common.
  bool NeedsEachPart(const Link& link) const;

  bool HaveSameWords(uint32_t a, uint32_t b) const { return a_sequences_[a] == b_sequences_[b]; }
  // Equal for sentences with the same words in the same order.
  uint64_t SequenceOfA(uint32_t a) const { return a_sequences_[a]; }
  uint64_t SequenceOfB(uint32_t b) const { return b_sequences_[b]; }
  double Weight(base::Symbol stem) const { return weights_[static_cast<size_t>(stem)]; }

 private:
  struct Overlap {
    double weight = 0;
    uint32_t telling = 0;  // how many of the words are no function words
  };

  void CountNames(const AccountWords& account, const WordTable& table, std::vector<float>& factors) const;
  void SumWeights(const AccountWords& account, std::vector<double>& sums) const;
  Overlap OverlapOf(const AccountWords& several, std::span<const uint32_t> parts, const AccountWords& one,
                    uint32_t single) const;
  void Count(base::Symbol stem, uint32_t count, Overlap& overlap) const;

  const AccountWords& a_;
  const AccountWords& b_;
  std::vector<double> weights_;    // by stem
  std::vector<bool> is_telling_;   // by stem
  std::vector<double> a_weights_;  // by sentence
  std::vector<double> b_weights_;
  std::vector<uint64_t> a_sequences_;
  std::vector<uint64_t> b_sequences_;
};

// The links worth considering, in the order of b, those of one sentence of b by a. Single sentences and rows.
std::vector<Link> FindLinks(const AccountWords& a, const AccountWords& b, const WordTable& table,
                            const Likeness& likeness);

}  // namespace casus::text
